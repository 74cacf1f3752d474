/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-interview.h"

G_BEGIN_DECLS

/**
 * WfReplayError:
 * @WF_REPLAY_ERROR_LINE: a line is not one of the events; the message names the line
 */
typedef enum {
  WF_REPLAY_ERROR_LINE,
} WfReplayError;

#define WF_REPLAY_ERROR (wf_replay_error_quark ())
GQuark wf_replay_error_quark (void);

/**
 * wf_interview_replay:
 * @bank: what is asked
 * @setup: how it begins; NULL members get a visit in person, alone, with all tools at hand
 * @probe: (nullable)
 * @lines: one JSON object a line:
 *   {"type":"answer","item":…,"option":…|[…],"help":n} · {"type":"skip","item":…,"reason":…} ·
 *   {"type":"back"} · {"type":"note","text":…} · {"type":"language","lang":…} ·
 *   {"type":"present","who":[…]} · {"type":"care"} · {"type":"end"}; empty lines are passed over
 *
 * Plays an interview after consent and goal, as `wayfinderctl interview replay` does: access
 * first, then skills. An answer to another item than the one that stands is the navigator's
 * own choice of item, or another answer to one asked before.
 *
 * Returns: (transfer full) (nullable): the interview as it stands, or %NULL with
 *   #WfReplayError
 */
WfInterview *wf_interview_replay (WfItemBank *bank,
                                  const WfInterviewSetup *setup,
                                  WfDecisionProbe *probe,
                                  const char *lines,
                                  GError **error);

/**
 * wf_interview_to_replay_json:
 *
 * Returns: (transfer full): {"state","phase","next","answered","overall","self_rating",
 *   "performance","gap","areas","gauges","stop"}; next is null when nothing stands
 */
JsonObject *wf_interview_to_replay_json (const WfInterview *interview);

G_END_DECLS
