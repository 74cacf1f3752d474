/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-feed-head.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Bodies of a feed: gzip of lines of JSON (docs/formats/feed.md), read one line at a time and
 * written one line at a time. Blocking; any thread, never the main one.
 */

#define WF_FEED_LINE_MAX (256 * 1024)
#define WF_FEED_ID_CHARS 64

/**
 * WfFeedRecord:
 * @is_put: whole entry @service; else @id is no more
 * @id: a UUID, or another name: 1 to 64 of a-z 0-9 -
 * @rev: rises with each change of this entry
 * @service: (nullable): the exact bytes, @service_size of them; not zero-terminated
 * @reason: (nullable): closed, duplicate, moved or withdrawn
 * @into: (nullable): the entry that stands for it now
 * @line: where it stands in the body, the header being 1
 *
 * One line. Valid during the call it is handed to.
 */
typedef struct {
  gboolean is_put;
  const char *id;
  gint64 rev;
  const char *service;
  gsize service_size;
  const char *reason;
  const char *into;
  guint64 line;
} WfFeedRecord;

/** WfFeedRecordFunc: Returns: %FALSE with @error to stop */
typedef gboolean (*WfFeedRecordFunc) (const WfFeedRecord *record,
                                      gpointer user_data,
                                      GError **error);

/**
 * wf_feed_body_read:
 * @packed: the bytes as they lie on the server; its hash was compared before
 * @file: what the head announced
 * @feed: whose
 *
 * Gives each record to @func in order. Memory: one line and two buffers, whatever the body says.
 *
 * Returns: %FALSE with %WF_FEED_ERROR_BOMB, _SIZE, _BODY, _OTHER_FEED or _RECORD, @func's error or
 *   %G_IO_ERROR_CANCELLED; what @func took before is then to be thrown away
 */
gboolean wf_feed_body_read (GInputStream *packed,
                            const WfFeedFile *file,
                            const char *feed,
                            WfFeedRecordFunc func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);

/** WfFeedWriter: a body on its way to disk. */
typedef struct _WfFeedWriter WfFeedWriter;

/**
 * wf_feed_writer_new:
 * @folder: where; the file gets its name when it is finished
 * @from: 0 for a full body
 * @to: the number it leads to
 * @records: how many will be added, exactly
 */
WfFeedWriter *wf_feed_writer_new (
    const char *folder, const char *feed, gint64 from, gint64 to, guint64 records, GError **error);
/** wf_feed_writer_free: forgets what was not finished */
void wf_feed_writer_free (WfFeedWriter *self);
/** wf_feed_writer_put: an entry; ids in rising order. @service: one JSON object */
gboolean wf_feed_writer_put (
    WfFeedWriter *self, const char *id, gint64 rev, const char *service, GError **error);
/** wf_feed_writer_remove: @reason: closed, duplicate, moved or withdrawn; @into: (nullable): the
 * entry that stands for it now */
gboolean wf_feed_writer_remove (WfFeedWriter *self,
                                const char *id,
                                gint64 rev,
                                const char *reason,
                                const char *into,
                                GError **error);
/** wf_feed_writer_finish: Returns: (transfer full) (nullable): what the head says of it; the
 * folder's last part and the file's name are its path */
WfFeedFile *wf_feed_writer_finish (WfFeedWriter *self, GError **error);

/** wf_feed_id_is_valid: Returns: whether an entry may be called @id: 1 to 64 of a-z 0-9 -, the
 * first no dash */
gboolean wf_feed_id_is_valid (const char *id);

/** wf_feed_hash_file: @out_sha256: 32 bytes. Returns: %FALSE with #GIOErrorEnum */
gboolean
wf_feed_hash_file (const char *path, guint8 *out_sha256, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedWriter, wf_feed_writer_free)

G_END_DECLS
