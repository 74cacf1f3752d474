/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-database.h"

G_BEGIN_DECLS

/**
 * WfMigrator:
 *
 * Brings a database to the newest version: numbered SQL files, each in one exclusive
 * transaction together with the bump of user_version. Never deletes anything on failure.
 */

/**
 * wf_migrator_run:
 * @resource: (nullable): where @folder is looked up; %NULL for resources the program registered
 * @folder: a gresource folder ("/org/…/sql/catalogue") of files NNN-verb-noun.sql, numbered from
 *   001 without a gap
 * @application_id: stands in the file's header; a file with another one is refused
 * @backup_path: (nullable): a copy of a database that is about to be changed is written here
 *   first; %NULL for a cache or a database in memory
 *
 * The connection's thread. A newer file is refused with NEWER and not touched; a failure leaves
 * the version that was there.
 */
gboolean wf_migrator_run (WfDatabase *db,
                          GResource *resource,
                          const char *folder,
                          guint32 application_id,
                          const char *backup_path,
                          GError **error);

/**
 * wf_migrator_check_file:
 * @path: a database file that need not exist
 * @newest: the newest version this program knows
 *
 * Reads the header's bytes without opening the database, so that nothing is touched.
 *
 * Returns: %FALSE with NEWER or IO; a missing, empty or harmed file passes
 */
gboolean wf_migrator_check_file (const char *path, guint newest, GError **error);

/** wf_migrator_get_newest: Returns: the highest number in @folder, 0 when there is none. */
guint wf_migrator_get_newest (GResource *resource, const char *folder);

G_END_DECLS
