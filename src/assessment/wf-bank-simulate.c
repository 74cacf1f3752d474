/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a bank and a kind of visit to a simulation: an interview is begun in memory as a real
 * one is, and its skills part, before the first answer, is what made-up people go through.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-bank-simulate.h"

#include "wf-interview-private.h"

static WfInterviewSetup
make_setup (void)
{
  static const char *const ALONE[] = { "alone", NULL };
  static const char *const LATIN[] = { "Latn", NULL };

  return (WfInterviewSetup){
    .region = "CA-ON",
    .lang = "en",
    .scripts = LATIN,
    .mode = "in-person",
    .needs =
        WF_NEEDS_PRACTICE_PHONE | WF_NEEDS_INTERNET | WF_NEEDS_PRINTED_SHEET | WF_NEEDS_TWO_DEVICES,
    .present = ALONE,
  };
}

static gboolean
has_available (const WfSitting *sitting)
{
  for (guint i = 0; i < wf_sitting_get_n_items (sitting); i++)
    {
      if (wf_sitting_get_item (sitting, i)->available)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_bank_simulate (WfItemBank *bank,
                  WfBankNumbers *numbers,
                  const WfInterviewSetup *setup,
                  const WfSimulation *simulation,
                  WfSimulationReport *out_report)
{
  g_return_val_if_fail (bank != NULL && simulation != NULL && out_report != NULL, FALSE);

  const WfInterviewSetup usual = make_setup ();
  g_autoptr (WfInterview) interview = wf_interview_new (bank);
  g_autoptr (GPtrArray) started =
      wf_interview_propose_start (interview, setup != NULL ? setup : &usual, NULL);
  g_autoptr (GPtrArray) ids = NULL;

  wf_interview_set_numbers (interview, numbers);
  wf_interview_apply_all (interview, started);

  g_autoptr (WfSitting) sitting = wf_interview_make_sitting (interview, &ids);

  if (!has_available (sitting))
    return FALSE;
  wf_sitting_simulate (sitting, simulation, out_report);
  return TRUE;
}
