/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers every window at one key. A window with a cover of its own covers itself; any
 * other is hidden and comes back as it was.
 *
 * Invariant: `put_away` holds windows that were visible when they were hidden by us.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-quick-hide.h"

#include <gtk/gtk.h>

#include "wf-cover-bin.h"

struct _WfQuickHide {
  GObject parent_instance;

  gboolean active;
  GPtrArray *put_away; /* (element-type GtkWindow), owned */
};

enum {
  PROP_ACTIVE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfQuickHide, wf_quick_hide, G_TYPE_OBJECT)

/* libadwaita puts a few widgets of its own between a window and its content. */
static WfCoverBin *
find_cover (GtkWidget *widget, guint depth)
{
  GtkWidget *child;

  if (WF_IS_COVER_BIN (widget))
    return WF_COVER_BIN (widget);

  for (child = depth == 0 ? NULL : gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      WfCoverBin *cover = find_cover (child, depth - 1);

      if (cover != NULL)
        return cover;
    }
  return NULL;
}

static void
hide_window (WfQuickHide *self, GtkWindow *window)
{
  g_ptr_array_add (self->put_away, g_object_ref (window));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
}

/* A dialog that was made before and is presented only now. */
static void
on_window_map (GtkWindow *window, WfQuickHide *self)
{
  if (self->active)
    hide_window (self, window);
}

static void
cover_window (WfQuickHide *self, GtkWindow *window)
{
  WfCoverBin *cover = find_cover (GTK_WIDGET (window), 4);

  if (cover != NULL)
    {
      wf_cover_bin_set_covered (cover, TRUE);
      return;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    hide_window (self, window);
  g_signal_connect_object (window, "map", G_CALLBACK (on_window_map), self, G_CONNECT_AFTER);
}

static void
on_toplevels_items_changed (
    GListModel *toplevels, guint position, guint removed, guint added, WfQuickHide *self)
{
  for (guint i = 0; self->active && i < added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, position + i);

      cover_window (self, window);
    }
}

static void
cover_all (WfQuickHide *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      cover_window (self, window);
    }
  g_signal_connect_object (toplevels, "items-changed", G_CALLBACK (on_toplevels_items_changed),
                           self, 0);
}

static gboolean
is_toplevel (GtkWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

      if (other == window)
        return TRUE;
    }
  return FALSE;
}

static void
uncover_all (WfQuickHide *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) back = g_steal_pointer (&self->put_away);

  self->put_away = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_handlers_disconnect_by_func (toplevels, on_toplevels_items_changed, self);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);
      WfCoverBin *cover = find_cover (window, 4);

      g_signal_handlers_disconnect_by_func (window, on_window_map, self);
      if (cover != NULL)
        wf_cover_bin_set_covered (cover, FALSE);
    }
  for (guint i = 0; i < back->len; i++)
    {
      if (is_toplevel (back->pdata[i])) /* else it was destroyed meanwhile */
        gtk_window_present (back->pdata[i]);
    }
}

static void
wf_quick_hide_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, WF_QUICK_HIDE (object)->active);
}

static void
wf_quick_hide_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  wf_quick_hide_set_active (WF_QUICK_HIDE (object), g_value_get_boolean (value));
}

static void
wf_quick_hide_finalize (GObject *object)
{
  g_ptr_array_unref (WF_QUICK_HIDE (object)->put_away);
  G_OBJECT_CLASS (wf_quick_hide_parent_class)->finalize (object);
}

static void
wf_quick_hide_class_init (WfQuickHideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_quick_hide_get_property;
  object_class->set_property = wf_quick_hide_set_property;
  object_class->finalize = wf_quick_hide_finalize;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
wf_quick_hide_init (WfQuickHide *self)
{
  self->put_away = g_ptr_array_new_with_free_func (g_object_unref);
}

WfQuickHide *
wf_quick_hide_new (void)
{
  return g_object_new (WF_TYPE_QUICK_HIDE, NULL);
}

gboolean
wf_quick_hide_get_active (WfQuickHide *self)
{
  g_return_val_if_fail (WF_IS_QUICK_HIDE (self), FALSE);

  return self->active;
}

void
wf_quick_hide_set_active (WfQuickHide *self, gboolean active)
{
  g_return_if_fail (WF_IS_QUICK_HIDE (self));

  if (self->active == active)
    return;

  self->active = active;
  if (active)
    cover_all (self);
  else
    uncover_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

void
wf_quick_hide_toggle (WfQuickHide *self)
{
  g_return_if_fail (WF_IS_QUICK_HIDE (self));

  wf_quick_hide_set_active (self, !self->active);
}
