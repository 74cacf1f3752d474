/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfColumnLayout:
 *
 * Places children in lines of one or more columns of the same width, line by line in reading
 * order. Those of one line have the same height.
 */
#define WF_TYPE_COLUMN_LAYOUT (wf_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (WfColumnLayout, wf_column_layout, WF, COLUMN_LAYOUT, GtkLayoutManager)

/** wf_column_layout_set: @columns: 1 or more, 1 at first; @spacing: pixels between children */
void wf_column_layout_set (WfColumnLayout *self, int columns, int spacing);

/** wf_column_layout_get_columns: Returns: 1 or more */
int wf_column_layout_get_columns (WfColumnLayout *self);

G_END_DECLS
