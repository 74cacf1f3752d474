/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vault's everyday life: create, unlock, append, read, snapshots, cards, lock.
 */
#include "vault-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_create (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) slots = wf_vault_get_slots (f->vault);
  g_autoptr (GPtrArray) members = wf_vault_get_members (f->vault);
  WfSlot *first = g_ptr_array_index (slots, 0), *second = g_ptr_array_index (slots, 1);
  WfMember *ana = g_ptr_array_index (members, 0), *agency = g_ptr_array_index (members, 1);

  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_UNLOCKED);
  g_assert_cmpuint (slots->len, ==, 2);
  g_assert_cmpstr (first->label, ==, "Ana on the laptop");
  g_assert_true (!first->is_organisation && second->is_organisation);
  g_assert_cmpstr (first->id, ==, wf_vault_get_staff_id (f->vault));
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpstr (ana->name, ==, "Ana");
  g_assert_cmpint (wf_vault_get_role (f->vault), ==, WF_ROLE_COORDINATOR);
  g_assert_true (agency->is_organisation);
  g_assert_cmpuint (strlen (f->code), ==, 34); /* 28 in groups of four */
  g_assert_true (wf_id_is_valid (wf_vault_get_agency_id (f->vault)));
  g_assert_true (wf_id_is_valid (wf_vault_get_private_id (f->vault)));
  g_assert_true (g_str_has_suffix (wf_vault_get_path (f->vault), "vault.db"));
}

static void
test_create_refuses (Fixture *f, gconstpointer data)
{
  WfVaultFounding founding = { "A", NULL, "B", "C", PASSPHRASE, WF_KDF_TEST };
  g_autoptr (WfVault) again = wf_vault_new (f->folder, NULL);
  g_autofree char *elsewhere = g_build_filename (f->folder, "Dropbox", "x", NULL);
  g_autoptr (WfVault) in_sync = wf_vault_new (elsewhere, NULL);
  g_autoptr (WfVault) nowhere = wf_vault_new ("/proc/none", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_vault_create_sync (f->vault, &founding, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (wf_vault_create_sync (again, &founding, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (wf_vault_create_sync (in_sync, &founding, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_null (wf_vault_create_sync (nowhere, &founding, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  founding.passphrase = "";
  g_assert_null (wf_vault_create_sync (in_sync, &founding, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
}

static void
test_append_and_read (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "نور");
  g_autoptr (GError) error = NULL;

  append_text (f->vault, client, "interview.answered", "one");
  wf_clock_advance (f->clock, WF_CLOCK_MINUTE);
  append_text (f->vault, client, "interview.answered", "two");
  assert_texts (f->vault, client, "نور|one|two");
  fixture_reopen (f, f->founder, PASSPHRASE);
  append_text (f->vault, client, "interview.answered", "three");
  assert_texts (f->vault, client, "نور|one|two|three");

  g_autoptr (GPtrArray) records = wf_vault_read_sync (f->vault, client, &error);
  WfRecord *second = g_ptr_array_index (records, 1), *third = g_ptr_array_index (records, 2);

  g_assert_cmpint (second->time_us, ==, START_US);
  g_assert_cmpint (third->time_us, ==, START_US + WF_CLOCK_MINUTE);
  g_assert_true (g_str_has_prefix (second->author, f->founder));
  g_assert_cmpstr (second->kind, ==, "interview.answered");
}

static void
test_own_time (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, wf_record_new_at ("visit.ended", json_object_new (), 12345678, NULL));
  g_assert_true (wf_vault_append_sync (f->vault, client, records, &error));
  g_autoptr (GPtrArray) back = wf_vault_read_sync (f->vault, client, &error);

  g_assert_cmpint (((WfRecord *) g_ptr_array_index (back, 1))->time_us, ==, 12345678);
}

/* Another day, or another battery: the vault opened anew with a clock that says @now_us. */
static void
set_clock (Fixture *f, gint64 now_us)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (f->vault);
  wf_clock_unref (f->clock);
  f->clock = wf_clock_new_fixed (now_us);
  f->vault = fixture_new_vault (f);
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  fixture_unlock_as (f, f->founder, PASSPHRASE);
}

static void
assert_last_time (Fixture *f, const char *client, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) back = wf_vault_read_sync (f->vault, client, &error);
  const WfRecord *last = g_ptr_array_index (back, back->len - 1);

  g_assert_cmpint (last->time_us, ==, expected);
  g_assert_false (json_object_has_member (last->body, "at_us"));
}

/* One session with the clock years ahead: what is written after it has the right day again, and
 * stays where it belongs in the order. */
static void
test_clock_ahead (Fixture *f, gconstpointer data)
{
  const gint64 years = 20 * 365 * WF_CLOCK_DAY, later = START_US + WF_CLOCK_HOUR;
  g_autofree char *client = create_client (f->vault, "A");

  g_assert_cmpint (wf_vault_get_written_us (f->vault), ==, START_US);
  set_clock (f, START_US + years);
  g_assert_cmpint (wf_vault_get_written_us (f->vault), ==, START_US);
  append_text (f->vault, client, "client.note", "far");
  set_clock (f, later);
  g_assert_cmpint (wf_vault_get_written_us (f->vault), ==, START_US + years);
  append_text (f->vault, client, "client.note", "right");
  assert_texts (f->vault, client, "A|far|right");
  assert_last_time (f, client, later);
  g_autofree char *other = create_client (f->vault, "B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

  for (guint i = 0; i < cards->len; i++)
    {
      WfCard *card = g_ptr_array_index (cards, i);
      gint64 named_us;

      g_variant_get_child (card->card, 1, "x", &named_us);
      g_assert_cmpint (named_us, ==, strcmp (card->owner_id, other) == 0 ? later : START_US);
    }
  set_clock (f, later + WF_CLOCK_DAY);
  g_assert_cmpint (wf_vault_get_written_us (f->vault), ==, later);
  assert_last_time (f, other, later);
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (f->vault, &error);

  g_assert_cmpuint (report->problems->len, ==, 0);
}

/* A clock that fell back to its factory's day, or a few minutes: the order's time is the better. */
static void
test_clock_behind (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");

  set_clock (f, G_GINT64_CONSTANT (1262304000) * G_USEC_PER_SEC); /* 2010 */
  append_text (f->vault, client, "client.note", "no battery");
  assert_last_time (f, client, START_US);
  set_clock (f, START_US - 5 * WF_CLOCK_MINUTE);
  append_text (f->vault, client, "client.note", "set back a little");
  assert_last_time (f, client, START_US);
}

static void
test_append_refuses (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *unknown = g_strnfill (32, 'a');
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'x');
  g_autoptr (GPtrArray) good = make_records ("visit.ended", "x", NULL);
  g_autoptr (GPtrArray) bad_kind = make_records ("Bad Kind", "x", NULL);
  g_autoptr (GPtrArray) too_large = make_records ("visit.ended", "first", large, NULL);
  g_autoptr (GPtrArray) none = make_records ("visit.ended", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (wf_vault_append_sync (f->vault, unknown, good, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (wf_vault_append_sync (f->vault, "not an id", good, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (wf_vault_append_sync (f->vault, client, bad_kind, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (wf_vault_append_sync (f->vault, client, too_large, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_true (wf_vault_append_sync (f->vault, client, none, &error));
  assert_texts (f->vault, client, "A"); /* all or nothing: not even the first */
  append_text (f->vault, client, "visit.ended", "still works");
  assert_texts (f->vault, client, "A|still works");
}

static void
assert_count (Fixture *f, const char *client, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_sync (f->vault, client, "visit", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (state != NULL ? g_variant_get_uint32 (state) : 0, ==, expected);
}

static void
test_snapshots (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GError) error = NULL;

  assert_count (f, client, 0);
  append_text (f->vault, client, "visit.started", "1");
  append_text (f->vault, client, "client.note", "not counted");
  append_text (f->vault, client, "interview.answered", "2");
  assert_count (f, client, 2);
  fixture_reopen (f, f->founder, PASSPHRASE);
  append_text (f->vault, client, "interview.answered", "3");
  assert_count (f, client, 3);
  g_assert_null (wf_vault_get_snapshot_sync (f->vault, client, "no-such-aspect", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
}

static guint
find_card (GPtrArray *cards, const char *id, const char **out_name)
{
  guint n = 0;

  for (guint i = 0; i < cards->len; i++)
    {
      WfCard *card = g_ptr_array_index (cards, i);

      if (strcmp (card->owner_id, id) == 0)
        {
          n++;
          g_variant_get_child (card->card, 0, "&s", out_name);
        }
    }
  return n;
}

static void
test_cards (Fixture *f, gconstpointer data)
{
  g_autofree char *first = create_client (f->vault, "First");
  g_autofree char *second = create_client (f->vault, "Second");
  g_autoptr (GError) error = NULL;
  const char *name = NULL;

  append_text (f->vault, first, "client.named", "Renamed");
  g_autofree char *blank =
      wf_vault_create_owner_sync (f->vault, WF_OWNER_CLIENT, NULL, NULL, &error);
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (f->vault, &error);

  g_assert_no_error (error);
  g_assert_nonnull (blank);
  g_assert_cmpuint (cards->len, ==, 3); /* the agency is no client */
  g_assert_cmpuint (find_card (cards, first, &name), ==, 1);
  g_assert_cmpstr (name, ==, "Renamed");
  g_assert_cmpuint (find_card (cards, second, &name), ==, 1);
  g_assert_cmpstr (name, ==, "Second");
}

/* A newer program's fold finds the old snapshot and makes its own. */
static void
test_fold_version (Fixture *f, gconstpointer data)
{
  static WfFold newer;
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GError) error = NULL;

  newer = CARD_FOLD;
  newer.version = 2;
  wf_vault_close_sync (f->vault);
  g_autoptr (WfVault) vault = wf_vault_new (f->folder, f->clock);

  wf_vault_add_fold (vault, &newer);
  g_assert_true (wf_vault_open_sync (vault, &error));
  g_assert_true (wf_vault_unlock_sync (vault, f->founder, PASSPHRASE, &error));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) cards = wf_vault_list_cards_sync (vault, &error);
      const char *name = NULL;

      g_assert_cmpuint (find_card (cards, client, &name), ==, 1);
      g_assert_cmpstr (name, ==, "A");
    }
  append_text (vault, client, "client.named", "B");
}

static void
test_batch (Fixture *f, gconstpointer data)
{
  g_autofree char *a = create_client (f->vault, "A"), *b = create_client (f->vault, "B");
  g_autofree char *unknown = g_strnfill (32, 'a');
  g_autoptr (GPtrArray) appends = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_append_free);
  g_autoptr (GPtrArray) records = make_records ("client.note", "n", NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (appends, wf_append_new (a, records));
  g_ptr_array_add (appends, wf_append_new (b, records));
  g_assert_true (wf_vault_append_batch_sync (f->vault, appends, &error));
  g_ptr_array_add (appends, wf_append_new (unknown, records));
  g_assert_false (wf_vault_append_batch_sync (f->vault, appends, &error));
  assert_texts (f->vault, a, "A|n");
  assert_texts (f->vault, b, "B|n");
}

static void
add_drafts (WfVault *vault, GPtrArray *out_drafts, gpointer user_data)
{
  g_autoptr (GPtrArray) records = make_records ("draft.note", "half a sen", NULL);

  g_ptr_array_add (out_drafts, wf_append_new (user_data, records));
}

static void
test_lock_seals_drafts (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autofree char *unknown = g_strnfill (32, 'a');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = make_records ("client.note", "x", NULL);

  wf_vault_add_draft_source (f->vault, add_drafts, client);
  g_assert_true (wf_vault_lock_sync (f->vault, &error));
  wf_vault_remove_draft_source (f->vault, client);
  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_LOCKED);
  g_assert_null (wf_vault_get_staff_id (f->vault));
  g_assert_null (wf_vault_get_agency_id (f->vault));
  g_assert_null (wf_vault_get_private_id (f->vault));
  g_assert_false (wf_vault_append_sync (f->vault, client, records, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (wf_vault_read_sync (f->vault, client, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (wf_vault_list_cards_sync (f->vault, &error));
  g_clear_error (&error);
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A|half a sen");

  /* a draft that cannot be sealed is told, and the vault is locked all the same */
  wf_vault_add_draft_source (f->vault, add_drafts, unknown);
  g_assert_false (wf_vault_lock_sync (f->vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (wf_vault_get_state (f->vault), ==, WF_VAULT_LOCKED);
  wf_vault_remove_draft_source (f->vault, unknown);
}

static void
test_wrong_passphrase (Fixture *f, gconstpointer data)
{
  g_autofree char *client = create_client (f->vault, "A");
  g_autoptr (GError) error = NULL;

  wf_vault_lock_sync (f->vault, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (wf_vault_get_wait_seconds (f->vault), ==, 0);
      g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, "wrong", &error));
      g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
      g_clear_error (&error);
    }
  /* now even the right one waits, also after the program was ended and started */
  g_assert_cmpuint (wf_vault_get_wait_seconds (f->vault), ==, 1);
  g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WAIT);
  g_clear_error (&error);
  wf_vault_close_sync (f->vault);
  g_assert_true (wf_vault_open_sync (f->vault, &error));
  g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, PASSPHRASE, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WAIT);
  g_clear_error (&error);
  wf_clock_advance (f->clock, 2 * WF_CLOCK_SECOND);
  g_assert_false (wf_vault_unlock_sync (f->vault, f->founder, "wrong", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_assert_cmpuint (wf_vault_get_wait_seconds (f->vault), ==, 2);
  wf_clock_advance (f->clock, 2 * WF_CLOCK_SECOND);
  fixture_unlock_as (f, f->founder, PASSPHRASE);
  assert_texts (f->vault, client, "A");
  g_assert_false (wf_vault_unlock_sync (f->vault, client, "x", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
}

static void
test_recovery_code (Fixture *f, gconstpointer data)
{
  g_autofree char *slot = fixture_find_slot (f, NULL);
  g_autofree char *typed = g_ascii_strdown (f->code, -1);
  g_autofree char *wrong = g_strdup (f->code);
  g_autoptr (GError) error = NULL;

  for (char *at = typed; *at != '\0'; at++)
    *at = *at == '-' ? ' ' : *at == '0' ? 'o' : *at == '1' ? 'l' : *at;
  fixture_unlock_as (f, slot, typed);
  g_assert_cmpint (wf_vault_get_role (f->vault), ==, WF_ROLE_COORDINATOR);
  wf_vault_lock_sync (f->vault, NULL);
  wrong[3] = wrong[3] == 'A' ? 'B' : 'A';
  g_assert_false (wf_vault_unlock_sync (f->vault, slot, wrong, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  g_assert_false (wf_vault_unlock_sync (f->vault, slot, "short", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE);
}

static void
test_second_instance (Fixture *f, gconstpointer data)
{
  g_autoptr (WfVault) second = wf_vault_new (f->folder, f->clock);
  g_autofree char *me = g_strdup_printf ("process %d on %s", (int) getpid (), g_get_host_name ());
  g_autoptr (GError) error = NULL;

  g_assert_false (wf_vault_open_sync (second, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, me));
  wf_vault_close_sync (f->vault);
  g_clear_error (&error);
  g_assert_true (wf_vault_open_sync (second, &error));
  g_assert_true (wf_vault_open_sync (second, &error)); /* open already */
  wf_vault_close_sync (second);
}

static void
test_open_missing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wf-vault-XXXXXX", NULL);
  g_autoptr (WfVault) vault = wf_vault_new (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strnfill (32, 'a');

  g_assert_false (wf_vault_open_sync (vault, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (wf_vault_unlock_sync (vault, id, "x", &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_object (&vault);
  remove_folder (folder);
}

static void
test_private (Fixture *f, gconstpointer data)
{
  const char *mine = wf_vault_get_private_id (f->vault);

  assert_texts (f->vault, mine, "");
  append_text (f->vault, mine, "practice.note", "only for me");
  assert_texts (f->vault, mine, "only for me");
  fixture_reopen (f, f->founder, PASSPHRASE);
  g_assert_cmpstr (wf_vault_get_private_id (f->vault), ==, mine);
  assert_texts (f->vault, mine, "only for me");
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
count_signal (WfVault *vault, gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

static void
count_owner (WfVault *vault, const char *owner_id, gpointer user_data)
{
  guint *n = user_data;

  g_assert_true (wf_id_is_valid (owner_id));
  ++*n;
}

/* Every async call ends on the main thread, with its signals told before its callback. */
static void
test_async (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) records = make_records ("client.named", "A", NULL);
  g_autoptr (GError) error = NULL;
  guint n_locked = 0, n_unlocked = 0, n_owner = 0;

  g_signal_connect (f->vault, "locked", G_CALLBACK (count_signal), &n_locked);
  g_signal_connect (f->vault, "unlocked", G_CALLBACK (count_signal), &n_unlocked);
  g_signal_connect (f->vault, "owner-changed", G_CALLBACK (count_owner), &n_owner);
  g_autoptr (GAsyncResult) r1 = NULL, r2 = NULL, r3 = NULL, r4 = NULL, r5 = NULL, r6 = NULL;
  g_autoptr (GAsyncResult) r7 = NULL, r8 = NULL, r9 = NULL;

  wf_vault_create_owner_async (f->vault, WF_OWNER_CLIENT, NULL, records, NULL, on_result, &r1);
  g_autofree char *id = wf_vault_create_owner_finish (f->vault, wait_for (&r1), &error);

  g_assert_no_error (error);
  wf_vault_append_async (f->vault, id, records, NULL, on_result, &r2);
  g_assert_true (wf_vault_append_finish (f->vault, wait_for (&r2), &error));
  g_assert_cmpuint (n_owner, ==, 2);
  wf_vault_read_async (f->vault, id, NULL, on_result, &r3);
  g_autoptr (GPtrArray) back = wf_vault_read_finish (f->vault, wait_for (&r3), &error);

  g_assert_cmpuint (back->len, ==, 2);
  wf_vault_get_snapshot_async (f->vault, id, WF_FOLD_CARD, NULL, on_result, &r4);
  g_autoptr (GVariant) card = wf_vault_get_snapshot_finish (f->vault, wait_for (&r4), &error);

  g_assert_nonnull (card);
  wf_vault_list_cards_async (f->vault, NULL, on_result, &r5);
  g_autoptr (GPtrArray) cards = wf_vault_list_cards_finish (f->vault, wait_for (&r5), &error);

  g_assert_cmpuint (cards->len, ==, 1);
  wf_vault_lock_async (f->vault, NULL, on_result, &r6);
  g_assert_true (wf_vault_lock_finish (f->vault, wait_for (&r6), &error));
  g_assert_cmpuint (n_locked, ==, 1);
  wf_vault_unlock_async (f->vault, f->founder, PASSPHRASE, NULL, on_result, &r7);
  g_assert_true (wf_vault_unlock_finish (f->vault, wait_for (&r7), &error));
  g_assert_cmpuint (n_unlocked, ==, 1);
  wf_vault_close_async (f->vault, on_result, &r8);
  g_assert_true (wf_vault_close_finish (f->vault, wait_for (&r8), &error));
  g_assert_cmpuint (n_locked, ==, 2);
  wf_vault_open_async (f->vault, NULL, on_result, &r9);
  g_assert_true (wf_vault_open_finish (f->vault, wait_for (&r9), &error));
}

static void
test_async_create_and_cancel (void)
{
  const WfVaultFounding founding = { "A", NULL, "B", "C", PASSPHRASE, WF_KDF_TEST };
  g_autofree char *folder = g_dir_make_tmp ("wf-vault-XXXXXX", NULL);
  WfVault *vault = wf_vault_new (folder, NULL);
  g_autoptr (GAsyncResult) created = NULL, cancelled = NULL, batch = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) appends = g_ptr_array_new ();

  wf_vault_create_async (vault, &founding, NULL, on_result, &created);
  g_autofree char *code = wf_vault_create_finish (vault, wait_for (&created), &error);

  g_assert_nonnull (code);
  g_cancellable_cancel (cancellable);
  wf_vault_list_cards_async (vault, cancellable, on_result, &cancelled);
  g_assert_null (wf_vault_list_cards_finish (vault, wait_for (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  wf_vault_append_batch_async (vault, appends, NULL, on_result, &batch);
  g_assert_true (wf_vault_append_finish (vault, wait_for (&batch), &error));
  g_clear_object (&created);
  g_clear_object (&cancelled);
  g_clear_object (&batch);
  g_assert_finalize_object (vault);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("/vault/create", test_create);
  ADD ("/vault/create-refuses", test_create_refuses);
  ADD ("/vault/append", test_append_and_read);
  ADD ("/vault/own-time", test_own_time);
  ADD ("/vault/clock-ahead", test_clock_ahead);
  ADD ("/vault/clock-behind", test_clock_behind);
  ADD ("/vault/append-refuses", test_append_refuses);
  ADD ("/vault/snapshots", test_snapshots);
  ADD ("/vault/cards", test_cards);
  ADD ("/vault/fold-version", test_fold_version);
  ADD ("/vault/batch", test_batch);
  ADD ("/vault/drafts", test_lock_seals_drafts);
  ADD ("/vault/wrong-passphrase", test_wrong_passphrase);
  ADD ("/vault/recovery-code", test_recovery_code);
  ADD ("/vault/second-instance", test_second_instance);
  ADD ("/vault/private", test_private);
  ADD ("/vault/async", test_async);
  g_test_add_func ("/vault/async-create", test_async_create_and_cancel);
  g_test_add_func ("/vault/missing", test_open_missing);
  return g_test_run ();
}
