/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of clients: one pass over owners and their cards. A card that is missing or harmed is
 * folded again after the pass, never inside it. Runs in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-statement.h"
#include "wf-vault-owner.h"
#include "wf-vault-private.h"
#include "wf-vault-snapshot.h"

#include <string.h>

#define LIST_CARDS                                                                                 \
  "SELECT d.body, s.body FROM document AS d "                                                      \
  "LEFT JOIN snapshot AS s ON s.aspect_tag = ?1 AND s.owner_tag = d.key WHERE d.type = 4"
#define COUNT_OWNERS "SELECT count(*) FROM spare WHERE type = 4"

typedef struct {
  WfVaultCore *core;
  const WfFold *fold; /* NULL when no feature makes cards */
  GPtrArray *cards;
  GPtrArray *stale; /* of WfCard, unowned: to be folded again */
  GHashTable *seen; /* owner ids already listed, while looking for hidden ones */
  guint n_rows;
  guint n_harmed;
} Listing;

static WfCard *
add_card (Listing *listing, const WfOwner *owner)
{
  WfCard *card = g_new0 (WfCard, 1);

  card->owner_id = wf_hex_encode (owner->id, WF_ID_BYTES);
  card->is_restricted = owner->only_for != NULL;
  g_ptr_array_add (listing->cards, card);
  return card;
}

static void
list_row (Listing *listing, WfStatement *row)
{
  gsize size;
  const guint8 *bytes = wf_statement_get_blob (row, 0, &size);
  g_autoptr (GBytes) content = wf_document_parse (bytes, size, NULL, NULL);
  g_auto (WfOwner) owner = { 0 };
  g_autoptr (GError) error = NULL;

  listing->n_rows++;
  if (content == NULL || !wf_owner_open_document (listing->core, content, &owner, &error))
    {
      listing->n_harmed +=
          content == NULL || !g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_RESTRICTED);
      return;
    }
  if (owner.type != WF_OWNER_CLIENT)
    return;

  WfCard *card = add_card (listing, &owner);
  const guint8 *sealed = wf_statement_get_blob (row, 1, &size);

  if (listing->fold != NULL &&
      !wf_snapshot_open (listing->core, &owner, listing->fold, sealed, size, &card->card))
    g_ptr_array_add (listing->stale, card);
}

static gboolean
list_rows (Listing *listing, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (listing->core->db, LIST_CARDS, error);
  guint8 tag[WF_OWNER_TAG_BYTES];
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  wf_session_name_tag (listing->core->session, tag, WF_FOLD_CARD, strlen (WF_FOLD_CARD));
  wf_statement_bind_blob (read, 1, tag, sizeof tag);
  for (;;)
    {
      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      list_row (listing, read);
    }
}

static gboolean
list_hidden (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error)
{
  Listing *listing = user_data;
  g_autofree char *id = wf_hex_encode (owner->id, WF_ID_BYTES);

  if (has_key && owner->type == WF_OWNER_CLIENT && !g_hash_table_contains (listing->seen, id))
    g_ptr_array_add (listing->stale, add_card (listing, owner));
  return TRUE;
}

/* Owners whose first copy is harmed are found by their second. */
static gboolean
list_spares (Listing *listing, GError **error)
{
  gint64 n_spares;

  if (!wf_database_get_int (listing->core->db, COUNT_OWNERS, &n_spares, error))
    return FALSE;
  if (listing->n_harmed == 0 && n_spares <= listing->n_rows)
    return TRUE;
  listing->seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < listing->cards->len; i++)
    g_hash_table_add (listing->seen, ((WfCard *) g_ptr_array_index (listing->cards, i))->owner_id);

  gboolean ok = wf_owner_each (listing->core, list_hidden, listing, NULL, error);

  g_clear_pointer (&listing->seen, g_hash_table_unref);
  return ok;
}

static gboolean
refold_stale (Listing *listing, GError **error)
{
  WfVaultCore *core = listing->core;
  gboolean ok = TRUE;

  if (listing->stale->len == 0 || listing->fold == NULL)
    return TRUE;
  if (!wf_database_begin (core->db, error))
    return FALSE;
  for (guint i = 0; ok && i < listing->stale->len; i++)
    {
      WfCard *card = g_ptr_array_index (listing->stale, i);
      g_auto (WfOwner) owner = { 0 };
      guint8 id[WF_ID_BYTES];

      wf_hex_decode (card->owner_id, id, sizeof id);
      ok = wf_owner_open (core, id, &owner, error) &&
           wf_snapshot_read (core, &owner, listing->fold, &card->card, error);
    }
  /* The cards are right even when the disk cannot take the cache. */
  if (ok && !wf_database_commit (core->db, NULL))
    return TRUE;
  wf_database_rollback (core->db);
  return ok;
}

static gboolean
list_in_worker (WfVaultCore *core, WfVaultArgs *args, GError **error)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_card_free);
  g_autoptr (GPtrArray) stale = g_ptr_array_new ();
  Listing listing = {
    core, wf_vault_core_find_fold (core, WF_FOLD_CARD), cards, stale, NULL, 0, 0
  };

  if (wf_vault_core_require_session (core, error) == NULL || !list_rows (&listing, error) ||
      !list_spares (&listing, error) || !refold_stale (&listing, error))
    return FALSE;
  args->result = g_steal_pointer (&cards);
  args->free_result = (GDestroyNotify) g_ptr_array_unref;
  return TRUE;
}

void
wf_vault_list_cards_async (WfVault *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (self));

  wf_vault_start (self, list_in_worker, wf_vault_args_new (0), cancellable, callback, user_data);
}

GPtrArray *
wf_vault_list_cards_finish (WfVault *self, GAsyncResult *result, GError **error)
{
  gpointer cards = NULL;

  return wf_vault_finish (self, result, &cards, error) ? cards : NULL;
}

GPtrArray *
wf_vault_list_cards_sync (WfVault *self, GError **error)
{
  g_return_val_if_fail (WF_IS_VAULT (self), NULL);

  gpointer cards = NULL;

  wf_vault_run (self, list_in_worker, wf_vault_args_new (0), &cards, error);
  return cards;
}
