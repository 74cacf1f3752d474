/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame every page has: header bar, place for a problem, body. It owns the page's
 * cancellable. Moving between pages is the business of WfPaneStack: the pane only asks.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pane.h"

#include <glib/gi18n.h>

#include "wf-banner.h"
#include "wf-error-text.h"
#include "wf-pane-host.h"
#include "wf-widget-tools.h"
#include "wf-wrap-layout.h"

typedef struct {
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  GtkButton *back_button;
  WfBanner *problem;
  AdwBin *body;

  WfServices *services;
  GCancellable *cancellable;
  gboolean solo;
} WfPanePrivate;

enum {
  PROP_SERVICES = 1,
  PROP_TITLE,
  PROP_SOLO,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static GtkBuildableIface *parent_buildable;

static void wf_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (WfPane,
                                  wf_pane,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (WfPane)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             wf_pane_buildable_init))

static WfPanePrivate *
get_private (WfPane *self)
{
  return wf_pane_get_instance_private (self);
}

/* Where the buttons do not fit beside each other they stand below each other. */
static void
pack_start (AdwHeaderBar *header, GtkWidget *child)
{
  GtkWidget *box;

  adw_header_bar_pack_start (header, child);
  box = gtk_widget_get_parent (child);
  if (!WF_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (box)))
    gtk_widget_set_layout_manager (box, wf_wrap_layout_new ());
}

static void
wf_pane_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  WfPanePrivate *priv = get_private (WF_PANE (buildable));

  if (!GTK_IS_WIDGET (child) || priv->body == NULL)
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    pack_start (priv->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    adw_header_bar_pack_end (priv->header, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "title") == 0)
    adw_header_bar_set_title_widget (priv->header, GTK_WIDGET (child));
  else
    adw_bin_set_child (priv->body, GTK_WIDGET (child));
}

static void
wf_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = wf_pane_add_child;
}

static void
on_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_pane_back (WF_PANE (widget));
}

static void
wf_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfPane *self = WF_PANE (object);

  switch (id)
    {
    case PROP_SERVICES:
      g_value_set_boxed (value, wf_pane_get_services (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, wf_pane_get_title (self));
      break;
    case PROP_SOLO:
      g_value_set_boolean (value, wf_pane_get_solo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wf_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WfPane *self = WF_PANE (object);

  switch (id)
    {
    case PROP_SERVICES:
      get_private (self)->services = g_value_dup_boxed (value);
      break;
    case PROP_TITLE:
      wf_pane_set_title (self, g_value_get_string (value));
      break;
    case PROP_SOLO:
      wf_pane_set_solo (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wf_pane_map (GtkWidget *widget)
{
  wf_widget_wrap_buttons (widget);
  GTK_WIDGET_CLASS (wf_pane_parent_class)->map (widget);
}

static void
wf_pane_dispose (GObject *object)
{
  WfPane *self = WF_PANE (object);

  g_cancellable_cancel (get_private (self)->cancellable);
  G_OBJECT_CLASS (wf_pane_parent_class)->dispose (object);
}

static void
wf_pane_finalize (GObject *object)
{
  WfPanePrivate *priv = get_private (WF_PANE (object));

  g_clear_object (&priv->cancellable);
  g_clear_pointer (&priv->services, wf_services_unref);
  G_OBJECT_CLASS (wf_pane_parent_class)->finalize (object);
}

static void
wf_pane_class_init (WfPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wf_pane_get_property;
  object_class->set_property = wf_pane_set_property;
  object_class->dispose = wf_pane_dispose;
  object_class->finalize = wf_pane_finalize;
  widget_class->map = wf_pane_map;

  properties[PROP_SERVICES] =
      g_param_spec_boxed ("services", NULL, NULL, WF_TYPE_SERVICES,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOLO] =
      g_param_spec_boolean ("solo", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (WF_TYPE_BANNER);
  g_type_ensure (WF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/shell/wf-pane.ui");
  gtk_widget_class_bind_template_child_private (widget_class, WfPane, header);
  gtk_widget_class_bind_template_child_private (widget_class, WfPane, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, WfPane, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfPane, problem);
  gtk_widget_class_bind_template_child_private (widget_class, WfPane, body);
  gtk_widget_class_install_action (widget_class, "pane.back", NULL, on_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "pane.back", NULL);
}

static void
wf_pane_init (WfPane *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfServices *
wf_pane_get_services (WfPane *self)
{
  g_return_val_if_fail (WF_IS_PANE (self), NULL);

  return get_private (self)->services;
}

GCancellable *
wf_pane_get_cancellable (WfPane *self)
{
  g_return_val_if_fail (WF_IS_PANE (self), NULL);

  return get_private (self)->cancellable;
}

gboolean
wf_pane_is_gone (WfPane *self)
{
  g_return_val_if_fail (WF_IS_PANE (self), TRUE);

  return g_cancellable_is_cancelled (get_private (self)->cancellable);
}

const char *
wf_pane_get_title (WfPane *self)
{
  g_return_val_if_fail (WF_IS_PANE (self), NULL);

  return adw_window_title_get_title (get_private (self)->window_title);
}

void
wf_pane_set_title (WfPane *self, const char *title)
{
  g_return_if_fail (WF_IS_PANE (self));

  if (g_strcmp0 (wf_pane_get_title (self), title) == 0)
    return;

  adw_window_title_set_title (get_private (self)->window_title, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
wf_pane_set_subtitle (WfPane *self, const char *subtitle)
{
  g_return_if_fail (WF_IS_PANE (self));

  adw_window_title_set_subtitle (get_private (self)->window_title,
                                 subtitle != NULL ? subtitle : "");
}

void
wf_pane_set_solo (WfPane *self, gboolean solo)
{
  WfPanePrivate *priv;

  g_return_if_fail (WF_IS_PANE (self));

  priv = get_private (self);
  if (priv->solo == solo)
    return;

  priv->solo = solo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOLO]);
}

gboolean
wf_pane_get_solo (WfPane *self)
{
  g_return_val_if_fail (WF_IS_PANE (self), FALSE);

  return get_private (self)->solo;
}

void
wf_pane_set_can_go_back (WfPane *self, gboolean can_go_back)
{
  g_return_if_fail (WF_IS_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (get_private (self)->back_button), can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.back", can_go_back);
}

static void
hold_reminders (WfPane *self)
{
  wf_notifier_hold (wf_pane_get_services (self)->notifier);
}

static void
release_reminders (WfPane *self)
{
  wf_notifier_release (wf_pane_get_services (self)->notifier);
}

void
wf_pane_class_hold_reminders (WfPaneClass *klass)
{
  g_return_if_fail (klass != NULL);

  klass->shown = hold_reminders;
  klass->hidden = release_reminders;
}

void
wf_pane_push (WfPane *self, WfPane *next)
{
  WfPaneHost *host;

  g_return_if_fail (WF_IS_PANE (self));
  g_return_if_fail (WF_IS_PANE (next));

  host = wf_pane_host_find (GTK_WIDGET (self));
  g_return_if_fail (host != NULL);
  WF_PANE_HOST_GET_IFACE (host)->push (host, GTK_WIDGET (next));
}

void
wf_pane_replace (WfPane *self, WfPane *next)
{
  WfPaneHost *host;

  g_return_if_fail (WF_IS_PANE (self));
  g_return_if_fail (WF_IS_PANE (next));

  host = wf_pane_host_find (GTK_WIDGET (self));
  g_return_if_fail (host != NULL);
  WF_PANE_HOST_GET_IFACE (host)->replace (host, GTK_WIDGET (next));
}

void
wf_pane_back (WfPane *self)
{
  WfPaneHost *host;

  g_return_if_fail (WF_IS_PANE (self));

  host = wf_pane_host_find (GTK_WIDGET (self));
  if (host != NULL)
    WF_PANE_HOST_GET_IFACE (host)->leave (host, GTK_WIDGET (self));
}

void
wf_pane_tell (WfPane *self, const char *message)
{
  g_return_if_fail (WF_IS_PANE (self));
  g_return_if_fail (message != NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", message);
}

void
wf_pane_show_problem (WfPane *self, const GError *error)
{
  g_return_if_fail (WF_IS_PANE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_autofree char *text = wf_error_to_user_text (error);

  wf_banner_show (get_private (self)->problem, text);
}

void
wf_pane_clear_problem (WfPane *self)
{
  g_return_if_fail (WF_IS_PANE (self));

  wf_banner_hide (get_private (self)->problem);
}
