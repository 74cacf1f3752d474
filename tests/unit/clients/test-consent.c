/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-consent.h"
#include "wf-json.h"

#define TODAY "2026-11-22"

static WfRecord *
stamp (WfRecord *proposed, gint64 time_us)
{
  g_autoptr (WfRecord) record = proposed;

  return wf_record_new_at (record->kind, json_object_ref (record->body), time_us, "s/d");
}

static WfConsent *
say (WfConsent *before, const char *purpose, gboolean yes, const char *through, gint64 time_us)
{
  g_autoptr (WfConsent) owned = before;
  const char *purposes[] = { purpose, NULL };
  g_autoptr (WfRecord) record =
      stamp (wf_consent_record_given (purposes, &yes, "ar", through, FALSE), time_us);

  return wf_consent_apply (owned, record);
}

static void
test_four_states (void)
{
  g_autoptr (WfConsent) consent = wf_consent_new_empty ();

  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_IMPROVE), ==, WF_CONSENT_NOT_ASKED);
  g_assert_false (wf_consent_has_been_asked (consent));

  consent = say (g_steal_pointer (&consent), WF_CONSENT_IMPROVE, FALSE, NULL, 1);
  g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_IMPROVE), ==, WF_CONSENT_NO);
  g_assert_false (wf_consent_allows (consent, WF_CONSENT_IMPROVE, TODAY));

  consent = say (g_steal_pointer (&consent), WF_CONSENT_IMPROVE, TRUE, NULL, 2);
  g_assert_true (wf_consent_allows (consent, WF_CONSENT_IMPROVE, TODAY));

  g_autoptr (WfRecord) revoked = stamp (wf_consent_record_revoked (WF_CONSENT_IMPROVE, NULL), 3);
  g_autoptr (WfConsent) after = wf_consent_apply (consent, revoked);

  g_assert_cmpint (wf_consent_get_state (after, WF_CONSENT_IMPROVE), ==, WF_CONSENT_REVOKED);
  g_assert_false (wf_consent_allows (after, WF_CONSENT_IMPROVE, TODAY));
  g_assert_cmpint (wf_consent_get_time (after), ==, 3);
  /* the value before is untouched */
  g_assert_true (wf_consent_allows (consent, WF_CONSENT_IMPROVE, TODAY));
  g_assert_true (wf_consent_has_been_asked (after));
}

static void
test_through_a_child (void)
{
  static const struct {
    const char *through;
    gboolean ask_again;
  } cases[] = {
    { NULL, FALSE },   { "interpreter-pro", FALSE },  { "interpreter-relative", FALSE },
    { "child", TRUE }, { "interpreter-child", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfConsent) consent =
          say (wf_consent_new_empty (), WF_CONSENT_KEEP_NOTES, TRUE, cases[i].through, 1);

      g_assert_cmpint (wf_consent_must_ask_again (consent), ==, cases[i].ask_again);
      /* through a child it stands there, and allows nothing until it is asked again */
      g_assert_cmpint (wf_consent_get_state (consent, WF_CONSENT_KEEP_NOTES), ==, WF_CONSENT_YES);
      g_assert_cmpint (wf_consent_allows (consent, WF_CONSENT_KEEP_NOTES, TODAY), ==,
                       !cases[i].ask_again);
      g_assert_cmpstr (wf_consent_get_through (consent), ==,
                       cases[i].through != NULL ? cases[i].through : "");
      consent = say (g_steal_pointer (&consent), WF_CONSENT_KEEP_NOTES, TRUE, NULL, 2);
      g_assert_false (wf_consent_must_ask_again (consent));
      g_assert_true (wf_consent_allows (consent, WF_CONSENT_KEEP_NOTES, TODAY));
    }
}

static void
test_refuses_notes (void)
{
  g_autoptr (WfConsent) consent = wf_consent_new_empty ();

  g_assert_false (wf_consent_refuses_notes (consent));
  consent = say (g_steal_pointer (&consent), WF_CONSENT_KEEP_NOTES, TRUE, NULL, 1);
  g_assert_false (wf_consent_refuses_notes (consent));
  consent = say (g_steal_pointer (&consent), WF_CONSENT_KEEP_NOTES, FALSE, NULL, 1);
  g_assert_true (wf_consent_refuses_notes (consent));
}

static WfConsent *
make_full (void)
{
  const char *purposes[] = { WF_CONSENT_HELP_NOW, WF_CONSENT_KEEP_NOTES,
                             WF_CONSENT_SHARE_PREFIX "City Library", WF_CONSENT_WATCH, NULL };
  gboolean answers[] = { TRUE, TRUE, TRUE, FALSE };
  g_autoptr (WfConsent) empty = wf_consent_new_empty ();
  g_autoptr (WfRecord) record =
      stamp (wf_consent_record_given (purposes, answers, "fr", "interpreter-pro", TRUE), 50);

  return wf_consent_apply (empty, record);
}

static void
test_snapshot_round_trips (void)
{
  g_autoptr (WfConsent) consent = make_full ();
  g_autoptr (GVariant) variant = g_variant_ref_sink (wf_consent_to_variant (consent));
  g_autoptr (WfConsent) read = wf_consent_new_from_variant (variant);
  g_autoptr (GVariant) again = g_variant_ref_sink (wf_consent_to_variant (read));

  g_assert_true (g_variant_equal (variant, again));
  g_assert_cmpstr (wf_consent_get_language (read), ==, "fr");
  g_assert_cmpint (wf_consent_get_limits_time (read), ==, 50);
  g_assert_true (wf_consent_allows (read, "share:City Library", TODAY));
  g_assert_false (wf_consent_allows (read, "share:Another", TODAY));
}

/* With one service by its name, until a day; taken back with a reason; said again without. */
static void
test_shared_until (void)
{
  static const char purpose[] = WF_CONSENT_SHARE_PREFIX "City Library";
  g_autoptr (WfConsent) empty = wf_consent_new_empty ();
  g_autoptr (WfRecord) shared =
      stamp (wf_consent_record_shared ("City Library", TRUE, "2026-12-31", "fr", NULL), 7);
  g_autoptr (WfConsent) yes = wf_consent_apply (empty, shared);
  g_autoptr (WfRecord) revoked = stamp (wf_consent_record_revoked (purpose, "moved away"), 8);
  g_autoptr (WfConsent) no = wf_consent_apply (yes, revoked);
  g_autoptr (WfRecord) again =
      stamp (wf_consent_record_shared ("City Library", TRUE, NULL, "fr", NULL), 9);
  g_autoptr (WfConsent) open = wf_consent_apply (no, again);
  g_autoptr (WfConsentReceipt) receipt = wf_consent_make_receipt (yes, 0, NULL, NULL);

  g_assert_true (wf_consent_allows (yes, purpose, TODAY));
  g_assert_true (wf_consent_allows (yes, purpose, "2026-12-31"));
  g_assert_false (wf_consent_allows (yes, purpose, "2027-01-01"));
  g_assert_false (wf_consent_allows (yes, WF_CONSENT_SHARE_PREFIX "Another", TODAY));
  g_assert_cmpstr (receipt->yes[0], ==, purpose);
  g_assert_cmpstr (receipt->yes_until[0], ==, "2026-12-31");

  g_assert_false (wf_consent_allows (no, purpose, TODAY));
  g_assert_cmpstr (wf_consent_lookup (no, purpose)->reason, ==, "moved away");
  g_assert_cmpstr (wf_consent_lookup (no, purpose)->until, ==, "");

  g_assert_true (wf_consent_allows (open, purpose, "2099-01-01"));
  g_assert_cmpstr (wf_consent_lookup (open, purpose)->reason, ==, "");

  g_autoptr (GVariant) variant = g_variant_ref_sink (wf_consent_to_variant (no));
  g_autoptr (WfConsent) read = wf_consent_new_from_variant (variant);

  g_assert_cmpstr (wf_consent_lookup (read, purpose)->reason, ==, "moved away");
}

static void
test_text_ids (void)
{
  g_assert_cmpstr (wf_consent_get_text_id (WF_CONSENT_HELP_NOW), ==, "consent.help");
  g_assert_cmpstr (wf_consent_get_text_id ("share:City Library"), ==, "consent.share");
  g_assert_cmpstr (wf_consent_get_agency ("share:City Library"), ==, "City Library");
  g_assert_null (wf_consent_get_text_id ("share:"));
  g_assert_null (wf_consent_get_text_id ("from-a-newer-program"));
}

static void
test_receipt (void)
{
  g_autoptr (WfConsent) consent = make_full ();
  g_autoptr (WfConsentReceipt) receipt = wf_consent_make_receipt (consent, 99, "our law", NULL);

  g_assert_cmpuint (g_strv_length (receipt->yes), ==, 3);
  g_assert_cmpstr (receipt->yes[2], ==, "share:City Library");
  g_assert_cmpuint (g_strv_length (receipt->no), ==, 1);
  g_assert_cmpstr (receipt->no[0], ==, WF_CONSENT_WATCH);
  g_assert_true (receipt->limits_taught_back);
  g_assert_false (receipt->ask_again);
  g_assert_cmpint (receipt->time_us, ==, 50);
  g_assert_cmpint (receipt->delete_by_us, ==, 99);
  g_assert_cmpstr (receipt->province_line, ==, "our law");
  g_assert_null (receipt->funder_line);
  g_assert_cmpstr (receipt->lang, ==, "fr");
}

/* Records of another program or a wrong hand: nothing is agreed to by accident. */
static void
test_wrong_records_allow_nothing (void)
{
  static const char *const bodies[] = {
    "{}",
    "{\"purposes\":[\"watch\"]}",
    "{\"purposes\":[\"watch\"],\"answers\":{\"watch\":true}}",
    "{\"purposes\":[\"watch\"],\"answers\":{\"watch\":\"perhaps\"}}",
    "{\"purposes\":7,\"answers\":{\"watch\":\"yes\"}}",
    "{\"purpose\":\"\"}",
  };
  static const char *const kinds[] = { "consent.given", "consent.revoked", "consent.newer" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          g_autoptr (WfConsent) empty = wf_consent_new_empty ();
          g_autoptr (WfRecord) record =
              wf_record_new_at (kinds[k], wf_json_parse_object (bodies[i], -1, NULL), 5, NULL);
          g_autoptr (WfConsent) consent = wf_consent_apply (empty, record);

          g_assert_false (wf_consent_allows (consent, WF_CONSENT_WATCH, TODAY));
          g_assert_cmpuint (wf_consent_get_answers (consent)->len, ==, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/consent/four-states", test_four_states);
  g_test_add_func ("/clients/consent/through-a-child", test_through_a_child);
  g_test_add_func ("/clients/consent/refuses-notes", test_refuses_notes);
  g_test_add_func ("/clients/consent/snapshot-round-trips", test_snapshot_round_trips);
  g_test_add_func ("/clients/consent/shared-until", test_shared_until);
  g_test_add_func ("/clients/consent/text-ids", test_text_ids);
  g_test_add_func ("/clients/consent/receipt", test_receipt);
  g_test_add_func ("/clients/consent/wrong-records-allow-nothing",
                   test_wrong_records_allow_nothing);
  return g_test_run ();
}
