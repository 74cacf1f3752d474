/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-fact-words.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_fact_dialog_show:
 * @client: as it stands; @words: which fact
 *
 * Asks one optional fact: why we ask, the four answers there are to any question (an answer,
 * does not want to say, does not know, not asked), and a place for the answer. What is saved
 * is one event.
 *
 * Returns: (transfer none): the dialog, presented
 */
WfTaskDialog *wf_fact_dialog_show (WfServices *services,
                                   GtkWindow *parent,
                                   const WfClient *client,
                                   const WfFactWords *words);

/** wf_contact_dialog_show: the safe-contact rule. Returns: (transfer none): presented */
WfTaskDialog *wf_contact_dialog_show (WfServices *services, GtkWindow *parent, WfClient *client);

/** wf_name_dialog_show: a name or alias, also for a client who had none. Returns: (transfer none):
 * presented */
WfTaskDialog *wf_name_dialog_show (WfServices *services, GtkWindow *parent, WfClient *client);

G_END_DECLS
