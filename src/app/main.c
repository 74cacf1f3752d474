/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starts the program: memory that is never dumped, the interface's language, the
 * application.
 */
#define G_LOG_DOMAIN "wf-app"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

#include "wf-application.h"
#include "wf-compose.h"
#include "wf-config.h"
#include "wf-paths.h"
#include "wf-secret.h"

int
main (int argc, char **argv)
{
  g_autoptr (WfApplication) application = NULL;
  g_autofree char *locale_dir = wf_paths_find_locale_dir ();

  /* A crash must not write what clients said to the disk. */
  if (!wf_crypto_harden_process ())
    g_warning ("this system keeps no promise about memory dumps");
  mallopt (M_ARENA_MAX, WF_COMPOSE_ARENAS);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = wf_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
