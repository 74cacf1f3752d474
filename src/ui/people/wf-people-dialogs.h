/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/*
 * The dialogs of People and keys. Each says what happens and what stays, asks, does its
 * work and closes; the page follows "members-changed". All return (transfer none): the
 * dialog, shown. @staff_id: whom it is about, who works here now.
 */

/** wf_people_ask_add: a new colleague, with a first passphrase */
WfTaskDialog *wf_people_ask_add (WfServices *services, GtkWindow *parent);
/** wf_people_ask_change_role: what @staff_id may do */
WfTaskDialog *
wf_people_ask_change_role (WfServices *services, GtkWindow *parent, const char *staff_id);
/** wf_people_ask_remove: lets @staff_id in no more; a new agency key */
WfTaskDialog *wf_people_ask_remove (WfServices *services, GtkWindow *parent, const char *staff_id);
/** wf_people_ask_recover: a new passphrase for @staff_id, who forgot theirs */
WfTaskDialog *wf_people_ask_recover (WfServices *services, GtkWindow *parent, const char *staff_id);
/** wf_people_ask_rotate: a new agency key, after a computer or disk was lost */
WfTaskDialog *wf_people_ask_rotate (WfServices *services, GtkWindow *parent);
/** wf_people_ask_change_my_passphrase: of the one who unlocked; not of the printed code */
WfTaskDialog *wf_people_ask_change_my_passphrase (WfServices *services, GtkWindow *parent);
/** wf_people_ask_test_code: whether the printed code opens */
WfTaskDialog *wf_people_ask_test_code (WfServices *services, GtkWindow *parent);
/** wf_people_ask_renew_code: a new printed code; then shows it once, to print or save */
WfTaskDialog *wf_people_ask_renew_code (WfServices *services, GtkWindow *parent);
G_END_DECLS
