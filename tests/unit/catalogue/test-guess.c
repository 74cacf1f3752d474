/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a search says when it finds nothing: other words, fewer filters, how many of each kind.
 */
#include "wf-catalogue.h"
#include "wf-guess.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <string.h>

static WfCatalogue *
open_shipped (void)
{
  g_autofree char *starter =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autofree char *words =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "words.json", NULL);
  g_autoptr (GError) error = NULL;
  WfCatalogue *catalogue = wf_catalogue_open_sync (NULL, starter, words, &error);

  g_assert_no_error (error);
  return catalogue;
}

static WfSearchResult *
search (WfCatalogue *catalogue, const char *text, const WfCatalogueFilter *filter)
{
  g_autoptr (GError) error = NULL;
  WfSearchResult *result = wf_catalogue_search_sync (catalogue, text, filter, 20, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_distance (void)
{
  static const struct {
    const char *a;
    const char *b;
    guint distance;
  } cases[] = {
    { "", "", 0 },
    { "internet", "internet", 0 },
    { "intrenet", "internet", 1 },
    { "refubished", "refurbished", 1 },
    { "chromebok", "chromebook", 1 },
    { "libary", "library", 1 },
    { "hotsopt", "hotspot", 1 },
    { "nitrenet", "internet", 2 },
    { "kitten", "sitting", 3 },
    { "حسوب", "حاسوب", 1 },
    { "комптер", "компютер", 1 },
    { "abc", "ca", 3 }, /* one change a letter: 3, not 2 */
    { "a", "abcdef", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].a, cases[i].b);
      g_assert_cmpuint (wf_guess_distance (cases[i].a, cases[i].b, 3), ==, cases[i].distance);
      g_assert_cmpuint (wf_guess_distance (cases[i].b, cases[i].a, 3), ==, cases[i].distance);
    }
}

static void
test_did_you_mean (void)
{
  static const struct {
    const char *typed;
    const char *meant;
  } cases[] = {
    { "intrenet", "internet" },
    { "itnernet", "internet" },
    { "refubished", "refurbished" },
    { "libary hotsopt", "library hotspot" },
    { "хінтернет", "інтернет" },
    { "intrenet gratuit", "internet gratuit" },
    { "internet", NULL },  /* it is there */
    { "zzzqqqxxx", NULL }, /* nothing is near */
    { "xqz", NULL },       /* near everything */
    { "", NULL },
    { "龘龘龘", NULL },
    { "\"; DROP TABLE", NULL },
  };
  g_autoptr (WfCatalogue) catalogue = open_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfSearchResult) result = search (catalogue, cases[i].typed, NULL);

      g_test_message ("%s", cases[i].typed);
      if (cases[i].meant != NULL)
        {
          g_autoptr (WfSearchResult) other = search (catalogue, cases[i].meant, NULL);

          g_assert_cmpstr (result->did_you_mean, ==, cases[i].meant);
          g_assert_cmpuint (other->count, >, result->count);
        }
      else
        g_assert_null (result->did_you_mean);
    }
}

/* A facet is no word of the list. */
static void
test_no_facets (void)
{
  g_autoptr (WfCatalogue) catalogue = open_shipped ();
  g_autoptr (WfSearchResult) result = search (catalogue, "xremot", NULL);

  g_assert_cmpstr (result->did_you_mean, !=, "xremote");
}

/* Without each filter in turn there are as many as a search without it finds. */
static void
test_relaxed (void)
{
  g_autoptr (WfCatalogue) catalogue = open_shipped ();
  const char *const kinds[] = { "device", NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  guint helpful = 0;

  filter.kinds = kinds;
  filter.region = "CA-NU";
  filter.language = "uk";
  filter.free_only = TRUE;
  filter.newer_than = 1;
  filter.remote_only = TRUE;
  filter.has_places = TRUE;
  filter.recent_only = TRUE;
  filter.open_only = TRUE;
  filter.open_minute = 600;

  g_autoptr (WfSearchResult) result = search (catalogue, "computer", &filter);

  g_assert_cmpuint (result->count, ==, 0);
  for (guint which = 0; which < WF_SEARCH_N_FILTERS; which++)
    {
      WfCatalogueFilter rest = filter;

      g_assert_true (wf_catalogue_filter_has (&filter, which));
      wf_catalogue_filter_release (&rest, which);
      g_assert_false (wf_catalogue_filter_has (&rest, which));

      g_autoptr (WfSearchResult) more = search (catalogue, "computer", &rest);

      g_assert_cmpuint (result->relaxed[which], ==, more->count);
    }

  filter = (WfCatalogueFilter) WF_CATALOGUE_FILTER_INIT;
  filter.kinds = kinds;
  filter.region = "CA-NU";

  g_autoptr (WfSearchResult) two = search (catalogue, "Kitchener", &filter);
  g_autoptr (JsonObject) json = wf_search_result_to_json (two);
  JsonObject *relaxed = json_object_get_object_member (json, "relaxed");

  g_assert_cmpuint (two->count, ==, 0);
  for (guint which = 0; which < WF_SEARCH_N_FILTERS; which++)
    helpful += two->relaxed[which] > 0;
  g_assert_cmpuint (json_object_get_size (relaxed), ==, helpful);
}

/* Where no single filter stands in the way, those that together do, and none besides. */
static void
test_relaxed_together (void)
{
  g_autoptr (WfCatalogue) catalogue = open_shipped ();
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT, rest;

  filter.remote_only = TRUE;
  filter.has_places = TRUE;
  filter.region = "CA";

  g_autoptr (WfSearchResult) none = search (catalogue, "wifi", &filter);
  g_autoptr (JsonObject) json = wf_search_result_to_json (none);
  JsonObject *together = json_object_get_object_member (json, "relaxed_together");

  rest = filter;
  wf_catalogue_filter_release (&rest, WF_SEARCH_REMOTE);
  wf_catalogue_filter_release (&rest, WF_SEARCH_PLACES);

  g_autoptr (WfSearchResult) some = search (catalogue, "wifi", &rest);

  g_assert_cmpuint (none->count, ==, 0);
  g_assert_cmpuint (none->together, ==, 1U << WF_SEARCH_REMOTE | 1U << WF_SEARCH_PLACES);
  g_assert_cmpuint (none->n_together, ==, some->count);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (together, "filters")), ==,
                    2);
  g_assert_cmpuint (some->count, >, 0);
  g_assert_cmpuint (some->n_together, ==, 0);
}

typedef struct {
  GMainLoop *loop;
  GHashTable *counts;
} Counting;

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Counting *counting = user_data;
  g_autoptr (GError) error = NULL;

  counting->counts = wf_catalogue_count_kinds_finish (WF_CATALOGUE (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (counting->loop);
}

static GHashTable *
count_kinds (WfCatalogue *catalogue, const char *text, const WfCatalogueFilter *filter)
{
  Counting counting = { g_main_loop_new (NULL, FALSE), NULL };

  wf_catalogue_count_kinds_async (catalogue, text, filter, NULL, on_counted, &counting);
  g_main_loop_run (counting.loop);
  g_main_loop_unref (counting.loop);
  return counting.counts;
}

typedef struct {
  GMainLoop *loop;
  WfSearchResult *found;
  guint count;
} Asking;

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;

  asking->found = wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (asking->loop);
}

static void
on_counted_all (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_catalogue_count_finish (WF_CATALOGUE (source), result, &asking->count, &error));
  g_assert_no_error (error);
  g_main_loop_quit (asking->loop);
}

/* A keystroke does not wait until all are counted; asked for, the number is the same as at once. */
static void
test_counts_later (void)
{
  static const struct {
    const char *text;
    gboolean is_counted;
  } cases[] = {
    { "", FALSE }, { "a", FALSE }, { "refurbished", TRUE }, { "!!", TRUE }, { "qqzz", TRUE },
  };
  g_autoptr (WfCatalogue) catalogue = open_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text;
      Asking asking = { g_main_loop_new (NULL, FALSE), NULL, G_MAXUINT };
      g_autoptr (GError) error = NULL;
      g_autoptr (WfSearchResult) whole =
          wf_catalogue_search_sync (catalogue, text, NULL, 5, &error);

      g_assert_no_error (error);
      g_assert_true (whole->is_counted);
      wf_catalogue_search_async (catalogue, text, NULL, 5, NULL, on_found, &asking);
      g_main_loop_run (asking.loop);
      g_assert_true (asking.found->is_counted == cases[i].is_counted);
      g_assert_cmpuint (asking.found->count, <=, whole->count);
      if (asking.found->is_counted)
        g_assert_cmpuint (asking.found->count, ==, whole->count);
      wf_catalogue_count_async (catalogue, text, NULL, NULL, on_counted_all, &asking);
      g_main_loop_run (asking.loop);
      g_assert_cmpuint (asking.count, ==, whole->count);
      wf_search_result_free (asking.found);
      g_main_loop_unref (asking.loop);
    }
}

static void
on_count_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (
      wf_catalogue_count_finish (WF_CATALOGUE (source), result, &asking->count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The next keystroke ends the count, and is answered. */
static void
test_search_ends_count (void)
{
  g_autoptr (WfCatalogue) catalogue = open_shipped ();
  Asking asking = { g_main_loop_new (NULL, FALSE), NULL, 7 };

  wf_catalogue_count_async (catalogue, "a", NULL, NULL, on_count_cancelled, &asking);
  wf_catalogue_search_async (catalogue, "ab", NULL, 5, NULL, on_found, &asking);
  g_main_loop_run (asking.loop);
  g_assert_cmpuint (asking.count, ==, 7);
  wf_search_result_free (asking.found);
  g_main_loop_unref (asking.loop);
}

static void
test_kinds (void)
{
  static const char *const texts[] = {
    "", "internet", "kitchener", "computer toronto", "!!", "qqzz"
  };
  g_autoptr (WfCatalogue) catalogue = open_shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
      const char *const kinds[] = { "device", NULL };

      filter.region = "CA-ON";

      g_autoptr (WfSearchResult) all = search (catalogue, texts[i], &filter);

      filter.kinds = kinds;

      g_autoptr (GHashTable) counts = count_kinds (catalogue, texts[i], &filter);
      GHashTableIter iter;
      gpointer count;
      guint sum = 0;

      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, NULL, &count))
        sum += GPOINTER_TO_UINT (count);
      g_test_message ("%s: %u", texts[i], sum);
      g_assert_cmpuint (sum, ==, all->count);
      g_assert_false (g_hash_table_contains (counts, "safety"));
    }
}

/* Remote, places, hours and age, over entries made for it. */
static void
test_new_filters (void)
{
  static const char *const JSON =
      "{\"format\":\"wayfinder-starter\",\"resources\":["
      "{\"id\":\"line\",\"name\":\"Line\",\"kind\":\"helpline\",\"status\":\"active\","
      "\"regions\":[\"CA\"],\"as_of\":\"2026-05\",\"hours\":\"24/7\"},"
      "{\"id\":\"class\",\"name\":\"Class\",\"kind\":\"training\",\"status\":\"active\","
      "\"regions\":[\"CA\"],\"as_of\":\"2024\",\"hours\":\"Monday, 9 am to 5 pm\","
      "\"capacity\":{\"available\":3}},"
      "{\"id\":\"full\",\"name\":\"Full class\",\"kind\":\"training\",\"status\":\"active\","
      "\"regions\":[\"CA\"],\"remote\":true,\"hours\":\"evenings\",\"capacity\":{\"available\":0}}]"
      "}";
  static const struct {
    const char *name;
    WfCatalogueFilter filter;
    const char *found;
  } cases[] = {
    { "all", { .max_month = -1 }, "line class full" },
    { "remote", { .max_month = -1, .remote_only = TRUE }, "line full" },
    { "places", { .max_month = -1, .has_places = TRUE }, "class" },
    { "Monday noon", { .max_month = -1, .open_only = TRUE, .open_minute = 720 }, "line class" },
    { "Tuesday noon", { .max_month = -1, .open_only = TRUE, .open_minute = 2160 }, "line" },
  };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GDate day;
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  int file = g_file_open_tmp ("wf-filters-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, JSON, -1, &error));

  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (NULL, path, NULL, &error);

  g_assert_no_error (error);
  g_unlink (path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) ids = g_strsplit (cases[i].found, " ", -1);
      g_autoptr (WfSearchResult) result = search (catalogue, "", &cases[i].filter);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (result->count, ==, g_strv_length (ids));
      g_assert_cmpuint (result->resources->len, ==, g_strv_length (ids));
      for (guint k = 0; k < result->resources->len; k++)
        g_assert_true (g_strv_contains ((const char *const *) ids,
                                        ((WfResource *) result->resources->pdata[k])->id));
    }

  /* Of a year the first day counts, and no date is of no age. */
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, 1, 2024);
  filter.newer_than = g_date_get_julian (&day);

  g_autoptr (WfSearchResult) newer = search (catalogue, "", &filter);

  filter.newer_than++;

  g_autoptr (WfSearchResult) newest = search (catalogue, "", &filter);

  g_assert_cmpuint (newer->count, ==, 2);
  g_assert_cmpuint (newest->count, ==, 1);
}

/* Who types a whole name finds it first, behind however many that only begin so. */
static void
test_whole_name (void)
{
  g_autoptr (GString) json =
      g_string_new ("{\"format\":\"wayfinder-starter\",\"resources\":["
                    "{\"id\":\"it\",\"name\":\"Harbour Library\",\"kind\":\"access\","
                    "\"status\":\"unverified\",\"regions\":[\"CA\"]}");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("wf-names-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (json,
                            ",{\"id\":\"n%u\",\"name\":\"Harbour Library of Town %u\","
                            "\"kind\":\"access\",\"status\":\"active\",\"as_of\":\"2026-05\","
                            "\"confidence\":\"high\",\"regions\":[\"CA-ON\"]}",
                            i, i);
  g_string_append (json, "]}");
  g_assert_true (g_file_set_contents (path, json->str, -1, &error));

  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (NULL, path, NULL, &error);

  g_assert_no_error (error);
  g_unlink (path);

  g_autoptr (WfSearchResult) result = search (catalogue, "harbour LIBRARY", NULL);
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

  g_assert_cmpstr (((WfResource *) result->resources->pdata[0])->id, ==, "it");
  filter.language = "fr";

  g_autoptr (WfSearchResult) none = search (catalogue, "harbour library", &filter);

  g_assert_cmpuint (none->resources->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/distance", test_distance);
  g_test_add_func ("/guess/did-you-mean", test_did_you_mean);
  g_test_add_func ("/guess/no-facets", test_no_facets);
  g_test_add_func ("/guess/relaxed", test_relaxed);
  g_test_add_func ("/guess/relaxed-together", test_relaxed_together);
  g_test_add_func ("/guess/counts-later", test_counts_later);
  g_test_add_func ("/guess/search-ends-count", test_search_ends_count);
  g_test_add_func ("/guess/kinds", test_kinds);
  g_test_add_func ("/guess/new-filters", test_new_filters);
  g_test_add_func ("/guess/whole-name", test_whole_name);
  return g_test_run ();
}
