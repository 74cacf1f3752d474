/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-script.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** WfStage: how much of the answers a slide shows. */
typedef enum {
  WF_STAGE_HIDDEN,
  WF_STAGE_RESULTS,
  WF_STAGE_EVIDENCE,
} WfStage;

/** What an idea may be at most, in characters; longer ones are refused. */
#define WF_IDEA_MAX 140

/**
 * WfIdea:
 * @number: names it, from 1
 * @text: what somebody wrote; for the presenter until @is_shown
 * @is_shown: the presenter put it on the wall
 * @into: the idea that says the same; 0: none
 * @votes: how many voted for it, on phones and counted together
 */
typedef struct {
  guint number;
  char *text;
  gboolean is_shown;
  guint into;
  guint votes;
} WfIdea;

/**
 * WfTally:
 * @slide: index in the script
 * @round: rises with each reset; a vote names the round it is for
 * @is_question: answers can be given on phones
 * @is_open: answers count
 * @stage: how much of them is shown
 * @people: phones that answered
 * @n_choices: how many counts there are: those of the script's choices, none for ideas
 * @phones: answers from phones
 * @hands: raised hands and cards
 * @keys: keys pressed on the shared keyboard
 * @ideas: (element-type WfIdea): in the order they came, hidden and merged ones too
 * @is_voting: ideas can be voted on
 * @ticks: bit n: choice n of a checklist is done
 * @timer_runs: the countdown runs and ends at @timer_ends_us
 * @timer_ends_us: microseconds since 1970
 * @timer_left: seconds left while it stands
 *
 * One slide and its answers at one moment: numbers, and ideas. Nobody's name, token or address.
 * Immutable, ref-counted; may cross threads.
 */
typedef struct {
  gatomicrefcount refs;
  guint slide;
  guint round;
  gboolean is_question;
  gboolean is_open;
  WfStage stage;
  guint people;
  guint n_choices;
  guint *phones;
  guint *hands;
  guint *keys;
  GPtrArray *ideas;
  gboolean is_voting;
  guint64 ticks;
  gboolean timer_runs;
  gint64 timer_ends_us;
  guint timer_left;
} WfTally;

/** wf_tally_new: Returns: (transfer full): an empty tally of @slide, to be filled before it is
 *  handed on */
WfTally *wf_tally_new (const WfScript *script, guint slide);
WfTally *wf_tally_ref (WfTally *self);
void wf_tally_unref (WfTally *self);

/** wf_tally_add_idea: @idea is copied; only while @self is being filled */
void wf_tally_add_idea (WfTally *self, const WfIdea *idea);

/** wf_tally_get_count: Returns: answers of all three ways for the choice at @index */
guint wf_tally_get_count (const WfTally *self, guint index);
/** wf_tally_get_total: Returns: answers of all ways for all choices together */
guint wf_tally_get_total (const WfTally *self);

/**
 * wf_tally_get_people:
 *
 * Returns: how many people answered at the least: phones are known; of hands and keys only what
 *   nobody can have given twice counts, the largest choice where several can be chosen, the largest
 *   group where there are several questions; of ideas the one most people voted for
 */
guint wf_tally_get_people (const WfTally *self, const WfScript *script);

/** wf_tally_is_small: Returns: whether the counts would point at somebody: fewer than
 *  %WF_SCRIPT_SMALL_GROUP answered, and not all of them with a hand everybody saw */
gboolean wf_tally_is_small (const WfTally *self, const WfScript *script);

/**
 * WfWorkshopView:
 * @version: rises with every change
 * @own: the presenter's slide
 * @wall: the slide on the wall: the same, or as it was when it was frozen
 * @is_black: nothing is on the wall
 * @is_frozen: the wall does not follow
 * @is_ended: the workshop is over
 * @can_undo: there is something to undo
 * @heads: people in the room, as the presenter counted
 * @phones: phones that joined
 * @attendance: people in the attendance
 *
 * A whole workshop at one moment, for the presenter. Immutable, ref-counted; may cross threads.
 */
typedef struct {
  gatomicrefcount refs;
  guint64 version;
  WfTally *own;
  WfTally *wall;
  gboolean is_black;
  gboolean is_frozen;
  gboolean is_ended;
  gboolean can_undo;
  guint heads;
  guint phones;
  guint attendance;
} WfWorkshopView;

/** wf_workshop_view_new: Returns: (transfer full): @own and @wall are taken over; the rest is 0 */
WfWorkshopView *wf_workshop_view_new (WfTally *own, WfTally *wall);
WfWorkshopView *wf_workshop_view_ref (WfWorkshopView *self);
void wf_workshop_view_unref (WfWorkshopView *self);

/** wf_workshop_view_to_json: Returns: (transfer full): the "state" line of
 *  docs/formats/workshop.md */
JsonObject *wf_workshop_view_to_json (const WfWorkshopView *self, const WfScript *script);

/** wf_workshop_view_from_json: Returns: (transfer full) (nullable): what the line says; %NULL when
 *  it is not about @script */
WfWorkshopView *wf_workshop_view_from_json (const WfScript *script, JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTally, wf_tally_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopView, wf_workshop_view_unref)

G_END_DECLS
