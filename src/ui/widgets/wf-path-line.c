/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stations on a line, and the present one in words.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-path-line.h"

#include "wf-widget-tools.h"

#define RADIUS 6.0

struct _WfPathLine {
  GtkWidget parent_instance;

  GtkDrawingArea *line;
  GtkLabel *label;

  guint n_steps;
  guint current;
};

G_DEFINE_FINAL_TYPE (WfPathLine, wf_path_line, GTK_TYPE_WIDGET)

static void
draw_line (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WfPathLine *self = user_data;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double step, y = height / 2.0;
  GdkRGBA ink;

  if (self->n_steps == 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  step = self->n_steps > 1 ? (width - 2 * RADIUS - 2) / (self->n_steps - 1) : 0;
  cairo_set_line_width (cr, 2);
  for (guint i = 0; i < self->n_steps; i++)
    {
      double along = RADIUS + 1 + i * step;
      double x = rtl ? width - along : along;

      cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, i <= self->current ? .9 : .35);
      if (i > 0)
        {
          cairo_move_to (cr, rtl ? x + step - RADIUS : x - step + RADIUS, y);
          cairo_line_to (cr, rtl ? x + RADIUS : x - RADIUS, y);
          cairo_stroke (cr);
        }
      cairo_new_path (cr);
      cairo_arc (cr, x, y, i == self->current ? RADIUS : RADIUS - 1.5, 0, 2 * G_PI);
      if (i <= self->current)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
    }
}

static void
wf_path_line_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_path_line_parent_class)->dispose (object);
}

static void
wf_path_line_class_init (WfPathLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_path_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-path-line.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPathLine, line);
  gtk_widget_class_bind_template_child (widget_class, WfPathLine, label);
}

static void
wf_path_line_init (WfPathLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->line, draw_line, self, NULL);
}

GtkWidget *
wf_path_line_new (void)
{
  return g_object_new (WF_TYPE_PATH_LINE, NULL);
}

void
wf_path_line_set (WfPathLine *self, guint n_steps, guint current, const char *text)
{
  g_return_if_fail (WF_IS_PATH_LINE (self));
  g_return_if_fail (current < n_steps);
  g_return_if_fail (text != NULL);

  self->n_steps = n_steps;
  self->current = current;
  gtk_label_set_text (self->label, text);
  gtk_widget_queue_draw (GTK_WIDGET (self->line));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
      1.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) n_steps, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
      (double) current + 1, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}
