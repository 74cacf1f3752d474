/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search: candidates in the list's own order from the names, then from everything short, then,
 * when that finds little, from all text; then the names that fit best go first. Runs in the
 * catalogue's own thread.
 *
 * Reading in rowid order stops at the limit, so the cost of a keystroke does not grow with the
 * number of matches; only counts look at all of them, and those are questions of their own.
 *
 * Invariant: a search reads one state of the catalogue from its first query to its last body,
 * whoever writes meanwhile.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-search.h"

#include "wf-catalogue-error.h"
#include "wf-guess.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-query.h"
#include "wf-statement.h"

#include <string.h>

/* So many of the best in the list's order, or as many as asked for, are ranked by how they fit what
 * was typed. Whoever bears the very name is among them wherever it stands. */
#define CANDIDATES 100
/* Fewer matches than this, and the long texts are asked too. */
#define FEW 20
/* Fewer than this, and other words may have been meant. */
#define GUESS_BELOW 3

/* What a fit is worth; the list's own order decides between equals. */
#define SAME_NAME    1000
#define NAME_BEGINS  500
#define FITS_KIND    250
#define IN_NAMES     200
#define IN_BRIEF     100
#define CLOSED_WORTH (-10000)

#define FAR G_MAXUINT

/* ?1 what, ?2 to ?3 ranks; ?4 price, ?6 age, ?7 minute and ?9 recent need the entry, a plain count
 * does not.
 */
#define IN_BRIEF_INDEX  " FROM brief WHERE brief MATCH ?1 AND brief.rowid BETWEEN ?2 AND ?3"
#define IN_DETAIL_INDEX " FROM detail WHERE detail MATCH ?1 AND detail.rowid BETWEEN ?2 AND ?3"
#define IF_WANTED                                                                                  \
  " AND (?4 < 0 OR e.month_price <= ?4) AND (?6 = 0 OR e.as_of >= ?6)"                             \
  " AND (?7 < 0 OR wf_is_open (e.hours, ?7))"                                                      \
  " AND (?9 = 0 OR e.id IN (SELECT id FROM recent))"
#define WITH_BRIEF                                                                                 \
  " FROM brief CROSS JOIN entry AS e ON e.rank = brief.rowid WHERE brief MATCH ?1"                 \
  " AND brief.rowid BETWEEN ?2 AND ?3"
#define WITH_DETAIL                                                                                \
  " FROM detail CROSS JOIN entry AS e ON e.rank = detail.rowid WHERE detail MATCH ?1"              \
  " AND detail.rowid BETWEEN ?2 AND ?3"

#define COLUMNS             "SELECT e.rank, e.names, e.kind, e.is_closed, e.north, e.east"
#define FIND_BRIEF(wanted)  COLUMNS WITH_BRIEF wanted " ORDER BY brief.rowid LIMIT ?5"
#define FIND_DETAIL(wanted) COLUMNS WITH_DETAIL wanted " ORDER BY detail.rowid LIMIT ?5"
/* Folded names hold letters and blanks, and a line break, char (10), between them. */
#define FIND_NAMED(wanted)                                                                         \
  COLUMNS " FROM entry AS e CROSS JOIN brief"                                                      \
          " ON brief.rowid = e.rank WHERE e.names >= ?8 AND e.names < ?8 || char (11)"             \
          " AND brief MATCH ?1 AND +e.rank BETWEEN ?2 AND ?3" wanted " LIMIT ?5"
#define LIST_BODIES                                                                                \
  "SELECT b.json FROM brief CROSS JOIN body AS b ON b.rank = brief.rowid WHERE brief MATCH ?1"     \
  " AND brief.rowid BETWEEN ?2 AND ?3 ORDER BY brief.rowid"
#define READ_BODY  "SELECT json FROM body WHERE rank = ?1"
#define READ_BY_ID "SELECT b.json FROM entry AS e JOIN body AS b USING (rank) WHERE e.id = ?1"

/* In which index, and by which statements; the second of two looks at the entry's own filters. */
typedef struct {
  const char *find[2];
  const char *count[2];
  const char *count_kinds;
} Place;

static const Place NAMED = { .find = { FIND_NAMED (""), FIND_NAMED (IF_WANTED) } };
static const Place BRIEF = { { FIND_BRIEF (""), FIND_BRIEF (IF_WANTED) },
                             { "SELECT count(*)" IN_BRIEF_INDEX,
                               "SELECT count(*)" WITH_BRIEF IF_WANTED },
                             "SELECT e.kind, count(*)" WITH_BRIEF IF_WANTED " GROUP BY e.kind" };
static const Place DETAIL = { { FIND_DETAIL (""), FIND_DETAIL (IF_WANTED) },
                              { "SELECT count(*)" IN_DETAIL_INDEX,
                                "SELECT count(*)" WITH_DETAIL IF_WANTED },
                              "SELECT e.kind, count(*)" WITH_DETAIL IF_WANTED " GROUP BY e.kind" };

typedef struct {
  gint64 rank;
  int worth;
  guint distance; /* 100 m */
} Candidate;

typedef struct {
  WfIndex *index;
  GPtrArray *groups; /* of WfTypedWord */
  char *typed;       /* as a name */
  GHashTable *kinds; /* that a word typed is the name of */
  GCancellable *cancellable;
  guint limit;
  GArray *candidates; /* of Candidate; who was found twice is in it twice */
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->groups, g_ptr_array_unref);
  g_clear_pointer (&search->typed, g_free);
  g_clear_pointer (&search->kinds, g_hash_table_unref);
  g_clear_pointer (&search->candidates, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* "internet": the name of a kind and nothing else. Who has the word in their name is no better. */
static gboolean
is_kind_only (const Search *search)
{
  return search->groups->len == 1 && g_hash_table_size (search->kinds) > 0;
}

/* How the names, a line each, fit: one is the same, one begins so, or neither. They are read where
 * they lie, for a keystroke looks at a hundred. */
static int
weigh_names (const Search *search, WfStatement *row)
{
  gsize size, typed_size = strlen (search->typed);
  const char *name = (const char *) wf_statement_get_blob (row, 1, &size);
  const char *end = name != NULL ? name + size : NULL;
  int best = 0;

  while (typed_size > 0 && name < end)
    {
      const char *stop = memchr (name, '\n', (gsize) (end - name));
      gsize length = (gsize) ((stop != NULL ? stop : end) - name);

      if (length >= typed_size && memcmp (name, search->typed, typed_size) == 0)
        best = MAX (best, length == typed_size ? SAME_NAME : NAME_BEGINS);
      name = stop != NULL ? stop + 1 : end;
    }
  return best;
}

static int
weigh (const Search *search, WfStatement *row, int base)
{
  gboolean fits_kind = g_hash_table_size (search->kinds) > 0 &&
                       g_hash_table_contains (search->kinds, wf_statement_get_text (row, 2));

  return base + (is_kind_only (search) ? 0 : weigh_names (search, row)) +
         (fits_kind ? FITS_KIND : 0) + (wf_statement_get_int (row, 3) != 0 ? CLOSED_WORTH : 0);
}

/* What is far is as far as what says no place. */
static guint
measure (WfStatement *row, const WfPoint *from)
{
  WfPoint at;
  double distance;

  if (!from->is_known)
    return FAR;
  if (wf_index_is_pinned (wf_statement_get_int (row, 0)))
    return 0;
  if (wf_statement_is_null (row, 4))
    return FAR;
  at = wf_point_make (wf_statement_get_double (row, 4), wf_statement_get_double (row, 5));
  distance = wf_point_get_distance (from, &at);
  return distance < 0 || distance > WF_POINT_NEAR ? FAR : (guint) (distance * 10);
}

static GHashTable *
find_kinds (GPtrArray *groups, const WfWords *words)
{
  GHashTable *kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < groups->len; i++)
    {
      const WfTypedWord *group = groups->pdata[i];
      const char *kind = wf_words_find_kind (words, group->all[0]);

      if (kind != NULL)
        g_hash_table_add (kinds, (gpointer) kind);
    }
  return kinds;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->worth != right->worth)
    return left->worth > right->worth ? -1 : 1;
  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;
  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

static WfStatement *
prepare (const Search *search,
         const char *sql,
         const char *match,
         const WfQueryFilter *filter,
         GError **error)
{
  g_autoptr (WfStatement) statement = NULL;

  if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return NULL;
  statement = wf_statement_prepare (search->index->db, sql, error);
  if (statement == NULL)
    return NULL;
  wf_statement_bind_text (statement, 1, match);
  wf_statement_bind_int (statement, 2, filter->first);
  wf_statement_bind_int (statement, 3, filter->last);
  return g_steal_pointer (&statement);
}

static void
bind_wanted (WfStatement *statement, const WfQueryFilter *filter)
{
  wf_statement_bind_double (statement, 4, filter->max_price);
  wf_statement_bind_int (statement, 6, filter->newer_than);
  wf_statement_bind_int (statement, 7, filter->open_minute);
  wf_statement_bind_int (statement, 9, filter->recent_only);
}

static gboolean
count (const Search *search,
       const Place *place,
       const char *match,
       const WfQueryFilter *filter,
       guint *out_count,
       GError **error)
{
  g_autoptr (WfStatement) statement =
      prepare (search, place->count[filter->needs_entry], match, filter, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  if (filter->needs_entry)
    bind_wanted (statement, filter);
  if (!wf_statement_step (statement, &has_row, error))
    return FALSE;
  *out_count = (guint) wf_statement_get_int (statement, 0);
  return TRUE;
}

static guint
get_wanted (const Search *search)
{
  return MAX (search->limit, CANDIDATES);
}

/* @out_rows: how many came; all there are when fewer than wanted. */
static gboolean
find (Search *search,
      const Place *place,
      const char *match,
      const WfQueryFilter *filter,
      int base,
      guint *out_rows,
      GError **error)
{
  g_autoptr (WfStatement) statement =
      prepare (search, place->find[filter->needs_entry], match, filter, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  *out_rows = 0;
  if (filter->needs_entry)
    bind_wanted (statement, filter);
  wf_statement_bind_int (statement, 5, get_wanted (search));
  if (place == &NAMED)
    wf_statement_bind_text (statement, 8, search->typed);
  while (wf_statement_step (statement, &has_row, error))
    {
      Candidate candidate;

      if (!has_row)
        return TRUE;
      (*out_rows)++;
      candidate.rank = wf_statement_get_int (statement, 0);
      candidate.worth = weigh (search, statement, base);
      candidate.distance = measure (statement, &filter->point);
      g_array_append_val (search->candidates, candidate);
    }
  return FALSE;
}

static WfResource *
read_body (WfStatement *statement, GError **error)
{
  gsize size;
  const char *text = (const char *) wf_statement_get_blob (statement, 0, &size);

  return wf_resource_new_from_text (text != NULL ? text : "", size, error);
}

/* The best @limit, each once, as what it is worth most as. */
static void
keep_best (GArray *candidates, guint limit)
{
  Candidate *all = (Candidate *) (gpointer) candidates->data;
  guint kept = 0;

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && kept < limit; i++)
    {
      guint same = 0;

      while (same < kept && all[same].rank != all[i].rank)
        same++;
      if (same == kept)
        all[kept++] = all[i];
    }
  g_array_set_size (candidates, kept);
}

static gboolean
read_best (Search *search, guint limit, GPtrArray *resources, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (search->index->db, READ_BODY, error);

  if (read == NULL)
    return FALSE;
  keep_best (search->candidates, limit);
  for (guint i = 0; i < search->candidates->len; i++)
    {
      gboolean has_row;
      WfResource *resource;

      wf_statement_bind_int (read, 1, g_array_index (search->candidates, Candidate, i).rank);
      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      resource = read_body (read, error);
      if (resource == NULL)
        return FALSE;
      g_ptr_array_add (resources, resource);
      wf_statement_reset (read);
    }
  return TRUE;
}

/* The best of what is near, wherever it stands in the list. */
static gboolean
find_near (Search *search, const WfQueryFilter *filter, GError **error)
{
  g_autofree char *names = NULL, *brief = NULL;
  guint ignored;

  if (filter->near == NULL)
    return TRUE;
  names = wf_query_build_match (search->groups, WF_QUERY_NAMES, filter->near);
  brief = wf_query_build_match (search->groups, WF_QUERY_BRIEF, filter->near);
  return (search->groups->len == 0 || is_kind_only (search) ||
          find (search, &BRIEF, names, filter, IN_NAMES, &ignored, error)) &&
         find (search, &BRIEF, brief, filter, IN_BRIEF, &ignored, error);
}

/* Names, then all that is short; the long texts when that is little. Where the names alone are
 * enough, and no kind was named that would put others before them, the rest is not looked at. What
 * all came is counted with that. */
static gboolean
find_all (Search *search, const WfQueryFilter *filter, WfSearchResult *result, GError **error)
{
  const char *facets = filter->facets;
  g_autofree char *names = wf_query_build_match (search->groups, WF_QUERY_NAMES, facets);
  g_autofree char *brief = wf_query_build_match (search->groups, WF_QUERY_BRIEF, facets);
  g_autofree char *detail = wf_query_build_match (search->groups, WF_QUERY_DETAIL, facets);

  guint named = 0;

  if (!find_near (search, filter, error))
    return FALSE;
  if (search->groups->len > 0 && !is_kind_only (search) &&
      (!find (search, &NAMED, names, filter, IN_NAMES, &named, error) ||
       !find (search, &BRIEF, names, filter, IN_NAMES, &named, error)))
    return FALSE;
  result->count = named;
  if (named == get_wanted (search) && g_hash_table_size (search->kinds) == 0)
    return TRUE;
  if (!find (search, &BRIEF, brief, filter, IN_BRIEF, &result->count, error))
    return FALSE;
  if (search->groups->len > 0 && result->count < FEW &&
      !find (search, &DETAIL, detail, filter, 0, &result->count, error))
    return FALSE;
  result->is_counted = result->count < get_wanted (search);
  return TRUE;
}

static gboolean
count_closed (const Search *search,
              const WfCatalogueFilter *filter,
              WfSearchResult *result,
              GError **error)
{
  g_auto (WfQueryFilter) closed = { NULL };
  g_autofree char *match = NULL;

  if (filter->include_closed || search->groups->len == 0)
    return TRUE;
  wf_query_filter_init (&closed, filter, TRUE);
  match = wf_query_build_match (search->groups, WF_QUERY_BRIEF, closed.facets);
  return count (search, &BRIEF, match, &closed, &result->closed, error);
}

/* How many there are: in all that is short or, when that is little, in all text. */
static gboolean
count_all (const Search *search, const WfQueryFilter *filter, guint *out_count, GError **error)
{
  g_autofree char *brief = wf_query_build_match (search->groups, WF_QUERY_BRIEF, filter->facets);
  g_autofree char *detail = wf_query_build_match (search->groups, WF_QUERY_DETAIL, filter->facets);

  if (!count (search, &BRIEF, brief, filter, out_count, error))
    return FALSE;
  return search->groups->len == 0 || *out_count >= FEW ||
         count (search, &DETAIL, detail, filter, out_count, error);
}

/* What each filter keeps away, when together they keep everything away. */
static gboolean
relax (const Search *search,
       const WfCatalogueFilter *filter,
       WfSearchResult *result,
       GError **error)
{
  for (guint which = 0; filter != NULL && which < WF_SEARCH_N_FILTERS; which++)
    {
      WfCatalogueFilter rest = *filter;
      g_auto (WfQueryFilter) wanted = { NULL };

      if (!wf_catalogue_filter_has (filter, which))
        continue;
      wf_catalogue_filter_release (&rest, which);
      wf_query_filter_init (&wanted, &rest, FALSE);
      if (!count_all (search, &wanted, &result->relaxed[which], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_without (const Search *search,
               const WfCatalogueFilter *filter,
               guint together,
               guint *out_count,
               GError **error)
{
  WfCatalogueFilter rest = *filter;
  g_auto (WfQueryFilter) wanted = { NULL };

  for (guint which = 0; which < WF_SEARCH_N_FILTERS; which++)
    {
      if (together & 1U << which)
        wf_catalogue_filter_release (&rest, which);
    }
  wf_query_filter_init (&wanted, &rest, FALSE);
  return count_all (search, &wanted, out_count, error);
}

/* No single filter is the one that stands in the way: without all of them, and then each that can
 * stay is put back. */
static gboolean
relax_together (const Search *search,
                const WfCatalogueFilter *filter,
                WfSearchResult *result,
                GError **error)
{
  guint together = 0, count = 0;

  for (guint which = 0; filter != NULL && which < WF_SEARCH_N_FILTERS; which++)
    {
      if (result->relaxed[which] > 0)
        return TRUE;
      together |= wf_catalogue_filter_has (filter, which) ? 1U << which : 0;
    }
  if ((together & (together - 1)) == 0)
    return TRUE;
  if (!count_without (search, filter, together, &count, error))
    return FALSE;
  for (guint which = WF_SEARCH_N_FILTERS; count > 0 && which-- > 0;)
    {
      guint fewer = together & ~(1U << which), left = 0;

      if (fewer == together)
        continue;
      if (!count_without (search, filter, fewer, &left, error))
        return FALSE;
      together = left > 0 ? fewer : together;
      count = left > 0 ? left : count;
    }
  result->n_together = count;
  result->together = count > 0 ? together : 0;
  return TRUE;
}

/* Other words are offered only when more fits them, with the filters as they are. */
static gboolean
guess (Search *search, const WfQueryFilter *filter, WfSearchResult *result, GError **error)
{
  g_autofree char *words = NULL;
  g_autoptr (GError) inner = NULL;
  Search other = *search;
  guint found = 0;
  gboolean ok;

  if (search->groups->len == 0 || result->count >= GUESS_BELOW)
    return TRUE;
  words = wf_index_guess (search->index, search->groups, search->cancellable, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (words == NULL)
    return TRUE;
  other.groups = wf_query_read (words, search->index->words);
  ok = count_all (&other, filter, &found, error);
  g_ptr_array_unref (other.groups);
  if (ok && found > result->count)
    result->did_you_mean = g_steal_pointer (&words);
  return ok;
}

static void
search_init (Search *search, WfIndex *index, const char *text, GCancellable *cancellable)
{
  search->index = index;
  search->groups = wf_query_read (text, index->words);
  search->typed = wf_letters_fold_name (text);
  search->kinds = find_kinds (search->groups, index->words);
  search->cancellable = cancellable;
  search->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
}

static gpointer
fail (GError **error, GError *inner)
{
  if (inner->domain == WF_STORE_ERROR)
    wf_catalogue_take_error (error, inner);
  else
    g_propagate_error (error, inner);
  return NULL;
}

void
wf_search_result_free (WfSearchResult *self)
{
  g_ptr_array_unref (self->resources);
  g_free (self->did_you_mean);
  g_free (self);
}

static gboolean
run (WfIndex *self, const char *sql, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (self->db, sql, error);

  return statement != NULL && wf_statement_run (statement, error);
}

/* What was typed has no letter in it: nothing is called so. */
static gboolean
has_no_letter (const Search *search, const char *text)
{
  return search->groups->len == 0 && text[strspn (text, " \t\n")] != '\0';
}

WfSearchResult *
wf_index_search (WfIndex *self,
                 const char *text,
                 const WfCatalogueFilter *filter,
                 guint limit,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Search) search = { NULL };
  g_auto (WfQueryFilter) wanted = { NULL };
  g_autoptr (WfSearchResult) result = g_new0 (WfSearchResult, 1);
  g_autoptr (GError) inner = NULL;

  search_init (&search, self, text, cancellable);
  search.limit = limit;
  wf_query_filter_init (&wanted, filter, FALSE);
  result->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);

  result->is_counted = has_no_letter (&search, text);
  if (result->is_counted)
    return g_steal_pointer (&result);
  if (run (self, "BEGIN", &inner) && find_all (&search, &wanted, result, &inner) &&
      read_best (&search, limit, result->resources, &inner) &&
      guess (&search, &wanted, result, &inner) &&
      (result->count > 0 || (relax (&search, filter, result, &inner) &&
                             relax_together (&search, filter, result, &inner))) &&
      run (self, "COMMIT", &inner))
    return g_steal_pointer (&result);
  wf_database_rollback (self->db);
  return fail (error, g_steal_pointer (&inner));
}

gboolean
wf_index_count (WfIndex *self,
                const char *text,
                const WfCatalogueFilter *filter,
                guint *out_count,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (Search) search = { NULL };
  g_auto (WfQueryFilter) wanted = { NULL };
  g_autoptr (GError) inner = NULL;
  guint found = 0;

  search_init (&search, self, text, cancellable);
  wf_query_filter_init (&wanted, filter, FALSE);
  if (!has_no_letter (&search, text) && !count_all (&search, &wanted, &found, &inner))
    return fail (error, g_steal_pointer (&inner)) != NULL;
  *out_count = found;
  return TRUE;
}

gboolean
wf_index_count_found (WfIndex *self,
                      const char *text,
                      const WfCatalogueFilter *filter,
                      WfSearchResult *result,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Search) search = { NULL };
  g_autoptr (GError) inner = NULL;

  if (!result->is_counted &&
      !wf_index_count (self, text, filter, &result->count, cancellable, error))
    return FALSE;
  result->is_counted = TRUE;
  search_init (&search, self, text, cancellable);
  if (!count_closed (&search, filter, result, &inner))
    return fail (error, g_steal_pointer (&inner)) != NULL;
  return TRUE;
}

static gboolean
add_kinds (const Search *search,
           const Place *place,
           const char *match,
           const WfQueryFilter *filter,
           GHashTable *counts,
           guint *out_sum,
           GError **error)
{
  g_autoptr (WfStatement) statement = prepare (search, place->count_kinds, match, filter, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  bind_wanted (statement, filter);
  g_hash_table_remove_all (counts);
  *out_sum = 0;
  while (wf_statement_step (statement, &has_row, error))
    {
      guint found;

      if (!has_row)
        return TRUE;
      found = (guint) wf_statement_get_int (statement, 1);
      g_hash_table_insert (counts, wf_statement_dup_text (statement, 0), GUINT_TO_POINTER (found));
      *out_sum += found;
    }
  return FALSE;
}

GHashTable *
wf_index_count_kinds (WfIndex *self,
                      const char *text,
                      const WfCatalogueFilter *filter,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Search) search = { NULL };
  g_auto (WfQueryFilter) wanted = { NULL };
  WfCatalogueFilter any = *filter;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) inner = NULL;
  guint sum = 0;

  wf_catalogue_filter_release (&any, WF_SEARCH_KIND);
  search_init (&search, self, text, cancellable);
  wf_query_filter_init (&wanted, &any, FALSE);

  g_autofree char *brief = wf_query_build_match (search.groups, WF_QUERY_BRIEF, wanted.facets);
  g_autofree char *detail = wf_query_build_match (search.groups, WF_QUERY_DETAIL, wanted.facets);

  if (has_no_letter (&search, text))
    return g_steal_pointer (&counts);
  if (!add_kinds (&search, &BRIEF, brief, &wanted, counts, &sum, &inner) ||
      (search.groups->len > 0 && sum < FEW &&
       !add_kinds (&search, &DETAIL, detail, &wanted, counts, &sum, &inner)))
    return fail (error, g_steal_pointer (&inner));
  return g_steal_pointer (&counts);
}

WfResource *
wf_index_get (WfIndex *self, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, READ_BY_ID, &inner);
  gboolean has_row = FALSE;

  if (read != NULL)
    wf_statement_bind_text (read, 1, id);
  if (read == NULL || !wf_statement_step (read, &has_row, &inner))
    return fail (error, g_steal_pointer (&inner));
  if (!has_row)
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND,
                   "there is no entry “%s”", id);
      return NULL;
    }
  return read_body (read, error);
}

GPtrArray *
wf_index_list (WfIndex *self,
               const WfCatalogueFilter *filter,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Search) search = { NULL };
  g_auto (WfQueryFilter) wanted = { NULL };
  g_autofree char *match = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);
  g_autoptr (GError) inner = NULL;
  gboolean has_row = TRUE;

  search_init (&search, self, "", cancellable);
  wf_query_filter_init (&wanted, filter, FALSE);
  match = wf_query_build_match (search.groups, WF_QUERY_BRIEF, wanted.facets);

  g_autoptr (WfStatement) statement = prepare (&search, LIST_BODIES, match, &wanted, &inner);

  while (statement != NULL && wf_statement_step (statement, &has_row, &inner) && has_row)
    {
      WfResource *resource = read_body (statement, &inner);

      if (resource == NULL)
        break;
      g_ptr_array_add (list, resource);
    }
  return inner != NULL ? fail (error, g_steal_pointer (&inner)) : g_steal_pointer (&list);
}
