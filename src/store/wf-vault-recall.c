/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an unlocked vault must know before it appends: who the members are, this author's last
 * counter, the highest clock. Also the re-making of every cache after a salvage. Runs in the
 * vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-json.h"
#include "wf-kdf.h"
#include "wf-statement.h"
#include "wf-vault-log.h"

#include <string.h>

#define SAVE_AUTHOR                                                                                \
  "INSERT INTO author (author_tag, body) VALUES (?1, ?2) "                                         \
  "ON CONFLICT (author_tag) DO UPDATE SET body = ?2"
#define READ_AUTHORS "SELECT author_tag, body FROM author"
#define READ_AGENCY  "SELECT event_id, body FROM event WHERE owner_tag = ?1 ORDER BY seq"
#define READ_ALL     "SELECT event_id, body, seq FROM event ORDER BY seq"
#define SET_TAG      "UPDATE event SET owner_tag = ?1 WHERE seq = ?2"
#define CLEAR_CACHES "DELETE FROM head; DELETE FROM author; DELETE FROM snapshot"

/** Counter and clock of one author, as they are boxed. */
typedef struct {
  guint64 counter;
  guint64 hlc;
} AuthorState;

#define AUTHOR_BYTES (sizeof (AuthorState) + WF_BOX_OVERHEAD)

typedef gboolean (*RowVisit) (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error);

static void
derive_author_key (WfVaultCore *core, guint8 *out_key)
{
  wf_kdf_derive (out_key, 1, "wfauthor", wf_session_get_keys (core->session)->tag_key);
}

static void
fill_author_tag (WfVaultCore *core, const guint8 *staff, guint8 *out_tag)
{
  guint8 name[2 * WF_ID_BYTES];

  memcpy (name, staff, WF_ID_BYTES);
  memcpy (name + WF_ID_BYTES, core->device, WF_ID_BYTES);
  wf_session_name_tag (core->session, out_tag, name, sizeof name);
}

gboolean
wf_log_save_author (WfVaultCore *core, const guint8 *staff, guint64 counter, GError **error)
{
  g_autoptr (WfStatement) save = wf_statement_prepare (core->db, SAVE_AUTHOR, error);
  AuthorState state = { GUINT64_TO_LE (counter), GUINT64_TO_LE (core->session->hlc) };
  guint8 tag[WF_OWNER_TAG_BYTES], key[WF_KEY_BYTES], box[AUTHOR_BYTES];

  if (save == NULL)
    return FALSE;
  fill_author_tag (core, staff, tag);
  derive_author_key (core, key);
  wf_box_seal (box, &state, sizeof state, tag, sizeof tag, key, NULL);
  wf_wipe (key, sizeof key);
  wf_statement_bind_blob (save, 1, tag, sizeof tag);
  wf_statement_bind_blob (save, 2, box, sizeof box);
  return wf_statement_run (save, error);
}

static gboolean
read_author_row (WfStatement *row, const guint8 *key, AuthorState *out_state)
{
  gsize tag_size, size;
  const guint8 *tag = wf_statement_get_blob (row, 0, &tag_size);
  const guint8 *box = wf_statement_get_blob (row, 1, &size);

  if (tag_size != WF_OWNER_TAG_BYTES || size != AUTHOR_BYTES ||
      !wf_box_open ((guint8 *) out_state, box, size, tag, tag_size, key))
    return FALSE;
  out_state->counter = GUINT64_FROM_LE (out_state->counter);
  out_state->hlc = GUINT64_FROM_LE (out_state->hlc);
  return TRUE;
}

/* Returns: whether the cache told all: every row opened and this author's was there. */
static gboolean
recall_from_cache (WfVaultCore *core)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_AUTHORS, NULL);
  WfSession *session = core->session;
  guint8 mine[WF_OWNER_TAG_BYTES], key[WF_KEY_BYTES];
  gboolean has_row = TRUE, is_whole = read != NULL, has_mine = FALSE;

  fill_author_tag (core, session->staff, mine);
  derive_author_key (core, key);
  while (is_whole && wf_statement_step (read, &has_row, NULL) && has_row)
    {
      AuthorState state;
      gsize size;

      is_whole = read_author_row (read, key, &state);
      if (!is_whole)
        break;
      session->hlc = MAX (session->hlc, state.hlc);
      if (memcmp (wf_statement_get_blob (read, 0, &size), mine, sizeof mine) == 0)
        {
          session->counter = state.counter;
          has_mine = TRUE;
        }
    }
  wf_wipe (key, sizeof key);
  return is_whole && !has_row && has_mine;
}

static gboolean
each_event (WfVaultCore *core, RowVisit visit, gpointer user_data, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, READ_ALL, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  for (;;)
    {
      gsize id_size, size;
      g_autoptr (WfEventOpened) opened = NULL;

      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const guint8 *id = wf_statement_get_blob (read, 0, &id_size);
      const guint8 *event = wf_statement_get_blob (read, 1, &size);

      if (id_size == WF_HASH_BYTES &&
          wf_log_open_row (core, event, size, id, &opened) == WF_EVENT_OK &&
          !visit (core, opened, wf_statement_get_int (read, 2), user_data, error))
        return FALSE;
    }
}

static gboolean
note_author (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  WfSession *session = core->session;
  const WfEventHeader *header = &opened->header;

  session->hlc = MAX (session->hlc, header->hlc);
  if (memcmp (header->staff_id, session->staff, WF_ID_BYTES) == 0 &&
      memcmp (header->device_id, core->device, WF_ID_BYTES) == 0)
    session->counter = MAX (session->counter, header->counter);
  return TRUE;
}

gboolean
wf_log_load_author (WfVaultCore *core, GError **error)
{
  core->session->counter = 0;
  core->session->hlc = 0;
  if (recall_from_cache (core))
    return TRUE;
  core->session->counter = 0;
  return each_event (core, note_author, NULL, error);
}

/** An agency's event kept for sorting. */
typedef struct {
  WfEventOpened *opened;
  JsonObject *body;
} Pending;

static void
pending_free (Pending *self)
{
  wf_event_opened_free (self->opened);
  json_object_unref (self->body);
  g_free (self);
}

static int
compare_pending (gconstpointer a, gconstpointer b)
{
  const Pending *left = *(Pending *const *) a, *right = *(Pending *const *) b;

  return wf_event_compare (&left->opened->header, &right->opened->header);
}

static void
add_pending (WfVaultCore *core, WfStatement *row, GPtrArray *pending)
{
  gsize id_size, size;
  const guint8 *id = wf_statement_get_blob (row, 0, &id_size);
  const guint8 *event = wf_statement_get_blob (row, 1, &size);
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *text = NULL;

  if (id_size != WF_HASH_BYTES || wf_log_open_row (core, event, size, id, &opened) != WF_EVENT_OK ||
      memcmp (opened->header.owner_id, core->session->agency_id, WF_ID_BYTES) != 0 ||
      !wf_member_list_is_about (opened->header.kind) ||
      wf_event_open_body (opened, wf_session_get_keys (core->session)->owner_key, &text) !=
          WF_EVENT_OK)
    return;

  JsonObject *body = wf_json_parse_object (text, -1, NULL);
  Pending *item = NULL;

  if (body == NULL)
    return;
  item = g_new0 (Pending, 1);
  item->opened = g_steal_pointer (&opened);
  item->body = body;
  g_ptr_array_add (pending, item);
}

static gboolean
collect_pending (
    WfVaultCore *core, const char *sql, const guint8 *tag, GPtrArray *pending, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (core->db, sql, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  if (tag != NULL)
    wf_statement_bind_blob (read, 1, tag, WF_OWNER_TAG_BYTES);
  for (;;)
    {
      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      add_pending (core, read, pending);
    }
  g_ptr_array_sort (pending, compare_pending);
  return TRUE;
}

static void
apply_pending (WfVaultCore *core, GPtrArray *pending)
{
  core->generation++;
  wf_member_list_free (core->session->members);
  core->session->members = wf_member_list_new (core->session->root_public);
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *item = g_ptr_array_index (pending, i);
      WfEventContext context = wf_vault_core_context (core, item->opened->epoch);

      if (!wf_member_list_apply (core->session->members, &context, item->opened, item->body))
        g_debug ("an entry of the member list has no effect");
    }
}

gboolean
wf_log_load_members (WfVaultCore *core, GError **error)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
  g_auto (WfOwner) agency = { 0 };
  gboolean ok;

  if (!wf_owner_open (core, core->session->agency_id, &agency, error))
    return FALSE;
  ok = collect_pending (core, READ_AGENCY, agency.tag, pending, error);
  if (ok)
    apply_pending (core, pending);
  if (ok && wf_vault_core_get_me (core) == NULL)
    {
      /* A harmed index may hide rows: look at each. */
      g_ptr_array_set_size (pending, 0);
      ok = collect_pending (core, READ_ALL, NULL, pending, error);
      if (ok)
        apply_pending (core, pending);
    }
  wf_session_wipe_owner_key (core->session);
  return ok;
}

static gboolean
set_tag (
    WfVaultCore *core, const WfEventOpened *opened, gint64 seq, gpointer user_data, GError **error)
{
  g_autoptr (WfStatement) set = wf_statement_prepare (core->db, SET_TAG, error);
  guint8 tag[WF_OWNER_TAG_BYTES];

  if (set == NULL)
    return FALSE;
  wf_session_owner_tag (core->session, tag, opened->header.owner_id);
  wf_statement_bind_blob (set, 1, tag, sizeof tag);
  wf_statement_bind_int (set, 2, seq);
  return wf_statement_run (set, error);
}

gboolean
wf_log_rebuild (WfVaultCore *core, GError **error)
{
  return each_event (core, set_tag, NULL, error) &&
         wf_database_exec (core->db, CLEAR_CACHES, error);
}
