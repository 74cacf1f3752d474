/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-team-book.h"

G_BEGIN_DECLS

/**
 * WfTeamBin:
 * @first, @last: numbers of the levels it spans; 0 is "not yet, or not answered"
 * @count: people in it: none, or at least %WF_TEAM_MINIMUM
 */
typedef struct {
  guint first;
  guint last;
  guint count;
} WfTeamBin;

/**
 * WfTeamRow:
 * @part: one competence
 * @bins: (element-type WfTeamBin): all levels, rising; neighbours are put together until no
 *   bin holds few people
 * @is_covered: whether @n_at_floor may be said
 * @n_at_floor: people at or above the floor of their role
 */
typedef struct {
  const WfFrameworkPart *part;
  GArray *bins;
  gboolean is_covered;
  guint n_at_floor;
} WfTeamRow;

/**
 * WfTeamPicture:
 * @n_people: how many are counted
 * @rows: (element-type WfTeamRow): one a competence, in reading order; none when there are fewer
 *   than %WF_TEAM_MINIMUM people
 * @n_levels: of the framework
 * @needs: (element-type WfTeamRow): borrowed: where most people are below their floor, most first
 *
 * The team as counts. In each row whatever can be worked out by adding and taking away, bins and
 * floor together, is about nobody or about at least %WF_TEAM_MINIMUM people.
 */
typedef struct {
  guint n_people;
  GPtrArray *rows;
  guint n_levels;
  GPtrArray *needs;
} WfTeamPicture;

/** One person who is counted. */
typedef struct {
  const WfRatings *ratings;
  const char *role; /* as wf_role_to_text() names it */
} WfTeamPerson;

/** wf_team_picture_new: @people: (element-type WfTeamPerson). Returns: (transfer full): pure */
WfTeamPicture *wf_team_picture_new (const WfFramework *framework, const GArray *people);
/** wf_team_picture_free: frees it */
void wf_team_picture_free (WfTeamPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTeamPicture, wf_team_picture_free)

G_END_DECLS
