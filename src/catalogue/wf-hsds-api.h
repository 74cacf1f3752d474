/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"
#include "wf-fetch.h"
#include "wf-import-report.h"

G_BEGIN_DECLS

/**
 * WfHsdsApiOptions:
 * @url: of the interface, above /services
 * @source: (nullable): what it replaces the next time; %NULL: made from the URL's host and path
 * @title: (nullable): what people read; %NULL: the URL
 * @region: (nullable): ISO 3166: where entries are that do not say it
 * @may_shrink: a person agreed that many entries go
 *
 * Zero-fill, then set.
 */
typedef struct {
  const char *url;
  const char *source;
  const char *title;
  const char *region;
  gboolean may_shrink;
} WfHsdsApiOptions;

/**
 * wf_hsds_api_import:
 * @out_report: (out) (optional): what was taken, repaired, refused
 * @out_totals: (out) (optional): what changed
 *
 * Reads an HSDS 3 interface: lines (format=ndjson) where they are offered, else page by page; the
 * next time only what changed since (modified_after), with the whole list of ids (minimal) to see
 * what is gone. A list that changes while it is walked is walked again; an entry on two pages
 * counts once. What a list leaves out is asked for entry by entry. Blocks: a worker's thread.
 *
 * Returns: %FALSE with @error and nothing changed: #WfFetchError, %WF_CATALOGUE_ERROR_FORMAT when
 * it is no HSDS or more than one in twenty entries would go and nobody agreed, or cancelled
 */
gboolean wf_hsds_api_import (WfCatalogueStore *store,
                             WfFetch *fetch,
                             const WfHsdsApiOptions *options,
                             GCancellable *cancellable,
                             WfImportReport **out_report,
                             WfBatchTotals *out_totals,
                             GError **error);

G_END_DECLS
