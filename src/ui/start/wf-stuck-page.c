/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stuck. The door says why; a table says which ways out there are for it. Rescuing and
 * restoring work on a closed file and block, so they run in a thread; afterwards the page
 * says what came of it, and the door starts anew only when that was read.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-stuck-page.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-error-text.h"
#include "wf-status-note.h"
#include "wf-vault-care.h"

struct _WfStuckPage {
  WfPane parent_instance;

  GtkLabel *heading_label;
  WfStatusNote *note;
  GtkLabel *place_label;
  GtkWidget *progress_box;
  GtkSpinner *spinner;
  GtkButton *go_on_button;
  GtkButton *rescue_button;
  GtkButton *backup_button;
  GtkButton *again_button;
  GtkWidget *backup_group;
  AdwComboRow *backup_row;

  GPtrArray *backups; /* (element-type WfBackup) (nullable): newest first */
};

G_DEFINE_FINAL_TYPE (WfStuckPage, wf_stuck_page, WF_TYPE_PANE)

typedef struct {
  char *data_dir;
  char *backup;          /* (nullable): restore this one; %NULL rescues */
  char *when;            /* (nullable): from which day and time it is */
  char *kept_as;         /* (nullable): where the harmed file stands now */
  WfVaultReport *report; /* (nullable) */
} Work;

static void
work_free (Work *self)
{
  g_free (self->data_dir);
  g_free (self->backup);
  g_free (self->when);
  g_free (self->kept_as);
  g_clear_pointer (&self->report, wf_vault_report_free);
  g_free (self);
}

static const char *
get_heading (const GError *error)
{
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED))
    return _ ("Part of the file is harmed");
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_NEWER))
    return _ ("This needs a newer Wayfinder");
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY))
    return _ ("It is open already");
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE) ||
      g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_READ_ONLY))
    return _ ("Not in this folder");
  return _ ("It did not open");
}

static void
set_busy (WfStuckPage *self, gboolean busy)
{
  gtk_widget_set_visible (self->progress_box, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rescue_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->backup_button), !busy);
  gtk_widget_set_sensitive (self->backup_group, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again_button), !busy);
}

/* Returns: (nullable): the one chosen, the newest unless somebody chose another */
static const WfBackup *
get_chosen (WfStuckPage *self)
{
  guint number = adw_combo_row_get_selected (self->backup_row);

  if (self->backups == NULL || self->backups->len == 0)
    return NULL;
  return self->backups->pdata[number < self->backups->len ? number : 0];
}

static char *
dup_when (WfStuckPage *self, const WfBackup *backup)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *day =
      wf_day_dup_words (services->format, wf_clock_now (services->clock), backup->made_us);
  g_autofree char *time = wf_format_time (services->format, backup->made_us, WF_TIME_CLOCK);

  /* Translators: a day in words and a time of day */
  return g_strdup_printf (_ ("%s, %s"), day, time);
}

/* What one chooses between, with the day the backup is from. */
static void
show_choice (WfStuckPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const GError *error = wf_door_get_error (services->door);
  const WfBackup *chosen = get_chosen (self);
  g_autofree char *todo = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->backup_button), chosen != NULL);
  gtk_widget_set_visible (self->backup_group, chosen != NULL && self->backups->len > 1);
  if (chosen != NULL)
    {
      g_autofree char *when = dup_when (self, chosen);

      /* Translators: %s is a day and a time: "yesterday, 15:40" */
      todo = g_strdup_printf (_ ("Rescue what is whole first. The backup is from %s; it holds "
                                 "nothing that was written after."),
                              when);
    }
  else
    todo = g_strdup (_ ("Rescue what is whole. There is no backup on this computer."));
  wf_status_note_set (self->note, wf_error_get_text (error).happened,
                      _ ("Nothing was deleted. Whatever you choose, the harmed file is kept."),
                      todo);
}

static void
on_backup_row_selected (AdwComboRow *row, GParamSpec *pspec, WfStuckPage *self)
{
  if (self->backups != NULL)
    show_choice (self);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wf_vault_list_backups (task_data),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
on_backups_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfStuckPage) self = user_data;
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GtkStringList) names = NULL;

  if (backups == NULL || wf_pane_is_gone (WF_PANE (self)))
    return;
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < backups->len; i++)
    {
      g_autofree char *when = dup_when (self, backups->pdata[i]);

      gtk_string_list_append (names, when);
    }
  adw_combo_row_set_model (self->backup_row, G_LIST_MODEL (names));
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = g_steal_pointer (&backups);
  show_choice (self);
}

static void
list_backups (WfStuckPage *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_backups_listed, g_object_ref (self));

  g_task_set_task_data (task, g_strdup (wf_pane_get_services (WF_PANE (self))->data_dir), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gboolean done;

  if (work->backup != NULL)
    done = wf_vault_restore_sync (work->data_dir, work->backup, NULL, &error);
  else
    {
      work->report = wf_vault_salvage_sync (work->data_dir, &work->kept_as, &error);
      done = work->report != NULL;
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_rescued (WfStuckPage *self, const Work *work)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  guint lost = work->report->problems->len;
  g_autofree char *whole = wf_format_integer (format, (gint64) work->report->n_events);
  g_autofree char *places = wf_format_integer (format, lost);
  /* Translators: %s is a number of things that were saved: an answer, a note, a visit */
  g_autofree char *happened = g_strdup_printf (
      ngettext ("%s entry is whole.", "%s entries are whole.", (gulong) work->report->n_events),
      whole);
  g_autofree char *safe = NULL;
  g_autofree char *file = g_path_get_basename (work->kept_as != NULL ? work->kept_as : "");
  g_autofree char *todo = NULL;

  /* Translators: %s is the name of a file */
  safe = g_strdup_printf (_ ("The harmed file is kept beside it as %s."), file);
  if (lost == 0)
    todo = g_strdup (_ ("Nothing is missing. Go on and unlock."));
  else
    /* Translators: %s is a number of places in a file */
    todo = g_strdup_printf (ngettext ("%s place could not be read. Go on and unlock; look at your "
                                      "latest clients first.",
                                      "%s places could not be read. Go on and unlock; look at "
                                      "your latest clients first.",
                                      lost),
                            places);
  gtk_label_set_label (self->heading_label, _ ("Rescued"));
  wf_status_note_set (self->note, happened, safe, todo);
}

static void
show_restored (WfStuckPage *self, const Work *work)
{
  /* Translators: %s is a day and a time: "yesterday, 15:40" */
  g_autofree char *happened =
      g_strdup_printf (_ ("The backup from %s was put where the harmed file was."), work->when);

  gtk_label_set_label (self->heading_label, _ ("The backup is in its place"));
  wf_status_note_set (self->note, happened, _ ("The harmed file is kept beside it."),
                      _ ("Go on and unlock. What was written after the backup is not in it."));
}

static void
on_work_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfStuckPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const Work *work = g_task_get_task_data (G_TASK (result));
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;

  set_busy (self, FALSE);
  if (!done)
    {
      wf_status_note_set_error (self->note, error);
      return;
    }
  if (work->report != NULL)
    show_rescued (self, work);
  else
    show_restored (self, work);
  gtk_widget_set_visible (GTK_WIDGET (self->rescue_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_button), FALSE);
  gtk_widget_set_visible (self->backup_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on_button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->go_on_button));
}

static void
start_work (WfStuckPage *self, const WfBackup *backup)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_work_ready, g_object_ref (self));
  Work *work = g_new0 (Work, 1);

  work->data_dir = g_strdup (wf_pane_get_services (WF_PANE (self))->data_dir);
  if (backup != NULL)
    {
      work->backup = g_strdup (backup->path);
      work->when = dup_when (self, backup);
    }
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, work_in_thread);
}

static void
on_rescue_button_clicked (GtkButton *button, WfStuckPage *self)
{
  start_work (self, NULL);
}

static void
on_backup_button_clicked (GtkButton *button, WfStuckPage *self)
{
  const WfBackup *chosen = get_chosen (self);

  if (chosen != NULL)
    start_work (self, chosen);
}

static void
on_again_button_clicked (GtkButton *button, WfStuckPage *self)
{
  wf_door_start (wf_pane_get_services (WF_PANE (self))->door);
}

static void
wf_stuck_page_constructed (GObject *object)
{
  WfStuckPage *self = WF_STUCK_PAGE (object);
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const GError *error = wf_door_get_error (services->door);
  gboolean is_harmed = g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED);
  gboolean is_misplaced = g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE) ||
                          g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_READ_ONLY);
  /* Translators: %s is a folder of this computer */
  g_autofree char *place = g_strdup_printf (_ ("The folder: %s"), services->data_dir);

  G_OBJECT_CLASS (wf_stuck_page_parent_class)->constructed (object);
  gtk_label_set_label (self->heading_label, get_heading (error));
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), is_misplaced || is_harmed);
  gtk_widget_set_visible (GTK_WIDGET (self->rescue_button), is_harmed);
  wf_status_note_set_error (self->note, error);
  if (is_harmed)
    list_backups (self);
}

static void
wf_stuck_page_finalize (GObject *object)
{
  g_clear_pointer (&WF_STUCK_PAGE (object)->backups, g_ptr_array_unref);
  G_OBJECT_CLASS (wf_stuck_page_parent_class)->finalize (object);
}

static void
wf_stuck_page_class_init (WfStuckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = wf_stuck_page_constructed;
  object_class->finalize = wf_stuck_page_finalize;

  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/start/wf-stuck-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, heading_label);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, note);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, rescue_button);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, backup_button);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, backup_group);
  gtk_widget_class_bind_template_child (widget_class, WfStuckPage, backup_row);
  gtk_widget_class_bind_template_callback (widget_class, on_again_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_rescue_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_row_selected);
}

static void
wf_stuck_page_init (WfStuckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
