/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a pictogram with the page's own drawing code, so that screen and paper agree.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pictogram-view.h"

#include "wf-pictogram.h"

struct _WfPictogramView {
  GtkWidget parent_instance;

  char *name;
  int size;
};

enum {
  PROP_NAME = 1,
  PROP_SIZE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfPictogramView, wf_pictogram_view, GTK_TYPE_WIDGET)

static void
wf_pictogram_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = WF_PICTOGRAM_VIEW (widget)->size;
}

static void
wf_pictogram_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WfPictogramView *self = WF_PICTOGRAM_VIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA colour;
  cairo_t *cr;

  if (self->name == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_cairo_set_source_rgba (cr, &colour);
  wf_pictogram_draw (cr, self->name, (width - (float) self->size) / 2,
                     (height - (float) self->size) / 2, self->size, NULL);
  cairo_destroy (cr);
}

static void
wf_pictogram_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfPictogramView *self = WF_PICTOGRAM_VIEW (object);

  if (id == PROP_NAME)
    g_value_set_string (value, self->name);
  else
    g_value_set_int (value, self->size);
}

static void
wf_pictogram_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WfPictogramView *self = WF_PICTOGRAM_VIEW (object);

  if (id == PROP_NAME)
    wf_pictogram_view_set_name (self, g_value_get_string (value));
  else
    wf_pictogram_view_set_size (self, g_value_get_int (value));
}

static void
wf_pictogram_view_finalize (GObject *object)
{
  g_free (WF_PICTOGRAM_VIEW (object)->name);
  G_OBJECT_CLASS (wf_pictogram_view_parent_class)->finalize (object);
}

static void
wf_pictogram_view_class_init (WfPictogramViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wf_pictogram_view_get_property;
  object_class->set_property = wf_pictogram_view_set_property;
  object_class->finalize = wf_pictogram_view_finalize;
  widget_class->measure = wf_pictogram_view_measure;
  widget_class->snapshot = wf_pictogram_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  properties[PROP_NAME] =
      g_param_spec_string ("pictogram", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] =
      g_param_spec_int ("size", NULL, NULL, 1, 1024, 48,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
wf_pictogram_view_init (WfPictogramView *self)
{
  self->size = 48;
}

GtkWidget *
wf_pictogram_view_new (const char *name)
{
  return g_object_new (WF_TYPE_PICTOGRAM_VIEW, "pictogram", name, NULL);
}

void
wf_pictogram_view_set_name (WfPictogramView *self, const char *name)
{
  g_return_if_fail (WF_IS_PICTOGRAM_VIEW (self));

  if (!wf_pictogram_exists (name))
    name = NULL;
  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
wf_pictogram_view_get_name (WfPictogramView *self)
{
  g_return_val_if_fail (WF_IS_PICTOGRAM_VIEW (self), NULL);

  return self->name;
}

void
wf_pictogram_view_set_size (WfPictogramView *self, int size)
{
  g_return_if_fail (WF_IS_PICTOGRAM_VIEW (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}
