/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main window. It remembers its size, covers itself when told, and shows the stage the
 * door allows: first run, unlock, or the places of the program. Changing the stage
 * destroys the one before, and every page in it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-window.h"

#include <glib/gi18n.h>

#include "wf-clients-page.h"
#include "wf-cover-bin.h"
#include "wf-first-run-page.h"
#include "wf-computer-page.h"
#include "wf-dialog-watch.h"
#include "wf-preferences-window.h"
#include "wf-new-visit-page.h"
#include "wf-plan-page.h"
#include "wf-resume-visit-page.h"
#include "wf-start-visit-page.h"
#include "wf-stuck-page.h"
#include "wf-toast.h"
#include "wf-unlock-page.h"

/* Of the surface, with the shadow: below it only closing is offered beside the title. */
#define NARROW_WIDTH 560

struct _WfWindow {
  AdwApplicationWindow parent_instance;

  WfCoverBin *cover;
  AdwToastOverlay *toasts;
  AdwBin *stage;

  WfServices *services;
  gboolean is_narrow;
  gboolean is_closing; /* goes as soon as the vault is locked */
  char *wanted;        /* (nullable): of the catalogue, once it is unlocked */
};

/* What can only be done while the vault is open. */
static const char *const WHEN_OPEN[] = {
  "win.begin-visit",    "win.choose-visit", "win.find-client",
  "win.lock",           "win.new-visit",    "win.resume-visit",
  "win.show-catalogue", "win.show-place",   "win.show-preferences",
};

enum {
  PROP_SERVICES = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfWindow, wf_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_show_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfMainView *view = wf_window_get_main_view (WF_WINDOW (widget));

  if (view != NULL)
    wf_main_view_show_place (view, g_variant_get_string (parameter, NULL));
}

/* @parameter: an action of the catalogue page. */
static void
on_show_catalogue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_window_show_catalogue (WF_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_find_client_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfMainView *view = wf_window_get_main_view (WF_WINDOW (widget));
  WfPane *pane;

  if (view == NULL)
    return;
  wf_main_view_show_place (view, "clients");
  wf_pane_stack_pop_to_root (wf_main_view_get_stack (view));
  pane = wf_pane_stack_get_visible (wf_main_view_get_stack (view));
  wf_clients_page_focus_search (WF_CLIENTS_PAGE (pane));
}

static void
on_new_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWindow *self = WF_WINDOW (widget);
  gboolean full = parameter != NULL && g_str_equal (g_variant_get_string (parameter, NULL), "full");

  wf_window_open (self,
                  wf_new_visit_page_new (self->services, full ? WF_VISIT_FULL : WF_VISIT_HELP_NOW));
}

static void
on_tell_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_window_tell (WF_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_cover_continue (WfCoverBin *cover, WfWindow *self)
{
  wf_quick_hide_set_active (self->services->quick_hide, FALSE);
}

/* In the place of the page that asked whose visit it is, else above what one sees. */
static void
open_visit (WfWindow *self, WfPane *page)
{
  WfMainView *view = wf_window_get_main_view (self);
  WfPane *top = wf_pane_stack_get_visible (wf_main_view_get_stack (view));

  if (WF_IS_NEW_VISIT_PAGE (top))
    wf_pane_replace (top, page);
  else
    wf_pane_push (top, page);
}

static void
on_begin_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWindow *self = WF_WINDOW (widget);
  const char *client_id, *way;

  if (wf_window_get_main_view (self) == NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &client_id, &way);
  open_visit (self, wf_start_visit_page_new (self->services, *client_id != '\0' ? client_id : NULL,
                                             g_str_equal (way, "full") ? WF_VISIT_FULL
                                                                       : WF_VISIT_HELP_NOW));
}

static void
on_resume_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWindow *self = WF_WINDOW (widget);

  if (wf_window_get_main_view (self) != NULL)
    open_visit (self,
                wf_resume_visit_page_new (self->services, g_variant_get_string (parameter, NULL)));
}

static void
on_make_plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWindow *self = WF_WINDOW (widget);
  WfMainView *view = wf_window_get_main_view (self);

  if (view != NULL)
    wf_pane_push (wf_pane_stack_get_visible (wf_main_view_get_stack (view)),
                  wf_plan_page_new (self->services, g_variant_get_string (parameter, NULL)));
}

static void
on_show_shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/digitalnavigators/Wayfinder/ui/shell/wf-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

static void
on_lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_door_lock (WF_WINDOW (widget)->services->door);
}

static void
on_show_preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (
      GTK_WINDOW (wf_preferences_window_new (WF_WINDOW (widget)->services, GTK_WINDOW (widget))));
}

static GtkWidget *
make_starting_page (void)
{
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *handle = gtk_window_handle_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Opening"), -1);
  gtk_window_handle_set_child (GTK_WINDOW_HANDLE (handle), spinner);
  return handle;
}

static GtkWidget *
make_stage (WfWindow *self)
{
  switch (wf_door_get_state (self->services->door))
    {
    case WF_DOOR_NEW:
      return g_object_new (WF_TYPE_FIRST_RUN_PAGE, "services", self->services, NULL);
    case WF_DOOR_STUCK:
      return g_object_new (WF_TYPE_STUCK_PAGE, "services", self->services, NULL);
    case WF_DOOR_LOCKED:
      return g_object_new (WF_TYPE_UNLOCK_PAGE, "services", self->services, NULL);
    case WF_DOOR_OPEN:
      return wf_main_view_new (self->services);
    case WF_DOOR_STARTING:
    default:
      return make_starting_page ();
    }
}

/* A popover that dies while it is open keeps the keyboard and the pointer for itself. */
static void
close_popovers (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      close_popovers (child);
      if (GTK_IS_POPOVER (child))
        gtk_popover_popdown (GTK_POPOVER (child));
    }
}

static void
on_door_state (WfWindow *self)
{
  gboolean open = wf_door_get_state (self->services->door) == WF_DOOR_OPEN;

  close_popovers (GTK_WIDGET (self->stage));
  gtk_window_set_focus (GTK_WINDOW (self), NULL); /* no entry may die under the cursor */
  adw_bin_set_child (self->stage, NULL);          /* the old pages go first */
  adw_bin_set_child (self->stage, make_stage (self));
  for (guint i = 0; i < G_N_ELEMENTS (WHEN_OPEN); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), WHEN_OPEN[i], open);
  if (open && self->wanted != NULL)
    {
      g_autofree char *wanted = g_steal_pointer (&self->wanted);

      wf_window_show_catalogue (self, wanted);
    }
}

static void
bind_settings (WfWindow *self)
{
  GSettings *settings = self->services->settings;

  if (settings == NULL)
    return;

  wf_computer_page_apply_colours (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/* "icon:minimize,maximize,close" without the two that a narrow window has no room for. */
static char *
dup_narrow_layout (const char *layout)
{
  g_autoptr (GString) narrow = g_string_new (NULL);
  g_auto (GStrv) sides = g_strsplit (layout, ":", 2);

  for (guint i = 0; sides[i] != NULL; i++)
    {
      g_auto (GStrv) buttons = g_strsplit (sides[i], ",", -1);

      if (i > 0)
        g_string_append_c (narrow, ':');
      for (guint j = 0; buttons[j] != NULL; j++)
        {
          if (g_str_equal (buttons[j], "minimize") || g_str_equal (buttons[j], "maximize"))
            continue;
          if (narrow->len > 0 && narrow->str[narrow->len - 1] != ':')
            g_string_append_c (narrow, ',');
          g_string_append (narrow, buttons[j]);
        }
    }
  return g_string_free (g_steal_pointer (&narrow), FALSE);
}

/* The page's own buttons and its title come before those of the desktop. */
static void
on_surface_width (WfWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int width = gdk_surface_get_width (gtk_native_get_surface (GTK_NATIVE (self)));
  gboolean narrow = width > 1 && width < NARROW_WIDTH;
  g_autofree char *layout = NULL;
  g_autofree char *without = NULL;

  if (self->is_narrow == narrow)
    return;
  self->is_narrow = narrow;
  gtk_settings_reset_property (settings, "gtk-decoration-layout");
  if (!narrow)
    return;
  g_object_get (settings, "gtk-decoration-layout", &layout, NULL);
  without = dup_narrow_layout (layout);
  g_object_set (settings, "gtk-decoration-layout", without, NULL);
}

static void
wf_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::width",
                           G_CALLBACK (on_surface_width), widget, G_CONNECT_SWAPPED);
}

static void
on_vault_locked (WfVault *vault, WfWindow *self)
{
  if (self->is_closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Closing locks first, so that drafts are sealed. */
static gboolean
wf_window_close_request (GtkWindow *window)
{
  WfWindow *self = WF_WINDOW (window);

  if (GTK_WINDOW_CLASS (wf_window_parent_class)->close_request (window))
    return TRUE;
  if (self->is_closing || wf_door_get_state (self->services->door) != WF_DOOR_OPEN)
    return FALSE;

  self->is_closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  wf_door_lock (self->services->door);
  return TRUE;
}

static void
wf_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WF_WINDOW (object)->services = g_value_dup_boxed (value);
  wf_cover_bin_set_format (WF_WINDOW (object)->cover, WF_WINDOW (object)->services->format);
}

static void
on_backup_failed (WfWindow *self)
{
  wf_window_tell (self, _ ("Today’s backup was not made. Everything is saved. Look at the disk."));
}

static void
wf_window_constructed (GObject *object)
{
  WfWindow *self = WF_WINDOW (object);

  G_OBJECT_CLASS (wf_window_parent_class)->constructed (object);
  bind_settings (self);
  wf_door_watch (self->services->door, GTK_WIDGET (self));
  wf_dialog_watch (GTK_WINDOW (self), self->services->door);
  g_signal_connect_object (self->services->vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  g_signal_connect_object (self->services->door, "notify::state", G_CALLBACK (on_door_state), self,
                           G_CONNECT_SWAPPED);
  if (self->services->upkeep != NULL)
    g_signal_connect_object (self->services->upkeep, "backup-failed", G_CALLBACK (on_backup_failed),
                             self, G_CONNECT_SWAPPED);
  on_door_state (self);
}

static void
wf_window_finalize (GObject *object)
{
  g_clear_pointer (&WF_WINDOW (object)->services, wf_services_unref);
  g_free (WF_WINDOW (object)->wanted);
  G_OBJECT_CLASS (wf_window_parent_class)->finalize (object);
}

static void
wf_window_class_init (WfWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = wf_window_set_property;
  object_class->constructed = wf_window_constructed;
  object_class->finalize = wf_window_finalize;
  widget_class->realize = wf_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = wf_window_close_request;
  properties[PROP_SERVICES] =
      g_param_spec_boxed ("services", NULL, NULL, WF_TYPE_SERVICES,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (WF_TYPE_COVER_BIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/shell/wf-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWindow, cover);
  gtk_widget_class_bind_template_child (widget_class, WfWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WfWindow, stage);
  gtk_widget_class_bind_template_callback (widget_class, on_cover_continue);
  gtk_widget_class_install_action (widget_class, "win.new-visit", NULL, on_new_visit_action);
  gtk_widget_class_install_action (widget_class, "win.choose-visit", "s", on_new_visit_action);
  gtk_widget_class_install_action (widget_class, "win.begin-visit", "(ss)", on_begin_visit_action);
  gtk_widget_class_install_action (widget_class, "win.resume-visit", "s", on_resume_visit_action);
  gtk_widget_class_install_action (widget_class, "win.make-plan", "s", on_make_plan_action);
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", on_show_place_action);
  gtk_widget_class_install_action (widget_class, "win.show-catalogue", "s",
                                   on_show_catalogue_action);
  gtk_widget_class_install_action (widget_class, "win.find-client", NULL, on_find_client_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, on_lock_action);
  gtk_widget_class_install_action (widget_class, "win.show-preferences", NULL,
                                   on_show_preferences_action);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL,
                                   on_show_shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.tell", "s", on_tell_action);
}

static void
wf_window_init (WfWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfWindow *
wf_window_new (GtkApplication *application, WfServices *services)
{
  g_return_val_if_fail (services != NULL, NULL);

  return g_object_new (WF_TYPE_WINDOW, "application", application, "services", services, NULL);
}

WfMainView *
wf_window_get_main_view (WfWindow *self)
{
  GtkWidget *child;

  g_return_val_if_fail (WF_IS_WINDOW (self), NULL);

  child = adw_bin_get_child (self->stage);
  return WF_IS_MAIN_VIEW (child) ? WF_MAIN_VIEW (child) : NULL;
}

void
wf_window_show_catalogue (WfWindow *self, const char *action)
{
  WfMainView *view;
  WfPane *pane;

  g_return_if_fail (WF_IS_WINDOW (self));
  g_return_if_fail (action != NULL);

  view = wf_window_get_main_view (self);
  if (view == NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (action);
      return;
    }
  wf_main_view_show_place (view, "catalogue");
  wf_pane_stack_pop_to_root (wf_main_view_get_stack (view));
  pane = wf_pane_stack_get_visible (wf_main_view_get_stack (view));
  gtk_widget_activate_action (GTK_WIDGET (pane), action, NULL);
}

void
wf_window_tell (WfWindow *self, const char *message)
{
  g_return_if_fail (WF_IS_WINDOW (self));
  g_return_if_fail (message != NULL);

  adw_toast_overlay_add_toast (self->toasts, wf_toast_new (message));
}

void
wf_window_open (WfWindow *self, WfPane *pane)
{
  WfMainView *view;

  g_return_if_fail (WF_IS_WINDOW (self));
  g_return_if_fail (WF_IS_PANE (pane));

  view = wf_window_get_main_view (self);
  if (view != NULL)
    wf_pane_stack_push (wf_main_view_get_stack (view), pane);
  else
    g_object_unref (g_object_ref_sink (pane));
}
