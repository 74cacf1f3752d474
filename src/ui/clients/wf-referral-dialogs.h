/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-follow.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/*
 * What is asked while a referral goes its way. Each opens a dialog that writes what was said in one
 * transaction, and returns it (transfer none).
 */

/** wf_step_dialog_show: @to: where it goes; one that asks for something */
WfTaskDialog *wf_step_dialog_show (WfServices *services,
                                   GtkWindow *parent,
                                   const char *client_id,
                                   const WfReferral *referral,
                                   WfReferralState to);
/** wf_step_needs_dialog: Returns: whether a step to @to asks for anything */
gboolean wf_step_needs_dialog (WfReferralState to);

/** wf_outcome_dialog_show: what they got, what it costs, whether they kept it */
WfTaskDialog *wf_outcome_dialog_show (WfServices *services,
                                      GtkWindow *parent,
                                      const char *client_id,
                                      const WfReferral *referral);

/**
 * wf_attempt_dialog_show:
 * @about: (nullable): id of the referral or the thing due
 * @due: (nullable): what is due, and put off or done with it; with the id "" the next day with the
 *   client as such
 *
 * Somebody was tried to be reached. The client's rule is in force: only ways that are safe can be
 * chosen.
 */
WfTaskDialog *wf_attempt_dialog_show (
    WfServices *services, GtkWindow *parent, WfClient *client, const char *about, const WfDue *due);

/** wf_next_day_dialog_show: the next day with the client as such */
WfTaskDialog *
wf_next_day_dialog_show (WfServices *services, GtkWindow *parent, const WfClient *client);

/** wf_referral_consent_dialog_show: what may be said about the client, to whom, until when */
WfTaskDialog *wf_referral_consent_dialog_show (WfServices *services,
                                               GtkWindow *parent,
                                               WfClient *client,
                                               const WfReferral *referral);

/** wf_due_dialog_show: @due: put off, or given other days */
WfTaskDialog *wf_due_dialog_show (WfServices *services,
                                  GtkWindow *parent,
                                  const char *client_id,
                                  const WfDue *due);

/** wf_inbound_dialog_show: somebody sent the client here */
WfTaskDialog *
wf_inbound_dialog_show (WfServices *services, GtkWindow *parent, const char *client_id);

G_END_DECLS
