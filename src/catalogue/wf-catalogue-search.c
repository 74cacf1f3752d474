/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search: candidates in the list's own order from the names, then from everything short, then,
 * when that finds little, from all text; then the names that fit best go first. Runs in the
 * catalogue's own thread.
 *
 * Reading in rowid order stops at the limit, so the cost of a keystroke does not grow with the
 * number of matches; only the count looks at all of them.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-search.h"

#include "wf-json.h"
#include "wf-letters.h"
#include "wf-query.h"
#include "wf-statement.h"

#include <string.h>

/* So many of the best in the list's order are ranked by how they fit what was typed. */
#define CANDIDATES 500
/* Fewer matches than this, and the long texts are asked too. */
#define FEW 20

/* What a fit is worth; the list's own order decides between equals. */
#define SAME_NAME    1000
#define NAME_BEGINS  500
#define FITS_KIND    250
#define IN_NAMES     200
#define IN_BRIEF     100
#define CLOSED_WORTH (-10000)

#define FROM_BRIEF                                                                                 \
  " FROM brief CROSS JOIN resource AS r ON r.rank = brief.rowid"                                   \
  " WHERE brief MATCH ?1 AND (?2 < 0 OR r.month_price <= ?2)"
#define FROM_DETAIL                                                                                \
  " FROM detail CROSS JOIN resource AS r ON r.rank = detail.rowid"                                 \
  " WHERE detail MATCH ?1 AND (?2 < 0 OR r.month_price <= ?2)"

#define FIND_BRIEF                                                                                 \
  "SELECT r.rank, r.name, r.alt, r.facet" FROM_BRIEF " ORDER BY brief.rowid LIMIT ?3"
#define FIND_DETAIL                                                                                \
  "SELECT r.rank, r.name, r.alt, r.facet" FROM_DETAIL " ORDER BY detail.rowid LIMIT ?3"
#define COUNT_BRIEF  "SELECT count(*)" FROM_BRIEF
#define COUNT_DETAIL "SELECT count(*)" FROM_DETAIL
#define LIST_BODIES  "SELECT r.body" FROM_BRIEF " ORDER BY brief.rowid"
#define READ_BODY    "SELECT body FROM resource WHERE rank = ?1"
#define READ_BY_ID   "SELECT body FROM resource WHERE id = ?1"

typedef struct {
  gint64 rank;
  int worth;
} Candidate;

typedef struct {
  WfIndex *index;
  GPtrArray *groups; /* of WfTypedWord */
  char *typed;       /* as a name */
  double max_price;  /* below 0: any */
  GCancellable *cancellable;
  GArray *candidates; /* of Candidate */
  GHashTable *seen;   /* of ranks */
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->groups, g_ptr_array_unref);
  g_clear_pointer (&search->typed, g_free);
  g_clear_pointer (&search->candidates, g_array_unref);
  g_clear_pointer (&search->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* How a name fits: the same, begins so, or neither. */
static int
weigh_name (const Search *search, const char *name)
{
  g_autofree char *folded = wf_letters_fold_name (name);

  if (*search->typed == '\0')
    return 0;
  if (strcmp (folded, search->typed) == 0)
    return SAME_NAME;
  return g_str_has_prefix (folded, search->typed) ? NAME_BEGINS : 0;
}

static gboolean
has_facet (const char *facets, const char *prefix, const char *name)
{
  g_autofree char *token = g_strconcat (prefix, name, " ", NULL);

  return strstr (facets, token) != NULL;
}

static gboolean
fits_kind (const Search *search, const char *facets)
{
  for (guint i = 0; i < search->groups->len; i++)
    {
      const WfTypedWord *group = search->groups->pdata[i];
      const char *kind = wf_words_find_kind (search->index->words, group->all[0]);

      if (kind != NULL && has_facet (facets, "xk", kind))
        return TRUE;
    }
  return FALSE;
}

static int
weigh (const Search *search, WfStatement *row, int base)
{
  const char *facets = wf_statement_get_text (row, 3);
  g_auto (GStrv) others = g_strsplit (wf_statement_get_text (row, 2), "\n", -1);
  int name = weigh_name (search, wf_statement_get_text (row, 1));

  for (guint i = 0; others[i] != NULL; i++)
    name = MAX (name, weigh_name (search, others[i]));
  return base + name + (fits_kind (search, facets) ? FITS_KIND : 0) +
         (has_facet (facets, "x", "closed") ? CLOSED_WORTH : 0);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->worth != right->worth)
    return left->worth > right->worth ? -1 : 1;
  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

static WfStatement *
prepare (const Search *search, const char *sql, const char *match, GError **error)
{
  g_autoptr (WfStatement) statement = NULL;

  if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return NULL;
  statement = wf_statement_prepare (search->index->db, sql, error);
  if (statement == NULL)
    return NULL;
  wf_statement_bind_text (statement, 1, match);
  wf_statement_bind_double (statement, 2, search->max_price);
  return g_steal_pointer (&statement);
}

static gboolean
count (const Search *search, const char *sql, const char *match, guint *out_count, GError **error)
{
  g_autoptr (WfStatement) statement = prepare (search, sql, match, error);
  gboolean has_row;

  if (statement == NULL || !wf_statement_step (statement, &has_row, error))
    return FALSE;
  *out_count = (guint) wf_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
find (Search *search, const char *sql, const char *match, int base, GError **error)
{
  g_autoptr (WfStatement) statement = prepare (search, sql, match, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 3, CANDIDATES);
  while (wf_statement_step (statement, &has_row, error))
    {
      gint64 rank;

      if (!has_row)
        return TRUE;
      rank = wf_statement_get_int (statement, 0);
      if (g_hash_table_add (search->seen, g_memdup2 (&rank, sizeof rank)))
        {
          Candidate candidate = { rank, weigh (search, statement, base) };

          g_array_append_val (search->candidates, candidate);
        }
    }
  return FALSE;
}

static WfResource *
read_body (WfStatement *statement, GError **error)
{
  g_autoptr (JsonObject) object =
      wf_json_parse_object (wf_statement_get_text (statement, 0), -1, error);

  return object == NULL ? NULL : wf_resource_new_from_json (object, error);
}

static gboolean
read_best (Search *search, guint limit, GPtrArray *resources, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (search->index->db, READ_BODY, error);

  if (read == NULL)
    return FALSE;
  g_array_sort (search->candidates, compare_candidates);
  for (guint i = 0; i < MIN (limit, search->candidates->len); i++)
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

/* Names, then all that is short; the long texts when that is little. */
static gboolean
find_all (Search *search, const char *facets, WfSearchResult *result, GError **error)
{
  g_autofree char *names = wf_query_build_match (search->groups, WF_QUERY_NAMES, facets);
  g_autofree char *brief = wf_query_build_match (search->groups, WF_QUERY_BRIEF, facets);
  g_autofree char *detail = wf_query_build_match (search->groups, WF_QUERY_DETAIL, facets);

  if (search->groups->len > 0 && !find (search, FIND_BRIEF, names, IN_NAMES, error))
    return FALSE;
  if (!find (search, FIND_BRIEF, brief, IN_BRIEF, error) ||
      !count (search, COUNT_BRIEF, brief, &result->count, error))
    return FALSE;
  if (search->groups->len == 0 || result->count >= FEW)
    return TRUE;
  return find (search, FIND_DETAIL, detail, 0, error) &&
         count (search, COUNT_DETAIL, detail, &result->count, error);
}

static gboolean
count_closed (const Search *search,
              const WfCatalogueFilter *filter,
              WfSearchResult *result,
              GError **error)
{
  g_autofree char *facets = wf_query_build_facets (filter, TRUE);
  g_autofree char *match = wf_query_build_match (search->groups, WF_QUERY_BRIEF, facets);

  return filter->include_closed || search->groups->len == 0 ||
         count (search, COUNT_BRIEF, match, &result->closed, error);
}

static void
search_init (Search *search,
             WfIndex *index,
             const char *text,
             const WfCatalogueFilter *filter,
             GCancellable *cancellable)
{
  search->index = index;
  search->groups = wf_query_read (text, index->words);
  search->typed = wf_letters_fold_name (text);
  search->max_price = filter->free_only ? 0 : filter->max_month;
  search->cancellable = cancellable;
  search->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  search->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static gpointer
fail (GError **error, GError *inner)
{
  if (inner->domain == WF_STORE_ERROR)
    wf_index_take_error (error, inner);
  else
    g_propagate_error (error, inner);
  return NULL;
}

void
wf_search_result_free (WfSearchResult *self)
{
  g_ptr_array_unref (self->resources);
  g_free (self);
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
  g_autofree char *facets = wf_query_build_facets (filter, FALSE);
  g_autoptr (WfSearchResult) result = g_new0 (WfSearchResult, 1);
  g_autoptr (GError) inner = NULL;

  search_init (&search, self, text, filter, cancellable);
  result->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);

  /* What was typed has no letter in it: nothing is called so. */
  if (search.groups->len == 0 && text[strspn (text, " \t\n")] != '\0')
    return g_steal_pointer (&result);
  if (!find_all (&search, facets, result, &inner) ||
      !count_closed (&search, filter, result, &inner) ||
      !read_best (&search, limit, result->resources, &inner))
    return fail (error, g_steal_pointer (&inner));
  return g_steal_pointer (&result);
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
  g_autofree char *facets = wf_query_build_facets (filter, FALSE);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);
  g_autoptr (GError) inner = NULL;
  gboolean has_row = TRUE;

  search_init (&search, self, "", filter, cancellable);

  g_autoptr (WfStatement) statement = prepare (&search, LIST_BODIES, facets, &inner);

  while (statement != NULL && wf_statement_step (statement, &has_row, &inner) && has_row)
    {
      WfResource *resource = read_body (statement, &inner);

      if (resource == NULL)
        break;
      g_ptr_array_add (list, resource);
    }
  return inner != NULL ? fail (error, g_steal_pointer (&inner)) : g_steal_pointer (&list);
}
