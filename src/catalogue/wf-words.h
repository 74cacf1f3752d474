/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"

G_BEGIN_DECLS

/* Private to catalogue/: what else people call things, in many languages. */

/**
 * WfWords:
 *
 * The vocabulary of words.json: for each kind, tag, region and language of an entry the words by
 * which people look for it. Immutable; any thread.
 */
typedef struct _WfWords WfWords;

/**
 * wf_words_new:
 * @object: (nullable): words.json; %NULL: no words at all
 *
 * What is missing or of another shape is no words.
 *
 * Returns: (transfer full): the vocabulary
 */
WfWords *wf_words_new (JsonObject *object);
void wf_words_free (WfWords *self);

/** wf_words_get_keywords: Returns: (transfer full): words for what @resource is and does */
char *wf_words_get_keywords (const WfWords *self, const WfResource *resource);

/** wf_words_get_places: Returns: (transfer full): words for where @resource is */
char *wf_words_get_places (const WfWords *self, const WfResource *resource);

/** wf_words_is_ignored: Returns: %TRUE for a little word such as "the" or "de" */
gboolean wf_words_is_ignored (const WfWords *self, const char *token);

/** wf_words_find_kind: Returns: (nullable): the kind that @token is the first name of, in any
 * language: "internet" for "інтернет" */
const char *wf_words_find_kind (const WfWords *self, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWords, wf_words_free)

G_END_DECLS
