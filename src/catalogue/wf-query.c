/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From what was typed, and what was ticked, to the argument of MATCH. Pure.
 *
 * Invariant: only tokens of wf_letters_split_query() and of this file stand in it, each in quotes,
 * so whatever was typed is a valid query: no phrase, no NEAR, no ^, no column of the user's.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-query.h"

#include "wf-letters.h"

#include <string.h>

/* Ranks never reach the next band. */
#define BAND_CLOSED (G_GINT64_CONSTANT (1) << 52)
#define BAND_HIDDEN (2 * BAND_CLOSED)
#define BAND_AWAY   (3 * BAND_CLOSED)
#define ANYTHING    "facet : (\"xall\")"

static const char *const COLUMNS[] = {
  "{name alt}",
  "{name alt org keywords place}",
  "{everything}",
};

/* Letters and digits only, so that it folds to itself. */
static char *
make_facet (const char *prefix, const char *text)
{
  g_autoptr (GString) token = g_string_new (prefix);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isalnum (*text))
        g_string_append_c (token, g_ascii_tolower (*text));
    }
  return g_string_free (g_steal_pointer (&token), FALSE);
}

static char *
make_language_facet (const char *language)
{
  g_autofree char *base = g_ascii_strdown (language, strcspn (language, "-_"));
  const char *name = base;

  if (strcmp (base, "cmn") == 0 || strcmp (base, "yue") == 0)
    name = "zh";
  else if (strcmp (base, "prs") == 0)
    name = "fa";
  return make_facet ("xl", name);
}

static void
append_string (GString *to, const char *token, gboolean may_go_on)
{
  g_string_append_printf (to, "\"%s\"%s", token, may_go_on ? " *" : "");
}

static void
append_group (GString *to, const WfTypedWord *group, gboolean is_last)
{
  g_string_append_c (to, '(');
  if (group->joined != NULL)
    {
      append_string (to, group->joined, is_last);
      g_string_append (to, " OR (");
    }
  for (guint i = 0; group->all[i] != NULL; i++)
    {
      g_string_append (to, i == 0 ? "" : " AND ");
      append_string (to, group->all[i], is_last && group->all[i + 1] == NULL);
    }
  g_string_append (to, group->joined != NULL ? "))" : ")");
}

static void
append_any (GString *to, GPtrArray *tokens)
{
  if (to->len > 0)
    g_string_append (to, " AND ");
  g_string_append (to, "facet : (");
  for (guint i = 0; i < tokens->len; i++)
    {
      g_string_append (to, i == 0 ? "" : " OR ");
      append_string (to, tokens->pdata[i], FALSE);
    }
  g_string_append_c (to, ')');
}

static void
append_one (GString *to, const char *token)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  g_ptr_array_add (tokens, (gpointer) token);
  append_any (to, tokens);
}

static void
append_kinds (GString *to, const char *const *kinds)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; kinds[i] != NULL; i++)
    g_ptr_array_add (tokens, make_facet ("xk", kinds[i]));
  if (tokens->len == 0)
    g_ptr_array_add (tokens, g_strdup ("xnone"));
  append_any (to, tokens);
}

/* "CA-ON": what serves it or the whole country. "CA": anything in it. */
static void
append_region (GString *to, const char *region)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *part = g_strdup (region);

  g_ptr_array_add (tokens, make_facet ("xw", region));
  for (char *dash = strrchr (part, '-'); dash != NULL; dash = strrchr (part, '-'))
    {
      *dash = '\0';
      g_ptr_array_add (tokens, make_facet ("xr", part));
    }
  g_ptr_array_add (tokens, make_facet ("xr", WF_REGION_UNKNOWN));
  append_any (to, tokens);
}

static void
append_language (GString *to, const char *language)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (tokens, make_language_facet (language));
  g_ptr_array_add (tokens, g_strdup ("xlany"));
  append_any (to, tokens);
}

static gboolean
is_little (const WfTypedWord *group, const WfWords *words)
{
  return group->joined == NULL && group->all[1] == NULL &&
         wf_words_is_ignored (words, group->all[0]);
}

static void
add_facet (GString *to, const char *prefix, const char *text)
{
  g_autofree char *token = make_facet (prefix, text);

  g_string_append_printf (to, "%s ", token);
}

/* xr: serves all of it; xw: lies within it. */
static void
add_region_facets (GString *to, const char *region)
{
  g_autofree char *part = g_strdup (region);

  add_facet (to, "xr", part);
  add_facet (to, "xw", part);
  for (char *dash = strrchr (part, '-'); dash != NULL; dash = strrchr (part, '-'))
    {
      *dash = '\0';
      add_facet (to, "xw", part);
    }
}

GPtrArray *
wf_query_read (const char *text, const WfWords *words)
{
  g_autoptr (GPtrArray) groups = wf_letters_split_query (text, strlen (text), WF_QUERY_WORDS_MAX);
  guint telling = 0;

  for (guint i = 0; i < groups->len; i++)
    telling += !is_little (groups->pdata[i], words);
  for (guint i = groups->len; telling > 0 && i > 0; i--)
    {
      if (is_little (groups->pdata[i - 1], words))
        g_ptr_array_remove_index (groups, i - 1);
    }
  return g_steal_pointer (&groups);
}

char *
wf_query_build_match (GPtrArray *groups, WfQueryColumns columns, const char *facets)
{
  GString *match = g_string_new (NULL);

  if (groups->len == 0)
    return g_string_free (g_string_append (match, *facets != '\0' ? facets : ANYTHING), FALSE);

  g_string_append_printf (match, "%s : (", COLUMNS[columns]);
  for (guint i = 0; i < groups->len; i++)
    {
      g_string_append (match, i == 0 ? "" : " AND ");
      append_group (match, groups->pdata[i], i + 1 == groups->len);
    }
  g_string_append_printf (match, ")%s%s", *facets != '\0' ? " AND " : "", facets);
  return g_string_free (match, FALSE);
}

char *
wf_query_build_word (const char *token, gboolean may_go_on)
{
  GString *match = g_string_new (COLUMNS[WF_QUERY_BRIEF]);

  g_string_append (match, " : (");
  append_string (match, token, may_go_on);
  return g_string_free (g_string_append_c (match, ')'), FALSE);
}

gboolean
wf_catalogue_filter_has (const WfCatalogueFilter *filter, WfSearchFilter which)
{
  switch (which)
    {
    case WF_SEARCH_KIND:
      return filter->kinds != NULL;
    case WF_SEARCH_PRICE:
      return filter->free_only || filter->max_month >= 0;
    case WF_SEARCH_LANGUAGE:
      return filter->language != NULL;
    case WF_SEARCH_REGION:
      return filter->region != NULL;
    case WF_SEARCH_REMOTE:
      return filter->remote_only;
    case WF_SEARCH_OPEN:
      return filter->open_only;
    case WF_SEARCH_AGE:
      return filter->newer_than > 0;
    case WF_SEARCH_PLACES:
      return filter->has_places;
    case WF_SEARCH_RECENT:
      return filter->recent_only;
    case WF_SEARCH_N_FILTERS:
    default:
      return FALSE;
    }
}

void
wf_catalogue_filter_release (WfCatalogueFilter *filter, WfSearchFilter which)
{
  if (which == WF_SEARCH_KIND)
    filter->kinds = NULL;
  else if (which == WF_SEARCH_LANGUAGE)
    filter->language = NULL;
  else if (which == WF_SEARCH_REGION)
    filter->region = NULL;
  else if (which == WF_SEARCH_REMOTE)
    filter->remote_only = FALSE;
  else if (which == WF_SEARCH_OPEN)
    filter->open_only = FALSE;
  else if (which == WF_SEARCH_AGE)
    filter->newer_than = 0;
  else if (which == WF_SEARCH_PLACES)
    filter->has_places = FALSE;
  else if (which == WF_SEARCH_RECENT)
    filter->recent_only = FALSE;
  else if (which == WF_SEARCH_PRICE)
    {
      filter->free_only = FALSE;
      filter->max_month = -1;
    }
}

/* The square of the point and those around it. */
static char *
add_cells (const char *facets, const WfPoint *point)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (facets);

  for (int north = -1; north <= 1; north++)
    {
      for (int east = -1; east <= 1; east++)
        {
          g_autofree char *cell = wf_point_dup_cell (point, north, east);

          g_ptr_array_add (tokens, make_facet ("xg", cell));
        }
    }
  append_any (all, tokens);
  return g_string_free (all, FALSE);
}

/* Without kinds, what is shown only when asked lies in bands of its own: cheaper than a token that
 * nearly every entry has. */
void
wf_query_filter_init (WfQueryFilter *self, const WfCatalogueFilter *filter, gboolean closed)
{
  g_autoptr (GString) facets = g_string_new (NULL);
  gboolean both = filter->include_closed && !closed;

  self->first = filter->kinds == NULL && closed ? BAND_CLOSED : 0;
  self->last = filter->kinds != NULL ? BAND_AWAY : closed || both ? BAND_HIDDEN : BAND_CLOSED;
  if (filter->hidden_only)
    {
      self->first = BAND_AWAY;
      self->last = G_MAXINT64;
    }
  self->max_price = filter->free_only ? 0 : filter->max_month;
  self->newer_than = filter->newer_than;
  self->open_minute = filter->open_only ? (gint64) filter->open_minute : -1;
  self->recent_only = filter->recent_only;
  self->needs_entry =
      self->max_price >= 0 || self->newer_than > 0 || self->open_minute >= 0 || self->recent_only;
  if (filter->kinds != NULL)
    append_kinds (facets, filter->kinds);
  if (filter->kinds != NULL && !both)
    append_one (facets, closed ? "xclosed" : "xopen");
  if (filter->region != NULL)
    append_region (facets, filter->region);
  if (filter->language != NULL)
    append_language (facets, filter->language);
  if (filter->remote_only)
    append_one (facets, "xremote");
  if (filter->has_places)
    append_one (facets, "xplaces");
  if (filter->near.is_known && filter->region != NULL)
    {
      self->point = filter->near;
      self->near = add_cells (facets->str, &filter->near);
    }
  self->facets = g_string_free (g_steal_pointer (&facets), FALSE);
}

void
wf_query_filter_clear (WfQueryFilter *self)
{
  g_clear_pointer (&self->facets, g_free);
  g_clear_pointer (&self->near, g_free);
}

gint64
wf_query_get_band (const WfResource *resource)
{
  if (resource->is_hidden)
    return BAND_AWAY;
  if (strcmp (resource->kind, "safety") == 0 || strcmp (resource->kind, "practice") == 0)
    return BAND_HIDDEN;
  return resource->status == WF_RESOURCE_CLOSED ? BAND_CLOSED : 0;
}

gboolean
wf_query_has_place (const WfResource *resource)
{
  return resource->point.is_known && resource->regions[0] != NULL &&
         strcmp (resource->regions[0], WF_REGION_UNKNOWN) != 0;
}

char *
wf_query_get_facets (const WfResource *resource)
{
  GString *facets = g_string_new (NULL);

  add_facet (facets, "xk", resource->kind);
  g_string_append (facets, "xall ");
  g_string_append (facets, resource->status == WF_RESOURCE_CLOSED ? "xclosed " : "xopen ");
  g_string_append (facets, wf_resource_has_interpreters (resource) ? "xlany " : "");
  g_string_append (facets, wf_resource_is_remote (resource) ? "xremote " : "");
  g_string_append (facets, wf_resource_get_places (resource) > 0 ? "xplaces " : "");
  if (wf_query_has_place (resource))
    {
      g_autofree char *cell = wf_point_dup_cell (&resource->point, 0, 0);

      add_facet (facets, "xg", cell);
    }
  for (guint i = 0; resource->regions[i] != NULL; i++)
    add_region_facets (facets, resource->regions[i]);
  for (guint i = 0; resource->languages[i] != NULL; i++)
    {
      g_autofree char *token = make_language_facet (resource->languages[i]);

      g_string_append_printf (facets, "%s ", token);
    }
  return g_string_free (facets, FALSE);
}

double
wf_query_get_month_price (const WfResource *resource)
{
  const WfCost *cost = &resource->cost;

  if (!cost->is_known || cost->amount < 0)
    return -1;
  if (cost->amount == 0 || g_strcmp0 (cost->period, "month") == 0)
    return cost->amount;
  return g_strcmp0 (cost->period, "year") == 0 ? cost->amount / 12 : -1;
}
