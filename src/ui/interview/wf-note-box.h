/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"
#include "wf-visit-session.h"

G_BEGIN_DECLS

/**
 * WfNoteBox:
 *
 * A note beside the question. What is half typed when the vault locks is kept, sealed, and
 * stands here again after unlocking.
 *
 * Signal "save": the person wants the text kept.
 */
#define WF_TYPE_NOTE_BOX (wf_note_box_get_type ())
G_DECLARE_FINAL_TYPE (WfNoteBox, wf_note_box, WF, NOTE_BOX, GtkWidget)

/** wf_note_box_attach: from now on drafts belong to @client_id; what was kept is read */
void wf_note_box_attach (WfNoteBox *self, WfServices *services, const char *client_id);

/** wf_note_box_dup_text: Returns: (transfer full): without white space around it */
char *wf_note_box_dup_text (WfNoteBox *self);
/** wf_note_box_set_text: @text: as if it were typed */
void wf_note_box_set_text (WfNoteBox *self, const char *text);
/** wf_note_box_clear: after the note was saved: it is empty, and nothing is half typed */
void wf_note_box_clear (WfNoteBox *self);

G_END_DECLS
