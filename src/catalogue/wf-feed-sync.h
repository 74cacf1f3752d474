/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-feed-client.h"
#include "wf-local.h"

G_BEGIN_DECLS

/** Entries that may go at once without asking: at most so many, or one in twenty. */
#define WF_FEED_REMOVALS_FREE 4
#define WF_FEED_REMOVALS_PART 20

/** Of a feed nobody gave another; below the shipped starter's, so that news win over it. */
#define WF_FEED_PRIORITY 50

/**
 * WfFeedSync:
 * @data_dir: where catalogue.db and local.db are
 * @starter: path of the shipped list
 * @words: (nullable): path of words.json
 * @source: (nullable): id of a source in local.db; %NULL: @address is new, or already one
 * @address: (nullable): "https://…/#RW…": kept as a source when it was synchronised once
 * @limits: (nullable): of the network; %NULL for the usual ones
 * @now_us: the time, taken once
 * @accept_removals: somebody looked and wants it: do not stop at many removals
 * @progress: (nullable): bytes of the bodies that came, of all
 *
 * One synchronisation of one source. Zero-fill, then set.
 */
typedef struct {
  const char *data_dir;
  const char *starter;
  const char *words;
  const char *source;
  const char *address;
  const WfFetchLimits *limits;
  gint64 now_us;
  gboolean accept_removals;
  WfFetchProgress progress;
  gpointer progress_data;
} WfFeedSync;

/**
 * WfFeedReport:
 * @is_updated: entries were taken; else all is as it was
 * @seq: the number that is here now; 0: none
 * @added: entries that are new
 * @changed: entries that say something else
 * @removed: entries that went; after %WF_FEED_ERROR_REMOVAL those that would go
 * @bytes: over the wire
 * @expires_us: until when this may be believed to be the newest; 0: not known
 */
typedef struct {
  gboolean is_updated;
  gint64 seq;
  guint added;
  guint changed;
  guint removed;
  guint64 bytes;
  gint64 expires_us;
} WfFeedReport;

/**
 * wf_feed_sync_run:
 * @out_report: filled on failure too, as far as things went
 *
 * The nine steps of docs/formats/feed.md. Whatever happens, also the end of the process at any
 * moment, the catalogue is the old one or the new one. The source's last try, success and trouble
 * are noted in local.db. Blocking: in a worker's thread, or in the command.
 *
 * Returns: %FALSE with an error for wf_feed_error_get_code()
 */
gboolean wf_feed_sync_run (const WfFeedSync *what,
                           WfFeedReport *out_report,
                           GCancellable *cancellable,
                           GError **error);

/** wf_feed_source_id: Returns: (transfer full): the id in local.db of what is at @base */
char *wf_feed_source_id (const char *base);

/**
 * wf_feed_source_new:
 * @address: "https://…/#RW…"
 * @title: (nullable): %NULL: the feed's own, or its host
 *
 * Returns: (transfer full) (nullable): what to put into local.db; nothing is fetched. %NULL with
 *   %WF_FETCH_ERROR_ADDRESS or %WF_FEED_ERROR_KEY
 */
WfLocalSource *wf_feed_source_new (const char *address, const char *title, GError **error);

/**
 * WfFeedVerified:
 * @feed: (transfer full): its name
 *
 * What a check of a feed from outside found.
 */
typedef struct {
  char *feed;
  gint64 seq;
  gint64 keys;
  guint64 count;
  gint64 published_us;
  gint64 expires_us;
  guint64 bytes;
} WfFeedVerified;

/**
 * wf_feed_verify:
 * @folder: an empty folder for the bodies; they are removed again
 *
 * Everything a reader checks, and more: every body the head names, and that all of them together
 * give what the head promises. Touches no catalogue.
 */
gboolean wf_feed_verify (const char *address,
                         const char *folder,
                         const WfFetchLimits *limits,
                         gint64 now_us,
                         WfFeedVerified *out_verified,
                         GError **error);

G_END_DECLS
