/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfCsvError:
 * @WF_CSV_ERROR_QUOTE: a quotation mark stands inside a cell that is not quoted, or
 *   text follows a closing one; save the file again as comma-separated UTF-8
 * @WF_CSV_ERROR_UNFINISHED: a quoted cell never ends; the file is cut off
 * @WF_CSV_ERROR_ENCODING: not UTF-8, or a zero byte; save the file again as UTF-8
 * @WF_CSV_ERROR_RAGGED: a row has more or fewer cells than the first one
 *
 * Every message begins with "line N: ", the line the trouble stands on (for
 * %WF_CSV_ERROR_UNFINISHED and %WF_CSV_ERROR_RAGGED the line the row begins on).
 */
typedef enum {
  WF_CSV_ERROR_QUOTE,
  WF_CSV_ERROR_UNFINISHED,
  WF_CSV_ERROR_ENCODING,
  WF_CSV_ERROR_RAGGED,
} WfCsvError;

#define WF_CSV_ERROR (wf_csv_error_quark ())
GQuark wf_csv_error_quark (void);

/**
 * WfCsvReader:
 *
 * Reads comma-separated values as RFC 4180 has them, a row at a time: quoted cells may
 * hold commas, line ends and doubled quotation marks; blanks belong to a cell. Beyond
 * the RFC: a byte order mark is skipped, lines may end in CRLF, LF or CR, and an empty
 * line is skipped unless rows have one cell. The first row fixes how many cells a row
 * has. One thread at a time.
 */
typedef struct _WfCsvReader WfCsvReader;

/** wf_csv_reader_new: @bytes: (transfer none): the whole file; a reference is kept */
WfCsvReader *wf_csv_reader_new (GBytes *bytes);

/** wf_csv_reader_free: @self: (nullable) */
void wf_csv_reader_free (WfCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCsvReader, wf_csv_reader_free)

/**
 * wf_csv_reader_next:
 *
 * Returns: (transfer none) (nullable): the cells of the next row, UTF-8, ended by
 *   %NULL and good until the next call; %NULL at the end without @error, or with
 *   @error (#WfCsvError), after which the reader stays at its end
 */
const char *const *wf_csv_reader_next (WfCsvReader *self, GError **error);

/** wf_csv_reader_get_line: Returns: the line the row last returned begins on, from 1; 0 before */
guint wf_csv_reader_get_line (const WfCsvReader *self);

/** wf_csv_reader_get_n_cells: Returns: how many cells every row has; 0 before the first */
guint wf_csv_reader_get_n_cells (const WfCsvReader *self);

/**
 * wf_csv_append_row:
 * @cells: ended by %NULL
 *
 * Appends one row, ended by CRLF, with quotation marks where they are needed; what
 * wf_csv_reader_next() then reads is the same.
 */
void wf_csv_append_row (GString *text, const char *const *cells);

G_END_DECLS
