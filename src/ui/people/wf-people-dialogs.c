/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialogs of People and keys, one function each over WfTaskDialog. What a dialog needs
 * while it is open is its Task; the vault decides what is allowed.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-people-dialogs.h"

#include <glib/gi18n.h>

#include <string.h>

#include "wf-code-dialog.h"
#include "wf-people-words.h"

typedef struct {
  char *staff_id;
  AdwEntryRow *name_row; /* borrowed from the dialog, as all rows */
  AdwEntryRow *label_row;
  AdwEntryRow *reason_row;
  AdwEntryRow *passphrase_row;
  AdwComboRow *role_row;
  GtkSwitch *sure_switch;
  GtkSwitch *lost_switch; /* (nullable): there is something that nobody could open any more */
  gboolean has_counted;   /* whether there is */
  WfRole role;
} Task;

static Task *
task_new (const char *staff_id)
{
  Task *task = g_new0 (Task, 1);

  task->staff_id = g_strdup (staff_id);
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->staff_id);
  g_free (task);
}

static gboolean
is_blank (gpointer row)
{
  g_autofree char *text = wf_task_row_dup_text (row);

  return *text == '\0';
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static WfTaskDialog *
show (WfTaskDialog *dialog)
{
  wf_task_dialog_present (dialog);
  return dialog;
}

static void
on_people_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_vault_people_finish (WF_VAULT (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static WfMember *
find_member (WfServices *services, const char *staff_id)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);

  for (guint i = 0; i < members->len; i++)
    {
      if (g_str_equal (((WfMember *) members->pdata[i])->id, staff_id))
        return wf_member_ref (members->pdata[i]);
    }
  return NULL;
}

static void
on_add_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = wf_vault_add_member_finish (WF_VAULT (source), result, &error);

  wf_task_dialog_end (user_data, error);
}

static void
start_add (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;
  g_autofree char *name = wf_task_row_dup_text (task->name_row);
  g_autofree char *label = wf_task_row_dup_text (task->label_row);

  wf_vault_add_member_async (wf_task_dialog_get_services (dialog)->vault, name,
                             (WfRole) adw_combo_row_get_selected (task->role_row), label,
                             wf_task_dialog_get_new_passphrase (dialog),
                             wf_task_dialog_get_cancellable (dialog), on_add_ready, dialog);
}

static gboolean
can_add (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  return !is_blank (task->name_row) && !is_blank (task->label_row) &&
         wf_task_dialog_has_new_passphrase (dialog);
}

static void
on_role_row_selected (AdwComboRow *row)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               wf_role_get_meaning ((WfRole) adw_combo_row_get_selected (row)));
}

static AdwComboRow *
add_role_row (WfTaskDialog *dialog, AdwPreferencesGroup *group, WfRole role)
{
  g_auto (GStrv) words = wf_role_get_all_words ();
  AdwComboRow *row =
      wf_task_dialog_add_choice (dialog, group, _ ("Role"), (const char *const *) words);

  adw_preferences_group_set_description (
      group, _ ("A role says what Wayfinder lets a person do. Everybody who can unlock opens the "
                "clients that are not kept to named colleagues."));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_role_row_selected), NULL);
  adw_combo_row_set_selected (row, role);
  on_role_row_selected (row);
  return row;
}

WfTaskDialog *
wf_people_ask_add (WfServices *services, GtkWindow *parent)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Add a Colleague"));
  Task *task = task_new (NULL);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);

  task->name_row = wf_task_dialog_add_entry (dialog, group, _ ("Name, as colleagues see it"));
  task->role_row = add_role_row (dialog, group, WF_ROLE_NAVIGATOR);

  group = wf_task_dialog_add_group (dialog, _ ("How they unlock"));
  adw_preferences_group_set_description (
      group, _ ("The name for unlocking is not sealed: anybody at this computer can read it. "
                "First name or initials are enough."));
  task->label_row = wf_task_dialog_add_entry (dialog, group, _ ("Name for unlocking"));
  wf_task_dialog_add_new_passphrase (dialog, group);
  wf_task_dialog_add_text (
      dialog, _ ("You both know this first passphrase. Ask them to change it the first time they "
                 "unlock: People and keys, Change my passphrase."));
  wf_task_dialog_set_told (dialog, _ ("Added."));
  wf_task_dialog_set_task (dialog, _ ("_Add"), FALSE, start_add, can_add, task, task_free);
  return show (dialog);
}

static void
start_change_role (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  wf_vault_set_role_async (wf_task_dialog_get_services (dialog)->vault, task->staff_id,
                           (WfRole) adw_combo_row_get_selected (task->role_row),
                           wf_task_dialog_get_cancellable (dialog), on_people_ready, dialog);
}

static gboolean
can_change_role (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  return (WfRole) adw_combo_row_get_selected (task->role_row) != task->role;
}

WfTaskDialog *
wf_people_ask_change_role (WfServices *services, GtkWindow *parent, const char *staff_id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Change the Role"));
  g_autoptr (WfMember) member = find_member (services, staff_id);
  Task *task = task_new (staff_id);
  AdwPreferencesGroup *group;

  g_return_val_if_fail (member != NULL, NULL);

  group = wf_task_dialog_add_group (dialog, member->name);
  task->role = member->role;
  task->role_row = add_role_row (dialog, group, member->role);
  wf_task_dialog_add_point (
      dialog, _ ("What stays"),
      _ ("The passphrase and everything they wrote. The new role holds from now on. An agency "
         "always keeps one coordinator."));
  wf_task_dialog_set_told (dialog, _ ("The role is changed."));
  wf_task_dialog_set_task (dialog, _ ("_Change"), FALSE, start_change_role, can_change_role, task,
                           task_free);
  return show (dialog);
}

static void
on_sole_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfTaskDialog *dialog = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  Task *task;

  wf_vault_count_sole_finish (WF_VAULT (source), result, &n, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the dialog is gone */
  if (error != NULL)
    {
      wf_task_dialog_show_error (dialog, error);
      wf_task_dialog_present (dialog);
      return;
    }

  task = wf_task_dialog_get_data (dialog);
  task->has_counted = TRUE;
  if (n > 0)
    {
      g_autofree char *heading =
          /* Translators: to a coordinator who is about to close a colleague's access */
          g_strdup_printf (
              ngettext ("%u client is open to them alone", "%u clients are open to them alone", n),
              n);

      wf_task_dialog_add_point (
          dialog, heading,
          _ ("After this nobody can open what is recorded there, with any key. A colleague who can "
             "still unlock hands these clients over first, on the client’s page."));
      task->lost_switch =
          wf_task_dialog_add_switch (dialog, wf_task_dialog_add_group (dialog, NULL),
                                     _ ("What is recorded there may be lost"), NULL);
    }
  wf_task_dialog_update (dialog);
  wf_task_dialog_present (dialog);
}

/* Nobody is closed out of a client's record unasked: the dialog stands when that is counted. */
static WfTaskDialog *
show_counted (WfTaskDialog *dialog, const char *staff_id)
{
  wf_vault_count_sole_async (wf_task_dialog_get_services (dialog)->vault, staff_id,
                             wf_task_dialog_get_cancellable (dialog), on_sole_counted, dialog);
  return dialog;
}

static gboolean
may_close_out (const Task *task)
{
  return task->has_counted &&
         (task->lost_switch == NULL || gtk_switch_get_active (task->lost_switch));
}

static void
start_remove (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;
  g_autofree char *reason = wf_task_row_dup_text (task->reason_row);

  wf_vault_remove_member_async (wf_task_dialog_get_services (dialog)->vault, task->staff_id, reason,
                                wf_task_dialog_get_cancellable (dialog), on_people_ready, dialog);
}

static gboolean
is_sure (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  return gtk_switch_get_active (task->sure_switch) &&
         (task->reason_row == NULL || !is_blank (task->reason_row));
}

static gboolean
can_remove (WfTaskDialog *dialog, gpointer data)
{
  return is_sure (dialog, data) && may_close_out (data);
}

WfTaskDialog *
wf_people_ask_remove (WfServices *services, GtkWindow *parent, const char *staff_id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Remove a Colleague"));
  g_autoptr (WfMember) member = find_member (services, staff_id);
  Task *task = task_new (staff_id);
  AdwPreferencesGroup *group;

  g_return_val_if_fail (member != NULL, NULL);

  wf_task_dialog_add_point (
      dialog, _ ("What happens"),
      _ ("Their passphrase opens nothing any more. The agency gets a new key, so that what is "
         "written from now on is closed to them."));
  wf_task_dialog_add_point (
      dialog, _ ("What this cannot do"),
      _ ("What they could read until today they may have copied. Old backups and copies still "
         "open with their old passphrase: destroy those you no longer need."));
  wf_task_dialog_add_point (
      dialog, _ ("What stays"),
      _ ("Everything they wrote about clients, with their name. Their private notes stay sealed "
         "and nobody can open them."));
  group = wf_task_dialog_add_group (dialog, member->name);
  task->reason_row = wf_task_dialog_add_entry (dialog, group, _ ("Reason, sealed with the rest"));
  task->sure_switch =
      wf_task_dialog_add_switch (dialog, group, _ ("I have read what happens"), NULL);
  wf_task_dialog_set_told (dialog, _ ("Removed. The agency has a new key."));
  wf_task_dialog_set_task (dialog, _ ("_Remove"), TRUE, start_remove, can_remove, task, task_free);
  return show_counted (dialog, staff_id);
}

static void
start_recover (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  wf_vault_recover_member_async (wf_task_dialog_get_services (dialog)->vault, task->staff_id,
                                 wf_task_dialog_get_new_passphrase (dialog),
                                 wf_task_dialog_get_cancellable (dialog), on_people_ready, dialog);
}

static gboolean
can_recover (WfTaskDialog *dialog, gpointer data)
{
  return is_sure (dialog, data) && may_close_out (data) &&
         wf_task_dialog_has_new_passphrase (dialog);
}

WfTaskDialog *
wf_people_ask_recover (WfServices *services, GtkWindow *parent, const char *staff_id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("A Forgotten Passphrase"));
  g_autoptr (WfMember) member = find_member (services, staff_id);
  Task *task = task_new (staff_id);
  AdwPreferencesGroup *group;

  g_return_val_if_fail (member != NULL, NULL);

  wf_task_dialog_add_point (dialog, _ ("What happens"),
                            _ ("They unlock with the new passphrase. The old one opens nothing "
                               "any more. Ask them to change the new one soon."));
  wf_task_dialog_add_point (
      dialog, _ ("What stays closed for ever"),
      _ ("Their private notes, and clients that only they may open. Nobody can bring those back, "
         "with any key."));
  group = wf_task_dialog_add_group (dialog, member->name);
  wf_task_dialog_add_new_passphrase (dialog, group);
  task->sure_switch = wf_task_dialog_add_switch (dialog, wf_task_dialog_add_group (dialog, NULL),
                                                 _ ("They know what stays closed"), NULL);
  wf_task_dialog_set_told (dialog, _ ("The new passphrase is set."));
  wf_task_dialog_set_task (dialog, _ ("_Set"), TRUE, start_recover, can_recover, task, task_free);
  return show_counted (dialog, staff_id);
}

static void
start_rotate (WfTaskDialog *dialog, gpointer data)
{
  wf_vault_rotate_async (wf_task_dialog_get_services (dialog)->vault,
                         wf_task_dialog_get_cancellable (dialog), on_people_ready, dialog);
}

WfTaskDialog *
wf_people_ask_rotate (WfServices *services, GtkWindow *parent)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("A New Agency Key"));
  Task *task = task_new (NULL);

  wf_task_dialog_add_point (
      dialog, _ ("What happens"),
      _ ("The agency gets a new key and every client’s key is wrapped anew. Whoever has the lost "
         "computer or disk cannot read what is written from now on."));
  wf_task_dialog_add_point (
      dialog, _ ("What this cannot do"),
      _ ("The lost copy keeps what it held. It is sealed: only somebody who knows a passphrase or "
         "the printed code can open it. Change the passphrase of whoever used that computer too."));
  wf_task_dialog_add_point (dialog, _ ("What stays"),
                            _ ("All clients, all passphrases and the printed code."));
  task->sure_switch = wf_task_dialog_add_switch (dialog, wf_task_dialog_add_group (dialog, NULL),
                                                 _ ("I have read what happens"), NULL);
  wf_task_dialog_set_told (dialog, _ ("The agency has a new key."));
  wf_task_dialog_set_task (dialog, _ ("_Make a New Key"), TRUE, start_rotate, is_sure, task,
                           task_free);
  return show (dialog);
}

/* What the keyring of this computer may hold for somebody does not open any more. */
static void
on_change_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfTaskDialog *dialog = user_data;
  g_autoptr (GError) error = NULL;

  if (wf_vault_people_finish (WF_VAULT (source), result, &error))
    wf_keyring_clear_async (wf_task_dialog_get_services (dialog)->keyring,
                            wf_vault_get_staff_id (WF_VAULT (source)), NULL, NULL, NULL);
  wf_task_dialog_end (dialog, error);
}

static void
start_change_my_passphrase (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  wf_vault_change_passphrase_async (
      wf_task_dialog_get_services (dialog)->vault, get_text (task->passphrase_row),
      wf_task_dialog_get_new_passphrase (dialog), wf_task_dialog_get_cancellable (dialog),
      on_change_ready, dialog);
}

static gboolean
can_change_my_passphrase (WfTaskDialog *dialog, gpointer data)
{
  return *get_text (((Task *) data)->passphrase_row) != '\0' &&
         wf_task_dialog_has_new_passphrase (dialog);
}

WfTaskDialog *
wf_people_ask_change_my_passphrase (WfServices *services, GtkWindow *parent)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Change My Passphrase"));
  Task *task = task_new (NULL);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);

  task->passphrase_row = wf_task_dialog_add_passphrase (dialog, group, _ ("Passphrase until now"));
  wf_task_dialog_add_new_passphrase (dialog, group);
  wf_task_dialog_add_text (
      dialog, _ ("Backups made before today still open with the passphrase until now."));
  wf_task_dialog_set_told (dialog, _ ("Your passphrase is changed."));
  wf_task_dialog_set_task (dialog, _ ("_Change"), FALSE, start_change_my_passphrase,
                           can_change_my_passphrase, task, task_free);
  return show (dialog);
}

static void
start_test_code (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  wf_vault_verify_passphrase_async (
      wf_task_dialog_get_services (dialog)->vault, task->staff_id, get_text (task->passphrase_row),
      wf_task_dialog_get_cancellable (dialog), on_people_ready, dialog);
}

static gboolean
can_test_code (WfTaskDialog *dialog, gpointer data)
{
  return !is_blank (((Task *) data)->passphrase_row);
}

WfTaskDialog *
wf_people_ask_test_code (WfServices *services, GtkWindow *parent)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Test the Printed Code"));
  g_autofree char *organisation = wf_people_find_organisation (services->vault);
  Task *task = task_new (organisation);
  AdwPreferencesGroup *group;

  g_return_val_if_fail (organisation != NULL, NULL);

  wf_task_dialog_add_text (
      dialog, _ ("Type the code from the paper. Nothing is opened and nothing is changed. Put the "
                 "paper back into its envelope afterwards."));
  group = wf_task_dialog_add_group (dialog, NULL);
  task->passphrase_row = wf_task_dialog_add_entry (dialog, group, _ ("The organisation’s code"));
  wf_task_dialog_set_told (dialog, _ ("The printed code works."));
  wf_task_dialog_set_task (dialog, _ ("_Test"), FALSE, start_test_code, can_test_code, task,
                           task_free);
  return show (dialog);
}

static void
on_renew_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *code = wf_vault_renew_code_finish (WF_VAULT (source), result, &error);
  WfTaskDialog *dialog = user_data;

  if (code != NULL)
    {
      wf_code_dialog_show (wf_task_dialog_get_services (dialog),
                           gtk_window_get_transient_for (GTK_WINDOW (dialog)), code);
      explicit_bzero (code, strlen (code));
      g_free (code);
    }
  wf_task_dialog_end (dialog, error);
}

static void
start_renew_code (WfTaskDialog *dialog, gpointer data)
{
  wf_vault_renew_code_async (wf_task_dialog_get_services (dialog)->vault,
                             wf_task_dialog_get_cancellable (dialog), on_renew_ready, dialog);
}

WfTaskDialog *
wf_people_ask_renew_code (WfServices *services, GtkWindow *parent)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("A New Printed Code"));
  Task *task = task_new (NULL);

  wf_task_dialog_add_point (dialog, _ ("What happens"),
                            _ ("The old paper opens nothing here any more: destroy it. Backups "
                               "made before today still open with it."));
  wf_task_dialog_add_point (dialog, _ ("What stays"), _ ("All clients and all passphrases."));
  task->sure_switch = wf_task_dialog_add_switch (dialog, wf_task_dialog_add_group (dialog, NULL),
                                                 _ ("I can print it or write it down now"),
                                                 _ ("The new code is shown once."));
  wf_task_dialog_set_task (dialog, _ ("_Make a New Code"), TRUE, start_renew_code, is_sure, task,
                           task_free);
  return show (dialog);
}
