/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist-draft.h"
#include "wf-pane.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * WfListPage:
 *
 * A checklist being written: its name and purpose, its points, and what each shows. Every change
 * is kept at once, from the first point on; ticks of colleagues stay with the points.
 */
#define WF_TYPE_LIST_PAGE (wf_list_page_get_type ())
G_DECLARE_FINAL_TYPE (WfListPage, wf_list_page, WF, LIST_PAGE, WfPane)

/** wf_list_page_new: @list: (nullable): id of a checklist to change; %NULL for a new one.
 *  Returns: (transfer floating) */
WfPane *wf_list_page_new (WfServices *services, const char *list);

/** wf_list_page_edit_point: @point_id: (nullable): %NULL for a new one. Returns: (transfer none):
 *  the dialog, shown */
WfTaskDialog *wf_list_page_edit_point (WfListPage *self, const char *point_id);

G_END_DECLS
