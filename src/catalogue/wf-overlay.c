/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry with what the agency says about it laid over it. Pure.
 *
 * Invariant: what the source said is never lost: it stays in member "overlay", under "was".
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-overlay.h"

#include "wf-json.h"

#include <string.h>

/* An entry's identity is no correction, nor is where it is from. */
static gboolean
may_correct (const char *field)
{
  return strcmp (field, "id") != 0 && strcmp (field, "overlay") != 0 &&
         strcmp (field, "origin") != 0;
}

static JsonNode *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL);
}

static gboolean
has_changed (const WfOverlay *overlay, const char *field, JsonNode *now)
{
  JsonNode *base = overlay->base != NULL ? json_object_get_member (overlay->base, field) : NULL;

  return base != NULL && !json_node_equal (base, now);
}

static void
correct_fields (const WfOverlay *overlay, JsonObject *shown, JsonObject *marks)
{
  g_autoptr (GList) fields = json_object_get_members (overlay->fields);
  JsonArray *corrected = json_array_new (), *changed = json_array_new ();
  JsonObject *was = json_object_new ();

  for (GList *l = fields; l != NULL; l = l->next)
    {
      const char *field = l->data;
      JsonNode *now = dup_member (shown, field);

      if (may_correct (field))
        {
          json_array_add_string_element (corrected, field);
          if (has_changed (overlay, field, now))
            json_array_add_string_element (changed, field);
          json_object_set_member (was, field, json_node_copy (now));
          json_object_set_member (shown, field, dup_member (overlay->fields, field));
        }
      json_node_unref (now);
    }
  json_object_set_array_member (marks, "corrected", corrected);
  json_object_set_array_member (marks, "source_changed", changed);
  json_object_set_object_member (marks, "was", was);
}

/* Whoever checked knows it as of that day, if that is the later one. */
static void
stamp (const WfOverlay *overlay, JsonObject *shown)
{
  const char *as_of = wf_json_get_string (shown, "as_of", "unknown");
  GDate first, last, checked, same;

  if (!wf_date_parse_partial (overlay->checked, &checked, &same))
    return;
  if (!wf_date_parse_partial (as_of, &first, &last) || g_date_compare (&first, &checked) < 0)
    json_object_set_string_member (shown, "as_of", overlay->checked);
}

JsonNode *
wf_overlay_dup_source (JsonObject *shown, const char *field)
{
  g_return_val_if_fail (shown != NULL && field != NULL, NULL);

  JsonObject *overlay = wf_json_get_object (shown, "overlay");
  JsonObject *was = overlay != NULL ? wf_json_get_object (overlay, "was") : NULL;

  return dup_member (was != NULL && json_object_has_member (was, field) ? was : shown, field);
}

JsonObject *
wf_overlay_apply (const WfOverlay *overlay, JsonObject *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  JsonObject *shown = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (entry);

  /* Nobody else says for us what we pinned, noted or checked. */
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (strcmp (l->data, "overlay") != 0)
        json_object_set_member (shown, l->data, json_object_dup_member (entry, l->data));
    }
  if (overlay == NULL)
    return shown;

  JsonObject *marks = json_object_new ();

  json_object_set_boolean_member (marks, "pinned", overlay->is_pinned);
  json_object_set_boolean_member (marks, "hidden", overlay->is_hidden);
  json_object_set_string_member (marks, "note", overlay->note);
  json_object_set_string_member (marks, "checked", overlay->checked);
  if (overlay->fields != NULL)
    correct_fields (overlay, shown, marks);
  stamp (overlay, shown);
  json_object_set_object_member (shown, "overlay", marks);
  return shown;
}

static JsonObject *
thaw (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_object_dup_member (object, l->data));
  if (object != NULL)
    json_object_unref (object);
  return copy;
}

void
wf_overlay_thaw (WfOverlay *self)
{
  self->fields = thaw (self->fields);
  self->base = thaw (self->base);
}
