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
 * As wf_catalogue_search_async(): what costs more the more there are is left to
 * wf_index_count_found().
 */
WfSearchResult *wf_index_search (WfIndex *self,
                                 const char *text,
                                 const WfCatalogueFilter *filter,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GError **error);

/** wf_index_count_found: @result: of wf_index_search() with the same words; now counted, the closed
 * ones too */
gboolean wf_index_count_found (WfIndex *self,
                               const char *text,
                               const WfCatalogueFilter *filter,
                               WfSearchResult *result,
                               GCancellable *cancellable,
                               GError **error);

/** wf_index_count: as wf_catalogue_count_async() */
gboolean wf_index_count (WfIndex *self,
                         const char *text,
                         const WfCatalogueFilter *filter,
                         guint *out_count,
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
