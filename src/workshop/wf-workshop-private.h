/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop.h"

G_BEGIN_DECLS

/** One slide as the presenter left it; made anew by each fold. */
typedef struct {
  gboolean is_open;
  gboolean is_voting;
  WfStage stage;
  guint round;
  guint hands[WF_SCRIPT_MAX_CHOICES];
  guint keys[WF_SCRIPT_MAX_CHOICES];
  guint64 ticks;
  gboolean timer_runs;
  gint64 timer_ends_us;
  gint64 timer_left_us;
} Page;

/** What phones answered in one round of a slide; never undone. */
typedef struct {
  GHashTable *answers; /* number of the phone → guint64 * */
  guint counts[WF_SCRIPT_MAX_CHOICES];
  guint people;
  guint n_bits; /* ideas that have a place among the choices */
} Round;

/** What somebody wrote; what stands below its text is made anew by each fold. */
typedef struct {
  guint number;
  guint token;
  guint slide;
  guint round;
  int bit; /* its place among the choices of the round, -1 until the first "show-idea", undone or
              not */
  char *text;
  char *words; /* (nullable): what the presenter made of it */
  gboolean is_shown;
  guint into;
  guint hands;
} Idea;

struct _WfWorkshop {
  WfScript *script;
  GPtrArray *actions; /* of WfAction, those that were not undone */
  GHashTable *phones; /* token → number */
  guint last_phone;
  GHashTable *rounds; /* slide and round → Round */
  GPtrArray *ideas;   /* of Idea */
  GHashTable *nonces; /* "phone nonce" → number of the idea */
  guint64 version;
  guint64 turn;

  /* Folded from the actions. */
  Page *pages; /* one for each slide */
  guint slide;
  guint heads;
  guint attendance;
  gboolean is_black;
  gboolean is_ended;
  gboolean is_frozen;
  WfTally *frozen; /* what the wall shows while it is frozen */
};

/** wf_workshop_get_round: Returns: (transfer none): the answers of a round, made when missing */
Round *wf_workshop_get_round (const WfWorkshop *self, guint slide, guint round);
/** wf_workshop_find_idea: Returns: (transfer none) (nullable): by its number */
Idea *wf_workshop_find_idea (const WfWorkshop *self, gint64 number);
/** wf_workshop_takes_answers: Returns: whether phones can choose on this slide now */
gboolean wf_workshop_takes_answers (const WfWorkshop *self, guint slide);
/** wf_workshop_parse_idea: Returns: the number in "i12", 0 when it is none */
guint wf_workshop_parse_idea (const char *choice);
void wf_workshop_round_free (gpointer round);
void wf_workshop_idea_free (gpointer idea);

G_END_DECLS
