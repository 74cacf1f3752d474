/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Offers for a statement of a plan: what serves the client's region, judged and put in order. Runs
 * in the catalogue's own thread; the facts are read, never kept, never logged.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-offers.h"

#include "wf-catalogue-search.h"

#include <math.h>
#include <string.h>

#define TOO_OLD_MONTHS (12 * 12)
#define LUCK_STEPS     10 /* small differences decide nothing */

static const char *const NEVER[] = { "for-workers", "for-agencies", "closed-example" };
static const char *const OPEN_SAFETY[] = { "legal-aid", "health-line" };

static gboolean
has_one_of (const WfResource *resource, const char *const *tags, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      if (wf_resource_has_tag (resource, tags[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_be_offered (const WfResource *resource, const WfOfferQuery *query)
{
  for (guint i = 0; query->without != NULL && query->without[i] != NULL; i++)
    if (wf_resource_has_tag (resource, query->without[i]))
      return FALSE;
  if (query->speaks != NULL && !wf_resource_speaks (resource, query->speaks))
    return FALSE;
  if (strcmp (resource->kind, "practice") == 0 ||
      has_one_of (resource, NEVER, G_N_ELEMENTS (NEVER)))
    return FALSE;
  return strcmp (resource->kind, "safety") != 0 || query->is_protected ||
         has_one_of (resource, OPEN_SAFETY, G_N_ELEMENTS (OPEN_SAFETY));
}

static guint
count_tags (const WfResource *resource, const char *const *tags)
{
  guint matches = 0;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    matches += wf_resource_has_tag (resource, tags[i]);
  return matches;
}

/* How near an offer is to this person: open to whoever lives in the region; for one town, and
 * nobody said where the person lives; read of so long ago that it may be gone; for organisations,
 * which must ask for it themselves. */
typedef enum {
  REACH_OPEN,
  REACH_OTHER_TOWN,
  REACH_TOO_OLD,
  REACH_ORGANISATION,
} Reach;

static gboolean
is_too_old (const WfResource *resource, const GDate *today)
{
  GDate first, last;

  if (!wf_date_parse_partial (resource->as_of, &first, &last))
    return FALSE;
  g_date_add_months (&last, TOO_OLD_MONTHS);
  return g_date_compare (&last, today) < 0;
}

static gboolean
waits_for (const WfVerdict *verdict, const char *code)
{
  for (guint i = 0; i < verdict->reasons->len; i++)
    {
      const WfReason *reason = verdict->reasons->pdata[i];

      if (reason->alternative == 0 && reason->truth != WF_TRUTH_YES &&
          strcmp (reason->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

static Reach
find_reach (const WfResource *resource, const WfVerdict *verdict, const GDate *today)
{
  if (waits_for (verdict, "organization"))
    return REACH_ORGANISATION;
  if (is_too_old (resource, today))
    return REACH_TOO_OLD;
  return waits_for (verdict, "locality") ? REACH_OTHER_TOWN : REACH_OPEN;
}

static gboolean
is_local (const WfResource *resource)
{
  return strchr (resource->regions[0], '-') != NULL;
}

static WfOffer *
make_offer (WfResource *resource,
            const WfOfferQuery *query,
            WfFacts *facts,
            const char *language,
            const GDate *today)
{
  WfOffer *offer = g_new0 (WfOffer, 1);

  offer->resource = wf_resource_ref (resource);
  offer->verdict = wf_resource_evaluate (resource, facts, today);
  offer->tag_matches = count_tags (resource, query->tags);
  offer->speaks_language = language != NULL && wf_resource_speaks (resource, language);
  offer->check = wf_resource_get_check (resource, today);
  if (query->chance != NULL)
    offer->luck = (guint) lround (query->chance (query->chance_data, resource->id) * LUCK_STEPS);
  return offer;
}

static int
compare_bools (gboolean left, gboolean right)
{
  return !!right - !!left;
}

/* The sort is stable, so what is equal here stays in the list's own order. */
static int
compare_offers (gconstpointer a, gconstpointer b, gpointer data)
{
  const GDate *today = data;
  const WfOffer *left = *(WfOffer *const *) a, *right = *(WfOffer *const *) b;
  WfVerdictKind how_left = left->verdict->kind, how_right = right->verdict->kind;
  int order;

  if ((how_left == WF_VERDICT_NOT_ELIGIBLE) != (how_right == WF_VERDICT_NOT_ELIGIBLE))
    return how_left == WF_VERDICT_NOT_ELIGIBLE ? 1 : -1;
  if ((left->tag_matches == 0) != (right->tag_matches == 0))
    return left->tag_matches == 0 ? 1 : -1;
  order = (int) find_reach (left->resource, left->verdict, today) -
          (int) find_reach (right->resource, right->verdict, today);
  if (order != 0)
    return order;
  if (left->tag_matches != right->tag_matches)
    return left->tag_matches > right->tag_matches ? -1 : 1;
  if (how_left != how_right)
    return how_left > how_right ? -1 : 1;
  order = compare_bools (left->speaks_language, right->speaks_language);
  if (order == 0 && left->luck != right->luck)
    return left->luck > right->luck ? -1 : 1;
  if (order == 0)
    order = compare_bools (is_local (left->resource), is_local (right->resource));
  if (order == 0)
    order = compare_bools (left->check == 0, right->check == 0);
  return order;
}

/* An app is no answer to "come with me": what fits none of the tags stands in only where nothing
 * fits, and where that may be. @offers are in order. */
static void
drop_unfitting (GPtrArray *offers, gboolean only_tagged)
{
  const WfOffer *first = offers->len > 0 ? offers->pdata[0] : NULL;

  if (first == NULL || (!only_tagged && (first->tag_matches == 0 ||
                                         first->verdict->kind == WF_VERDICT_NOT_ELIGIBLE)))
    return;
  for (guint i = offers->len; i > 0; i--)
    {
      if (((const WfOffer *) offers->pdata[i - 1])->tag_matches == 0)
        g_ptr_array_remove_index (offers, i - 1);
    }
}

void
wf_offer_free (WfOffer *self)
{
  wf_resource_unref (self->resource);
  wf_verdict_unref (self->verdict);
  g_free (self);
}

GPtrArray *
wf_index_find_offers (WfIndex *self,
                      const WfOfferQuery *query,
                      WfFacts *facts,
                      const char *language,
                      const GDate *today,
                      GCancellable *cancellable,
                      GError **error)
{
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_offer_free);

  filter.kinds = query->kinds;
  filter.region = wf_facts_get_text (facts, WF_FACT_REGION);

  g_autoptr (GPtrArray) found = wf_index_list (self, &filter, cancellable, error);

  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    {
      if (may_be_offered (found->pdata[i], query))
        g_ptr_array_add (offers, make_offer (found->pdata[i], query, facts, language, today));
    }
  if (offers->len > 1)
    g_qsort_with_data (offers->pdata, (int) offers->len, sizeof (gpointer), compare_offers,
                       (gpointer) today);
  drop_unfitting (offers, query->only_tagged);
  if (query->limit > 0 && offers->len > query->limit)
    g_ptr_array_set_size (offers, (int) query->limit);
  return g_steal_pointer (&offers);
}
