/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-clock.h"
#include "wf-catalogue-store.h"
#include "wf-feed-sync.h"

G_BEGIN_DECLS

/** Seconds between automatic synchronisations when nobody chose: a day. */
#define WF_CATALOGUE_SYNC_INTERVAL (24 * 3600)
/** After trouble with the network: seconds, doubling up to the interval. */
#define WF_CATALOGUE_SYNC_RETRY 120

/**
 * WfSourceReport:
 * @source: id in local.db; empty when an address was asked for that is none
 * @title: what people read
 * @changed: (nullable): ids of entries that say something else now or went, as far as
 *   wf_sources_list_changed() remembers them; none the first time
 * @code: (nullable): why it was refused, of docs/formats/feed.md; %NULL: it went well
 * @error: (nullable): the same for whoever puts it in words
 * @is_removal: it waits for somebody to accept that @report.removed entries go
 * @is_automatic: nobody asked for it
 *
 * How one source's synchronisation went.
 */
typedef struct {
  char *source;
  char *title;
  WfFeedReport report;
  GStrv changed;
  const char *code;
  GError *error;
  gboolean is_removal;
  gboolean is_automatic;
} WfSourceReport;

void wf_source_report_free (WfSourceReport *self);

/**
 * WfSourceFreshness:
 * @WF_SOURCE_NEVER: never synchronised
 * @WF_SOURCE_FRESH: the publisher still stands for it
 * @WF_SOURCE_OLD: what was signed has run out, or nothing came for two weeks
 */
typedef enum {
  WF_SOURCE_NEVER,
  WF_SOURCE_FRESH,
  WF_SOURCE_OLD,
} WfSourceFreshness;

/** wf_source_get_freshness: @now_us: microseconds since 1970. Returns: how far @source may be
 * believed to be today's */
WfSourceFreshness wf_source_get_freshness (const WfLocalSource *source, gint64 now_us);

/**
 * WfCatalogueSync:
 *
 * Keeps the sources of the catalogue that are feeds up to date in the background: every so often,
 * when there is a network that costs nothing, and whenever somebody asks. It owns a thread in
 * which all of it happens. Make, call and drop it on the main thread, which never waits.
 *
 * Signals: "started" before it begins; "progress" (guint64 received, guint64 total) of the body
 * that comes, at most ten times a second; "finished" (#GPtrArray of #WfSourceReport) after each
 * turn, automatic or asked for; "updated" after "finished", and after whatever else is written
 * through it, when what is shown has changed.
 */
#define WF_TYPE_CATALOGUE_SYNC (wf_catalogue_sync_get_type ())
G_DECLARE_FINAL_TYPE (WfCatalogueSync, wf_catalogue_sync, WF, CATALOGUE_SYNC, GObject)

/**
 * wf_catalogue_sync_new:
 * @data_dir: where catalogue.db and local.db are
 * @starter: path of the shipped list
 * @words: (nullable): path of words.json
 * @clock: (nullable): %NULL for the system's
 * @monitor: (nullable): %NULL for the desktop's
 */
WfCatalogueSync *wf_catalogue_sync_new (const char *data_dir,
                                        const char *starter,
                                        const char *words,
                                        WfClock *clock,
                                        GNetworkMonitor *monitor);

/** wf_catalogue_sync_start: begins the automatic turns; the first soon, if one is due.
 * @interval_s: seconds between them, at least 60; 0: never by itself
 * @use_metered: also where the connection is paid by what goes through it; else a turn that nobody
 *   asked for waits, and one that runs when the network begins to cost stops */
void wf_catalogue_sync_start (WfCatalogueSync *self, guint interval_s, gboolean use_metered);
/** wf_catalogue_sync_stop: ends the turn that runs and the thread; calls after it fail. Call it
 * before the last reference is dropped: a turn that runs holds one of its own */
void wf_catalogue_sync_stop (WfCatalogueSync *self);
/** wf_catalogue_sync_cancel: ends the turn that runs; the catalogue stays as it was */
void wf_catalogue_sync_cancel (WfCatalogueSync *self);

/** wf_catalogue_sync_is_running: Returns: whether a turn runs or waits */
gboolean wf_catalogue_sync_is_running (WfCatalogueSync *self);
/** wf_catalogue_sync_get_wait: Returns: seconds until the next automatic turn; 0: none is planned
 */
guint wf_catalogue_sync_get_wait (WfCatalogueSync *self);

/**
 * wf_catalogue_sync_run_async:
 * @source: (nullable): id of one source; %NULL: all that are on
 * @address: (nullable): "https://…/#RW…", a new one; @source is then %NULL
 * @accept_removals: somebody looked and wants it
 *
 * Asked for by a person: at once, whatever the network costs. Without @callback nobody waits, and
 * the reports say so.
 */
void wf_catalogue_sync_run_async (WfCatalogueSync *self,
                                  const char *source,
                                  const char *address,
                                  gboolean accept_removals,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_catalogue_sync_run_finish: Returns: (transfer full) (nullable) (element-type WfSourceReport):
 * how each went, refused ones too; %NULL with @error when not even the list of sources could be
 * read */
GPtrArray *
wf_catalogue_sync_run_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error);

/** wf_catalogue_sync_remove_async: @source: it goes, and all its entries with it; plans that name
 * one keep their copy */
void wf_catalogue_sync_remove_async (WfCatalogueSync *self,
                                     const char *source,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** wf_catalogue_sync_remove_finish: Returns: %FALSE with @error, all is as it was then */
gboolean
wf_catalogue_sync_remove_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error);

/**
 * WfCatalogueWork:
 * @store: (nullable): as the mode says
 * @data: as handed in, or what it points to filled with the answer
 *
 * Runs in a thread of the synchroniser's. Returns: %FALSE with @error
 */
typedef gboolean (*WfCatalogueWork) (WfCatalogueStore *store,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * WfCatalogueWorkMode:
 * @WF_WORK_PEEK: looks without a store, beside a turn that runs
 * @WF_WORK_READ: reads through a store, beside a turn that runs
 * @WF_WORK_WRITE: writes through a store, behind a turn that runs; then "updated" is emitted
 */
typedef enum {
  WF_WORK_PEEK,
  WF_WORK_READ,
  WF_WORK_WRITE,
} WfCatalogueWorkMode;

/** wf_catalogue_sync_work_async: @data: freed with @destroy, in any thread, after @callback; what
 * wf-catalogue-desk.h is made of */
void wf_catalogue_sync_work_async (WfCatalogueSync *self,
                                   WfCatalogueWorkMode mode,
                                   WfCatalogueWork work,
                                   gpointer data,
                                   GDestroyNotify destroy,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_catalogue_sync_work_finish: Returns: (transfer none) (nullable): the data, good as long as
 * @result; %NULL with @error */
gpointer
wf_catalogue_sync_work_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error);

/** wf_catalogue_sync_get_data_dir: Returns: (transfer none): as it was made with */
const char *wf_catalogue_sync_get_data_dir (WfCatalogueSync *self);

/** wf_catalogue_sync_list_async: the sources of local.db */
void wf_catalogue_sync_list_async (WfCatalogueSync *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_catalogue_sync_list_finish: Returns: (transfer full) (nullable) (element-type
 * WfLocalSource): with the last try, success and trouble of each */
GPtrArray *
wf_catalogue_sync_list_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSourceReport, wf_source_report_free)

G_END_DECLS
