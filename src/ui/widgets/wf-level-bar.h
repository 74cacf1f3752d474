/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-format.h"

G_BEGIN_DECLS

/**
 * WfLevelBar:
 *
 * How likely each level is, as bars with their numbers, and the shortest run of levels
 * that is fairly sure, marked by a bracket besides its colour. It shows uncertainty; the
 * sentence that says the same is its description for a screen reader and stands under it.
 */
#define WF_TYPE_LEVEL_BAR (wf_level_bar_get_type ())
G_DECLARE_FINAL_TYPE (WfLevelBar, wf_level_bar, WF, LEVEL_BAR, GtkWidget)

/** wf_level_bar_new: Returns: (transfer floating): a bar without levels */
GtkWidget *wf_level_bar_new (void);

/**
 * wf_level_bar_set:
 * @probabilities: @n_levels of them, each 0 to 1
 * @first, @last: the run of levels that is fairly sure, from 1
 * @format: writes the numbers
 * @sentence: the same in words
 */
void wf_level_bar_set (WfLevelBar *self,
                       const double *probabilities,
                       guint n_levels,
                       guint first,
                       guint last,
                       WfFormat *format,
                       const char *sentence);

G_END_DECLS
