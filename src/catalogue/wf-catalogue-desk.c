/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blocking calls about the catalogue as a whole, put to the synchroniser's threads for a
 * window. Owns nothing: an errand carries copies of what was asked and brings back the answer.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-desk.h"

#include "wf-catalogue-batch.h"
#include "wf-export.h"
#include "wf-json.h"
#include "wf-sheet.h"

#include <string.h>

/* A proposal is corrections by hand: more is none. */
#define PROPOSAL_MAX (16 * 1024 * 1024)

typedef struct {
  char *data_dir;
  char *text; /* a source, or a path */
  char *path;
  char *title;
  char *colour;
  int is_on;
  GStrv ids;
  gboolean flag;
  char *region;
  JsonObject *object;
  GPtrArray *infos;
  JsonArray *array;
  guint count;
  WfDeskTwin twin;
  WfDeskImport *import;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_free (self->data_dir);
  g_free (self->text);
  g_free (self->path);
  g_free (self->title);
  g_free (self->colour);
  g_strfreev (self->ids);
  g_free (self->region);
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  g_clear_pointer (&self->array, json_array_unref);
  g_clear_pointer (&self->import, wf_desk_import_free);
  g_free (self);
}

gboolean
wf_desk_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error)
{
  return wf_catalogue_sync_work_finish (sync, result, error) != NULL;
}

/* Sources. */

static gboolean
list_sources (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;

  errand->infos = wf_sources_list (errand->data_dir, error);
  return errand->infos != NULL;
}

void
wf_desk_list_sources_async (WfCatalogueSync *sync,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->data_dir = g_strdup (wf_catalogue_sync_get_data_dir (sync));
  wf_catalogue_sync_work_async (sync, WF_WORK_PEEK, list_sources, errand, errand_free, cancellable,
                                callback, user_data);
}

GPtrArray *
wf_desk_list_sources_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error)
{
  Errand *errand = wf_catalogue_sync_work_finish (sync, result, error);

  return errand != NULL ? g_steal_pointer (&errand->infos) : NULL;
}

static gboolean
change_source (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;
  const WfSourceChange change = { errand->text, errand->title, errand->colour, errand->is_on };

  return wf_sources_change (store, &change, cancellable, error);
}

void
wf_desk_change_source_async (WfCatalogueSync *sync,
                             const WfSourceChange *change,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (change != NULL && change->id != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->text = g_strdup (change->id);
  errand->title = g_strdup (change->title);
  errand->colour = g_strdup (change->colour);
  errand->is_on = change->is_on;
  wf_catalogue_sync_work_async (sync, WF_WORK_WRITE, change_source, errand, errand_free,
                                cancellable, callback, user_data);
}

static gboolean
order_sources (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Errand *errand = data;

  return wf_sources_order (store, (const char *const *) errand->ids, cancellable, error);
}

void
wf_desk_order_sources_async (WfCatalogueSync *sync,
                             const char *const *ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (ids != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->ids = g_strdupv ((GStrv) ids);
  wf_catalogue_sync_work_async (sync, WF_WORK_WRITE, order_sources, errand, errand_free,
                                cancellable, callback, user_data);
}

/* Files in. */

void
wf_desk_import_free (WfDeskImport *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_strfreev (self->headings);
  g_clear_pointer (&self->mapping, json_object_unref);
  g_free (self->source);
  g_clear_pointer (&self->report, wf_import_report_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
look_at_sheet (WfLocal *local, WfDeskImport *import)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (import->path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_auto (GStrv) headings = bytes != NULL ? wf_sheet_find_headings (bytes, NULL, local) : NULL;
  g_autofree char *digest =
      headings != NULL ? wf_sheet_make_digest ((const char *const *) headings) : NULL;
  g_autofree char *known =
      digest != NULL && local != NULL ? wf_local_dup_mapping (local, digest) : NULL;

  import->headings = g_steal_pointer (&headings);
  import->mapping = known != NULL ? wf_json_parse_object (known, -1, NULL) : NULL;
}

/* "list.csv (north)": told apart by the folder. */
static char *
make_other_title (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *last = g_path_get_basename (folder);

  return g_strdup_printf ("%s (%s)", name, last);
}

static gboolean
import (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;
  WfLocal *local = wf_catalogue_store_get_index (store)->local;
  WfDeskImport *import = g_new0 (WfDeskImport, 1);
  WfImportOptions options = { .region = errand->region,
                              .mapping = errand->object,
                              .is_dry_run = errand->flag,
                              .may_shrink = errand->twin == WF_DESK_TWIN_REPLACE };
  g_autoptr (WfLocalSource) before = NULL;
  g_autofree char *title = NULL;

  errand->import = import;
  import->path = g_strdup (errand->path);
  import->source = errand->twin == WF_DESK_TWIN_KEEP
                       ? wf_import_make_other_source (store, errand->path)
                       : wf_import_find_source (store, errand->path);
  if (errand->twin == WF_DESK_TWIN_KEEP)
    {
      options.source = import->source;
      options.title = title = make_other_title (errand->path);
    }
  before = local != NULL ? wf_local_get_source (local, import->source, NULL) : NULL;
  import->is_new = before == NULL;
  import->format = wf_import_find_format (errand->path);
  if (import->format == WF_IMPORT_SHEET)
    look_at_sheet (local, import);
  if (wf_catalogue_import (store, errand->path, &options, cancellable, &import->report,
                           &import->totals, &import->error))
    return TRUE;
  if (!g_error_matches (import->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&import->error));
  return FALSE;
}

void
wf_desk_import_async (WfCatalogueSync *sync,
                      const char *path,
                      const char *region,
                      JsonObject *mapping,
                      WfDeskTwin twin,
                      gboolean is_dry_run,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (path != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->path = g_strdup (path);
  errand->region = g_strdup (region);
  errand->object = mapping != NULL ? json_object_ref (mapping) : NULL;
  errand->twin = twin;
  errand->flag = is_dry_run;
  wf_catalogue_sync_work_async (sync, is_dry_run ? WF_WORK_READ : WF_WORK_WRITE, import, errand,
                                errand_free, cancellable, callback, user_data);
}

WfDeskImport *
wf_desk_import_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error)
{
  Errand *errand = wf_catalogue_sync_work_finish (sync, result, error);

  return errand != NULL ? g_steal_pointer (&errand->import) : NULL;
}

/* Files out. */

static gboolean export(WfCatalogueStore *store,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  Errand *errand = data;

  return errand->flag
             ? wf_catalogue_export_tables (store, errand->text, errand->path, &errand->count, error)
             : wf_catalogue_export_json (store, errand->text, errand->path, &errand->count, error);
}

void
wf_desk_export_async (WfCatalogueSync *sync,
                      const char *source,
                      const char *path,
                      gboolean as_tables,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (path != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->text = g_strdup (source);
  errand->path = g_strdup (path);
  errand->flag = as_tables;
  wf_catalogue_sync_work_async (sync, WF_WORK_READ, export, errand, errand_free, cancellable,
                                callback, user_data);
}

static gboolean
finish_counted (WfCatalogueSync *sync, GAsyncResult *result, guint *out_count, GError **error)
{
  const Errand *errand = wf_catalogue_sync_work_finish (sync, result, error);

  if (errand == NULL)
    return FALSE;
  *out_count = errand->count;
  return TRUE;
}

gboolean
wf_desk_export_finish (WfCatalogueSync *sync,
                       GAsyncResult *result,
                       guint *out_count,
                       GError **error)
{
  return finish_counted (sync, result, out_count, error);
}

/* Proposals. */

static gboolean
propose (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;
  g_autoptr (JsonObject) proposal = wf_catalogue_propose (store, error);
  g_autofree char *text = NULL;

  if (proposal == NULL)
    return FALSE;
  errand->count = json_array_get_length (json_object_get_array_member (proposal, "changes"));
  text = wf_json_to_text (proposal);
  return errand->count == 0 || g_file_set_contents (errand->path, text, -1, error);
}

void
wf_desk_propose_async (WfCatalogueSync *sync,
                       const char *path,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (path != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->path = g_strdup (path);
  wf_catalogue_sync_work_async (sync, WF_WORK_READ, propose, errand, errand_free, cancellable,
                                callback, user_data);
}

gboolean
wf_desk_propose_finish (WfCatalogueSync *sync,
                        GAsyncResult *result,
                        guint *out_count,
                        GError **error)
{
  return finish_counted (sync, result, out_count, error);
}

static gboolean
review (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;
  g_autoptr (GMappedFile) file = g_mapped_file_new (errand->path, FALSE, error);
  g_autoptr (JsonObject) proposal = NULL;
  g_autoptr (GError) why = NULL;

  if (file == NULL)
    return FALSE;
  if (g_mapped_file_get_length (file) <= PROPOSAL_MAX)
    proposal = wf_json_parse_object (g_mapped_file_get_contents (file),
                                     (gssize) g_mapped_file_get_length (file), &why);
  if (proposal == NULL)
    {
      g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                           "it is no proposal");
      return FALSE;
    }
  errand->array = wf_catalogue_review (store, proposal, error);
  return errand->array != NULL;
}

void
wf_desk_review_async (WfCatalogueSync *sync,
                      const char *path,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (path != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->path = g_strdup (path);
  wf_catalogue_sync_work_async (sync, WF_WORK_READ, review, errand, errand_free, cancellable,
                                callback, user_data);
}

JsonArray *
wf_desk_review_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error)
{
  Errand *errand = wf_catalogue_sync_work_finish (sync, result, error);

  return errand != NULL ? g_steal_pointer (&errand->array) : NULL;
}

static gboolean
list_left (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;

  errand->array = wf_catalogue_list_left (store, error);
  return errand->array != NULL;
}

void
wf_desk_list_left_async (WfCatalogueSync *sync,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  wf_catalogue_sync_work_async (sync, WF_WORK_READ, list_left, g_new0 (Errand, 1), errand_free,
                                cancellable, callback, user_data);
}

JsonArray *
wf_desk_list_left_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error)
{
  return wf_desk_review_finish (sync, result, error);
}

static gboolean
accept_change (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return wf_catalogue_accept (store, ((const Errand *) data)->object, error);
}

void
wf_desk_accept_async (WfCatalogueSync *sync,
                      JsonObject *change,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (change != NULL);

  Errand *errand = g_new0 (Errand, 1);

  errand->object = json_object_ref (change);
  wf_catalogue_sync_work_async (sync, WF_WORK_WRITE, accept_change, errand, errand_free,
                                cancellable, callback, user_data);
}

/* One edit of one entry: its texts and what they point to. */
typedef struct {
  WfEdit edit;
  char *id;
  char *field;
  char *text;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_free (self->id);
  g_free (self->field);
  g_free (self->text);
  g_clear_pointer (&self->edit.value, json_node_unref);
  g_clear_pointer (&self->edit.entry, json_object_unref);
  g_free (self);
}

static gboolean
edit_entry (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return wf_catalogue_edit (store, &((const Edit *) data)->edit, error);
}

void
wf_desk_edit_async (WfCatalogueSync *sync,
                    const WfEdit *edit,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (edit != NULL && edit->id != NULL);

  Edit *copy = g_new0 (Edit, 1);

  copy->id = g_strdup (edit->id);
  copy->field = g_strdup (edit->field);
  copy->text = g_strdup (edit->text);
  copy->edit = *edit;
  copy->edit.id = copy->id;
  copy->edit.field = copy->field;
  copy->edit.text = copy->text;
  if (edit->value != NULL)
    json_node_ref (copy->edit.value);
  if (edit->entry != NULL)
    json_object_ref (copy->edit.entry);
  wf_catalogue_sync_work_async (sync, WF_WORK_WRITE, edit_entry, copy, edit_free, NULL, callback,
                                user_data);
}
