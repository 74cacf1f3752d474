/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfChecklistPage:
 *
 * One checklist: tick a point (Space), say what shows it, ask a colleague to sign it off.
 * Points a newer version changed ask to be looked at again; those it dropped stand at the end.
 */
#define WF_TYPE_CHECKLIST_PAGE (wf_checklist_page_get_type ())
G_DECLARE_FINAL_TYPE (WfChecklistPage, wf_checklist_page, WF, CHECKLIST_PAGE, WfPane)

/** wf_checklist_page_new: @checklist: its id. Returns: (transfer floating) */
WfPane *wf_checklist_page_new (WfServices *services, const char *checklist);

G_END_DECLS
