/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-words.h"

G_BEGIN_DECLS

/* Private to catalogue/: what reaches MATCH. The text as typed never does. */

/** More words than this narrow nothing. */
#define WF_QUERY_WORDS_MAX 24

/** Columns to look in. */
typedef enum {
  WF_QUERY_NAMES,
  WF_QUERY_BRIEF,
  WF_QUERY_DETAIL,
} WfQueryColumns;

/**
 * wf_query_read:
 * @text: as typed, any bytes
 *
 * Returns: (transfer full) (element-type WfTypedWord): its words, little ones left away when
 *   there are others
 */
GPtrArray *wf_query_read (const char *text, const WfWords *words);

/**
 * WfQueryFilter:
 * @facets: tokens of column "facet" for MATCH; may be empty
 * @first: the smallest rank
 * @last: the greatest rank
 * @max_price: a month; below 0: any
 * @newer_than: Julian day; 0: any
 * @open_minute: of the week; below 0: whenever
 * @recent_only: as in #WfCatalogueFilter
 * @near: (nullable): tokens of column "facet" for MATCH: @facets, and about @point
 * @point: where to go from, when it counts
 * @needs_entry: whether anything but facets and ranks is asked
 *
 * A filter as the index takes it.
 */
typedef struct {
  char *facets;
  char *near;
  WfPoint point;
  gint64 first;
  gint64 last;
  double max_price;
  gint64 newer_than;
  gint64 open_minute;
  gboolean recent_only;
  gboolean needs_entry;
} WfQueryFilter;

/**
 * wf_query_filter_init:
 * @closed: %TRUE: only closed entries; %FALSE: only open ones, or both when the filter says so
 */
void wf_query_filter_init (WfQueryFilter *self, const WfCatalogueFilter *filter, gboolean closed);
void wf_query_filter_clear (WfQueryFilter *self);

/**
 * wf_query_build_match:
 * @groups: (element-type WfTypedWord): words; all must be found, the last one may go on
 * @facets: as in #WfQueryFilter
 *
 * Returns: (transfer full): the argument of MATCH: each token one quoted string, AND between words
 */
char *wf_query_build_match (GPtrArray *groups, WfQueryColumns columns, const char *facets);

/** wf_query_build_word: Returns: (transfer full): as wf_query_build_match(), for one token alone */
char *wf_query_build_word (const char *token, gboolean may_go_on);

/** wf_query_get_band: Returns: where the ranks of entries such as @resource begin */
gint64 wf_query_get_band (const WfResource *resource);

/** wf_query_has_place: Returns: whether distance counts for @resource: it says where it is, and
 * what it covers */
gboolean wf_query_has_place (const WfResource *resource);

/** wf_query_get_facets: Returns: (transfer full): the tokens by which @resource is filtered */
char *wf_query_get_facets (const WfResource *resource);

/** wf_query_get_month_price: Returns: what @resource costs a month, or below 0 when not known */
double wf_query_get_month_price (const WfResource *resource);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfQueryFilter, wf_query_filter_clear)

G_END_DECLS
