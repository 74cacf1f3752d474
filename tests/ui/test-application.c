/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program itself: its id, its services, its sample agency.
 */
#include "wf-ui-test.h"

#include <glib/gstdio.h>

#include "wf-application.h"
#include "wf-compose.h"
#include "wf-config.h"
#include "wf-paths.h"
#include "wf-sample.h"

static void
test_ids (void)
{
  g_autofree char *usual_dir = wf_paths_get_default_data_dir ();
  g_autofree char *usual = wf_application_make_id (NULL);
  g_autofree char *named = wf_application_make_id (usual_dir);
  g_autofree char *one = wf_application_make_id ("/srv/one");
  g_autofree char *again = wf_application_make_id ("/srv/one");
  g_autofree char *two = wf_application_make_id ("/srv/two");

  g_assert_cmpstr (usual, ==, WF_APP_ID);
  g_assert_cmpstr (named, ==, WF_APP_ID);
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_application_id_is_valid (one));
  g_assert_true (g_str_has_prefix (one, WF_APP_ID "."));
}

static void
test_composes_everything (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "empty", NULL);
  g_autoptr (WfServices) services = wf_compose_services (folder);

  g_assert_cmpstr (services->data_dir, ==, folder);
  g_assert_nonnull (services->lang);
  g_assert_nonnull (services->format);
  g_assert_nonnull (services->clock);
  g_assert_nonnull (services->speech);
  g_assert_nonnull (services->notifier);
  g_assert_nonnull (services->keyring);
  g_assert_false (wf_keyring_get_enabled (services->keyring));
  g_assert_nonnull (services->session_lock);
  g_assert_nonnull (services->vault);
  g_assert_nonnull (services->clients);
  g_assert_nonnull (services->agency);
  g_assert_nonnull (services->door);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS)); /* nothing is made by looking */
}

static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfSample) sample = wf_sample_new (&error);
  g_autoptr (WfServices) services = NULL;

  g_assert_no_error (error);
  services = wf_compose_services (wf_sample_get_folder (sample));
  wf_sample_start (sample, services);
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (services->clients)), >=, 12);
  wf_sample_remove (sample);
  g_assert_false (g_file_test (wf_sample_get_folder (sample), G_FILE_TEST_EXISTS));
}

static void
on_failed (WfSample *sample, const GError *error, GError **out_error)
{
  *out_error = g_error_copy (error);
}

/* Without the starter there is no sample: it is said, and no first run is shown instead. */
static void
test_sample_without_starter (void)
{
  g_autofree char *folder = g_dir_make_tmp ("shared-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (WfSample) sample = wf_sample_new (&error);
  g_autoptr (WfServices) services = NULL;

  g_assert_no_error (error);
  services = wf_compose_services (wf_sample_get_folder (sample));
  g_free (services->shared_dir);
  services->shared_dir = g_steal_pointer (&folder);
  g_signal_connect (sample, "failed", G_CALLBACK (on_failed), &failed);
  wf_sample_start (sample, services);
  WAIT_FOR (failed != NULL);
  g_assert_cmpint (wf_door_get_state (services->door), !=, WF_DOOR_NEW);
  g_assert_cmpint (wf_door_get_state (services->door), !=, WF_DOOR_OPEN);
  g_rmdir (services->shared_dir);
  wf_sample_remove (sample);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/application/ids", test_ids);
  g_test_add_func ("/ui/application/composes-everything", test_composes_everything);
  g_test_add_func ("/ui/application/sample", test_sample);
  g_test_add_func ("/ui/application/sample-without-starter", test_sample_without_starter);
  return g_test_run ();
}
