/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a body of a feed: unpacks as a stream, cuts lines, holds each to the format. A body with
 * one bad line is refused whole, which is the caller's to do: nothing here is kept.
 *
 * Invariant: no more than WF_FEED_LINE_MAX bytes of a body are held, and no more than its
 * announced raw size is ever unpacked.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-body.h"

#include "wf-json-scan.h"
#include "wf-json.h"

#include <string.h>

#define BUFFER_BYTES    (64 * 1024)
#define MEMBERS_MAX     64
#define SERVICE_MEMBERS 256

typedef struct {
  GInputStream *stream; /* unpacked */
  guint64 rawsize;
  guint64 unpacked;
  char *buffer; /* WF_FEED_LINE_MAX + BUFFER_BYTES */
  gsize start;
  gsize filled;
  gboolean is_over;
  guint64 line;
} Reader;

static void
reader_clear (Reader *reader)
{
  g_clear_object (&reader->stream);
  g_clear_pointer (&reader->buffer, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
refuse (const Reader *reader, GError **error, WfFeedError code, const char *why)
{
  g_set_error (error, WF_FEED_ERROR, code, "line %" G_GUINT64_FORMAT ": %s", reader->line, why);
  return FALSE;
}

/* One more buffer of unpacked bytes. */
static gboolean
fill (Reader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  gssize got = g_input_stream_read (reader->stream, reader->buffer + reader->filled, BUFFER_BYTES,
                                    cancellable, &why);

  if (got < 0 && g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (got < 0)
    return refuse (reader, error, WF_FEED_ERROR_BODY, "the file does not unpack");
  reader->unpacked += (guint64) got;
  reader->filled += (gsize) got;
  reader->is_over = got == 0;
  if (reader->unpacked > reader->rawsize)
    return refuse (reader, error, WF_FEED_ERROR_BOMB, "the file unpacks to more than announced");
  return TRUE;
}

/* The next line without its end; *out_line is NULL at the end of the body. */
static gboolean
next_line (Reader *reader,
           const char **out_line,
           gsize *out_size,
           GCancellable *cancellable,
           GError **error)
{
  gsize looked = reader->start;

  for (;;)
    {
      char *end = memchr (reader->buffer + looked, '\n', reader->filled - looked);

      if (end != NULL)
        {
          *out_line = reader->buffer + reader->start;
          *out_size = (gsize) (end - *out_line);
          reader->start = (gsize) (end - reader->buffer) + 1;
          reader->line++;
          return TRUE;
        }
      if (reader->is_over)
        break;
      memmove (reader->buffer, reader->buffer + reader->start, reader->filled - reader->start);
      reader->filled -= reader->start;
      reader->start = 0;
      looked = reader->filled;
      if (reader->filled > WF_FEED_LINE_MAX)
        return refuse (reader, error, WF_FEED_ERROR_RECORD, "the line is too long");
      if (!fill (reader, cancellable, error))
        return FALSE;
    }
  if (reader->start < reader->filled)
    return refuse (reader, error, WF_FEED_ERROR_BODY, "the last line has no end");
  *out_line = NULL;
  return TRUE;
}

/* A member that is a whole number of at least 0; −1 when it is not. */
static gint64
take_number (const WfJsonSpan *spans, guint n, const char *name)
{
  const WfJsonSpan *span = wf_json_span_find (spans, n, name);
  char digits[24];
  guint64 value = 0;

  if (span == NULL || span->value_size == 0 || span->value_size >= sizeof digits)
    return -1;
  memcpy (digits, span->value, span->value_size);
  digits[span->value_size] = '\0';
  return g_ascii_string_to_unsigned (digits, 10, 0, WF_FEED_SEQ_MAX, &value, NULL) ? (gint64) value
                                                                                   : -1;
}

/* A member that is a string without escapes, shorter than @size. */
static gboolean
take_word (const WfJsonSpan *spans, guint n, const char *name, char *out_text, gsize size)
{
  const WfJsonSpan *span = wf_json_span_find (spans, n, name);

  if (span == NULL || span->value_size < 2 || span->value[0] != '"' ||
      span->value_size - 2 >= size || memchr (span->value, '\\', span->value_size) != NULL)
    return FALSE;
  memcpy (out_text, span->value + 1, span->value_size - 2);
  out_text[span->value_size - 2] = '\0';
  return TRUE;
}

static gboolean
scan (const Reader *reader,
      const char *line,
      gsize size,
      WfJsonSpan *out_spans,
      guint *out_n,
      GError **error)
{
  g_autoptr (GError) why = NULL;

  if (size <= WF_FEED_LINE_MAX &&
      wf_json_scan_object (line, size, WF_FEED_DEPTH, out_spans, MEMBERS_MAX, out_n, &why))
    return TRUE;
  return refuse (reader, error, WF_FEED_ERROR_RECORD,
                 why != NULL ? why->message : "the line is too long");
}

static gboolean
read_header (Reader *reader,
             const WfFeedFile *file,
             const char *feed,
             GCancellable *cancellable,
             GError **error)
{
  WfJsonSpan spans[MEMBERS_MAX];
  char name[129], kind[8];
  const char *line;
  gsize size;
  guint n;

  if (!next_line (reader, &line, &size, cancellable, error))
    return FALSE;
  if (line == NULL)
    return refuse (reader, error, WF_FEED_ERROR_BODY, "the file is empty");
  if (!scan (reader, line, size, spans, &n, error))
    return FALSE;
  if (take_number (spans, n, "wf") != 1 || !take_word (spans, n, "feed", name, sizeof name) ||
      !take_word (spans, n, "kind", kind, sizeof kind))
    return refuse (reader, error, WF_FEED_ERROR_BODY, "the header is not as it should be");
  if (strcmp (name, feed) != 0)
    return refuse (reader, error, WF_FEED_ERROR_OTHER_FEED, "the file is another catalogue's");
  if (strcmp (kind, file->from == 0 ? "full" : "delta") != 0 ||
      (file->from > 0 && take_number (spans, n, "from") != file->from) ||
      take_number (spans, n, "to") != file->to ||
      take_number (spans, n, "records") != (gint64) file->records)
    return refuse (reader, error, WF_FEED_ERROR_MIX, "the header contradicts the head");
  return TRUE;
}

gboolean
wf_feed_id_is_valid (const char *id)
{
  gsize size = strlen (id);

  return size >= 1 && size <= WF_FEED_ID_CHARS && id[0] != '-' &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

/* An entry must be an object that has an id and a name. */
static gboolean
is_service (const WfJsonSpan *service)
{
  g_autofree WfJsonSpan *spans = g_new (WfJsonSpan, SERVICE_MEMBERS);
  const WfJsonSpan *id, *name;
  guint n;

  if (service == NULL || !wf_json_scan_object (service->value, service->value_size, WF_FEED_DEPTH,
                                               spans, SERVICE_MEMBERS, &n, NULL))
    return FALSE;
  id = wf_json_span_find (spans, n, "id");
  name = wf_json_span_find (spans, n, "name");
  return id != NULL && id->value[0] == '"' && id->value_size > 2 && name != NULL &&
         name->value[0] == '"' && name->value_size > 2;
}

static gboolean
is_reason (const char *text)
{
  static const char *const reasons[] = { "closed", "duplicate", "moved", "withdrawn", NULL };

  return g_strv_contains (reasons, text);
}

static gboolean
read_record (Reader *reader,
             const WfJsonSpan *spans,
             guint n,
             const char *op,
             char *last_id,
             WfFeedRecordFunc func,
             gpointer user_data,
             GError **error)
{
  char id[WF_FEED_ID_CHARS + 1] = "", reason[16] = "", into[WF_FEED_ID_CHARS + 1] = "";
  const WfJsonSpan *service = wf_json_span_find (spans, n, "service");
  WfFeedRecord record = { .id = id, .line = reader->line };

  record.is_put = strcmp (op, "put") == 0;
  record.rev = take_number (spans, n, "rev");
  if (!take_word (spans, n, "id", id, sizeof id) || !wf_feed_id_is_valid (id) || record.rev < 1 ||
      (!record.is_put && strcmp (op, "del") != 0))
    return refuse (reader, error, WF_FEED_ERROR_RECORD, "the entry has no usable op, id or rev");
  if (strcmp (id, last_id) <= 0)
    return refuse (reader, error, WF_FEED_ERROR_RECORD, "the entries are not sorted, each once");
  if (record.is_put)
    {
      if (!is_service (service))
        return refuse (reader, error, WF_FEED_ERROR_RECORD, "the service is not as it should be");
      record.service = service->value;
      record.service_size = service->value_size;
    }
  else
    {
      if (!take_word (spans, n, "reason", reason, sizeof reason) || !is_reason (reason))
        return refuse (reader, error, WF_FEED_ERROR_RECORD, "a removal without a known reason");
      record.reason = reason;
      if (take_word (spans, n, "into", into, sizeof into) && wf_feed_id_is_valid (into))
        record.into = into;
    }
  memcpy (last_id, id, sizeof id);
  return func (&record, user_data, error);
}

/* The last line, and nothing behind it. */
static gboolean
read_trailer (Reader *reader,
              const WfJsonSpan *spans,
              guint n,
              guint64 records,
              GCancellable *cancellable,
              GError **error)
{
  const WfJsonSpan *end = wf_json_span_find (spans, n, "end");
  const char *line;
  gsize size;

  if (end == NULL || end->value_size != 4 || memcmp (end->value, "true", 4) != 0)
    return refuse (reader, error, WF_FEED_ERROR_RECORD, "this is neither an entry nor the end");
  if (take_number (spans, n, "records") != (gint64) records)
    return refuse (reader, error, WF_FEED_ERROR_BODY,
                   "the end counts other entries than there are");
  if (!next_line (reader, &line, &size, cancellable, error))
    return FALSE;
  if (line != NULL)
    return refuse (reader, error, WF_FEED_ERROR_BODY, "something stands behind the end");
  if (reader->unpacked != reader->rawsize)
    return refuse (reader, error, WF_FEED_ERROR_SIZE, "the file unpacks to less than announced");
  return TRUE;
}

static gboolean
read_records (Reader *reader,
              const WfFeedFile *file,
              WfFeedRecordFunc func,
              gpointer user_data,
              GCancellable *cancellable,
              GError **error)
{
  char last_id[WF_FEED_ID_CHARS + 1] = "";
  guint64 records = 0;

  for (;;)
    {
      WfJsonSpan spans[MEMBERS_MAX];
      const char *line;
      gsize size;
      guint n;
      char op[8];

      if (!next_line (reader, &line, &size, cancellable, error))
        return FALSE;
      if (line == NULL)
        return refuse (reader, error, WF_FEED_ERROR_BODY, "the end is missing");
      if (!scan (reader, line, size, spans, &n, error))
        return FALSE;
      if (!take_word (spans, n, "op", op, sizeof op))
        {
          if (records != file->records)
            return refuse (reader, error, WF_FEED_ERROR_BODY,
                           "there are other entries than announced");
          return read_trailer (reader, spans, n, records, cancellable, error);
        }
      if (++records > file->records)
        return refuse (reader, error, WF_FEED_ERROR_BODY, "there are more entries than announced");
      if (!read_record (reader, spans, n, op, last_id, func, user_data, error))
        return FALSE;
    }
}

gboolean
wf_feed_body_read (GInputStream *packed,
                   const WfFeedFile *file,
                   const char *feed,
                   WfFeedRecordFunc func,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GConverter) unpacker =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_auto (Reader) reader = { .rawsize = file->rawsize };

  reader.stream = g_converter_input_stream_new (packed, unpacker);
  reader.buffer = g_malloc (WF_FEED_LINE_MAX + BUFFER_BYTES + 1);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (reader.stream), FALSE);
  return read_header (&reader, file, feed, cancellable, error) &&
         read_records (&reader, file, func, user_data, cancellable, error);
}

gboolean
wf_feed_hash_file (const char *path, guint8 *out_sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);
  gsize size = 32;
  gssize got = stream != NULL ? 1 : -1;

  while (got > 0)
    {
      got = g_input_stream_read (G_INPUT_STREAM (stream), buffer, BUFFER_BYTES, cancellable, error);
      if (got > 0)
        g_checksum_update (checksum, buffer, got);
    }
  if (got < 0)
    return FALSE;
  g_checksum_get_digest (checksum, out_sha256, &size);
  return TRUE;
}
