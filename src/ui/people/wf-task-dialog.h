/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfTaskDialog:
 *
 * A dialog that says what will happen and what stays, asks what is needed, does one thing
 * and says how it went. While it works it cannot be closed by the person; when the vault
 * locks it goes. Whoever makes one fills it, sets its task and presents it.
 *
 * Signal "completed": the task was done; the dialog then closes itself.
 */
#define WF_TYPE_TASK_DIALOG (wf_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WfTaskDialog, wf_task_dialog, WF, TASK_DIALOG, AdwWindow)

/** WfTaskFunc: starts the work; whatever it calls ends in wf_task_dialog_end() */
typedef void (*WfTaskFunc) (WfTaskDialog *self, gpointer data);

/** WfTaskIsReady: Returns: whether all that the task needs has been filled in */
typedef gboolean (*WfTaskIsReady) (WfTaskDialog *self, gpointer data);

/** wf_task_dialog_new: @parent: (nullable). @title: a few words; no client's name */
WfTaskDialog *wf_task_dialog_new (WfServices *services, GtkWindow *parent, const char *title);

/** wf_task_dialog_get_services: Returns: (transfer none): what it was handed */
WfServices *wf_task_dialog_get_services (WfTaskDialog *self);
/** wf_task_dialog_get_cancellable: Returns: (transfer none): fires when the dialog goes */
GCancellable *wf_task_dialog_get_cancellable (WfTaskDialog *self);

/**
 * wf_task_dialog_set_task:
 * @label: of the one button, with its mnemonic
 * @is_dangerous: whether it cannot be undone
 * @is_ready: (nullable): asked whenever something is typed or chosen
 * @data: handed to both; @destroy frees it with the dialog
 */
void wf_task_dialog_set_task (WfTaskDialog *self,
                              const char *label,
                              gboolean is_dangerous,
                              WfTaskFunc start,
                              WfTaskIsReady is_ready,
                              gpointer data,
                              GDestroyNotify destroy);

/** wf_task_dialog_get_data: Returns: (transfer none): what wf_task_dialog_set_task() was handed */
gpointer wf_task_dialog_get_data (WfTaskDialog *self);

/**
 * wf_task_dialog_set_stoppable:
 *
 * While the task runs it may be stopped: the button that closes is then called Stop, and fires
 * wf_task_dialog_get_stop(). Whatever was called keeps a reference and ends in
 * wf_task_dialog_end_stopped() when it was cancelled.
 */
void wf_task_dialog_set_stoppable (WfTaskDialog *self);
/** wf_task_dialog_get_stop: Returns: (transfer none): of the run that goes on; fires when it is
 * stopped, and when the dialog goes */
GCancellable *wf_task_dialog_get_stop (WfTaskDialog *self);

/** wf_task_dialog_set_told: @message: (nullable): what the window says when it is done */
void wf_task_dialog_set_told (WfTaskDialog *self, const char *message);

/** wf_task_dialog_add_text: a paragraph */
void wf_task_dialog_add_text (WfTaskDialog *self, const char *text);
/** wf_task_dialog_add_point: @heading: "What happens", "What stays"; @text: a paragraph */
void wf_task_dialog_add_point (WfTaskDialog *self, const char *heading, const char *text);
/** wf_task_dialog_add_widget: @widget: (transfer floating) */
void wf_task_dialog_add_widget (WfTaskDialog *self, GtkWidget *widget);
/** wf_task_dialog_add_group: @title: (nullable). Returns: (transfer none): an empty list */
AdwPreferencesGroup *wf_task_dialog_add_group (WfTaskDialog *self, const char *title);

/** wf_task_dialog_add_entry: Returns: (transfer none): a line to type in; input methods are told
 * not to remember it */
AdwEntryRow *
wf_task_dialog_add_entry (WfTaskDialog *self, AdwPreferencesGroup *group, const char *title);
/** wf_task_dialog_add_passphrase: Returns: (transfer none): a line that hides what is typed */
AdwEntryRow *
wf_task_dialog_add_passphrase (WfTaskDialog *self, AdwPreferencesGroup *group, const char *title);
/** wf_task_dialog_add_switch: Returns: (transfer none): off */
GtkSwitch *wf_task_dialog_add_switch (WfTaskDialog *self,
                                      AdwPreferencesGroup *group,
                                      const char *title,
                                      const char *subtitle);
/** wf_task_dialog_add_choice: @words: one line each. Returns: (transfer none): the first chosen */
AdwComboRow *wf_task_dialog_add_choice (WfTaskDialog *self,
                                        AdwPreferencesGroup *group,
                                        const char *title,
                                        const char *const *words);
/** wf_task_dialog_add_check: Returns: (transfer none): a box before @title, off */
GtkCheckButton *wf_task_dialog_add_check (WfTaskDialog *self,
                                          AdwPreferencesGroup *group,
                                          const char *title,
                                          const char *subtitle);

/** wf_task_dialog_add_new_passphrase: two lines and how strong it is; once a dialog */
void wf_task_dialog_add_new_passphrase (WfTaskDialog *self, AdwPreferencesGroup *group);
/** wf_task_dialog_has_new_passphrase: Returns: strong enough, and typed twice the same */
gboolean wf_task_dialog_has_new_passphrase (WfTaskDialog *self);
/** wf_task_dialog_get_new_passphrase: Returns: (transfer none): what was typed */
const char *wf_task_dialog_get_new_passphrase (WfTaskDialog *self);

/**
 * wf_task_dialog_keep_drafts:
 * @owner_id, @kind, @about: as for wf_draft_new_about()
 *
 * What is typed in the entries added so far, but for passphrases, outlives a lock and the end of
 * the program: it stands there again when the dialog is next opened. Whoever closes the dialog, or
 * gets done what it does, needs it no more. Call it once, when the entries say what they say at
 * first.
 */
void wf_task_dialog_keep_drafts (WfTaskDialog *self,
                                 const char *owner_id,
                                 const char *kind,
                                 const char *about);

/** wf_task_dialog_present: shows it, as high as what was added needs */
void wf_task_dialog_present (WfTaskDialog *self);

/** wf_task_dialog_update: asks anew whether the button may be pressed */
void wf_task_dialog_update (WfTaskDialog *self);

/** wf_task_dialog_start: as if the button was pressed; does nothing while it may not be */
void wf_task_dialog_start (WfTaskDialog *self);

/** wf_task_dialog_show_progress: @text: (nullable): "3 of 12", beside the spinner */
void wf_task_dialog_show_progress (WfTaskDialog *self, const char *text);

/** wf_task_dialog_show_error: @error: (nullable): in words, nothing else changes */
void wf_task_dialog_show_error (WfTaskDialog *self, const GError *error);

/** wf_task_dialog_say: what happened, what is safe, what to do; each (nullable) */
void
wf_task_dialog_say (WfTaskDialog *self, const char *happened, const char *safe, const char *todo);

/**
 * wf_task_dialog_end:
 * @self: gone when @error says that the call was cancelled, and then not touched
 * @error: (nullable): %NULL closes the dialog; anything else is said, and one may try again
 */
void wf_task_dialog_end (WfTaskDialog *self, const GError *error);

/** wf_task_dialog_end_stopped: the task was stopped and nothing came of it; says so when the dialog
 * is still there */
void wf_task_dialog_end_stopped (WfTaskDialog *self);

/** wf_task_row_dup_text: @row: an entry. Returns: (transfer full): without blanks around it */
char *wf_task_row_dup_text (gpointer row);

G_END_DECLS
