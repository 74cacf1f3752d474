/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgetting a client. First the list of backups (read in a thread), then the preview, then
 * the questions; nothing is shown half.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-forget-dialog.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-json.h"
#include "wf-people-words.h"
#include "wf-vault-care.h"
#include "wf-visit-words.h"

typedef struct {
  char *id;
  GPtrArray *copies;  /* (element-type WfBackup) (nullable) */
  GPtrArray *slots;   /* (element-type utf8): of those who may say yes, as the row's lines */
  const char *reason; /* (nullable): of REASONS, chosen from the beginning */
  AdwComboRow *reason_row;
  AdwComboRow *stays_row;
  AdwComboRow *who_row;
  AdwEntryRow *passphrase_row;
} Forget;

static const struct {
  const char *code;
  const char *words;
} REASONS[] = {
  { "asked", N_ ("The client asked for it") },
  { "retention", N_ ("The agency’s time is over") },
  { "mistake", N_ ("Entered by mistake, or twice") },
};

enum {
  STAYS_FIGURES,
  STAYS_NOTHING,
};

static void
forget_free (gpointer data)
{
  Forget *self = data;

  g_free (self->id);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_ptr_array_unref (self->slots);
  g_free (self);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_forget_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_forget (WfTaskDialog *dialog, gpointer data)
{
  Forget *self = data;
  const char *slot = self->slots->pdata[adw_combo_row_get_selected (self->who_row)];

  const char *reason = REASONS[adw_combo_row_get_selected (self->reason_row)].code;
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
  WfClientRepo *clients = wf_task_dialog_get_services (dialog)->clients;
  GCancellable *cancellable = wf_task_dialog_get_cancellable (dialog);

  if (adw_combo_row_get_selected (self->stays_row) == STAYS_NOTHING)
    wf_client_repo_forget_wholly_async (clients, self->id, reason, slot, passphrase, cancellable,
                                        on_forgotten, dialog);
  else
    wf_client_repo_forget_async (clients, self->id, reason, slot, passphrase, cancellable,
                                 on_forgotten, dialog);
}

static gboolean
can_forget (WfTaskDialog *dialog, gpointer data)
{
  Forget *self = data;

  return self->passphrase_row != NULL && self->slots->len > 0 &&
         *gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row)) != '\0';
}

static void
add_figure (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *title, guint n)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *digits = wf_format_integer (services->format, n);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (digits));
  adw_preferences_group_add (group, row);
}

static void
add_copies (Forget *self, WfTaskDialog *dialog)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  AdwPreferencesGroup *group =
      wf_task_dialog_add_group (dialog, _ ("Backups and other copies here"));

  adw_preferences_group_set_description (
      group, self->copies->len > 0
                 ? _ ("These hold the client’s key. A new backup is made without it, then these "
                      "are destroyed.")
                 : _ ("There is none in Wayfinder’s folder."));
  for (guint i = 0; i < self->copies->len; i++)
    {
      const WfBackup *backup = self->copies->pdata[i];
      g_autofree char *day = wf_format_date (services->format, backup->made_us, WF_DATE_WORDS);
      g_autofree char *place = g_markup_escape_text (backup->path, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
      adw_preferences_group_add (group, row);
    }
}

/* Colleagues who are not me, then the paper: for an agency of one. */
static void
add_second_person (Forget *self, WfTaskDialog *dialog)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autoptr (GPtrArray) colleagues = wf_people_list (services->vault, services->format, FALSE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *organisation = wf_people_find_organisation (services->vault);
  g_auto (GStrv) names = NULL;
  const char *reasons[G_N_ELEMENTS (REASONS) + 1] = { NULL };
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("A second person says yes"));

  for (guint i = 0; i < colleagues->len; i++)
    {
      const WfMember *member = colleagues->pdata[i];

      g_ptr_array_add (self->slots, g_strdup (member->id));
      g_strv_builder_add (builder, member->name);
    }
  if (organisation != NULL && !wf_people_is_organisation (services->vault))
    {
      g_ptr_array_add (self->slots, g_steal_pointer (&organisation));
      g_strv_builder_add (builder, _ ("The printed code"));
    }
  names = g_strv_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (REASONS); i++)
    reasons[i] = _ (REASONS[i].words);

  self->reason_row = wf_task_dialog_add_choice (dialog, group, _ ("Why"), reasons);
  for (guint i = 0; i < G_N_ELEMENTS (REASONS); i++)
    {
      if (g_strcmp0 (self->reason, REASONS[i].code) == 0)
        adw_combo_row_set_selected (self->reason_row, i);
    }
  self->who_row = wf_task_dialog_add_choice (dialog, group, _ ("Who"), (const char *const *) names);
  self->passphrase_row =
      wf_task_dialog_add_passphrase (dialog, group, _ ("Their passphrase, typed by them"));
}

static void
add_held (WfTaskDialog *dialog, const WfForgetPreview *preview)
{
  wf_task_dialog_add_point (dialog, _ ("This client is on hold"),
                            preview->hold_reason != NULL ? preview->hold_reason : "");
  wf_task_dialog_add_text (dialog, _ ("Nothing is forgotten while a hold stands. End the hold "
                                      "first, with a reason."));
}

/* "2026-03 · 45 minutes · benefits" */
static char *
dup_remains (const WfRecord *record, WfServices *services)
{
  g_auto (GStrv) themes = wf_json_get_strings (record->body, "themes");
  g_auto (GStrv) funders = wf_json_get_strings (record->body, "funders");
  gint64 minutes = wf_json_get_int (record->body, "minutes", 0);
  g_autofree char *digits = wf_format_integer (services->format, minutes);
  /* Translators: %s is a number */
  g_autofree char *length =
      g_strdup_printf (ngettext ("%s minute", "%s minutes", (gulong) minutes), digits);
  g_autoptr (GString) line = g_string_new (wf_json_get_string (record->body, "month", ""));

  g_string_append_printf (line, " · %s", length);
  for (guint i = 0; themes[i] != NULL; i++)
    g_string_append_printf (line, " · %s", wf_theme_get_words (themes[i]));
  for (guint i = 0; funders[i] != NULL; i++)
    g_string_append_printf (line, " · %s", funders[i]);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* What stays is shown line by line: whoever says yes sees that it names nobody. */
static void
add_stays (WfTaskDialog *dialog, Forget *self, const WfForgetPreview *preview)
{
  const char *const words[] = { _ ("Unnamed figures: anonymise"), _ ("Nothing at all: forget"),
                                NULL };
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What stays"));

  self->stays_row = wf_task_dialog_add_choice (dialog, group, _ ("Of their visits"), words);
  adw_preferences_group_set_description (
      group, preview->remains->len > 0
                 ? _ ("Either these lines in the agency’s count: month, manner, minutes, themes "
                      "and funder, with no name, number, language or day. Or none of it.")
                 : _ ("A line that one client was forgotten, without saying who."));
  for (guint i = 0; i < preview->remains->len; i++)
    {
      g_autofree char *line =
          dup_remains (preview->remains->pdata[i], wf_task_dialog_get_services (dialog));
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *safe = g_markup_escape_text (line, -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_preferences_group_add (group, row);
    }
}

static void
add_preview (WfTaskDialog *dialog, Forget *self, const WfForgetPreview *preview)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What goes, for ever"));

  add_figure (dialog, group, _ ("Visits, with what was said"), preview->visits);
  add_figure (dialog, group, _ ("Things they told us about themselves"), preview->facts);
  add_figure (dialog, group, _ ("Notes"), preview->notes);
  add_figure (dialog, group, _ ("Sealed entries in all"), preview->events);
  if (preview->lent > 0)
    {
      add_figure (dialog, group, _ ("Things still lent to them"), preview->lent);
      wf_task_dialog_add_text (dialog, _ ("The list of things keeps them as lent, and no longer "
                                          "says to whom."));
    }
  if (preview->has_open_visit)
    wf_task_dialog_add_text (dialog, _ ("One visit is not ended yet. It goes too."));
  add_copies (self, dialog);
  add_stays (dialog, self, preview);
  wf_task_dialog_add_point (dialog, _ ("What is out of reach"),
                            _ ("Copies elsewhere: paper, files given to the client or sent on, "
                               "backups carried to another place. Destroy those by hand."));
  add_second_person (self, dialog);
  wf_task_dialog_update (dialog);
}

static void
on_preview_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfForgetPreview) preview =
      wf_client_repo_preview_forget_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  Forget *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_get_data (G_OBJECT (dialog), "forget");
  wf_task_dialog_show_error (dialog, error);
  if (preview != NULL && preview->is_held)
    add_held (dialog, preview);
  else if (preview != NULL)
    add_preview (dialog, self, preview);
  wf_task_dialog_present (dialog);
}

static void
list_copies_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wf_vault_list_copies (data), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_copies_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *copies = g_task_propagate_pointer (G_TASK (result), &error);
  WfTaskDialog *dialog = user_data;
  WfServices *services;
  Forget *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  services = wf_task_dialog_get_services (dialog);
  self = g_object_get_data (G_OBJECT (dialog), "forget");
  self->copies = copies;
  wf_client_repo_preview_forget_async (
      services->clients, self->id, wf_agency_repo_get (services->agency)->retention_months,
      wf_task_dialog_get_cancellable (dialog), on_preview_ready, dialog);
}

WfTaskDialog *
wf_forget_dialog_show (WfServices *services, GtkWindow *parent, const char *id)
{
  return wf_forget_dialog_show_for (services, parent, id, NULL);
}

WfTaskDialog *
wf_forget_dialog_show_for (WfServices *services,
                           GtkWindow *parent,
                           const char *id,
                           const char *reason)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Forget a Client"));
  WfClientItem *item = wf_client_repo_lookup (services->clients, id);
  Forget *self = g_new0 (Forget, 1);
  g_autoptr (GTask) task =
      g_task_new (NULL, wf_task_dialog_get_cancellable (dialog), on_copies_ready, dialog);

  self->id = g_strdup (id);
  self->reason = g_intern_string (reason);
  self->slots = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data (G_OBJECT (dialog), "forget", self);
  if (item != NULL)
    {
      const WfClientCard *card = wf_client_item_get_card (item);
      g_autofree char *name = wf_client_dup_name (card->name, card->number, services->format);

      wf_task_dialog_add_point (dialog, name, _ ("Read this to the end. It cannot be undone."));
    }
  wf_task_dialog_set_told (dialog, _ ("Forgotten. A new backup is made."));
  wf_task_dialog_set_task (dialog, _ ("_Forget"), TRUE, start_forget, can_forget, self,
                           forget_free);
  g_task_set_task_data (task, g_strdup (services->data_dir), g_free);
  g_task_run_in_thread (task, list_copies_in_worker);
  return dialog;
}
