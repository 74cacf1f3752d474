/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as a body of a feed: packed as they are, and as lines that are packed first, so
 * that the search need not learn gzip. Every record that is given holds to the format.
 */
#include "wf-feed-body.h"
#include "wf-json-scan.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct {
  char last[WF_FEED_ID_CHARS + 1];
  guint64 records;
} Seen;

static gboolean
take (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  WfJsonSpan spans[256];
  Seen *seen = user_data;
  guint n;

  g_assert_true (wf_feed_id_is_valid (record->id));
  g_assert_cmpstr (record->id, >, seen->last);
  g_assert_cmpint (record->rev, >, 0);
  g_assert_cmpint (record->is_put, ==, record->service != NULL);
  if (record->is_put)
    g_assert_true (wf_json_scan_object (record->service, record->service_size, WF_FEED_DEPTH, spans,
                                        G_N_ELEMENTS (spans), &n, NULL));
  else
    g_assert_nonnull (record->reason);
  g_strlcpy (seen->last, record->id, sizeof seen->last);
  seen->records++;
  return TRUE;
}

static void
read_body (GInputStream *packed, guint64 rawsize, guint64 records, gint64 from)
{
  const WfFeedFile file = { .from = from, .to = 2, .rawsize = rawsize, .records = records };
  g_autoptr (GError) error = NULL;
  Seen seen = { "", 0 };

  if (wf_feed_body_read (packed, &file, "f", take, &seen, NULL, &error))
    g_assert_cmpuint (seen.records, ==, records);
  else
    g_assert_true (error->domain == WF_FEED_ERROR);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, packer);
  g_autoptr (GInputStream) as_is = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);

  read_body (packed, size, size > 0 ? data[size / 2] % 4 : 0, size % 2);
  read_body (as_is, 4096, 1, 1);
  return 0;
}
