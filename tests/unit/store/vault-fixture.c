/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small agency for the vault's tests.
 */
#include "vault-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static GVariant *
apply_card (GVariant *state, const WfRecord *record)
{
  return g_variant_new ("(sx)", wf_json_get_string (record->body, "text", ""), record->time_us);
}

static GVariant *
apply_count (GVariant *state, const WfRecord *record)
{
  return g_variant_new_uint32 (state != NULL ? g_variant_get_uint32 (state) + 1 : 1);
}

static const char *const CARD_KINDS[] = { "client.named", NULL };
static const char *const COUNT_KINDS[] = { "interview.", "visit.", NULL };

const WfFold CARD_FOLD = { WF_FOLD_CARD, 1, CARD_KINDS, apply_card };
const WfFold COUNT_FOLD = { "visit", 1, COUNT_KINDS, apply_count };

void
fixture_use_memory (void)
{
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

WfVault *
fixture_new_vault (Fixture *f)
{
  WfVault *vault = wf_vault_new (f->folder, f->clock);

  wf_vault_add_fold (vault, &CARD_FOLD);
  wf_vault_add_fold (vault, &COUNT_FOLD);
  return vault;
}

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  const WfVaultFounding founding = { "Example Agency",    "CA-ON",    "Ana",
                                     "Ana on the laptop", PASSPHRASE, WF_KDF_TEST };
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("wf-vault-XXXXXX", &error);
  f->clock = wf_clock_new_fixed (START_US);
  f->vault = fixture_new_vault (f);
  f->code = wf_vault_create_sync (f->vault, &founding, &error);
  g_assert_no_error (error);
  g_assert_nonnull (f->code);
  f->founder = g_strdup (wf_vault_get_staff_id (f->vault));
}

void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->vault);
  wf_clock_unref (f->clock);
  remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->code);
  g_free (f->founder);
}

void
fixture_unlock_as (Fixture *f, const char *slot_id, const char *passphrase)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_vault_lock_sync (f->vault, &error));
  g_assert_no_error (error);
  wf_vault_unlock_sync (f->vault, slot_id, passphrase, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wf_vault_get_staff_id (f->vault), ==, slot_id);
}

void
fixture_reopen (Fixture *f, const char *slot_id, const char *passphrase)
{
  g_autoptr (GError) error = NULL;

  wf_vault_close_sync (f->vault);
  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_CLOSED);
  wf_vault_open_sync (f->vault, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_LOCKED);
  fixture_unlock_as (f, slot_id, passphrase);
}

char *
fixture_find_slot (Fixture *f, const char *label)
{
  g_autoptr (GPtrArray) slots = wf_vault_get_slots (f->vault);

  for (guint i = 0; i < slots->len; i++)
    {
      WfSlot *slot = g_ptr_array_index (slots, i);

      if (label == NULL ? slot->is_organisation : strcmp (slot->label, label) == 0)
        return g_strdup (slot->id);
    }
  return NULL;
}

WfRecord *
make_record (const char *kind, const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "text", text);
  return wf_record_new (kind, body);
}

GPtrArray *
make_records (const char *kind, ...)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  const char *text;
  va_list list;

  va_start (list, kind);
  while ((text = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (records, make_record (kind, text));
  va_end (list);
  return records;
}

void
append_text (WfVault *vault, const char *owner_id, const char *kind, const char *text)
{
  g_autoptr (GPtrArray) records = make_records (kind, text, NULL);
  g_autoptr (GError) error = NULL;

  wf_vault_append_sync (vault, owner_id, records, &error);
  g_assert_no_error (error);
}

char *
create_client (WfVault *vault, const char *name)
{
  g_autoptr (GPtrArray) records = make_records ("client.named", name, NULL);
  g_autoptr (GError) error = NULL;
  char *id = wf_vault_create_owner_sync (vault, WF_OWNER_CLIENT, NULL, records, &error);

  g_assert_no_error (error);
  g_assert_true (wf_id_is_valid (id));
  return id;
}

void
assert_texts (WfVault *vault, const char *owner_id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (vault, owner_id, &error);
  g_autoptr (GString) texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *record = g_ptr_array_index (records, i);

      g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "",
                              wf_json_get_string (record->body, "text", record->kind));
    }
  g_assert_cmpstr (texts->str, ==, expected);
}

guint
count_problems (WfVaultReport *report, WfProblemCode code)
{
  guint n = 0;

  for (guint i = 0; i < report->problems->len; i++)
    n += ((WfProblem *) g_ptr_array_index (report->problems, i))->code == code;
  return n;
}
