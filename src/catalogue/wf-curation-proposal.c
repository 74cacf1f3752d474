/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the agency says about the catalogue, handed to whoever keeps the list, and taken in there
 * change by change.
 *
 * Invariant: what a review says of an entry here is read here; of a proposal only what it proposes
 * is believed.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-curation.h"

#include "wf-catalogue-batch.h"
#include "wf-catalogue-search.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-overlay.h"

#include <string.h>

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, why);
  return FALSE;
}

static JsonNode *
dup_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL);
}

typedef struct {
  WfIndex *index;
  JsonArray *changes;
  char *last; /* an overlay and a merge of one id come one after the other */
} Proposing;

static JsonObject *
add_change (Proposing *proposing, const char *id, const char *name, const char *kind)
{
  JsonObject *change = json_object_new ();

  json_object_set_string_member (change, "id", id);
  json_object_set_string_member (change, "name", name);
  json_object_set_string_member (change, "kind", kind);
  json_array_add_object_element (proposing->changes, change);
  return change;
}

/* @entry: (nullable): one that is away here may be there where it goes: then as it was when it was
 * corrected. */
static void
propose_fields (Proposing *proposing,
                const char *id,
                const WfResource *entry,
                const WfOverlay *overlay)
{
  g_autoptr (GList) fields =
      overlay->fields != NULL
          ? g_list_sort (json_object_get_members (overlay->fields), (GCompareFunc) g_strcmp0)
          : NULL;

  for (GList *l = fields; l != NULL; l = l->next)
    {
      JsonObject *change = add_change (proposing, id, entry != NULL ? entry->name : id, "correct");

      json_object_set_string_member (change, "field", l->data);
      json_object_set_member (change, "was",
                              entry != NULL
                                  ? wf_overlay_dup_source (wf_resource_get_json (entry), l->data)
                                  : dup_member (overlay->base, l->data));
      json_object_set_member (change, "now", json_object_dup_member (overlay->fields, l->data));
    }
}

static gboolean
propose_one (const char *id, const char *json, gpointer user_data, GError **error)
{
  Proposing *proposing = user_data;
  g_autoptr (WfOverlay) overlay = NULL;
  g_autoptr (WfResource) entry = NULL, merged = NULL;

  if (json != NULL)
    {
      g_autoptr (JsonObject) own = wf_json_parse_object (json, -1, NULL);

      if (own != NULL)
        json_object_set_object_member (
            add_change (proposing, id, wf_json_get_string (own, "name", ""), "new"), "now",
            json_object_ref (own));
      return TRUE;
    }
  if (g_strcmp0 (proposing->last, id) == 0)
    return TRUE;
  g_free (proposing->last);
  proposing->last = g_strdup (id);
  overlay = wf_local_get_overlay (proposing->index->local, id, NULL);
  entry = wf_index_get (proposing->index, id, NULL);
  if (overlay != NULL && overlay->into != NULL)
    {
      merged = wf_index_read_merged (proposing->index, id, NULL);
      json_object_set_string_member (
          add_change (proposing, id, merged != NULL ? merged->name : id, "merge"), "now",
          overlay->into);
    }
  if (overlay == NULL)
    return TRUE;
  propose_fields (proposing, id, entry, overlay);
  if (*overlay->checked != '\0')
    json_object_set_string_member (
        add_change (proposing, id, entry != NULL ? entry->name : id, "checked"), "now",
        overlay->checked);
  return TRUE;
}

JsonObject *
wf_catalogue_propose (WfCatalogueStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  WfIndex *index = wf_catalogue_store_get_index (store);
  Proposing proposing = { index, json_array_new (), NULL };
  JsonObject *proposal = json_object_new ();
  gboolean ok =
      index->local == NULL || wf_local_foreach (index->local, propose_one, &proposing, error);

  json_object_set_string_member (proposal, "format", "wayfinder-proposal");
  json_object_set_int_member (proposal, "v", 1);
  json_object_set_array_member (proposal, "changes", proposing.changes);
  g_free (proposing.last);
  if (ok)
    return proposal;
  json_object_unref (proposal);
  return NULL;
}

static const char *
find_state (JsonNode *was, JsonNode *now, JsonNode *current)
{
  if (json_node_equal (current, now))
    return "done";
  return was == NULL || json_node_equal (current, was) ? "open" : "conflict";
}

static gboolean
is_ours (const char *member)
{
  static const char *const OURS[] = { "id", "overlay", "origin", NULL };

  return g_strv_contains (OURS, member);
}

/* A line of the diff where both say something else. */
static void
compare_member (JsonArray *fields, const char *name, JsonObject *current, JsonObject *now)
{
  g_autoptr (JsonNode) here = dup_member (current, name);
  g_autoptr (JsonNode) there = dup_member (now, name);
  JsonObject *line;

  if (is_ours (name) || json_node_equal (here, there))
    return;
  line = json_object_new ();
  json_object_set_string_member (line, "field", name);
  json_object_set_member (line, "current", json_node_copy (here));
  json_object_set_member (line, "now", json_node_copy (there));
  json_array_add_object_element (fields, line);
}

/* Every member in which two entries differ, those of @now first. */
static JsonArray *
compare (JsonObject *current, JsonObject *now)
{
  JsonArray *fields = json_array_new ();
  g_autoptr (GList) proposed = json_object_get_members (now);
  g_autoptr (GList) had = current != NULL ? json_object_get_members (current) : NULL;

  for (GList *l = proposed; l != NULL; l = l->next)
    compare_member (fields, l->data, current, now);
  for (GList *l = had; l != NULL; l = l->next)
    {
      if (!json_object_has_member (now, l->data))
        compare_member (fields, l->data, current, now);
    }
  return fields;
}

/* An entry whole: what is there of that id, and in what it differs. */
static const char *
review_new (JsonObject *reviewed, const WfResource *entry, JsonNode *now)
{
  const char *id = wf_json_get_string (reviewed, "id", "");
  JsonObject *current = entry != NULL ? wf_resource_get_json (entry) : NULL;
  g_autoptr (WfResource) made = NULL;
  JsonArray *fields;

  if (now != NULL && JSON_NODE_HOLDS_OBJECT (now))
    made = wf_resource_new_from_json (json_node_get_object (now), NULL);
  if (made == NULL || strcmp (made->id, id) != 0)
    return "unusable";
  fields = compare (current, json_node_get_object (now));
  json_object_set_array_member (reviewed, "fields", fields);
  if (entry == NULL)
    {
      json_object_set_string_member (reviewed, "name", made->name);
      return "open";
    }
  return json_array_get_length (fields) == 0 ? "done" : "conflict";
}

/* What stands for it here already, and the name of what would. */
static const char *
review_merge (WfIndex *index, JsonObject *reviewed, const WfResource *entry, JsonNode *now)
{
  const char *id = wf_json_get_string (reviewed, "id", "");
  const char *into = wf_json_get_string (reviewed, "now", "");
  g_autoptr (WfResource) other = wf_index_get (index, into, NULL);
  g_autoptr (WfOverlay) overlay =
      index->local != NULL ? wf_local_get_overlay (index->local, id, NULL) : NULL;
  JsonNode *current = json_node_new (JSON_NODE_NULL);

  if (overlay != NULL && overlay->into != NULL)
    json_node_init_string (current, overlay->into);
  json_object_set_member (reviewed, "current", current);
  if (other == NULL || strcmp (into, id) == 0)
    return "unknown";
  json_object_set_string_member (reviewed, "other", other->name);
  if (json_node_equal (current, now))
    return "done";
  return entry != NULL ? "open" : "unknown";
}

static const char *
review_member (JsonObject *reviewed, const WfResource *entry, const char *member, JsonNode *now)
{
  JsonNode *current = dup_member (wf_resource_get_json (entry), member);

  json_object_set_member (reviewed, "current", current);
  return find_state (json_object_get_member (reviewed, "was"), now, current);
}

static const char *
find_review (WfIndex *index, JsonObject *reviewed, const WfResource *entry)
{
  const char *kind = wf_json_get_string (reviewed, "kind", "");
  const char *field = wf_json_get_string (reviewed, "field", "");
  JsonNode *now = json_object_get_member (reviewed, "now");

  if (strcmp (kind, "new") == 0)
    return review_new (reviewed, entry, now);
  if (now == NULL)
    return "unusable";
  if (strcmp (kind, "merge") == 0)
    return review_merge (index, reviewed, entry, now);
  if (strcmp (kind, "correct") != 0 && strcmp (kind, "checked") != 0)
    return "unusable";
  if (entry == NULL)
    return "unknown";
  if (strcmp (kind, "checked") == 0)
    return review_member (reviewed, entry, "as_of", now);
  return *field == '\0' || is_ours (field) ? "unusable"
                                           : review_member (reviewed, entry, field, now);
}

/* It is called what it is called here, whatever the proposal says. */
static void
name_it (JsonObject *reviewed, const WfResource *entry)
{
  g_autofree char *claimed = g_strdup (wf_json_get_string (reviewed, "name", ""));

  json_object_remove_member (reviewed, "claimed");
  json_object_set_string_member (reviewed, "name", entry->name);
  if (strcmp (claimed, entry->name) != 0)
    json_object_set_string_member (reviewed, "claimed", claimed);
}

JsonObject *
wf_catalogue_review_change (WfCatalogueStore *store, JsonObject *change)
{
  g_return_val_if_fail (store != NULL && change != NULL, NULL);

  static const char *const FILLED[] = { "current", "state", "fields", "other", "claimed" };
  WfIndex *index = wf_catalogue_store_get_index (store);
  const char *id = wf_json_get_string (change, "id", "");
  g_autoptr (WfResource) entry = wf_index_get (index, id, NULL);
  g_autoptr (WfResource) any = NULL;
  JsonObject *reviewed = wf_overlay_apply (NULL, change);

  for (guint i = 0; i < G_N_ELEMENTS (FILLED); i++)
    json_object_remove_member (reviewed, FILLED[i]);
  any = entry != NULL ? wf_resource_ref (entry) : wf_index_read_merged (index, id, NULL);
  if (any != NULL)
    name_it (reviewed, any);
  json_object_set_string_member (reviewed, "state", find_review (index, reviewed, entry));
  return reviewed;
}

JsonArray *
wf_catalogue_review (WfCatalogueStore *store, JsonObject *proposal, GError **error)
{
  g_return_val_if_fail (store != NULL && proposal != NULL, NULL);

  JsonArray *changes = wf_json_get_array (proposal, "changes");
  JsonArray *reviewed;

  if (g_strcmp0 (wf_json_get_string (proposal, "format", NULL), "wayfinder-proposal") != 0 ||
      changes == NULL)
    {
      refuse (error, "it is no proposal");
      return NULL;
    }
  reviewed = json_array_new ();
  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonNode *node = json_array_get_element (changes, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_object_element (
            reviewed, wf_catalogue_review_change (store, json_node_get_object (node)));
    }
  return reviewed;
}

gboolean
wf_catalogue_accept (WfCatalogueStore *store, JsonObject *change, GError **error)
{
  g_return_val_if_fail (store != NULL && change != NULL, FALSE);

  const char *kind = wf_json_get_string (change, "kind", "");
  WfEdit edit = {
    .id = wf_json_get_string (change, "id", ""),
    .field = wf_json_get_string (change, "field", NULL),
    .text = wf_json_get_string (change, "now", NULL),
    .value = json_object_get_member (change, "now"),
    .entry = wf_json_get_object (change, "now"),
  };

  if (strcmp (wf_json_get_string (change, "state", ""), "done") == 0)
    return TRUE;
  if (strcmp (kind, "correct") == 0)
    edit.kind = WF_EDIT_CORRECT;
  else if (strcmp (kind, "checked") == 0)
    edit.kind = WF_EDIT_CHECKED;
  else if (strcmp (kind, "merge") == 0)
    edit.kind = WF_EDIT_MERGE;
  else if (strcmp (kind, "new") == 0)
    edit.kind = WF_EDIT_PUT_OWN;
  else
    return refuse (error, "that kind of change is not known here");
  return wf_catalogue_edit (store, &edit, error);
}
