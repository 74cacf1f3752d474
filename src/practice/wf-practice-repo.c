/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads and writes practice over the vault. What was appended is folded into what is in
 * memory only after it is durable.
 *
 * Invariants: nothing about practice leaves the person's own owner but what they ask a
 * colleague to sign off and what they agree to share; locking empties all folds.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-repo.h"

#include "wf-await.h"
#include "wf-box.h"
#include "wf-practice-file.h"
#include "wf-vault-people.h"

struct _WfPracticeRepo {
  GObject parent_instance;
  WfVault *vault;
  WfPracticeBook *book;
  WfSignDesk *desk;
  WfTeamBook *team;
  WfOrgBook *organisation;
  char *staff_id;
  guint turn;      /* of the last reading that began: a later one has all that an earlier one has */
  guint book_turn; /* of the reading that made @book */
  guint desk_turn; /* of the one that made the rest */
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (WfPracticeRepo, wf_practice_repo, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget (WfPracticeRepo *self)
{
  g_clear_pointer (&self->book, wf_practice_book_free);
  g_clear_pointer (&self->desk, wf_sign_desk_free);
  g_clear_pointer (&self->team, wf_team_book_free);
  g_clear_pointer (&self->organisation, wf_org_book_free);
  g_clear_pointer (&self->staff_id, g_free);
}

static void
make_empty (WfPracticeRepo *self)
{
  forget (self);
  self->book = wf_practice_book_new ();
  self->desk = wf_sign_desk_new (NULL);
  self->team = wf_team_book_new ("");
  self->organisation = wf_org_book_new ();
  self->staff_id = g_strdup ("");
  self->is_loaded = FALSE;
}

static void
wf_practice_repo_finalize (GObject *object)
{
  WfPracticeRepo *self = WF_PRACTICE_REPO (object);

  forget (self);
  g_clear_object (&self->vault);
  G_OBJECT_CLASS (wf_practice_repo_parent_class)->finalize (object);
}

static void
wf_practice_repo_class_init (WfPracticeRepoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_practice_repo_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_practice_repo_init (WfPracticeRepo *self)
{
  make_empty (self);
}

WfPracticeRepo *
wf_practice_repo_new (WfVault *vault)
{
  g_return_val_if_fail (WF_IS_VAULT (vault), NULL);

  WfPracticeRepo *self = g_object_new (WF_TYPE_PRACTICE_REPO, NULL);

  self->vault = g_object_ref (vault);
  g_signal_connect_object (vault, "locked", G_CALLBACK (make_empty), self, G_CONNECT_SWAPPED);
  return self;
}

const WfPracticeBook *
wf_practice_repo_get_book (WfPracticeRepo *self)
{
  return self->book;
}

const WfSignDesk *
wf_practice_repo_get_desk (WfPracticeRepo *self)
{
  return self->desk;
}

const WfTeamBook *
wf_practice_repo_get_team (WfPracticeRepo *self)
{
  return self->team;
}

const WfOrgBook *
wf_practice_repo_get_organisation (WfPracticeRepo *self)
{
  return self->organisation;
}

const char *
wf_practice_repo_get_staff_id (WfPracticeRepo *self)
{
  return self->staff_id;
}

gboolean
wf_practice_repo_is_loaded (WfPracticeRepo *self)
{
  return self->is_loaded;
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
}

static WfPracticeBook *
fold_book (GPtrArray *records)
{
  WfPracticeBook *book = wf_practice_book_new ();

  for (guint i = 0; i < records->len; i++)
    wf_practice_book_apply (book, records->pdata[i]);
  return book;
}

/* What was read, and what comes of it. */
typedef struct {
  guint turn;
  GPtrArray *own;
  GPtrArray *shared;
  GPtrArray *members;
  char *staff_id;
  WfPracticeBook *book;
  WfSignDesk *desk;
  WfTeamBook *team;
  WfOrgBook *organisation;
} Folding;

static void
folding_free (gpointer data)
{
  Folding *self = data;

  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->book, wf_practice_book_free);
  g_clear_pointer (&self->desk, wf_sign_desk_free);
  g_clear_pointer (&self->team, wf_team_book_free);
  g_clear_pointer (&self->organisation, wf_org_book_free);
  g_free (self->staff_id);
  g_free (self);
}

/* The agency's records are many: ten thousand requests, each with a digest. */
static void
fold_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Folding *self = data; /* of the task that waits for this one */

  self->book = fold_book (self->own);
  self->desk = wf_sign_desk_new (self->members);
  self->team = wf_team_book_new (self->staff_id);
  self->organisation = wf_org_book_new ();
  for (guint i = 0; i < self->shared->len; i++)
    {
      wf_sign_desk_apply (self->desk, self->shared->pdata[i]);
      wf_team_book_apply (self->team, self->shared->pdata[i]);
      wf_org_book_apply (self->organisation, self->shared->pdata[i]);
    }
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_task_return_boolean (task, TRUE);
}

/* Takes over what is newer than what there is: threads end in any order. */
static void
take (WfPracticeRepo *self, Folding *folding)
{
  if (folding->turn > self->desk_turn || !self->is_loaded)
    {
      g_clear_pointer (&self->desk, wf_sign_desk_free);
      g_clear_pointer (&self->team, wf_team_book_free);
      g_clear_pointer (&self->organisation, wf_org_book_free);
      self->desk = g_steal_pointer (&folding->desk);
      self->team = g_steal_pointer (&folding->team);
      self->organisation = g_steal_pointer (&folding->organisation);
      self->desk_turn = folding->turn;
    }
  if (folding->turn > self->book_turn || !self->is_loaded)
    {
      wf_practice_book_free (self->book);
      self->book = g_steal_pointer (&folding->book);
      self->book_turn = folding->turn;
    }
  g_free (self->staff_id);
  self->staff_id = g_steal_pointer (&folding->staff_id);
  self->is_loaded = TRUE;
}

static void
on_folded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPracticeRepo *self = g_task_get_source_object (task);
  Folding *folding = g_task_get_task_data (task);

  /* Locked meanwhile, or somebody else unlocked: show nothing of it. */
  if (g_strcmp0 (wf_vault_get_staff_id (self->vault), folding->staff_id) != 0)
    {
      return_locked (task);
      return;
    }
  take (self, folding);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
on_desk_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPracticeRepo *self = g_task_get_source_object (task);
  Folding *folding = g_task_get_task_data (task);
  const char *staff_id = wf_vault_get_staff_id (self->vault);
  g_autoptr (GTask) folds = NULL;
  GError *error = NULL;

  folding->shared = wf_vault_read_finish (WF_VAULT (source), result, &error);
  if (folding->shared == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (staff_id == NULL) /* locked meanwhile */
    {
      return_locked (task);
      return;
    }
  folding->members = wf_vault_get_members (self->vault);
  folding->staff_id = g_strdup (staff_id);
  /* Without the repository: the thread may let go of its task after everybody else. */
  folds = g_task_new (NULL, NULL, on_folded, g_object_ref (task));
  g_task_set_task_data (folds, folding, NULL);
  g_task_run_in_thread (folds, fold_in_thread);
}

static void
on_book_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPracticeRepo *self = g_task_get_source_object (task);
  Folding *folding = g_task_get_task_data (task);
  const char *agency_id = wf_vault_get_agency_id (self->vault);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  folding->own = wf_vault_read_finish (WF_VAULT (source), result, &error);
  if (folding->own == NULL)
    g_task_return_error (task, error);
  else if (agency_id == NULL)
    return_locked (task);
  else
    wf_vault_read_async (self->vault, agency_id, cancellable, on_desk_ready,
                         g_steal_pointer (&task));
}

void
wf_practice_repo_load_async (WfPracticeRepo *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *id = wf_vault_get_private_id (self->vault);
  Folding *folding = g_new0 (Folding, 1);

  folding->turn = ++self->turn;
  g_task_set_source_tag (task, wf_practice_repo_load_async);
  g_task_set_task_data (task, folding, folding_free);
  if (id == NULL)
    return_locked (task);
  else
    wf_vault_read_async (self->vault, id, cancellable, on_book_ready, g_steal_pointer (&task));
}

gboolean
wf_practice_repo_load_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_practice_repo_load_sync (WfPracticeRepo *self, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_load_async (self, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_load_finish (self, result, error);
}

/* After one's own records only one's own book is read again. It is durable already: that it
 * could not be read now is no reason to say otherwise. */
static void
on_own_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPracticeRepo *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) own = wf_vault_read_finish (WF_VAULT (source), result, NULL);
  guint turn = GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (own != NULL && self->is_loaded && turn > self->book_turn)
    {
      wf_practice_book_free (self->book);
      self->book = fold_book (own);
      self->book_turn = turn;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!wf_practice_repo_load_finish (WF_PRACTICE_REPO (source), result, &error))
    g_debug ("not read again: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
on_appended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPracticeRepo *self = g_task_get_source_object (task);
  gboolean is_own = g_task_get_source_tag (task) == wf_practice_repo_keep_async;
  const char *own_id = wf_vault_get_private_id (self->vault);
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else if (own_id == NULL) /* locked since; read again after unlocking */
    g_task_return_boolean (task, TRUE);
  else if (is_own)
    {
      g_task_set_task_data (task, GUINT_TO_POINTER (++self->turn), NULL);
      wf_vault_read_async (self->vault, own_id, NULL, on_own_read_again, g_steal_pointer (&task));
    }
  else
    wf_practice_repo_load_async (self, NULL, on_read_again, g_steal_pointer (&task));
}

static void
append (WfPracticeRepo *self, const char *owner_id, GPtrArray *records, GTask *task)
{
  if (owner_id == NULL)
    return_locked (task);
  else if (records->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    wf_vault_append_async (self->vault, owner_id, records, g_task_get_cancellable (task),
                           on_appended, g_object_ref (task));
}

void
wf_practice_repo_keep_async (WfPracticeRepo *self,
                             GPtrArray *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self) && records != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_practice_repo_keep_async);
  append (self, wf_vault_get_private_id (self->vault), records, task);
}

gboolean
wf_practice_repo_keep_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
wf_practice_repo_keep_sync (WfPracticeRepo *self, GPtrArray *records, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_keep_async (self, records, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_keep_finish (self, result, error);
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

/* Who asks anew, or no more, wants nothing of what they asked before. */
static void
add_withdrawals (WfPracticeRepo *self,
                 const char *list_id,
                 const char *point_id,
                 GPtrArray *records)
{
  g_autoptr (GPtrArray) asked =
      wf_sign_desk_list_asked (self->desk, self->staff_id, list_id, point_id);

  for (guint i = 0; i < asked->len; i++)
    g_ptr_array_add (records, wf_sign_record_withdrawn (asked->pdata[i]));
}

void
wf_practice_repo_take_back_async (WfPracticeRepo *self,
                                  const char *list_id,
                                  const char *point_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) records = new_records ();

  g_task_set_source_tag (task, wf_practice_repo_take_back_async);
  add_withdrawals (self, list_id, point_id, records);
  append (self, wf_vault_get_agency_id (self->vault), records, task);
}

void
wf_practice_repo_ask_async (WfPracticeRepo *self,
                            const WfChecklist *checklist,
                            const char *point_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self) && checklist != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *list = wf_checklist_get_info (checklist)->id;
  const WfPointEntry *entry = wf_practice_book_get_entry (self->book, list, point_id);
  const WfChecklistPoint *point = wf_checklist_lookup (checklist, point_id);
  g_autoptr (GPtrArray) records = new_records ();
  g_autoptr (WfClaim) claim = NULL;
  g_autofree char *id = wf_random_id ();

  g_task_set_source_tag (task, wf_practice_repo_ask_async);
  if (!wf_sign_desk_is_person (self->desk, self->staff_id)) /* nobody's work */
    {
      g_task_return_new_error (task, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_OWN_WORK,
                               "the organisation asks for nothing");
      return;
    }
  if (point == NULL || entry == NULL || !entry->is_ticked || wf_evidence_is_empty (entry->evidence))
    {
      g_task_return_new_error (task, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_NOT_FOUND,
                               "the point is not ticked or has no evidence");
      return;
    }
  if (entry->evidence->file != NULL)
    {
      g_autoptr (GBytes) bytes = wf_practice_book_dup_file (self->book, entry->evidence->file);
      if (bytes == NULL)
        {
          g_task_return_new_error (task, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_NOT_FOUND,
                                   "the file is not whole");
          return;
        }
      wf_practice_file_add_records (bytes, records);
    }
  add_withdrawals (self, list, point_id, records);
  claim = wf_claim_new (checklist, point);
  g_ptr_array_add (records, wf_sign_record_asked (id, claim, entry->evidence));
  append (self, wf_vault_get_agency_id (self->vault), records, task);
}

gboolean
wf_practice_repo_ask_sync (WfPracticeRepo *self,
                           const WfChecklist *checklist,
                           const char *point_id,
                           GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_ask_async (self, checklist, point_id, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_keep_finish (self, result, error);
}

/* The vault refuses nothing here: the fold of every reader does. This says so beforehand. */
static gboolean
may_decide (WfPracticeRepo *self, const WfSignRequest *request, const char *digest, GError **error)
{
  WfPracticeError code;

  if (request == NULL || request->state != WF_SIGN_WAITING)
    code = WF_PRACTICE_ERROR_NOT_FOUND;
  else if (g_str_equal (request->staff, self->staff_id) ||
           !wf_sign_desk_is_person (self->desk, self->staff_id))
    code = WF_PRACTICE_ERROR_OWN_WORK;
  else if (!g_str_equal (request->digest, digest))
    code = WF_PRACTICE_ERROR_CHANGED;
  else
    return TRUE;
  g_set_error_literal (error, WF_PRACTICE_ERROR, code, "this cannot be signed off");
  return FALSE;
}

void
wf_practice_repo_decide_async (WfPracticeRepo *self,
                               const char *request_id,
                               const char *digest,
                               const char *why,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const WfSignRequest *request = wf_sign_desk_lookup (self->desk, request_id);
  g_autoptr (GPtrArray) records = new_records ();
  GError *error = NULL;

  g_task_set_source_tag (task, wf_practice_repo_decide_async);
  if (!may_decide (self, request, digest, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (records, why != NULL ? wf_sign_record_declined (request, why)
                                        : wf_sign_record_signed (request));
  append (self, wf_vault_get_agency_id (self->vault), records, task);
}

gboolean
wf_practice_repo_decide_sync (WfPracticeRepo *self,
                              const char *request_id,
                              const char *digest,
                              const char *why,
                              GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_decide_async (self, request_id, digest, why, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_keep_finish (self, result, error);
}

/* The team */

/* Every reader's fold would not believe it; this says so beforehand. */
static gboolean
may_tell (WfPracticeRepo *self, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      if (g_str_equal (record->kind, "organisation.closed") &&
          !wf_org_book_may_close (self->organisation, self->staff_id))
        return FALSE;
    }
  return TRUE;
}

void
wf_practice_repo_tell_async (WfPracticeRepo *self,
                             GPtrArray *records,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self) && records != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_practice_repo_tell_async);
  if (!may_tell (self, records))
    {
      g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                               "a coordinator closes a round");
      return;
    }
  append (self, wf_vault_get_agency_id (self->vault), records, task);
}

gboolean
wf_practice_repo_tell_sync (WfPracticeRepo *self, GPtrArray *records, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_tell_async (self, records, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_keep_finish (self, result, error);
}

WfRecord *
wf_practice_repo_make_share (WfPracticeRepo *self, const WfFramework *framework)
{
  const WfSelfAssessment *last =
      wf_practice_book_get_finished (self->book, wf_framework_get_info (framework)->id, 0);
  g_autoptr (GPtrArray) members = wf_vault_get_members (self->vault);
  g_autoptr (WfRatings) ratings =
      last != NULL ? wf_self_assessment_get_ratings (last, framework) : NULL;

  return ratings != NULL ? wf_team_record_shared (framework, self->staff_id, ratings, members)
                         : NULL;
}

/* What is being opened: copies, since the team may be read again meanwhile. */
typedef struct {
  WfFramework *framework;
  GPtrArray *staff; /* (element-type utf8) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  wf_framework_unref (self->framework);
  g_ptr_array_unref (self->staff);
  g_free (self);
}

static const char *
role_of (GPtrArray *members, const char *staff)
{
  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (g_str_equal (member->id, staff))
        return wf_role_to_text (member->role);
    }
  return wf_role_to_text (WF_ROLE_NAVIGATOR);
}

static void
on_boxes_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr (GPtrArray) members = wf_vault_get_members (WF_VAULT (source));
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_ratings_free);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (WfTeamPerson));
  GError *error = NULL;
  g_autoptr (GPtrArray) opened = wf_vault_unseal_finish (WF_VAULT (source), result, &error);

  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < opened->len; i++)
    {
      const WfTeamShare share = { opening->staff->pdata[i], NULL };
      WfTeamPerson person = { wf_team_open (opening->framework, &share, opened->pdata[i]),
                              role_of (members, share.staff) };
      if (person.ratings == NULL)
        continue;
      g_ptr_array_add (all, (gpointer) person.ratings);
      g_array_append_val (people, person);
    }
  g_task_return_pointer (task, wf_team_picture_new (opening->framework, people),
                         (GDestroyNotify) wf_team_picture_free);
}

void
wf_practice_repo_open_team_async (WfPracticeRepo *self,
                                  WfFramework *framework,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WF_IS_PRACTICE_REPO (self) && framework != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  guint missing;
  g_autoptr (GPtrArray) shares =
      wf_team_book_list_shown (self->team, wf_framework_get_info (framework)->id, &missing);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, wf_practice_repo_open_team_async);
  opening->framework = wf_framework_ref (framework);
  opening->staff = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < shares->len; i++)
    {
      const WfTeamShare *share = shares->pdata[i];
      if (share->box == NULL)
        continue;
      g_ptr_array_add (opening->staff, g_strdup (share->staff));
      g_ptr_array_add (boxes, g_bytes_ref (share->box));
    }
  g_task_set_task_data (task, opening, opening_free);
  wf_vault_unseal_async (self->vault, boxes, cancellable, on_boxes_opened, g_steal_pointer (&task));
}

WfTeamPicture *
wf_practice_repo_open_team_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfTeamPicture *
wf_practice_repo_open_team_sync (WfPracticeRepo *self, WfFramework *framework, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_practice_repo_open_team_async (self, framework, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_practice_repo_open_team_finish (self, result, error);
}
