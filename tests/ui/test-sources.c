/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sources of the catalogue against a web server: added by an address with its key, renewed,
 * switched off, put in order, removed; a person is asked before many offers go; what is said
 * outside the window.
 */
#include "wf-catalogue-page.h"
#include "wf-catalogue-status.h"
#include "wf-entry-chooser.h"
#include "wf-feed-test.h"
#include "wf-left-page.h"
#include "wf-news-page.h"
#include "wf-pane-stack.h"
#include "wf-preferences-window.h"
#include "wf-resource-detail.h"
#include "wf-resource-row.h"
#include "wf-source-dialogs.h"
#include "wf-sources-page.h"
#include "wf-task-test.h"

typedef struct {
  WfFeedTest feed;
  WfServices *services; /* the feed's */
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  wf_feed_test_init (&f->feed, f->services);
  f->page = GTK_WIDGET (wf_sources_page_new (f->services));
  f->window = wf_ui_test_show (f->page);
  gtk_window_set_default_size (f->window, 720, 700);
  wf_ui_test_wait_shown (f->window);
  WAIT_FOR (wf_ui_test_sees (f->page, "The list that comes with Wayfinder"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  wf_ui_test_pump (50);
  wf_ui_test_destroy (f->window, f->page);
  wf_feed_test_clear (&f->feed);
}

static WfTaskDialog *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_TASK_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return WF_TASK_DIALOG (window);
    }
  return NULL;
}

/* As a person does it. */
static void
add (Fixture *f, const char *picture)
{
  WfTaskDialog *dialog = wf_source_ask_add (f->services, f->window, NULL);

  opened (dialog, picture);
  type_in (dialog, "Address with its key", f->feed.address);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (f->page, "Devices in Ottawa"));
}

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *infos = wf_sources_list (f->services->data_dir, &error);

  g_assert_no_error (error);
  return infos;
}

static char *
dup_feed_id (Fixture *f)
{
  g_autoptr (GPtrArray) infos = list (f);

  for (guint i = 0; i < infos->len; i++)
    {
      const WfSourceInfo *info = infos->pdata[i];

      if (g_str_equal (info->source->kind, "feed"))
        return g_strdup (info->source->id);
    }
  return NULL;
}

static void
activate (Fixture *f, const char *action)
{
  g_autofree char *id = dup_feed_id (f);

  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  g_assert_true (gtk_widget_activate_action (f->page, action, "s", id));
}

static guint
count_offers (Fixture *f)
{
  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_sync (f->services->catalogue, "offer", NULL, 100, NULL);
  guint n = 0;

  for (guint i = 0; i < found->resources->len; i++)
    n += g_str_has_prefix (((WfResource *) found->resources->pdata[i])->id, "offer-");
  return n;
}

/* The page of an entry says which list it is from, and under which licence. */
static void
check_licence (Fixture *f)
{
  GtkWidget *detail = wf_resource_detail_new ();
  GtkWindow *window = wf_ui_test_show (detail);
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) offer = wf_catalogue_get_sync (f->services->catalogue, "offer-1", &error);

  g_assert_no_error (error);
  wf_resource_detail_show (WF_RESOURCE_DETAIL (detail), f->services, offer);
  WAIT_FOR (wf_ui_test_sees (detail, "CC-BY-4.0"));
  g_assert_true (wf_ui_test_sees (detail, "Devices in Ottawa"));
  wf_ui_test_destroy (window, detail);
}

/* What is missing is said before anything is fetched; then it is there, with all that matters. */
static void
test_add (Fixture *f, gconstpointer data)
{
  WfTaskDialog *dialog;
  g_autofree char *no_key = g_strndup (f->feed.address, strcspn (f->feed.address, "#"));
  g_autofree char *half_key = g_strndup (f->feed.address, strlen (f->feed.address) - 3);

  g_assert_true (gtk_widget_get_visible (wf_ui_test_child (f->page, "hint_group")));
  wf_ui_test_picture (f->window, "sources-none");
  wf_feed_test_publish (&f->feed, 12, 0);
  dialog = opened (wf_source_ask_add (f->services, f->window, NULL), "sources-add");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Address with its key", "example.org");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "An address begins with https://"));
  type_in (dialog, "Address with its key", no_key);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "The key is missing"));
  type_in (dialog, "Address with its key", half_key);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "The key behind # is not whole"));
  g_assert_false (can_go (dialog));
  type_in (dialog, "Address with its key", f->feed.address);
  g_assert_true (can_go (dialog));
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (f->page, "Devices in Ottawa"));
  g_assert_true (wf_ui_test_sees (f->page, "12 entries"));
  g_assert_true (wf_ui_test_sees (f->page, "Last updated"));
  g_assert_true (wf_ui_test_sees (f->page, "Fresh until Mar 17, 2026"));
  g_assert_true (wf_ui_test_sees (f->page, "Licence: CC-BY-4.0"));
  g_assert_false (gtk_widget_get_visible (wf_ui_test_child (f->page, "hint_group")));
  g_assert_cmpuint (count_offers (f), ==, 12);
  wf_ui_test_picture (f->window, "sources");
  check_licence (f);
}

/* Another key: refused, with words; nothing is kept and the dialog waits for another try. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (WfMinisignSecret) other = wf_minisign_secret_new ();
  g_autofree char *key = wf_minisign_key_to_text (wf_minisign_secret_get_public (other));
  g_autofree char *address = g_strconcat (f->feed.web->url, "#", key, NULL);
  g_autofree char *id = NULL;
  WfTaskDialog *dialog;

  wf_feed_test_publish (&f->feed, 3, 0);
  dialog = opened (wf_source_ask_add (f->services, f->window, address), "sources-add-refused");
  wf_task_dialog_start (dialog);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "does not come from its publisher"));
  wf_ui_test_picture (GTK_WINDOW (dialog), "sources-refused");
  id = dup_feed_id (f);
  g_assert_null (id);
  type_in (dialog, "Address with its key", f->feed.address);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (f->page, "Devices in Ottawa"));
}

static void
test_switch (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *toggle;

  wf_feed_test_publish (&f->feed, 12, 0);
  add (f, "sources-add");
  row = get_row (f->page, "Devices in Ottawa");
  toggle = wf_ui_test_find (row, GTK_TYPE_SWITCH);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Show and update Devices in Ottawa");
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  WAIT_FOR (wf_ui_test_sees (f->page, "Off: not shown and not updated"));
  g_assert_cmpuint (count_offers (f), ==, 0);
  wf_ui_test_picture (f->window, "sources-off");
  toggle = wf_ui_test_find (get_row (f->page, "Devices in Ottawa"), GTK_TYPE_SWITCH);
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  WAIT_FOR (!wf_ui_test_sees (f->page, "Off: not shown and not updated"));
  g_assert_cmpuint (count_offers (f), ==, 12);
}

/* Many would go: nothing goes until a person says so. */
static void
test_removals (Fixture *f, gconstpointer data)
{
  WfTaskDialog *dialog;

  wf_feed_test_publish (&f->feed, 20, 0);
  add (f, "sources-add");
  wf_feed_test_publish (&f->feed, 5, 0);
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  g_assert_true (gtk_widget_activate_action (f->page, "sources.update-all", NULL));
  WAIT_FOR (find_dialog () != NULL);
  dialog = opened (find_dialog (), "sources-removals");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "leaves out 15 of the 20 entries"));
  g_assert_cmpuint (count_offers (f), ==, 20);
  WAIT_FOR (wf_ui_test_sees (f->page, "For its publisher: mass-removal"));
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_FOR (find_dialog () == NULL);
  wf_ui_test_picture (f->window, "sources-waiting");

  activate (f, "sources.update");
  WAIT_FOR (find_dialog () != NULL);
  go (find_dialog ());
  g_assert_cmpuint (count_offers (f), ==, 5);
  WAIT_FOR (!wf_ui_test_sees (f->page, "mass-removal"));
}

static gboolean
is_second (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) infos = list (f);

  return g_str_equal (((WfSourceInfo *) infos->pdata[1])->source->id, id);
}

static void
test_order_edit_remove (Fixture *f, gconstpointer data)
{
  WfTaskDialog *dialog;
  g_autofree char *id = NULL;

  wf_feed_test_publish (&f->feed, 4, 0);
  add (f, "sources-add");
  g_assert_false (is_second (f, "starter"));
  activate (f, "sources.move-down");
  WAIT_FOR (is_second (f, "starter"));

  activate (f, "sources.show-address");
  WAIT_FOR (find_dialog () != NULL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (find_dialog ()), f->feed.address));
  wf_ui_test_wait_shown (GTK_WINDOW (find_dialog ()));
  wf_ui_test_picture (GTK_WINDOW (find_dialog ()), "sources-address");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  WAIT_FOR (find_dialog () == NULL);

  activate (f, "sources.edit");
  WAIT_FOR (find_dialog () != NULL);
  dialog = opened (find_dialog (), "sources-edit");
  type_in (dialog, "Name here", "Ottawa");
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (f->page, "Ottawa") && !wf_ui_test_sees (f->page, "Devices in Ottawa"));

  activate (f, "sources.remove");
  WAIT_FOR (find_dialog () != NULL);
  dialog = opened (find_dialog (), "sources-remove");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "keep the copy they were made with"));
  go (dialog);
  WAIT_FOR (!wf_ui_test_sees (f->page, "Ottawa"));
  g_assert_cmpuint (count_offers (f), ==, 0);
  id = dup_feed_id (f);
  g_assert_null (id);
}

/* The catalogue page says when it was renewed, and shows what changed. */
static void
test_page (Fixture *f, gconstpointer data)
{
  GtkWidget *page = g_object_new (WF_TYPE_CATALOGUE_PAGE, "services", f->services, NULL);
  GtkWindow *window = wf_ui_test_show (page);
  WfCatalogueStatus *status = wf_ui_test_child (page, "status");
  GListModel *entries;

  gtk_window_set_default_size (window, 1000, 700);
  WAIT_FOR (g_str_equal (wf_catalogue_status_get_text (status), "Not updated from the web"));
  wf_feed_test_publish (&f->feed, 12, 0);
  add (f, "sources-add");
  WAIT_FOR (g_str_has_prefix (wf_catalogue_status_get_text (status), "Last updated Mar 3"));
  entries = G_LIST_MODEL (gtk_list_view_get_model (wf_ui_test_child (page, "entry_list")));
  wf_feed_test_publish (&f->feed, 13, 3);
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  g_assert_true (gtk_widget_activate_action (f->page, "sources.update-all", NULL));
  WAIT_FOR (wf_ui_test_sees (f->page, "13 entries"));
  gtk_widget_activate_action (page, "catalogue.show-changes", NULL);
  WAIT_FOR (g_list_model_get_n_items (entries) == 4);
  wf_ui_test_picture (window, "catalogue-changes");

  /* An entry in front goes with its source. */
  g_assert_true (gtk_selection_model_select_item (GTK_SELECTION_MODEL (entries), 0, TRUE));
  WAIT_FOR (g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "detail_stack")),
                         "entry"));
  activate (f, "sources.remove");
  WAIT_FOR (find_dialog () != NULL);
  go (opened (find_dialog (), "sources-remove"));
  WAIT_FOR (g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "detail_stack")),
                         "none"));
  wf_ui_test_pump (50);
  wf_ui_test_destroy (window, page);
}

/* A notifier whose screen is one member. */
typedef struct {
  WfNotifier parent_instance;

  char *body;
} TestNotifier;

typedef struct {
  WfNotifierClass parent_class;
} TestNotifierClass;

GType test_notifier_get_type (void);
G_DEFINE_TYPE (TestNotifier, test_notifier, wf_notifier_get_type ())

static void
test_notifier_show (WfNotifier *notifier, const char *key, const char *title, const char *body)
{
  TestNotifier *self = (TestNotifier *) notifier;

  g_assert_cmpstr (key, ==, WF_FEED_UPKEEP_KEY);
  g_free (self->body);
  self->body = g_strdup (body);
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
  WF_NOTIFIER_CLASS (klass)->show = test_notifier_show;
}

static void
test_notifier_init (TestNotifier *self)
{
}

/* A turn nobody asked for is told outside the window; one that somebody asked for is not. */
static void
test_notice (Fixture *f, gconstpointer data)
{
  TestNotifier *notifier = g_object_new (test_notifier_get_type (), NULL);

  g_set_object (&f->services->notifier, WF_NOTIFIER (notifier));
  f->services->feed_upkeep = wf_feed_upkeep_new (f->services);
  wf_feed_test_publish (&f->feed, 12, 0);
  add (f, "sources-add");
  wf_feed_test_publish (&f->feed, 12, 2);
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  g_assert_true (gtk_widget_activate_action (f->page, "sources.update-all", NULL));
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  wf_ui_test_pump (50);
  g_assert_null (notifier->body);
  g_assert_true (wf_ui_test_sees (f->page, "Nothing since you last looked"));

  wf_feed_test_publish (&f->feed, 12, 5);
  wf_catalogue_sync_run_async (f->services->sync, NULL, NULL, FALSE, NULL, NULL, NULL);
  WAIT_FOR (notifier->body != NULL);
  g_assert_cmpstr (notifier->body, ==, "3 offers changed.");
  WAIT_FOR (wf_ui_test_sees (f->page, "3 offers changed since you last looked"));
  wf_ui_test_picture (f->window, "sources-news");
  g_object_unref (notifier);
}

/* Who did not see the notification finds what it told of here, and it is told of once. */
static void
test_news (Fixture *f, gconstpointer data)
{
  WfPaneStack *stack;
  GtkWindow *window;
  GtkWidget *page;

  f->services->feed_upkeep = wf_feed_upkeep_new (f->services);
  wf_feed_test_publish (&f->feed, 12, 0);
  add (f, "sources-add");
  wf_feed_test_publish (&f->feed, 12, 3);
  wf_catalogue_sync_run_async (f->services->sync, NULL, NULL, FALSE, NULL, NULL, NULL);
  WAIT_FOR (wf_feed_upkeep_count_changed (f->services->feed_upkeep) == 3);
  page = GTK_WIDGET (wf_sources_page_new (f->services));
  stack = wf_pane_stack_new (WF_PANE (page));
  window = wf_ui_test_show (GTK_WIDGET (stack));
  wf_ui_test_wait_shown (window);
  wf_pane_stack_set_front (stack, TRUE);
  WAIT_FOR (wf_ui_test_sees (page, "3 offers changed since you last looked"));
  g_assert_true (gtk_widget_activate (wf_ui_test_child (page, "news_row")));
  WAIT_FOR (WF_IS_NEWS_PAGE (wf_pane_stack_get_visible (stack)));
  g_assert_cmpuint (wf_feed_upkeep_count_changed (f->services->feed_upkeep), ==, 0);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (stack), "In no open plan"));
  wf_ui_test_picture (window, "news");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (wf_pane_stack_get_visible (stack)),
                                             "pane.back", NULL));
  WAIT_FOR (wf_ui_test_sees (page, "Nothing since you last looked"));
  wf_ui_test_destroy (window, NULL);
}

/* Offers 10 and 11, of which something was said, are gone. Returns the page that lists them. */
static GtkWidget *
show_left (Fixture *f, GtkWindow **out_window)
{
  const WfEdit note = { .kind = WF_EDIT_NOTE, .id = "offer-11", .text = "Ask for Zed" };
  const WfEdit pin = { .kind = WF_EDIT_PIN, .id = "offer-11" };
  const WfEdit hide = { .kind = WF_EDIT_HIDE, .id = "offer-10" };
  WfPaneStack *stack;
  GtkWidget *page;

  wf_feed_test_publish (&f->feed, 12, 0);
  add (f, "sources-add");
  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &note, NULL));
  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &pin, NULL));
  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &hide, NULL));
  wf_feed_test_publish (&f->feed, 10, 0);
  g_assert_true (gtk_widget_activate_action (f->page, "sources.update-all", NULL));
  WAIT_FOR (
      wf_ui_test_sees (f->page, "You said something of 2 offers that no source has any more"));
  page = GTK_WIDGET (wf_sources_page_new (f->services));
  stack = wf_pane_stack_new (WF_PANE (page));
  *out_window = wf_ui_test_show (GTK_WIDGET (stack));
  wf_ui_test_wait_shown (*out_window);
  wf_pane_stack_set_front (stack, TRUE);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (page, "left_row")));
  g_assert_true (gtk_widget_activate (wf_ui_test_child (page, "left_row")));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (stack), "Your agency put it first.\n"
                                                 "Your agency’s note: \342\201\250"
                                                 "Ask for Zed"));
  return GTK_WIDGET (wf_pane_stack_get_visible (stack));
}

static GtkWindow *
find_chooser (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_ENTRY_CHOOSER (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* Enter on the open dialog leaves all as it is. */
static void
check_focus (WfTaskDialog *dialog)
{
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) ==
                 wf_ui_test_child (dialog, "cancel_button"));
}

static void
on_tell (GSimpleAction *action, GVariant *parameter, char **told)
{
  g_free (*told);
  *told = g_variant_dup_string (parameter, NULL);
}

static void
listen (GtkWindow *window, char **told)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) tell = g_simple_action_new ("tell", G_VARIANT_TYPE_STRING);

  g_signal_connect (tell, "activate", G_CALLBACK (on_tell), told);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (tell));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
}

/* What was said of offers that their source dropped is listed. It can be said of another, once
 * both were named; and be dropped. */
static void
test_left (Fixture *f, gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *left = show_left (f, &window);
  g_autofree char *told = NULL;
  g_autoptr (WfResource) three = NULL;
  WfTaskDialog *dialog;
  GtkWindow *chooser;

  listen (window, &told);
  wf_ui_test_picture (window, "left");
  g_assert_true (gtk_widget_activate_action (left, "left.move", "s", "offer-11"));
  WAIT_FOR (find_chooser () != NULL);
  g_assert_cmpstr (gtk_window_get_title (find_chooser ()), ==, "Which one is “Offer 11” now?");
  wf_ui_test_picture (find_chooser (), "left-chooser");
  three = wf_catalogue_get_sync (f->services->catalogue, "offer-3", NULL);
  chooser = find_chooser ();
  g_signal_emit_by_name (chooser, "chosen", three);
  gtk_window_close (chooser);
  WAIT_FOR (find_dialog () != NULL);
  dialog = opened (find_dialog (), "left-move");
  g_assert_true (
      wf_ui_test_sees (GTK_WIDGET (dialog), "Move what you said of “Offer 11” to “Offer 3”?"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Ask for Zed"));
  check_focus (dialog);
  g_assert_true (wf_ui_test_sees (left, "Offer 11"));
  wf_resource_unref (g_steal_pointer (&three));
  go (dialog);
  WAIT_FOR (told != NULL);
  g_assert_cmpstr (told, ==, "It is said of “Offer 3” now.");
  g_assert_false (wf_ui_test_sees (left, "Offer 11"));
  three = wf_catalogue_get_sync (f->services->catalogue, "offer-3", NULL);
  g_assert_cmpstr (three->note, ==, "Ask for Zed");

  g_assert_true (gtk_widget_activate_action (left, "left.forget", "s", "offer-10"));
  WAIT_FOR (find_dialog () != NULL);
  dialog = opened (find_dialog (), "left-forget");
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "Forget what you said of “Offer 10”?"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Forget what you said of “Offer 10”?");
  check_focus (dialog);
  go (dialog);
  WAIT_FOR (wf_ui_test_sees (left, "Nothing is left over"));
  wf_ui_test_pump (50);
  wf_ui_test_destroy (window, NULL);
}

/* Not read yet, or not readable: nothing is claimed. */
static void
test_left_unread (Fixture *f, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (wf_left_page_new (f->services));
  GtkWindow *window = wf_ui_test_show (page);

  g_assert_false (wf_ui_test_sees (page, "Nothing is left over"));
  wf_ui_test_destroy (window, page);
}

/* What was said of an entry on another page shows when one comes back to the list. */
static void
test_back_to_list (Fixture *f, gconstpointer data)
{
  WfPane *page = g_object_new (WF_TYPE_CATALOGUE_PAGE, "services", f->services, NULL);
  WfPaneStack *stack = wf_pane_stack_new (page);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (stack));
  GListModel *entries;
  g_autoptr (WfResourceItem) first = NULL;
  g_autoptr (JsonNode) name = json_from_string ("\"Said Elsewhere\"", NULL);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .field = "name", .value = name };

  wf_pane_stack_set_front (stack, TRUE);
  entries = G_LIST_MODEL (gtk_list_view_get_model (wf_ui_test_child (page, "entry_list")));
  WAIT_FOR (g_list_model_get_n_items (entries) > 10);
  first = g_list_model_get_item (entries, 0);
  edit.id = wf_resource_item_get (first)->id;
  wf_pane_stack_push (stack, wf_sources_page_new (f->services));
  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &edit, NULL));
  wf_pane_back (wf_pane_stack_get_visible (stack));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (page), "Said Elsewhere"));
  wf_ui_test_pump (50);
  wf_ui_test_destroy (window, NULL);
}

/* What is chosen here is what the synchroniser does. */
static void
test_settings (Fixture *f, gconstpointer data)
{
  WfPreferencesWindow *window;

  f->services->feed_upkeep = wf_feed_upkeep_new (f->services);
  wf_feed_test_publish (&f->feed, 2, 0);
  add (f, "sources-add");
  window = wf_preferences_window_new (f->services, NULL);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "catalogue");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "Last updated Mar 3, 2026"));
  wf_ui_test_picture (GTK_WINDOW (window), "preferences-catalogue");
  adw_combo_row_set_selected (get_row (window, "How often"), 0);
  g_assert_cmpint (wf_computer_settings_get_renew_hours (f->services->computer), ==, 1);
  turn_on (window, "Update by itself");
  g_assert_false (wf_computer_settings_get_renew (f->services->computer));
  g_assert_false (gtk_widget_is_sensitive (get_row (window, "How often")));
  wf_ui_test_pump (50);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sources/add", test_add);
  ADD ("/sources/refused", test_refused);
  ADD ("/sources/switch", test_switch);
  ADD ("/sources/removals", test_removals);
  ADD ("/sources/order-edit-remove", test_order_edit_remove);
  ADD ("/sources/page", test_page);
  ADD ("/sources/notice", test_notice);
  ADD ("/sources/news", test_news);
  ADD ("/sources/left", test_left);
  ADD ("/sources/left-unread", test_left_unread);
  ADD ("/sources/back-to-list", test_back_to_list);
  ADD ("/sources/settings", test_settings);
  return g_test_run ();
}
