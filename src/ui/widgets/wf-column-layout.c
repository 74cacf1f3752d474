/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures and places alike, both by the heights of measure_line(). Widths never depend on heights.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-column-layout.h"

struct _WfColumnLayout {
  GtkLayoutManager parent_instance;

  int columns;
  int spacing;
};

G_DEFINE_FINAL_TYPE (WfColumnLayout, wf_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static int
get_column_width (WfColumnLayout *self, int width)
{
  return MAX (0, (width - self->spacing * (self->columns - 1)) / self->columns);
}

/* @child: (inout): first of the line; then of the next one. */
static int
measure_line (WfColumnLayout *self, GtkWidget **child, int column_width)
{
  int height = 0;

  for (int i = 0; i < self->columns && *child != NULL; i++, *child = get_next (*child))
    {
      int natural;

      gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, column_width, NULL, &natural, NULL,
                          NULL);
      height = MAX (height, natural);
    }
  return height;
}

static int
measure_height (WfColumnLayout *self, GtkWidget *first, int width)
{
  int column_width = width >= 0 ? get_column_width (self, width) : -1;
  int height = 0;

  for (GtkWidget *child = first; child != NULL;)
    height += measure_line (self, &child, column_width) + (child != NULL ? self->spacing : 0);
  return height;
}

static GtkSizeRequestMode
wf_column_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_column_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  WfColumnLayout *self = WF_COLUMN_LAYOUT (manager);
  GtkWidget *first = skip_hidden (gtk_widget_get_first_child (widget));

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_height (self, first, for_size);
      return;
    }
  for (GtkWidget *child = first; child != NULL; child = get_next (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
  *minimum = *minimum * self->columns + self->spacing * (self->columns - 1);
  *natural = *natural * self->columns + self->spacing * (self->columns - 1);
}

static void
wf_column_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  WfColumnLayout *self = WF_COLUMN_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int column_width = get_column_width (self, width);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next = child;
      int line_height = measure_line (self, &next, column_width);

      for (int i = 0; child != next; i++, child = get_next (child))
        {
          int x = i * (column_width + self->spacing);
          GtkAllocation place = { rtl ? width - x - column_width : x, y, column_width,
                                  line_height };

          gtk_widget_size_allocate (child, &place, -1);
        }
      y += line_height + self->spacing;
    }
}

static void
wf_column_layout_class_init (WfColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = wf_column_layout_get_request_mode;
  manager_class->measure = wf_column_layout_measure;
  manager_class->allocate = wf_column_layout_allocate;
}

static void
wf_column_layout_init (WfColumnLayout *self)
{
  self->columns = 1;
}

void
wf_column_layout_set (WfColumnLayout *self, int columns, int spacing)
{
  g_return_if_fail (WF_IS_COLUMN_LAYOUT (self));
  g_return_if_fail (columns > 0 && spacing >= 0);

  if (columns == self->columns && spacing == self->spacing)
    return;
  self->columns = columns;
  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

int
wf_column_layout_get_columns (WfColumnLayout *self)
{
  g_return_val_if_fail (WF_IS_COLUMN_LAYOUT (self), 1);

  return self->columns;
}
