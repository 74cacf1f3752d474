/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may change between two sessions, and what must not: banks, stamps, pauses, languages,
 * damaged records; and the stop that rests on the plan.
 */
#include "interview-fixture.h"

#include "wf-json.h"
#include "wf-profile.h"

#include <string.h>

#define SECOND (1000 * 1000)

static WfItemBank *bank;

static Fixture *
new_in_skills (void)
{
  WfInterviewSetup setup = fixture_setup ();
  Fixture *fixture = fixture_new (bank, &setup);

  fixture_pass_access (fixture);
  return fixture;
}

/* Overnight the bank got a new version: same question, same estimate. */
static void
test_new_version (void)
{
  g_autoptr (Fixture) fixture = new_in_skills ();
  g_autofree char *first = g_strdup (wf_interview_get_current (fixture->interview)->item_id);

  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_MIDDLE));
  g_autoptr (WfItemBank) later = fixture_load_later_bank (NULL, first);
  const WfItem *before = wf_item_bank_lookup (bank, first);
  const WfItem *after = wf_item_bank_lookup (later, first);
  g_assert_cmpfloat (after->difficulty, >, before->difficulty + 1.9);

  g_autoptr (WfInterview) resumed = fixture_replay (fixture, later);
  g_assert_cmpstr (wf_interview_get_current (resumed)->item_id, ==,
                   wf_interview_get_current (fixture->interview)->item_id);
  g_assert_nonnull (wf_interview_get_current_item (resumed));
  g_autofree char *was = fixture_dump (fixture->interview);
  g_autofree char *is = fixture_dump (resumed);
  g_assert_cmpstr (was, ==, is);
  g_assert_cmpuint (wf_interview_get_asked (resumed, 0)->version, ==, 1);
}

/* Overnight the question that stood has left the bank: it says so and goes on. */
static void
test_vanished_question (void)
{
  g_autoptr (Fixture) fixture = new_in_skills ();
  g_autoptr (GError) error = NULL;
  const char *chosen[] = { "0", NULL };

  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_autofree char *gone = g_strdup (wf_interview_get_current (fixture->interview)->item_id);
  g_autoptr (WfItemBank) later = fixture_load_later_bank (gone, NULL);
  g_autoptr (WfInterview) resumed = fixture_replay (fixture, later);

  g_assert_cmpstr (wf_interview_get_current (resumed)->item_id, ==, gone);
  g_assert_null (wf_interview_get_current_item (resumed));
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (resumed);
  g_assert_cmpuint (options->len, ==, 0);
  g_assert_null (wf_interview_propose_answer (resumed, chosen, -1, &error));
  g_assert_error (error, WF_INTERVIEW_ERROR, WF_INTERVIEW_ERROR_ITEM);

  g_autoptr (GPtrArray) records = wf_interview_propose_go_on (resumed, NULL);
  wf_interview_apply_all (resumed, records);
  g_assert_nonnull (wf_interview_get_current_item (resumed));
  g_assert_cmpstr (wf_interview_get_current (resumed)->item_id, !=, gone);
}

/* An answered question has left the bank: its answer still counts, at its old numbers. */
static void
test_vanished_answer (void)
{
  g_autoptr (Fixture) fixture = new_in_skills ();
  g_autofree char *gone = g_strdup (wf_interview_get_current (fixture->interview)->item_id);

  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_autoptr (WfItemBank) later = fixture_load_later_bank (gone, NULL);
  g_autoptr (WfInterview) resumed = fixture_replay (fixture, later);
  g_autoptr (WfProfile) was = wf_profile_new (fixture->interview);
  g_autoptr (WfProfile) is = wf_profile_new (resumed);
  g_assert_cmpfloat (was->overall.theta, ==, is->overall.theta);
  g_assert_cmpuint (is->overall.n, ==, 1);

  /* And it goes on to its end with what is left. */
  for (guint i = 0; wf_interview_get_current (resumed) != NULL; i++)
    {
      const char *chosen[] = { fixture_pick (resumed, PICK_HIGH), NULL };
      g_autoptr (GPtrArray) records = wf_interview_propose_answer (resumed, chosen, -1, NULL);

      g_assert_cmpuint (i, <, 30);
      wf_interview_apply_all (resumed, records);
      g_assert_cmpstr (
          wf_interview_get_asked (resumed, wf_interview_get_n_asked (resumed) - 1)->item_id, !=,
          gone);
    }
  g_assert_cmpint (wf_interview_get_phase (resumed), ==, WF_INTERVIEW_ENDED);
}

/* The decision was lost (an older log, a crash of another program): it decides anew. */
static void
test_missing_decision (void)
{
  g_autoptr (Fixture) fixture = new_in_skills ();
  g_autoptr (WfInterview) cut = wf_interview_new (bank);

  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  for (guint i = 0; i + 1 < fixture->log->len; i++)
    wf_interview_apply (cut, g_ptr_array_index (fixture->log, i));
  g_assert_null (wf_interview_get_current (cut));
  g_assert_cmpint (wf_interview_get_phase (cut), ==, WF_INTERVIEW_SKILLS);
  g_autoptr (GPtrArray) records = wf_interview_propose_go_on (cut, NULL);
  wf_interview_apply_all (cut, records);
  g_assert_cmpstr (wf_interview_get_current (cut)->item_id, ==,
                   wf_interview_get_current (fixture->interview)->item_id);
}

/* Records that are damaged, foreign or of a newer version are passed over. */
static void
test_odd_records (void)
{
  static const struct {
    const char *kind, *body;
  } odd[] = {
    { "visit.started", "{}" },
    { "interview.dreamt", "{\"item\":\"wf-1.1-01\"}" },
    { "interview.asked", "{}" },
    { "interview.answered", "{\"item\":\"nobody\",\"score\":3}" },
    { "interview.answered", "{\"item\":7}" },
    { "interview.changed", "{}" },
    { "interview.skipped", "{}" },
    { "interview.back", "{\"item\":\"nobody\"}" },
    { "interview.note", "{\"text\":\"n\"}" },
    { "interview.resumed", "{}" },
    { "interview.language", "{}" },
    { "interview.table", "{}" },
  };
  g_autoptr (Fixture) fixture = new_in_skills ();
  g_autofree char *before = fixture_dump (fixture->interview);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (WfRecord) record =
          wf_record_new (odd[i].kind, wf_json_parse_object (odd[i].body, -1, NULL));

      wf_interview_apply (fixture->interview, record);
    }
  g_autofree char *after = fixture_dump (fixture->interview);
  g_assert_cmpstr (before, ==, after);

  /* Numbers out of range are brought into it. */
  static const char *const BODIES[] = {
    "{\"item\":\"odd-1\",\"kind\":\"task\",\"irt\":[1,0],\"area\":99,\"seconds\":-5}",
    "{\"item\":\"odd-2\",\"kind\":\"poem\",\"irt\":[1,[0]],\"area\":-1}",
    "{\"item\":\"odd-3\",\"kind\":\"choice\",\"irt\":[1,0,0,0,0,0,0,0,0,0,0,0,0]}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autoptr (WfRecord) record =
          wf_record_new ("interview.asked", wf_json_parse_object (BODIES[i], -1, NULL));
      g_autoptr (WfRecord) answer = wf_record_new (
          "interview.answered",
          wf_json_parse_object ("{\"item\":\"odd-1\",\"score\":9,\"state\":\"sung\"}", -1, NULL));

      wf_interview_apply (fixture->interview, record);
      wf_interview_apply (fixture->interview, answer);
    }
  g_autoptr (WfProfile) profile = wf_profile_new (fixture->interview);
  g_assert_cmpuint (profile->overall.n, ==, 1);
  g_autoptr (WfRecord) stopped = wf_record_new (
      "interview.stopped", wf_json_parse_object ("{\"reason\":\"moonrise\"}", -1, NULL));
  wf_interview_apply (fixture->interview, stopped);
  g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), ==, WF_STOP_NAVIGATOR);
}

/* A client's log holds two interviews: the last one stands. */
static void
test_second_interview (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (Fixture) first = fixture_new (bank, &setup);
  g_autoptr (Fixture) second = fixture_new (bank, &setup);

  fixture_answer_until (first, PICK_MIDDLE, NULL);
  fixture_answer (second, "2");
  g_autofree char *alone = fixture_dump (second->interview);
  wf_interview_apply_all (first->interview, second->log);
  g_autofree char *after = fixture_dump (first->interview);
  g_assert_cmpstr (after, ==, alone);
}

static WfRecord *
damage (GRand *rand, WfRecord *record)
{
  g_autofree char *text = wf_json_to_text (record->body);
  gsize size = strlen (text);
  JsonObject *body;

  for (guint i = 0; i < 3; i++)
    {
      static const char LETTERS[] = "0123456789-e.\"[]{}:,abx";

      text[g_rand_int_range (rand, 0, (gint32) size)] =
          LETTERS[g_rand_int_range (rand, 0, sizeof LETTERS - 1)];
    }
  body = wf_json_parse_object (text, -1, NULL);
  if (body == NULL)
    return wf_record_ref (record);
  return wf_record_new_at (record->kind, body, record->time_us, record->author);
}

/* Whatever is lost, doubled, out of order or damaged: it folds, and can go on to an end. */
static void
test_torn_logs (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);

  fixture_answer_until (fixture, PICK_MIDDLE, NULL);
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WfInterview) torn = wf_interview_new (bank);

      for (guint i = 0; i < fixture->log->len; i++)
        {
          gint32 chance = i == 0 ? 100 : g_rand_int_range (rand, 0, 40);
          guint from = chance == 1 ? (guint) g_rand_int_range (rand, 1, fixture->log->len) : i;
          g_autoptr (WfRecord) damaged = damage (rand, fixture->log->pdata[from]);

          if (chance == 0)
            continue;
          wf_interview_apply (torn, chance == 2 ? damaged : fixture->log->pdata[from]);
          if (chance == 3)
            wf_interview_apply (torn, fixture->log->pdata[from]);
        }
      g_autofree char *dump = fixture_dump (torn);
      g_assert_nonnull (dump);
      for (guint i = 0; wf_interview_get_phase (torn) != WF_INTERVIEW_ENDED; i++)
        {
          g_autoptr (GPtrArray) records = NULL;

          if (wf_interview_get_phase (torn) == WF_INTERVIEW_GOAL)
            records = wf_interview_propose_goal (torn, NULL, NULL, NULL);
          else if (wf_interview_get_current_item (torn) == NULL)
            records = wf_interview_propose_go_on (torn, NULL);
          else
            records = wf_interview_propose_skip (torn, "not-now", NULL);
          g_assert_nonnull (records);
          g_assert_cmpuint (i, <, 200);
          wf_interview_apply_all (torn, records);
        }
    }
}

static guint
count_skills (WfItemBank *used_bank,
              const WfInterviewSetup *setup,
              gint64 step_us,
              WfStopReason *out_reason)
{
  g_autoptr (Fixture) fixture = fixture_new (used_bank, setup);
  guint n = 0;

  fixture_pass_access (fixture);
  fixture->step_us = step_us;
  fixture_answer_until (fixture, PICK_HIGH, NULL);
  for (guint area = 1; area <= WF_N_AREAS; area++)
    n += wf_interview_get_area_count (fixture->interview, area);
  *out_reason = wf_interview_get_stop_reason (fixture->interview);
  return n;
}

/* Slow answers use up the time; an absurd stamp counts as three times the usual at most. */
static void
test_time (void)
{
  WfInterviewSetup setup = fixture_setup ();
  WfStopReason reason;
  guint quick = count_skills (bank, &setup, 20 * SECOND, &reason);

  g_assert_cmpint (reason, !=, WF_STOP_TIME);
  guint slow = count_skills (bank, &setup, (gint64) 150 * SECOND, &reason);
  g_test_message ("%u quick answers, %u slow ones: %s", quick, slow,
                  wf_stop_reason_to_code (reason));
  g_assert_cmpint (reason, ==, WF_STOP_TIME);
  g_assert_cmpuint (slow, <, quick);
  guint absurd = count_skills (bank, &setup, (gint64) 86400 * 30 * SECOND, &reason);
  g_assert_cmpint (reason, ==, WF_STOP_TIME);
  g_assert_cmpuint (absurd, >=, 3);

  /* Few minutes for the questions. */
  setup.minutes = 7;
  guint short_visit = count_skills (bank, &setup, 20 * SECOND, &reason);
  g_assert_cmpint (reason, ==, WF_STOP_TIME);
  g_assert_cmpuint (short_visit, <, quick);
}

static void
test_pace (void)
{
  static const char *const PRO[] = { "interpreter-pro", NULL };
  WfInterviewSetup setup = fixture_setup ();
  double plain, interpreted, by_phone, used;

  g_autoptr (Fixture) reader = fixture_new (bank, &setup);
  wf_interview_get_minutes (reader->interview, &used, &plain);
  g_assert_cmpfloat (used, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (plain, 11.0, 1e-9);

  setup.present = PRO;
  setup.read_aloud = TRUE;
  g_autoptr (Fixture) slow = fixture_new (bank, &setup);
  wf_interview_get_minutes (slow->interview, NULL, &interpreted);
  g_assert_cmpfloat_with_epsilon (interpreted, 11.0 * 1.8 * 1.3, 1e-9);
  fixture_commit (
      slow, wf_interview_propose_table (slow->interview, "phone", WF_NEEDS_NOTHING, FALSE, NULL));
  wf_interview_get_minutes (slow->interview, NULL, &by_phone);
  g_assert_cmpfloat_with_epsilon (by_phone, 11.0 * 1.8 * 1.5, 1e-9);

  setup.minutes = 5;
  g_autoptr (Fixture) hurried = fixture_new (bank, &setup);
  wf_interview_get_minutes (hurried->interview, NULL, &plain);
  g_assert_cmpfloat (plain, ==, 5.0);
}

/* Time in a pause is nobody's. */
static void
test_pause (void)
{
  double before, after;

  g_autoptr (Fixture) fixture = new_in_skills ();
  wf_interview_get_minutes (fixture->interview, &before, NULL);
  fixture_commit (fixture, wf_interview_propose_pause (fixture->interview, FALSE, NULL));
  g_assert_true (wf_interview_is_paused (fixture->interview));
  fixture->now_us += (gint64) 86400 * SECOND;
  fixture_commit (fixture, wf_interview_propose_pause (fixture->interview, TRUE, NULL));
  g_assert_false (wf_interview_is_paused (fixture->interview));
  fixture->step_us = 0;
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  wf_interview_get_minutes (fixture->interview, &after, NULL);
  g_assert_cmpfloat ((after - before) * 60.0, <=, 60.0);
}

/* The tools are cleared away: a task that stood is put away too. */
static void
test_table (void)
{
  g_autoptr (Fixture) fixture = new_in_skills ();

  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-5.1-08", NULL));
  fixture_commit (fixture, wf_interview_propose_table (fixture->interview, "phone",
                                                       WF_NEEDS_NOTHING, FALSE, NULL));
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, !=, "wf-5.1-08");
  while (wf_interview_get_current (fixture->interview) != NULL)
    {
      g_assert_true ((wf_interview_get_current_item (fixture->interview)->modes & WF_MODE_PHONE) !=
                     0);
      fixture_answer (fixture, fixture_pick (fixture->interview, PICK_MIDDLE));
    }
}

/* A language without translation is said to be one, and widens what is stated. */
static void
test_language (void)
{
  static const char *const CYRILLIC[] = { "Cyrl", NULL };
  g_autoptr (Fixture) fixture = new_in_skills ();

  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  fixture_commit (fixture,
                  wf_interview_propose_language (fixture->interview, "uk", CYRILLIC, NULL));
  g_assert_cmpstr (wf_interview_get_lang (fixture->interview), ==, "uk");
  for (guint i = 0; i < 4; i++)
    fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_autoptr (WfProfile) profile = wf_profile_new (fixture->interview);
  g_assert_cmpuint (profile->n_untranslated, ==, 3); /* the next one was chosen before */
  g_assert_cmpfloat (profile->overall.stated_sd, >,
                     wf_total_sd (profile->overall.sd, 0.5, profile->overall.n) + 1e-6);
}

/* A seed gives the same interview again; others differ; the order shown is recorded. */
static void
test_seed (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GHashTable) courses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean shuffled = FALSE;

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (GString) course = g_string_new (NULL);

      setup.seed = round / 2;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      fixture_answer_until (fixture, PICK_HIGH, NULL);
      for (guint i = 0; i < wf_interview_get_n_asked (fixture->interview); i++)
        {
          const WfAsked *asked = wf_interview_get_asked (fixture->interview, i);
          guint n = g_strv_length (asked->order);

          g_string_append (course, asked->item_id);
          for (guint k = 0; k < n; k++)
            g_string_append (course, asked->order[k]);
          if (asked->kind == WF_ITEM_CHOICE)
            {
              g_assert_cmpstr (asked->order[n - 1], ==, "x");
              shuffled |= !g_str_equal (asked->order[0], "a");
            }
        }
      g_hash_table_add (courses, g_string_free (g_steal_pointer (&course), FALSE));
    }
  g_assert_cmpuint (g_hash_table_size (courses), >, 2);
  g_assert_cmpuint (g_hash_table_size (courses), <=, 6);
  g_assert_true (shuffled);
}

/* A plan that says what it is told to. */
#define PROBE_TYPE_FIXED (probe_fixed_get_type ())
G_DECLARE_FINAL_TYPE (ProbeFixed, probe_fixed, PROBE, FIXED, GObject)

struct _ProbeFixed {
  GObject parent;
  gboolean looks_at_answers;
  guint looks_at_area; /* 0 for none */
  guint n_calls;
};

static GStrv
probe_get_first_statements (WfDecisionProbe *probe, const WfAnswers *answers, guint n)
{
  ProbeFixed *self = PROBE_FIXED (probe);
  guint n_low = 0;

  self->n_calls++;
  for (guint i = 0; i < wf_answers_get_n (answers); i++)
    n_low += wf_answers_get (answers, i)->is_low;
  g_assert_cmpuint (n, ==, 3);
  if (self->looks_at_area != 0)
    n_low = wf_answers_is_area_weak (answers, self->looks_at_area) == WF_KNOWN_YES;
  g_autofree char *first =
      g_strdup_printf ("p-%u", self->looks_at_answers || self->looks_at_area != 0 ? n_low : 0);
  return g_strsplit (first, ",", -1);
}

static gboolean
probe_uses_item (WfDecisionProbe *probe, const char *item_id)
{
  return !g_str_equal (item_id, "wf-access-awareness-03");
}

static void
probe_iface_init (WfDecisionProbeInterface *iface)
{
  iface->get_first_statements = probe_get_first_statements;
  iface->uses_item = probe_uses_item;
}

G_DEFINE_TYPE_WITH_CODE (ProbeFixed,
                         probe_fixed,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (WF_TYPE_DECISION_PROBE, probe_iface_init))

static void
probe_fixed_class_init (ProbeFixedClass *class)
{
}

static void
probe_fixed_init (ProbeFixed *self)
{
}

static void
test_decision (void)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (ProbeFixed) probe = g_object_new (PROBE_TYPE_FIXED, NULL);
      WfInterviewSetup setup = fixture_setup ();
      guint n = 0;

      probe->looks_at_answers = round == 1;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      wf_interview_set_probe (fixture->interview, WF_DECISION_PROBE (probe));
      fixture_answer_until (fixture, PICK_HIGH, NULL);
      for (guint area = 1; area <= WF_N_AREAS; area++)
        n += wf_interview_get_area_count (fixture->interview, area);
      for (guint i = 0; i < wf_interview_get_n_asked (fixture->interview); i++)
        g_assert_cmpstr (wf_interview_get_asked (fixture->interview, i)->item_id, !=,
                         "wf-access-awareness-03"); /* no rule looks at it */
      if (round == 0)
        {
          g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), ==, WF_STOP_DECISION);
          g_assert_cmpuint (n, ==, 10);
        }
      else
        g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), !=, WF_STOP_DECISION);
      g_assert_cmpuint (probe->n_calls, >, 0);
    }
}

/* Ten answers say little of one area: a plan that hangs on it is not decided, though no single
 * answer would change it. */
static void
test_decision_waits_for_areas (void)
{
  for (guint area = 1; area <= WF_N_AREAS; area++)
    {
      g_autoptr (ProbeFixed) probe = g_object_new (PROBE_TYPE_FIXED, NULL);
      WfInterviewSetup setup = fixture_setup ();

      probe->looks_at_area = area;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      wf_interview_set_probe (fixture->interview, WF_DECISION_PROBE (probe));
      fixture_answer_until (fixture, PICK_HIGH, NULL);
      g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), !=, WF_STOP_DECISION);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/resume/new-version", test_new_version);
  g_test_add_func ("/resume/vanished-question", test_vanished_question);
  g_test_add_func ("/resume/vanished-answer", test_vanished_answer);
  g_test_add_func ("/resume/missing-decision", test_missing_decision);
  g_test_add_func ("/resume/odd-records", test_odd_records);
  g_test_add_func ("/resume/second-interview", test_second_interview);
  g_test_add_func ("/resume/torn-logs", test_torn_logs);
  g_test_add_func ("/resume/time", test_time);
  g_test_add_func ("/resume/pace", test_pace);
  g_test_add_func ("/resume/pause", test_pause);
  g_test_add_func ("/resume/table", test_table);
  g_test_add_func ("/resume/language", test_language);
  g_test_add_func ("/resume/seed", test_seed);
  g_test_add_func ("/resume/decision", test_decision);
  g_test_add_func ("/resume/decision-waits-for-areas", test_decision_waits_for_areas);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}
