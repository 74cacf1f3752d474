/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process that phones talk to knows as little as can be: an empty environment, no descriptors
 * from whoever started it, no way to more rights, nothing left behind when it falls over.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-confine.h"

#include <fcntl.h>
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
  for (int i = 3; i < 64; i++)
    {
      int flags = fcntl (i, F_GETFD);

      if (flags >= 0 && (flags & FD_CLOEXEC) == 0)
        return TRUE;
    }
  return FALSE;
}

void
wf_workshop_confine_again (const char *shared_dir, const char *const *argv)
{
  g_autofree char *shared = g_strconcat ("WAYFINDER_SHARED=", shared_dir, NULL);
  const char *clean[G_N_ELEMENTS (FIXED) + 1];
  gboolean is_clean = !has_stray_descriptors ();

  for (char **entry = environ; *entry != NULL; entry++)
    is_clean = is_clean && is_ours (*entry);
  if (is_clean)
    return;
  memcpy (clean, FIXED, sizeof FIXED);
  clean[G_N_ELEMENTS (FIXED) - 1] = shared;
  clean[G_N_ELEMENTS (FIXED)] = NULL;
  close_range (3, ~0U, 0);
  execve ("/proc/self/exe", (char **) argv, (char **) clean);
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
