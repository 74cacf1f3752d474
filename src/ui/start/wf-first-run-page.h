/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfFirstRunPage:
 *
 * Four steps to an agency: what is kept and where, my passphrase, the organisation's
 * recovery code, the agency. The vault is made after the second; the door is told after
 * the fourth.
 */
#define WF_TYPE_FIRST_RUN_PAGE (wf_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (WfFirstRunPage, wf_first_run_page, WF, FIRST_RUN_PAGE, WfPane)

G_END_DECLS
