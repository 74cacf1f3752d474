/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfPathLine:
 *
 * Where something stands on its way: a station for each step, those passed filled, and
 * the present one in words. Runs from right to left where the interface does.
 */
#define WF_TYPE_PATH_LINE (wf_path_line_get_type ())
G_DECLARE_FINAL_TYPE (WfPathLine, wf_path_line, WF, PATH_LINE, GtkWidget)

/** wf_path_line_new: Returns: (transfer floating): an empty line */
GtkWidget *wf_path_line_new (void);

/**
 * wf_path_line_set:
 * @n_steps: how many stations, ≥ 1
 * @current: where it stands, from 0, < @n_steps
 * @text: the same in words: "Sent, waiting for an answer"
 */
void wf_path_line_set (WfPathLine *self, guint n_steps, guint current, const char *text);

G_END_DECLS
