/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfReferralPage:
 *
 * One referral: where it stands as a path, when to ask again with the safe-contact rule beside it,
 * what comes next, what may be said, the slip, what came of it, and all that happened.
 */
#define WF_TYPE_REFERRAL_PAGE (wf_referral_page_get_type ())
G_DECLARE_FINAL_TYPE (WfReferralPage, wf_referral_page, WF, REFERRAL_PAGE, WfPane)

/** wf_referral_page_new: Returns: (transfer floating): it reads by itself */
WfPane *wf_referral_page_new (WfServices *services, const char *client_id, const char *referral_id);

G_END_DECLS
