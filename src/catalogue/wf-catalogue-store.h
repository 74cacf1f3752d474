/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfCatalogueStore:
 *
 * The hand that writes catalogue.db: what a source gives goes into staging, then all of it at once
 * into what is shown. It is the old catalogue or the new one, never a mixture, killed anywhere.
 * Readers go on meanwhile. One thread at a time; one store writes at a time, a second waits and
 * then fails with %WF_CATALOGUE_ERROR_DATABASE.
 */
typedef struct _WfCatalogueStore WfCatalogueStore;

/**
 * wf_catalogue_store_open:
 * @database: path of catalogue.db, made when it is missing; local.db stands beside it
 * @starter: path of the shipped list, which is one source among the others
 * @words: (nullable): path of words.json
 *
 * Returns: (transfer full) (nullable): the store, or %NULL with #WfCatalogueError or #GFileError
 */
WfCatalogueStore *wf_catalogue_store_open (const char *database,
                                           const char *starter,
                                           const char *words,
                                           GError **error);
void wf_catalogue_store_close (WfCatalogueStore *self);

/** wf_catalogue_store_dup_state: Returns: (transfer full) (nullable): what
 * wf_catalogue_batch_set_state() noted with the rows that @source has now; %NULL: no such source */
char *wf_catalogue_store_dup_state (WfCatalogueStore *self, const char *source);

/** wf_catalogue_store_remove_source: its entries go, all at once; none: fine */
gboolean wf_catalogue_store_remove_source (WfCatalogueStore *self,
                                           const char *source,
                                           GCancellable *cancellable,
                                           GError **error);

/** wf_catalogue_store_follow_sources: shows what is on, in the order of local.db; the sources that
 * are as they were cost nothing. On failure nothing changed, and it can be asked for again */
gboolean wf_catalogue_store_follow_sources (WfCatalogueStore *self,
                                            GCancellable *cancellable,
                                            GError **error);

/** Of a source's last change at most so many entries are remembered by name. */
#define WF_CATALOGUE_RECENT_MAX 5000

/**
 * WfCatalogueSource:
 * @id: stable name, as in local.db; "starter" and "own" are taken
 * @title: what people read
 * @priority: where two sources have the same entry, the smaller one's is shown; "own" has 0,
 *   "starter" 100
 */
typedef struct {
  const char *id;
  const char *title;
  int priority;
} WfCatalogueSource;

/**
 * WfBatchMode:
 * @WF_BATCH_REPLACE: what is not in the batch is gone from the source
 * @WF_BATCH_DELTA: what is not in the batch stays
 */
typedef enum {
  WF_BATCH_REPLACE,
  WF_BATCH_DELTA,
} WfBatchMode;

/**
 * WfBatchRow:
 * @type: "service": an HSDS 3.1 service, nested, becomes an entry; "entry": one in the shape of
 *   starter.json; any other word: kept for export, shown nowhere
 * @id: unique within source and type
 * @rev: a row replaces only one of a smaller rev; 0: always
 * @json: exactly what came, one object; kept byte for byte
 * @size: bytes of @json, or -1
 * @digest: (nullable): 32 bytes that go into the source's sum
 */
typedef struct {
  const char *type;
  const char *id;
  gint64 rev;
  const char *json;
  gssize size;
  const guint8 *digest;
} WfBatchRow;

/**
 * WfBatchTotals:
 * @added: entries that were not there
 * @changed: entries whose bytes differ
 * @removed: entries that go
 * @before: services and entries the source had
 * @count: services and entries it has now
 * @sum: of their digests modulo 2^256, big-endian
 */
typedef struct {
  guint added;
  guint changed;
  guint removed;
  guint before;
  guint count;
  guint8 sum[32];
} WfBatchTotals;

/**
 * WfBatchCheck:
 *
 * Asked once when all is staged and nobody else writes, before anything is written: compare @totals
 * with what was promised, brake a mass deletion. On %FALSE with @error nothing happened.
 */
typedef gboolean (*WfBatchCheck) (const WfBatchTotals *totals, gpointer user_data, GError **error);

/** WfCatalogueBatch: rows on their way into one source; kept on disk, not in memory. */
typedef struct _WfCatalogueBatch WfCatalogueBatch;

/**
 * wf_catalogue_batch_new:
 * @source: copied; made when it is new
 * @cancellable: (nullable): looked at by every call; when it fires they fail with
 *   %G_IO_ERROR_CANCELLED and nothing has happened
 *
 * One batch at a time; the store must outlive it.
 *
 * Returns: (transfer full) (nullable): the batch, or %NULL with @error
 */
WfCatalogueBatch *wf_catalogue_batch_new (WfCatalogueStore *store,
                                          const WfCatalogueSource *source,
                                          WfBatchMode mode,
                                          GCancellable *cancellable,
                                          GError **error);

/** wf_catalogue_batch_free: forgets what was not applied; also through g_autoptr */
void wf_catalogue_batch_free (WfCatalogueBatch *self);

/**
 * wf_catalogue_batch_put:
 *
 * Returns: %FALSE with %WF_CATALOGUE_ERROR_FORMAT when no entry can be made of @row; the caller
 *   may leave that row out and go on. Other errors end the batch
 */
gboolean wf_catalogue_batch_put (WfCatalogueBatch *self, const WfBatchRow *row, GError **error);

/**
 * wf_catalogue_batch_remove:
 * @type: as in #WfBatchRow
 * @rev: as in #WfBatchRow
 * @reason: closed, duplicate, moved or withdrawn; kept as a tombstone
 * @into: (nullable): the entry that stands for it now
 *
 * For %WF_BATCH_DELTA. Removing what is not there is fine.
 */
gboolean wf_catalogue_batch_remove (WfCatalogueBatch *self,
                                    const char *type,
                                    const char *id,
                                    gint64 rev,
                                    const char *reason,
                                    const char *into,
                                    GError **error);

/** wf_catalogue_batch_set_state: @state: kept with the source in the same transaction: sequence,
 * digest of the head, expiry, whatever the caller needs next time; default: as it was */
void wf_catalogue_batch_set_state (WfCatalogueBatch *self, const char *state);

/**
 * wf_catalogue_batch_apply:
 * @check: (nullable): asked before it counts
 * @out_totals: (out) (optional): what happened
 *
 * All of it at once. Afterwards the batch is only good for freeing.
 */
gboolean wf_catalogue_batch_apply (WfCatalogueBatch *self,
                                   WfBatchCheck check,
                                   gpointer user_data,
                                   WfBatchTotals *out_totals,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCatalogueStore, wf_catalogue_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfCatalogueBatch, wf_catalogue_batch_free)

G_END_DECLS
