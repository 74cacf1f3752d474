/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the sample agency through the same doors as the program: the vault, the clients'
 * repository, the interview's proposals. Records carry the times of a made-up past; chance
 * comes from one seeded generator, so the same seed tells the same story.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-demo.h"

#include "wf-agency-repo.h"
#include "wf-demo-follow.h"
#include "wf-demo-people.h"
#include "wf-vault-people.h"
#include "wf-visit-fold.h"

#include <string.h>

#define QUESTIONS_MAX  80
#define QUESTION_US    (40 * WF_CLOCK_SECOND)
#define INTERRUPTED_AT 7

typedef struct {
  const WfDemoSetup *setup;
  WfVault *vault;
  WfClientRepo *repo;
  GRand *rand;
  WfDemoFollow *follow;
  GPtrArray *records; /* of WfRecord: of the client that is being made */
  gint64 time_us;     /* of the next record */
} Maker;

static void
put (Maker *maker, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;

  g_ptr_array_add (maker->records, wf_record_new_at (owned->kind, json_object_ref (owned->body),
                                                     maker->time_us, NULL));
  maker->time_us += WF_CLOCK_SECOND;
}

/* The start of a visit; a day counts back from midnight before the present. */
static gint64
time_of (const Maker *maker, guint days_ago, guint hour)
{
  gint64 midnight = maker->setup->now_us / WF_CLOCK_DAY * WF_CLOCK_DAY;

  return midnight - (gint64) days_ago * WF_CLOCK_DAY + (gint64) hour * WF_CLOCK_HOUR;
}

static char *
day_text (const Maker *maker, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (maker->setup->now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

/* --- Facts, consent, contact --- */

static void
put_fact (Maker *maker, const char *name, const char *const *values)
{
  g_autoptr (WfClientFact) fact = wf_client_fact_new (name, WF_CLIENT_FACT_ANSWERED, values, 0);

  put (maker, wf_client_record_fact (fact));
}

static void
put_one (Maker *maker, const char *name, const char *value)
{
  const char *values[] = { value, NULL };

  if (value != NULL)
    put_fact (maker, name, values);
}

static void
put_state (Maker *maker, const char *name, WfClientFactState state)
{
  g_autoptr (WfClientFact) fact = wf_client_fact_new (name, state, NULL, 0);

  put (maker, wf_client_record_fact (fact));
}

static void
put_facts (Maker *maker, const WfDemoPerson *person)
{
  put_fact (maker, "speaks", person->speaks);
  put_fact (maker, "reads", person->reads);
  if (person->reads[0] == NULL)
    put_one (maker, "written-language-none", "yes");
  put_one (maker, "interpreter", person->interpreter);
  if (g_strcmp0 (person->interpreter, "wanted") == 0)
    put_one (maker, "interpreter-language", person->speaks[0]);
  put_one (maker, "official-language", person->official);
  put_one (maker, "region", person->region);
  put_one (maker, "goal", person->goal);
  put_one (maker, "goal-words", person->goal_words);
  if (person->birth_year != NULL)
    put_one (maker, "birth-year", person->birth_year);
  else if (person->name != NULL)
    put_state (maker, "birth-year", WF_CLIENT_FACT_REFUSED);
  if (g_rand_boolean (maker->rand))
    put_state (maker, "schooling-years", WF_CLIENT_FACT_DONT_KNOW);
}

static void
put_consent (Maker *maker, const WfDemoPerson *person)
{
  static const char *const purposes[] = { WF_CONSENT_HELP_NOW,      WF_CONSENT_KEEP_NOTES,
                                          WF_CONSENT_CONTACT_AFTER, WF_CONSENT_REPORT_COUNT,
                                          WF_CONSENT_IMPROVE,       NULL };
  gboolean answers[G_N_ELEMENTS (purposes) - 1];

  for (guint i = 0; purposes[i] != NULL; i++)
    answers[i] = g_strcmp0 (person->refuses, purposes[i]) != 0;
  put (maker, wf_consent_record_given (purposes, answers, person->speaks[0], person->through,
                                       person->through == NULL));
}

static void
put_contact (Maker *maker, const WfDemoPerson *person)
{
  g_autoptr (WfSafeContact) rule = wf_safe_contact_new ();
  const char *ways[] = { person->contact, NULL };

  if (*person->contact == '\0')
    return;
  wf_visit_set_list (&rule->ways, ways);
  rule->may_say_who = !person->is_careful;
  rule->never_message = person->is_careful;
  if (strcmp (person->contact, "only-here") != 0)
    rule->where = g_strdup_printf ("555-01%02d", g_rand_int_range (maker->rand, 0, 100));
  if (person->is_careful)
    rule->when = g_strdup ("mornings only");
  put (maker, wf_safe_contact_to_record (rule));
}

/* --- A made-up interview --- */

/* High answers as often as the person's ability says; what is not scored takes any option that
 * is an answer and not protected. */
static const char *
choose_option (Maker *maker, const WfDemoPerson *person, GPtrArray *options)
{
  const WfItemOption *chosen = NULL;
  gboolean is_high = g_rand_double (maker->rand) < person->ability;
  guint first = (guint) g_rand_int_range (maker->rand, 0, (gint32) options->len);

  for (guint i = 0; i < options->len; i++)
    {
      const WfItemOption *option = options->pdata[(first + i) % options->len];

      if (option->state != WF_OPTION_ANSWER || option->protected)
        continue;
      if (chosen == NULL ||
          (is_high ? option->score > chosen->score : option->score < chosen->score))
        chosen = option;
    }
  return chosen != NULL ? chosen->id : NULL;
}

static GPtrArray *
propose_next (Maker *maker, const WfDemoPerson *person, WfInterview *interview, GError **error)
{
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (interview);
  const char *option = options->len > 0 ? choose_option (maker, person, options) : NULL;
  const char *ids[] = { option, NULL };
  const WfAsked *asked = wf_interview_get_current (interview);
  int help = asked->kind == WF_ITEM_TASK ? g_rand_int_range (maker->rand, 0, 3) : -1;

  if (option == NULL || g_rand_int_range (maker->rand, 0, 12) == 0)
    return wf_interview_propose_skip (interview, "refused", error);
  return wf_interview_propose_answer (interview, ids, help, error);
}

static gboolean
commit (Maker *maker, WfInterview *interview, GPtrArray *proposed)
{
  g_autoptr (GPtrArray) owned = proposed;

  if (owned == NULL)
    return FALSE;
  for (guint i = 0; i < owned->len; i++)
    {
      put (maker, wf_record_ref (owned->pdata[i]));
      wf_interview_apply (interview, maker->records->pdata[maker->records->len - 1]);
    }
  return TRUE;
}

static WfInterview *
run_interview (Maker *maker, const WfDemoPerson *person, const WfDemoVisit *visit, GError **error)
{
  static const char *const alone[] = { "alone", NULL };
  const char *goals[] = { person->goal, NULL };
  g_autoptr (WfInterview) interview = wf_interview_new (maker->setup->bank);
  WfInterviewSetup setup = { .region = person->region,
                             .lang = person->speaks[0],
                             .mode = visit->mode,
                             .needs =
                                 WF_NEEDS_IN_PERSON | WF_NEEDS_INTERNET | WF_NEEDS_PRACTICE_PHONE,
                             .present = alone,
                             .minutes = 45,
                             .seed = g_rand_int (maker->rand) };

  if (!commit (maker, interview, wf_interview_propose_start (interview, &setup, error)) ||
      !commit (maker, interview,
               wf_interview_propose_goal (interview, goals, person->goal_words, error)))
    return NULL;
  for (guint i = 0; i < QUESTIONS_MAX && wf_interview_get_current (interview) != NULL; i++)
    {
      if (visit->interview == WF_DEMO_INTERRUPTED &&
          wf_interview_get_n_asked (interview) >= INTERRUPTED_AT)
        return g_steal_pointer (&interview);
      maker->time_us += QUESTION_US;
      if (!commit (maker, interview, propose_next (maker, person, interview, error)))
        return NULL;
    }
  return g_steal_pointer (&interview);
}

/* --- Visits --- */

static WfVisit *
make_visit (Maker *maker, const WfDemoPerson *person, const WfDemoVisit *row)
{
  static const char *const funders[] = { "IRCC", NULL };
  static const char *const alone[] = { "alone", NULL };
  g_autofree char *id =
      g_strdup_printf ("%08x%08x%08x%08x", g_rand_int (maker->rand), g_rand_int (maker->rand),
                       g_rand_int (maker->rand), g_rand_int (maker->rand));
  WfVisit *visit =
      wf_visit_new (id, row->interview == WF_DEMO_NO_INTERVIEW ? WF_VISIT_HELP_NOW : WF_VISIT_FULL);

  wf_visit_set_text (&visit->mode, row->mode);
  wf_visit_set_text (&visit->place, row->place);
  wf_visit_set_text (&visit->goal, row->goal);
  wf_visit_set_text (&visit->outcome, row->outcome);
  wf_visit_set_text (&visit->language, person->speaks[0]);
  wf_visit_set_list (&visit->themes, row->themes);
  wf_visit_set_list (&visit->funders, funders);
  wf_visit_set_list (&visit->present, alone);
  return visit;
}

/* Puts one visit with its interview; @out_interview is set when there was one. */
static gboolean
put_visit (Maker *maker,
           const WfDemoPerson *person,
           const WfDemoVisit *row,
           WfInterview **out_interview,
           GError **error)
{
  g_autoptr (WfVisit) visit = make_visit (maker, person, row);
  g_autoptr (WfInterview) interview = NULL;
  g_autofree char *next_day =
      person->due_in_days != 0 ? day_text (maker, person->due_in_days) : NULL;
  gint64 start = time_of (maker, row->days_ago, row->hour);

  maker->time_us = MAX (maker->time_us, start);
  put (maker, wf_visit_record_started (visit));
  if (row->interview != WF_DEMO_NO_INTERVIEW)
    {
      interview = run_interview (maker, person, row, error);
      if (interview == NULL)
        return FALSE;
    }
  if (interview != NULL && row->interview == WF_DEMO_FINISHED)
    {
      g_autoptr (WfProfile) profile = wf_profile_new (interview);

      put (maker, wf_visit_record_profile (profile));
    }
  if (row->interview != WF_DEMO_INTERRUPTED)
    {
      visit->minutes = row->minutes;
      maker->time_us = MAX (maker->time_us, start + row->minutes * WF_CLOCK_MINUTE);
      put (maker, wf_visit_record_ended (visit, next_day));
    }
  if (interview != NULL)
    {
      g_clear_pointer (out_interview, wf_interview_unref);
      *out_interview = g_steal_pointer (&interview);
    }
  return TRUE;
}

static gboolean
make_person (Maker *maker, const WfDemoPerson *person, GError **error)
{
  const char *only_for[] = { wf_vault_get_staff_id (maker->vault), NULL };
  g_autoptr (WfInterview) interview = NULL;
  g_autofree char *id = NULL;

  g_ptr_array_set_size (maker->records, 0);
  maker->time_us = time_of (maker, person->visits[0].days_ago, person->visits[0].hour);
  put_facts (maker, person);
  put_consent (maker, person);
  put_contact (maker, person);
  for (guint i = 0; i < WF_DEMO_VISITS_MAX && person->visits[i].days_ago > 0; i++)
    {
      if (!put_visit (maker, person, &person->visits[i], &interview, error))
        return FALSE;
    }
  if (person->hold != NULL)
    put (maker, wf_client_record_held (person->hold));
  if (!wf_demo_follow_put (maker->follow, person->name, maker->records, error))
    return FALSE;
  wf_demo_sort_records (maker->records);

  g_autoptr (GPtrArray) records = g_steal_pointer (&maker->records);

  maker->records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  id = wf_client_repo_create_sync (maker->repo, person->name, person->is_alias, records,
                                   person->is_restricted ? only_for : NULL, error);
  if (id == NULL)
    return FALSE;
  if (interview == NULL || maker->setup->on_interview == NULL)
    return TRUE;

  /* Nobody looks at this list, and the layer above appends behind its back. */
  g_signal_handlers_block_matched (maker->vault, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                   maker->repo);

  gboolean is_done = maker->setup->on_interview (maker->vault, id, interview, maker->time_us,
                                                 maker->setup->user_data, error);

  g_signal_handlers_unblock_matched (maker->vault, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL,
                                     maker->repo);
  return is_done;
}

/* --- The agency --- */

static gboolean
make_agency (Maker *maker, GError **error)
{
  static const char *const languages[] = { "en", "fr", "ar", NULL };
  static const char *const funders[] = { "IRCC", "Province of Ontario", NULL };
  static const char *const places[] = { "Main office", "City Library", NULL };
  g_autoptr (WfAgencyRepo) repo = wf_agency_repo_new (maker->vault);

  if (!wf_agency_repo_load_sync (repo, error))
    return FALSE;

  g_autoptr (WfAgency) agency = wf_agency_copy (wf_agency_repo_get (repo));

  wf_visit_set_list (&agency->languages, languages);
  wf_visit_set_list (&agency->funders, funders);
  wf_visit_set_list (&agency->places, places);
  wf_visit_set_text (&agency->phone, "519-555-0100");
  wf_visit_set_text (&agency->address, "12 Bridge Street");
  wf_visit_set_text (&agency->lending_line, "If it breaks or is lost, tell us. There is no fee.");
  agency->lock_minutes = 30;
  return wf_agency_repo_save_sync (repo, agency, error);
}

static gboolean
make_all (Maker *maker, GError **error)
{
  guint count;
  const WfDemoPerson *people = wf_demo_get_people (&count);
  g_autofree char *colleague = NULL;

  if (!make_agency (maker, error))
    return FALSE;
  colleague = wf_vault_add_member_sync (maker->vault, "Sam Okafor", WF_ROLE_NAVIGATOR, "Sam (demo)",
                                        WF_DEMO_PASSPHRASE, error);
  if (colleague == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      if (!make_person (maker, &people[i], error))
        return FALSE;
    }

  g_autoptr (GPtrArray) records = wf_demo_follow_list_agency (maker->follow);

  return wf_vault_append_sync (maker->vault, wf_vault_get_agency_id (maker->vault), records, error);
}

WfVault *
wf_demo_create_sync (const WfDemoSetup *setup, char **out_recovery_code, GError **error)
{
  g_return_val_if_fail (setup != NULL && setup->data_dir != NULL && setup->bank != NULL, NULL);

  WfVaultFounding founding = { .agency_name = "Bridge Street Newcomer Centre (sample)",
                               .region = "CA-ON",
                               .founder_name = "Kim Tremblay",
                               .slot_label = "Kim (demo)",
                               .passphrase = WF_DEMO_PASSPHRASE,
                               .cost = WF_KDF_TEST };
  g_autoptr (WfClock) clock = wf_clock_new_fixed (setup->now_us);
  g_autoptr (WfVault) vault = wf_vault_new (setup->data_dir, NULL);
  g_autofree char *code = NULL;

  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  if (setup->prepare != NULL)
    setup->prepare (vault, setup->user_data);
  code = wf_vault_create_sync (vault, &founding, error);
  if (code == NULL)
    return NULL;

  Maker maker = { setup,
                  vault,
                  wf_client_repo_new (vault, clock),
                  g_rand_new_with_seed_array ((const guint32 *) &setup->seed, 2),
                  NULL,
                  g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref),
                  0 };
  wf_client_repo_set_seed (maker.repo, (guint32) setup->seed);

  maker.follow = wf_demo_follow_new (setup, maker.rand);

  gboolean is_made = make_all (&maker, error);

  wf_demo_follow_free (maker.follow);
  g_object_unref (maker.repo);
  g_rand_free (maker.rand);
  g_ptr_array_unref (maker.records);
  if (!is_made)
    return NULL;
  if (out_recovery_code != NULL)
    *out_recovery_code = g_steal_pointer (&code);
  return g_steal_pointer (&vault);
}
