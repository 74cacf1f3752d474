/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-importer.h"

G_BEGIN_DECLS

/* Private to catalogue/: HSDS 1.1, Ohana, 3.x and Open Referral UK as tables. */

/** Columns of our own export: what no cell can hold as it is, as JSON. */
#define WF_HSDS_JSON_COLUMN "x_json_"

/**
 * WfHsdsTables:
 *
 * Rows of many tables on their way to nested services: kept in a file of their own, so that memory
 * does not grow with them. One thread at a time.
 */
typedef struct _WfHsdsTables WfHsdsTables;

/** wf_hsds_tables_new: @folder: where the file stands until it is freed. Returns: (transfer full)
 * (nullable): %NULL with %WF_CATALOGUE_ERROR_DATABASE */
WfHsdsTables *wf_hsds_tables_new (WfImporter *importer, const char *folder, GError **error);
void wf_hsds_tables_free (WfHsdsTables *self);

/** wf_hsds_tables_find_name: Returns: (nullable): the table that a file of this name holds
 * ("regular_schedules.csv" → "schedules"); %NULL: none of HSDS */
const char *wf_hsds_tables_find_name (const char *file);

/** wf_hsds_tables_add_csv: @name: of the file, tells the table; one that HSDS does not have is kept
 * under its own name */
gboolean
wf_hsds_tables_add_csv (WfHsdsTables *self, GBytes *bytes, const char *name, GError **error);

/** wf_hsds_tables_add_row: @row: one row of @table as it came */
gboolean wf_hsds_tables_add_row (WfHsdsTables *self,
                                 const char *table,
                                 JsonObject *row,
                                 const char *file,
                                 guint line,
                                 GError **error);

/** wf_hsds_tables_contradicts: Returns: whether a row of @table is there that has the id of @row
 * and says something else */
gboolean wf_hsds_tables_contradicts (WfHsdsTables *self, const char *table, JsonObject *row);

/** wf_hsds_tables_finish: puts every service with all that belongs to it, then what belongs to
 * none */
gboolean wf_hsds_tables_finish (WfHsdsTables *self, GError **error);

/** wf_hsds_tables_is_number: Returns: %TRUE when HSDS has numbers in @column */
gboolean wf_hsds_tables_is_number (const char *column);

/** wf_hsds_tables_list: Returns: (transfer full) (nullable): the tables that have rows */
GStrv wf_hsds_tables_list (WfHsdsTables *self, GError **error);

/** WfHsdsRow: Returns: %FALSE with @error to end the walk */
typedef gboolean (*WfHsdsRow) (JsonObject *row, gpointer user_data, GError **error);
/** wf_hsds_tables_foreach: each row of @table, in the order they came */
gboolean wf_hsds_tables_foreach (
    WfHsdsTables *self, const char *table, WfHsdsRow visit, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfHsdsTables, wf_hsds_tables_free)

G_END_DECLS
