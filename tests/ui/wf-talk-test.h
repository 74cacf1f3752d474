/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ui-test.h"

#include "wf-interview.h"

/* An interview straight into the vault, for tests of what is made of it. */

#define N_ANSWERS 14

static inline void
keep (WfServices *services, const char *client, WfInterview *interview, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (records);
  wf_client_repo_append_sync (services->clients, client, records, &error);
  g_assert_no_error (error);
  wf_interview_apply_all (interview, records);
  g_ptr_array_unref (records);
}

/* The answer of somebody who needs the most help, or the least. */
static inline const char *
choose_extreme (WfInterview *interview, gboolean highest)
{
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (interview);
  const WfItemOption *extreme = options->pdata[0];

  for (guint i = 1; i < options->len; i++)
    {
      const WfItemOption *option = options->pdata[i];

      if (option->state == WF_OPTION_ANSWER &&
          (highest ? option->score > extreme->score : option->score < extreme->score))
        extreme = option;
    }
  return extreme->id;
}

/* A few answers, one after the other; the interview stays open. */
static inline void
talk (WfServices *services, const char *client, const char *lang, gboolean highest)
{
  g_autoptr (WfInterview) interview =
      wf_interview_new (wf_pack_library_get_items (services->packs, "newcomer"));
  const WfInterviewSetup setup = {
    .region = "CA-ON",
    .lang = lang,
    .mode = "in-person",
    .present = (const char *const[]){ "alone", NULL },
    .seed = 7,
  };

  keep (services, client, interview, wf_interview_propose_start (interview, &setup, NULL));
  keep (services, client, interview,
        wf_interview_propose_goal (interview, (const char *const[]){ "find-work", NULL }, NULL,
                                   NULL));
  for (guint i = 0; i < N_ANSWERS && wf_interview_get_current (interview) != NULL; i++)
    keep (services, client, interview,
          wf_interview_propose_answer (
              interview, (const char *const[]){ choose_extreme (interview, highest), NULL }, -1,
              NULL));
}

static inline void
end_talk (WfServices *services, const char *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, client, &error);
  g_autoptr (WfInterview) interview =
      wf_interview_new (wf_pack_library_get_items (services->packs, "newcomer"));

  g_assert_no_error (error);
  wf_interview_apply_all (interview, records);
  if (wf_interview_get_phase (interview) != WF_INTERVIEW_ENDED)
    keep (services, client, interview, wf_interview_propose_end (interview, NULL));
}
