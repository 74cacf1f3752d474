/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window's content and the calm page that can take its place. The calm page names no
 * program, no client and no way out but one plain button.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-cover-bin.h"

#include "wf-widget-tools.h"

#include <glib/gi18n.h>

struct _WfCoverBin {
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwBin *content;
  GtkWidget *calm_page;
  GtkLabel *time_label;
  GtkLabel *day_label;
  GtkButton *continue_button;

  WfFormat *format;
  GtkWidget *focus; /* (nullable): weak; what had it before it was covered */
  guint tick_id;
};

enum {
  PROP_CHILD = 1,
  PROP_COVERED,
  N_PROPERTIES,
};

enum {
  CONTINUE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void wf_cover_bin_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (WfCoverBin,
                               wf_cover_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      wf_cover_bin_buildable_init))

static void
wf_cover_bin_add_child (GtkBuildable *buildable,
                        GtkBuilder *builder,
                        GObject *child,
                        const char *type)
{
  WfCoverBin *self = WF_COVER_BIN (buildable);

  if (GTK_IS_WIDGET (child) && self->content != NULL)
    wf_cover_bin_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
wf_cover_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = wf_cover_bin_add_child;
}

static gboolean
on_tick (gpointer user_data)
{
  WfCoverBin *self = user_data;
  gint64 now = g_get_real_time ();
  g_autofree char *clock = wf_format_time (self->format, now, WF_TIME_CLOCK);
  g_autofree char *day = wf_format_date (self->format, now, WF_DATE_WORDS_NO_YEAR);

  gtk_label_set_label (self->time_label, clock);
  gtk_label_set_label (self->day_label, day);
  return G_SOURCE_CONTINUE;
}

static void
on_continue_clicked (GtkButton *button, WfCoverBin *self)
{
  g_signal_emit (self, signals[CONTINUE], 0);
}

static void
wf_cover_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfCoverBin *self = WF_COVER_BIN (object);

  if (id == PROP_CHILD)
    g_value_set_object (value, adw_bin_get_child (self->content));
  else
    g_value_set_boolean (value, wf_cover_bin_get_covered (self));
}

static void
wf_cover_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WfCoverBin *self = WF_COVER_BIN (object);

  if (id == PROP_CHILD)
    wf_cover_bin_set_child (self, g_value_get_object (value));
  else
    wf_cover_bin_set_covered (self, g_value_get_boolean (value));
}

static void
wf_cover_bin_dispose (GObject *object)
{
  WfCoverBin *self = WF_COVER_BIN (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  wf_widget_dispose_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (wf_cover_bin_parent_class)->dispose (object);
}

static void
wf_cover_bin_finalize (GObject *object)
{
  wf_format_unref (WF_COVER_BIN (object)->format);
  G_OBJECT_CLASS (wf_cover_bin_parent_class)->finalize (object);
}

static void
wf_cover_bin_class_init (WfCoverBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wf_cover_bin_get_property;
  object_class->set_property = wf_cover_bin_set_property;
  object_class->dispose = wf_cover_bin_dispose;
  object_class->finalize = wf_cover_bin_finalize;

  properties[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COVERED] =
      g_param_spec_boolean ("covered", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[CONTINUE] = g_signal_new ("continue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/shell/wf-cover-bin.ui");
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, stack);
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, content);
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, calm_page);
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, time_label);
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, day_label);
  gtk_widget_class_bind_template_child (widget_class, WfCoverBin, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_clicked);
}

static void
wf_cover_bin_init (WfCoverBin *self)
{
  self->format = wf_format_new ("en", NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_widget_wrap_buttons (GTK_WIDGET (self));
}

GtkWidget *
wf_cover_bin_new (void)
{
  return g_object_new (WF_TYPE_COVER_BIN, NULL);
}

void
wf_cover_bin_set_format (WfCoverBin *self, WfFormat *format)
{
  g_return_if_fail (WF_IS_COVER_BIN (self));
  g_return_if_fail (format != NULL);

  wf_format_unref (self->format);
  self->format = wf_format_ref (format);
}

void
wf_cover_bin_set_child (WfCoverBin *self, GtkWidget *child)
{
  g_return_if_fail (WF_IS_COVER_BIN (self));

  if (adw_bin_get_child (self->content) == child)
    return;

  adw_bin_set_child (self->content, child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
remember_focus (WfCoverBin *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_weak_pointer (&self->focus, root != NULL ? gtk_root_get_focus (root) : NULL);
}

/* Where one was: else the next Enter would press something else. A popover that had it opens
 * again first. */
static void
restore_focus (WfCoverBin *self)
{
  GtkWidget *content = GTK_WIDGET (self->content), *focus = self->focus;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  g_clear_weak_pointer (&self->focus);
  if (focus != NULL && gtk_widget_is_ancestor (focus, content))
    {
      if (popover != NULL)
        gtk_popover_popup (GTK_POPOVER (popover));
      if (gtk_widget_grab_focus (focus))
        return;
    }
  gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
}

void
wf_cover_bin_set_covered (WfCoverBin *self, gboolean covered)
{
  g_return_if_fail (WF_IS_COVER_BIN (self));

  if (wf_cover_bin_get_covered (self) == covered)
    return;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (covered)
    {
      remember_focus (self);
      on_tick (self);
      self->tick_id = g_timeout_add_seconds (10, on_tick, self);
      gtk_stack_set_visible_child (self->stack, self->calm_page);
      gtk_widget_grab_focus (self->calm_page);
    }
  else
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->content));
      restore_focus (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVERED]);
}

gboolean
wf_cover_bin_get_covered (WfCoverBin *self)
{
  g_return_val_if_fail (WF_IS_COVER_BIN (self), FALSE);

  return gtk_stack_get_visible_child (self->stack) == self->calm_page;
}
