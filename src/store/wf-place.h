/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-store-error.h"

G_BEGIN_DECLS

/**
 * wf_place_check:
 * @folder: where data is or will be kept; it need not exist yet
 *
 * A folder that a program synchronises, or a network drive, copies a database while it is
 * written: it ends harmed, or with strangers. And where nothing can be written no vault can be
 * opened or made. Blocks.
 *
 * Returns: %FALSE with PLACE, the message ends with the service or kind of drive in brackets; or
 *   with READ_ONLY
 */
gboolean wf_place_check (const char *folder, GError **error);

/** wf_place_check_file: @path: of a database that is there. A link is refused: its lock file and
 * its copies would lie in another folder than those of whoever opens it where it is. Returns:
 * %FALSE with PLACE. */
gboolean wf_place_check_file (const char *path, GError **error);

/** wf_place_is_network_type: @type: a file system's name as in /proc/self/mountinfo.
 * Returns: whether it lies on another machine. */
gboolean wf_place_is_network_type (const char *type);

/** wf_place_find_sync_service: Returns: (transfer none) (nullable): the service that synchronises
 * @folder, by the names of the folders above it and the marks such services leave in them. */
const char *wf_place_find_sync_service (const char *folder);

G_END_DECLS
