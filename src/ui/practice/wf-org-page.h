/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfOrgPage:
 *
 * One map of the organisation: a round in which several people answer, what the last closed one
 * says and where people differ, and what was agreed to do, by whom and by when.
 */
#define WF_TYPE_ORG_PAGE (wf_org_page_get_type ())
G_DECLARE_FINAL_TYPE (WfOrgPage, wf_org_page, WF, ORG_PAGE, WfPane)

/** wf_org_page_new: @framework: its id. Returns: (transfer floating) */
WfPane *wf_org_page_new (WfServices *services, const char *framework);

G_END_DECLS
