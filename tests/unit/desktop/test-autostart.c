/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file that starts the program with the desktop: there, right and gone again.
 */
#include "wf-autostart.h"

#include <glib/gstdio.h>

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
set (const char *folder, const char *const *argv, gboolean is_on, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  wf_autostart_set_async (folder, "org.example.Test", argv, is_on, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wf_autostart_set_finish (result, error);
}

/* What a desktop reads out of it: the words that were put in, whatever stands in them. */
static void
test_on_and_off (void)
{
  const char *argv[] = { "/opt/a b/way$finder", "--background", "--data-dir",
                         "/home/x/100% \"mine\" \\ `yes`", NULL };
  g_autofree char *folder = g_dir_make_tmp ("autostart-XXXXXX", NULL);
  g_autofree char *deep = g_build_filename (folder, "config", "autostart", NULL);
  g_autofree char *path = g_build_filename (deep, "org.example.Test.desktop", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *exec = NULL;
  g_autoptr (GString) once = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (set (deep, argv, FALSE, &error)); /* never there: gone is right */
  g_assert_true (set (deep, argv, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error));
  exec = g_key_file_get_string (file, "Desktop Entry", "Exec", &error);
  g_assert_no_error (error);
  once = g_string_new (exec);
  g_string_replace (once, "%%", "%", 0);
  g_assert_true (g_shell_parse_argv (once->str, NULL, &words, &error));
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) words, argv));
  g_assert_true (set (deep, argv, FALSE, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (void)
{
  const char *argv[] = { "wayfinder", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (set ("/proc/nowhere/autostart", argv, TRUE, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autostart/on-and-off", test_on_and_off);
  g_test_add_func ("/autostart/no-folder", test_no_folder);
  return g_test_run ();
}
