/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process that phones talk to knows as little as can be: an empty environment, no descriptors
 * from whoever started it, no way to more rights, nothing left behind when it falls over.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-confine.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define LINES_MAX 4096 /* descriptors: one for each phone, and some */

static const char *const FIXED[] = {
  "LC_ALL=C.UTF-8",           "GIO_USE_VFS=local",        "GIO_USE_PROXY_RESOLVER=dummy",
  "GSETTINGS_BACKEND=memory", "GIO_MODULE_DIR=/dev/null", NULL,
};

static gboolean
is_ours (const char *entry)
{
  return g_strv_contains (FIXED, entry) || g_str_has_prefix (entry, "WAYFINDER_SHARED=");
}

static gboolean
has_stray_descriptors (void)
{
  g_autoptr (GDir) open = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while (open != NULL && (name = g_dir_read_name (open)) != NULL)
    {
      int number = (int) g_ascii_strtoll (name, NULL, 10);
      int flags = fcntl (number, F_GETFD);

      if (number >= 3 && flags >= 0 && (flags & FD_CLOEXEC) == 0)
        return TRUE;
    }
  return open == NULL; /* not known: shed them */
}

GStrv
wf_workshop_confine_new_environment (const char *shared_dir)
{
  g_autofree char *shared = g_strconcat ("WAYFINDER_SHARED=", shared_dir, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) FIXED);
  g_strv_builder_add (builder, shared);
  return g_strv_builder_end (builder);
}

void
wf_workshop_confine_again (const char *shared_dir, const char *const *argv)
{
  g_auto (GStrv) clean = wf_workshop_confine_new_environment (shared_dir);
  gboolean is_clean = !has_stray_descriptors ();
  guint n = 0;

  for (char **entry = environ; *entry != NULL; entry++, n++)
    is_clean = is_clean && is_ours (*entry);
  is_clean =
      is_clean && n == G_N_ELEMENTS (FIXED); /* all of it, each once, and where the packs are */
  if (is_clean)
    return;
  close_range (3, ~0U, 0);
  execve ("/proc/self/exe", (char **) argv, clean);
  _exit (EXIT_FAILURE); /* rather none than one that knows what it should not */
}

void
wf_workshop_confine (void)
{
  const struct rlimit none = { 0, 0 };
  struct rlimit lines;

  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  setrlimit (RLIMIT_CORE, &none);
  if (getrlimit (RLIMIT_NOFILE, &lines) == 0 && lines.rlim_cur < LINES_MAX)
    {
      lines.rlim_cur = MIN (lines.rlim_max, LINES_MAX);
      setrlimit (RLIMIT_NOFILE, &lines);
    }
}
