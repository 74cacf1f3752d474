/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agreement about a thing that is lent: what, until when, in the client's language beside the
 * navigator's; only after the question about paper; the plain one says nothing of the thing.
 */
#include "wf-agreement.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1795262400000000) /* Saturday 21 November 2026, noon UTC */

static WfPackLibrary *library;

static void
set_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static WfLoan *
new_loan (const char *lang, const char *type)
{
  WfLoan *loan = wf_loan_new ();

  set_text (&loan->tag, "T-014");
  set_text (&loan->type, type);
  set_text (&loan->lent, "2026-11-21");
  set_text (&loan->until, "2026-12-19");
  set_text (&loan->lang, lang);
  set_text (&loan->with, "charger, bag");
  return loan;
}

static WfPage *
build (const char *lang, const char *type, WfPaperSafety safety, const char *own, GError **error)
{
  g_autoptr (WfLoan) loan = new_loan (lang, type);
  WfTakeawayOptions options = {
    .safety = safety,
    .paper = WF_PAGE_PAPER_LETTER,
    .client_lang = "uk",
    .navigator_lang = "en",
    .agency = "North Centre",
    .agency_phone = "+1-416-555-0199",
    .date_us = TIME,
    .zone = "UTC",
  };

  return wf_agreement_build (loan, own, library, &options, error);
}

/* A person reads it: with WF_PICTURES it is saved. */
static char *
read_page (WfPage *page, const char *name)
{
  const char *folder = g_getenv ("WF_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.pdf", folder, name) : NULL;
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    wf_page_write_pdf (page, "K7P-3FD", path, &error);
  g_assert_no_error (error);
  return wf_page_to_plain_text (page, TRUE);
}

static void
test_says (void)
{
  static const struct {
    const char *lang;
    const char *type;
    const char *words; /* what it is called in that language */
    const char *until;
  } CASES[] = {
    { "en", "laptop", "Laptop", "I bring it back on Saturday, December 19, 2026" },
    { "fr", "hotspot", "Borne d’accès internet mobile", "samedi 19 décembre 2026" },
    { "ar", "tablet", "جهاز لوحي", "أعيده" },
    { "ti", "other", "A thing", "I bring it back on" }, /* not translated: said so, in English */
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPage) page = build (CASES[i].lang, CASES[i].type, WF_PAPER_YES,
                                       "Nobody pays for what breaks.", &error);
      g_autofree char *name = g_strconcat ("agreement-", CASES[i].lang, NULL);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = read_page (page, name);
      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, CASES[i].words));
      g_assert_nonnull (strstr (text, CASES[i].until));
      g_assert_nonnull (strstr (text, "T-014"));
      g_assert_nonnull (strstr (text, "charger, bag"));
      g_assert_nonnull (strstr (text, "Nobody pays for what breaks."));
      g_assert_nonnull (strstr (text, "It belongs to North Centre."));
      g_assert_nonnull (strstr (text, "+1-416-555-0199"));
      g_assert_nonnull (strstr (text, "For the agency:"));
    }
}

static void
test_plain (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = build ("en", "laptop", WF_PAPER_PLAIN, "Own words.", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = read_page (page, "agreement-plain");
  g_assert_nonnull (strstr (text, "December 19, 2026"));
  g_assert_nonnull (strstr (text, "+1-416-555-0199"));
  g_assert_null (strstr (text, "T-014"));
  g_assert_null (strstr (text, "Laptop"));
  g_assert_null (strstr (text, "North Centre"));
  g_assert_null (strstr (text, "Own words."));
}

static void
test_paper_asked (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (build ("en", "laptop", WF_PAPER_NOT_ASKED, NULL, &error));
  g_assert_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_NOT_ASKED);
  g_clear_error (&error);
  g_assert_null (build ("en", "laptop", WF_PAPER_KEEP, NULL, &error));
  g_assert_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_STAYS);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/agreement/says", test_says);
  g_test_add_func ("/agreement/plain", test_plain);
  g_test_add_func ("/agreement/paper-asked", test_paper_asked);
  status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
