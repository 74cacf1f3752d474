/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-store-error.h"

G_BEGIN_DECLS

/**
 * WfLockFile:
 *
 * Says who holds a vault. The kernel gives the lock back when the process ends, however it
 * ends; the text in the file is only for the message.
 */
typedef struct _WfLockFile WfLockFile;

/** wf_lock_file_take: Returns: (transfer full) (nullable): the lock; %NULL with BUSY, whose
 * message names process and computer, or IO. */
WfLockFile *wf_lock_file_take (const char *path, GError **error);

/** wf_lock_file_release: gives the lock back. */
void wf_lock_file_release (WfLockFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLockFile, wf_lock_file_release)

G_END_DECLS
