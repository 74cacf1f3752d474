/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The team of the sample agency, all made up: two tables, and a round in which each colleague in
 * turn is unlocked and writes their own records. Chance comes from one seeded generator.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-demo.h"

#include "wf-box.h"
#include "wf-checklist-progress.h"
#include "wf-clock.h"
#include "wf-org-book.h"
#include "wf-team-book.h"
#include "wf-vault-people.h"

#include <string.h>

#define KIM        0
#define SAM        1
#define N_FIRST    6 /* of the team: they answered the organisation's first round */
#define TEACHES    3
#define ORG_LEVELS 3

/* Where somebody stands on the six stages, about; what they offer to teach. The first is whoever
 * made the sample agency, whatever their name. */
typedef struct {
  const char *name;
  const char *label; /* of their slot */
  WfRole role;
  double stage;
  const char *teaches[TEACHES + 1];
} Colleague;

static const Colleague TEAM[] = {
  { "Kim Tremblay", "Kim (demo)", WF_ROLE_COORDINATOR, 3.9, { "4.2", "1.3" } },
  { "Sam Okafor", "Sam (demo)", WF_ROLE_NAVIGATOR, 4.3, { "6.4", "2.3", "5.1" } },
  { "Priya Nair", "Priya (demo)", WF_ROLE_NAVIGATOR, 4.4, { "2.1", "6.1" } },
  { "Luc Gagnon", "Luc (demo)", WF_ROLE_NAVIGATOR, 1.8, { NULL } },
  { "Dana Petrescu", "Dana (demo)", WF_ROLE_NAVIGATOR, 2, { NULL } },
  { "Hana Sato", "Hana (demo)", WF_ROLE_TRAINER, 4.6, { "3.1", "2.2" } },
  { "Grace Adeyemi", "Grace (demo)", WF_ROLE_NAVIGATOR, 2.2, { NULL } },
  { "Tomasz Zielinski", "Tomasz (demo)", WF_ROLE_NAVIGATOR, 1.9, { NULL } },
  { "Erin MacLeod", "Erin (demo)", WF_ROLE_NAVIGATOR, 1.9, { NULL } },
  { "Wei Zhang", "Wei (demo)", WF_ROLE_VOLUNTEER, 4.2, { "2.1" } },
  { "Rosa Delgado", "Rosa (demo)", WF_ROLE_VOLUNTEER, 3.8, { NULL } },
  { "Omar Farah", "Omar (demo)", WF_ROLE_NAVIGATOR, 2, { NULL } },
};

/* One point of a checklist as Kim or Sam entered it. */
typedef struct {
  guint staff;
  const char *list;
  const char *point;
  guint days_ago;
  const char *evidence; /* (nullable) */
  enum { TICKED, ASKED, SIGNED, DECLINED } state;
} Entry;

static const Entry ENTRIES[] = {
  { KIM, "first-session", "first-session-01", 50, "Priya sat in and noted the set-up.", SIGNED },
  { KIM, "first-session", "first-session-02", 50, "Consent record in Arabic, in March.", SIGNED },
  { KIM, "first-session", "first-session-03", 50, "A goal in the client's own words.", SIGNED },
  { KIM, "first-session", "first-session-05", 20, "Erin watched: my hands stayed off.", DECLINED },
  { KIM, "first-session", "first-session-07", 20, NULL, TICKED },
  { KIM, "first-session", "first-session-08", 11, "Three lines after each visit.", ASKED },
  { KIM, "hands-off", "hands-off-01", 33, "The sentence, in French and in Arabic.", SIGNED },
  { KIM, "hands-off", "hands-off-02", 33, NULL, TICKED },
  { SAM, "hands-off", "hands-off-03", 8, "Luc watched two visits; no password in my notes.",
    ASKED },
  { SAM, "hands-off", "hands-off-08", 5, "Walk-through on the computer at the library.", ASKED },
  { SAM, "spot-scams", "spot-scams-01", 8, NULL, TICKED },
};

/* A request of one colleague, for another one to decide about. */
typedef struct {
  const Entry *entry;
  WfSignRequest request; /* id, digest and why are owned */
} Asked;

typedef struct {
  WfVault *vault;
  const char *passphrase;
  WfPackLibrary *library;
  WfFramework *map;
  WfFramework *organisation;
  GRand *rand;
  gint64 now_us;
  char *ids[G_N_ELEMENTS (TEAM)];
  char *rounds[2];   /* of the organisation */
  GArray *asked;     /* of Asked */
  GPtrArray *own;    /* (element-type WfRecord): for the book of who is unlocked */
  GPtrArray *agency; /* (element-type WfRecord) */
} Maker;

static void
asked_clear (gpointer data)
{
  Asked *self = data;

  g_free (self->request.id);
  g_free (self->request.digest);
}

/* @record: (transfer full) */
static void
put (Maker *self, GPtrArray *records, double days_ago, WfRecord *record)
{
  g_autoptr (WfRecord) owned = record;

  g_ptr_array_add (records,
                   wf_record_new_at (owned->kind, json_object_ref (owned->body),
                                     self->now_us - (gint64) (days_ago * WF_CLOCK_DAY), NULL));
}

static char *
dup_day (const Maker *self, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

/* --- Ratings --- */

static int
draw_level (Maker *self, double about, int levels)
{
  double level = about + g_rand_double_range (self->rand, -.7, .7);

  return CLAMP ((int) (level + .5), 1, levels);
}

static WfRatings *
draw_ratings (Maker *self, const WfFramework *map, double about, int levels)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  WfRatings *ratings = wf_ratings_new ();

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];

      wf_ratings_set (ratings, part->id, draw_level (self, about, levels));
    }
  return ratings;
}

/* One round through the map, an answer every half minute. */
static void
put_round (Maker *self, const WfRatings *ratings, double days_ago)
{
  const GPtrArray *questions = wf_framework_get_questions (self->map);
  const double step = .5 * WF_CLOCK_MINUTE / WF_CLOCK_DAY;
  g_autofree char *id = wf_random_id ();

  put (self, self->own, days_ago, wf_practice_record_started (id, self->map));
  for (guint i = 0; i < questions->len; i++)
    {
      const char *part = ((const WfFrameworkPart *) questions->pdata[i])->id;
      const char *name = wf_rating_to_name (self->map, wf_ratings_get (ratings, part));

      put (self, self->own, days_ago - (i + 1) * step,
           wf_practice_record_answered (id, part, name));
    }
  put (self, self->own, days_ago - (questions->len + 1) * step, wf_practice_record_finished (id));
}

static void
put_self (Maker *self, guint staff)
{
  const Colleague *who = &TEAM[staff];
  g_autoptr (GPtrArray) members = wf_vault_get_members (self->vault);
  g_autoptr (WfRatings) ratings = draw_ratings (self, self->map, who->stage, 6);
  double days_ago = 12 + staff;

  if (staff == KIM) /* who looked at their practice before, too */
    {
      g_autoptr (WfRatings) before = draw_ratings (self, self->map, who->stage - .8, 6);

      put_round (self, before, 82);
    }
  put_round (self, ratings, days_ago);
  put (self, self->agency, days_ago - .1,
       wf_team_record_shared (self->map, self->ids[staff], ratings, members));
  if (who->teaches[0] != NULL)
    put (self, self->agency, days_ago - .1, wf_team_record_teaches ("digcompedu", who->teaches));
}

/* --- Checklists --- */

static void
put_entry (Maker *self, const Entry *entry)
{
  WfChecklist *list = wf_pack_library_get_checklist (self->library, entry->list);
  const WfChecklistPoint *point = list != NULL ? wf_checklist_lookup (list, entry->point) : NULL;
  WfEvidence evidence = { .text = (char *) entry->evidence };

  if (point == NULL) /* the lists are data: one that is not installed is passed over */
    return;
  put (self, self->own, entry->days_ago,
       wf_checklist_record_entered (list, point, TRUE, NULL, &evidence, NULL, NULL));
  if (entry->state == TICKED)
    return;

  g_autoptr (WfClaim) claim = wf_claim_new (list, point);
  Asked asked = { .entry = entry };

  asked.request.id = wf_random_id ();
  asked.request.digest = wf_sign_digest (self->ids[entry->staff], claim, &evidence);
  put (self, self->agency, entry->days_ago - .1,
       wf_sign_record_asked (asked.request.id, claim, &evidence));
  g_array_append_val (self->asked, asked);
}

static void
put_entries (Maker *self, guint staff)
{
  for (guint i = 0; i < G_N_ELEMENTS (ENTRIES); i++)
    {
      if (ENTRIES[i].staff == staff)
        put_entry (self, &ENTRIES[i]);
    }
}

/* What Kim asked, by Sam. */
static void
put_decisions (Maker *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const Asked *asked = &g_array_index (self->asked, Asked, i);
      double days_ago = asked->entry->days_ago - 2;

      if (asked->entry->state == SIGNED)
        put (self, self->agency, days_ago, wf_sign_record_signed (&asked->request));
      else if (asked->entry->state == DECLINED)
        put (self, self->agency, days_ago,
             wf_sign_record_declined (&asked->request,
                                      "Please write down which of the two visits it was."));
    }
}

static void
put_goals (Maker *self)
{
  g_autofree char *learn_id = wf_random_id ();
  g_autofree char *page_id = wf_random_id ();
  g_autofree char *due = dup_day (self, 21);
  const WfGoal learn = { .id = learn_id,
                         .part = (char *) "3.2",
                         .text = (char *) "Guide two visits without touching the device." };
  const WfGoal page = { .id = page_id,
                        .part = (char *) "5.1",
                        .text = (char *) "Make our welcome page one that everybody can read.",
                        .checklist = (char *) "accessible-handout",
                        .due_day = due };

  put (self, self->own, 60, wf_practice_record_goal (&learn));
  put (self, self->own, 18, wf_practice_record_goal_done (learn_id));
  put (self, self->own, 9, wf_practice_record_goal (&page));
}

/* --- The organisation --- */

static void
put_org_rating (Maker *self, guint round, guint staff)
{
  double about = round == 0 ? 1.5 : 2;
  g_autoptr (WfRatings) ratings = draw_ratings (self, self->organisation, about, ORG_LEVELS);

  put (self, self->agency, (round == 0 ? 70 : 12) - .2 * staff,
       wf_org_record_rated (self->rounds[round], self->organisation, ratings));
}

static void
put_org_actions (Maker *self)
{
  g_autofree char *hours_id = wf_random_id ();
  g_autofree char *page_id = wf_random_id ();
  g_autofree char *due = dup_day (self, 30);
  const WfOrgAction hours = { .id = hours_id,
                              .framework = (char *) "organisation",
                              .part = (char *) "people",
                              .text = (char *) "Two hours a month to learn, in every calendar.",
                              .owner = self->ids[KIM] };
  const WfOrgAction page = { .id = page_id,
                             .framework = (char *) "organisation",
                             .part = (char *) "process",
                             .text = (char *) "One page on consent and the tools we agreed on.",
                             .owner = self->ids[SAM],
                             .due_day = due };

  put (self, self->agency, 59, wf_org_record_action (&hours));
  put (self, self->agency, 20, wf_org_record_action_done (hours_id));
  put (self, self->agency, 5, wf_org_record_action (&page));
}

/* --- One after the other --- */

static gboolean
write_down (Maker *self, GError **error)
{
  g_autoptr (GPtrArray) appends = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);

  if (self->own->len > 0)
    g_ptr_array_add (appends, wf_append_new (wf_vault_get_private_id (self->vault), self->own));
  if (self->agency->len > 0)
    g_ptr_array_add (appends, wf_append_new (wf_vault_get_agency_id (self->vault), self->agency));

  gboolean is_done = wf_vault_append_batch_sync (self->vault, appends, error);

  g_ptr_array_set_size (self->own, 0);
  g_ptr_array_set_size (self->agency, 0);
  return is_done;
}

static gboolean
become (Maker *self, guint staff, GError **error)
{
  return wf_vault_lock_sync (self->vault, error) &&
         wf_vault_unlock_sync (self->vault, self->ids[staff], self->passphrase, error);
}

/* The first round ends and the second begins. */
static gboolean
turn_the_round (Maker *self, GError **error)
{
  if (!become (self, KIM, error))
    return FALSE;
  put (self, self->agency, 60, wf_org_record_closed (self->rounds[0]));
  put (self, self->agency, 14, wf_org_record_started (self->rounds[1], self->organisation));
  put_org_rating (self, 1, KIM);
  return write_down (self, error);
}

static gboolean
let_write (Maker *self, guint staff, GError **error)
{
  if (staff == KIM)
    {
      put (self, self->agency, 75, wf_org_record_started (self->rounds[0], self->organisation));
      put_goals (self);
    }
  else if (!become (self, staff, error))
    return FALSE;
  put_self (self, staff);
  put_org_rating (self, staff < N_FIRST ? 0 : 1, staff);
  if (staff == SAM)
    put_decisions (self);
  put_entries (self, staff);
  return write_down (self, error);
}

static gboolean
find_or_add (Maker *self, guint staff, GError **error)
{
  const Colleague *who = &TEAM[staff];
  g_autoptr (GPtrArray) members = wf_vault_get_members (self->vault);

  if (staff == KIM)
    self->ids[staff] = g_strdup (wf_vault_get_staff_id (self->vault));
  for (guint i = 0; self->ids[staff] == NULL && i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (strcmp (member->name, who->name) == 0)
        self->ids[staff] = g_strdup (member->id);
    }
  if (self->ids[staff] == NULL)
    self->ids[staff] = wf_vault_add_member_sync (self->vault, who->name, who->role, who->label,
                                                 self->passphrase, error);
  return self->ids[staff] != NULL;
}

static gboolean
make_all (Maker *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEAM); i++)
    {
      if (!find_or_add (self, i, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (TEAM); i++)
    {
      if (i == N_FIRST && !turn_the_round (self, error))
        return FALSE;
      if (!let_write (self, i, error))
        return FALSE;
    }
  if (!become (self, KIM, error))
    return FALSE;
  put (self, self->agency, 6, wf_org_record_closed (self->rounds[1]));
  put_org_actions (self);
  return write_down (self, error);
}

gboolean
wf_practice_demo_add_sync (WfVault *vault,
                           const char *passphrase,
                           WfPackLibrary *library,
                           guint64 seed,
                           gint64 now_us,
                           GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (vault) && passphrase != NULL && library != NULL, FALSE);

  Maker maker = { .vault = vault,
                  .passphrase = passphrase,
                  .library = library,
                  .map = wf_pack_library_get_framework (library, "digcompedu"),
                  .organisation = wf_pack_library_get_framework (library, "organisation"),
                  .now_us = now_us };

  if (maker.map == NULL || maker.organisation == NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                           "the map “digcompedu” or “organisation” is not installed");
      return FALSE;
    }
  maker.rand = g_rand_new_with_seed_array ((const guint32 *) &seed, 2);
  maker.rounds[0] = wf_random_id ();
  maker.rounds[1] = wf_random_id ();
  maker.asked = g_array_new (FALSE, FALSE, sizeof (Asked));
  g_array_set_clear_func (maker.asked, asked_clear);
  maker.own = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  maker.agency = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  gboolean is_made = make_all (&maker, error);

  g_rand_free (maker.rand);
  g_array_unref (maker.asked);
  g_ptr_array_unref (maker.own);
  g_ptr_array_unref (maker.agency);
  for (guint i = 0; i < G_N_ELEMENTS (TEAM); i++)
    g_free (maker.ids[i]);
  g_free (maker.rounds[0]);
  g_free (maker.rounds[1]);
  return is_made;
}
