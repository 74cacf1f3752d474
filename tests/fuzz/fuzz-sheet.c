/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as a table people made, then as a sheet of entries that nothing is kept of.
 */
#include "wf-sheet-reader.h"
#include "wf-sheet.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_autoptr (WfSheetReader) reader = wf_sheet_reader_new (bytes, "sheet.csv", report);
  g_autoptr (WfImporter) importer = wf_importer_new (NULL, report, "x", NULL);
  g_autoptr (GError) error = NULL;
  const char *const *headings = reader != NULL ? wf_sheet_reader_get_headings (reader) : NULL;
  const char *const *cells;
  guint line = 0;

  while (reader != NULL && (cells = wf_sheet_reader_next (reader)) != NULL)
    {
      for (guint i = 0; headings[i] != NULL; i++)
        g_assert_true (g_utf8_validate (cells[i], -1, NULL));
      g_assert_cmpuint (wf_sheet_reader_get_line (reader), >, line);
      line = wf_sheet_reader_get_line (reader);
    }
  g_assert_true (wf_sheet_import (importer, bytes, "sheet.csv", NULL, NULL, &error));
  g_assert_no_error (error);
  return 0;
}
