/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things are. A program that was not installed must find its packs as one that was
 * does, so the search begins at the running file. Never creates anything.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-paths.h"

#include "wf-config.h"

static gboolean
has_packs (const char *path)
{
  g_autofree char *inside = g_build_filename (path, "packs", NULL);

  return g_file_test (inside, G_FILE_TEST_EXISTS);
}

/* Whether a translation into any language is there. */
static gboolean
has_translations (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gboolean found = FALSE;
  const char *lang;

  while (!found && dir != NULL && (lang = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file =
          g_build_filename (path, lang, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      found = g_file_test (file, G_FILE_TEST_EXISTS);
    }
  return found;
}

/* Returns the first of @candidates, relative to the program's folder, that @is_it. */
static char *
find_beside_program (const char *const *candidates, gboolean (*is_it) (const char *path))
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL)
    return NULL;

  g_autofree char *folder = g_path_get_dirname (program);

  for (guint i = 0; candidates[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, candidates[i], NULL);

      if (is_it (path))
        return g_canonicalize_filename (path, NULL);
    }
  return NULL;
}

char *
wf_paths_find_shared_dir (void)
{
  static const char *const candidates[] = { "../../data", "../../../data", "../share/wayfinder",
                                            NULL };
  const char *named = g_getenv ("WAYFINDER_SHARED");
  char *found = NULL;

  if (named != NULL && *named != '\0')
    return g_canonicalize_filename (named, NULL);

  found = find_beside_program (candidates, has_packs);
  return found != NULL ? found : g_strdup (WF_PKGDATADIR);
}

char *
wf_paths_find_locale_dir (void)
{
  static const char *const candidates[] = { "../../po", "../../../po", "../share/locale", NULL };
  char *found = find_beside_program (candidates, has_translations);

  return found != NULL ? found : g_strdup (WF_LOCALEDIR);
}

static gboolean
is_program (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE);
}

char *
wf_paths_find_program (const char *name)
{
  g_autofree char *built = g_build_filename ("..", "ctl", name, NULL);
  g_autofree char *tested = g_build_filename ("..", "..", "src", "ctl", name, NULL);
  const char *const candidates[] = { name, built, tested, NULL };
  char *path = find_beside_program (candidates, is_program);

  if (path == NULL)
    path = g_find_program_in_path (name);
  return path != NULL ? path : g_strdup (name);
}

char *
wf_paths_get_default_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "wayfinder", NULL);
}
