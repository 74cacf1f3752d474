/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Did you mean": words of the catalogue itself, near those that find nothing. Asked only when a
 * search finds next to nothing, so a walk over part of the vocabulary is cheap enough.
 *
 * Invariant: a word that some entry has is never replaced, and what comes back is only offered.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-guess.h"

#include "wf-letters.h"
#include "wf-query.h"
#include "wf-statement.h"

#include <string.h>

#define SHORT_WORD 4 /* characters: shorter words are near everything */
#define LONG_WORD  6 /* from here on two letters may differ */
#define ROW_MAX    (WF_LETTERS_WORD_MAX + 1)

#define HAS_WORD "SELECT 1 FROM brief WHERE brief MATCH ?1 LIMIT 1"
#define LIST_NEAR                                                                                  \
  "SELECT term, sum (doc) FROM vocabulary WHERE term >= ?1 AND term < ?2 AND col <> 'facet'"       \
  " GROUP BY term"

/* The best so far. */
typedef struct {
  const char *typed;
  guint limit;
  char *term;
  guint distance;
  gint64 entries;
} Best;

guint
wf_guess_distance (const char *a, const char *b, guint limit)
{
  g_return_val_if_fail (a != NULL && b != NULL, limit + 1);

  guint rows[3][ROW_MAX];
  glong n_a = 0, n_b = 0;
  g_autofree gunichar *left = g_utf8_to_ucs4_fast (a, -1, &n_a);
  g_autofree gunichar *right = g_utf8_to_ucs4_fast (b, -1, &n_b);
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  if (n_a >= ROW_MAX || n_b >= ROW_MAX || ABS (n_a - n_b) > (glong) limit)
    return limit + 1;
  for (glong j = 0; j <= n_b; j++)
    last[j] = (guint) j;
  for (glong i = 1; i <= n_a; i++)
    {
      guint smallest = row[0] = (guint) i;
      guint *free_row = before;

      for (glong j = 1; j <= n_b; j++)
        {
          row[j] = MIN (last[j] + 1, row[j - 1] + 1);
          row[j] = MIN (row[j], last[j - 1] + (left[i - 1] != right[j - 1]));
          if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
          smallest = MIN (smallest, row[j]);
        }
      if (smallest > limit)
        return limit + 1;
      before = last;
      last = row;
      row = free_row;
    }
  return MIN (last[n_b], limit + 1);
}

/* Nearest first; then what more entries have; then by the alphabet, so that it is always one. */
static void
consider (Best *best, const char *term, gint64 entries)
{
  guint distance = wf_guess_distance (best->typed, term, MIN (best->limit, best->distance));
  gboolean is_better =
      distance < best->distance ||
      (distance == best->distance && distance <= best->limit && entries > best->entries);

  if (!is_better || distance == 0)
    return;
  g_free (best->term);
  best->term = g_strdup (term);
  best->distance = distance;
  best->entries = entries;
}

static gboolean
walk (WfIndex *self, gunichar first, Best *best, GError **error)
{
  g_autoptr (WfStatement) list = wf_statement_prepare (self->db, LIST_NEAR, error);
  char from[8] = { 0 }, to[8] = { 0 };
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  g_unichar_to_utf8 (first, from);
  g_unichar_to_utf8 (first + 1, to);
  wf_statement_bind_text (list, 1, from);
  wf_statement_bind_text (list, 2, to);
  while (wf_statement_step (list, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      consider (best, wf_statement_get_text (list, 0), wf_statement_get_int (list, 1));
    }
  return FALSE;
}

static gboolean
has_word (WfIndex *self, const char *token, gboolean may_go_on, gboolean *out_has, GError **error)
{
  g_autoptr (WfStatement) find = wf_statement_prepare (self->db, HAS_WORD, error);
  g_autofree char *match = wf_query_build_word (token, may_go_on);

  if (find == NULL)
    return FALSE;
  wf_statement_bind_text (find, 1, match);
  return wf_statement_step (find, out_has, error);
}

/* Puts into @out_word what stands for @token, itself where nothing is nearer. */
static gboolean
guess_word (WfIndex *self, const char *token, gboolean is_last, char **out_word, GError **error)
{
  glong size = g_utf8_strlen (token, -1);
  gunichar first = g_utf8_get_char (token);
  gunichar second = g_utf8_get_char (g_utf8_next_char (token));
  guint limit = size < LONG_WORD ? 1 : 2;
  Best best = { token, limit, NULL, limit + 1, 0 };
  gboolean is_there = FALSE;

  *out_word = NULL;
  if (size < SHORT_WORD || !g_unichar_isalpha (first))
    {
      *out_word = g_strdup (token);
      return TRUE;
    }
  if (!has_word (self, token, is_last, &is_there, error))
    return FALSE;
  if (!is_there &&
      !(walk (self, first, &best, error) && (second == first || walk (self, second, &best, error))))
    {
      g_free (best.term);
      return FALSE;
    }
  *out_word = best.term != NULL ? best.term : g_strdup (token);
  return TRUE;
}

char *
wf_index_guess (WfIndex *self, GPtrArray *groups, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && groups != NULL, NULL);

  g_autoptr (GString) guess = g_string_new (NULL);
  gboolean is_other = FALSE;

  for (guint i = 0; i < groups->len; i++)
    {
      const WfTypedWord *group = groups->pdata[i];
      const char *typed = group->joined != NULL ? group->joined : group->all[0];
      g_autofree char *word = NULL;

      if (group->joined == NULL && group->all[1] != NULL)
        return NULL; /* pairs of characters: nothing to put together again */
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !guess_word (self, typed, i + 1 == groups->len, &word, error))
        return NULL;
      is_other |= strcmp (word, typed) != 0;
      g_string_append_printf (guess, "%s%s", i > 0 ? " " : "", word);
    }
  return is_other ? g_string_free (g_steal_pointer (&guess), FALSE) : NULL;
}
