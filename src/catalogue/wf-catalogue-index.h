/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-database.h"
#include "wf-words.h"

G_BEGIN_DECLS

/* Private to catalogue/: catalogue.db, made and kept in step with the shipped files. */

/**
 * WfIndex:
 * @db: the connection; belongs to the thread that opened it
 * @words: the vocabulary
 */
typedef struct {
  WfDatabase *db;
  WfWords *words;
} WfIndex;

/**
 * wf_index_open:
 * @database: (nullable): path; %NULL: in memory
 *
 * A cache that cannot be used is made again; one that cannot be made (held by another program, no
 * room, a newer version) is replaced by memory, so that a missing cache never stops the work.
 *
 * Returns: (transfer full) (nullable): the index, or %NULL when the starter or words are bad
 */
WfIndex *
wf_index_open (const char *database, const char *starter, const char *words, GError **error);

void wf_index_free (WfIndex *self);

/** wf_index_take_error: maps an error of the store to one of this folder's; interrupted is
 * %G_IO_ERROR_CANCELLED. Returns: %FALSE */
gboolean wf_index_take_error (GError **error, GError *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfIndex, wf_index_free)

G_END_DECLS
