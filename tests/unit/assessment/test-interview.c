/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The course of an interview: order of parts, what may be asked of whom, answers and ways
 * not to answer, going back, resuming, and that replay finds the same state again.
 */
#include "interview-fixture.h"

#include "wf-json.h"
#include "wf-profile.h"

#include <string.h>

static WfItemBank *bank;

static const char *const ALONE[] = { "alone", NULL };
static const char *const WITH_PARTNER[] = { "alone", "partner", NULL };

static const WfAsked *
find_asked (const WfInterview *interview, const char *item_id)
{
  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      if (g_str_equal (wf_interview_get_asked (interview, i)->item_id, item_id))
        return wf_interview_get_asked (interview, i);
    }
  return NULL;
}

static void
test_order (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (WfInterview) fresh = wf_interview_new (bank);

  g_assert_cmpint (wf_interview_get_phase (fresh), ==, WF_INTERVIEW_NEW);
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ACCESS);
  g_assert_cmpstr (wf_interview_get_goal_words (fixture->interview), ==, "call home");
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==,
                   "wf-access-availability-01");
  g_assert_false (wf_interview_may_go_back (fixture->interview));

  guint n_access = 0;
  while (wf_interview_get_phase (fixture->interview) == WF_INTERVIEW_ACCESS)
    {
      n_access++;
      fixture_answer (fixture, "1");
    }
  g_assert_cmpuint (n_access, ==, 13);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (wf_item_is_foundation (wf_interview_get_current_item (fixture->interview),
                                            WF_MODE_IN_PERSON));
      fixture_answer (fixture, fixture_pick (fixture->interview, PICK_MIDDLE));
    }
  g_assert_true (fixture_answer_until (fixture, PICK_HIGH, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ENDED);
  g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), !=, WF_STOP_NONE);
  guint dots = 0;
  for (guint area = 1; area <= WF_N_AREAS; area++)
    dots += wf_interview_get_area_count (fixture->interview, area);
  g_assert_cmpuint (dots, ==, wf_interview_get_n_answered (fixture->interview) - n_access);
}

/* After every step the log alone gives the same interview, and proposing changes nothing. */
static void
test_replay_is_incremental (void)
{
  static const char *const REASONS[] = { "refused", "dont-know", "not-asked", "not-now" };

  for (guint64 seed = 1; seed <= 25; seed++)
    {
      WfInterviewSetup setup = fixture_setup ();
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);

      setup.seed = seed;
      if (seed % 5 == 0)
        setup.present = WITH_PARTNER;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      for (guint step = 0; wf_interview_get_current (fixture->interview) != NULL; step++)
        {
          guint chance = (guint) g_rand_int_range (rand, 0, 12);
          g_autofree char *before = fixture_dump (fixture->interview);
          GPtrArray *proposed;

          g_assert_cmpuint (step, <, 120);
          if (chance == 0)
            proposed = wf_interview_propose_skip (fixture->interview,
                                                  REASONS[g_rand_int_range (rand, 0, 4)], NULL);
          else if (chance == 1 && wf_interview_may_go_back (fixture->interview))
            proposed = wf_interview_propose_back (fixture->interview, NULL);
          else if (chance == 2)
            proposed = wf_interview_propose_present (
                fixture->interview, g_rand_boolean (rand) ? ALONE : WITH_PARTNER, NULL);
          else
            {
              FixturePick pick = (FixturePick) g_rand_int_range (rand, 0, 3);
              const char *chosen[] = { fixture_pick (fixture->interview, pick), NULL };

              proposed = wf_interview_propose_answer (fixture->interview, chosen, -1, NULL);
            }
          g_autofree char *untouched = fixture_dump (fixture->interview);
          g_assert_cmpstr (untouched, ==, before);
          fixture_commit (fixture, proposed);

          g_autoptr (WfInterview) again = fixture_replay (fixture, bank);
          g_autofree char *now = fixture_dump (fixture->interview);
          g_autofree char *replayed = fixture_dump (again);
          g_assert_cmpstr (now, ==, replayed);
        }
      g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ENDED);
    }
}

static void
check_gates (const WfInterviewSetup *setup, guint *n_tasks)
{
  g_autoptr (Fixture) fixture = fixture_new (bank, setup);
  gboolean is_phone = g_str_equal (setup->mode, "telephone");

  while (wf_interview_get_current (fixture->interview) != NULL)
    {
      const WfItem *item = wf_interview_get_current_item (fixture->interview);

      g_assert_true ((item->modes & (is_phone ? WF_MODE_PHONE : WF_MODE_IN_PERSON)) != 0);
      g_assert_cmpuint (item->needs & ~(setup->needs | WF_NEEDS_IN_PERSON), ==, 0);
      g_assert_true (wf_item_allows_region (item, setup->region));
      g_assert_true (!item->private_only || wf_interview_is_private (fixture->interview));
      g_assert_cmpint (item->pool, !=, WF_POOL_OFF);
      if (item->kind == WF_ITEM_TASK)
        {
          g_assert_cmpuint (item->seconds, <=, 90);
          (*n_tasks)++;
        }
      fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
    }
}

static void
test_gates (void)
{
  static const char *const NOBODY_SAID[] = { NULL };
  static const char *const PRO[] = { "interpreter-pro", NULL };
  static const char *const CHILD[] = { "interpreter-child", NULL };
  const struct {
    const char *mode, *region;
    WfItemNeeds needs;
    const char *const *present;
    gboolean some_tasks;
  } cases[] = {
    { "in-person", "CA-ON", WF_NEEDS_PRACTICE_PHONE, ALONE, TRUE },
    { "outreach", "CA-QC", WF_NEEDS_NOTHING, PRO, TRUE },
    { "telephone", NULL, WF_NEEDS_NOTHING, CHILD, FALSE },
    { "in-person", NULL, WF_NEEDS_NOTHING, NOBODY_SAID, TRUE },
    { "in-person", "CA-BC", WF_NEEDS_PRINTED_SHEET, WITH_PARTNER, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfInterviewSetup setup = fixture_setup ();
      guint n_tasks = 0;

      setup.mode = cases[i].mode;
      setup.region = cases[i].region;
      setup.needs = cases[i].needs;
      setup.present = cases[i].present;
      setup.scripts = NULL;
      check_gates (&setup, &n_tasks);
      g_assert_true (!cases[i].some_tasks || n_tasks > 0);
    }
}

static void
test_private_questions_wait (void)
{
  WfInterviewSetup setup = fixture_setup ();
  guint n_private = 0;

  setup.present = WITH_PARTNER;
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_pass_access (fixture);
  g_assert_cmpuint (wf_interview_get_n_waiting (fixture->interview), ==, 5);
  g_assert_null (find_asked (fixture->interview, "wf-access-agency-04"));
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (fixture->interview);
  const WfAnswer *answer = wf_answers_lookup (answers, "wf-access-agency-04");
  g_assert_cmpint (answer->state, ==, WF_ANSWER_NOT_ASKED);
  g_assert_cmpstr (answer->reason, ==, "not-alone");

  /* The partner leaves: what waited comes with the next question, and only once. */
  fixture_commit (fixture, wf_interview_propose_present (fixture->interview, ALONE, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_SKILLS);
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_MIDDLE));
  while (wf_interview_get_phase (fixture->interview) == WF_INTERVIEW_ACCESS)
    {
      g_assert_true (wf_interview_get_current_item (fixture->interview)->private_only);
      n_private++;
      if (n_private == 1) /* put off once more: it does not come back by itself */
        fixture_commit (fixture, wf_interview_propose_skip (fixture->interview, "not-alone", NULL));
      else
        fixture_answer (fixture, "1");
    }
  g_assert_cmpuint (n_private, ==, 5);
  g_assert_cmpuint (wf_interview_get_n_waiting (fixture->interview), ==, 1);
}

static void
test_private_question_is_put_away (void)
{
  WfInterviewSetup setup = fixture_setup ();

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  g_assert_true (fixture_answer_until (fixture, PICK_LOW, "wf-access-agency-04"));
  fixture_commit (fixture, wf_interview_propose_present (fixture->interview, WITH_PARTNER, NULL));
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, !=,
                   "wf-access-agency-04");
  g_assert_cmpuint (wf_interview_get_n_waiting (fixture->interview), ==, 1);
  g_assert_cmpstr (find_asked (fixture->interview, "wf-access-agency-04")->reason, ==, "not-alone");

  /* Alone again after the end: what waits may still be asked. */
  fixture_answer_until (fixture, PICK_MIDDLE, NULL);
  fixture_commit (fixture, wf_interview_propose_present (fixture->interview, ALONE, NULL));
  fixture_commit (fixture, wf_interview_propose_go_on (fixture->interview, NULL));
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==,
                   "wf-access-agency-04");
  fixture_answer (fixture, "4");
  g_assert_true (find_asked (fixture->interview, "wf-access-agency-04")->is_protected);
}

static void
test_ways_not_to_answer (void)
{
  static const struct {
    const char *reason;
    WfAnswerState state;
  } cases[] = {
    { "refused", WF_ANSWER_REFUSED },     { "dont-know", WF_ANSWER_DONT_KNOW },
    { "not-asked", WF_ANSWER_NOT_ASKED }, { "not-now", WF_ANSWER_NOT_ASKED },
    { "not-me", WF_ANSWER_NOT_ASKED },    { "not-clear", WF_ANSWER_NOT_ASKED },
  };
  WfInterviewSetup setup = fixture_setup ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      fixture_pass_access (fixture);
      g_autofree char *item = g_strdup (wf_interview_get_current (fixture->interview)->item_id);

      fixture_commit (fixture,
                      wf_interview_propose_skip (fixture->interview, cases[i].reason, NULL));
      g_autoptr (WfAnswers) answers = wf_interview_get_answers (fixture->interview);
      const WfAnswer *answer = wf_answers_lookup (answers, item);
      g_assert_cmpint (answer->state, ==, cases[i].state);
      g_assert_cmpstr (answer->reason, ==, cases[i].reason);
      g_assert_cmpint (answer->score, ==, -1);
      g_assert_false (answer->is_low);
      g_assert_cmpint (wf_answers_is_low (answers, item), ==, WF_KNOWN_UNKNOWN);
      g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, !=, item);
    }

  /* The same said by choosing an option of an access question. */
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_answer (fixture, "x");
  fixture_answer (fixture, "r");
  g_assert_cmpint (wf_interview_get_asked (fixture->interview, 0)->answer_state, ==,
                   WF_ANSWER_DONT_KNOW);
  g_assert_cmpint (wf_interview_get_asked (fixture->interview, 1)->answer_state, ==,
                   WF_ANSWER_REFUSED);
}

static void
assert_refused (GPtrArray *records, GError **error, int code)
{
  g_assert_null (records);
  g_assert_error (*error, WF_INTERVIEW_ERROR, code);
  g_clear_error (error);
}

static void
test_refuses_answers (void)
{
  const char *none[] = { NULL };
  const char *unknown[] = { "99", NULL };
  const char *two[] = { "1", "3", NULL };
  const char *alone_stands[] = { "1", "x", NULL };
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GError) error = NULL;

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  WfInterview *self = fixture->interview;
  assert_refused (wf_interview_propose_answer (self, NULL, -1, &error), &error,
                  WF_INTERVIEW_ERROR_OPTION);
  assert_refused (wf_interview_propose_answer (self, none, -1, &error), &error,
                  WF_INTERVIEW_ERROR_OPTION);
  assert_refused (wf_interview_propose_answer (self, unknown, -1, &error), &error,
                  WF_INTERVIEW_ERROR_OPTION);
  assert_refused (wf_interview_propose_answer (self, alone_stands, -1, &error), &error,
                  WF_INTERVIEW_ERROR_OPTION);
  assert_refused (wf_interview_propose_could_not (self, &error), &error, WF_INTERVIEW_ERROR_OPTION);
  assert_refused (wf_interview_propose_skip (self, "tired", &error), &error,
                  WF_INTERVIEW_ERROR_REASON);
  assert_refused (wf_interview_propose_skip (self, NULL, &error), &error,
                  WF_INTERVIEW_ERROR_REASON);
  assert_refused (wf_interview_propose_back (self, &error), &error,
                  WF_INTERVIEW_ERROR_NOTHING_BEFORE);

  fixture_commit (fixture, wf_interview_propose_answer (self, two, -1, &error));
  assert_refused (wf_interview_propose_answer (self, two, -1, &error), &error,
                  WF_INTERVIEW_ERROR_OPTION); /* the second question takes one */
  assert_refused (wf_interview_propose_change (self, "wf-1.1-01", two, -1, &error), &error,
                  WF_INTERVIEW_ERROR_ITEM);
  assert_refused (
      wf_interview_propose_change (self, "wf-access-availability-01", unknown, -1, &error), &error,
      WF_INTERVIEW_ERROR_OPTION);
}

static void
test_refuses_steps (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WfInterview) fresh = wf_interview_new (bank);

  assert_refused (wf_interview_propose_goal (fresh, NULL, NULL, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_end (fresh, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_note (fresh, "n", &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_language (fresh, "fr", NULL, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_present (fresh, ALONE, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_table (fresh, "video", WF_NEEDS_NOTHING, FALSE, &error),
                  &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_pause (fresh, FALSE, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_care (fresh, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_ask (fresh, "wf-1.1-01", &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_helped (fresh, NULL, NULL, 0, NULL, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_go_on (fresh, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_skip (fresh, "refused", &error), &error,
                  WF_INTERVIEW_ERROR_NOT_ASKING);

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  WfInterview *self = fixture->interview;
  assert_refused (wf_interview_propose_start (self, &setup, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_grow (self, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_pause (self, TRUE, &error), &error,
                  WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_go_on (self, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_ask (self, "no-such-item", &error), &error,
                  WF_INTERVIEW_ERROR_ITEM);
  fixture_commit (fixture, wf_interview_propose_end (self, NULL));
  g_assert_cmpint (wf_interview_get_stop_reason (self), ==, WF_STOP_NAVIGATOR);
  g_assert_null (wf_interview_get_current (self));
  assert_refused (wf_interview_propose_end (self, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_go_on (self, &error), &error, WF_INTERVIEW_ERROR_PHASE);
  assert_refused (wf_interview_propose_could_not (self, &error), &error,
                  WF_INTERVIEW_ERROR_NOT_ASKING);
}

static void
test_back (void)
{
  WfInterviewSetup setup = fixture_setup ();

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_answer (fixture, "2");
  fixture_answer (fixture, "3");
  fixture_commit (fixture, wf_interview_propose_back (fixture->interview, NULL));
  const WfAsked *current = wf_interview_get_current (fixture->interview);
  g_assert_cmpstr (current->item_id, ==, "wf-access-availability-02");
  g_assert_cmpstr (current->options[0], ==, "3"); /* a hint */
  g_assert_cmpuint (wf_interview_get_n_answered (fixture->interview), ==, 1);
  fixture_commit (fixture, wf_interview_propose_back (fixture->interview, NULL));
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==,
                   "wf-access-availability-01");
  g_assert_cmpuint (wf_interview_get_n_answered (fixture->interview), ==, 1); /* it stands again */
  fixture_answer (fixture, "1");
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==,
                   "wf-access-availability-03");
  g_assert_cmpuint (wf_interview_get_n_answered (fixture->interview), ==, 2);

  /* Back over the end opens the last question again; the same answer ends it again. */
  fixture_answer_until (fixture, PICK_HIGH, NULL);
  g_autofree char *ended = fixture_dump (fixture->interview);
  fixture_commit (fixture, wf_interview_propose_back (fixture->interview, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_SKILLS);
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_autofree char *again = fixture_dump (fixture->interview);
  g_assert_cmpstr (ended, ==, again);
}

/* Going back far loses nothing of what was said after: a disclosure least of all. */
static void
test_back_keeps_later_answers (void)
{
  WfInterviewSetup setup = fixture_setup ();
  const char *refused[] = { "r", NULL };

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  WfInterview *self = fixture->interview;
  g_assert_true (fixture_answer_until (fixture, PICK_LOW, "wf-access-agency-04"));
  fixture_answer (fixture, "4"); /* somebody controls the phone: a card for the navigator */
  g_autofree char *stood = g_strdup (wf_interview_get_current (self)->item_id);
  guint n = wf_interview_get_n_answered (self);

  for (guint i = 0; i < 4; i++)
    {
      fixture_commit (fixture, wf_interview_propose_back (self, NULL));
      g_autoptr (WfAnswers) answers = wf_interview_get_answers (self);
      const WfAnswer *control = wf_answers_lookup (answers, "wf-access-agency-04");
      g_assert_nonnull (control); /* also while its own question is open */
      g_assert_cmpstr (control->options[0], ==, "4");
      g_assert_cmpuint (wf_interview_get_n_answered (self), ==, n - 1);
      g_autoptr (WfInterview) again = fixture_replay (fixture, bank);
      g_autofree char *now = fixture_dump (self), *replayed = fixture_dump (again);
      g_assert_cmpstr (now, ==, replayed);
    }

  /* Another answer to the early one: on to the question that stood, all others kept. */
  fixture_commit (fixture, wf_interview_propose_answer (self, refused, -1, NULL));
  g_assert_cmpuint (wf_interview_get_n_answered (self), ==, n);
  g_assert_cmpstr (wf_interview_get_current (self)->item_id, ==, stood);

  /* Back, and then the end: the answer that stood is not lost with its question. */
  fixture_commit (fixture, wf_interview_propose_back (self, NULL));
  fixture_commit (fixture, wf_interview_propose_end (self, NULL));
  g_assert_cmpuint (wf_interview_get_n_answered (self), ==, n);
}

/* A log of an older program, which asked again what was left on the way back. */
static void
test_back_of_old (void)
{
  static const struct {
    const char *kind, *body;
  } OLD[] = {
    { "started", "{\"form\":\"full\",\"present\":[\"alone\"]}" },
    { "goal", "{}" },
    { "asked", "{\"item\":\"wf-access-availability-01\",\"kind\":\"access\"}" },
    { "answered", "{\"item\":\"wf-access-availability-01\",\"options\":[\"2\"]}" },
    { "asked", "{\"item\":\"wf-access-availability-02\",\"kind\":\"access\"}" },
    { "answered", "{\"item\":\"wf-access-availability-02\",\"options\":[\"4\"]}" },
    { "asked", "{\"item\":\"wf-access-availability-03\",\"kind\":\"access\"}" },
    { "back", "{\"item\":\"wf-access-availability-02\"}" },
    { "back", "{\"item\":\"wf-access-availability-01\"}" },
    { "answered", "{\"item\":\"wf-access-availability-01\",\"options\":[\"1\"]}" },
    { "asked", "{\"item\":\"wf-access-availability-02\",\"kind\":\"access\"}" },
  };
  g_autoptr (WfInterview) self = wf_interview_new (bank);

  for (guint i = 0; i < G_N_ELEMENTS (OLD); i++)
    {
      g_autofree char *kind = g_strconcat ("interview.", OLD[i].kind, NULL);
      g_autoptr (WfRecord) record =
          wf_record_new (kind, wf_json_parse_object (OLD[i].body, -1, NULL));

      wf_interview_apply (self, record);
    }
  g_assert_cmpstr (wf_interview_get_current (self)->item_id, ==, "wf-access-availability-02");
  g_assert_cmpstr (wf_interview_get_current (self)->options[0], ==, "4");
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (self);
  g_assert_cmpstr (wf_answers_lookup (answers, "wf-access-availability-01")->options[0], ==, "1");
  g_assert_cmpstr (wf_answers_lookup (answers, "wf-access-availability-02")->options[0], ==, "4");
  g_assert_null (find_asked (self, "wf-access-availability-03"));
}

/* Three refusals in a row are an answer: the interview offers to stop, and again later. */
static void
test_offers_to_stop (void)
{
  WfInterviewSetup setup = fixture_setup ();
  guint offers = 0, asked = 0;

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  WfInterview *self = fixture->interview;
  fixture_answer (fixture, "r");
  fixture_commit (fixture, wf_interview_propose_skip (self, "not-now", NULL));
  g_assert_cmpuint (wf_interview_get_refusals (self), ==, 2);
  g_assert_false (wf_interview_offers_to_stop (self));
  fixture_commit (fixture, wf_interview_propose_skip (self, "refused", NULL));
  g_assert_true (wf_interview_offers_to_stop (self));
  fixture_commit (fixture, wf_interview_propose_skip (self, "not-clear", NULL));
  g_assert_cmpuint (wf_interview_get_refusals (self), ==, 0); /* a bad question is no refusal */
  g_assert_false (wf_interview_offers_to_stop (self));

  /* Who refuses all is asked for kindly, again and again, and not for ever. */
  g_autoptr (Fixture) other = fixture_new (bank, &setup);
  while (wf_interview_get_current (other->interview) != NULL)
    {
      offers += wf_interview_offers_to_stop (other->interview);
      asked++;
      fixture_commit (other, wf_interview_propose_skip (other->interview, "refused", NULL));
    }
  g_assert_cmpuint (asked, ==, 13 + 27);
  g_assert_cmpuint (offers, ==, (asked - 1) / 3);
  g_assert_false (wf_interview_offers_to_stop (other->interview));
}

static void
test_replace_and_pin (void)
{
  WfInterviewSetup setup = fixture_setup ();

  for (guint64 seed = 1; seed <= 5; seed++)
    {
      setup.seed = seed;
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      WfInterview *self = fixture->interview;

      fixture_pass_access (fixture);
      fixture_answer (fixture, fixture_pick (self, PICK_HIGH));
      guint area = wf_interview_get_current (self)->area;
      g_autofree char *replaced = g_strdup (wf_interview_get_current (self)->item_id);
      fixture_commit (fixture, wf_interview_propose_replace (self, NULL));
      g_assert_cmpstr (wf_interview_get_current (self)->item_id, !=, replaced);
      g_assert_cmpuint (wf_interview_get_current (self)->area, ==, area);
      g_assert_cmpuint (wf_interview_get_pinned_area (self), ==, 0);
      g_assert_cmpstr (find_asked (self, replaced)->reason, ==, "replaced");
      g_assert_cmpint (find_asked (self, replaced)->score, ==, -1);

      fixture_commit (fixture, wf_interview_propose_pin_area (self, 4, NULL));
      g_assert_cmpuint (wf_interview_get_pinned_area (self), ==, 4);
      for (guint i = 0; i < 5; i++)
        {
          fixture_answer (fixture, fixture_pick (self, PICK_HIGH));
          g_assert_cmpuint (wf_interview_get_current (self)->area, ==, 4);
        }
      fixture_commit (fixture, wf_interview_propose_pin_area (self, 0, NULL));
      fixture_answer (fixture, fixture_pick (self, PICK_HIGH));
      g_assert_cmpuint (wf_interview_get_current (self)->area, !=, 4); /* balance again */
    }
}

static void
test_change_is_recomputed (void)
{
  WfInterviewSetup setup = fixture_setup ();
  const char *lowest[] = { "0", NULL };

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_pass_access (fixture);
  g_autofree char *first = g_strdup (wf_interview_get_current (fixture->interview)->item_id);
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_autofree char *stands = g_strdup (wf_interview_get_current (fixture->interview)->item_id);
  g_autoptr (WfProfile) before = wf_profile_new (fixture->interview);

  fixture_commit (fixture,
                  wf_interview_propose_change (fixture->interview, first, lowest, -1, NULL));
  g_autoptr (WfProfile) after = wf_profile_new (fixture->interview);
  g_assert_cmpfloat (after->overall.theta, <, before->overall.theta - 0.1);
  g_assert_cmpuint (after->overridden, ==, 1);
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==, stands);

  /* From scratch: the posterior of exactly these answers. */
  WfPosterior posterior;
  wf_posterior_init (&posterior, 0.0);
  for (guint i = 0; i < wf_interview_get_n_asked (fixture->interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (fixture->interview, i);

      if (asked->score >= 0)
        wf_posterior_update (&posterior, &asked->irt, (guint) asked->score);
    }
  g_assert_cmpfloat_with_epsilon (after->overall.theta, posterior.mean, 1e-12);
}

static void
test_help_and_could_not (void)
{
  static const struct {
    int help, expected;
  } cases[] = { { -1, 2 }, { 0, 2 }, { 1, 1 }, { 2, 1 }, { 3, 0 } };
  WfInterviewSetup setup = fixture_setup ();
  const char *alone[] = { "2", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
      fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-5.1-06", NULL));
      fixture_commit (fixture,
                      wf_interview_propose_answer (fixture->interview, alone, cases[i].help, NULL));
      const WfAsked *asked = find_asked (fixture->interview, "wf-5.1-06");
      g_assert_cmpint (asked->score, ==, cases[i].expected);
      g_assert_cmpint (asked->help, ==, cases[i].help);
      g_assert_cmpstr (asked->why, ==, "navigator");
    }

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-2.6-03", NULL));
  fixture_commit (fixture, wf_interview_propose_could_not (fixture->interview, NULL));
  const WfAsked *asked = find_asked (fixture->interview, "wf-2.6-03");
  g_assert_cmpint (asked->score, ==, 0);
  g_assert_true (asked->could_not);
  g_assert_null (asked->options[0]);
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-5.1-08", NULL));
  fixture_commit (fixture, wf_interview_propose_could_not (fixture->interview, NULL));
  g_assert_cmpstr (find_asked (fixture->interview, "wf-5.1-08")->options[0], ==, "0");
}

static void
test_navigator_asks (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GError) error = NULL;

  setup.present = WITH_PARTNER;
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  assert_refused (wf_interview_propose_ask (fixture->interview, "wf-access-agency-04", &error),
                  &error, WF_INTERVIEW_ERROR_NOT_NOW);
  g_autofree char *stood = g_strdup (wf_interview_get_current (fixture->interview)->item_id);
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-1.1-02", NULL));
  fixture_answer (fixture, "2");
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==, stood);
  assert_refused (wf_interview_propose_ask (fixture->interview, "wf-1.1-02", &error), &error,
                  WF_INTERVIEW_ERROR_ITEM);

  /* After the selector has stopped, one more. */
  fixture_answer_until (fixture, PICK_HIGH, NULL);
  WfStopReason reason = wf_interview_get_stop_reason (fixture->interview);
  fixture_commit (fixture, wf_interview_propose_ask (fixture->interview, "wf-1.2-01", NULL));
  g_assert_cmpint (wf_interview_get_stop_reason (fixture->interview), ==, WF_STOP_NONE);
  fixture_answer (fixture, fixture_pick (fixture->interview, PICK_HIGH));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ENDED);
  g_assert_cmpint (reason, !=, WF_STOP_NONE);
}

static void
test_care (void)
{
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GError) error = NULL;

  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_answer (fixture, "1");
  fixture_commit (fixture, wf_interview_propose_care (fixture->interview, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_CARE);
  fixture_answer (fixture, "1");
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ACCESS);
  g_assert_true (find_asked (fixture->interview, "wf-care-01")->is_protected);
  assert_refused (wf_interview_propose_care (fixture->interview, &error), &error,
                  WF_INTERVIEW_ERROR_NOT_NOW);

  setup.present = WITH_PARTNER;
  g_autoptr (Fixture) watched = fixture_new (bank, &setup);
  assert_refused (wf_interview_propose_care (watched->interview, &error), &error,
                  WF_INTERVIEW_ERROR_NOT_NOW);
}

static void
test_help_now_grows (void)
{
  static const char *const GOALS[] = { "goal.family", NULL };
  WfInterviewSetup setup = fixture_setup ();

  setup.help_now = TRUE;
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_HELP);
  fixture_commit (fixture, wf_interview_propose_helped (fixture->interview, "a form", "forms", 15,
                                                        "done", NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_HELP);
  fixture_commit (fixture, wf_interview_propose_grow (fixture->interview, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_GOAL);
  fixture_commit (fixture, wf_interview_propose_goal (fixture->interview, GOALS, NULL, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ACCESS);
  g_assert_cmpstr (wf_interview_get_goals (fixture->interview)[0], ==, "goal.family");
  g_autofree char *item = g_strdup (wf_interview_get_current (fixture->interview)->item_id);

  /* A goal said anew later changes no question. */
  fixture_commit (fixture, wf_interview_propose_goal (fixture->interview, NULL, "work", NULL));
  g_assert_cmpstr (wf_interview_get_current (fixture->interview)->item_id, ==, item);
}

/* A goal said during help is kept; growing then asks at once. */
static void
test_grows_with_goal (void)
{
  WfInterviewSetup setup = fixture_setup ();

  setup.help_now = TRUE;
  g_autoptr (Fixture) fixture = fixture_new (bank, &setup);
  fixture_commit (fixture, wf_interview_propose_goal (fixture->interview, NULL, "work", NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_HELP);
  fixture_commit (fixture, wf_interview_propose_grow (fixture->interview, NULL));
  g_assert_cmpint (wf_interview_get_phase (fixture->interview), ==, WF_INTERVIEW_ACCESS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bank = fixture_load_bank ();
  g_test_add_func ("/interview/order", test_order);
  g_test_add_func ("/interview/replay-is-incremental", test_replay_is_incremental);
  g_test_add_func ("/interview/gates", test_gates);
  g_test_add_func ("/interview/private-questions-wait", test_private_questions_wait);
  g_test_add_func ("/interview/private-question-is-put-away", test_private_question_is_put_away);
  g_test_add_func ("/interview/ways-not-to-answer", test_ways_not_to_answer);
  g_test_add_func ("/interview/refuses-answers", test_refuses_answers);
  g_test_add_func ("/interview/refuses-steps", test_refuses_steps);
  g_test_add_func ("/interview/back", test_back);
  g_test_add_func ("/interview/back-keeps-later-answers", test_back_keeps_later_answers);
  g_test_add_func ("/interview/back-of-old", test_back_of_old);
  g_test_add_func ("/interview/offers-to-stop", test_offers_to_stop);
  g_test_add_func ("/interview/replace-and-pin", test_replace_and_pin);
  g_test_add_func ("/interview/change-is-recomputed", test_change_is_recomputed);
  g_test_add_func ("/interview/help-and-could-not", test_help_and_could_not);
  g_test_add_func ("/interview/navigator-asks", test_navigator_asks);
  g_test_add_func ("/interview/care", test_care);
  g_test_add_func ("/interview/help-now-grows", test_help_now_grows);
  g_test_add_func ("/interview/grows-with-goal", test_grows_with_goal);
  int status = g_test_run ();
  wf_item_bank_unref (bank);
  return status;
}
