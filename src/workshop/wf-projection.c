/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the wall shows. Hidden answers and waiting ideas are left out when it is made, so that
 * whatever draws it cannot show them by mistake.
 *
 * Invariants: counts are all 0 unless has_counts; ideas hold what the presenter put there.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-projection.h"

static void
wall_idea_free (WfWallIdea *self)
{
  g_free ((char *) self->text);
  g_free (self);
}

static guint
count_merged (const WfTally *tally, guint number)
{
  guint count = 0;

  for (guint i = 0; i < tally->ideas->len; i++)
    count += ((const WfIdea *) tally->ideas->pdata[i])->into == number;
  return count;
}

static void
add_ideas (WfProjection *self, const WfTally *tally)
{
  for (guint i = 0; i < tally->ideas->len; i++)
    {
      const WfIdea *idea = tally->ideas->pdata[i];
      WfWallIdea *shown;

      if (!idea->is_shown || idea->into != 0)
        continue;
      shown = g_new0 (WfWallIdea, 1);
      shown->text = g_strdup (idea->text);
      shown->votes = tally->stage != WF_STAGE_HIDDEN && !self->is_held_back ? idea->votes : 0;
      shown->others = count_merged (tally, idea->number);
      g_ptr_array_add (self->ideas, shown);
    }
}

static void
add_counts (WfProjection *self, const WfTally *tally)
{
  gboolean is_revealed = tally->stage != WF_STAGE_HIDDEN;

  self->counts = g_new0 (guint, tally->n_choices);
  self->total = wf_tally_get_total (tally);
  self->is_held_back = is_revealed && wf_tally_is_small (tally, self->script);
  self->has_counts = is_revealed && !self->is_held_back && tally->n_choices > 0;
  for (guint i = 0; self->has_counts && i < tally->n_choices; i++)
    self->counts[i] = wf_tally_get_count (tally, i);
}

WfProjection *
wf_projection_new (WfScript *script, const WfWorkshopView *view)
{
  g_return_val_if_fail (script != NULL && view != NULL, NULL);

  WfProjection *self = g_new0 (WfProjection, 1);
  const WfTally *tally = view->wall;

  g_atomic_ref_count_init (&self->refs);
  self->script = wf_script_ref (script);
  self->is_black = view->is_black;
  self->slide = wf_script_get_slide (script, tally->slide);
  self->choices = wf_script_get_choices (script, tally->slide);
  self->is_question = tally->is_question;
  self->is_open = tally->is_open;
  self->has_evidence = tally->stage == WF_STAGE_EVIDENCE;
  self->ideas = g_ptr_array_new_with_free_func ((GDestroyNotify) wall_idea_free);
  self->is_voting = tally->is_voting;
  self->ticks = tally->ticks;
  self->timer_runs = tally->timer_runs;
  self->timer_ends_us = tally->timer_ends_us;
  self->timer_left = tally->timer_left;
  self->attendance = view->attendance;
  self->joined = view->phones;
  add_counts (self, tally);
  add_ideas (self, tally);
  return self;
}

WfProjection *
wf_projection_ref (WfProjection *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_projection_unref (WfProjection *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->counts);
  g_ptr_array_unref (self->ideas);
  wf_script_unref (self->script);
  g_free (self);
}

const WfClientTexts *
wf_projection_get_texts (const WfProjection *self)
{
  return wf_script_get_texts (self->script);
}

const WfText *
wf_projection_get_credit (const WfProjection *self)
{
  return wf_deck_get_credit (wf_script_get_deck (self->script));
}
