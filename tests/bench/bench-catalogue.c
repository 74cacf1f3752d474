/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a keystroke costs: the catalogue's search against the bare library, in the same process,
 * over the same rows of the same file. Figures for a person to read; nothing is asserted here.
 *
 *   yardstick: bare sqlite3 with the same queries: the same MATCH strings in the same FTS5 index,
 * in rowid order, a hundred or as many as asked for to choose from, in all text where that is
 * little, those asked for with their bodies; or how many there are. It folds no letters, ranks
 * nothing, parses no body, crosses no thread.
 *
 * CPU time of the process beside the wall's, because other work stretches the wall's. A row is four
 * texts that cost differently, so that the middle of them all says little about any; the ratio at
 * p50 is what the four take, each at its own p50, and beside it stands the worst of the four.
 *
 * To wake another core costs up to 0.1 ms on a virtual machine, and is counted as CPU time: for
 * what the program itself costs, keep both threads on one (`taskset -c 1`).
 *
 * Usage: bench-catalogue STARTER WORDS [ENTRIES [SERVICES]]
 *   SERVICES: a list as `wayfinderctl catalogue export --format hsds-json` writes it, of real
 *   directories; each is taken again and again under names of its own, as the starter's are
 * WF_BENCH_FOLDER=DIR keeps the catalogue there, and takes it from there if it is
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
#define FEW          20  /* fewer matches, and all text is asked, as the search does */
#define ROUNDS       100 /* of each text */

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
 * those that have it anywhere; then in all text; of these the best whole. */
#define NAMED                                                                                      \
  "SELECT e.rank, e.names, e.kind, e.is_closed FROM entry AS e CROSS JOIN brief"                   \
  " ON brief.rowid = e.rank WHERE e.names >= ?3 AND e.names < ?3 || char (11)"                     \
  " AND brief MATCH ?1 AND +e.rank BETWEEN 0 AND ?2 LIMIT ?4"
#define FOUND                                                                                      \
  "SELECT e.rank, e.names, e.kind, e.is_closed FROM brief CROSS JOIN entry AS e"                   \
  " ON e.rank = brief.rowid WHERE brief MATCH ?1 AND brief.rowid BETWEEN 0 AND ?2"                 \
  " ORDER BY brief.rowid LIMIT ?4"
#define IN_DETAIL                                                                                  \
  "SELECT e.rank, e.names, e.kind, e.is_closed FROM detail CROSS JOIN entry AS e"                  \
  " ON e.rank = detail.rowid WHERE detail MATCH ?1 AND detail.rowid BETWEEN 0 AND ?2"              \
  " ORDER BY detail.rowid LIMIT ?4"
#define BODY  "SELECT json FROM body WHERE rank = ?1"
#define COUNT "SELECT count(*) FROM brief WHERE brief MATCH ?1 AND brief.rowid BETWEEN 0 AND ?2"
#define COUNT_DETAIL                                                                               \
  "SELECT count(*) FROM detail WHERE detail MATCH ?1 AND detail.rowid BETWEEN 0 AND ?2"

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *named;
  sqlite3_stmt *found;
  sqlite3_stmt *detail;
  sqlite3_stmt *body;
  sqlite3_stmt *count;
  sqlite3_stmt *count_detail;
  WfWords *words;
} Yardstick;

static void
open_yardstick (Yardstick *self, const char *database, const char *words)
{
  g_autoptr (JsonObject) object = read_object (words);
  const struct {
    const char *sql;
    sqlite3_stmt **statement;
  } all[] = { { NAMED, &self->named },      { FOUND, &self->found },
              { IN_DETAIL, &self->detail }, { BODY, &self->body },
              { COUNT, &self->count },      { COUNT_DETAIL, &self->count_detail } };

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
  sqlite3_stmt *all[] = { self->named, self->found, self->detail,
                          self->body,  self->count, self->count_detail };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    sqlite3_finalize (all[i]);
  sqlite3_close (self->db);
  wf_words_free (self->words);
}

typedef struct {
  gint64 ranks[5 * WINDOW_LIMIT]; /* of four questions at most */
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

typedef struct {
  char *names;
  char *brief;
  char *detail;
} Matches;

static void
find_bare (const Yardstick *self,
           const Matches *matches,
           gint64 last,
           guint wanted,
           gboolean is_kind,
           Ranks *ranks)
{
  guint found = 0;

  if (!is_kind)
    {
      run_bare (self, self->named, matches->names, last, ranks);
      found = run_bare (self, self->found, matches->names, last, ranks);
    }
  if (found < wanted)
    found = run_bare (self, self->found, matches->brief, last, ranks);
  if (found < FEW)
    run_bare (self, self->detail, matches->detail, last, ranks);
}

static void
count_bare (const Yardstick *self, const Matches *matches, gint64 last)
{
  Ranks counts = { .n = 0 };

  run_bare (self, self->count, matches->brief, last, &counts);
  if (counts.ranks[0] < FEW)
    run_bare (self, self->count_detail, matches->detail, last, &counts);
}

/* @is_count: how many there are; else the best @limit. */
static Seconds
ask_yardstick (const Yardstick *self, const char *text, guint limit, gboolean is_count)
{
  static const WfCatalogueFilter NOTHING = WF_CATALOGUE_FILTER_INIT;
  g_auto (WfQueryFilter) filter = { NULL };
  g_autoptr (GPtrArray) groups = wf_query_read (text, self->words);
  g_autofree char *typed = wf_letters_fold_name (text);
  const WfTypedWord *first = groups->pdata[0];
  gboolean is_kind = groups->len == 1 && wf_words_find_kind (self->words, first->all[0]) != NULL;
  Ranks ranks = { .n = 0 };
  int wanted = (int) MAX (limit, 100);
  Matches matches;
  Seconds took;

  wf_query_filter_init (&filter, &NOTHING, FALSE);
  matches.names = wf_query_build_match (groups, WF_QUERY_NAMES, filter.facets);
  matches.brief = wf_query_build_match (groups, WF_QUERY_BRIEF, filter.facets);
  matches.detail = wf_query_build_match (groups, WF_QUERY_DETAIL, filter.facets);

  Seconds begin = look ();

  sqlite3_bind_text (self->named, 3, typed, -1, SQLITE_STATIC);
  sqlite3_bind_int (self->named, 4, wanted);
  sqlite3_bind_int (self->found, 4, wanted);
  sqlite3_bind_int (self->detail, 4, wanted);
  if (is_count)
    count_bare (self, &matches, filter.last);
  else
    find_bare (self, &matches, filter.last, (guint) wanted, is_kind, &ranks);
  for (guint i = 0; !is_count && i < MIN (ranks.n, limit); i++)
    {
      sqlite3_bind_int64 (self->body, 1, ranks.ranks[i]);
      must (sqlite3_step (self->body), self->db);
      sqlite3_column_text (self->body, 0);
      sqlite3_reset (self->body);
    }
  took = since (begin);
  g_free (matches.names);
  g_free (matches.brief);
  g_free (matches.detail);
  return took;
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
print_row (const char *name,
           Times *ours,
           Times *theirs,
           double ratio,
           const char *worst,
           double worst_ratio)
{
  times_sort (ours);
  times_sort (theirs);
  printf ("%-12s %7.2f %7.2f %7.2f %7.2f   %7.2f %7.2f   %7.2f %7.2f   %5.2f %5.2f   %5.2f %s\n",
          name, get_quantile (ours->wall, .5), get_quantile (ours->wall, .95),
          get_quantile (ours->wall, .99), get_quantile (ours->wall, 1),
          get_quantile (ours->cpu, .5), get_quantile (ours->cpu, .99),
          get_quantile (theirs->cpu, .5), get_quantile (theirs->cpu, .99), ratio,
          get_quantile (ours->cpu, .99) / get_quantile (theirs->cpu, .99), worst_ratio, worst);
}

/* Adds what @text took to @ours and @theirs, and its p50 to @middle: ours, theirs. */
static void
measure_text (WfCatalogue *catalogue,
              const Yardstick *yardstick,
              const char *text,
              guint limit,
              gboolean is_count,
              Times *ours,
              Times *theirs,
              double middle[2])
{
  Times here = times_new (), there = times_new ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      Seconds mine = ask_catalogue (catalogue, text, limit, is_count);
      Seconds bare = ask_yardstick (yardstick, text, limit, is_count);

      times_add (&here, mine);
      times_add (&there, bare);
      times_add (ours, mine);
      times_add (theirs, bare);
    }
  times_sort (&here);
  times_sort (&there);
  middle[0] = get_quantile (here.cpu, .5);
  middle[1] = get_quantile (there.cpu, .5);
  times_free (&here);
  times_free (&there);
}

static void
measure (WfCatalogue *catalogue, const Yardstick *yardstick, guint limit, gboolean is_count)
{
  printf ("%s, the first %u; ms\n", is_count ? "how many" : "a keystroke", limit);
  printf ("ours:        wall p50     p95     p99     max   CPU p50     p99   bare p50   p99   "
          "ratio of CPU p50, p99, worst text\n");
  for (guint i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      Times ours = times_new (), theirs = times_new ();
      const char *worst = NULL;
      double sums[2] = { 0 }, worst_ratio = 0;

      for (guint j = 0; j < G_N_ELEMENTS (TYPED[i].texts); j++)
        {
          const char *text = TYPED[i].texts[j];
          double middle[2];

          measure_text (catalogue, yardstick, text, limit, is_count, &ours, &theirs, middle);
          sums[0] += middle[0];
          sums[1] += middle[1];
          if (middle[0] / middle[1] > worst_ratio)
            {
              worst = text;
              worst_ratio = middle[0] / middle[1];
            }
        }
      print_row (TYPED[i].name, &ours, &theirs, sums[0] / sums[1], worst, worst_ratio);
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
