/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ratings.h"
#include "wf-record.h"

G_BEGIN_DECLS

/** Nothing is shown of fewer people than this, nor anything whose rest would be fewer. */
#define WF_TEAM_MINIMUM 5

/**
 * WfTeamShare:
 * @staff: who shared: the author of the record
 * @box: (nullable): the ratings, sealed for the one who reads; %NULL when they were shared before
 *   that person was a coordinator
 *
 * One member of staff agreed that their ratings are counted.
 */
typedef struct {
  char *staff;
  GBytes *box;
} WfTeamShare;

/**
 * WfTeamBook:
 *
 * Who in the agency agreed to be counted, and who offered to teach what, as a fold over its
 * records. Ratings are sealed for each coordinator alone.
 *
 * Two pictures of the team that differ in fewer than five people would tell about those few,
 * so a picture stands until five have shared anew, changed or taken back what they shared.
 * When somebody in it took theirs back or left, none is shown until then.
 */
typedef struct _WfTeamBook WfTeamBook;

/** wf_team_book_new: @reader: staff id of who reads. Returns: (transfer full): empty */
WfTeamBook *wf_team_book_new (const char *reader);
/** wf_team_book_free: frees it */
void wf_team_book_free (WfTeamBook *self);
/** wf_team_book_apply: folds one record of the agency */
void wf_team_book_apply (WfTeamBook *self, const WfRecord *record);

/** wf_team_book_is_sharing: Returns: whether @staff agreed to be counted in @framework */
gboolean wf_team_book_is_sharing (const WfTeamBook *self, const char *staff, const char *framework);

/**
 * wf_team_book_list_shown:
 * @out_missing: (out): how many more people have to share or change before the next picture; 0
 *   when nothing waits
 *
 * Returns: (transfer container) (element-type WfTeamShare): those in the picture that may be
 *   shown now; empty when none may
 */
GPtrArray *
wf_team_book_list_shown (const WfTeamBook *self, const char *framework, guint *out_missing);

/** wf_team_book_list_teachers: Returns: (transfer container) (element-type utf8): staff ids of
 *  those who offered to teach a competence, in the order in which they did */
GPtrArray *
wf_team_book_list_teachers (const WfTeamBook *self, const char *framework, const char *part_id);

/* Records of the agency. All return: (transfer full). */

/**
 * wf_team_record_shared:
 * @staff: who shares
 * @members: (element-type WfMember): sealed for those of them who are coordinators
 */
WfRecord *wf_team_record_shared (const WfFramework *framework,
                                 const char *staff,
                                 const WfRatings *ratings,
                                 GPtrArray *members);
/** wf_team_record_unshared: takes it back */
WfRecord *wf_team_record_unshared (const char *framework);
/** wf_team_record_teaches: @parts: all that one offers to teach; empty takes it back */
WfRecord *wf_team_record_teaches (const char *framework, const char *const *parts);

/**
 * wf_team_open:
 * @share: whose
 * @opened: (nullable): what its box held
 *
 * Returns: (transfer full) (nullable): the ratings; %NULL when they are not that person's own
 */
WfRatings *wf_team_open (const WfFramework *framework, const WfTeamShare *share, GBytes *opened);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTeamBook, wf_team_book_free)

G_END_DECLS
