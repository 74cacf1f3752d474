/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-feed-head.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Makes a signed feed out of entries: a folder of files for any web server (docs/formats/feed.md).
 * Blocking; for the curator's command.
 */

/**
 * WfFeedEntry:
 * @id: see wf_feed_id_is_valid()
 * @service: an HSDS 3.1 service as JSON text; its own "id" is a UUID
 */
typedef struct {
  char *id;
  char *service;
} WfFeedEntry;

void wf_feed_entry_free (WfFeedEntry *self);

/**
 * wf_feed_entry_new_from_entry:
 * @object: an entry in the shape of starter.json
 *
 * Returns: (transfer full): its service, the entry itself under "x_wayfinder". It keeps its id, so
 *   that it takes the place of the shipped entry of the same id; the service's UUID is made from
 *   it and is the same for ever
 */
WfFeedEntry *wf_feed_entry_new_from_entry (JsonObject *object);

/**
 * WfFeedPublishing:
 * @out: folder to fill
 * @from: (nullable): folder of what was published before; %NULL: @out itself when it holds a feed.
 *   What lies in @out and came after it is followed instead: no number is used twice
 * @key: may publish
 * @feed: (nullable): its name; %NULL: as before, or made from the key
 * @title: (nullable): what people call it; %NULL: as before
 * @licence: (nullable): of the entries; %NULL: as before
 * @mirrors: (nullable) (array zero-terminated=1): %NULL: as before
 * @days: until it expires
 * @now_us: microseconds since 1970
 * @entries: (element-type WfFeedEntry): all there are now, in any order; each id once
 * @merged: (nullable) (element-type utf8 utf8): id → the id of what stands for it now, for those
 *   that go
 *
 * What to publish. Zero-fill, then set.
 */
typedef struct {
  const char *out;
  const char *from;
  const WfMinisignSecret *key;
  const char *feed;
  const char *title;
  const char *licence;
  const char *const *mirrors;
  guint days;
  gint64 now_us;
  GPtrArray *entries;
  GHashTable *merged;
} WfFeedPublishing;

/**
 * WfFeedPublished:
 * @feed: (transfer full): its name
 * @key: (transfer full): what goes behind the "#" of its address
 *
 * What was published.
 */
typedef struct {
  char *feed;
  char *key;
  gint64 seq;
  guint64 count;
  guint added;
  guint changed;
  guint removed;
  gboolean is_full; /* a new full body was written */
} WfFeedPublished;

/** wf_feed_published_clear: frees what it holds, not itself */
void wf_feed_published_clear (WfFeedPublished *self);

/**
 * wf_feed_publish:
 *
 * Every file but latest.minisig gets a name of its own, and latest.minisig is put in place last: a
 * reader finds the old feed or the new one.
 *
 * Returns: %FALSE with #WfFeedError or #GIOErrorEnum
 */
gboolean
wf_feed_publish (const WfFeedPublishing *what, WfFeedPublished *out_published, GError **error);

/**
 * wf_feed_rotate:
 * @folder: of the feed
 * @old_key: a root key of the newest list
 * @new_key: the only root key and, without @head_key, the only one to publish from now on
 * @head_key: (nullable): the one to publish
 * @now_us: microseconds since 1970
 * @out_n: the number of the new list
 *
 * Changes the keys and signs the present head anew, so that nobody is left without one.
 */
gboolean wf_feed_rotate (const char *folder,
                         const WfMinisignSecret *old_key,
                         const WfMinisignSecret *new_key,
                         const WfMinisignSecret *head_key,
                         gint64 now_us,
                         gint64 *out_n,
                         GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfFeedPublished, wf_feed_published_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedEntry, wf_feed_entry_free)

G_END_DECLS
