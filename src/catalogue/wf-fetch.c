/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fetches over libsoup, blocking, in whatever thread calls: conditional, resumable, cancellable,
 * and never longer, slower or larger than allowed. The only file that includes libsoup.
 *
 * Invariant: no more than one buffer of an answer is held, whatever the server sends; what is
 * kept in memory by wf_fetch_get_sync() is bounded by the request's max_bytes.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-fetch.h"

#include "wf-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define BUFFER_BYTES (64 * 1024)

struct _WfFetch {
  SoupSession *session;
  WfFetchLimits limits;
};

/* One answer that is being read. */
typedef struct {
  const WfFetchLimits *limits;
  gint64 started_us;
  gint64 window_us; /* when the window of the rate began */
  guint64 window_bytes;
  guint64 received;
} Pace;

G_DEFINE_QUARK (wf-fetch-error-quark, wf_fetch_error)

WfFetch *
wf_fetch_new (const WfFetchLimits *limits)
{
  const WfFetchLimits standard = WF_FETCH_LIMITS_INIT;
  WfFetch *self = g_new0 (WfFetch, 1);

  self->limits = limits != NULL ? *limits : standard;
  self->session =
      soup_session_new_with_options ("user-agent", "Wayfinder/" WF_VERSION, "timeout",
                                     self->limits.stall_seconds, "max-conns-per-host", 2, NULL);
  return self;
}

void
wf_fetch_free (WfFetch *self)
{
  if (self == NULL)
    return;
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_free (self);
}

void
wf_fetch_reply_free (WfFetchReply *self)
{
  if (self == NULL)
    return;
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static gboolean
fail (GError **error, WfFetchError code, const char *why)
{
  g_set_error_literal (error, WF_FETCH_ERROR, code, why);
  return FALSE;
}

/* What libsoup and GIO say, in our few words. Cancelling stays what it is. */
static void
take_error (GError **error, GError *from)
{
  WfFetchError code = WF_FETCH_ERROR_OFFLINE;

  if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_CANCELLED) || from->domain == WF_FETCH_ERROR)
    {
      g_propagate_error (error, from);
      return;
    }
  if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = WF_FETCH_ERROR_TIMEOUT;
  else if (from->domain == G_TLS_ERROR)
    code = WF_FETCH_ERROR_SECURE;
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
           g_error_matches (from, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
           from->domain == SOUP_SESSION_ERROR)
    code = WF_FETCH_ERROR_TRUNCATED;
  g_set_error (error, WF_FETCH_ERROR, code, "%s", from->message);
  g_error_free (from);
}

static void
set_headers (SoupMessage *message, const WfFetchRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (request->accept != NULL)
    soup_message_headers_replace (headers, "Accept", request->accept);
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  if (request->last_modified != NULL)
    soup_message_headers_replace (headers, "If-Modified-Since", request->last_modified);
  if (request->is_raw)
    {
      /* Hash, size and range mean the bytes as stored, whatever encoding the server names. */
      soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
      soup_message_headers_replace (headers, "Accept-Encoding", "identity");
    }
  if (request->offset > 0)
    {
      soup_message_headers_set_range (headers, (goffset) request->offset, -1);
      if (request->if_range != NULL)
        soup_message_headers_replace (headers, "If-Range", request->if_range);
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
}

static GUri *
parse_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  gboolean is_web =
      scheme != NULL && (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0);

  if (!is_web || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      fail (error, WF_FETCH_ERROR_ADDRESS, "this is no http or https address");
      return NULL;
    }
  return g_steal_pointer (&uri);
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where @message sends us, or NULL when we do not go there. */
static GUri *
follow (SoupMessage *message, GError **error)
{
  GUri *from = soup_message_get_uri (message);
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *base = g_uri_to_string (from);
  g_autofree char *target =
      location != NULL ? g_uri_resolve_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autoptr (GUri) uri = target != NULL ? parse_url (target, NULL) : NULL;

  if (uri == NULL || (strcmp (g_uri_get_scheme (from), "https") == 0 &&
                      strcmp (g_uri_get_scheme (uri), "https") != 0))
    {
      fail (error, WF_FETCH_ERROR_REDIRECT, "the server sends us where we do not go");
      return NULL;
    }
  return g_steal_pointer (&uri);
}

/* Sends, following redirects. */
static GInputStream *
send (WfFetch *self,
      const WfFetchRequest *request,
      SoupMessage **out_message,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GUri) uri = parse_url (request->url, error);

  for (guint turn = 0; uri != NULL && turn <= self->limits.redirects; turn++)
    {
      g_autoptr (SoupMessage) message = soup_message_new_from_uri ("GET", uri);
      GError *why = NULL;

      set_headers (message, request);

      g_autoptr (GInputStream) stream =
          soup_session_send (self->session, message, cancellable, &why);

      if (stream == NULL)
        {
          take_error (error, why);
          return NULL;
        }
      if (!is_redirect (soup_message_get_status (message)))
        {
          *out_message = g_steal_pointer (&message);
          return g_steal_pointer (&stream);
        }
      g_input_stream_close (stream, NULL, NULL);
      g_clear_pointer (&uri, g_uri_unref);
      uri = follow (message, error);
    }
  if (uri != NULL)
    fail (error, WF_FETCH_ERROR_REDIRECT, "the server sends us on and on");
  return NULL;
}

static WfFetchReply *
read_headers (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *retry = soup_message_headers_get_one (headers, "Retry-After");
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  WfFetchReply *reply = g_new0 (WfFetchReply, 1);
  guint64 seconds = 0;

  reply->status = soup_message_get_status (message);
  reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  reply->content_type = g_strdup (type);
  if (retry != NULL && g_ascii_string_to_unsigned (retry, 10, 0, 24 * 3600, &seconds, NULL))
    reply->retry_after_s = (guint) seconds;
  return reply;
}

static gboolean
keep_pace (Pace *pace, gsize size, GError **error)
{
  const WfFetchLimits *limits = pace->limits;
  gint64 now = g_get_monotonic_time ();
  gint64 window = (gint64) limits->floor_seconds * G_USEC_PER_SEC;

  pace->received += size;
  pace->window_bytes += size;
  if (now - pace->started_us > (gint64) limits->total_seconds * G_USEC_PER_SEC)
    return fail (error, WF_FETCH_ERROR_SLOW, "it takes too long");
  if (now - pace->window_us < window)
    return TRUE;
  if (pace->window_bytes < (guint64) limits->floor_bytes * limits->floor_seconds)
    return fail (error, WF_FETCH_ERROR_SLOW, "the server answers too slowly");
  pace->window_us = now;
  pace->window_bytes = 0;
  return TRUE;
}

/* The length the server announces, 0 when it does not. */
static guint64
get_length (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return 0;
  return (guint64) MAX (soup_message_headers_get_content_length (headers), 0);
}

static gboolean
pump (GInputStream *stream,
      const WfFetchRequest *request,
      guint64 total,
      Pace *pace,
      WfFetchSink sink,
      gpointer sink_data,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);

  for (;;)
    {
      GError *why = NULL;
      gssize got = g_input_stream_read (stream, buffer, BUFFER_BYTES, cancellable, &why);

      if (got < 0)
        {
          take_error (error, why);
          return FALSE;
        }
      if (got == 0)
        break;
      if (!keep_pace (pace, (gsize) got, error))
        return FALSE;
      if (pace->received > request->max_bytes)
        return fail (error, WF_FETCH_ERROR_TOO_LARGE, "the answer is longer than allowed");
      if (!sink (buffer, (gsize) got, sink_data, error))
        return FALSE;
      if (request->progress != NULL)
        request->progress (request->offset + pace->received,
                           total > 0 ? request->offset + total : 0, request->progress_data);
    }
  if (total > 0 && request->is_raw && pace->received < total)
    return fail (error, WF_FETCH_ERROR_TRUNCATED, "the answer ended too early");
  return TRUE;
}

/* A 206 must begin where we asked it to. */
static gboolean
check_range (SoupMessage *message, const WfFetchRequest *request, GError **error)
{
  goffset start = -1, end = -1, total = -1;

  if (soup_message_get_status (message) != 206)
    return TRUE;
  if (request->offset > 0 &&
      soup_message_headers_get_content_range (soup_message_get_response_headers (message), &start,
                                              &end, &total) &&
      start == (goffset) request->offset)
    return TRUE;
  return fail (error, WF_FETCH_ERROR_STATUS, "the server sent another part than asked for");
}

/* As wf_fetch_stream_sync(); @on_reply may refuse the answer before its body is read. */
static WfFetchReply *
run (WfFetch *self,
     const WfFetchRequest *request,
     WfFetchSink sink,
     gboolean (*on_reply) (const WfFetchReply *reply, gpointer user_data, GError **error),
     gpointer user_data,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  Pace pace = { &self->limits, g_get_monotonic_time (), g_get_monotonic_time () };
  g_autoptr (GInputStream) stream = send (self, request, &message, cancellable, error);

  if (stream == NULL || !check_range (message, request, error))
    return NULL;

  g_autoptr (WfFetchReply) reply = read_headers (message);
  gboolean has_body = reply->status == 200 || reply->status == 206;
  guint64 length = request->is_raw ? get_length (message) : 0;
  gboolean ok = on_reply == NULL || on_reply (reply, user_data, error);

  if (ok && has_body && length > request->max_bytes)
    ok = fail (error, WF_FETCH_ERROR_TOO_LARGE, "the answer is longer than allowed");
  if (ok && has_body)
    ok = pump (stream, request, length, &pace, sink, user_data, cancellable, error);
  g_input_stream_close (stream, NULL, NULL);
  reply->received = pace.received;
  return ok ? g_steal_pointer (&reply) : NULL;
}

WfFetchReply *
wf_fetch_stream_sync (WfFetch *self,
                      const WfFetchRequest *request,
                      WfFetchSink sink,
                      gpointer sink_data,
                      GCancellable *cancellable,
                      GError **error)
{
  return run (self, request, sink, NULL, sink_data, cancellable, error);
}

static gboolean
append_bytes (gconstpointer bytes, gsize size, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) size);
  return TRUE;
}

WfFetchReply *
wf_fetch_get_sync (WfFetch *self,
                   const WfFetchRequest *request,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (request->max_bytes <= G_MAXINT32, NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WfFetchReply *reply = run (self, request, append_bytes, NULL, bytes, cancellable, error);

  if (reply != NULL && reply->status == 200)
    reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return reply;
}

/* A file that is being filled. */
typedef struct {
  const char *path;
  char *etag_path;
  int descriptor;
  guint64 offset;
  guint64 size;
} Part;

static void
part_clear (Part *part)
{
  if (part->descriptor >= 0)
    g_close (part->descriptor, NULL);
  g_clear_pointer (&part->etag_path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static gboolean
fail_on_disk (GError **error)
{
  int why = errno;

  g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_DISK, "it could not be written: %s",
               g_strerror (why));
  return FALSE;
}

/* Begins where the answer begins: behind what there is, or anew. */
static gboolean
begin_part (const WfFetchReply *reply, gpointer user_data, GError **error)
{
  Part *part = user_data;

  if (reply->status == 416)
    return TRUE;
  if (reply->status != 200 && reply->status != 206)
    {
      g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS, "the server answered %u",
                   reply->status);
      return FALSE;
    }
  if (reply->status == 200)
    part->offset = 0;
  if (ftruncate (part->descriptor, (off_t) part->offset) != 0 ||
      lseek (part->descriptor, (off_t) part->offset, SEEK_SET) < 0)
    return fail_on_disk (error);
  /* Without a strong ETag there is nothing to go on with later. */
  if (reply->etag != NULL && !g_str_has_prefix (reply->etag, "W/"))
    return g_file_set_contents_full (part->etag_path, reply->etag, -1, G_FILE_SET_CONTENTS_NONE,
                                     0600, NULL) ||
           fail_on_disk (error);
  g_unlink (part->etag_path);
  return TRUE;
}

static gboolean
write_part (gconstpointer bytes, gsize size, gpointer user_data, GError **error)
{
  Part *part = user_data;
  const guint8 *at = bytes;

  if (part->offset + size > part->size)
    return fail (error, WF_FETCH_ERROR_TOO_LARGE, "the file is longer than announced");
  while (size > 0)
    {
      gssize put = write (part->descriptor, at, size);

      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return fail_on_disk (error);
      at += put;
      size -= (gsize) put;
      part->offset += (guint64) put;
    }
  return TRUE;
}

static gboolean
open_part (Part *part, GError **error)
{
  struct stat info;

  part->descriptor = g_open (part->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (part->descriptor < 0 || fstat (part->descriptor, &info) != 0)
    return fail_on_disk (error);
  part->offset = (guint64) info.st_size <= part->size ? (guint64) info.st_size : 0;
  return TRUE;
}

WfFetchReply *
wf_fetch_file_sync (WfFetch *self,
                    const WfFetchRequest *request,
                    const char *path,
                    guint64 size,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Part) part = { path, g_strconcat (path, ".etag", NULL), -1, 0, size };
  g_autofree char *etag = NULL;
  WfFetchRequest now = *request;

  if (!open_part (&part, error))
    return NULL;
  if (part.offset == size)
    return g_new0 (WfFetchReply, 1);
  if (!g_file_get_contents (part.etag_path, &etag, NULL, NULL))
    part.offset = 0;
  now.is_raw = TRUE;
  now.max_bytes = size;
  for (guint turn = 0; turn < 2; turn++)
    {
      now.offset = part.offset;
      now.if_range = part.offset > 0 ? etag : NULL;

      g_autoptr (WfFetchReply) reply =
          run (self, &now, write_part, begin_part, &part, cancellable, error);

      if (reply == NULL)
        return NULL;
      if (reply->status != 416)
        {
          if (part.offset != size)
            {
              fail (error, WF_FETCH_ERROR_TOO_LARGE, "the file is shorter than announced");
              return NULL;
            }
          g_unlink (part.etag_path);
          return g_steal_pointer (&reply);
        }
      part.offset = 0;
    }
  fail (error, WF_FETCH_ERROR_STATUS, "the server does not give this part");
  return NULL;
}

guint
wf_fetch_get_back_off (guint attempt, guint base_s, guint max_s, double spread)
{
  guint64 whole = base_s;

  for (guint i = 1; i < attempt && whole < max_s; i++)
    whole *= 2;
  whole = MIN (whole, max_s);
  return (guint) (whole / 2 + (guint64) ((double) (whole - whole / 2) * CLAMP (spread, 0, 1)));
}

gboolean
wf_fetch_wait_sync (guint seconds, GCancellable *cancellable, GError **error)
{
  GPollFD descriptor;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &descriptor))
    {
      g_usleep ((gulong) seconds * G_USEC_PER_SEC);
      return TRUE;
    }
  g_poll (&descriptor, 1, (int) MIN (seconds, 24 * 3600) * 1000);
  g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
wf_fetch_is_transient (const GError *error)
{
  return g_error_matches (error, WF_FETCH_ERROR, WF_FETCH_ERROR_OFFLINE) ||
         g_error_matches (error, WF_FETCH_ERROR, WF_FETCH_ERROR_TIMEOUT) ||
         g_error_matches (error, WF_FETCH_ERROR, WF_FETCH_ERROR_SLOW) ||
         g_error_matches (error, WF_FETCH_ERROR, WF_FETCH_ERROR_TRUNCATED);
}
