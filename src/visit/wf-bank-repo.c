/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agency's own numbers: a fold that keeps the set in force and the one before, for one step
 * back. A set is written whole, so that reading it needs no other event.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-bank-repo.h"

#include "wf-clock.h"
#include "wf-json.h"
#include "wf-store-error.h"

#include <string.h>

#define STATE_TYPE "(ss)" /* JSON of the set in force, and of the one before or "" */

struct _WfBankRepo {
  GObject parent_instance;
  WfVault *vault;
  WfClock *clock;
  char *pack;
  WfBankNumbers *numbers;
  WfBankNumbers *before; /* nullable */
};

G_DEFINE_FINAL_TYPE (WfBankRepo, wf_bank_repo, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static WfBankNumbers *
parse_numbers (const char *text)
{
  g_autoptr (JsonObject) object = *text != '\0' ? wf_json_parse_object (text, -1, NULL) : NULL;

  return object != NULL ? wf_bank_numbers_new_from_json (object) : NULL;
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  const char *now = "", *before = "";
  g_autofree char *text = wf_json_to_text (record->body);
  g_autoptr (WfBankNumbers) read = NULL;

  if (state != NULL && g_variant_is_of_type (state, G_VARIANT_TYPE (STATE_TYPE)))
    g_variant_get (state, "(&s&s)", &now, &before);
  if (strcmp (record->kind, WF_BANK_ADOPTED) == 0)
    {
      read = parse_numbers (text);
      if (read != NULL)
        return g_variant_new (STATE_TYPE, text, now);
    }
  else if (strcmp (record->kind, WF_BANK_ROLLED_BACK) == 0)
    {
      g_autoptr (WfBankNumbers) old = parse_numbers (before);
      gint64 revision = wf_json_get_int (record->body, "revision", 0);

      if (old == NULL)
        old = wf_bank_numbers_new (wf_json_get_string (record->body, "pack", ""));
      read = wf_bank_numbers_with_revision (old, (guint) CLAMP (revision, 0, G_MAXINT));

      g_autoptr (JsonObject) object = wf_bank_numbers_to_json (read);
      g_autofree char *restored = wf_json_to_text (object);

      return g_variant_new (STATE_TYPE, restored, "");
    }
  return state != NULL ? g_variant_ref (state) : NULL;
}

const WfFold *
wf_bank_get_fold (void)
{
  static const char *const kinds[] = { "bank.", NULL };
  static const WfFold fold = { WF_BANK_ASPECT, 1, kinds, apply };

  return &fold;
}

static void
forget_numbers (WfBankRepo *self)
{
  g_clear_pointer (&self->numbers, wf_bank_numbers_unref);
  g_clear_pointer (&self->before, wf_bank_numbers_unref);
}

static void
wf_bank_repo_finalize (GObject *object)
{
  WfBankRepo *self = WF_BANK_REPO (object);

  forget_numbers (self);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->clock, wf_clock_unref);
  g_free (self->pack);
  G_OBJECT_CLASS (wf_bank_repo_parent_class)->finalize (object);
}

static void
wf_bank_repo_class_init (WfBankRepoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_bank_repo_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_bank_repo_init (WfBankRepo *self)
{
}

static void
on_vault_locked (WfVault *vault, WfBankRepo *self)
{
  forget_numbers (self);
  self->numbers = wf_bank_numbers_new (self->pack);
}

WfBankRepo *
wf_bank_repo_new (WfVault *vault, const char *pack, WfClock *clock)
{
  g_return_val_if_fail (WF_IS_VAULT (vault) && pack != NULL, NULL);

  WfBankRepo *self = g_object_new (WF_TYPE_BANK_REPO, NULL);

  self->vault = g_object_ref (vault);
  self->clock = clock != NULL ? wf_clock_ref (clock) : wf_clock_new_system ();
  self->pack = g_strdup (pack);
  self->numbers = wf_bank_numbers_new (pack);
  g_signal_connect_object (vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  return self;
}

WfBankNumbers *
wf_bank_repo_get_numbers (WfBankRepo *self)
{
  g_return_val_if_fail (WF_IS_BANK_REPO (self), NULL);

  return self->numbers;
}

gboolean
wf_bank_repo_can_roll_back (WfBankRepo *self)
{
  g_return_val_if_fail (WF_IS_BANK_REPO (self), FALSE);

  return self->before != NULL;
}

static void
take_state (WfBankRepo *self, GVariant *state)
{
  const char *now = "", *before = "";

  forget_numbers (self);
  if (state != NULL && g_variant_is_of_type (state, G_VARIANT_TYPE (STATE_TYPE)))
    {
      g_variant_get (state, "(&s&s)", &now, &before);
      self->numbers = parse_numbers (now);
      self->before = parse_numbers (before);
    }
  if (self->numbers == NULL)
    self->numbers = wf_bank_numbers_new (self->pack);
  /* The first adoption stands over the pack's own. */
  if (self->before == NULL && wf_bank_numbers_get_revision (self->numbers) == 1)
    self->before = wf_bank_numbers_new (self->pack);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_state_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_state (g_task_get_source_object (task), state);
  g_task_return_boolean (task, TRUE);
}

static void
read_state (WfBankRepo *self, GTask *task)
{
  const char *id = wf_vault_get_agency_id (self->vault);

  if (id == NULL)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  else
    wf_vault_get_snapshot_async (self->vault, id, WF_BANK_ASPECT, g_task_get_cancellable (task),
                                 on_state_ready, g_object_ref (task));
}

void
wf_bank_repo_load_async (WfBankRepo *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (WF_IS_BANK_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  read_state (self, task);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfBankRepo *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!wf_vault_append_finish (WF_VAULT (source), result, &error))
    g_task_return_error (task, error);
  else if (wf_vault_get_agency_id (self->vault) == NULL)
    g_task_return_boolean (task, TRUE); /* locked since; it is durable */
  else
    read_state (self, task);
}

static void
save (WfBankRepo *self, const char *kind, JsonObject *body, GTask *task)
{
  const char *id = wf_vault_get_agency_id (self->vault);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, wf_record_new (kind, body));
  if (id == NULL)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
  else if (wf_vault_get_role (self->vault) != WF_ROLE_COORDINATOR)
    g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                             "only a coordinator changes the numbers of questions");
  else
    wf_vault_append_async (self->vault, id, records, g_task_get_cancellable (task), on_saved,
                           g_object_ref (task));
}

void
wf_bank_repo_adopt_async (WfBankRepo *self,
                          GPtrArray *moves,
                          const char *why,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WF_IS_BANK_REPO (self) && moves != NULL && why != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (WfBankNumbers) next =
      wf_bank_numbers_with_moves (self->numbers, wf_bank_numbers_get_revision (self->numbers) + 1,
                                  moves, wf_clock_now (self->clock));
  JsonObject *body = wf_bank_numbers_to_json (next);

  json_object_set_string_member (body, "why", why);
  save (self, WF_BANK_ADOPTED, body, task);
}

void
wf_bank_repo_roll_back_async (WfBankRepo *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (WF_IS_BANK_REPO (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  JsonObject *body;

  if (self->before == NULL)
    {
      g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND,
                               "there is nothing to take back");
      return;
    }
  body = json_object_new ();
  json_object_set_string_member (body, "pack", self->pack);
  json_object_set_int_member (body, "revision", wf_bank_numbers_get_revision (self->numbers) + 1);
  save (self, WF_BANK_ROLLED_BACK, body, task);
}

gboolean
wf_bank_repo_finish (WfBankRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
