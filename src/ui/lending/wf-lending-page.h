/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfLendingPage:
 *
 * The things the agency lends, by where they are. Who has one is looked up among the clients whom
 * the person may open, each time; the list of things does not know it.
 * Actions: "lending.add" and, with a thing's id, "lending.change", "lending.wipe", "lending.back",
 * "lending.lose", "lending.retire".
 */
#define WF_TYPE_LENDING_PAGE (wf_lending_page_get_type ())
G_DECLARE_FINAL_TYPE (WfLendingPage, wf_lending_page, WF, LENDING_PAGE, WfPane)

G_END_DECLS
