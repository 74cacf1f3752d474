/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-format.h"
#include "wf-reassess.h"

G_BEGIN_DECLS

/**
 * WfChangeView:
 *
 * Two assessments of one person one under the other, each as a band as wide as it is unsure, on
 * the scale of the eight levels; and the sentence that says what may be said of the change. The
 * sentence is its description for a screen reader.
 */
#define WF_TYPE_CHANGE_VIEW (wf_change_view_get_type ())
G_DECLARE_FINAL_TYPE (WfChangeView, wf_change_view, WF, CHANGE_VIEW, GtkWidget)

/** wf_change_view_new: Returns: (transfer floating): empty */
GtkWidget *wf_change_view_new (void);

/** wf_change_view_set: @change: known; copied. @format: writes days and numbers */
void wf_change_view_set (WfChangeView *self, const WfReassessment *change, const WfFormat *format);

G_END_DECLS
