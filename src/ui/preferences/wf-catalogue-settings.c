/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: the catalogue. What is set here stands in WfComputerSettings, which the upkeep of
 * the feeds follows by itself.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-settings.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-rows.h"
#include "wf-source-words.h"

struct _WfCatalogueSettings {
  AdwPreferencesPage parent_instance;

  WfServices *services;
  AdwActionRow *state_row;
  AdwComboRow *hours_row;
  GtkWidget *button;
  gboolean is_gone;
};

enum {
  TOLD,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfCatalogueSettings, wf_catalogue_settings, ADW_TYPE_PREFERENCES_PAGE)

static const struct {
  int hours;
  const char *words;
} INTERVALS[] = {
  { 1, N_ ("Every hour") },
  { 6, N_ ("Every six hours") },
  { 24, N_ ("Every day") },
  { 7 * 24, N_ ("Every week") },
};

static void
add_switch (WfCatalogueSettings *self,
            AdwPreferencesGroup *group,
            const char *property,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  wf_row_set_words (ADW_ACTION_ROW (row), title, subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  g_object_bind_property (self->services->computer, property, toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
on_hours_selected (AdwComboRow *row, GParamSpec *pspec, WfCatalogueSettings *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (INTERVALS))
    wf_computer_settings_set_renew_hours (self->services->computer, INTERVALS[selected].hours);
}

/* The choice nearest to what is set: a file may say any number. */
static guint
find_interval (int hours)
{
  guint nearest = 0;

  for (guint i = 1; i < G_N_ELEMENTS (INTERVALS); i++)
    {
      if (ABS (INTERVALS[i].hours - hours) < ABS (INTERVALS[nearest].hours - hours))
        nearest = i;
    }
  return nearest;
}

static void
add_hours (WfCatalogueSettings *self, AdwPreferencesGroup *group)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->hours_row = ADW_COMBO_ROW (adw_combo_row_new ());
  wf_row_set_words (ADW_ACTION_ROW (self->hours_row), _ ("How often"),
                    _ ("After trouble with the network sooner."));
  for (guint i = 0; i < G_N_ELEMENTS (INTERVALS); i++)
    gtk_string_list_append (words, _ (INTERVALS[i].words));
  adw_combo_row_set_model (self->hours_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->hours_row, find_interval (wf_computer_settings_get_renew_hours (
                                                   self->services->computer)));
  adw_preferences_group_add (group, GTK_WIDGET (self->hours_row));
  g_object_bind_property (self->services->computer, "renew-catalogue", self->hours_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->hours_row, "notify::selected", G_CALLBACK (on_hours_selected),
                           self, 0);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCatalogueSettings) self = user_data;
  g_autoptr (GPtrArray) infos =
      wf_desk_list_sources_finish (WF_CATALOGUE_SYNC (source), result, NULL);
  gint64 latest = 0;
  gboolean has_feed = FALSE;
  g_autofree char *when = NULL, *words = NULL;

  if (self->is_gone || infos == NULL)
    return;
  for (guint i = 0; i < infos->len; i++)
    {
      const WfLocalSource *one = ((const WfSourceInfo *) infos->pdata[i])->source;

      has_feed = has_feed || wf_source_is_feed (one);
      if (wf_source_is_feed (one))
        latest = MAX (latest, one->succeeded_us);
    }
  when = wf_format_dup_moment (self->services->format, latest);
  /* Translators: %s is a day and a time */
  words = latest > 0
              ? g_strdup_printf (_ ("Last updated %s"), when)
              : g_strdup (has_feed ? _ ("Never updated") : _ ("No source is on the web yet"));
  adw_action_row_set_subtitle (self->state_row, words);
  gtk_widget_set_sensitive (self->button,
                            has_feed && !wf_catalogue_sync_is_running (self->services->sync));
}

static void
update (WfCatalogueSettings *self)
{
  wf_desk_list_sources_async (self->services->sync, NULL, on_listed, g_object_ref (self));
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCatalogueSettings) self = user_data;
  g_autoptr (GPtrArray) reports =
      wf_catalogue_sync_run_finish (WF_CATALOGUE_SYNC (source), result, NULL);
  g_autofree char *outcome = NULL;

  if (self->is_gone || reports == NULL)
    return;
  outcome = wf_source_dup_outcome (reports, self->services->format);
  g_signal_emit (self, signals[TOLD], 0, outcome);
}

static void
on_update_clicked (WfCatalogueSettings *self)
{
  gtk_widget_set_sensitive (self->button, FALSE);
  wf_catalogue_sync_run_async (self->services->sync, NULL, NULL, FALSE, NULL, on_run_ready,
                               g_object_ref (self));
}

static void
add_state (WfCatalogueSettings *self, AdwPreferencesGroup *group)
{
  self->button = gtk_button_new_with_mnemonic (_ ("_Update Now"));
  self->state_row = ADW_ACTION_ROW (adw_action_row_new ());
  wf_row_set_words (ADW_ACTION_ROW (self->state_row), _ ("From the web"), "");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->button, FALSE);
  adw_action_row_add_suffix (self->state_row, self->button);
  adw_preferences_group_add (group, GTK_WIDGET (self->state_row));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_update_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->services->sync, "finished", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
on_sources_activated (WfCatalogueSettings *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
add_sources (WfCatalogueSettings *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  wf_row_set_words (ADW_ACTION_ROW (row), _ ("Sources"),
                    _ ("Where the catalogue comes from: add one, or switch one off"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_sources_activated), self,
                           G_CONNECT_SWAPPED);
}

static void
wf_catalogue_settings_dispose (GObject *object)
{
  WF_CATALOGUE_SETTINGS (object)->is_gone = TRUE;
  G_OBJECT_CLASS (wf_catalogue_settings_parent_class)->dispose (object);
}

static void
wf_catalogue_settings_finalize (GObject *object)
{
  g_clear_pointer (&WF_CATALOGUE_SETTINGS (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_catalogue_settings_parent_class)->finalize (object);
}

static void
wf_catalogue_settings_class_init (WfCatalogueSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_catalogue_settings_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_catalogue_settings_finalize;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
wf_catalogue_settings_init (WfCatalogueSettings *self)
{
}

WfCatalogueSettings *
wf_catalogue_settings_new (WfServices *services)
{
  WfCatalogueSettings *self;
  AdwPreferencesGroup *group;

  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  self = g_object_new (WF_TYPE_CATALOGUE_SETTINGS, "name", "catalogue", "title", _ ("Catalogue"),
                       "icon-name", "system-search-symbolic", NULL);
  self->services = wf_services_ref (services);
  group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Updates on this computer"),
      _ ("Only the lists you added are asked. What is asked for says nothing about "
         "your agency or anybody in it."));
  add_state (self, group);
  add_switch (self, group, "renew-catalogue", _ ("Update by itself"),
              _ ("While Wayfinder is open. Off: only when somebody asks for it."));
  add_hours (self, group);
  add_switch (self, group, "renew-metered", _ ("Also on a paid connection"),
              _ ("A phone’s hotspot, for example: a large list may cost money there."));
  add_sources (self, wf_rows_add_group (ADW_PREFERENCES_PAGE (self), NULL, NULL));
  update (self);
  return self;
}
