/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the reference vectors. A missing or broken file ends the test.
 */
#include "vectors.h"

#include "wf-csv.h"

JsonParser *
vectors_load (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "tests", "fixtures", "cat", name, NULL);
  JsonParser *parser = json_parser_new_immutable ();

  json_parser_load_from_mapped_file (parser, path, &error);
  g_assert_no_error (error);
  return parser;
}

JsonObject *
vectors_get_root (JsonParser *parser)
{
  return json_node_get_object (json_parser_get_root (parser));
}

JsonArray *
vectors_get_banks (JsonParser *parser)
{
  return json_object_get_array_member (vectors_get_root (parser), "banks");
}

GArray *
vectors_read_items (JsonObject *bank)
{
  JsonArray *rows = json_object_get_array_member (bank, "items");
  GArray *items = g_array_new (FALSE, FALSE, sizeof (WfIrtItem));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      double thresholds[WF_IRT_MAX_THRESHOLDS];
      guint n = json_array_get_length (row) - 1;
      WfIrtItem item;

      for (guint k = 0; k < n; k++)
        thresholds[k] = json_array_get_double_element (row, k + 1);
      g_assert_true (
          wf_irt_item_init (&item, json_array_get_double_element (row, 0), thresholds, n));
      g_array_append_val (items, item);
    }
  return items;
}

WfResponses *
vectors_load_responses (const char *name, guint8 **out_focal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "tests", "fixtures", "cat", name, NULL);
  g_autofree char *text = NULL;
  gsize size;
  guint n_rows = 0;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < size; i++)
    n_rows += text[i] == '\n';

  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (WfCsvReader) reader = wf_csv_reader_new (bytes);
  const char *const *cells = wf_csv_reader_next (reader, &error);
  guint has_group = g_str_equal (cells[0], "group");
  WfResponses *responses =
      wf_responses_new (n_rows - 1, wf_csv_reader_get_n_cells (reader) - has_group);
  guint8 *focal = g_new0 (guint8, n_rows);

  for (guint row = 0; (cells = wf_csv_reader_next (reader, &error)) != NULL; row++)
    {
      focal[row] = has_group && cells[0][0] == '1';
      for (guint i = 0; i < responses->n_items; i++)
        wf_responses_set (responses, row, i, atoi (cells[i + has_group]));
    }
  g_assert_no_error (error);
  if (out_focal != NULL)
    *out_focal = focal;
  else
    g_free (focal);
  return responses;
}
