/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the agency says about the catalogue: written into local.db, which is kept, and then into
 * what is shown.
 *
 * Invariant: local.db first. If the catalogue cannot be written just now, it follows when it is
 * opened the next time.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-curation.h"

#include "wf-catalogue-batch.h"
#include "wf-catalogue-search.h"
#include "wf-index-entries.h"
#include "wf-index-heirs.h"
#include "wf-json.h"
#include "wf-overlay.h"

#include <string.h>

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_KEPT, why);
  return FALSE;
}

/* "" of what is no text. */
static const char *
get_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

/* What an age may be: a year, a month or a day that has come, or nobody knows. */
static gboolean
is_age (const char *text, GError **error)
{
  GDate first, last;

  if (strcmp (text, "unknown") != 0 && !wf_date_parse_partial (text, &first, &last))
    return refuse (error, "that is no date");
  return wf_date_is_to_come (text) ? refuse (error, "that day is still to come") : TRUE;
}

static gboolean
correct (WfOverlay *overlay, const WfResource *entry, const WfEdit *edit, GError **error)
{
  g_autoptr (JsonObject) shown = NULL;
  g_autoptr (WfResource) usable = NULL;

  if (edit->field == NULL || edit->value == NULL || strcmp (edit->field, "id") == 0 ||
      strcmp (edit->field, "overlay") == 0 || strcmp (edit->field, "origin") == 0)
    return refuse (error, "that field cannot be corrected");
  if (strcmp (edit->field, "as_of") == 0 && !JSON_NODE_HOLDS_NULL (edit->value) &&
      !is_age (get_text (edit->value), error))
    return FALSE;
  wf_overlay_thaw (overlay);
  json_object_set_member (overlay->fields, edit->field, json_node_copy (edit->value));
  json_object_set_member (overlay->base, edit->field,
                          wf_overlay_dup_source (wf_resource_get_json (entry), edit->field));
  shown = wf_overlay_apply (overlay, wf_resource_get_json (entry));
  usable = wf_resource_new_from_json (shown, error);
  return usable != NULL;
}

static void
uncorrect (WfOverlay *overlay, const char *field)
{
  wf_overlay_thaw (overlay);
  json_object_remove_member (overlay->fields, field);
  json_object_remove_member (overlay->base, field);
}

static gboolean
set_checked (WfOverlay *overlay, const char *day, GError **error)
{
  GDate first, last;

  if (*day != '\0' && (strlen (day) != 10 || !wf_date_parse_partial (day, &first, &last)))
    return refuse (error, "that is no day");
  if (wf_date_is_to_come (day))
    return refuse (error, "that day is still to come");
  g_free (overlay->checked);
  overlay->checked = g_strdup (day);
  return TRUE;
}

/* The other must be there: one that is merged into this one is not. */
static gboolean
merge (WfIndex *index, WfOverlay *overlay, const WfEdit *edit, GError **error)
{
  g_autoptr (WfResource) other = edit->text != NULL && strcmp (edit->text, edit->id) != 0
                                     ? wf_index_get (index, edit->text, error)
                                     : NULL;

  if (other == NULL)
    return error != NULL && *error != NULL ? FALSE
                                           : refuse (error, "it cannot be merged with itself");
  g_free (overlay->into);
  overlay->into = g_strdup (edit->text);
  return TRUE;
}

static gboolean
change_overlay (
    WfIndex *index, WfOverlay *overlay, const WfResource *entry, const WfEdit *edit, GError **error)
{
  switch (edit->kind)
    {
    case WF_EDIT_PIN:
    case WF_EDIT_UNPIN:
      overlay->is_pinned = edit->kind == WF_EDIT_PIN;
      return TRUE;
    case WF_EDIT_HIDE:
    case WF_EDIT_SHOW:
      overlay->is_hidden = edit->kind == WF_EDIT_HIDE;
      return TRUE;
    case WF_EDIT_NOTE:
      g_free (overlay->note);
      overlay->note = g_strdup (edit->text);
      return TRUE;
    case WF_EDIT_CORRECT:
      return correct (overlay, entry, edit, error);
    case WF_EDIT_UNCORRECT:
      uncorrect (overlay, edit->field);
      return TRUE;
    case WF_EDIT_CHECKED:
      return set_checked (overlay, edit->text != NULL ? edit->text : "", error);
    case WF_EDIT_MERGE:
      return merge (index, overlay, edit, error);
    case WF_EDIT_SPLIT:
      g_clear_pointer (&overlay->into, g_free);
      return TRUE;
    default:
      return refuse (error, "that is no edit");
    }
}

/* For when it is gone and somebody asks of what this was said. */
static void
note_name (WfOverlay *overlay, const WfResource *entry)
{
  if (overlay->fields != NULL && json_object_has_member (overlay->fields, "name"))
    return;
  wf_overlay_thaw (overlay);
  json_object_set_member (overlay->base, "name",
                          wf_overlay_dup_source (wf_resource_get_json (entry), "name"));
}

static gboolean
edit_overlay (WfIndex *index, const WfEdit *edit, GError **error)
{
  g_autoptr (WfOverlay) overlay = wf_local_get_overlay (index->local, edit->id, NULL);
  g_autoptr (WfResource) entry = NULL;

  /* One that is merged away is not shown, and can only be split again. */
  if (edit->kind != WF_EDIT_SPLIT)
    {
      entry = wf_index_get (index, edit->id, error);
      if (entry == NULL)
        return FALSE;
    }
  if (overlay == NULL)
    {
      overlay = g_new0 (WfOverlay, 1);
      overlay->note = g_strdup ("");
      overlay->checked = g_strdup ("");
    }
  if (!change_overlay (index, overlay, entry, edit, error))
    return FALSE;
  if (entry != NULL)
    note_name (overlay, entry);
  return wf_local_put_overlay (index->local, edit->id, overlay, error);
}

static gboolean
edit_own (WfIndex *index, const WfEdit *edit, GError **error)
{
  g_autoptr (WfResource) usable = NULL;
  g_autofree char *json = NULL;

  if (edit->kind == WF_EDIT_DROP_OWN)
    return wf_local_put_own (index->local, edit->id, NULL, error);
  usable = edit->entry != NULL ? wf_resource_new_from_json (edit->entry, error) : NULL;
  if (usable == NULL)
    return (error != NULL && *error != NULL) ? FALSE : refuse (error, "there is no entry");
  if (strcmp (usable->id, edit->id) != 0)
    return refuse (error, "the entry has another id");
  if (wf_date_is_to_come (usable->as_of))
    return refuse (error, "that day is still to come");
  json = wf_json_to_text (edit->entry);
  return wf_local_put_own (index->local, edit->id, json, error);
}

/* Of an entry that may be gone: what it says is not looked at. */
static gboolean
edit_said (WfIndex *index, const WfEdit *edit, GError **error)
{
  const WfOverlay nothing = { .note = (char *) "", .checked = (char *) "" };
  g_autoptr (WfResource) to = NULL;

  /* It may have come back while somebody was asked. */
  if (wf_index_has_record (index, edit->id))
    return refuse (error, "that entry is still there");
  if (edit->kind == WF_EDIT_FORGET)
    return wf_local_put_overlay (index->local, edit->id, &nothing, error);
  if (edit->text == NULL)
    return refuse (error, "there is no entry to move it to");
  to = wf_index_get (index, edit->text, error);
  return to != NULL && wf_index_move_said (index, edit->id, edit->text, to, error);
}

static gboolean
keep (WfIndex *index, const WfEdit *edit, GError **error)
{
  switch (edit->kind)
    {
    case WF_EDIT_PUT_OWN:
    case WF_EDIT_DROP_OWN:
      return edit_own (index, edit, error);
    case WF_EDIT_MOVE:
    case WF_EDIT_FORGET:
      return edit_said (index, edit, error);
    default:
      return edit_overlay (index, edit, error);
    }
}

/* Shows it; that it is not shown yet is no failure of what was asked for. What is moved changes the
 * entry that gets it, and all that were merged. */
static void
follow (WfIndex *index, const WfEdit *edit, gint64 before)
{
  g_autoptr (GError) error = NULL;

  if (!wf_database_begin (index->db, &error) ||
      !wf_database_end (index->db,
                        edit->kind == WF_EDIT_MOVE
                            ? wf_index_follow_local (index, &error)
                            : wf_index_follow_one (index, edit->id, before, &error),
                        &error))
    g_debug ("an edit is not shown yet: %s", error->message);
}

GPtrArray *
wf_index_list_merged (WfIndex *index, const char *id, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (index->local == NULL)
    return g_steal_pointer (&entries);
  /* Into one that was merged in turn as well. */
  g_ptr_array_add (ids, g_strdup (id));
  for (guint i = 0; i < ids->len; i++)
    {
      WfResource *entry = i > 0 ? wf_index_read_merged (index, ids->pdata[i], NULL) : NULL;
      g_autoptr (GPtrArray) more = wf_local_list_merged (index->local, ids->pdata[i], error);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      if (more == NULL)
        return NULL;
      for (guint k = 0; k < more->len; k++)
        {
          if (!g_ptr_array_find_with_equal_func (ids, more->pdata[k], g_str_equal, NULL))
            g_ptr_array_add (ids, g_strdup (more->pdata[k]));
        }
    }
  return g_steal_pointer (&entries);
}

gboolean
wf_index_edit (WfIndex *index, const WfEdit *edit, GError **error)
{
  GError *why = NULL;
  gint64 before;

  if (index->local == NULL)
    {
      g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE,
                           "there is no place to keep it");
      return FALSE;
    }
  before = wf_local_get_counter (index->local);
  if (!keep (index, edit, &why))
    {
      /* What is wrong is what was said, not the list. */
      if (g_error_matches (why, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
        why->code = WF_CATALOGUE_ERROR_NOT_KEPT;
      g_propagate_error (error, why);
      return FALSE;
    }
  follow (index, edit, before);
  return TRUE;
}

gboolean
wf_catalogue_edit (WfCatalogueStore *store, const WfEdit *edit, GError **error)
{
  g_return_val_if_fail (store != NULL && edit != NULL && edit->id != NULL, FALSE);

  return wf_index_edit (wf_catalogue_store_get_index (store), edit, error);
}
