/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happened, what is safe, what to do.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-status-note.h"

#include "wf-widget-tools.h"

#include "wf-error-text.h"

struct _WfStatusNote {
  GtkWidget parent_instance;

  GtkLabel *happened_label;
  GtkLabel *safe_label;
  GtkLabel *todo_label;
};

G_DEFINE_FINAL_TYPE (WfStatusNote, wf_status_note, GTK_TYPE_WIDGET)

static void
wf_status_note_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_status_note_parent_class)->dispose (object);
}

static void
wf_status_note_class_init (WfStatusNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_status_note_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_css_name (widget_class, "statusnote");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-status-note.ui");
  gtk_widget_class_bind_template_child (widget_class, WfStatusNote, happened_label);
  gtk_widget_class_bind_template_child (widget_class, WfStatusNote, safe_label);
  gtk_widget_class_bind_template_child (widget_class, WfStatusNote, todo_label);
}

static void
wf_status_note_init (WfStatusNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

GtkWidget *
wf_status_note_new (void)
{
  return g_object_new (WF_TYPE_STATUS_NOTE, NULL);
}

void
wf_status_note_set (WfStatusNote *self, const char *happened, const char *safe, const char *todo)
{
  g_return_if_fail (WF_IS_STATUS_NOTE (self));

  set_line (self->happened_label, happened);
  set_line (self->safe_label, safe);
  set_line (self->todo_label, todo);
  gtk_widget_set_visible (GTK_WIDGET (self), happened != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, happened != NULL ? happened : "",
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, todo != NULL ? todo : "", -1);
}

void
wf_status_note_set_error (WfStatusNote *self, const GError *error)
{
  WfErrorText text = { NULL, NULL, NULL };

  g_return_if_fail (WF_IS_STATUS_NOTE (self));

  g_autofree char *detail = error != NULL ? wf_error_dup_detail (error) : NULL;
  g_autofree char *both = NULL;

  if (error != NULL)
    text = wf_error_get_text (error);
  if (detail != NULL)
    both = g_strdup_printf ("%s (%s)", text.happened, detail);
  wf_status_note_set (self, both != NULL ? both : text.happened, text.safe, text.todo);
}
