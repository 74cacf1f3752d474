/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person in a list.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-person-row.h"

#include "wf-widget-tools.h"

#include <adwaita.h>

struct _WfPersonRow {
  GtkWidget parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkBox *chip_box;
  GtkBox *notice_box;
};

G_DEFINE_FINAL_TYPE (WfPersonRow, wf_person_row, GTK_TYPE_WIDGET)

static void
wf_person_row_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_person_row_parent_class)->dispose (object);
}

static void
wf_person_row_class_init (WfPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_person_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, WfPersonRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, WfPersonRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, WfPersonRow, chip_box);
  gtk_widget_class_bind_template_child (widget_class, WfPersonRow, notice_box);
}

static void
wf_person_row_init (WfPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_person_row_new (void)
{
  return g_object_new (WF_TYPE_PERSON_ROW, NULL);
}

void
wf_person_row_set (WfPersonRow *self, const char *name, gboolean has_initials, const char *detail)
{
  g_return_if_fail (WF_IS_PERSON_ROW (self));
  g_return_if_fail (name != NULL);

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, has_initials);
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, chip);
}

void
wf_person_row_clear_chips (WfPersonRow *self)
{
  g_return_if_fail (WF_IS_PERSON_ROW (self));

  clear_box (self->chip_box);
  clear_box (self->notice_box);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_box), FALSE);
}

void
wf_person_row_add_chip (WfPersonRow *self, WfChipKind kind, const char *text)
{
  g_return_if_fail (WF_IS_PERSON_ROW (self));
  g_return_if_fail (text != NULL);

  gtk_box_append (self->chip_box, wf_chip_new (kind, text));
}

void
wf_person_row_add_notice (WfPersonRow *self, WfChipKind kind, const char *text)
{
  g_return_if_fail (WF_IS_PERSON_ROW (self));
  g_return_if_fail (text != NULL);

  gtk_box_append (self->notice_box, wf_chip_new (kind, text));
  gtk_widget_set_visible (GTK_WIDGET (self->notice_box), TRUE);
}

static void
append_chips (GString *text, GtkBox *box)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (box)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    g_string_append_printf (text, ", %s", wf_chip_get_text (WF_CHIP (chip)));
}

char *
wf_person_row_dup_text (WfPersonRow *self)
{
  GString *text;

  g_return_val_if_fail (WF_IS_PERSON_ROW (self), NULL);

  text = g_string_new (gtk_label_get_text (self->name_label));
  append_chips (text, self->chip_box);
  append_chips (text, self->notice_box);
  if (gtk_widget_get_visible (GTK_WIDGET (self->detail_label)))
    g_string_append_printf (text, ", %s", gtk_label_get_text (self->detail_label));
  return g_string_free (text, FALSE);
}
