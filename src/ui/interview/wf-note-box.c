/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The note and its draft. A draft is a record "draft.note" {text} of the client; an empty
 * one, or a note saved after it, says that there is none.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-note-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-json.h"
#include "wf-widget-tools.h"

#define DRAFT_KIND "draft.note"

struct _WfNoteBox {
  GtkWidget parent_instance;

  GtkTextView *view;

  WfVault *vault; /* (nullable): until attached */
  char *client_id;
  GCancellable *cancellable;
  gboolean had_draft; /* one is kept: an emptied note must say so */
};

enum {
  SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfNoteBox, wf_note_box, GTK_TYPE_WIDGET)

static void
add_draft (WfVault *vault, GPtrArray *out_drafts, gpointer user_data)
{
  WfNoteBox *self = user_data;
  g_autofree char *text = wf_note_box_dup_text (self);
  g_autoptr (GPtrArray) records = NULL;
  JsonObject *body;

  if (*text == '\0' && !self->had_draft)
    return;

  body = json_object_new ();
  json_object_set_string_member (body, "text", text);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_ptr_array_add (records, wf_record_new (DRAFT_KIND, body));
  g_ptr_array_add (out_drafts, wf_append_new (self->client_id, records));
}

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
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);
  WfNoteBox *self = user_data;
  const char *draft = "";
  g_autofree char *typed = NULL;

  if (records == NULL)
    return; /* gone, or locked: the draft is kept and comes next time */

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (strcmp (record->kind, DRAFT_KIND) == 0)
        draft = wf_json_get_string (record->body, "text", "");
      else if (strcmp (record->kind, "interview.note") == 0)
        draft = "";
    }
  self->had_draft = *draft != '\0';
  typed = wf_note_box_dup_text (self);
  if (*typed == '\0' && *draft != '\0')
    wf_note_box_set_text (self, draft);
}

static void
wf_note_box_dispose (GObject *object)
{
  WfNoteBox *self = WF_NOTE_BOX (object);

  g_cancellable_cancel (self->cancellable);
  if (self->vault != NULL)
    wf_vault_remove_draft_source (self->vault, self);
  g_clear_object (&self->vault);
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_note_box_parent_class)->dispose (object);
}

static void
wf_note_box_finalize (GObject *object)
{
  WfNoteBox *self = WF_NOTE_BOX (object);

  g_free (self->client_id);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (wf_note_box_parent_class)->finalize (object);
}

static void
wf_note_box_class_init (WfNoteBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_note_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_note_box_finalize;
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
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wf_note_box_attach (WfNoteBox *self, WfServices *services, const char *client_id)
{
  g_return_if_fail (WF_IS_NOTE_BOX (self));
  g_return_if_fail (services != NULL && client_id != NULL);
  g_return_if_fail (self->vault == NULL);

  self->vault = g_object_ref (services->vault);
  self->client_id = g_strdup (client_id);
  wf_vault_add_draft_source (self->vault, add_draft, self);
  wf_vault_read_async (self->vault, client_id, self->cancellable, on_records_ready, self);
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
wf_note_box_set_text (WfNoteBox *self, const char *text)
{
  g_return_if_fail (WF_IS_NOTE_BOX (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}
