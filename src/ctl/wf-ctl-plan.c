/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl plan build: the plan that the answers on standard input lead to, and its page.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"
#include "wf-plan-facts.h"
#include "wf-plan-maker.h"
#include "wf-plan-probe.h"
#include "wf-takeaway.h"

typedef struct {
  char *pack;
  char *region;
  char *language;
  char *pdf;
  gint64 seed;
  gboolean as_json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->pack);
  g_free (self->region);
  g_free (self->language);
  g_free (self->pdf);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
take_options (Options *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "pack", 0, 0, G_OPTION_ARG_STRING, &self->pack, "The pack with the questions (newcomer)",
      "PACK" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &self->region,
      "Only what serves this region, such as CA-ON", "REGION" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &self->language, "The client’s language, such as ar",
      "TAG" },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &self->pdf, "Also the printed page", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "The same number gives the same course again",
      "NUMBER" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };

  self->seed = 1;
  if (wf_ctl_parse (argc, argv, entries, 0) < 0 || !wf_ctl_check_region (self->region) ||
      !wf_ctl_check_language (self->language))
    return FALSE;
  if (self->pack == NULL)
    self->pack = g_strdup ("newcomer");
  if (self->language == NULL)
    self->language = g_strdup ("en");
  return TRUE;
}

/* The page is for paper: whoever asks for the file has answered that it is safe. */
static gboolean
write_page (const WfPlan *plan, WfPackLibrary *library, const Options *options, GError **error)
{
  const WfTakeawayOptions page_options = {
    .safety = WF_PAPER_YES,
    .paper = WF_PAGE_PAPER_LETTER,
    .client_lang = options->language,
    .navigator_lang = "en",
    .date_us = g_get_real_time (),
  };
  g_autoptr (WfPage) page = wf_takeaway_build (plan, library, &page_options, NULL, error);

  return page != NULL && wf_page_write_pdf (page, plan->id, options->pdf, error);
}

static WfPlan *
make_plan (const WfCtl *ctl, WfPackLibrary *library, const Options *options, GError **error)
{
  WfItemBank *bank = wf_pack_library_get_items (library, options->pack);
  WfRulePack *rules = wf_pack_library_get_rules (library, options->pack);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDate) today = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (now),
                                            (GDateMonth) g_date_time_get_month (now),
                                            (GDateYear) g_date_time_get_year (now));

  if (bank == NULL || rules == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no pack “%s”", options->pack);
      return NULL;
    }

  g_autoptr (WfPlanProbe) probe = wf_plan_probe_new (rules, bank, NULL);
  g_autoptr (WfInterview) interview =
      wf_ctl_take_interview (library, options->pack, options->region, options->language,
                             (guint64) options->seed, WF_DECISION_PROBE (probe), error);
  g_autoptr (WfCatalogue) catalogue = interview != NULL ? wf_ctl_open_catalogue (ctl, error) : NULL;

  if (catalogue == NULL)
    return NULL;

  g_autoptr (WfAnswers) answers = wf_interview_get_answers (interview);
  g_autoptr (WfFacts) facts = wf_plan_facts_new (answers, bank, NULL, options->region, today);
  const WfPlanRequest request = {
    .plan_id = "00000000000000000000000000000001",
    .rules = rules,
    .bank = bank,
    .answers = answers,
    .facts = facts,
    .lang = options->language,
    .today = today,
  };

  return wf_plan_make_sync (catalogue, &request, error);
}

/* A device or a folder is not replaced, and a name is needed. */
static gboolean
may_be_written (const char *path)
{
  return *path != '\0' &&
         (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static int
run_build (WfCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (&options, &argc, &argv))
    return WF_CTL_WRONG_USE;
  if (options.pdf != NULL && !may_be_written (options.pdf))
    return wf_ctl_wrong_use ("--pdf needs the name of a file");

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  g_autoptr (WfPlan) plan = make_plan (ctl, library, &options, &error);

  if (plan == NULL)
    return wf_ctl_fail (error);

  /* An empty plan is an answer too; a page of it is none. */
  gboolean is_empty = plan->statements->len == 0;

  if (options.pdf != NULL && !is_empty && !write_page (plan, library, &options, &error))
    return wf_ctl_fail (error);

  g_autoptr (JsonObject) object =
      wf_plan_to_report (plan, wf_pack_library_get_texts (library), options.language);

  wf_ctl_print_json (object);
  if (options.pdf == NULL || !is_empty)
    return WF_CTL_DONE;

  g_set_error (&error, WF_PLAN_ERROR, WF_PLAN_ERROR_EMPTY,
               "no page was written: these answers lead to no statement");
  return wf_ctl_fail (error);
}

const WfCtlCommand WF_CTL_PLAN_COMMANDS[] = {
  { "plan build", "[--pack newcomer] [--region CA-ON] [--lang ar] [--seed N] [--json] [--pdf FILE]",
    run_build },
  { NULL },
};
