/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the second display and shows the wall there. Displays are asked for anew whenever one comes
 * or goes, or the presenter's window moves to another.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-projector-window.h"

#include "wf-cover-bin.h"

#define FIRST_TRY        2  /* frames after it was drawn first */
#define TRY_AGAIN_FRAMES 60 /* a second or so */

struct _WfProjectorWindow {
  AdwWindow parent_instance;

  WfProjectorView *view;
  GtkWindow *presenter; /* (nullable): borrowed, watched */
  GdkMonitor *monitor;  /* (nullable): where it is shown */
};

enum {
  PROP_ON_WALL = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfProjectorWindow, wf_projector_window, ADW_TYPE_WINDOW)

/* Another display than the presenter's: not one that shows the same picture. */
static GdkMonitor *
find_other_monitor (GtkWindow *presenter)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (presenter));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (presenter));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GdkRectangle own_place = { 0 };

  if (own == NULL)
    return NULL;
  gdk_monitor_get_geometry (own, &own_place);
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle place;

      gdk_monitor_get_geometry (monitor, &place);
      if (monitor != own && !gdk_rectangle_equal (&place, &own_place))
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

/* Once it is drawn, and so known to whoever manages windows; until it does fill the display, for
 * one who was asked too early does not answer. */
static gboolean
fill_display (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WfProjectorWindow *self = WF_PROJECTOR_WINDOW (widget);

  if (self->monitor == NULL || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return G_SOURCE_REMOVE;
  if (gdk_frame_clock_get_frame_counter (clock) % TRY_AGAIN_FRAMES == FIRST_TRY)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), self->monitor);
  return G_SOURCE_CONTINUE;
}

static void
place (WfProjectorWindow *self)
{
  g_autoptr (GdkMonitor) monitor =
      self->presenter != NULL ? find_other_monitor (self->presenter) : NULL;

  if (self->monitor == monitor)
    return;
  g_set_object (&self->monitor, monitor);
  /* Those who manage windows do not move one that fills a display, and put a new one that wants to
   * fill one where they like: it comes small, and then fills the display it is for. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_window_unfullscreen (GTK_WINDOW (self));
  if (monitor != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_display, NULL, NULL);
      gtk_window_present (self->presenter); /* keys go on going there */
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_WALL]);
}

static void
on_presenter_realize (GtkWidget *presenter, WfProjectorWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (presenter));

  g_signal_connect_object (surface, "enter-monitor", G_CALLBACK (place), self, G_CONNECT_SWAPPED);
  place (self);
}

/* Never by a key or a click on the wall: the presenter's window closes it. */
static gboolean
wf_projector_window_close_request (GtkWindow *window)
{
  return TRUE;
}

static void
wf_projector_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, WF_PROJECTOR_WINDOW (object)->monitor != NULL);
}

static void
wf_projector_window_dispose (GObject *object)
{
  WfProjectorWindow *self = WF_PROJECTOR_WINDOW (object);

  g_clear_weak_pointer (&self->presenter);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (wf_projector_window_parent_class)->dispose (object);
}

static void
wf_projector_window_class_init (WfProjectorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_projector_window_get_property;
  object_class->dispose = wf_projector_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wf_projector_window_close_request;
  properties[PROP_ON_WALL] = g_param_spec_boolean ("on-wall", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
wf_projector_window_init (WfProjectorWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), "Wayfinder");
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 540);
}

WfProjectorWindow *
wf_projector_window_new (const char *first, const char *second)
{
  WfProjectorWindow *self = g_object_new (WF_TYPE_PROJECTOR_WINDOW, NULL);
  GtkWidget *cover = wf_cover_bin_new ();

  self->view = WF_PROJECTOR_VIEW (wf_projector_view_new (first, second));
  wf_cover_bin_set_child (WF_COVER_BIN (cover), GTK_WIDGET (self->view));
  adw_window_set_content (ADW_WINDOW (self), cover);
  return self;
}

WfProjectorView *
wf_projector_window_get_view (WfProjectorWindow *self)
{
  g_return_val_if_fail (WF_IS_PROJECTOR_WINDOW (self), NULL);

  return self->view;
}

void
wf_projector_window_follow (WfProjectorWindow *self, GtkWindow *presenter)
{
  GListModel *monitors;

  g_return_if_fail (WF_IS_PROJECTOR_WINDOW (self));
  g_return_if_fail (GTK_IS_WINDOW (presenter) && self->presenter == NULL);

  g_set_weak_pointer (&self->presenter, presenter);
  monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (presenter)));
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (place), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_realized (GTK_WIDGET (presenter)))
    on_presenter_realize (GTK_WIDGET (presenter), self);
  else
    g_signal_connect_object (presenter, "realize", G_CALLBACK (on_presenter_realize), self, 0);
}

gboolean
wf_projector_window_is_on_wall (WfProjectorWindow *self)
{
  g_return_val_if_fail (WF_IS_PROJECTOR_WINDOW (self), FALSE);

  return self->monitor != NULL;
}
