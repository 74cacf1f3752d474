/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-catalogue.h"
#include "wf-json.h"

#include <string.h>

static char *
shipped (const char *name)
{
  return g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", name, NULL);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out_result = user_data;

  g_assert_null (*out_result);
  *out_result = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static WfCatalogue *
open_catalogue (void)
{
  g_autofree char *starter = shipped ("starter.json");
  g_autofree char *words = shipped ("words.json");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wf_catalogue_open_async (NULL, starter, words, NULL, on_ready, &result);
  wait_for (&result);

  WfCatalogue *catalogue = wf_catalogue_open_finish (result, &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_open_fails (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wf_catalogue_open_async (NULL, "/nowhere/starter.json", NULL, NULL, on_ready, &result);
  wait_for (&result);
  g_assert_null (wf_catalogue_open_finish (result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* With no folder there is no place to keep it; whoever asked is told. */
static void
test_edit_fails (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const WfEdit pin = { .kind = WF_EDIT_PIN, .id = "linc" };

  wf_catalogue_save_edit_async (catalogue, &pin, NULL, on_ready, &result);
  wait_for (&result);
  g_assert_false (wf_catalogue_save_edit_finish (catalogue, result, &error));
  g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE);
}

static void
test_search_and_get (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) missed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  wf_catalogue_search_async (catalogue, "linc", NULL, 5, NULL, on_ready, &found);
  wf_catalogue_get_async (catalogue, "linc", NULL, on_ready, &got);
  wf_catalogue_get_async (catalogue, "nothing", NULL, on_ready, &missed);
  wait_for (&found);
  wait_for (&got);
  wait_for (&missed);

  g_autoptr (WfSearchResult) result = wf_catalogue_search_finish (catalogue, found, &error);
  g_assert_no_error (error);
  g_autoptr (WfResource) linc = wf_catalogue_get_finish (catalogue, got, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (((WfResource *) result->resources->pdata[0])->id, ==, "linc");
  g_assert_cmpstr (linc->id, ==, "linc");
  g_assert_null (wf_catalogue_get_finish (catalogue, missed, &none));
  g_assert_error (none, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND);
}

/* Typing fast: only the last search answers; what the caller cancels is cancelled. */
static void
test_new_cancels_last (void)
{
  static const char *const typed[] = { "i", "in", "int", "inte", "inter", "intern" };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  GAsyncResult *results[G_N_ELEMENTS (typed)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    wf_catalogue_search_async (catalogue, typed[i], NULL, 5, NULL, on_ready, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      wait_for (&results[i]);

      WfSearchResult *result = wf_catalogue_search_finish (catalogue, results[i], &error);

      if (i + 1 < G_N_ELEMENTS (typed))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (result->count, >, 0);
          wf_search_result_free (result);
        }
      g_object_unref (results[i]);
    }
}

static void
test_caller_cancels (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) search = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) still = NULL;

  wf_catalogue_search_async (catalogue, "phone", NULL, 5, cancellable, on_ready, &search);
  g_cancellable_cancel (cancellable);
  wait_for (&search);
  g_assert_null (wf_catalogue_search_finish (catalogue, search, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The next question is not hurt by it. */
  wf_catalogue_search_async (catalogue, "phone", NULL, 5, NULL, on_ready, &again);
  wait_for (&again);

  g_autoptr (WfSearchResult) result = wf_catalogue_search_finish (catalogue, again, &still);

  g_assert_no_error (still);
  g_assert_cmpuint (result->count, >, 0);
}

/* Whenever it is cancelled, a search answers or says so, and the next one works. */
static void
test_cancelled_anywhere (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) search = NULL;
      g_autoptr (GError) error = NULL;

      wf_catalogue_search_async (catalogue, "a b c", NULL, 50, cancellable, on_ready, &search);
      g_usleep (g_test_rand_int_range (0, 1500));
      g_cancellable_cancel (cancellable);
      wait_for (&search);

      WfSearchResult *result = wf_catalogue_search_finish (catalogue, search, &error);

      if (result != NULL)
        wf_search_result_free (result);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_close (void)
{
  WfCatalogue *catalogue = open_catalogue ();
  g_autoptr (GAsyncResult) search = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) closed = NULL;

  wf_catalogue_search_async (catalogue, "phone", NULL, 5, NULL, on_ready, &search);
  wf_catalogue_close (catalogue);
  wf_catalogue_close (catalogue);
  wait_for (&search);
  g_assert_null (wf_catalogue_search_finish (catalogue, search, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wf_catalogue_get_async (catalogue, "linc", NULL, on_ready, &late);
  wait_for (&late);
  g_assert_null (wf_catalogue_get_finish (catalogue, late, &closed));
  g_assert_error (closed, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&search);
  g_clear_object (&late);
  g_assert_finalize_object (catalogue);
}

/* Dropped while it is asked: the answer still comes, and nothing hangs. */
static void
test_dropped (void)
{
  for (guint round = 0; round < 20; round++)
    {
      WfCatalogue *catalogue = open_catalogue ();
      g_autoptr (GAsyncResult) got = NULL;

      wf_catalogue_get_async (catalogue, "linc", NULL, on_ready, &got);
      g_object_unref (catalogue);
      wait_for (&got);
    }
}

/* ---- offers ---- */

static WfFacts *
read_facts (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, &error);
  WfFacts *facts = wf_facts_new_from_json (object, &error);

  g_assert_no_error (error);
  return facts;
}

static GPtrArray *
offer (WfCatalogue *catalogue, WfOfferQuery *query, const char *facts_text, const char *language)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (WfFacts) facts = read_facts (facts_text);
  g_autoptr (GError) error = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_ptr_array_add (queries, query);

  g_autoptr (GPtrArray) all =
      wf_catalogue_offers_sync (catalogue, queries, facts, language, &today, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  return g_ptr_array_ref (all->pdata[0]);
}

static const WfOffer *
find_offer (GPtrArray *offers, const char *id)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const WfOffer *one = offers->pdata[i];

      if (strcmp (one->resource->id, id) == 0)
        return one;
    }
  return NULL;
}

static const char *const ALL_KINDS[] = { "access",   "accessibility", "device",   "helpline",
                                         "internet", "mobile",        "practice", "safety",
                                         "support",  "training",      NULL };
static const char *const NO_TAGS[] = { NULL };

static void
test_never_offered (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { ALL_KINDS, NO_TAGS, FALSE, 0 };
  g_autoptr (GPtrArray) plain = offer (catalogue, &query, "{}", NULL);
  guint safety = 0;

  g_assert_cmpuint (plain->len, >, 100);
  for (guint i = 0; i < plain->len; i++)
    {
      const WfResource *resource = ((WfOffer *) plain->pdata[i])->resource;

      g_assert_cmpint (resource->status, !=, WF_RESOURCE_CLOSED);
      g_assert_cmpstr (resource->kind, !=, "practice");
      g_assert_false (wf_resource_has_tag (resource, "for-workers"));
      g_assert_false (wf_resource_has_tag (resource, "for-agencies"));
      g_assert_false (wf_resource_has_tag (resource, "closed-example"));
      if (strcmp (resource->kind, "safety") != 0)
        continue;
      safety++;
      g_assert_true (wf_resource_has_tag (resource, "legal-aid") ||
                     wf_resource_has_tag (resource, "health-line"));
    }
  g_assert_cmpuint (safety, >, 5);

  query.is_protected = TRUE;
  g_autoptr (GPtrArray) guarded = offer (catalogue, &query, "{}", NULL);

  g_assert_null (find_offer (plain, "on-assaulted-womens-helpline"));
  g_assert_nonnull (find_offer (guarded, "on-assaulted-womens-helpline"));
}

static gboolean
has_reason (const WfOffer *offer, const char *code)
{
  for (guint i = 0; i < offer->verdict->reasons->len; i++)
    {
      const WfReason *reason = offer->verdict->reasons->pdata[i];

      if (strcmp (reason->code, code) == 0 && reason->truth != WF_TRUTH_YES &&
          reason->alternative == 0)
        return TRUE;
    }
  return FALSE;
}

static int
find_reach (const WfOffer *offer)
{
  const char *date = offer->resource->as_of;

  if (has_reason (offer, "organization"))
    return 3;
  if (g_ascii_isdigit (*date) && strcmp (date, "2014-11-21") < 0)
    return 2;
  return has_reason (offer, "locality");
}

/* What is for the whole region, then for towns that nobody named, then what was read of more than
 * twelve years ago, then for organisations; and nothing that has none of the tags. */
static void
test_reach (void)
{
  static const struct {
    const char *region;
    const char *kinds[3];
    const char *tags[4];
  } ROWS[] = {
    { "CA-ON", { "access", "device" }, { "laptop-loan", "tablet-loan", "device-loan" } },
    { "CA-ON", { "device", "mobile" }, { "refurbished", "low-income", "phone-included" } },
    { "CA-BC", { "access", "device" }, { "laptop-loan", "library" } },
    { "CA-NS", { "access" }, { "hotspot-loan", "library" } },
    { "CA-QC", { "support", "access" }, { "drop-in", "library" } },
  };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();

  for (guint row = 0; row < G_N_ELEMENTS (ROWS); row++)
    {
      WfOfferQuery query = { ROWS[row].kinds, ROWS[row].tags, FALSE, 0 };
      g_autofree char *facts = g_strdup_printf ("{\"region\":\"%s\"}", ROWS[row].region);
      g_autoptr (GPtrArray) offers = offer (catalogue, &query, facts, "en");
      int before = 0;

      g_assert_cmpuint (offers->len, >, 0);
      for (guint i = 0; i < offers->len; i++)
        {
          const WfOffer *one = offers->pdata[i];
          int reach = find_reach (one);

          if (one->verdict->kind == WF_VERDICT_NOT_ELIGIBLE)
            break;
          g_assert_cmpint (reach, >=, before);
          g_assert_cmpuint (one->tag_matches, >, 0);
          before = reach;
        }
    }
}

/* Services in French are newcomer services that serve in French, whoever asks: not whatever the
 * country offers in both its languages. */
static void
test_services_in_a_language (void)
{
  static const char *const kinds[] = { "support", NULL };
  static const char *const tags[] = { "settlement", "newcomer-services", NULL };
  static const char *const regions[] = { "CA-ON", "CA-AB", "CA-BC", "CA-NB" };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { kinds, tags, FALSE, 0, .speaks = "fr", .only_tagged = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *facts = g_strdup_printf ("{\"region\":\"%s\"}", regions[i]);
      g_autoptr (GPtrArray) offers = offer (catalogue, &query, facts, "en");

      g_assert_cmpuint (offers->len, >, 0);
      for (guint k = 0; k < offers->len; k++)
        {
          const WfOffer *one = offers->pdata[k];

          g_assert_true (wf_resource_speaks (one->resource, "fr"));
          g_assert_true (wf_resource_has_tag (one->resource, "settlement") ||
                         wf_resource_has_tag (one->resource, "newcomer-services"));
        }
    }
  query.speaks = "xx";
  {
    g_autoptr (GPtrArray) offers = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "en");

    g_assert_cmpuint (offers->len, ==, 0);
  }
}

static double
find_chance (gconstpointer lucky, const char *entry_id)
{
  return g_strcmp0 (lucky, entry_id) == 0 ? 0.8 : 0.5;
}

static guint
find_place (GPtrArray *offers, const char *id)
{
  for (guint i = 0; i < offers->len; i++)
    {
      if (g_str_equal (((const WfOffer *) offers->pdata[i])->resource->id, id))
        return i;
    }
  return G_MAXUINT;
}

/* Of offers that fit alike, what worked for others here comes first; nothing else moves. */
static void
test_what_worked (void)
{
  static const char *const kinds[] = { "internet", "access", NULL };
  static const char *const tags[] = { "low-income", NULL };
  static const char facts[] = "{\"region\":\"CA-ON\"}";
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { kinds, tags, FALSE, 0 };
  g_autoptr (GPtrArray) before = offer (catalogue, &query, facts, "en");
  guint n_alike = 0;

  for (guint i = 1; i < before->len; i++)
    {
      const WfOffer *above = before->pdata[i - 1], *lucky = before->pdata[i];
      const char *id = lucky->resource->id;
      gboolean is_alike = above->verdict->kind == lucky->verdict->kind &&
                          above->tag_matches == lucky->tag_matches &&
                          above->speaks_language == lucky->speaks_language;

      query.chance = find_chance;
      query.chance_data = id;
      g_autoptr (GPtrArray) after = offer (catalogue, &query, facts, "en");

      g_assert_cmpuint (after->len, ==, before->len);
      g_assert_cmpuint (find_place (after, id), <=, i);
      if (above->verdict->kind != lucky->verdict->kind || above->tag_matches != lucky->tag_matches)
        g_assert_cmpuint (find_place (after, id), ==, i);
      n_alike += is_alike && find_place (after, id) < i;
    }
  g_assert_cmpuint (n_alike, >, 0);
}

static void
test_order (void)
{
  static const char *const kinds[] = { "access", "internet", NULL };
  static const char *const tags[] = { "hotspot-loan", "library", "low-income", NULL };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { kinds, tags, FALSE, 0 };
  g_autoptr (GPtrArray) offers = offer (
      catalogue, &query,
      "{\"region\":\"CA-ON\",\"locality\":\"Kitchener\",\"age\":40,\"low_income\":true,"
      "\"has_paper\":{\"yes\":[\"library_card\"],\"no\":[\"government_invitation_letter\"]}}",
      "ar");
  const WfOffer *first = offers->pdata[0];
  const WfOffer *hotspot = find_offer (offers, "kitchener-library-hotspots");
  gboolean seen_no = FALSE;
  int reach = 0;
  guint tags_before = G_MAXUINT;

  g_assert_nonnull (hotspot);
  g_assert_true (first == hotspot);
  g_assert_cmpint (hotspot->verdict->kind, ==, WF_VERDICT_ELIGIBLE);
  g_assert_cmpuint (hotspot->tag_matches, ==, 2);
  g_assert_cmpint (hotspot->check & WF_RESOURCE_CHECK_UNVERIFIED, !=, 0);
  g_assert_false (hotspot->speaks_language);
  for (guint i = 0; i < offers->len; i++)
    {
      const WfOffer *one = offers->pdata[i];
      gboolean is_no = one->verdict->kind == WF_VERDICT_NOT_ELIGIBLE;

      g_assert_true (is_no || !seen_no);
      if ((is_no && !seen_no) || find_reach (one) != reach)
        tags_before = G_MAXUINT;
      reach = find_reach (one);
      g_assert_cmpuint (one->tag_matches, <=, tags_before);
      g_assert_cmpuint (one->tag_matches, >, 0);
      tags_before = one->tag_matches;
      seen_no |= is_no;
      g_assert_cmpint (wf_resource_covers (one->resource, "CA-ON"), ==, WF_TRUTH_YES);
    }
  g_assert_true (seen_no);
}

static void
test_language_breaks_ties (void)
{
  static const char *const kinds[] = { "training", "support", NULL };
  static const char *const tags[] = { "own-language", NULL };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { kinds, tags, FALSE, 3 };
  g_autoptr (GPtrArray) offers = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "ar");
  const WfOffer *first = offers->pdata[0];

  g_assert_cmpuint (offers->len, ==, 3);
  g_assert_true (first->speaks_language);
  g_assert_cmpuint (first->tag_matches, ==, 1);
}

/* "In person" is never answered by a service on the telephone, nor by the nearest thing at all. */
static void
test_only_what_fits (void)
{
  static const char *const kinds[] = { "training", "support", NULL };
  static const char *const tags[] = { "one-to-one", NULL }, *const bakery[] = { "bakery", NULL };
  static const char *const without[] = { "remote", "online", NULL };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery query = { kinds, tags, FALSE, 0 };
  g_autoptr (GPtrArray) all = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "en");
  guint far = 0;

  for (guint i = 0; i < all->len; i++)
    far += wf_resource_has_tag (((WfOffer *) all->pdata[i])->resource, "remote") ? 1 : 0;
  g_assert_cmpuint (far, >, 0);
  query.without = without;
  g_autoptr (GPtrArray) near = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "en");

  for (guint i = 0; i < near->len; i++)
    g_assert_false (wf_resource_has_tag (((WfOffer *) near->pdata[i])->resource, "remote"));
  query.tags = bakery;
  g_autoptr (GPtrArray) stand_in = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "en");

  g_assert_cmpuint (stand_in->len, >, 0);
  query.only_tagged = TRUE;
  g_autoptr (GPtrArray) none = offer (catalogue, &query, "{\"region\":\"CA-ON\"}", "en");

  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_several_queries (void)
{
  static const char *const mobile[] = { "mobile", NULL };
  static const char *const bakery[] = { "bakery", NULL };
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  WfOfferQuery one = { mobile, NULL, FALSE, 0 }, two = { bakery, NULL, FALSE, 0 };
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (WfFacts) facts = read_facts ("{\"region\":\"CA-SK\"}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  g_ptr_array_add (queries, &one);
  g_ptr_array_add (queries, &two);
  wf_catalogue_offers_async (catalogue, queries, facts, "uk", &today, NULL, on_ready, &result);
  wait_for (&result);

  g_autoptr (GPtrArray) all = wf_catalogue_offers_finish (catalogue, result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (((GPtrArray *) all->pdata[0])->len, >, 2);
  g_assert_cmpuint (((GPtrArray *) all->pdata[1])->len, ==, 0);
}

static void
test_offers_cancelled (void)
{
  g_autoptr (WfCatalogue) catalogue = open_catalogue ();
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (WfFacts) facts = wf_facts_new ();
  WfOfferQuery query = { ALL_KINDS, NULL, FALSE, 0 };
  guint cancelled = 0;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 21, 11, 2026);
  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (queries, &query);
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      wf_catalogue_offers_async (catalogue, queries, facts, NULL, &today, cancellable, on_ready,
                                 &result);
      g_usleep (g_test_rand_int_range (0, 4000));
      g_cancellable_cancel (cancellable);
      wait_for (&result);

      g_autoptr (GPtrArray) all = wf_catalogue_offers_finish (catalogue, result, &error);

      if (all == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          cancelled++;
        }
    }
  g_assert_cmpuint (cancelled, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/open-fails", test_open_fails);
  g_test_add_func ("/catalogue/edit-fails", test_edit_fails);
  g_test_add_func ("/catalogue/search-and-get", test_search_and_get);
  g_test_add_func ("/catalogue/new-cancels-last", test_new_cancels_last);
  g_test_add_func ("/catalogue/caller-cancels", test_caller_cancels);
  g_test_add_func ("/catalogue/cancelled-anywhere", test_cancelled_anywhere);
  g_test_add_func ("/catalogue/close", test_close);
  g_test_add_func ("/catalogue/dropped", test_dropped);
  g_test_add_func ("/catalogue/never-offered", test_never_offered);
  g_test_add_func ("/catalogue/order", test_order);
  g_test_add_func ("/catalogue/what-worked", test_what_worked);
  g_test_add_func ("/catalogue/language-breaks-ties", test_language_breaks_ties);
  g_test_add_func ("/catalogue/only-what-fits", test_only_what_fits);
  g_test_add_func ("/catalogue/several-queries", test_several_queries);
  g_test_add_func ("/catalogue/reach", test_reach);
  g_test_add_func ("/catalogue/services-in-a-language", test_services_in_a_language);
  g_test_add_func ("/catalogue/offers-cancelled", test_offers_cancelled);
  return g_test_run ();
}
