/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The fewest characters a passphrase may have. */
#define WF_PASSPHRASE_MIN_LENGTH 10

/**
 * WfPassphraseMeter:
 *
 * How hard a passphrase is to guess, as a bar and in words (zxcvbn). It keeps no
 * copy of the passphrase.
 */
#define WF_TYPE_PASSPHRASE_METER (wf_passphrase_meter_get_type ())
G_DECLARE_FINAL_TYPE (WfPassphraseMeter, wf_passphrase_meter, WF, PASSPHRASE_METER, GtkWidget)

/**
 * wf_passphrase_meter_check:
 * @passphrase: what is typed so far
 * @name: (nullable): whose it is; its words count as known to everybody
 */
void wf_passphrase_meter_check (WfPassphraseMeter *self, const char *passphrase, const char *name);

/** wf_passphrase_meter_is_enough: Returns: whether the last one checked may be used */
gboolean wf_passphrase_meter_is_enough (WfPassphraseMeter *self);

/**
 * wf_passphrase_rate:
 * @name: (nullable): words an attacker tries first, parted by spaces
 *
 * Pure: the lists of common words are part of the library, no file is read. Under a
 * millisecond. Words in scripts other than Latin are not in the lists, so such a passphrase
 * is rated too well (docs/decisions/0004).
 *
 * Returns: 0 (not to be used) to 4 (very strong)
 */
guint wf_passphrase_rate (const char *passphrase, const char *name);

G_END_DECLS
