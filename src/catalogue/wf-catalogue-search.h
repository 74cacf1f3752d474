/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"

G_BEGIN_DECLS

/* Private to catalogue/: questions to the index, in its thread. */

/**
 * wf_index_search:
 * @cancellable: (nullable): looked at between queries; to stop one that runs, interrupt the
 *   database
 *
 * As wf_catalogue_search_sync().
 */
WfSearchResult *wf_index_search (WfIndex *self,
                                 const char *text,
                                 const WfCatalogueFilter *filter,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GError **error);

/** wf_index_count_kinds: as wf_catalogue_count_kinds_async() */
GHashTable *wf_index_count_kinds (WfIndex *self,
                                  const char *text,
                                  const WfCatalogueFilter *filter,
                                  GCancellable *cancellable,
                                  GError **error);

/** wf_index_get: as wf_catalogue_get_sync() */
WfResource *wf_index_get (WfIndex *self, const char *id, GError **error);

/** wf_index_list: Returns: (transfer full) (nullable) (element-type WfResource): everything that
 * @filter lets through, whatever it costs, in the list's order */
GPtrArray *wf_index_list (WfIndex *self,
                          const WfCatalogueFilter *filter,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
