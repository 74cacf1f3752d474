/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as a value, and the records that change it. Folding never fails: a record from
 * a newer program may name statements or offers this plan does not have, and is passed
 * over. No I/O, no clock: time comes from the records' stamps.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan.h"

#include "wf-json.h"
#include "wf-plan-private.h"

#include <string.h>

G_DEFINE_QUARK (wf-plan-error-quark, wf_plan_error)

WfPlan *
wf_plan_new (const char *id, const char *region, const char *pack, guint pack_version)
{
  WfPlan *self = g_new0 (WfPlan, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->region = g_strdup (region);
  self->pack = g_strdup (pack);
  self->pack_version = pack_version;
  self->statements = g_ptr_array_new_with_free_func (wf_plan_statement_free);
  return self;
}

void
wf_plan_reason_free (gpointer data)
{
  WfPlanReason *reason = data;

  g_free (reason->code);
  g_strfreev (reason->args);
  g_free (reason->english);
  g_free (reason);
}

void
wf_plan_resource_free (gpointer data)
{
  WfPlanResource *resource = data;

  wf_resource_unref (resource->entry);
  g_ptr_array_unref (resource->reasons);
  g_strfreev (resource->documents);
  g_strfreev (resource->papers);
  g_free (resource);
}

void
wf_plan_statement_free (gpointer data)
{
  WfPlanStatement *statement = data;

  g_free (statement->id);
  wf_text_unref (statement->text);
  wf_text_unref (statement->action);
  g_strfreev (statement->because);
  g_strfreev (statement->goals);
  g_ptr_array_unref (statement->resources);
  g_free (statement->edited);
  g_free (statement->edited_lang);
  g_free (statement);
}

WfPlan *
wf_plan_ref (WfPlan *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_plan_unref (WfPlan *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->statements);
  g_free (self->id);
  g_free (self->region);
  g_free (self->pack);
  g_free (self->page_slip);
  g_free (self);
}

WfPlanStatement *
wf_plan_lookup (const WfPlan *self, const char *statement_id)
{
  for (guint i = 0; i < self->statements->len; i++)
    {
      WfPlanStatement *statement = self->statements->pdata[i];

      if (g_strcmp0 (statement->id, statement_id) == 0)
        return statement;
    }
  return NULL;
}

GPtrArray *
wf_plan_get_picked (const WfPlan *self)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < self->statements->len; i++)
    {
      WfPlanStatement *statement = self->statements->pdata[i];

      if (statement->picked)
        g_ptr_array_add (picked, statement);
    }
  return picked;
}

const char *
wf_plan_statement_get_text (const WfPlanStatement *self, const char *lang, const char **out_lang)
{
  if (self->edited == NULL)
    return wf_text_get (self->text, lang, out_lang);

  if (out_lang != NULL)
    *out_lang = self->edited_lang;
  return self->edited;
}

WfPlanResource *
wf_plan_statement_get_resource (const WfPlanStatement *self, const char *resource_id)
{
  for (guint i = 0; i < self->resources->len; i++)
    {
      WfPlanResource *resource = self->resources->pdata[i];

      if (g_strcmp0 (resource->entry->id, resource_id) == 0)
        return resource;
    }
  return NULL;
}

/* An argument that has a name in the pack ("document.library_card"), or itself as words. */
static char *
name_of_argument (const WfClientTexts *texts,
                  const char *code,
                  const char *argument,
                  const char *lang)
{
  g_autofree char *paper = g_strconcat ("document.", argument, NULL);
  g_autofree char *other = g_strconcat (code, ".", argument, NULL);

  if (wf_client_texts_lookup (texts, paper) != NULL)
    return g_strdup (wf_client_texts_get (texts, paper, lang, NULL));
  if (wf_client_texts_lookup (texts, other) != NULL)
    return g_strdup (wf_client_texts_get (texts, other, lang, NULL));
  return g_strdelimit (g_strdup (argument), "_", ' ');
}

/* "Ask" carries a curator's own words, in English only: in another language that is said. */
static char *
choose_key (const WfPlanReason *self, const char *lang)
{
  WfReason reason = { .code = self->code, .truth = self->truth, .args = self->args };

  if (g_strcmp0 (self->code, "ask") == 0 && !g_str_has_prefix (lang, "en"))
    return g_strdup ("reason.ask.in-english");
  return wf_reason_get_text_key (&reason);
}

char *
wf_plan_reason_get_text (const WfPlanReason *self, const WfClientTexts *texts, const char *lang)
{
  g_autofree char *key = choose_key (self, lang);

  if (wf_client_texts_lookup (texts, key) == NULL)
    return g_strdup (self->english);

  g_autoptr (WfFormat) format = wf_format_new (lang, NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->args[i] != NULL; i++)
    g_ptr_array_add (names, name_of_argument (texts, self->code, self->args[i], lang));
  g_ptr_array_add (names, NULL);

  g_autofree char *list = wf_format_list (format, (const char *const *) names->pdata);

  return wf_client_texts_format (texts, key, lang, NULL, "what", list, NULL);
}

char **
wf_plan_resource_dup_reasons (const WfPlanResource *self,
                              const WfClientTexts *texts,
                              const char *lang,
                              gboolean only_open)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->reasons->len; i++)
    {
      const WfPlanReason *reason = self->reasons->pdata[i];
      g_autofree char *text = NULL;

      if (only_open && reason->truth == WF_TRUTH_YES)
        continue;
      text = texts != NULL ? wf_plan_reason_get_text (reason, texts, lang)
                           : g_strdup (reason->english);
      if (!g_ptr_array_find_with_equal_func (words, text, g_str_equal, NULL))
        g_ptr_array_add (words, g_steal_pointer (&text));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

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
