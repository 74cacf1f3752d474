/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue page over the shipped list: found as one types, filtered, let go of filters,
 * one entry beside the list, safety apart.
 */
#include "wf-task-test.h"

#include <string.h>

#include "wf-catalogue-page.h"
#include "wf-chip.h"
#include "wf-entry-chooser.h"
#include "wf-plan-chooser.h"
#include "wf-plan-maker.h"
#include "wf-resource-detail.h"
#include "wf-resource-search.h"
#include "wf-resource-words.h"
#include "wf-safety-page.h"

typedef struct {
  WfServices *services;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static GListModel *
get_entries (Fixture *f)
{
  return G_LIST_MODEL (gtk_list_view_get_model (wf_ui_test_child (f->page, "entry_list")));
}

static WfResourceSearch *
get_search (Fixture *f)
{
  return WF_RESOURCE_SEARCH (
      gtk_single_selection_get_model (GTK_SINGLE_SELECTION (get_entries (f))));
}

/* The list becomes what was found a few at a time. */
static gboolean
is_settled (Fixture *f)
{
  return wf_resource_search_is_settled (get_search (f));
}

static void
open_at (Fixture *f, int width, int height)
{
  f->page = g_object_new (WF_TYPE_CATALOGUE_PAGE, "services", f->services, NULL);
  f->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (f->window), f->page);
  gtk_window_set_default_size (f->window, width, height);
  gtk_window_present (f->window);
  wf_ui_test_wait_shown (f->window);
  WAIT_FOR (!g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (f->page, "stack")),
                          "busy"));
  WAIT_FOR (is_settled (f));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  open_at (f, 1000, 720);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wf_ui_test_destroy (f->window, f->page);
  wf_services_unref (f->services);
}

static const WfResource *
get_entry (Fixture *f, guint index)
{
  g_autoptr (WfResourceItem) item = g_list_model_get_item (get_entries (f), index);

  return wf_resource_item_get (item);
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (wf_ui_test_child (f->page, "search_entry"), text);
}

static GtkWidget *
get_kind (Fixture *f, const char *kind)
{
  GtkWidget *button = gtk_widget_get_first_child (wf_ui_test_child (f->page, "kind_box"));

  while (button != NULL && !g_str_equal (g_object_get_data (G_OBJECT (button), "kind"), kind))
    button = gtk_widget_get_next_sibling (button);
  return button;
}

/* The agency's region at first; no safety, nothing for staff. */
static void
test_begins_with_the_region (Fixture *f, gconstpointer data)
{
  guint n = g_list_model_get_n_items (get_entries (f));

  g_assert_cmpuint (n, >, 30);
  for (guint i = 0; i < n; i++)
    {
      const WfResource *resource = get_entry (f, i);

      g_assert_cmpint (wf_resource_covers (resource, "CA-ON"), ==, WF_TRUTH_YES);
      g_assert_cmpstr (resource->kind, !=, "safety");
      g_assert_cmpstr (resource->kind, !=, "practice");
    }
  g_assert_null (get_kind (f, "safety"));
  wf_ui_test_picture (f->window, "catalogue");
}

static void
test_finds_as_one_types (Fixture *f, gconstpointer data)
{
  guint all = g_list_model_get_n_items (get_entries (f));

  type (f, "t");
  type (f, "tab");
  type (f, "tablet");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) < all &&
            g_list_model_get_n_items (get_entries (f)) > 0);
  gtk_single_selection_set_selected (
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (wf_ui_test_child (f->page, "entry_list"))), 0);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (f->page, "detail")));
  g_assert_true (wf_ui_test_sees (wf_ui_test_child (f->page, "detail"),
                                  wf_resource_get_name (get_entry (f, 0), "en")));
  g_assert_nonnull (wf_ui_test_find (wf_ui_test_child (f->page, "detail"), WF_TYPE_CHIP));
  wf_ui_test_picture (f->window, "catalogue-entry");
  type (f, "");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all);
}

static void
test_filters_by_kind (Fixture *f, gconstpointer data)
{
  GtkWidget *button = get_kind (f, "training");
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  guint n = (guint) g_ascii_strtoull (strrchr (label, ' ') + 1, NULL, 10);

  g_assert_cmpuint (n, >, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == n);
  g_assert_cmpstr (get_entry (f, 0)->kind, ==, "training");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_kind (f, "practice")), TRUE);
  WAIT_FOR (is_settled (f) && g_str_equal (get_entry (f, 0)->kind, "practice"));
}

/* Nothing found: each filter says how many there would be without it. */
static void
test_lets_go_of_filters (Fixture *f, gconstpointer data)
{
  GtkWidget *relax = wf_ui_test_child (f->page, "relax_box");
  GtkWidget *button;

  type (f, "Chestermere");
  WAIT_FOR (gtk_widget_get_mapped (relax) && gtk_widget_get_first_child (relax) != NULL);
  wf_ui_test_picture (f->window, "catalogue-nothing");
  button = gtk_widget_get_first_child (relax);
  g_assert_true (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Anywhere: "));
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) > 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (wf_ui_test_child (f->page, "region_drop")), ==, 2);
}

/* No single filter is the one that stands in the way: both are let go of at once. */
static void
test_lets_go_of_two_filters (Fixture *f, gconstpointer data)
{
  GtkWidget *relax = wf_ui_test_child (f->page, "relax_box");
  GtkWidget *remote = wf_ui_test_child (f->page, "remote_toggle");
  GtkWidget *places = wf_ui_test_child (f->page, "places_toggle");
  GtkWidget *button;

  type (f, "wifi");
  WAIT_FOR (is_settled (f));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (remote), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (places), TRUE);
  WAIT_FOR (gtk_widget_get_mapped (relax) && gtk_widget_get_first_child (relax) != NULL);
  button = gtk_widget_get_first_child (relax);
  g_assert_true (
      g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Without the filters that"));
  wf_ui_test_picture (f->window, "catalogue-two-filters");
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) > 0);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (places)));
}

/* A letter wrong: other words are offered, and taken only when asked for. */
static void
test_did_you_mean (Fixture *f, gconstpointer data)
{
  GtkWidget *button = wf_ui_test_child (f->page, "guess_button");

  g_assert_false (gtk_widget_get_visible (button));
  type (f, "refubished");
  WAIT_FOR (gtk_widget_get_mapped (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Did you mean “refurbished”?");
  g_assert_cmpuint (g_list_model_get_n_items (get_entries (f)), ==, 0);
  wf_ui_test_picture (f->window, "catalogue-did-you-mean");
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) > 0);
  g_assert_cmpstr (gtk_editable_get_text (wf_ui_test_child (f->page, "search_entry")), ==,
                   "refurbished");
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_toggles (Fixture *f, gconstpointer data)
{
  GtkToggleButton *remote = wf_ui_test_child (f->page, "remote_toggle");
  GtkToggleButton *places = wf_ui_test_child (f->page, "places_toggle");
  GtkWidget *relax = wf_ui_test_child (f->page, "relax_box");
  guint all = g_list_model_get_n_items (get_entries (f));

  gtk_toggle_button_set_active (remote, TRUE);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) < all);
  for (guint i = 0; i < g_list_model_get_n_items (get_entries (f)); i++)
    g_assert_true (wf_resource_is_remote (get_entry (f, i)));
  gtk_toggle_button_set_active (remote, FALSE);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all);

  /* No shipped entry says how many places it has: without that filter all are back. */
  gtk_toggle_button_set_active (places, TRUE);
  WAIT_FOR (gtk_widget_get_mapped (relax) && gtk_widget_get_first_child (relax) != NULL);
  g_signal_emit_by_name (gtk_widget_get_last_child (relax), "clicked");
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all);
  g_assert_false (gtk_toggle_button_get_active (places));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
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

static void
answer (GtkWindow *dialog, const char *text, const char *response)
{
  GtkWidget *view = wf_ui_test_find (
      adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)), GTK_TYPE_TEXT_VIEW);

  if (view == NULL)
    view = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (dialog);
}

/* (nullable): what the first item that does @action in @model does it to */
static char *
dup_target (GMenuModel *model, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autofree char *does = NULL;
      char *target;

      if (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &does) &&
          g_str_equal (does, action) &&
          g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_TARGET, "s", &target))
        return target;
    }
  return NULL;
}

static gboolean
menu_offers (GtkWidget *curation, const char *action, const char *target)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_widget_get_first_child (curation));
  GMenuModel *model = gtk_menu_button_get_menu_model (button);
  g_autofree char *found = model != NULL ? dup_target (model, action) : NULL;

  return g_strcmp0 (found, target) == 0;
}

/* The same offer twice: the other one stays, this one is found no more. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  GtkWidget *menu = wf_ui_test_child (f->page, "curation");
  g_autofree char *id = g_strdup (get_entry (f, 0)->id);
  g_autofree char *stays = g_strdup (get_entry (f, 1)->id);
  g_autoptr (WfResource) other = NULL;
  g_autoptr (WfResource) gone = NULL;
  guint all = g_list_model_get_n_items (get_entries (f));
  GtkWindow *chooser;

  g_signal_emit_by_name (wf_ui_test_child (f->page, "entry_list"), "activate", 0);
  WAIT_FOR (gtk_widget_get_mapped (menu));
  gtk_widget_activate_action (menu, "entry.merge", NULL);
  chooser = find_chooser ();
  g_assert_cmpstr (gtk_window_get_title (chooser), ==, "Which one stays?");
  other = wf_catalogue_get_sync (f->services->catalogue, stays, NULL);
  g_signal_emit_by_name (chooser, "chosen", other);
  gtk_window_destroy (chooser);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all - 1);
  g_assert_cmpstr (get_entry (f, 0)->id, ==, stays);
  gone = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_assert_null (gone);

  /* They were not: the menu of the one that stays offers to say so. */
  g_signal_emit_by_name (wf_ui_test_child (f->page, "entry_list"), "activate", 0);
  WAIT_FOR (menu_offers (menu, "entry.split", id));
  gtk_widget_activate_action (menu, "entry.split", "s", id);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all);
  gone = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_assert_nonnull (gone);
}

static WfTaskDialog *
open_form (GtkWidget *menu, const char *action, const char *picture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  WfTaskDialog *dialog = NULL;

  gtk_widget_activate_action (menu, action, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_TASK_DIALOG (window))
        dialog = WF_TASK_DIALOG (window);
    }
  g_assert_nonnull (dialog);
  return opened (dialog, picture);
}

static WfTaskDialog *
open_conditions (GtkWidget *menu)
{
  return open_form (menu, "entry.conditions", "catalogue-conditions");
}

/* Who can get it, in a form: the example answers at once; it is kept, and can be taken back. */
static void
test_conditions (Fixture *f, gconstpointer data)
{
  GtkWidget *menu = wf_ui_test_child (f->page, "curation");
  WfResourceDetail *detail = wf_ui_test_child (f->page, "detail");
  guint at = 0;
  g_autoptr (JsonNode) before = NULL;
  WfTaskDialog *dialog;
  JsonNode *now;

  /* One that says something already, so that taking back gives that again. */
  while (wf_resource_get_conditions (get_entry (f, at)) == NULL ||
         json_object_has_member (wf_resource_get_conditions (get_entry (f, at)), "age_min"))
    at++;
  before = json_node_copy (
      json_object_get_member (wf_resource_get_json (get_entry (f, at)), "conditions"));
  g_signal_emit_by_name (wf_ui_test_child (f->page, "entry_list"), "activate", at);
  WAIT_FOR (gtk_widget_get_mapped (menu));

  dialog = open_conditions (menu);
  g_assert_false (can_go (dialog)); /* nothing is changed */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (
                                 get_row (dialog, "From this age; 0 for any"))),
                             65);
  adw_combo_row_set_selected (get_row (dialog, "For example"), 3);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "Not this one"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (dialog), "It is for people from 65 years."));
  adw_combo_row_set_selected (get_row (dialog, "For example"), 0);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "Are you 65 years old or older?"));
  wf_ui_test_picture (GTK_WINDOW (dialog), "catalogue-conditions-answer");
  go (dialog);
  WAIT_FOR (g_strv_contains ((const char *const *) wf_resource_detail_get (detail)->corrected,
                             "conditions"));
  g_assert_cmpint (json_object_get_int_member (
                       wf_resource_get_conditions (wf_resource_detail_get (detail)), "age_min"),
                   ==, 65);

  dialog = open_conditions (menu);
  adw_combo_row_set_selected (get_row (dialog, "What counts"), 1);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (dialog), "Ask"));
  go (dialog);
  WAIT_FOR (wf_resource_get_conditions (wf_resource_detail_get (detail)) == NULL);

  dialog = open_conditions (menu);
  adw_combo_row_set_selected (get_row (dialog, "What counts"), 2);
  go (dialog);
  WAIT_FOR (wf_resource_detail_get (detail)->corrected[0] == NULL);
  now =
      json_object_get_member (wf_resource_get_json (wf_resource_detail_get (detail)), "conditions");
  g_assert_true (json_node_equal (before, now));
}

/* What is no text is corrected too: price, languages, where it is for, whether it still runs. */
static void
test_terms (Fixture *f, gconstpointer data)
{
  GtkWidget *menu = wf_ui_test_child (f->page, "curation");
  WfResourceDetail *detail = wf_ui_test_child (f->page, "detail");
  guint last = g_list_model_get_n_items (get_entries (f)) - 1;
  WfTaskDialog *dialog;
  const WfResource *now;

  g_signal_emit_by_name (wf_ui_test_child (f->page, "entry_list"), "activate", last);
  WAIT_FOR (gtk_widget_get_mapped (menu));
  dialog = open_form (menu, "entry.terms", "catalogue-terms");
  g_assert_false (can_go (dialog)); /* nothing is changed */
  adw_combo_row_set_selected (get_row (dialog, "Cost"), 2);
  type_in (dialog, "Amount in dollars", "ask");
  g_assert_false (can_go (dialog));
  type_in (dialog, "Amount in dollars", "١٢٫٥");
  adw_combo_row_set_selected (get_row (dialog, "How often"), 1);
  adw_combo_row_set_selected (get_row (dialog, "Whether it still runs"), 0);
  adw_combo_row_set_selected (get_row (dialog, "Where"), 1);
  go (dialog);
  WAIT_FOR (wf_resource_detail_get (detail)->cost.amount == 12.5);
  now = wf_resource_detail_get (detail);
  g_assert_cmpstr (now->cost.period, ==, "year");
  g_assert_cmpint (now->status, ==, WF_RESOURCE_ACTIVE);
  g_assert_cmpstr (now->regions[0], ==, "CA");
  g_assert_null (now->regions[1]);
}

/* Pinned, checked, noted, corrected, taken back: each shows at once, and all of it is kept. */
static void
test_curation (Fixture *f, gconstpointer data)
{
  GtkWidget *menu = wf_ui_test_child (f->page, "curation");
  WfResourceDetail *detail = wf_ui_test_child (f->page, "detail");
  guint last = g_list_model_get_n_items (get_entries (f)) - 1;
  g_autofree char *id = g_strdup (get_entry (f, last)->id);
  g_autofree char *phone = g_strdup (get_entry (f, last)->phone);

  g_signal_emit_by_name (wf_ui_test_child (f->page, "entry_list"), "activate", last);
  WAIT_FOR (gtk_widget_get_mapped (menu));
  gtk_widget_activate_action (menu, "entry.pin", NULL);
  WAIT_FOR (wf_resource_detail_get (detail)->is_pinned);
  WAIT_FOR (is_settled (f) && g_str_equal (get_entry (f, 0)->id, id));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (detail), "Your agency put it first."));

  gtk_widget_activate_action (menu, "entry.checked", NULL);
  WAIT_FOR (wf_resource_detail_get (detail)->checked != NULL);
  g_assert_cmpstr (wf_resource_detail_get (detail)->as_of, ==, "2026-03-03");
  WAIT_FOR (!wf_ui_test_sees (GTK_WIDGET (detail), "Check before you send someone"));

  gtk_widget_activate_action (menu, "entry.note", NULL);
  answer (find_dialog (), "Ask for Amal.", "save");
  WAIT_FOR (wf_resource_detail_get (detail)->note != NULL);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (detail), "Ask for Amal."));

  gtk_widget_activate_action (menu, "entry.correct", NULL);
  wf_ui_test_wait_shown (find_dialog ());
  wf_ui_test_picture (find_dialog (), "catalogue-correct");
  answer (find_dialog (), "416-555-0199", "cancel");
  gtk_widget_activate_action (menu, "entry.correct", NULL);
  answer (find_dialog (), "416-555-0100", "save");
  WAIT_FOR (g_strcmp0 (wf_resource_detail_get (detail)->phone, "416-555-0100") == 0);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (detail), "Corrected by your agency."));
  wf_ui_test_picture (f->window, "catalogue-curated");

  gtk_widget_activate_action (menu, "entry.correct", NULL);
  answer (find_dialog (), phone != NULL ? phone : "", "save");
  WAIT_FOR (g_strcmp0 (wf_resource_detail_get (detail)->phone, phone) == 0);
  g_assert_cmpuint (g_strv_length (wf_resource_detail_get (detail)->corrected), ==, 0);

  gtk_widget_activate_action (menu, "entry.hide", NULL);
  WAIT_FOR (wf_resource_detail_get (detail)->is_hidden);
  WAIT_FOR (is_settled (f) && !g_str_equal (get_entry (f, 0)->id, id));
  gtk_widget_activate_action (menu, "entry.hide", NULL);
  WAIT_FOR (!wf_resource_detail_get (detail)->is_hidden);
  WAIT_FOR (is_settled (f) && g_str_equal (get_entry (f, 0)->id, id));
}

static void
test_price_and_language (Fixture *f, gconstpointer data)
{
  guint all = g_list_model_get_n_items (get_entries (f));

  gtk_drop_down_set_selected (wf_ui_test_child (f->page, "price_drop"), 1);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) < all);
  for (guint i = 0; i < g_list_model_get_n_items (get_entries (f)); i++)
    {
      g_assert_true (get_entry (f, i)->cost.is_known);
      g_assert_cmpfloat (get_entry (f, i)->cost.amount, ==, 0);
    }
  gtk_drop_down_set_selected (wf_ui_test_child (f->page, "price_drop"), 0);
  WAIT_FOR (is_settled (f) && g_list_model_get_n_items (get_entries (f)) == all);
}

/* A text that is long begins; it is laid out whole when somebody asks. A link is never so long. */
static void
test_long_words (Fixture *f, gconstpointer data)
{
  GtkWidget *detail = wf_resource_detail_new (), *button;
  GtkWindow *window = wf_ui_test_show (detail);
  g_autoptr (JsonObject) entry = json_object_new ();
  g_autoptr (JsonArray) regions = json_array_new ();
  g_autoptr (GString) words = g_string_new ("Begins");
  g_autoptr (GString) where = g_string_new ("https://x.org/");
  g_autoptr (WfResource) resource = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const TEXTS[] = { "id",      "x",         "name",   "Xylo",
                                       "kind",    "device",    "status", "active",
                                       "address", "1 Main St", "email",  "a@b.ca" };

  for (guint i = 0; i < 500; i++)
    {
      g_string_append (words, " words");
      g_string_append (where, "abcd");
    }
  g_string_append (words, " finis");
  g_string_append (where, "/finis");
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i += 2)
    json_object_set_string_member (entry, TEXTS[i], TEXTS[i + 1]);
  json_array_add_string_element (regions, "ZZ");
  json_object_set_array_member (entry, "regions", json_array_ref (regions));
  json_object_set_string_member (entry, "summary", words->str);
  json_object_set_string_member (entry, "url", where->str);
  resource = wf_resource_new_from_json (entry, &error);
  g_assert_no_error (error);
  wf_resource_detail_show (WF_RESOURCE_DETAIL (detail), f->services, resource);
  WAIT_FOR (wf_ui_test_sees (detail, "Begins words"));
  g_assert_true (wf_ui_test_sees (detail, "words…"));
  g_assert_true (wf_ui_test_sees (detail, "1 Main St"));
  g_assert_true (wf_ui_test_sees (detail, "a@b.ca"));
  g_assert_true (wf_ui_test_sees (detail, "place not known"));
  g_assert_false (wf_ui_test_sees (detail, "ZZ"));
  g_assert_true (wf_ui_test_sees (detail, "https://x.org/abcd"));
  g_assert_false (wf_ui_test_sees (detail, "finis"));
  button = wf_ui_test_find (detail, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (wf_ui_test_sees (detail, "words finis"));
  g_assert_false (wf_ui_test_sees (detail, "/finis"));
  g_assert_null (wf_ui_test_find (detail, GTK_TYPE_BUTTON));
  wf_ui_test_destroy (window, detail);
}

static void
on_edited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error));
  g_assert_no_error (error);
  wf_resource_search_run (user_data);
}

/* The same is looked for again, and one entry says something else meanwhile: that row is made
 * again, no other; what is in front stays there, and the list where it was. */
static void
test_renews_in_place (Fixture *f, gconstpointer data)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_entries (f));
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (wf_ui_test_child (f->page, "entry_list"));
  guint n = g_list_model_get_n_items (get_entries (f)), other = n / 2;
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = g_strdup (get_entry (f, other)->id);
  const WfEdit edit = { .kind = WF_EDIT_NOTE, .id = id, .text = "Ask for Amal." };
  double was;

  gtk_single_selection_set_selected (selection, n / 3);
  gtk_adjustment_set_value (place, 200);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (f->page, "detail")));
  was = gtk_adjustment_get_value (place);
  g_assert_cmpfloat (was, >, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (before, g_list_model_get_item (get_entries (f), i));
  wf_catalogue_save_edit_async (f->services->catalogue, &edit, NULL, on_edited, get_search (f));
  WAIT_FOR (is_settled (f) && get_entry (f, other)->note != NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WfResourceItem) item = g_list_model_get_item (get_entries (f), i);

      g_assert_true ((item == before->pdata[i]) == (i != other));
    }
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, n / 3);
  g_assert_true (gtk_widget_get_mapped (wf_ui_test_child (f->page, "detail")));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, was);
  type (f, "a");
  WAIT_FOR (is_settled (f) && gtk_adjustment_get_value (place) == 0);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (wf_ui_test_child (f->page, "entry_list"));
  gtk_widget_activate_action (f->page, "catalogue.search", NULL);
  WAIT_FOR (gtk_widget_get_focus_child (wf_ui_test_child (f->page, "list_side")) ==
            wf_ui_test_child (f->page, "search_entry"));
  g_signal_emit_by_name (wf_ui_test_child (f->page, "search_entry"), "activate");
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (f->page, "detail")));
}

static void
test_accessible (Fixture *f, gconstpointer data)
{
  gtk_test_accessible_assert_role (wf_ui_test_child (f->page, "entry_list"),
                                   GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (wf_ui_test_child (f->page, "entry_list"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Entries");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (wf_ui_test_child (f->page, "region_drop"))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Region");
  gtk_test_accessible_assert_role (wf_ui_test_child (f->page, "search_entry"),
                                   GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (wf_ui_test_child (f->page, "search_entry"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Search the catalogue");
}

static void
test_no_plan_to_add_to (Fixture *f, gconstpointer data)
{
  g_autofree char *client = wf_ui_test_add_client (f->services, "Samira", "ar");
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *chooser = NULL;
  GtkListBox *list;

  g_signal_emit_by_name (wf_ui_test_child (f->page, "search_entry"), "activate");
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (f->page, "detail")));
  gtk_widget_activate_action (f->page, "catalogue.add", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_PLAN_CHOOSER (window))
        chooser = window;
    }
  g_assert_nonnull (chooser);
  wf_ui_test_wait_shown (chooser);
  list = wf_ui_test_child (chooser, "client_list");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (chooser), "This client has no plan yet."));
  wf_ui_test_picture (chooser, "catalogue-add");
  wf_ui_test_destroy (chooser, NULL);
}

static void
test_narrow (void)
{
  Fixture f = { .services = wf_ui_test_services () };
  AdwLeaflet *leaflet;

  wf_ui_test_open (f.services);
  open_at (&f, 360, 720);
  leaflet = wf_ui_test_child (f.page, "leaflet");
  WAIT_FOR (adw_leaflet_get_folded (leaflet));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f.window)), <=, 360);
  wf_ui_test_picture (f.window, "catalogue-narrow");
  g_signal_emit_by_name (wf_ui_test_child (f.page, "entry_list"), "activate", 0);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (f.page, "back_button")));
  wf_ui_test_picture (f.window, "catalogue-narrow-entry");
  g_assert_true (wf_ui_test_shortcut (f.page, GDK_KEY_Escape));
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == wf_ui_test_child (f.page, "list_side"));
  g_signal_emit_by_name (wf_ui_test_child (f.page, "entry_list"), "activate", 0);
  g_signal_emit_by_name (wf_ui_test_child (f.page, "back_button"), "clicked");
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == wf_ui_test_child (f.page, "list_side"));
  tear_down (&f, NULL);
}

static void
test_safety_list (void)
{
  Fixture f = { .services = wf_ui_test_services () };

  wf_ui_test_open (f.services);
  f.page = GTK_WIDGET (wf_safety_page_new (f.services));
  f.window = wf_ui_test_show (f.page);
  WAIT_FOR (wf_ui_test_sees (f.page, "Offer a line, and let the client choose."));
  for (GtkWidget *line = gtk_widget_get_first_child (wf_ui_test_child (f.page, "line_box"));
       line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *detail = wf_ui_test_find (line, WF_TYPE_RESOURCE_DETAIL);

      g_assert_cmpstr (wf_resource_detail_get (WF_RESOURCE_DETAIL (detail))->kind, ==, "safety");
    }
  wf_ui_test_picture (f.window, "safety-list");
  tear_down (&f, NULL);
}

static void
test_without_a_catalogue (void)
{
  Fixture f = { .services = wf_ui_test_services () };

  f.page = g_object_new (WF_TYPE_CATALOGUE_PAGE, "services", f.services, NULL);
  f.window = wf_ui_test_show (f.page);
  g_assert_true (wf_ui_test_sees (f.page, "The catalogue did not open"));
  tear_down (&f, NULL);
}

/* Every kind, verdict and check has words. */
static void
test_words (void)
{
  const char *const *kinds = wf_resource_list_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    g_assert_cmpstr (wf_resource_kind_get_words (kinds[i]), !=, "Other help");
  g_assert_null (wf_resource_check_get_words (WF_RESOURCE_CHECK_NONE));
  for (guint check = 1; check < 16; check++)
    g_assert_true (
        g_str_has_prefix (wf_resource_check_get_words (check), "Check before you send someone: "));
  g_assert_cmpstr (wf_verdict_get_words (WF_VERDICT_ELIGIBLE), ==, "You can get this");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/catalogue/" name, Fixture, NULL, set_up, function, tear_down)

static void
test_way (void)
{
  static const struct {
    const char *json;
    const char *from;
    const char *words;
  } cases[] = {
    { "\"latitude\":43.68,\"longitude\":-79.35", "43.6532, -79.3832", "about 4 km away" },
    { "\"latitude\":43.6535,\"longitude\":-79.3832", "43.6532, -79.3832", "less than 1 km away" },
    { "\"latitude\":45.5,\"longitude\":-73.5", "43.6532, -79.3832", NULL },
    { "\"latitude\":43.68,\"longitude\":-79.35", "", NULL },
    { "\"locality\":\"Toronto\"", "43.6532, -79.3832", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"x\",\"name\":\"X\",\"kind\":\"device\","
                                               "\"status\":\"active\",\"regions\":[\"CA-ON\"],%s}",
                                               cases[i].json);
      g_autoptr (GError) error = NULL;
      g_autoptr (WfResource) resource = wf_resource_new_from_text (json, strlen (json), &error);
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = wf_resource_dup_way (resource, cases[i].from);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  ADD ("begins-with-the-region", test_begins_with_the_region);
  ADD ("finds-as-one-types", test_finds_as_one_types);
  ADD ("filters-by-kind", test_filters_by_kind);
  ADD ("lets-go-of-filters", test_lets_go_of_filters);
  ADD ("lets-go-of-two-filters", test_lets_go_of_two_filters);
  ADD ("did-you-mean", test_did_you_mean);
  ADD ("toggles", test_toggles);
  ADD ("curation", test_curation);
  ADD ("conditions", test_conditions);
  ADD ("terms", test_terms);
  ADD ("merge", test_merge);
  ADD ("price-and-language", test_price_and_language);
  ADD ("long-words", test_long_words);
  ADD ("renews-in-place", test_renews_in_place);
  ADD ("keys", test_keys);
  ADD ("accessible", test_accessible);
  ADD ("no-plan-to-add-to", test_no_plan_to_add_to);
  g_test_add_func ("/ui/catalogue/narrow", test_narrow);
  g_test_add_func ("/ui/catalogue/safety-list", test_safety_list);
  g_test_add_func ("/ui/catalogue/without-a-catalogue", test_without_a_catalogue);
  g_test_add_func ("/ui/catalogue/words", test_words);
  g_test_add_func ("/ui/catalogue/way", test_way);
  return g_test_run ();
}
