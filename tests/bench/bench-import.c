/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A full import against a bare loader: a C program that writes the same rows and the same indexes
 * into a file of its own, through sqlite3 alone. Like us it scans the JSON of every entry, once,
 * and takes from it what the indexes are made of; the tokenizer, which is part of an index, is
 * ours. It is given the entries in the order in which they are written, checks nothing, repairs
 * nothing, keeps no old catalogue beside the new one and survives no power cut (synchronous=OFF).
 * It loads twice: with the indexes set as FTS5 is delivered but for the memory they are made in,
 * which is ours, and with them set as the program sets its own while it fills them, put together
 * once, at the end. What parsing takes of its time is printed too, for who would rather compare
 * with rows that lie ready. Printed for a person; nothing is asserted. Aim: 1.5 to the second.
 *
 * Usage: bench-import STARTER WORDS [ENTRIES [SERVICES]], as bench-catalogue
 */
#include "bench-bare.h"
#include "bench-entries.h"
#include "wf-catalogue.h"
#include "wf-import.h"
#include "wf-letters.h"
#include "wf-query.h"
#include "wf-words.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define LAST_COLUMN 7

/* As the program makes them: docs of their columns are in resources/sql/catalogue. */
#define MAKE                                                                                       \
  "CREATE TABLE record (num INTEGER PRIMARY KEY, source INTEGER NOT NULL, type TEXT NOT NULL,"     \
  " id TEXT NOT NULL, rev INTEGER NOT NULL, json TEXT NOT NULL, UNIQUE (id, type, source)) "       \
  "STRICT;"                                                                                        \
  "CREATE TABLE entry (rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"                         \
  " source INTEGER NOT NULL, kind TEXT NOT NULL, is_closed INTEGER NOT NULL, month_price REAL,"    \
  " names TEXT NOT NULL, as_of INTEGER, hours TEXT, north REAL, east REAL, UNIQUE (names, rank), " \
  "UNIQUE (source, rank))"                                                                         \
  " STRICT;"                                                                                       \
  "CREATE TABLE body (rank INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;"                       \
  "CREATE VIRTUAL TABLE brief USING fts5 (name, alt, org, keywords, place, facet, content = '',"   \
  " detail = column, prefix = '1 2 3 4 5 6 7 8', tokenize = 'wf');"                                \
  "CREATE VIRTUAL TABLE detail USING fts5 (everything, facet, content = '', detail = column,"      \
  " tokenize = 'wf');"                                                                             \
  "INSERT INTO brief (brief, rank) VALUES ('hashsize', 8388608);"                                  \
  "INSERT INTO detail (detail, rank) VALUES ('hashsize', 8388608)"

/* As wf-index-build.c. */
#define SET_AS_OURS                                                                                \
  "INSERT INTO brief (brief, rank) VALUES ('automerge', 0);"                                       \
  "INSERT INTO detail (detail, rank) VALUES ('automerge', 0);"                                     \
  "INSERT INTO brief (brief, rank) VALUES ('crisismerge', 1000);"                                  \
  "INSERT INTO detail (detail, rank) VALUES ('crisismerge', 1000)"

static const char *const LOAD[] = {
  "INSERT INTO record SELECT num, source, type, id, rev, json FROM made.record ORDER BY num",
  "INSERT INTO entry SELECT rank, id, source, kind, is_closed, month_price, names, as_of, hours,"
  " north, east"
  " FROM made.entry ORDER BY rank",
  "INSERT INTO body SELECT rank, json FROM made.body ORDER BY rank",
  "INSERT INTO brief (rowid, name, alt, org, keywords, place, facet)"
  " SELECT rank, name, alt, org, keywords, place, facet FROM temp.words ORDER BY rank",
  "INSERT INTO detail (rowid, everything, facet)"
  " SELECT rank, everything, facet FROM temp.words ORDER BY rank",
  "INSERT INTO brief (brief) VALUES ('optimize')",
  "INSERT INTO detail (detail) VALUES ('optimize')",
};

typedef struct {
  void *sink;
  EmitToken emit;
} Sink;

static gboolean
pass_on (gpointer data, const char *token, gsize size, gsize begin, gsize end, gboolean is_same)
{
  Sink *sink = data;

  return sink->emit (sink->sink, is_same ? FTS5_TOKEN_COLOCATED : 0, token, (int) size, (int) begin,
                     (int) end) == SQLITE_OK;
}

static int
tokenize (Fts5Tokenizer *self, void *context, int flags, const char *text, int size, EmitToken emit)
{
  Sink sink = { context, emit };

  wf_letters_split_document (text, (gsize) size, pass_on, &sink);
  return SQLITE_OK;
}

/* What wf-index-words.c has an entry found by. */
static void
put_words (sqlite3_stmt *put, gint64 rank, const WfResource *entry, const WfWords *words)
{
  g_autofree char *id = g_strdelimit (g_strdup (entry->id), "-_", ' ');
  g_autofree char *alt =
      g_strconcat (entry->name_fr != NULL ? entry->name_fr : "", "\n", entry->alternate_name, "\n",
                   g_uuid_string_is_valid (entry->id) ? "" : id, NULL);
  g_autofree char *keywords = wf_words_get_keywords (words, entry);
  g_autofree char *place = wf_words_get_places (words, entry);
  g_autofree char *facet = wf_query_get_facets (entry);
  g_autofree char *everything =
      g_strjoin ("\n", entry->name, alt, entry->organization, keywords, place, entry->summary,
                 entry->summary_fr != NULL ? entry->summary_fr : "", entry->eligibility,
                 entry->how_to_apply, entry->hours != NULL ? entry->hours : "",
                 entry->cost.note != NULL ? entry->cost.note : "", NULL);
  const char *texts[LAST_COLUMN] = { entry->name, alt,   entry->organization, keywords,
                                     place,       facet, everything };

  sqlite3_bind_int64 (put, 1, rank);
  for (int i = 0; i < LAST_COLUMN; i++)
    sqlite3_bind_text (put, 2 + i, texts[i], -1, SQLITE_TRANSIENT);
  sqlite3_step (put);
  sqlite3_reset (put);
}

/* The words of each entry, from its JSON, in the order of ranks. */
static void
read_words (sqlite3 *db, const WfWords *words)
{
  sqlite3_stmt *read, *put;

  must (sqlite3_exec (db,
                      "CREATE TEMP TABLE words (rank INTEGER PRIMARY KEY, name TEXT, alt TEXT,"
                      " org TEXT, keywords TEXT, place TEXT, facet TEXT, everything TEXT); BEGIN",
                      NULL, NULL, NULL),
        db);
  must (sqlite3_prepare_v2 (db, "SELECT rank, json FROM made.body ORDER BY rank", -1, &read, NULL),
        db);
  must (sqlite3_prepare_v2 (db, "INSERT INTO temp.words VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                            -1, &put, NULL),
        db);
  while (sqlite3_step (read) == SQLITE_ROW)
    {
      const char *json = (const char *) sqlite3_column_text (read, 1);
      g_autoptr (WfResource) entry = wf_resource_new_from_text (json, strlen (json), NULL);

      put_words (put, sqlite3_column_int64 (read, 0), entry, words);
    }
  sqlite3_finalize (read);
  sqlite3_finalize (put);
  must (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), db);
}

/* @set: more SQL once the tables are made */
static Seconds
load_bare (const char *folder,
           const char *made,
           const char *words_path,
           const char *set,
           Seconds *out_reading)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS made", made);
  g_autoptr (JsonObject) object = read_object (words_path);
  WfWords *words = wf_words_new (object);
  Seconds begin, took;
  sqlite3 *db;

  must (sqlite3_open (path, &db), db);
  add_tokenizer (db, tokenize);
  must (sqlite3_exec (db,
                      "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
                      "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;"
                      "PRAGMA secure_delete = OFF",
                      NULL, NULL, NULL),
        db);
  must (sqlite3_exec (db, attach, NULL, NULL, NULL), db);
  begin = look ();
  read_words (db, words);
  *out_reading = since (begin);
  must (sqlite3_exec (db, MAKE, NULL, NULL, NULL), db);
  must (sqlite3_exec (db, set, NULL, NULL, NULL), db);
  for (guint i = 0; i < G_N_ELEMENTS (LOAD); i++)
    {
      Seconds start = look (), one;

      must (sqlite3_exec (db, LOAD[i], NULL, NULL, NULL), db);
      one = since (start);
      g_print ("    %5.1f s, CPU %5.1f s: %.40s…\n", one.wall, one.cpu, LOAD[i]);
    }
  must (sqlite3_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL), db);
  took = since (begin);
  sqlite3_close (db);
  g_unlink (path);
  wf_words_free (words);
  return took;
}

static Seconds
import (const char *database, char **argv, const char *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfCatalogueStore) store = wf_catalogue_store_open (database, argv[1], argv[2], &error);
  WfImportOptions options = { WF_IMPORT_JSON };
  Seconds begin = look ();

  if (store == NULL || !wf_catalogue_import (store, lines, &options, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  return since (begin);
}

static void
compare (const char *folder,
         const char *database,
         const char *words_path,
         const char *title,
         const char *set,
         Seconds ours)
{
  Seconds reading, bare = load_bare (folder, database, words_path, set, &reading);

  g_print ("bare loader, %s: %.1f s, CPU %.1f s, of it %.1f s parsing\n", title, bare.wall,
           bare.cpu, reading.cpu);
  g_print ("ratio: %.2f, of CPU %.2f; of CPU to rows that lie ready %.2f\n", ours.wall / bare.wall,
           ours.cpu / bare.cpu, ours.cpu / (bare.cpu - reading.cpu));
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    g_error ("usage: bench-import STARTER WORDS [ENTRIES [SERVICES]]");

  guint n = argc > 3 ? (guint) atoi (argv[3]) : 20000;
  g_autofree char *folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "catalogue.db", NULL);
  g_autofree char *lines = g_build_filename (folder, "services.ndjson", NULL);
  g_autoptr (GPtrArray) services = read_services (argv[1], argc > 4 ? argv[4] : NULL);
  Seconds ours;

  write_lines (services, n, lines);
  ours = import (database, argv, lines);
  g_print ("import of %u entries: %.1f s, CPU %.1f s\n", n, ours.wall, ours.cpu);
  compare (folder, database, argv[2], "set as FTS5 is delivered", "", ours);
  compare (folder, database, argv[2], "set as the program sets itself", SET_AS_OURS, ours);
  g_print ("left in %s\n", folder);
  return 0;
}
