/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The slip and its words: of the client what this referral's consent allows on that day, and
 * nothing else, on paper, in the script, the email and the calendar.
 */
#include "wf-slip.h"

#include "wf-client-records.h"
#include "wf-json.h"
#include "wf-plan.h"

#include <string.h>

#define TIME  G_GINT64_CONSTANT (1795262400000000) /* Saturday 21 November 2026, noon UTC */
#define TODAY "2026-11-21"

static WfPackLibrary *library;

static WfClient *
new_client (void)
{
  const char *speaks[] = { "ti", NULL };
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new ("speaks", WF_CLIENT_FACT_ANSWERED, speaks, TIME);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GVariant) state = NULL;

  g_ptr_array_add (records, wf_client_record_named ("Selam Planted", FALSE));
  g_ptr_array_add (records, wf_client_record_fact (fact));
  state = wf_fold_apply_all (wf_client_get_fold (), records);
  return wf_client_new_from_variant ("00000000000000000000000000000001", state);
}

static void
set_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

/* @shares: (nullable): with one blank between codes */
static WfReferral *
new_referral (const char *shares, const char *until)
{
  WfReferral *self = wf_referral_new (FALSE);
  WfReferralStep *booked = wf_referral_step_new (WF_REFERRAL_BOOKED, TODAY);

  set_text (&self->name, "Laptop library");
  set_text (&self->service, "City Library");
  self->entry = wf_json_parse_object (
      "{\"id\":\"x\",\"kind\":\"device\",\"status\":\"open\",\"name\":\"Laptop library\","
      "\"organization\":\"City Library\",\"regions\":[\"CA-ON\"],\"phone\":\"+1-416-555-0100\"}",
      -1, NULL);
  booked->when_us = TIME + 3 * 24 * G_TIME_SPAN_HOUR;
  set_text (&booked->place, "12 Secret Street; second floor, left");
  g_ptr_array_add (self->steps, booked);
  self->state = WF_REFERRAL_BOOKED;
  if (shares != NULL)
    {
      g_strfreev (self->consent.shares);
      self->consent.shares = g_strsplit (shares, " ", -1);
      self->consent.time_us = TIME;
      set_text (&self->consent.purpose, "a computer for her class");
      set_text (&self->consent.with, "City Library");
      set_text (&self->consent.until, until);
      set_text (&self->consent.lang, "ar");
    }
  return self;
}

static WfTakeawayOptions
new_options (WfPaperSafety safety, const char *lang)
{
  return (WfTakeawayOptions){
    .safety = safety,
    .paper = WF_PAGE_PAPER_LETTER,
    .client_lang = lang,
    .navigator_lang = "en",
    .agency = "North Centre",
    .agency_phone = "+1-416-555-0199",
    .date_us = TIME,
    .zone = "UTC",
  };
}

/* A person reads it: with WF_PICTURES it is saved. */
static void
save_picture (WfPage *page, const char *name)
{
  const char *folder = g_getenv ("WF_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.pdf", folder, name) : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    wf_page_write_pdf (page, "572405724", path, &error);
  g_assert_no_error (error);
}

static char *
build_slip (const WfReferral *referral, WfPaperSafety safety, const char *lang, const char *name)
{
  g_autoptr (WfClient) client = new_client ();
  WfTakeawayOptions options = new_options (safety, lang);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = wf_slip_build (referral, client, TODAY, library, &options, &error);

  g_assert_no_error (error);
  if (name != NULL)
    save_picture (page, name);
  return wf_page_to_plain_text (page, TRUE);
}

static gboolean
has (const char *text, const char *words)
{
  return strstr (text, words) != NULL;
}

static void
test_says_nothing (void)
{
  g_autoptr (WfReferral) referral = new_referral (NULL, "");
  g_autofree char *slip = build_slip (referral, WF_PAPER_YES, "en", "slip-en");
  g_autoptr (WfClient) client = new_client ();
  g_autofree char *script =
      wf_slip_build_script (referral, client, TODAY, library, "en", "North Centre");
  g_autofree char *subject = NULL;
  g_autofree char *mail = wf_slip_build_mail (referral, client, TODAY, library, "en",
                                              "North Centre", "+1-416-555-0199", &subject);
  const char *texts[] = { slip, script, mail, subject };
  static const char *const PLANTED[] = { "Selam", "Planted", "Tigrinya", "her class" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (PLANTED); k++)
        g_assert_false (has (texts[i], PLANTED[k]));
    }
  g_assert_true (has (slip, "Laptop library"));
  g_assert_true (has (slip, "+1-416-555-0199"));
  g_assert_true (has (slip, "We have no money or places left"));
  g_assert_true (has (script, "I do not say who it is."));
}

/* Every subset of what can be shared: each word only with its own code. */
static void
test_says_what_is_allowed (void)
{
  static const char *const CODES[] = { "first-name", "full-name", "language", "need" };

  for (guint set = 0; set < 16; set++)
    {
      g_autoptr (GString) shares = g_string_new ("documents");
      g_autoptr (WfReferral) referral = NULL;
      g_autofree char *slip = NULL;

      for (guint i = 0; i < 4; i++)
        {
          if ((set & 1u << i) != 0)
            g_string_append_printf (shares, " %s", CODES[i]);
        }
      referral = new_referral (shares->str, TODAY);
      slip = build_slip (referral, WF_PAPER_YES, "en", NULL);
      g_assert_cmpint (has (slip, "Selam"), ==, (set & 3) != 0);
      g_assert_cmpint (has (slip, "Planted"), ==, (set & 2) != 0);
      g_assert_cmpint (has (slip, "Tigrinya"), ==, (set & 4) != 0);
      g_assert_cmpint (has (slip, "her class"), ==, (set & 8) != 0);
    }
}

static void
test_ends (void)
{
  g_autoptr (WfReferral) over = new_referral ("full-name language need", "2026-11-20");
  g_autoptr (WfReferral) taken = new_referral ("full-name language need", "");
  g_autofree char *first = build_slip (over, WF_PAPER_YES, "en", NULL);
  g_autofree char *second = NULL;

  g_assert_false (has (first, "Selam"));
  taken->consent.is_revoked = TRUE;
  second = build_slip (taken, WF_PAPER_YES, "en", NULL);
  g_assert_false (has (second, "Selam"));
}

/* Plain: the code and the time; not the service, not the place. */
static void
test_plain (void)
{
  g_autoptr (WfReferral) referral = new_referral ("full-name", "");
  g_autofree char *slip = build_slip (referral, WF_PAPER_PLAIN, "ar", "slip-plain-ar");

  g_assert_false (has (slip, "Laptop"));
  g_assert_false (has (slip, "Secret"));
  g_assert_false (has (slip, "Selam"));
  g_assert_false (has (slip, "North Centre"));
}

static void
test_paper_asked (void)
{
  g_autoptr (WfReferral) referral = new_referral (NULL, "");
  g_autoptr (WfClient) client = new_client ();
  WfTakeawayOptions options = new_options (WF_PAPER_NOT_ASKED, "en");
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_slip_build (referral, client, TODAY, library, &options, &error));
  g_assert_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_NOT_ASKED);
  g_clear_error (&error);
  options.safety = WF_PAPER_KEEP;
  g_assert_null (wf_slip_build_receipt (referral, library, &options, &error));
  g_assert_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_STAYS);
}

static void
test_languages (void)
{
  static const char *const LANGS[] = { "fr", "ar", "ti" };

  for (guint i = 0; i < G_N_ELEMENTS (LANGS); i++)
    {
      g_autoptr (WfReferral) referral = new_referral ("first-name language need", "2027-03-03");
      g_autofree char *name = g_strconcat ("slip-", LANGS[i], NULL);
      g_autofree char *slip = build_slip (referral, WF_PAPER_YES, LANGS[i], name);

      g_assert_true (has (slip, "Selam"));
      g_assert_false (has (slip, "{"));
    }
}

static void
test_receipt (void)
{
  g_autoptr (WfReferral) referral =
      new_referral ("first-name language of-a-newer-program", "2027-03-03");
  WfTakeawayOptions options = new_options (WF_PAPER_YES, "en");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = wf_slip_build_receipt (referral, library, &options, &error);
  g_autofree char *words = wf_page_to_plain_text (page, TRUE);
  g_autoptr (WfPage) after = NULL;
  g_autofree char *nothing = NULL;

  g_assert_no_error (error);
  save_picture (page, "share-receipt-ar");
  g_assert_true (has (words, "City Library"));
  g_assert_true (has (words, "my first name and my language"));
  g_assert_true (has (words, "اسمي الأول"));
  g_assert_false (has (words, "newer"));
  referral->consent.is_revoked = TRUE;
  after = wf_slip_build_receipt (referral, library, &options, &error);
  nothing = wf_page_to_plain_text (after, TRUE);
  g_assert_true (has (nothing, "You may say nothing about me."));
  g_assert_false (has (nothing, "my first name"));
}

static void
test_calendar (void)
{
  g_autoptr (WfReferral) referral = new_referral ("full-name need", "");
  g_autofree char *time = wf_slip_build_calendar (referral, library, "en", FALSE, TIME);
  g_autofree char *place = wf_slip_build_calendar (referral, library, "ar", TRUE, TIME);
  g_auto (GStrv) lines = g_strsplit (place, "\r\n", -1);
  g_autoptr (GString) unfolded = g_string_new (place);

  g_assert_true (has (time, "\r\nDTSTART:20261124T120000Z\r\n"));
  g_assert_true (has (time, "\r\nSUMMARY:Appointment\r\n"));
  g_assert_false (has (time, "LOCATION"));
  g_assert_false (has (time, "Laptop") || has (time, "Library") || has (time, "Selam"));
  g_assert_false (has (place, "Laptop") || has (place, "Library") || has (place, "Selam"));
  g_assert_false (has (place, "VALARM"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  g_string_replace (unfolded, "\r\n ", "", 0);
  g_assert_true (has (unfolded->str, "LOCATION:12 Secret Street\\; second floor\\, left\r\n"));
  referral->state = WF_REFERRAL_SENT;
  g_ptr_array_set_size (referral->steps, 0);
  g_assert_null (wf_slip_build_calendar (referral, library, "en", TRUE, TIME));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/slip/says-nothing", test_says_nothing);
  g_test_add_func ("/slip/says-what-is-allowed", test_says_what_is_allowed);
  g_test_add_func ("/slip/ends", test_ends);
  g_test_add_func ("/slip/plain", test_plain);
  g_test_add_func ("/slip/paper-asked", test_paper_asked);
  g_test_add_func ("/slip/languages", test_languages);
  g_test_add_func ("/slip/receipt", test_receipt);
  g_test_add_func ("/slip/calendar", test_calendar);
  status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
