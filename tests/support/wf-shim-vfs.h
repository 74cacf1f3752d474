/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * An SQLite VFS for tests, laid over the system's: it counts every write, sync, truncation and
 * deletion, can make the nth fail, and models the loss of power. What the program wrote since a
 * file's last sync is not safe: at the cut each such write is kept, dropped or torn by a seeded
 * coin, in any order. One thread at a time.
 */

#define WF_SHIM_VFS_NAME "wf-shim"

/** What happens at the chosen operation. */
typedef enum {
  WF_SHIM_NOTHING,
  WF_SHIM_IO_ERROR,  /* it and all that follow fail with an I/O error */
  WF_SHIM_DISK_FULL, /* it and all writes that follow fail for want of room */
  WF_SHIM_POWER_CUT, /* from then on nothing reaches the disk */
} WfShimFault;

/** wf_shim_vfs_register: makes the VFS known to SQLite under its name; once. */
void wf_shim_vfs_register (void);

/** wf_shim_vfs_arm: counts from 0 again; @at: the number of the operation that is struck. */
void wf_shim_vfs_arm (WfShimFault fault, guint at);

/** wf_shim_vfs_get_count: Returns: operations since armed. */
guint wf_shim_vfs_get_count (void);

/** wf_shim_vfs_has_struck: Returns: whether the chosen operation was reached. */
gboolean wf_shim_vfs_has_struck (void);

/**
 * wf_shim_vfs_lose_power:
 * @seed: for the coins
 *
 * Call when the database is closed: rewrites the files so that they hold what a disk could hold
 * after the cut: all that was synced, and of the rest what the coins let through.
 */
void wf_shim_vfs_lose_power (guint32 seed);

/** wf_shim_vfs_forget: drops all that is remembered about files, as a fresh start. */
void wf_shim_vfs_forget (void);

G_END_DECLS
