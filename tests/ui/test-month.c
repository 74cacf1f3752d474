/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The monthly count as it is shown, printed and saved.
 */
#include "wf-ui-test.h"

#include <glib/gstdio.h>

#include "wf-month-page.h"
#include "wf-month-sheet.h"
#include "wf-month-words.h"
#include "wf-pane-stack.h"

static void
add_visit (WfServices *services, const char *name, const char *mode, const char *funder)
{
  g_autofree char *id = wf_ui_test_add_client (services, name, "ar");
  g_autofree char *visit_id = g_strdup_printf ("%032u", g_random_int ());
  WfVisit *visit = wf_visit_new (visit_id, WF_VISIT_HELP_NOW);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;
  const char *funders[] = { funder, NULL }, *purposes[] = { WF_CONSENT_REPORT_COUNT, NULL };
  gboolean yes = TRUE;
  const char *themes[] = { "phone", NULL };

  g_free (visit->mode);
  visit->mode = g_strdup (mode);
  g_strfreev (visit->themes);
  visit->themes = g_strdupv ((char **) themes);
  g_strfreev (visit->funders);
  visit->funders = g_strdupv ((char **) funders);
  visit->minutes = 30;
  g_ptr_array_add (records, wf_consent_record_given (purposes, &yes, "en", NULL, TRUE));
  g_ptr_array_add (records, wf_visit_record_started (visit));
  g_ptr_array_add (records, wf_visit_record_ended (visit, NULL));
  g_assert_true (wf_client_repo_append_sync (services->clients, id, records, &error));
  g_assert_no_error (error);
  wf_visit_free (visit);
}

static WfMonthPage *
show_page (WfServices *services, GtkWindow **out_window)
{
  WfPaneStack *stack =
      wf_pane_stack_new (WF_PANE (g_object_new (WF_TYPE_MONTH_PAGE, "services", services, NULL)));

  wf_pane_stack_set_front (stack, TRUE);
  *out_window = wf_ui_test_show (GTK_WIDGET (stack));
  return WF_MONTH_PAGE (wf_pane_stack_get_visible (stack));
}

static gboolean
shows (WfMonthPage *page, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "stack")), name) == 0;
}

static void
fill (WfServices *services)
{
  static const char *const names[] = { "Amina", "Joseph", "Lin", "Olena", "Sami", "Tesfay" };

  wf_ui_test_open (services);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_visit (services, names[i], "in-person", "=Funder & <Co>");
  add_visit (services, "", "telephone", "City");
}

static void
add_workshop (WfServices *services, const char *workshop, const char *day, WfPulse closing)
{
  g_autoptr (WfWorkshopBook) book = wf_workshop_book_new (workshop, day, "Phones", 12, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  book->pulses[WF_PULSE_CLOSING] = closing;
  g_ptr_array_add (records, wf_workshop_book_to_record (book));
  wf_vault_append_sync (services->vault, wf_vault_get_agency_id (services->vault), records, &error);
  g_assert_no_error (error);
}

static char *
dup_csv (WfServices *services, int month)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WfMonthCount) count =
      wf_client_repo_count_month_sync (services->clients, 2026, month, zone, &error);

  g_assert_no_error (error);
  return wf_month_sheet_dup_csv (count, services->format);
}

static void
test_page (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  GtkWindow *window;
  WfMonthPage *page;

  fill (services);
  page = show_page (services, &window);
  WAIT_FOR (shows (page, "count"));
  gtk_window_set_default_size (window, 720, 760);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "March 2026"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "7 visits"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "1 visit without a name"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "210 minutes together"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "not shown"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "Amina"));
  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (page, "hidden_label")));
  g_assert_false (gtk_widget_get_sensitive (wf_ui_test_child (page, "next_button")));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (wf_ui_test_child (page, "month_label")),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
  wf_ui_test_picture (window, "month");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "month.previous", NULL));
  WAIT_FOR (shows (page, "empty"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "February 2026"));
  g_assert_true (gtk_widget_get_sensitive (wf_ui_test_child (page, "next_button")));
  wf_ui_test_picture (window, "month-empty");
  wf_month_page_show_month (page, 2026, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "month.previous", NULL);
  g_assert_cmpstr (gtk_label_get_label (wf_ui_test_child (page, "month_label")), ==,
                   "December 2025");
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

/* Both formats end with the end of a line. */
static gboolean
is_written (const char *path, char **out_text)
{
  g_clear_pointer (out_text, g_free);
  return g_file_get_contents (path, out_text, NULL, NULL) && g_str_has_suffix (*out_text, "\n");
}

static char *
save (WfMonthPage *page, WfServices *services, WfMonthFormat format)
{
  g_autofree char *path = g_build_filename (services->data_dir, "month", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  char *text = NULL;

  g_unlink (path);
  wf_month_page_save (page, format, file);
  WAIT_FOR (is_written (path, &text));
  return text;
}

static void
save_pdf (WfMonthPage *page, WfServices *services)
{
  g_autofree char *path = g_build_filename (services->data_dir, "month.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  wf_month_page_save (page, WF_MONTH_PDF, file);
  do
    {
      g_clear_pointer (&bytes, g_free);
      g_main_context_iteration (NULL, FALSE);
      g_file_get_contents (path, &bytes, &size, NULL);
  } while (size < 6 || memcmp (bytes + size - 6, "%%EOF", 5) != 0);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static void
test_saves (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *csv = NULL;
  GtkWindow *window;
  WfMonthPage *page;

  fill (services);
  page = show_page (services, &window);
  WAIT_FOR (shows (page, "count"));
  csv = save (page, services, WF_MONTH_CSV);
  g_assert_nonnull (strstr (csv, "2026-03,total,\"visits\",\"7 visits\",7\r\n"));
  g_assert_nonnull (strstr (csv, "2026-03,mode,\"telephone\",\"Telephone\",\r\n"));
  g_assert_nonnull (strstr (csv, "\"'=Funder & <Co>\""));
  g_assert_null (strstr (csv, "Amina"));
  save_pdf (page, services);
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

/* How people left the month's workshops, though nobody came for a visit. */
static void
test_pulse (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *csv = NULL, *small = NULL;
  GtkWindow *window;
  WfMonthPage *page;

  wf_ui_test_open (services);
  add_workshop (services, "w1", "2026-03-02", (WfPulse){ 7, { 4, 2, 1 } });
  add_workshop (services, "w2", "2026-03-09", (WfPulse){ 13, { 6, 4, 3 } });
  add_workshop (services, "w3", "2026-02-09", (WfPulse){ 3, { 1, 1, 1 } });
  page = show_page (services, &window);
  WAIT_FOR (shows (page, "count"));
  gtk_window_set_default_size (window, 720, 1400);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "How newcomers left the workshops"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "2 workshops — 20 people answered"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "I can do this now"));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (page), "How staff"));
  wf_ui_test_picture (window, "month-pulse");
  csv = dup_csv (services, 3);
  g_assert_nonnull (strstr (csv, "2026-03,closing,\"workshops\",\"2 workshops\",2\r\n"));
  g_assert_nonnull (strstr (csv, "2026-03,closing,\"people\",\"20 people answered\",20\r\n"));
  g_assert_nonnull (strstr (csv, "2026-03,closing,\"now\",\"I can do this now\",10\r\n"));
  g_assert_nonnull (strstr (csv, "\"I want someone beside me\",\r\n"));
  save_pdf (page, services);

  gtk_widget_activate_action (GTK_WIDGET (page), "month.previous", NULL);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "1 workshop — Fewer than five people answered"));
  small = dup_csv (services, 2);
  g_assert_nonnull (strstr (small, "2026-02,closing,\"people\",\"Fewer than five people answered: "
                                   "not shown\",\r\n"));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

static void
test_words (void)
{
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (WfMonthCount) count = wf_month_count_new (2026, 3, zone, none, NULL);
  const char *const *modes = wf_visit_get_modes ();
  const char *const *themes = wf_visit_get_themes ();

  for (guint group = 0; group < WF_MONTH_N_GROUPS; group++)
    {
      const char *const *codes = group == WF_MONTH_GROUP_MODE    ? modes
                                 : group == WF_MONTH_GROUP_THEME ? themes
                                                                 : NULL;

      g_assert_cmpuint (strlen (wf_month_group_get_words ((WfMonthGroup) group)), >, 0);
      for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
        {
          WfMonthCell cell = { (char *) codes[i], 7, FALSE };
          g_autofree char *words = wf_month_cell_dup_words (&cell, (WfMonthGroup) group, format);

          g_assert_cmpstr (words, !=, codes[i]);
        }
    }
  g_assert_false (wf_month_has_hidden (count));
  for (guint i = 0; i < WF_MONTH_N_TOTALS; i++)
    {
      g_autofree char *total = wf_month_dup_total (count, i, format);

      g_assert_true (g_str_has_prefix (total, "0 "));
    }
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/month/page", test_page);
  g_test_add_func ("/ui/month/saves", test_saves);
  g_test_add_func ("/ui/month/pulse", test_pulse);
  g_test_add_func ("/ui/month/words", test_words);
  return g_test_run ();
}
