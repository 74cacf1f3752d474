/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfLocal:
 *
 * local.db: what this agency itself says about the catalogue: sources, what is laid over entries,
 * entries of its own, merges, how spreadsheets are read. Survives every import; backed up, never
 * about a person. Blocking; one thread at a time.
 */
typedef struct _WfLocal WfLocal;

/** wf_local_open: @path: made when it is missing; ":memory:" for none. Returns: (transfer full)
 * (nullable): %NULL with %WF_CATALOGUE_ERROR_DATABASE; nothing was deleted */
WfLocal *wf_local_open (const char *path, GError **error);
void wf_local_close (WfLocal *self);

/** wf_local_get_counter: Returns: raised by every change of overlay, own entries and merges */
gint64 wf_local_get_counter (WfLocal *self);

/**
 * WfLocalSource:
 * @id: stable name
 * @kind: "starter", "own", "file", "sheet", "feed" or "api"
 * @url: where from; empty: nowhere to ask again
 * @colour: as #rrggbb, or empty
 * @priority: as in #WfCatalogueSource
 * @is_on: whether it is synchronised and shown
 * @trust: JSON of whoever synchronises: keys, sequence, expiry
 * @tried_us: microseconds since 1970; 0: never
 * @succeeded_us: likewise
 * @trouble: code of the last try; empty: it went well
 */
typedef struct {
  char *id;
  char *kind;
  char *title;
  char *url;
  char *colour;
  int priority;
  gboolean is_on;
  char *trust;
  gint64 tried_us;
  gint64 succeeded_us;
  char *trouble;
} WfLocalSource;

void wf_local_source_free (WfLocalSource *self);

/** wf_local_list_sources: Returns: (transfer full) (nullable) (element-type WfLocalSource) */
GPtrArray *wf_local_list_sources (WfLocal *self, GError **error);
/** wf_local_get_source: Returns: (transfer full) (nullable): %NULL with
 * %WF_CATALOGUE_ERROR_NOT_FOUND when there is none */
WfLocalSource *wf_local_get_source (WfLocal *self, const char *id, GError **error);
/** wf_local_put_source: makes it or replaces it; %NULL strings are empty */
gboolean wf_local_put_source (WfLocal *self, const WfLocalSource *source, GError **error);
gboolean wf_local_remove_source (WfLocal *self, const char *id, GError **error);

/**
 * WfOverlay:
 * @is_pinned: comes first
 * @is_hidden: not found, only listed when asked for
 * @note: about the offer, never about a person; may be empty
 * @checked: the day somebody here last checked it, "2026-11-21"; empty: never
 * @fields: (nullable): field of the entry → what it should say
 * @base: (nullable): field → what it said when it was corrected; %JSON_NODE_NULL: nothing. "name"
 *   is there whatever was said
 * @into: (nullable): the entry that stands for this one: merged
 *
 * What is laid over one entry, whatever source it is from.
 */
typedef struct {
  gboolean is_pinned;
  gboolean is_hidden;
  char *note;
  char *checked;
  JsonObject *fields;
  JsonObject *base;
  char *into;
} WfOverlay;

void wf_overlay_free (WfOverlay *self);
/** wf_overlay_is_empty: Returns: whether it says nothing but what it is merged into, if anything */
gboolean wf_overlay_is_empty (const WfOverlay *self);

/** wf_local_get_overlay: Returns: (transfer full) (nullable): %NULL without @error when nothing is
 * laid over @id */
WfOverlay *wf_local_get_overlay (WfLocal *self, const char *id, GError **error);
/** wf_local_put_overlay: replaces it; one that says nothing removes it */
gboolean
wf_local_put_overlay (WfLocal *self, const char *id, const WfOverlay *overlay, GError **error);

/** wf_local_put_own: @json: an entry in the shape of starter.json; %NULL removes it */
gboolean wf_local_put_own (WfLocal *self, const char *id, const char *json, GError **error);

/** wf_local_dup_own: Returns: (transfer full) (nullable): %NULL: none of ours has that id */
char *wf_local_dup_own (WfLocal *self, const char *id);

/** wf_local_list_merged: Returns: (transfer full) (nullable): ids of what is the same as @into,
 * which alone is shown */
GPtrArray *wf_local_list_merged (WfLocal *self, const char *into, GError **error);

/**
 * WfLocalVisit:
 * @json: (nullable): of an entry of our own; %NULL: something is laid over @id
 *
 * Returns: %FALSE with @error to end the walk
 */
typedef gboolean (*WfLocalVisit) (const char *id,
                                  const char *json,
                                  gpointer user_data,
                                  GError **error);
/** wf_local_foreach: entries of our own and what has an overlay or is merged, by id */
gboolean wf_local_foreach (WfLocal *self, WfLocalVisit visit, gpointer user_data, GError **error);

/** wf_local_dup_mapping: Returns: (transfer full) (nullable): how a sheet with these @headings was
 * read the last time; %NULL: never */
char *wf_local_dup_mapping (WfLocal *self, const char *headings);
gboolean wf_local_put_mapping (
    WfLocal *self, const char *headings, const char *json, gint64 now_us, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfOverlay, wf_overlay_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLocal, wf_local_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLocalSource, wf_local_source_free)

G_END_DECLS
