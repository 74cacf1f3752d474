/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * wf_receipt_offer:
 * @pane: the page that offers it; when it goes, the question goes too
 * @client_id: whose answers about consent
 * @lang: BCP 47 tag of the client's side
 *
 * Asks first whether it is safe to take paper home, then prints or saves the receipt of what
 * the client agreed to. What goes wrong is told on @pane.
 *
 * Returns: (transfer none): the question's window
 */
GtkWindow *wf_receipt_offer (WfPane *pane, const char *client_id, const char *lang);

G_END_DECLS
