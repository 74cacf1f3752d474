/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-database.h"
#include "wf-local.h"
#include "wf-words.h"

G_BEGIN_DECLS

/* Private to catalogue/: catalogue.db, made and kept in step with the shipped files. */

/**
 * WfIndex:
 * @db: the connection; belongs to the thread that opened it
 * @words: the vocabulary
 * @local: (nullable): what the agency says; %NULL: nothing
 * @home: the country most of the starter is about
 * @has_stage: there is a temporary table "stage" with what a source gives: wf-catalogue-store.c's
 * @said: (nullable): ids that @local says something about, while all is made: wf-index-build.c's
 * @refreshed: (nullable): ids, while some are shown anew: wf-index-entries.c's
 */
typedef struct {
  WfDatabase *db;
  WfWords *words;
  WfLocal *local;
  char *home;
  gboolean has_stage;
  GHashTable *said;
  GHashTable *refreshed;
} WfIndex;

/**
 * wf_index_open:
 * @database: (nullable): path; %NULL: in memory
 *
 * A cache that cannot be used is made again; one that cannot be made (held by another program, no
 * room, a newer version) is replaced by memory, so that a missing cache never stops the work.
 * Beside it stands local.db; one that cannot be used is left alone, and nothing is laid over.
 *
 * Returns: (transfer full) (nullable): the index, or %NULL when the starter or words are bad
 */
WfIndex *
wf_index_open (const char *database, const char *starter, const char *words, GError **error);

/** wf_index_open_to_write: as wf_index_open(), but a file that cannot be written is an error */
WfIndex *wf_index_open_to_write (const char *database,
                                 const char *starter,
                                 const char *words,
                                 GError **error);

void wf_index_free (WfIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfIndex, wf_index_free)

G_END_DECLS
