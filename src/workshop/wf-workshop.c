/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A running workshop as a fold over what the presenter did. Undo takes the last action off the
 * list and folds again: a few hundred actions, so there is nothing to reverse and nothing to get
 * wrong. Answers of phones stand apart, by slide and round, and are never undone; a reset begins
 * another round, so that undoing it finds the old answers where they were.
 *
 * Invariants: the slide exists; a frozen wall has its tally; a page's counts fit its choices.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-private.h"

#define SECOND    G_USEC_PER_SEC
#define MAX_COUNT 9999
#define MAX_HEADS 2000

static void
clear_fold (WfWorkshop *self)
{
  guint n = wf_script_get_n_slides (self->script);

  memset (self->pages, 0, n * sizeof *self->pages);
  for (guint i = 0; i < n; i++)
    {
      const WfSlide *slide = wf_script_get_slide (self->script, i);

      self->pages[i].is_open =
          wf_script_is_question (self->script, i) || slide->kind == WF_SLIDE_IDEAS;
      self->pages[i].timer_left_us = (gint64) slide->seconds * SECOND;
    }
  for (guint i = 0; i < self->ideas->len; i++)
    {
      Idea *idea = self->ideas->pdata[i];

      idea->is_shown = FALSE;
      idea->into = idea->hands = 0;
      g_clear_pointer (&idea->words, g_free);
    }
  self->slide = self->attendance = 0;
  self->heads = WF_WORKSHOP_HEADS;
  self->is_black = self->is_ended = self->is_frozen = FALSE;
  g_clear_pointer (&self->frozen, wf_tally_unref);
}

WfWorkshop *
wf_workshop_new (WfScript *script)
{
  g_return_val_if_fail (script != NULL, NULL);

  WfWorkshop *self = g_new0 (WfWorkshop, 1);

  self->script = wf_script_ref (script);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_action_free);
  self->phones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rounds = g_hash_table_new_full (NULL, NULL, NULL, wf_workshop_round_free);
  self->ideas = g_ptr_array_new_with_free_func (wf_workshop_idea_free);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pages = g_new0 (Page, wf_script_get_n_slides (script));
  clear_fold (self);
  return self;
}

void
wf_workshop_free (WfWorkshop *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->frozen, wf_tally_unref);
  g_free (self->pages);
  g_hash_table_unref (self->nonces);
  g_ptr_array_unref (self->ideas);
  g_hash_table_unref (self->rounds);
  g_hash_table_unref (self->phones);
  g_ptr_array_unref (self->actions);
  wf_script_unref (self->script);
  g_free (self);
}

WfScript *
wf_workshop_get_script (const WfWorkshop *self)
{
  return self->script;
}

/* Whether a slide has answers to show: those of phones, hands or keys. */
static gboolean
has_results (const WfWorkshop *self, guint slide)
{
  return wf_script_is_question (self->script, slide) ||
         (wf_script_get_slide (self->script, slide)->kind == WF_SLIDE_IDEAS &&
          self->pages[slide].is_voting);
}

static WfStage
next_stage (const WfWorkshop *self)
{
  const Page *page = &self->pages[self->slide];

  if (page->stage == WF_STAGE_HIDDEN && has_results (self, self->slide))
    return WF_STAGE_RESULTS;
  if (page->stage == WF_STAGE_RESULTS && wf_script_has_evidence (self->script, self->slide))
    return WF_STAGE_EVIDENCE;
  return page->stage;
}

static Idea *
find_idea_here (const WfWorkshop *self, gint64 number)
{
  Idea *idea = wf_workshop_find_idea (self, number);

  return idea != NULL && idea->slide == self->slide && idea->round == self->pages[self->slide].round
             ? idea
             : NULL;
}

/* The wall has as many places for ideas as a question has choices. */
static gboolean
has_place (const WfWorkshop *self, const Idea *idea)
{
  return idea->bit >= 0 ||
         wf_workshop_get_round (self, idea->slide, idea->round)->n_bits < WF_SCRIPT_MAX_CHOICES;
}

static gboolean
can_merge (const WfWorkshop *self, const WfAction *action)
{
  const Idea *idea = find_idea_here (self, action->number);
  const Idea *into = find_idea_here (self, action->other);

  return idea != NULL && into != NULL && idea != into && into->into == 0 &&
         idea->into != into->number;
}

static gboolean
can_count (const WfWorkshop *self, const WfAction *action)
{
  const Page *page = &self->pages[self->slide];
  gboolean takes_back = action->kind == WF_ACTION_HAND && action->number == 0;
  guint at;

  if (page->is_voting)
    {
      const Idea *idea = find_idea_here (self, wf_workshop_parse_idea (action->choice));

      return idea != NULL && idea->is_shown && action->number <= MAX_COUNT &&
             (!takes_back || idea->hands > 0);
    }
  return wf_script_is_question (self->script, self->slide) && action->number <= MAX_COUNT &&
         wf_script_find_choice (self->script, self->slide, action->choice, &at) &&
         (!takes_back || page->hands[at] > 0);
}

static gboolean
can_tick (const WfWorkshop *self, const WfAction *action)
{
  guint at;

  return wf_script_get_slide (self->script, self->slide)->kind == WF_SLIDE_CHECKLIST &&
         wf_script_find_choice (self->script, self->slide, action->choice, &at);
}

static gboolean
can_move (const WfWorkshop *self, const WfAction *action)
{
  guint at;

  if (action->kind == WF_ACTION_NEXT)
    return self->slide + 1 < wf_script_get_n_slides (self->script);
  if (action->kind == WF_ACTION_BACK)
    return self->slide > 0;
  return wf_script_find_slide (self->script, action->slide, &at) && at != self->slide;
}

static gboolean
can_change_answers (const WfWorkshop *self, WfActionKind kind)
{
  const Page *page = &self->pages[self->slide];
  gboolean is_asked = wf_script_is_question (self->script, self->slide) ||
                      wf_script_get_slide (self->script, self->slide)->kind == WF_SLIDE_IDEAS;

  switch (kind)
    {
    case WF_ACTION_OPEN:
      return is_asked && !page->is_open;
    case WF_ACTION_CLOSE:
      return is_asked && page->is_open;
    case WF_ACTION_REVEAL:
      return next_stage (self) != page->stage;
    case WF_ACTION_HIDE:
      return page->stage != WF_STAGE_HIDDEN;
    case WF_ACTION_RESET:
    default:
      return is_asked || page->ticks != 0 ||
             wf_script_get_slide (self->script, self->slide)->kind == WF_SLIDE_TIMER;
    }
}

static gboolean
can_use_ideas (const WfWorkshop *self, const WfAction *action)
{
  const Idea *idea = find_idea_here (self, action->number);
  const WfSlide *slide = wf_script_get_slide (self->script, self->slide);

  switch (action->kind)
    {
    case WF_ACTION_SHOW_IDEA:
      return idea != NULL && (!idea->is_shown || idea->into != 0) && has_place (self, idea);
    case WF_ACTION_HIDE_IDEA:
      return idea != NULL && idea->is_shown;
    case WF_ACTION_MERGE_IDEA:
      return can_merge (self, action);
    case WF_ACTION_EDIT_IDEA: /* what was voted on stays what it was */
      return idea != NULL && !idea->is_shown && !self->pages[self->slide].is_voting;
    case WF_ACTION_ADD_IDEA:
      return slide->kind == WF_SLIDE_IDEAS;
    case WF_ACTION_VOTE_IDEAS:
    default:
      return slide->kind == WF_SLIDE_IDEAS && slide->can_vote &&
             !self->pages[self->slide].is_voting;
    }
}

static gboolean
can_use_timer (const WfWorkshop *self, WfActionKind kind)
{
  const Page *page = &self->pages[self->slide];

  return wf_script_get_slide (self->script, self->slide)->kind == WF_SLIDE_TIMER &&
         (kind == WF_ACTION_START) == !page->timer_runs && page->timer_left_us > 0;
}

/* Only an idea's line has a text. */
static gboolean
has_good_text (const WfAction *action)
{
  g_autofree char *clean = wf_workshop_clean_idea (action->text);

  return action->text == NULL || clean != NULL;
}

static gboolean
is_possible (const WfWorkshop *self, const WfAction *action)
{
  if (!has_good_text (action))
    return FALSE;
  switch (action->kind)
    {
    case WF_ACTION_NEXT:
    case WF_ACTION_BACK:
    case WF_ACTION_GO:
      return can_move (self, action);
    case WF_ACTION_OPEN:
    case WF_ACTION_CLOSE:
    case WF_ACTION_REVEAL:
    case WF_ACTION_HIDE:
    case WF_ACTION_RESET:
      return can_change_answers (self, action->kind);
    case WF_ACTION_FREEZE:
    case WF_ACTION_UNFREEZE:
      return self->is_frozen == (action->kind == WF_ACTION_UNFREEZE);
    case WF_ACTION_BLACK:
    case WF_ACTION_UNBLACK:
      return self->is_black == (action->kind == WF_ACTION_UNBLACK);
    case WF_ACTION_COUNT:
    case WF_ACTION_HAND:
    case WF_ACTION_KEY:
      return can_count (self, action);
    case WF_ACTION_HEADS:
    case WF_ACTION_ATTEND:
      return action->number >= 0 && action->number <= MAX_HEADS;
    case WF_ACTION_TICK:
      return can_tick (self, action);
    case WF_ACTION_START:
    case WF_ACTION_PAUSE:
      return can_use_timer (self, action->kind);
    case WF_ACTION_UNDO:
      return self->actions->len > 0;
    case WF_ACTION_NEW_CODE:
    case WF_ACTION_END:
      return TRUE;
    default:
      return can_use_ideas (self, action);
    }
}

gboolean
wf_workshop_check (const WfWorkshop *self, const WfAction *action, GError **error)
{
  g_return_val_if_fail (self != NULL && action != NULL, FALSE);

  if (self->is_ended)
    {
      g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_ENDED,
                           "The workshop is over");
      return FALSE;
    }
  if (is_possible (self, action))
    return TRUE;
  if (!has_good_text (action))
    g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_TEXT,
                         "The idea is empty or too long");
  else if (action->choice != NULL)
    g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_CHOICE,
                         "This slide has no such choice");
  else
    g_set_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NOTHING,
                 "“%s” changes nothing on this slide", wf_action_kind_to_name (action->kind));
  return FALSE;
}

/* A round that begins anew; what was counted by hand goes with it, and comes back with undo. */
static void
reset_page (WfWorkshop *self)
{
  Page *page = &self->pages[self->slide];
  const WfSlide *slide = wf_script_get_slide (self->script, self->slide);
  guint round = page->round + 1;

  memset (page, 0, sizeof *page);
  page->round = round;
  page->is_open =
      wf_script_is_question (self->script, self->slide) || slide->kind == WF_SLIDE_IDEAS;
  page->timer_left_us = (gint64) slide->seconds * SECOND;
}

static void
fold_count (WfWorkshop *self, const WfAction *action)
{
  Page *page = &self->pages[self->slide];
  Idea *idea =
      page->is_voting ? find_idea_here (self, wf_workshop_parse_idea (action->choice)) : NULL;
  guint at = 0;

  if (idea == NULL)
    wf_script_find_choice (self->script, self->slide, action->choice, &at);
  guint *count = idea != NULL                    ? &idea->hands
                 : action->kind == WF_ACTION_KEY ? &page->keys[at]
                                                 : &page->hands[at];

  if (action->kind == WF_ACTION_COUNT)
    *count = (guint) action->number;
  else if (action->kind == WF_ACTION_HAND && action->number == 0)
    *count -= 1;
  else
    *count = MIN (*count + 1, MAX_COUNT);
}

static void
fold_timer (Page *page, const WfAction *action)
{
  if (action->kind == WF_ACTION_START)
    page->timer_ends_us = action->at_us + page->timer_left_us;
  else
    page->timer_left_us = MAX (page->timer_ends_us - action->at_us, 0);
  page->timer_runs = action->kind == WF_ACTION_START;
}

static void
fold_idea (WfWorkshop *self, const WfAction *action)
{
  Idea *idea = find_idea_here (self, action->number);

  switch (action->kind)
    {
    case WF_ACTION_SHOW_IDEA:
      idea->is_shown = TRUE;
      idea->into = 0;
      break;
    case WF_ACTION_EDIT_IDEA:
      g_free (idea->words);
      idea->words = g_strdup (action->text);
      break;
    case WF_ACTION_HIDE_IDEA:
      idea->is_shown = FALSE;
      break;
    case WF_ACTION_MERGE_IDEA:
    default:
      idea->into = (guint) action->other;
      for (guint i = 0; i < self->ideas->len; i++)
        {
          Idea *other = self->ideas->pdata[i];
          if (other->into == idea->number)
            other->into = idea->into;
        }
      break;
    }
}

static void
fold_wall (WfWorkshop *self, WfActionKind kind)
{
  if (kind == WF_ACTION_BLACK || kind == WF_ACTION_UNBLACK)
    {
      self->is_black = kind == WF_ACTION_BLACK;
      return;
    }
  self->is_frozen = kind == WF_ACTION_FREEZE;
  g_clear_pointer (&self->frozen, wf_tally_unref);
  if (self->is_frozen)
    self->frozen = wf_workshop_dup_tally (self, self->slide);
}

static void
fold_answers (WfWorkshop *self, WfActionKind kind)
{
  Page *page = &self->pages[self->slide];

  switch (kind)
    {
    case WF_ACTION_OPEN:
    case WF_ACTION_CLOSE:
      page->is_open = kind == WF_ACTION_OPEN;
      break;
    case WF_ACTION_REVEAL:
      /* An answer that came after would move one number before everybody's eyes. */
      page->is_open = page->is_open && page->stage != WF_STAGE_HIDDEN;
      page->stage = next_stage (self);
      break;
    case WF_ACTION_HIDE:
      page->stage = WF_STAGE_HIDDEN;
      break;
    case WF_ACTION_RESET:
    default:
      reset_page (self);
      break;
    }
}

static void
fold (WfWorkshop *self, const WfAction *action)
{
  guint at;

  switch (action->kind)
    {
    case WF_ACTION_NEXT:
      self->slide++;
      break;
    case WF_ACTION_BACK:
      self->slide--;
      break;
    case WF_ACTION_GO:
      if (wf_script_find_slide (self->script, action->slide, &at))
        self->slide = at;
      break;
    case WF_ACTION_OPEN:
    case WF_ACTION_CLOSE:
    case WF_ACTION_REVEAL:
    case WF_ACTION_HIDE:
    case WF_ACTION_RESET:
      fold_answers (self, action->kind);
      break;
    case WF_ACTION_FREEZE:
    case WF_ACTION_UNFREEZE:
    case WF_ACTION_BLACK:
    case WF_ACTION_UNBLACK:
      fold_wall (self, action->kind);
      break;
    case WF_ACTION_COUNT:
    case WF_ACTION_HAND:
    case WF_ACTION_KEY:
      fold_count (self, action);
      break;
    case WF_ACTION_HEADS:
      self->heads = (guint) action->number;
      break;
    case WF_ACTION_ATTEND:
      self->attendance = (guint) action->number;
      break;
    case WF_ACTION_TICK:
      if (wf_script_find_choice (self->script, self->slide, action->choice, &at))
        self->pages[self->slide].ticks ^= (guint64) 1 << at;
      break;
    case WF_ACTION_START:
    case WF_ACTION_PAUSE:
      fold_timer (&self->pages[self->slide], action);
      break;
    case WF_ACTION_VOTE_IDEAS:
      self->pages[self->slide].is_voting = TRUE;
      break;
    case WF_ACTION_END:
      self->is_ended = TRUE;
      break;
    case WF_ACTION_UNDO:
    case WF_ACTION_ADD_IDEA:
    case WF_ACTION_NEW_CODE:
      break;
    default:
      fold_idea (self, action);
      break;
    }
}

static void
undo (WfWorkshop *self)
{
  g_autoptr (WfTally) frozen = self->frozen != NULL ? wf_tally_ref (self->frozen) : NULL;

  g_ptr_array_remove_index (self->actions, self->actions->len - 1);
  clear_fold (self);
  for (guint i = 0; i < self->actions->len; i++)
    {
      if (is_possible (self, self->actions->pdata[i]))
        fold (self, self->actions->pdata[i]);
    }
  /* Folding again would thaw and freeze the wall with what was answered since. */
  if (frozen != NULL && self->frozen != NULL && frozen->slide == self->frozen->slide)
    {
      wf_tally_unref (self->frozen);
      self->frozen = g_steal_pointer (&frozen);
    }
}

/* An idea keeps the place it was first given, whatever is undone: votes name it by its place. */
static void
give_place (WfWorkshop *self, const WfAction *action)
{
  Idea *idea =
      action->kind == WF_ACTION_SHOW_IDEA ? wf_workshop_find_idea (self, action->number) : NULL;
  Round *round;

  if (idea == NULL || idea->bit >= 0)
    return;
  round = wf_workshop_get_round (self, idea->slide, idea->round);
  if (round->n_bits < WF_SCRIPT_MAX_CHOICES)
    idea->bit = (int) round->n_bits++;
}

void
wf_workshop_replay (WfWorkshop *self, const WfAction *action, gboolean is_undone)
{
  g_return_if_fail (self != NULL && action != NULL);

  gboolean is_possible_now = is_possible (self, action);

  give_place (self, action);
  if (is_undone)
    return;
  if (is_possible_now && !self->is_ended)
    fold (self, action);
  g_ptr_array_add (self->actions, wf_action_copy (action));
}

void
wf_workshop_apply (WfWorkshop *self, const WfAction *action)
{
  g_return_if_fail (self != NULL && action != NULL);

  if (self->is_ended || !is_possible (self, action))
    return;
  self->version++;
  self->turn++;
  if (action->kind == WF_ACTION_UNDO)
    {
      undo (self);
      return;
    }
  wf_workshop_replay (self, action, FALSE);
}

void
wf_workshop_loaded (WfWorkshop *self)
{
  guint slide;

  if (self->frozen == NULL)
    return;
  slide = self->frozen->slide;
  wf_tally_unref (self->frozen);
  self->frozen = wf_workshop_dup_tally (self, slide);
}

guint
wf_workshop_get_slide (const WfWorkshop *self)
{
  return self->slide;
}

guint
wf_workshop_get_wall_slide (const WfWorkshop *self)
{
  return self->frozen != NULL ? self->frozen->slide : self->slide;
}

guint64
wf_workshop_get_version (const WfWorkshop *self)
{
  return self->version;
}

guint64
wf_workshop_get_turn (const WfWorkshop *self)
{
  return self->turn;
}

gboolean
wf_workshop_is_ended (const WfWorkshop *self)
{
  return self->is_ended;
}

static void
add_ideas (const WfWorkshop *self, WfTally *tally, const Round *round)
{
  for (guint i = 0; i < self->ideas->len; i++)
    {
      const Idea *idea = self->ideas->pdata[i];
      guint votes = idea->hands;

      if (idea->slide != tally->slide || idea->round != tally->round)
        continue;
      if (idea->bit >= 0)
        votes += round->counts[idea->bit];
      const WfIdea shown = { idea->number, idea->words != NULL ? idea->words : idea->text,
                             idea->is_shown, idea->into, votes };
      wf_tally_add_idea (tally, &shown);
    }
}

WfTally *
wf_workshop_dup_tally (const WfWorkshop *self, guint slide)
{
  g_return_val_if_fail (slide < wf_script_get_n_slides (self->script), NULL);

  WfTally *tally = wf_tally_new (self->script, slide);
  const Page *page = &self->pages[slide];
  const Round *round = wf_workshop_get_round (self, slide, page->round);

  tally->round = page->round;
  tally->is_open = page->is_open;
  tally->is_question = wf_workshop_takes_answers (self, slide);
  tally->stage = page->stage;
  tally->people = round->people;
  tally->is_voting = page->is_voting;
  tally->ticks = page->ticks;
  tally->timer_runs = page->timer_runs;
  tally->timer_ends_us = page->timer_ends_us;
  tally->timer_left = (guint) ((page->timer_left_us + SECOND - 1) / SECOND);
  for (guint i = 0; i < tally->n_choices; i++)
    {
      tally->phones[i] = round->counts[i];
      tally->hands[i] = page->hands[i];
      tally->keys[i] = page->keys[i];
    }
  add_ideas (self, tally, round);
  return tally;
}

WfWorkshopView *
wf_workshop_dup_view (const WfWorkshop *self)
{
  WfTally *own = wf_workshop_dup_tally (self, self->slide);
  WfTally *wall = self->frozen != NULL ? self->frozen : own;
  WfWorkshopView *view = wf_workshop_view_new (own, wf_tally_ref (wall));

  view->version = self->version;
  view->is_black = self->is_black;
  view->is_frozen = self->is_frozen;
  view->is_ended = self->is_ended;
  view->can_undo = self->actions->len > 0 && !self->is_ended;
  view->heads = self->heads;
  view->phones = g_hash_table_size (self->phones);
  view->attendance = self->attendance;
  return view;
}
