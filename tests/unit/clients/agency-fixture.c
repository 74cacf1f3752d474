/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small agency for tests of clients and visits.
 */
#include "agency-fixture.h"

#include <glib/gstdio.h>

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
make_vault (AgencyFixture *self)
{
  self->vault = wf_vault_new (self->folder, self->clock);
  wf_clients_add_folds (self->vault);
  if (self->add_folds != NULL)
    self->add_folds (self->vault);
  self->repo = wf_client_repo_new (self->vault, self->clock);
}

AgencyFixture *
agency_fixture_new (void (*add_folds) (WfVault *vault))
{
  const WfVaultFounding founding = { "Example Agency",   "CA-ON",    "Ana", "Ana",
                                     FIXTURE_PASSPHRASE, WF_KDF_TEST };
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  AgencyFixture *self = g_new0 (AgencyFixture, 1);

  self->folder = g_dir_make_tmp ("wf-clients-XXXXXX", &error);
  g_assert_no_error (error);
  self->clock = wf_clock_new_fixed (FIXTURE_NOW);
  self->add_folds = add_folds;
  make_vault (self);
  code = wf_vault_create_sync (self->vault, &founding, &error);
  g_assert_no_error (error);
  self->founder = g_strdup (wf_vault_get_staff_id (self->vault));
  self->navigator = wf_vault_add_member_sync (self->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben",
                                              FIXTURE_PASSPHRASE, &error);
  g_assert_no_error (error);
  self->auditor = wf_vault_add_member_sync (self->vault, "Eve", WF_ROLE_AUDITOR, "Eve",
                                            FIXTURE_PASSPHRASE, &error);
  g_assert_no_error (error);
  wf_client_repo_load_sync (self->repo, &error);
  g_assert_no_error (error);
  return self;
}

void
agency_fixture_free (AgencyFixture *self)
{
  g_clear_object (&self->repo);
  wf_vault_close_sync (self->vault);
  agency_fixture_settle (); /* answers that were on their way */
  g_assert_finalize_object (self->vault);
  remove_folder (self->folder);
  wf_clock_unref (self->clock);
  g_free (self->folder);
  g_free (self->founder);
  g_free (self->navigator);
  g_free (self->auditor);
  g_free (self);
}

static void
unlock (AgencyFixture *self, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  wf_vault_unlock_sync (self->vault, staff_id, FIXTURE_PASSPHRASE, &error);
  g_assert_no_error (error);
  wf_client_repo_load_sync (self->repo, &error);
  g_assert_no_error (error);
}

void
agency_fixture_unlock_as (AgencyFixture *self, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  wf_vault_lock_sync (self->vault, &error);
  g_assert_no_error (error);
  agency_fixture_settle ();
  unlock (self, staff_id);
}

void
agency_fixture_restart (AgencyFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->repo);
  wf_vault_close_sync (self->vault);
  agency_fixture_settle ();
  g_clear_object (&self->vault);
  make_vault (self);
  wf_vault_open_sync (self->vault, &error);
  g_assert_no_error (error);
  unlock (self, self->founder);
}

char *
agency_fixture_add_client (AgencyFixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = wf_client_repo_create_sync (self->repo, name, FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

void
agency_fixture_append (AgencyFixture *self, const char *id, WfRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_client_repo_append_sync (self->repo, id, records, &error);
  g_assert_no_error (error);
}

void
agency_fixture_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
