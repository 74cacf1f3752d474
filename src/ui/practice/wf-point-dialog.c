/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One point of a checklist. What is saved is the whole entry; a file goes sealed into the
 * vault with it and nowhere else.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-point-dialog.h"

#include <glib/gi18n.h>

#include "wf-evidence-copy.h"
#include "wf-file-ask.h"
#include "wf-outside-sheet.h"
#include "wf-practice-file.h"
#include "wf-practice-words.h"
#include "wf-print.h"
#include "wf-rows.h"
#include "wf-vault-people.h"

typedef struct {
  WfClaim *claim; /* the point; the one that was entered while the list still says it */
  GtkCheckButton *tick;
  AdwEntryRow *text_row;
  AdwEntryRow *link_row;
  AdwActionRow *file_row;
  AdwEntryRow *reason_row;
  AdwEntryRow *outside_row;
  AdwEntryRow *code_row;    /* as it stands on the paper that came back */
  AdwActionRow *paper_row;  /* the sheet to sign, and its code */
  GtkWidget *print_button;  /* of the sheet */
  GtkWidget *pdf_button;    /* likewise */
  GtkWidget *copy_button;   /* of the file */
  GtkWidget *remove_button; /* likewise */
  char *file;               /* (nullable): id of the file that is kept or chosen */
  char *file_name;          /* (nullable) */
  GBytes *chosen;           /* (nullable): bytes that are not kept yet */
  gboolean has_words;       /* words or a link say what shows it */
} Point;

static void
point_free (gpointer data)
{
  Point *self = data;

  wf_claim_unref (self->claim);
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
  gtk_widget_set_visible (self->copy_button, self->file != NULL);
  gtk_widget_set_visible (self->remove_button, self->file != NULL);
}

static char *
dup_or_null (AdwEntryRow *row)
{
  char *text = wf_task_row_dup_text (row);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* What stands in the form now; the strings are the caller's and the form's. */
static WfEvidence
read_evidence (Point *self, char **out_text, char **out_link)
{
  *out_text = dup_or_null (self->text_row);
  *out_link = dup_or_null (self->link_row);
  return (WfEvidence){ *out_text, *out_link, self->file, self->file_name };
}

static char *
dup_code (WfTaskDialog *dialog, const WfEvidence *evidence)
{
  WfPracticeRepo *practice = wf_task_dialog_get_services (dialog)->practice;

  return wf_sign_dup_code (wf_practice_repo_get_staff_id (practice), point_of (dialog)->claim,
                           evidence);
}

static void
show_code (WfTaskDialog *dialog)
{
  Point *self = point_of (dialog);
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;
  const WfEvidence evidence = read_evidence (self, &text, &link);
  gboolean has_evidence = !wf_evidence_is_empty (&evidence);
  g_autofree char *code = has_evidence ? dup_code (dialog, &evidence) : NULL;

  adw_action_row_set_subtitle (self->paper_row,
                               has_evidence ? code : _ ("First say what shows it"));
  gtk_widget_set_sensitive (self->print_button, has_evidence);
  gtk_widget_set_sensitive (self->pdf_button, has_evidence);
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
  show_code (dialog);
}

/* A video is not read into memory to find that it is too large. */
static void
on_size_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    return;
  if (info != NULL && g_file_info_get_size (info) > WF_PRACTICE_FILE_MAX)
    g_set_error_literal (&error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_FILE, "too large");
  if (error != NULL)
    wf_task_dialog_show_error (dialog, error);
  else
    g_file_load_bytes_async (G_FILE (source), wf_task_dialog_get_cancellable (dialog),
                             on_file_ready, g_object_ref (dialog));
}

void
wf_point_dialog_attach (WfTaskDialog *dialog, GFile *file)
{
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, wf_task_dialog_get_cancellable (dialog),
                           on_size_ready, g_object_ref (dialog));
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

static void
on_copy_clicked (WfTaskDialog *dialog)
{
  Point *self = point_of (dialog);
  WfPracticeRepo *practice = wf_task_dialog_get_services (dialog)->practice;
  g_autoptr (GBytes) bytes =
      self->chosen != NULL
          ? g_bytes_ref (self->chosen)
          : wf_practice_book_dup_file (wf_practice_repo_get_book (practice), self->file);

  if (bytes != NULL)
    wf_evidence_copy_ask (dialog, bytes);
}

/* The file goes from the entry; what was sealed before stays sealed. */
static void
on_remove_clicked (WfTaskDialog *dialog)
{
  Point *self = point_of (dialog);

  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->file_name, g_free);
  show_file (self);
  show_code (dialog);
}

/* Letters and digits alone: people leave out dashes and capitals. */
static gboolean
is_same_code (const char *a, const char *b)
{
  while (a != NULL && b != NULL)
    {
      while (*a != '\0' && !g_ascii_isalnum (*a))
        a++;
      while (*b != '\0' && !g_ascii_isalnum (*b))
        b++;
      if (*a == '\0' || g_ascii_toupper (*a) != g_ascii_toupper (*b))
        return *a == *b;
      a++;
      b++;
    }
  return FALSE;
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Point *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;
  const WfEvidence evidence = read_evidence (self, &text, &link);
  g_autofree char *reason = dup_or_null (self->reason_row);
  g_autofree char *outside = dup_or_null (self->outside_row);
  g_autofree char *typed = dup_or_null (self->code_row);
  g_autofree char *code = outside != NULL ? dup_code (dialog, &evidence) : NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  /* A signature on paper is for the evidence whose code stands on it. */
  if (outside != NULL && !is_same_code (typed, code))
    {
      g_autoptr (GError) error =
          g_error_new_literal (WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_CODE, "another code");
      wf_task_dialog_end (dialog, error);
      return;
    }
  if (self->chosen != NULL)
    wf_practice_file_add_records (self->chosen, records);
  g_ptr_array_add (records,
                   wf_claim_record_entered (self->claim, gtk_check_button_get_active (self->tick),
                                            reason, &evidence, outside, code));
  wf_practice_repo_keep_async (services->practice, records, wf_task_dialog_get_cancellable (dialog),
                               on_kept, g_object_ref (dialog));
}

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;

  if (outcome == WF_PRINT_FAILED &&
      !g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_show_error (dialog, error);
}

/* The sheet is over what stands in the form, saved or not: its code says which evidence. */
static void
make_sheet (WfTaskDialog *dialog, gboolean is_print)
{
  Point *self = point_of (dialog);
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;
  const WfEvidence evidence = read_evidence (self, &text, &link);
  g_autofree char *slip = wf_slip_code_new ();
  g_autoptr (WfPage) page = wf_outside_sheet_new (
      services, wf_practice_find_name (members, wf_practice_repo_get_staff_id (services->practice)),
      self->claim, &evidence, wf_print_guess_paper (wf_agency_repo_get (services->agency)->region));
  void (*send) (WfServices * services, GtkWindow * parent, WfPage * page, const char *slip_code,
                GCancellable *cancellable, WfPrintDone done, gpointer user_data) =
      is_print ? wf_print_page : wf_print_save_page;

  send (services, GTK_WINDOW (dialog), page, slip, wf_task_dialog_get_cancellable (dialog),
        on_paper_done, g_object_ref (dialog));
}

static void
on_print_clicked (WfTaskDialog *dialog)
{
  make_sheet (dialog, TRUE);
}

static void
on_pdf_clicked (WfTaskDialog *dialog)
{
  make_sheet (dialog, FALSE);
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
  if (entry->outside_code != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->code_row), entry->outside_code);
  self->file = g_strdup (entry->evidence->file);
  self->file_name = g_strdup (entry->evidence->file_name);
}

static GtkWidget *
add_file_button (WfTaskDialog *dialog, AdwActionRow *row, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, dialog, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
  return button;
}

static void
add_outside (WfTaskDialog *dialog, Point *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("When nobody here can sign"));

  adw_preferences_group_set_description (
      group, _ ("Somebody outside may sign a sheet of paper; then type its code here. It stays "
                "shown as self-declared, since their key is not here."));
  self->paper_row = wf_rows_add (group, NULL, _ ("A sheet to sign"), NULL);
  self->print_button =
      add_file_button (dialog, self->paper_row, _ ("_Print…"), G_CALLBACK (on_print_clicked));
  self->pdf_button =
      add_file_button (dialog, self->paper_row, _ ("Save as P_DF…"), G_CALLBACK (on_pdf_clicked));
  self->outside_row = wf_task_dialog_add_entry (dialog, group, _ ("Who signed on paper"));
  self->code_row = wf_task_dialog_add_entry (dialog, group, _ ("Code on the signed paper"));
  g_signal_connect_object (self->text_row, "changed", G_CALLBACK (show_code), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link_row, "changed", G_CALLBACK (show_code), dialog,
                           G_CONNECT_SWAPPED);
}

static void
add_evidence (WfTaskDialog *dialog, Point *self, const char *hint)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What shows it"));
  g_autofree char *safe = g_markup_escape_text (hint, -1);

  adw_preferences_group_set_description (group, safe);
  self->tick = wf_task_dialog_add_check (dialog, group, _ ("I did this"), NULL);
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("In words"));
  self->link_row = wf_task_dialog_add_entry (dialog, group, _ ("A link"));
  self->file_row = wf_rows_add (group, NULL, _ ("A file"), NULL);
  self->copy_button =
      add_file_button (dialog, self->file_row, _ ("Save a _Copy…"), G_CALLBACK (on_copy_clicked));
  self->remove_button =
      add_file_button (dialog, self->file_row, _ ("_Remove"), G_CALLBACK (on_remove_clicked));
  add_file_button (dialog, self->file_row, _ ("_Attach…"), G_CALLBACK (on_attach_clicked));
}

static gboolean
has_words (Point *self)
{
  g_autofree char *text = dup_or_null (self->text_row);
  g_autofree char *link = dup_or_null (self->link_row);

  return text != NULL || link != NULL;
}

/* Who begins to say what shows it did it; the tick can be taken off again. */
static void
on_words_changed (WfTaskDialog *dialog)
{
  Point *self = g_object_get_data (G_OBJECT (dialog), "point");
  gboolean had_words = self->has_words;

  self->has_words = has_words (self);
  if (self->has_words && !had_words)
    gtk_check_button_set_active (self->tick, TRUE);
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

  self->claim = wf_claim_keep (entry != NULL ? entry->claim : NULL, checklist, point);
  g_object_set_data (G_OBJECT (dialog), "point", self);
  wf_task_dialog_add_text (dialog, wf_text_get (point->text, services->lang, NULL));
  add_evidence (dialog, self, wf_text_get (point->evidence, services->lang, NULL));
  self->reason_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                               _ ("It does not apply here, because"));
  add_outside (dialog, self);
  wf_task_dialog_add_point (dialog, _ ("Nobody’s private things"),
                            _ ("Leave out names, faces and papers of clients. A file is sealed "
                               "here; a colleague sees it only when you ask for a sign-off."));
  fill (dialog, self, entry);
  self->has_words = has_words (self);
  g_signal_connect_object (self->text_row, "changed", G_CALLBACK (on_words_changed), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->link_row, "changed", G_CALLBACK (on_words_changed), dialog,
                           G_CONNECT_SWAPPED);
  show_file (self);
  about = g_strconcat (wf_checklist_get_info (checklist)->id, "/", point_id, NULL);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.evidence", about);
  show_code (dialog);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, NULL, self, point_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
