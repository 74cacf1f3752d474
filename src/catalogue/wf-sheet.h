/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-importer.h"

G_BEGIN_DECLS

/* A spreadsheet of one's own, or places of another shape: columns mapped to what a service has. */

/** wf_sheet_list_fields: Returns: (array zero-terminated=1): what a column can be mapped to */
const char *const *wf_sheet_list_fields (void);

/** wf_sheet_guess: Returns: (nullable): the field that a column of this heading most likely holds,
 * in English or French; %NULL: kept under its own name */
const char *wf_sheet_guess (const char *heading);

/**
 * wf_sheet_make_service:
 * @row: heading → what stands in the cell
 * @mapping: (nullable): heading → field, "" for none; what is not in it is guessed
 *
 * Returns: (transfer full) (nullable): an HSDS service with all of @row in it; %NULL when it has no
 *   name
 */
JsonObject *wf_sheet_make_service (WfImporter *importer, JsonObject *row, JsonObject *mapping);

/** wf_sheet_is_row: Returns: whether @object is a row rather than an HSDS service: its town, phone
 * or the like stand in it as they would in a cell */
gboolean wf_sheet_is_row (JsonObject *object);

/** wf_sheet_is_list: Returns: whether @node is a list that HSDS has in a service under that name */
gboolean wf_sheet_is_list (const char *name, JsonNode *node);

/**
 * wf_sheet_import:
 * @bytes: (transfer none): the file
 * @headings: (nullable): of wf_sheet_find_headings(); %NULL: found by themselves
 * @mapping: (nullable): as above
 *
 * Reads the sheet row by row, from below its headings (wf_sheet_reader_new_below()). One that is
 * called like an entry of another source is taken all the same and counted as "looks-like-another".
 */
gboolean wf_sheet_import (WfImporter *importer,
                          GBytes *bytes,
                          const char *name,
                          const char *const *headings,
                          JsonObject *mapping,
                          GError **error);

/**
 * wf_sheet_find_headings:
 * @mapping: (nullable): the headings are those it speaks of, if they are in one row
 * @local: (nullable): without @mapping, they are those whose mapping was remembered
 *
 * Returns: (transfer full) (nullable): the headings as they stand; %NULL: there are none
 */
GStrv wf_sheet_find_headings (GBytes *bytes, JsonObject *mapping, WfLocal *local);

/** wf_sheet_make_digest: Returns: (transfer full): by which a mapping of @headings is remembered */
char *wf_sheet_make_digest (const char *const *headings);

G_END_DECLS
