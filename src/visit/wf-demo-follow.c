/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows in the sample agency, as tables, and the program's own proposals that turn them
 * into records: a path or a loan that the program would refuse stops the making.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-demo-follow.h"

#include "wf-outcomes.h"
#include "wf-referral-code.h"

#include <string.h>

#define STEPS_MAX 5

typedef struct {
  WfReferralState to;
  guint days_ago;
  const char *detail; /* of a step to sent the way, to not-got the reason */
  const char *who;    /* (nullable): at the service */
  int in_days;        /* of a step to booked: when the appointment is */
} Step;

/* A path begins with what was offered or, with @is_inbound, received; its first step is no step
 * but the beginning. */
typedef struct {
  const char *person;
  const char *entry;   /* id in the catalogue; NULL for none */
  const char *name;    /* when the catalogue is not there, and inbound */
  const char *service; /* the same */
  gboolean is_inbound;
  const char *shares[4];
  Step steps[STEPS_MAX];
  const char *gain; /* (nullable): what came of it, for nothing, and is kept */
} Path;

static const Path PATHS[] = {
  { .person = "Jean-Baptiste Nkurunziza",
    .entry = "renewed-computer-technology",
    .name = "A computer to keep",
    .shares = { "first-name", "phone", "need" },
    .steps = { { WF_REFERRAL_OFFERED, 48 },
               { WF_REFERRAL_AGREED, 48 },
               { WF_REFERRAL_SENT, 46, "warm", "the desk", 0 },
               { WF_REFERRAL_WAITING, 30, NULL, "the desk", 0 } } },
  { .person = "Olena Kovalenko",
    .entry = "toronto-public-library-hotspots",
    .name = "A hotspot from the library",
    .steps = { { WF_REFERRAL_OFFERED, 61 },
               { WF_REFERRAL_AGREED, 61 },
               { WF_REFERRAL_SENT, 60, "self", NULL, 0 },
               { WF_REFERRAL_GOT, 40 } },
    .gain = "connection" },
  { .person = "Amarjit Singh",
    .entry = "connecting-families-2",
    .name = "Internet at a lower price",
    .steps = { { WF_REFERRAL_OFFERED, 83 },
               { WF_REFERRAL_AGREED, 83 },
               { WF_REFERRAL_SENT, 83, "cold", NULL, 0 },
               { WF_REFERRAL_NOT_GOT, 30, "not-eligible", NULL, 0 } } },
  { .person = "Mei Lin",
    .entry = "helpage-seniors-can-connect",
    .name = "A tablet and somebody who shows it",
    .shares = { "full-name", "phone", "language" },
    .steps = { { WF_REFERRAL_OFFERED, 15 },
               { WF_REFERRAL_AGREED, 15 },
               { WF_REFERRAL_SENT, 14, "warm", "the volunteers", 0 },
               { WF_REFERRAL_BOOKED, 8, NULL, "the volunteers", 2 } } },
  { .person = "Carlos Méndez",
    .entry = "crtc-low-cost-mobile-plan",
    .name = "A cheaper telephone plan",
    .steps = { { WF_REFERRAL_OFFERED, 52 },
               { WF_REFERRAL_AGREED, 52 },
               { WF_REFERRAL_SENT, 18, "self", NULL, 0 } } },
  { .person = "Tsehay",
    .name = "help with a form for child care",
    .service = "City Library",
    .is_inbound = TRUE,
    .shares = { "first-name", "need" },
    .steps = { { WF_REFERRAL_RECEIVED, 7 }, { WF_REFERRAL_SEEN, 7 } } },
  { .person = "Layla Haddad",
    .entry = "rogers-connected-for-success",
    .name = "Internet at a lower price",
    .steps = { { WF_REFERRAL_OFFERED, 12 }, { WF_REFERRAL_AGREED, 12 } } },
  { .person = "Ioana",
    .entry = "insertech",
    .name = "A used computer with a warranty",
    .steps = { { WF_REFERRAL_OFFERED, 5 } } },
};

/* What came of an offer for those who are no longer in the list: names nobody. */
static const struct {
  const char *entry;
  guint got;
  guint part;
  guint not_got;
} EARLIER[] = {
  { "connecting-families-2", 7, 0, 1 },
  { "renewed-computer-technology", 5, 1, 1 },
  { "toronto-public-library-hotspots", 4, 0, 2 },
};

/* A thing to lend, and the one time it was lent; @person NULL: never. */
typedef struct {
  const char *tag;
  const char *type;
  const char *note;
  const char *person;
  guint lent;    /* days ago */
  int until;     /* days after the present */
  guint ended;   /* days ago; 0: the person has it */
  gboolean lost; /* when it ended */
  const char *with;
  guint wiped; /* days ago; 0: not */
  gboolean retired;
} Thing;

static const Thing THINGS[] = {
  { .tag = "T-011",
    .type = "laptop",
    .person = "Jean-Baptiste Nkurunziza",
    .lent = 27,
    .until = 12,
    .with = "charger, bag" },
  { .tag = "T-012",
    .type = "laptop",
    .note = "The battery lasts two hours.",
    .person = "Olena Kovalenko",
    .lent = 40,
    .until = -2,
    .ended = 3,
    .with = "charger" },
  { .tag = "T-013", .type = "laptop", .note = "" },
  { .tag = "T-014", .type = "tablet", .note = "With a cover." },
  { .tag = "T-002", .type = "laptop", .note = "Too old for the browser.", .retired = TRUE },
  { .tag = "H-031",
    .type = "hotspot",
    .person = "Layla Haddad",
    .lent = 34,
    .until = -6,
    .with = "cable" },
  { .tag = "H-032",
    .type = "hotspot",
    .person = "Amarjit Singh",
    .lent = 83,
    .until = -30,
    .ended = 30,
    .wiped = 29 },
  { .tag = "H-033",
    .type = "hotspot",
    .person = "Carlos Méndez",
    .lent = 75,
    .until = -50,
    .ended = 52,
    .lost = TRUE },
};

struct _WfDemoFollow {
  const WfDemoSetup *setup;
  GRand *rand;
  GPtrArray *agency; /* of WfRecord */
  char *device_ids[G_N_ELEMENTS (THINGS)];
};

/* --- Tools --- */

static char *
draw_id (WfDemoFollow *self)
{
  return g_strdup_printf ("%08x%08x%08x%08x", g_rand_int (self->rand), g_rand_int (self->rand),
                          g_rand_int (self->rand), g_rand_int (self->rand));
}

static void
draw_over (WfDemoFollow *self, char **id)
{
  g_free (*id);
  *id = draw_id (self);
}

static char *
draw_code (WfDemoFollow *self)
{
  g_autofree char *digits =
      g_strdup_printf ("%08u", (guint) g_rand_int_range (self->rand, 0, 100000000));

  return g_strdup_printf ("%s%c", digits, wf_referral_code_get_check (digits));
}

static char *
dup_day (WfDemoFollow *self, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->setup->now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

/* Late on that day, after the visits of the day; never after the present. */
static gint64
time_of (WfDemoFollow *self, guint days_ago)
{
  gint64 midnight = self->setup->now_us / WF_CLOCK_DAY * WF_CLOCK_DAY;
  gint64 time =
      midnight - (gint64) days_ago * WF_CLOCK_DAY + 17 * WF_CLOCK_HOUR + 30 * WF_CLOCK_MINUTE;

  return MIN (time, self->setup->now_us);
}

/* @from: (transfer full): all of one moment; known to @follow too, unless it is %NULL */
static void
put_all (WfDemoFollow *self, GPtrArray *to, GPtrArray *from, guint days_ago, WfFollow *follow)
{
  g_autoptr (GPtrArray) owned = from;

  for (guint i = 0; i < owned->len; i++)
    {
      const WfRecord *record = owned->pdata[i];
      WfRecord *timed = wf_record_new_at (record->kind, json_object_ref (record->body),
                                          time_of (self, days_ago), NULL);

      if (follow != NULL)
        wf_follow_apply (follow, timed);
      g_ptr_array_add (to, timed);
    }
}

/* @record: (transfer full) */
static GPtrArray *
list_of_one (WfRecord *record)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  return records;
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const WfRecord *left = *(WfRecord *const *) a, *right = *(WfRecord *const *) b;

  return (left->time_us > right->time_us) - (left->time_us < right->time_us);
}

void
wf_demo_sort_records (GPtrArray *records)
{
  g_return_if_fail (records != NULL);

  g_ptr_array_sort (records, compare_times); /* stable */
}

/* --- Referrals --- */

static WfReferral *
make_referral (WfDemoFollow *self, const Path *path)
{
  WfReferral *referral = wf_referral_new (path->is_inbound);
  g_autofree char *name = g_strdup (path->name);
  g_autofree char *service = g_strdup (path->service != NULL ? path->service : "");

  draw_over (self, &referral->id);
  if (!path->is_inbound)
    {
      g_free (referral->code);
      referral->code = draw_code (self);
    }
  referral->is_tell_back = path->is_inbound;
  if (path->entry != NULL && self->setup->find_entry != NULL)
    {
      wf_visit_set_text (&referral->entry_id, path->entry);
      referral->entry =
          self->setup->find_entry (path->entry, &name, &service, self->setup->user_data);
    }
  wf_visit_set_text (&referral->name, name);
  wf_visit_set_text (&referral->service, service);
  return referral;
}

static WfRecord *
make_consent (WfDemoFollow *self, const Path *path, const WfReferral *referral)
{
  g_autofree char *until = dup_day (self, 120);
  g_auto (GStrv) shares = g_strdupv ((char **) path->shares);
  const WfReferralConsent consent = { .purpose = referral->name,
                                      .with = referral->service,
                                      .until = until,
                                      .lang = (char *) "en",
                                      .through = (char *) "",
                                      .reason = (char *) "",
                                      .shares = shares };

  return wf_referral_record_consented (referral, &consent);
}

static WfReferralStep *
make_step (WfDemoFollow *self, const Step *row)
{
  g_autofree char *day = dup_day (self, -(int) row->days_ago);
  WfReferralStep *step = wf_referral_step_new (row->to, day);

  draw_over (self, &step->id);
  if (row->to == WF_REFERRAL_SENT)
    wf_visit_set_text (&step->way, row->detail);
  else if (row->to == WF_REFERRAL_NOT_GOT)
    wf_visit_set_text (&step->reason, row->detail);
  else if (row->to == WF_REFERRAL_BOOKED)
    step->when_us = self->setup->now_us / WF_CLOCK_DAY * WF_CLOCK_DAY +
                    row->in_days * WF_CLOCK_DAY + 15 * WF_CLOCK_HOUR;
  if (row->who != NULL)
    wf_visit_set_text (&step->who, row->who);
  return step;
}

static WfRecord *
make_outcome (WfDemoFollow *self, const Path *path, const WfReferral *referral)
{
  g_autoptr (WfReferralOutcome) outcome = wf_referral_outcome_new ();
  const char *gains[] = { path->gain, NULL };

  wf_visit_set_list (&outcome->gains, gains);
  outcome->cost = 0;
  wf_visit_set_text (&outcome->kept, "yes");
  return wf_referral_record_outcome (referral, outcome);
}

static gboolean
put_steps (WfDemoFollow *self,
           const Path *path,
           const char *id,
           GPtrArray *records,
           WfFollow *follow,
           GError **error)
{
  for (guint i = 1; i < STEPS_MAX && path->steps[i].days_ago > 0; i++)
    {
      g_autoptr (WfReferralStep) step = make_step (self, &path->steps[i]);
      GPtrArray *proposed = wf_follow_propose_step (follow, id, step, step->day, error);

      if (proposed == NULL)
        return FALSE;
      put_all (self, records, proposed, path->steps[i].days_ago, follow);
    }
  return TRUE;
}

static gboolean
put_path (
    WfDemoFollow *self, const Path *path, GPtrArray *records, WfFollow *follow, GError **error)
{
  g_autoptr (WfReferral) referral = make_referral (self, path);
  guint begun = path->steps[0].days_ago;
  const WfReferral *kept;

  put_all (self, records, list_of_one (wf_referral_record_begun (referral)), begun, follow);
  if (path->shares[0] != NULL)
    put_all (self, records, list_of_one (make_consent (self, path, referral)), begun, follow);
  if (!put_steps (self, path, referral->id, records, follow, error))
    return FALSE;
  kept = wf_referrals_lookup (follow->referrals, referral->id);
  if (path->gain != NULL)
    put_all (self, records, list_of_one (make_outcome (self, path, kept)), 20, follow);
  put_all (self, self->agency, wf_outcomes_propose (NULL, kept), 20, NULL);
  return TRUE;
}

/* --- Things lent --- */

static gboolean
put_loan (WfDemoFollow *self, guint index, GPtrArray *records, WfFollow *follow, GError **error)
{
  const Thing *thing = &THINGS[index];
  g_autofree char *loan_id = draw_id (self);
  g_autofree char *lent = dup_day (self, -(int) thing->lent);
  g_autofree char *until = dup_day (self, thing->until);
  g_autofree char *ended = dup_day (self, -(int) thing->ended);
  const WfDevice device = { .id = self->device_ids[index],
                            .tag = (char *) thing->tag,
                            .type = (char *) thing->type,
                            .state = (char *) "ready" };
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) back = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  GPtrArray *proposed = wf_lending_propose_lend (follow, &device, lent, until, "en", thing->with,
                                                 loan_id, out, error);

  if (proposed == NULL)
    return FALSE;
  put_all (self, records, proposed, thing->lent, follow);
  put_all (self, self->agency, g_steal_pointer (&out), thing->lent, NULL);
  if (thing->ended == 0)
    return TRUE;
  proposed = wf_lending_propose_end (follow, loan_id, thing->lost, ended, NULL, back, error);
  if (proposed == NULL)
    return FALSE;
  put_all (self, records, proposed, thing->ended, follow);
  put_all (self, self->agency, g_steal_pointer (&back), thing->ended, NULL);
  return TRUE;
}

static void
put_things (WfDemoFollow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (THINGS); i++)
    {
      const Thing *thing = &THINGS[i];
      WfRecord *added = wf_device_record_added (thing->tag, thing->type,
                                                thing->note != NULL ? thing->note : "", NULL);

      self->device_ids[i] = draw_id (self);
      json_object_set_string_member (added->body, "id", self->device_ids[i]);
      put_all (self, self->agency, list_of_one (added), 88, NULL);
      if (thing->retired)
        put_all (self, self->agency,
                 list_of_one (wf_device_record_is (self->device_ids[i], "retired", NULL)), 60,
                 NULL);
      if (thing->wiped > 0)
        {
          g_autofree char *day = dup_day (self, -(int) thing->wiped);

          put_all (self, self->agency,
                   list_of_one (wf_device_record_wiped (self->device_ids[i],
                                                        "set back as it came from the shop", day)),
                   thing->wiped, NULL);
        }
    }
}

/* --- Earlier clients --- */

static void
put_earlier (WfDemoFollow *self, const char *entry, WfReferralState state, guint times)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);

  wf_visit_set_text (&referral->entry_id, entry);
  referral->state = state;
  if (state == WF_REFERRAL_NOT_GOT)
    {
      WfReferralStep *step = wf_referral_step_new (state, "");

      wf_visit_set_text (&step->reason, "no-funds");
      g_ptr_array_add (referral->steps, step);
    }
  for (guint i = 0; i < times; i++)
    put_all (self, self->agency, wf_outcomes_propose (NULL, referral), 89, NULL);
}

/* --- All of it --- */

WfDemoFollow *
wf_demo_follow_new (const WfDemoSetup *setup, GRand *rand)
{
  g_return_val_if_fail (setup != NULL && rand != NULL, NULL);

  WfDemoFollow *self = g_new0 (WfDemoFollow, 1);

  self->setup = setup;
  self->rand = rand;
  self->agency = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  put_things (self);
  for (guint i = 0; i < G_N_ELEMENTS (EARLIER); i++)
    {
      put_earlier (self, EARLIER[i].entry, WF_REFERRAL_GOT, EARLIER[i].got);
      put_earlier (self, EARLIER[i].entry, WF_REFERRAL_PART, EARLIER[i].part);
      put_earlier (self, EARLIER[i].entry, WF_REFERRAL_NOT_GOT, EARLIER[i].not_got);
    }
  return self;
}

void
wf_demo_follow_free (WfDemoFollow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (THINGS); i++)
    g_free (self->device_ids[i]);
  g_ptr_array_unref (self->agency);
  g_free (self);
}

gboolean
wf_demo_follow_put (WfDemoFollow *self, const char *person, GPtrArray *records, GError **error)
{
  g_return_val_if_fail (self != NULL && records != NULL, FALSE);

  g_autoptr (WfFollow) follow = wf_follow_new ();

  for (guint i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      if (g_strcmp0 (PATHS[i].person, person) == 0 &&
          !put_path (self, &PATHS[i], records, follow, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (THINGS); i++)
    {
      if (THINGS[i].person != NULL && g_strcmp0 (THINGS[i].person, person) == 0 &&
          !put_loan (self, i, records, follow, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
wf_demo_follow_list_agency (WfDemoFollow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  wf_demo_sort_records (self->agency);
  return g_ptr_array_ref (self->agency);
}
