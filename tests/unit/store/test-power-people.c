/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bad luck at any write of a change of people and keys: an I/O error, no room, the power gone.
 * What was acknowledged has happened, what failed has not, and everybody opens what they could.
 */
#include "vault-fixture.h"
#include "wf-shim-vfs.h"

#include <glib/gstdio.h>
#include <string.h>

#define BEN_PASSPHRASE "ben's own words"
#define EVE_PASSPHRASE "eve's own words"
#define N_SEEDS        2

typedef struct {
  Fixture fixture;
  char *ben;
  char *eve;
  char *client;
  char *closed; /* a client only for the founder and Ben */
  char *file;   /* the closed vault's bytes, for each round the same */
  gsize size;
} Team;

/* A change and the event that says it happened, of the agency or of the client. */
typedef struct {
  gboolean (*make) (Team *team, GError **error);
  const char *kind;
  gboolean is_of_client;
} Change;

static gboolean
rotate (Team *team, GError **error)
{
  return wf_vault_rotate_sync (team->fixture.vault, error);
}

static gboolean
remove_eve (Team *team, GError **error)
{
  return wf_vault_remove_member_sync (team->fixture.vault, team->eve, "left", error);
}

static gboolean
restrict_client (Team *team, GError **error)
{
  const char *const both[] = { team->fixture.founder, team->ben, NULL };

  return wf_vault_restrict_sync (team->fixture.vault, team->client, both, error);
}

static gboolean
hand_over (Team *team, GError **error)
{
  return wf_vault_hand_over_sync (team->fixture.vault, team->client, team->ben, "new desk", TRUE,
                                  error);
}

static gboolean
recover_eve (Team *team, GError **error)
{
  return wf_vault_recover_member_sync (team->fixture.vault, team->eve, "eve's new words", error);
}

static gboolean
renew_code (Team *team, GError **error)
{
  g_autofree char *code = wf_vault_renew_code_sync (team->fixture.vault, error);

  return code != NULL;
}

static gboolean
forget (Team *team, GError **error)
{
  return wf_vault_forget_sync (team->fixture.vault, team->client, "asked", error);
}

static gboolean
add_zoe (Team *team, GError **error)
{
  g_autofree char *id = wf_vault_add_member_sync (team->fixture.vault, "Zoe", WF_ROLE_NAVIGATOR,
                                                  "Zoe", "zoe's own words", error);

  return id != NULL;
}

static gboolean
set_role (Team *team, GError **error)
{
  return wf_vault_set_role_sync (team->fixture.vault, team->eve, WF_ROLE_TRAINER, error);
}

static const Change ROTATE = { rotate, "agency.key-rotated", FALSE };
static const Change REMOVE = { remove_eve, "member.removed", FALSE };
static const Change RESTRICT = { restrict_client, "owner.restricted", TRUE };
static const Change HAND_OVER = { hand_over, "owner.handed-over", TRUE };
static const Change RECOVER = { recover_eve, "member.rekeyed", FALSE };
static const Change RENEW_CODE = { renew_code, "member.rekeyed", FALSE };
static const Change FORGET = { forget, "agency.erased", FALSE };
static const Change ADD = { add_zoe, "member.added", FALSE };
static const Change SET_ROLE = { set_role, "member.role-set", FALSE };

static char *
add_member (Team *team, const char *name, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  char *id = wf_vault_add_member_sync (team->fixture.vault, name, WF_ROLE_NAVIGATOR, name,
                                       passphrase, &error);

  g_assert_no_error (error);
  return id;
}

static void
set_up (Team *team, gconstpointer data)
{
  g_autoptr (GPtrArray) records = make_records ("client.named", "Closed", NULL);
  g_autoptr (GError) error = NULL;

  wf_shim_vfs_register ();
  fixture_set_up (&team->fixture, data);
  team->ben = add_member (team, "Ben", BEN_PASSPHRASE);
  team->eve = add_member (team, "Eve", EVE_PASSPHRASE);
  team->client = create_client (team->fixture.vault, "A");
  const char *const both[] = { team->fixture.founder, team->ben, NULL };

  team->closed =
      wf_vault_create_owner_sync (team->fixture.vault, WF_OWNER_CLIENT, both, records, &error);
  g_assert_no_error (error);
  wf_vault_close_sync (team->fixture.vault);
  g_assert_true (g_file_get_contents (wf_vault_get_path (team->fixture.vault), &team->file,
                                      &team->size, &error));
  wf_vault_set_vfs (team->fixture.vault, WF_SHIM_VFS_NAME);
}

static void
tear_down (Team *team, gconstpointer data)
{
  wf_shim_vfs_forget ();
  fixture_tear_down (&team->fixture, data);
  g_free (team->ben);
  g_free (team->eve);
  g_free (team->client);
  g_free (team->closed);
  g_free (team->file);
}

static void
start_round (Team *team)
{
  const char *path = wf_vault_get_path (team->fixture.vault);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *backups = g_build_filename (team->fixture.folder, "backups", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (wal);
  remove_folder (backups);
  g_assert_true (g_file_set_contents_full (path, team->file, (gssize) team->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, &error));
  wf_shim_vfs_forget ();
  wf_vault_open_sync (team->fixture.vault, &error);
  g_assert_no_error (error);
  wf_vault_unlock_sync (team->fixture.vault, team->fixture.founder, PASSPHRASE, &error);
  g_assert_no_error (error);
}

static guint
count_kind (GPtrArray *records, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += strcmp (((WfRecord *) records->pdata[i])->kind, kind) == 0;
  return n;
}

static void
assert_reads_closed (Team *team, WfVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (vault, team->closed, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_kind (records, "client.named"), ==, 1);
}

/* What a fresh start finds, through the system's own VFS: whole, and open to who could open it.
 * Returns: how many events say that the change happened. */
static guint
count_changes (Team *team, const Change *change)
{
  g_autoptr (WfVault) vault = fixture_new_vault (&team->fixture);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (wf_vault_open_sync (vault, &error));
  wf_vault_unlock_sync (vault, team->fixture.founder, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (vault, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->problems->len, ==, 0);
  assert_reads_closed (team, vault);
  g_autoptr (GPtrArray) agency = wf_vault_read_sync (vault, wf_vault_get_agency_id (vault), &error);

  g_assert_no_error (error);
  g_autoptr (GPtrArray) client = wf_vault_read_sync (vault, team->client, &error);

  if (client == NULL)
    {
      g_assert_cmpuint (count_kind (agency, "agency.erased"), ==, 1);
      g_clear_error (&error);
    }
  if (!change->is_of_client || client != NULL)
    n = count_kind (change->is_of_client ? client : agency, change->kind);
  wf_vault_lock_sync (vault, NULL);
  wf_vault_unlock_sync (vault, team->ben, BEN_PASSPHRASE, &error);
  g_assert_no_error (error);
  assert_reads_closed (team, vault);
  return n;
}

/* Returns: how many operations of the disk the change takes. */
static guint
count_operations (Team *team, const Change *change)
{
  g_autoptr (GError) error = NULL;
  guint n;

  start_round (team);
  wf_shim_vfs_arm (WF_SHIM_POWER_CUT, G_MAXUINT);
  change->make (team, &error);
  g_assert_no_error (error);
  n = wf_shim_vfs_get_count ();
  g_assert_cmpuint (n, >, 0);
  wf_vault_close_sync (team->fixture.vault);
  return n;
}

static void
strike (Team *team, const Change *change, WfShimFault fault, guint at, guint32 seed, guint n_before)
{
  g_autoptr (GError) error = NULL;
  gboolean is_made, is_dark;
  guint n_after;

  start_round (team);
  wf_shim_vfs_arm (fault, at);
  is_made = change->make (team, &error);
  /* forgotten; that older copies are still there is told apart, and made up for later */
  is_made |= g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_COPIES);
  is_dark = fault == WF_SHIM_POWER_CUT && wf_shim_vfs_has_struck ();
  if (fault != WF_SHIM_POWER_CUT)
    wf_shim_vfs_arm (WF_SHIM_NOTHING, 0);
  wf_vault_close_sync (team->fixture.vault);
  if (fault == WF_SHIM_POWER_CUT)
    wf_shim_vfs_lose_power (seed);
  n_after = count_changes (team, change);
  g_assert_cmpuint (n_after - n_before, <=, 1);
  if (!is_dark) /* in the dark no one saw the answer */
    g_assert_cmpuint (n_after - n_before, ==, is_made);
}

static void
test_change (Team *team, gconstpointer data)
{
  static const WfShimFault faults[] = { WF_SHIM_IO_ERROR, WF_SHIM_DISK_FULL, WF_SHIM_POWER_CUT };
  const Change *change = data;
  guint n_operations = count_operations (team, change);
  guint n_before;

  start_round (team);
  wf_vault_close_sync (team->fixture.vault);
  n_before = count_changes (team, change);
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    for (guint at = 0; at < n_operations; at++)
      for (guint32 seed = 0; seed < (faults[fault] == WF_SHIM_POWER_CUT ? N_SEEDS : 1); seed++)
        strike (team, change, faults[fault], at, seed, n_before);
  g_test_message ("%u operations", n_operations);
}

int
main (int argc, char *argv[])
{
  fixture_use_memory ();
  g_test_init (&argc, &argv, NULL);
#define ADD_CHANGE(name, change)                                                                   \
  g_test_add ("/power-people/" name, Team, &change, set_up, test_change, tear_down)
  ADD_CHANGE ("rotate", ROTATE);
  ADD_CHANGE ("remove", REMOVE);
  ADD_CHANGE ("restrict", RESTRICT);
  ADD_CHANGE ("hand-over", HAND_OVER);
  ADD_CHANGE ("recover", RECOVER);
  ADD_CHANGE ("renew-code", RENEW_CODE);
  ADD_CHANGE ("forget", FORGET);
  ADD_CHANGE ("add", ADD);
  ADD_CHANGE ("role", SET_ROLE);
  return g_test_run ();
}
