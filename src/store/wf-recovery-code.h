/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The organisation's printed code: 128 random bits as 26 letters and digits without I, L, O, U,
 * then 2 check characters, in groups of four: "7KQ2-…". The check finds a slip of the pen
 * before a try is spent.
 */

/** wf_recovery_code_new: Returns: (transfer full): a new code as it is printed; wipe it. */
char *wf_recovery_code_new (void);

/** wf_recovery_code_normalize: @typed: spaces, dashes and case do not matter; O is 0, I and L
 * are 1.
 *
 * Returns: (transfer full) (nullable): 28 characters without dashes, to stretch into a key; %NULL
 *   when the length or the check is wrong */
char *wf_recovery_code_normalize (const char *typed);

G_END_DECLS
