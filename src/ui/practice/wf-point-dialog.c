/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One point of a checklist. What is saved is the whole entry; a file goes sealed into the
 * vault with it and nowhere else.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-point-dialog.h"

#include <glib/gi18n.h>

#include "wf-file-ask.h"
#include "wf-practice-file.h"

typedef struct {
  WfChecklist *checklist;
  char *point_id;
  GtkCheckButton *tick;
  AdwEntryRow *text_row;
  AdwEntryRow *link_row;
  AdwActionRow *file_row;
  AdwEntryRow *reason_row;
  AdwEntryRow *outside_row;
  char *file;      /* (nullable): id of the file that is kept or chosen */
  char *file_name; /* (nullable) */
  GBytes *chosen;  /* (nullable): bytes that are not kept yet */
} Point;

static void
point_free (gpointer data)
{
  Point *self = data;

  wf_checklist_unref (self->checklist);
  g_free (self->point_id);
  g_free (self->file);
  g_free (self->file_name);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_free (self);
}

static Point *
point_of (WfTaskDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "point");
}

static void
show_file (Point *self)
{
  g_autofree char *safe =
      g_markup_escape_text (self->file_name != NULL ? self->file_name : _ ("No file"), -1);

  adw_action_row_set_subtitle (self->file_row, safe);
}

static void
on_file_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  Point *self;

  /* The bytes may have come just before the dialog went: then there is nothing to put them in. */
  if (g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    return;
  if (bytes != NULL && g_bytes_get_size (bytes) > WF_PRACTICE_FILE_MAX)
    g_set_error_literal (&error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_FILE, "too large");
  if (error != NULL)
    {
      wf_task_dialog_show_error (dialog, error);
      return;
    }
  self = point_of (dialog);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_free (self->file);
  g_free (self->file_name);
  self->chosen = g_steal_pointer (&bytes);
  self->file = wf_practice_file_get_id (self->chosen);
  self->file_name = g_file_get_basename (G_FILE (source));
  wf_task_dialog_show_error (dialog, NULL);
  show_file (self);
}

void
wf_point_dialog_attach (WfTaskDialog *dialog, GFile *file)
{
  g_file_load_bytes_async (file, wf_task_dialog_get_cancellable (dialog), on_file_ready,
                           g_object_ref (dialog));
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  if (file != NULL)
    wf_point_dialog_attach (owner, file);
}

static void
on_attach_clicked (WfTaskDialog *dialog)
{
  wf_file_ask (
      wf_task_dialog_get_services (dialog), dialog, GTK_WINDOW (dialog),
      &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_OPEN, .title = _ ("Attach a File") },
      on_file_chosen);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static char *
dup_or_null (AdwEntryRow *row)
{
  char *text = wf_task_row_dup_text (row);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Point *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  const WfChecklistPoint *point = wf_checklist_lookup (self->checklist, self->point_id);
  const WfPackInfo *info = wf_checklist_get_info (self->checklist);
  g_autofree char *text = dup_or_null (self->text_row);
  g_autofree char *link = dup_or_null (self->link_row);
  g_autofree char *reason = dup_or_null (self->reason_row);
  g_autofree char *outside = dup_or_null (self->outside_row);
  WfEvidence evidence = { text, link, self->file, self->file_name };
  g_autofree char *digest = wf_sign_digest (wf_practice_repo_get_staff_id (services->practice),
                                            info->id, info->version, self->point_id, &evidence);
  g_autofree char *code = outside != NULL ? wf_sign_code (digest) : NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  if (self->chosen != NULL)
    wf_practice_file_add_records (self->chosen, records);
  g_ptr_array_add (records, wf_checklist_record_entered (self->checklist, point,
                                                         gtk_check_button_get_active (self->tick),
                                                         reason, &evidence, outside, code));
  wf_practice_repo_keep_async (services->practice, records, wf_task_dialog_get_cancellable (dialog),
                               on_kept, g_object_ref (dialog));
}

static void
fill (WfTaskDialog *dialog, Point *self, const WfPointEntry *entry)
{
  if (entry == NULL)
    return;
  gtk_check_button_set_active (self->tick, entry->is_ticked);
  if (entry->evidence->text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->text_row), entry->evidence->text);
  if (entry->evidence->link != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->link_row), entry->evidence->link);
  if (entry->not_applicable != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->reason_row), entry->not_applicable);
  if (entry->outside_name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->outside_row), entry->outside_name);
  self->file = g_strdup (entry->evidence->file);
  self->file_name = g_strdup (entry->evidence->file_name);
}

static void
add_outside (WfTaskDialog *dialog, Point *self, const WfPointEntry *entry)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("When nobody here can sign"));

  adw_preferences_group_set_description (
      group, _ ("Somebody outside may sign on paper. It stays shown as self-declared, since their "
                "key is not here."));
  self->outside_row = wf_task_dialog_add_entry (dialog, group, _ ("Who signed on paper"));
  if (entry != NULL && !wf_evidence_is_empty (entry->evidence))
    {
      const char *staff =
          wf_practice_repo_get_staff_id (wf_task_dialog_get_services (dialog)->practice);
      g_autofree char *digest = wf_sign_digest (staff, wf_checklist_get_info (self->checklist)->id,
                                                entry->version, self->point_id, entry->evidence);
      g_autofree char *code = wf_sign_code (digest);
      GtkWidget *row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Code for the paper"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), code);
      adw_preferences_group_add (group, row);
    }
}

static void
add_evidence (WfTaskDialog *dialog, Point *self, const char *hint)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What shows it"));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Attach…"));
  g_autofree char *safe = g_markup_escape_text (hint, -1);

  adw_preferences_group_set_description (group, safe);
  self->tick = wf_task_dialog_add_check (dialog, group, _ ("I did this"), NULL);
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("In words"));
  self->link_row = wf_task_dialog_add_entry (dialog, group, _ ("A link"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("A file"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_attach_clicked), dialog,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  self->file_row = ADW_ACTION_ROW (row);
}

WfTaskDialog *
wf_point_dialog_show (WfServices *services,
                      GtkWindow *parent,
                      WfChecklist *checklist,
                      const char *point_id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("What Shows It"));
  const WfChecklistPoint *point = wf_checklist_lookup (checklist, point_id);
  const WfPointEntry *entry =
      wf_practice_book_get_entry (wf_practice_repo_get_book (services->practice),
                                  wf_checklist_get_info (checklist)->id, point_id);
  Point *self = g_new0 (Point, 1);
  g_autofree char *about = NULL;

  self->checklist = wf_checklist_ref (checklist);
  self->point_id = g_strdup (point_id);
  g_object_set_data (G_OBJECT (dialog), "point", self);
  wf_task_dialog_add_text (dialog, wf_text_get (point->text, services->lang, NULL));
  add_evidence (dialog, self, wf_text_get (point->evidence, services->lang, NULL));
  self->reason_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                               _ ("It does not apply here, because"));
  add_outside (dialog, self, entry);
  wf_task_dialog_add_point (dialog, _ ("Nobody’s private things"),
                            _ ("Leave out names, faces and papers of clients. A file is sealed "
                               "here; a colleague sees it only when you ask for a sign-off."));
  fill (dialog, self, entry);
  show_file (self);
  about = g_strconcat (wf_checklist_get_info (checklist)->id, "/", point_id, NULL);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.evidence", about);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, NULL, self, point_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
