/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfPagePreviewDraw:
 * @cr: in points, origin at the top left corner of the paper
 *
 * Draws the paper's content; never its background.
 */
typedef void (*WfPagePreviewDraw) (cairo_t *cr, gpointer user_data);

/**
 * WfPagePreview:
 *
 * A sheet of paper as it will be printed, as wide as there is room, white in every colour
 * scheme. It is drawn in the program: no file is written, no other program sees it.
 */
#define WF_TYPE_PAGE_PREVIEW (wf_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (WfPagePreview, wf_page_preview, WF, PAGE_PREVIEW, GtkWidget)

/** wf_page_preview_new: Returns: (transfer floating): an empty A4 sheet */
GtkWidget *wf_page_preview_new (void);

/**
 * wf_page_preview_set:
 * @width, @height: of the paper, points, > 0
 * @draw: (nullable) (scope notified): draws it; called again whenever the widget is
 * @destroy: (nullable): frees @user_data
 */
void wf_page_preview_set (WfPagePreview *self,
                          double width,
                          double height,
                          WfPagePreviewDraw draw,
                          gpointer user_data,
                          GDestroyNotify destroy);

/** wf_page_preview_describe: @text: what is on the page, for a screen reader */
void wf_page_preview_describe (WfPagePreview *self, const char *text);

G_END_DECLS
