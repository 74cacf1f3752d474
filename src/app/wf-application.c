/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Command line, id and actions of the program.
 *
 * The id is chosen while the command line is read, before anything is registered on the
 * bus, because it depends on the data folder.
 */
#define G_LOG_DOMAIN "wf-app"

#include "wf-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "wf-autostart.h"
#include "wf-compose.h"
#include "wf-config.h"
#include "wf-label-width.h"
#include "wf-narrow.h"
#include "wf-paths.h"
#include "wf-sample.h"
#include "wf-window.h"

struct _WfApplication {
  AdwApplication parent_instance;

  char *data_dir;   /* (nullable): as asked for on the command line, absolute */
  WfSample *sample; /* (nullable): with --demo */
  WfServices *services;
  gulong show_hook;
  gboolean is_background; /* started without a window, and none was opened since */
  gboolean is_waiting;    /* and it is kept alive for that */
};

G_DEFINE_FINAL_TYPE (WfApplication, wf_application, ADW_TYPE_APPLICATION)

typedef struct {
  const char *action;
  const char *accels[4];
} Accel;

static const Accel ACCELS[] = {
  { "app.quit", { "<Control>q" } },
  { "app.quick-hide", { "F12", "<Control>h" } },
  { "win.lock", { "<Control>l" } },
  { "win.new-visit", { "<Control>n" } },
  { "win.find-client", { "<Control>f" } },
  { "win.show-preferences", { "<Control>comma" } },
  { "win.show-shortcuts", { "F1", "<Control>question", "<Control>F1" } },
  { "win.show-place::today", { "<Alt>1" } },
  { "win.show-place::clients", { "<Alt>2" } },
  { "win.show-place::catalogue", { "<Alt>3" } },
  { "win.show-place::practice", { "<Alt>4" } },
  { "win.show-place::workshops", { "<Alt>5" } },
  { "win.show-place::month", { "<Alt>6" } },
  { "win.show-place::people", { "<Alt>7" } },
  { "win.show-place::lending", { "<Alt>8" } },
  { "window.close", { "<Control>w" } },
};

char *
wf_application_make_id (const char *data_dir)
{
  g_autofree char *usual = wf_paths_get_default_data_dir ();
  g_autofree char *hash = NULL;

  if (data_dir == NULL || g_str_equal (data_dir, usual))
    return g_strdup (WF_APP_ID);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, data_dir, -1);
  hash[12] = '\0';
  return g_strconcat (WF_APP_ID, ".d", hash, NULL);
}

static gboolean
on_hide_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quick-hide", NULL);
  return TRUE;
}

static gboolean
on_lock_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  for (GList *at = gtk_application_get_windows (user_data); at != NULL; at = at->next)
    {
      if (WF_IS_WINDOW (at->data))
        return gtk_widget_activate_action (at->data, "win.lock", NULL);
    }
  return FALSE;
}

static void
add_key (GtkEventController *keys, const char *trigger, GtkShortcutFunc func, gpointer self)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (func, self, NULL)));
}

/* Hiding and locking must work wherever the focus is, but a popover keeps its keys from the window
 * below, and dialogs, GTK's own too, do not know the program's. Each is given them when shown. */
static gboolean
on_widget_show (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer self)
{
  static const char has_keys[] = "wf-keys";
  GtkWidget *widget = g_value_get_object (values);
  gboolean keeps_keys =
      GTK_IS_POPOVER (widget) || (GTK_IS_WINDOW (widget) && !GTK_IS_APPLICATION_WINDOW (widget));
  GtkEventController *keys;

  if (!keeps_keys || g_object_get_data (G_OBJECT (widget), has_keys) != NULL)
    return TRUE;

  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, "F12|<Control>h", on_hide_key, self);
  add_key (keys, "<Control>l", on_lock_key, self);
  gtk_widget_add_controller (widget, keys);
  g_object_set_data (G_OBJECT (widget), has_keys, keys);
  return TRUE; /* and the next one */
}

static void
on_about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (
      window, "application-name", "Wayfinder", "application-icon", WF_APP_ID, "version", WF_VERSION,
      "developer-name", _ ("The Wayfinder founders"), "license-type", GTK_LICENSE_GPL_3_0,
      "comments",
      _ ("Sit beside a newcomer, find out what helps, and leave with a plan that gets followed up. "
         "What clients say stays sealed on this computer."),
      /* Translators: your names, one a line; shown in the about window */
      "translator-credits", _ ("translator-credits"), NULL);
}

static void
on_quick_hide_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wf_quick_hide_toggle (WF_APPLICATION (user_data)->services->quick_hide);
}

/* Another process, another folder, another window: this one stays as it is. */
static void
on_demo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { program, "--demo", NULL };
  g_autoptr (GError) error = NULL;

  if (program == NULL ||
      !g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &error))
    g_warning ("the sample agency did not start: %s", error != NULL ? error->message : "");
}

static void
on_quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WfApplication *self = WF_APPLICATION (user_data);
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *next; windows != NULL; windows = next)
    {
      next = windows->next;
      gtk_window_close (windows->data);
    }
  if (self->is_waiting)
    g_application_release (G_APPLICATION (self));
  self->is_waiting = FALSE;
}

static const GActionEntry ACTIONS[] = {
  { .name = "about", .activate = on_about_action },
  { .name = "demo", .activate = on_demo_action },
  { .name = "quick-hide", .activate = on_quick_hide_action },
  { .name = "quit", .activate = on_quit_action },
};

static const GOptionEntry OPTIONS[] = {
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep this agency's files in DIR"),
    N_ ("DIR") },
  { "background", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Begin locked and without a window, only to remind"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Open a sample agency that is gone when you close it"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say which version this is"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
  { NULL },
};

/* When it runs already there is nothing to do, and no window to raise. */
static gint
begin_in_background (WfApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->is_background = TRUE;
  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return g_application_get_is_remote (G_APPLICATION (self)) ? 0 : -1;
}

static gint
wf_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  WfApplication *self = WF_APPLICATION (application);
  g_autofree char *data_dir = NULL;
  g_autofree char *id = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Wayfinder %s\n", WF_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (options, G_OPTION_REMAINING))
    {
      g_printerr ("%s\n", _ ("Wayfinder opens no files. To open another agency's folder use "
                             "--data-dir DIR."));
      return 2;
    }
  if (g_variant_dict_lookup (options, "data-dir", "^ay", &data_dir))
    self->data_dir = g_canonicalize_filename (data_dir, NULL);

  if (g_variant_dict_contains (options, "demo"))
    {
      g_autoptr (GError) error = NULL;

      self->sample = wf_sample_new (&error);
      if (self->sample == NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_free (self->data_dir);
      self->data_dir = g_strdup (wf_sample_get_folder (self->sample));
    }

  id = wf_application_make_id (self->data_dir);
  g_application_set_application_id (application, id);
  return g_variant_dict_contains (options, "background") ? begin_in_background (self) : -1;
}

/* The window with the places; a wall or a dialog may be in front of it. */
static WfWindow *
find_window (WfApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  while (windows != NULL && !WF_IS_WINDOW (windows->data))
    windows = windows->next;
  return windows != NULL ? windows->data : NULL;
}

/* A reminder was clicked: it named nobody, Today does. What changed in the catalogue stands there.
 */
static void
on_notifier_activated (WfNotifier *notifier, const char *key, WfApplication *self)
{
  WfWindow *window;

  g_application_activate (G_APPLICATION (self));
  window = find_window (self);
  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  if (g_str_equal (key, WF_FEED_UPKEEP_KEY))
    wf_window_show_catalogue (window, "catalogue.news");
  else
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "today");
}

static void
on_autostart_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfApplication) self = user_data;

  /* What the desktop will not do is not promised: the switch goes back. */
  if (!wf_autostart_set_finish (result, NULL))
    wf_computer_settings_set_autostart (self->services->computer, FALSE);
}

static void
on_autostart (WfComputerSettings *computer, GParamSpec *pspec, WfApplication *self)
{
  g_autofree char *program = g_find_program_in_path ("wayfinder");
  const char *argv[] = { program != NULL ? program : "wayfinder", "--background",
                         self->data_dir != NULL ? "--data-dir" : NULL, self->data_dir, NULL };

  if (self->sample == NULL)
    wf_autostart_set_async (NULL, g_application_get_application_id (G_APPLICATION (self)), argv,
                            wf_computer_settings_get_autostart (computer), NULL, on_autostart_set,
                            g_object_ref (self));
}

/* Locked is enough to know how many days have come. */
static void
on_door_in_background (WfDoor *door, GParamSpec *pspec, WfApplication *self)
{
  if (self->is_background && wf_door_get_state (door) == WF_DOOR_LOCKED)
    wf_upkeep_check (self->services->upkeep);
}

/* What is missing is said; the only way on is to close: nothing was opened. */
static void
on_sample_failed (WfSample *sample, const GError *error, WfApplication *self)
{
  g_autofree char *starter =
      g_build_filename (self->services->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *missing =
      /* Translators: %s is the name of a file */
      g_strdup_printf (_ ("This file is missing: %s. It comes with Wayfinder: installing Wayfinder "
                          "again brings it back."),
                       starter);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  g_application_activate (G_APPLICATION (self));
  body = g_strdup_printf ("%s\n\n%s",
                          g_file_test (starter, G_FILE_TEST_EXISTS) ? error->message : missing,
                          _ ("Nothing of your own was touched."));
  dialog = adw_message_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                   _ ("The sample agency could not be made"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (g_application_quit), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Told to end from outside: as if the person had closed the window. */
static gboolean
on_signal (gpointer user_data)
{
  on_quit_action (NULL, NULL, user_data);
  return G_SOURCE_CONTINUE;
}

static void
wf_application_startup (GApplication *application)
{
  WfApplication *self = WF_APPLICATION (application);

  G_APPLICATION_CLASS (wf_application_parent_class)->startup (application);
  wf_label_width_install ();
  wf_narrow_install ();
  gtk_window_set_default_icon_name (WF_APP_ID);
  g_unix_signal_add (SIGTERM, on_signal, self);
  g_unix_signal_add (SIGINT, on_signal, self);
  g_unix_signal_add (SIGHUP, on_signal, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  for (guint i = 0; i < G_N_ELEMENTS (ACCELS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), ACCELS[i].action,
                                           (const char *const *) ACCELS[i].accels);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_POPOVER)); /* or there is no signal yet */
  self->show_hook = g_signal_add_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), 0,
                                                on_widget_show, self, NULL);
  self->services = wf_compose_services (self->data_dir);
  g_signal_connect_object (self->services->notifier, "activated",
                           G_CALLBACK (on_notifier_activated), self, 0);
  g_signal_connect_object (self->services->door, "notify::state",
                           G_CALLBACK (on_door_in_background), self, 0);
  g_signal_connect_object (self->services->computer, "notify::autostart", G_CALLBACK (on_autostart),
                           self, 0);
  /* Even where GTK itself is not translated, as under a bare C locale. */
  if (wf_language_is_rtl (self->services->lang))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (self->sample != NULL)
    {
      g_signal_connect_object (self->sample, "failed", G_CALLBACK (on_sample_failed), self, 0);
      wf_sample_start (self->sample, self->services);
    }
  else
    wf_door_start (self->services->door);
}

static void
wf_application_activate (GApplication *application)
{
  WfApplication *self = WF_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->is_background && !self->is_waiting)
    {
      self->is_waiting = TRUE;
      g_application_hold (application);
      return;
    }
  if (window == NULL)
    window = GTK_WINDOW (wf_window_new (GTK_APPLICATION (self), self->services));
  /* From now on it ends with its last window, as always. */
  if (self->is_waiting)
    g_application_release (application);
  self->is_background = self->is_waiting = FALSE;
  gtk_window_present (window);
}

static void
wf_application_shutdown (GApplication *application)
{
  WfApplication *self = WF_APPLICATION (application);

  g_signal_remove_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), self->show_hook);
  G_APPLICATION_CLASS (wf_application_parent_class)->shutdown (application);
  if (self->sample != NULL)
    wf_sample_remove (self->sample);
}

static void
wf_application_finalize (GObject *object)
{
  WfApplication *self = WF_APPLICATION (object);

  g_clear_object (&self->sample);
  g_clear_pointer (&self->services, wf_services_unref);
  g_free (self->data_dir);
  G_OBJECT_CLASS (wf_application_parent_class)->finalize (object);
}

static void
wf_application_class_init (WfApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_application_finalize;
  application_class->handle_local_options = wf_application_handle_local_options;
  application_class->startup = wf_application_startup;
  application_class->activate = wf_application_activate;
  application_class->shutdown = wf_application_shutdown;
}

static void
wf_application_init (WfApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), OPTIONS);
}

WfApplication *
wf_application_new (void)
{
  return g_object_new (WF_TYPE_APPLICATION, "application-id", WF_APP_ID, "resource-base-path",
                       "/org/digitalnavigators/Wayfinder", NULL);
}
