/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-catalogue-index.h"
#include "wf-catalogue.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-query.h"
#include "wf-statement.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of the 240, those neither for safety nor for staff. */
#define PUBLIC_ENTRIES 144

static char *
shipped (const char *name)
{
  return g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", name, NULL);
}

static WfCatalogue *
open_at (const char *database)
{
  g_autofree char *starter = shipped ("starter.json");
  g_autofree char *words = shipped ("words.json");
  g_autoptr (GError) error = NULL;
  WfCatalogue *catalogue = wf_catalogue_open_sync (database, starter, words, &error);

  g_assert_no_error (error);
  return catalogue;
}

static WfSearchResult *
search (WfCatalogue *catalogue, const char *text, const WfCatalogueFilter *filter, guint limit)
{
  g_autoptr (GError) error = NULL;
  WfSearchResult *result = wf_catalogue_search_sync (catalogue, text, filter, limit, &error);

  g_assert_no_error (error);
  return result;
}

static gboolean
holds (const WfSearchResult *result, const char *id)
{
  for (guint i = 0; i < result->resources->len; i++)
    {
      if (strcmp (((WfResource *) result->resources->pdata[i])->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
print_ids (const WfSearchResult *result)
{
  for (guint i = 0; i < result->resources->len; i++)
    {
      const WfResource *resource = result->resources->pdata[i];

      g_test_message ("  %s [%s]", resource->id, resource->kind);
    }
}

/* What people type in the scripts they type it in, and an entry that must be among the first. */
static void
test_finds (void)
{
  static const struct {
    const char *text;
    const char *region;
    const char *id;
    guint within;
  } cases[] = {
    { "internet", "CA-ON", "connecting-families-2", 12 },
    { "інтернет", "CA-ON", "connecting-families-2", 12 },
    { "إنترنت", "CA-ON", "connecting-families-2", 12 },
    { "الإنترنت", "CA-ON", "connecting-families-2", 12 },
    { "互联网", "CA-ON", "connecting-families-2", 12 },
    { "wi-fi gratuit", "CA-ON", "kitchener-library-hotspots", 20 },
    { "wifi gratuit", "CA-ON", "kitchener-library-hotspots", 20 },
    { "wi fi gratuit", "CA-ON", "kitchener-library-hotspots", 20 },
    { "l'ouest", NULL, "bc-technology-for-learning", 60 },
    { "حاسوب", "CA-ON", "computers-for-schools-plus", 20 },
    { "الحاسوب", "CA-ON", "computers-for-schools-plus", 20 },
    { "电脑", "CA-ON", "computers-for-schools-plus", 20 },
    { "laptops", "CA-ON", "free-geek-toronto", 12 },
    { "comp", "CA-ON", "computers-for-schools-plus", 20 },
    { "комп'ютер", "CA-ON", "computers-for-schools-plus", 20 },
    { "Connecting Families", "CA-ON", "connecting-families-1", 3 },
    { "connecting fam", "CA-ON", "connecting-families-1", 3 },
    { "the hotspots of Kitchener", NULL, "kitchener-library-hotspots", 1 },
    { "telus", "CA-BC", "telus-internet-for-good", 5 },
    { "LINC", "CA-ON", "linc", 1 },
    { "18008921234", NULL, "", 0 },
  };
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

      filter.region = cases[i].region;

      g_autoptr (WfSearchResult) result =
          search (catalogue, cases[i].text, &filter, MAX (cases[i].within, 1));

      g_test_message ("%s: %u", cases[i].text, result->count);
      print_ids (result);
      if (*cases[i].id == '\0')
        g_assert_cmpuint (result->count, ==, 0);
      else
        g_assert_true (holds (result, cases[i].id));
    }
}

/* Without a region, the country that most of the list is about comes first. */
static void
test_home_first (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (WfSearchResult) result = search (catalogue, "internet", NULL, 8);

  for (guint i = 0; i < result->resources->len; i++)
    {
      const WfResource *resource = result->resources->pdata[i];

      g_assert_true (g_str_has_prefix (resource->regions[0], "CA"));
    }
  g_assert_cmpuint (result->count, >, 8);
}

static void
test_first_is_the_kind (void)
{
  static const struct {
    const char *text;
    const char *kind;
  } cases[] = {
    { "internet", "internet" }, { "інтернет", "internet" }, { "حاسوب", "device" },
    { "电脑", "device" },       { "téléphone", "mobile" },  { "formation", "training" },
  };
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfSearchResult) result = search (catalogue, cases[i].text, NULL, 5);

      g_test_message ("%s", cases[i].text);
      print_ids (result);
      g_assert_cmpuint (result->resources->len, ==, 5);
      g_assert_cmpstr (((WfResource *) result->resources->pdata[0])->kind, ==, cases[i].kind);
    }
}

/* Exactly what the filter lets through: against a plain walk over all entries. */
typedef struct {
  const char *name;
  const char *kinds[3];
  WfCatalogueFilter filter;
} FilterCase;

static gboolean
passes (const WfResource *resource, const FilterCase *wanted)
{
  const WfCatalogueFilter *filter = &wanted->filter;
  gboolean is_hidden =
      strcmp (resource->kind, "safety") == 0 || strcmp (resource->kind, "practice") == 0;
  double price = wf_query_get_month_price (resource);

  if (wanted->kinds[0] == NULL ? is_hidden : !g_strv_contains (wanted->kinds, resource->kind))
    return FALSE;
  if (filter->region != NULL && strchr (filter->region, '-') != NULL &&
      wf_resource_covers (resource, filter->region) != WF_TRUTH_YES)
    return FALSE;
  if (filter->region != NULL && wf_resource_covers (resource, filter->region) == WF_TRUTH_NO)
    return FALSE;
  if (filter->language != NULL && !wf_resource_speaks (resource, filter->language) &&
      !wf_resource_has_interpreters (resource))
    return FALSE;
  if (filter->free_only && price != 0)
    return FALSE;
  if (filter->max_month >= 0 && (price < 0 || price > filter->max_month))
    return FALSE;
  return filter->include_closed || resource->status != WF_RESOURCE_CLOSED;
}

static GPtrArray *
read_all (void)
{
  g_autofree char *path = shipped ("starter.json");
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) root = NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  root = wf_json_parse_object (text, -1, NULL);

  JsonArray *list = json_object_get_array_member (root, "resources");

  for (guint i = 0; i < json_array_get_length (list); i++)
    g_ptr_array_add (all,
                     wf_resource_new_from_json (json_array_get_object_element (list, i), NULL));
  return all;
}

static void
test_filters (void)
{
  static const FilterCase cases[] = {
    { "all", { NULL }, { .max_month = -1 } },
    { "closed too", { NULL }, { .max_month = -1, .include_closed = TRUE } },
    { "safety", { "safety" }, { .max_month = -1 } },
    { "practice", { "practice" }, { .max_month = -1 } },
    { "two kinds", { "internet", "mobile" }, { .max_month = -1 } },
    { "no such kind", { "bakery" }, { .max_month = -1 } },
    { "Ontario", { NULL }, { .max_month = -1, .region = "CA-ON" } },
    { "Nunavut safety", { "safety" }, { .max_month = -1, .region = "CA-NU" } },
    { "Canada", { NULL }, { .max_month = -1, .region = "CA" } },
    { "Illinois", { NULL }, { .max_month = -1, .region = "US-IL" } },
    { "nowhere", { NULL }, { .max_month = -1, .region = "ZZ" } },
    { "Arabic", { NULL }, { .max_month = -1, .language = "ar" } },
    { "Chinese", { NULL }, { .max_month = -1, .language = "zh-Hant" } },
    { "Mandarin", { NULL }, { .max_month = -1, .language = "cmn" } },
    { "Dari", { NULL }, { .max_month = -1, .language = "prs" } },
    { "free", { NULL }, { .max_month = -1, .free_only = TRUE } },
    { "under 15", { NULL }, { .max_month = 15 } },
    { "under 9", { "mobile" }, { .max_month = 9 } },
    { "Ontario, internet, under 10", { "internet" }, { .max_month = 10, .region = "CA-ON" } },
  };
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (GPtrArray) all = read_all ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfCatalogueFilter filter = cases[i].filter;
      guint expected = 0;

      filter.kinds = cases[i].kinds[0] == NULL ? NULL : cases[i].kinds;

      g_autoptr (WfSearchResult) result = search (catalogue, "", &filter, 500);

      g_test_message ("%s", cases[i].name);
      for (guint j = 0; j < all->len; j++)
        {
          gboolean is_expected = passes (all->pdata[j], &cases[i]);

          expected += is_expected;
          if (is_expected != holds (result, ((WfResource *) all->pdata[j])->id))
            g_test_message ("%s", ((WfResource *) all->pdata[j])->id);
          g_assert_cmpint (is_expected, ==, holds (result, ((WfResource *) all->pdata[j])->id));
        }
      g_assert_cmpuint (result->count, ==, expected);
      g_assert_cmpuint (result->resources->len, ==, expected);
    }
}

static void
test_no_kinds_at_all (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  const char *const none[] = { NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

  filter.kinds = none;

  g_autoptr (WfSearchResult) result = search (catalogue, "", &filter, 5);

  g_assert_cmpuint (result->count, ==, 0);
}

/* Safety and practice come only when asked; a closed entry is only told of. */
static void
test_hidden (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  const char *const safety[] = { "safety", NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  g_autoptr (WfSearchResult) unasked = search (catalogue, "legal aid ontario", NULL, 50);
  g_autoptr (WfSearchResult) leaflet = search (catalogue, "digital canopy", NULL, 50);

  filter.kinds = safety;

  g_autoptr (WfSearchResult) asked = search (catalogue, "legal aid ontario", &filter, 50);

  g_assert_false (holds (unasked, "legal-aid-ontario"));
  g_assert_true (holds (asked, "legal-aid-ontario"));
  g_assert_false (holds (leaflet, "toronto-digital-canopy"));
  g_assert_cmpuint (leaflet->closed, ==, 1);

  filter = (WfCatalogueFilter) WF_CATALOGUE_FILTER_INIT;
  filter.include_closed = TRUE;

  g_autoptr (WfSearchResult) all = search (catalogue, "toronto", &filter, 500);
  const WfResource *last = all->resources->pdata[all->resources->len - 1];

  g_assert_true (holds (all, "toronto-digital-canopy"));
  g_assert_cmpint (last->status, ==, WF_RESOURCE_CLOSED);
  g_assert_cmpuint (all->closed, ==, 0);
}

static void
test_phone_number (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (GPtrArray) entries = read_all ();
  const char *const kinds[] = { "safety",   "helpline",      "internet", "mobile",
                                "device",   "access",        "training", "support",
                                "practice", "accessibility", NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  guint tried = 0;

  filter.kinds = kinds;
  filter.include_closed = TRUE;
  for (guint i = 0; i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];

      if (entry->phone == NULL)
        continue;
      g_autoptr (WfSearchResult) result = search (catalogue, entry->phone, &filter, 100);

      tried++;
      g_assert_true (holds (result, entry->id));
    }
  g_assert_cmpuint (tried, >, 50);
}

/* The count is of all, whatever the limit; every entry is found by its own name, first or nearly.
 */
static void
test_by_name (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (GPtrArray) entries = read_all ();

  for (guint i = 0; i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];
      const char *const kinds[] = { entry->kind, NULL };
      WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

      filter.kinds = kinds;
      filter.include_closed = TRUE;

      g_autoptr (WfSearchResult) few = search (catalogue, entry->name, &filter, 3);
      g_autoptr (WfSearchResult) many = search (catalogue, entry->name, &filter, 300);

      g_test_message ("%s", entry->name);
      g_assert_cmpuint (few->count, ==, many->count);
      g_assert_cmpuint (few->count, ==, many->resources->len);
      if (entry->status != WF_RESOURCE_CLOSED)
        g_assert_true (holds (few, entry->id));
      else
        g_assert_true (holds (many, entry->id));
    }
}

/* Any text makes a query: Unicode, half characters, operators, quotes. */
static void
test_any_text (void)
{
  static const char *const nasty[] = {
    "\"",
    "\"\"\"",
    "AND",
    "NOT x",
    "a OR",
    "NEAR(a b)",
    "^name",
    "name:x",
    "a*",
    "*",
    "(",
    "a) OR (b",
    "{name}: x",
    "- -",
    "\\",
    "'; DROP TABLE",
    "x AND NOT y",
    "\xff\xfe",
    "電",
    "؟",
    "xkinternet",
    "facet:xopen",
    "-internet",
    "+a +b",
    "\xf0\x9f\x98\x80",
    "a\xcc\x81",
  };
  static const guint starts[] = { 0x20,   0x100,  0x400,  0x600,  0x900,  0xE00,
                                  0x2000, 0x3040, 0x4E00, 0xAC00, 0xFF00, 0x1F600 };
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autoptr (WfSearchResult) result = search (catalogue, nasty[i], NULL, 5);

      g_assert_cmpuint (result->resources->len, <=, 5);
    }
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int i = g_test_rand_int_range (0, 16); i > 0; i--)
        {
          if (g_test_rand_int_range (0, 6) == 0)
            g_string_append_c (text, (char) g_test_rand_int_range (1, 256));
          else
            g_string_append_unichar (text,
                                     starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))] +
                                         (guint) g_test_rand_int_range (0, 0x80));
        }

      g_autoptr (WfSearchResult) result = search (catalogue, text->str, NULL, 5);

      g_assert_cmpuint (result->resources->len, <=, 5);
      g_assert_cmpuint (result->resources->len, <=, result->count);
    }
}

/* A facet is no word that can be typed. */
static void
test_facets_are_no_words (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (WfSearchResult) result = search (catalogue, "xopen", NULL, 5);

  g_assert_cmpuint (result->count, ==, 0);
}

static void
test_match_string (void)
{
  g_autoptr (WfWords) words = wf_words_new (NULL);
  g_autoptr (GPtrArray) groups = wf_query_read ("free wi-fi \"x", words);
  g_autofree char *match = wf_query_build_match (groups, WF_QUERY_NAMES, "facet : (\"xopen\")");

  g_assert_cmpstr (match, ==,
                   "{name alt} : ((\"free\") AND (\"wifi\" OR (\"wi\" AND \"fi\")) AND (\"x\" *))"
                   " AND facet : (\"xopen\")");
}

static void
test_little_words (void)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (
      "{\"ignored\":[\"de\",\"à\",\"!\"],\"kinds\":{\"device\":{\"en\":\"!\"}},"
      "\"tags\":{\"x\":7},\"free\":3}",
      -1, NULL);
  g_autoptr (WfWords) words = wf_words_new (object);
  g_autoptr (GPtrArray) some = wf_query_read ("aide à de", words);
  g_autoptr (GPtrArray) none = wf_query_read ("à de", words);

  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 2);
  g_assert_null (wf_words_find_kind (words, "device"));
}

static void
test_get (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) linc = wf_catalogue_get_sync (catalogue, "linc", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (linc->kind, ==, "training");
  g_assert_null (wf_catalogue_get_sync (catalogue, "no-such", &error));
  g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND);
}

static void
test_json (void)
{
  g_autoptr (WfCatalogue) catalogue = open_at (NULL);
  g_autoptr (WfSearchResult) result = search (catalogue, "linc clic language", NULL, 1);
  g_autoptr (JsonObject) object = wf_search_result_to_json (result);
  JsonObject *row =
      json_array_get_object_element (json_object_get_array_member (object, "results"), 0);

  g_assert_cmpint (json_object_get_int_member (object, "count"), >=, 1);
  g_assert_cmpuint (json_object_get_size (row), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (row, "id"), ==, "linc");
  g_assert_cmpstr (json_object_get_string_member (row, "status"), ==, "active");
}

static gboolean
is_used (GPtrArray *entries, const char *section, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];

      if ((strcmp (section, "kinds") == 0 && strcmp (entry->kind, name) == 0) ||
          (strcmp (section, "tags") == 0 && wf_resource_has_tag (entry, name)) ||
          (strcmp (section, "regions") == 0 &&
           g_strv_contains ((const char *const *) entry->regions, name)) ||
          (strcmp (section, "languages") == 0 &&
           g_strv_contains ((const char *const *) entry->languages, name)))
        return TRUE;
    }
  return FALSE;
}

/* The shipped vocabulary names what is there, and every kind, region and language has words. */
static void
test_shipped_words (void)
{
  static const char *const sections[] = { "kinds", "tags", "regions", "languages" };
  g_autofree char *path = shipped ("words.json");
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) entries = read_all ();
  g_autoptr (JsonObject) root = NULL;
  JsonObject *kinds, *regions, *languages;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  root = wf_json_parse_object (text, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autoptr (GList) names =
          json_object_get_members (json_object_get_object_member (root, sections[i]));

      for (GList *l = names; l != NULL; l = l->next)
        {
          g_test_message ("%s/%s", sections[i], (const char *) l->data);
          g_assert_true (is_used (entries, sections[i], l->data));
        }
    }
  kinds = json_object_get_object_member (root, "kinds");
  regions = json_object_get_object_member (root, "regions");
  languages = json_object_get_object_member (root, "languages");
  for (guint i = 0; i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];

      g_assert_true (json_object_has_member (kinds, entry->kind));
      for (guint j = 0; entry->regions[j] != NULL; j++)
        g_assert_true (json_object_has_member (regions, entry->regions[j]));
      for (guint j = 0; entry->languages[j] != NULL; j++)
        g_assert_true (json_object_has_member (languages, entry->languages[j]) ||
                       strcmp (entry->languages[j], "en") == 0);
    }
}

/* ---- the file ---- */

static void
with_folder (void (*function) (const char *database))
{
  g_autofree char *folder = g_dir_make_tmp ("wf-catalogue-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "catalogue.db", NULL);
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  function (database);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (database, suffixes[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
expect_whole (const char *database)
{
  g_autoptr (WfCatalogue) catalogue = open_at (database);
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

  filter.include_closed = TRUE;

  g_autoptr (WfSearchResult) result = search (catalogue, "", &filter, 1);

  g_assert_cmpuint (result->count, ==, PUBLIC_ENTRIES);
}

static void
check_reopen (const char *database)
{
  GStatBuf before, after;

  expect_whole (database);
  g_assert_cmpint (g_stat (database, &before), ==, 0);
  expect_whole (database);
  g_assert_cmpint (g_stat (database, &after), ==, 0);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
}

static void
check_damaged (const char *database)
{
  g_assert_true (
      g_file_set_contents (database, "This is not a database, it is a text file.......", -1, NULL));
  expect_whole (database);
  expect_whole (database);
}

static void
check_unusable (const char *database)
{
  g_assert_cmpint (g_mkdir (database, 0700), ==, 0);
  expect_whole (database);
  g_assert_true (g_file_test (database, G_FILE_TEST_IS_DIR));
  g_rmdir (database);
}

/* Other files than last time: the rows are made again. */
static void
check_follows_starter (const char *database)
{
  g_autofree char *small = g_strconcat (database, "-starter.json", NULL);
  g_autoptr (GError) error = NULL;

  expect_whole (database);
  g_assert_true (g_file_set_contents (
      small,
      "{\"format\":\"wayfinder-starter\",\"resources\":[{\"id\":\"only\",\"name\":\"Only one\","
      "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA\"]}]}",
      -1, NULL));

  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (database, small, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (WfSearchResult) result = search (catalogue, "", NULL, 5);

  g_assert_cmpuint (result->count, ==, 1);
  g_unlink (small);
}

static void
check_newer (const char *database)
{
  g_autoptr (GError) error = NULL;

  expect_whole (database);
  {
    g_autoptr (WfDatabase) db = wf_database_open (database, WF_DATABASE_NONE, &error);

    g_assert_no_error (error);
    g_assert_true (wf_database_exec (db, "PRAGMA user_version = 99", &error));
  }
  expect_whole (database);
  {
    g_autoptr (WfDatabase) db = wf_database_open (database, WF_DATABASE_NONE, &error);
    gint64 version;

    g_assert_true (wf_database_get_int (db, "PRAGMA user_version", &version, &error));
    g_assert_cmpint (version, ==, 99);
  }
}

static void
test_reopen (void)
{
  with_folder (check_reopen);
}

static void
test_damaged (void)
{
  with_folder (check_damaged);
}

static void
test_unusable (void)
{
  with_folder (check_unusable);
}

static void
test_follows_starter (void)
{
  with_folder (check_follows_starter);
}

static void
test_newer (void)
{
  with_folder (check_newer);
}

static void
test_bad_starter (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{}",
    "{\"format\":\"wayfinder-starter\"}",
    "{\"format\":\"wayfinder-starter\",\"resources\":[7]}",
    "{\"format\":\"wayfinder-starter\",\"resources\":[{\"id\":\"x\"}]}",
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wf-bad-starter.json", NULL);
  g_autofree char *good = shipped ("starter.json");
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) bad_words = NULL;
  g_autoptr (GError) no_words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (wf_catalogue_open_sync (NULL, path, NULL, &error));
      g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
    }
  g_assert_true (g_file_set_contents (path, "no words", -1, NULL));
  g_assert_null (wf_catalogue_open_sync (NULL, good, path, &bad_words));
  g_assert_error (bad_words, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT);
  g_unlink (path);
  g_assert_null (wf_catalogue_open_sync (NULL, good, path, &no_words));
  g_assert_error (no_words, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (wf_catalogue_open_sync (NULL, path, NULL, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Two entries of one id cannot both be in it: the list is refused, as a fault of the database. */
static void
test_twice (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "wf-twice.json", NULL);
  const char *entry = "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"device\",\"status\":\"active\","
                      "\"regions\":[\"CA\"]}";
  g_autofree char *text =
      g_strdup_printf ("{\"format\":\"wayfinder-starter\",\"resources\":[%s,%s]}", entry, entry);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (wf_catalogue_open_sync (NULL, path, NULL, &error));
  g_assert_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/finds", test_finds);
  g_test_add_func ("/search/first-is-the-kind", test_first_is_the_kind);
  g_test_add_func ("/search/home-first", test_home_first);
  g_test_add_func ("/search/filters", test_filters);
  g_test_add_func ("/search/no-kinds-at-all", test_no_kinds_at_all);
  g_test_add_func ("/search/hidden", test_hidden);
  g_test_add_func ("/search/phone-number", test_phone_number);
  g_test_add_func ("/search/by-name", test_by_name);
  g_test_add_func ("/search/any-text", test_any_text);
  g_test_add_func ("/search/facets-are-no-words", test_facets_are_no_words);
  g_test_add_func ("/search/match-string", test_match_string);
  g_test_add_func ("/search/little-words", test_little_words);
  g_test_add_func ("/search/get", test_get);
  g_test_add_func ("/search/json", test_json);
  g_test_add_func ("/search/shipped-words", test_shipped_words);
  g_test_add_func ("/search/reopen", test_reopen);
  g_test_add_func ("/search/damaged", test_damaged);
  g_test_add_func ("/search/unusable", test_unusable);
  g_test_add_func ("/search/follows-starter", test_follows_starter);
  g_test_add_func ("/search/newer", test_newer);
  g_test_add_func ("/search/bad-starter", test_bad_starter);
  g_test_add_func ("/search/twice", test_twice);
  return g_test_run ();
}
