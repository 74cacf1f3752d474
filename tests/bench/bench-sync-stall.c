/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-sync-stall BUILD [ENTRIES]: the longest time the main loop of the real window does not
 * come round while a large feed is synchronised from a web server for the first time and the
 * catalogue page is in front; against the same window with nothing to do. A source of high
 * priority asks to be called every millisecond; what is above that, between two calls, is a stall.
 * On a busy machine the scheduler stalls it too, so the main thread's own CPU time between two
 * calls is printed beside it. Nothing is asserted. Aim: 16 ms.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "wf-compose.h"
#include "wf-demo.h"
#include "wf-feed-publish.h"
#include "wf-json.h"
#include "wf-test-web.h"
#include "wf-window.h"

#define ENTRIES 100000
#define IDLE_S  4

typedef struct {
  gint64 wall; /* microseconds */
  gint64 cpu;
  gint64 most_wall;
  gint64 most_cpu;
  guint over; /* stalls of more than 16 ms of the thread's own time */
  guint ticks;
} Meter;

typedef struct {
  GtkApplication *application;
  WfServices *services;
  char *folder;
  char *address;
  guint n;
  WfTestWeb *web;
  Meter meter;
  gint64 began;
} Bench;

static gint64
read_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
on_tick (gpointer data)
{
  Meter *meter = data;
  gint64 wall = g_get_monotonic_time (), cpu = read_cpu ();

  if (meter->wall != 0)
    {
      meter->most_wall = MAX (meter->most_wall, wall - meter->wall - 1000);
      meter->most_cpu = MAX (meter->most_cpu, cpu - meter->cpu);
      meter->over += cpu - meter->cpu > 16000;
    }
  meter->ticks++;
  meter->wall = wall;
  meter->cpu = cpu;
  return G_SOURCE_CONTINUE;
}

static void
print_and_clear (Meter *meter, const char *name)
{
  g_print ("%s: longest %.1f ms, of which the thread's own %.1f ms; above 16 ms: %u of %u\n", name,
           (double) meter->most_wall / 1000, (double) meter->most_cpu / 1000, meter->over,
           meter->ticks);
  *meter = (Meter){ 0 };
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports =
      wf_catalogue_sync_run_finish (WF_CATALOGUE_SYNC (source), result, &error);
  const WfSourceReport *report = reports != NULL ? reports->pdata[0] : NULL;

  if (report == NULL || report->error != NULL)
    g_error ("bench: %s", report != NULL ? report->error->message : error->message);
  g_print ("%u entries in %.1f s\n", report->report.added,
           (double) (g_get_monotonic_time () - bench->began) / G_USEC_PER_SEC);
  print_and_clear (&bench->meter, "synchronising");
}

static gboolean
on_end (gpointer data)
{
  Bench *bench = data;

  if (wf_catalogue_sync_is_running (bench->services->sync))
    return G_SOURCE_CONTINUE;
  print_and_clear (&bench->meter, "after it");
  g_application_quit (G_APPLICATION (bench->application));
  return G_SOURCE_REMOVE;
}

static gboolean
on_idle_over (gpointer data)
{
  Bench *bench = data;

  print_and_clear (&bench->meter, "nothing to do");
  bench->began = g_get_monotonic_time ();
  wf_catalogue_sync_run_async (bench->services->sync, NULL, bench->address, FALSE, NULL, on_synced,
                               bench);
  g_timeout_add_seconds (IDLE_S, on_end, bench);
  return G_SOURCE_REMOVE;
}

static void
on_unlock_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!wf_vault_unlock_finish (WF_VAULT (source), result, &error))
    g_error ("bench: %s", error->message);
}

/* The page fills before the first look at the clock. */
static gboolean
on_settled (gpointer data)
{
  Bench *bench = data;

  g_timeout_add_full (G_PRIORITY_HIGH, 1, on_tick, &bench->meter, NULL);
  g_timeout_add_seconds (IDLE_S, on_idle_over, bench);
  return G_SOURCE_REMOVE;
}

static gboolean
show_catalogue (gpointer data)
{
  Bench *bench = data;
  GtkWindow *window = gtk_application_get_active_window (bench->application);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "catalogue");
  g_timeout_add_seconds (IDLE_S, on_settled, bench);
  return G_SOURCE_REMOVE;
}

static void
on_door_notify_state (WfDoor *door, GParamSpec *pspec, Bench *bench)
{
  if (wf_door_get_state (door) == WF_DOOR_LOCKED)
    {
      g_autoptr (GPtrArray) slots = wf_vault_get_slots (bench->services->vault);
      const WfSlot *slot = g_ptr_array_index (slots, 0);

      wf_vault_unlock_async (bench->services->vault, slot->id, WF_DEMO_PASSPHRASE, NULL,
                             on_unlock_ready, NULL);
    }
  else if (wf_door_get_state (door) == WF_DOOR_OPEN)
    g_timeout_add_seconds (1, show_catalogue, bench);
}

static void
publish (Bench *bench)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);
  g_autoptr (WfMinisignSecret) key = wf_minisign_secret_new ();
  g_autofree char *out = g_build_filename (bench->folder, "feed", NULL);
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;
  const WfFeedPublishing what = { .out = out,
                                  .key = key,
                                  .title = "Bench",
                                  .days = 14,
                                  .now_us = g_get_real_time (),
                                  .entries = entries };

  for (guint i = 0; i < bench->n; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"offer-%u\",\"name\":\"Refurbished computer %u\",\"organization\":\"House %u\","
          "\"kind\":\"device\",\"status\":\"active\",\"regions\":[\"CA-ON\"],\"as_of\":\"2026-02\","
          "\"summary\":\"Laptops and help with them at place %u, by appointment, for newcomers.\","
          "\"phone\":\"613-555-01%02u\"}",
          i, i, i % 997, i % 7919, i % 90);
      g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

      g_ptr_array_add (entries, wf_feed_entry_new_from_entry (object));
    }
  g_mkdir (out, 0700);
  if (!wf_feed_publish (&what, &published, &error))
    g_error ("bench: %s", error->message);
  bench->web = wf_test_web_new (out);

  g_autofree char *text = wf_minisign_key_to_text (wf_minisign_secret_get_public (key));

  bench->address = g_strconcat (bench->web->url, "#", text, NULL);
}

static void
on_application_activate (GtkApplication *application, Bench *bench)
{
  g_autofree char *agency = g_build_filename (bench->folder, "agency", NULL);

  bench->services = wf_compose_services (agency);
  g_signal_connect (bench->services->door, "notify::state", G_CALLBACK (on_door_notify_state),
                    bench);
  wf_door_start (bench->services->door);
  gtk_window_present (GTK_WINDOW (wf_window_new (application, bench->services)));
}

static void
make_agency (const Bench *bench, const char *build)
{
  g_autofree char *program = g_build_filename (build, "src", "ctl", "wayfinderctl", NULL);
  g_autofree char *agency = g_build_filename (bench->folder, "agency", NULL);
  const char *argv[] = { program, "demo", agency, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("bench: %s", error->message);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc < 2)
    g_error ("usage: bench-sync-stall BUILD [ENTRIES]");
  bench.n = argc > 2 ? (guint) atoi (argv[2]) : ENTRIES;
  bench.folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  make_agency (&bench, argv[1]);
  publish (&bench);
  bench.application = GTK_APPLICATION (
      adw_application_new ("org.digitalnavigators.Wayfinder.Bench", G_APPLICATION_NON_UNIQUE));
  g_signal_connect (bench.application, "activate", G_CALLBACK (on_application_activate), &bench);
  g_application_run (G_APPLICATION (bench.application), 1, argv);
  wf_test_web_free (bench.web);
  g_print ("left in %s\n", bench.folder);
  return 0;
}
