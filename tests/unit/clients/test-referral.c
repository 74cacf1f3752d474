/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals, what is due and codes of slips, as values: every path, every record twice,
 * and in whatever pieces they come.
 */
#include "follow-steps.h"

#include "wf-client-card.h"
#include "wf-referral-code.h"

#include <string.h>

/* --- Codes --- */

static void
test_code_digits (void)
{
  /* Every code of up to four digits: each wrong digit, each swap of neighbours, also with the check
   * digit itself, is noticed. The table works digit by digit, so longer codes follow. */
  for (guint length = 1; length <= 4; length++)
    {
      guint range = length == 1 ? 10 : length == 2 ? 100 : length == 3 ? 1000 : 10000;

      for (guint i = 0; i < range; i++)
        {
          g_autofree char *digits = g_strdup_printf ("%0*u", (int) length, i);
          char code[8];

          g_snprintf (code, sizeof code, "%s%c", digits, wf_referral_code_get_check (digits));
          g_assert_cmpint (wf_referral_code_get_check (code), ==, '0');
          for (guint at = 0; at <= length; at++)
            {
              char kept = code[at];

              for (char other = '0'; other <= '9'; other++)
                {
                  code[at] = other;
                  g_assert_true ((wf_referral_code_get_check (code) == '0') == (other == kept));
                }
              code[at] = kept;
              if (at < length && code[at] != code[at + 1])
                {
                  code[at] = code[at + 1];
                  code[at + 1] = kept;
                  g_assert_cmpint (wf_referral_code_get_check (code), !=, '0');
                  code[at + 1] = code[at];
                  code[at] = kept;
                }
            }
        }
    }
}

static void
test_code_spoken (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *code = wf_referral_code_new ();
      g_autofree char *shown = wf_referral_code_format (code);
      g_autofree char *back = wf_referral_code_parse (shown);

      g_assert_cmpuint (strlen (code), ==, WF_REFERRAL_CODE_DIGITS);
      g_assert_cmpstr (back, ==, code);
      for (guint at = 0; at < WF_REFERRAL_CODE_DIGITS; at++)
        {
          g_autofree char *wrong = g_strdup (code);
          g_autofree char *parsed = NULL;
          g_autofree char *swapped = NULL;

          wrong[at] = (char) ('0' + (wrong[at] - '0' + 1 + g_test_rand_int_range (0, 9)) % 10);
          parsed = wf_referral_code_parse (wrong);
          g_assert_null (parsed);
          if (at + 1 == WF_REFERRAL_CODE_DIGITS || code[at] == code[at + 1])
            continue;
          wrong[at] = code[at + 1];
          wrong[at + 1] = code[at];
          swapped = wf_referral_code_parse (wrong);
          g_assert_null (swapped);
        }
    }
}

static void
test_code_typed (void)
{
  /* 57240572 with Damm's digit 9 */
  static const char *const GOOD[] = { "572405724", " 572-405-724 ", "٥٧٢ ٤٠٥ ٧٢٤", "५७२.४०५.७२४" };
  static const char *const BAD[] = { "",
                                     "572405725",
                                     "57240572",
                                     "5724057244",
                                     "572 4O5 724",
                                     "Amina",
                                     "5724 x 05724",
                                     ("\xff"
                                      "572405724") };

  for (guint i = 0; i < G_N_ELEMENTS (GOOD); i++)
    {
      g_autofree char *code = wf_referral_code_parse (GOOD[i]);

      g_assert_cmpstr (code, ==, "572405724");
    }
  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autofree char *code = wf_referral_code_parse (BAD[i]);

      g_assert_null (code);
    }
}

/* --- The path --- */

/* The page of the path in docs/formats/referral.md, written down a second time. */
static gboolean
oracle (WfReferralState from, WfReferralState to)
{
  static const char *const PATHS[] = {
    "offered agreed", "offered not-got",  "agreed sent",     "agreed not-got",  "sent waiting",
    "sent booked",    "sent got-it",      "sent got-part",   "sent not-got",    "waiting booked",
    "waiting got-it", "waiting got-part", "waiting not-got", "booked booked",   "booked waiting",
    "booked got-it",  "booked got-part",  "booked not-got",  "got-part got-it", "not-got agreed",
    "received seen",  "received not-got", "seen told",
  };
  g_autofree char *path =
      g_strdup_printf ("%s %s", wf_referral_state_get_code (from), wf_referral_state_get_code (to));

  for (guint i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      if (strcmp (PATHS[i], path) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_ways (void)
{
  for (WfReferralState from = 0; from < WF_REFERRAL_N_STATES; from++)
    {
      WfReferralState same;

      g_assert_true (wf_referral_state_from_code (wf_referral_state_get_code (from), &same));
      g_assert_cmpint (same, ==, from);
      for (WfReferralState to = 0; to < WF_REFERRAL_N_STATES; to++)
        g_assert_cmpint (wf_referral_can_move (from, to), ==, oracle (from, to));
    }
}

/* Walks every path of up to eight steps through proposals and fold, and tries what is not one. */
static void
walk (WfFollow *follow, const char *id, guint depth, guint *count)
{
  WfReferralState state = wf_referrals_lookup (follow->referrals, id)->state;

  (*count)++;
  for (WfReferralState to = 0; depth > 0 && to < WF_REFERRAL_N_STATES; to++)
    {
      g_autoptr (WfReferralStep) step = step_to (to);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = wf_follow_propose_step (follow, id, step, TODAY, &error);
      g_autoptr (GPtrArray) back = NULL;
      g_autofree char *before = to_text (follow);
      g_autofree char *after = NULL;

      if (!oracle (state, to))
        {
          const WfReferral *self = wf_referrals_lookup (follow->referrals, id);

          g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_BAD_VALUE);
          apply (follow, wf_referral_record_step (self, step));
          after = to_text (follow);
          g_assert_cmpstr (after, ==, before);
          continue;
        }
      g_assert_no_error (error);
      apply_all (follow, records);
      apply_all (follow, records); /* said twice it counts once */
      g_assert_cmpint (wf_referrals_lookup (follow->referrals, id)->state, ==, to);
      walk (follow, id, depth - 1, count);
      back = wf_follow_propose_undo (follow, id, TODAY, &error);
      g_assert_no_error (error);
      apply_all (follow, back);
      g_assert_cmpint (wf_referrals_lookup (follow->referrals, id)->state, ==, state);
    }
}

static void
test_paths (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  guint count = 0;

  walk (follow, id, 6, &count);
  g_assert_cmpuint (count, >, 100);
}

static void
test_needs (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autoptr (WfReferralStep) sent = step_to (WF_REFERRAL_SENT);
  g_autoptr (WfReferralStep) booked = step_to (WF_REFERRAL_BOOKED);
  g_autoptr (WfReferralStep) ended = step_to (WF_REFERRAL_NOT_GOT);
  const WfReferral *self = wf_referrals_lookup (follow->referrals, id);

  g_assert_cmpuint (strlen (self->code), ==, WF_REFERRAL_CODE_DIGITS);
  g_assert_true (json_object_has_member (self->entry, "extra"));
  move (follow, id, WF_REFERRAL_AGREED);

  g_free (ended->reason);
  ended->reason = g_strdup ("because");
  g_assert_false (wf_referral_check_step (self, ended, TODAY, NULL));
  g_free (sent->way);
  sent->way = g_strdup ("");
  g_assert_false (wf_referral_check_step (self, sent, TODAY, NULL));
  g_free (sent->way);
  sent->way = g_strdup ("self");
  g_assert_true (wf_referral_check_step (self, sent, TODAY, NULL));
  g_assert_false (wf_referral_check_step (self, sent, "2027-03-09", NULL)); /* after today */
  move (follow, id, WF_REFERRAL_SENT);
  booked->when_us = 0;
  g_assert_false (wf_referral_check_step (self, booked, TODAY, NULL));
}

/* Warm: only with a plain yes of the client, not a child's, not past its end, not taken back. */
static void
test_consent (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autoptr (WfReferralStep) warm = step_to (WF_REFERRAL_SENT);
  const char *shares[] = { "first-name", "language", NULL };
  WfReferralConsent said = {
    (char *) "so that they keep one for me",
    (char *) "Laptop library",
    (char *) "2027-06-30",
    (char *) "ar",
    (char *) "",
    (char *) "",
    (GStrv) shares,
    0,
    FALSE,
  };
  const WfReferral *self = wf_referrals_lookup (follow->referrals, id);
  g_autoptr (GError) error = NULL;

  move (follow, id, WF_REFERRAL_AGREED);
  g_free (warm->way);
  warm->way = g_strdup ("warm");
  g_assert_false (wf_referral_check_step (self, warm, TODAY, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_REFUSED);

  apply (follow, wf_referral_record_consented (self, &said));
  g_assert_true (wf_referral_check_step (self, warm, TODAY, NULL));
  g_assert_true (wf_referral_may_share (self, "language", "2027-06-30"));
  g_assert_false (wf_referral_may_share (self, "language", "2027-07-01"));
  g_assert_false (wf_referral_may_share (self, "phone", TODAY));

  apply (follow, wf_referral_record_revoked (self, "changed my mind"));
  g_assert_false (wf_referral_may_share (self, NULL, TODAY));
  g_assert_cmpstr (self->consent.reason, ==, "changed my mind");

  said.through = (char *) "interpreter-child";
  apply (follow, wf_referral_record_consented (self, &said));
  g_assert_false (wf_referral_may_share (self, NULL, TODAY));
  g_assert_false (self->consent.is_revoked);
}

static void
test_inbound (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (WfReferral) in = wf_referral_new (TRUE);
  g_autoptr (WfReferralStep) told = step_to (WF_REFERRAL_TOLD);
  const char *shares[] = { "first-name", NULL };
  WfReferralConsent said = { (char *) "", (char *) "",    (char *) "", (char *) "en", (char *) "",
                             (char *) "", (GStrv) shares, 0,           FALSE };
  g_autoptr (GError) error = NULL;
  WfReferral *self;

  in->is_tell_back = TRUE;
  g_free (in->service);
  in->service = g_strdup ("City Library");
  apply (follow, wf_referral_record_begun (in));
  self = wf_referrals_lookup (follow->referrals, in->id);
  g_assert_true (self->is_inbound && self->is_tell_back);
  g_assert_cmpstr (self->code, ==, "");
  move (follow, in->id, WF_REFERRAL_SEEN);
  g_assert_cmpstr (((WfDue *) follow->dues->pdata[0])->why, ==, "tell-back");
  g_assert_null (wf_follow_propose_step (follow, in->id, told, TODAY, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_REFUSED);
  apply (follow, wf_referral_record_consented (self, &said));
  move (follow, in->id, WF_REFERRAL_TOLD);
  g_assert_cmpuint (follow->dues->len, ==, 0);
}

/* Two who did not see each other's step: both are read, and it is said. */
static void
test_contested (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autoptr (WfReferralStep) booked = step_to (WF_REFERRAL_BOOKED);
  g_autoptr (WfReferralStep) got = step_to (WF_REFERRAL_GOT);
  g_autoptr (WfRecord) first = NULL;
  g_autoptr (WfRecord) second = NULL;
  const WfReferral *self = wf_referrals_lookup (follow->referrals, id);

  move (follow, id, WF_REFERRAL_AGREED);
  move (follow, id, WF_REFERRAL_SENT);
  first = wf_referral_record_step (self, booked);
  second = wf_referral_record_step (self, got);
  apply (follow, wf_record_ref (first));
  g_assert_false (self->is_contested);
  apply (follow, wf_record_ref (second));
  g_assert_true (self->is_contested);
  g_assert_cmpint (self->state, ==, WF_REFERRAL_GOT);
}

/* --- Due --- */

static void
assert_days (const WfFollow *follow, const char *id, const char *expected)
{
  const WfDue *due = wf_dues_lookup (follow->dues, id);
  g_autofree char *days = due != NULL ? g_strjoinv (" ", due->days) : g_strdup ("");

  g_assert_cmpstr (days, ==, expected);
}

static void
test_due_after_steps (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autoptr (GPtrArray) back = NULL;

  assert_days (follow, id, "");
  move (follow, id, WF_REFERRAL_AGREED);
  assert_days (follow, id, "");
  move (follow, id, WF_REFERRAL_SENT);
  assert_days (follow, id, "2027-03-24 2027-06-10 2027-09-10");
  apply (follow, wf_due_record_done (wf_dues_lookup (follow->dues, id), "2027-03-25"));
  assert_days (follow, id, "2027-06-10 2027-09-10");
  move (follow, id, WF_REFERRAL_BOOKED);
  assert_days (follow, id, "2027-03-16 2027-03-24 2027-06-10 2027-09-10");
  back = wf_follow_propose_undo (follow, id, TODAY, NULL);
  apply_all (follow, back);
  assert_days (follow, id, "2027-03-24 2027-06-10 2027-09-10");
  move (follow, id, WF_REFERRAL_PART);
  assert_days (follow, id, "2027-03-24 2027-06-10 2027-09-10");
  move (follow, id, WF_REFERRAL_GOT);
  g_assert_cmpstr (wf_dues_lookup (follow->dues, id)->why, ==, "kept");
}

static void
test_due_moves (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  const char *days[] = { "2027-05-01", "2027-02-30", "2027-04-01", "soon", NULL };
  g_autoptr (WfDue) due = wf_due_new (NULL, WF_DUE_CONTACT, "ask about school", days);
  const WfDue *standing;

  g_assert_cmpstr (wf_due_get_day (due), ==, "2027-04-01");
  apply (follow, wf_due_record_set (due));
  standing = wf_dues_lookup (follow->dues, due->id);
  apply (follow, wf_due_record_snoozed (standing, "2027-04-08"));
  assert_days (follow, due->id, "2027-04-08 2027-05-01");
  standing = wf_dues_lookup (follow->dues, due->id);
  g_assert_cmpuint (standing->snoozed, ==, 1);
  /* done before its day: that day is done too */
  apply (follow, wf_due_record_done (standing, "2027-04-02"));
  assert_days (follow, due->id, "2027-05-01");
  apply (follow, wf_due_record_dropped (wf_dues_lookup (follow->dues, due->id)));
  g_assert_cmpuint (follow->dues->len, ==, 0);
}

static void
test_days (void)
{
  static const char *const NONE[] = { "",           "2027-2-01",  "2027-02-30", "2027-13-01",
                                      "2027-00-10", "2027-01-00", "20270101--", "2027-01-011" };
  g_auto (GStrv) leap = wf_due_dup_checks (NULL, "2027-08-31", "");
  g_auto (GStrv) late = wf_due_dup_checks (NULL, "2027-08-31", "2027-12-01");

  for (guint i = 0; i < G_N_ELEMENTS (NONE); i++)
    g_assert_false (wf_day_is_valid (NONE[i]));
  g_assert_true (wf_day_is_valid ("2028-02-29"));
  g_assert_cmpint (wf_day_get_number ("1970-01-02"), ==, 1);
  g_assert_cmpint (wf_day_get_number ("never"), ==, -1);
  g_assert_cmpstr (leap[0], ==, "2027-09-14");
  g_assert_cmpstr (leap[1], ==, "2027-11-30");
  g_assert_cmpstr (leap[2], ==, "2028-02-29");
  g_assert_cmpstr (late[0], ==, "2028-02-29");
  g_assert_null (late[1]);
}

/* The agency's own days; what is no period is passed over. */
static void
test_own_days (void)
{
  static const char *const OWN[] = { "P10D", "P4W",    "P1M", "P0M",  "P-1M", "1M",
                                     "P1Y",  "P1000D", "PM",  "P1M1", "",     NULL };
  static const char *const NEVER[] = { NULL };
  g_auto (GStrv) days = wf_due_dup_checks (OWN, "2027-01-31", "2027-02-10");
  g_auto (GStrv) none = wf_due_dup_checks (NEVER, "2027-01-31", "");
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  const WfDue *due;

  g_assert_cmpuint (g_strv_length (days), ==, 2);
  g_assert_cmpstr (days[0], ==, "2027-02-28");
  g_assert_cmpstr (days[1], ==, "2027-02-28");
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  wf_follow_set_checks (follow, (const char *const[]){ "P1W", "P2M", NULL });
  move (follow, id, WF_REFERRAL_AGREED);
  move (follow, id, WF_REFERRAL_SENT);
  due = wf_dues_lookup (follow->dues, id);
  g_assert_cmpuint (g_strv_length (due->days), ==, 2);
  g_assert_cmpstr (due->days[0], ==, "2027-03-17");
  g_assert_cmpstr (due->days[1], ==, "2027-05-10");
}

static void
test_room (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (WfReferralStep) sent = step_to (WF_REFERRAL_SENT);
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < WF_DUE_MAX; i++)
    {
      g_autofree char *id = offer (follow);

      move (follow, id, WF_REFERRAL_AGREED);
      move (follow, id, WF_REFERRAL_SENT);
    }
  last = offer (follow);
  move (follow, last, WF_REFERRAL_AGREED);
  g_assert_null (wf_follow_propose_step (follow, last, sent, TODAY, &error));
  g_assert_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_TOO_MANY);
}

/* --- The card --- */

static GVariant *
fold_card (GVariant *state, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;
  g_autoptr (GVariant) before = state;

  return g_variant_take_ref (wf_client_card_get_fold ()->apply (before, owned));
}

/* Whatever is set and ended, the card's day is the earliest that still stands (never later). */
static void
test_card_property (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (WfFollow) follow = wf_follow_new ();
      guint kinds = 1 + (guint) g_test_rand_int_range (0, 16);
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      GVariant *state = NULL;
      gboolean was_full = FALSE;

      for (guint i = 0; i < kinds; i++)
        {
          g_autoptr (WfDue) due = wf_due_new (NULL, WF_DUE_CONTACT, "", NULL);

          g_ptr_array_add (ids, g_strdup (due->id));
        }
      for (guint i = 0; i < 60; i++)
        {
          const char *id = ids->pdata[g_test_rand_int_range (0, (int) kinds)];
          g_autofree char *day = wf_day_add ("2027-01-01", 0, g_test_rand_int_range (0, 400));
          const char *days[] = { g_test_rand_bit () ? day : NULL, NULL };
          g_autoptr (WfDue) due = wf_due_new (id, WF_DUE_CONTACT, "", days);
          g_autoptr (WfRecord) record = wf_due_record_set (due);
          g_autoptr (WfClientCard) card = NULL;
          const char *earliest = "";

          wf_follow_apply (follow, record);
          state = fold_card (state, g_steal_pointer (&record));
          g_assert_cmpuint (g_variant_get_size (state), <=, WF_CLIENT_CARD_MAX_BYTES);
          was_full = was_full || follow->dues->len > WF_DUE_MAX;
          if (follow->dues->len > 0)
            earliest = wf_due_get_day (follow->dues->pdata[0]);
          card = wf_client_card_new_from_variant (state);
          if (!was_full)
            g_assert_cmpstr (card->next_due, ==, earliest);
          else if (*earliest != '\0')
            g_assert_cmpstr (card->next_due, <=, earliest);
        }
      g_clear_pointer (&state, g_variant_unref);
    }
}

/* The longest card there can be stays within its bytes. */
static void
test_card_size (void)
{
  g_autofree char *name = g_strnfill (500, 'n');
  g_autoptr (WfRecord) named = wf_record_new ("client.named", json_object_new ());
  GVariant *state = NULL;
  g_autoptr (WfRecord) visit = wf_record_new (
      "visit.started",
      wf_json_parse_object ("{\"id\":\"00000000000000000000000000000001\"}", -1, NULL));
  g_autoptr (WfRecord) speaks = wf_record_new (
      "client.fact",
      wf_json_parse_object (
          "{\"fact\":\"speaks\",\"state\":\"answered\",\"values\":[\"zh-Hant-Latn-pinyin\","
          "\"sr-Latn-RS-ekavsk\",\"sr-Latn-RS-ekavsk\",\"sr\",\"b\",\"c\"]}",
          -1, NULL));
  g_autoptr (WfRecord) due =
      wf_record_new ("client.due", wf_json_parse_object ("{\"day\":\"2027-01-01\"}", -1, NULL));
  g_autoptr (WfClientCard) card = NULL;
  g_autofree char *last = NULL;

  json_object_set_string_member (named->body, "name", name);
  state = fold_card (state, g_steal_pointer (&named));
  state = fold_card (state, g_steal_pointer (&visit));
  state = fold_card (state, g_steal_pointer (&speaks));
  state = fold_card (state, g_steal_pointer (&due));
  for (guint i = 0; i < 20; i++)
    {
      const char *days[] = { "2027-05-05", NULL };
      g_autoptr (WfDue) thing = wf_due_new (NULL, WF_DUE_CONTACT, "", days);
      g_autoptr (WfReferral) referral = wf_referral_new (FALSE);

      g_free (last);
      last = g_strdup (referral->code);
      state = fold_card (state, wf_due_record_set (thing));
      state = fold_card (state, wf_referral_record_begun (referral));
    }
  g_assert_cmpuint (g_variant_get_size (state), <=, WF_CLIENT_CARD_MAX_BYTES);
  card = wf_client_card_new_from_variant (state);
  g_assert_cmpuint (card->n_codes, ==, WF_CLIENT_CARD_CODES);
  g_assert_cmpuint (card->codes[WF_CLIENT_CARD_CODES - 1], ==, g_ascii_strtoull (last, NULL, 10));
  g_variant_unref (state);
}

static gboolean
has_code (const WfClientCard *card, const char *code)
{
  for (guint i = 0; i < card->n_codes; i++)
    {
      if (card->codes[i] == g_ascii_strtoull (code, NULL, 10))
        return TRUE;
    }
  return FALSE;
}

/* The first of many is still awaited: its code is found, and one that is over makes room. */
static void
test_card_keeps_what_is_open (void)
{
  g_autoptr (WfReferral) first = wf_referral_new (FALSE);
  g_autoptr (WfReferral) undone = wf_referral_new (FALSE);
  g_autoptr (WfClientCard) card = NULL;
  g_autofree char *over = NULL;
  GVariant *state = fold_card (NULL, wf_referral_record_begun (first));

  state = fold_card (state, wf_referral_record_begun (undone));
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
      g_autoptr (WfReferralStep) step = wf_referral_step_new (WF_REFERRAL_NOT_GOT, "2026-11-22");
      WfReferral *ended = i == 0 ? undone : referral;
      g_autoptr (WfRecord) moved = wf_referral_record_step (ended, step);

      if (i > 0)
        state = fold_card (state, wf_referral_record_begun (referral));
      if (i == 1)
        over = g_strdup (referral->code);
      state = fold_card (state, wf_record_ref (moved));
      if (i == 0)
        {
          JsonObject *body = json_object_new ();

          json_object_set_string_member (body, "id", undone->id);
          state = fold_card (state, wf_record_new ("referral.undone", body));
        }
    }
  card = wf_client_card_new_from_variant (state);
  g_assert_cmpuint (card->n_codes, ==, WF_CLIENT_CARD_CODES);
  g_assert_true (has_code (card, first->code));
  g_assert_true (has_code (card, undone->code));
  g_assert_false (has_code (card, over));
  g_variant_unref (state);
}

static void
test_misheard (void)
{
  g_autofree char *code = wf_referral_code_new ();
  g_autofree char *swapped = NULL;
  guint at = 0;

  while (code[at] == code[at + 1])
    at++;
  swapped = g_strdup_printf ("%.*s%c%c%s", (int) at, code, code[at + 1], code[at], code + at + 2);
  g_assert_false (wf_referral_code_is_misheard (code));
  g_assert_true (wf_referral_code_is_misheard (swapped));
  g_assert_false (wf_referral_code_is_misheard ("928 988"));
  g_assert_false (wf_referral_code_is_misheard ("Amina"));
  g_assert_false (wf_referral_code_is_misheard (""));
}

/* A snapshot between any two records changes nothing. */
static void
test_snapshots (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *id = offer (follow);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (WfFollow) read = NULL;

  move (follow, id, WF_REFERRAL_AGREED);
  move (follow, id, WF_REFERRAL_SENT);
  move (follow, id, WF_REFERRAL_BOOKED);
  text = to_text (follow);
  state = g_variant_ref_sink (g_variant_new_string (text));
  read = wf_follow_new_from_snapshot (state);
  again = to_text (read);
  g_assert_cmpstr (again, ==, text);
  g_assert_nonnull (wf_referral_get_appointment (read->referrals->pdata[0]));
}

/* Bodies that are wrong in every way change nothing and end nothing. */
static void
test_wrong_bodies (void)
{
  static const char *const KINDS[] = {
    "referral.offered", "referral.moved", "referral.undone",    "referral.consented",
    "referral.outcome", "due.set",        "due.done",           "attempt.made",
    "loan.lent",        "loan.returned",  "referral.new-thing", "due.x"
  };
  static const char *const BODIES[] = {
    "{}",
    "{\"id\":7}",
    "{\"id\":\"x\",\"days\":[1,{}]}",
    "{\"id\":\"00000000000000000000000000000001\",\"to\":\"heaven\",\"step\":[],\"steps\":7}",
    "{\"id\":\"00000000000000000000000000000001\",\"days\":\"2027-01-01\",\"gains\":{}}",
  };
  GVariant *state = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (BODIES); j++)
        {
          g_autoptr (WfRecord) record =
              wf_record_new (KINDS[i], wf_json_parse_object (BODIES[j], -1, NULL));
          g_autoptr (GVariant) before = state;

          state = g_variant_take_ref (wf_follow_get_fold ()->apply (before, record));
          g_assert_nonnull (state);
        }
    }
  g_variant_unref (state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/referral/code/digits", test_code_digits);
  g_test_add_func ("/referral/code/spoken", test_code_spoken);
  g_test_add_func ("/referral/code/typed", test_code_typed);
  g_test_add_func ("/referral/ways", test_ways);
  g_test_add_func ("/referral/paths", test_paths);
  g_test_add_func ("/referral/needs", test_needs);
  g_test_add_func ("/referral/consent", test_consent);
  g_test_add_func ("/referral/inbound", test_inbound);
  g_test_add_func ("/referral/contested", test_contested);
  g_test_add_func ("/referral/snapshots", test_snapshots);
  g_test_add_func ("/referral/card-keeps-what-is-open", test_card_keeps_what_is_open);
  g_test_add_func ("/referral/misheard", test_misheard);
  g_test_add_func ("/referral/wrong-bodies", test_wrong_bodies);
  g_test_add_func ("/due/after-steps", test_due_after_steps);
  g_test_add_func ("/due/moves", test_due_moves);
  g_test_add_func ("/due/days", test_days);
  g_test_add_func ("/due/own-days", test_own_days);
  g_test_add_func ("/due/room", test_room);
  g_test_add_func ("/due/card", test_card_property);
  g_test_add_func ("/due/card-size", test_card_size);
  return g_test_run ();
}
