/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows a projection. It is drawn once into a picture and again only when something changed, so
 * that a preview costs nothing while the presenter types.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-projector-view.h"

#include <adwaita.h>

#include "wf-projector-draw.h"

#define GROW_MS 500
#define NATURAL 240

struct _WfProjectorView {
  GtkWidget parent_instance;

  WfProjection *projection;
  char *first;
  char *second;
  char *url;
  char *code;
  double grow;
  AdwAnimation *growing;
  guint ticking; /* source, while a timer runs on the wall */
};

G_DEFINE_FINAL_TYPE (WfProjectorView, wf_projector_view, GTK_TYPE_WIDGET)

static WfProjectorLook
make_look (WfProjectorView *self)
{
  const WfProjectorLook look = {
    .first = self->first,
    .second = self->second,
    .url = self->url,
    .code = self->code,
    .grow = self->grow,
    .now_us = g_get_real_time (),
  };

  return look;
}

static void
wf_projector_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 96 : 54;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL : NATURAL * 9 / 16;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *minimum = *natural = MAX (for_size * 9 / 16, 54);
}

static GtkSizeRequestMode
wf_projector_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_projector_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WfProjectorView *self = WF_PROJECTOR_VIEW (widget);
  const WfProjectorLook look = make_look (self);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  wf_projector_draw (cr, self->projection, &look, width, height);
  cairo_destroy (cr);
}

static gboolean
on_tick (gpointer user_data)
{
  gtk_widget_queue_draw (user_data);
  return G_SOURCE_CONTINUE;
}

/* Four times a second: a countdown that is never a second behind. */
static void
update_ticking (WfProjectorView *self)
{
  gboolean runs = self->projection != NULL && self->projection->timer_runs &&
                  gtk_widget_get_mapped (GTK_WIDGET (self));

  if (runs && self->ticking == 0)
    self->ticking = g_timeout_add (250, on_tick, self);
  else if (!runs)
    g_clear_handle_id (&self->ticking, g_source_remove);
}

static void
wf_projector_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_projector_view_parent_class)->map (widget);
  update_ticking (WF_PROJECTOR_VIEW (widget));
}

static void
wf_projector_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_projector_view_parent_class)->unmap (widget);
  update_ticking (WF_PROJECTOR_VIEW (widget));
}

static void
on_grow (double value, gpointer user_data)
{
  WfProjectorView *self = user_data;

  self->grow = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_words (WfProjectorView *self)
{
  const WfProjectorLook look = make_look (self);
  g_autofree char *words = wf_projector_dup_words (self->projection, &look);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
wf_projector_view_dispose (GObject *object)
{
  WfProjectorView *self = WF_PROJECTOR_VIEW (object);

  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->growing != NULL)
    adw_animation_reset (self->growing);
  g_clear_object (&self->growing);
  g_clear_pointer (&self->projection, wf_projection_unref);
  G_OBJECT_CLASS (wf_projector_view_parent_class)->dispose (object);
}

static void
wf_projector_view_finalize (GObject *object)
{
  WfProjectorView *self = WF_PROJECTOR_VIEW (object);

  g_free (self->first);
  g_free (self->second);
  g_free (self->url);
  g_free (self->code);
  G_OBJECT_CLASS (wf_projector_view_parent_class)->finalize (object);
}

static void
wf_projector_view_class_init (WfProjectorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_projector_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_projector_view_finalize;
  widget_class->measure = wf_projector_view_measure;
  widget_class->get_request_mode = wf_projector_view_get_request_mode;
  widget_class->snapshot = wf_projector_view_snapshot;
  widget_class->map = wf_projector_view_map;
  widget_class->unmap = wf_projector_view_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "projectorview");
}

static void
wf_projector_view_init (WfProjectorView *self)
{
  self->grow = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
wf_projector_view_new (const char *first, const char *second)
{
  WfProjectorView *self = g_object_new (WF_TYPE_PROJECTOR_VIEW, NULL);

  wf_projector_view_set_languages (self, first, second);
  return GTK_WIDGET (self);
}

void
wf_projector_view_set_languages (WfProjectorView *self, const char *first, const char *second)
{
  g_return_if_fail (WF_IS_PROJECTOR_VIEW (self));
  g_return_if_fail (first != NULL);

  g_free (self->first);
  g_free (self->second);
  self->first = g_strdup (first);
  self->second = g_strcmp0 (first, second) != 0 ? g_strdup (second) : NULL;
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether counts came to be seen that were hidden. */
static gboolean
reveals (const WfProjection *before, const WfProjection *after)
{
  return before != NULL && after != NULL && after->has_counts &&
         (!before->has_counts || before->slide != after->slide);
}

void
wf_projector_view_set (WfProjectorView *self, WfProjection *projection)
{
  gboolean grows;

  g_return_if_fail (WF_IS_PROJECTOR_VIEW (self));

  grows = reveals (self->projection, projection);
  if (projection != NULL)
    wf_projection_ref (projection);
  g_clear_pointer (&self->projection, wf_projection_unref);
  self->projection = projection;
  update_ticking (self);
  update_words (self);
  if (grows && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      if (self->growing == NULL)
        self->growing =
            adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GROW_MS,
                                     adw_callback_animation_target_new (on_grow, self, NULL));
      adw_animation_reset (self->growing);
      adw_animation_play (self->growing); /* at once where less motion is asked for */
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wf_projector_view_set_phones (WfProjectorView *self, const char *url, const char *code)
{
  g_return_if_fail (WF_IS_PROJECTOR_VIEW (self));

  g_free (self->url);
  g_free (self->code);
  self->url = g_strdup (url);
  self->code = g_strdup (code);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

WfProjection *
wf_projector_view_get (WfProjectorView *self)
{
  g_return_val_if_fail (WF_IS_PROJECTOR_VIEW (self), NULL);

  return self->projection;
}
