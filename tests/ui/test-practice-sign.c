/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sign-offs in the window when something is not as it was: a list written anew, a list that is
 * gone, a request taken back, a signature on paper over other evidence, a file taken off again.
 */
#include "wf-task-test.h"

#include "wf-checklist-page.h"
#include "wf-json.h"
#include "wf-outside-sheet.h"
#include "wf-pane-stack.h"
#include "wf-point-dialog.h"
#include "wf-portfolio-sheet.h"
#include "wf-practice-page.h"
#include "wf-sign-dialog.h"
#include "wf-vault-people.h"

#define LIST     "hands-off"
#define EVIDENCE "A colleague sat beside us"

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

/* @record: (transfer full): into one's own book or, with @is_told, to the agency */
static void
put (WfServices *services, WfRecord *record, gboolean is_told)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  if (is_told)
    wf_practice_repo_tell_sync (services->practice, records, &error);
  else
    wf_practice_repo_keep_sync (services->practice, records, &error);
  g_assert_no_error (error);
}

static WfClaim *
make_claim (const char *list, const char *point, const char *words)
{
  g_autofree char *text = g_strdup_printf (
      "{\"checklist\":\"%s\",\"version\":1,\"point\":\"%s\",\"says\":{\"text\":[\"en\",\"%s\"],"
      "\"title\":[\"en\",\"A list of ours\"],\"framework\":\"digcompedu\",\"level\":\"B1\","
      "\"competences\":[\"3.2\"]}}",
      list, point, words);
  g_autoptr (JsonObject) body = wf_json_parse_object (text, -1, NULL);

  return wf_claim_new_from_body (body);
}

static char *
make_portfolio (WfServices *services)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  g_autoptr (WfPage) page = wf_portfolio_sheet_new (services, "Ana", members, WF_PAGE_PAPER_LETTER);

  return wf_page_to_plain_text (page, FALSE);
}

static GtkWidget *
show_list (WfServices *services, GtkWindow **out_window)
{
  WfPaneStack *stack = wf_pane_stack_new (wf_checklist_page_new (services, LIST));

  wf_pane_stack_set_front (stack, TRUE);
  *out_window = wf_ui_test_show (GTK_WIDGET (stack));
  return GTK_WIDGET (wf_pane_stack_get_visible (stack));
}

static GtkWidget *
stack_of (GtkWidget *page)
{
  return gtk_widget_get_ancestor (page, WF_TYPE_PANE_STACK);
}

static void
sign_all_as (WfServices *services, const char *colleague)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  unlock_as (services, colleague);
  waiting = wf_sign_desk_list_waiting (wf_practice_repo_get_desk (services->practice), colleague);
  for (guint i = 0; i < waiting->len; i++)
    g_ptr_array_add (ids, g_strdup (((const WfSignRequest *) waiting->pdata[i])->id));
  for (guint i = 0; i < ids->len; i++)
    {
      const WfSignRequest *request =
          wf_sign_desk_lookup (wf_practice_repo_get_desk (services->practice), ids->pdata[i]);
      g_autofree char *digest = g_strdup (request->digest);
      wf_practice_repo_decide_sync (services->practice, ids->pdata[i], digest, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Ben signed plain words; the list says grand ones by now, and a whole list is gone. */
static void
test_other_words (void)
{
  static const WfEvidence SEEN = { .text = (char *) EVIDENCE };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfClaim) plain = make_claim (LIST, "hands-off-01", "Turned on a laptop");
  g_autoptr (WfClaim) gone = make_claim ("gone", "p1", "Carried a box of cables");
  g_autoptr (GError) error = NULL;
  g_autofree char *founder = NULL;
  g_autofree char *ben = NULL;
  GtkWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  wf_practice_repo_load_sync (services->practice, &error);
  g_assert_no_error (error);
  founder = g_strdup (wf_vault_get_staff_id (services->vault));
  ben = wf_vault_add_member_sync (services->vault, "Ben", WF_ROLE_NAVIGATOR, "Ben",
                                  WF_UI_TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  put (services, wf_claim_record_entered (plain, TRUE, NULL, &SEEN, NULL, NULL), FALSE);
  put (services, wf_claim_record_entered (gone, TRUE, NULL, &SEEN, NULL, NULL), FALSE);
  put (services, wf_sign_record_asked ("r1", plain, &SEEN), TRUE);
  put (services, wf_sign_record_asked ("r2", gone, &SEEN), TRUE);
  sign_all_as (services, ben);
  unlock_as (services, founder);

  page = show_list (services, &window);
  g_assert_true (wf_ui_test_sees (page, "0 of 10 signed off"));
  g_assert_true (wf_ui_test_sees (page, "Signed off in other words"));
  g_assert_true (wf_ui_test_sees (page, "Turned on a laptop"));
  g_assert_true (wf_ui_test_sees (page, "Ask for Sign-off"));
  wf_ui_test_picture (window, "practice-other-words");
  wf_ui_test_destroy (window, stack_of (page));

  g_autofree char *text = make_portfolio (services);
  const char *signed_off = strstr (text, "Evidence a colleague signed off");
  const char *apart = strstr (text, "Self-declared");
  const WfChecklist *list = wf_pack_library_get_checklist (services->packs, LIST);
  const char *now = wf_text_get (wf_checklist_lookup (list, "hands-off-01")->text, "en", NULL);
  g_assert_nonnull (signed_off);
  g_assert_nonnull (apart);
  const char *plain_at = strstr (signed_off, "Turned on a laptop");
  const char *gone_at = strstr (signed_off, "Carried a box of cables");
  g_assert_true (plain_at != NULL && plain_at < apart);
  g_assert_true (gone_at != NULL && gone_at < apart);
  g_assert_nonnull (strstr (text, "A list of ours"));
  g_assert_nonnull (strstr (text, "The list says it otherwise by now"));
  g_assert_nonnull (strstr (text, "It is no longer on the list"));
  g_assert_null (strstr (text, now));
  g_assert_null (strstr (text, "Competences that signed-off evidence supports"));

  WfPaneStack *place =
      wf_pane_stack_new (g_object_new (WF_TYPE_PRACTICE_PAGE, "services", services, NULL));
  wf_pane_stack_set_front (place, TRUE);
  window = wf_ui_test_show (GTK_WIDGET (place));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (place), "A list of ours"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (place), "No longer here"));
  wf_ui_test_destroy (window, GTK_WIDGET (place));
}

/* Nobody has to leave what they asked with colleagues for good. */
static void
test_take_back (void)
{
  static const WfEvidence SEEN = { .text = (char *) EVIDENCE };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  WfChecklist *list;
  GtkWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  wf_practice_repo_load_sync (services->practice, &error);
  list = wf_pack_library_get_checklist (services->packs, LIST);
  put (services,
       wf_checklist_record_entered (list, wf_checklist_lookup (list, "hands-off-01"), TRUE, NULL,
                                    &SEEN, NULL, NULL),
       FALSE);
  put (services,
       wf_checklist_record_entered (list, wf_checklist_lookup (list, "hands-off-02"), FALSE,
                                    "no laptops here", NULL, NULL, NULL),
       FALSE);
  page = show_list (services, &window);
  g_assert_false (wf_ui_test_sees (page, "Take Back"));
  gtk_widget_activate_action (page, "checklist.ask", "s", "hands-off-01");
  WAIT_FOR (wf_ui_test_sees (page, "Take Back"));
  gtk_widget_activate_action (page, "checklist.take-back", "s", "hands-off-01");
  WAIT_FOR (wf_ui_test_sees (page, "Ask for Sign-off"));
  g_assert_false (wf_ui_test_sees (page, "Take Back"));
  g_autoptr (GPtrArray) waiting =
      wf_sign_desk_list_waiting (wf_practice_repo_get_desk (services->practice), "somebody");
  g_assert_cmpuint (waiting->len, ==, 0);

  /* The reason is taken away where it was written, not by a slip on the tick. */
  GtkWidget *row =
      get_row (page, wf_text_get (wf_checklist_lookup (list, "hands-off-02")->text, "en", NULL));
  g_assert_false (gtk_widget_is_sensitive (g_object_get_data (G_OBJECT (row), "tick")));
  wf_ui_test_destroy (window, stack_of (page));
}

static const WfPointEntry *
get_entry (WfServices *services)
{
  return wf_practice_book_get_entry (wf_practice_repo_get_book (services->practice), LIST,
                                     "hands-off-01");
}

static WfTaskDialog *
open_point (WfServices *services, GtkWindow *window)
{
  return opened (wf_point_dialog_show (services, window,
                                       wf_pack_library_get_checklist (services->packs, LIST),
                                       "hands-off-01"),
                 "practice-paper");
}

/* Presses the button; what is typed is not as it should be. */
static void
try_in_vain (WfTaskDialog *dialog)
{
  g_signal_emit_by_name (wf_ui_test_child (dialog, "go_button"), "clicked");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "That code is not the one of this evidence"));
  g_assert_true (can_go (dialog));
}

static void
check_sheet (WfServices *services, const char *code)
{
  const WfPointEntry *entry = get_entry (services);
  g_autoptr (WfPage) page =
      wf_outside_sheet_new (services, "Ana", entry->claim, entry->evidence, WF_PAGE_PAPER_A4);
  g_autofree char *text = wf_page_to_plain_text (page, FALSE);

  g_assert_nonnull (strstr (text, wf_text_get (entry->claim->text, "en", NULL)));
  g_assert_nonnull (strstr (text, "Stage 3"));
  g_assert_nonnull (strstr (text, EVIDENCE));
  g_assert_nonnull (strstr (text, code));
  g_assert_nonnull (strstr (text, "Signature"));
  if (g_getenv ("WF_PICTURES") != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("WF_PICTURES"), "sheet.png", NULL);
      cairo_surface_t *surface = wf_page_preview (page, 0, 700, NULL);
      cairo_surface_write_to_png (surface, path);
      cairo_surface_destroy (surface);
    }
}

/* The code comes from the paper, and the paper is for one evidence. */
static void
test_paper (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (GError) error = NULL;
  WfTaskDialog *dialog;
  GtkWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  wf_practice_repo_load_sync (services->practice, &error);
  page = show_list (services, &window);
  dialog = open_point (services, window);
  turn_on (dialog, "I did this");
  type_in (dialog, "In words", EVIDENCE);
  g_autofree char *code =
      g_strdup (adw_action_row_get_subtitle (get_row (dialog, "A sheet to sign")));
  g_assert_cmpuint (strlen (code), ==, 9);
  type_in (dialog, "Who signed on paper", "Mrs Outside");
  try_in_vain (dialog); /* no code */
  type_in (dialog, "Code on the signed paper", "0000-0000");
  try_in_vain (dialog);
  g_autofree char *spoken = g_ascii_strdown (code, -1);
  spoken[4] = ' ';
  type_in (dialog, "Code on the signed paper", spoken);
  go (dialog);
  g_assert_cmpstr (get_entry (services)->outside_code, ==, code);
  g_assert_true (wf_ui_test_sees (page, "signed on paper outside: Mrs Outside"));
  check_sheet (services, code);

  dialog = open_point (services, window);
  type_in (dialog, "In words", "Something else entirely");
  try_in_vain (dialog); /* that paper was for the other evidence */
  type_in (dialog, "Who signed on paper", "");
  type_in (dialog, "Code on the signed paper", "");
  go (dialog);
  g_assert_null (get_entry (services)->outside_name);
  g_assert_false (wf_ui_test_sees (page, "Mrs Outside"));
  wf_ui_test_destroy (window, stack_of (page));
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* A file once attached can be taken off again. */
static void
test_remove_file (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  WfTaskDialog *dialog;
  GtkWindow *window;
  GtkWidget *page;

  wf_ui_test_open (services);
  wf_practice_repo_load_sync (services->practice, &error);
  path = g_build_filename (services->data_dir, "sheet.png", NULL);
  g_file_set_contents (path, "short", 5, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  page = show_list (services, &window);
  dialog = open_point (services, window);
  g_assert_false (gtk_widget_get_visible (find_button (GTK_WIDGET (dialog), "Save a _Copy…")));
  wf_point_dialog_attach (dialog, file);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "sheet.png"));
  go (dialog);
  g_assert_nonnull (get_entry (services)->evidence->file);

  dialog = open_point (services, window);
  g_assert_true (gtk_widget_get_visible (find_button (GTK_WIDGET (dialog), "Save a _Copy…")));
  g_signal_emit_by_name (find_button (GTK_WIDGET (dialog), "_Remove"), "clicked");
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (dialog), "sheet.png"));
  go (dialog);
  g_assert_null (get_entry (services)->evidence->file);
  g_assert_null (get_entry (services)->evidence->file_name);
  wf_ui_test_destroy (window, stack_of (page));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/practice-sign/other-words", test_other_words);
  g_test_add_func ("/ui/practice-sign/take-back", test_take_back);
  g_test_add_func ("/ui/practice-sign/paper", test_paper);
  g_test_add_func ("/ui/practice-sign/remove-file", test_remove_file);
  return g_test_run ();
}
