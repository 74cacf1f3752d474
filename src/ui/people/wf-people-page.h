/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfPeoplePage:
 *
 * People and keys: who works here and in which role. Everybody sees that and changes
 * their own passphrase; a coordinator also adds, changes, recovers and removes colleagues,
 * and looks after the printed code and the agency's key.
 */
#define WF_TYPE_PEOPLE_PAGE (wf_people_page_get_type ())
G_DECLARE_FINAL_TYPE (WfPeoplePage, wf_people_page, WF, PEOPLE_PAGE, WfPane)

G_END_DECLS
