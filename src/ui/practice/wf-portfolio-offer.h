/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * wf_portfolio_offer:
 * @pane: the page that offers it; what goes wrong is told there
 * @is_print: to the printer; else to a PDF the person chooses a place for
 *
 * Makes the portfolio of whoever unlocked and hands it to the desktop under a slip code.
 */
void wf_portfolio_offer (WfPane *pane, gboolean is_print);

G_END_DECLS
