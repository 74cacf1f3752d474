/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a keystroke costs: the catalogue's search against the plainest thing that could be used,
 * in the same process over the same rows, on the same disk. Figures for a person to read; nothing
 * is asserted here.
 *
 *   yardstick: bare sqlite3, FTS5 with tokenize='unicode61', the same five short columns and prefix
 *              indexes, `MATCH '"word"*' ORDER BY rowid LIMIT 20`, reading the same bodies. It
 *              filters nothing, folds less, counts nothing and ranks nothing by name.
 *
 * Usage: bench-catalogue STARTER WORDS [ENTRIES]
 */
#include "wf-catalogue.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT  20
#define ROUNDS 60

static const char *const SYLLABLES[] = { "ba",  "lor", "ken", "mi",  "sto", "var", "nel", "du",
                                         "pra", "tis", "ho",  "gal", "we",  "run", "cha", "fi" };

static const struct {
  const char *name;
  const char *texts[4];
} TYPED[] = {
  { "1 letter", { "c", "m", "t", "i" } },
  { "2 letters", { "co", "in", "li", "te" } },
  { "3 letters", { "com", "int", "lib", "ken" } },
  { "4 letters", { "comp", "inte", "libr", "phon" } },
  { "6 letters", { "comput", "intern", "librar", "provin" } },
  { "8 letters", { "computer", "internet", "training", "settleme" } },
  { "common word", { "internet", "free", "canada", "help" } },
  { "two words", { "free internet", "library wi-fi", "computer toronto", "phone plan" } },
  { "Arabic", { "حاسوب", "الإنترنت", "مكتبة", "هات" } },
  { "Chinese", { "电脑", "免费", "图书馆", "上" } },
};

static char *
make_name (GRand *rand)
{
  GString *name = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 2, 5); i > 0; i--)
    g_string_append (name, SYLLABLES[g_rand_int_range (rand, 0, G_N_ELEMENTS (SYLLABLES))]);
  return g_string_free (name, FALSE);
}

/* The shipped entries again and again, each with a name and id of its own. */
static JsonObject *
multiply (const char *path, guint entries)
{
  g_autofree char *text = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  JsonArray *list = json_array_new ();

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);

  g_autoptr (JsonObject) root = wf_json_parse_object (text, -1, NULL);
  JsonArray *shipped = json_object_get_array_member (root, "resources");
  guint count = json_array_get_length (shipped);

  for (guint i = 0; i < entries; i++)
    {
      g_autofree char *body = wf_json_to_text (json_array_get_object_element (shipped, i % count));
      JsonObject *copy = wf_json_parse_object (body, -1, NULL);
      g_autofree char *extra = make_name (rand);
      g_autofree char *id =
          g_strdup_printf ("%s-%u", json_object_get_string_member (copy, "id"), i);
      g_autofree char *name =
          g_strdup_printf ("%s %s", extra, json_object_get_string_member (copy, "name"));

      json_object_set_string_member (copy, "id", id);
      json_object_set_string_member (copy, "name", name);
      json_array_add_object_element (list, copy);
    }

  JsonObject *starter = json_object_new ();

  json_object_set_string_member (starter, "format", "wayfinder-starter");
  json_object_set_array_member (starter, "resources", list);
  return starter;
}

static void
must (int code, sqlite3 *db)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("sqlite: %s", sqlite3_errmsg (db));
}

/* The same rows in the plainest index, from the catalogue's own file. */
static sqlite3 *
open_yardstick (const char *database, const char *path, double *out_seconds)
{
  sqlite3 *db = NULL;
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS theirs", database);
  gint64 begin = g_get_monotonic_time ();

  must (sqlite3_open (path, &db), db);
  must (sqlite3_exec (db, attach, NULL, NULL, NULL), db);
  must (sqlite3_exec (db,
                      "PRAGMA main.journal_mode = WAL;"
                      "BEGIN;"
                      "CREATE TABLE resource (rank INTEGER PRIMARY KEY, name, alt, org, keywords,"
                      " place, body);"
                      "INSERT INTO resource SELECT rank, name, alt, org, keywords, place, json"
                      " FROM theirs.words JOIN theirs.body USING (rank);"
                      "CREATE VIRTUAL TABLE f USING fts5 (name, alt, org, keywords, place,"
                      " content = 'resource', content_rowid = 'rank', detail = column,"
                      " prefix = '1 2 3 4 5', tokenize = 'unicode61');"
                      "INSERT INTO f (f) VALUES ('rebuild'); INSERT INTO f (f) VALUES ('optimize');"
                      "COMMIT; DETACH theirs",
                      NULL, NULL, NULL),
        db);
  *out_seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  return db;
}

static double
ask_yardstick (sqlite3_stmt *find, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " -", -1);
  g_autofree char *joined = g_strjoinv ("\" AND \"", words);
  g_autofree char *match = g_strdup_printf ("\"%s\"*", joined);
  gint64 begin = g_get_monotonic_time ();

  sqlite3_bind_text (find, 1, match, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (find) == SQLITE_ROW)
    {
      g_autoptr (JsonObject) body =
          wf_json_parse_object ((const char *) sqlite3_column_text (find, 0), -1, NULL);

      if (body == NULL)
        g_error ("a body that is not JSON");
    }
  sqlite3_reset (find);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static double
ask_catalogue (WfCatalogue *catalogue, const char *text)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WfSearchResult) result =
      wf_catalogue_search_sync (catalogue, text, NULL, LIMIT, &error);

  if (result == NULL)
    g_error ("%s", error->message);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
get_quantile (const GArray *sorted, double share)
{
  return g_array_index (sorted, double, (guint) (share * (sorted->len - 1)));
}

static void
print_row (const char *name, GArray *ours, GArray *theirs)
{
  qsort (ours->data, ours->len, sizeof (double), compare_doubles);
  qsort (theirs->data, theirs->len, sizeof (double), compare_doubles);
  printf ("%-12s %7.2f %7.2f %7.2f %7.2f   %7.2f %7.2f %7.2f %7.2f   %5.1f\n", name,
          get_quantile (ours, .5), get_quantile (ours, .95), get_quantile (ours, .99),
          get_quantile (ours, 1), get_quantile (theirs, .5), get_quantile (theirs, .95),
          get_quantile (theirs, .99), get_quantile (theirs, 1),
          get_quantile (ours, .5) / get_quantile (theirs, .5));
}

static void
measure (WfCatalogue *catalogue, sqlite3_stmt *find)
{
  printf ("ms           ours p50     p95     p99     max   plain p50    p95     p99     max   "
          "ratio of p50\n");
  for (guint i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint round = 0; round < ROUNDS; round++)
        {
          const char *text = TYPED[i].texts[round % G_N_ELEMENTS (TYPED[i].texts)];
          double mine = ask_catalogue (catalogue, text);
          double plain = ask_yardstick (find, text);

          g_array_append_val (ours, mine);
          g_array_append_val (theirs, plain);
        }
      print_row (TYPED[i].name, ours, theirs);
    }
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    {
      fprintf (stderr, "usage: %s STARTER WORDS [ENTRIES]\n", argv[0]);
      return 2;
    }

  guint entries = argc > 3 ? (guint) atoi (argv[3]) : 20000;
  g_autofree char *folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  g_autofree char *starter = g_build_filename (folder, "starter.json", NULL);
  g_autofree char *database = g_build_filename (folder, "catalogue.db", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.db", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  double seconds = 0;
  sqlite3_stmt *find = NULL;

  {
    g_autoptr (JsonObject) many = multiply (argv[1], entries);

    text = wf_json_to_text (many);
  }
  g_file_set_contents (starter, text, -1, NULL);

  gint64 begin = g_get_monotonic_time ();
  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (database, starter, argv[2], &error);

  if (catalogue == NULL)
    g_error ("%s", error->message);
  printf ("%u entries: built in %.1f s", entries,
          (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);

  sqlite3 *db = open_yardstick (database, plain, &seconds);

  printf (", the plain index of ready rows in %.1f s\n", seconds);
  must (sqlite3_prepare_v2 (db,
                            "SELECT r.body FROM f CROSS JOIN resource AS r ON r.rank = f.rowid"
                            " WHERE f MATCH ?1 ORDER BY f.rowid LIMIT 20",
                            -1, &find, NULL),
        db);
  measure (catalogue, find);
  sqlite3_finalize (find);
  sqlite3_close (db);
  wf_catalogue_close (catalogue);

  const char *const files[] = { starter, database, plain };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *wal = g_strconcat (files[i], "-wal", NULL);
      g_autofree char *shm = g_strconcat (files[i], "-shm", NULL);

      g_unlink (files[i]);
      g_unlink (wal);
      g_unlink (shm);
    }
  g_rmdir (folder);
  return 0;
}
