/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_paths_find_shared_dir:
 *
 * Where the files that came with the program are: packs/, catalogue/, schemas/,
 * languages.xml. In order: the environment's WAYFINDER_SHARED; "../../data" from the program when
 * it runs from its build tree; "../share/wayfinder" from the program; the configured directory.
 * Reads the disk: call it once, in main.
 *
 * Returns: (transfer full): an absolute path; it exists unless the program is badly installed
 */
char *wf_paths_find_shared_dir (void);

/**
 * wf_paths_find_locale_dir:
 *
 * Returns: (transfer full): where the translations of the interface are, found as above
 */
char *wf_paths_find_locale_dir (void);

/**
 * wf_paths_find_program:
 * @name: another program of ours, "wayfinderctl"
 *
 * Where it stands: beside the running program, installed or in the build tree; else on the PATH.
 *
 * Returns: (transfer full): an absolute path; just @name when it is nowhere
 */
char *wf_paths_find_program (const char *name);

/**
 * wf_paths_get_default_data_dir:
 *
 * Returns: (transfer full): where a person's own data goes when nothing else was said:
 *   $XDG_DATA_HOME/wayfinder
 */
char *wf_paths_get_default_data_dir (void);

G_END_DECLS
