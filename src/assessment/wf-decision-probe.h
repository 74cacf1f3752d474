/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-answers.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WfDecisionProbe:
 *
 * What the interview may ask about the plan without knowing it: implemented above this
 * folder, handed in with wf_interview_set_probe(). Pure: the same answers give the same
 * statements. Called on the thread that proposes, some hundred times for one decision.
 */
#define WF_TYPE_DECISION_PROBE (wf_decision_probe_get_type ())
G_DECLARE_INTERFACE (WfDecisionProbe, wf_decision_probe, WF, DECISION_PROBE, GObject)

struct _WfDecisionProbeInterface {
  GTypeInterface parent_iface;

  GStrv (*get_first_statements) (WfDecisionProbe *self, const WfAnswers *answers, guint n);
  gboolean (*uses_item) (WfDecisionProbe *self, const char *item_id);
  gboolean (*could_change) (WfDecisionProbe *self, const WfAnswers *answers, const char *item_id);
};

/**
 * wf_decision_probe_get_first_statements:
 * @n: how many, 3 for the stop rule
 *
 * Returns: (transfer full): ids of the first @n statements these answers lead to, most
 *   binding first; fewer when there are no more
 */
GStrv
wf_decision_probe_get_first_statements (WfDecisionProbe *self, const WfAnswers *answers, guint n);

/** wf_decision_probe_uses_item: Returns: %FALSE when no rule looks at that item */
gboolean wf_decision_probe_uses_item (WfDecisionProbe *self, const char *item_id);

/**
 * wf_decision_probe_could_change:
 * @item_id: not answered yet
 *
 * The rule of a needs assessment that asks only what can be acted on: a question is not asked
 * when no answer to it could change what any rule says, after what was answered already.
 *
 * Returns: %FALSE when it could not; as wf_decision_probe_uses_item() where that is all a probe
 *   knows
 */
gboolean wf_decision_probe_could_change (WfDecisionProbe *self,
                                         const WfAnswers *answers,
                                         const char *item_id);

G_END_DECLS
