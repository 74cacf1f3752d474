/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfLeftPage:
 *
 * What the agency said of offers that no source has any more, to be moved to an entry or forgotten,
 * one by one. services->sync and catalogue are set.
 */
#define WF_TYPE_LEFT_PAGE (wf_left_page_get_type ())
G_DECLARE_FINAL_TYPE (WfLeftPage, wf_left_page, WF, LEFT_PAGE, WfPane)

/** wf_left_page_new: Returns: (transfer floating) */
WfPane *wf_left_page_new (WfServices *services);

G_END_DECLS
