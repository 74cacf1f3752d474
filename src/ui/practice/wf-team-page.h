/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfTeamPage:
 *
 * For a coordinator: the team as counts of five people or more, where training helps most, and
 * who offered to teach what. No single person's rating can be read from it.
 */
#define WF_TYPE_TEAM_PAGE (wf_team_page_get_type ())
G_DECLARE_FINAL_TYPE (WfTeamPage, wf_team_page, WF, TEAM_PAGE, WfPane)

/** wf_team_page_new: @framework: its id. Returns: (transfer floating) */
WfPane *wf_team_page_new (WfServices *services, const char *framework);

G_END_DECLS
