/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agency's settings: one snapshot read, one event written. What is in memory is always
 * what is durable: a save that fails leaves it as it was.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-agency-repo.h"

#include "wf-await.h"

struct _WfAgencyRepo {
  GObject parent_instance;
  WfVault *vault;
  WfAgency *agency;
  WfOutcomes *outcomes;
};

G_DEFINE_FINAL_TYPE (WfAgencyRepo, wf_agency_repo, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
wf_agency_repo_finalize (GObject *object)
{
  WfAgencyRepo *self = WF_AGENCY_REPO (object);

  g_clear_object (&self->vault);
  g_clear_pointer (&self->agency, wf_agency_free);
  g_clear_pointer (&self->outcomes, wf_outcomes_unref);
  G_OBJECT_CLASS (wf_agency_repo_parent_class)->finalize (object);
}

static void
wf_agency_repo_class_init (WfAgencyRepoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_agency_repo_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_agency_repo_init (WfAgencyRepo *self)
{
  self->agency = wf_agency_new_from_variant (NULL);
  self->outcomes = wf_outcomes_new_from_snapshot (NULL);
}

static void
set_outcomes (WfAgencyRepo *self, GVariant *state)
{
  wf_outcomes_unref (self->outcomes);
  self->outcomes = wf_outcomes_new_from_snapshot (state);
}

static void
on_outcomes_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAgencyRepo) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error == NULL && wf_vault_get_agency_id (self->vault) != NULL)
    set_outcomes (self, state);
}

/* What cannot be read now is read at the next change; until then the last counts stand. */
static void
on_owner_changed (WfVault *vault, const char *owner_id, WfAgencyRepo *self)
{
  if (g_strcmp0 (owner_id, wf_vault_get_agency_id (vault)) == 0)
    wf_vault_get_snapshot_async (vault, owner_id, WF_OUTCOMES_ASPECT, NULL, on_outcomes_ready,
                                 g_object_ref (self));
}

static void
set_agency (WfAgencyRepo *self, WfAgency *agency)
{
  wf_agency_free (self->agency);
  self->agency = agency;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_vault_locked (WfVault *vault, WfAgencyRepo *self)
{
  /* The minutes before locking stay known; words do not. */
  guint minutes = self->agency->lock_minutes;

  wf_agency_free (self->agency);
  self->agency = wf_agency_new_from_variant (NULL);
  self->agency->lock_minutes = minutes;
  set_outcomes (self, NULL);
}

WfAgencyRepo *
wf_agency_repo_new (WfVault *vault)
{
  g_return_val_if_fail (WF_IS_VAULT (vault), NULL);

  WfAgencyRepo *self = g_object_new (WF_TYPE_AGENCY_REPO, NULL);

  self->vault = g_object_ref (vault);
  g_signal_connect_object (vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  g_signal_connect_object (vault, "owner-changed", G_CALLBACK (on_owner_changed), self, 0);
  return self;
}

const WfAgency *
wf_agency_repo_get (WfAgencyRepo *self)
{
  g_return_val_if_fail (WF_IS_AGENCY_REPO (self), NULL);

  return self->agency;
}

WfOutcomes *
wf_agency_repo_get_outcomes (WfAgencyRepo *self)
{
  g_return_val_if_fail (WF_IS_AGENCY_REPO (self), NULL);

  return self->outcomes;
}

static void
on_state_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfAgencyRepo *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_agency (self, wf_agency_new_from_variant (state));
  g_task_return_boolean (task, TRUE);
}

static void
on_first_outcomes_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfAgencyRepo *self = g_task_get_source_object (task);
  const char *id = wf_vault_get_agency_id (self->vault);
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_outcomes (self, state);
  if (id == NULL)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  else
    wf_vault_get_snapshot_async (self->vault, id, WF_AGENCY_ASPECT, g_task_get_cancellable (task),
                                 on_state_ready, g_object_ref (task));
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
}

void
wf_agency_repo_load_async (WfAgencyRepo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_AGENCY_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *id = wf_vault_get_agency_id (self->vault);

  g_task_set_source_tag (task, wf_agency_repo_load_async);
  if (id == NULL)
    return_locked (task);
  else
    wf_vault_get_snapshot_async (self->vault, id, WF_OUTCOMES_ASPECT, cancellable,
                                 on_first_outcomes_ready, g_steal_pointer (&task));
}

gboolean
wf_agency_repo_load_finish (WfAgencyRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_agency_repo_load_sync (WfAgencyRepo *self, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_agency_repo_load_async (self, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_agency_repo_load_finish (self, result, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfAgencyRepo *self = g_task_get_source_object (task);
  const char *id = wf_vault_get_agency_id (self->vault);
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else if (id == NULL) /* locked since; it is durable, and read again after unlocking */
    g_task_return_boolean (task, TRUE);
  else
    wf_vault_get_snapshot_async (self->vault, id, WF_AGENCY_ASPECT, NULL, on_state_ready,
                                 g_steal_pointer (&task));
}

void
wf_agency_repo_save_async (WfAgencyRepo *self,
                           const WfAgency *after,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_AGENCY_REPO (self) && after != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *id = wf_vault_get_agency_id (self->vault);
  WfRecord *record = wf_agency_record_changed (self->agency, after);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_task_set_source_tag (task, wf_agency_repo_save_async);
  if (record != NULL)
    g_ptr_array_add (records, record);

  if (id == NULL)
    return_locked (task);
  else if (wf_vault_get_role (self->vault) != WF_ROLE_COORDINATOR)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                             "only a coordinator changes the agency's settings");
  else if (record == NULL)
    g_task_return_boolean (task, TRUE);
  else
    wf_vault_append_async (self->vault, id, records, cancellable, on_saved,
                           g_steal_pointer (&task));
}

gboolean
wf_agency_repo_save_finish (WfAgencyRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_agency_repo_save_sync (WfAgencyRepo *self, const WfAgency *after, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_agency_repo_save_async (self, after, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_agency_repo_save_finish (self, result, error);
}
