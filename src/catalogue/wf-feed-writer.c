/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a body of a feed: packs as a stream into a nameless file, which is named after its own
 * hash when it is whole. The same entries give the same bytes.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-body.h"

#include "wf-hex.h"

#include <glib/gstdio.h>
#include <string.h>

struct _WfFeedWriter {
  WfFeedFile *file;
  char *folder;
  char *path; /* while it is written */
  GOutputStream *packed;
  guint64 added;
};

static gboolean
write_line (WfFeedWriter *self, const char *line, GError **error)
{
  gsize size = strlen (line);

  self->file->rawsize += size;
  return g_output_stream_write_all (self->packed, line, size, NULL, NULL, error);
}

static gboolean
write_header (WfFeedWriter *self, const char *feed, GError **error)
{
  g_autofree char *from = self->file->from > 0
                              ? g_strdup_printf ("\"from\":%" G_GINT64_FORMAT ",", self->file->from)
                              : g_strdup ("");
  g_autofree char *line = g_strdup_printf (
      "{\"wf\":1,\"feed\":\"%s\",\"kind\":\"%s\",%s\"to\":%" G_GINT64_FORMAT
      ",\"records\":%" G_GUINT64_FORMAT "}\n",
      feed, self->file->from > 0 ? "delta" : "full", from, self->file->to, self->file->records);

  return write_line (self, line, error);
}

WfFeedWriter *
wf_feed_writer_new (
    const char *folder, const char *feed, gint64 from, gint64 to, guint64 records, GError **error)
{
  g_autoptr (WfFeedWriter) self = g_new0 (WfFeedWriter, 1);
  g_autofree char *name =
      g_strdup_printf (".part-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, from, to);
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));

  self->file = g_new0 (WfFeedFile, 1);
  self->file->from = from;
  self->file->to = to;
  self->file->records = records;
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, name, NULL);

  g_autoptr (GFile) target = g_file_new_for_path (self->path);
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);

  if (stream == NULL)
    return NULL;
  self->packed = g_converter_output_stream_new (G_OUTPUT_STREAM (stream), packer);
  if (!write_header (self, feed, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wf_feed_writer_free (WfFeedWriter *self)
{
  if (self == NULL)
    return;
  if (self->packed != NULL)
    g_output_stream_close (self->packed, NULL, NULL);
  g_clear_object (&self->packed);
  if (self->path != NULL)
    g_unlink (self->path);
  wf_feed_file_free (self->file);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

gboolean
wf_feed_writer_put (
    WfFeedWriter *self, const char *id, gint64 rev, const char *service, GError **error)
{
  g_autofree char *line = g_strdup_printf ("{\"op\":\"put\",\"id\":\"%s\",\"rev\":%" G_GINT64_FORMAT
                                           ",\"service\":%s}\n",
                                           id, rev, service);

  self->added++;
  if (strlen (line) > WF_FEED_LINE_MAX)
    {
      g_set_error (error, WF_FEED_ERROR, WF_FEED_ERROR_RECORD, "the entry %s is too long", id);
      return FALSE;
    }
  return write_line (self, line, error);
}

gboolean
wf_feed_writer_remove (WfFeedWriter *self,
                       const char *id,
                       gint64 rev,
                       const char *reason,
                       const char *into,
                       GError **error)
{
  g_autofree char *also = into != NULL ? g_strdup_printf (",\"into\":\"%s\"", into) : g_strdup ("");
  g_autofree char *line = g_strdup_printf ("{\"op\":\"del\",\"id\":\"%s\",\"rev\":%" G_GINT64_FORMAT
                                           ",\"reason\":\"%s\"%s}\n",
                                           id, rev, reason, also);

  self->added++;
  return write_line (self, line, error);
}

WfFeedFile *
wf_feed_writer_finish (WfFeedWriter *self, GError **error)
{
  g_return_val_if_fail (self->added == self->file->records, NULL);

  g_autofree char *line =
      g_strdup_printf ("{\"end\":true,\"records\":%" G_GUINT64_FORMAT "}\n", self->added);
  g_autofree char *numbers = NULL;
  GStatBuf info;

  if (!write_line (self, line, error) || !g_output_stream_close (self->packed, NULL, error) ||
      !wf_feed_hash_file (self->path, self->file->sha256, NULL, error))
    return NULL;
  g_clear_object (&self->packed);
  if (g_stat (self->path, &info) != 0)
    info.st_size = 0;
  self->file->size = (guint64) info.st_size;
  numbers = self->file->from > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                                    self->file->from, self->file->to)
                                 : g_strdup_printf ("%" G_GINT64_FORMAT, self->file->to);

  g_autofree char *hash = wf_hex_encode (self->file->sha256, 4);
  g_autofree char *name = g_strdup_printf ("%s-%s.ndjson.gz", numbers, hash);
  g_autofree char *target = g_build_filename (self->folder, name, NULL);
  g_autofree char *base = g_path_get_basename (self->folder);

  if (g_rename (self->path, target) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s could not be written", target);
      return NULL;
    }
  g_clear_pointer (&self->path, g_free);
  self->file->path = g_strconcat (base, "/", name, NULL);
  return g_steal_pointer (&self->file);
}
