/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A heat map, drawn in the colour of the text, so light that the number on it can be read. Every
 * layout of text is made when the counts or the font change, not while drawing. Runs from right
 * to left where the interface does.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-heat-map.h"

/* Pixels */
#define GAP     3
#define ROW_GAP 9
#define PAD     3
#define WIDTH   240
/* How dark nobody is, and where most stand */
#define LIGHTEST .05
#define DARKEST  .4

typedef struct {
  WfTeamBin bin;
  char *number;
  PangoLayout *layout;
} Field;

typedef struct {
  char *title;
  PangoLayout *layout;
  GArray *fields; /* of Field */
} Strip;

struct _WfHeatMap {
  GtkWidget parent_instance;

  GPtrArray *strips;
  GPtrArray *axis; /* (element-type PangoLayout) */
  GStrv axis_words;
  double densest; /* > 0 */
  guint n_levels;
  int line; /* height of a line of text */
};

G_DEFINE_FINAL_TYPE (WfHeatMap, wf_heat_map, GTK_TYPE_WIDGET)

static void
field_clear (gpointer data)
{
  Field *self = data;

  g_free (self->number);
  g_clear_object (&self->layout);
}

static void
strip_free (gpointer data)
{
  Strip *self = data;

  g_free (self->title);
  g_clear_object (&self->layout);
  g_array_unref (self->fields);
  g_free (self);
}

static PangoLayout *
make_layout (WfHeatMap *self, const char *text)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static void
make_layouts (WfHeatMap *self)
{
  g_autoptr (PangoLayout) line = make_layout (self, "0");

  pango_layout_get_pixel_size (line, NULL, &self->line);
  for (guint i = 0; i < self->strips->len; i++)
    {
      Strip *strip = self->strips->pdata[i];
      g_clear_object (&strip->layout);
      strip->layout = make_layout (self, strip->title);
      pango_layout_set_ellipsize (strip->layout, PANGO_ELLIPSIZE_END);
      for (guint f = 0; f < strip->fields->len; f++)
        {
          Field *field = &g_array_index (strip->fields, Field, f);
          g_clear_object (&field->layout);
          field->layout = make_layout (self, field->number);
        }
    }
  g_ptr_array_set_size (self->axis, 0);
  for (guint i = 0; self->axis_words != NULL && self->axis_words[i] != NULL; i++)
    g_ptr_array_add (self->axis, make_layout (self, self->axis_words[i]));
}

static int
row_height (WfHeatMap *self)
{
  return 2 * self->line + 2 * PAD + ROW_GAP;
}

static int
axis_height (WfHeatMap *self)
{
  return self->line + ROW_GAP;
}

typedef struct {
  GtkSnapshot *snapshot;
  GdkRGBA ink;
  float width;
  gboolean rtl;
} Draw;

static void
draw_text (const Draw *draw, PangoLayout *layout, float x, float y)
{
  gtk_snapshot_save (draw->snapshot);
  gtk_snapshot_translate (draw->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (draw->snapshot, layout, &draw->ink);
  gtk_snapshot_restore (draw->snapshot);
}

/* Where the columns from @first to @last lie. */
static void
find_columns (
    WfHeatMap *self, const Draw *draw, guint first, guint last, float *out_x, float *out_width)
{
  float column = draw->width / (float) (self->n_levels + 1);

  *out_width = column * (float) (last - first + 1) - GAP;
  *out_x = column * (float) first;
  if (draw->rtl)
    *out_x = draw->width - *out_x - *out_width;
}

static void
draw_centred (const Draw *draw, PangoLayout *layout, float x, float y, float width)
{
  int text;

  pango_layout_get_pixel_size (layout, &text, NULL);
  draw_text (draw, layout, x + (width - (float) text) / 2, y);
}

/* People a stage: a field of several stages is no darker than its parts would be. */
static double
find_density (const WfTeamBin *bin)
{
  return (double) bin->count / (bin->last - bin->first + 1);
}

static void
draw_field (WfHeatMap *self, const Draw *draw, const Field *field, float y)
{
  GdkRGBA fill = draw->ink;
  float x, width, height = (float) self->line + 2 * PAD;

  find_columns (self, draw, field->bin.first, field->bin.last, &x, &width);
  fill.alpha =
      (float) (LIGHTEST + (DARKEST - LIGHTEST) * find_density (&field->bin) / self->densest);
  gtk_snapshot_append_color (draw->snapshot, &fill, &GRAPHENE_RECT_INIT (x, y, width, height));
  draw_centred (draw, field->layout, x, y + PAD, width);
}

static void
draw_strip (WfHeatMap *self, const Draw *draw, const Strip *strip, float y)
{
  int text;

  pango_layout_set_width (strip->layout, (int) draw->width * PANGO_SCALE);
  pango_layout_get_pixel_size (strip->layout, &text, NULL);
  draw_text (draw, strip->layout, 0, y);
  for (guint f = 0; f < strip->fields->len; f++)
    draw_field (self, draw, &g_array_index (strip->fields, Field, f), y + (float) self->line);
}

static void
wf_heat_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WfHeatMap *self = WF_HEAT_MAP (widget);
  Draw draw = { snapshot, { 0 }, (float) gtk_widget_get_width (widget), FALSE };
  float x, width;

  draw.rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &draw.ink);
  for (guint level = 0; level < self->axis->len; level++)
    {
      find_columns (self, &draw, level, level, &x, &width);
      draw_centred (&draw, self->axis->pdata[level], x, 0, width);
    }
  for (guint i = 0; i < self->strips->len; i++)
    draw_strip (self, &draw, self->strips->pdata[i],
                (float) (axis_height (self) + (int) i * row_height (self)));
}

static void
wf_heat_map_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  WfHeatMap *self = WF_HEAT_MAP (widget);

  *minimum = WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = axis_height (self) + (int) self->strips->len * row_height (self);
  *natural = *minimum;
}

static void
wf_heat_map_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (wf_heat_map_parent_class)->css_changed (widget, change);
  make_layouts (WF_HEAT_MAP (widget));
  gtk_widget_queue_resize (widget);
}

static void
wf_heat_map_finalize (GObject *object)
{
  WfHeatMap *self = WF_HEAT_MAP (object);

  g_ptr_array_unref (self->strips);
  g_ptr_array_unref (self->axis);
  g_strfreev (self->axis_words);
  G_OBJECT_CLASS (wf_heat_map_parent_class)->finalize (object);
}

static void
wf_heat_map_class_init (WfHeatMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_heat_map_finalize;
  widget_class->snapshot = wf_heat_map_snapshot;
  widget_class->measure = wf_heat_map_measure;
  widget_class->css_changed = wf_heat_map_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "heatmap");
}

static void
wf_heat_map_init (WfHeatMap *self)
{
  self->strips = g_ptr_array_new_with_free_func (strip_free);
  self->axis = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
wf_heat_map_new (void)
{
  return g_object_new (WF_TYPE_HEAT_MAP, NULL);
}

static Strip *
make_strip (const WfTeamRow *row, const WfFormat *format)
{
  Strip *strip = g_new0 (Strip, 1);

  strip->title = g_strdup (wf_text_get (row->part->title, wf_format_get_lang (format), NULL));
  strip->fields = g_array_new (FALSE, TRUE, sizeof (Field));
  g_array_set_clear_func (strip->fields, field_clear);
  for (guint b = 0; b < row->bins->len; b++)
    {
      Field field = { g_array_index (row->bins, WfTeamBin, b), NULL, NULL };
      field.number = wf_format_integer (format, field.bin.count);
      g_array_append_val (strip->fields, field);
    }
  return strip;
}

static double
find_densest (WfHeatMap *self)
{
  double densest = 1;

  for (guint i = 0; i < self->strips->len; i++)
    {
      const Strip *strip = self->strips->pdata[i];
      for (guint f = 0; f < strip->fields->len; f++)
        densest = MAX (densest, find_density (&g_array_index (strip->fields, Field, f).bin));
    }
  return densest;
}

void
wf_heat_map_set (WfHeatMap *self,
                 const WfTeamPicture *picture,
                 const WfFormat *format,
                 const char *sentence)
{
  g_autoptr (GStrvBuilder) axis = g_strv_builder_new ();

  g_return_if_fail (WF_IS_HEAT_MAP (self) && picture != NULL);

  g_ptr_array_set_size (self->strips, 0);
  for (guint i = 0; i < picture->rows->len; i++)
    g_ptr_array_add (self->strips, make_strip (picture->rows->pdata[i], format));
  for (guint level = 0; picture->rows->len > 0 && level <= picture->n_levels; level++)
    {
      g_autofree char *number = wf_format_integer (format, level);
      g_strv_builder_add (axis, level == 0 ? "–" : number);
    }
  g_strfreev (self->axis_words);
  self->axis_words = g_strv_builder_end (axis);
  self->densest = find_densest (self);
  self->n_levels = picture->n_levels;
  make_layouts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
