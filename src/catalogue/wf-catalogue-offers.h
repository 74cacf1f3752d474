/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"

G_BEGIN_DECLS

/* Private to catalogue/: what can be offered to one client, in the index's thread. */

/** wf_index_find_offers: as wf_catalogue_offers_sync() for one query
 *
 * Returns: (transfer full) (nullable) (element-type WfOffer): the best first */
GPtrArray *wf_index_find_offers (WfIndex *self,
                                 const WfOfferQuery *query,
                                 WfFacts *facts,
                                 const char *language,
                                 const GDate *today,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
