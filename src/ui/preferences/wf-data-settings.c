/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: what is kept. The list of backups is read in a thread; backup, check and
 * export are the vault's.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-data-settings.h"

#include <glib/gi18n.h>

#include "wf-config.h"
#include "wf-error-text.h"
#include "wf-file-ask.h"
#include "wf-people-words.h"
#include "wf-rows.h"
#include "wf-task-dialog.h"
#include "wf-vault-care.h"

struct _WfDataSettings {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *backup_group;
  AdwActionRow *check_row;
  AdwActionRow *backup_row;

  WfServices *services;
  GCancellable *cancellable;
  GPtrArray *backups; /* (element-type WfBackup) (nullable) */
  GPtrArray *rows;    /* (element-type GtkWidget), borrowed */
};

enum {
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfDataSettings, wf_data_settings, ADW_TYPE_PREFERENCES_PAGE)

static void
tell (WfDataSettings *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

static void
tell_error (WfDataSettings *self, const GError *error)
{
  g_autofree char *text = wf_error_to_user_text (error);

  tell (self, text);
}

static AdwActionRow *
add_button_row (WfDataSettings *self,
                AdwPreferencesGroup *group,
                const char *title,
                const char *subtitle,
                const char *label,
                GCallback callback)
{
  AdwActionRow *row = wf_rows_add (group, NULL, title, subtitle);
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return row;
}

static void
list_backups_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wf_vault_list_backups (data), (GDestroyNotify) g_ptr_array_unref);
}

static void
show_backups (WfDataSettings *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->backup_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->backups->len; i++)
    {
      const WfBackup *backup = self->backups->pdata[i];
      const WfFormat *format = self->services->format;
      g_autofree char *day = wf_format_date (format, backup->made_us, WF_DATE_WORDS);
      g_autofree char *time = wf_format_time (format, backup->made_us, WF_TIME_CLOCK);
      /* Translators: a day in words and a time of day */
      g_autofree char *when = g_strdup_printf (_ ("%s, %s"), day, time);

      g_ptr_array_add (self->rows, wf_rows_add (self->backup_group, NULL, when, backup->path));
    }
}

static void
on_backups_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *backups = g_task_propagate_pointer (G_TASK (result), &error);
  WfDataSettings *self = user_data;

  if (backups == NULL)
    return;
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = backups;
  show_backups (self);
}

static void
read_backups (WfDataSettings *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_backups_ready, self);

  g_task_set_task_data (task, g_strdup (self->services->data_dir), g_free);
  g_task_run_in_thread (task, list_backups_in_worker);
}

static void
on_backup_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = wf_vault_backup_finish (WF_VAULT (source), result, &error);
  WfDataSettings *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->backup_row), TRUE);
  if (path == NULL)
    {
      tell_error (self, error);
      return;
    }
  tell (self, _ ("The backup is made."));
  read_backups (self);
}

static void
on_backup_clicked (WfDataSettings *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->backup_row), FALSE);
  wf_vault_backup_async (self->services->vault, self->cancellable, on_backup_ready, self);
}

static void
on_check_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfVaultReport) report = wf_vault_check_finish (WF_VAULT (source), result, &error);
  WfDataSettings *self = user_data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_row), TRUE);
  if (report == NULL)
    {
      tell_error (self, error);
      return;
    }
  number = wf_format_integer (self->services->format, report->problems->len > 0
                                                          ? (gint64) report->problems->len
                                                          : (gint64) report->n_events);
  if (report->problems->len == 0)
    text = g_strdup_printf (ngettext ("%s entry read, and it is whole.",
                                      "%s entries read, and all are whole.",
                                      (gulong) report->n_events),
                            number);
  else
    text = g_strdup_printf (
        ngettext ("%s entry is not whole. Nothing was deleted: keep the backups and ask for help.",
                  "%s entries are not whole. Nothing was deleted: keep the backups and ask for "
                  "help.",
                  report->problems->len),
        number);
  adw_action_row_set_subtitle (self->check_row, text);
  tell (self, text);
}

static void
on_check_clicked (WfDataSettings *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_row), FALSE);
  adw_action_row_set_subtitle (self->check_row, _ ("Reading everything…"));
  wf_vault_check_async (self->services->vault, self->cancellable, on_check_ready, self);
}

char *
wf_data_settings_dup_for_it (WfServices *services, GPtrArray *backups)
{
  GString *text = g_string_new (NULL);
  const GPtrArray *infos = wf_pack_library_get_infos (services->packs);
  const GPtrArray *problems = wf_pack_library_get_problems (services->packs);

  g_string_append_printf (text, "Wayfinder %s\n", WF_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version ());
  g_string_append_printf (text, "data: %s\nvault: %s\n", services->data_dir,
                          wf_vault_get_path (services->vault));
  for (guint i = 0; backups != NULL && i < backups->len; i++)
    g_string_append_printf (text, "backup: %s\n", ((const WfBackup *) backups->pdata[i])->path);
  for (guint i = 0; i < infos->len; i++)
    {
      const WfPackInfo *info = infos->pdata[i];

      g_string_append_printf (text, "pack: %s %u%s\n", info->id, info->version,
                              info->provisional ? " (provisional)" : "");
    }
  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = problems->pdata[i];

      g_string_append_printf (text, "problem: %s:%u: %s\n", problem->file, problem->line,
                              problem->message);
    }
  return g_string_free (text, FALSE);
}

static void
on_copy_clicked (WfDataSettings *self)
{
  g_autofree char *text = wf_data_settings_dup_for_it (self->services, self->backups);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  tell (self, _ ("Copied. No client and no colleague stands in it."));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_vault_export_all_finish (WF_VAULT (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_export (WfTaskDialog *dialog, gpointer data)
{
  wf_vault_export_all_async (wf_task_dialog_get_services (dialog)->vault, data,
                             wf_task_dialog_get_cancellable (dialog), on_exported, dialog);
}

GtkWindow *
wf_data_settings_export (WfServices *services, GtkWindow *parent, const char *path)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Everything, Sealed"));

  g_return_val_if_fail (path != NULL, NULL);

  wf_task_dialog_add_point (dialog, _ ("What happens"),
                            _ ("A whole sealed copy of this agency is written. It opens with "
                               "today’s passphrases and today’s printed code, also after "
                               "those are changed here."));
  wf_task_dialog_add_point (
      dialog, _ ("Take care"),
      _ ("Whoever has the copy and a passphrase has every client. Clients forgotten here later "
         "stay in the copy: destroy it when it is no longer needed. That it was made is written "
         "down, with your name."));
  wf_task_dialog_add_point (dialog, _ ("Where"), path);
  wf_task_dialog_set_task (dialog, _ ("_Write the Copy"), TRUE, start_export, NULL, g_strdup (path),
                           g_free);
  wf_task_dialog_present (dialog);
  return GTK_WINDOW (dialog);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfDataSettings *self = owner;

  if (file != NULL)
    wf_data_settings_export (self->services, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             g_file_peek_path (file));
}

static void
on_export_clicked (WfDataSettings *self)
{
  wf_file_ask (self->services, self, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Write a sealed copy of everything"),
                                  .name = "sealed.wayfinder" },
               on_file_chosen);
}

static void
build (WfDataSettings *self)
{
  WfServices *services = self->services;
  AdwPreferencesGroup *group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("What is kept"), NULL);
  AdwActionRow *row;

  row = wf_rows_add (group, NULL, _ ("Folder"), services->data_dir);
  adw_action_row_set_subtitle_lines (row, 0);
  wf_rows_add (
      group, NULL, _ ("Keys"),
      _ ("Everything about clients and staff is sealed in one file. The key is on no disk: "
         "each passphrase and the printed code unwrap it. Nothing leaves this computer."));
  self->check_row = add_button_row (self, group, _ ("Is everything whole?"),
                                    _ ("Reads every entry that you may open. Deletes nothing."),
                                    _ ("_Check"), G_CALLBACK (on_check_clicked));
  add_button_row (self, group, _ ("For whoever looks after the computers"),
                  _ ("Versions, folders and problems, without any client."), _ ("C_opy"),
                  G_CALLBACK (on_copy_clicked));

  group = self->backup_group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Backups"),
      _ ("Sealed like the original. They lie on this computer: carry one to a safe "
         "place now and then."));
  self->backup_row =
      add_button_row (self, group, _ ("Make a backup now"), _ ("The newest seven are kept."),
                      _ ("_Make"), G_CALLBACK (on_backup_clicked));
  group = wf_rows_add_group (ADW_PREFERENCES_PAGE (self), NULL, NULL);
  wf_rows_add (
      group, NULL, _ ("To bring a backup back"),
      _ ("Close Wayfinder. In a terminal: wayfinderctl vault restore FOLDER --from BACKUP. "
         "What was there is kept beside it. The passphrases of that day open it."));
  row = add_button_row (self, group, _ ("A sealed copy of everything"),
                        _ ("For another computer, or for safe keeping. Coordinators only."),
                        _ ("_Export…"), G_CALLBACK (on_export_clicked));
  gtk_widget_set_visible (GTK_WIDGET (row), wf_people_is_coordinator (services->vault));
}

static void
wf_data_settings_dispose (GObject *object)
{
  g_cancellable_cancel (WF_DATA_SETTINGS (object)->cancellable);
  G_OBJECT_CLASS (wf_data_settings_parent_class)->dispose (object);
}

static void
wf_data_settings_finalize (GObject *object)
{
  WfDataSettings *self = WF_DATA_SETTINGS (object);

  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_data_settings_parent_class)->finalize (object);
}

static void
wf_data_settings_class_init (WfDataSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_data_settings_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_data_settings_finalize;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_data_settings_init (WfDataSettings *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

WfDataSettings *
wf_data_settings_new (WfServices *services)
{
  WfDataSettings *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_DATA_SETTINGS, "name", "data", "title", _ ("Data"), "icon-name",
                       "drive-harddisk-symbolic", NULL);
  self->services = wf_services_ref (services);
  build (self);
  read_backups (self);
  return self;
}
