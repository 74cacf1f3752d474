/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-answers.h"

G_BEGIN_DECLS

/**
 * WfGaugeState: how much one of the five A's stands in the way.
 */
typedef enum {
  WF_GAUGE_UNKNOWN,
  WF_GAUGE_OK,
  WF_GAUGE_SOME,
  WF_GAUGE_BLOCKED,
} WfGaugeState;

/** wf_gauge_state_to_code: Returns: "unknown", "ok", "some", "blocked" */
const char *wf_gauge_state_to_code (WfGaugeState state);

/**
 * WfGauge:
 * @access: which of the five A's
 * @state: from all answers: for the navigator only
 * @open_state: without protected answers: what the client's side and paper may know
 * @because: item ids behind @state; may be empty
 * @open_because: item ids behind @open_state; may be empty
 */
typedef struct {
  WfConstraint access;
  WfGaugeState state;
  WfGaugeState open_state;
  GStrv because;
  GStrv open_because;
} WfGauge;

/**
 * wf_gauges_new:
 *
 * Reads the answers to the access items of the newcomer pack. An answer to an item it does
 * not know says that nothing is in the way as far as asked: the rules of the plan look closer.
 *
 * Returns: (transfer full) (element-type WfGauge): availability, affordability, awareness,
 *   ability, agency
 */
GPtrArray *wf_gauges_new (const WfAnswers *answers, WfItemBank *bank);

void wf_gauge_free (WfGauge *self);

G_END_DECLS
