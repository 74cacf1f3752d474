/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample agency: made in a thread, opened by the door like any other, unlocked with
 * the passphrase everybody knows.
 */
#define G_LOG_DOMAIN "wf-app"

#include "wf-sample.h"

#include <glib/gstdio.h>

#include "wf-plan-demo.h"
#include "wf-practice-demo.h"

#define SAMPLE_SEED 1

struct _WfSample {
  GObject parent_instance;

  char *folder;
  WfServices *services; /* (nullable) */
  gulong state_id;
};

typedef struct {
  char *folder;
  char *shared_dir;
  gint64 now_us;
} MakeData;

enum {
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfSample, wf_sample, G_TYPE_OBJECT)

static void
make_data_free (MakeData *data)
{
  g_free (data->folder);
  g_free (data->shared_dir);
  g_free (data);
}

static gboolean
make (const MakeData *data, WfPackLibrary *packs, WfCatalogue *catalogue, GError **error)
{
  g_autoptr (WfVault) vault =
      wf_plan_demo_create_sync (data->folder, SAMPLE_SEED, packs, catalogue, data->now_us, error);

  if (vault == NULL || !wf_practice_demo_add_sync (vault, WF_DEMO_PASSPHRASE, packs, SAMPLE_SEED,
                                                   data->now_us, error))
    return FALSE;
  wf_vault_close_sync (vault);
  return TRUE;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MakeData *data = task_data;
  const char *directories[] = { data->shared_dir, NULL };
  g_autofree char *starter = g_build_filename (data->shared_dir, "catalogue", "starter.json", NULL);
  g_autoptr (WfPackLibrary) packs = wf_pack_library_load (directories);
  GError *error = NULL;
  g_autoptr (WfCatalogue) catalogue = wf_catalogue_open_sync (NULL, starter, NULL, &error);

  if (catalogue == NULL || !make (data, packs, catalogue, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_unlock_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!wf_vault_unlock_finish (WF_VAULT (source), result, &error))
    g_warning ("the sample agency did not open: %s", error->message);
}

/* Only the first time: whoever locks the sample agency wants to see that. */
static void
on_door_state (WfSample *self)
{
  g_autoptr (GPtrArray) slots = NULL;

  if (wf_door_get_state (self->services->door) != WF_DOOR_LOCKED)
    return;

  g_clear_signal_handler (&self->state_id, self->services->door);
  slots = wf_vault_get_slots (self->services->vault);
  if (slots->len > 0)
    wf_vault_unlock_async (self->services->vault, ((WfSlot *) slots->pdata[0])->id,
                           WF_DEMO_PASSPHRASE, NULL, on_unlock_ready, NULL);
}

/* Without it there is nothing to show: an empty first run would look like one's own. */
static void
on_make_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfSample *self = WF_SAMPLE (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    wf_door_start (self->services->door);
}

static void
wf_sample_finalize (GObject *object)
{
  WfSample *self = WF_SAMPLE (object);

  if (self->services != NULL)
    {
      g_clear_signal_handler (&self->state_id, self->services->door);
      wf_services_unref (self->services);
    }
  g_free (self->folder);
  G_OBJECT_CLASS (wf_sample_parent_class)->finalize (object);
}

static void
wf_sample_class_init (WfSampleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_sample_finalize;
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
wf_sample_init (WfSample *self)
{
}

WfSample *
wf_sample_new (GError **error)
{
  g_autofree char *template =
      g_build_filename (g_get_user_runtime_dir (), "wayfinder-sample-XXXXXX", NULL);
  WfSample *self;

  if (g_mkdtemp_full (template, 0700) == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                   "No folder for the sample agency: %s", g_strerror (code));
      return NULL;
    }
  self = g_object_new (WF_TYPE_SAMPLE, NULL);
  self->folder = g_steal_pointer (&template);
  return self;
}

const char *
wf_sample_get_folder (WfSample *self)
{
  g_return_val_if_fail (WF_IS_SAMPLE (self), NULL);

  return self->folder;
}

void
wf_sample_start (WfSample *self, WfServices *services)
{
  g_autoptr (GTask) task = NULL;
  MakeData *data;

  g_return_if_fail (WF_IS_SAMPLE (self));
  g_return_if_fail (self->services == NULL);

  self->services = wf_services_ref (services);
  self->state_id =
      g_signal_connect_swapped (services->door, "notify::state", G_CALLBACK (on_door_state), self);
  data = g_new0 (MakeData, 1);
  data->folder = g_strdup (self->folder);
  data->shared_dir = g_strdup (services->shared_dir);
  data->now_us = wf_clock_now (services->clock);
  task = g_task_new (self, NULL, on_make_ready, NULL);
  g_task_set_task_data (task, data, (GDestroyNotify) make_data_free);
  g_task_run_in_thread (task, make_in_thread);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
wf_sample_remove (WfSample *self)
{
  g_return_if_fail (WF_IS_SAMPLE (self));

  if (self->services != NULL)
    wf_vault_close_sync (self->services->vault);
  remove_folder (self->folder);
}
