/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The part of a workshop that comes from phones: who joined, what they answered, what they wrote.
 * Checks come before the disk, applying after it.
 *
 * Invariant: in a round each phone has one answer; the counts are the sums of the answers.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-private.h"

#include <string.h>

#define MAX_NONCE 40

static gboolean
refuse (GError **error, WfWorkshopError code, const char *message)
{
  g_set_error_literal (error, WF_WORKSHOP_ERROR, (int) code, message);
  return FALSE;
}

guint
wf_workshop_get_limit (const WfWorkshop *self)
{
  return self->heads + (self->heads + 9) / 10;
}

gboolean
wf_workshop_can_join (const WfWorkshop *self, guint n_joining, GError **error)
{
  if (self->is_ended)
    return refuse (error, WF_WORKSHOP_ERROR_ENDED, "The workshop is over");
  if (g_hash_table_size (self->phones) + n_joining >= wf_workshop_get_limit (self))
    return refuse (error, WF_WORKSHOP_ERROR_FULL, "As many phones joined as heads were counted");
  return TRUE;
}

guint
wf_workshop_next_phone (const WfWorkshop *self)
{
  return self->last_phone + 1;
}

void
wf_workshop_add_phone (WfWorkshop *self, const char *token, guint number)
{
  g_return_if_fail (token != NULL && number > 0);

  if (*token != '\0') /* else it was sent out; its number is not given again */
    g_hash_table_insert (self->phones, g_strdup (token), GUINT_TO_POINTER (number));
  self->last_phone = MAX (self->last_phone, number);
  self->version++;
}

guint
wf_workshop_find_phone (const WfWorkshop *self, const char *token)
{
  return token != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->phones, token)) : 0;
}

/* What every answer must pass: somebody who joined, about what is on the wall, while it is open. */
static gboolean
check_moment (const WfWorkshop *self,
              const char *token,
              const char *slide_id,
              guint round,
              guint *out_token,
              guint *out_slide,
              GError **error)
{
  guint number = wf_workshop_find_phone (self, token);
  guint slide = wf_workshop_get_wall_slide (self), at;

  if (self->is_ended)
    return refuse (error, WF_WORKSHOP_ERROR_ENDED, "The workshop is over");
  if (number == 0)
    return refuse (error, WF_WORKSHOP_ERROR_TOKEN, "Nobody joined with this token");
  if (!wf_script_find_slide (self->script, slide_id, &at) || at != slide ||
      round != self->pages[slide].round)
    return refuse (error, WF_WORKSHOP_ERROR_NOT_NOW, "Another question is on the wall");
  if (!self->pages[slide].is_open)
    return refuse (error, WF_WORKSHOP_ERROR_CLOSED, "The question is closed");
  *out_token = number;
  *out_slide = slide;
  return TRUE;
}

/* The bit of a choice; of an idea only when it has a place. */
static gboolean
find_bit (const WfWorkshop *self, guint slide, const char *choice, gboolean must_show, guint *out)
{
  const Idea *idea = wf_workshop_find_idea (self, wf_workshop_parse_idea (choice));

  if (wf_script_get_slide (self->script, slide)->kind != WF_SLIDE_IDEAS)
    return wf_script_find_choice (self->script, slide, choice, out);
  if (idea == NULL || idea->slide != slide || idea->bit < 0 ||
      (must_show &&
       (!idea->is_shown || idea->into != 0 || idea->round != self->pages[slide].round)))
    return FALSE;
  *out = (guint) idea->bit;
  return TRUE;
}

static gboolean
read_choices (const WfWorkshop *self,
              guint slide,
              const char *const *choices,
              gboolean is_new,
              guint64 *out_choices)
{
  guint64 all = 0;
  guint n = 0;

  for (; choices != NULL && choices[n] != NULL; n++)
    {
      guint bit;

      gboolean is_there =
          n < WF_SCRIPT_MAX_CHOICES && find_bit (self, slide, choices[n], is_new, &bit);

      if (!is_there && is_new)
        return FALSE;
      if (is_there) /* else the deck has it no more: the rest of the answer stays */
        all |= (guint64) 1 << bit;
    }
  if (n > 1 && !wf_script_takes_many (self->script, slide))
    return FALSE;
  *out_choices = all;
  return TRUE;
}

gboolean
wf_workshop_check_vote (const WfWorkshop *self,
                        const char *token,
                        const char *slide,
                        guint round,
                        const char *const *choices,
                        WfVote *out_vote,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && out_vote != NULL, FALSE);

  WfVote vote = { .round = round };

  if (!check_moment (self, token, slide, round, &vote.token, &vote.slide, error))
    return FALSE;
  if (!wf_workshop_takes_answers (self, vote.slide) ||
      !read_choices (self, vote.slide, choices, TRUE, &vote.choices))
    return refuse (error, WF_WORKSHOP_ERROR_CHOICE, "That cannot be chosen here");
  *out_vote = vote;
  return TRUE;
}

gboolean
wf_workshop_read_vote (const WfWorkshop *self,
                       const char *slide,
                       const char *const *choices,
                       WfVote *out_vote)
{
  guint64 all;
  guint at;

  if (!wf_script_find_slide (self->script, slide, &at) ||
      !read_choices (self, at, choices, FALSE, &all))
    return FALSE;
  out_vote->slide = at;
  out_vote->choices = all;
  return TRUE;
}

static void
add_to_counts (Round *round, guint64 choices, int by)
{
  for (guint i = 0; i < WF_SCRIPT_MAX_CHOICES; i++)
    {
      if (choices >> i & 1)
        round->counts[i] += (guint) by;
    }
  if (choices != 0)
    round->people += (guint) by;
}

void
wf_workshop_apply_vote (WfWorkshop *self, const WfVote *vote)
{
  g_return_if_fail (self != NULL && vote != NULL);

  Round *round = wf_workshop_get_round (self, vote->slide, vote->round);
  gpointer key = GUINT_TO_POINTER (vote->token);
  const guint64 *before = g_hash_table_lookup (round->answers, key);

  if (before != NULL)
    add_to_counts (round, *before, -1);
  add_to_counts (round, vote->choices, 1);
  g_hash_table_insert (round->answers, key, g_memdup2 (&vote->choices, sizeof vote->choices));
  self->version++;
}

void
wf_workshop_drop_phones (WfWorkshop *self)
{
  g_return_if_fail (self != NULL);

  guint slide = wf_workshop_get_wall_slide (self);
  Round *round = wf_workshop_get_round (self, slide, self->pages[slide].round);

  g_hash_table_remove_all (self->phones);
  g_hash_table_remove_all (round->answers);
  memset (round->counts, 0, sizeof round->counts);
  round->people = 0;
  self->version++;
  self->turn++;
}

GStrv
wf_workshop_dup_choices (const WfWorkshop *self, const WfVote *vote)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GPtrArray *choices = wf_script_get_choices (self->script, vote->slide);

  for (guint i = 0; i < choices->len; i++)
    {
      if (vote->choices >> i & 1)
        g_strv_builder_add (builder, ((const WfChoice *) choices->pdata[i])->id);
    }
  for (guint i = 0; choices->len == 0 && i < self->ideas->len; i++)
    {
      const Idea *idea = self->ideas->pdata[i];
      g_autofree char *id = g_strdup_printf ("i%u", idea->number);

      if (idea->slide == vote->slide && idea->round == vote->round && idea->bit >= 0 &&
          vote->choices >> idea->bit & 1)
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

guint64
wf_workshop_get_answer (const WfWorkshop *self, guint token)
{
  guint slide = wf_workshop_get_wall_slide (self);
  const Round *round = wf_workshop_get_round (self, slide, self->pages[slide].round);
  const guint64 *answer = g_hash_table_lookup (round->answers, GUINT_TO_POINTER (token));

  return answer != NULL ? *answer : 0;
}

static void
count_ideas (const WfWorkshop *self, guint token, guint slide, guint *out_own, guint *out_all)
{
  for (guint i = 0; i < self->ideas->len; i++)
    {
      const Idea *idea = self->ideas->pdata[i];

      if (idea->slide != slide || idea->round != self->pages[slide].round)
        continue;
      (*out_all)++;
      *out_own += idea->token == token;
    }
}

static char *
join_nonce (guint token, const char *nonce)
{
  return g_strdup_printf ("%u %s", token, nonce);
}

gboolean
wf_workshop_check_idea (const WfWorkshop *self,
                        const char *token,
                        const char *slide,
                        guint round,
                        const char *nonce,
                        const char *text,
                        char **out_text,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && out_text != NULL, FALSE);

  g_autofree char *clean = NULL;
  guint number, at;

  if (!check_moment (self, token, slide, round, &number, &at, error))
    return FALSE;
  if (wf_script_get_slide (self->script, at)->kind != WF_SLIDE_IDEAS)
    return refuse (error, WF_WORKSHOP_ERROR_NOT_NOW, "No ideas are asked for now");
  if (nonce == NULL || *nonce == '\0' || strlen (nonce) > MAX_NONCE)
    return refuse (error, WF_WORKSHOP_ERROR_TEXT, "The idea cannot be read");
  clean = wf_workshop_clean_idea (text);
  if (clean == NULL)
    return refuse (error, WF_WORKSHOP_ERROR_TEXT, "The idea is empty or too long");
  *out_text = g_steal_pointer (&clean);
  return TRUE;
}

gboolean
wf_workshop_has_room (const WfWorkshop *self,
                      guint token,
                      const char *nonce,
                      guint n_own,
                      guint n_all,
                      GError **error)
{
  g_autofree char *key = join_nonce (token, nonce);
  guint slide = token != 0 ? wf_workshop_get_wall_slide (self) : self->slide;

  count_ideas (self, token, slide, &n_own, &n_all);
  if (g_hash_table_contains (self->nonces, key) ||
      ((token == 0 || n_own < WF_IDEAS_PER_PHONE) && n_all < WF_IDEAS_PER_SLIDE))
    return TRUE;
  return refuse (error, WF_WORKSHOP_ERROR_TEXT, "There are as many ideas as can be taken");
}

guint
wf_workshop_add_idea (
    WfWorkshop *self, guint token, guint slide, guint round, const char *nonce, const char *text)
{
  g_return_val_if_fail (self != NULL && nonce != NULL && text != NULL, 0);

  g_autofree char *key = join_nonce (token, nonce);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->nonces, key));
  Idea *idea;

  if (known != 0)
    return known;
  idea = g_new0 (Idea, 1);
  idea->number = self->ideas->len + 1;
  idea->token = token;
  idea->slide = slide;
  idea->round = round;
  idea->bit = -1;
  idea->text = g_strdup (text);
  g_ptr_array_add (self->ideas, idea);
  g_hash_table_insert (self->nonces, g_steal_pointer (&key), GUINT_TO_POINTER (idea->number));
  self->version++;
  return idea->number;
}
