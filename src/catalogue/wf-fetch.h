/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfFetch:
 *
 * What is fetched from the web for the catalogue: libsoup with limits. Calls block, so they are
 * made in a worker's thread, never in the main one; one thread at a time. It sends no cookies, no
 * language, nothing about anybody: an address, "Wayfinder" and its version. Proxies are the
 * desktop's or the environment's. http and https only; a redirect never goes from https to http.
 */
typedef struct _WfFetch WfFetch;

/**
 * WfFetchError:
 * @WF_FETCH_ERROR_ADDRESS: no http or https address; look at what was typed
 * @WF_FETCH_ERROR_OFFLINE: nothing answers there: no network, no such name, or the server is off;
 *   try again later
 * @WF_FETCH_ERROR_SECURE: the server's certificate does not hold; do not go on, ask the publisher
 * @WF_FETCH_ERROR_TIMEOUT: it stopped answering; try again
 * @WF_FETCH_ERROR_SLOW: it answers so slowly that it would never end; try another network
 * @WF_FETCH_ERROR_TRUNCATED: the connection ended too early; try again, what came is kept
 * @WF_FETCH_ERROR_TOO_LARGE: more came than is allowed, or a whole file of another length than
 *   announced; ask the publisher
 * @WF_FETCH_ERROR_REDIRECT: too many redirects, or one to where we do not go
 * @WF_FETCH_ERROR_STATUS: the server answered with another status than asked for
 * @WF_FETCH_ERROR_DISK: it could not be written; make room on the disk
 *
 * Cancelling gives %G_IO_ERROR_CANCELLED.
 */
typedef enum {
  WF_FETCH_ERROR_ADDRESS,
  WF_FETCH_ERROR_OFFLINE,
  WF_FETCH_ERROR_SECURE,
  WF_FETCH_ERROR_TIMEOUT,
  WF_FETCH_ERROR_SLOW,
  WF_FETCH_ERROR_TRUNCATED,
  WF_FETCH_ERROR_TOO_LARGE,
  WF_FETCH_ERROR_REDIRECT,
  WF_FETCH_ERROR_STATUS,
  WF_FETCH_ERROR_DISK,
} WfFetchError;

#define WF_FETCH_ERROR (wf_fetch_error_quark ())
GQuark wf_fetch_error_quark (void);

/**
 * WfFetchLimits:
 * @stall_seconds: so long without a byte: %WF_FETCH_ERROR_TIMEOUT
 * @total_seconds: one answer may take so long in all
 * @floor_bytes: fewer bytes a second over @floor_seconds: %WF_FETCH_ERROR_SLOW
 * @floor_seconds: the window @floor_bytes is measured over
 * @redirects: at most so many, one after the other
 */
typedef struct {
  guint stall_seconds;
  guint total_seconds;
  guint floor_bytes;
  guint floor_seconds;
  guint redirects;
} WfFetchLimits;

/* clang-format off */
#define WF_FETCH_LIMITS_INIT { .stall_seconds = 30, .total_seconds = 3600, .floor_bytes = 1024, \
                               .floor_seconds = 60, .redirects = 5 }
/* clang-format on */

/** WfFetchProgress: in the calling thread; @total is 0 when it is not known. */
typedef void (*WfFetchProgress) (guint64 received, guint64 total, gpointer user_data);

/** WfFetchSink: takes the next bytes of the answer. Returns: %FALSE with @error to stop. */
typedef gboolean (*WfFetchSink) (gconstpointer bytes,
                                 gsize size,
                                 gpointer user_data,
                                 GError **error);

/**
 * WfFetchRequest:
 * @url: where
 * @accept: (nullable): the Accept header
 * @etag: (nullable): asks only for what is not this (304)
 * @last_modified: (nullable): the same by time, as the server wrote it
 * @is_raw: the bytes as stored, without any content encoding: what a hash and a size mean
 * @offset: begin here, with @if_range; 0: from the start. Only with @is_raw
 * @if_range: (nullable): strong ETag of what is there already
 * @max_bytes: an answer longer than this is %WF_FETCH_ERROR_TOO_LARGE; decoded bytes unless
 *   @is_raw; > 0
 *
 * Zero-fill, then set. Strings belong to the caller.
 */
typedef struct {
  const char *url;
  const char *accept;
  const char *etag;
  const char *last_modified;
  gboolean is_raw;
  guint64 offset;
  const char *if_range;
  guint64 max_bytes;
  WfFetchProgress progress;
  gpointer progress_data;
} WfFetchRequest;

/**
 * WfFetchReply:
 * @status: HTTP's: 200, 206, 304, 404, 429…
 * @etag: (nullable): as it came, weak ones ("W/…") too
 * @last_modified: (nullable): as it came
 * @content_type: (nullable): without its parameters
 * @retry_after_s: seconds the server asks to wait; 0: it says nothing
 * @received: bytes of the body that came over the wire, about
 * @body: (nullable): of wf_fetch_get_sync(), when @status is 200
 */
typedef struct {
  guint status;
  char *etag;
  char *last_modified;
  char *content_type;
  guint retry_after_s;
  guint64 received;
  GBytes *body;
} WfFetchReply;

void wf_fetch_reply_free (WfFetchReply *self);

/** wf_fetch_new: @limits: (nullable): %NULL for %WF_FETCH_LIMITS_INIT */
WfFetch *wf_fetch_new (const WfFetchLimits *limits);
void wf_fetch_free (WfFetch *self);

/**
 * wf_fetch_stream_sync:
 * @sink: is given the body of a 200 or 206 in pieces of at most 64 KiB
 *
 * Any status is an answer, not an error; of another than 200 and 206 nothing is given to @sink.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with #WfFetchError, @sink's error or
 *   %G_IO_ERROR_CANCELLED
 */
WfFetchReply *wf_fetch_stream_sync (WfFetch *self,
                                    const WfFetchRequest *request,
                                    WfFetchSink sink,
                                    gpointer sink_data,
                                    GCancellable *cancellable,
                                    GError **error);

/** wf_fetch_get_sync: the same into memory: for what is small. */
WfFetchReply *wf_fetch_get_sync (WfFetch *self,
                                 const WfFetchRequest *request,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * wf_fetch_file_sync:
 * @request: its @is_raw, @offset and @if_range are set here
 * @path: the file to fill; what it holds from an earlier call is gone on with when the server
 *   still has the same bytes ("@path.etag" stands beside it until the file is whole), else it is
 *   begun again
 * @size: the bytes it must have in the end exactly
 *
 * On failure what came stays, to be gone on with.
 *
 * Returns: (transfer full) (nullable): the answer, 200 or 206 (or 0 when the file was whole
 *   already); another status is %WF_FETCH_ERROR_STATUS
 */
WfFetchReply *wf_fetch_file_sync (WfFetch *self,
                                  const WfFetchRequest *request,
                                  const char *path,
                                  guint64 size,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * wf_fetch_get_back_off:
 * @attempt: how often it went wrong in a row, from 1
 * @base_s: seconds after the first
 * @max_s: never more
 * @spread: 0 to 1: where in the upper half of the time to stand, so that not all come at once
 *
 * Returns: seconds to wait: doubling, from half to the whole of min(@base_s · 2^(@attempt−1),
 *   @max_s)
 */
guint wf_fetch_get_back_off (guint attempt, guint base_s, guint max_s, double spread);

/** wf_fetch_wait_sync: sleeps, unless cancelled. Returns: %FALSE with %G_IO_ERROR_CANCELLED */
gboolean wf_fetch_wait_sync (guint seconds, GCancellable *cancellable, GError **error);

/** wf_fetch_is_transient: Returns: whether trying again may help: no network, time-out, early end.
 */
gboolean wf_fetch_is_transient (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFetch, wf_fetch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFetchReply, wf_fetch_reply_free)

G_END_DECLS
