/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice in the window: a whole self-assessment by keys, its result, a checklist ticked
 * with evidence and asked about, a colleague who signs it off.
 */
#include "wf-practice-test.h"

#include "wf-assessment-page.h"
#include "wf-checklist-page.h"
#include "wf-day-row.h"
#include "wf-heat-map.h"
#include "wf-list-intake.h"
#include "wf-list-page.h"
#include "wf-org-dialogs.h"
#include "wf-org-page.h"
#include "wf-point-dialog.h"
#include "wf-portfolio-sheet.h"
#include "wf-radar.h"
#include "wf-result-page.h"
#include "wf-share-dialog.h"
#include "wf-sign-dialog.h"
#include "wf-team-page.h"
#include "wf-vault-people.h"

static guint
count_answers (WfServices *services)
{
  const WfSelfAssessment *round =
      wf_practice_book_get_open (wf_practice_repo_get_book (services->practice), "digcompedu");
  WfFramework *map = wf_pack_library_get_framework (services->packs, "digcompedu");

  if (round == NULL)
    return 0;
  g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (round, map);
  return wf_ratings_count (ratings);
}

static const char *
label (gpointer page, const char *id)
{
  return gtk_label_get_label (wf_ui_test_child (page, id));
}

static void
test_by_keys (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  GtkWindow *window;
  WfPaneStack *stack;
  GtkWidget *page;

  wf_ui_test_open (services);
  stack = show_place (services, &window);
  gtk_window_set_default_size (window, 760, 820);
  wf_ui_test_picture (window, "practice-empty");
  open_page (stack, "practice.assess", "digcompedu");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (WF_IS_ASSESSMENT_PAGE (page));
  g_assert_cmpstr (label (page, "title_label"), ==, "Organisational communication");
  g_assert_nonnull (strstr (label (page, "progress_label"), "0 of 22"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (wf_ui_test_child (page, "title_label")),
                                   GTK_ACCESSIBLE_ROLE_HEADING);

  wf_ui_test_key (page, GDK_KEY_Return, 0); /* nothing chosen: stays */
  wf_ui_test_key (page, GDK_KEY_3, 0);
  wf_ui_test_picture (window, "practice-question");
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, "note_row")), "For me alone");
  gtk_widget_activate_action (page, "assessment.next", NULL);
  WAIT_FOR (g_str_equal (label (page, "title_label"), "Professional collaboration"));
  g_assert_cmpuint (count_answers (services), ==, 1);
  g_assert_nonnull (strstr (label (page, "progress_label"), "1 of 22"));

  wf_ui_test_key (page, GDK_KEY_BackSpace, 0);
  g_assert_cmpstr (label (page, "title_label"), ==, "Organisational communication");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (wf_ui_test_child (page, "note_row"))), ==,
                   "For me alone");
  wf_ui_test_key (page, GDK_KEY_2, 0);
  gtk_widget_activate_action (page, "assessment.next", NULL);
  WAIT_FOR (g_str_equal (label (page, "title_label"), "Professional collaboration"));
  wf_ui_test_key (page, GDK_KEY_s, 0);
  WAIT_FOR (g_str_equal (label (page, "title_label"), "Reflective practice"));

  /* Leaving and coming back goes on where it was. */
  wf_pane_stack_pop (stack);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (stack), "Go on where you were"));
  open_page (stack, "practice.assess", "digcompedu");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_cmpstr (label (page, "title_label"), ==, "Reflective practice");
  for (guint i = 2; i < 22; i++)
    {
      const char *before = label (page, "title_label");
      g_autofree char *title = g_strdup (before);
      wf_ui_test_key (page, i == 5 ? GDK_KEY_0 : i % 3 == 0 ? GDK_KEY_4 : GDK_KEY_3, 0);
      gtk_widget_activate_action (page, "assessment.next", NULL);
      if (i < 21)
        WAIT_FOR (!g_str_equal (label (page, "title_label"), title));
    }
  WAIT_FOR (WF_IS_RESULT_PAGE (wf_pane_stack_get_visible (stack)));
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (wf_ui_test_sees (page, "provisional: something was skipped"));
  g_assert_true (wf_ui_test_sees (page, "Creating and modifying digital resources"));
  g_assert_false (
      wf_ui_test_sees (wf_ui_test_child (page, "area_group"), "B1")); /* only in the credit */
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (wf_ui_test_child (page, "radar")),
                                   GTK_ACCESSIBLE_ROLE_IMG);
  wf_ui_test_picture (window, "practice-result");

  wf_pane_stack_pop (stack);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  WAIT_FOR (wf_ui_test_sees (page, "Look again"));
  open_page (stack, "practice.add-goal", "2.2");
  WAIT_FOR (wf_ui_test_sees (page, "My plan"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, "practice-place");
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
unlock_as (WfServices *services, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  wf_vault_lock_sync (services->vault, NULL);
  wf_vault_unlock_sync (services->vault, staff_id, WF_UI_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  wf_practice_repo_load_sync (services->practice, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_check (GtkWidget *root)
{
  return wf_ui_test_find (root, GTK_TYPE_CHECK_BUTTON);
}

/* What a colleague signed stands first; what is only ticked stands after "Self-declared". */
static void
check_portfolio (WfServices *services)
{
  WfChecklist *list = wf_pack_library_get_checklist (services->packs, "hands-off");
  const WfEvidence evidence = { .text = (char *) "A sheet from the library" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  g_autoptr (GError) error = NULL;
  const char *apart, *outside;
  const WfChecklistPoint *point = wf_checklist_lookup (list, "hands-off-04");
  g_autoptr (WfClaim) claim = wf_claim_new (list, point);
  g_autofree char *code =
      wf_sign_dup_code (wf_practice_repo_get_staff_id (services->practice), claim, &evidence);

  g_ptr_array_add (records,
                   wf_practice_record_noted ("digcompedu", "1.1", "nobody else's business"));
  g_ptr_array_add (records, wf_checklist_record_entered (list, point, TRUE, NULL, &evidence,
                                                         "Mr Outside", code));
  wf_practice_repo_keep_sync (services->practice, records, &error);
  g_assert_no_error (error);
  g_autoptr (WfPage) page =
      wf_portfolio_sheet_new (services, "Ana Founder", members, WF_PAGE_PAPER_LETTER);
  g_autofree char *text = wf_page_to_plain_text (page, FALSE);
  apart = strstr (text, "Self-declared");
  outside = strstr (text, "Mr Outside");
  g_assert_nonnull (strstr (text, "Ana Founder"));
  g_assert_nonnull (apart);
  g_assert_cmpuint (strstr (text, "A colleague sat beside us on 3 March") - text, <, apart - text);
  g_assert_cmpuint (strstr (text, "Signed off by") - text, <, apart - text);
  g_assert_nonnull (strstr (text, "Ben"));
  g_assert_cmpuint (strstr (text, "Stage 3") - text, <, apart - text);
  g_assert_cmpuint (outside - apart, <, strlen (apart));
  g_assert_cmpuint (strstr (text, "A sheet from the library") - apart, <, strlen (apart));
  g_assert_null (strstr (text, "nobody else's business"));
  g_autoptr (GBytes) pdf = wf_page_to_pdf (page, "K7P-3FD", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF"));
  if (g_getenv ("WF_PICTURES") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("WF_PICTURES"), "portfolio.png", NULL);
      cairo_surface_t *surface = wf_page_preview (page, 0, 700, NULL);
      cairo_surface_write_to_png (surface, path);
      cairo_surface_destroy (surface);
    }
}

static void
test_checklist (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  g_autofree char *founder = NULL;
  g_autofree char *colleague = NULL;
  GtkWindow *window;
  WfPaneStack *stack;
  GtkWidget *page;
  WfTaskDialog *dialog;
  WfChecklist *list;

  wf_ui_test_open (services);
  founder = g_strdup (wf_vault_get_staff_id (services->vault));
  colleague = wf_vault_add_member_sync (services->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben",
                                        WF_UI_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  stack = show_place (services, &window);
  gtk_window_set_default_size (window, 760, 820);
  list = wf_pack_library_get_checklist (services->packs, "hands-off");
  open_page (stack, "practice.show-checklist", "hands-off");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (wf_ui_test_sees (page, "0 of 10 signed off"));

  gtk_widget_activate (find_check (page)); /* Space */
  WAIT_FOR (wf_ui_test_sees (page, "1 self-declared"));
  dialog = opened (wf_point_dialog_show (services, window, list, "hands-off-01"), "practice-point");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (GTK_WIDGET (dialog)))));
  type_in (dialog, "In words", "A colleague sat beside us on 3 March");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Ask for Sign-off"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, "practice-checklist");
  g_assert_true (gtk_widget_activate_action (page, "checklist.ask", "s", "hands-off-01"));
  WAIT_FOR (wf_ui_test_sees (page, "Waiting for a colleague"));
  /* who says what shows it did it, without a click more */
  dialog = opened (wf_point_dialog_show (services, window, list, "hands-off-02"), "practice-words");
  g_assert_false (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (GTK_WIDGET (dialog)))));
  type_in (dialog, "In words", "Seen by two");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (GTK_WIDGET (dialog)))));
  go (dialog);
  WAIT_FOR (wf_practice_book_get_entry (wf_practice_repo_get_book (services->practice), "hands-off",
                                        "hands-off-02") != NULL);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));

  unlock_as (services, colleague);
  stack = show_place (services, &window);
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  WAIT_FOR (wf_ui_test_sees (page, "Colleagues ask for your sign-off"));
  g_assert_false (wf_ui_test_sees (page, "self-declared")); /* another's ticks are not seen */
  g_autoptr (GPtrArray) waiting =
      wf_sign_desk_list_waiting (wf_practice_repo_get_desk (services->practice), colleague);
  const WfSignRequest *request = waiting->pdata[0];
  dialog = opened (wf_sign_dialog_show (services, window, request->id), "practice-sign");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "A colleague sat beside us on 3 March"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Stage 3")); /* what it is to show */
  g_assert_false (can_go (dialog)); /* a slip of a key signs nothing */
  type_in (dialog, "What is still wanted", "The date");
  g_assert_true (can_go (dialog)); /* it goes back */
  turn_on (dialog, "It shows the point: I sign it off");
  g_assert_false (can_go (dialog)); /* both at once is no answer */
  type_in (dialog, "What is still wanted", "");
  go (dialog);
  WAIT_FOR (!wf_ui_test_sees (page, "Colleagues ask for your sign-off"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));

  unlock_as (services, founder);
  stack = show_place (services, &window);
  open_page (stack, "practice.show-checklist", "hands-off");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (wf_ui_test_sees (page, "1 of 10 signed off"));
  g_assert_true (wf_ui_test_sees (page, "look at it again on"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, "practice-signed");
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
  check_portfolio (services);
}

static void
rate_all (WfServices *services, const char *level)
{
  WfFramework *map = wf_pack_library_get_framework (services->packs, "digcompedu");
  const GPtrArray *questions = wf_framework_get_questions (map);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;
  const char *id = wf_practice_repo_get_staff_id (services->practice);

  g_ptr_array_add (records, wf_practice_record_started (id, map));
  for (guint q = 0; q < questions->len; q++)
    g_ptr_array_add (records, wf_practice_record_answered (
                                  id, ((const WfFrameworkPart *) questions->pdata[q])->id, level));
  g_ptr_array_add (records, wf_practice_record_finished (id));
  wf_practice_repo_keep_sync (services->practice, records, &error);
  g_assert_no_error (error);
}

/* Each says so themselves, in the dialog; the last one offers to teach. */
static void
share_in_dialog (WfServices *services, gboolean is_last)
{
  GtkWindow *window;
  WfPaneStack *stack = show_place (services, &window);
  GtkWidget *page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  WfTaskDialog *dialog;

  g_assert_true (wf_ui_test_sees (page, "You are not counted"));
  dialog =
      opened (wf_share_dialog_show (services, window,
                                    wf_pack_library_get_framework (services->packs, "digcompedu")),
              "practice-share");
  turn_on (dialog, "Count my ratings in the team");
  if (is_last)
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (
            ADW_ACTION_ROW (get_row (dialog, "Creating and modifying digital resources")))),
        TRUE);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "You are counted"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
show_team (WfServices *services, const char *words, const char *picture)
{
  GtkWindow *window;
  WfPaneStack *stack = show_place (services, &window);
  GtkWidget *page;

  gtk_window_set_default_size (window, 760, 820);
  open_page (stack, "practice.show-team", "digcompedu");
  page = GTK_WIDGET (wf_pane_stack_get_visible (stack));
  g_assert_true (WF_IS_TEAM_PAGE (page));
  WAIT_FOR (wf_ui_test_sees (page, words));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (wf_ui_test_child (page, "heat_map")),
                                   GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_cmpint (wf_ui_test_sees (page, "Competences and stages"), ==,
                   g_str_equal (words, "5 people are counted"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, picture);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

/* Four show nothing; five show counts; whoever is no coordinator has no such page. */
static void
test_team (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  wf_ui_test_open (services);
  g_ptr_array_add (staff, g_strdup (wf_vault_get_staff_id (services->vault)));
  for (guint i = 1; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Colleague %u", i);
      g_ptr_array_add (staff, wf_vault_add_member_sync (services->vault, name, WF_ROLE_NAVIGATOR,
                                                        name, WF_UI_TEST_PASSPHRASE, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < staff->len; i++)
    {
      if (i == 4)
        {
          unlock_as (services, staff->pdata[0]);
          show_team (services, "Too few people to show", "practice-team-few");
        }
      unlock_as (services, staff->pdata[i]);
      rate_all (services, "B2");
      share_in_dialog (services, i == 4);
    }

  GtkWindow *window;
  WfPaneStack *stack = show_place (services, &window);
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (stack), "The team"));
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
  unlock_as (services, staff->pdata[0]);
  show_team (services, "5 people are counted", "practice-team");
}

/* A made-up team of forty, to look at. */
static void
test_heat_map (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (40);
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_ratings_free);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (WfTeamPerson));
  GtkWidget *map = wf_heat_map_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  WfFramework *framework;
  GtkWindow *window;
  int height;

  wf_ui_test_open (services);
  framework = wf_pack_library_get_framework (services->packs, "digcompedu");
  for (guint i = 0; i < 40; i++)
    {
      WfTeamPerson person = { wf_ratings_new (), "navigator" };
      const GPtrArray *questions = wf_framework_get_questions (framework);
      for (guint q = 0; q < questions->len; q++)
        wf_ratings_set ((WfRatings *) person.ratings,
                        ((const WfFrameworkPart *) questions->pdata[q])->id,
                        (g_rand_int_range (rand, 0, 5) + g_rand_int_range (rand, 0, 4)) % 7);
      g_ptr_array_add (keep, (gpointer) person.ratings);
      g_array_append_val (people, person);
    }
  g_autoptr (WfTeamPicture) picture = wf_team_picture_new (framework, people);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), map);
  window = wf_ui_test_show (scroller);
  gtk_window_set_default_size (window, 520, 820);
  wf_heat_map_set (WF_HEAT_MAP (map), picture, services->format, "The team");
  wf_ui_test_pump (300);
  gtk_widget_measure (map, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 22 * 20);
  wf_ui_test_picture (window, "practice-heat-map");
  wf_ui_test_destroy (window, scroller);
}

static void
answer (WfServices *services, GtkWindow *window, const char *words)
{
  WfTaskDialog *dialog = opened (
      wf_org_answer_dialog_show (services, window,
                                 wf_pack_library_get_framework (services->packs, "organisation")),
      "practice-organisation-answer");

  g_assert_false (can_go (dialog));
  turn_on (dialog, words);
  go (dialog);
}

static GtkWidget *
show_organisation (WfServices *services, GtkWindow **out_window, WfPaneStack **out_stack)
{
  *out_stack = show_place (services, out_window);
  gtk_window_set_default_size (*out_window, 760, 820);
  open_page (*out_stack, "practice.show-organisation", "organisation");
  return GTK_WIDGET (wf_pane_stack_get_visible (*out_stack));
}

/* Two people see it differently; what they agree to do has an owner and a day. */
static void
test_organisation (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *founder = NULL;
  g_autofree char *colleague = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;
  WfPaneStack *stack;
  GtkWidget *page;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  founder = g_strdup (wf_vault_get_staff_id (services->vault));
  colleague = wf_vault_add_member_sync (services->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben",
                                        WF_UI_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  page = show_organisation (services, &window, &stack);
  g_assert_true (wf_ui_test_sees (page, "No round goes on"));
  g_assert_true (gtk_widget_activate_action (page, "organisation.begin", NULL));
  WAIT_FOR (wf_ui_test_sees (page, "0 people have answered"));
  answer (services, window,
          "People learn tools by themselves, in their own time, and ask whoever seems to know.");
  WAIT_FOR (wf_ui_test_sees (page, "1 person has answered"));
  g_assert_false (wf_ui_test_sees (page, "We try: 1")); /* nobody answers after others */
  wf_ui_test_destroy (window, GTK_WIDGET (stack));

  unlock_as (services, colleague);
  page = show_organisation (services, &window, &stack);
  answer (services, window, "We know who needs to learn what, and some hours for it are planned.");
  WAIT_FOR (wf_ui_test_sees (page, "2 people have answered"));
  g_assert_false (wf_ui_test_sees (page, "Close the Round")); /* a coordinator's */
  wf_ui_test_destroy (window, GTK_WIDGET (stack));

  unlock_as (services, founder);
  page = show_organisation (services, &window, &stack);
  dialog = opened (wf_org_close_dialog_show (
                       services, window,
                       wf_org_book_get_open (wf_practice_repo_get_organisation (services->practice),
                                             "organisation")
                           ->id),
                   "practice-organisation-close");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "you see it differently: talk about it"));
  g_assert_true (wf_ui_test_sees (page, "We try: 1 · We agree: 1"));
  dialog = opened (
      wf_org_action_dialog_show (
          services, window, wf_pack_library_get_framework (services->packs, "organisation"), NULL),
      "practice-organisation-action");
  type_in (dialog, "What will be done", "Two hours a month to learn");
  adw_combo_row_set_selected (get_row (dialog, "Who sees to it"), 2);
  wf_day_row_set_day (get_row (dialog, "By when"), "2027-01-31");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (page, "Two hours a month to learn"));
  g_assert_true (wf_ui_test_sees (page, "Ben"));
  wf_ui_test_pump (300);
  wf_ui_test_picture (window, "practice-organisation");
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static char *taken_id; /* what came of the last list */
static guint taken;

static void
on_taken (WfPane *pane, const char *list_id)
{
  g_free (taken_id);
  taken_id = g_strdup (list_id);
  taken++;
}

static void
bring_in (WfPaneStack *stack, GFile *file)
{
  taken = 0;
  wf_list_import_file (wf_pane_stack_get_visible (stack), file, on_taken);
  WAIT_FOR (taken == 1);
}

/* What is written a moment later is looked at again and again. */
static gboolean
reads_to_its_end (const char *path, char **text)
{
  g_clear_pointer (text, g_free);
  return g_file_get_contents (path, text, NULL, NULL) && g_str_has_suffix (*text, "</checklist>\n");
}

/* A list written in the window: kept from its first point on, saved as a file, brought in again;
 * a bad file changes nothing and is told with its line. */
/* A list is for whichever map its writer means, from the first point on for that one. */
static void
test_list_of_another_map (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  GtkWindow *window;
  WfPaneStack *stack;
  WfPane *page;
  WfTaskDialog *dialog;
  AdwComboRow *row;
  GListModel *titles;
  const GPtrArray *lists;
  guint before, at = GTK_INVALID_LIST_POSITION;

  wf_ui_test_open (services);
  before = wf_pack_library_get_checklists (services->packs)->len;
  stack = show_place (services, &window);
  wf_pane_push (wf_pane_stack_get_visible (stack), wf_list_page_new (services, NULL));
  page = wf_pane_stack_get_visible (stack);
  row = wf_ui_test_child (page, "map_row");
  titles = adw_combo_row_get_model (row);
  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (titles), i),
                     "Our organisation and who it leaves out"))
      at = i;
  g_assert_cmpuint (at, !=, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (adw_combo_row_get_selected (row), !=, at);
  adw_combo_row_set_selected (row, at);
  dialog = opened (wf_list_page_edit_point (WF_LIST_PAGE (page), NULL), "practice-list-other-map");
  type_in (dialog, "What was done, as a past deed", "Asked who does not come.");
  type_in (dialog, "What can show it", "The minutes");
  turn_on (dialog, "Governance");
  go (dialog);
  WAIT_FOR (wf_pack_library_get_checklists (services->packs)->len == before + 1);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  lists = wf_pack_library_get_checklists (services->packs);
  for (guint i = 0; i < lists->len; i++)
    if (g_str_has_prefix (wf_checklist_get_info (lists->pdata[i])->id, WF_CHECKLIST_OWN))
      g_assert_cmpstr (wf_checklist_get_framework (lists->pdata[i]), ==, "aaisa");
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
test_write_list (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GFile) file = NULL;
  GtkWindow *window;
  WfPaneStack *stack;
  WfPane *page;
  WfTaskDialog *dialog;
  const GPtrArray *lists;
  guint before;

  wf_ui_test_open (services);
  before = wf_pack_library_get_checklists (services->packs)->len;
  stack = show_place (services, &window);
  gtk_window_set_default_size (window, 760, 820);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (wf_pane_stack_get_visible (stack)),
                                             "practice.new-list", NULL));
  page = wf_pane_stack_get_visible (stack);
  g_assert_true (WF_IS_LIST_PAGE (page));
  gtk_editable_set_text (GTK_EDITABLE (wf_ui_test_child (page, "title_row")), "At our door");
  g_signal_emit_by_name (wf_ui_test_child (page, "title_row"), "apply");
  g_assert_cmpuint (wf_pack_library_get_checklists (services->packs)->len, ==, before);
  dialog = opened (wf_list_page_edit_point (WF_LIST_PAGE (page), NULL), "practice-list-point");
  g_assert_false (can_go (dialog));
  type_in (dialog, "What was done, as a past deed", "Said hello in two languages.");
  type_in (dialog, "What can show it", "A colleague heard it");
  g_assert_false (can_go (dialog)); /* it shows nothing yet */
  turn_on (dialog, "Professional collaboration");
  go (dialog);
  WAIT_FOR (wf_pack_library_get_checklists (services->packs)->len == before + 1);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (page), "Said hello in two languages."));
  wf_ui_test_pump (200);
  wf_ui_test_picture (window, "practice-list");
  wf_pane_stack_pop (stack);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (stack), "At our door"));

  lists = wf_pack_library_get_checklists (services->packs);
  for (guint i = 0; i < lists->len; i++)
    {
      const char *at = wf_checklist_get_info (lists->pdata[i])->id;
      if (g_str_has_prefix (at, WF_CHECKLIST_OWN))
        id = g_strdup (at);
    }
  open_page (stack, "practice.show-checklist", id);
  page = wf_pane_stack_get_visible (stack);
  path = g_build_filename (services->data_dir, "out.xml", NULL);
  file = g_file_new_for_path (path);
  wf_list_export_to (page, wf_pack_library_get_checklist (services->packs, id), file);
  WAIT_FOR (reads_to_its_end (path, &text));
  g_assert_nonnull (strstr (text, "Said hello in two languages."));
  bring_in (stack, file); /* the same version again */
  g_assert_null (taken_id);
  char *version = strstr (text, "version=\"1\" xml:lang");
  g_assert_nonnull (version);
  version[9] = '7';
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  bring_in (stack, file);
  g_assert_cmpstr (taken_id, ==, id);
  g_assert_cmpuint (
      wf_checklist_get_info (wf_pack_library_get_checklist (services->packs, id))->version, ==, 7);

  g_assert_true (g_file_set_contents (path, "<checklist id=\"x\"", -1, NULL));
  bring_in (stack, file);
  g_assert_null (taken_id);
  g_clear_pointer (&taken_id, g_free);
  g_list_free_full (g_list_remove (gtk_window_list_toplevels (), window),
                    (GDestroyNotify) gtk_window_destroy); /* what was said of them */
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static void
test_file_too_large (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *path = NULL;
  g_autofree char *bytes = g_malloc0 (5 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  GtkWindow *window;
  WfPaneStack *stack;
  WfTaskDialog *dialog;

  wf_ui_test_open (services);
  stack = show_place (services, &window);
  path = g_build_filename (services->data_dir, "large.bin", NULL);
  g_file_set_contents (path, bytes, 5 * 1024 * 1024, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  dialog =
      opened (wf_point_dialog_show (services, window,
                                    wf_pack_library_get_checklist (services->packs, "hands-off"),
                                    "hands-off-02"),
              "practice-file");
  wf_point_dialog_attach (dialog, file);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "too large to be kept here"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  g_file_set_contents (path, "short", 5, NULL);
  dialog = wf_point_dialog_show (services, window,
                                 wf_pack_library_get_checklist (services->packs, "hands-off"),
                                 "hands-off-02");
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  wf_point_dialog_attach (dialog, file);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "large.bin"));
  go (dialog);
  const WfPointEntry *entry = wf_practice_book_get_entry (
      wf_practice_repo_get_book (services->practice), "hands-off", "hands-off-02");
  g_autoptr (GBytes) kept = wf_practice_book_dup_file (
      wf_practice_repo_get_book (services->practice), entry->evidence->file);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, 5);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/practice/by-keys", test_by_keys);
  g_test_add_func ("/ui/practice/checklist", test_checklist);
  g_test_add_func ("/ui/practice/team", test_team);
  g_test_add_func ("/ui/practice/heat-map", test_heat_map);
  g_test_add_func ("/ui/practice/organisation", test_organisation);
  g_test_add_func ("/ui/practice/write-list", test_write_list);
  g_test_add_func ("/ui/practice/list-of-another-map", test_list_of_another_map);
  g_test_add_func ("/ui/practice/file", test_file_too_large);
  return g_test_run ();
}
