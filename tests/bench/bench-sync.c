/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a synchronisation costs, and what it leaves to others: a feed of many entries for the first
 * time, then one in which one entry of a hundred says something else. Another process publishes and
 * serves. Printed for a person; nothing is asserted.
 *
 *   private memory   most above what the process had with the catalogue open and searched
 *   log              longest catalogue.db-wal; aim of both 64 MB
 *   searches         a person types in the same process meanwhile; then again, with nothing else
 *   on the wire      all answers of the second time, to the compressed size of its body; aim 1.1
 *
 * Usage: bench-sync STARTER WORDS [ENTRIES [SERVICES]], as bench-catalogue
 */
#include "bench-entries.h"
#include "wf-catalogue.h"
#include "wf-feed-publish.h"
#include "wf-feed-sync.h"
#include "wf-minisign.h"
#include "wf-test-web.h"
#include "wf-worker.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PAUSE_US 30000
#define CHANGED  100 /* one of so many */
#define MB       (1024.0 * 1024)

static const char *const TYPED[] = {
  "c",     "li",   "com",  "comput",   "internet", "free",
  "حاسوب", "电脑", "libr", "training", "help",     "phone plan"
};

typedef struct {
  const char *starter;
  const char *words;
  const char *services;
  guint n;
  char *folder;
  int orders[2];  /* to the publisher */
  int answers[2]; /* from it */
} Bench;

/* The publisher, in a process of its own. */

static GPtrArray *
make_entries (const Bench *bench, gboolean is_second)
{
  g_autoptr (GPtrArray) services = read_services (bench->starter, bench->services);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);

  for (guint i = 0; i < bench->n; i++)
    {
      WfFeedEntry *entry = g_new0 (WfFeedEntry, 1);

      entry->id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);
      entry->service = make_service (services, i, rand);
      if (is_second && i % CHANGED == 0)
        {
          g_autoptr (JsonObject) other = wf_json_parse_object (entry->service, -1, NULL);

          json_object_set_string_member (other, "alert", "Closed on Monday this week.");
          g_free (entry->service);
          entry->service = wf_json_to_text (other);
        }
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

static void
publish (const Bench *bench, const WfMinisignSecret *key, gboolean is_second)
{
  g_autofree char *out = g_build_filename (bench->folder, "feed", NULL);
  g_autoptr (GPtrArray) entries = make_entries (bench, is_second);
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;
  const WfFeedPublishing what = { .out = out,
                                  .key = key,
                                  .title = "Bench",
                                  .days = 14,
                                  .now_us = g_get_real_time (),
                                  .entries = entries };

  g_mkdir_with_parents (out, 0700);
  if (!wf_feed_publish (&what, &published, &error))
    g_error ("bench: %s", error->message);
}

static void
answer (const Bench *bench, const char *text)
{
  gsize size = strlen (text) + 1;

  if (write (bench->answers[1], text, size) != (gssize) size)
    g_error ("bench: nobody listens");
}

static G_NORETURN void
run_publisher (const Bench *bench)
{
  g_autoptr (WfMinisignSecret) key = wf_minisign_secret_new ();
  g_autofree char *text = wf_minisign_key_to_text (wf_minisign_secret_get_public (key));
  g_autofree char *out = g_build_filename (bench->folder, "feed", NULL);
  char order;

  publish (bench, key, FALSE);

  WfTestWeb *web = wf_test_web_new (out);
  g_autofree char *address = g_strconcat (web->url, "#", text, NULL);

  answer (bench, address);
  if (read (bench->orders[0], &order, 1) == 1)
    {
      publish (bench, key, TRUE);
      answer (bench, "published");
    }
  /* Until whoever started us goes. */
  while (read (bench->orders[0], &order, 1) == 1)
    continue;
  wf_test_web_free (web);
  _exit (0);
}

static char *
hear (const Bench *bench)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char letter;

  while (read (bench->answers[0], &letter, 1) == 1 && letter != '\0')
    g_string_append_c (text, letter);
  if (text->len == 0)
    g_error ("bench: the publisher ended");
  return g_strdup (text->str);
}

/* Looking on. */

static double
read_private_mb (void)
{
  g_autofree char *text = NULL;
  double kb = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  for (const char *at = text; (at = strstr (at, "\nPrivate_")) != NULL; at++)
    kb += g_ascii_strtod (strchr (at, ':') + 1, NULL);
  return kb / 1024;
}

typedef struct {
  const Bench *bench;
  char *address;
  gboolean is_done; /* atomic */
  double most_mb;
  double most_log_mb;
  WfFeedReport report;
  gint64 took_us;
} Run;

static gpointer
watch_in_thread (gpointer data)
{
  Run *run = data;
  g_autofree char *log = g_build_filename (run->bench->folder, "data", "catalogue.db-wal", NULL);

  while (!g_atomic_int_get (&run->is_done))
    {
      GStatBuf buffer;

      run->most_mb = MAX (run->most_mb, read_private_mb ());
      if (g_stat (log, &buffer) == 0)
        run->most_log_mb = MAX (run->most_log_mb, (double) buffer.st_size / MB);
      g_usleep (PAUSE_US);
    }
  return NULL;
}

static void
sync_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  g_autofree char *folder = g_build_filename (run->bench->folder, "data", NULL);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  const WfFeedSync what = { .data_dir = folder,
                            .starter = run->bench->starter,
                            .words = run->bench->words,
                            .address = run->address,
                            .now_us = g_get_real_time () };

  if (!wf_feed_sync_run (&what, &run->report, NULL, &error))
    g_error ("bench: %s", error->message);
  run->took_us = g_get_monotonic_time () - begin;
  g_atomic_int_set (&run->is_done, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfSearchResult **out = user_data;
  g_autoptr (GError) error = NULL;

  *out = wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);
  if (*out == NULL)
    g_error ("bench: %s", error->message);
}

static double
search (WfCatalogue *catalogue, const char *text)
{
  g_autoptr (WfSearchResult) result = NULL;
  gint64 begin = g_get_monotonic_time ();

  wf_catalogue_search_async (catalogue, text, NULL, 200, NULL, on_found, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* @run: (nullable): until it is done; else three hundred times. */
static void
type (WfCatalogue *catalogue, Run *run, const char *when)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; run != NULL ? !g_atomic_int_get (&run->is_done) : i < 300; i++)
    {
      double took = search (catalogue, TYPED[i % G_N_ELEMENTS (TYPED)]);

      g_array_append_val (times, took);
      g_usleep (PAUSE_US);
    }
  if (times->len == 0)
    return;
  qsort (times->data, times->len, sizeof (double), compare_doubles);
  g_print ("  %u searches %s: p50 %.1f, p95 %.1f, p99 %.1f, longest %.1f ms\n", times->len, when,
           get_quantile (times, .5), get_quantile (times, .95), get_quantile (times, .99),
           get_quantile (times, 1));
}

static WfFeedReport
synchronise (const Bench *bench, WfCatalogue *catalogue, const char *address)
{
  Run run = { .bench = bench, .address = g_strdup (address) };
  double idle = read_private_mb ();
  GThread *watcher = g_thread_new ("watch", watch_in_thread, &run);
  g_autoptr (WfWorker) worker = wf_worker_new_in_background ("sync"); /* as the window has it */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, &run, NULL);
  wf_worker_queue (worker, task, sync_in_worker);
  type (catalogue, &run, "meanwhile");
  wf_worker_shutdown (worker);
  g_thread_join (watcher);
  g_print ("  %u added, %u changed in %.1f s; private memory %.1f MB above %.1f MB; log %.1f MB\n",
           run.report.added, run.report.changed, (double) run.took_us / G_USEC_PER_SEC,
           run.most_mb - idle, idle, run.most_log_mb);
  g_free (run.address);
  return run.report;
}

static guint64
weigh_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint64 size = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf buffer;

      size += g_stat (path, &buffer) == 0 ? (guint64) buffer.st_size : 0;
    }
  return size;
}

static void
run_reader (const Bench *bench)
{
  g_autofree char *address = hear (bench);
  g_autofree char *data = g_build_filename (bench->folder, "data", NULL);
  g_autofree char *database = g_build_filename (data, "catalogue.db", NULL);
  g_autofree char *deltas = g_build_filename (bench->folder, "feed", "delta", NULL);
  g_autofree char *published = NULL;
  g_autoptr (GError) error = NULL;
  WfFeedReport report;
  guint64 body;

  g_mkdir (data, 0700);

  g_autoptr (WfCatalogue) catalogue =
      wf_catalogue_open_sync (database, bench->starter, bench->words, &error);

  if (catalogue == NULL)
    g_error ("bench: %s", error->message);
  g_print ("%u entries, for the first time\n", bench->n);
  type (catalogue, NULL, "before");
  synchronise (bench, catalogue, address);
  type (catalogue, NULL, "after");

  if (write (bench->orders[1], "2", 1) != 1)
    g_error ("bench: the publisher ended");
  published = hear (bench);
  g_print ("one of %d says something else\n", CHANGED);
  report = synchronise (bench, catalogue, address);
  body = weigh_folder (deltas);
  g_print ("  on the wire %" G_GUINT64_FORMAT " bytes, the body %" G_GUINT64_FORMAT ": %.3f\n",
           report.bytes, body, (double) report.bytes / (double) body);
  wf_catalogue_close (catalogue);
}

int
main (int argc, char **argv)
{
  Bench bench = { .starter = argc > 2 ? argv[1] : NULL,
                  .words = argc > 2 ? argv[2] : NULL,
                  .n = argc > 3 ? (guint) atoi (argv[3]) : 20000,
                  .services = argc > 4 ? argv[4] : NULL };

  if (bench.starter == NULL)
    g_error ("usage: bench-sync STARTER WORDS [ENTRIES [SERVICES]]");
  bench.folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  if (pipe (bench.orders) != 0 || pipe (bench.answers) != 0)
    g_error ("bench: no pipe");
  if (fork () == 0)
    {
      close (bench.orders[1]);
      run_publisher (&bench);
    }
  close (bench.answers[1]);
  run_reader (&bench);
  g_print ("left in %s\n", bench.folder);
  return 0;
}
