/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-sync.h"
#include "wf-curation.h"
#include "wf-import.h"
#include "wf-sources.h"

G_BEGIN_DECLS

/*
 * What people do with the catalogue as a whole, from a window: its sources, files in and out,
 * proposals. Each call runs in a thread of the synchroniser's; what writes waits for a turn that
 * runs, what reads does not. Main thread; errors as those of the blocking calls named.
 */

/** wf_desk_list_sources_async: wf_sources_list() */
void wf_desk_list_sources_async (WfCatalogueSync *sync,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** wf_desk_list_sources_finish: Returns: (transfer full) (nullable) (element-type WfSourceInfo) */
GPtrArray *
wf_desk_list_sources_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error);

/** wf_desk_change_source_async: wf_sources_change(); @change is copied */
void wf_desk_change_source_async (WfCatalogueSync *sync,
                                  const WfSourceChange *change,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_desk_order_sources_async: wf_sources_order() */
void wf_desk_order_sources_async (WfCatalogueSync *sync,
                                  const char *const *ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_desk_finish: of any call here that has no answer of its own */
gboolean wf_desk_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error);

/**
 * WfDeskImport:
 * @path: what was read
 * @format: what it was taken for
 * @headings: (nullable): of a sheet: its columns
 * @mapping: (nullable): of a sheet: heading → field as it was read the last time
 * @is_new: nothing was imported under this name before, so that it can be taken back whole
 * @source: id of the source it becomes
 * @report: (nullable): what was taken, repaired, refused
 * @totals: what changed in the catalogue
 * @error: (nullable): why nothing was taken
 *
 * How an import went, or would go.
 */
typedef struct {
  char *path;
  WfImportFormat format;
  GStrv headings;
  JsonObject *mapping;
  gboolean is_new;
  char *source;
  WfImportReport *report;
  WfBatchTotals totals;
  GError *error;
} WfDeskImport;

void wf_desk_import_free (WfDeskImport *self);

/**
 * WfDeskTwin:
 * @WF_DESK_TWIN_ASK: %WF_CATALOGUE_ERROR_SHRINKS when that would take away most of what it gave
 * @WF_DESK_TWIN_REPLACE: in its place
 * @WF_DESK_TWIN_KEEP: beside it, as a source of its own
 *
 * What becomes of what another file of the same name gave.
 */
typedef enum {
  WF_DESK_TWIN_ASK,
  WF_DESK_TWIN_REPLACE,
  WF_DESK_TWIN_KEEP,
} WfDeskTwin;

/**
 * wf_desk_import_async:
 * @twin: where a file of this name was read before
 * @path: a file or folder
 * @region: (nullable): as in #WfImportOptions
 * @mapping: (nullable): likewise
 * @is_dry_run: likewise
 *
 * wf_catalogue_import(), with what a person wants to know before.
 */
void wf_desk_import_async (WfCatalogueSync *sync,
                           const char *path,
                           const char *region,
                           JsonObject *mapping,
                           WfDeskTwin twin,
                           gboolean is_dry_run,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** wf_desk_import_finish: Returns: (transfer full) (nullable): also when nothing could be taken;
 * %NULL with @error when it was cancelled or the catalogue cannot be opened */
WfDeskImport *wf_desk_import_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error);

/** wf_desk_export_async: @source: (nullable): one source, or as wf_catalogue_export_json();
 * @as_tables: a folder of tables instead of one file of JSON */
void wf_desk_export_async (WfCatalogueSync *sync,
                           const char *source,
                           const char *path,
                           gboolean as_tables,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** wf_desk_export_finish: @out_count: services written */
gboolean wf_desk_export_finish (WfCatalogueSync *sync,
                                GAsyncResult *result,
                                guint *out_count,
                                GError **error);

/** wf_desk_propose_async: writes what wf_catalogue_propose() says into the file @path */
void wf_desk_propose_async (WfCatalogueSync *sync,
                            const char *path,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_desk_propose_finish: @out_count: changes proposed; with 0 no file was written */
gboolean wf_desk_propose_finish (WfCatalogueSync *sync,
                                 GAsyncResult *result,
                                 guint *out_count,
                                 GError **error);

/** wf_desk_review_async: wf_catalogue_review() of the proposal in the file @path */
void wf_desk_review_async (WfCatalogueSync *sync,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** wf_desk_review_finish: Returns: (transfer full) (nullable): its changes */
JsonArray *wf_desk_review_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error);

/** wf_desk_list_left_async: wf_catalogue_list_left() */
void wf_desk_list_left_async (WfCatalogueSync *sync,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_desk_list_left_finish: Returns: (transfer full) (nullable) */
JsonArray *wf_desk_list_left_finish (WfCatalogueSync *sync, GAsyncResult *result, GError **error);

/** wf_desk_accept_async: wf_catalogue_accept() of one @change of the review; ends with
 * wf_desk_finish() */
void wf_desk_accept_async (WfCatalogueSync *sync,
                           JsonObject *change,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/** wf_desk_edit_async: wf_catalogue_edit(); @edit is copied, its entry and value are referenced and
 * must not change. It is kept whatever becomes of who asked; ends with wf_desk_finish() */
void wf_desk_edit_async (WfCatalogueSync *sync,
                         const WfEdit *edit,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDeskImport, wf_desk_import_free)

G_END_DECLS
