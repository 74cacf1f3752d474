/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-tally.h"

G_BEGIN_DECLS

/**
 * WfWallIdea:
 * @text: what the presenter put on the wall
 * @votes: votes for it; 0 while they are hidden
 * @others: how many more said the same
 */
typedef struct {
  const char *text;
  guint votes;
  guint others;
} WfWallIdea;

/**
 * WfProjection:
 * @is_black: nothing is to be seen; the rest is not to be drawn
 * @slide: (transfer none): what is shown: title, text, pictures, timer
 * @choices: (element-type WfChoice): what can be chosen or ticked
 * @is_question: an answer can be given
 * @is_open: answers count
 * @has_counts: @counts may be shown
 * @counts: answers for each choice, all ways together; all 0 while hidden
 * @total: answers together; known while the counts are hidden
 * @is_held_back: revealed, but so few answered that counts would point at somebody
 * @has_evidence: evidence, or why, is to be shown
 * @ideas: (element-type WfWallIdea): those the presenter put on the wall
 * @is_voting: ideas can be voted on
 * @ticks: bit n: choice n of a checklist is done
 * @timer_runs: the countdown ends at @timer_ends_us
 * @timer_ends_us: microseconds since 1970
 * @timer_left: seconds left while it stands
 * @attendance: how many are here
 * @joined: phones that joined
 *
 * What a projector may show: the deck's own texts, numbers, and ideas the presenter chose. It is
 * made from a script and a tally and from nothing else, so it cannot hold anything of a client;
 * hidden answers and waiting ideas are not in it at all. Immutable, ref-counted; may cross threads.
 */
typedef struct {
  gatomicrefcount refs;
  WfScript *script;
  gboolean is_black;
  const WfSlide *slide;
  const GPtrArray *choices;
  gboolean is_question;
  gboolean is_open;
  gboolean has_counts;
  guint *counts;
  guint total;
  gboolean is_held_back;
  gboolean has_evidence;
  GPtrArray *ideas;
  gboolean is_voting;
  guint64 ticks;
  gboolean timer_runs;
  gint64 timer_ends_us;
  guint timer_left;
  guint attendance;
  guint joined;
} WfProjection;

/** wf_projection_new: Returns: (transfer full): what the wall shows of @view */
WfProjection *wf_projection_new (WfScript *script, const WfWorkshopView *view);
WfProjection *wf_projection_ref (WfProjection *self);
void wf_projection_unref (WfProjection *self);

/** wf_projection_get_credit: Returns: (transfer none) (nullable): whose ideas the deck has */
const WfText *wf_projection_get_credit (const WfProjection *self);

/** wf_projection_get_texts: Returns: (transfer none): the words of the wall ("workshop.…") */
const WfClientTexts *wf_projection_get_texts (const WfProjection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfProjection, wf_projection_unref)

G_END_DECLS
