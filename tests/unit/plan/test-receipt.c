/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The consent receipt: every answer in words, the limits, nobody's name. And the sheets of
 * the task kit.
 */
#include "wf-receipt.h"

#include "wf-plan.h"
#include "wf-task-kit.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1795262400000000) /* Saturday 21 November 2026, noon UTC */

static WfPackLibrary *library;

static WfConsentReceipt *
new_receipt (const char *lang)
{
  static const char *const PURPOSES[] = { WF_CONSENT_HELP_NOW,      WF_CONSENT_KEEP_NOTES,
                                          WF_CONSENT_CONTACT_AFTER, WF_CONSENT_REPORT_WITH_NUMBER,
                                          WF_CONSENT_REPORT_COUNT,  WF_CONSENT_IMPROVE,
                                          WF_CONSENT_WATCH,         "share:City Library",
                                          "from-a-newer-program",   NULL };
  WfConsentReceipt *receipt = g_new0 (WfConsentReceipt, 1);

  receipt->lang = g_strdup (lang);
  receipt->yes = g_new0 (char *, 10);
  receipt->no = g_new0 (char *, 10);
  for (guint i = 0, yes = 0, no = 0; PURPOSES[i] != NULL; i++)
    {
      if (i % 2 == 0)
        receipt->yes[yes++] = g_strdup (PURPOSES[i]);
      else
        receipt->no[no++] = g_strdup (PURPOSES[i]);
    }
  receipt->time_us = TIME;
  receipt->limits_taught_back = TRUE;
  receipt->delete_by_us = TIME + 365 * 24 * G_TIME_SPAN_HOUR;
  receipt->province_line = g_strdup ("In Ontario we also tell about a broken lift.");
  return receipt;
}

static void
receipt_free (WfConsentReceipt *receipt)
{
  g_free (receipt->lang);
  g_strfreev (receipt->yes);
  g_strfreev (receipt->yes_until);
  g_strfreev (receipt->no);
  g_free (receipt->province_line);
  g_free (receipt->funder_line);
  g_free (receipt);
}

static WfTakeawayOptions
new_options (WfPaperSafety safety)
{
  return (WfTakeawayOptions){
    .safety = safety,
    .paper = WF_PAGE_PAPER_LETTER,
    .client_lang = "en",
    .navigator_lang = "en",
    .worker = "Mina",
    .agency = "North Centre",
    .date_us = TIME,
    .zone = "UTC",
  };
}

static char *
build_words (const WfConsentReceipt *receipt, guint *out_pages)
{
  g_autoptr (GError) error = NULL;
  WfTakeawayOptions options = new_options (WF_PAPER_YES);
  g_autoptr (WfPage) page = wf_receipt_build (receipt, library, &options, &error);
  WfPageFit fit;

  g_assert_no_error (error);
  g_assert_true (wf_page_fit (page, &fit, &error));
  g_assert_cmpfloat (fit.overflow, ==, 0);
  *out_pages = fit.n_pages;
  return wf_page_to_plain_text (page, TRUE);
}

static void
test_words (void)
{
  static const char *const EXPECTED[] = {
    "☑ Yes · You help me now.",
    "☒ No · You keep notes about me, so I do not have to say it again.",
    "☑ Yes · You contact me after this meeting.",
    "☒ No · You report to the office that pays, with my number.",
    "☑ Yes · A new worker or a boss of the worker may watch and learn.",
    "☒ No · You share my plan with City Library.",
    "A child is in danger.",
    "Somebody may be badly hurt.",
    "A judge tells us to give it.",
    "In Ontario we also tell about a broken lift.",
    "You can change your answers later.",
    "Saturday, November 21, 2026",
    "We will delete it by Sunday, November 21, 2027.",
    "North Centre",
    "This page is for you. It is not a test result.",
  };
  WfConsentReceipt *receipt = new_receipt ("");
  guint pages = 0;
  g_autofree char *words = build_words (receipt, &pages);

  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      g_test_message ("%s", EXPECTED[i]);
      g_assert_nonnull (strstr (words, EXPECTED[i]));
    }
  g_assert_null (strstr (words, "Mina"));
  g_assert_null (strstr (words, "newer"));
  g_assert_null (strstr (words, "{"));
  g_assert_cmpuint (pages, ==, 1);
  receipt_free (receipt);
}

/* In the language it was asked in, whatever the client speaks now. */
static void
test_language (void)
{
  WfConsentReceipt *receipt = new_receipt ("ar");
  guint pages = 0;
  g_autofree char *words = build_words (receipt, &pages);

  g_assert_nonnull (strstr (words, "نعم · "));
  g_assert_nonnull (strstr (words, "☑ "));
  g_assert_nonnull (strstr (words, "٢١ نوفمبر ٢٠٢٦"));
  g_assert_nonnull (strstr (words, "Yes · You help me now."));
  g_assert_cmpuint (pages, ==, 1);
  receipt_free (receipt);
}

/* An end that was agreed stands beside its purpose; what a child carried is said. */
static void
test_until_and_ask_again (void)
{
  WfConsentReceipt *receipt = new_receipt ("");
  g_autofree char *library_words = NULL;
  guint pages = 0;

  g_strfreev (receipt->yes);
  receipt->yes = g_strsplit ("help-now|share:City Library", "|", -1);
  receipt->yes_until = g_strsplit ("|2027-03-03", "|", -1);
  receipt->ask_again = TRUE;
  library_words = build_words (receipt, &pages);

  g_assert_nonnull (strstr (library_words, "☑ Yes · You help me now.\n"));
  g_assert_nonnull (strstr (library_words, "☑ Yes · You share my plan with City Library. Until "
                                           "Wednesday, March 3, 2027."));
  g_assert_nonnull (strstr (library_words, "You ask me again with an interpreter."));
  receipt_free (receipt);
}

/* Many services to share with: more sides, nothing lost. */
static void
test_many (void)
{
  WfConsentReceipt *receipt = new_receipt ("ar");
  GString *name = g_string_new (NULL);
  GPtrArray *yes = g_ptr_array_new ();
  guint pages = 0;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (yes, g_strdup_printf ("share:Service number %u", i));
  g_ptr_array_add (yes, NULL);
  g_strfreev (receipt->yes);
  receipt->yes = (GStrv) g_ptr_array_free (yes, FALSE);

  g_autofree char *words = build_words (receipt, &pages);

  g_assert_cmpuint (pages, >, 1);
  for (guint i = 0; i < 60; i++)
    {
      g_string_printf (name, "Service number %u", i);
      g_assert_nonnull (strstr (words, name->str));
    }
  g_string_free (name, TRUE);
  receipt_free (receipt);
}

static void
test_paper_first (void)
{
  static const struct {
    WfPaperSafety safety;
    int error;
  } cases[] = {
    { WF_PAPER_NOT_ASKED, WF_PLAN_ERROR_PAPER_NOT_ASKED },
    { WF_PAPER_PLAIN, WF_PLAN_ERROR_PAPER_STAYS },
    { WF_PAPER_KEEP, WF_PLAN_ERROR_PAPER_STAYS },
  };
  WfConsentReceipt *receipt = new_receipt ("fr");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      WfTakeawayOptions options = new_options (cases[i].safety);

      g_assert_null (wf_receipt_build (receipt, library, &options, &error));
      g_assert_error (error, WF_PLAN_ERROR, cases[i].error);
    }
  receipt_free (receipt);
}

static void
test_task_kit (void)
{
  static const struct {
    const char *lang;
    const char *first;
  } cases[] = { { "en", "City Library" }, { "fr", "Bibliothèque" }, { "ar", "مكتبة المدينة" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPage) page = wf_task_kit_build (library, cases[i].lang, WF_PAGE_PAPER_A4);
      g_autofree char *words = wf_page_to_plain_text (page, FALSE);
      WfPageFit fit;

      g_assert_true (wf_page_fit (page, &fit, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (fit.n_pages, ==, 4);
      g_assert_nonnull (strstr (words, cases[i].first));
      g_assert_nonnull (strstr (words, ".example")); /* the trick leads nowhere */
      g_assert_nonnull (strchr (words, '@'));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/receipt/words", test_words);
  g_test_add_func ("/receipt/language", test_language);
  g_test_add_func ("/receipt/until-and-ask-again", test_until_and_ask_again);
  g_test_add_func ("/receipt/many", test_many);
  g_test_add_func ("/receipt/paper-first", test_paper_first);

  g_test_add_func ("/task-kit/sheets", test_task_kit);

  int result = g_test_run ();

  wf_pack_library_unref (library);
  return result;
}
