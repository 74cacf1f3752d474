/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks, commits, applies, answers: in this order for everything. What arrives while a group is
 * being written waits and becomes the next group, so one sync of the disk serves everybody who
 * was quick.
 *
 * Invariants: at most one group is being written; the fold holds nothing that is not durable, and
 * whatever is durable was applied: the presenter's lines are checked against all lines before, one
 * at a time; each caller is answered once.
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
  gboolean is_acting; /* the presenter's last line waits for the disk */
  gboolean is_resumed;
  char *own_deck; /* the text of the deck it plays; NULL: the one it was given */
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
    case WF_CHANGE_CODE:
      g_free (self->session->code);
      self->session->code = g_strdup (change->secret);
      wf_workshop_drop_phones (self->workshop);
      return 0;
    case WF_CHANGE_IDEA:
    default:
      return wf_workshop_add_idea (self->workshop, change->phone, item->slide, change->round,
                                   change->secret, change->text);
    }
}

static void flush (WfWorkshopHost *self);

/* Whether it came from the presenter. */
static gboolean
is_act (const WfWorkshopChange *change)
{
  return change->kind == WF_CHANGE_ACTION || change->kind == WF_CHANGE_CODE ||
         (change->kind == WF_CHANGE_IDEA && change->phone == 0);
}

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
      self->is_acting = self->is_acting && !is_act (item->change);
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

/* Ideas on their way to the disk: of one phone, and in @out_all of everybody. */
static guint
count_waiting (WfWorkshopHost *self, guint phone, guint *out_all)
{
  const GPtrArray *both[] = { self->group, self->waiting };
  guint own = 0, all = 0;

  for (guint b = 0; b < G_N_ELEMENTS (both); b++)
    for (guint i = 0; both[b] != NULL && i < both[b]->len; i++)
      {
        const WfWorkshopChange *change = ((const Waiting *) both[b]->pdata[i])->change;

        all += change->kind == WF_CHANGE_IDEA;
        own += change->kind == WF_CHANGE_IDEA && change->phone == phone;
      }
  if (out_all != NULL)
    *out_all = all;
  return phone != 0 ? own : all;
}

static char *make_code (void);

static void
fill_act (WfWorkshopHost *self, Waiting *item, const WfAction *action)
{
  const WfScript *script = wf_workshop_get_script (self->workshop);
  WfWorkshopChange *change = item->change;
  g_autoptr (WfTally) tally = NULL;

  if (change->kind == WF_CHANGE_ACTION)
    {
      change->action = wf_action_copy (action);
      change->action->at_us = wf_clock_now (self->clock);
      g_free (change->action->text);
      change->action->text = wf_workshop_clean_idea (action->text);
      return;
    }
  item->slide = change->kind == WF_CHANGE_IDEA ? wf_workshop_get_slide (self->workshop)
                                               : wf_workshop_get_wall_slide (self->workshop);
  tally = wf_workshop_dup_tally (self->workshop, item->slide);
  change->slide = wf_script_get_slide (script, item->slide)->id;
  change->round = tally->round;
  change->secret = change->kind == WF_CHANGE_IDEA ? wf_random_id () : make_code ();
  change->text = wf_workshop_clean_idea (action->text);
}

gboolean
wf_workshop_host_act (WfWorkshopHost *self,
                      const WfAction *action,
                      WfHostDone done,
                      gpointer user_data,
                      GError **error)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (self) && action != NULL, FALSE);

  WfChangeKind kind = action->kind == WF_ACTION_ADD_IDEA   ? WF_CHANGE_IDEA
                      : action->kind == WF_ACTION_NEW_CODE ? WF_CHANGE_CODE
                                                           : WF_CHANGE_ACTION;
  Waiting *item;

  if (refuse_closed (self, error) || !wf_workshop_check (self->workshop, action, error) ||
      (kind == WF_CHANGE_IDEA &&
       !wf_workshop_has_room (self->workshop, 0, "", 0, count_waiting (self, 0, NULL), error)))
    return FALSE;
  if (self->is_acting)
    {
      g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NOTHING,
                           "The line before is still being kept");
      return FALSE;
    }
  self->is_acting = TRUE;
  item = add (self, kind, done, user_data);
  fill_act (self, item, action);
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
  guint phone = wf_workshop_find_phone (self->workshop, token), n_all = 0;
  guint n_own = count_waiting (self, phone, &n_all);
  g_autofree char *clean = NULL;
  Waiting *item;

  if (refuse_closed (self, error) ||
      !wf_workshop_check_idea (self->workshop, token, slide, round, nonce, text, &clean, error) ||
      !wf_workshop_has_room (self->workshop, phone, nonce, n_own, n_all, error))
    return FALSE;
  item = add (self, WF_CHANGE_IDEA, done, user_data);
  item->slide = wf_workshop_get_wall_slide (self->workshop);
  item->change->phone = phone;
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

/* The deck's file as it is now, when it still holds this deck; else empty. */
static char *
read_deck (const WfScript *script)
{
  const WfPackInfo *info = wf_deck_get_info (wf_script_get_deck (script));
  g_autofree char *text = NULL;
  g_autoptr (WfScript) same = NULL;

  if (info->file == NULL || !g_file_get_contents (info->file, &text, NULL, NULL) ||
      !g_utf8_validate (text, -1, NULL))
    return g_strdup ("");
  same = wf_script_new_from_text (text, wf_script_get_library (script));
  if (same == NULL || !g_str_equal (wf_deck_get_info (wf_script_get_deck (same))->id, info->id) ||
      wf_deck_get_info (wf_script_get_deck (same))->version != info->version)
    return g_strdup ("");
  return g_steal_pointer (&text);
}

/* A workshop plays the deck it was begun with, whatever became of that. */
static WfScript *
find_script (WfWorkshopHost *self, WfScript *script, gint64 session, char **out_own)
{
  g_autofree char *now = read_deck (script);
  g_autofree char *kept = wf_workshop_store_dup_deck (self->store, session, NULL);
  WfScript *own = NULL;

  if (kept != NULL && *kept != '\0' && !g_str_equal (kept, now))
    own = wf_script_new_from_text (kept, wf_script_get_library (script));
  *out_own = own != NULL ? g_steal_pointer (&kept) : NULL;
  return own != NULL ? own : wf_script_ref (script);
}

static gboolean
begin (WfWorkshopHost *self, WfScript *script, GError **error)
{
  g_autofree char *code = make_code ();
  g_autofree char *text = read_deck (script);

  self->session = wf_workshop_store_begin (self->store, wf_script_get_deck (script), code,
                                           wf_clock_now (self->clock), error);
  return self->session != NULL &&
         wf_workshop_store_keep_deck (self->store, self->session->id, text, error);
}

/* Keeps the counts of what was interrupted or over, and nobody's answers. */
static gboolean
end_session (WfWorkshopHost *self, WfScript *script, gint64 session, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (WfScript) own = find_script (self, script, session, &text);
  g_autoptr (WfWorkshop) workshop = wf_workshop_new (own);

  return wf_workshop_store_load (self->store, session, workshop, error) &&
         wf_workshop_store_end (self->store, session, workshop, wf_clock_now (self->clock), error);
}

/* What was interrupted and is not wanted any more. */
static gboolean
put_away (WfWorkshopHost *self, WfScript *script, GError **error)
{
  const char *deck = wf_deck_get_info (wf_script_get_deck (script))->id;

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (WfWorkshopSession) session =
          wf_workshop_store_find_open (self->store, deck, &local_error);

      if (session == NULL)
        {
          if (local_error == NULL)
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!end_session (self, script, session->id, error))
        return FALSE;
    }
}

/* Goes on with the open session. One that was ended and killed before its counts were written is
 * put away now: *@out_is_over. */
static gboolean
resume (WfWorkshopHost *self, WfScript *script, gboolean *out_is_over, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (WfScript) own = find_script (self, script, self->session->id, &text);

  g_free (self->own_deck);
  self->own_deck = g_steal_pointer (&text);
  g_clear_pointer (&self->workshop, wf_workshop_free);
  self->workshop = wf_workshop_new (own);
  if (!wf_workshop_store_load (self->store, self->session->id, self->workshop, error))
    return FALSE;
  *out_is_over = wf_workshop_is_ended (self->workshop);
  self->is_resumed = !*out_is_over;
  return !*out_is_over || end_session (self, script, self->session->id, error);
}

static gboolean
open_session (WfWorkshopHost *self, const Opening *opening, GError **error)
{
  const char *deck = wf_deck_get_info (wf_script_get_deck (opening->script))->id;
  g_autoptr (GError) local_error = NULL;
  gboolean is_over = FALSE;

  if (opening->is_new && !put_away (self, opening->script, error))
    return FALSE;

  for (;;)
    {
      self->session = wf_workshop_store_find_open (self->store, deck, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (self->session == NULL)
        {
          g_clear_pointer (&self->workshop, wf_workshop_free);
          self->workshop = wf_workshop_new (opening->script);
          g_clear_pointer (&self->own_deck, g_free);
          return begin (self, opening->script, error);
        }
      if (!resume (self, opening->script, &is_over, error))
        return FALSE;
      if (!is_over)
        return TRUE;
      g_clear_pointer (&self->session, wf_workshop_session_free);
    }
}

static gboolean
take_lock (WfWorkshopHost *self, const char *path, GError **error)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);

  for (guint i = 0; self->lock == NULL && i < LOCK_TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;

      self->lock = wf_lock_file_take (lock, &local_error);
      if (self->lock == NULL && !g_error_matches (local_error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (self->lock == NULL)
        g_usleep (LOCK_US);
    }
  if (self->lock == NULL)
    g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY,
                         "another workshop runs in this folder; end it or put it aside first");
  return self->lock != NULL;
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

const char *
wf_workshop_host_get_own_deck (WfWorkshopHost *self)
{
  return self->own_deck;
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
  g_free (self->own_deck);
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
