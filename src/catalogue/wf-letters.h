/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-database.h"

G_BEGIN_DECLS

/* Private to catalogue/: how text becomes tokens, the same for what is found and what is typed. */

/** A longer word counts by its first so many characters, on both sides. */
#define WF_LETTERS_WORD_MAX 48

/**
 * wf_letters_split_document:
 * @text: any bytes; what is not UTF-8 separates words
 * @emit: called for each token; another form of the same word is marked as colocated
 *
 * Tokens of a text to be found. Pure; any thread.
 */
void wf_letters_split_document (const char *text, gsize size, WfTokenEmit emit, gpointer sink);

/**
 * WfTypedWord:
 * @all: (array zero-terminated=1): tokens all of which must be there; at least one
 * @joined: (nullable): or this one instead: "wi-fi" is *wi* and *fi*, or *wifi*
 *
 * One word as typed.
 */
typedef struct {
  GStrv all;
  char *joined;
} WfTypedWord;

void wf_typed_word_free (WfTypedWord *self);

/**
 * wf_letters_split_query:
 * @text: any bytes
 * @limit: at most so many words; more are left away
 *
 * Returns: (transfer full) (element-type WfTypedWord): the words as typed, empty when there is
 *   none. Each token folds to itself
 */
GPtrArray *wf_letters_split_query (const char *text, gsize size, guint limit);

/** wf_letters_fold_name: Returns: (transfer full): the tokens of a document joined by blanks,
 * without second forms: two names that look the same are the same */
char *wf_letters_fold_name (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTypedWord, wf_typed_word_free)

G_END_DECLS
