/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records that make and change a plan, and their folding. Folding never fails: a record from
 * a newer program may name statements or offers this plan does not have, and is passed over. No
 * I/O, no clock: time comes from the records' stamps.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-json.h"
#include "wf-plan-private.h"
#include "wf-plan.h"

#include <string.h>

static WfRecord *
new_record (const WfPlan *self, const char *kind, const char *statement_id, JsonObject **out_body)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "plan", self->id);
  if (statement_id != NULL)
    json_object_set_string_member (body, "statement", statement_id);
  *out_body = body;
  return wf_record_new (kind, body);
}

WfRecord *
wf_plan_record_made (const WfPlan *self)
{
  return wf_record_new ("plan.made", wf_plan_to_json (self));
}

WfRecord *
wf_plan_record_restored (const WfPlan *self)
{
  return wf_record_new ("plan.restored", wf_plan_to_snapshot (self));
}

WfRecord *
wf_plan_record_picked (const WfPlan *self, const char *statement_id, gboolean is_picked)
{
  JsonObject *body;

  return new_record (self, is_picked ? "plan.picked" : "plan.unpicked", statement_id, &body);
}

WfRecord *
wf_plan_record_edited (const WfPlan *self,
                       const char *statement_id,
                       const char *text,
                       const char *lang)
{
  JsonObject *body;
  WfRecord *record = new_record (self, "plan.edited", statement_id, &body);

  if (text != NULL)
    {
      json_object_set_string_member (body, "text", text);
      json_object_set_string_member (body, "lang", lang);
    }
  return record;
}

WfRecord *
wf_plan_record_reordered (const WfPlan *self, const char *const *statement_ids)
{
  JsonObject *body;
  WfRecord *record = new_record (self, "plan.reordered", NULL, &body);

  wf_json_set_strings (body, "statements", statement_ids);
  return record;
}

WfRecord *
wf_plan_record_resource_chosen (const WfPlan *self,
                                const char *statement_id,
                                const char *resource_id,
                                gboolean is_chosen)
{
  JsonObject *body;
  WfRecord *record = new_record (self, "plan.resource-chosen", statement_id, &body);

  json_object_set_string_member (body, "resource", resource_id);
  json_object_set_boolean_member (body, "chosen", is_chosen);
  return record;
}

WfRecord *
wf_plan_record_resource_added (const WfPlan *self, const char *statement_id, const WfOffer *offer)
{
  JsonObject *body, *entries = json_object_new ();
  WfRecord *record = new_record (self, "plan.resource-added", statement_id, &body);
  WfPlanResource *resource = wf_plan_resource_freeze (offer);

  resource->chosen = TRUE;
  json_object_set_object_member (body, "resource", wf_plan_resource_to_json (resource, entries));
  json_object_set_object_member (body, "entries", entries);
  wf_plan_resource_free (resource);
  return record;
}

WfRecord *
wf_plan_record_page_made (const WfPlan *self,
                          const char *slip_code,
                          const char *variant,
                          const char *const *left_out)
{
  JsonObject *body;
  WfRecord *record = new_record (self, "plan.page-made", NULL, &body);

  json_object_set_string_member (body, "slip", slip_code);
  json_object_set_string_member (body, "variant", variant);
  wf_json_set_strings (body, "left_out", left_out);
  return record;
}

static void
apply_edited (WfPlanStatement *statement, JsonObject *body)
{
  const char *text = wf_json_get_string (body, "text", NULL);

  g_clear_pointer (&statement->edited, g_free);
  g_clear_pointer (&statement->edited_lang, g_free);
  if (text == NULL || *text == '\0')
    return;

  statement->edited = g_strdup (text);
  statement->edited_lang = g_strdup (wf_json_get_string (body, "lang", "en"));
}

static void
apply_reordered (WfPlan *self, JsonObject *body)
{
  g_auto (GStrv) ids = wf_json_get_strings (body, "statements");
  guint place = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint from = place;

      while (from < self->statements->len &&
             g_strcmp0 (((WfPlanStatement *) self->statements->pdata[from])->id, ids[i]) != 0)
        from++;
      if (from == self->statements->len)
        continue; /* not in this plan, or named twice */

      gpointer statement = g_ptr_array_steal_index (self->statements, from);

      g_ptr_array_insert (self->statements, (int) place++, statement);
    }
}

static void
apply_resource_chosen (WfPlanStatement *statement, JsonObject *body)
{
  WfPlanResource *resource =
      wf_plan_statement_get_resource (statement, wf_json_get_string (body, "resource", NULL));

  if (resource != NULL)
    resource->chosen = wf_json_get_bool (body, "chosen", TRUE);
}

/* An offer that stood there already is replaced by what is known of it now. */
static void
apply_resource_added (WfPlanStatement *statement, JsonObject *body)
{
  JsonObject *object = wf_json_get_object (body, "resource");
  WfPlanResource *added =
      object != NULL ? wf_plan_resource_from_json (object, wf_json_get_object (body, "entries"))
                     : NULL;
  WfPlanResource *before;

  if (added == NULL)
    return;

  before = wf_plan_statement_get_resource (statement, added->entry->id);
  if (before != NULL)
    g_ptr_array_remove (statement->resources, before);
  g_ptr_array_add (statement->resources, added);
}

static void
apply_page_made (WfPlan *self, const WfRecord *record)
{
  self->n_pages++;
  self->page_us = record->time_us;
  g_free (self->page_slip);
  self->page_slip = g_strdup (wf_json_get_string (record->body, "slip", NULL));
}

static void
apply_to_statement (WfPlan *self, const WfRecord *record)
{
  WfPlanStatement *statement =
      wf_plan_lookup (self, wf_json_get_string (record->body, "statement", NULL));

  if (statement == NULL)
    return;
  if (g_str_equal (record->kind, "plan.picked"))
    statement->picked = TRUE;
  else if (g_str_equal (record->kind, "plan.unpicked"))
    statement->picked = FALSE;
  else if (g_str_equal (record->kind, "plan.edited"))
    apply_edited (statement, record->body);
  else if (g_str_equal (record->kind, "plan.resource-chosen"))
    apply_resource_chosen (statement, record->body);
  else if (g_str_equal (record->kind, "plan.resource-added"))
    apply_resource_added (statement, record->body);
}

WfPlan *
wf_plan_apply (WfPlan *self, const WfRecord *record)
{
  if (!wf_record_has_prefix (record, "plan."))
    return self;

  if (g_str_equal (record->kind, "plan.made") || g_str_equal (record->kind, "plan.restored"))
    {
      WfPlan *made = wf_plan_new_from_json (record->body);

      if (g_str_equal (record->kind, "plan.made"))
        made->made_us = record->time_us;
      if (self != NULL)
        wf_plan_unref (self);
      return made;
    }
  if (self == NULL || g_strcmp0 (wf_json_get_string (record->body, "plan", NULL), self->id) != 0)
    return self;

  if (g_str_equal (record->kind, "plan.reordered"))
    apply_reordered (self, record->body);
  else if (g_str_equal (record->kind, "plan.page-made"))
    apply_page_made (self, record);
  else
    apply_to_statement (self, record);
  return self;
}

WfPlan *
wf_plan_fold (GPtrArray *records)
{
  WfPlan *plan = NULL;

  for (guint i = 0; i < records->len; i++)
    plan = wf_plan_apply (plan, records->pdata[i]);
  return plan;
}
