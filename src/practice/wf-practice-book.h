/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-claim.h"
#include "wf-ratings.h"
#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfSelfAssessment:
 * @id: random
 * @framework: which map, and @version of its pack when it began
 * @started_us: when it began, @finished_us when it ended: 0 while it goes on
 *
 * One round through a framework.
 */
typedef struct {
  char *id;
  char *framework;
  guint version;
  gint64 started_us;
  gint64 finished_us;
  GHashTable *answers; /* part to the name of a rating, "skipped" among them */
} WfSelfAssessment;

/** wf_self_assessment_get_ratings: Returns: (transfer full): what was rated, for @framework as it
 *  is now; what it no longer knows is left out */
WfRatings *wf_self_assessment_get_ratings (const WfSelfAssessment *self,
                                           const WfFramework *framework);
/** wf_self_assessment_has_answer: Returns: whether the part was rated or skipped */
gboolean wf_self_assessment_has_answer (const WfSelfAssessment *self, const char *part_id);

/**
 * WfEvidence:
 * @text: (nullable): in words
 * @link: (nullable): an address
 * @file: (nullable): the hash of its bytes (wf_practice_file_get_id())
 * @file_name: (nullable): its name
 *
 * What shows that a point was done. Never a client's name, face or paper: the page says so.
 */
typedef struct {
  char *text;
  char *link;
  char *file;
  char *file_name;
} WfEvidence;

/** wf_evidence_is_empty: @self: (nullable) */
gboolean wf_evidence_is_empty (const WfEvidence *self);
/** wf_evidence_new_from_body: Returns: (transfer full): its members in a record's body */
WfEvidence *wf_evidence_new_from_body (JsonObject *body);
/** wf_evidence_to_body: writes its members into a record's body */
void wf_evidence_to_body (const WfEvidence *self, JsonObject *body);
/** wf_evidence_is_same: Returns: whether both say the same */
gboolean wf_evidence_is_same (const WfEvidence *self, const WfEvidence *other);
/** wf_evidence_free: frees it */
void wf_evidence_free (WfEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfEvidence, wf_evidence_free)

/**
 * WfPointEntry:
 * @claim: the point as it was when it was last touched
 * @seen: (nullable): short hash of its words, for records from before words were kept
 * @is_ticked: done, says the person
 * @not_applicable: (nullable): why it does not apply
 * @evidence: may be empty
 * @outside_name: (nullable): who outside the agency signed, @outside_code what stood on the
 *   paper; nobody checked that person's key: shown as self-declared
 *
 * What one member of staff entered about one point of a checklist.
 */
typedef struct {
  WfClaim *claim;
  char *seen;
  gboolean is_ticked;
  char *not_applicable;
  WfEvidence *evidence;
  gint64 ticked_us;
  char *outside_name;
  char *outside_code;
  gint64 outside_us;
} WfPointEntry;

/**
 * WfGoal:
 * @id: random
 * @part: the competence it serves
 * @text: in the person's words
 * @checklist: (nullable): the list that serves it
 * @training: (nullable): a course or another training that serves it, in words
 * @entry: (nullable): the catalogue's entry that training is; its name stays in @training as it
 *   was when it was chosen
 * @due_day: (nullable): "2026-12-31"
 * @done_us: 0 until it is done
 */
typedef struct {
  char *id;
  char *part;
  char *text;
  char *checklist;
  char *training;
  char *entry;
  char *due_day;
  gint64 done_us;
} WfGoal;

/**
 * WfPracticeBook:
 *
 * Everything one member of staff keeps about their own practice, as a fold over the records
 * sealed to them alone. One owner; changes only through wf_practice_book_apply().
 */
typedef struct _WfPracticeBook WfPracticeBook;

/** wf_practice_book_new: Returns: (transfer full): an empty book */
WfPracticeBook *wf_practice_book_new (void);
/** wf_practice_book_free: frees it */
void wf_practice_book_free (WfPracticeBook *self);
/** wf_practice_book_apply: folds one record; what is not of its kinds, or makes no sense, changes
 *  nothing */
void wf_practice_book_apply (WfPracticeBook *self, const WfRecord *record);

/** wf_practice_book_get_open: Returns: (transfer none) (nullable): the round that goes on */
const WfSelfAssessment *wf_practice_book_get_open (const WfPracticeBook *self,
                                                   const char *framework);
/** wf_practice_book_get_finished: @back: 0 for the last one, 1 for the one before. Returns:
 *  (transfer none) (nullable) */
const WfSelfAssessment *
wf_practice_book_get_finished (const WfPracticeBook *self, const char *framework, guint back);
/** wf_practice_book_get_note: Returns: (transfer none) (nullable): the private note on a part */
const char *
wf_practice_book_get_note (const WfPracticeBook *self, const char *framework, const char *part_id);
/** wf_practice_book_get_entry: Returns: (transfer none) (nullable): what was entered */
const WfPointEntry *wf_practice_book_get_entry (const WfPracticeBook *self,
                                                const char *checklist,
                                                const char *point_id);
/** wf_practice_book_list_entries: Returns: (transfer full) (element-type utf8): ids of the points
 *  of @checklist with an entry, in no order */
GPtrArray *wf_practice_book_list_entries (const WfPracticeBook *self, const char *checklist);
/** wf_practice_book_list_checklists: Returns: (transfer full) (element-type utf8): ids of the lists
 *  with an entry, in the order of their ids */
GPtrArray *wf_practice_book_list_checklists (const WfPracticeBook *self);
/** wf_practice_book_get_goals: Returns: (transfer none) (element-type WfGoal): oldest first */
const GPtrArray *wf_practice_book_get_goals (const WfPracticeBook *self);
/** wf_practice_book_lookup_goal: @id: (nullable). Returns: (transfer none) (nullable): that goal */
const WfGoal *wf_practice_book_lookup_goal (const WfPracticeBook *self, const char *id);
/** wf_practice_book_dup_file: Returns: (transfer full) (nullable): the bytes of a file that is
 *  whole and unharmed */
GBytes *wf_practice_book_dup_file (const WfPracticeBook *self, const char *file_id);

/* Records of a member's own book. All return: (transfer full). */

/** wf_practice_record_started: @id: random, for the records that follow */
WfRecord *wf_practice_record_started (const char *id, const WfFramework *framework);
/** wf_practice_record_answered: @answer: the name of a rating (wf_rating_to_name()), or "skipped"
 */
WfRecord *
wf_practice_record_answered (const char *assessment, const char *part_id, const char *answer);
/** wf_practice_record_finished: ends the round */
WfRecord *wf_practice_record_finished (const char *assessment);
/** wf_practice_record_noted: @text: empty takes the note away */
WfRecord *wf_practice_record_noted (const char *framework, const char *part_id, const char *text);
/** wf_practice_record_goal: @goal: all of it but @done_us; of one that is there and not done
 *  yet the later record counts */
WfRecord *wf_practice_record_goal (const WfGoal *goal);
/** wf_practice_record_goal_done: the goal is reached */
WfRecord *wf_practice_record_goal_done (const char *goal_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPracticeBook, wf_practice_book_free)

G_END_DECLS
