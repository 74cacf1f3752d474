/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before a visit the page says what was promised last time, and nothing to somebody new.
 */
#include "wf-ui-test.h"

#include "wf-json.h"
#include "wf-last-time.h"
#include "wf-start-visit-page.h"

static void
append (WfServices *services, const char *id, const char *kind, const char *json)
{
  JsonObject *body = wf_json_parse_object (json, -1, NULL);

  g_assert_nonnull (body);
  wf_ui_test_append (services, id, wf_record_new (kind, body));
}

static GtkWidget *
get_last_time (WfPane *page)
{
  return wf_ui_test_child (page, "last_time");
}

static void
test_promised (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  WfPane *page;
  GtkWindow *window;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amal", "ar");
  append (services, id, "visit.started",
          "{\"id\":\"11111111111111111111111111111111\",\"way\":\"full\",\"mode\":\"in-person\","
          "\"goal\":\"a bank letter\"}");
  append (services, id, "visit.ended",
          "{\"id\":\"11111111111111111111111111111111\",\"way\":\"full\",\"mode\":\"in-person\","
          "\"goal\":\"a bank letter\",\"minutes\":40}");
  append (services, id, "plan.made",
          "{\"plan\":\"p1\",\"pack\":\"newcomer\",\"pack_version\":1,\"statements\":["
          "{\"id\":\"p-a\",\"constraint\":\"area-5\",\"picked\":true,\"text\":{\"en\":\"I want to "
          "connect to Wi-Fi.\"},\"action\":{\"en\":\"Join here.\"},\"because\":[],\"goals\":[],"
          "\"resources\":[]},"
          "{\"id\":\"p-b\",\"constraint\":\"area-2\",\"picked\":false,\"text\":{\"en\":\"I want to "
          "use e-mail.\"},\"action\":{\"en\":\"Open one.\"},\"because\":[],\"goals\":[],"
          "\"resources\":[]}],\"entries\":{}}");
  append (services, id, "referral.offered",
          "{\"id\":\"22222222222222222222222222222222\",\"code\":\"572405724\",\"entry-id\":\"x\","
          "\"entry\":{},\"name\":\"City laptops\",\"service\":\"\",\"statement\":\"p-a\"}");

  page = wf_start_visit_page_new (services, id, WF_VISIT_FULL);
  window = wf_ui_test_show (GTK_WIDGET (page));
  WAIT_FOR (wf_ui_test_sees (get_last_time (page), "City laptops"));
  g_assert_true (wf_ui_test_sees (get_last_time (page), "a bank letter"));
  g_assert_true (wf_ui_test_sees (get_last_time (page), "I want to connect to Wi-Fi."));
  g_assert_false (wf_ui_test_sees (get_last_time (page), "I want to use e-mail."));
  wf_ui_test_picture (window, "last-time");
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

static void
on_completed (WfLastTime *last_time, gboolean *is_complete)
{
  *is_complete = TRUE;
}

static void
test_nothing_yet (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *id = NULL;
  WfPane *page;
  GtkWindow *window;
  gboolean is_complete = FALSE;

  wf_ui_test_open (services);
  id = wf_ui_test_add_client (services, "Amal", "ar");
  page = wf_start_visit_page_new (services, id, WF_VISIT_FULL);
  g_signal_connect (get_last_time (page), "completed", G_CALLBACK (on_completed), &is_complete);
  window = wf_ui_test_show (GTK_WIDGET (page));
  WAIT_FOR (is_complete);
  g_assert_false (gtk_widget_get_visible (get_last_time (page)));
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/last-time/promised", test_promised);
  g_test_add_func ("/ui/last-time/nothing-yet", test_nothing_yet);
  return g_test_run ();
}
