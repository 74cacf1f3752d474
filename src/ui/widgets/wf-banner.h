/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfBanner:
 *
 * A message across the page that slides in and can be closed. It is an alert to a screen
 * reader. (libadwaita 1.2 has no banner: this is the one class to change later.)
 */
#define WF_TYPE_BANNER (wf_banner_get_type ())
G_DECLARE_FINAL_TYPE (WfBanner, wf_banner, WF, BANNER, GtkWidget)

/** wf_banner_new: Returns: (transfer floating): a hidden banner */
GtkWidget *wf_banner_new (void);

/** wf_banner_show: @text: sentences, plain text */
void wf_banner_show (WfBanner *self, const char *text);
void wf_banner_hide (WfBanner *self);

/** wf_banner_get_text: Returns: (nullable): what is shown, %NULL when hidden */
const char *wf_banner_get_text (WfBanner *self);

/**
 * wf_banner_set_action:
 * @label: (nullable): a button beside the text, or %NULL for none
 * @action: (nullable): the detailed name of the action it does
 */
void wf_banner_set_action (WfBanner *self, const char *label, const char *action);

G_END_DECLS
