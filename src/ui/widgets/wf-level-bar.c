/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bars for the probability of each level. Drawn here; the sentence is a label below. Runs
 * from right to left where the interface does.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-level-bar.h"

#include "wf-widget-tools.h"

#define MAX_LEVELS 12
#define BAR_HEIGHT 72.0

struct _WfLevelBar {
  GtkWidget parent_instance;

  GtkDrawingArea *chart;
  GtkLabel *sentence_label;

  double probabilities[MAX_LEVELS];
  guint n_levels;
  guint first;
  guint last;
  WfFormat *format;
};

G_DEFINE_FINAL_TYPE (WfLevelBar, wf_level_bar, GTK_TYPE_WIDGET)

static double
get_line_height (WfLevelBar *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
draw_text (WfLevelBar *self, cairo_t *cr, const char *text, double centre, double top)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, centre - width / 2.0, top);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_bar (WfLevelBar *self, cairo_t *cr, guint index, double x, double width, const GdkRGBA *ink)
{
  double line = get_line_height (self), height = self->probabilities[index] * BAR_HEIGHT;
  gboolean likely = index + 1 >= self->first && index + 1 <= self->last;
  g_autofree char *level = wf_format_integer (self->format, index + 1);

  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, .12);
  cairo_rectangle (cr, x, line, width, BAR_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, likely ? .85 : .4);
  cairo_rectangle (cr, x, line + BAR_HEIGHT - height, width, height);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, ink);
  draw_text (self, cr, level, x + width / 2, line + BAR_HEIGHT + 4);
  if (self->probabilities[index] >= .05)
    {
      g_autofree char *percent =
          wf_format_integer (self->format, (gint64) (self->probabilities[index] * 100 + .5));

      draw_text (self, cr, percent, x + width / 2, 0);
    }
}

/* A bracket under the levels that are fairly sure. */
static void
draw_bracket (WfLevelBar *self, cairo_t *cr, double left, double right)
{
  double y = 2 * get_line_height (self) + BAR_HEIGHT + 8;

  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, left, y - 4);
  cairo_line_to (cr, left, y);
  cairo_line_to (cr, right, y);
  cairo_line_to (cr, right, y - 4);
  cairo_stroke (cr);
}

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WfLevelBar *self = user_data;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double gap = 6, bar, left = width, right = 0;
  GdkRGBA ink;

  if (self->n_levels == 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  bar = (width - gap * (self->n_levels - 1)) / self->n_levels;
  for (guint i = 0; i < self->n_levels; i++)
    {
      guint place = rtl ? self->n_levels - 1 - i : i;
      double x = place * (bar + gap);

      draw_bar (self, cr, i, x, bar, &ink);
      if (i + 1 >= self->first && i + 1 <= self->last)
        {
          left = MIN (left, x);
          right = MAX (right, x + bar);
        }
    }
  if (left < right)
    draw_bracket (self, cr, left, right);
}

static void
wf_level_bar_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_level_bar_parent_class)->dispose (object);
}

static void
wf_level_bar_finalize (GObject *object)
{
  g_clear_pointer (&WF_LEVEL_BAR (object)->format, wf_format_unref);
  G_OBJECT_CLASS (wf_level_bar_parent_class)->finalize (object);
}

static void
wf_level_bar_class_init (WfLevelBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_level_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_level_bar_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "levelbars");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-level-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WfLevelBar, chart);
  gtk_widget_class_bind_template_child (widget_class, WfLevelBar, sentence_label);
}

static void
wf_level_bar_init (WfLevelBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->chart, draw_chart, self, NULL);
}

GtkWidget *
wf_level_bar_new (void)
{
  return g_object_new (WF_TYPE_LEVEL_BAR, NULL);
}

void
wf_level_bar_set (WfLevelBar *self,
                  const double *probabilities,
                  guint n_levels,
                  guint first,
                  guint last,
                  WfFormat *format,
                  const char *sentence)
{
  g_return_if_fail (WF_IS_LEVEL_BAR (self));
  g_return_if_fail (n_levels <= MAX_LEVELS);
  g_return_if_fail (format != NULL && sentence != NULL);

  for (guint i = 0; i < n_levels; i++)
    self->probabilities[i] = CLAMP (probabilities[i], 0, 1);
  self->n_levels = n_levels;
  self->first = first;
  self->last = last;
  wf_format_ref (format);
  g_clear_pointer (&self->format, wf_format_unref);
  self->format = format;
  gtk_label_set_text (self->sentence_label, sentence);
  gtk_drawing_area_set_content_height (self->chart,
                                       (int) (BAR_HEIGHT + 2 * get_line_height (self) + 12));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
}
