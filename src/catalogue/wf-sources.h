/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"
#include "wf-local.h"

G_BEGIN_DECLS

/** Ids of the two sources that are always there. */
#define WF_SOURCE_STARTER "starter"
#define WF_SOURCE_OWN     "own"

/**
 * WfSourceInfo:
 * @source: as local.db has it; the shipped list and the agency's own entries have no title
 * @count: entries it has now, shown or not
 * @address: (nullable): of a feed: "https://…/#RW…", what others type to have it too
 * @licence: (nullable): of a feed: as its publisher says
 * @published_us: of a feed: when its publisher last signed it; 0: not known
 * @expires_us: of a feed: until when the publisher stands for it; 0: not known
 *
 * What people read about a source.
 */
typedef struct {
  WfLocalSource *source;
  guint count;
  char *address;
  char *licence;
  gint64 published_us;
  gint64 expires_us;
} WfSourceInfo;

void wf_source_info_free (WfSourceInfo *self);

/**
 * wf_sources_list:
 * @data_dir: where catalogue.db and local.db are; neither must exist
 *
 * Blocks; reads beside whoever writes and never waits for them.
 *
 * Returns: (transfer full) (nullable) (element-type WfSourceInfo): the agency's own entries first,
 *   then all others, whose entry is shown before that of a later one
 */
GPtrArray *wf_sources_list (const char *data_dir, GError **error);

/** wf_sources_list_changed: Returns: (transfer full): ids of the entries that the last change of
 * @source changed or took away, at most %WF_CATALOGUE_RECENT_MAX; new ones are not among them */
GStrv wf_sources_list_changed (const char *data_dir, const char *source);

/**
 * WfSourceChange:
 * @id: which; the shipped list too
 * @title: (nullable): %NULL: as it was
 * @colour: (nullable): "#rrggbb"; %NULL: as it was
 * @is_on: whether it is synchronised and shown; below 0: as it was
 */
typedef struct {
  const char *id;
  const char *title;
  const char *colour;
  int is_on;
} WfSourceChange;

/** wf_sources_change: kept in local.db first, then shown. Blocks. Returns: %FALSE with
 * %WF_CATALOGUE_ERROR_NOT_FOUND or %WF_CATALOGUE_ERROR_DATABASE */
gboolean wf_sources_change (WfCatalogueStore *store,
                            const WfSourceChange *change,
                            GCancellable *cancellable,
                            GError **error);

/** wf_sources_forget: takes @id out of local.db; its entries went before. Blocks */
gboolean wf_sources_forget (WfCatalogueStore *store, const char *id, GError **error);

/** wf_sources_order: @ids: (array zero-terminated=1): whose entries are shown before those of later
 * ones; the agency's own always come first. Blocks */
gboolean wf_sources_order (WfCatalogueStore *store,
                           const char *const *ids,
                           GCancellable *cancellable,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSourceInfo, wf_source_info_free)

G_END_DECLS
