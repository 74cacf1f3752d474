/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"

G_BEGIN_DECLS

/**
 * wf_catalogue_export_json:
 * @source: (nullable): one source's id; %NULL: all but the shipped starter, and that when there is
 *   no other
 * @path: a new file, or one that is replaced when all of it is written
 * @out_count: (out) (optional): services written
 *
 * An HSDS 3.1 page of nested services, each as it came, unknown fields too; what no service holds
 * stands under "x_others". Read again it is the same. Blocks: a worker's thread; memory does not
 * grow with the catalogue.
 */
gboolean wf_catalogue_export_json (WfCatalogueStore *store,
                                   const char *source,
                                   const char *path,
                                   guint *out_count,
                                   GError **error);

/**
 * wf_catalogue_export_tables:
 * @path: a folder, made when it is missing; tables of the same name are replaced
 *
 * An HSDS 3.1 tabular data package: a table of CSV for each kind of object, and datapackage.json.
 * What a cell cannot hold stands in a column x_json_….
 */
gboolean wf_catalogue_export_tables (WfCatalogueStore *store,
                                     const char *source,
                                     const char *path,
                                     guint *out_count,
                                     GError **error);

/** wf_hsds_from_entry: Returns: (transfer full): an HSDS 3.1 service for an @entry in the shape of
 * starter.json, the whole entry in it, so that wf_hsds_make_entry() gives it back */
JsonObject *wf_hsds_from_entry (JsonObject *entry);

G_END_DECLS
