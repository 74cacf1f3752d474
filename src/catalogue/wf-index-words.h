/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"
#include "wf-statement.h"

G_BEGIN_DECLS

/* Private to catalogue/: what an entry is found by. The index's thread. Errors are the store's. */

/** WfIndexWords: name and org belong to the entry; rest is what only the longer index has. */
typedef struct {
  const char *name;
  char *alt;
  const char *org;
  char *keywords;
  char *place;
  char *facet;
  char *rest;
} WfIndexWords;

/** WF_INDEX_EVERYTHING: in SQL, what the longer index is made of, but its facets. */
#define WF_INDEX_EVERYTHING                                                                        \
  "name || char (10) || alt || char (10) || org || char (10) || keywords || char (10) || place"    \
  " || char (10) || rest"

/** wf_index_words_init: fills @self, which lives no longer than @entry */
void wf_index_words_init (WfIndexWords *self, const WfIndex *index, const WfResource *entry);

/** wf_index_words_clear: frees what @self holds */
void wf_index_words_clear (WfIndexWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfIndexWords, wf_index_words_clear)

/** wf_index_words_bind: seven texts, in the order of the struct, from parameter @first on */
void wf_index_words_bind (const WfIndexWords *self, WfStatement *statement, int first);

/** wf_index_words_begin: what is told from here on, and not before, is what wf_index_words_end()
 * has both indexes learn and forget. Inside a transaction of the caller's */
gboolean wf_index_words_begin (WfIndex *index, GError **error);

/** wf_index_words_tell: that @self is at @rank, or, @is_gone, was. Once each for a rank */
gboolean wf_index_words_tell (
    WfIndex *index, gint64 rank, const WfIndexWords *self, gboolean is_gone, GError **error);

/** wf_index_words_end: what is gone is forgotten first */
gboolean wf_index_words_end (WfIndex *index, GError **error);

G_END_DECLS
