/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the agency said of entries that no source has any more. It is kept, because an entry may
 * come back, and is listed so that somebody may hand it on or drop it.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-curation.h"

#include "wf-catalogue-batch.h"
#include "wf-catalogue-writing.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-statement.h"

/* Of a source that is off too: that is no reason to call it gone. */
#define IS_THERE                                                                                   \
  "SELECT 1 FROM record WHERE id = ?1 AND type IN ('entry', 'service') AND gone IS NULL LIMIT 1"
#define LAST_NAME                                                                                  \
  "SELECT json_extract (json, '$.name') FROM record WHERE id = ?1"                                 \
  " AND type IN ('entry', 'service') AND json_valid (json) LIMIT 1"

typedef struct {
  WfIndex *index;
  JsonArray *left;
} Listing;

/* Returns: (transfer full) (nullable): the first column of the first row; "" when it is empty */
static char *
ask (WfIndex *index, const char *sql, const char *id, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (index->db, sql, error);
  const char *text;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  wf_statement_bind_text (statement, 1, id);
  if (!wf_statement_step (statement, &has_row, error) || !has_row)
    return NULL;
  text = wf_statement_get_text (statement, 0);
  return g_strdup (text != NULL ? text : "");
}

static const char *
find_name (const WfOverlay *overlay, const char *last, const char *id)
{
  const char *was = overlay->base != NULL ? wf_json_get_string (overlay->base, "name", NULL) : NULL;
  const char *now =
      overlay->fields != NULL ? wf_json_get_string (overlay->fields, "name", NULL) : NULL;

  if (last != NULL && *last != '\0')
    return last;
  return now != NULL ? now : was != NULL ? was : id;
}

static void
add (Listing *listing, const char *id, const char *last, const WfOverlay *overlay)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", find_name (overlay, last, id));
  json_object_set_boolean_member (object, "pinned", overlay->is_pinned);
  json_object_set_boolean_member (object, "hidden", overlay->is_hidden);
  json_object_set_string_member (object, "note", overlay->note);
  json_object_set_string_member (object, "checked", overlay->checked);
  json_object_set_object_member (object, "fields",
                                 overlay->fields != NULL ? json_object_ref (overlay->fields)
                                                         : json_object_new ());
  json_array_add_object_element (listing->left, object);
}

static gboolean
look_at (const char *id, const char *json, gpointer user_data, GError **error)
{
  Listing *listing = user_data;
  g_autoptr (WfOverlay) overlay = NULL;
  g_autofree char *there = NULL, *last = NULL;
  g_autoptr (GError) why = NULL;

  if (json != NULL)
    return TRUE;
  there = ask (listing->index, IS_THERE, id, &why);
  last = why == NULL ? ask (listing->index, LAST_NAME, id, &why) : NULL;
  overlay = why == NULL ? wf_local_get_overlay (listing->index->local, id, &why) : NULL;
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (there == NULL && overlay != NULL && !wf_overlay_is_empty (overlay))
    add (listing, id, last, overlay);
  return TRUE;
}

JsonArray *
wf_catalogue_list_left (WfCatalogueStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  g_autoptr (JsonArray) left = json_array_new ();
  Listing listing = { wf_catalogue_store_get_index (store), left };

  if (listing.index->local != NULL &&
      !wf_local_foreach (listing.index->local, look_at, &listing, error))
    return NULL;
  return g_steal_pointer (&left);
}
