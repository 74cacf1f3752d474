/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For benchmarks against the bare library: what a piece of work took, sqlite3 without the program's
 * store, and a tokenizer of the benchmark's own under the name that the program's indexes ask for.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <time.h>

/* By the clock, and of the process's CPU. */
typedef struct {
  double wall;
  double cpu;
} Seconds;

static Seconds
look (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (Seconds){ (double) g_get_monotonic_time () / G_USEC_PER_SEC,
                    (double) cpu.tv_sec + (double) cpu.tv_nsec / 1e9 };
}

static Seconds
since (Seconds begin)
{
  Seconds end = look ();

  return (Seconds){ end.wall - begin.wall, end.cpu - begin.cpu };
}

static void
must (int code, sqlite3 *db)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("sqlite: %s", sqlite3_errmsg (db));
}

static int
create_tokenizer (void *context, const char **args, int n_args, Fts5Tokenizer **out)
{
  *out = context;
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *self)
{
}

typedef int (*EmitToken) (void *sink, int flags, const char *token, int size, int begin, int end);
typedef int (*Tokenize) (
    Fts5Tokenizer *self, void *sink, int flags, const char *text, int size, EmitToken emit);

/* @tokenize: of every index in @db */
static void
add_tokenizer (sqlite3 *db, Tokenize tokenize)
{
  fts5_tokenizer ours = { create_tokenizer, delete_tokenizer, tokenize };
  fts5_api *api = NULL;
  sqlite3_stmt *ask = NULL;

  must (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &ask, NULL), db);
  sqlite3_bind_pointer (ask, 1, &api, "fts5_api_ptr", NULL);
  must (sqlite3_step (ask), db);
  sqlite3_finalize (ask);
  must (api->xCreateTokenizer (api, "wf", api, &ours, NULL), db);
}
