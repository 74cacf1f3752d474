/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-catalogue.h"
#include "wf-json.h"
#include "wf-point.h"

#include <glib/gstdio.h>
#include <string.h>

#define ENTRIES 60
#define ROUNDS  12

static const WfPoint TORONTO = { TRUE, 43.6532, -79.3832 };

static void
test_parse (void)
{
  static const struct {
    const char *text;
    const char *point;
  } cases[] = {
    { "43.65, -79.38", "43.6500, -79.3800" },
    { " 43.65;-79.38 ", "43.6500, -79.3800" },
    { "-33.9 18.4", "-33.9000, 18.4000" },
    { "", "" },
    { "Toronto", "" },
    { "43.65", "" },
    { "43.65, -79.38 north", "" },
    { "0, 0", "" }, /* what is left empty in many a table */
    { "91, 0", "" },
    { "10, 181", "" },
    { "nan, nan", "" },
    { "inf, 1", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfPoint point = wf_point_parse (cases[i].text);
      g_autofree char *text = wf_point_to_text (&point);

      g_assert_cmpstr (text, ==, cases[i].point);
    }
}

static void
test_distance (void)
{
  /* Kilometres that maps give between the two. */
  static const struct {
    double from[2], to[2];
    double km;
  } cases[] = {
    { { 43.6532, -79.3832 }, { 43.2557, -79.8711 }, 59.3 },    /* Toronto, Hamilton */
    { { 43.6532, -79.3832 }, { 45.5019, -73.5674 }, 504.3 },   /* Toronto, Montréal */
    { { 49.2827, -123.1207 }, { -33.8688, 151.2093 }, 12484 }, /* Vancouver, Sydney */
    { { 10, 179.9 }, { 10, -179.9 }, 21.9 },
    { { 10, 20 }, { 10, 20 }, 0 },
  };
  WfPoint nowhere = wf_point_parse ("");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfPoint from = wf_point_make (cases[i].from[0], cases[i].from[1]);
      WfPoint to = wf_point_make (cases[i].to[0], cases[i].to[1]);

      g_assert_cmpfloat_with_epsilon (wf_point_get_distance (&from, &to), cases[i].km,
                                      0.1 + cases[i].km * 0.005);
      g_assert_cmpfloat_with_epsilon (wf_point_get_distance (&to, &from),
                                      wf_point_get_distance (&from, &to), 1e-9);
      g_assert_cmpfloat (wf_point_get_distance (&from, &nowhere), <, 0);
    }
}

/* Whoever is 25 km away, up to 60° north, is in the square of the point or in one beside it. */
static void
test_cells (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      double north = g_test_rand_double_range (-60, 60),
             east = g_test_rand_double_range (-180, 180);
      WfPoint from = wf_point_make (north, east);
      double other = east + g_test_rand_double_range (-0.5, 0.5);
      WfPoint to =
          wf_point_make (north + g_test_rand_double_range (-0.3, 0.3), other > 180    ? other - 360
                                                                       : other < -180 ? other + 360
                                                                                      : other);
      g_autofree char *cell = wf_point_dup_cell (&to, 0, 0);
      gboolean is_beside = FALSE;

      for (int i = -1; i <= 1; i++)
        {
          for (int j = -1; j <= 1; j++)
            {
              g_autofree char *beside = wf_point_dup_cell (&from, i, j);

              is_beside = is_beside || strcmp (beside, cell) == 0;
            }
        }
      g_assert_true (is_beside || wf_point_get_distance (&from, &to) > 25);
    }
}

/* A list of entries here and there: what they cover, and where they are, by chance. */
static void
write_starter (const char *path)
{
  static const char *const REGIONS[] = { "CA-ON", "CA-ON", "CA", "CA-BC", "US", WF_REGION_UNKNOWN };
  g_autoptr (GString) text = g_string_new ("{\"format\":\"wayfinder-starter\",\"resources\":[");

  for (int i = 0; i < ENTRIES; i++)
    {
      const char *region = REGIONS[g_test_rand_int_range (0, G_N_ELEMENTS (REGIONS))];
      int where = g_test_rand_int_range (0, 3);
      double spread = where == 0 ? 0.4 : 20;
      double north = TORONTO.latitude + g_test_rand_double_range (-spread, spread);
      double east = TORONTO.longitude + g_test_rand_double_range (-spread, spread);
      char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (
          text,
          "%s{\"id\":\"e%d\",\"name\":\"Thing\",\"kind\":\"device\",\"status\":\"active\","
          "\"regions\":[\"%s\"]",
          i == 0 ? "" : ",", i, region);
      if (where < 2)
        g_string_append_printf (text, ",\"latitude\":%s,\"longitude\":%s",
                                g_ascii_dtostr (numbers[0], G_ASCII_DTOSTR_BUF_SIZE, north),
                                g_ascii_dtostr (numbers[1], G_ASCII_DTOSTR_BUF_SIZE, east));
      g_string_append_c (text, '}');
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static WfSearchResult *
search (WfCatalogue *catalogue, const char *text, const char *region, gboolean is_near)
{
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  WfSearchResult *result;

  filter.region = region;
  if (is_near)
    filter.near = TORONTO;
  result = wf_catalogue_search_sync (catalogue, text, &filter, ENTRIES, &error);
  g_assert_no_error (error);
  return result;
}

/* Where it is counts; else -1. */
static double
get_way (const WfResource *resource)
{
  double km = wf_point_get_distance (&TORONTO, &resource->point);

  return strcmp (resource->regions[0], WF_REGION_UNKNOWN) == 0 || km > WF_POINT_NEAR ? -1 : km;
}

static GPtrArray *
list_others (const WfSearchResult *result)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < result->resources->len; i++)
    {
      const WfResource *resource = result->resources->pdata[i];

      if (get_way (resource) < 0)
        g_ptr_array_add (others, resource->id);
    }
  return others;
}

/* As many as without distance, and all cover what was asked; the near ones first, the nearest of
 * them first; the others as if nobody had asked for distance. */
static void
check_order (WfCatalogue *catalogue, const char *text, const char *region)
{
  g_autoptr (WfSearchResult) plain = search (catalogue, text, region, FALSE);
  g_autoptr (WfSearchResult) near = search (catalogue, text, region, TRUE);
  g_autoptr (GPtrArray) plain_others = list_others (plain), near_others = list_others (near);
  guint n = near->resources->len, n_near = n - near_others->len;
  double last = 0;

  g_assert_cmpuint (n, ==, plain->resources->len);
  g_assert_cmpuint (near_others->len, ==, plain_others->len);
  for (guint i = 0; i < n; i++)
    {
      const WfResource *resource = near->resources->pdata[i];
      const char *own = resource->regions[0];
      double way = get_way (resource);

      g_assert_true (strcmp (own, WF_REGION_UNKNOWN) == 0 || g_str_has_prefix (own, region) ||
                     g_str_has_prefix (region, own));
      g_assert_true ((way >= 0) == (i < n_near));
      g_assert_cmpfloat (MAX (way, last), >=, last - 0.1); /* counted in hundreds of metres */
      g_assert_true (way < 0 || way >= last - 0.1);
      last = way >= 0 ? way : last;
    }
  for (guint i = 0; i < near_others->len; i++)
    g_assert_cmpstr (near_others->pdata[i], ==, plain_others->pdata[i]);
}

static void
test_coverage_before_distance (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wf-near.json", NULL);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (WfCatalogue) catalogue = NULL;
      g_autoptr (GError) error = NULL;

      write_starter (path);
      catalogue = wf_catalogue_open_sync (NULL, path, NULL, &error);
      g_assert_no_error (error);
      check_order (catalogue, "", "CA-ON");
      check_order (catalogue, "thing", "CA-ON");
      check_order (catalogue, "thi", "CA");
    }
  g_unlink (path);
}

/* Where no region is asked for, nobody knows what covers: the list keeps its order. */
static void
test_nothing_without_region (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wf-nowhere.json", NULL);
  g_autoptr (WfCatalogue) catalogue = NULL;
  g_autoptr (WfSearchResult) plain = NULL, near = NULL;
  g_autoptr (GError) error = NULL;

  write_starter (path);
  catalogue = wf_catalogue_open_sync (NULL, path, NULL, &error);
  g_assert_no_error (error);
  plain = search (catalogue, "thing", NULL, FALSE);
  near = search (catalogue, "thing", NULL, TRUE);
  g_assert_cmpuint (near->resources->len, ==, ENTRIES);
  for (guint i = 0; i < ENTRIES; i++)
    g_assert_true (wf_resource_equal (plain->resources->pdata[i], near->resources->pdata[i]));
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point/parse", test_parse);
  g_test_add_func ("/point/distance", test_distance);
  g_test_add_func ("/point/cells", test_cells);
  g_test_add_func ("/point/coverage-before-distance", test_coverage_before_distance);
  g_test_add_func ("/point/nothing-without-region", test_nothing_without_region);
  return g_test_run ();
}
