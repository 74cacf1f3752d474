/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page a client carries home: what must be on it, what must never be, in which
 * language and order, and that it fits or says what does not.
 */
#include "plan-sample.h"

#include "wf-takeaway.h"

#include <glib/gstdio.h>
#include <string.h>

static WfPackLibrary *library;

static WfTakeawayOptions
new_options (const char *client, const char *navigator)
{
  return (WfTakeawayOptions){
    .safety = WF_PAPER_YES,
    .paper = WF_PAGE_PAPER_A4,
    .client_lang = client,
    .navigator_lang = navigator,
    .worker = "Mina",
    .agency = "North Centre",
    .agency_phone = "604-555-0100",
    .agency_address = "25 King Street",
    .date_us = SAMPLE_TIME,
    .next_us = SAMPLE_TIME + 7 * 24 * G_TIME_SPAN_HOUR + 2 * G_TIME_SPAN_HOUR,
    .zone = "UTC",
    .interpreter = TRUE,
  };
}

static char *
build_words (const WfPlan *plan, const WfTakeawayOptions *options, GStrv *out_left_out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = wf_takeaway_build (plan, library, options, out_left_out, &error);

  g_assert_no_error (error);
  return wf_page_to_plain_text (page, TRUE);
}

static void
assert_has (const char *words, const char *needle)
{
  if (strstr (words, needle) == NULL)
    g_error ("“%s” is not in:\n%s", needle, words);
}

/* Everything practice asks of the page, in the client's language and beside it. */
static void
test_full (void)
{
  static const char *const ARABIC[] = {
    "أريد هاتفًا.",
    "السبت، ٢١ نوفمبر ٢٠٢٦",
    "بطاقة مكتبة",
    "بكلمات الجهة نفسها: \xe2\x81\xa8Mo-Fr 9-5\xe2\x81\xa9", /* hours not understood */
    "بكلمات الجهة نفسها: \xe2\x81\xa8proof of address\xe2\x81\xa9",
    "Mina",
  };
  static const char *const ENGLISH[] = {
    "Your page",
    "I want a phone.",
    "I want to connect to Wi-Fi.",
    "Made together with Mina on Saturday, November 21, 2026",
    "City phones",
    "It costs",
    "20.50 each month",
    "It is free",
    "Ask them",
    "You can get this",
    "604-555-0142",
    "Bring: Library card",
    "Bring: proof of address",
    "Open: Mo-Fr 9-5",
    "They speak Arabic",
    "You can ask for an interpreter there",
    "Ask first. This may have changed.",
    "Your worker will call with you",
    "Place: Toronto",
    "https://phones.example/offer",
    "I speak Arabic. Interpreter, please.",
    "604-555-0100",
    "North Centre",
    "25 King Street",
    "We meet again on Saturday, November 28, 2026",
    "This page is for you. It is not a test result.",
  };
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("ar", "en");
  g_auto (GStrv) left_out = NULL;
  g_autofree char *words = build_words (plan, &options, &left_out);

  for (guint i = 0; i < G_N_ELEMENTS (ENGLISH); i++)
    assert_has (words, ENGLISH[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ARABIC); i++)
    assert_has (words, ARABIC[i]);
  g_assert_cmpuint (g_strv_length (left_out), ==, 0);
  g_assert_null (strstr (words, "City laptops"));  /* not chosen */
  g_assert_null (strstr (words, "e-mail"));        /* not picked */
  g_assert_null (strstr (words, "Look together")); /* the action is the navigator's */
  g_assert_cmpstr (wf_takeaway_get_variant (&options), ==, "full");
}

/* One language when both are the same; none of the other's words. */
static void
test_one_language (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("fr-CA", "fr");
  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "Je veux un téléphone.");
  assert_has (words, "samedi 21 novembre 2026");
  assert_has (words, "Apportez : Carte de bibliothèque");
  assert_has (words, "dans leurs propres mots : Mo-Fr 9-5");
  g_assert_null (strstr (words, "I want a phone."));
  g_assert_null (strstr (words, "not a test"));
  assert_has (words, "Interpreter, please."); /* to show at a desk */
}

/* A language without translations: one language, marked, and still the client's own name
 * for what they speak. */
static void
test_untranslated (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("fa", "fr");
  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "Pas encore dans votre langue");
  assert_has (words, "Je veux un téléphone.");
  assert_has (words, "20,50");
  assert_has (words, "Je parle persan.");
  g_assert_null (strstr (words, "Not yet"));
  g_assert_null (strstr (strstr (words, "Pas encore") + 1, "Pas encore"));
}

/* A plain page is a place, a day and a number: no plan, no name of a person, no code. */
static void
test_plain (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("ar", "en");

  options.safety = WF_PAPER_PLAIN;

  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "604-555-0100");
  assert_has (words, "November 28, 2026");
  assert_has (words, "North Centre");
  g_assert_null (strstr (words, "I want"));
  g_assert_null (strstr (words, "أريد"));
  g_assert_null (strstr (words, "plan"));
  g_assert_null (strstr (words, "Mina"));
  g_assert_null (strstr (words, "https"));
  g_assert_null (strstr (words, "Interpreter"));
  g_assert_cmpstr (wf_takeaway_get_variant (&options), ==, "plain");
}

/* No answer about paper, no paper; not as text for a phone either. */
static void
test_paper_first (void)
{
  static const struct {
    WfPaperSafety safety;
    gboolean picked;
    int error;
  } cases[] = {
    { WF_PAPER_NOT_ASKED, TRUE, WF_PLAN_ERROR_PAPER_NOT_ASKED },
    { WF_PAPER_KEEP, TRUE, WF_PLAN_ERROR_PAPER_STAYS },
    { WF_PAPER_YES, FALSE, WF_PLAN_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPlan) plan = sample_plan ();
      WfTakeawayOptions options = new_options ("ar", "en");

      options.safety = cases[i].safety;
      for (guint j = 0; !cases[i].picked && j < plan->statements->len; j++)
        ((WfPlanStatement *) plan->statements->pdata[j])->picked = FALSE;
      g_assert_null (wf_takeaway_build (plan, library, &options, NULL, &error));
      g_assert_error (error, WF_PLAN_ERROR, cases[i].error);
      g_clear_error (&error);
      g_assert_null (wf_takeaway_build_text (plan, library, &options, &error));
      g_assert_error (error, WF_PLAN_ERROR, cases[i].error);
    }
}

static void
test_edited_stands_alone (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("ar", "en");
  WfPlanStatement *device = wf_plan_lookup (plan, "p-device");

  device->edited = g_strdup ("A phone before May.");
  device->edited_lang = g_strdup ("en");

  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "A phone before May.");
  assert_has (words, "ليس بلغتك بعد");
  g_assert_null (strstr (words, "أريد هاتفًا."));
}

static void
add_copies (WfPlan *plan, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WfPlan) more = sample_plan ();
      WfPlanStatement *statement = g_ptr_array_steal_index (more->statements, 0);

      g_free (statement->id);
      statement->id = g_strdup_printf ("p-more-%u", i);
      ((WfPlanResource *) statement->resources->pdata[1])->chosen = TRUE;
      g_ptr_array_add (plan->statements, statement);
    }
}

/* What does not fit is named to the navigator and told to the client, and nothing else goes. */
static void
test_too_much (void)
{
  static const gboolean LARGE[] = { FALSE, TRUE };
  guint last_kept = G_MAXUINT;

  for (guint l = 0; l < G_N_ELEMENTS (LARGE); l++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPlan) plan = sample_plan ();
      WfTakeawayOptions options = new_options ("ar", "en");
      g_auto (GStrv) left_out = NULL;
      WfPageFit fit;

      options.large = LARGE[l];
      add_copies (plan, 12);

      g_autoptr (WfPage) page = wf_takeaway_build (plan, library, &options, &left_out, &error);
      g_autofree char *words = wf_page_to_plain_text (page, TRUE);
      guint kept = 14 - g_strv_length (left_out);

      g_assert_no_error (error);
      g_assert_true (wf_page_fit (page, &fit, &error));
      g_assert_cmpfloat (fit.overflow, ==, 0);
      g_assert_cmpuint (kept, >, 0);
      g_assert_cmpuint (kept, <, last_kept);
      last_kept = kept;
      g_assert_cmpstr (left_out[g_strv_length (left_out) - 1], ==, "p-more-11");
      assert_has (words, "There is more in your plan. Ask us.");
      assert_has (words, "This page is for you.");
      assert_has (words, "604-555-0100");
      g_assert_cmpstr (wf_takeaway_get_variant (&options), ==, LARGE[l] ? "large" : "full");
    }
}

static void
test_no_room (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("en", NULL);
  GString *endless = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append (endless, "a phone, ");

  WfPlanStatement *device = wf_plan_lookup (plan, "p-device");

  device->edited = g_string_free (endless, FALSE);
  device->edited_lang = g_strdup ("en");
  g_assert_null (wf_takeaway_build (plan, library, &options, NULL, &error));
  g_assert_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_NO_ROOM);
}

/* Another entry, which differs in one field. */
static void
set_field (WfPlanResource *offer, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) json = wf_resource_to_json (offer->entry);

  json_object_set_string_member (json, field, text);
  wf_resource_unref (offer->entry);
  offer->entry = wf_resource_new_from_json (json, &error);
  g_assert_no_error (error);
}

/* A code that cannot be drawn is an error, not a page without it. */
static void
test_bad_code (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("en", NULL);
  WfPlanResource *phones =
      wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "phones");
  g_autofree char *endless = g_strnfill (4000, 'x');

  set_field (phones, "url", endless);
  g_assert_null (wf_takeaway_build (plan, library, &options, NULL, &error));
  g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_CODE);
}

static void
test_text_for_a_phone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("fr", "en");

  add_copies (plan, 12);

  g_autofree char *words = wf_takeaway_build_text (plan, library, &options, &error);

  g_assert_no_error (error);
  assert_has (words, "1. Je veux un téléphone.");
  assert_has (words, "14. Je veux un téléphone.");
  assert_has (words, "https://phones.example/offer");
  assert_has (words, "Cette page est pour vous.");
  g_assert_null (strstr (words, "I want a phone."));
}

static void
test_little_is_known (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("en", "en");
  WfPlanStatement *device = wf_plan_lookup (plan, "p-device");
  WfPlanResource *laptops = wf_plan_statement_get_resource (device, "laptops");

  options.worker = NULL;
  options.agency = NULL;
  options.agency_phone = NULL;
  options.agency_address = NULL;
  options.next_us = 0;
  options.interpreter = FALSE;
  laptops->chosen = TRUE;
  wf_plan_statement_get_resource (device, "phones")->chosen = FALSE;
  wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-wifi"), "corner")->chosen = FALSE;

  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "City laptops");
  assert_has (words, "Ask for the price");
  assert_has (words, "Your worker will call with you");
  assert_has (words, "We do it together"); /* a statement without an offer */
  assert_has (words, "Questions? Come to us.");
  assert_has (words, "You can come back at any time.");
  g_assert_null (strstr (words, "Made together"));
}

/* A web page alone leaves who cannot read it alone: the worker calls with them, "Call first" is
 * not said where there is no number. */
static void
test_no_number (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("en", "en");
  WfPlanResource *phones =
      wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "phones");

  wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-wifi"), "corner")->chosen = FALSE;
  set_field (phones, "phone", "");
  set_field (phones, "text_line", "");
  phones->check = WF_RESOURCE_CHECK_OLD;
  g_assert_nonnull (phones->entry->url);

  g_autofree char *words = build_words (plan, &options, NULL);

  assert_has (words, "Your worker will call with you");
  assert_has (words, "Ask first. This may have changed.");
  g_assert_null (strstr (words, "Call first"));
}

/* The PDF itself: one side, its words, fonts inside. */
static void
test_pdf (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPlan) plan = sample_plan ();
  WfTakeawayOptions options = new_options ("ar", "en");
  g_autoptr (WfPage) page = wf_takeaway_build (plan, library, &options, NULL, &error);
  g_autofree char *dir = g_dir_make_tmp ("wf-plan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "page.pdf", NULL);
  const char *argv[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (wf_page_write_pdf (page, "WF-1", path, &error));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  assert_has (text, "604-555-0142");
  assert_has (text, "I want a phone.");
  assert_has (text, "أريد");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static WfBudgetAmount
said (gint64 value)
{
  return (WfBudgetAmount){ WF_CLIENT_FACT_ANSWERED, value };
}

/* The sums stand on the page, in both languages and their digits; what nobody knows is said so. */
static void
test_sums (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  WfBudget budget = { .can_pay = said (2500), .currency = "CAD" };
  WfTakeawayOptions options = new_options ("ar", "en");
  g_autofree char *without = build_words (plan, &options, NULL);

  g_assert_null (strstr (without, "stays each month"));
  options.budget = &budget;
  {
    g_autofree char *words = build_words (plan, &options, NULL);

    assert_has (words, "Each month: $20.50");
    assert_has (words, "$25 − $20.50 = $4.50. So $4.50 stays each month.");
    assert_has (words, "Ask if there is more to pay at the start");
    assert_has (words, "كل شهر");
  }

  budget.can_pay.value = 2000;
  wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "laptops")->chosen = TRUE;
  {
    g_autofree char *words = build_words (plan, &options, NULL);

    assert_has (words, "$20.50 − $20 = $0.50. So $0.50 is missing each month.");
    assert_has (words, "One price is not known yet. It comes on top.");
  }

  budget.can_pay = (WfBudgetAmount){ WF_CLIENT_FACT_REFUSED, 0 };
  budget.people = said (4);
  {
    g_autofree char *words = build_words (plan, &options, NULL);

    g_assert_null (strstr (words, "You can pay"));
    assert_has (words, "4 people share it: 15 minutes of each hour for each");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/takeaway/full", test_full);
  g_test_add_func ("/takeaway/sums", test_sums);
  g_test_add_func ("/takeaway/one-language", test_one_language);
  g_test_add_func ("/takeaway/untranslated", test_untranslated);
  g_test_add_func ("/takeaway/plain", test_plain);
  g_test_add_func ("/takeaway/paper-first", test_paper_first);
  g_test_add_func ("/takeaway/edited-stands-alone", test_edited_stands_alone);
  g_test_add_func ("/takeaway/too-much", test_too_much);
  g_test_add_func ("/takeaway/no-room", test_no_room);
  g_test_add_func ("/takeaway/bad-code", test_bad_code);
  g_test_add_func ("/takeaway/no-number", test_no_number);
  g_test_add_func ("/takeaway/text-for-a-phone", test_text_for_a_phone);
  g_test_add_func ("/takeaway/little-is-known", test_little_is_known);
  g_test_add_func ("/takeaway/pdf", test_pdf);

  int result = g_test_run ();

  wf_pack_library_unref (library);
  return result;
}
