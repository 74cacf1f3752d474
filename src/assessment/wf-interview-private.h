/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-interview.h"
#include "wf-levels.h"

G_BEGIN_DECLS

/* What wf-interview.c folds, and what -decide.c and -propose.c read. Only apply changes it. */
struct _WfInterview {
  grefcount refs;
  WfItemBank *bank;
  WfDecisionProbe *probe;
  WfBankNumbers *numbers; /* nullable: the pack's own */
  GPtrArray *records;     /* of WfRecord: all that was applied of this interview */
  WfInterview *former;    /* the last one that measured something, or NULL */

  gboolean is_started;
  gboolean is_help_now;
  gboolean has_goal;
  char *region;
  char *lang;
  GStrv scripts;
  char *mode;
  WfItemNeeds needs;
  GStrv present;
  guint presence_epoch; /* counts changes of who is there */
  gboolean read_aloud;
  guint minutes;
  guint64 seed;
  double mu;
  GStrv goals;
  char *goal_words;

  GPtrArray *asked; /* of Entry, in the order asked */
  guint n_decisions;
  guint n_overridden;
  guint relaxed;
  WfStopReason stop;
  guint pinned_area; /* 0 for none */
  guint view_level;  /* the navigator's own view, 0 for none */
  char *view_words;
  gint64 paused_since; /* 0 when not paused; 1 when the stamp is unknown */
};

/* A question and when it was put off. */
typedef struct {
  WfAsked public;
  guint skip_epoch;
  gboolean is_reopened; /* open, while what was said before still stands */
  WfAskedState kept_state;
  gint64 kept_asked_us;
  gint64 kept_paused_us;
} WfInterviewEntry;

/* Why an entry exists that was never shown: it waits until the client is alone. */
#define WF_WHY_WAITING   "waiting"
#define WF_WHY_NAVIGATOR "navigator"

/* wf-interview.c */
WfInterview *wf_interview_copy (WfInterview *self);
WfInterviewEntry *wf_interview_find_entry (const WfInterview *self, const char *item_id);
WfInterviewEntry *wf_interview_get_open_entry (const WfInterview *self);
gboolean wf_interview_entry_is_waiting (const WfInterviewEntry *entry);

/* The number at @index, or @fallback when there is none: arrays of a newer version still read. */
double wf_interview_number_at (JsonArray *array, guint index, double fallback);

/* wf-interview-decide.c */

/* An item's numbers as measurement uses them: self-report at its lower weight. */
WfIrtItem wf_interview_make_irt (const WfInterview *self, const WfItem *item);
/* How much slower than a reader this talk is. */
double wf_interview_get_pace (const WfInterview *self);
/* Seconds a question took, or is thought to have taken where stamps are missing. */
double wf_interview_get_elapsed (const WfInterview *self, const WfAsked *asked);
/* %FALSE when mode, tools, region, script or who is present forbid it now. */
gboolean wf_interview_may_ask (const WfInterview *self, const WfItem *item);
/* The skills part up to now; (transfer full). @out_ids: (element-type utf8): item ids by index. */
WfSitting *wf_interview_make_sitting (const WfInterview *self, GPtrArray **out_ids);
/* Appends what comes next to @out and applies it to @self, which is a scratch copy. */
void wf_interview_decide (WfInterview *self, GPtrArray *out);
/* %FALSE when the selector's question that stands would not be asked after what is known now:
 * two failures, or too little hope of success. Not of one opened again or the navigator's own. */
gboolean wf_interview_is_kind (const WfInterview *self);
/* interview.asked for @item; (transfer full). */
WfRecord *wf_interview_make_asked (const WfInterview *self, const WfItem *item, const char *why);
/* Appends @record (transfer full) to @out and applies it to @self. */
void wf_interview_put (WfInterview *self, GPtrArray *out, WfRecord *record);

/* wf-interview-measure.c */

/* What all scored answers say; @kinds: bits 1 << WfItemKind; @self_report_slope: for can-do. */
guint wf_interview_fill_posterior (const WfInterview *self,
                                   guint kinds,
                                   double self_report_slope,
                                   WfPosterior *out_posterior);
/* Effects of areas 1 to 5 at index 0 to 4, seen from the overall @theta. */
void wf_interview_fill_areas (const WfInterview *self, double theta, WfAreaEffect *out_effects);
/* Whether @area would need a look after one answer more, the overall @theta staying. */
WfKnown wf_interview_is_weak_after (
    const WfInterview *self, double theta, guint area, const WfIrtItem *irt, guint category);

/** wf_interview_find_before: Returns: (nullable): the question shown before the one that stands */
const WfInterviewEntry *wf_interview_find_before (const WfInterview *self);
/** wf_interview_may_show: Returns: %FALSE for a private question, or one with a protected answer,
 * while others are there: its old answer would stand on the screen */
gboolean wf_interview_may_show (const WfInterview *self, const WfInterviewEntry *entry);

G_END_DECLS
