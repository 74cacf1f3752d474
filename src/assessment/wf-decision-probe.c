/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one question the interview asks of the plan, as an interface.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-decision-probe.h"

G_DEFINE_INTERFACE (WfDecisionProbe, wf_decision_probe, G_TYPE_OBJECT)

static gboolean
uses_every_item (WfDecisionProbe *self, const char *item_id)
{
  return TRUE;
}

static gboolean
could_change_what_it_uses (WfDecisionProbe *self, const WfAnswers *answers, const char *item_id)
{
  return wf_decision_probe_uses_item (self, item_id);
}

static void
wf_decision_probe_default_init (WfDecisionProbeInterface *iface)
{
  iface->uses_item = uses_every_item;
  iface->could_change = could_change_what_it_uses;
}

GStrv
wf_decision_probe_get_first_statements (WfDecisionProbe *self, const WfAnswers *answers, guint n)
{
  g_return_val_if_fail (WF_IS_DECISION_PROBE (self), NULL);

  return WF_DECISION_PROBE_GET_IFACE (self)->get_first_statements (self, answers, n);
}

gboolean
wf_decision_probe_uses_item (WfDecisionProbe *self, const char *item_id)
{
  g_return_val_if_fail (WF_IS_DECISION_PROBE (self), TRUE);

  return WF_DECISION_PROBE_GET_IFACE (self)->uses_item (self, item_id);
}

gboolean
wf_decision_probe_could_change (WfDecisionProbe *self,
                                const WfAnswers *answers,
                                const char *item_id)
{
  g_return_val_if_fail (WF_IS_DECISION_PROBE (self), TRUE);
  g_return_val_if_fail (answers != NULL && item_id != NULL, TRUE);

  return WF_DECISION_PROBE_GET_IFACE (self)->could_change (self, answers, item_id);
}
