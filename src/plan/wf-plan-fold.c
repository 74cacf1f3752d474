/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A client's plan as an aspect of the vault, so that it opens without reading the whole
 * log. The state is the plan's own JSON in a GVariant: one reader for both. Pure; runs
 * in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-fold.h"

#include "wf-json.h"
#include "wf-plan-private.h"

WfPlan *
wf_plan_new_from_snapshot (GVariant *state)
{
  if (state == NULL || !g_variant_is_of_type (state, G_VARIANT_TYPE_STRING))
    return NULL;

  g_autoptr (JsonObject) body = wf_json_parse_object (g_variant_get_string (state, NULL), -1, NULL);

  return body != NULL ? wf_plan_new_from_json (body) : NULL;
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  g_autoptr (WfPlan) before = wf_plan_new_from_snapshot (state);
  g_autoptr (WfPlan) after = wf_plan_apply (g_steal_pointer (&before), record);

  if (after == NULL)
    return NULL;

  g_autoptr (JsonObject) body = wf_plan_to_snapshot (after);

  return g_variant_new_take_string (wf_json_to_text (body));
}

void
wf_plan_add_folds (WfVault *vault)
{
  static const char *const KINDS[] = { "plan.", NULL };
  static const WfFold FOLD = { WF_PLAN_ASPECT, 1, KINDS, apply };

  wf_vault_add_fold (vault, &FOLD);
}

static char *
to_comparable (const WfResource *entry)
{
  g_autoptr (JsonObject) object = wf_resource_to_json (entry);

  json_object_remove_member (object, "as_of");
  return wf_json_to_text (object);
}

WfPlanChange
wf_plan_resource_find_change (const WfPlanResource *self, const WfResource *now)
{
  if (now == NULL)
    return WF_PLAN_CHANGE_GONE;
  if (now->status == WF_RESOURCE_CLOSED && self->entry->status != WF_RESOURCE_CLOSED)
    return WF_PLAN_CHANGE_CLOSED;

  g_autofree char *then_text = to_comparable (self->entry), *now_text = to_comparable (now);

  return g_str_equal (then_text, now_text) ? WF_PLAN_CHANGE_NONE : WF_PLAN_CHANGE_FIELDS;
}
