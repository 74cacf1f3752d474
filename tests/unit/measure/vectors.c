/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the reference vectors. A missing or broken file ends the test.
 */
#include "vectors.h"

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

JsonArray *
vectors_get_banks (JsonParser *parser)
{
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                       "banks");
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
