/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as JSON: the body of "plan.made", which freezes texts and entries so that packs
 * and catalogues may change afterwards, and the report of the command. Pure.
 *
 * An entry offered under several statements is frozen once, in "entries" by its id.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-json.h"
#include "wf-plan-private.h"

#include <string.h>

static const char *const TRUTHS[] = { "no", "unknown", "yes" };
static const char *const STATES[] = { "not-asked", "refused", "dont-know", "known" };
static const char *const VERDICTS[] = { "not-eligible", "ask", "eligible" };
static const char *const SINCE[] = { NULL, "new", "kept" };

/* The place of @word in @words, or @fallback. */
static guint
find_word (const char *const *words, guint n_words, const char *word, guint fallback)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i], word) == 0)
        return i;
    }
  return fallback;
}

static JsonObject *
text_to_json (const WfText *text)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < wf_text_get_n_languages (text); i++)
    {
      const char *lang = wf_text_get_language (text, i);

      json_object_set_string_member (object, lang, wf_text_get (text, lang, NULL));
    }
  return object;
}

/* The members in their order: the first is the language it was written in. wf_text_new_multi()
 * takes a fixed list, which ends where the languages do; more than sixteen are cut. */
static WfText *
text_from_json (JsonObject *object)
{
  const char *p[32] = { NULL };
  g_autoptr (GList) langs = object != NULL ? json_object_get_members (object) : NULL;
  guint n = 0;

  for (GList *l = langs; l != NULL && n < G_N_ELEMENTS (p); l = l->next)
    {
      const char *text = wf_json_get_string (object, l->data, NULL);

      if (text == NULL || wf_language_normalise (l->data) == NULL)
        continue;
      p[n++] = l->data;
      p[n++] = text;
    }
  if (n == 0)
    return wf_text_new ("en", "");
  return wf_text_new_multi (p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10],
                            p[11], p[12], p[13], p[14], p[15], p[16], p[17], p[18], p[19], p[20],
                            p[21], p[22], p[23], p[24], p[25], p[26], p[27], p[28], p[29], p[30],
                            p[31], NULL);
}

static JsonArray *
reasons_to_json (GPtrArray *reasons)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < reasons->len; i++)
    {
      const WfPlanReason *reason = reasons->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", reason->code);
      json_object_set_string_member (object, "truth", TRUTHS[reason->truth]);
      json_object_set_string_member (object, "state", STATES[reason->state]);
      wf_json_set_strings (object, "args", (const char *const *) reason->args);
      json_object_set_string_member (object, "text", reason->english);
      if (reason->can_change)
        json_object_set_boolean_member (object, "can_change", TRUE);
      json_array_add_object_element (array, object);
    }
  return array;
}

static WfPlanReason *
reason_from_json (JsonObject *object)
{
  WfPlanReason *reason = g_new0 (WfPlanReason, 1);

  reason->code = g_strdup (wf_json_get_string (object, "code", "note"));
  reason->truth = find_word (TRUTHS, G_N_ELEMENTS (TRUTHS),
                             wf_json_get_string (object, "truth", NULL), WF_TRUTH_UNKNOWN);
  reason->state = find_word (STATES, G_N_ELEMENTS (STATES),
                             wf_json_get_string (object, "state", NULL), WF_FACT_NOT_ASKED);
  reason->args = wf_json_get_strings (object, "args");
  reason->english = g_strdup (wf_json_get_string (object, "text", ""));
  reason->can_change = wf_json_get_bool (object, "can_change", FALSE);
  return reason;
}

static GPtrArray *
reasons_from_json (JsonArray *array)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func (wf_plan_reason_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (reasons, reason_from_json (json_node_get_object (node)));
    }
  return reasons;
}

JsonObject *
wf_plan_resource_to_json (const WfPlanResource *resource, JsonObject *entries)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", resource->entry->id);
  json_object_set_string_member (object, "verdict", VERDICTS[resource->verdict]);
  json_object_set_array_member (object, "reasons", reasons_to_json (resource->reasons));
  if (resource->remedies->len > 0)
    json_object_set_array_member (object, "remedies", reasons_to_json (resource->remedies));
  wf_json_set_strings (object, "documents", (const char *const *) resource->documents);
  wf_json_set_strings (object, "papers", (const char *const *) resource->papers);
  json_object_set_int_member (object, "check", resource->check);
  json_object_set_boolean_member (object, "chosen", resource->chosen);
  if (!json_object_has_member (entries, resource->entry->id))
    json_object_set_object_member (entries, resource->entry->id,
                                   wf_resource_to_json (resource->entry));
  return object;
}

WfPlanResource *
wf_plan_resource_from_json (JsonObject *object, JsonObject *entries)
{
  const char *id = wf_json_get_string (object, "id", NULL);
  JsonObject *frozen = id != NULL && entries != NULL ? wf_json_get_object (entries, id) : NULL;
  WfResource *entry = frozen != NULL ? wf_resource_new_from_json (frozen, NULL) : NULL;

  if (entry == NULL)
    return NULL;

  WfPlanResource *resource = g_new0 (WfPlanResource, 1);

  resource->entry = entry;
  resource->verdict = find_word (VERDICTS, G_N_ELEMENTS (VERDICTS),
                                 wf_json_get_string (object, "verdict", NULL), WF_VERDICT_ASK);
  resource->reasons = reasons_from_json (wf_json_get_array (object, "reasons"));
  resource->remedies = reasons_from_json (wf_json_get_array (object, "remedies"));
  resource->documents = wf_json_get_strings (object, "documents");
  resource->papers = wf_json_get_strings (object, "papers");
  resource->check = (WfResourceCheck) wf_json_get_int (object, "check", 0);
  resource->chosen = wf_json_get_bool (object, "chosen", FALSE);
  return resource;
}

static JsonObject *
statement_to_json (const WfPlanStatement *statement, JsonObject *entries)
{
  JsonObject *object = json_object_new ();
  JsonArray *resources = json_array_new ();

  for (guint i = 0; i < statement->resources->len; i++)
    json_array_add_object_element (
        resources, wf_plan_resource_to_json (statement->resources->pdata[i], entries));
  json_object_set_string_member (object, "id", statement->id);
  json_object_set_string_member (object, "constraint",
                                 wf_constraint_to_name (statement->constraint));
  json_object_set_object_member (object, "text", text_to_json (statement->text));
  json_object_set_object_member (object, "action", text_to_json (statement->action));
  wf_json_set_strings (object, "because", (const char *const *) statement->because);
  wf_json_set_strings (object, "goals", (const char *const *) statement->goals);
  json_object_set_boolean_member (object, "picked", statement->picked);
  json_object_set_array_member (object, "resources", resources);
  if (statement->edited != NULL)
    {
      json_object_set_string_member (object, "edited", statement->edited);
      json_object_set_string_member (object, "edited_lang", statement->edited_lang);
    }
  if (statement->since != WF_STATEMENT_STANDING)
    json_object_set_string_member (object, "since", SINCE[statement->since]);
  return object;
}

static WfPlanStatement *
statement_from_json (JsonObject *object, JsonObject *entries)
{
  WfPlanStatement *statement = g_new0 (WfPlanStatement, 1);
  JsonArray *resources = wf_json_get_array (object, "resources");

  statement->id = g_strdup (wf_json_get_string (object, "id", ""));
  statement->constraint = wf_constraint_from_name (wf_json_get_string (object, "constraint", ""));
  statement->text = text_from_json (wf_json_get_object (object, "text"));
  statement->action = text_from_json (wf_json_get_object (object, "action"));
  statement->because = wf_json_get_strings (object, "because");
  statement->goals = wf_json_get_strings (object, "goals");
  statement->picked = wf_json_get_bool (object, "picked", FALSE);
  statement->edited = g_strdup (wf_json_get_string (object, "edited", NULL));
  if (statement->edited != NULL)
    statement->edited_lang = g_strdup (wf_json_get_string (object, "edited_lang", "en"));
  statement->since = find_word (SINCE, G_N_ELEMENTS (SINCE),
                                wf_json_get_string (object, "since", NULL), WF_STATEMENT_STANDING);
  statement->resources = g_ptr_array_new_with_free_func (wf_plan_resource_free);
  for (guint i = 0; resources != NULL && i < json_array_get_length (resources); i++)
    {
      JsonNode *node = json_array_get_element (resources, i);
      WfPlanResource *resource =
          JSON_NODE_HOLDS_OBJECT (node)
              ? wf_plan_resource_from_json (json_node_get_object (node), entries)
              : NULL;

      if (resource != NULL)
        g_ptr_array_add (statement->resources, resource);
    }
  return statement;
}

JsonObject *
wf_plan_to_json (const WfPlan *self)
{
  JsonObject *body = json_object_new (), *entries = json_object_new ();
  JsonArray *statements = json_array_new ();

  for (guint i = 0; i < self->statements->len; i++)
    json_array_add_object_element (statements,
                                   statement_to_json (self->statements->pdata[i], entries));
  json_object_set_string_member (body, "plan", self->id);
  json_object_set_string_member (body, "pack", self->pack);
  json_object_set_int_member (body, "pack_version", self->pack_version);
  if (self->region != NULL)
    json_object_set_string_member (body, "region", self->region);
  json_object_set_array_member (body, "statements", statements);
  json_object_set_object_member (body, "entries", entries);
  return body;
}

JsonObject *
wf_plan_to_snapshot (const WfPlan *self)
{
  JsonObject *body = wf_plan_to_json (self);

  json_object_set_int_member (body, "made_us", self->made_us);
  json_object_set_int_member (body, "pages", self->n_pages);
  json_object_set_int_member (body, "page_us", self->page_us);
  if (self->page_slip != NULL)
    json_object_set_string_member (body, "page_slip", self->page_slip);
  return body;
}

WfPlan *
wf_plan_new_from_json (JsonObject *body)
{
  WfPlan *self = wf_plan_new (
      wf_json_get_string (body, "plan", ""), wf_json_get_string (body, "region", NULL),
      wf_json_get_string (body, "pack", ""), (guint) wf_json_get_int (body, "pack_version", 0));
  JsonObject *entries = wf_json_get_object (body, "entries");
  JsonArray *statements = wf_json_get_array (body, "statements");

  self->made_us = wf_json_get_int (body, "made_us", 0);
  self->n_pages = (guint) wf_json_get_int (body, "pages", 0);
  self->page_us = wf_json_get_int (body, "page_us", 0);
  self->page_slip = g_strdup (wf_json_get_string (body, "page_slip", NULL));
  for (guint i = 0; statements != NULL && i < json_array_get_length (statements); i++)
    {
      JsonNode *node = json_array_get_element (statements, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (self->statements,
                         statement_from_json (json_node_get_object (node), entries));
    }
  return self;
}

static JsonObject *
resource_to_report (const WfPlanResource *resource, const WfClientTexts *texts, const char *lang)
{
  JsonObject *object = json_object_new ();
  g_auto (GStrv) reasons = wf_plan_resource_dup_reasons (resource, texts, lang, FALSE);
  json_object_set_string_member (object, "id", resource->entry->id);
  json_object_set_string_member (object, "name", wf_resource_get_name (resource->entry, lang));
  json_object_set_string_member (object, "verdict", VERDICTS[resource->verdict]);
  wf_json_set_strings (object, "reasons", (const char *const *) reasons);
  wf_json_set_strings (object, "documents", (const char *const *) resource->documents);
  json_object_set_string_member (object, "as_of", resource->entry->as_of);
  return object;
}

JsonObject *
wf_plan_to_report (const WfPlan *self, const WfClientTexts *texts, const char *lang)
{
  JsonObject *report = json_object_new ();
  JsonArray *statements = json_array_new ();

  for (guint i = 0; i < self->statements->len; i++)
    {
      const WfPlanStatement *statement = self->statements->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *resources = json_array_new ();

      for (guint j = 0; j < statement->resources->len; j++)
        json_array_add_object_element (
            resources, resource_to_report (statement->resources->pdata[j], texts, lang));
      json_object_set_string_member (object, "id", statement->id);
      json_object_set_string_member (object, "text",
                                     wf_plan_statement_get_text (statement, lang, NULL));
      wf_json_set_strings (object, "because", (const char *const *) statement->because);
      json_object_set_string_member (object, "action", wf_text_get (statement->action, lang, NULL));
      json_object_set_array_member (object, "resources", resources);
      json_array_add_object_element (statements, object);
    }
  json_object_set_array_member (report, "statements", statements);
  return report;
}
