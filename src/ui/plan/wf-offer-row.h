/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-plan.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfOfferRow:
 *
 * One offer under a statement, for the navigator: whether this client can get it and why, what
 * it costs, which papers, how old the word is. The tick puts it on the page.
 *
 * Signal "chosen" (gboolean): the person ticked or unticked it.
 */
#define WF_TYPE_OFFER_ROW (wf_offer_row_get_type ())
G_DECLARE_FINAL_TYPE (WfOfferRow, wf_offer_row, WF, OFFER_ROW, GtkWidget)

/** wf_offer_row_new: @offer: copied from. Returns: (transfer floating) */
GtkWidget *wf_offer_row_new (WfServices *services, const WfPlanResource *offer);

/** wf_offer_row_get_id: Returns: (transfer none): the entry's id */
const char *wf_offer_row_get_id (WfOfferRow *self);

/** wf_offer_row_set_chosen: @is_chosen: as the plan has it; emits nothing */
void wf_offer_row_set_chosen (WfOfferRow *self, gboolean is_chosen);

G_END_DECLS
