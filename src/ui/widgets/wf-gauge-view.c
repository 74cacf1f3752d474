/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small labelled gauge. To a screen reader it is a meter with a text for its value.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-gauge-view.h"

#include "wf-widget-tools.h"

struct _WfGaugeView {
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkLabel *sentence_label;
  GtkWidget *step_1;
  GtkWidget *step_2;
  GtkWidget *step_3;
};

G_DEFINE_FINAL_TYPE (WfGaugeView, wf_gauge_view, GTK_TYPE_WIDGET)

/* How many of the three steps are filled. */
static const guint FILLED[] = {
  [WF_GAUGE_UNKNOWN] = 0,
  [WF_GAUGE_OK] = 3,
  [WF_GAUGE_SOME] = 2,
  [WF_GAUGE_BLOCKED] = 1,
};

static void
wf_gauge_view_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_gauge_view_parent_class)->dispose (object);
}

static void
wf_gauge_view_class_init (WfGaugeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_gauge_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
  gtk_widget_class_set_css_name (widget_class, "gauge");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-gauge-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, title_label);
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, state_label);
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, step_1);
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, step_2);
  gtk_widget_class_bind_template_child (widget_class, WfGaugeView, step_3);
}

static void
wf_gauge_view_init (WfGaugeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_gauge_view_new (void)
{
  return g_object_new (WF_TYPE_GAUGE_VIEW, NULL);
}

void
wf_gauge_view_set (WfGaugeView *self,
                   const char *title,
                   WfGaugeState state,
                   const char *state_text,
                   const char *sentence)
{
  g_return_if_fail (WF_IS_GAUGE_VIEW (self));
  g_return_if_fail (title != NULL && state_text != NULL);
  g_return_if_fail (state < G_N_ELEMENTS (FILLED));

  GtkWidget *steps[] = { self->step_1, self->step_2, self->step_3 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (i < FILLED[state])
        gtk_widget_add_css_class (steps[i], "filled");
      else
        gtk_widget_remove_css_class (steps[i], "filled");
    }
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->state_label, state_text);
  gtk_label_set_text (self->sentence_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence_label), sentence != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 3.0,
      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) FILLED[state], GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
      state_text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence != NULL ? sentence : "", -1);
}
