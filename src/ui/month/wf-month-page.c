/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The monthly count. The repository counts; the page keeps the figures it shows, which
 * name nobody. Going to another month cancels the count under way.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-month-page.h"

#include <glib/gi18n.h>

#include "wf-file-ask.h"
#include "wf-month-sheet.h"
#include "wf-month-words.h"
#include "wf-print.h"
#include "wf-rows.h"

struct _WfMonthPage {
  WfPane parent_instance;

  GtkStack *stack;
  GtkLabel *month_label;
  GtkButton *next_button;
  AdwPreferencesGroup *total_group;
  AdwPreferencesGroup *mode_group;
  AdwPreferencesGroup *theme_group;
  AdwPreferencesGroup *language_group;
  AdwPreferencesGroup *funder_group;
  AdwPreferencesGroup *closing_group;
  AdwPreferencesGroup *staff_group;
  GtkLabel *hidden_label;

  int year;
  int month;
  WfMonthCount *count; /* (nullable): what is shown */
  GCancellable *counting;
  GPtrArray *rows; /* (element-type GtkWidget), borrowed from their groups */
  WfMonthFormat chosen;
};

G_DEFINE_FINAL_TYPE (WfMonthPage, wf_month_page, WF_TYPE_PANE)

static AdwPreferencesGroup *
get_group (WfMonthPage *self, WfMonthGroup group)
{
  AdwPreferencesGroup *groups[WF_MONTH_N_GROUPS] = { self->mode_group,     self->theme_group,
                                                     self->language_group, self->funder_group,
                                                     self->closing_group,  self->staff_group };

  return groups[group];
}

static void
add_row (WfMonthPage *self, AdwPreferencesGroup *group, GtkWidget *row, const char *title)
{
  g_autofree char *safe = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_cell (WfMonthPage *self, WfMonthGroup group, const WfMonthCell *cell, guint most)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *bar = gtk_level_bar_new ();
  g_autofree char *words = wf_month_cell_dup_words (cell, group, format);
  g_autofree char *figure = wf_month_cell_dup_figure (cell, format);
  /* Translators: a row of the monthly count: "In person: 12" */
  g_autofree char *both = g_strdup_printf (_ ("%s: %s"), words, figure);
  GtkWidget *label = gtk_label_new (figure);

  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (bar), MAX (most, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), cell->count);
  gtk_widget_add_css_class (bar, "plain");
  gtk_widget_set_size_request (bar, 90, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (bar, !cell->is_hidden);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  if (cell->is_hidden)
    gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_row (self, get_group (self, group), row, words);
}

static void
show_group (WfMonthPage *self, WfMonthGroup group)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  GPtrArray *cells = wf_month_get_cells (self->count, group);
  g_autofree char *base = wf_month_dup_group_base (self->count, group, format);
  guint most = 0;

  for (guint i = 0; i < cells->len; i++)
    most = MAX (most, ((const WfMonthCell *) cells->pdata[i])->count);
  for (guint i = 0; i < cells->len; i++)
    add_cell (self, group, cells->pdata[i], most);
  adw_preferences_group_set_title (get_group (self, group), wf_month_group_get_words (group));
  adw_preferences_group_set_description (get_group (self, group), base);
  gtk_widget_set_visible (GTK_WIDGET (get_group (self, group)), cells->len > 0);
}

static void
show_count (WfMonthPage *self)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  gboolean empty = self->count->visits == 0 && self->count->workshops == 0;

  wf_rows_clear (self->rows);
  for (guint i = 0; i < WF_MONTH_N_TOTALS; i++)
    {
      g_autofree char *total = wf_month_dup_total (self->count, i, format);

      add_row (self, self->total_group, adw_action_row_new (), total);
    }
  for (guint group = 0; group < WF_MONTH_N_GROUPS; group++)
    show_group (self, (WfMonthGroup) group);
  gtk_label_set_label (self->hidden_label, wf_month_get_hidden_words ());
  gtk_widget_set_visible (GTK_WIDGET (self->hidden_label), wf_month_has_hidden (self->count));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "count");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.print", !empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.save-pdf", !empty);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.save-csv", !empty);
}

static void
on_count_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfMonthCount *count = wf_client_repo_count_month_finish (WF_CLIENT_REPO (source), result, &error);
  WfMonthPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (count == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->count, wf_month_count_free);
  self->count = count;
  show_count (self);
}

static void
stop_counting (WfMonthPage *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static void
get_this_month (WfMonthPage *self, int *out_year, int *out_month)
{
  gint64 now_us = wf_clock_now (wf_pane_get_services (WF_PANE (self))->clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  *out_year = g_date_time_get_year (local);
  *out_month = g_date_time_get_month (local);
}

void
wf_month_page_show_month (WfMonthPage *self, int year, int month)
{
  WfServices *services;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const WfMonthCount title_of = { .year = year, .month = month };
  g_autofree char *title = NULL;
  int this_year, this_month;

  g_return_if_fail (WF_IS_MONTH_PAGE (self));
  g_return_if_fail (month >= 1 && month <= 12);

  services = wf_pane_get_services (WF_PANE (self));
  stop_counting (self);
  self->counting = g_cancellable_new ();
  self->year = year;
  self->month = month;
  title = wf_month_dup_title (&title_of, services->format);
  gtk_label_set_label (self->month_label, title);
  get_this_month (self, &this_year, &this_month);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "month.next",
                                 year * 12 + month < this_year * 12 + this_month);
  wf_client_repo_count_month_async (services->clients, year, month, zone, self->counting,
                                    on_count_ready, self);
}

static void
on_go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfMonthPage *self = WF_MONTH_PAGE (widget);
  int index = self->year * 12 + self->month - 1 + (g_str_equal (name, "month.next") ? 1 : -1);

  wf_month_page_show_month (self, index / 12, index % 12 + 1);
}

/* Letter where it is usual: the agency's place decides. */
static WfPagePaper
get_paper (WfServices *services)
{
  const char *region = wf_agency_repo_get (services->agency)->region;

  return g_str_has_prefix (region, "CA-") || g_str_has_prefix (region, "US-") ? WF_PAGE_PAPER_LETTER
                                                                              : WF_PAGE_PAPER_A4;
}

static WfPage *
make_sheet (WfMonthPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  return wf_month_sheet_new (self->count, wf_agency_repo_get (services->agency)->name,
                             services->lang, services->format, get_paper (services));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (saved)
    wf_pane_tell (user_data, _ ("The month is saved."));
  else
    wf_pane_show_problem (user_data, error);
}

void
wf_month_page_save (WfMonthPage *self, WfMonthFormat format, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (WF_IS_MONTH_PAGE (self));
  g_return_if_fail (self->count != NULL);

  if (format == WF_MONTH_PDF)
    {
      g_autoptr (WfPage) page = make_sheet (self);

      bytes = wf_page_to_pdf (page, "Wayfinder", &error);
    }
  else
    {
      char *csv =
          wf_month_sheet_dup_csv (self->count, wf_pane_get_services (WF_PANE (self))->format);

      bytes = g_bytes_new_take (csv, strlen (csv));
    }
  if (bytes == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_pane_get_cancellable (WF_PANE (self)), on_saved, self);
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfMonthPage *self = owner;

  if (file != NULL)
    wf_month_page_save (self, self->chosen, file);
}

static void
on_save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WfMonthPage *self = WF_MONTH_PAGE (widget);
  g_autofree char *name = NULL;

  self->chosen = g_str_equal (action, "month.save-pdf") ? WF_MONTH_PDF : WF_MONTH_CSV;
  name = g_strdup_printf ("%04d-%02d.%s", self->year, self->month,
                          self->chosen == WF_MONTH_PDF ? "pdf" : "csv");
  wf_file_ask (
      wf_pane_get_services (WF_PANE (self)), self, GTK_WINDOW (gtk_widget_get_root (widget)),
      &(WfFileQuestion){
          .action = GTK_FILE_CHOOSER_ACTION_SAVE, .title = _ ("Save the month"), .name = name },
      on_file_chosen);
}

static void
on_printed (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The page is at the printer."));
}

static void
on_print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WfMonthPage *self = WF_MONTH_PAGE (widget);
  g_autoptr (WfPage) page = make_sheet (self);
  g_autofree char *title = g_strdup_printf ("%04d-%02d", self->year, self->month);

  wf_print_page (wf_pane_get_services (WF_PANE (self)), GTK_WINDOW (gtk_widget_get_root (widget)),
                 page, title, wf_pane_get_cancellable (WF_PANE (self)), on_printed, self);
}

static void
wf_month_page_shown (WfPane *pane)
{
  WfMonthPage *self = WF_MONTH_PAGE (pane);

  if (self->year == 0)
    get_this_month (self, &self->year, &self->month);
  wf_month_page_show_month (self, self->year, self->month);
}

static void
wf_month_page_dispose (GObject *object)
{
  stop_counting (WF_MONTH_PAGE (object));
  G_OBJECT_CLASS (wf_month_page_parent_class)->dispose (object);
}

static void
wf_month_page_finalize (GObject *object)
{
  WfMonthPage *self = WF_MONTH_PAGE (object);

  g_clear_pointer (&self->count, wf_month_count_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_month_page_parent_class)->finalize (object);
}

static void
wf_month_page_class_init (WfMonthPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_month_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_month_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_month_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/month/wf-month-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, month_label);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, total_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, mode_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, theme_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, language_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, funder_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, closing_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, staff_group);
  gtk_widget_class_bind_template_child (widget_class, WfMonthPage, hidden_label);
  gtk_widget_class_install_action (widget_class, "month.previous", NULL, on_go_action);
  gtk_widget_class_install_action (widget_class, "month.next", NULL, on_go_action);
  gtk_widget_class_install_action (widget_class, "month.save-pdf", NULL, on_save_action);
  gtk_widget_class_install_action (widget_class, "month.save-csv", NULL, on_save_action);
  gtk_widget_class_install_action (widget_class, "month.print", NULL, on_print_action);
}

static void
wf_month_page_init (WfMonthPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
