/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-notifier.h"

G_BEGIN_DECLS

/**
 * WfNotifierDesktop:
 *
 * Reminders through the desktop's notification daemon (libnotify), talked to from a
 * thread of its own. Without a daemon nothing is shown and nothing fails. libnotify keeps
 * one state a process: make one. What is still shown is taken back when it is freed.
 */
#define WF_TYPE_NOTIFIER_DESKTOP (wf_notifier_desktop_get_type ())
G_DECLARE_FINAL_TYPE (WfNotifierDesktop, wf_notifier_desktop, WF, NOTIFIER_DESKTOP, WfNotifier)

/**
 * wf_notifier_desktop_new:
 * @app_name: shown by the desktop as the sender
 * @desktop_entry: the application id
 * @open_label: what a click on the reminder does, "Open"
 * @later_label: the button that puts it off, "Later"
 *
 * Returns at once: whether there is a daemon, and whether it shows buttons, is found out
 * with the first reminder.
 *
 * Returns: (transfer full): a notifier
 */
WfNotifier *wf_notifier_desktop_new (const char *app_name,
                                     const char *desktop_entry,
                                     const char *open_label,
                                     const char *later_label);

G_END_DECLS
