/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A radar chart, drawn in the colour of the text: shape tells what is what, never colour alone.
 * Runs from right to left where the interface does.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-radar.h"

#include <math.h>

#define SIZE  240
#define RINGS 4

struct _WfRadar {
  GtkWidget parent_instance;

  GStrv labels;
  guint n;
  double now[WF_RADAR_MAX];
  double last[WF_RADAR_MAX];
  double floor[WF_RADAR_MAX];
};

G_DEFINE_FINAL_TYPE (WfRadar, wf_radar, GTK_TYPE_WIDGET)

typedef struct {
  cairo_t *cr;
  double x, y, radius;
  guint n;
  gboolean rtl;
} Draw;

static void
spoke_point (const Draw *draw, guint index, double share, double *out_x, double *out_y)
{
  double angle = 2 * G_PI * index / draw->n * (draw->rtl ? -1 : 1) - G_PI / 2;

  *out_x = draw->x + draw->radius * share * cos (angle);
  *out_y = draw->y + draw->radius * share * sin (angle);
}

/* A spoke without a value is drawn at the middle. FALSE when no spoke has one. */
static gboolean
trace (const Draw *draw, const double *values)
{
  gboolean any = FALSE;
  double x, y;

  cairo_new_path (draw->cr);
  for (guint i = 0; i < draw->n; i++)
    {
      any = any || values[i] >= 0;
      spoke_point (draw, i, CLAMP (values[i], 0, 1), &x, &y);
      cairo_line_to (draw->cr, x, y);
    }
  cairo_close_path (draw->cr);
  return any;
}

static void
draw_web (const Draw *draw, const GdkRGBA *ink)
{
  double ring[WF_RADAR_MAX], x, y;

  cairo_set_line_width (draw->cr, 1);
  cairo_set_source_rgba (draw->cr, ink->red, ink->green, ink->blue, .2);
  for (guint r = 1; r <= RINGS; r++)
    {
      for (guint i = 0; i < draw->n; i++)
        ring[i] = (double) r / RINGS;
      trace (draw, ring);
      cairo_stroke (draw->cr);
    }
  for (guint i = 0; i < draw->n; i++)
    {
      spoke_point (draw, i, 1, &x, &y);
      cairo_move_to (draw->cr, draw->x, draw->y);
      cairo_line_to (draw->cr, x, y);
      cairo_stroke (draw->cr);
    }
}

static void
draw_shapes (WfRadar *self, const Draw *draw, const GdkRGBA *ink)
{
  static const double DASHES[] = { 3, 4 };

  if (trace (draw, self->now))
    {
      cairo_set_source_rgba (draw->cr, ink->red, ink->green, ink->blue, .22);
      cairo_fill_preserve (draw->cr);
      cairo_set_source_rgba (draw->cr, ink->red, ink->green, ink->blue, .9);
      cairo_set_line_width (draw->cr, 2.5);
      cairo_stroke (draw->cr);
    }
  if (trace (draw, self->last))
    {
      cairo_set_source_rgba (draw->cr, ink->red, ink->green, ink->blue, .6);
      cairo_set_line_width (draw->cr, 1);
      cairo_stroke (draw->cr);
    }
  if (trace (draw, self->floor))
    {
      cairo_set_dash (draw->cr, DASHES, G_N_ELEMENTS (DASHES), 0);
      cairo_set_source_rgba (draw->cr, ink->red, ink->green, ink->blue, .8);
      cairo_set_line_width (draw->cr, 1.5);
      cairo_stroke (draw->cr);
      cairo_set_dash (draw->cr, NULL, 0, 0);
    }
}

static void
draw_labels (WfRadar *self, const Draw *draw, const GdkRGBA *ink)
{
  double x, y;
  int width, height;

  gdk_cairo_set_source_rgba (draw->cr, ink);
  for (guint i = 0; i < draw->n; i++)
    {
      g_autoptr (PangoLayout) layout =
          gtk_widget_create_pango_layout (GTK_WIDGET (self), self->labels[i]);

      spoke_point (draw, i, 1.14, &x, &y);
      pango_layout_get_pixel_size (layout, &width, &height);
      cairo_move_to (draw->cr, x - width / 2.0, y - height / 2.0);
      pango_cairo_show_layout (draw->cr, layout);
    }
}

static void
wf_radar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WfRadar *self = WF_RADAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA ink;

  if (self->n < 3)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  const Draw draw = { cr,           width / 2.0,
                      height / 2.0, MIN (width, height) / 2.0 * .78,
                      self->n,      gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };

  draw_web (&draw, &ink);
  draw_shapes (self, &draw, &ink);
  draw_labels (self, &draw, &ink);
  cairo_destroy (cr);
}

static void
wf_radar_finalize (GObject *object)
{
  g_strfreev (WF_RADAR (object)->labels);
  G_OBJECT_CLASS (wf_radar_parent_class)->finalize (object);
}

static void
wf_radar_class_init (WfRadarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_radar_finalize;
  widget_class->snapshot = wf_radar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "radar");
}

static void
wf_radar_init (WfRadar *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), SIZE, SIZE);
}

GtkWidget *
wf_radar_new (void)
{
  return g_object_new (WF_TYPE_RADAR, NULL);
}

void
wf_radar_set (WfRadar *self,
              const char *const *labels,
              const double *now,
              const double *last,
              const double *floor,
              const char *sentence)
{
  g_return_if_fail (WF_IS_RADAR (self));
  g_return_if_fail (g_strv_length ((GStrv) labels) <= WF_RADAR_MAX);

  g_strfreev (self->labels);
  self->labels = g_strdupv ((GStrv) labels);
  self->n = g_strv_length (self->labels);
  for (guint i = 0; i < self->n; i++)
    {
      self->now[i] = now[i];
      self->last[i] = last[i];
      self->floor[i] = floor[i];
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
