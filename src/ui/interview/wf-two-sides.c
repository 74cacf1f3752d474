/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two children beside one another, or one above the other in a narrow window. Both are
 * expected to scroll, so that neither needs much height.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-two-sides.h"

#include "wf-widget-tools.h"

/* Widths in pixels at the usual text size. */
#define STACK_BELOW 780
#define STRIP_WIDTH 360
/* How much of the height the strip may take when it stands under the client's side. */
#define STRIP_SHARE .32

struct _WfTwoSides {
  GtkWidget parent_instance;

  GtkWidget *client;
  GtkWidget *strip;
  gboolean is_stacked;
};

G_DEFINE_FINAL_TYPE (WfTwoSides, wf_two_sides, GTK_TYPE_WIDGET)

static gboolean
is_there (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static void
measure_child (
    GtkWidget *child, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (is_there (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
wf_two_sides_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
wf_two_sides_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  WfTwoSides *self = WF_TWO_SIDES (widget);
  int client_minimum, client_natural, strip_minimum, strip_natural;

  measure_child (self->client, orientation, -1, &client_minimum, &client_natural);
  measure_child (self->strip, orientation, -1, &strip_minimum, &strip_natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (client_minimum, strip_minimum);
      *natural = client_natural + MAX (strip_natural, is_there (self->strip) ? STRIP_WIDTH : 0);
    }
  else
    {
      *minimum = client_minimum + strip_minimum;
      *natural = MAX (*minimum, client_natural);
    }
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, y));

  gtk_widget_allocate (child, width, height, -1, transform);
}

static void
allocate_stacked (WfTwoSides *self, int width, int height)
{
  int client_minimum, strip_minimum, strip_natural, ignored, strip_height;

  measure_child (self->client, GTK_ORIENTATION_VERTICAL, width, &client_minimum, &ignored);
  measure_child (self->strip, GTK_ORIENTATION_VERTICAL, width, &strip_minimum, &strip_natural);
  strip_height = CLAMP ((int) (height * STRIP_SHARE), strip_minimum,
                        MAX (strip_minimum, height - client_minimum));
  strip_height = MIN (strip_height, MAX (strip_natural, strip_minimum));
  allocate (self->client, 0, 0, width, height - strip_height);
  allocate (self->strip, 0, height - strip_height, width, strip_height);
}

static void
allocate_beside (WfTwoSides *self, int width, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int client_minimum, strip_minimum, ignored, strip_width;

  measure_child (self->client, GTK_ORIENTATION_HORIZONTAL, -1, &client_minimum, &ignored);
  measure_child (self->strip, GTK_ORIENTATION_HORIZONTAL, -1, &strip_minimum, &ignored);
  strip_width = CLAMP (MAX (STRIP_WIDTH, width * 3 / 8), strip_minimum,
                       MAX (strip_minimum, width - client_minimum));
  strip_width = MIN (strip_width, MAX (strip_minimum, 480));
  allocate (self->client, rtl ? strip_width : 0, 0, width - strip_width, height);
  allocate (self->strip, rtl ? 0 : width - strip_width, 0, strip_width, height);
}

static void
wf_two_sides_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WfTwoSides *self = WF_TWO_SIDES (widget);
  int client_minimum = 0, strip_minimum = 0, ignored;

  if (!is_there (self->client) || !is_there (self->strip))
    {
      GtkWidget *only = is_there (self->client) ? self->client : self->strip;

      self->is_stacked = FALSE;
      if (is_there (only))
        allocate (only, 0, 0, width, height);
      return;
    }

  measure_child (self->client, GTK_ORIENTATION_HORIZONTAL, -1, &client_minimum, &ignored);
  measure_child (self->strip, GTK_ORIENTATION_HORIZONTAL, -1, &strip_minimum, &ignored);
  self->is_stacked = width < MAX (STACK_BELOW, client_minimum + strip_minimum);
  if (self->is_stacked)
    {
      gtk_widget_add_css_class (self->strip, "stacked");
      allocate_stacked (self, width, height);
    }
  else
    {
      gtk_widget_remove_css_class (self->strip, "stacked");
      allocate_beside (self, width, height);
    }
}

static void
wf_two_sides_dispose (GObject *object)
{
  WfTwoSides *self = WF_TWO_SIDES (object);

  wf_widget_dispose_children (GTK_WIDGET (object));
  self->client = NULL;
  self->strip = NULL;
  G_OBJECT_CLASS (wf_two_sides_parent_class)->dispose (object);
}

static void
wf_two_sides_class_init (WfTwoSidesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_two_sides_dispose;
  widget_class->get_request_mode = wf_two_sides_get_request_mode;
  widget_class->measure = wf_two_sides_measure;
  widget_class->size_allocate = wf_two_sides_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "twosides");
}

static void
wf_two_sides_init (WfTwoSides *self)
{
}

static void
set_child (WfTwoSides *self, GtkWidget **slot, GtkWidget *child)
{
  g_clear_pointer (slot, gtk_widget_unparent);
  *slot = child;
  if (child == NULL)
    return;
  if (slot == &self->client)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
wf_two_sides_set_client (WfTwoSides *self, GtkWidget *child)
{
  g_return_if_fail (WF_IS_TWO_SIDES (self));

  set_child (self, &self->client, child);
}

void
wf_two_sides_set_strip (WfTwoSides *self, GtkWidget *child)
{
  g_return_if_fail (WF_IS_TWO_SIDES (self));

  set_child (self, &self->strip, child);
}

GtkWidget *
wf_two_sides_get_client (WfTwoSides *self)
{
  g_return_val_if_fail (WF_IS_TWO_SIDES (self), NULL);

  return self->client;
}

GtkWidget *
wf_two_sides_get_strip (WfTwoSides *self)
{
  g_return_val_if_fail (WF_IS_TWO_SIDES (self), NULL);

  return self->strip;
}

gboolean
wf_two_sides_get_stacked (WfTwoSides *self)
{
  g_return_val_if_fail (WF_IS_TWO_SIDES (self), FALSE);

  return self->is_stacked;
}
