/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-answers.h"
#include "wf-bank-numbers.h"
#include "wf-decision-probe.h"
#include "wf-record.h"
#include "wf-sitting.h"

G_BEGIN_DECLS

/**
 * WfInterviewError:
 * @WF_INTERVIEW_ERROR_NOT_ASKING: no question stands; start, go on or look at the result
 * @WF_INTERVIEW_ERROR_OPTION: no such option, none chosen, or several where one is meant
 * @WF_INTERVIEW_ERROR_REASON: not one of the reasons to skip
 * @WF_INTERVIEW_ERROR_NOTHING_BEFORE: this is the first question
 * @WF_INTERVIEW_ERROR_ITEM: the item is not in the bank, or was never answered
 * @WF_INTERVIEW_ERROR_NOT_NOW: the item may not be asked now (who is present, how the visit
 *   is held, what is on the table)
 * @WF_INTERVIEW_ERROR_PHASE: the step does not belong to this part of the interview
 */
typedef enum {
  WF_INTERVIEW_ERROR_NOT_ASKING,
  WF_INTERVIEW_ERROR_OPTION,
  WF_INTERVIEW_ERROR_REASON,
  WF_INTERVIEW_ERROR_NOTHING_BEFORE,
  WF_INTERVIEW_ERROR_ITEM,
  WF_INTERVIEW_ERROR_NOT_NOW,
  WF_INTERVIEW_ERROR_PHASE,
} WfInterviewError;

#define WF_INTERVIEW_ERROR (wf_interview_error_quark ())
GQuark wf_interview_error_quark (void);

/**
 * WfInterviewPhase:
 * @WF_INTERVIEW_NEW: nothing happened yet
 * @WF_INTERVIEW_HELP: help with something now; no questions until it grows
 * @WF_INTERVIEW_GOAL: the client's own goal
 * @WF_INTERVIEW_ACCESS: the five A's
 * @WF_INTERVIEW_CARE: a careful offer of support, only when opened
 * @WF_INTERVIEW_SKILLS: what the person can do
 * @WF_INTERVIEW_ENDED: see the stop reason
 */
typedef enum {
  WF_INTERVIEW_NEW,
  WF_INTERVIEW_HELP,
  WF_INTERVIEW_GOAL,
  WF_INTERVIEW_ACCESS,
  WF_INTERVIEW_CARE,
  WF_INTERVIEW_SKILLS,
  WF_INTERVIEW_ENDED,
} WfInterviewPhase;

/** wf_interview_phase_to_code: Returns: "new", "help", "goal", "access", "care", "skills", "ended"
 */
const char *wf_interview_phase_to_code (WfInterviewPhase phase);

/**
 * WfInterviewSetup:
 * @help_now: start as help with something now
 * @region: (nullable): ISO 3166-2 code of the client's region
 * @lang: BCP 47 tag of the client's side
 * @scripts: (nullable): ISO 15924 codes the client's language is written in, or that the
 *   client reads; %NULL when unknown
 * @mode: in-person, outreach, telephone (or phone), video
 * @needs: what is on the table
 * @present: (nullable): presence codes: alone, partner, relative, child, friend,
 *   interpreter-pro, interpreter-colleague, interpreter-relative, interpreter-child, other;
 *   %NULL when nobody said, which is not private
 * @read_aloud: the questions are read to the client
 * @minutes: for the questions, in real minutes; 0 for as long as they take
 * @seed: chance, at most 2^53 - 1
 * @mu: prior mean, logits: the site's own past, 0 without
 *
 * How an interview begins. Borrowed for the call.
 */
typedef struct {
  gboolean help_now;
  const char *region;
  const char *lang;
  const char *const *scripts;
  const char *mode;
  WfItemNeeds needs;
  const char *const *present;
  gboolean read_aloud;
  guint minutes;
  guint64 seed;
  double mu;
} WfInterviewSetup;

/**
 * WfAskedState: what became of a question.
 */
typedef enum {
  WF_ASKED_OPEN,
  WF_ASKED_ANSWERED,
  WF_ASKED_SKIPPED,
} WfAskedState;

/**
 * WfAsked:
 * @item_id: the item; it may have left the bank since
 * @pack: the bank's id; @version: the bank's version, when it was asked
 * @kind, @area: as they were then
 * @irt: as it was then, so that an old estimate is found again; 0 thresholds when not scored
 * @seconds: as it was then
 * @why: why the selector chose it: "access", "first", "information" …, "navigator"
 * @closes_for: %WF_STOP_NONE, or what a closing item closes for
 * @order: option ids in the order shown
 * @state: what became of it
 * @options: (nullable): chosen ids; a hint while a question is open again
 * @score: category, -1 when not scored or not answered; while a question is open again, what
 *   was answered before
 * @answer_state: given, refused, don't know, not asked
 * @reason: (nullable): why it was skipped
 * @help: 0 alone … 3 done by the navigator, -1 when not said
 * @could_not: "could not do it" was chosen instead of an option
 * @is_protected: never reaches paper, files or the client's window
 * @is_untranslated: was shown in another language than the client's
 * @is_read_aloud: was read out by the navigator
 * @asked_us, @answered_us: event stamps, 0 when there are none; @paused_us: time paused between
 *
 * One question of the interview. Owned by it; read only.
 */
typedef struct {
  char *item_id;
  char *pack;
  guint version;
  WfItemKind kind;
  guint area;
  WfIrtItem irt;
  double seconds;
  char *why;
  WfStopReason closes_for;
  GStrv order;
  WfAskedState state;
  GStrv options;
  int score;
  WfAnswerState answer_state;
  char *reason;
  int help;
  gboolean could_not;
  gboolean is_protected;
  gboolean is_untranslated;
  gboolean is_read_aloud;
  gint64 asked_us;
  gint64 answered_us;
  gint64 paused_us;
} WfAsked;

/**
 * WfInterview:
 *
 * One interview as a fold over records, and what may happen next. Folding never decides:
 * what the selector chose is itself a record (interview.asked, interview.stopped) and is read.
 * Deciding happens only in the propose functions. They change nothing: they return the
 * answer together with the decision it leads to; commit these records in one transaction,
 * then apply each. So packs, banks and catalogues may change between two sessions.
 *
 * Record kinds: interview.started, .goal, .helped, .grown, .asked, .answered, .skipped,
 * .back, .changed, .note, .language, .present, .table, .pinned, .view, .paused, .resumed,
 * .stopped. Unknown ones are passed over. Ref-counted; not thread-safe; no I/O, no clock: time
 * comes from stamps.
 */
typedef struct _WfInterview WfInterview;

/** wf_interview_new: @bank: what may be asked; kept. Returns: (transfer full): a new one */
WfInterview *wf_interview_new (WfItemBank *bank);
WfInterview *wf_interview_ref (WfInterview *self);
void wf_interview_unref (WfInterview *self);

/** wf_interview_set_probe: @probe: (nullable): what could still change the plan */
void wf_interview_set_probe (WfInterview *self, WfDecisionProbe *probe);
/** wf_interview_set_numbers: @numbers: (nullable): the agency's own, for questions still to be
 * asked; %NULL: the pack's */
void wf_interview_set_numbers (WfInterview *self, WfBankNumbers *numbers);

/**
 * wf_interview_list_left_out:
 *
 * Returns: (transfer container) (element-type WfItem): the access questions that fit this visit
 *   and are not asked, because no answer to them could change what the plan says. Empty without
 *   a probe
 */
GPtrArray *wf_interview_list_left_out (const WfInterview *self);

/**
 * wf_interview_set_former:
 * @former: (nullable): an interview of the same person that has ended
 *
 * Before a start: what this one will be compared with, and whose items give way to parallel
 * ones. Not needed where the whole log is folded.
 */
void wf_interview_set_former (WfInterview *self, const WfInterview *former);

/**
 * wf_interview_apply:
 *
 * Folds one record; others' kinds change nothing. interview.started begins a new interview
 * and forgets the one before, so that a whole client's log may be folded: the last one stays.
 * Of those before, the last that measured something is kept to compare with.
 */
void wf_interview_apply (WfInterview *self, WfRecord *record);
/** wf_interview_apply_all: @records: (element-type WfRecord): in order */
void wf_interview_apply_all (WfInterview *self, GPtrArray *records);

/*
 * Proposing. Each returns (transfer full) (element-type WfRecord) (nullable): the records to
 * commit, or %NULL with #WfInterviewError.
 */

/** wf_interview_propose_start: begins; the goal comes next */
GPtrArray *
wf_interview_propose_start (WfInterview *self, const WfInterviewSetup *setup, GError **error);
/**
 * wf_interview_propose_goal:
 * @goals: (nullable): goal ids of the client's choice; may be empty
 * @words: (nullable): the goal in the client's own words
 *
 * Leads to the first question. May be changed later; then no question is chosen anew.
 */
GPtrArray *wf_interview_propose_goal (WfInterview *self,
                                      const char *const *goals,
                                      const char *words,
                                      GError **error);
/** wf_interview_propose_helped: the short form: any may be %NULL or 0 */
GPtrArray *wf_interview_propose_helped (WfInterview *self,
                                        const char *goal,
                                        const char *theme,
                                        guint minutes,
                                        const char *outcome,
                                        GError **error);
/** wf_interview_propose_grow: help with something now becomes a full assessment */
GPtrArray *wf_interview_propose_grow (WfInterview *self, GError **error);
/**
 * wf_interview_propose_answer:
 * @option_ids: %NULL-terminated; one, or several where the item allows it
 * @help: 0 alone, 1 with a hint, 2 with my help, 3 done by the navigator; -1 not said.
 *   A task done with a hint or help counts as done in part, whatever the option
 */
GPtrArray *wf_interview_propose_answer (WfInterview *self,
                                        const char *const *option_ids,
                                        int help,
                                        GError **error);
/** wf_interview_propose_could_not: "could not do it": the lowest category of a scored item */
GPtrArray *wf_interview_propose_could_not (WfInterview *self, GError **error);
/**
 * wf_interview_propose_skip:
 * @reason: refused, dont-know, not-asked, not-now, not-me, not-clear, not-alone or replaced
 *
 * Missing data, never zero. What was put off for "not-alone" is asked when the client is alone.
 */
GPtrArray *wf_interview_propose_skip (WfInterview *self, const char *reason, GError **error);
/** wf_interview_propose_back: to the question before, with its answer as a hint. That answer stands
 * until another is given, and later answers stay. Not to a private one while others are there */
GPtrArray *wf_interview_propose_back (WfInterview *self, GError **error);
/**
 * wf_interview_propose_change:
 * @item_id: a question answered or skipped before
 *
 * Another answer; everything is recomputed. The question that stands stays, unless after the
 * new answer it would be too hard, or a third failure: then another comes in its place.
 */
GPtrArray *wf_interview_propose_change (WfInterview *self,
                                        const char *item_id,
                                        const char *const *option_ids,
                                        int help,
                                        GError **error);
/**
 * wf_interview_propose_ask:
 * @item_id: an item of the bank
 *
 * The navigator's own choice instead of the selector's. The question that stood may come again.
 */
GPtrArray *wf_interview_propose_ask (WfInterview *self, const char *item_id, GError **error);
/**
 * wf_interview_propose_replace:
 *
 * Another question in place of the one that stands, of the same area where there is one. The
 * replaced one is missing data, with the reason "replaced".
 */
GPtrArray *wf_interview_propose_replace (WfInterview *self, GError **error);
/**
 * wf_interview_propose_pin_area:
 * @area: 1 to 5, or 0 to let the rules balance again
 *
 * From the next question on, skills of that area, while something there fits; all else holds.
 */
GPtrArray *wf_interview_propose_pin_area (WfInterview *self, guint area, GError **error);
/**
 * wf_interview_propose_view:
 * @level: 1 to 8, or 0 to take it back
 * @words: (nullable): why the navigator sees it so
 *
 * The navigator's own view of the level. It stands beside the estimate, changes nothing in it
 * and never enters calibration.
 */
GPtrArray *
wf_interview_propose_view (WfInterview *self, guint level, const char *words, GError **error);
/** wf_interview_propose_care: opens the careful offer of support; only when private */
GPtrArray *wf_interview_propose_care (WfInterview *self, GError **error);
/** wf_interview_propose_go_on: passes over a question whose item has left the bank, or decides
 * anew after a bank that had nothing fitting was replaced */
GPtrArray *wf_interview_propose_go_on (WfInterview *self, GError **error);
/** wf_interview_propose_note: @text: beside the question that stands; the navigator's own */
GPtrArray *wf_interview_propose_note (WfInterview *self, const char *text, GError **error);
/** wf_interview_propose_language: @lang: BCP 47; @scripts: (nullable): as in the setup */
GPtrArray *wf_interview_propose_language (WfInterview *self,
                                          const char *lang,
                                          const char *const *scripts,
                                          GError **error);
/** wf_interview_propose_present: who is there now. A private question is put away at once when
 * it may not be asked any more */
GPtrArray *
wf_interview_propose_present (WfInterview *self, const char *const *present, GError **error);
/** wf_interview_propose_table: another kind of visit, or other things at hand */
GPtrArray *wf_interview_propose_table (
    WfInterview *self, const char *mode, WfItemNeeds needs, gboolean read_aloud, GError **error);
/** wf_interview_propose_pause: @resume: %TRUE to go on after a pause */
GPtrArray *wf_interview_propose_pause (WfInterview *self, gboolean resume, GError **error);
/** wf_interview_propose_end: the client or the navigator says it is enough */
GPtrArray *wf_interview_propose_end (WfInterview *self, GError **error);

/** wf_interview_get_bank: Returns: (transfer none) */
WfItemBank *wf_interview_get_bank (const WfInterview *self);
/** wf_interview_get_phase: Returns: which part it is in, by the question that stands */
WfInterviewPhase wf_interview_get_phase (const WfInterview *self);
/** wf_interview_is_paused: Returns: %TRUE between a pause and going on */
gboolean wf_interview_is_paused (const WfInterview *self);
/** wf_interview_get_stop_reason: Returns: %WF_STOP_NONE while it goes on */
WfStopReason wf_interview_get_stop_reason (const WfInterview *self);
/** wf_interview_get_relaxed: Returns: #WfRelaxed flags: quotas the bank could not meet */
guint wf_interview_get_relaxed (const WfInterview *self);

/** wf_interview_get_current: Returns: (transfer none) (nullable): the question that stands */
const WfAsked *wf_interview_get_current (const WfInterview *self);
/** wf_interview_get_current_item: Returns: (transfer none) (nullable): its item; %NULL when
 * nothing stands, or it has left the bank: say so, and wf_interview_propose_go_on() */
const WfItem *wf_interview_get_current_item (const WfInterview *self);
/** wf_interview_get_current_options: Returns: (transfer container) (element-type WfItemOption):
 * as shown: in the recorded order, without options that left the pack; empty when none */
GPtrArray *wf_interview_get_current_options (const WfInterview *self);
/** wf_interview_may_go_back: Returns: %TRUE when there is a question before that may be shown */
gboolean wf_interview_may_go_back (const WfInterview *self);

/** wf_interview_get_n_asked: Returns: questions so far, the one that stands included */
guint wf_interview_get_n_asked (const WfInterview *self);
/** wf_interview_get_asked: Returns: (transfer none): the question at @index */
const WfAsked *wf_interview_get_asked (const WfInterview *self, guint index);
/** wf_interview_get_n_answered: Returns: questions with an answer */
guint wf_interview_get_n_answered (const WfInterview *self);
/** wf_interview_get_answers: Returns: (transfer full): the last word on each item */
WfAnswers *wf_interview_get_answers (const WfInterview *self);
/** wf_interview_get_area_count: @area: 1 to 5. Returns: scored answers there, for the dots */
guint wf_interview_get_area_count (const WfInterview *self, guint area);
/** wf_interview_get_minutes: @out_used, @out_planned: (out) (optional): minutes of questions so
 * far, and these with what the skills may take at most; for the navigator only */
void wf_interview_get_minutes (const WfInterview *self, double *out_used, double *out_planned);

/** wf_interview_get_lang: Returns: (transfer none): the client's language, "en" before a start */
const char *wf_interview_get_lang (const WfInterview *self);
/** wf_interview_get_region: Returns: (transfer none) (nullable): the client's region */
const char *wf_interview_get_region (const WfInterview *self);
/** wf_interview_get_goals: Returns: (transfer none): goal ids, maybe empty */
const char *const *wf_interview_get_goals (const WfInterview *self);
/** wf_interview_get_goal_words: Returns: (transfer none) (nullable): the goal in own words */
const char *wf_interview_get_goal_words (const WfInterview *self);
/** wf_interview_get_present: Returns: (transfer none): presence codes, maybe empty */
const char *const *wf_interview_get_present (const WfInterview *self);
/** wf_interview_is_private: Returns: %TRUE when the client is alone or with a professional
 * interpreter only; nothing known is not private */
gboolean wf_interview_is_private (const WfInterview *self);
/** wf_interview_get_n_waiting: Returns: questions that wait until the client is alone */
guint wf_interview_get_n_waiting (const WfInterview *self);
/** wf_interview_get_refusals: Returns: how many questions in a row, up to now, the client did not
 * want */
guint wf_interview_get_refusals (const WfInterview *self);
/** wf_interview_offers_to_stop: Returns: %TRUE when it is time to ask kindly whether to stop: after
 * three refusals in a row, and after every three more. Two may be chance or two bad questions;
 * three are an answer. Going on needs no record: the next answer is one */
gboolean wf_interview_offers_to_stop (const WfInterview *self);
/** wf_interview_get_pinned_area: Returns: 1 to 5, 0 for none */
guint wf_interview_get_pinned_area (const WfInterview *self);
/** wf_interview_get_view: @out_words: (out) (optional) (nullable) (transfer none): why. Returns:
 * the navigator's own view of the level, 1 to 8, 0 for none */
guint wf_interview_get_view (const WfInterview *self, const char **out_words);
/** wf_interview_get_mu: Returns: the prior mean in use, logits */
double wf_interview_get_mu (const WfInterview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfInterview, wf_interview_unref)

G_END_DECLS
