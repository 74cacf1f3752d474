/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"
#include "wf-import-report.h"

G_BEGIN_DECLS

/**
 * WfImportFormat:
 * @WF_IMPORT_AUTO: found out from what is there
 * @WF_IMPORT_TABLES: HSDS 1.1, Ohana, HSDS 3, Open Referral UK, as tables in a folder
 * @WF_IMPORT_JSON: HSDS as JSON, lines of it, or a folder of either
 * @WF_IMPORT_SHEET: a spreadsheet of one's own, saved as CSV
 * @WF_IMPORT_STARTER: a list in the shape of starter.json
 */
typedef enum {
  WF_IMPORT_AUTO,
  WF_IMPORT_TABLES,
  WF_IMPORT_JSON,
  WF_IMPORT_SHEET,
  WF_IMPORT_STARTER,
} WfImportFormat;

/**
 * WfImportOptions:
 * @source: (nullable): what it replaces the next time; %NULL: made from the path's name
 * @title: (nullable): what people read; %NULL: the path's name
 * @region: (nullable): ISO 3166: where entries are that do not say it
 * @mapping: (nullable): of a sheet: heading → field; remembered. %NULL: as the last time a sheet
 *   with these headings was read, or guessed
 * @is_dry_run: report only; nothing is written
 * @may_shrink: a person agreed that what another file of this name gave goes
 *
 * Zero-fill, then set.
 */
typedef struct {
  WfImportFormat format;
  const char *source;
  const char *title;
  const char *region;
  JsonObject *mapping;
  gboolean is_dry_run;
  gboolean may_shrink;
} WfImportOptions;

/** wf_import_find_source: Returns: (transfer full): the id of the source @path becomes when none is
 * given: the one that was read from there, else one made from its name */
char *wf_import_find_source (WfCatalogueStore *store, const char *path);

/** wf_import_make_other_source: Returns: (transfer full): one that is not taken yet, for another
 * file of the same name */
char *wf_import_make_other_source (WfCatalogueStore *store, const char *path);

/** wf_import_find_format: blocks. Returns: what %WF_IMPORT_AUTO takes @path for; that again when it
 * is nothing that can be read: not there, or a workbook */
WfImportFormat wf_import_find_format (const char *path);

/**
 * wf_catalogue_import:
 * @path: a file or a folder
 * @out_report: (out) (optional): what was taken, repaired, refused; also when nothing could be
 *   taken
 * @out_totals: (out) (optional): what changed in the catalogue
 *
 * Blocks: a worker's thread. All of it or nothing: what was imported from the same source before is
 * replaced in one step.
 *
 * Returns: %FALSE with @error, and nothing changed, when the path cannot be read, is of another
 *   format, holds nothing that could be taken, or @cancellable fired; %WF_CATALOGUE_ERROR_SHRINKS
 *   when more than half of what another file of this name gave would go, and nobody agreed
 */
gboolean wf_catalogue_import (WfCatalogueStore *store,
                              const char *path,
                              const WfImportOptions *options,
                              GCancellable *cancellable,
                              WfImportReport **out_report,
                              WfBatchTotals *out_totals,
                              GError **error);

G_END_DECLS
