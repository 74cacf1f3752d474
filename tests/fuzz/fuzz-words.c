/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as what somebody typed, as a document and as opening hours. Every token lies in
 * the text it came from, folds to itself, and is found by a query of the same text; whatever was
 * typed is one well-formed argument of MATCH.
 */
#include "wf-guess.h"
#include "wf-hours.h"
#include "wf-letters.h"
#include "wf-query.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct {
  GHashTable *tokens;
  gsize size;
} Document;

static gboolean
take_token (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated)
{
  Document *document = sink;

  g_assert_cmpuint (size, >, 0);
  g_assert_true (g_utf8_validate (token, (gssize) size, NULL));
  g_assert_cmpuint (start, <, end);
  g_assert_cmpuint (end, <=, document->size);
  g_hash_table_add (document->tokens, g_strndup (token, size));
  return TRUE;
}

/* What one types finds the text it was typed from. */
static void
ask_word (const WfTypedWord *word, GHashTable *tokens)
{
  g_assert_nonnull (word->all[0]);
  for (guint i = 0; word->all[i] != NULL; i++)
    {
      g_assert_true (g_hash_table_contains (tokens, word->all[i]));
      g_assert_null (strchr (word->all[i], '"'));
      g_assert_cmpuint (wf_guess_distance (word->all[i], word->all[0], 2), <=, 3);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GHashTable) tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Document document = { tokens, strlen (text) };
  g_autoptr (GPtrArray) groups = wf_letters_split_query (text, document.size, WF_QUERY_WORDS_MAX);
  g_autofree char *match = wf_query_build_match (groups, WF_QUERY_BRIEF, "");
  g_autofree char *name = wf_letters_fold_name (text);
  guint quotes = 0;

  wf_letters_split_document (text, document.size, take_token, &document);
  for (guint i = 0; i < groups->len; i++)
    ask_word (groups->pdata[i], tokens);
  for (const char *at = match; *at != '\0'; at++)
    quotes += *at == '"';
  g_assert_cmpuint (quotes % 2, ==, 0);
  g_assert_true (g_utf8_validate (match, -1, NULL));
  g_assert_null (strpbrk (name, "\n\v\""));
  g_assert_cmpint (wf_hours_is_known (text), ==,
                   wf_hours_ask (text, WF_HOURS_WEEK - 1) != WF_TRUTH_UNKNOWN);
  return 0;
}
