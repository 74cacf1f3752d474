/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as HSDS in JSON of which nothing is kept, and asks that every item was taken or
 * refused.
 */
#include "wf-hsds-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (WfImportReport) report = wf_import_report_new ();
  g_autoptr (WfImporter) importer = wf_importer_new (NULL, report, "x", NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_hsds_json_import (importer, bytes, "services.json", &error));
  g_assert_no_error (error);
  object = wf_import_report_to_json (report);
  for (guint i = 0; i < report->refused->len; i++)
    g_assert_cmpstr (((WfImportRefusal *) report->refused->pdata[i])->where, !=, "");
  return 0;
}
