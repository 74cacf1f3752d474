/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue's face: takes questions on the main thread, puts them to the index in a thread of
 * its own, and hands values back. One question runs at a time; a new search cancels the last.
 *
 * Invariant: the index is touched by the worker's thread alone, except wf_database_interrupt().
 * A job owns copies of all it was asked with, so nothing of the caller's crosses threads but
 * immutable values.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue.h"

#include "wf-catalogue-batch.h"
#include "wf-catalogue-index.h"
#include "wf-catalogue-offers.h"
#include "wf-catalogue-search.h"
#include "wf-json.h"
#include "wf-worker.h"

struct _WfCatalogue {
  GObject parent_instance;
  WfWorker *worker;
  WfIndex *index;        /* the worker's */
  GCancellable *current; /* of the search that runs */
};

G_DEFINE_FINAL_TYPE (WfCatalogue, wf_catalogue, G_TYPE_OBJECT)

/* One question and its answer. */
typedef struct {
  WfCatalogue *self; /* not a reference: the task holds one */
  char *database;
  char *starter;
  char *words;
  char *text; /* or the id */
  GStrv kinds;
  char *region;
  char *language;
  WfCatalogueFilter filter;
  guint limit;
  GPtrArray *queries; /* of WfOfferQuery, the caller's */
  WfFacts *facts;
  GDate today;
  GCancellable *outer; /* the caller's */
  gulong outer_handler;
  WfSearchResult *result;
  guint count;
  GHashTable *kind_counts;
  WfResource *resource;
  GPtrArray *merged; /* of WfResource */
  GPtrArray *offers; /* of GPtrArray of WfOffer */
  WfEdit edit;       /* what it points to is the job's */
  char *field;
} Job;

static Job *
job_new (WfCatalogue *self)
{
  Job *job = g_new0 (Job, 1);

  job->self = self;
  return job;
}

static void
job_free (Job *job)
{
  if (job->outer != NULL)
    g_cancellable_disconnect (job->outer, job->outer_handler);
  g_clear_object (&job->outer);
  g_free (job->database);
  g_free (job->starter);
  g_free (job->words);
  g_free (job->text);
  g_strfreev (job->kinds);
  g_free (job->region);
  g_free (job->language);
  g_clear_pointer (&job->queries, g_ptr_array_unref);
  g_clear_pointer (&job->facts, wf_facts_unref);
  g_clear_pointer (&job->result, wf_search_result_free);
  g_clear_pointer (&job->kind_counts, g_hash_table_unref);
  g_clear_pointer (&job->resource, wf_resource_unref);
  g_clear_pointer (&job->merged, g_ptr_array_unref);
  g_clear_pointer (&job->offers, g_ptr_array_unref);
  g_clear_pointer (&job->edit.value, json_node_unref);
  g_clear_pointer (&job->edit.entry, json_object_unref);
  g_free ((char *) job->edit.text);
  g_free (job->field);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
wf_catalogue_finalize (GObject *object)
{
  WfCatalogue *self = WF_CATALOGUE (object);

  wf_catalogue_close (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (wf_catalogue_parent_class)->finalize (object);
}

static void
wf_catalogue_class_init (WfCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_catalogue_finalize;
}

static void
wf_catalogue_init (WfCatalogue *self)
{
  self->worker = wf_worker_new ("wf-catalogue");
}

static void
finish_task (GTask *task, gboolean ok, GError *error)
{
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_interrupt (GCancellable *cancellable, gpointer db)
{
  wf_database_interrupt (db);
}

/* While a job runs, cancelling it interrupts the query; before and after there is none. */
static gulong
allow_interrupt (Job *job, GCancellable *cancellable)
{
  return cancellable == NULL ? 0
                             : g_cancellable_connect (cancellable, G_CALLBACK (on_interrupt),
                                                      job->self->index->db, NULL);
}

static void
open_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;

  job->self->index = wf_index_open (job->database, job->starter, job->words, &error);
  finish_task (task, job->self->index != NULL, error);
}

static void
search_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gulong handler = allow_interrupt (job, cancellable);

  job->result =
      wf_index_search (job->self->index, job->text, &job->filter, job->limit, cancellable, &error);
  g_cancellable_disconnect (cancellable, handler);
  finish_task (task, job->result != NULL, error);
}

/* For who can wait: all counted. */
static void
search_and_count_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gboolean ok;

  job->result =
      wf_index_search (job->self->index, job->text, &job->filter, job->limit, cancellable, &error);
  ok = job->result != NULL && wf_index_count_found (job->self->index, job->text, &job->filter,
                                                    job->result, cancellable, &error);
  finish_task (task, ok, error);
}

static void
count_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gulong handler = allow_interrupt (job, cancellable);
  gboolean ok =
      wf_index_count (job->self->index, job->text, &job->filter, &job->count, cancellable, &error);

  g_cancellable_disconnect (cancellable, handler);
  finish_task (task, ok, error);
}

static void
count_kinds_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gulong handler = allow_interrupt (job, cancellable);

  job->kind_counts =
      wf_index_count_kinds (job->self->index, job->text, &job->filter, cancellable, &error);
  g_cancellable_disconnect (cancellable, handler);
  finish_task (task, job->kind_counts != NULL, error);
}

static void
get_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;

  job->resource = wf_index_get (job->self->index, job->text, &error);
  finish_task (task, job->resource != NULL, error);
}

static void
list_merged_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;

  job->merged = wf_index_list_merged (job->self->index, job->text, &error);
  finish_task (task, job->merged != NULL, error);
}

static void
edit_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gboolean ok = wf_index_edit (job->self->index, &job->edit, &error);

  finish_task (task, ok, error);
}

static gboolean
find_offers (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < job->queries->len; i++)
    {
      GPtrArray *offers =
          wf_index_find_offers (job->self->index, job->queries->pdata[i], job->facts, job->language,
                                &job->today, cancellable, error);

      if (offers == NULL)
        return FALSE;
      g_ptr_array_add (all, offers);
    }
  job->offers = g_steal_pointer (&all);
  return TRUE;
}

static void
offers_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Job *job = data;
  gulong handler = allow_interrupt (job, cancellable);
  gboolean ok = find_offers (job, cancellable, &error);

  g_cancellable_disconnect (cancellable, handler);
  finish_task (task, ok, error);
}

static Job *
make_search (WfCatalogue *self, const char *text, const WfCatalogueFilter *filter, guint limit)
{
  static const WfCatalogueFilter NOTHING = WF_CATALOGUE_FILTER_INIT;
  Job *job = job_new (self);

  job->filter = filter != NULL ? *filter : NOTHING;
  job->text = g_strdup (text);
  job->kinds = g_strdupv ((GStrv) job->filter.kinds);
  job->region = g_strdup (job->filter.region);
  job->language = g_strdup (job->filter.language);
  job->filter.kinds = (const char *const *) job->kinds;
  job->filter.region = job->region;
  job->filter.language = job->language;
  job->limit = limit;
  return job;
}

static Job *
make_edit (WfCatalogue *self, const WfEdit *edit)
{
  Job *job = job_new (self);

  job->text = g_strdup (edit->id);
  job->field = g_strdup (edit->field);
  job->edit.kind = edit->kind;
  job->edit.id = job->text;
  job->edit.field = job->field;
  job->edit.text = g_strdup (edit->text);
  job->edit.value = edit->value != NULL ? json_node_ref (edit->value) : NULL;
  job->edit.entry = edit->entry != NULL ? json_object_ref (edit->entry) : NULL;
  return job;
}

static Job *
make_offers (
    WfCatalogue *self, GPtrArray *queries, WfFacts *facts, const char *language, const GDate *today)
{
  Job *job = job_new (self);

  job->queries = g_ptr_array_ref (queries);
  job->facts = wf_facts_ref (facts);
  job->language = g_strdup (language);
  job->today = *today;
  return job;
}

static void
ask (WfCatalogue *self,
     Job *job,
     gpointer tag,
     GTaskThreadFunc function,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  wf_worker_queue (self->worker, task, function);
}

static Job *
propagate (WfCatalogue *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

void
wf_catalogue_open_async (const char *database,
                         const char *starter,
                         const char *words,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (starter != NULL);

  g_autoptr (WfCatalogue) self = g_object_new (WF_TYPE_CATALOGUE, NULL);
  Job *job = job_new (self);

  job->database = g_strdup (database);
  job->starter = g_strdup (starter);
  job->words = g_strdup (words);
  ask (self, job, wf_catalogue_open_async, open_in_worker, cancellable, callback, user_data);
}

WfCatalogue *
wf_catalogue_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  WfCatalogue *self = g_task_get_source_object (G_TASK (result));

  return propagate (self, result, wf_catalogue_open_async, error) != NULL ? g_object_ref (self)
                                                                          : NULL;
}

WfCatalogue *
wf_catalogue_open_sync (const char *database,
                        const char *starter,
                        const char *words,
                        GError **error)
{
  g_return_val_if_fail (starter != NULL, NULL);

  g_autoptr (WfCatalogue) self = g_object_new (WF_TYPE_CATALOGUE, NULL);
  g_autoptr (Job) job = job_new (self);

  job->database = g_strdup (database);
  job->starter = g_strdup (starter);
  job->words = g_strdup (words);
  return wf_worker_run_sync (self->worker, self, job, open_in_worker, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
wf_catalogue_close (WfCatalogue *self)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));

  if (self->current != NULL)
    g_cancellable_cancel (self->current);
  wf_worker_shutdown (self->worker);
  g_clear_pointer (&self->index, wf_index_free); /* ours now: its thread has ended */
}

/* What the next search cancels. */
static void
ask_cancelling (WfCatalogue *self,
                Job *job,
                gpointer tag,
                GTaskThreadFunc function,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GCancellable) inner = g_cancellable_new ();

  if (cancellable != NULL)
    {
      job->outer = g_object_ref (cancellable);
      job->outer_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                  g_object_ref (inner), g_object_unref);
    }
  if (self->current != NULL)
    g_cancellable_cancel (self->current);
  g_set_object (&self->current, inner);
  ask (self, job, tag, function, inner, callback, user_data);
}

void
wf_catalogue_search_async (WfCatalogue *self,
                           const char *text,
                           const WfCatalogueFilter *filter,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (text != NULL && limit > 0);

  ask_cancelling (self, make_search (self, text, filter, limit), wf_catalogue_search_async,
                  search_in_worker, cancellable, callback, user_data);
}

void
wf_catalogue_count_async (WfCatalogue *self,
                          const char *text,
                          const WfCatalogueFilter *filter,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (text != NULL);

  ask_cancelling (self, make_search (self, text, filter, 1), wf_catalogue_count_async,
                  count_in_worker, cancellable, callback, user_data);
}

gboolean
wf_catalogue_count_finish (WfCatalogue *self,
                           GAsyncResult *result,
                           guint *out_count,
                           GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_count_async, error);

  if (job == NULL)
    return FALSE;
  *out_count = job->count;
  return TRUE;
}

void
wf_catalogue_count_kinds_async (WfCatalogue *self,
                                const char *text,
                                const WfCatalogueFilter *filter,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (text != NULL);

  ask_cancelling (self, make_search (self, text, filter, 1), wf_catalogue_count_kinds_async,
                  count_kinds_in_worker, cancellable, callback, user_data);
}

GHashTable *
wf_catalogue_count_kinds_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_count_kinds_async, error);

  return job == NULL ? NULL : g_steal_pointer (&job->kind_counts);
}

WfSearchResult *
wf_catalogue_search_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_search_async, error);

  return job == NULL ? NULL : g_steal_pointer (&job->result);
}

WfSearchResult *
wf_catalogue_search_sync (WfCatalogue *self,
                          const char *text,
                          const WfCatalogueFilter *filter,
                          guint limit,
                          GError **error)
{
  g_return_val_if_fail (WF_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (text != NULL && limit > 0, NULL);

  g_autoptr (Job) job = make_search (self, text, filter, limit);

  return wf_worker_run_sync (self->worker, self, job, search_and_count_in_worker, error)
             ? g_steal_pointer (&job->result)
             : NULL;
}

void
wf_catalogue_get_async (WfCatalogue *self,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (id != NULL);

  Job *job = job_new (self);

  job->text = g_strdup (id);
  ask (self, job, wf_catalogue_get_async, get_in_worker, cancellable, callback, user_data);
}

WfResource *
wf_catalogue_get_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_get_async, error);

  return job == NULL ? NULL : g_steal_pointer (&job->resource);
}

WfResource *
wf_catalogue_get_sync (WfCatalogue *self, const char *id, GError **error)
{
  g_return_val_if_fail (WF_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  g_autoptr (Job) job = job_new (self);

  job->text = g_strdup (id);
  return wf_worker_run_sync (self->worker, self, job, get_in_worker, error)
             ? g_steal_pointer (&job->resource)
             : NULL;
}

void
wf_catalogue_save_edit_async (WfCatalogue *self,
                              const WfEdit *edit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (edit != NULL && edit->id != NULL);

  ask (self, make_edit (self, edit), wf_catalogue_save_edit_async, edit_in_worker, cancellable,
       callback, user_data);
}

gboolean
wf_catalogue_save_edit_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  return propagate (self, result, wf_catalogue_save_edit_async, error) != NULL;
}

gboolean
wf_catalogue_save_edit_sync (WfCatalogue *self, const WfEdit *edit, GError **error)
{
  g_return_val_if_fail (WF_IS_CATALOGUE (self), FALSE);
  g_return_val_if_fail (edit != NULL && edit->id != NULL, FALSE);

  g_autoptr (Job) job = make_edit (self, edit);

  return wf_worker_run_sync (self->worker, self, job, edit_in_worker, error);
}

void
wf_catalogue_list_merged_async (WfCatalogue *self,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (id != NULL);

  Job *job = job_new (self);

  job->text = g_strdup (id);
  ask (self, job, wf_catalogue_list_merged_async, list_merged_in_worker, cancellable, callback,
       user_data);
}

GPtrArray *
wf_catalogue_list_merged_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_list_merged_async, error);

  return job == NULL ? NULL : g_steal_pointer (&job->merged);
}

void
wf_catalogue_offers_async (WfCatalogue *self,
                           GPtrArray *queries,
                           WfFacts *facts,
                           const char *language,
                           const GDate *today,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_CATALOGUE (self));
  g_return_if_fail (queries != NULL && facts != NULL && today != NULL);

  ask (self, make_offers (self, queries, facts, language, today), wf_catalogue_offers_async,
       offers_in_worker, cancellable, callback, user_data);
}

GPtrArray *
wf_catalogue_offers_finish (WfCatalogue *self, GAsyncResult *result, GError **error)
{
  Job *job = propagate (self, result, wf_catalogue_offers_async, error);

  return job == NULL ? NULL : g_steal_pointer (&job->offers);
}

GPtrArray *
wf_catalogue_offers_sync (WfCatalogue *self,
                          GPtrArray *queries,
                          WfFacts *facts,
                          const char *language,
                          const GDate *today,
                          GError **error)
{
  g_return_val_if_fail (WF_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (queries != NULL && facts != NULL && today != NULL, NULL);

  g_autoptr (Job) job = make_offers (self, queries, facts, language, today);

  return wf_worker_run_sync (self->worker, self, job, offers_in_worker, error)
             ? g_steal_pointer (&job->offers)
             : NULL;
}

static const char *const FILTER_NAMES[WF_SEARCH_N_FILTERS] = {
  [WF_SEARCH_KIND] = "kind",     [WF_SEARCH_PRICE] = "price",   [WF_SEARCH_LANGUAGE] = "language",
  [WF_SEARCH_REGION] = "region", [WF_SEARCH_REMOTE] = "remote", [WF_SEARCH_OPEN] = "open",
  [WF_SEARCH_AGE] = "age",       [WF_SEARCH_PLACES] = "places", [WF_SEARCH_RECENT] = "recent",
};

static JsonObject *
list_together (const WfSearchResult *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *filters = json_array_new ();

  for (guint i = 0; i < WF_SEARCH_N_FILTERS; i++)
    {
      if (self->together & 1U << i)
        json_array_add_string_element (filters, FILTER_NAMES[i]);
    }
  json_object_set_array_member (object, "filters", filters);
  json_object_set_int_member (object, "count", self->n_together);
  return object;
}

static JsonObject *
list_relaxed (const WfSearchResult *self)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < WF_SEARCH_N_FILTERS; i++)
    {
      if (self->relaxed[i] > 0)
        json_object_set_int_member (object, FILTER_NAMES[i], self->relaxed[i]);
    }
  return object;
}

JsonObject *
wf_search_result_to_json (const WfSearchResult *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *results = json_array_new ();

  for (guint i = 0; i < self->resources->len; i++)
    {
      const WfResource *resource = self->resources->pdata[i];
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "id", resource->id);
      json_object_set_string_member (row, "name", resource->name);
      json_object_set_string_member (row, "organization", resource->organization);
      json_object_set_string_member (row, "kind", resource->kind);
      json_object_set_string_member (row, "status", wf_resource_status_to_text (resource->status));
      json_object_set_string_member (row, "as_of", resource->as_of);
      wf_json_set_strings (row, "regions", (const char *const *) resource->regions);
      json_array_add_object_element (results, row);
    }
  json_object_set_int_member (object, "count", self->count);
  json_object_set_array_member (object, "results", results);
  if (self->did_you_mean != NULL)
    json_object_set_string_member (object, "did_you_mean", self->did_you_mean);
  if (self->count == 0)
    json_object_set_object_member (object, "relaxed", list_relaxed (self));
  if (self->n_together > 0)
    json_object_set_object_member (object, "relaxed_together", list_together (self));
  return object;
}
