/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfUnlockPage:
 *
 * Letting a member of staff in: who, passphrase, or the printed recovery code. It also
 * stands where the vault cannot be opened, and says why. It never shows who was here last,
 * nor any client.
 */
#define WF_TYPE_UNLOCK_PAGE (wf_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (WfUnlockPage, wf_unlock_page, WF, UNLOCK_PAGE, WfPane)

G_END_DECLS
