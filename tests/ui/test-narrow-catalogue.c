/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages about the sources of the catalogue on a small screen, with a feed of this process: the
 * sources, one of which waits for an answer; what changed; what was said of offers that are gone,
 * and what is asked about it.
 */
#include "wf-narrow-test.h"

#include "wf-catalogue-page.h"
#include "wf-entry-chooser.h"
#include "wf-feed-test.h"
#include "wf-left-dialogs.h"
#include "wf-left-page.h"
#include "wf-news-page.h"
#include "wf-sources-page.h"

#define NOTE                                                                                       \
  "Ask for Zed, who knows where the chargers are. Not on Fridays: 613-555-0100, or by email to "   \
  "zed.of.the.laptop.library@example.org"

/* @address: (nullable): to be added; else a turn nobody asked for, whose news are told of */
static void
run (WfFeedTest *feed, const char *address)
{
  wf_catalogue_sync_run_async (feed->services->sync, NULL, address, FALSE, NULL, NULL, NULL);
  WAIT_FOR (!wf_catalogue_sync_is_running (feed->services->sync));
}

/* Of 12 offers two changed and one is gone, of which something was said. */
static WfServices *
publish (WfFeedTest *feed)
{
  WfServices *services = make_services ();
  const WfEdit note = { .kind = WF_EDIT_NOTE, .id = "offer-11", .text = NOTE };
  const WfEdit pin = { .kind = WF_EDIT_PIN, .id = "offer-11" };

  wf_ui_test_open (services);
  wf_feed_test_init (feed, services);
  services->feed_upkeep = wf_feed_upkeep_new (services);
  wf_feed_test_publish (feed, 12, 0);
  run (feed, feed->address);
  g_assert_true (wf_catalogue_save_edit_sync (services->catalogue, &note, NULL));
  g_assert_true (wf_catalogue_save_edit_sync (services->catalogue, &pin, NULL));
  wf_feed_test_publish (feed, 11, 2);
  run (feed, NULL);
  WAIT_FOR (wf_feed_upkeep_count_changed (services->feed_upkeep) == 3);
  return services;
}

static void
check_page (WfPane *page, const char *child, const char *name)
{
  GtkWindow *window;
  WfPaneStack *stack = show_pane (page, &window);

  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (page, child)));
  check_shown (stack, window, name);
}

static void
check_questions (WfServices *services)
{
  g_autoptr (JsonObject) left = json_object_new ();
  g_autoptr (WfResource) to = wf_catalogue_get_sync (services->catalogue, "offer-3", NULL);
  GtkWindow *parent = GTK_WINDOW (adw_window_new ());

  json_object_set_string_member (left, "id", "offer-11");
  json_object_set_string_member (left, "name", "Laptops of the Newcomers’ Settlement Association");
  json_object_set_string_member (left, "note", NOTE);
  json_object_set_string_member (left, "checked", "");
  json_object_set_boolean_member (left, "pinned", TRUE);
  json_object_set_boolean_member (left, "hidden", FALSE);
  json_object_set_object_member (left, "fields", json_object_new ());
  gtk_window_present (parent);
  check_window (wf_left_ask_move (services, parent, left, to), "move");
  check_window (wf_left_ask_forget (services, parent, left), "forget what was said");
  check_window (wf_entry_chooser_new (services, parent), "chooser");
  gtk_window_destroy (parent);
}

static void
test_sources (void)
{
  WfFeedTest feed = { 0 };
  WfServices *services = publish (&feed);

  wf_feed_test_publish (&feed, 2, 0);
  run (&feed, NULL);
  check_page (wf_sources_page_new (services), "left_row", "sources");
  check_page (wf_news_page_new (services), "other_group", "news");
  check_page (wf_left_page_new (services), "left_group", "left");
  check_questions (services);
  wf_ui_test_pump (50);
  wf_feed_test_clear (&feed);
}

/* Nothing is found, and each filter is offered to be let go of. */
static void
test_nothing (void)
{
  g_autoptr (WfServices) services = make_services ();
  WfPane *page;
  WfPaneStack *stack;
  GtkWindow *window;

  wf_ui_test_open (services);
  page = g_object_new (WF_TYPE_CATALOGUE_PAGE, "services", services, NULL);
  stack = show_pane (page, &window);
  gtk_toggle_button_set_active (wf_ui_test_child (page, "open_toggle"), TRUE);
  gtk_toggle_button_set_active (wf_ui_test_child (page, "places_toggle"), TRUE);
  gtk_toggle_button_set_active (wf_ui_test_child (page, "remote_toggle"), TRUE);
  WAIT_FOR (gtk_widget_get_mapped (wf_ui_test_child (page, "relax_box")) &&
            gtk_widget_get_first_child (wf_ui_test_child (page, "relax_box")) != NULL);
  check_shown (stack, window, "nothing found");
}

int
main (int argc, char **argv)
{
  narrow_init (&argc, &argv);
  g_test_add_func ("/ui/narrow/sources", test_sources);
  g_test_add_func ("/ui/narrow/nothing", test_nothing);
  return g_test_run ();
}
