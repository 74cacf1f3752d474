/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-pane.h"
#include "wf-referral.h"

G_BEGIN_DECLS

/*
 * A referral's papers and words, offered from @pane: what goes wrong is told there. What they say
 * of the client is what this referral's consent allows today.
 */

/** wf_slip_get_client_lang: Returns: (transfer none): BCP 47 tag that papers for @client are in */
const char *wf_slip_get_client_lang (WfServices *services, WfClient *client);

/**
 * wf_slip_offer:
 * @is_receipt: the receipt of what may be said, else the slip
 *
 * Asks first whether it is safe to take paper home, then prints or saves.
 *
 * Returns: (transfer none): the question's window
 */
GtkWindow *
wf_slip_offer (WfPane *pane, WfClient *client, const WfReferral *referral, gboolean is_receipt);

/** wf_slip_show_script: Returns: (transfer none): a window with what to say, in the navigator's
 * language and the client's */
GtkWindow *wf_slip_show_script (WfPane *pane, WfClient *client, const WfReferral *referral);

/** wf_slip_copy_mail: puts the text of an email on the clipboard, in the navigator's language */
void wf_slip_copy_mail (WfPane *pane, WfClient *client, const WfReferral *referral);

/** wf_slip_save_calendar: asks whether the place may be seen, then for a file. Returns: (transfer
 * none): the question's window */
GtkWindow *wf_slip_save_calendar (WfPane *pane, WfClient *client, const WfReferral *referral);

G_END_DECLS
