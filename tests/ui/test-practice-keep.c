/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice keeps what was typed and changes nothing that was only looked at: a question left by any
 * way, a list opened.
 */
#include "wf-practice-test.h"

#include "wf-assessment-page.h"
#include "wf-checklist-page.h"
#include "wf-list-page.h"

static const char *
note_of (WfServices *services, const char *part)
{
  return wf_practice_book_get_note (wf_practice_repo_get_book (services->practice), "digcompedu",
                                    part);
}

static void
type_note (GtkWidget *page, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, "note_row")), text);
}

/* Back, a jump, another page, the lock: what was chosen and written is there. */
static void
test_leave_question (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfFramework *map;
  GtkWindow *window;
  WfPaneStack *stack;
  GtkWidget *page;

  wf_ui_test_open (services);
  map = wf_pack_library_get_framework (services->packs, "digcompedu");
  const GPtrArray *questions = wf_framework_get_questions (map);
  const char *first = ((const WfFrameworkPart *) questions->pdata[0])->id;
  const char *third = ((const WfFrameworkPart *) questions->pdata[2])->id;
  stack = show_place (services, &window);
  open_page (stack, "practice.assess", "digcompedu");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  wf_ui_test_key (page, GDK_KEY_4, 0);
  type_note (page, "Afraid of the projector");
  g_assert_true (gtk_widget_activate_action (page, "assessment.jump", "u", 2));
  WAIT_FOR (g_strcmp0 (note_of (services, first), "Afraid of the projector") == 0);
  const WfSelfAssessment *round =
      wf_practice_book_get_open (wf_practice_repo_get_book (services->practice), "digcompedu");
  g_assert_true (wf_self_assessment_has_answer (round, first));
  type_note (page, "And of the cable");
  wf_pane_stack_pop (stack);
  WAIT_FOR (g_strcmp0 (note_of (services, third), "And of the cable") == 0);

  open_page (stack, "practice.assess", "digcompedu");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (gtk_widget_activate_action (page, "assessment.jump", "u", 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (wf_ui_test_child (page, "note_row"))), ==,
                   "Afraid of the projector");
  type_note (page, "Not any more");
  wf_vault_lock_sync (services->vault, NULL);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
  wf_ui_test_unlock (services);
  g_assert_true (wf_practice_repo_load_sync (services->practice, NULL));
  g_assert_cmpstr (note_of (services, first), ==, "Not any more");
}

/* Who opens a list to look writes nothing. */
static void
test_look_at_list (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  GtkWindow *window;
  WfPaneStack *stack;

  wf_ui_test_open (services);
  stack = show_place (services, &window);
  open_page (stack, "practice.show-checklist", "hands-off");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (wf_pane_stack_get_visible (stack)),
                                             "checklist.write", NULL));
  g_assert_true (WF_IS_LIST_PAGE (wf_pane_stack_get_visible (stack)));
  g_autofree char *path =
      g_build_filename (services->data_dir, "packs", "checklists", "hands-off.xml", NULL);
  wf_pane_stack_pop (stack);
  wf_ui_test_pump (300);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/practice-keep/question", test_leave_question);
  g_test_add_func ("/ui/practice-keep/list", test_look_at_list);
  return g_test_run ();
}
