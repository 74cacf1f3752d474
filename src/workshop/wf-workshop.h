/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-tally.h"
#include "wf-workshop-action.h"

G_BEGIN_DECLS

/** Ideas one phone may send for one slide, and all phones together. */
#define WF_IDEAS_PER_PHONE 5
#define WF_IDEAS_PER_SLIDE 200
/** People in the room while nobody has counted. */
#define WF_WORKSHOP_HEADS 30

/**
 * WfVote:
 * @token: number of the phone, as wf_workshop_add_phone() was given
 * @slide: index in the script
 * @round: of the slide
 * @choices: bit n: choice n, or the idea on the wall that wf_workshop_check_vote() found
 *
 * What one phone answers to one question. Replaces its answer before.
 */
typedef struct {
  guint token;
  guint slide;
  guint round;
  guint64 choices;
} WfVote;

/**
 * WfWorkshop:
 *
 * A running workshop as a fold: what the presenter did, in order, and what phones answered.
 * It holds no names, reads no clock, touches no disk: whoever owns it commits first and applies
 * after. One thread at a time.
 */
typedef struct _WfWorkshop WfWorkshop;

/** wf_workshop_new: Returns: (transfer full): at the first slide, nobody there yet */
WfWorkshop *wf_workshop_new (WfScript *script);
void wf_workshop_free (WfWorkshop *self);

/** wf_workshop_get_script: Returns: (transfer none): what is run */
WfScript *wf_workshop_get_script (const WfWorkshop *self);

/** wf_workshop_check: Returns: whether @action would change something now; %FALSE with
 *  %WF_WORKSHOP_ERROR_NOTHING, _CHOICE or _ENDED */
gboolean wf_workshop_check (const WfWorkshop *self, const WfAction *action, GError **error);

/** wf_workshop_apply: plays @action, which was committed; what is no longer possible is ignored */
void wf_workshop_apply (WfWorkshop *self, const WfAction *action);

/**
 * wf_workshop_replay:
 * @is_undone: it was undone later on
 *
 * Plays an action that is read back. All of them, undone ones too, in their order: which place
 * among the votes an idea has follows from every time one was put on the wall.
 */
void wf_workshop_replay (WfWorkshop *self, const WfAction *action, gboolean is_undone);

/** wf_workshop_can_join: @n_joining: phones whose joining is not committed yet. Returns: %FALSE
 *  with _FULL (heads and a tenth more) or _ENDED */
gboolean wf_workshop_can_join (const WfWorkshop *self, guint n_joining, GError **error);
/** wf_workshop_get_limit: Returns: how many phones can join */
guint wf_workshop_get_limit (const WfWorkshop *self);
/** wf_workshop_next_phone: Returns: the number the next phone gets */
guint wf_workshop_next_phone (const WfWorkshop *self);
/** wf_workshop_add_phone: @token: the secret it names itself by, empty for one that was sent out;
 *  committed before */
void wf_workshop_add_phone (WfWorkshop *self, const char *token, guint number);
/** wf_workshop_drop_phones: sends all phones out; what they answered on the wall's slide goes too,
 *  since they answer it again */
void wf_workshop_drop_phones (WfWorkshop *self);
/** wf_workshop_find_phone: @token: (nullable). Returns: its number, 0 when nobody has it */
guint wf_workshop_find_phone (const WfWorkshop *self, const char *token);

/**
 * wf_workshop_check_vote:
 * @token: (nullable): of the phone
 * @slide: (nullable): id of the slide it means
 * @round: of it
 * @choices: (nullable): ids, ended by %NULL; none takes the answer back
 *
 * Returns: whether it counts now; %FALSE with _TOKEN, _NOT_NOW, _CLOSED, _CHOICE or _ENDED
 */
gboolean wf_workshop_check_vote (const WfWorkshop *self,
                                 const char *token,
                                 const char *slide,
                                 guint round,
                                 const char *const *choices,
                                 WfVote *out_vote,
                                 GError **error);

/** wf_workshop_apply_vote: a vote that was committed */
void wf_workshop_apply_vote (WfWorkshop *self, const WfVote *vote);

/** wf_workshop_read_vote: the same for one read back from the store. Returns: %FALSE when the deck
 *  has no such slide or choice any more */
gboolean wf_workshop_read_vote (const WfWorkshop *self,
                                const char *slide,
                                const char *const *choices,
                                WfVote *out_vote);

/** wf_workshop_dup_choices: Returns: (transfer full): the ids @vote stands for */
GStrv wf_workshop_dup_choices (const WfWorkshop *self, const WfVote *vote);
/** wf_workshop_get_answer: Returns: what phone @token last answered on the wall's slide */
guint64 wf_workshop_get_answer (const WfWorkshop *self, guint token);

/**
 * wf_workshop_check_idea:
 * @nonce: made by the phone, so that sending it again is the same idea
 * @out_text: (out) (transfer full): @text with single blanks and without control characters
 *
 * Returns: whether it can be read now; %FALSE with _TOKEN, _NOT_NOW, _CLOSED, _TEXT or _ENDED
 */
gboolean wf_workshop_check_idea (const WfWorkshop *self,
                                 const char *token,
                                 const char *slide,
                                 guint round,
                                 const char *nonce,
                                 const char *text,
                                 char **out_text,
                                 GError **error);

/** wf_workshop_clean_idea: @text: (nullable). Returns: (transfer full) (nullable): as above; %NULL
 *  when nothing is left of it, or more than %WF_IDEA_MAX characters */
char *wf_workshop_clean_idea (const char *text);

/**
 * wf_workshop_has_room:
 * @token: number of the phone; 0: the presenter, on the own slide
 * @n_own: ideas of this phone that are not committed yet
 * @n_all: ideas of everybody that are not
 *
 * Returns: whether one idea more is taken here, or it is known already; %FALSE with _TEXT
 */
gboolean wf_workshop_has_room (const WfWorkshop *self,
                               guint token,
                               const char *nonce,
                               guint n_own,
                               guint n_all,
                               GError **error);

/** wf_workshop_add_idea: one that was committed; the same @nonce of a phone twice is one. Returns:
 *  its number */
guint wf_workshop_add_idea (
    WfWorkshop *self, guint token, guint slide, guint round, const char *nonce, const char *text);

/** wf_workshop_loaded: after phones, ideas, actions and votes were played back: a frozen wall
 *  shows the answers there are */
void wf_workshop_loaded (WfWorkshop *self);

/** wf_workshop_get_slide: Returns: index of the presenter's slide */
guint wf_workshop_get_slide (const WfWorkshop *self);
/** wf_workshop_get_wall_slide: Returns: index of the slide on the wall, which phones follow */
guint wf_workshop_get_wall_slide (const WfWorkshop *self);
/** wf_workshop_get_version: Returns: rises with every change */
guint64 wf_workshop_get_version (const WfWorkshop *self);
/** wf_workshop_get_turn: Returns: rises with everything the presenter does */
guint64 wf_workshop_get_turn (const WfWorkshop *self);
/** wf_workshop_is_ended: Returns: whether it is over */
gboolean wf_workshop_is_ended (const WfWorkshop *self);

/** wf_workshop_dup_tally: Returns: (transfer full): the slide at @slide and its answers now */
WfTally *wf_workshop_dup_tally (const WfWorkshop *self, guint slide);
/** wf_workshop_dup_view: Returns: (transfer full): all of it now, for the presenter */
WfWorkshopView *wf_workshop_dup_view (const WfWorkshop *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshop, wf_workshop_free)

G_END_DECLS
