/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vault as the rest of the program sees it: a GObject of the main thread in front of a core
 * that only its worker's thread touches. Each call carries its arguments there and its result
 * back; what getters answer is a mirror, renewed after each call.
 *
 * Invariant: the core is used only inside run_in_worker() and after the worker has ended.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-vault-private.h"
#include "wf-worker.h"

#include <stdarg.h>

/* What getters answer; made in the worker, read under the lock. Ids are interned. */
typedef struct {
  WfVaultState state;
  const char *staff_id, *agency_id, *private_id;
  WfRole role;
  gint64 written_us;
  guint wait_seconds;
  gint64 wait_from_us; /* monotonic */
  GPtrArray *slots;    /* of WfSlot */
  GPtrArray *members;  /* of WfMember */
  guint generation;
} Mirror;

typedef struct {
  WfVaultDraftSource source;
  gpointer user_data;
} DraftSource;

struct _WfVault {
  GObject parent_instance;
  WfVaultCore *core;
  WfWorker *worker;
  GMutex lock;
  Mirror mirror;     /* under lock */
  WfVaultState told; /* the state last told by a signal */
  guint told_generation;
  guint64 told_serial;
  guint64 n_run;         /* the worker alone counts */
  GArray *draft_sources; /* of DraftSource */
};

G_DEFINE_FINAL_TYPE (WfVault, wf_vault, G_TYPE_OBJECT)

enum { LOCKED, UNLOCKED, OWNER_CHANGED, MEMBERS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  WfVault *vault; /* unowned: the call ends before the vault */
  WfVaultWork work;
  WfVaultArgs *args;
  GPtrArray *touched; /* owners appended to */
  guint64 serial;     /* from 1, in the order they were run; 0: never run */
  WfVaultState state; /* as this call left it: another may already have changed it again */
  guint generation;
} Call;

void
wf_slot_free (WfSlot *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

void
wf_card_free (WfCard *self)
{
  g_free (self->owner_id);
  g_clear_pointer (&self->card, g_variant_unref);
  g_free (self);
}

WfAppend *
wf_append_new (const char *owner_id, GPtrArray *records)
{
  g_return_val_if_fail (owner_id != NULL && records != NULL, NULL);

  WfAppend *self = g_new0 (WfAppend, 1);

  self->owner_id = g_strdup (owner_id);
  self->records = g_ptr_array_ref (records);
  return self;
}

void
wf_append_free (WfAppend *self)
{
  g_free (self->owner_id);
  g_ptr_array_unref (self->records);
  g_free (self);
}

WfVaultArgs *
wf_vault_args_new (guint n, ...)
{
  WfVaultArgs *args = g_new0 (WfVaultArgs, 1);
  va_list list;

  va_start (list, n);
  for (guint i = 0; i < n; i++)
    args->texts[i] = g_strdup (va_arg (list, const char *));
  va_end (list);
  return args;
}

static void
args_free (WfVaultArgs *args)
{
  for (guint i = 0; i < WF_VAULT_ARGS_TEXTS; i++)
    wf_wipe_free (args->texts[i]);
  g_strfreev (args->list);
  g_clear_pointer (&args->items, g_ptr_array_unref);
  g_clear_pointer (&args->days, g_array_unref);
  if (args->result != NULL)
    args->free_result (args->result);
  g_free (args);
}

static void
call_free (Call *call)
{
  args_free (call->args);
  g_clear_pointer (&call->touched, g_ptr_array_unref);
  g_free (call);
}

static const char *
intern_id (const guint8 *id)
{
  g_autofree char *text = wf_hex_encode (id, WF_ID_BYTES);

  return g_intern_string (text);
}

static GPtrArray *
copy_slots (WfVaultCore *core)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_slot_free);

  for (guint i = 0; i < core->slots->len; i++)
    {
      const WfKeySlot *from = g_ptr_array_index (core->slots, i);
      WfSlot *slot = g_new0 (WfSlot, 1);

      slot->id = g_strdup (from->id);
      slot->label = g_strdup (from->label);
      slot->is_organisation = from->is_organisation;
      g_ptr_array_add (slots, slot);
    }
  return slots;
}

static void
mirror_clear (Mirror *mirror)
{
  g_clear_pointer (&mirror->slots, g_ptr_array_unref);
  g_clear_pointer (&mirror->members, g_ptr_array_unref);
}

static void
mirror_fill (Mirror *mirror, WfVaultCore *core)
{
  WfSession *session = core->session;
  WfMember *me = session != NULL ? wf_vault_core_get_me (core) : NULL;

  mirror->state = core->db == NULL  ? WF_VAULT_CLOSED
                  : session == NULL ? WF_VAULT_LOCKED
                                    : WF_VAULT_UNLOCKED;
  mirror->staff_id = session != NULL ? g_intern_string (session->staff_id) : NULL;
  mirror->agency_id = session != NULL ? intern_id (session->agency_id) : NULL;
  mirror->private_id = session != NULL ? intern_id (session->private_id) : NULL;
  mirror->written_us = session != NULL ? session->written_us : 0;
  mirror->role = me != NULL ? me->role : WF_ROLE_AUDITOR;
  mirror->wait_seconds = wf_vault_core_get_wait (core);
  mirror->wait_from_us = g_get_monotonic_time ();
  mirror->slots = copy_slots (core);
  mirror->members = session != NULL
                        ? wf_member_list_dup_all (session->members)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify) wf_member_unref);
  mirror->generation = core->generation;
}

static void
renew_mirror (WfVault *self)
{
  Mirror fresh = { 0 }, old;

  if (self->mirror.slots != NULL && self->mirror.generation == self->core->generation)
    return;
  mirror_fill (&fresh, self->core);
  g_mutex_lock (&self->lock);
  old = self->mirror;
  self->mirror = fresh;
  g_mutex_unlock (&self->lock);
  mirror_clear (&old);
}

static gboolean
do_call (Call *call, GError **error)
{
  WfVaultCore *core = call->vault->core;
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (core->touched, 0);

  gboolean ok = call->work (core, call->args, error);

  if (core->session != NULL)
    wf_session_wipe_owner_key (core->session);
  if (core->touched->len > 0)
    {
      call->touched = core->touched;
      core->touched = g_steal_pointer (&none);
    }
  renew_mirror (call->vault);
  call->state = call->vault->mirror.state; /* this thread alone writes it */
  call->generation = call->vault->mirror.generation;
  call->serial = ++call->vault->n_run;
  return ok;
}

static void
run_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_call (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Tells, on the main thread, what the call changed. */
static void
tell_changes (WfVault *self, Call *call)
{
  gboolean is_news = call->serial > self->told_serial; /* a call that waited may come first */
  gboolean was_unlocked = self->told == WF_VAULT_UNLOCKED;
  gboolean is_unlocked = is_news ? call->state == WF_VAULT_UNLOCKED : was_unlocked;
  gboolean may_have_members = is_news && call->generation != self->told_generation;

  if (is_news)
    {
      self->told = call->state;
      self->told_generation = call->generation;
      self->told_serial = call->serial;
    }
  for (guint i = 0; call->touched != NULL && i < call->touched->len; i++)
    g_signal_emit (self, signals[OWNER_CHANGED], 0, g_ptr_array_index (call->touched, i));
  if (is_unlocked != was_unlocked)
    g_signal_emit (self, signals[is_unlocked ? UNLOCKED : LOCKED], 0);
  else if (may_have_members && is_unlocked)
    g_signal_emit (self, signals[MEMBERS_CHANGED], 0);
}

static void
on_call_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  tell_changes (g_task_get_source_object (outer), g_task_get_task_data (outer));
  if (ok)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

static Call *
call_new (WfVault *self, WfVaultWork work, WfVaultArgs *args)
{
  Call *call = g_new0 (Call, 1);

  call->vault = self;
  call->work = work;
  call->args = args;
  return call;
}

/* Two tasks: the worker may drop the last reference to the inner one, so only the outer one,
 * which ends on the caller's thread, holds the vault. */
void
wf_vault_start (WfVault *self,
                WfVaultWork work,
                WfVaultArgs *args,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *outer = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (NULL, cancellable, on_call_ready, outer);
  Call *call = call_new (self, work, args);

  /* Once sealed it is sealed: a late cancellation must not hide that. */
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (outer, call, (GDestroyNotify) call_free);
  g_task_set_task_data (inner, call, NULL);
  wf_worker_queue (self->worker, inner, run_in_worker);
}

gboolean
wf_vault_finish (WfVault *self, GAsyncResult *result, gpointer *out_result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  Call *call = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_result != NULL)
    *out_result = g_steal_pointer (&call->args->result);
  return TRUE;
}

gboolean
wf_vault_run (
    WfVault *self, WfVaultWork work, WfVaultArgs *args, gpointer *out_result, GError **error)
{
  Call *call = call_new (self, work, args);
  gboolean ok = wf_worker_run_sync (self->worker, NULL, call, run_in_worker, error);

  tell_changes (self, call);
  if (ok && out_result != NULL)
    *out_result = g_steal_pointer (&call->args->result);
  call_free (call);
  return ok;
}

static gboolean
close_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  wf_vault_core_close (core);
  return TRUE;
}

static void
wf_vault_finalize (GObject *object)
{
  WfVault *self = WF_VAULT (object);

  wf_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  wf_vault_core_free (self->core);
  mirror_clear (&self->mirror);
  g_array_unref (self->draft_sources);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wf_vault_parent_class)->finalize (object);
}

static void
wf_vault_class_init (WfVaultClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_vault_finalize;
  signals[LOCKED] =
      g_signal_new ("locked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNLOCKED] =
      g_signal_new ("unlocked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OWNER_CHANGED] = g_signal_new ("owner-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MEMBERS_CHANGED] = g_signal_new ("members-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_vault_init (WfVault *self)
{
  g_mutex_init (&self->lock);
  self->draft_sources = g_array_new (FALSE, FALSE, sizeof (DraftSource));
}

WfVault *
wf_vault_new (const char *data_dir, WfClock *clock)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  WfVault *self = g_object_new (WF_TYPE_VAULT, NULL);

  self->core =
      wf_vault_core_new (data_dir, clock != NULL ? wf_clock_ref (clock) : wf_clock_new_system ());
  self->worker = wf_worker_new ("wf-vault");
  renew_mirror (self);
  return self;
}

void
wf_vault_set_vfs (WfVault *self, const char *vfs)
{
  g_return_if_fail (WF_IS_VAULT (self));

  g_free (self->core->vfs);
  self->core->vfs = g_strdup (vfs);
}

void
wf_vault_add_fold (WfVault *self, const WfFold *fold)
{
  g_return_if_fail (WF_IS_VAULT (self) && fold != NULL);
  g_return_if_fail (wf_vault_get_state (self) != WF_VAULT_UNLOCKED);
  g_return_if_fail (wf_vault_core_find_fold (self->core, fold->aspect) == NULL);

  g_ptr_array_add (self->core->folds, (gpointer) fold);
}

const char *
wf_vault_get_path (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  return self->core->path; /* never changes */
}

static Mirror
read_mirror (WfVault *self)
{
  g_mutex_lock (&self->lock);
  Mirror mirror = self->mirror;

  g_ptr_array_ref (mirror.slots);
  g_ptr_array_ref (mirror.members);
  g_mutex_unlock (&self->lock);
  return mirror;
}

WfVaultState
wf_vault_get_state (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), WF_VAULT_CLOSED);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.state;
}

GPtrArray *
wf_vault_get_slots (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  Mirror mirror = read_mirror (self);

  g_ptr_array_unref (mirror.members);
  return mirror.slots; /* never changed after it was made */
}

GPtrArray *
wf_vault_dup_members (WfVault *self)
{
  Mirror mirror = read_mirror (self);

  g_ptr_array_unref (mirror.slots);
  return mirror.members;
}

guint
wf_vault_get_wait_seconds (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), 0);

  Mirror mirror = read_mirror (self);
  gint64 passed = (g_get_monotonic_time () - mirror.wait_from_us) / G_USEC_PER_SEC;

  mirror_clear (&mirror);
  return passed >= mirror.wait_seconds ? 0 : mirror.wait_seconds - (guint) passed;
}

const char *
wf_vault_get_staff_id (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.staff_id;
}

WfRole
wf_vault_get_role (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), WF_ROLE_AUDITOR);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.role;
}

const char *
wf_vault_get_agency_id (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.agency_id;
}

const char *
wf_vault_get_private_id (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.private_id;
}

gint64
wf_vault_get_written_us (WfVault *self)
{
  g_return_val_if_fail (WF_IS_VAULT (self), 0);

  Mirror mirror = read_mirror (self);

  mirror_clear (&mirror);
  return mirror.written_us;
}

void
wf_vault_add_draft_source (WfVault *self, WfVaultDraftSource source, gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self) && source != NULL);

  DraftSource added = { source, user_data };

  g_array_append_val (self->draft_sources, added);
}

void
wf_vault_remove_draft_source (WfVault *self, gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  for (guint i = self->draft_sources->len; i-- > 0;)
    if (g_array_index (self->draft_sources, DraftSource, i).user_data == user_data)
      g_array_remove_index (self->draft_sources, i);
}

GPtrArray *
wf_vault_collect_drafts (WfVault *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);

  for (guint i = 0; i < self->draft_sources->len; i++)
    {
      DraftSource *source = &g_array_index (self->draft_sources, DraftSource, i);

      source->source (self, drafts, source->user_data);
    }
  return drafts;
}

void
wf_vault_close_async (WfVault *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, close_in_worker, wf_vault_args_new (0), NULL, callback, user_data);
}

gboolean
wf_vault_close_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  return wf_vault_finish (self, result, NULL, error);
}

void
wf_vault_close_sync (WfVault *self)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_run (self, close_in_worker, wf_vault_args_new (0), NULL, NULL);
}
