/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workshop through its windows, with the real server process: started from the page, run by keys
 * as a clicker and a presenter press them, killed and gone on with, ended, its results read.
 */
#include "wf-ui-test.h"

#include "wf-attendance-page.h"
#include "wf-pane-stack.h"
#include "wf-presenter-window.h"
#include "wf-workshop-result-page.h"
#include "wf-workshop-setup-page.h"
#include "wf-workshop-sheet.h"
#include "wf-workshop-shelf.h"
#include "wf-workshops-page.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static WfScript *
make_script (WfServices *services, const char *deck)
{
  return wf_script_new (wf_pack_library_get_deck (services->packs, deck), services->packs);
}

static WfPresenterWindow *
begin_deck (WfServices *services, const char *deck, gboolean is_new)
{
  g_autoptr (WfScript) script = make_script (services, deck);
  const WfWorkshopSetup setup = { .heads = 24, .first = "en", .is_new = is_new };
  WfPresenterWindow *window = wf_presenter_window_new (services, script, &setup, NULL);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  WAIT_FOR (wf_workshop_link_get_view (wf_presenter_window_get_link (window)) != NULL);
  return window;
}

static WfPresenterWindow *
begin (WfServices *services, gboolean is_new)
{
  return begin_deck (services, "checking-assumptions", is_new);
}

static const WfWorkshopView *
view_of (WfPresenterWindow *window)
{
  return wf_workshop_link_get_view (wf_presenter_window_get_link (window));
}

static const WfProjection *
wall_of (WfPresenterWindow *window)
{
  return wf_projector_view_get (
      wf_projector_window_get_view (wf_presenter_window_get_wall (window)));
}

static void
key (WfPresenterWindow *window, guint keyval)
{
  wf_ui_test_key (GTK_WIDGET (window), keyval, 0);
}

static void
say (WfPresenterWindow *window, const char *line)
{
  g_autoptr (WfAction) action = wf_action_parse (line, NULL);

  wf_workshop_link_send (wf_presenter_window_get_link (window), action);
}

static void
go (WfPresenterWindow *window, const char *slide)
{
  g_autofree char *line = g_strdup_printf ("go %s", slide);

  say (window, line);
  WAIT_FOR (g_str_equal (wall_of (window)->slide->id, slide));
}

static void
end (WfPresenterWindow *window)
{
  g_autoptr (WfAction) action = wf_action_new (WF_ACTION_END);
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  wf_workshop_link_send (wf_presenter_window_get_link (window), action);
  WAIT_FOR (weak == NULL);
}

static void
test_keys (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  WAIT_FOR (view_of (window)->heads == 24);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "No projector found"));
  key (window, GDK_KEY_Page_Down);
  WAIT_FOR (view_of (window)->own->slide == 1);
  key (window, GDK_KEY_Page_Down);
  WAIT_FOR (view_of (window)->own->slide == 2); /* the pulse */
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "About the organisation, not about you"));
  key (window, GDK_KEY_2);
  WAIT_FOR (view_of (window)->own->hands[1] == 1);
  key (window, GDK_KEY_2);
  WAIT_FOR (view_of (window)->own->hands[1] == 2);
  key (window, GDK_KEY_KP_1);
  WAIT_FOR (view_of (window)->own->hands[0] == 1);
  g_assert_false (wall_of (window)->has_counts);
  wf_ui_test_picture (GTK_WINDOW (window), "presenter-pulse");
  key (window, GDK_KEY_r);
  WAIT_FOR (wall_of (window)->has_counts);
  g_assert_cmpuint (wall_of (window)->counts[1], ==, 2);
  key (window, GDK_KEY_z); /* hidden again */
  WAIT_FOR (!wall_of (window)->has_counts);
  wf_ui_test_key (GTK_WIDGET (window), GDK_KEY_2, GDK_CONTROL_MASK);
  WAIT_FOR (view_of (window)->own->hands[1] == 1);
  key (window, GDK_KEY_b);
  WAIT_FOR (wall_of (window)->is_black);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "The wall is black"));
  key (window, GDK_KEY_period); /* what some clickers send */
  WAIT_FOR (!wall_of (window)->is_black);
  key (window, GDK_KEY_f);
  WAIT_FOR (view_of (window)->is_frozen);
  key (window, GDK_KEY_Page_Down);
  WAIT_FOR (view_of (window)->own->slide == 3);
  g_assert_cmpstr (wall_of (window)->slide->id, ==, "a-pulse");
  key (window, GDK_KEY_f);
  WAIT_FOR (g_str_equal (wall_of (window)->slide->id, "a-how"));
  key (window, GDK_KEY_Page_Up);
  WAIT_FOR (view_of (window)->own->slide == 2);
  key (window, GDK_KEY_x);
  WAIT_FOR (wf_tally_get_total (view_of (window)->own) == 0);
  key (window, GDK_KEY_o);
  WAIT_FOR (!view_of (window)->own->is_open);
  end (window);
}

static void
test_map_and_keyboard (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  go (window, "assume-s1");
  key (window, GDK_KEY_4);
  key (window, GDK_KEY_2); /* rather true, a little certain */
  WAIT_FOR (view_of (window)->own->hands[(2 - 1) * 5 + 4 - 1] == 1);
  key (window, GDK_KEY_9); /* not on the map */
  wf_ui_test_picture (GTK_WINDOW (window), "presenter-map");
  go (window, "a-close");
  gtk_switch_set_active (wf_ui_test_child (window, "shared_switch"), TRUE);
  key (window, GDK_KEY_3);
  WAIT_FOR (view_of (window)->own->keys[2] == 1);
  g_assert_cmpuint (view_of (window)->own->hands[2], ==, 0);
  go (window, "a-ours");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "Nothing shows by itself"));
  end (window);
}

/* The server: the one process we started that serves a workshop. */
static void
signal_server (int number)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *stat = NULL;
      const char *after;
      int parent = 0;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &stat, NULL, NULL))
        continue;
      after = strrchr (stat, ')');
      if (after == NULL || sscanf (after + 1, " %*c %d", &parent) != 1 || parent != getpid () ||
          strstr (stat, "wayfinderctl") == NULL)
        continue;
      g_assert_cmpint (kill (atoi (name), number), ==, 0);
      n++;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* What is pressed while the disk is slow is counted, each press. */
static void
test_quick_keys (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  go (window, "a-pulse");
  signal_server (SIGSTOP);
  for (guint i = 0; i < 5; i++)
    key (window, GDK_KEY_2);
  signal_server (SIGCONT);
  WAIT_FOR (view_of (window)->own->hands[1] == 5);
  go (window, "assume-s1");
  signal_server (SIGSTOP);
  for (guint i = 0; i < 6; i++)
    key (window, GDK_KEY_3);
  signal_server (SIGCONT);
  WAIT_FOR (view_of (window)->own->hands[2 * 5 + 2] == 3);
  end (window);
}

/* In a number's field digits are typed; a clicker's and the presenter's keys do what they do. */
static void
test_keys_in_a_number (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;
  GtkSpinButton *spin;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  go (window, "a-pulse");
  spin = wf_ui_test_child (window, "attend_spin");
  gtk_widget_grab_focus (GTK_WIDGET (spin));
  key (window, GDK_KEY_b);
  WAIT_FOR (wall_of (window)->is_black);
  key (window, GDK_KEY_period);
  WAIT_FOR (!wall_of (window)->is_black);
  gtk_editable_set_text (GTK_EDITABLE (spin), "18");
  key (window, GDK_KEY_Return);
  WAIT_FOR (view_of (window)->attendance == 18);
  key (window, GDK_KEY_2); /* a hand again */
  WAIT_FOR (view_of (window)->own->hands[1] == 1);
  g_assert_cmpuint (view_of (window)->attendance, ==, 18);
  end (window);
}

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
type_idea (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "apply");
}

/* Ideas said aloud, other words for one that waits, votes by key. */
static void
test_own_ideas (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;
  GtkWidget *entry;
  WfIdea *idea;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  go (window, "a-ours");
  entry = wf_ui_test_find (wf_ui_test_child (window, "counts"), ADW_TYPE_ENTRY_ROW);
  type_idea (entry, "Ask Sam about phones");
  WAIT_FOR (view_of (window)->own->ideas->len == 1);
  idea = view_of (window)->own->ideas->pdata[0];
  g_assert_false (idea->is_shown);
  g_signal_emit_by_name (find_button (wf_ui_test_child (window, "counts"), "_Change…"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Ask Sam about phones");
  type_idea (entry, "Ask about phones");
  WAIT_FOR (
      view_of (window)->own->ideas->len == 1 &&
      g_str_equal (((WfIdea *) view_of (window)->own->ideas->pdata[0])->text, "Ask about phones"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), "Ask about phones"));
  wf_ui_test_picture (GTK_WINDOW (window), "presenter-own-ideas");
  say (window, "show-idea 1");
  WAIT_FOR (((WfIdea *) view_of (window)->own->ideas->pdata[0])->is_shown);
  say (window, "vote-ideas");
  WAIT_FOR (view_of (window)->own->is_voting);
  key (window, GDK_KEY_1);
  WAIT_FOR (((WfIdea *) view_of (window)->own->ideas->pdata[0])->votes == 1);
  end (window);
}

static guint n_shown;

static void
count_shown (WfNotifier *notifier, const char *key, const char *title, const char *body)
{
  n_shown++;
}

/* What pops up waits until the room no longer sees this computer. */
static void
test_reminders_wait (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfNotifierClass *klass = WF_NOTIFIER_GET_CLASS (services->notifier);
  void (*show) (WfNotifier *, const char *, const char *, const char *) = klass->show;
  WfPresenterWindow *window;

  wf_ui_test_open (services);
  klass->show = count_shown;
  window = begin (services, FALSE);
  wf_notifier_send (services->notifier, "due", "Follow-ups", "1 follow-up is due");
  g_assert_cmpuint (n_shown, ==, 0);
  end (window);
  WAIT_FOR (n_shown == 1);
  klass->show = show;
}

/* Its process killed, the workshop goes on by itself; the program gone, the next one goes on. */
static void
test_goes_on (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPresenterWindow *window;
  gpointer weak;

  wf_ui_test_open (services);
  window = begin (services, FALSE);
  go (window, "a-pulse");
  key (window, GDK_KEY_3);
  WAIT_FOR (view_of (window)->own->hands[2] == 1);
  signal_server (SIGKILL);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "started again where it stood"));
  key (window, GDK_KEY_3);
  WAIT_FOR (view_of (window)->own->hands[2] == 2);
  weak = window;
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  wf_presenter_window_put_aside (window);
  WAIT_FOR (weak == NULL);

  window = begin (services, FALSE);
  WAIT_FOR (view_of (window)->own->slide == 2);
  g_assert_cmpuint (view_of (window)->own->hands[2], ==, 2);
  end (window);
}

static void
on_any (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
list_sessions (WfServices *services)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *sessions;

  wf_workshop_shelf_list_async (services->data_dir, NULL, on_any, &result);
  WAIT_FOR (result != NULL);
  sessions = wf_workshop_shelf_list_finish (result, &error);
  g_assert_no_error (error);
  return sessions;
}

/* Whether @path is there and written. */
static gboolean
has_contents (const char *path, char **out_contents)
{
  g_autofree char *contents = NULL;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, NULL) || size == 0)
    return FALSE;
  g_free (*out_contents);
  *out_contents = g_steal_pointer (&contents);
  return TRUE;
}

static char *
save (WfPane *page, WfServices *services, WfWorkshopFormat format)
{
  g_autofree char *name = g_strdup_printf ("results-%d", format);
  g_autofree char *path = g_build_filename (services->data_dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  char *contents = NULL;

  wf_workshop_result_page_save (WF_WORKSHOP_RESULT_PAGE (page), format, file);
  WAIT_FOR (has_contents (path, &contents));
  return contents;
}

static void
test_results (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GPtrArray) sessions = NULL;
  g_autofree char *csv = NULL, *pdf = NULL, *png = NULL;
  WfPresenterWindow *presenter;
  GtkWindow *window;
  WfPane *page;

  wf_ui_test_open (services);
  presenter = begin (services, FALSE);
  go (presenter, "a-pulse");
  key (presenter, GDK_KEY_1); /* one alone: it would point at somebody */
  WAIT_FOR (view_of (presenter)->own->hands[0] == 1);
  go (presenter, "a-close");
  for (guint i = 1; i <= 6; i++)
    {
      key (presenter, GDK_KEY_2);
      WAIT_FOR (view_of (presenter)->own->hands[1] == i);
    }
  gtk_spin_button_set_value (wf_ui_test_child (presenter, "attend_spin"), 21);
  WAIT_FOR (view_of (presenter)->attendance == 21);
  end (presenter);

  sessions = list_sessions (services);
  g_assert_cmpuint (sessions->len, ==, 1);
  page = wf_workshop_result_page_new (services, sessions->pdata[0]);
  window = wf_ui_test_show (GTK_WIDGET (page));
  WAIT_FOR (wf_workshop_result_page_is_ready (WF_WORKSHOP_RESULT_PAGE (page)));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "attendance: 21"));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Fewer than five"));
  gtk_window_set_default_size (window, 900, 760);
  wf_ui_test_pump (200);
  wf_ui_test_picture (window, "workshop-results");
  csv = save (page, services, WF_WORKSHOP_CSV);
  g_assert_nonnull (strstr (csv, ",6\r\n"));
  g_assert_null (strstr (csv, ",1\r\n"));
  pdf = save (page, services, WF_WORKSHOP_PDF);
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  png = save (page, services, WF_WORKSHOP_PNG);
  g_assert_true (memcmp (png, "\x89PNG", 4) == 0);
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

/* Holds a workshop of one question, answered by hands. */
static void
hold (WfServices *services, const char *deck, const char *slide, guint first, guint second)
{
  WfPresenterWindow *presenter = begin_deck (services, deck, TRUE);

  go (presenter, slide);
  for (guint i = 1; i <= first; i++)
    {
      key (presenter, GDK_KEY_1);
      WAIT_FOR (view_of (presenter)->own->hands[0] == i);
    }
  for (guint i = 1; i <= second; i++)
    {
      key (presenter, GDK_KEY_2);
      WAIT_FOR (view_of (presenter)->own->hands[1] == i);
    }
  end (presenter);
}

/* Notes the attendance of the workshop held last, from its results. */
static void
note_attendance (WfServices *services, guint people)
{
  g_autoptr (GPtrArray) sessions = list_sessions (services);
  WfPaneStack *stack =
      wf_pane_stack_new (wf_workshop_result_page_new (services, sessions->pdata[0]));
  GtkWindow *window;
  WfPane *page;

  wf_pane_stack_set_front (stack, TRUE);
  window = wf_ui_test_show (GTK_WIDGET (stack));
  page = wf_pane_stack_get_visible (stack);
  WAIT_FOR (wf_workshop_result_page_is_ready (WF_WORKSHOP_RESULT_PAGE (page)));
  gtk_widget_activate_action (GTK_WIDGET (page), "result.attendance", NULL);
  page = wf_pane_stack_get_visible (stack);
  WAIT_FOR (wf_attendance_page_is_ready (WF_ATTENDANCE_PAGE (page)));
  gtk_spin_button_set_value (wf_ui_test_child (page, "people_spin"), people);
  WAIT_FOR (wf_attendance_page_is_ready (WF_ATTENDANCE_PAGE (page)));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
check_pulse (const WfWorkshopBook *book, WfPulseKind kind, guint people, guint first, guint second)
{
  const WfPulse *pulse = &book->pulses[kind];

  g_assert_cmpuint (pulse->people, ==, people);
  g_assert_cmpuint (pulse->counts[0], ==, first);
  g_assert_cmpuint (pulse->counts[1], ==, second);
  g_assert_cmpuint (pulse->counts[2], ==, 0);
}

/* What enough people answered goes with the attendance, as totals; what too few did does not. */
static void
test_pulse (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (GError) error = NULL;

  wf_ui_test_open (services);
  hold (services, "digital-safety-newcomers", "d-close", 4, 2);
  note_attendance (services, 14);
  hold (services, "digital-safety-newcomers", "d-close", 3, 1);
  note_attendance (services, 15);
  hold (services, "checking-assumptions", "a-pulse", 0, 5);
  note_attendance (services, 16);

  records = wf_vault_read_sync (services->vault, wf_vault_get_agency_id (services->vault), &error);
  g_assert_no_error (error);
  books = wf_workshop_books_from_records (records);
  g_assert_cmpuint (books->len, ==, 3);
  for (guint i = 0; i < books->len; i++)
    g_assert_cmpuint (((WfWorkshopBook *) books->pdata[i])->people, ==, 14 + i);
  check_pulse (books->pdata[0], WF_PULSE_CLOSING, 6, 4, 2);
  check_pulse (books->pdata[0], WF_PULSE_STAFF, 0, 0, 0);
  check_pulse (books->pdata[1], WF_PULSE_CLOSING, 0, 0, 0);
  check_pulse (books->pdata[2], WF_PULSE_STAFF, 5, 0, 5);
  check_pulse (books->pdata[2], WF_PULSE_CLOSING, 0, 0, 0);
}

static void
test_page (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfPaneStack *stack;
  GtkWindow *window;
  GtkWidget *page;
  WfPresenterWindow *presenter = NULL;

  wf_ui_test_open (services);
  stack = wf_pane_stack_new (g_object_new (WF_TYPE_WORKSHOPS_PAGE, "services", services, NULL));
  wf_pane_stack_set_front (stack, TRUE);
  window = wf_ui_test_show (GTK_WIDGET (stack));
  gtk_window_set_default_size (window, 900, 760);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  wf_ui_test_pump (300);
  g_assert_true (wf_ui_test_sees (page, "Digital safety basics"));
  g_assert_true (wf_ui_test_sees (page, "For newcomers"));
  wf_ui_test_pump (200);
  wf_ui_test_picture (window, "workshops");
  gtk_widget_activate_action (page, "workshops.start", "s", "checking-assumptions");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (WF_IS_WORKSHOP_SETUP_PAGE (page));
  wf_ui_test_pump (200);
  wf_ui_test_picture (window, "workshop-setup");
  gtk_spin_button_set_value (wf_ui_test_child (page, "heads_spin"), 12);
  gtk_widget_activate_action (page, "setup.start", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (WF_IS_PRESENTER_WINDOW (each))
        presenter = WF_PRESENTER_WINDOW (each);
    }
  g_assert_nonnull (presenter);
  WAIT_FOR (view_of (presenter) != NULL && view_of (presenter)->heads == 12);
  wf_presenter_window_put_aside (presenter);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (stack), "put aside")); /* without going away and back */
  gtk_widget_activate_action (GTK_WIDGET (wf_pane_stack_get_visible (stack)), "workshops.start",
                              "s", "checking-assumptions");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (wf_pane_stack_get_visible (stack)),
                                  "It goes on where it stood"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

/* One request as a phone makes it; the server is another process, so waiting here is harmless. */
static char *
ask (const char *url, const char *method, const char *path, const char *token, const char *body)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_strndup (url + 7, strlen (url) - 8);
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, place, 80, NULL, &error);
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autofree char *request =
      g_strdup_printf ("%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nX-Workshop: %s\r\n"
                       "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                       method, path, place, token, strlen (body), body);
  char piece[4096];
  gssize n;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), piece,
                                   sizeof piece, NULL, NULL)) > 0)
    g_string_append_len (answer, piece, n);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
join (WfWorkshopLink *link)
{
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", wf_workshop_link_get_code (link));
  g_autofree char *answer = ask (wf_workshop_link_get_url (link), "POST", "/join", "join", body);
  const char *token = strstr (answer, "\"token\":\"");

  g_assert_nonnull (token);
  token += strlen ("\"token\":\"");
  return g_strndup (token, strcspn (token, "\""));
}

/* Can phones reach me? Then an idea of a phone waits until the presenter shows it. */
static void
test_phones (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfScript) script = NULL;
  const WfWorkshopSetup setup = { .heads = 9, .first = "en", .address = "127.0.0.1" };
  WfPresenterWindow *window;
  WfWorkshopLink *link;
  g_autofree char *token = NULL;
  g_autofree char *code = NULL;

  wf_ui_test_open (services);
  script = make_script (services, "checking-assumptions");
  window = wf_presenter_window_new (services, script, &setup, NULL);
  gtk_window_present (GTK_WINDOW (window));
  link = wf_presenter_window_get_link (window);
  WAIT_FOR (wf_workshop_link_get_url (link) != NULL && view_of (window) != NULL);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "Not yet known"));
  g_free (ask (wf_workshop_link_get_url (link), "GET", "/", "", ""));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "Yes. The page was opened"));
  token = join (link);
  go (window, "a-ours");
  g_free (ask (wf_workshop_link_get_url (link), "POST", "/idea", token,
               "{\"slide\":\"a-ours\",\"round\":0,\"nonce\":\"n1\",\"text\":\"Lend laptops\"}"));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "Lend laptops"));
  g_assert_cmpuint (wall_of (window)->ideas->len, ==, 0);
  wf_ui_test_picture (GTK_WINDOW (window), "presenter-ideas");
  gtk_widget_activate (find_button (GTK_WIDGET (window), "_Show"));
  WAIT_FOR (wall_of (window)->ideas->len == 1);
  gtk_widget_activate (find_button (GTK_WIDGET (window), "Take _Off"));
  WAIT_FOR (wall_of (window)->ideas->len == 0);
  code = g_strdup (wf_workshop_link_get_code (link));
  g_assert_nonnull (find_button (GTK_WIDGET (window), "_New Code"));
  say (window, "new-code");
  WAIT_FOR (g_strcmp0 (wf_workshop_link_get_code (link), code) != 0);
  WAIT_FOR (view_of (window)->phones == 0);
  end (window);
}

static GdkMonitor *
monitor_of (gpointer window)
{
  return gdk_display_get_monitor_at_surface (gtk_widget_get_display (window),
                                             gtk_native_get_surface (window));
}

/* The whole screen, both displays, when WF_PICTURES names a folder. */
static void
take_screen (const char *name)
{
  const char *folder = g_getenv ("WF_PICTURES");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  wf_ui_test_pump (500);
  path = g_build_filename (folder, name, NULL);
  g_spawn_sync (NULL,
                (char *[]){ (char *) "import", (char *) "-window", (char *) "root", path, NULL },
                NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* With a second display the wall goes there by itself, full screen; the presenter keeps the keys.
 */
static void
test_two_displays (void)
{
  g_autoptr (WfServices) services = NULL;
  WfPresenterWindow *window;
  GtkWidget *wall;
  GdkRectangle place;

  if (g_list_model_get_n_items (gdk_display_get_monitors (gdk_display_get_default ())) < 2)
    {
      g_test_skip ("there is one display here");
      return;
    }
  services = wf_ui_test_services ();
  wf_ui_test_open (services);
  window = begin (services, FALSE);
  wall = GTK_WIDGET (wf_presenter_window_get_wall (window));
  WAIT_FOR (gtk_widget_get_mapped (wall) && gtk_window_is_fullscreen (GTK_WINDOW (wall)));
  WAIT_FOR (monitor_of (wall) != monitor_of (window));
  gdk_monitor_get_geometry (monitor_of (wall), &place);
  WAIT_FOR (gtk_widget_get_width (wall) == place.width &&
            gtk_widget_get_height (wall) == place.height);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "On the wall"));
  go (window, "a-pulse");
  key (window, GDK_KEY_2);
  key (window, GDK_KEY_r);
  WAIT_FOR (wall_of (window)->has_counts);
  take_screen ("two-displays.png");
  wf_quick_hide_set_active (services->quick_hide, TRUE); /* hides the wall as well */
  g_assert_false (gtk_widget_get_mapped (
      GTK_WIDGET (wf_projector_window_get_view (WF_PROJECTOR_WINDOW (wall)))));
  wf_quick_hide_set_active (services->quick_hide, FALSE);
  end (window);
}

int
main (int argc, char *argv[])
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/workshop/page", test_page);
  g_test_add_func ("/workshop/keys", test_keys);
  g_test_add_func ("/workshop/map-and-keyboard", test_map_and_keyboard);
  g_test_add_func ("/workshop/quick-keys", test_quick_keys);
  g_test_add_func ("/workshop/keys-in-a-number", test_keys_in_a_number);
  g_test_add_func ("/workshop/own-ideas", test_own_ideas);
  g_test_add_func ("/workshop/reminders-wait", test_reminders_wait);
  g_test_add_func ("/workshop/goes-on", test_goes_on);
  g_test_add_func ("/workshop/results", test_results);
  g_test_add_func ("/workshop/pulse", test_pulse);
  g_test_add_func ("/workshop/phones", test_phones);
  g_test_add_func ("/workshop/two-displays", test_two_displays);
  return g_test_run ();
}
