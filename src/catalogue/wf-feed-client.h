/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-feed-body.h"
#include "wf-fetch.h"

G_BEGIN_DECLS

/**
 * WfFeedTrust:
 * @pin: the key that came with the address
 * @keys: the list of keys that is trusted now
 * @epoch: number of the list since which the same keys publish: numbers and hashes seen before it
 *   count no more
 * @feed: (nullable): the name seen first; no other is taken
 * @seq: the head that was last taken in whole; 0: none
 * @sha256: of that head
 * @expires_us: microseconds since 1970: until when that head may be believed to be the newest
 * @published_us: likewise: when it was published
 * @etag: (nullable): of its latest.minisig
 * @mirrors: (array zero-terminated=1): from that head
 * @title: (nullable): from that head
 * @licence: (nullable): from that head
 *
 * What is known of a source from earlier times. It is kept as text in local.db.
 */
typedef struct {
  WfMinisignKey pin;
  WfFeedKeys *keys;
  gint64 epoch;
  char *feed;
  gint64 seq;
  guint8 sha256[32];
  gint64 expires_us;
  gint64 published_us;
  char *etag;
  GStrv mirrors;
  char *title;
  char *licence;
} WfFeedTrust;

/** wf_feed_trust_new: Returns: (transfer full): nothing known but @pin */
WfFeedTrust *wf_feed_trust_new (const WfMinisignKey *pin);
/** wf_feed_trust_parse: Returns: (transfer full) (nullable): %NULL when @text is no trust of ours
 */
WfFeedTrust *wf_feed_trust_parse (const char *text);
/** wf_feed_trust_to_text: Returns: (transfer full): JSON */
char *wf_feed_trust_to_text (const WfFeedTrust *self);
void wf_feed_trust_free (WfFeedTrust *self);

/** wf_feed_address_parse:
 * @address: "https://example.org/feed/#RW…": what is published, shown as a QR code, typed
 * @out_base: (transfer full): the address without the key, ending in "/"
 *
 * Returns: %FALSE with %WF_FETCH_ERROR_ADDRESS, or %WF_FEED_ERROR_KEY when the key is missing or
 *   none */
gboolean wf_feed_address_parse (const char *address,
                                char **out_base,
                                WfMinisignKey *out_key,
                                GError **error);

/**
 * WfFeedClient:
 *
 * One synchronisation's talk with one source: steps 2 to 6 of docs/formats/feed.md. It changes
 * @trust's keys as it learns, and nothing else of it. Blocking; one thread.
 */
typedef struct _WfFeedClient WfFeedClient;

/** WfFeedTrustFunc: the list of keys has gone a step on: keep it. Returns: %FALSE with @error */
typedef gboolean (*WfFeedTrustFunc) (const WfFeedTrust *trust, gpointer user_data, GError **error);

/**
 * wf_feed_client_new:
 * @fetch: borrowed, as is @trust
 * @base: address ending in "/"
 * @folder: where bodies are kept while they come, made when it is missing
 * @now_us: the time, taken once: microseconds since 1970
 */
WfFeedClient *wf_feed_client_new (
    WfFetch *fetch, const char *base, WfFeedTrust *trust, const char *folder, gint64 now_us);
void wf_feed_client_free (WfFeedClient *self);
/** wf_feed_client_set_progress: bytes of the bodies that came, of all there are */
void wf_feed_client_set_progress (WfFeedClient *self, WfFetchProgress progress, gpointer user_data);
/** wf_feed_client_get_bytes: Returns: bytes that came over the wire so far */
guint64 wf_feed_client_get_bytes (const WfFeedClient *self);

/** wf_feed_client_follow_keys: step 2. @func: (nullable): told of each step */
gboolean wf_feed_client_follow_keys (WfFeedClient *self,
                                     WfFeedTrustFunc func,
                                     gpointer user_data,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * wf_feed_client_get_head:
 * @seq: the highest number seen, 0 for none; lower ones are refused
 * @sha256: (nullable): of its head; another head of the same number is refused
 * @here: the number whose entries are here, at most @seq; a head above it is new
 * @out_comment: (transfer full) (nullable): what was signed; %NULL when the server says that
 *   nothing is new
 * @out_etag: (transfer full) (nullable)
 *
 * Steps 3 and 4, first at the source, then at its mirrors.
 *
 * Returns: (transfer full) (nullable): the head; %NULL without @error when nothing is new, with
 *   #WfFeedError or #WfFetchError when it was refused
 */
WfFeedHead *wf_feed_client_get_head (WfFeedClient *self,
                                     gint64 seq,
                                     const guint8 *sha256,
                                     gint64 here,
                                     WfFeedComment **out_comment,
                                     char **out_etag,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * wf_feed_client_get_bodies:
 * @files: (element-type WfFeedFile)
 *
 * Step 6: each from the source or a mirror, its size and hash compared. What came before a
 * failure stays and is gone on with the next time.
 */
gboolean wf_feed_client_get_bodies (WfFeedClient *self,
                                    const WfFeedHead *head,
                                    GPtrArray *files,
                                    GCancellable *cancellable,
                                    GError **error);

/** wf_feed_client_read: gives the records of a body that wf_feed_client_get_bodies() brought */
gboolean wf_feed_client_read (WfFeedClient *self,
                              const WfFeedHead *head,
                              const WfFeedFile *file,
                              WfFeedRecordFunc func,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error);

/** wf_feed_client_sweep: removes the bodies that came, whole and in part */
void wf_feed_client_sweep (WfFeedClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedTrust, wf_feed_trust_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedClient, wf_feed_client_free)

G_END_DECLS
