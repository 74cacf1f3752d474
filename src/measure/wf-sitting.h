/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-posterior.h"

G_BEGIN_DECLS

/** DigComp areas are numbered 1 to 5. */
#define WF_N_AREAS 5

/**
 * WfMeasureKind:
 * @WF_MEASURE_SELF_REPORT: what the person says; nobody fails it
 * @WF_MEASURE_CHOICE: one answer of several; category 0 is a failure
 * @WF_MEASURE_OBSERVED: a task somebody watches; category 0 is a failure
 */
typedef enum {
  WF_MEASURE_SELF_REPORT,
  WF_MEASURE_CHOICE,
  WF_MEASURE_OBSERVED,
} WfMeasureKind;

/**
 * WfMeasureItem:
 * @irt: with the slope to use: self-report is down-weighted (see
 *   #WfMeasureRules.self_report_slope) by whoever fills this in
 * @area: 1 to %WF_N_AREAS
 * @seconds: how long it takes a reader, > 0
 * @foundation: one of the selector's first picks
 * @available: can be asked here and now (language, tools, privacy, no veto)
 * @familiar: answered at an earlier assessment: taken only where nothing else fits
 */
typedef struct {
  WfIrtItem irt;
  WfMeasureKind kind;
  guint area;
  double seconds;
  gboolean foundation;
  gboolean available;
  gboolean familiar;
} WfMeasureItem;

/**
 * WfMeasureRules:
 * @mu: prior mean, logits
 * @aim: where choosing begins, logits: @mu, or what an earlier assessment of the person found.
 *   It chooses questions and never enters the estimate, which it would pull towards no change
 * @self_report_slope: fixed slope of self-report until local data estimate it
 * @min_items: scored answers before precision may stop
 * @max_items: scored answers at most
 * @max_asked: questions at most, answered or not
 * @max_seconds: item time at most, in real seconds
 * @time_factor: how much slower than a reader this talk is (1.8 interpreted …), > 0
 * @long_seconds: a task longer than this (for a reader) is never chosen
 * @closing_grace: seconds a closing item may go over @max_seconds
 * @sd_target: stop at this posterior SD
 * @sd_step: an answer that lowers the SD by less than this taught little
 * @max_self_report: self-report items at most, and at most one an area
 * @min_observed_areas: areas with an observed task, wherever the bank allows it
 * @foundation_items: how many of the first picks are taken from foundation items
 * @weighted_items: how many first picks use posterior-weighted information
 * @p_first: chance of success asked of the first item
 * @p_normal: … of a performance item
 * @p_after_failure: … after a failure, until one succeeds
 *
 * The numbers of the design, each with its reason in the simulation behind it.
 * wf_measure_rules_init() fills them in.
 */
typedef struct {
  double mu;
  double aim;
  double self_report_slope;
  guint min_items;
  guint max_items;
  guint max_asked;
  double max_seconds;
  double time_factor;
  double long_seconds;
  double closing_grace;
  double sd_target;
  double sd_step;
  guint max_self_report;
  guint min_observed_areas;
  guint foundation_items;
  guint weighted_items;
  double p_first;
  double p_normal;
  double p_after_failure;
} WfMeasureRules;

/** wf_measure_rules_init: the numbers of the design */
void wf_measure_rules_init (WfMeasureRules *out_rules);

/**
 * WfStopReason:
 * @WF_STOP_NONE: not stopped
 * @WF_STOP_PRECISION: sure enough
 * @WF_STOP_NO_GAIN: two answers running taught next to nothing
 * @WF_STOP_DECISION: no answer could change what is done next
 * @WF_STOP_TIME: nothing fitting in the time left
 * @WF_STOP_MAX_ITEMS: as many as may be asked
 * @WF_STOP_BANK_EXHAUSTED: nothing fitting left in the bank
 * @WF_STOP_KIND: after two failures nothing is left that cannot fail
 * @WF_STOP_NAVIGATOR: the person or the navigator said so
 */
typedef enum {
  WF_STOP_NONE,
  WF_STOP_PRECISION,
  WF_STOP_NO_GAIN,
  WF_STOP_DECISION,
  WF_STOP_TIME,
  WF_STOP_MAX_ITEMS,
  WF_STOP_BANK_EXHAUSTED,
  WF_STOP_KIND,
  WF_STOP_NAVIGATOR,
} WfStopReason;

/** wf_stop_reason_to_code: Returns: "precision", "no-gain", "bank-exhausted" …, "" for none */
const char *wf_stop_reason_to_code (WfStopReason reason);

/** wf_stop_reason_from_code: Returns: %WF_STOP_NONE for an unknown or %NULL code */
WfStopReason wf_stop_reason_from_code (const char *code);

/**
 * WfPickReason:
 * @WF_PICK_FIRST: the easiest fitting item of area 1
 * @WF_PICK_FOUNDATION: among foundation items
 * @WF_PICK_INFORMATION: most information for its time
 * @WF_PICK_OBSERVED: a task in an area where nothing was watched yet
 * @WF_PICK_AFTER_FAILURES: nobody can fail it
 * @WF_PICK_CLOSING: to end on something the person can do
 */
typedef enum {
  WF_PICK_FIRST,
  WF_PICK_FOUNDATION,
  WF_PICK_INFORMATION,
  WF_PICK_OBSERVED,
  WF_PICK_AFTER_FAILURES,
  WF_PICK_CLOSING,
} WfPickReason;

/** wf_pick_reason_to_code: Returns: "first", "foundation", "information" … */
const char *wf_pick_reason_to_code (WfPickReason reason);

/**
 * WfRelaxed: which quotas could not be met with what the bank has left; the page says so.
 */
typedef enum {
  WF_RELAXED_NOTHING = 0,
  WF_RELAXED_AREAS = 1 << 0,
  WF_RELAXED_OBSERVED = 1 << 1,
  WF_RELAXED_SELF_REPORT_AREA = 1 << 2,
} WfRelaxed;

/**
 * WfSittingDecision:
 * @stop: %WF_STOP_NONE when an item is to be asked
 * @item: index of the item; meaningless when stopped
 * @why: why this one
 * @closes_for: for a closing item, the reason that will be given once it is answered
 * @relaxed: #WfRelaxed flags
 * @n_candidates: how many items fitted
 */
typedef struct {
  WfStopReason stop;
  guint item;
  WfPickReason why;
  WfStopReason closes_for;
  guint relaxed;
  guint n_candidates;
} WfSittingDecision;

/**
 * WfSitting:
 *
 * One person's skills part: which items were used, what is believed, and what to ask
 * next. Maximum information within quotas for kind and area and within the dignity
 * rule: never three failures in a row, and it ends on something the person can do.
 * Deciding draws only on the answers and the seed, and changes nothing: what was
 * decided is told back by wf_sitting_ask(), so that a log can be replayed without
 * deciding again. Not thread-safe; belongs to whoever made it.
 */
typedef struct _WfSitting WfSitting;

/**
 * wf_sitting_new:
 * @items: copied
 * @n_items: may be 0
 *
 * Returns: (transfer full): a sitting before its first item
 */
WfSitting *wf_sitting_new (const WfMeasureRules *rules, const WfMeasureItem *items, guint n_items);

/** wf_sitting_copy: Returns: (transfer full): the same state, to ask "what if" */
WfSitting *wf_sitting_copy (const WfSitting *self);

void wf_sitting_free (WfSitting *self);

/** wf_sitting_set_available: whether item @index can be asked from now on */
void wf_sitting_set_available (WfSitting *self, guint index, gboolean available);

/**
 * wf_sitting_set_pace:
 * @time_factor: > 0
 * @max_seconds: item time at most, in real seconds
 *
 * A change of interpreter or of mode changes how long things take.
 */
void wf_sitting_set_pace (WfSitting *self, double time_factor, double max_seconds);

/**
 * wf_sitting_pin_area:
 * @area: 1 to %WF_N_AREAS, or 0 for none
 *
 * From now on items of that area only, while one fits; every other rule holds.
 */
void wf_sitting_pin_area (WfSitting *self, guint area);

/**
 * wf_sitting_next:
 * @seed: chance among the best three; log it
 * @decided: %TRUE when no next answer could change what is done (#WF_STOP_DECISION)
 *
 * Allocates nothing; costs one look at each item.
 *
 * Returns: what to do now
 */
WfSittingDecision wf_sitting_next (const WfSitting *self, guint64 seed, gboolean decided);

/**
 * wf_sitting_is_kind:
 *
 * Returns: %TRUE when the dignity rule would let item @index be asked as things stand now:
 *   likely enough to succeed, and not after two failures. Nobody fails a self-report
 */
gboolean wf_sitting_is_kind (const WfSitting *self, guint index);

/**
 * wf_sitting_ask:
 * @closes_for: %WF_STOP_NONE, or what a closing item closes for
 *
 * Item @index is being asked; it is not asked again.
 */
void wf_sitting_ask (WfSitting *self, guint index, WfStopReason closes_for);

/**
 * wf_sitting_answer:
 * @category: 0 to m of item @index
 * @seconds: how long it took, in real seconds, ≥ 0
 *
 * Takes in a scored answer in O(121), whatever went before.
 */
void wf_sitting_answer (WfSitting *self, guint index, guint category, double seconds);

/** wf_sitting_skip: item @index was not answered; missing data, never a failure */
void wf_sitting_skip (WfSitting *self, guint index, double seconds);

/** wf_sitting_release: item @index was not asked after all and may come again */
void wf_sitting_release (WfSitting *self, guint index);

/** wf_sitting_get_posterior: Returns: (transfer none): what is believed now */
const WfPosterior *wf_sitting_get_posterior (const WfSitting *self);
/** wf_sitting_get_item: Returns: (transfer none): item @index, owned by @self */
const WfMeasureItem *wf_sitting_get_item (const WfSitting *self, guint index);
/** wf_sitting_get_n_items: Returns: items in the bank */
guint wf_sitting_get_n_items (const WfSitting *self);
/** wf_sitting_get_n_answers: Returns: scored answers so far */
guint wf_sitting_get_n_answers (const WfSitting *self);
/** wf_sitting_get_failures: Returns: failures since the last thing the person could do, 0 to 2 */
guint wf_sitting_get_failures (const WfSitting *self);
/** wf_sitting_get_seconds: Returns: item time used, real seconds */
double wf_sitting_get_seconds (const WfSitting *self);
/** wf_sitting_get_area_count: @area: 1 to %WF_N_AREAS. Returns: scored answers there */
guint wf_sitting_get_area_count (const WfSitting *self, guint area);
/** wf_sitting_get_kind_count: Returns: scored answers of that kind */
guint wf_sitting_get_kind_count (const WfSitting *self, WfMeasureKind kind);
/** wf_sitting_get_observed_areas: Returns: areas in which a task was watched */
guint wf_sitting_get_observed_areas (const WfSitting *self);
/** wf_sitting_is_used: Returns: %TRUE when item @index was asked */
gboolean wf_sitting_is_used (const WfSitting *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSitting, wf_sitting_free)

G_END_DECLS
