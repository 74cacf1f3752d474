/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ratings.h"
#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfOrgRound:
 * @id: random
 * @framework: which map
 * @started_us: when it began; @closed_us when it ended: 0 while people answer
 *
 * One time several people look at the organisation. Who said what is not handed out.
 */
typedef struct {
  char *id;
  char *framework;
  gint64 started_us;
  gint64 closed_us;
  GHashTable *answers; /* staff to GHashTable of part to name of a rating */
} WfOrgRound;

/**
 * WfOrgAction:
 * @id: random
 * @framework, @part: what it serves
 * @text: what will be done
 * @owner: (nullable): staff id of who sees to it
 * @due_day: (nullable): "2026-12-31"
 * @done_us: 0 until it is done
 */
typedef struct {
  char *id;
  char *framework;
  char *part;
  char *text;
  char *owner;
  char *due_day;
  gint64 done_us;
} WfOrgAction;

/**
 * WfOrgPart:
 * @part: a theme of the map
 * @counts: how many chose each level, by its number; 0 is "none of these yet"
 * @n: how many chose one
 * @lowest, @highest: levels chosen; 0 without any
 * @middle: the median, the lower of two; -1 without any
 * @last_middle: the same in the round before; -1 without one
 * @is_apart: people see it differently: not all chose one level
 */
typedef struct {
  const WfFrameworkPart *part;
  guint counts[WF_FRAMEWORK_MAX_LEVELS + 1];
  guint n;
  guint lowest;
  guint highest;
  int middle;
  int last_middle;
  gboolean is_apart;
} WfOrgPart;

/**
 * WfOrgBook:
 *
 * How the people of an agency see it: rounds in which several answer, and what they agreed to do;
 * a fold over the agency's records. Authors come from the records' signatures.
 */
typedef struct _WfOrgBook WfOrgBook;

/** wf_org_book_new: Returns: (transfer full): empty */
WfOrgBook *wf_org_book_new (void);
/** wf_org_book_free: frees it */
void wf_org_book_free (WfOrgBook *self);
/** wf_org_book_apply: folds one record of the agency */
void wf_org_book_apply (WfOrgBook *self, const WfRecord *record);

/** wf_org_book_may_close: Returns: whether @staff is a coordinator, after what was applied: only
 *  they close a round */
gboolean wf_org_book_may_close (const WfOrgBook *self, const char *staff);
/** wf_org_book_get_open: Returns: (transfer none) (nullable): the round that goes on */
const WfOrgRound *wf_org_book_get_open (const WfOrgBook *self, const char *framework);
/** wf_org_book_get_closed: @back: 0 for the last one. Returns: (transfer none) (nullable) */
const WfOrgRound *wf_org_book_get_closed (const WfOrgBook *self, const char *framework, guint back);
/** wf_org_round_count: Returns: how many people answered */
guint wf_org_round_count (const WfOrgRound *self);
/** wf_org_round_get_answer: Returns: (transfer none) (nullable): what @staff said themselves: the
 *  name of a rating */
const char *
wf_org_round_get_answer (const WfOrgRound *self, const char *staff, const char *part_id);

/** wf_org_book_list_actions: Returns: (transfer container) (element-type WfOrgAction): of one map,
 *  oldest first */
GPtrArray *wf_org_book_list_actions (const WfOrgBook *self, const char *framework);
/** wf_org_book_lookup_action: @id: (nullable). Returns: (transfer none) (nullable) */
const WfOrgAction *wf_org_book_lookup_action (const WfOrgBook *self, const char *id);

/**
 * wf_org_summarise:
 * @now: a round; @last: (nullable): the one before
 *
 * Returns: (transfer full) (element-type WfOrgPart): in reading order
 */
GPtrArray *
wf_org_summarise (const WfFramework *framework, const WfOrgRound *now, const WfOrgRound *last);

/* Records of the agency. All return: (transfer full). */

/** wf_org_record_started: @id: random */
WfRecord *wf_org_record_started (const char *id, const WfFramework *framework);
/** wf_org_record_rated: @ratings: all that one says in this round; said again the later counts */
WfRecord *
wf_org_record_rated (const char *round, const WfFramework *framework, const WfRatings *ratings);
/** wf_org_record_closed: ends the round: nobody answers any more; by a coordinator */
WfRecord *wf_org_record_closed (const char *round);
/** wf_org_record_action: @action: all of it but @done_us; until it is done the later counts */
WfRecord *wf_org_record_action (const WfOrgAction *action);
/** wf_org_record_action_done: it is done */
WfRecord *wf_org_record_action_done (const char *action_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfOrgBook, wf_org_book_free)

G_END_DECLS
