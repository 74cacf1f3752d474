/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-store-error.h"

G_BEGIN_DECLS

/* The few things we do to files that are not SQLite's. Errors are #WfStoreError. */

/** wf_files_sync: makes the bytes of @path, a file or folder, survive a power cut. */
gboolean wf_files_sync (const char *path, GError **error);

/** wf_files_rename: renames and makes the new name survive a power cut; never replaces (EXISTS). */
gboolean wf_files_rename (const char *from, const char *to, GError **error);

/** wf_files_exchange: the two files take each other's names, at once: there is no moment when
 * either name is missing. */
gboolean wf_files_exchange (const char *a, const char *b, GError **error);

/** wf_files_copy: @to: a new file; a synced copy, byte for byte. */
gboolean wf_files_copy (const char *from, const char *to, GError **error);

/** wf_files_destroy: overwrites with zeros, syncs, removes. Missing is fine. What a flash disk
 * keeps aside is out of reach. */
gboolean wf_files_destroy (const char *path, GError **error);

/** wf_files_make_folder: with all parents, for the owner's eyes alone. */
gboolean wf_files_make_folder (const char *path, GError **error);

/** wf_files_unused_name: Returns: (transfer full): @path, or with "-2", "-3" … when taken. */
char *wf_files_unused_name (const char *path);

G_END_DECLS
