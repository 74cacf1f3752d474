/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfFollowGroup:
 *
 * On a client's page: where each referral stands, what of the plan was not sent on yet, and what is
 * lent. A row opens the referral; the buttons begin one.
 */
#define WF_TYPE_FOLLOW_GROUP (wf_follow_group_get_type ())
G_DECLARE_FINAL_TYPE (WfFollowGroup, wf_follow_group, WF, FOLLOW_GROUP, AdwPreferencesGroup)

/**
 * wf_follow_group_set_client:
 * @pane: the page it stands on; what it opens is pushed above
 * @client_id: whose
 *
 * It reads by itself, and again whenever the client changed. Once.
 */
void wf_follow_group_set_client (WfFollowGroup *self, WfPane *pane, const char *client_id);

G_END_DECLS
