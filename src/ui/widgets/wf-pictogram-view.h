/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfPictogramView:
 *
 * One drawing of the pictogram set, in the colour of the text around it. It is decoration
 * to a screen reader: the words beside it say the same.
 */
#define WF_TYPE_PICTOGRAM_VIEW (wf_pictogram_view_get_type ())
G_DECLARE_FINAL_TYPE (WfPictogramView, wf_pictogram_view, WF, PICTOGRAM_VIEW, GtkWidget)

/** wf_pictogram_view_new: @name: (nullable). Returns: (transfer floating) */
GtkWidget *wf_pictogram_view_new (const char *name);

/** wf_pictogram_view_set_name: @name: (nullable): of wf_pictogram_list(); else nothing shows */
void wf_pictogram_view_set_name (WfPictogramView *self, const char *name);

/** wf_pictogram_view_get_name: Returns: (nullable): what is drawn */
const char *wf_pictogram_view_get_name (WfPictogramView *self);

/** wf_pictogram_view_set_size: @size: side in pixels, > 0; 48 at first */
void wf_pictogram_view_set_size (WfPictogramView *self, int size);

G_END_DECLS
