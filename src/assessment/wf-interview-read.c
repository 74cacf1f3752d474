/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an interview says when asked: the question that stands, counts, who is there. Reads
 * the fold, changes nothing.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-private.h"

#define REFUSALS_THAT_TELL 3

WfItemBank *
wf_interview_get_bank (const WfInterview *self)
{
  return self->bank;
}

WfInterviewPhase
wf_interview_get_phase (const WfInterview *self)
{
  const WfAsked *current = wf_interview_get_current (self);

  if (!self->is_started)
    return WF_INTERVIEW_NEW;
  if (self->stop != WF_STOP_NONE)
    return WF_INTERVIEW_ENDED;
  if (current != NULL && current->kind == WF_ITEM_CARE)
    return WF_INTERVIEW_CARE;
  if (self->is_help_now)
    return WF_INTERVIEW_HELP;
  if (!self->has_goal)
    return WF_INTERVIEW_GOAL;
  if (current != NULL && current->kind == WF_ITEM_ACCESS)
    return WF_INTERVIEW_ACCESS;
  return WF_INTERVIEW_SKILLS;
}

gboolean
wf_interview_is_paused (const WfInterview *self)
{
  return self->paused_since != 0;
}

WfStopReason
wf_interview_get_stop_reason (const WfInterview *self)
{
  return self->stop;
}

guint
wf_interview_get_relaxed (const WfInterview *self)
{
  return self->relaxed;
}

const WfAsked *
wf_interview_get_current (const WfInterview *self)
{
  const WfInterviewEntry *open = wf_interview_get_open_entry (self);

  return open != NULL ? &open->public : NULL;
}

const WfItem *
wf_interview_get_current_item (const WfInterview *self)
{
  const WfAsked *current = wf_interview_get_current (self);

  return current != NULL ? wf_item_bank_lookup (self->bank, current->item_id) : NULL;
}

GPtrArray *
wf_interview_get_current_options (const WfInterview *self)
{
  const WfAsked *current = wf_interview_get_current (self);
  const WfItem *item = wf_interview_get_current_item (self);
  GPtrArray *options = g_ptr_array_new ();

  if (item == NULL)
    return options;
  for (guint i = 0; current->order[i] != NULL; i++)
    {
      const WfItemOption *option = wf_item_get_option (item, current->order[i]);

      if (option != NULL)
        g_ptr_array_add (options, (gpointer) option);
    }
  for (guint i = 0; i < item->options->len; i++) /* options the pack gained since */
    {
      gpointer option = g_ptr_array_index (item->options, i);

      if (!g_ptr_array_find (options, option, NULL))
        g_ptr_array_add (options, option);
    }
  return options;
}

static gboolean
was_shown (const WfInterviewEntry *entry)
{
  return !g_str_equal (entry->public.why, WF_WHY_WAITING);
}

const WfInterviewEntry *
wf_interview_find_before (const WfInterview *self)
{
  WfInterviewEntry *open = wf_interview_get_open_entry (self);
  guint end = self->asked->len;

  if (open != NULL)
    g_ptr_array_find (self->asked, open, &end);
  for (guint i = end; i > 0; i--)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i - 1);

      if (was_shown (entry))
        return entry;
    }
  return NULL;
}

gboolean
wf_interview_may_show (const WfInterview *self, const WfInterviewEntry *entry)
{
  const WfItem *item = wf_item_bank_lookup (self->bank, entry->public.item_id);

  return wf_interview_is_private (self) ||
         !(entry->public.is_protected ||
           (item != NULL && (item->private_only || item->pool == WF_POOL_ALONE)));
}

gboolean
wf_interview_may_go_back (const WfInterview *self)
{
  const WfInterviewEntry *before = wf_interview_find_before (self);

  return before != NULL && wf_interview_may_show (self, before);
}

guint
wf_interview_get_n_asked (const WfInterview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    n += was_shown (g_ptr_array_index (self->asked, i));
  return n;
}

const WfAsked *
wf_interview_get_asked (const WfInterview *self, guint index)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      if (was_shown (entry) && index-- == 0)
        return &entry->public;
    }
  g_return_val_if_reached (NULL);
}

guint
wf_interview_get_n_answered (const WfInterview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    n += ((const WfInterviewEntry *) g_ptr_array_index (self->asked, i))->public.state ==
         WF_ASKED_ANSWERED;
  return n;
}

guint
wf_interview_get_area_count (const WfInterview *self, guint area)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i);

      n += entry->public.area == area && entry->public.score >= 0;
    }
  return n;
}

const char *
wf_interview_get_lang (const WfInterview *self)
{
  return self->lang;
}

const char *
wf_interview_get_region (const WfInterview *self)
{
  return self->region;
}

const char *const *
wf_interview_get_goals (const WfInterview *self)
{
  return (const char *const *) self->goals;
}

const char *
wf_interview_get_goal_words (const WfInterview *self)
{
  return self->goal_words;
}

const char *const *
wf_interview_get_present (const WfInterview *self)
{
  return (const char *const *) self->present;
}

gboolean
wf_interview_is_private (const WfInterview *self)
{
  if (self->present[0] == NULL)
    return FALSE;
  for (guint i = 0; self->present[i] != NULL; i++)
    {
      if (!g_str_equal (self->present[i], "alone") &&
          !g_str_equal (self->present[i], "interpreter-pro"))
        return FALSE;
    }
  return TRUE;
}

guint
wf_interview_get_n_waiting (const WfInterview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    n += wf_interview_entry_is_waiting (g_ptr_array_index (self->asked, i));
  return n;
}

static gboolean
is_refusal (const WfInterviewEntry *entry)
{
  static const char *const REASONS[] = { "refused", "not-now", "not-me", NULL };

  if (entry->public.state == WF_ASKED_SKIPPED)
    return entry->public.reason != NULL && g_strv_contains (REASONS, entry->public.reason);
  return entry->public.state == WF_ASKED_ANSWERED &&
         entry->public.answer_state == WF_ANSWER_REFUSED;
}

guint
wf_interview_get_refusals (const WfInterview *self)
{
  guint n = 0;

  for (guint i = self->asked->len; i > 0; i--)
    {
      const WfInterviewEntry *entry = g_ptr_array_index (self->asked, i - 1);

      if (!was_shown (entry) || entry->public.state == WF_ASKED_OPEN)
        continue;
      if (!is_refusal (entry))
        break;
      n++;
    }
  return n;
}

gboolean
wf_interview_offers_to_stop (const WfInterview *self)
{
  guint refusals = wf_interview_get_refusals (self);

  return wf_interview_get_open_entry (self) != NULL && refusals > 0 &&
         refusals % REFUSALS_THAT_TELL == 0;
}

guint
wf_interview_get_pinned_area (const WfInterview *self)
{
  return self->pinned_area;
}

guint
wf_interview_get_view (const WfInterview *self, const char **out_words)
{
  if (out_words != NULL)
    *out_words = self->view_words;
  return self->view_level;
}

double
wf_interview_get_mu (const WfInterview *self)
{
  return self->mu;
}
