/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chart of a change. A band is ± 1.645 standard errors; where two bands overlap much, the
 * sentence says that nothing can be measured yet, and so does the eye.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-change-view.h"

#include <glib/gi18n.h>

#include "wf-widget-tools.h"

#define SCALE_END  3.6 /* logits shown to either side */
#define BAR_HEIGHT 16.0
#define GAP        6.0

struct _WfChangeView {
  GtkWidget parent_instance;

  GtkLabel *sentence;
  GtkWidget *chart;
  WfReassessment change;
  WfFormat *format; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WfChangeView, wf_change_view, GTK_TYPE_WIDGET)

static double
get_line_height (WfChangeView *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static double
get_x (WfChangeView *self, double logits, double width)
{
  double share = (CLAMP (logits, -SCALE_END, SCALE_END) + SCALE_END) / (2 * SCALE_END);

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width * (1 - share)
                                                                          : width * share;
}

static void
draw_text (WfChangeView *self, cairo_t *cr, const char *text, double centre, double top)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, centre - width / 2.0, top);
  pango_cairo_show_layout (cr, layout);
}

/* The day stands at the side where reading begins. */
static void
draw_day (WfChangeView *self, cairo_t *cr, const WfOccasion *occasion, double width, double top)
{
  g_autofree char *day = occasion->at_us > 0
                             ? wf_format_date (self->format, occasion->at_us, WF_DATE_WORDS)
                             : g_strdup (_ ("Now"));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), day);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  cairo_move_to (cr, rtl ? width - text_width : 0, top);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_occasion (WfChangeView *self,
               cairo_t *cr,
               const WfOccasion *occasion,
               double width,
               double top,
               const GdkRGBA *ink)
{
  double line = get_line_height (self);
  double low = get_x (self, occasion->low, width), high = get_x (self, occasion->high, width);
  /* Whole, at the ends of the scale too. */
  double at = CLAMP (get_x (self, occasion->estimate.theta, width), 2, MAX (width - 2, 2));

  gdk_cairo_set_source_rgba (cr, ink);
  draw_day (self, cr, occasion, width, top);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, .3);
  cairo_rectangle (cr, MIN (low, high), top + line + 2, ABS (high - low), BAR_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, .9);
  cairo_rectangle (cr, at - 2, top + line, 4, BAR_HEIGHT + 4);
  cairo_fill (cr);
}

/* Numbers of the levels, each in the middle of its stretch, and the cuts between them, which
 * cross the bars and leave the days readable. */
static void
draw_scale (WfChangeView *self, cairo_t *cr, double width, double row, const GdkRGBA *ink)
{
  double line = get_line_height (self), bottom = 2 * row;

  for (guint i = 0; i < WF_N_LEVELS; i++)
    {
      double from = i == 0 ? -SCALE_END : WF_LEVEL_CUTS[i - 1];
      double to = i + 1 == WF_N_LEVELS ? SCALE_END : WF_LEVEL_CUTS[i];
      g_autofree char *number = wf_format_integer (self->format, i + 1);

      cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, .75);
      draw_text (self, cr, number, get_x (self, (from + to) / 2, width), bottom + 2);
      if (i + 1 == WF_N_LEVELS)
        continue;
      cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, .25);
      for (guint bar = 0; bar < 2; bar++)
        cairo_rectangle (cr, get_x (self, to, width), bar * row + line, 1, BAR_HEIGHT + 4);
      cairo_fill (cr);
    }
}

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WfChangeView *self = user_data;
  double row = get_line_height (self) + BAR_HEIGHT + GAP;
  GdkRGBA ink;

  if (self->format == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  draw_scale (self, cr, width, row, &ink);
  draw_occasion (self, cr, &self->change.first, width, 0, &ink);
  draw_occasion (self, cr, &self->change.second, width, row, &ink);
}

static const char *
get_verdict_words (WfChangeVerdict verdict)
{
  switch (verdict)
    {
    case WF_CHANGE_BETTER:
      return _ ("A real step forward: more than chance explains.");
    case WF_CHANGE_WORSE:
      return _ ("Lower than before, by more than chance explains. Ask what has changed.");
    case WF_CHANGE_TOO_EARLY_TO_TELL:
      return _ ("Perhaps a change, but it is too early to tell.");
    case WF_CHANGE_NONE:
    default:
      return _ ("No measurable change yet. That is usual after a short time.");
    }
}

static void
wf_change_view_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_change_view_parent_class)->dispose (object);
}

static void
wf_change_view_finalize (GObject *object)
{
  g_clear_pointer (&WF_CHANGE_VIEW (object)->format, wf_format_unref);
  G_OBJECT_CLASS (wf_change_view_parent_class)->finalize (object);
}

static void
wf_change_view_class_init (WfChangeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_change_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_change_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wf_change_view_init (WfChangeView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *sentence = gtk_label_new (NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  self->sentence = GTK_LABEL (sentence);
  gtk_widget_set_parent (sentence, GTK_WIDGET (self));
  self->chart = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->chart), draw_chart, self, NULL);
  gtk_widget_set_parent (self->chart, GTK_WIDGET (self));
}

GtkWidget *
wf_change_view_new (void)
{
  return g_object_new (WF_TYPE_CHANGE_VIEW, NULL);
}

void
wf_change_view_set (WfChangeView *self, const WfReassessment *change, const WfFormat *format)
{
  g_return_if_fail (WF_IS_CHANGE_VIEW (self) && change != NULL && change->is_known);
  g_return_if_fail (format != NULL);

  const char *sentence = get_verdict_words (change->change.verdict);
  double row = get_line_height (self) + BAR_HEIGHT + GAP;

  self->change = *change;
  g_clear_pointer (&self->format, wf_format_unref);
  self->format = wf_format_ref ((WfFormat *) format);
  gtk_label_set_text (self->sentence, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->chart),
                                       (int) (2 * row + get_line_height (self) + 6));
  gtk_widget_queue_draw (self->chart);
}
