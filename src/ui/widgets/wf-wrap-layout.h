/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfWrapLayout:
 *
 * Children in a row as long as even the narrowest form of each has room, else on as many lines as
 * it takes, one below the other. What has room beside it expands as in a box; what has a line
 * to itself fills it. Popovers go along, so that it serves a menu button too, which by itself does
 * not let its words wrap. For the rows of buttons of a small screen with large letters. In a
 * template:
 *
 *     <object class="GtkBox">
 *       <property name="layout-manager"><object class="WfWrapLayout"/></property>
 */
#define WF_TYPE_WRAP_LAYOUT (wf_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (WfWrapLayout, wf_wrap_layout, WF, WRAP_LAYOUT, GtkLayoutManager)

/** wf_wrap_layout_new: Returns: (transfer full): with 6 pixels between children and lines */
GtkLayoutManager *wf_wrap_layout_new (void);

G_END_DECLS
