/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-gauge.h"

G_BEGIN_DECLS

/**
 * WfGaugeView:
 *
 * One of the five A's: its name, three steps of a bar, the same in a word, and one
 * sentence. Never red, and never a bar alone.
 */
#define WF_TYPE_GAUGE_VIEW (wf_gauge_view_get_type ())
G_DECLARE_FINAL_TYPE (WfGaugeView, wf_gauge_view, WF, GAUGE_VIEW, GtkWidget)

/** wf_gauge_view_new: Returns: (transfer floating): a gauge that is not known yet */
GtkWidget *wf_gauge_view_new (void);

/**
 * wf_gauge_view_set:
 * @title: which of the five, a word or two
 * @state_text: @state in a word or two
 * @sentence: (nullable): what it means for this person
 */
void wf_gauge_view_set (WfGaugeView *self,
                        const char *title,
                        WfGaugeState state,
                        const char *state_text,
                        const char *sentence);

G_END_DECLS
