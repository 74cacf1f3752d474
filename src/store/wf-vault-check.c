/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The check: reads every row, holds it against the format's seven steps, the counters of its
 * author and the snapshots made of it, and names what is wrong. Deletes nothing; re-makes only
 * caches. Runs in the vault's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-document.h"
#include "wf-json.h"
#include "wf-statement.h"
#include "wf-vault-care-private.h"
#include "wf-vault-log-read.h"
#include "wf-vault-members.h"
#include "wf-vault-owner.h"
#include "wf-vault-recall.h"
#include "wf-vault-snapshot.h"

#include <string.h>

#define READ_ALL    "SELECT seq, event_id, body FROM event ORDER BY seq"
#define QUICK_CHECK "PRAGMA quick_check(5)"

typedef struct {
  WfVaultCore *core;
  WfVaultReport *report;
  GHashTable *counters; /* author → GArray of guint64 */
  GHashTable *erased;   /* "author counter" strings */
  GHashTable *whole;    /* owner id text → number of whole outer events */
} Check;

static const char *const CODES[] = {
  [WF_PROBLEM_NEWER_FORMAT] = "newer-format",
  [WF_PROBLEM_ALTERED] = "altered",
  [WF_PROBLEM_INVENTED] = "invented",
  [WF_PROBLEM_NO_KEY] = "no-key",
  [WF_PROBLEM_MISSING] = "missing",
  [WF_PROBLEM_ORPHAN] = "orphan",
  [WF_PROBLEM_SNAPSHOT] = "snapshot",
  [WF_PROBLEM_FILE] = "file",
  [WF_PROBLEM_KEYS] = "keys",
};

const char *
wf_problem_code_to_text (WfProblemCode code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (CODES), NULL);

  return CODES[code];
}

static void
problem_free (WfProblem *self)
{
  g_free (self->owner_id);
  g_free (self->where);
  g_free (self);
}

WfVaultReport *
wf_vault_report_new (void)
{
  WfVaultReport *self = g_new0 (WfVaultReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  return self;
}

void
wf_vault_report_free (WfVaultReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->problems);
  g_free (self);
}

void
wf_vault_report_add (WfVaultReport *self, WfProblemCode code, const guint8 *owner, char *where)
{
  WfProblem *problem = g_new0 (WfProblem, 1);

  problem->code = code;
  problem->owner_id = owner != NULL ? wf_hex_encode (owner, WF_ID_BYTES) : NULL;
  problem->where = where;
  g_ptr_array_add (self->problems, problem);
}

static char *
name_author (const WfEventHeader *header)
{
  g_autofree char *staff = wf_hex_encode (header->staff_id, WF_ID_BYTES);
  g_autofree char *device = wf_hex_encode (header->device_id, WF_ID_BYTES);

  return g_strconcat (staff, "/", device, NULL);
}

static void
note_counter (Check *check, const WfEventHeader *header)
{
  g_autofree char *author = name_author (header);
  GArray *counters = g_hash_table_lookup (check->counters, author);

  if (counters == NULL)
    {
      counters = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_hash_table_insert (check->counters, g_steal_pointer (&author), counters);
    }
  g_array_append_val (counters, header->counter);
}

static void
note_whole (Check *check, const WfEventHeader *header)
{
  char *owner = wf_hex_encode (header->owner_id, WF_ID_BYTES);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (check->whole, owner));

  g_hash_table_insert (check->whole, owner, GUINT_TO_POINTER (n + 1));
}

static void
check_row (Check *check, WfStatement *row)
{
  WfVaultCore *core = check->core;
  gsize id_size, size;
  const guint8 *id = wf_statement_get_blob (row, 1, &id_size);
  const guint8 *event = wf_statement_get_blob (row, 2, &size);
  g_autoptr (WfEventOpened) opened = NULL;
  WfEventStatus status = id_size == WF_HASH_BYTES
                             ? wf_vault_core_open_row (core, event, size, id, &opened)
                             : WF_EVENT_ALTERED;
  char *where = g_strdup_printf ("row %" G_GINT64_FORMAT, wf_statement_get_int (row, 0));

  if (status == WF_EVENT_NEWER)
    wf_vault_report_add (check->report, WF_PROBLEM_NEWER_FORMAT, NULL, where);
  else if (status == WF_EVENT_SEALED)
    wf_vault_report_add (check->report, WF_PROBLEM_NO_KEY, NULL, where);
  else if (status != WF_EVENT_OK)
    wf_vault_report_add (check->report, WF_PROBLEM_ALTERED, NULL, where);
  else
    {
      WfEventContext context = wf_vault_core_context (core, opened->epoch);
      gboolean is_signed = wf_member_list_verify (core->session->members, &context, opened);

      if (is_signed)
        note_counter (check, &opened->header);
      if (is_signed && !wf_members_is_left_out (core, opened))
        {
          note_whole (check, &opened->header);
          check->report->n_events++;
          g_free (where);
        }
      else
        wf_vault_report_add (check->report, WF_PROBLEM_INVENTED, opened->header.owner_id, where);
    }
}

static gboolean
check_rows (Check *check, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (check->core->db, READ_ALL, error);
  gboolean has_row;

  if (read == NULL)
    return FALSE;
  for (;;)
    {
      if (!wf_statement_step (read, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      check_row (check, read);
    }
}

static void
note_erasures (Check *check, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);
      JsonArray *counters = strcmp (entry->header.kind, "agency.erased") == 0
                                ? wf_json_get_array (entry->record->body, "counters")
                                : NULL;

      for (guint c = 0; counters != NULL && c < json_array_get_length (counters); c++)
        {
          JsonNode *node = json_array_get_element (counters, c);
          JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

          g_hash_table_add (check->erased, g_strdup_printf ("%s %" G_GINT64_FORMAT,
                                                            wf_json_get_string (one, "author", ""),
                                                            wf_json_get_int (one, "counter", 0)));
        }
    }
}

static void
check_parents (Check *check, const WfOwner *owner, GPtrArray *entries)
{
  g_autoptr (GHashTable) ids =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint n_orphans = 0;

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (
        ids, g_bytes_new (((WfLogEntry *) g_ptr_array_index (entries, i))->id, WF_HASH_BYTES));
  for (guint i = 0; i < entries->len; i++)
    {
      WfLogEntry *entry = g_ptr_array_index (entries, i);

      for (guint p = 0; p < entry->header.n_parents; p++)
        {
          g_autoptr (GBytes) parent = g_bytes_new (entry->header.parents[p], WF_HASH_BYTES);

          n_orphans += !g_hash_table_contains (ids, parent);
        }
    }
  if (n_orphans > 0)
    wf_vault_report_add (check->report, WF_PROBLEM_ORPHAN, owner->id,
                         g_strdup_printf ("%u predecessors are not here", n_orphans));
}

static gboolean
check_owner (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error)
{
  Check *check = user_data;
  g_autofree char *id = wf_hex_encode (owner->id, WF_ID_BYTES);
  guint n_whole = GPOINTER_TO_UINT (g_hash_table_lookup (check->whole, id));
  g_autoptr (GPtrArray) entries = NULL;
  gboolean was_right;

  check->report->n_clients += owner->type == WF_OWNER_CLIENT;
  if (!has_key)
    return TRUE;
  entries = wf_log_read (core, owner, error);
  if (entries == NULL)
    return FALSE;
  if (entries->len < n_whole)
    wf_vault_report_add (check->report, WF_PROBLEM_ALTERED, owner->id,
                         g_strdup_printf ("%u bodies do not open", n_whole - entries->len));
  if (owner->type == WF_OWNER_AGENCY)
    note_erasures (check, entries);
  check_parents (check, owner, entries);

  g_autoptr (GPtrArray) records = wf_log_to_records (entries);

  if (!wf_snapshot_check (core, owner, records, &was_right, error))
    return FALSE;
  if (!was_right)
    wf_vault_report_add (check->report, WF_PROBLEM_SNAPSHOT, owner->id,
                         g_strdup ("re-made from the events"));
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *) a, right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

/* How many of these counters an erasure names. A gap may be as wide as a forger likes: the shorter
 * of the two ways. */
static guint64
count_erased (Check *check, const char *author, guint64 from, guint64 to)
{
  guint64 n = 0;

  if (to - from < g_hash_table_size (check->erased))
    for (guint64 counter = from; counter <= to; counter++)
      {
        g_autofree char *key = g_strdup_printf ("%s %" G_GUINT64_FORMAT, author, counter);

        n += g_hash_table_contains (check->erased, key);
      }
  else
    {
      gsize size = strlen (author);
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, check->erased);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (g_str_has_prefix (key, author) && ((const char *) key)[size] == ' ')
          {
            guint64 counter = g_ascii_strtoull ((const char *) key + size + 1, NULL, 10);

            n += counter >= from && counter <= to;
          }
    }
  return n;
}

static void
report_gap (Check *check, const char *author, guint64 from, guint64 to)
{
  guint64 n_missing = to - from + 1 - count_erased (check, author, from, to);

  if (n_missing > 0)
    wf_vault_report_add (check->report, WF_PROBLEM_MISSING, NULL,
                         g_strdup_printf ("%" G_GUINT64_FORMAT " events of author %s between "
                                          "%" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT,
                                          n_missing, author, from, to));
}

static guint64
recall_last (Check *check, const char *author)
{
  g_autofree char *staff = g_strndup (author, WF_ID_CHARS);
  guint8 ids[2][WF_ID_BYTES];

  wf_hex_decode (staff, ids[0], WF_ID_BYTES);
  wf_hex_decode (author + WF_ID_CHARS + 1, ids[1], WF_ID_BYTES);
  return wf_log_recall_counter (check->core, ids[0], ids[1]);
}

static void
check_counters (Check *check)
{
  GHashTableIter iter;
  gpointer author, value;

  g_hash_table_iter_init (&iter, check->counters);
  while (g_hash_table_iter_next (&iter, &author, &value))
    {
      GArray *counters = value;
      guint64 expected = 1;

      g_array_sort (counters, compare_numbers);
      for (guint i = 0; i < counters->len; i++)
        {
          guint64 counter = g_array_index (counters, guint64, i);

          if (counter > expected)
            report_gap (check, author, expected, counter - 1);
          else if (counter < expected)
            wf_vault_report_add (check->report, WF_PROBLEM_INVENTED, NULL,
                                 g_strdup_printf ("author %s counts %" G_GUINT64_FORMAT " twice",
                                                  (char *) author, counter));
          expected = counter + 1;
        }
      if (recall_last (check, author) >= expected)
        report_gap (check, author, expected, recall_last (check, author));
    }
}

static void
check_list (Check *check)
{
  const WfSession *session = check->core->session;

  if (session->n_entries_missing > 0)
    wf_vault_report_add (
        check->report, WF_PROBLEM_MISSING, session->agency_id,
        g_strdup_printf ("%u entries of the member list are not here", session->n_entries_missing));
  else if (!session->is_list_sure)
    wf_vault_report_add (check->report, WF_PROBLEM_KEYS, session->agency_id,
                         g_strdup ("the newest key set does not prove the member list"));
}

static gboolean
check_file (Check *check, GError **error)
{
  g_autoptr (WfStatement) quick = wf_statement_prepare (check->core->db, QUICK_CHECK, error);
  gboolean has_row;

  if (quick == NULL || !wf_statement_step (quick, &has_row, error))
    return FALSE;
  if (!has_row || g_strcmp0 (wf_statement_get_text (quick, 0), "ok") != 0)
    wf_vault_report_add (check->report, WF_PROBLEM_FILE, NULL,
                         g_strdup ("the file's structure is harmed: salvage it"));
  return TRUE;
}

static gboolean
check_documents (Check *check, GError **error)
{
  guint n_harmed = 0;

  if (!wf_owner_each (check->core, check_owner, check, &n_harmed, error))
    return FALSE;
  n_harmed += check->core->n_harmed_documents;
  if (n_harmed == 0)
    return TRUE;
  wf_vault_report_add (check->report, WF_PROBLEM_KEYS, NULL,
                       g_strdup_printf ("%u copies of keys do not open", n_harmed));
  check->core->n_harmed_documents = 0;
  return wf_document_mend (check->core->db, error);
}

WfVaultReport *
wf_care_check (WfVaultCore *core, GError **error)
{
  g_autoptr (WfVaultReport) report = wf_vault_report_new ();
  g_autoptr (GHashTable) counters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { core, report, counters, erased, whole };

  if (wf_vault_core_require_session (core, error) == NULL || !check_file (&check, error) ||
      !check_rows (&check, error) || !check_documents (&check, error))
    return NULL;
  check_counters (&check);
  check_list (&check);
  return g_steal_pointer (&report);
}
