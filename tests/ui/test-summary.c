/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a visit: what the record says next time, and the summary for the client, only after
 * the question about paper.
 */
#include "wf-visit-test.h"

#include <string.h>

#include "wf-end-visit-page.h"
#include "wf-help-now-page.h"
#include "wf-json.h"

static void
append (Fixture *self, const char *kind, const char *json)
{
  JsonObject *body = wf_json_parse_object (json, -1, NULL);

  g_assert_nonnull (body);
  wf_ui_test_append (self->services, self->client_id, wf_record_new (kind, body));
}

/* An offer agreed to, one to a safety line, and a laptop. */
static void
promise (Fixture *self)
{
  append (self, "referral.offered",
          "{\"id\":\"22222222222222222222222222222222\",\"code\":\"572405724\",\"entry-id\":\"x\","
          "\"entry\":{},\"name\":\"City laptops\",\"service\":\"\",\"statement\":\"\"}");
  append (self, "referral.offered",
          "{\"id\":\"33333333333333333333333333333333\",\"code\":\"572405724\",\"entry-id\":\"y\","
          "\"entry\":{\"kind\":\"safety\"},\"name\":\"Secret line\",\"service\":\"\","
          "\"statement\":\"\"}");
  append (self, "loan.lent",
          "{\"id\":\"44444444444444444444444444444444\",\"device\":\"\",\"tag\":\"T-014\","
          "\"type\":\"laptop\",\"lent\":\"2026-03-01\",\"until\":\"2026-03-20\",\"lang\":\"fr\","
          "\"with\":\"\"}");
}

static AdwMessageDialog *
ask (Fixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.summary", NULL));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  g_assert_not_reached ();
}

static void
respond (AdwMessageDialog *dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

typedef struct {
  gboolean is_done;
  char *text;
} Read;

static void
on_text_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *read = user_data;

  read->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  read->is_done = TRUE;
}

static char *
dup_copied (Fixture *self)
{
  Read read = { FALSE, NULL };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL,
                                 on_text_ready, &read);
  WAIT_FOR (read.is_done);
  return read.text;
}

static void
go_to_end (Fixture *self)
{
  start (self, WF_VISIT_HELP_NOW, "fr", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "outcome_chooser"), "part");
  settle ();
  click_next (self);
  WAIT_FOR (WF_IS_END_VISIT_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "next_chooser"), "week");
  settle ();
}

static void
test_summary (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  GtkWidget *record;
  g_autofree char *nothing = NULL;
  g_autofree char *text = NULL;

  promise (self);
  go_to_end (self);
  record = wf_ui_test_child (top (self), "record");
  WAIT_FOR (gtk_widget_get_visible (record));
  WAIT_FOR (wf_ui_test_sees (record, "T-014"));
  g_assert_true (wf_ui_test_sees (record, "City laptops"));
  wf_ui_test_picture (self->window, "summary-end");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), "before");
  respond (ask (self), "keep");
  settle ();
  nothing = dup_copied (self);
  g_assert_cmpstr (nothing, ==, "before");

  respond (ask (self), "copy");
  WAIT_FOR ((g_free (g_steal_pointer (&text)), text = dup_copied (self)) != NULL &&
            strcmp (text, "before") != 0);
  g_assert_nonnull (strstr (text, "Notre rencontre"));
  g_assert_nonnull (strstr (text, "Une partie est faite."));
  g_assert_nonnull (strstr (text, "Je réfléchis à ceci : City laptops"));
  g_assert_nonnull (strstr (text, "J’ai ceci de vous : Ordinateur portable"));
  g_assert_nonnull (strstr (text, "Notre prochaine rencontre est le"));
  g_assert_null (strstr (text, "Secret"));
  g_assert_null (strstr (text, "Amal"));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/summary/summary", test_summary);
  return g_test_run ();
}
