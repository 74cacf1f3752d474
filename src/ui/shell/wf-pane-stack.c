/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stack of panes over a GtkStack, which slides. It tells a pane when it comes to the
 * front and when it leaves it, and puts the focus into the pane that is shown.
 *
 * Invariant: `panes` holds the stack's children from the first to the visible one.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pane-stack.h"

#include "wf-pane-host.h"

struct _WfPaneStack {
  GtkWidget parent_instance;

  GtkStack *stack;
  GPtrArray *panes; /* (element-type WfPane), borrowed from the stack */
  gboolean root_can_go_back;
  gboolean is_front;
  GtkWidget *had_focus; /* (nullable), weak: in a pane; gone before we are told that it goes */
  gboolean is_in_pane;  /* whether there was one when we were told last */
  gboolean has_gone;    /* what had it there went */
  guint lost_id;        /* when it is looked at again */
};

enum {
  BACK_AT_ROOT,
  N_SIGNALS,
};

enum {
  PROP_VISIBLE_PANE = 1,
  N_PROPERTIES,
};

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPERTIES];

static void host_init (WfPaneHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WfPaneStack,
                               wf_pane_stack,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (WF_TYPE_PANE_HOST, host_init))

static void
tell_shown (WfPaneStack *self, WfPane *pane)
{
  if (self->is_front && WF_PANE_GET_CLASS (pane)->shown != NULL)
    WF_PANE_GET_CLASS (pane)->shown (pane);
}

static void
tell_hidden (WfPaneStack *self, WfPane *pane)
{
  if (self->is_front && WF_PANE_GET_CLASS (pane)->hidden != NULL)
    WF_PANE_GET_CLASS (pane)->hidden (pane);
}

static void
focus (WfPane *pane)
{
  if (WF_PANE_GET_CLASS (pane)->take_focus == NULL || !WF_PANE_GET_CLASS (pane)->take_focus (pane))
    gtk_widget_child_focus (GTK_WIDGET (pane), GTK_DIR_TAB_FORWARD);
}

static void
forget_focus_way (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    return;
  forget_focus_way (child);
  gtk_widget_set_focus_child (widget, NULL);
}

static gboolean
holds_focus (WfPaneStack *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static gboolean
on_focus_lost (gpointer user_data)
{
  WfPaneStack *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_lost = root != NULL &&
                     (gtk_root_get_focus (root) == NULL || (self->has_gone && !holds_focus (self)));

  self->lost_id = 0;
  self->has_gone = FALSE;
  if (is_lost && self->is_front && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      forget_focus_way (GTK_WIDGET (root));
      forget_focus_way (GTK_WIDGET (self));
      focus (wf_pane_stack_get_visible (self));
    }
  return G_SOURCE_REMOVE;
}

/* When the row that has the focus goes and its list is hidden with it, GTK 4.8 remembers the way to
 * where it was: Tab leads nowhere any more, or to a toast and never back. The pane is given the
 * focus instead. */
static void
on_root_focus (WfPaneStack *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL)
    return;
  if (self->is_in_pane && (self->had_focus == NULL || !gtk_widget_get_mapped (self->had_focus)))
    self->has_gone = TRUE;
  self->is_in_pane = holds_focus (self);
  g_set_weak_pointer (&self->had_focus, self->is_in_pane ? gtk_root_get_focus (root) : NULL);
  if ((self->has_gone || gtk_root_get_focus (root) == NULL) && self->lost_id == 0)
    self->lost_id = g_idle_add (on_focus_lost, self);
}

static void
show_top (WfPaneStack *self)
{
  WfPane *top = wf_pane_stack_get_visible (self);

  wf_pane_set_can_go_back (top, self->panes->len > 1 || self->root_can_go_back);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (top));
  tell_shown (self, top);
  if (self->is_front)
    focus (top);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE_PANE]);
}

static void
remove_top (WfPaneStack *self)
{
  WfPane *top = wf_pane_stack_get_visible (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL); /* no entry may die under the cursor */
  g_ptr_array_set_size (self->panes, (gint) self->panes->len - 1);
  gtk_stack_remove (self->stack, GTK_WIDGET (top));
}

static void
wf_pane_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, wf_pane_stack_get_visible (WF_PANE_STACK (object)));
}

static void
wf_pane_stack_dispose (GObject *object)
{
  WfPaneStack *self = WF_PANE_STACK (object);

  if (self->panes->len > 0)
    tell_hidden (self, wf_pane_stack_get_visible (self));
  g_ptr_array_set_size (self->panes, 0);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (wf_pane_stack_parent_class)->dispose (object);
}

static void
wf_pane_stack_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_pane_stack_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (on_root_focus), widget, G_CONNECT_SWAPPED);
}

static void
wf_pane_stack_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_root_focus, widget);
  g_clear_handle_id (&WF_PANE_STACK (widget)->lost_id, g_source_remove);
  g_clear_weak_pointer (&WF_PANE_STACK (widget)->had_focus);
  WF_PANE_STACK (widget)->is_in_pane = FALSE;
  WF_PANE_STACK (widget)->has_gone = FALSE;
  GTK_WIDGET_CLASS (wf_pane_stack_parent_class)->unroot (widget);
}

static void
wf_pane_stack_finalize (GObject *object)
{
  g_ptr_array_unref (WF_PANE_STACK (object)->panes);
  G_OBJECT_CLASS (wf_pane_stack_parent_class)->finalize (object);
}

static void
wf_pane_stack_class_init (WfPaneStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_pane_stack_get_property;
  object_class->dispose = wf_pane_stack_dispose;
  object_class->finalize = wf_pane_stack_finalize;
  GTK_WIDGET_CLASS (klass)->root = wf_pane_stack_root;
  GTK_WIDGET_CLASS (klass)->unroot = wf_pane_stack_unroot;

  properties[PROP_VISIBLE_PANE] = g_param_spec_object ("visible-pane", NULL, NULL, WF_TYPE_PANE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[BACK_AT_ROOT] = g_signal_new ("back-at-root", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wf_pane_stack_init (WfPaneStack *self)
{
  self->panes = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

WfPaneStack *
wf_pane_stack_new (WfPane *root)
{
  WfPaneStack *self = g_object_new (WF_TYPE_PANE_STACK, NULL);

  wf_pane_stack_push (self, root);
  return self;
}

void
wf_pane_stack_push (WfPaneStack *self, WfPane *pane)
{
  g_return_if_fail (WF_IS_PANE_STACK (self));
  g_return_if_fail (WF_IS_PANE (pane));

  if (self->panes->len > 0)
    tell_hidden (self, wf_pane_stack_get_visible (self));
  gtk_stack_add_child (self->stack, GTK_WIDGET (pane));
  g_ptr_array_add (self->panes, pane);
  show_top (self);
}

void
wf_pane_stack_replace (WfPaneStack *self, WfPane *pane)
{
  WfPane *top;

  g_return_if_fail (WF_IS_PANE_STACK (self));
  g_return_if_fail (WF_IS_PANE (pane));

  top = wf_pane_stack_get_visible (self);
  tell_hidden (self, top);
  gtk_stack_add_child (self->stack, GTK_WIDGET (pane));
  self->panes->pdata[self->panes->len - 1] = pane;
  show_top (self);
  gtk_stack_remove (self->stack, GTK_WIDGET (top));
}

void
wf_pane_stack_pop (WfPaneStack *self)
{
  g_return_if_fail (WF_IS_PANE_STACK (self));

  if (self->panes->len == 1)
    {
      g_signal_emit (self, signals[BACK_AT_ROOT], 0);
      return;
    }

  tell_hidden (self, wf_pane_stack_get_visible (self));
  remove_top (self);
  show_top (self);
}

void
wf_pane_stack_pop_to_root (WfPaneStack *self)
{
  g_return_if_fail (WF_IS_PANE_STACK (self));

  if (self->panes->len == 1)
    return;

  tell_hidden (self, wf_pane_stack_get_visible (self));
  while (self->panes->len > 1)
    remove_top (self);
  show_top (self);
}

WfPane *
wf_pane_stack_get_visible (WfPaneStack *self)
{
  g_return_val_if_fail (WF_IS_PANE_STACK (self), NULL);

  return self->panes->len == 0 ? NULL : self->panes->pdata[self->panes->len - 1];
}

guint
wf_pane_stack_get_depth (WfPaneStack *self)
{
  g_return_val_if_fail (WF_IS_PANE_STACK (self), 0);

  return self->panes->len;
}

void
wf_pane_stack_set_root_can_go_back (WfPaneStack *self, gboolean can_go_back)
{
  g_return_if_fail (WF_IS_PANE_STACK (self));

  self->root_can_go_back = can_go_back;
  wf_pane_set_can_go_back (self->panes->pdata[0], can_go_back);
}

void
wf_pane_stack_set_front (WfPaneStack *self, gboolean front)
{
  WfPane *top;

  g_return_if_fail (WF_IS_PANE_STACK (self));

  if (self->is_front == front)
    return;

  top = wf_pane_stack_get_visible (self);
  if (!front)
    tell_hidden (self, top);
  self->is_front = front;
  if (front)
    tell_shown (self, top);
}

static void
host_push (WfPaneHost *host, GtkWidget *pane)
{
  wf_pane_stack_push (WF_PANE_STACK (host), WF_PANE (pane));
}

static void
host_replace (WfPaneHost *host, GtkWidget *pane)
{
  wf_pane_stack_replace (WF_PANE_STACK (host), WF_PANE (pane));
}

static void
host_leave (WfPaneHost *host, GtkWidget *pane)
{
  WfPaneStack *self = WF_PANE_STACK (host);

  if (!g_ptr_array_find (self->panes, pane, NULL))
    return;
  if (self->panes->len > 1 && wf_pane_stack_get_visible (self) != WF_PANE (pane))
    {
      tell_hidden (self, wf_pane_stack_get_visible (self));
      while (wf_pane_stack_get_visible (self) != WF_PANE (pane))
        remove_top (self);
      tell_shown (self, WF_PANE (pane));
    }
  wf_pane_stack_pop (self);
}

static void
host_init (WfPaneHostInterface *iface)
{
  iface->push = host_push;
  iface->replace = host_replace;
  iface->leave = host_leave;
}
