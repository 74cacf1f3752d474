/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import-report.h"

G_BEGIN_DECLS

/**
 * WfSheetReader:
 *
 * Reads the tables people really have: separated by comma, semicolon, tab or bar, in any encoding,
 * with rows that are too short, and goes on behind a row it cannot read, which it reports with its
 * line. Where rows must be right or refused as a whole, use wf_csv_reader_new() instead. One thread
 * at a time.
 */
typedef struct _WfSheetReader WfSheetReader;

/**
 * wf_sheet_reader_new:
 * @bytes: (transfer none): the whole file, mapped rather than read
 * @name: of the file, for the report
 * @report: (nullable): counts repairs and takes refusals; must outlive the reader
 *
 * The first row that is not empty holds the headings.
 *
 * Returns: (transfer full) (nullable): %NULL when there are no headings
 */
WfSheetReader *wf_sheet_reader_new (GBytes *bytes, const char *name, WfImportReport *report);

/**
 * WfSheetSearch:
 * @is_heading: Returns: whether a column is usually called so
 * @is_mapped: (nullable): Returns: whether a person said what columns of these headings mean
 * @user_data: for @is_mapped
 *
 * How headings are known that do not stand in the first row.
 */
typedef struct {
  gboolean (*is_heading) (const char *heading);
  gboolean (*is_mapped) (const char *const *headings, gpointer user_data);
  gpointer user_data;
} WfSheetSearch;

/**
 * wf_sheet_reader_new_below:
 * @search: (nullable): for this call; %NULL as wf_sheet_reader_new()
 *
 * For tables with a title, a date or the like above their headings. These are the first of
 * %WF_SHEET_ABOVE_MAX rows of which @is_heading knows two cells and that is the first of all, or is
 * followed by rows of as many cells and either fills more cells than each row above that is, or has
 * no other cells while @is_heading knows none above: so a row of data with such words in it does
 * not take the place of the headings. When there is none, the first row holds them. When @is_mapped
 * does not know that row but another one, it is the first of those. The rows above are refused,
 * each with its line.
 */
WfSheetReader *wf_sheet_reader_new_below (GBytes *bytes,
                                          const char *name,
                                          WfImportReport *report,
                                          const WfSheetSearch *search);
#define WF_SHEET_ABOVE_MAX 20

void wf_sheet_reader_free (WfSheetReader *self);

/** wf_sheet_reader_get_headings: Returns: (transfer none) (array zero-terminated=1): without
 * blanks at their ends, IN CAPITALS as in small letters, each once */
const char *const *wf_sheet_reader_get_headings (const WfSheetReader *self);

/** wf_sheet_reader_next: Returns: (transfer none) (nullable): as many cells as there are headings,
 * UTF-8, good until the next call; %NULL at the end */
const char *const *wf_sheet_reader_next (WfSheetReader *self);

/** wf_sheet_reader_get_line: Returns: where the row last returned begins, from 1 */
guint wf_sheet_reader_get_line (const WfSheetReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSheetReader, wf_sheet_reader_free)

G_END_DECLS
