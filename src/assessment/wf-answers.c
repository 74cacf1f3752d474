/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers as rules see them: the last word on each item, and three-valued questions about
 * it. Refused, not known and not asked stay apart; none of them is ever "no" or "low".
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-answers.h"

#include <string.h>

#define N_AREAS          5
#define LOW_ANSWERS_WEAK 2

struct _WfAnswers {
  gatomicrefcount refs;
  char *region;
  GStrv goals;
  GPtrArray *list;   /* of WfAnswer, which do not change and are shared with copies */
  GHashTable *by_id; /* borrowed keys and values */
  WfKnown area_weak[N_AREAS + 1];
};

static const char *const STATE_CODES[] = { "not-asked", "refused", "dont-know", "given" };

static void
answer_clear (gpointer data)
{
  WfAnswer *self = data;

  g_free (self->item_id);
  g_strfreev (self->options);
  g_free (self->reason);
}

static void
answer_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, answer_clear);
}

/* Can-do and task: 0 or 1 of several; choice: 0. */
static gboolean
is_low (WfItemKind kind, int score)
{
  switch (kind)
    {
    case WF_ITEM_CAN_DO:
    case WF_ITEM_TASK:
      return score == 0 || score == 1;
    case WF_ITEM_CHOICE:
      return score == 0;
    case WF_ITEM_ACCESS:
    case WF_ITEM_CARE:
    default:
      return FALSE;
    }
}

/* The area is the first number of the competence, which scored ids carry: "wf-4.1-02". */
static guint
area_of (const WfAnswer *answer)
{
  const char *dash = strchr (answer->item_id, '-');

  if (dash == NULL || dash[1] < '1' || dash[1] > '0' + N_AREAS || dash[2] != '.')
    return 0;
  return (guint) (dash[1] - '0');
}

const char *
wf_answer_state_to_code (WfAnswerState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (STATE_CODES), NULL);

  return STATE_CODES[state];
}

WfAnswers *
wf_answers_new (const char *region, const char *const *goals)
{
  static const char *const NONE[] = { NULL };
  WfAnswers *self = g_new0 (WfAnswers, 1);

  g_atomic_ref_count_init (&self->refs);
  self->region = g_strdup (region);
  self->goals = g_strdupv ((char **) (goals != NULL ? goals : NONE));
  self->list = g_ptr_array_new_with_free_func (answer_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint area = 0; area <= N_AREAS; area++)
    self->area_weak[area] = WF_KNOWN_UNKNOWN;
  return self;
}

WfAnswers *
wf_answers_copy (const WfAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfAnswers *copy = wf_answers_new (self->region, (const char *const *) self->goals);

  for (guint i = 0; i < self->list->len; i++)
    {
      WfAnswer *answer = g_atomic_rc_box_acquire (g_ptr_array_index (self->list, i));

      g_ptr_array_add (copy->list, answer);
      g_hash_table_insert (copy->by_id, answer->item_id, answer);
    }
  for (guint area = 1; area <= N_AREAS; area++)
    copy->area_weak[area] = self->area_weak[area];
  return copy;
}

WfAnswers *
wf_answers_ref (WfAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_answers_unref (WfAnswers *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
  g_strfreev (self->goals);
  g_free (self->region);
  g_free (self);
}

void
wf_answers_add (WfAnswers *self,
                const char *item_id,
                WfItemKind kind,
                WfAnswerState state,
                const char *const *options,
                const char *reason,
                int score,
                gboolean is_protected)
{
  g_return_if_fail (self != NULL && item_id != NULL);

  WfAnswer *before = g_hash_table_lookup (self->by_id, item_id);
  WfAnswer *answer = g_atomic_rc_box_new0 (WfAnswer);
  guint index;

  answer->item_id = g_strdup (item_id);
  g_hash_table_replace (self->by_id, answer->item_id, answer);
  if (before != NULL && g_ptr_array_find (self->list, before, &index))
    {
      answer_unref (before);
      g_ptr_array_index (self->list, index) = answer;
    }
  else
    g_ptr_array_add (self->list, answer);
  answer->kind = kind;
  answer->state = state;
  answer->options = g_strdupv ((char **) options);
  answer->reason = g_strdup (reason);
  answer->score = state == WF_ANSWER_GIVEN ? score : -1;
  answer->is_low = state == WF_ANSWER_GIVEN && is_low (kind, score);
  answer->is_protected = is_protected;
}

void
wf_answers_set_area_weak (WfAnswers *self, guint area, WfKnown is_weak)
{
  g_return_if_fail (area >= 1 && area <= N_AREAS);

  self->area_weak[area] = is_weak;
}

guint
wf_answers_get_n (const WfAnswers *self)
{
  return self->list->len;
}

const WfAnswer *
wf_answers_get (const WfAnswers *self, guint index)
{
  g_return_val_if_fail (index < self->list->len, NULL);

  return g_ptr_array_index (self->list, index);
}

const WfAnswer *
wf_answers_lookup (const WfAnswers *self, const char *item_id)
{
  g_return_val_if_fail (item_id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, item_id);
}

const char *
wf_answers_get_region (const WfAnswers *self)
{
  return self->region;
}

const char *const *
wf_answers_get_goals (const WfAnswers *self)
{
  return (const char *const *) self->goals;
}

WfKnown
wf_answers_is_low (const WfAnswers *self, const char *item_id)
{
  const WfAnswer *answer = wf_answers_lookup (self, item_id);

  if (answer == NULL || answer->state != WF_ANSWER_GIVEN)
    return WF_KNOWN_UNKNOWN;
  return answer->is_low ? WF_KNOWN_YES : WF_KNOWN_NO;
}

static gboolean
holds_one_of (const WfAnswer *answer, const char *const *options)
{
  for (guint i = 0; answer->options != NULL && options != NULL && options[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) answer->options, options[i]))
        return TRUE;
    }
  return FALSE;
}

WfKnown
wf_answers_has_option (const WfAnswers *self, const char *item_id, const char *const *options)
{
  const WfAnswer *answer = wf_answers_lookup (self, item_id);

  if (answer == NULL)
    return WF_KNOWN_UNKNOWN;
  if (holds_one_of (answer, options))
    return WF_KNOWN_YES;
  return answer->state == WF_ANSWER_GIVEN ? WF_KNOWN_NO : WF_KNOWN_UNKNOWN;
}

WfKnown
wf_answers_is_area_weak (const WfAnswers *self, guint area)
{
  guint n_low = 0, n_given = 0;

  g_return_val_if_fail (area >= 1 && area <= N_AREAS, WF_KNOWN_UNKNOWN);

  for (guint i = 0; i < self->list->len; i++)
    {
      const WfAnswer *answer = g_ptr_array_index (self->list, i);

      if (area_of (answer) != area || answer->state != WF_ANSWER_GIVEN)
        continue;
      n_given++;
      n_low += answer->is_low;
    }
  if (n_low >= LOW_ANSWERS_WEAK || self->area_weak[area] == WF_KNOWN_YES)
    return WF_KNOWN_YES;
  return n_given > 0 ? WF_KNOWN_NO : self->area_weak[area];
}

WfKnown
wf_answers_has_goal (const WfAnswers *self, const char *const *goals)
{
  for (guint i = 0; goals != NULL && goals[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) self->goals, goals[i]))
        return WF_KNOWN_YES;
    }
  return self->goals[0] != NULL ? WF_KNOWN_NO : WF_KNOWN_UNKNOWN;
}

guint
wf_answers_count (const WfAnswers *self, WfItemKind kind, const char *const *options)
{
  guint n = 0;

  for (guint i = 0; i < self->list->len; i++)
    {
      const WfAnswer *answer = g_ptr_array_index (self->list, i);

      n += answer->kind == kind && answer->state == WF_ANSWER_GIVEN &&
           holds_one_of (answer, options);
    }
  return n;
}
