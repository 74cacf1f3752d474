/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The composition root: builds everything, does nobody's job.
 */
#define G_LOG_DOMAIN "wf-app"

#include "wf-compose.h"

#include <glib/gi18n.h>

#include "wf-config.h"
#include "wf-notifier-desktop.h"
#include "wf-paths.h"
#include "wf-plan-fold.h"
#include "wf-speech-dispatcher.h"
#include "wf-visit-fold.h"

/* Without the schema (run from a bare build tree) the window just does not remember. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaSource) ours = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, WF_APP_ID, TRUE);
  if (schema == NULL)
    {
      g_autofree char *shared = wf_paths_find_shared_dir ();
      g_autofree char *schemas = g_build_filename (shared, "schemas", NULL);

      ours = g_settings_schema_source_new_from_directory (schemas, source, TRUE, NULL);
      if (ours != NULL)
        schema = g_settings_schema_source_lookup (ours, WF_APP_ID, FALSE);
    }
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
on_quick_hide_active (WfServices *services)
{
  if (wf_quick_hide_get_active (services->quick_hide))
    {
      wf_speech_stop (services->speech);
      wf_notifier_hold (services->notifier);
    }
  else
    wf_notifier_release (services->notifier);
}

/* The first language of the desktop's list that is one. */
static char *
find_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *tag = g_str_equal (names[i], "C") ? NULL : wf_language_normalise (names[i]);

      if (tag != NULL)
        return g_strdup (tag);
    }
  return g_strdup ("en");
}

static void
add_vault (WfServices *services)
{
  services->vault = wf_vault_new (services->data_dir, services->clock);
  wf_clients_add_folds (services->vault);
  wf_visit_add_folds (services->vault);
  wf_plan_add_folds (services->vault);
  services->clients = wf_client_repo_new (services->vault, services->clock);
  services->agency = wf_agency_repo_new (services->vault);
  services->numbers = wf_bank_repo_new (services->vault, "newcomer", services->clock);
  services->practice = wf_practice_repo_new (services->vault);
  services->cost = WF_KDF_MODERATE;
  services->door = wf_door_new (services);
  services->upkeep = wf_upkeep_new (services);
}

static void
add_sync (WfServices *services)
{
  g_autofree char *folder = g_build_filename (services->shared_dir, "catalogue", NULL);
  g_autofree char *starter = g_build_filename (folder, "starter.json", NULL);
  g_autofree char *words = g_build_filename (folder, "words.json", NULL);

  services->sync =
      wf_catalogue_sync_new (services->data_dir, starter, words, services->clock, NULL);
  services->feed_upkeep = wf_feed_upkeep_new (services);
}

/* The way of tests to months from now; see docs/TESTING.md. */
static WfClock *
make_clock (void)
{
  const char *days = g_getenv ("WAYFINDER_DAYS_AHEAD");
  gint64 n = 0;

  if (days == NULL || !g_ascii_string_to_signed (days, 10, 0, 10000, &n, NULL))
    return wf_clock_new_system ();
  return wf_clock_new_ahead (n * WF_CLOCK_DAY);
}

WfServices *
wf_compose_services (const char *data_dir)
{
  WfServices *services = wf_services_new ();

  services->data_dir = data_dir != NULL ? g_strdup (data_dir) : wf_paths_get_default_data_dir ();
  services->shared_dir = wf_paths_find_shared_dir ();
  services->lang = find_language ();
  services->format = wf_format_new (services->lang, NULL, NULL);
  services->settings = open_settings ();
  services->clock = make_clock ();
  services->speech = wf_speech_dispatcher_new (WF_SPEECH_DEADLINE_MS);
  services->notifier = wf_notifier_desktop_new ("Wayfinder", WF_APP_ID, _ ("Open"), _ ("Later"));
  services->keyring = wf_keyring_desktop_new ();
  services->computer = wf_computer_settings_new (services->data_dir, services->speech,
                                                 services->keyring, services->notifier);
  services->session_lock = wf_session_lock_desktop_new (NULL, NULL);
  add_vault (services);
  add_sync (services);
  g_signal_connect_swapped (services->quick_hide, "notify::active",
                            G_CALLBACK (on_quick_hide_active), services);
  return services;
}
