/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-plan-desk.h"

G_BEGIN_DECLS

/**
 * WfStatementCard:
 *
 * One statement of a plan: the client's words in their language over the navigator's, the tick
 * that puts it on the page, its place, and inside it what to do together and the offers.
 * Ticks and moves go straight to the desk. Alt+Up and Alt+Down move it.
 *
 * Signals: "edit" and "add": the person wants other words, or an entry of the catalogue.
 */
#define WF_TYPE_STATEMENT_CARD (wf_statement_card_get_type ())
G_DECLARE_FINAL_TYPE (WfStatementCard, wf_statement_card, WF, STATEMENT_CARD, GtkWidget)

/** wf_statement_card_new: @statement_id: of the desk's plan. Returns: (transfer floating): empty
 * until updated */
GtkWidget *wf_statement_card_new (WfServices *services, WfPlanDesk *desk, const char *statement_id);

/** wf_statement_card_get_id: Returns: (transfer none): the statement's id */
const char *wf_statement_card_get_id (WfStatementCard *self);

/** wf_statement_card_update: shows the statement as it is now; @place: from 0, of @n_places */
void wf_statement_card_update (WfStatementCard *self, guint place, guint n_places);

G_END_DECLS
