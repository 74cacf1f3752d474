/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * open-sample DIR: the program as it starts, on a sample agency that `wayfinderctl demo` made
 * before, unlocked without a question. What bench-first-frame measures: composition, packs,
 * catalogue, vault, Today filled. It goes on until it is ended.
 */
#include <malloc.h>

#include "wf-compose.h"
#include "wf-demo.h"
#include "wf-door.h"
#include "wf-window.h"

static void
on_unlock_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!wf_vault_unlock_finish (WF_VAULT (source), result, &error))
    g_error ("bench: %s", error->message);
}

static void
on_door_notify_state (WfDoor *door, GParamSpec *pspec, WfServices *services)
{
  if (wf_door_get_state (door) != WF_DOOR_LOCKED)
    return;

  g_autoptr (GPtrArray) slots = wf_vault_get_slots (services->vault);
  const WfSlot *slot = g_ptr_array_index (slots, 0);

  wf_vault_unlock_async (services->vault, slot->id, WF_DEMO_PASSPHRASE, NULL, on_unlock_ready,
                         NULL);
}

static void
on_application_activate (GtkApplication *application, const char *folder)
{
  WfServices *services = wf_compose_services (folder);

  g_object_set_data_full (G_OBJECT (application), "services", services,
                          (GDestroyNotify) wf_services_unref);
  g_signal_connect (services->door, "notify::state", G_CALLBACK (on_door_notify_state), services);
  wf_door_start (services->door);
  gtk_window_present (GTK_WINDOW (wf_window_new (application, services)));
}

int
main (int argc, char **argv)
{
  mallopt (M_ARENA_MAX, WF_COMPOSE_ARENAS);

  g_autoptr (AdwApplication) application =
      adw_application_new ("org.digitalnavigators.Wayfinder.Bench", G_APPLICATION_NON_UNIQUE);

  if (argc != 2)
    g_error ("usage: open-sample DIR");
  g_signal_connect (application, "activate", G_CALLBACK (on_application_activate), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
