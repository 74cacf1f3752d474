/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"

G_BEGIN_DECLS

/*
 * What can be done about a client's record as a whole: forget it, keep it from being
 * forgotten, say who may open it, hand it over, give the client a copy, say who looked.
 * A page needs two lines: wf_client_care_add_actions() and a menu button with
 * wf_client_care_new_menu().
 *
 * Each function makes a modal dialog that reads what it needs, shows itself, does its
 * work and says how it went.
 * The page follows the repository's "client-changed" and "client-forgotten". All return
 * (transfer none): the dialog, for tests.
 */

/**
 * wf_client_care_add_actions:
 * @page: gets actions "care.give-copy", "care.show-views", "care.hand-over",
 *   "care.restrict", "care.hold", "care.release", "care.forget"; those the role does not
 *   include are disabled
 * @id: the client
 */
void wf_client_care_add_actions (GtkWidget *page, WfServices *services, const char *id);

/** wf_client_care_set_held: @is_held: whether a hold stands: offers "hold" or "release" */
void wf_client_care_set_held (GtkWidget *page, gboolean is_held);

/** wf_client_care_new_menu: Returns: (transfer full): those actions with their words */
GMenuModel *wf_client_care_new_menu (void);

/** wf_client_care_forget: what goes, what stays, a second person's passphrase */
GtkWindow *wf_client_care_forget (WfServices *services, GtkWindow *parent, const char *id);
/** wf_client_care_hold: @hold: %TRUE asks why it must be kept, %FALSE why no longer */
GtkWindow *
wf_client_care_hold (WfServices *services, GtkWindow *parent, const char *id, gboolean hold);
/** wf_client_care_restrict: who may open this client */
GtkWindow *wf_client_care_restrict (WfServices *services, GtkWindow *parent, const char *id);
/** wf_client_care_hand_over: to a colleague, with the reason and the client's consent */
GtkWindow *wf_client_care_hand_over (WfServices *services, GtkWindow *parent, const char *id);
/** wf_client_care_give_copy: the client's right to their file; protected answers only if asked for
 */
GtkWindow *wf_client_care_give_copy (WfServices *services, GtkWindow *parent, const char *id);
/** wf_client_care_show_views: who opened this client, newest first */
GtkWindow *wf_client_care_show_views (WfServices *services, GtkWindow *parent, const char *id);

G_END_DECLS
