/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-conditions.h"
#include "wf-curation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfCatalogue:
 *
 * The list of what there is: searched as one types, in any script, and matched to a client. It
 * reads catalogue.db, a cache that may be deleted at any time and is built again from the shipped
 * starter (imported sources are then read again from where they came), and lays over it what
 * local.db beside it says, through a thread of its own. Make, call and drop it on the main thread.
 *
 * Kinds "safety" and "practice" and closed entries come back only when asked for by name.
 */
#define WF_TYPE_CATALOGUE (wf_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (WfCatalogue, wf_catalogue, WF, CATALOGUE, GObject)

/**
 * WfCatalogueFilter:
 * @kinds: (nullable) (array zero-terminated=1): any of these; %NULL: every kind but "safety" and
 *   "practice"
 * @region: (nullable): "CA-ON": what covers it, national entries too; "CA": anything in Canada
 * @language: (nullable): BCP 47: served in it, or with interpreters
 * @free_only: the price is known to be nothing
 * @max_month: the price is known and at most this much a month, in the entry's own currency;
 *   below 0: any price
 * @include_closed: closed entries too, last
 * @hidden_only: what the agency hid, and nothing else
 * @remote_only: nobody has to go anywhere: by phone or on the web
 * @has_places: the source says that there are places left
 * @recent_only: the last change of its source was about it: it is new, or says something else
 * @open_only: its hours are known and hold @open_minute
 * @open_minute: of the week here, Monday 00:00 is 0: now; an offer's own clock counts for it
 * @near: where one goes from. Coverage before distance: only where @region is set, of entries that
 *   say what they cover and fit as well as one another, those within %WF_POINT_NEAR come first, the
 *   nearest first; all others, as those that say no place, follow in the list's order. What the
 *   agency pinned stays first. Keeps nothing away
 * @newer_than: its word is from this day or later (Julian day, g_date_get_julian()); 0: of any age
 *
 * Start from %WF_CATALOGUE_FILTER_INIT: zero-filled it lets only through what costs nothing. The
 * strings are copied by the call.
 */
typedef struct {
  const char *const *kinds;
  const char *region;
  const char *language;
  gboolean free_only;
  double max_month;
  gboolean include_closed;
  gboolean hidden_only;
  gboolean remote_only;
  gboolean has_places;
  gboolean recent_only;
  gboolean open_only;
  guint open_minute;
  guint newer_than;
  WfPoint near;
} WfCatalogueFilter;

/* clang-format off */
#define WF_CATALOGUE_FILTER_INIT { .max_month = -1 }
/* clang-format on */

/** One filter, to be let go of when nothing is found. */
typedef enum {
  WF_SEARCH_KIND,
  WF_SEARCH_PRICE,
  WF_SEARCH_LANGUAGE,
  WF_SEARCH_REGION,
  WF_SEARCH_REMOTE,
  WF_SEARCH_OPEN,
  WF_SEARCH_AGE,
  WF_SEARCH_PLACES,
  WF_SEARCH_RECENT,
  WF_SEARCH_N_FILTERS,
} WfSearchFilter;

/** wf_catalogue_filter_has: Returns: whether @filter filters by @which */
gboolean wf_catalogue_filter_has (const WfCatalogueFilter *filter, WfSearchFilter which);

/** wf_catalogue_filter_release: lets go of @which; its strings stay the caller's */
void wf_catalogue_filter_release (WfCatalogueFilter *filter, WfSearchFilter which);

/**
 * WfSearchResult:
 * @resources: (element-type WfResource): the best first, at most as many as asked for
 * @count: how many there are in all, or, when not @is_counted, at least
 * @is_counted: whether @count is all of them; else ask wf_catalogue_count_async(), which looks at
 *   every match and so takes longer than a keystroke should
 * @closed: how many closed entries also match, when they were not asked for: an old leaflet. Only
 *   from wf_catalogue_search_sync()
 * @did_you_mean: (nullable): words of the catalogue close to those typed, when they find little
 *   and these find more; offered, never put in their place
 * @relaxed: when nothing was found: how many there would be without one filter
 * @n_together: when letting go of one helps nothing: how many there would be without several
 * @together: those, a bit 1 << #WfSearchFilter each; none of them could stay
 */
typedef struct {
  GPtrArray *resources;
  guint count;
  gboolean is_counted;
  guint closed;
  char *did_you_mean;
  guint relaxed[WF_SEARCH_N_FILTERS];
  guint n_together;
  guint together;
} WfSearchResult;

void wf_search_result_free (WfSearchResult *self);

/** WfOfferChance: how likely an offer is to work, 0 to 1; called in the catalogue's thread */
typedef double (*WfOfferChance) (gconstpointer data, const char *entry_id);

/**
 * WfOfferQuery:
 * @kinds: (array zero-terminated=1): any of these; "practice" is never offered
 * @tags: (array zero-terminated=1): more of these first, but what is for one town only stands back
 *   where nobody said the town; what has none comes only where nothing fits
 * @without: (array zero-terminated=1) (nullable): what has one of these tags is not offered
 * @speaks: (nullable): only what serves in this language. Most of what is for the whole country
 *   serves in both its languages, so ask for a tag besides
 * @only_tagged: nothing stands in where nothing has one of @tags
 * @is_protected: the rule is for the navigator's eyes: every safety entry may come; else only
 *   those tagged legal-aid or health-line
 * @limit: at most so many; 0: all
 * @chance: (nullable): how likely an offer is to work here, over @chance_data
 */
typedef struct {
  const char *const *kinds;
  const char *const *tags;
  gboolean is_protected;
  guint limit;
  const char *const *without;
  const char *speaks;
  gboolean only_tagged;
  WfOfferChance chance;
  gconstpointer chance_data;
} WfOfferQuery;

/**
 * WfOffer:
 * @resource: what
 * @verdict: whether this client can get it
 * @tag_matches: how many of the query's tags it has
 * @speaks_language: served in the client's language
 * @check: whether to check before sending someone
 * @luck: its chance in tenths, rounded; the same for all without a chance
 */
typedef struct {
  WfResource *resource;
  WfVerdict *verdict;
  guint tag_matches;
  gboolean speaks_language;
  WfResourceCheck check;
  guint luck;
} WfOffer;

void wf_offer_free (WfOffer *self);

/**
 * wf_catalogue_open_async:
 * @database: (nullable): path of catalogue.db; %NULL: in memory. Made, or made again when it is
 *   older than the starter, damaged or from another version: it is a cache
 * @starter: path of the shipped list, starter.json
 * @words: (nullable): path of words.json, what else people call things; %NULL: none
 */
void wf_catalogue_open_async (const char *database,
                              const char *starter,
                              const char *words,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_catalogue_open_finish: Returns: (transfer full) (nullable): ready, or %NULL with
 * a #WfCatalogueError, or a #GFileError when a file cannot be read */
WfCatalogue *wf_catalogue_open_finish (GAsyncResult *result, GError **error);
/** wf_catalogue_open_sync: the blocking twin, for wayfinderctl and tests */
WfCatalogue *wf_catalogue_open_sync (const char *database,
                                     const char *starter,
                                     const char *words,
                                     GError **error);

/** wf_catalogue_close: ends the thread; calls after it fail. Dropping the last reference does it
 * too */
void wf_catalogue_close (WfCatalogue *self);

/**
 * wf_catalogue_search_async:
 * @text: what was typed, any UTF-8 or not; empty: everything the filter lets through
 * @filter: (nullable): %NULL: nothing filtered but safety, practice and closed
 * @limit: at most so many, > 0
 *
 * Costs about the same however many there are. A new search cancels the one that runs: it ends with
 * %G_IO_ERROR_CANCELLED.
 */
void wf_catalogue_search_async (WfCatalogue *self,
                                const char *text,
                                const WfCatalogueFilter *filter,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_catalogue_search_finish: Returns: (transfer full) (nullable): free with
 * wf_search_result_free() */
WfSearchResult *
wf_catalogue_search_finish (WfCatalogue *self, GAsyncResult *result, GError **error);
/** wf_catalogue_search_sync: the blocking twin for wayfinderctl and tests; it counts them all */
WfSearchResult *wf_catalogue_search_sync (WfCatalogue *self,
                                          const char *text,
                                          const WfCatalogueFilter *filter,
                                          guint limit,
                                          GError **error);

/**
 * wf_catalogue_count_async:
 *
 * How many wf_catalogue_search_async() would find in all. Looks at every match: ask it after a
 * search that is not counted; the next search cancels it.
 */
void wf_catalogue_count_async (WfCatalogue *self,
                               const char *text,
                               const WfCatalogueFilter *filter,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_catalogue_count_finish: Returns: %TRUE with the number in @out_count */
gboolean wf_catalogue_count_finish (WfCatalogue *self,
                                    GAsyncResult *result,
                                    guint *out_count,
                                    GError **error);

/**
 * wf_catalogue_count_kinds_async:
 *
 * How many of each kind wf_catalogue_search_async() would find, whatever kind @filter wants. Looks
 * at every match: ask it after the search; the next search cancels it.
 */
void wf_catalogue_count_kinds_async (WfCatalogue *self,
                                     const char *text,
                                     const WfCatalogueFilter *filter,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** wf_catalogue_count_kinds_finish: Returns: (transfer full) (nullable) (element-type utf8 guint):
 * kind → how many */
GHashTable *
wf_catalogue_count_kinds_finish (WfCatalogue *self, GAsyncResult *result, GError **error);

/** wf_catalogue_get_async: one entry by its @id; closed and safety ones too */
void wf_catalogue_get_async (WfCatalogue *self,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_catalogue_get_finish: Returns: (transfer full) (nullable): %NULL with
 * %WF_CATALOGUE_ERROR_NOT_FOUND when there is none */
WfResource *wf_catalogue_get_finish (WfCatalogue *self, GAsyncResult *result, GError **error);
WfResource *wf_catalogue_get_sync (WfCatalogue *self, const char *id, GError **error);

/**
 * wf_catalogue_save_edit_async:
 * @edit: copied; its value and entry are kept as references and must not change
 *
 * As wf_catalogue_edit(), from a window: searches wait for it, which is a moment. In memory there
 * is no place to keep it: %WF_CATALOGUE_ERROR_DATABASE.
 */
void wf_catalogue_save_edit_async (WfCatalogue *self,
                                   const WfEdit *edit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean wf_catalogue_save_edit_finish (WfCatalogue *self, GAsyncResult *result, GError **error);
gboolean wf_catalogue_save_edit_sync (WfCatalogue *self, const WfEdit *edit, GError **error);

/** wf_catalogue_list_merged_async: what was merged into the entry @id */
void wf_catalogue_list_merged_async (WfCatalogue *self,
                                     const char *id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** wf_catalogue_list_merged_finish: Returns: (transfer full) (nullable) (element-type WfResource)
 */
GPtrArray *
wf_catalogue_list_merged_finish (WfCatalogue *self, GAsyncResult *result, GError **error);

/**
 * wf_catalogue_offers_async:
 * @queries: (element-type WfOfferQuery): one for each statement of a plan; kept as a reference
 *   until done, its strings too
 * @facts: what is known about the client; %WF_FACT_REGION narrows, unknown leaves all in
 * @language: (nullable): the client's, BCP 47: a tie-break
 * @today: the day
 *
 * Never in it: closed entries, those of another region, kind practice, and what is tagged
 * for-workers, for-agencies or closed-example. Order: what the client cannot get last; then more
 * of the tags; then *eligible* before *ask*; then the client's language, what worked better for
 * others here, their own region before the whole country, no check mark, and the list's own order.
 */
void wf_catalogue_offers_async (WfCatalogue *self,
                                GPtrArray *queries,
                                WfFacts *facts,
                                const char *language,
                                const GDate *today,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_catalogue_offers_finish: Returns: (transfer full) (nullable) (element-type GPtrArray): for
 * each query, in order, its offers: a #GPtrArray of #WfOffer */
GPtrArray *wf_catalogue_offers_finish (WfCatalogue *self, GAsyncResult *result, GError **error);
GPtrArray *wf_catalogue_offers_sync (WfCatalogue *self,
                                     GPtrArray *queries,
                                     WfFacts *facts,
                                     const char *language,
                                     const GDate *today,
                                     GError **error);

/** wf_search_result_to_json: Returns: (transfer full): {"count","results":[{"id","name",
 * "organization","kind","status","as_of","regions"}]} as the command prints it; with "did_you_mean"
 * where there is one and, when nothing was found, "relaxed": {filter: how many without it},
 * and, when no single one helps, "relaxed_together": {"filters","count"} */
JsonObject *wf_search_result_to_json (const WfSearchResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSearchResult, wf_search_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfOffer, wf_offer_free)

G_END_DECLS
