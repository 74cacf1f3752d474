/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The note, and its draft.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-note-box.h"

#include <glib/gi18n.h>

#include "wf-draft.h"
#include "wf-widget-tools.h"

struct _WfNoteBox {
  GtkWidget parent_instance;

  GtkTextView *view;

  WfDraft *draft; /* (nullable): until attached */
};

enum {
  SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfNoteBox, wf_note_box, GTK_TYPE_WIDGET)

static void
on_save_clicked (GtkButton *button, WfNoteBox *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfNoteBox *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[SAVE], 0);
  return GDK_EVENT_STOP;
}

static void
wf_note_box_dispose (GObject *object)
{
  g_clear_pointer (&WF_NOTE_BOX (object)->draft, wf_draft_free);
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_note_box_parent_class)->dispose (object);
}

static void
wf_note_box_class_init (WfNoteBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_note_box_dispose;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-note-box.ui");
  gtk_widget_class_bind_template_child (widget_class, WfNoteBox, view);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
wf_note_box_init (WfNoteBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wf_note_box_attach (WfNoteBox *self, WfServices *services, const char *client_id)
{
  g_return_if_fail (WF_IS_NOTE_BOX (self));
  g_return_if_fail (services != NULL && client_id != NULL);
  g_return_if_fail (self->draft == NULL);

  self->draft = wf_draft_new (services->vault, client_id, "draft.note", "interview.note",
                              gtk_text_view_get_buffer (self->view));
}

char *
wf_note_box_dup_text (WfNoteBox *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (WF_IS_NOTE_BOX (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

void
wf_note_box_clear (WfNoteBox *self)
{
  g_return_if_fail (WF_IS_NOTE_BOX (self));

  wf_note_box_set_text (self, "");
  if (self->draft != NULL)
    wf_draft_settle (self->draft);
}

void
wf_note_box_set_text (WfNoteBox *self, const char *text)
{
  g_return_if_fail (WF_IS_NOTE_BOX (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}
