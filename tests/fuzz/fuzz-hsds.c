/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as HSDS in JSON, and asks that every item was taken or refused, and that what
 * would be kept of those that were taken can be read again.
 */
#include "wf-hsds-json.h"
#include "wf-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_kept (GHashTable *services)
{
  GHashTableIter iter;
  gpointer service;

  g_hash_table_iter_init (&iter, services);
  while (g_hash_table_iter_next (&iter, NULL, &service))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = wf_catalogue_batch_write (service, &error);
      g_autoptr (JsonObject) again = NULL;

      g_assert_no_error (error);
      again = wf_json_parse_object (text, -1, &error);
      g_assert_no_error (error);
    }
}

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
  check_kept (importer->services);
  object = wf_import_report_to_json (report);
  for (guint i = 0; i < report->refused->len; i++)
    g_assert_cmpstr (((WfImportRefusal *) report->refused->pdata[i])->where, !=, "");
  return 0;
}
