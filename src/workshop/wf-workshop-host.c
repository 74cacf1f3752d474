/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks, commits, applies, answers: in this order for everything. What arrives while a group is
 * being written waits and becomes the next group, so one sync of the disk serves everybody who
 * was quick.
 *
 * Invariants: at most one group is being written; the fold holds nothing that is not durable; each
 * caller is answered once.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-host.h"

#include "wf-box.h"
#include "wf-lock-file.h"
#include "wf-worker.h"

/* Larger groups cost the last phone of each more than they save the disk. */
#define GROUP_MAX 150
#define CODE_SIZE 6
/* A server that was told to go still writes what waits. */
#define LOCK_TRIES 100
#define LOCK_US    (G_USEC_PER_SEC / 20)

/* One thing that waits for the disk, and who waits for it. */
typedef struct {
  WfWorkshopChange *change;
  guint slide; /* index of change->slide */
  guint64 choices;
  WfHostDone done;
  gpointer user_data;
} Waiting;

struct _WfWorkshopHost {
  GObject parent_instance;
  WfWorkshop *workshop;
  WfWorkshopStore *store; /* the worker's */
  WfLockFile *lock;       /* the worker's; NULL for a store in memory */
  WfWorker *worker;
  WfWorkshopSession *session;
  WfClock *clock;
  GPtrArray *waiting; /* of Waiting */
  GPtrArray *group;   /* of Waiting; NULL: nothing is being written */
  guint n_joining;
  gboolean is_resumed;
};

G_DEFINE_FINAL_TYPE (WfWorkshopHost, wf_workshop_host, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
waiting_free (Waiting *self)
{
  if (self == NULL) /* it went over to a group */
    return;
  wf_workshop_change_free (self->change);
  g_free (self);
}

/* Runs in the worker: the group is whole or not at all. */
static void
write_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WfWorkshopHost *self = source;
  const GPtrArray *group = task_data;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  GError *error = NULL;

  for (guint i = 0; i < group->len; i++)
    g_ptr_array_add (changes, ((Waiting *) group->pdata[i])->change);
  if (wf_workshop_store_write (self->store, self->session->id, changes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static guint
apply (WfWorkshopHost *self, const Waiting *item)
{
  const WfWorkshopChange *change = item->change;
  const WfVote vote = { change->phone, item->slide, change->round, item->choices };

  switch (change->kind)
    {
    case WF_CHANGE_ACTION:
      wf_workshop_apply (self->workshop, change->action);
      return 0;
    case WF_CHANGE_PHONE:
      wf_workshop_add_phone (self->workshop, change->secret, change->phone);
      return change->phone;
    case WF_CHANGE_VOTE:
      wf_workshop_apply_vote (self->workshop, &vote);
      return 0;
    case WF_CHANGE_IDEA:
    default:
      return wf_workshop_add_idea (self->workshop, change->phone, item->slide, change->round,
                                   change->secret, change->text);
    }
}

static void flush (WfWorkshopHost *self);

static void
on_write_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfWorkshopHost *self = WF_WORKSHOP_HOST (source);
  g_autoptr (GPtrArray) group = g_steal_pointer (&self->group);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  for (guint i = 0; i < group->len; i++)
    {
      const Waiting *item = group->pdata[i];
      guint number = ok ? apply (self, item) : 0;

      self->n_joining -= item->change->kind == WF_CHANGE_PHONE;
      if (item->done != NULL)
        item->done (item->user_data, number, error);
    }
  if (ok)
    g_signal_emit (self, signals[CHANGED], 0);
  flush (self);
}

static void
flush (WfWorkshopHost *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->group != NULL || self->waiting->len == 0 || self->worker == NULL)
    return;
  self->group = g_ptr_array_new_with_free_func ((GDestroyNotify) waiting_free);
  for (guint i = 0; i < self->waiting->len && i < GROUP_MAX; i++)
    g_ptr_array_add (self->group, g_steal_pointer (&self->waiting->pdata[i]));
  g_ptr_array_remove_range (self->waiting, 0, self->group->len);
  task = g_task_new (self, NULL, on_write_ready, NULL);
  g_task_set_source_tag (task, flush);
  g_task_set_name (task, "write answers");
  g_task_set_task_data (task, g_ptr_array_ref (self->group), (GDestroyNotify) g_ptr_array_unref);
  wf_worker_queue (self->worker, task, write_in_worker);
}

static Waiting *
add (WfWorkshopHost *self, WfChangeKind kind, WfHostDone done, gpointer user_data)
{
  Waiting *item = g_new0 (Waiting, 1);

  item->change = wf_workshop_change_new (kind);
  item->done = done;
  item->user_data = user_data;
  g_ptr_array_add (self->waiting, item);
  return item;
}

static gboolean
refuse_closed (WfWorkshopHost *self, GError **error)
{
  if (self->worker != NULL)
    return FALSE;
  g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_ENDED, "The workshop is over");
  return TRUE;
}

gboolean
wf_workshop_host_act (WfWorkshopHost *self,
                      const WfAction *action,
                      WfHostDone done,
                      gpointer user_data,
                      GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self) && action != NULL, FALSE);

  Waiting *item;

  if (refuse_closed (self, error) || !wf_workshop_check (self->workshop, action, error))
    return FALSE;
  item = add (self, WF_CHANGE_ACTION, done, user_data);
  item->change->action = wf_action_copy (action);
  item->change->action->at_us = wf_clock_now (self->clock);
  flush (self);
  return TRUE;
}

gboolean
wf_workshop_host_join (WfWorkshopHost *self,
                       const char *code,
                       const char *token,
                       WfHostDone done,
                       gpointer user_data,
                       GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self) && token != NULL, FALSE);

  Waiting *item;

  if (refuse_closed (self, error))
    return FALSE;
  if (g_strcmp0 (code, self->session->code) != 0)
    {
      g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_CODE,
                           "Another join code is on the wall");
      return FALSE;
    }
  if (!wf_workshop_can_join (self->workshop, self->n_joining, error))
    return FALSE;
  item = add (self, WF_CHANGE_PHONE, done, user_data);
  item->change->phone = wf_workshop_next_phone (self->workshop) + self->n_joining++;
  item->change->secret = g_strdup (token);
  flush (self);
  return TRUE;
}

gboolean
wf_workshop_host_vote (WfWorkshopHost *self,
                       const char *token,
                       const char *slide,
                       guint round,
                       const char *const *choices,
                       WfHostDone done,
                       gpointer user_data,
                       GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self), FALSE);

  const WfScript *script = wf_workshop_get_script (self->workshop);
  g_auto (GStrv) ids = NULL;
  WfVote vote;
  Waiting *item;

  if (refuse_closed (self, error) ||
      !wf_workshop_check_vote (self->workshop, token, slide, round, choices, &vote, error))
    return FALSE;
  ids = wf_workshop_dup_choices (self->workshop, &vote);
  item = add (self, WF_CHANGE_VOTE, done, user_data);
  item->slide = vote.slide;
  item->choices = vote.choices;
  item->change->phone = vote.token;
  item->change->round = round;
  item->change->slide = wf_script_get_slide (script, vote.slide)->id;
  item->change->text = g_strjoinv (" ", ids);
  flush (self);
  return TRUE;
}

gboolean
wf_workshop_host_add_idea (WfWorkshopHost *self,
                           const char *token,
                           const char *slide,
                           guint round,
                           const char *nonce,
                           const char *text,
                           WfHostDone done,
                           gpointer user_data,
                           GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self), FALSE);

  const WfScript *script = wf_workshop_get_script (self->workshop);
  g_autofree char *clean = NULL;
  Waiting *item;

  if (refuse_closed (self, error) ||
      !wf_workshop_check_idea (self->workshop, token, slide, round, nonce, text, &clean, error))
    return FALSE;
  item = add (self, WF_CHANGE_IDEA, done, user_data);
  item->slide = wf_workshop_get_wall_slide (self->workshop);
  item->change->phone = wf_workshop_find_phone (self->workshop, token);
  item->change->round = round;
  item->change->slide = wf_script_get_slide (script, item->slide)->id;
  item->change->secret = g_strdup (nonce);
  item->change->text = g_steal_pointer (&clean);
  flush (self);
  return TRUE;
}

/* Six digits: the same on every keyboard, and said aloud in any language. */
static char *
make_code (void)
{
  guint64 number;
  char *code = g_malloc (CODE_SIZE + 1);

  wf_random_fill (&number, sizeof number);
  for (guint i = 0; i < CODE_SIZE; i++, number /= 10)
    code[i] = (char) ('0' + number % 10);
  code[CODE_SIZE] = '\0';
  return code;
}

typedef struct {
  const char *path;
  WfScript *script;
  gboolean is_new;
} Opening;

static gboolean
begin (WfWorkshopHost *self, const WfDeck *deck, GError **error)
{
  g_autofree char *code = make_code ();

  self->session =
      wf_workshop_store_begin (self->store, deck, code, wf_clock_now (self->clock), error);
  return self->session != NULL;
}

/* What was interrupted and is not wanted any more keeps its counts, and nobody's answers. */
static gboolean
put_away (WfWorkshopHost *self, WfScript *script, GError **error)
{
  const char *deck = wf_deck_get_info (wf_script_get_deck (script))->id;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (WfWorkshopSession) session =
          wf_workshop_store_find_open (self->store, deck, &local_error);
      g_autoptr (WfWorkshop) workshop = NULL;

      if (session == NULL)
        {
          if (local_error == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      workshop = wf_workshop_new (script);
      if (!wf_workshop_store_load (self->store, session->id, workshop, error) ||
          !wf_workshop_store_end (self->store, session->id, workshop, wf_clock_now (self->clock),
                                  error))
        return FALSE;
    }
}

static gboolean
open_session (WfWorkshopHost *self, const Opening *opening, GError **error)
{
  const WfDeck *deck = wf_script_get_deck (opening->script);
  g_autoptr (GError) local_error = NULL;

  if (opening->is_new && !put_away (self, opening->script, error))
    return FALSE;

  if (!opening->is_new)
    self->session =
        wf_workshop_store_find_open (self->store, wf_deck_get_info (deck)->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->session == NULL)
    return begin (self, deck, error);
  self->is_resumed = TRUE;
  return wf_workshop_store_load (self->store, self->session->id, self->workshop, error);
}

static gboolean
take_lock (WfWorkshopHost *self, const char *path, GError **error)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);

  for (guint i = 0; self->lock == NULL && i < LOCK_TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;

      self->lock = wf_lock_file_take (lock, &local_error);
      if (self->lock == NULL &&
          (i + 1 == LOCK_TRIES ||
           !g_error_matches (local_error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (self->lock == NULL)
        g_usleep (LOCK_US);
    }
  return TRUE;
}

static void
open_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WfWorkshopHost *self = source;
  const Opening *opening = task_data;
  GError *error = NULL;

  if (g_str_equal (opening->path, ":memory:") || take_lock (self, opening->path, &error))
    self->store = wf_workshop_store_open (opening->path, &error);
  if (self->store != NULL && open_session (self, opening, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

WfWorkshopHost *
wf_workshop_host_new (
    const char *path, WfScript *script, gboolean is_new, WfClock *clock, GError **error)
{
  g_return_val_if_fail (path != NULL && script != NULL && clock != NULL, NULL);

  g_autoptr (WfWorkshopHost) self = g_object_new (WF_TYPE_WORKSHOP_HOST, NULL);
  Opening opening = { path, script, is_new };

  self->clock = wf_clock_ref (clock);
  self->workshop = wf_workshop_new (script);
  self->worker = wf_worker_new ("wf-workshop");
  if (!wf_worker_run_sync (self->worker, self, &opening, open_in_worker, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
close_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WfWorkshopHost *self = source;
  g_autoptr (GError) error = NULL;

  /* The main thread waits meanwhile: the fold stands still. */
  if (self->store != NULL && self->session != NULL && wf_workshop_is_ended (self->workshop) &&
      !wf_workshop_store_end (self->store, self->session->id, self->workshop,
                              wf_clock_now (self->clock), &error))
    g_warning ("the workshop could not be put away: %s", error->message);
  g_clear_pointer (&self->store, wf_workshop_store_close);
  g_clear_pointer (&self->lock, wf_lock_file_release);
  g_task_return_boolean (task, TRUE);
}

void
wf_workshop_host_close (WfWorkshopHost *self)
{
  g_return_if_fail (WF_IS_WORKSHOP_HOST (self));

  /* Whoever still waits is answered first. */
  while (self->worker != NULL && self->group != NULL)
    g_main_context_iteration (NULL, TRUE);
  if (self->worker == NULL)
    return;
  wf_worker_run_sync (self->worker, self, NULL, close_in_worker, NULL);
  wf_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
}

static void
set_port_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WfWorkshopHost *self = source;
  GError *error = NULL;

  if (wf_workshop_store_set_port (self->store, self->session->id, GPOINTER_TO_UINT (task_data),
                                  &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
wf_workshop_host_set_port (WfWorkshopHost *self, guint port, GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self) && self->worker != NULL, FALSE);

  self->session->port = port;
  return wf_worker_run_sync (self->worker, self, GUINT_TO_POINTER (port), set_port_in_worker,
                             error);
}

const WfWorkshop *
wf_workshop_host_get_workshop (WfWorkshopHost *self)
{
  return self->workshop;
}

const WfWorkshopSession *
wf_workshop_host_get_session (WfWorkshopHost *self)
{
  return self->session;
}

gboolean
wf_workshop_host_is_resumed (WfWorkshopHost *self)
{
  return self->is_resumed;
}

static void
wf_workshop_host_dispose (GObject *object)
{
  wf_workshop_host_close (WF_WORKSHOP_HOST (object));
  G_OBJECT_CLASS (wf_workshop_host_parent_class)->dispose (object);
}

static void
wf_workshop_host_finalize (GObject *object)
{
  WfWorkshopHost *self = WF_WORKSHOP_HOST (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->workshop, wf_workshop_free);
  g_clear_pointer (&self->session, wf_workshop_session_free);
  g_clear_pointer (&self->clock, wf_clock_unref);
  G_OBJECT_CLASS (wf_workshop_host_parent_class)->finalize (object);
}

static void
wf_workshop_host_class_init (WfWorkshopHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_workshop_host_dispose;
  object_class->finalize = wf_workshop_host_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_workshop_host_init (WfWorkshopHost *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) waiting_free);
}
