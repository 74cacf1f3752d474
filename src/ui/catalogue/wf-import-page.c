/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file on its way into the catalogue. The page reads it dry first and rebuilds the report from
 * what came; what the columns of a table hold is chosen there and remembered with the import.
 *
 * Invariant: nothing is in the catalogue before "import.take" ended well.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-import-page.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-error-text.h"
#include "wf-file-ask.h"
#include "wf-import-words.h"
#include "wf-rows.h"
#include "wf-sheet.h"

/* So many of what was left out stand in the report by line. */
#define REFUSED_MAX 50

struct _WfImportPage {
  WfPane parent_instance;

  GtkWidget *take_button;
  GtkWidget *undo_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  AdwBin *report_bin;
  AdwStatusPage *done_page;

  char *path;
  WfDeskImport *import;  /* (nullable): as last read */
  GPtrArray *columns;    /* of AdwComboRow, as import->headings */
  GCancellable *running; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WfImportPage, wf_import_page, WF_TYPE_PANE)

static WfServices *
get_services (WfImportPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static void
show (WfImportPage *self, const char *name)
{
  gboolean is_busy = g_str_equal (name, "busy");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (self->take_button, g_str_equal (name, "report") && self->import != NULL &&
                                                 self->import->error == NULL);
}

/* The report. */

static void
add_number (WfImportPage *self, AdwPreferencesGroup *group, const char *title, guint n)
{
  g_autofree char *number = wf_format_integer (get_services (self)->format, n);
  GtkWidget *label = gtk_label_new (number);

  adw_action_row_add_suffix (wf_rows_add (group, NULL, title, ""), label);
}

static void
add_found (WfImportPage *self, AdwPreferencesPage *page)
{
  const WfImportReport *report = self->import->report;
  g_autofree char *name = g_path_get_basename (self->path);
  AdwPreferencesGroup *group =
      wf_rows_add_group (page, _ ("What was found"),
                         self->import->error != NULL
                             ? NULL
                             : _ ("Nothing is taken yet. All of it comes in at once, or nothing."));

  wf_rows_add (group, NULL, name, wf_import_format_get_words (self->import->format));
  if (!self->import->is_new)
    wf_rows_add (group, NULL, _ ("A file of this name was read before"),
                 _ ("What came from it then is replaced."));
  if (report == NULL || self->import->error != NULL)
    return;
  add_number (self, group, _ ("Offers"), report->services);
  add_number (self, group, _ ("Organisations"), report->organizations);
  add_number (self, group, _ ("Places"), report->locations);
}

static const char *
find_error_words (WfImportPage *self)
{
  if (self->import->format == WF_IMPORT_AUTO)
    return _ ("A workbook cannot be read: save its sheet as CSV (UTF-8), and read that.");
  if (g_error_matches (self->import->error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT) &&
      self->import->headings == NULL)
    return _ ("Nothing in it could be taken. Ask whoever made it for another copy.");
  if (g_error_matches (self->import->error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    return _ ("Nothing in it could be taken. Look at the columns below, or ask whoever made it for "
              "another copy.");
  return wf_error_get_text (self->import->error).happened;
}

static void
add_choice (AdwPreferencesGroup *group, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (button, 12);
  gtk_widget_add_css_class (button, "pill");
  adw_preferences_group_add (group, button);
}

static gboolean
is_question (WfImportPage *self)
{
  return g_error_matches (self->import->error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_SHRINKS);
}

/* Two lists of one name: which of them stays is not ours to say. */
static void
add_question (AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group =
      wf_rows_add_group (page, _ ("Another list of this name is here"),
                         _ ("Most of what came from it would go. The catalogue is as it was."));

  add_choice (group, _ ("Keep _Both"), "import.keep-both");
  add_choice (group, _ ("_Replace the Other"), "import.replace");
}

static void
add_error (WfImportPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group;

  if (self->import->error == NULL)
    return;
  if (is_question (self))
    {
      add_question (page);
      return;
    }
  group = wf_rows_add_group (page, _ ("Nothing can be taken from it"),
                             _ ("The catalogue is as it was."));
  adw_action_row_set_icon_name (wf_rows_add (group, NULL, _ ("Why"), find_error_words (self)),
                                "dialog-warning-symbolic");
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_repairs (WfImportPage *self, AdwPreferencesPage *page)
{
  const WfImportReport *report = self->import->report;
  g_autofree gpointer *kinds = NULL;
  AdwPreferencesGroup *group;
  guint n;

  if (report == NULL || g_hash_table_size (report->repaired) == 0)
    return;
  group =
      wf_rows_add_group (page, _ ("What is mended or marked"),
                         _ ("How often. What came in is kept as it was, for whoever exports it."));
  kinds = g_hash_table_get_keys_as_array (report->repaired, &n);
  qsort (kinds, n, sizeof (gpointer), compare_kinds);
  for (guint i = 0; i < n; i++)
    add_number (self, group, wf_import_repair_get_words (kinds[i]),
                wf_import_report_get (report, kinds[i]));
}

static void
add_refused (WfImportPage *self, AdwPreferencesPage *page)
{
  const WfImportReport *report = self->import->report;
  AdwPreferencesGroup *group;

  if (report == NULL || report->refused->len == 0)
    return;
  group = wf_rows_add_group (page, _ ("What is left out"), _ ("With its file and line."));
  for (guint i = 0; i < report->refused->len && i < REFUSED_MAX; i++)
    {
      const WfImportRefusal *refusal = report->refused->pdata[i];

      wf_rows_add (group, NULL, refusal->where, wf_import_refusal_get_words (refusal->why));
    }
  if (report->refused->len > REFUSED_MAX)
    add_number (self, group, _ ("More of them"), report->refused->len - REFUSED_MAX);
}

/* Which choice stands for the field of a heading: 0 for none. */
static guint
find_choice (WfImportPage *self, const char *heading)
{
  const char *const *fields = wf_sheet_list_fields ();
  JsonObject *mapping = self->import->mapping;
  const char *field = mapping != NULL && json_object_has_member (mapping, heading)
                          ? json_object_get_string_member_with_default (mapping, heading, "")
                          : wf_sheet_guess (heading);

  for (guint i = 0; field != NULL && fields[i] != NULL; i++)
    {
      if (g_str_equal (fields[i], field))
        return i + 1;
    }
  return 0;
}

static void
add_column (WfImportPage *self, AdwPreferencesGroup *group, const char *heading)
{
  const char *const *fields = wf_sheet_list_fields ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *safe = g_markup_escape_text (heading, -1);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (words, _ ("Only kept, not shown"));
  for (guint i = 0; fields[i] != NULL; i++)
    gtk_string_list_append (words, wf_sheet_field_get_words (fields[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (self, heading));
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->columns, row);
}

static void
add_columns (WfImportPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group;

  g_ptr_array_set_size (self->columns, 0);
  if (self->import->headings == NULL)
    return;
  group = wf_rows_add_group (
      page, _ ("What the columns hold"),
      _ ("Asked once: the next table with these headings is read the same way."));
  for (guint i = 0; self->import->headings[i] != NULL; i++)
    add_column (self, group, self->import->headings[i]);
  add_choice (group, _ ("_Look Again"), "import.again");
}

static void
show_report (WfImportPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_error (self, page);
  add_found (self, page);
  add_columns (self, page);
  add_repairs (self, page);
  add_refused (self, page);
  adw_bin_set_child (self->report_bin, GTK_WIDGET (page));
  show (self, "report");
}

/* Reading and taking in. */

/* (nullable): what was chosen for the columns; NULL: it is no table, or was not read yet. */
static JsonObject *
make_mapping (WfImportPage *self)
{
  const char *const *fields = wf_sheet_list_fields ();
  JsonObject *mapping;

  if (self->import == NULL || self->import->headings == NULL || self->columns->len == 0)
    return NULL;
  mapping = json_object_new ();
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint choice = adw_combo_row_get_selected (self->columns->pdata[i]);

      json_object_set_string_member (mapping, self->import->headings[i],
                                     choice > 0 ? fields[choice - 1] : "");
    }
  return mapping;
}

/* Returns: FALSE when there is nothing to show: the page is gone, or it was stopped. */
static gboolean
take_answer (WfImportPage *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  WfDeskImport *import = wf_desk_import_finish (WF_CATALOGUE_SYNC (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    {
      wf_desk_import_free (import);
      return FALSE;
    }
  g_clear_object (&self->running);
  if (import == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      show (self, self->import != NULL ? "report" : "choose");
      return FALSE;
    }
  g_clear_pointer (&self->import, wf_desk_import_free);
  self->import = import;
  return TRUE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfImportPage) self = user_data;

  if (take_answer (self, source, result))
    show_report (self);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfImportPage) self = user_data;
  const WfFormat *format = get_services (self)->format;
  g_autofree char *added = NULL, *changed = NULL, *removed = NULL, *words = NULL;

  if (!take_answer (self, source, result))
    return;
  if (self->import->error != NULL)
    {
      show_report (self);
      return;
    }
  added = wf_format_integer (format, self->import->totals.added);
  changed = wf_format_integer (format, self->import->totals.changed);
  removed = wf_format_integer (format, self->import->totals.removed);
  /* Translators: three numbers of entries of the catalogue */
  words = g_strdup_printf (_ ("New: %s. Changed: %s. Gone: %s."), added, changed, removed);
  adw_status_page_set_title (self->done_page, _ ("It is in the catalogue"));
  adw_status_page_set_description (self->done_page, words);
  gtk_widget_set_visible (self->undo_button, self->import->is_new);
  show (self, "done");
}

static void
start (WfImportPage *self, WfDeskTwin twin, gboolean is_dry_run)
{
  WfServices *services = get_services (self);
  const char *region = wf_agency_repo_get (services->agency)->region;
  g_autoptr (JsonObject) mapping = make_mapping (self);

  wf_pane_clear_problem (WF_PANE (self));
  gtk_label_set_text (self->busy_label,
                      is_dry_run ? _ ("Reading, without taking anything yet") : _ ("Taking it in"));
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  show (self, "busy");
  wf_desk_import_async (services->sync, self->path, *region != '\0' ? region : NULL, mapping, twin,
                        is_dry_run, self->running, is_dry_run ? on_read : on_taken,
                        g_object_ref (self));
}

void
wf_import_page_read (WfImportPage *self, const char *path)
{
  g_return_if_fail (WF_IS_IMPORT_PAGE (self));
  g_return_if_fail (path != NULL);

  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->import, wf_desk_import_free);
  start (self, WF_DESK_TWIN_ASK, TRUE);
}

static void
on_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfImportPage *self = WF_IMPORT_PAGE (widget);

  if (self->import != NULL && self->running == NULL)
    start (self,
           g_str_equal (name, "import.keep-both") ? WF_DESK_TWIN_KEEP
           : g_str_equal (name, "import.replace") ? WF_DESK_TWIN_REPLACE
                                                  : WF_DESK_TWIN_ASK,
           g_str_equal (name, "import.again"));
}

static void
on_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (WF_IMPORT_PAGE (widget)->running);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_catalogue_sync_remove_finish (WF_CATALOGUE_SYNC (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (ok)
    {
      wf_pane_tell (WF_PANE (self), _ ("It is taken back: the catalogue is as it was."));
      show (self, "choose");
    }
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfImportPage *self = WF_IMPORT_PAGE (widget);

  if (self->import != NULL)
    wf_catalogue_sync_remove_async (get_services (self)->sync, self->import->source, NULL,
                                    on_undone, g_object_ref (self));
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  if (file != NULL && g_file_peek_path (file) != NULL)
    wf_import_page_read (owner, g_file_peek_path (file));
}

static void
on_choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfImportPage *self = WF_IMPORT_PAGE (widget);
  gboolean is_folder = g_str_equal (name, "import.choose-folder");

  wf_file_ask (
      get_services (self), self, GTK_WINDOW (gtk_widget_get_root (widget)),
      &(WfFileQuestion){ .action = is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                             : GTK_FILE_CHOOSER_ACTION_OPEN,
                         .title = is_folder ? _ ("Choose a folder") : _ ("Choose a file") },
      on_file_chosen);
}

static void
wf_import_page_dispose (GObject *object)
{
  WfImportPage *self = WF_IMPORT_PAGE (object);

  g_cancellable_cancel (self->running);
  G_OBJECT_CLASS (wf_import_page_parent_class)->dispose (object);
}

static void
wf_import_page_finalize (GObject *object)
{
  WfImportPage *self = WF_IMPORT_PAGE (object);

  g_free (self->path);
  g_clear_pointer (&self->import, wf_desk_import_free);
  g_clear_object (&self->running);
  g_ptr_array_unref (self->columns);
  G_OBJECT_CLASS (wf_import_page_parent_class)->finalize (object);
}

static void
wf_import_page_class_init (WfImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_import_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_import_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, report_bin);
  gtk_widget_class_bind_template_child (widget_class, WfImportPage, done_page);
  gtk_widget_class_install_action (widget_class, "import.choose-file", NULL, on_choose_action);
  gtk_widget_class_install_action (widget_class, "import.choose-folder", NULL, on_choose_action);
  gtk_widget_class_install_action (widget_class, "import.again", NULL, on_again_action);
  gtk_widget_class_install_action (widget_class, "import.take", NULL, on_again_action);
  gtk_widget_class_install_action (widget_class, "import.keep-both", NULL, on_again_action);
  gtk_widget_class_install_action (widget_class, "import.replace", NULL, on_again_action);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, on_stop_action);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, on_undo_action);
}

static void
wf_import_page_init (WfImportPage *self)
{
  self->columns = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_import_page_new (WfServices *services)
{
  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  return g_object_new (WF_TYPE_IMPORT_PAGE, "services", services, NULL);
}
