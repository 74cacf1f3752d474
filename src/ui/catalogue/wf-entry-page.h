/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfEntryPage:
 *
 * One entry of the catalogue by itself, as something else names it: a goal, a plan. It may be gone
 * since; then the page says so.
 */
#define WF_TYPE_ENTRY_PAGE (wf_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (WfEntryPage, wf_entry_page, WF, ENTRY_PAGE, WfPane)

/** wf_entry_page_new: @id: of the entry; @name: as it was called when it was chosen. Returns:
 * (transfer floating): a pane; it reads by itself */
WfPane *wf_entry_page_new (WfServices *services, const char *id, const char *name);

G_END_DECLS
