/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The development plan in the window: goals, what serves them, a day, a reminder.
 */
#include "wf-practice-test.h"

#include "wf-day-row.h"
#include "wf-entry-chooser.h"
#include "wf-entry-page.h"
#include "wf-goal-dialog.h"
#include "wf-practice-reminder.h"

/* A notifier whose screen is two members. */
typedef struct {
  WfNotifier parent_instance;
  guint shown;
  char *body;
} TestNotifier;
typedef WfNotifierClass TestNotifierClass;

GType test_notifier_get_type (void);
G_DEFINE_TYPE (TestNotifier, test_notifier, wf_notifier_get_type ())

static void
test_notifier_show (WfNotifier *notifier, const char *key, const char *title, const char *body)
{
  TestNotifier *self = (TestNotifier *) notifier;

  if (!g_str_equal (key, "practice"))
    return;
  self->shown++;
  g_free (self->body);
  self->body = g_strdup_printf ("%s %s", title, body);
}

static void
test_notifier_finalize (GObject *object)
{
  g_free (((TestNotifier *) object)->body);
  G_OBJECT_CLASS (test_notifier_parent_class)->finalize (object);
}

static void
test_notifier_class_init (TestNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_notifier_finalize;
  klass->show = test_notifier_show;
}

static void
test_notifier_init (TestNotifier *self)
{
}

/* A goal with a day: changed, due, reminded of once a day without a word of it. */
static void
test_goal (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfPracticeReminder) reminder = NULL;
  TestNotifier *screen = g_object_new (test_notifier_get_type (), NULL);
  const GPtrArray *goals;
  GtkWindow *window;
  WfPaneStack *stack;
  GtkWidget *page;
  WfTaskDialog *dialog;

  g_set_object (&services->notifier, WF_NOTIFIER (screen));
  g_object_unref (screen);
  wf_ui_test_open (services);
  reminder = wf_practice_reminder_new (services);
  stack = show_place (services, &window);
  gtk_window_set_default_size (window, 760, 820);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  dialog = opened (wf_goal_dialog_show (services, window, NULL), "practice-goal");
  g_assert_true (can_go (dialog)); /* the first suggestion stands there */
  type_in (dialog, "What I will do", "Secret plan");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Secret plan"));
  goals = wf_practice_book_get_goals (wf_practice_repo_get_book (services->practice));
  g_assert_cmpuint (goals->len, ==, 1);
  g_autofree char *id = g_strdup (((const WfGoal *) goals->pdata[0])->id);
  wf_practice_reminder_check (reminder);
  g_assert_cmpuint (screen->shown, ==, 0); /* no day yet */

  dialog = opened (wf_goal_dialog_show (services, window, id), "practice-goal-change");
  wf_day_row_set_day (get_row (dialog, "By when"), "2020-01-31");
  type_in (dialog, "Course or training", "A course at the library");
  adw_combo_row_set_selected (get_row (dialog, "Checklist"), 1);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "A course at the library"));
  goals = wf_practice_book_get_goals (wf_practice_repo_get_book (services->practice));
  g_assert_cmpuint (goals->len, ==, 1);
  g_assert_cmpstr (((const WfGoal *) goals->pdata[0])->due_day, ==, "2020-01-31");
  g_assert_cmpstr (((const WfGoal *) goals->pdata[0])->text, ==, "Secret plan");
  g_assert_nonnull (((const WfGoal *) goals->pdata[0])->checklist);
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, "practice-plan");

  wf_practice_reminder_check (reminder);
  wf_practice_reminder_check (reminder);
  g_assert_cmpuint (screen->shown, ==, 1);
  g_assert_null (strstr (screen->body, "Secret"));
  g_assert_nonnull (strstr (screen->body, "1 thing"));
  g_assert_true (gtk_widget_activate_action (page, "practice.goal-done", "s", id));
  WAIT_FOR (wf_ui_test_sees (page, "Done on"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static GtkWindow *
find_chooser (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_ENTRY_CHOOSER (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_icon (GtkWidget *root, const char *icon)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_icon (child, icon);
  return found;
}

static const WfGoal *
last_goal (WfServices *services)
{
  const GPtrArray *goals =
      wf_practice_book_get_goals (wf_practice_repo_get_book (services->practice));

  return goals->len > 0 ? goals->pdata[goals->len - 1] : NULL;
}

/* The catalogue's training that serves a goal: chosen, kept by id and name, opened from the goal;
 * other words typed over it are another training; one that is gone is still named. */
static void
test_goal_training (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;
  WfGoal gone = { .id = (char *) "11112222333344445555666677778888",
                  .part = (char *) "2.2",
                  .text = (char *) "Long ago",
                  .training = (char *) "Old course",
                  .entry = (char *) "not-there" };
  GtkWindow *window, *chooser;
  WfPaneStack *stack;
  WfTaskDialog *dialog;
  GtkWidget *page;

  wf_ui_test_open (services);
  stack = show_place (services, &window);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  dialog = opened (wf_goal_dialog_show (services, window, NULL), "practice-goal-new");
  g_signal_emit_by_name (find_icon (GTK_WIDGET (dialog), "system-search-symbolic"), "clicked");
  chooser = find_chooser ();
  wf_ui_test_wait_shown (chooser);
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (chooser, "search_entry")), "tutela");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (chooser), "Tutela"));
  wf_ui_test_picture (chooser, "practice-goal-training");
  g_signal_emit_by_name (wf_ui_test_child (chooser, "search_entry"), "activate");
  WAIT_FOR (find_chooser () == NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, "Course or training"))),
                   ==, "Tutela");
  go (dialog);
  WAIT_FOR (last_goal (services) != NULL);
  g_assert_cmpstr (last_goal (services)->training, ==, "Tutela");
  g_assert_cmpstr (last_goal (services)->entry, ==, "tutela");
  g_autofree char *id = g_strdup (last_goal (services)->id);
  open_page (stack, "practice.show-training", id);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (WF_IS_ENTRY_PAGE (page));
  WAIT_FOR (
      g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "stack")), "entry"));
  wf_ui_test_picture (window, "practice-training");
  wf_pane_stack_pop (stack);

  dialog = opened (wf_goal_dialog_show (services, window, id), "practice-goal-again");
  type_in (dialog, "Course or training", "Tutela, and a library course");
  go (dialog);
  WAIT_FOR (last_goal (services)->entry == NULL);
  g_assert_cmpstr (last_goal (services)->training, ==, "Tutela, and a library course");

  g_ptr_array_add (records, wf_practice_record_goal (&gone));
  g_assert_true (wf_practice_repo_keep_sync (services->practice, records, &error));
  open_page (stack, "practice.show-training", gone.id);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  WAIT_FOR (
      g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "stack")), "gone"));
  g_assert_cmpstr (wf_pane_get_title (WF_PANE (page)), ==, "Old course");
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/practice-plan/goal", test_goal);
  g_test_add_func ("/ui/practice-plan/training", test_goal_training);
  return g_test_run ();
}
