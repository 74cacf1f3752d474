/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-question-card.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfClientWindow:
 *
 * The client's card on a screen of its own, full screen where there is a second one. It is
 * covered with all other windows, and shows no words while a question is not for others'
 * eyes. F11 and Esc close it.
 */
#define WF_TYPE_CLIENT_WINDOW (wf_client_window_get_type ())
G_DECLARE_FINAL_TYPE (WfClientWindow, wf_client_window, WF, CLIENT_WINDOW, AdwWindow)

/** wf_client_window_new: @parent: (nullable): the navigator's window. Returns: not yet shown */
WfClientWindow *wf_client_window_new (WfServices *services, GtkWindow *parent);

/** wf_client_window_open: shows it, on another screen where there is one */
void wf_client_window_open (WfClientWindow *self);

/** wf_client_window_show_question: @question: (nullable): %NULL shows a picture and no words */
void wf_client_window_show_question (WfClientWindow *self, const WfCardQuestion *question);

/** wf_client_window_get_card: Returns: (transfer none): for its signals and what is chosen */
WfQuestionCard *wf_client_window_get_card (WfClientWindow *self);

G_END_DECLS
