/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starts the program: memory that is never dumped, the interface's language, the
 * application.
 */
#define G_LOG_DOMAIN "wf-app"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "wf-application.h"
#include "wf-config.h"
#include "wf-paths.h"

/* A crash must not write what clients said to the disk. */
static void
forbid_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (WfApplication) application = NULL;
  g_autofree char *locale_dir = wf_paths_find_locale_dir ();

  forbid_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = wf_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
