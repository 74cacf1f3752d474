/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a keystroke costs: the catalogue's search against the bare library, in the same process,
 * over the same rows of the same file. Figures for a person to read; nothing is asserted here.
 *
 *   yardstick: bare sqlite3 with the same queries: the same MATCH strings in the same FTS5 index,
 * in rowid order, a hundred or as many as asked for to choose from, those asked for with their
 * bodies; or how many there are. It folds no letters, ranks nothing, parses no body, crosses no
 * thread.
 *
 * CPU time of the process beside the wall's, because other work stretches the wall's.
 *
 * Usage: bench-catalogue STARTER WORDS [ENTRIES [SERVICES]]
 *   SERVICES: a list as `wayfinderctl catalogue export --format hsds-json` writes it, of real
 *   directories; each is taken again and again under names of its own, as the starter's are
 */
#include "bench-bare.h"
#include "bench-entries.h"
#include "wf-catalogue.h"
#include "wf-import.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-query.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT        20
#define WINDOW_LIMIT 200 /* as the window asks */
#define ROUNDS       200

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

/* The yardstick is only asked, with tokens that are ready: each string is one. */

static int
bare_tokenize (
    Fts5Tokenizer *self, void *sink, int flags, const char *text, int size, EmitToken emit)
{
  return size > 0 ? emit (sink, 0, text, size, 0, size) : SQLITE_OK;
}

/* Who bears the name that was typed; then the first, in the list's order, whose names have it; then
 * those that have it anywhere; of these the best whole. */
#define NAMED                                                                                      \
  "SELECT e.rank, e.names, e.kind, e.is_closed FROM entry AS e CROSS JOIN brief"                   \
  " ON brief.rowid = e.rank WHERE e.names >= ?3 AND e.names < ?3 || char (11)"                     \
  " AND brief MATCH ?1 AND +e.rank BETWEEN 0 AND ?2 LIMIT ?4"
#define FOUND                                                                                      \
  "SELECT e.rank, e.names, e.kind, e.is_closed FROM brief CROSS JOIN entry AS e"                   \
  " ON e.rank = brief.rowid WHERE brief MATCH ?1 AND brief.rowid BETWEEN 0 AND ?2"                 \
  " ORDER BY brief.rowid LIMIT ?4"
#define BODY  "SELECT json FROM body WHERE rank = ?1"
#define COUNT "SELECT count(*) FROM brief WHERE brief MATCH ?1 AND brief.rowid BETWEEN 0 AND ?2"

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *named;
  sqlite3_stmt *found;
  sqlite3_stmt *body;
  sqlite3_stmt *count;
  WfWords *words;
} Yardstick;

static void
open_yardstick (Yardstick *self, const char *database, const char *words)
{
  g_autoptr (JsonObject) object = read_object (words);
  const struct {
    const char *sql;
    sqlite3_stmt **statement;
  } all[] = {
    { NAMED, &self->named }, { FOUND, &self->found }, { BODY, &self->body }, { COUNT, &self->count }
  };

  must (sqlite3_open (database, &self->db), self->db);
  must (
      sqlite3_exec (self->db, "PRAGMA mmap_size = 0; PRAGMA cache_size = -16384", NULL, NULL, NULL),
      self->db);
  add_tokenizer (self->db, bare_tokenize);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    must (sqlite3_prepare_v2 (self->db, all[i].sql, -1, all[i].statement, NULL), self->db);
  self->words = wf_words_new (object);
}

static void
close_yardstick (Yardstick *self)
{
  sqlite3_stmt *all[] = { self->named, self->found, self->body, self->count };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    sqlite3_finalize (all[i]);
  sqlite3_close (self->db);
  wf_words_free (self->words);
}

typedef struct {
  gint64 ranks[4 * WINDOW_LIMIT];
  guint n;
} Ranks;

static guint
run_bare (const Yardstick *self, sqlite3_stmt *statement, const char *match, gint64 last, Ranks *to)
{
  guint rows = 0;

  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, last);
  for (; sqlite3_step (statement) == SQLITE_ROW; rows++)
    {
      for (int column = 1; column < sqlite3_column_count (statement); column++)
        sqlite3_column_text (statement, column);
      to->ranks[to->n++] = sqlite3_column_int64 (statement, 0);
    }
  must (sqlite3_reset (statement), self->db);
  return rows;
}

/* @is_count: how many there are; else the best @limit. */
static Seconds
ask_yardstick (const Yardstick *self, const char *text, guint limit, gboolean is_count)
{
  static const WfCatalogueFilter NOTHING = WF_CATALOGUE_FILTER_INIT;
  g_auto (WfQueryFilter) filter = { NULL };
  g_autoptr (GPtrArray) groups = wf_query_read (text, self->words);
  g_autofree char *typed = wf_letters_fold_name (text);
  g_autofree char *names = NULL, *brief = NULL;
  const WfTypedWord *first = groups->pdata[0];
  gboolean is_kind = wf_words_find_kind (self->words, first->all[0]) != NULL;
  Ranks ranks = { .n = 0 };
  guint wanted = MAX (limit, 100);
  Seconds begin;

  wf_query_filter_init (&filter, &NOTHING, FALSE);
  names = wf_query_build_match (groups, WF_QUERY_NAMES, filter.facets);
  brief = wf_query_build_match (groups, WF_QUERY_BRIEF, filter.facets);
  begin = look ();
  if (is_count)
    {
      run_bare (self, self->count, brief, filter.last, &ranks);
      return since (begin);
    }
  sqlite3_bind_text (self->named, 3, typed, -1, SQLITE_STATIC);
  sqlite3_bind_int (self->named, 4, (int) wanted);
  sqlite3_bind_int (self->found, 4, (int) wanted);
  if (groups->len > 1 || !is_kind)
    run_bare (self, self->named, names, filter.last, &ranks);
  if (groups->len == 1 && is_kind)
    run_bare (self, self->found, brief, filter.last, &ranks);
  else if (run_bare (self, self->found, names, filter.last, &ranks) < wanted)
    run_bare (self, self->found, brief, filter.last, &ranks);
  for (guint i = 0; i < MIN (ranks.n, limit); i++)
    {
      sqlite3_bind_int64 (self->body, 1, ranks.ranks[i]);
      must (sqlite3_step (self->body), self->db);
      sqlite3_column_text (self->body, 0);
      sqlite3_reset (self->body);
    }
  return since (begin);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  guint count;

  *done = wf_catalogue_count_finish (WF_CATALOGUE (source), result, &count, &error);
  if (!*done)
    g_error ("%s", error->message);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfSearchResult **out = user_data;
  g_autoptr (GError) error = NULL;

  *out = wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);
  if (*out == NULL)
    g_error ("%s", error->message);
}

/* As a keystroke in the window asks, and then for the number. */
static Seconds
ask_catalogue (WfCatalogue *catalogue, const char *text, guint limit, gboolean is_count)
{
  g_autoptr (WfSearchResult) result = NULL;
  gboolean done = FALSE;
  Seconds begin = look ();

  if (is_count)
    wf_catalogue_count_async (catalogue, text, NULL, NULL, on_counted, &done);
  else
    wf_catalogue_search_async (catalogue, text, NULL, limit, NULL, on_found, &result);
  while (result == NULL && !done)
    g_main_context_iteration (NULL, TRUE);
  return since (begin);
}

/* What one side took, each time, in milliseconds. */
typedef struct {
  GArray *wall;
  GArray *cpu;
} Times;

static Times
times_new (void)
{
  return (Times){ g_array_new (FALSE, FALSE, sizeof (double)),
                  g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
times_add (Times *self, Seconds took)
{
  double wall = took.wall * 1000, cpu = took.cpu * 1000;

  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

static void
times_sort (Times *self)
{
  qsort (self->wall->data, self->wall->len, sizeof (double), compare_doubles);
  qsort (self->cpu->data, self->cpu->len, sizeof (double), compare_doubles);
}

static void
times_free (Times *self)
{
  g_array_unref (self->wall);
  g_array_unref (self->cpu);
}

static void
print_row (const char *name, Times *ours, Times *theirs)
{
  times_sort (ours);
  times_sort (theirs);
  printf ("%-12s %7.2f %7.2f %7.2f %7.2f   %7.2f %7.2f   %7.2f %7.2f   %5.2f %5.2f\n", name,
          get_quantile (ours->wall, .5), get_quantile (ours->wall, .95),
          get_quantile (ours->wall, .99), get_quantile (ours->wall, 1),
          get_quantile (ours->cpu, .5), get_quantile (ours->cpu, .99),
          get_quantile (theirs->cpu, .5), get_quantile (theirs->cpu, .99),
          get_quantile (ours->cpu, .5) / get_quantile (theirs->cpu, .5),
          get_quantile (ours->cpu, .99) / get_quantile (theirs->cpu, .99));
}

static void
measure (WfCatalogue *catalogue, const Yardstick *yardstick, guint limit, gboolean is_count)
{
  printf ("%s, the first %u; ms\n", is_count ? "how many" : "a keystroke", limit);
  printf ("ours:        wall p50     p95     p99     max   CPU p50     p99   bare p50   p99   "
          "ratio of CPU p50, p99\n");
  for (guint i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      Times ours = times_new (), theirs = times_new ();

      for (guint round = 0; round < ROUNDS; round++)
        {
          const char *text = TYPED[i].texts[round % G_N_ELEMENTS (TYPED[i].texts)];

          times_add (&ours, ask_catalogue (catalogue, text, limit, is_count));
          times_add (&theirs, ask_yardstick (yardstick, text, limit, is_count));
        }
      print_row (TYPED[i].name, &ours, &theirs);
      times_free (&ours);
      times_free (&theirs);
    }
}

static void
fill (const char *database, char **argv, guint entries, const char *services)
{
  g_autofree char *lines = g_strconcat (database, ".ndjson", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = read_services (argv[1], services);
  g_autoptr (WfCatalogueStore) store = wf_catalogue_store_open (database, argv[1], argv[2], &error);
  WfImportOptions options = { WF_IMPORT_JSON };
  gint64 begin;

  if (store == NULL)
    g_error ("%s", error->message);
  write_lines (all, entries, lines);
  begin = g_get_monotonic_time ();
  if (!wf_catalogue_import (store, lines, &options, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  g_unlink (lines);
  printf ("%u entries of %u different ones: taken in within %.1f s\n", entries, all->len,
          (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    {
      fprintf (stderr, "usage: %s STARTER WORDS [ENTRIES [SERVICES]]\n", argv[0]);
      return 2;
    }

  guint entries = argc > 3 ? (guint) atoi (argv[3]) : 20000;
  const char *kept = g_getenv ("WF_BENCH_FOLDER");
  g_autofree char *folder =
      kept != NULL ? g_strdup (kept) : g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "catalogue.db", NULL);
  g_autofree char *local = g_build_filename (folder, "local.db", NULL);
  g_autoptr (GError) error = NULL;
  Yardstick yardstick = { NULL };

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!g_file_test (database, G_FILE_TEST_EXISTS))
    fill (database, argv, entries, argc > 4 ? argv[4] : NULL);

  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (database, argv[1], argv[2], &error);

  if (catalogue == NULL)
    g_error ("%s", error->message);
  open_yardstick (&yardstick, database, argv[2]);
  measure (catalogue, &yardstick, LIMIT, FALSE);
  measure (catalogue, &yardstick, WINDOW_LIMIT, FALSE);
  measure (catalogue, &yardstick, LIMIT, TRUE);
  close_yardstick (&yardstick);
  wf_catalogue_close (catalogue);
  if (kept != NULL)
    return 0;

  const char *const files[] = { database, local };

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
