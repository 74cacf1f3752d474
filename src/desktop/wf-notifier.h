/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfNotifier:
 *
 * Shows short reminders outside the window. They stand on a screen anybody may see, so
 * they name no client, language, place or reason. This class itself is the null variant:
 * it keeps what is held and shows nothing.
 *
 * While it is held (a client's card, a projector or a print dialog is open, or Wayfinder
 * is covered) reminders wait; the last one of each key is shown at the end of the turn of the main
 * loop in which nobody holds it any more.
 *
 * Signals, each with the key: "activated": the person clicked the reminder or its first
 * button; "postponed": the person asked for it later (the caller sends it again then).
 * Main thread; never blocks.
 */
#define WF_TYPE_NOTIFIER (wf_notifier_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfNotifier, wf_notifier, WF, NOTIFIER, GObject)

/**
 * WfNotifierClass:
 * @show: puts a reminder on the screen, in place of the one with the same key
 * @take_back: removes it from the screen
 */
struct _WfNotifierClass {
  GObjectClass parent_class;

  void (*show) (WfNotifier *self, const char *key, const char *title, const char *body);
  void (*take_back) (WfNotifier *self, const char *key);
};

/** wf_notifier_new: Returns: (transfer full): the null variant */
WfNotifier *wf_notifier_new (void);

/**
 * wf_notifier_set_enabled:
 * @enabled: %FALSE shows nothing: what is sent meanwhile, or waits, is dropped. It starts
 *   %TRUE
 */
void wf_notifier_set_enabled (WfNotifier *self, gboolean enabled);
gboolean wf_notifier_get_enabled (WfNotifier *self);

/**
 * wf_notifier_send:
 * @key: what the reminder is about, "due": a later one with this key takes its place
 * @title: a few words naming nobody
 * @body: (nullable): one sentence naming nobody
 */
void wf_notifier_send (WfNotifier *self, const char *key, const char *title, const char *body);

/** wf_notifier_withdraw: takes a reminder back, shown or waiting */
void wf_notifier_withdraw (WfNotifier *self, const char *key);

/** wf_notifier_hold: lets reminders wait until as many wf_notifier_release() */
void wf_notifier_hold (WfNotifier *self);
void wf_notifier_release (WfNotifier *self);

/** wf_notifier_activate: for subclasses and tests: emits "activated" */
void wf_notifier_activate (WfNotifier *self, const char *key);

/** wf_notifier_postpone: for subclasses and tests: emits "postponed" */
void wf_notifier_postpone (WfNotifier *self, const char *key);

G_END_DECLS
