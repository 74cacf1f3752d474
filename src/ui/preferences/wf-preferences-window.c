/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences. The agency, this computer and the data have pages of their own; the content
 * in use is short enough to stand here.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-preferences-window.h"

#include <glib/gi18n.h>

#include "wf-agency-settings.h"
#include "wf-bank-page.h"
#include "wf-catalogue-settings.h"
#include "wf-computer-page.h"
#include "wf-data-settings.h"
#include "wf-people-words.h"
#include "wf-rows.h"
#include "wf-toast.h"
#include "wf-widget-tools.h"

struct _WfPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  WfServices *services;
};

G_DEFINE_FINAL_TYPE (WfPreferencesWindow, wf_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static AdwPreferencesPage *
add_page (WfPreferencesWindow *self, const char *name, const char *title, const char *icon)
{
  AdwPreferencesPage *page = g_object_new (ADW_TYPE_PREFERENCES_PAGE, "name", name, "title", title,
                                           "icon-name", icon, NULL);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  return page;
}

static char *
dup_pack_words (WfPreferencesWindow *self, const WfPackInfo *info)
{
  GString *words = g_string_new (NULL);
  g_autofree char *version = wf_format_integer (self->services->format, info->version);

  /* Translators: a pack of questions: its version */
  g_string_append_printf (words, _ ("Version %s."), version);
  if (info->provisional)
    g_string_append_printf (words, "\n%s",
                            _ ("Provisional: not yet used with newcomers and navigators."));
  if (info->licence != NULL && *info->licence != '\0')
    g_string_append_printf (words, "\n%s", info->licence);
  if (info->attribution != NULL && *info->attribution != '\0')
    g_string_append_printf (words, "\n%s", info->attribution);
  return g_string_free (words, FALSE);
}

static void
add_content (WfPreferencesWindow *self)
{
  const GPtrArray *infos = wf_pack_library_get_infos (self->services->packs);
  const GPtrArray *problems = wf_pack_library_get_problems (self->services->packs);
  AdwPreferencesPage *page =
      add_page (self, "content", _ ("Content"), "accessories-dictionary-symbolic");
  AdwPreferencesGroup *group;

  if (problems->len > 0)
    {
      group = wf_rows_add_group (page, _ ("To mend"),
                                 _ ("These lines were left out. Everything else is in use."));
      for (guint i = 0; i < problems->len; i++)
        {
          const WfPackProblem *problem = problems->pdata[i];
          g_autofree char *where = g_strdup_printf ("%s:%u", problem->file, problem->line);
          g_autofree char *what = g_strdup_printf ("%s\n%s", problem->message, problem->cure);

          wf_rows_add (group, NULL, where, what);
        }
    }
  group = wf_rows_add_group (page, _ ("Questions and texts in use"), NULL);
  for (guint i = 0; i < infos->len; i++)
    {
      const WfPackInfo *info = infos->pdata[i];
      g_autofree char *words = dup_pack_words (self, info);

      wf_rows_add (group, NULL,
                   info->title != NULL && *info->title != '\0' ? info->title : info->id, words);
    }
}

static void
on_told (GtkWidget *page, const char *text, WfPreferencesWindow *self)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), wf_toast_new (text));
}

static void
add_told_page (WfPreferencesWindow *self, gpointer page)
{
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  g_signal_connect_object (page, "told", G_CALLBACK (on_told), self, 0);
}

/* The sources have a page of the window. */
static void
on_left (GtkWidget *page, WfPreferencesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-catalogue", "s",
                                "catalogue.sources");
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_catalogue (WfPreferencesWindow *self)
{
  WfCatalogueSettings *page = wf_catalogue_settings_new (self->services);

  add_told_page (self, page);
  g_signal_connect_object (page, "left", G_CALLBACK (on_left), self, 0);
}

static void
wf_preferences_window_finalize (GObject *object)
{
  g_clear_pointer (&WF_PREFERENCES_WINDOW (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_preferences_window_parent_class)->finalize (object);
}

static void
wf_preferences_window_class_init (WfPreferencesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_preferences_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
wf_preferences_window_init (WfPreferencesWindow *self)
{
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self), FALSE);
}

WfPreferencesWindow *
wf_preferences_window_new (WfServices *services, GtkWindow *parent)
{
  WfPreferencesWindow *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_PREFERENCES_WINDOW, "title", _ ("Preferences"), "transient-for",
                       parent, "modal", TRUE, "destroy-with-parent", TRUE, "default-width", 660,
                       "default-height", 720, NULL);
  self->services = wf_services_ref (services);
  add_told_page (self, wf_agency_settings_new (services));
  add_told_page (self, wf_computer_page_new (services));
  if (services->sync != NULL)
    add_catalogue (self);
  add_content (self);
  if (wf_people_is_coordinator (services->vault))
    add_told_page (self, wf_bank_page_new (services));
  add_told_page (self, wf_data_settings_new (services));
  wf_door_watch (services->door, GTK_WIDGET (self));
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  wf_widget_wrap_buttons (GTK_WIDGET (self));
  return self;
}
