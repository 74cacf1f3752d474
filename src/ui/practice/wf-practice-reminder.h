/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WfServices WfServices;

/**
 * WfPracticeReminder:
 *
 * Reminds whoever unlocked, once a day, that sign-offs are to be looked at again or that the
 * day of a goal has come. It names no person, list or goal. Only while the vault is unlocked:
 * the book is sealed to its owner. Main thread.
 */
#define WF_TYPE_PRACTICE_REMINDER (wf_practice_reminder_get_type ())
G_DECLARE_FINAL_TYPE (WfPracticeReminder, wf_practice_reminder, WF, PRACTICE_REMINDER, GObject)

/** wf_practice_reminder_new: @services: (transfer none): not kept alive: they own the reminder.
 *  Returns: (transfer full) */
WfPracticeReminder *wf_practice_reminder_new (WfServices *services);

/** wf_practice_reminder_check: looks whether something is due and says so; reads the book first
 *  when nobody has */
void wf_practice_reminder_check (WfPracticeReminder *self);

G_END_DECLS
