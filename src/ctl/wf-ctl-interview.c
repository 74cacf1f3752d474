/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl interview replay: plays the answers on standard input and says what would be
 * asked next, and what was heard so far.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"
#include "wf-interview-replay.h"
#include "wf-plan-probe.h"

/* What could still change the plan: as in a visit. */
static WfPlanProbe *
make_probe (WfPackLibrary *library, const char *pack)
{
  WfRulePack *rules = wf_pack_library_get_rules (library, pack);
  WfItemBank *bank = wf_pack_library_get_items (library, pack);

  return rules != NULL && bank != NULL ? wf_plan_probe_new (rules, bank, NULL) : NULL;
}

static int
run_replay (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *pack = NULL, *language = NULL, *region = NULL;
  gint64 seed = 1;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "pack", 0, 0, G_OPTION_ARG_STRING, &pack, "The pack with the questions (newcomer)", "PACK" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, "The client’s language, such as ar", "TAG" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, "Only what serves this region, such as CA-ON",
      "REGION" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "The same number gives the same course again",
      "NUMBER" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0 || !wf_ctl_check_region (region) ||
      !wf_ctl_check_language (language))
    return WF_CTL_WRONG_USE;

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  g_autoptr (WfPlanProbe) probe = make_probe (library, pack != NULL ? pack : "newcomer");
  g_autoptr (WfInterview) interview = wf_ctl_take_interview (
      library, pack != NULL ? pack : "newcomer", region != NULL ? region : "CA-ON",
      language != NULL ? language : "en", (guint64) seed,
      probe != NULL ? WF_DECISION_PROBE (probe) : NULL, &error);

  if (interview == NULL)
    return wf_ctl_fail (error);

  g_autoptr (JsonObject) object = wf_interview_to_replay_json (interview);

  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_INTERVIEW_COMMANDS[] = {
  { "interview replay", "[--pack newcomer] [--lang ar] [--region CA-ON] [--seed N] [--json]",
    run_replay },
  { NULL },
};
