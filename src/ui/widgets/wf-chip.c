/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A few words in a rounded box.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-chip.h"

#include "wf-widget-tools.h"

struct _WfChip {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (WfChip, wf_chip, GTK_TYPE_WIDGET)

static const struct {
  const char *style;
  const char *icon;
} KINDS[] = {
  [WF_CHIP_NEUTRAL] = { "chip-neutral", NULL },
  [WF_CHIP_GOOD] = { "chip-good", "object-select-symbolic" },
  [WF_CHIP_ASK] = { "chip-ask", "wf-question-symbolic" },
  [WF_CHIP_NOT] = { "chip-not", "window-close-symbolic" },
};

static void
wf_chip_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_chip_parent_class)->dispose (object);
}

static void
wf_chip_class_init (WfChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_chip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, WfChip, icon);
  gtk_widget_class_bind_template_child (widget_class, WfChip, label);
}

static void
wf_chip_init (WfChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_chip_new (WfChipKind kind, const char *text)
{
  WfChip *self = g_object_new (WF_TYPE_CHIP, NULL);

  wf_chip_set (self, kind, text);
  return GTK_WIDGET (self);
}

void
wf_chip_set (WfChip *self, WfChipKind kind, const char *text)
{
  g_return_if_fail (WF_IS_CHIP (self));
  g_return_if_fail (kind < G_N_ELEMENTS (KINDS));
  g_return_if_fail (text != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), KINDS[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self), KINDS[kind].style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), KINDS[kind].icon != NULL);
  gtk_image_set_from_icon_name (self->icon, KINDS[kind].icon);
  gtk_label_set_text (self->label, text);
}

void
wf_chip_set_lang (WfChip *self, const char *lang)
{
  g_return_if_fail (WF_IS_CHIP (self));
  g_return_if_fail (lang != NULL);

  g_autofree char *text = g_strdup (gtk_label_get_text (self->label));

  wf_label_set_text_in (self->label, text, lang, 1);
}

void
wf_chip_set_wraps (WfChip *self)
{
  g_return_if_fail (WF_IS_CHIP (self));

  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
}

void
wf_chip_set_keeps_end (WfChip *self)
{
  g_return_if_fail (WF_IS_CHIP (self));

  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_START);
}

const char *
wf_chip_get_text (WfChip *self)
{
  g_return_val_if_fail (WF_IS_CHIP (self), NULL);

  return gtk_label_get_text (self->label);
}
