/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-loan.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/* What is done with a loan: for the client and in the agency's list of things at once. */

/**
 * WfLendDone:
 * @loan_id: of the loan that was just written; the dialog then closes
 */
typedef void (*WfLendDone) (const char *loan_id, gpointer user_data);

/**
 * wf_lend_dialog_show:
 * @lang: BCP 47 tag the agreement is said in
 * @owner: @done is called only while it lives, and gets it
 *
 * Asks which of the things that are ready, and until when. The dialog shows itself when the things
 * were read.
 */
WfTaskDialog *wf_lend_dialog_show (WfServices *services,
                                   GtkWindow *parent,
                                   const char *client_id,
                                   const char *lang,
                                   WfLendDone done,
                                   gpointer owner);

/** wf_extend_dialog_show: another day to bring it back */
WfTaskDialog *wf_extend_dialog_show (WfServices *services,
                                     GtkWindow *parent,
                                     const char *client_id,
                                     const WfLoan *loan);

/** wf_loan_end_dialog_show: @is_lost: else it is back */
WfTaskDialog *wf_loan_end_dialog_show (WfServices *services,
                                       GtkWindow *parent,
                                       const char *client_id,
                                       const WfLoan *loan,
                                       gboolean is_lost);

G_END_DECLS
