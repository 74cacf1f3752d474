/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfRetentionPage:
 *
 * The clients whose time is over by the agency's rule, or who said no to notes. Nothing goes by
 * itself: each is forgotten, anonymised, put on hold or kept by a person. Actions, with a client's
 * id: "retention.forget", "retention.hold".
 */
#define WF_TYPE_RETENTION_PAGE (wf_retention_page_get_type ())
G_DECLARE_FINAL_TYPE (WfRetentionPage, wf_retention_page, WF, RETENTION_PAGE, WfPane)

/** wf_retention_page_new: Returns: (transfer floating) */
WfPane *wf_retention_page_new (WfServices *services);

G_END_DECLS
