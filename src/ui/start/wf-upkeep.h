/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WfServices WfServices;

/**
 * WfUpkeep:
 *
 * What the program does by itself once a vault was unlocked: keeps the days that can be read
 * while locked in step with the list, makes a rotating backup about once a day, and reminds
 * once a day that something is due, naming nobody. Everything runs beside the work: nothing
 * waits for it. A backup that is due when the vault locks is made then, and the program
 * ends only after it.
 *
 * Signal "backup-failed": the day's backup was not made; said once, tried again later.
 * Main thread.
 */
#define WF_TYPE_UPKEEP (wf_upkeep_get_type ())
G_DECLARE_FINAL_TYPE (WfUpkeep, wf_upkeep, WF, UPKEEP, GObject)

/**
 * wf_upkeep_new:
 * @services: (transfer none): not kept alive: they own the upkeep; the door is set
 *
 * Returns: (transfer full): it begins by itself with the next unlock
 */
WfUpkeep *wf_upkeep_new (WfServices *services);

/**
 * wf_upkeep_check:
 *
 * Looks whether a backup or a reminder is due and starts it. It asks itself a little after
 * each unlock and then several times an hour; tests ask it.
 */
void wf_upkeep_check (WfUpkeep *self);

/**
 * wf_due_days_count:
 * @days: (element-type gint32): from wf_vault_get_due_finish(): ascending
 * @now_us: the time it is, microseconds since 1970 UTC
 *
 * Returns: how many of them are today or before, where this computer is
 */
guint wf_due_days_count (GArray *days, gint64 now_us);

G_END_DECLS
