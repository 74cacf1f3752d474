/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message across the page, over a GtkRevealer.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-banner.h"

#include "wf-wrap-layout.h"

#include "wf-widget-tools.h"

struct _WfBanner {
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *action_button;
  GtkButton *close_button;
};

G_DEFINE_FINAL_TYPE (WfBanner, wf_banner, GTK_TYPE_WIDGET)

static void
on_close_button_clicked (GtkButton *button, WfBanner *self)
{
  wf_banner_hide (self);
}

static void
wf_banner_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_banner_parent_class)->dispose (object);
}

static void
wf_banner_class_init (WfBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_banner_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  g_type_ensure (WF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, WfBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, WfBanner, label);
  gtk_widget_class_bind_template_child (widget_class, WfBanner, action_button);
  gtk_widget_class_bind_template_child (widget_class, WfBanner, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close_button_clicked);
}

static void
wf_banner_init (WfBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_banner_new (void)
{
  return g_object_new (WF_TYPE_BANNER, NULL);
}

void
wf_banner_show (WfBanner *self, const char *text)
{
  g_return_if_fail (WF_IS_BANNER (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
wf_banner_hide (WfBanner *self)
{
  g_return_if_fail (WF_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

const char *
wf_banner_get_text (WfBanner *self)
{
  g_return_val_if_fail (WF_IS_BANNER (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->label) : NULL;
}

void
wf_banner_set_action (WfBanner *self, const char *label, const char *action)
{
  g_return_if_fail (WF_IS_BANNER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->action_button), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->action_button, label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->action_button), action);
    }
}
