/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfStatusNote:
 *
 * Three lines in the page itself: what happened, what is safe, what to do. For something
 * that stays true until the person does something; what passes is a toast.
 */
#define WF_TYPE_STATUS_NOTE (wf_status_note_get_type ())
G_DECLARE_FINAL_TYPE (WfStatusNote, wf_status_note, WF, STATUS_NOTE, GtkWidget)

/** wf_status_note_new: Returns: (transfer floating): a hidden note */
GtkWidget *wf_status_note_new (void);

/**
 * wf_status_note_set:
 * @happened: (nullable): what happened; %NULL hides the note
 * @safe: (nullable): what is safe
 * @todo: (nullable): what to do
 */
void
wf_status_note_set (WfStatusNote *self, const char *happened, const char *safe, const char *todo);

/** wf_status_note_set_error: @error: (nullable): in words; %NULL hides the note */
void wf_status_note_set_error (WfStatusNote *self, const GError *error);

G_END_DECLS
