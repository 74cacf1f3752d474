/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The background synchroniser against a web server in this process: turns, signals, what a metered
 * connection holds back, and what a person asks for.
 */
#include "wf-catalogue-sync.h"

#include "wf-catalogue-desk.h"
#include "wf-catalogue.h"
#include "wf-feed-publish.h"
#include "wf-json.h"
#include "wf-test-web.h"

#include <glib/gstdio.h>

#define NOW (G_GINT64_CONSTANT (1795300000) * G_USEC_PER_SEC)

/* A network monitor that says what a test wants. */
#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor {
  GObject parent_instance;
  gboolean is_available;
  gboolean is_metered;
};

static void
test_monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor,
                               test_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, NULL)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                          test_monitor_iface_init))

enum { PROP_AVAILABLE = 1, PROP_METERED, PROP_CONNECTIVITY };

static void
test_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestMonitor *self = TEST_MONITOR (object);

  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE ? self->is_available : self->is_metered);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
  self->is_available = TRUE;
}

typedef struct {
  char *place;
  char *out;  /* what is published */
  char *data; /* the agency's */
  char *starter;
  char *address;
  WfMinisignSecret *key;
  WfTestWeb *web;
  WfClock *clock;
  TestMonitor *monitor;
  WfCatalogueSync *sync;
  guint started, finished, updated, progress;
  GPtrArray *reports;
  GAsyncResult *result;
} Fixture;

static void
add_offer (GPtrArray *entries, const char *id, const char *name)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"device\","
                       "\"status\":\"active\",\"regions\":[\"CA\"],\"as_of\":\"unknown\"}",
                       id, name);
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

  g_ptr_array_add (entries, wf_feed_entry_new_from_entry (object));
}

static void
publish_all (Fixture *fixture, GPtrArray *entries)
{
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;

  const WfFeedPublishing what = { .out = fixture->out,
                                  .key = fixture->key,
                                  .title = "Test list",
                                  .days = 14,
                                  .now_us = wf_clock_now (fixture->clock),
                                  .entries = entries };

  g_assert_true (wf_feed_publish (&what, &published, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (published.count, ==, entries->len);
}

static void
publish (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("offer-%u", i);
      g_autofree char *name = g_strdup_printf ("Offer %u", i);

      add_offer (entries, id, name);
    }
  publish_all (fixture, entries);
}

static void
publish_named (Fixture *fixture, const char *id, const char *name)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);

  add_offer (entries, id, name);
  publish_all (fixture, entries);
}

static void
on_started (WfCatalogueSync *sync, Fixture *fixture)
{
  fixture->started++;
}

static void
on_progress (WfCatalogueSync *sync, guint64 received, guint64 total, Fixture *fixture)
{
  g_assert_cmpuint (received, <=, total);
  fixture->progress++;
}

static void
on_finished (WfCatalogueSync *sync, GPtrArray *reports, Fixture *fixture)
{
  fixture->finished++;
  g_clear_pointer (&fixture->reports, g_ptr_array_unref);
  fixture->reports = g_ptr_array_ref (reports);
}

static void
on_updated (WfCatalogueSync *sync, Fixture *fixture)
{
  g_assert_cmpuint (fixture->finished, >, 0);
  fixture->updated++;
}

static void
on_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->result);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->place = g_dir_make_tmp ("wf-sync-XXXXXX", NULL);
  fixture->out = g_build_filename (fixture->place, "out", NULL);
  fixture->data = g_build_filename (fixture->place, "data", NULL);
  fixture->starter =
      g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", "catalogue", "starter.json", NULL);
  fixture->key = wf_minisign_secret_new ();
  fixture->clock = wf_clock_new_fixed (NOW);
  g_assert_cmpint (g_mkdir (fixture->out, 0700), ==, 0);
  fixture->web = wf_test_web_new (fixture->out);

  g_autofree char *words = wf_minisign_key_to_text (wf_minisign_secret_get_public (fixture->key));

  fixture->address = g_strconcat (fixture->web->url, "#", words, NULL);
  fixture->monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  fixture->sync = wf_catalogue_sync_new (fixture->data, fixture->starter, NULL, fixture->clock,
                                         G_NETWORK_MONITOR (fixture->monitor));
  g_signal_connect (fixture->sync, "started", G_CALLBACK (on_started), fixture);
  g_signal_connect (fixture->sync, "progress", G_CALLBACK (on_progress), fixture);
  g_signal_connect (fixture->sync, "finished", G_CALLBACK (on_finished), fixture);
  g_signal_connect (fixture->sync, "updated", G_CALLBACK (on_updated), fixture);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  wf_catalogue_sync_stop (fixture->sync);
  while (wf_catalogue_sync_is_running (fixture->sync))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->sync);
  g_object_unref (fixture->monitor);
  wf_test_web_free (fixture->web);
  wf_clock_unref (fixture->clock);
  wf_minisign_secret_free (fixture->key);
  g_clear_pointer (&fixture->reports, g_ptr_array_unref);
  remove_all (fixture->place);
  g_free (fixture->place);
  g_free (fixture->out);
  g_free (fixture->data);
  g_free (fixture->starter);
  g_free (fixture->address);
}

/* Asks by hand; returns the only report. */
static const WfSourceReport *
run_once (Fixture *fixture, const char *source, const char *address, gboolean accept)
{
  g_autoptr (GError) error = NULL;

  wf_catalogue_sync_run_async (fixture->sync, source, address, accept, NULL, on_ready, fixture);
  g_assert_true (wf_catalogue_sync_is_running (fixture->sync));

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);
  g_autoptr (GPtrArray) reports = wf_catalogue_sync_run_finish (fixture->sync, result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_true (reports == fixture->reports || fixture->reports->len == 1);
  return fixture->reports->pdata[0];
}

static GPtrArray *
list (Fixture *fixture)
{
  wf_catalogue_sync_list_async (fixture->sync, NULL, on_ready, fixture);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);
  GPtrArray *sources = wf_catalogue_sync_list_finish (fixture->sync, result, NULL);

  g_assert_nonnull (sources);
  return sources;
}

static GPtrArray *
list_infos (Fixture *fixture)
{
  wf_desk_list_sources_async (fixture->sync, NULL, on_ready, fixture);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);
  GPtrArray *infos = wf_desk_list_sources_finish (fixture->sync, result, NULL);

  g_assert_nonnull (infos);
  return infos;
}

static void
switch_source (Fixture *fixture, const char *id, gboolean is_on)
{
  const WfSourceChange change = { .id = id, .is_on = is_on };
  g_autoptr (GError) error = NULL;

  wf_desk_change_source_async (fixture->sync, &change, NULL, on_ready, fixture);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);

  wf_desk_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
}

static void
order (Fixture *fixture, const char *first, const char *second)
{
  const char *const ids[] = { "own", first, second, NULL };
  g_autoptr (GError) error = NULL;

  wf_desk_order_sources_async (fixture->sync, ids, NULL, on_ready, fixture);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);

  wf_desk_finish (fixture->sync, result, &error);
  g_assert_no_error (error);
}

/* An entry of the shipped list, as it is found; NULL: not at all. */
static char *
find_name (Fixture *fixture, const char *id)
{
  g_autofree char *database = g_build_filename (fixture->data, "catalogue.db", NULL);
  g_autoptr (WfCatalogue) catalogue =
      wf_catalogue_open_sync (database, fixture->starter, NULL, NULL);
  g_autoptr (WfResource) entry = wf_catalogue_get_sync (catalogue, id, NULL);

  return entry != NULL ? g_strdup (entry->name) : NULL;
}

static const WfLocalSource *
find_feed (GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      if (strcmp (((WfLocalSource *) sources->pdata[i])->kind, "feed") == 0)
        return sources->pdata[i];
    }
  return NULL;
}

static guint
count_offers (Fixture *fixture)
{
  g_autofree char *database = g_build_filename (fixture->data, "catalogue.db", NULL);
  g_autoptr (WfCatalogue) catalogue =
      wf_catalogue_open_sync (database, fixture->starter, NULL, NULL);
  g_autoptr (WfSearchResult) result =
      wf_catalogue_search_sync (catalogue, "Offer", NULL, 100, NULL);
  guint n = 0;

  for (guint i = 0; i < result->resources->len; i++)
    n += g_str_has_prefix (((WfResource *) result->resources->pdata[i])->id, "offer-");
  return n;
}

static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  publish (fixture, 20);

  const WfSourceReport *report = run_once (fixture, NULL, fixture->address, FALSE);

  g_assert_null (report->code);
  g_assert_true (report->report.is_updated);
  g_assert_cmpuint (report->report.added, ==, 20);
  g_assert_cmpuint (fixture->started, ==, 1);
  g_assert_cmpuint (fixture->updated, ==, 1);
  g_assert_cmpuint (fixture->progress, >, 0);
  g_assert_cmpuint (count_offers (fixture), ==, 20);

  g_autoptr (GPtrArray) sources = list (fixture);
  const WfLocalSource *source = find_feed (sources);

  g_assert_cmpstr (source->title, ==, "Test list");
  g_assert_cmpint (source->succeeded_us, ==, NOW);
  g_assert_cmpstr (source->trouble, ==, "");
  g_assert_cmpint (wf_source_get_freshness (source, NOW), ==, WF_SOURCE_FRESH);
  g_assert_cmpint (wf_source_get_freshness (source, NOW + 14 * WF_CLOCK_DAY), ==, WF_SOURCE_OLD);

  report = run_once (fixture, NULL, NULL, FALSE);
  g_assert_null (report->code);
  g_assert_false (report->report.is_updated);
  g_assert_cmpuint (fixture->updated, ==, 1);
}

static void
test_removals (Fixture *fixture, gconstpointer data)
{
  publish (fixture, 20);
  run_once (fixture, NULL, fixture->address, FALSE);
  publish (fixture, 10);

  const WfSourceReport *report = run_once (fixture, NULL, NULL, FALSE);
  g_autofree char *id = g_strdup (report->source);

  g_assert_true (report->is_removal);
  g_assert_cmpstr (report->code, ==, "mass-removal");
  g_assert_cmpuint (report->report.removed, ==, 10);
  g_assert_cmpuint (count_offers (fixture), ==, 20);
  report = run_once (fixture, id, NULL, TRUE);
  g_assert_null (report->code);
  g_assert_cmpuint (count_offers (fixture), ==, 10);

  /* The source goes, and its entries with it. */
  wf_catalogue_sync_remove_async (fixture->sync, id, NULL, on_ready, fixture);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);

  g_assert_true (wf_catalogue_sync_remove_finish (fixture->sync, result, NULL));
  g_assert_cmpuint (count_offers (fixture), ==, 0);

  g_autoptr (GPtrArray) sources = list (fixture);

  g_assert_null (find_feed (sources));
}

/* Off: its entries are found no more, and no turn asks for it; on: they are back as they were. */
static void
test_switch (Fixture *fixture, gconstpointer data)
{
  publish (fixture, 20);
  g_autofree char *id = g_strdup (run_once (fixture, NULL, fixture->address, FALSE)->source);
  g_autoptr (GPtrArray) infos = NULL;
  const WfSourceInfo *info;
  g_autofree char *none = NULL;

  infos = list_infos (fixture);
  g_assert_cmpuint (infos->len, ==, 3);
  info = infos->pdata[1];
  g_assert_cmpstr (((WfSourceInfo *) infos->pdata[0])->source->id, ==, WF_SOURCE_OWN);
  g_assert_cmpstr (((WfSourceInfo *) infos->pdata[2])->source->id, ==, WF_SOURCE_STARTER);
  g_assert_cmpuint (((WfSourceInfo *) infos->pdata[2])->count, >, 50);
  g_assert_cmpuint (info->count, ==, 20);
  g_assert_cmpstr (info->source->id, ==, id);
  g_assert_cmpstr (info->address, ==, fixture->address);
  g_assert_cmpint (info->expires_us, ==, NOW + 14 * WF_CLOCK_DAY);

  switch_source (fixture, info->source->id, FALSE);
  g_assert_cmpuint (fixture->updated, ==, 2);
  g_assert_cmpuint (count_offers (fixture), ==, 0);
  wf_catalogue_sync_run_async (fixture->sync, NULL, NULL, FALSE, NULL, on_ready, fixture);
  {
    g_autoptr (GAsyncResult) result = wait_for_result (fixture);
    g_autoptr (GPtrArray) reports = wf_catalogue_sync_run_finish (fixture->sync, result, NULL);

    g_assert_cmpuint (reports->len, ==, 0);
  }
  switch_source (fixture, info->source->id, TRUE);
  g_assert_cmpuint (count_offers (fixture), ==, 20);

  /* The shipped list too; and it stays off when the cache is made anew. */
  switch_source (fixture, WF_SOURCE_STARTER, FALSE);
  none = find_name (fixture, "at-ns-hotspots");
  g_assert_null (none);

  g_autofree char *database = g_build_filename (fixture->data, "catalogue.db", NULL);

  g_assert_cmpint (g_remove (database), ==, 0);
  none = find_name (fixture, "at-ns-hotspots");
  g_assert_null (none);
}

/* Where two sources have an entry, the one that stands before is shown. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) infos = NULL;
  g_autofree char *before = NULL, *after = NULL;
  const char *feed;

  publish_named (fixture, "at-ns-hotspots", "Another name");
  run_once (fixture, NULL, fixture->address, FALSE);
  before = find_name (fixture, "at-ns-hotspots");
  g_assert_cmpstr (before, ==, "Another name");
  infos = list_infos (fixture);
  feed = ((WfSourceInfo *) infos->pdata[1])->source->id;
  order (fixture, WF_SOURCE_STARTER, feed);
  after = find_name (fixture, "at-ns-hotspots");
  g_assert_cmpstr (after, !=, "Another name");
  g_assert_nonnull (after);
  order (fixture, feed, WF_SOURCE_STARTER);
  g_free (after);
  after = find_name (fixture, "at-ns-hotspots");
  g_assert_cmpstr (after, ==, "Another name");
}

/* What changed is known by name, not what is new, and nothing the first time. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  const WfSourceReport *report;

  publish (fixture, 5);
  report = run_once (fixture, NULL, fixture->address, FALSE);
  g_assert_null (report->changed);
  publish (fixture, 3);
  report = run_once (fixture, NULL, NULL, FALSE);
  g_assert_cmpuint (g_strv_length (report->changed), ==, 2);
  g_assert_cmpstr (report->changed[0], ==, "offer-3");
  publish (fixture, 6);
  report = run_once (fixture, NULL, NULL, FALSE);
  g_assert_cmpuint (report->report.added, ==, 3);
  g_assert_null (report->changed);
}

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  const WfSourceReport *report = run_once (fixture, NULL, "http://127.0.0.1:1/#x", FALSE);

  g_assert_cmpstr (report->code, ==, "wrong-key");
  publish (fixture, 5);
  run_once (fixture, NULL, fixture->address, FALSE);
  wf_clock_advance (fixture->clock, 15 * WF_CLOCK_DAY);
  report = run_once (fixture, NULL, NULL, FALSE);
  g_assert_cmpstr (report->code, ==, "expired");

  g_autoptr (GPtrArray) sources = list (fixture);
  const WfLocalSource *source = find_feed (sources);

  g_assert_cmpstr (source->trouble, ==, "expired");
  g_assert_cmpint (source->succeeded_us, ==, NOW);
  g_assert_cmpint (source->tried_us, ==, NOW + 15 * WF_CLOCK_DAY);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  publish (fixture, 5);
  wf_catalogue_sync_run_async (fixture->sync, NULL, fixture->address, FALSE, cancellable, on_ready,
                               fixture);
  g_cancellable_cancel (cancellable);

  g_autoptr (GAsyncResult) result = wait_for_result (fixture);

  g_assert_null (wf_catalogue_sync_run_finish (fixture->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (wf_catalogue_sync_is_running (fixture->sync));
}

/* As GLib tells it: the property says so, "network-changed" does not come. */
static void
set_metered (Fixture *fixture, gboolean is_metered)
{
  fixture->monitor->is_metered = is_metered;
  g_object_notify (G_OBJECT (fixture->monitor), "network-metered");
}

/* A turn that is due waits for a network that costs nothing, then comes by itself. */
static void
test_metered (Fixture *fixture, gconstpointer data)
{
  publish (fixture, 5);
  run_once (fixture, NULL, fixture->address, FALSE);
  publish (fixture, 6);
  fixture->monitor->is_metered = TRUE;
  wf_clock_advance (fixture->clock, WF_CLOCK_DAY);
  wf_catalogue_sync_start (fixture->sync, 3600, FALSE);
  while (wf_catalogue_sync_get_wait (fixture->sync) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wf_catalogue_sync_get_wait (fixture->sync), <=, 60);

  guint before = fixture->finished;

  while (wf_catalogue_sync_get_wait (fixture->sync) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->finished, ==, before);
  g_assert_false (wf_catalogue_sync_is_running (fixture->sync));

  set_metered (fixture, FALSE);
  while (fixture->finished == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->updated, ==, 2);
  g_assert_cmpuint (wf_catalogue_sync_get_wait (fixture->sync), ==, 3600);
  g_assert_cmpuint (count_offers (fixture), ==, 6);
}

static void
make_metered (WfCatalogueSync *sync, Fixture *fixture)
{
  set_metered (fixture, TRUE);
}

/* It begins to cost while a turn runs: one nobody asked for stops, and comes again when it costs
 * nothing any more; one that a person asked for goes on. */
static void
test_metered_meanwhile (Fixture *fixture, gconstpointer data)
{
  const WfSourceReport *report;
  gulong handler;
  guint before;

  publish (fixture, 5);
  run_once (fixture, NULL, fixture->address, FALSE);
  publish (fixture, 6);
  wf_clock_advance (fixture->clock, WF_CLOCK_DAY);
  before = fixture->finished;
  handler = g_signal_connect (fixture->sync, "started", G_CALLBACK (make_metered), fixture);
  wf_catalogue_sync_start (fixture->sync, 3600, FALSE);
  while (fixture->finished == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->reports->len, ==, 0);
  g_assert_cmpuint (fixture->updated, ==, 1);
  g_signal_handler_disconnect (fixture->sync, handler);

  set_metered (fixture, FALSE);
  while (fixture->finished == before + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_offers (fixture), ==, 6);

  publish (fixture, 7);
  handler = g_signal_connect (fixture->sync, "started", G_CALLBACK (make_metered), fixture);
  report = run_once (fixture, NULL, NULL, FALSE);
  g_assert_no_error (report->error);
  g_assert_cmpuint (count_offers (fixture), ==, 7);
  g_signal_handler_disconnect (fixture->sync, handler);
}

/* The computer slept over it: the turn comes with the network, not a day of waking later. */
static void
test_slept (Fixture *fixture, gconstpointer data)
{
  guint before;

  publish (fixture, 5);
  run_once (fixture, NULL, fixture->address, FALSE);
  wf_catalogue_sync_start (fixture->sync, 24 * 3600, FALSE);
  while (wf_catalogue_sync_get_wait (fixture->sync) == 0)
    g_main_context_iteration (NULL, TRUE);
  before = fixture->finished;
  publish (fixture, 6);
  wf_clock_advance (fixture->clock, WF_CLOCK_HOUR);
  g_signal_emit_by_name (fixture->monitor, "network-changed", TRUE);
  g_assert_cmpuint (wf_catalogue_sync_get_wait (fixture->sync), ==, 24 * 3600);
  wf_clock_advance (fixture->clock, WF_CLOCK_DAY);
  g_signal_emit_by_name (fixture->monitor, "network-changed", TRUE);
  while (fixture->finished == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_offers (fixture), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sync/by-hand", test_by_hand);
  ADD ("/sync/removals", test_removals);
  ADD ("/sync/switch", test_switch);
  ADD ("/sync/order", test_order);
  ADD ("/sync/changed", test_changed);
  ADD ("/sync/trouble", test_trouble);
  ADD ("/sync/cancel", test_cancel);
  ADD ("/sync/metered", test_metered);
  ADD ("/sync/metered-meanwhile", test_metered_meanwhile);
  ADD ("/sync/slept", test_slept);
  return g_test_run ();
}
