/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The summary of a visit: who does what until when, only after the question about paper, and
 * never a word about a safety line.
 */
#include "wf-visit-summary.h"

#include "wf-lending.h"

#include <string.h>

#define TODAY "2026-11-21"
#define TIME  G_GINT64_CONSTANT (1795262400000000) /* that day, noon UTC */

static WfPackLibrary *library;

static void
apply (WfFollow *follow, GPtrArray *records)
{
  g_autoptr (GPtrArray) owned = records;

  g_assert_nonnull (records);
  for (guint i = 0; i < owned->len; i++)
    wf_follow_apply (follow, owned->pdata[i]);
}

static void
move (WfFollow *follow, const char *id, WfReferralState to, const char *way)
{
  g_autoptr (WfReferralStep) step = wf_referral_step_new (to, TODAY);
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  if (way != NULL)
    wf_visit_set_text (&step->way, way);
  if (to == WF_REFERRAL_BOOKED)
    step->when_us = TIME + 4 * G_TIME_SPAN_DAY;
  records = wf_follow_propose_step (follow, id, step, TODAY, &error);
  g_assert_no_error (error);
  apply (follow, records);
}

/* @kind: of the catalogue's entry. Returns: (transfer full): the id */
static char *
offer (WfFollow *follow, const char *name, const char *kind)
{
  g_autoptr (WfReferral) referral = wf_referral_new (FALSE);
  g_autoptr (WfRecord) record = NULL;

  wf_visit_set_text (&referral->name, name);
  wf_visit_set_text (&referral->service, name);
  referral->entry = json_object_new ();
  json_object_set_string_member (referral->entry, "kind", kind);
  record = wf_referral_record_begun (referral);
  wf_follow_apply (follow, record);
  return g_strdup (referral->id);
}

static void
lend (WfFollow *follow)
{
  const WfDevice device = { .id = (char *) "0123456789abcdef0123456789abcdef",
                            .tag = (char *) "T-011",
                            .type = (char *) "laptop",
                            .state = (char *) "ready" };
  g_autoptr (GPtrArray) agency = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  apply (follow, wf_lending_propose_lend (follow, &device, TODAY, "2026-12-19", "en", NULL, NULL,
                                          agency, NULL));
}

static WfFollow *
make_follow (void)
{
  WfFollow *follow = wf_follow_new ();
  g_autofree char *think = offer (follow, "Thinking Place", "device");
  g_autofree char *go = offer (follow, "Going Place", "device");
  g_autofree char *booked = offer (follow, "Booked Place", "class");
  g_autofree char *over = offer (follow, "Over Place", "class");
  g_autofree char *line = offer (follow, "Secret Line", "safety");

  move (follow, go, WF_REFERRAL_AGREED, NULL);
  move (follow, go, WF_REFERRAL_SENT, "self");
  move (follow, booked, WF_REFERRAL_AGREED, NULL);
  move (follow, booked, WF_REFERRAL_SENT, "cold");
  move (follow, booked, WF_REFERRAL_BOOKED, NULL);
  move (follow, over, WF_REFERRAL_AGREED, NULL);
  move (follow, over, WF_REFERRAL_SENT, "self");
  move (follow, over, WF_REFERRAL_GOT, NULL);
  move (follow, line, WF_REFERRAL_AGREED, NULL);
  lend (follow);
  return follow;
}

static WfPage *
build (const char *lang, WfPaperSafety safety, const WfFollow *follow, GError **error)
{
  static const char *const goals[] = { "find-work", NULL };
  g_autoptr (WfVisit) visit = wf_visit_new ("v", WF_VISIT_FULL);
  const WfVisitSummary summary = { visit, goals, 9, NULL, follow, TODAY };
  const WfTakeawayOptions options = { .safety = safety,
                                      .paper = WF_PAGE_PAPER_LETTER,
                                      .client_lang = lang,
                                      .navigator_lang = "en",
                                      .agency = "North Centre",
                                      .agency_phone = "+1-416-555-0199",
                                      .date_us = TIME,
                                      .next_us = TIME + 7 * G_TIME_SPAN_DAY,
                                      .zone = "UTC" };

  wf_visit_set_text (&visit->outcome, "come-again");
  wf_visit_set_text (&visit->goal, "What the navigator wrote");
  return wf_visit_summary_build (&summary, library, &options, error);
}

static char *
read_page (const char *lang, WfPaperSafety safety, const WfFollow *follow)
{
  const char *folder = g_getenv ("WF_PICTURES");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = build (lang, safety, follow, &error);
  g_autofree char *path =
      folder != NULL ? g_strdup_printf ("%s/summary-%s-%d.pdf", folder, lang, (int) safety) : NULL;

  g_assert_no_error (error);
  if (path != NULL)
    wf_page_write_pdf (page, "K7P-3FD", path, NULL);
  return wf_page_to_plain_text (page, FALSE);
}

static void
test_says (void)
{
  static const char *const SAID[] = {
    "Our meeting",
    "Saturday, November 21, 2026",
    "I want this: Find work",
    "We go on next time.",
    "What I do",
    "I think about this: Thinking Place",
    "I go there: Going Place",
    "I have an appointment: Booked Place",
    "Wednesday, November 25, 2026",
    "I have this from you: Laptop",
    "I bring it back on Saturday, December 19, 2026",
    "What you do for me",
    "You ask me how it went: Going Place",
    "On Saturday, December 5, 2026",
    "We meet again on Saturday, November 28, 2026",
    "416",
  };
  g_autoptr (WfFollow) follow = make_follow ();
  g_autofree char *text = read_page ("en", WF_PAPER_YES, follow);

  for (guint i = 0; i < G_N_ELEMENTS (SAID); i++)
    {
      if (strstr (text, SAID[i]) == NULL)
        g_error ("“%s” is missing in:\n%s", SAID[i], text);
    }
  g_assert_null (strstr (text, "Secret"));
  g_assert_null (strstr (text, "Over Place"));
  g_assert_null (strstr (text, "navigator wrote"));
}

static void
test_in_their_language (void)
{
  g_autoptr (WfFollow) follow = make_follow ();
  g_autofree char *french = read_page ("fr", WF_PAPER_YES, follow);
  g_autofree char *arabic = read_page ("ar", WF_PAPER_YES, follow);

  g_assert_nonnull (strstr (french, "Ce que je fais"));
  g_assert_null (strstr (french, "What I do"));
  g_assert_nonnull (strstr (arabic, "ماذا أفعل أنا"));
  g_assert_null (strstr (arabic, "What I do"));
}

/* A day and whom to call: nothing that tells what for. */
static void
test_plain (void)
{
  g_autoptr (WfFollow) follow = make_follow ();
  g_autofree char *text = read_page ("en", WF_PAPER_PLAIN, follow);

  g_assert_nonnull (strstr (text, "We meet again on Saturday, November 28, 2026"));
  g_assert_nonnull (strstr (text, "416"));
  g_assert_null (strstr (text, "Place"));
  g_assert_null (strstr (text, "Find work"));
  g_assert_null (strstr (text, "Laptop"));
}

static void
test_refused (void)
{
  g_autoptr (GError) unasked = NULL;
  g_autoptr (GError) stays = NULL;

  g_assert_null (build ("en", WF_PAPER_NOT_ASKED, NULL, &unasked));
  g_assert_error (unasked, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_NOT_ASKED);
  g_assert_null (build ("en", WF_PAPER_KEEP, NULL, &stays));
  g_assert_error (stays, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_STAYS);
}

/* No heading over nothing. */
static void
test_little (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autofree char *line = offer (follow, "Secret Line", "safety");
  g_autofree char *text = read_page ("en", WF_PAPER_YES, follow);

  g_assert_null (strstr (text, "What I do"));
  g_assert_null (strstr (text, "What you do for me"));
  g_assert_null (strstr (text, "What we agreed"));
  g_assert_null (strstr (text, "Secret"));
}

/* More than one side holds is not left out. */
static void
test_much (void)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place number %u", i);
      g_autofree char *id = offer (follow, name, "device");
    }
  text = read_page ("en", WF_PAPER_YES, follow);
  g_assert_nonnull (strstr (text, "Place number 59"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/plan/summary/says", test_says);
  g_test_add_func ("/plan/summary/in-their-language", test_in_their_language);
  g_test_add_func ("/plan/summary/plain", test_plain);
  g_test_add_func ("/plan/summary/refused", test_refused);
  g_test_add_func ("/plan/summary/little", test_little);
  g_test_add_func ("/plan/summary/much", test_much);

  int status = g_test_run ();

  wf_pack_library_unref (library);
  return status;
}
