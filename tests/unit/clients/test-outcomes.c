/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attempts to reach somebody, things lent, and how offers turned out, as values.
 */
#include "follow-steps.h"

#include "wf-outcomes.h"

static void
test_attempts (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  const char *ways[] = { "call", "voice", "text", NULL };
  WfSafeContact rule = { (GStrv) ways, NULL, NULL, FALSE, NULL, TRUE, FALSE, 1 };
  g_autoptr (WfRecord) reached = wf_attempt_record (NULL, FALSE, "call", "reached", NULL);
  g_autoptr (WfRecord) missed = wf_attempt_record (NULL, FALSE, "call", "no-answer", NULL);
  g_autoptr (WfRecord) service = wf_attempt_record (NULL, TRUE, "call", "reached", NULL);

  g_assert_true (wf_attempt_is_safe (&rule, WF_CONTACT_CARE, "call"));
  g_assert_false (wf_attempt_is_safe (&rule, WF_CONTACT_CARE, "voice")); /* never a message */
  g_assert_false (wf_attempt_is_safe (&rule, WF_CONTACT_CARE, "email")); /* not agreed */
  g_assert_false (wf_attempt_is_safe (&rule, WF_CONTACT_NEVER, "call"));
  g_assert_false (wf_attempt_is_safe (&rule, WF_CONTACT_NOT_ASKED, "text"));
  g_assert_true (wf_attempt_is_safe (&rule, WF_CONTACT_NEVER, "in-person"));

  g_assert_true (wf_follow_is_contact (reached));
  g_assert_false (wf_follow_is_contact (missed));
  g_assert_false (wf_follow_is_contact (service));
  for (guint i = 0; i < WF_FOLLOW_ATTEMPTS + 5; i++)
    apply (follow, wf_record_ref (missed));
  g_assert_cmpuint (follow->attempts->len, ==, WF_FOLLOW_ATTEMPTS);
  g_assert_cmpstr (((WfAttempt *) follow->attempts->pdata[0])->author, ==, "staff1/device1");
}

static void
test_loans (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (WfLoan) lent = wf_loan_new ();
  WfLoan *loan;

  g_free (lent->tag);
  lent->tag = g_strdup ("T-014");
  apply (follow, wf_loan_record_lent (lent));
  loan = wf_loans_lookup (follow->loans, lent->id);
  g_assert_true (wf_loan_is_open (loan));
  apply (follow, wf_loan_record_extended (loan, "2027-12-01"));
  g_assert_cmpstr (loan->until, ==, "2027-12-01");
  apply (follow, wf_loan_record_ended (loan, TRUE, TODAY, "on the bus"));
  g_assert_cmpstr (loan->state, ==, "lost");
  apply (follow, wf_loan_record_ended (loan, FALSE, "2027-04-01", NULL));
  g_assert_cmpstr (loan->state, ==, "returned");
  apply (follow, wf_loan_record_ended (loan, TRUE, "2027-05-01", NULL));
  g_assert_cmpstr (loan->state, ==, "returned");
}

static GVariant *
fold_device (GVariant *state, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;
  g_autoptr (WfRecord) record =
      wf_record_new_at (owned->kind, json_object_ref (owned->body), NOON, "staff1/device1");
  g_autoptr (GVariant) before = state;

  return g_variant_take_ref (wf_devices_get_fold ()->apply (before, record));
}

static void
assert_device (GVariant *state, const char *expected)
{
  g_autoptr (GPtrArray) devices = wf_devices_new_from_snapshot (state);

  g_assert_cmpuint (devices->len, ==, 1);
  g_assert_cmpstr (((WfDevice *) devices->pdata[0])->state, ==, expected);
}

/* What came back is lent again only after somebody said that it is empty. */
static void
test_devices (void)
{
  g_autofree char *id = NULL;
  GVariant *state =
      fold_device (NULL, wf_device_record_added ("T-014", "tablet", "cracked corner", &id));
  g_autoptr (GPtrArray) devices = NULL;

  assert_device (state, "ready");
  state = fold_device (state, wf_device_record_is (id, "lent", "2027-06-01"));
  assert_device (state, "lent");
  state = fold_device (state, wf_device_record_is (id, "ready", NULL));
  assert_device (state, "lent");
  state = fold_device (state, wf_device_record_is (id, "returned", NULL));
  state = fold_device (state, wf_device_record_is (id, "lent", "2027-09-01"));
  assert_device (state, "returned");
  state = fold_device (state, wf_device_record_wiped (id, "factory reset", TODAY));
  assert_device (state, "wiped");
  devices = wf_devices_new_from_snapshot (state);
  g_assert_cmpstr (((WfDevice *) devices->pdata[0])->wipe_author, ==, "staff1/device1");
  state = fold_device (state, wf_device_record_is (id, "lent", "2027-09-01"));
  assert_device (state, "lent");
  state = fold_device (state, wf_device_record_is (id, "lost", NULL));
  state = fold_device (state, wf_device_record_wiped (id, "from afar", TODAY));
  assert_device (state, "lost");
  g_variant_unref (state);
}

static GVariant *
count (GVariant *state, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GVariant) before = state;

      state = g_variant_take_ref (wf_outcomes_get_fold ()->apply (before, records->pdata[i]));
    }
  return state;
}

/* One person, one way; the counts follow every step back and forth. */
static GVariant *
live (GVariant *state, WfReferralState end, gboolean is_dropped)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autoptr (WfReferral) before = NULL;
  g_autoptr (GPtrArray) records = NULL;
  WfReferral *self = wf_referrals_lookup (follow->referrals, id);
  g_autoptr (JsonObject) json = NULL;
  g_autoptr (WfReferralOutcome) outcome = wf_referral_outcome_new ();

  move (follow, id, WF_REFERRAL_AGREED);
  move (follow, id, WF_REFERRAL_SENT);
  json = wf_referral_to_json (self);
  before = wf_referral_new_from_json (json);
  move (follow, id, end);
  g_free (outcome->kept);
  outcome->kept = g_strdup (is_dropped ? "no" : "yes");
  apply (follow, wf_referral_record_outcome (self, outcome));
  records = wf_outcomes_propose (before, self);
  state = count (state, records);
  g_clear_pointer (&records, g_ptr_array_unref);
  records = wf_outcomes_propose (self, self);
  g_assert_cmpuint (records->len, ==, 0);
  return state;
}

static void
test_outcomes (void)
{
  GVariant *state = NULL;
  g_autoptr (WfOutcomes) few = NULL;
  g_autoptr (WfOutcomes) some = NULL;
  guint worked, of;

  for (guint i = 0; i < 3; i++)
    state = live (state, WF_REFERRAL_GOT, FALSE);
  state = live (state, WF_REFERRAL_NOT_GOT, FALSE);
  few = wf_outcomes_new_from_snapshot (state);
  g_assert_cmpuint (wf_outcomes_lookup (few, "ca-on-laptops")->got, ==, 3);
  g_assert_false (wf_outcomes_get_share (few, "ca-on-laptops", &worked, &of)); /* 4: hidden */
  g_assert_cmpfloat (wf_outcomes_get_chance (few, "ca-on-laptops"), >, 0.5);
  g_assert_cmpfloat (wf_outcomes_get_chance (few, "ca-on-laptops"), <, 0.75);

  state = live (state, WF_REFERRAL_PART, TRUE);
  some = wf_outcomes_new_from_snapshot (state);
  g_assert_true (wf_outcomes_get_share (some, "ca-on-laptops", &worked, &of));
  g_assert_cmpuint (worked, ==, 3);
  g_assert_cmpuint (of, ==, 5);
  g_assert_null (wf_outcomes_lookup (some, "elsewhere"));
  g_variant_unref (state);
}

static void
test_outcome_undone (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  WfReferral *self = wf_referrals_lookup (follow->referrals, id);
  g_autoptr (JsonObject) json = NULL;
  g_autoptr (WfReferral) before = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) records = NULL;

  move (follow, id, WF_REFERRAL_AGREED);
  move (follow, id, WF_REFERRAL_NOT_GOT);
  json = wf_referral_to_json (self);
  before = wf_referral_new_from_json (json);
  back = wf_follow_propose_undo (follow, id, TODAY, NULL);
  apply_all (follow, back);
  records = wf_outcomes_propose (before, self);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (wf_json_get_int (((WfRecord *) records->pdata[0])->body, "n", 0), ==, -1);
}

/* Sent three times, got it the last time: one person, for whom it worked. */
static void
test_people_count_once (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (GPtrArray) ended = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_referral_free);
  GVariant *state = NULL;
  g_autoptr (WfOutcomes) outcomes = NULL;
  const WfOutcomeCount *found;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = offer (follow);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (JsonObject) json = NULL;

      move (follow, id, WF_REFERRAL_AGREED);
      move (follow, id, WF_REFERRAL_SENT);
      move (follow, id, i < 2 ? WF_REFERRAL_NOT_GOT : WF_REFERRAL_GOT);
      records = wf_outcomes_propose_all (ended, follow->referrals);
      state = count (state, records);
      json = wf_referral_to_json (wf_referrals_lookup (follow->referrals, id));
      g_ptr_array_add (ended, wf_referral_new_from_json (json));
    }
  outcomes = wf_outcomes_new_from_snapshot (state);
  found = wf_outcomes_lookup (outcomes, "ca-on-laptops");
  g_assert_cmpuint (found->got, ==, 1);
  g_assert_cmpuint (found->part + found->not_got + found->other, ==, 0);
  g_variant_unref (state);
}

/* What stays when a client is forgotten says whose reason it was, not which; what was written
 * before that is read as it was meant. */
static void
test_reasons_stay_general (void)
{
  static const struct {
    const char *reason;
    const char *kept;
  } cases[] = { { "not-safe", "client" },
                { "client-unreached", "client" },
                { "moved", "client" },
                { "no-funds", "offer" },
                { "not-eligible", "offer" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfFollow) follow = wf_follow_new ();
      g_autofree char *id = offer (follow);
      WfReferral *self = wf_referrals_lookup (follow->referrals, id);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
      g_autoptr (WfOutcomes) now = NULL;
      g_autoptr (WfOutcomes) before = NULL;
      g_autofree char *text = NULL;
      GVariant *state;
      WfReferralStep *step;
      JsonObject *body = json_object_new ();

      move (follow, id, WF_REFERRAL_AGREED);
      move (follow, id, WF_REFERRAL_NOT_GOT);
      step = (WfReferralStep *) wf_referral_get_last_step (self);
      g_free (step->reason);
      step->reason = g_strdup (cases[i].reason);
      records = wf_outcomes_propose (NULL, self);
      g_assert_cmpuint (records->len, ==, 1);
      text = wf_json_to_text (((WfRecord *) records->pdata[0])->body);
      g_assert_cmpstr (wf_json_get_string (((WfRecord *) records->pdata[0])->body, "reason", NULL),
                       ==, cases[i].kept);
      g_assert_null (strstr (text, cases[i].reason));
      state = count (NULL, records);
      now = wf_outcomes_new_from_snapshot (state);
      g_variant_unref (state);

      json_object_set_string_member (body, "entry", "ca-on-laptops");
      json_object_set_string_member (body, "result", "not-got");
      json_object_set_string_member (body, "reason", cases[i].reason);
      json_object_set_int_member (body, "n", 1);
      g_ptr_array_add (old, wf_record_new ("count.outcome", body));
      state = count (NULL, old);
      before = wf_outcomes_new_from_snapshot (state);
      g_variant_unref (state);
      g_assert_cmpmem (wf_outcomes_lookup (now, "ca-on-laptops"), sizeof (WfOutcomeCount),
                       wf_outcomes_lookup (before, "ca-on-laptops"), sizeof (WfOutcomeCount));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-count-once", test_people_count_once);
  g_test_add_func ("/reasons-stay-general", test_reasons_stay_general);
  g_test_add_func ("/attempts", test_attempts);
  g_test_add_func ("/loans", test_loans);
  g_test_add_func ("/devices", test_devices);
  g_test_add_func ("/outcomes", test_outcomes);
  g_test_add_func ("/outcomes/undone", test_outcome_undone);
  return g_test_run ();
}
