/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfGrowingText:
 *
 * A place to type words that wrap, always as high as they need; GTK's own asks for the height of
 * its first line. For texts of a few lines: each keystroke measures the whole. Tab leaves it.
 */
#define WF_TYPE_GROWING_TEXT (wf_growing_text_get_type ())
G_DECLARE_FINAL_TYPE (WfGrowingText, wf_growing_text, WF, GROWING_TEXT, GtkTextView)

/** wf_growing_text_new: @text: what stands in it at first. Returns: (transfer floating) */
GtkWidget *wf_growing_text_new (const char *text);

G_END_DECLS
