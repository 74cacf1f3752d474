/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Breaks a row of children into lines by their minimum widths, so that words in them break first,
 * and gives each line's children what is left as a box does. A child that breaks into lines itself
 * goes to a line of its own before it does. Measures and places alike, both by arrange().
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-wrap-layout.h"

#define SPACING 6

struct _WfWrapLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (WfWrapLayout, wf_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Of one line: `sizes` holds the GtkWidget in `data` and its width in `minimum_size`. */
typedef struct {
  GArray *sizes;
  int height;
} Line;

static void
line_clear (gpointer data)
{
  g_array_unref (((Line *) data)->sizes);
}

/* What is left of @width goes to what grows, or to the only child. */
static void
fill_line (Line *line, int width)
{
  GtkRequestedSize *sizes = &g_array_index (line->sizes, GtkRequestedSize, 0);
  guint n = line->sizes->len, n_growing = 0;
  int left = width - SPACING * ((int) n - 1);

  for (guint i = 0; i < n; i++)
    {
      left -= sizes[i].minimum_size;
      n_growing += n == 1 || gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL);
    }
  left = gtk_distribute_natural_allocation (MAX (left, 0), n, sizes);
  for (guint i = 0; i < n; i++)
    {
      int height;

      if (n == 1 || gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
        sizes[i].minimum_size += left / (int) n_growing;
      gtk_widget_measure (sizes[i].data, GTK_ORIENTATION_VERTICAL, sizes[i].minimum_size, NULL,
                          &height, NULL, NULL);
      line->height = MAX (line->height, height);
    }
}

static GArray *
arrange (GtkWidget *widget, int width)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  Line *line = NULL;
  int used = 0;

  g_array_set_clear_func (lines, line_clear);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize size = { .data = child };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size.minimum_size,
                          &size.natural_size, NULL, NULL);
      if (WF_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (child)))
        size.minimum_size = MAX (size.minimum_size, MIN (size.natural_size, width));
      if (line == NULL || used + SPACING + size.minimum_size > width)
        {
          g_array_append_val (lines,
                              ((Line){ g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize)), 0 }));
          line = &g_array_index (lines, Line, lines->len - 1);
          used = -SPACING;
        }
      used += SPACING + size.minimum_size;
      g_array_append_val (line->sizes, size);
    }
  for (guint i = 0; i < lines->len; i++)
    fill_line (&g_array_index (lines, Line, i), width);
  return lines;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (n++ > 0 ? SPACING : 0);
    }
}

static void
wf_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  g_autoptr (GArray) lines = NULL;
  int width = 0, least = 0;

  *minimum = *natural = 0;
  measure_width (widget, &least, &width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
      return;
    }
  lines = arrange (widget, for_size >= 0 ? for_size : width);
  for (guint i = 0; i < lines->len; i++)
    *minimum += g_array_index (lines, Line, i).height + (i > 0 ? SPACING : 0);
  *natural = *minimum;
}

static void
wf_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  g_autoptr (GArray) lines = arrange (widget, width);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      int line_height = lines->len == 1 ? MAX (line->height, height) : line->height;
      int x = 0;

      for (guint j = 0; j < line->sizes->len; j++)
        {
          const GtkRequestedSize *size = &g_array_index (line->sizes, GtkRequestedSize, j);
          const GtkAllocation place = { is_rtl ? width - x - size->minimum_size : x, y,
                                        size->minimum_size, line_height };

          gtk_widget_size_allocate (size->data, &place, -1);
          x += size->minimum_size + SPACING;
        }
      y += line_height + SPACING;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child)) /* stands outside, and goes along */
        gtk_popover_present (GTK_POPOVER (child));
    }
}

static GtkSizeRequestMode
wf_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_wrap_layout_class_init (WfWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = wf_wrap_layout_get_request_mode;
  layout_class->measure = wf_wrap_layout_measure;
  layout_class->allocate = wf_wrap_layout_allocate;
}

static void
wf_wrap_layout_init (WfWrapLayout *self)
{
}

GtkLayoutManager *
wf_wrap_layout_new (void)
{
  return g_object_new (WF_TYPE_WRAP_LAYOUT, NULL);
}
