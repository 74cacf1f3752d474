/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attendance list as it is typed: a number, a name, a client; what of it stands in the client's
 * file and in the month.
 */
#include "wf-ui-test.h"

#include "wf-attendance-page.h"
#include "wf-client-page.h"
#include "wf-month-count.h"

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type (WfPane *page, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, "alias_row")), text);
}

static WfMonthCount *
count (WfServices *services)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  WfMonthCount *month = wf_client_repo_count_month_sync (services->clients, 2026, 3, zone, &error);

  g_assert_no_error (error);
  return month;
}

static void
check_client (WfServices *services, const char *id, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_sync (services->clients, id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wf_client_get_attendances (client)->len, ==, n);
}

static void
check_client_page (WfServices *services, const char *id)
{
  WfPane *page = wf_client_page_new (services, id);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (page));

  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Was at a workshop"));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

static void
test_list (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfWorkshopBook) book = NULL;
  g_autofree char *amina = NULL;
  WfAttendancePage *page;
  GtkWindow *window;

  wf_ui_test_open (services);
  amina = wf_ui_test_add_client (services, "Amina Haddad", "ar");
  book = wf_workshop_book_new ("1772618400000000-3", "2026-03-04", "Phones", 12, NULL);
  page = WF_ATTENDANCE_PAGE (wf_attendance_page_new (services, book));
  window = wf_ui_test_show (GTK_WIDGET (page));
  WAIT_FOR (wf_attendance_page_is_ready (page));
  g_assert_cmpfloat (gtk_spin_button_get_value (wf_ui_test_child (page, "people_spin")), ==, 12);

  type (WF_PANE (page), "Blue");
  g_signal_emit_by_name (wf_ui_test_child (page, "alias_row"), "apply");
  WAIT_FOR (wf_attendance_page_is_ready (page) && wf_ui_test_sees (GTK_WIDGET (page), "Blue"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "No file here"));
  type (WF_PANE (page), "Ami");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Amina Haddad"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "_This Client"), "clicked");
  WAIT_FOR (wf_attendance_page_is_ready (page) && wf_ui_test_sees (GTK_WIDGET (page), "Ami"));
  wf_ui_test_picture (window, "attendance");
  check_client (services, amina, 1);
  gtk_spin_button_set_value (wf_ui_test_child (page, "people_spin"), 14);
  WAIT_FOR (wf_attendance_page_is_ready (page));

  g_autoptr (WfMonthCount) month = count (services);
  g_assert_cmpuint (month->workshops, ==, 1);
  g_assert_cmpuint (month->workshop_people, ==, 14);
  g_assert_cmpuint (month->workshop_clients, ==, 1);
  check_client_page (services, amina);

  /* Read anew, and taken out: the client, who stands first. */
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "_Take Out"), "clicked");
  WAIT_FOR (wf_attendance_page_is_ready (page) && !wf_ui_test_sees (GTK_WIDGET (page), "Amina"));
  check_client (services, amina, 0);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Blue"));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/attendance/list", test_list);
  return g_test_run ();
}
