/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-keyring.h"
#include "wf-notifier.h"
#include "wf-speech.h"

G_BEGIN_DECLS

/** The file under the data folder; plain text, never about a person. */
#define WF_COMPUTER_SETTINGS_FILE "computer.ini"

/** How much slower or faster than usual a voice may be asked to speak, in steps of 1. */
#define WF_COMPUTER_SETTINGS_RATE_MAX 50

/** How often the catalogue is renewed from the web: hours when nobody chose, and at most. */
#define WF_COMPUTER_SETTINGS_HOURS     24
#define WF_COMPUTER_SETTINGS_HOURS_MAX (31 * 24)

/**
 * WfComputerSettings:
 *
 * What of this computer Wayfinder may use: its voice, its keyring, its notifications. Kept
 * in a small key file beside the agency's files and not in GSettings, which holds window and
 * display settings only, and not in the vault, because it is needed before anybody unlocks
 * (docs/decisions/0002). The services it was made with follow each change at once.
 *
 * Properties, all of which notify: "read-aloud" (%TRUE), "voice-rate" (0), "keyring"
 * (%FALSE), "notifications" (%TRUE), "autostart" (%FALSE), "renew-catalogue" (%TRUE), "renew-hours"
 * (24), "renew-metered" (%FALSE). A change is written by a thread of its own, whole or not at all;
 * "not-saved" (#GError) says that it could not be: it holds until the program ends.
 *
 * Main thread; never blocks, but its dispose waits for what is being written.
 */
#define WF_TYPE_COMPUTER_SETTINGS (wf_computer_settings_get_type ())
G_DECLARE_FINAL_TYPE (WfComputerSettings, wf_computer_settings, WF, COMPUTER_SETTINGS, GObject)

/**
 * wf_computer_settings_new:
 * @data_dir: where the file is; nothing is read yet and every setting is as first delivered
 * @speech: (transfer none): follows "read-aloud" and "voice-rate"
 * @keyring: (transfer none): follows "keyring"
 * @notifier: (transfer none): follows "notifications"
 *
 * Returns: (transfer full): the settings
 */
WfComputerSettings *wf_computer_settings_new (const char *data_dir,
                                              WfSpeech *speech,
                                              WfKeyring *keyring,
                                              WfNotifier *notifier);

/**
 * wf_computer_settings_load_async:
 *
 * Reads the file. What it does not say, or says in a way nobody understands, stays as first
 * delivered; a file that cannot be read is left alone.
 */
void wf_computer_settings_load_async (WfComputerSettings *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_computer_settings_load_finish: Returns: %FALSE with %G_IO_ERROR_CANCELLED, or with
 * #GFileError or #GKeyFileError when the file is there and cannot be read */
gboolean
wf_computer_settings_load_finish (WfComputerSettings *self, GAsyncResult *result, GError **error);

/** wf_computer_settings_set_read_aloud: @read_aloud: whether texts for clients may be spoken */
void wf_computer_settings_set_read_aloud (WfComputerSettings *self, gboolean read_aloud);
gboolean wf_computer_settings_get_read_aloud (WfComputerSettings *self);

/** wf_computer_settings_set_voice_rate: @voice_rate: −50 slow to 50 fast, 0 as the desktop has it;
 * beyond is brought back into that range */
void wf_computer_settings_set_voice_rate (WfComputerSettings *self, int voice_rate);
int wf_computer_settings_get_voice_rate (WfComputerSettings *self);

/** wf_computer_settings_set_keyring: @keyring: whether a passphrase may be kept in the desktop's
 * keyring; %FALSE takes nothing out by itself */
void wf_computer_settings_set_keyring (WfComputerSettings *self, gboolean keyring);
gboolean wf_computer_settings_get_keyring (WfComputerSettings *self);

/** wf_computer_settings_set_notifications: @notifications: whether reminders, which name nobody,
 * may be shown outside the window */
void wf_computer_settings_set_notifications (WfComputerSettings *self, gboolean notifications);
gboolean wf_computer_settings_get_notifications (WfComputerSettings *self);

/** wf_computer_settings_set_renew: @renew: whether the catalogue is renewed from the web by itself
 */
void wf_computer_settings_set_renew (WfComputerSettings *self, gboolean renew);
gboolean wf_computer_settings_get_renew (WfComputerSettings *self);

/** wf_computer_settings_set_renew_hours: @renew_hours: between two turns, 1 to 744; beyond is
 * brought back into that range */
void wf_computer_settings_set_renew_hours (WfComputerSettings *self, int renew_hours);
int wf_computer_settings_get_renew_hours (WfComputerSettings *self);

/** wf_computer_settings_set_renew_metered: @renew_metered: also where the connection is paid by
 * what goes through it */
void wf_computer_settings_set_renew_metered (WfComputerSettings *self, gboolean renew_metered);
gboolean wf_computer_settings_get_renew_metered (WfComputerSettings *self);

/** wf_computer_settings_set_autostart: @autostart: whether the desktop is to start the program in
 * the background, locked; who listens to "autostart" tells the desktop */
void wf_computer_settings_set_autostart (WfComputerSettings *self, gboolean autostart);
gboolean wf_computer_settings_get_autostart (WfComputerSettings *self);

G_END_DECLS
