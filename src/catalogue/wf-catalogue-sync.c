/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When to synchronise, and who is told. One thread does it all, turn after turn; the main thread
 * plans turns and hears how they went.
 *
 * Invariant: the worker touches only the paths and the job it was given; timer, monitor and
 * signals belong to the main thread. A turn holds a reference, so "finished" always comes.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-sync.h"

#include "wf-sources.h"
#include "wf-worker.h"

#include <string.h>

#define FIRST_WAIT_S 5 /* after the start, when something is due: let the window come first */
#define LEAST_S      60
#define PROGRESS_US  (G_USEC_PER_SEC / 10)
#define OLD_AFTER_US (14 * WF_CLOCK_DAY)

enum { SIGNAL_STARTED, SIGNAL_PROGRESS, SIGNAL_FINISHED, SIGNAL_UPDATED, N_SIGNALS };

struct _WfCatalogueSync {
  GObject parent_instance;
  WfWorker *worker;
  WfWorker *reader; /* for what need not wait for a turn */
  char *data_dir;
  char *starter;
  char *words;
  WfClock *clock;
  GNetworkMonitor *monitor;
  gboolean is_watching; /* the monitor */
  guint interval_s;     /* 0: not by itself */
  gboolean use_metered;
  guint timer;
  guint wait_s;
  gint64 due_us;         /* when the timer would run out, had the computer never slept */
  gboolean is_held;      /* due, and no fitting network */
  gboolean is_automatic; /* the turn that runs: nobody asked for it, and for nothing behind it */
  gboolean is_stopped;   /* it, because the network costs now */
  guint failures;        /* of the network, in a row */
  guint running;
  GCancellable *cancellable; /* of the turn that runs */
};

G_DEFINE_FINAL_TYPE (WfCatalogueSync, wf_catalogue_sync, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* What the worker is given, and gives back. */
typedef struct {
  char *data_dir;
  char *starter;
  char *words;
  char *source;
  char *address;
  gboolean accept_removals;
  gboolean is_automatic;
  gint64 now_us;
  GWeakRef sync; /* for progress, in the main thread only */
  gint64 told_us;
  GCancellable *outer; /* (nullable): who asked may end it */
  gulong outer_handler;
  GPtrArray *reports;
} Job;

/* A progress on its way to the main thread. */
typedef struct {
  GWeakRef sync;
  guint64 received;
  guint64 total;
} Tick;

static void plan_turn (WfCatalogueSync *self, guint seconds);
static void go_on_from_stopped (WfCatalogueSync *self);

void
wf_source_report_free (WfSourceReport *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->title);
  g_strfreev (self->changed);
  g_clear_error (&self->error);
  g_free (self);
}

WfSourceFreshness
wf_source_get_freshness (const WfLocalSource *source, gint64 now_us)
{
  g_autoptr (WfFeedTrust) trust = wf_feed_trust_parse (source->trust);

  if (source->succeeded_us == 0)
    return WF_SOURCE_NEVER;
  if (now_us - source->succeeded_us > OLD_AFTER_US ||
      (trust != NULL && trust->expires_us > 0 && trust->expires_us <= now_us))
    return WF_SOURCE_OLD;
  return WF_SOURCE_FRESH;
}

static Job *
job_new (WfCatalogueSync *self)
{
  Job *job = g_new0 (Job, 1);

  job->data_dir = g_strdup (self->data_dir);
  job->starter = g_strdup (self->starter);
  job->words = g_strdup (self->words);
  job->now_us = wf_clock_now (self->clock);
  g_weak_ref_init (&job->sync, self);
  return job;
}

static void
job_free (Job *job)
{
  g_free (job->data_dir);
  g_free (job->starter);
  g_free (job->words);
  g_free (job->source);
  g_free (job->address);
  g_weak_ref_clear (&job->sync);
  g_clear_object (&job->outer);
  g_clear_pointer (&job->reports, g_ptr_array_unref);
  g_free (job);
}

static gboolean
on_tick (gpointer data)
{
  Tick *tick = data;
  g_autoptr (WfCatalogueSync) self = g_weak_ref_get (&tick->sync);

  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, tick->received, tick->total);
  return G_SOURCE_REMOVE;
}

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  g_weak_ref_clear (&tick->sync);
  g_free (tick);
}

static void
report_progress_in_worker (guint64 received, guint64 total, gpointer data)
{
  Job *job = data;
  gint64 now = g_get_monotonic_time ();
  Tick *tick;

  if (now - job->told_us < PROGRESS_US && received < total)
    return;
  job->told_us = now;
  tick = g_new0 (Tick, 1);

  /* The turn's task holds a reference, so this is never the last one. */
  g_autoptr (WfCatalogueSync) self = g_weak_ref_get (&job->sync);

  g_weak_ref_init (&tick->sync, self);
  tick->received = received;
  tick->total = total;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, on_tick, tick, tick_free);
}

static WfLocal *
open_local (const Job *job, GError **error)
{
  g_autofree char *path = g_build_filename (job->data_dir, "local.db", NULL);

  return wf_local_open (path, error);
}

/* Every source of local.db, or only @id. */
static GPtrArray *
list_sources (const Job *job, GError **error)
{
  g_autoptr (WfLocal) local = open_local (job, error);

  return local != NULL ? wf_local_list_sources (local, error) : NULL;
}

/* What the source at @address is called; empty when that is none. */
static char *
dup_new_id (const char *address)
{
  g_autofree char *base = NULL;
  WfMinisignKey key;

  return wf_feed_address_parse (address, &base, &key, NULL) ? wf_feed_source_id (base)
                                                            : g_strdup ("");
}

static void
sync_in_worker (Job *job, const char *source, const char *title, GCancellable *cancellable)
{
  WfSourceReport *report = g_new0 (WfSourceReport, 1);
  const WfFeedSync what = { .data_dir = job->data_dir,
                            .starter = job->starter,
                            .words = job->words,
                            .source = source,
                            .address = source == NULL ? job->address : NULL,
                            .now_us = job->now_us,
                            .accept_removals = job->accept_removals,
                            .progress = report_progress_in_worker,
                            .progress_data = job };

  report->source = source != NULL ? g_strdup (source) : dup_new_id (job->address);
  report->title = g_strdup (title);
  report->is_automatic = job->is_automatic;
  if (!wf_feed_sync_run (&what, &report->report, cancellable, &report->error))
    {
      report->code = wf_feed_error_get_code (report->error);
      report->is_removal = g_error_matches (report->error, WF_FEED_ERROR, WF_FEED_ERROR_REMOVAL);
    }
  else if (report->report.changed + report->report.removed > 0)
    report->changed = wf_sources_list_changed (job->data_dir, report->source);
  g_ptr_array_add (job->reports, report);
}

static void
run_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  job->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_source_report_free);
  if (job->address != NULL)
    {
      sync_in_worker (job, NULL, job->address, cancellable);
      g_task_return_boolean (task, TRUE);
      return;
    }
  sources = list_sources (job, &error);
  if (sources == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < sources->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const WfLocalSource *one = sources->pdata[i];
      gboolean is_wanted = job->source != NULL ? strcmp (job->source, one->id) == 0 : one->is_on;

      if (is_wanted && strcmp (one->kind, "feed") == 0)
        sync_in_worker (job, one->id, one->title, cancellable);
    }
  g_task_return_boolean (task, TRUE);
}

/* Entries first: a source without entries can be removed again, the other way round not. */
static gboolean
remove_source (WfCatalogueStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return wf_catalogue_store_remove_source (store, data, cancellable, error) &&
         wf_sources_forget (store, data, error);
}

static void
list_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sources = list_sources (data, &error);

  if (sources != NULL)
    g_task_return_pointer (task, sources, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Only trouble with the network is worth coming back for sooner. */
static gboolean
has_network_trouble (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const WfSourceReport *report = reports->pdata[i];

      if (report->error != NULL && wf_fetch_is_transient (report->error))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_news (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const WfSourceReport *report = reports->pdata[i];

      if (report->report.is_updated &&
          report->report.added + report->report.changed + report->report.removed > 0)
        return TRUE;
    }
  return FALSE;
}

/* Every turn ends here, before who asked for it hears. */
static void
on_run_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  WfCatalogueSync *self = WF_CATALOGUE_SYNC (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  g_autoptr (GPtrArray) reports =
      job->reports != NULL
          ? g_ptr_array_ref (job->reports)
          : g_ptr_array_new_with_free_func ((GDestroyNotify) wf_source_report_free);

  if (job->outer != NULL)
    g_cancellable_disconnect (job->outer, job->outer_handler);
  if (--self->running == 0)
    g_clear_object (&self->cancellable);
  self->failures = has_network_trouble (reports) ? self->failures + 1 : 0;
  if (self->interval_s > 0)
    plan_turn (self, self->failures == 0
                         ? self->interval_s
                         : wf_fetch_get_back_off (self->failures, WF_CATALOGUE_SYNC_RETRY,
                                                  self->interval_s, g_random_double ()));
  if (self->is_stopped)
    go_on_from_stopped (self);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, reports);
  if (has_news (reports))
    g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  if (ok)
    g_task_return_pointer (outer, g_steal_pointer (&reports), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (outer, error);
}

static void
on_outer_cancelled (GCancellable *cancellable, gpointer inner)
{
  g_cancellable_cancel (inner);
}

void
wf_catalogue_sync_run_async (WfCatalogueSync *self,
                             const char *source,
                             const char *address,
                             gboolean accept_removals,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self));

  GTask *outer = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) task = NULL;
  Job *job = job_new (self);

  job->source = g_strdup (source);
  job->address = g_strdup (address);
  job->accept_removals = accept_removals;
  job->is_automatic = callback == NULL;
  self->is_automatic = job->is_automatic && (self->running == 0 || self->is_automatic);
  if (self->running++ == 0)
    self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      job->outer = g_object_ref (cancellable);
      job->outer_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                  g_object_ref (self->cancellable), g_object_unref);
    }
  task = g_task_new (self, self->cancellable, on_run_ready, outer);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_signal_emit (self, signals[SIGNAL_STARTED], 0);
  wf_worker_queue (self->worker, task, run_in_worker);
}

GPtrArray *
wf_catalogue_sync_run_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_catalogue_sync_list_async (WfCatalogueSync *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, job_new (self), (GDestroyNotify) job_free);
  wf_worker_queue (self->worker, task, list_in_worker);
}

GPtrArray *
wf_catalogue_sync_list_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is done beside turns, or behind them. */
typedef struct {
  Job *paths;
  WfCatalogueWorkMode mode;
  WfCatalogueWork work;
  gpointer data;
  GDestroyNotify destroy;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  job_free (errand->paths);
  if (errand->destroy != NULL)
    errand->destroy (errand->data);
  g_free (errand);
}

static void
work_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;
  g_autofree char *database = g_build_filename (errand->paths->data_dir, "catalogue.db", NULL);
  g_autoptr (WfCatalogueStore) store =
      errand->mode == WF_WORK_PEEK ? NULL
                                   : wf_catalogue_store_open (database, errand->paths->starter,
                                                              errand->paths->words, &error);

  if (error == NULL && errand->work (store, errand->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_work_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  Errand *errand = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (errand->mode == WF_WORK_WRITE)
    g_signal_emit (object, signals[SIGNAL_UPDATED], 0);
  g_task_set_task_data (outer, g_object_ref (result), g_object_unref);
  g_task_return_pointer (outer, errand->data, NULL);
}

void
wf_catalogue_sync_work_async (WfCatalogueSync *self,
                              WfCatalogueWorkMode mode,
                              WfCatalogueWork work,
                              gpointer data,
                              GDestroyNotify destroy,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self) && work != NULL);

  GTask *outer = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (self, cancellable, on_work_ready, outer);
  Errand *errand = g_new0 (Errand, 1);

  errand->paths = job_new (self);
  errand->mode = mode;
  errand->work = work;
  errand->data = data;
  errand->destroy = destroy;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_check_cancellable (outer, FALSE);
  g_task_set_task_data (task, errand, errand_free);
  wf_worker_queue (mode == WF_WORK_WRITE ? self->worker : self->reader, task, work_in_worker);
}

gpointer
wf_catalogue_sync_work_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_catalogue_sync_remove_async (WfCatalogueSync *self,
                                const char *source,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (source != NULL);

  wf_catalogue_sync_work_async (self, WF_WORK_WRITE, remove_source, g_strdup (source), g_free,
                                cancellable, callback, user_data);
}

gboolean
wf_catalogue_sync_remove_finish (WfCatalogueSync *self, GAsyncResult *result, GError **error)
{
  return wf_catalogue_sync_work_finish (self, result, error) != NULL;
}

const char *
wf_catalogue_sync_get_data_dir (WfCatalogueSync *self)
{
  g_return_val_if_fail (WF_IS_CATALOGUE_SYNC (self), NULL);

  return self->data_dir;
}

static gboolean
is_network_fit (WfCatalogueSync *self)
{
  return g_network_monitor_get_network_available (self->monitor) &&
         (self->use_metered || !g_network_monitor_get_network_metered (self->monitor));
}

/* A turn that nobody asked for does not go on where it costs; what came of it is kept. */
static void
stop_where_paid (WfCatalogueSync *self)
{
  if (self->running == 0 || !self->is_automatic || self->use_metered ||
      !g_network_monitor_get_network_metered (self->monitor))
    return;
  self->is_stopped = TRUE;
  wf_catalogue_sync_cancel (self);
}

static void
go_on_from_stopped (WfCatalogueSync *self)
{
  self->is_stopped = FALSE;
  if (self->interval_s == 0)
    return;
  if (is_network_fit (self))
    plan_turn (self, 1);
  else
    self->is_held = TRUE;
}

/* An automatic turn: now, or as soon as the network allows it. */
static void
take_turn (WfCatalogueSync *self)
{
  self->is_held = !is_network_fit (self);
  if (!self->is_held && self->running == 0)
    wf_catalogue_sync_run_async (self, NULL, NULL, FALSE, NULL, NULL, NULL);
}

static gboolean
on_timer (gpointer data)
{
  WfCatalogueSync *self = data;

  self->timer = 0;
  self->wait_s = 0;
  take_turn (self);
  return G_SOURCE_REMOVE;
}

static void
plan_turn (WfCatalogueSync *self, guint seconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->wait_s = seconds;
  self->due_us = wf_clock_now (self->clock) + (gint64) seconds * WF_CLOCK_SECOND;
  self->is_held = FALSE;
  if (seconds > 0)
    self->timer = g_timeout_add_seconds (seconds, on_timer, self);
}

static void
on_network_changed (WfCatalogueSync *self)
{
  gboolean is_overdue = self->timer != 0 && wf_clock_now (self->clock) >= self->due_us;

  stop_where_paid (self);
  /* Timers stand still while the computer sleeps; when it wakes the network comes again. */
  if ((self->is_held || is_overdue) && is_network_fit (self))
    plan_turn (self, 1);
}

/* When the last success of any source that is on lets the next turn wait. */
static void
on_start_list_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WfCatalogueSync *self = WF_CATALOGUE_SYNC (object);
  g_autoptr (GPtrArray) sources = wf_catalogue_sync_list_finish (self, result, NULL);
  gint64 now = wf_clock_now (self->clock), oldest = now;
  gint64 due;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const WfLocalSource *source = sources->pdata[i];

      if (source->is_on && strcmp (source->kind, "feed") == 0)
        oldest = MIN (oldest, source->succeeded_us);
    }
  if (self->interval_s == 0 || self->running > 0)
    return;
  due = (oldest - now) / WF_CLOCK_SECOND + (gint64) self->interval_s;
  plan_turn (self, (guint) CLAMP (due, FIRST_WAIT_S, (gint64) self->interval_s));
}

void
wf_catalogue_sync_start (WfCatalogueSync *self, guint interval_s, gboolean use_metered)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self));

  self->interval_s = interval_s > 0 ? MAX (interval_s, LEAST_S) : 0;
  self->use_metered = use_metered;
  stop_where_paid (self);
  plan_turn (self, 0);
  if (!self->is_watching)
    {
      /* That a connection costs now, or does not any more, GLib says by the property alone. */
      g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->monitor, "notify::network-metered",
                               G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
      self->is_watching = TRUE;
    }
  if (self->interval_s > 0)
    wf_catalogue_sync_list_async (self, NULL, on_start_list_ready, NULL);
}

void
wf_catalogue_sync_cancel (WfCatalogueSync *self)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

void
wf_catalogue_sync_stop (WfCatalogueSync *self)
{
  g_return_if_fail (WF_IS_CATALOGUE_SYNC (self));

  self->interval_s = 0;
  plan_turn (self, 0);
  wf_catalogue_sync_cancel (self);
  wf_worker_shutdown (self->worker);
  wf_worker_shutdown (self->reader);
}

gboolean
wf_catalogue_sync_is_running (WfCatalogueSync *self)
{
  return self->running > 0;
}

guint
wf_catalogue_sync_get_wait (WfCatalogueSync *self)
{
  return self->wait_s;
}

static void
wf_catalogue_sync_dispose (GObject *object)
{
  WfCatalogueSync *self = WF_CATALOGUE_SYNC (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (wf_catalogue_sync_parent_class)->dispose (object);
}

static void
wf_catalogue_sync_finalize (GObject *object)
{
  WfCatalogueSync *self = WF_CATALOGUE_SYNC (object);

  wf_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  wf_worker_shutdown (self->reader);
  g_clear_object (&self->reader);
  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->clock, wf_clock_unref);
  g_free (self->data_dir);
  g_free (self->starter);
  g_free (self->words);
  G_OBJECT_CLASS (wf_catalogue_sync_parent_class)->finalize (object);
}

static void
wf_catalogue_sync_class_init (WfCatalogueSyncClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_catalogue_sync_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_catalogue_sync_finalize;
  signals[SIGNAL_STARTED] =
      g_signal_new ("started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_UPDATED] =
      g_signal_new ("updated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_catalogue_sync_init (WfCatalogueSync *self)
{
  self->worker = wf_worker_new_in_background ("wf-sync");
  self->reader = wf_worker_new ("wf-sync-read");
}

WfCatalogueSync *
wf_catalogue_sync_new (const char *data_dir,
                       const char *starter,
                       const char *words,
                       WfClock *clock,
                       GNetworkMonitor *monitor)
{
  g_return_val_if_fail (data_dir != NULL && starter != NULL, NULL);

  WfCatalogueSync *self = g_object_new (WF_TYPE_CATALOGUE_SYNC, NULL);

  self->data_dir = g_strdup (data_dir);
  self->starter = g_strdup (starter);
  self->words = g_strdup (words);
  self->clock = clock != NULL ? wf_clock_ref (clock) : wf_clock_new_system ();
  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  return self;
}
