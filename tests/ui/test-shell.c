/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window, its places, its stack of panes, its cover.
 */
#include "wf-ui-test.h"

#include "wf-cover-bin.h"
#include "wf-first-run-page.h"
#include "wf-today-page.h"
#include "wf-unlock-page.h"
#include "wf-window.h"

/* A page with nothing of its own. */
typedef struct {
  WfPane parent_instance;
} BarePage;

typedef struct {
  WfPaneClass parent_class;
} BarePageClass;

GType bare_page_get_type (void);

G_DEFINE_FINAL_TYPE (BarePage, bare_page, WF_TYPE_PANE)

static void
bare_page_class_init (BarePageClass *klass)
{
}

static void
bare_page_init (BarePage *self)
{
}

static WfServices *
open_services (void)
{
  WfServices *services = wf_ui_test_services ();

  wf_ui_test_open (services);
  return services;
}

static WfWindow *
open_window (WfServices *services)
{
  WfWindow *window = wf_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  return window;
}

static void
test_starts_with_today (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfMainView *view = wf_window_get_main_view (window);

  g_assert_cmpstr (wf_main_view_get_place (view), ==, "today");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Wayfinder");
  wf_ui_test_picture (GTK_WINDOW (window), "shell-today");
  wf_ui_test_destroy (GTK_WINDOW (window), GTK_WIDGET (view));
}

static void
test_goes_to_places (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfMainView *view = wf_window_get_main_view (window);

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "clients"));
  g_assert_cmpstr (wf_main_view_get_place (view), ==, "clients");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "s", "nowhere");
  g_assert_cmpstr (wf_main_view_get_place (view), ==, "clients");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Tab passes the places without opening one after the other. */
static void
test_tab_passes_the_places (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfMainView *view = wf_window_get_main_view (window);
  GtkListBox *list = wf_ui_test_child (view, "place_list");
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1));

  wf_main_view_show_place (view, "clients");
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (wf_ui_test_key (row, GDK_KEY_Tab, 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                         GTK_WIDGET (wf_main_view_get_stack (view))));
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (wf_ui_test_key (row, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_true (gtk_widget_is_ancestor (
      gtk_root_get_focus (GTK_ROOT (window)),
      wf_ui_test_find (wf_ui_test_child (view, "sidebar"), GTK_TYPE_MENU_BUTTON)));
  g_assert_cmpstr (wf_main_view_get_place (view), ==, "clients");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_stack_keeps_the_way_back (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfPaneStack *stack = wf_main_view_get_stack (wf_window_get_main_view (window));
  WfPane *root = wf_pane_stack_get_visible (stack);
  WfPane *above = g_object_new (WF_TYPE_TODAY_PAGE, "services", services, "title", "Above", NULL);
  gpointer weak = above;
  g_autoptr (GCancellable) cancellable = g_object_ref (wf_pane_get_cancellable (above));

  g_object_add_weak_pointer (G_OBJECT (above), &weak);
  wf_pane_push (root, above);
  g_assert_cmpuint (wf_pane_stack_get_depth (stack), ==, 2);
  g_assert_true (wf_pane_stack_get_visible (stack) == above);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (above), "pane.back", NULL));
  g_assert_true (wf_pane_stack_get_visible (stack) == root);
  WAIT_FOR (weak == NULL);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_solo_pane_takes_the_window (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfMainView *view = wf_window_get_main_view (window);
  WfPaneStack *stack = wf_main_view_get_stack (view);
  GtkWidget *sidebar = wf_ui_test_child (view, "sidebar");
  WfPane *solo = g_object_new (WF_TYPE_TODAY_PAGE, "services", services, "solo", TRUE, NULL);

  g_assert_true (gtk_widget_get_visible (sidebar));
  wf_pane_stack_push (stack, solo);
  g_assert_false (gtk_widget_get_visible (sidebar));
  wf_pane_back (solo);
  g_assert_true (gtk_widget_get_visible (sidebar));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_quick_hide_covers_everything (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  GtkWidget *content = GTK_WIDGET (wf_window_get_main_view (window));
  GtkWindow *dialog = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_child (dialog, gtk_label_new ("a client's page"));
  gtk_window_present (dialog);
  wf_ui_test_wait_shown (dialog);

  wf_quick_hide_toggle (services->quick_hide);
  g_assert_false (gtk_widget_get_mapped (content));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  {
    g_autofree char *day =
        wf_format_date (services->format, g_get_real_time (), WF_DATE_WORDS_NO_YEAR);

    g_assert_true (wf_ui_test_sees (GTK_WIDGET (window), day)); /* in the interface's language */
  }
  wf_ui_test_picture (GTK_WINDOW (window), "shell-covered");

  GtkWindow *late = GTK_WINDOW (gtk_window_new ());

  gtk_window_present (late);
  WAIT_FOR (!gtk_widget_get_mapped (GTK_WIDGET (late)));

  wf_quick_hide_toggle (services->quick_hide);
  WAIT_FOR (gtk_widget_get_mapped (content));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  gtk_window_destroy (late);
  gtk_window_destroy (dialog);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_dialog_destroyed_under_the_cover (void)
{
  g_autoptr (WfServices) services = open_services ();
  GtkWindow *dialog = GTK_WINDOW (gtk_window_new ());

  gtk_window_present (dialog);
  wf_ui_test_wait_shown (dialog);
  wf_quick_hide_set_active (services->quick_hide, TRUE);
  gtk_window_destroy (dialog);
  wf_quick_hide_set_active (services->quick_hide, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

static void
test_cover_button_goes_on (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  GtkWidget *cover = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_COVER_BIN);

  wf_quick_hide_set_active (services->quick_hide, TRUE);
  g_assert_true (wf_cover_bin_get_covered (WF_COVER_BIN (cover)));
  g_signal_emit_by_name (wf_ui_test_child (cover, "continue_button"), "clicked");
  g_assert_false (wf_quick_hide_get_active (services->quick_hide));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
cover_and_uncover (GtkWidget *cover)
{
  GtkRoot *root = gtk_widget_get_root (cover);
  GtkWidget *focus = gtk_root_get_focus (root);

  g_assert_nonnull (focus);
  wf_cover_bin_set_covered (WF_COVER_BIN (cover), TRUE);
  wf_ui_test_pump (50);
  g_assert_true (gtk_root_get_focus (root) != focus);
  wf_cover_bin_set_covered (WF_COVER_BIN (cover), FALSE);
  wf_ui_test_pump (50);
  g_assert_true (gtk_root_get_focus (root) == focus);
}

/* One goes on typing where one was, in a note too: Enter presses nothing else. */
static void
test_cover_gives_the_focus_back (void)
{
  GtkWidget *cover = wf_cover_bin_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new (), *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new (), *note = gtk_text_view_new ();
  GtkWindow *window;

  gtk_popover_set_child (GTK_POPOVER (popover), note);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Back"));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  wf_cover_bin_set_child (WF_COVER_BIN (cover), box);
  window = wf_ui_test_show (cover);
  gtk_widget_grab_focus (entry);
  cover_and_uncover (cover);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  WAIT_FOR (gtk_widget_get_mapped (note));
  gtk_widget_grab_focus (note);
  cover_and_uncover (cover);
  g_assert_true (gtk_widget_get_mapped (note));
  gtk_popover_popdown (GTK_POPOVER (popover));
  wf_ui_test_destroy (window, cover);
}

static gboolean
has_maximize (WfWindow *window)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-decoration-layout", &layout,
                NULL);
  g_assert_nonnull (strstr (layout, "close"));
  return strstr (layout, "maximize") != NULL;
}

static void
test_narrow_window_folds (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = wf_window_new (NULL, services);
  WfMainView *view = wf_window_get_main_view (window);
  AdwLeaflet *leaflet = wf_ui_test_child (view, "leaflet");

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  WAIT_FOR (adw_leaflet_get_folded (leaflet));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
  wf_ui_test_picture (GTK_WINDOW (window), "shell-narrow");
  WAIT_FOR (!has_maximize (window)); /* the page's title needs the room */
  wf_pane_back (wf_pane_stack_get_visible (wf_main_view_get_stack (view)));
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == wf_ui_test_child (view, "sidebar"));
  wf_ui_test_picture (GTK_WINDOW (window), "shell-narrow-places");
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  WAIT_FOR (has_maximize (window));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_shortcuts_fit_a_narrow_screen (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWindow *shortcuts = NULL;
  int minimum;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-shortcuts", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        shortcuts = other;
    }
  g_assert_nonnull (shortcuts);
  wf_ui_test_wait_shown (shortcuts);
  g_assert_true (
      wf_ui_test_sees (GTK_WIDGET (shortcuts), "Hide everything at once, and come back"));
  gtk_widget_measure (GTK_WIDGET (shortcuts), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  wf_ui_test_picture (shortcuts, "shell-shortcuts");
  g_object_add_weak_pointer (G_OBJECT (shortcuts), (gpointer *) &shortcuts);
  gtk_widget_activate_action (GTK_WIDGET (shortcuts), "window.close", NULL);
  WAIT_FOR (shortcuts == NULL);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_pane_tells_problems (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfPane *pane =
      wf_pane_stack_get_visible (wf_main_view_get_stack (wf_window_get_main_view (window)));
  g_autoptr (GError) full = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "ENOSPC");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "bye");

  wf_pane_show_problem (pane, cancelled);
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (pane), "bye"));
  wf_pane_show_problem (pane, full);
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (pane), "The disk is full."));
  g_assert_false (wf_ui_test_sees (GTK_WIDGET (pane), "ENOSPC"));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static void
test_accessible (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  WfMainView *view = wf_window_get_main_view (window);
  GtkListBox *places = wf_ui_test_child (view, "place_list");
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (places, 0));

  gtk_test_accessible_assert_role (places, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (places, GTK_ACCESSIBLE_PROPERTY_LABEL, "Places");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Today");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Enter goes from line to line, not to the eye beside one, which shows what is typed. */
static void
test_first_run_by_enter (void)
{
  static const char *const rows[] = { "name_row", "passphrase_row", "again_row" };
  g_autoptr (WfServices) services = wf_ui_test_services ();
  WfWindow *window;
  GtkWidget *page;

  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_NEW);
  window = wf_window_new (NULL, services);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_FIRST_RUN_PAGE);
  g_signal_emit_by_name (wf_ui_test_child (page, "next_button"), "clicked");
  gtk_editable_set_text (wf_ui_test_child (page, "name_row"), "Maya");
  for (guint i = 0; i + 1 < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *focus;

      gtk_widget_grab_focus (wf_ui_test_child (page, rows[i]));
      g_signal_emit_by_name (wf_ui_test_child (page, rows[i]), "entry-activated");
      focus = gtk_root_get_focus (GTK_ROOT (window));
      g_assert_true (GTK_IS_TEXT (focus));
      g_assert_true (gtk_widget_is_ancestor (focus, wf_ui_test_child (page, rows[i + 1])));
    }
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* Whoever locks with a popover open types the passphrase next, and nothing else. */
static void
test_locked_with_a_popover_open (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  GtkWidget *page, *focus;
  GtkMenuButton *menu;

  menu = GTK_MENU_BUTTON (
      wf_ui_test_find (GTK_WIDGET (wf_window_get_main_view (window)), GTK_TYPE_MENU_BUTTON));
  gtk_menu_button_popup (menu);
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (menu))));
  wf_door_lock (services->door);
  WAIT_FOR ((page = wf_ui_test_find (GTK_WIDGET (window), WF_TYPE_UNLOCK_PAGE)) != NULL);
  WAIT_FOR ((focus = gtk_root_get_focus (GTK_ROOT (window))) != NULL);
  g_assert_true (gtk_widget_is_ancestor (focus, wf_ui_test_child (page, "passphrase_row")));
  g_assert_true (gtk_widget_has_focus (focus));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static gboolean
has_focus_in (WfWindow *window, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Returns: (transfer none): a page of one row, whose button has the focus, while something is told
 */
static GtkWidget *
push_row (WfWindow *window, WfServices *services)
{
  WfPaneStack *stack = wf_main_view_get_stack (wf_window_get_main_view (window));
  WfPane *page = g_object_new (bare_page_get_type (), "services", services, NULL);
  GtkWidget *list = gtk_list_box_new (), *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label ("Done");

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  GTK_BUILDABLE_GET_IFACE (page)->add_child (GTK_BUILDABLE (page), NULL, G_OBJECT (list), NULL);
  wf_pane_stack_push (stack, page);
  WAIT_FOR (gtk_widget_get_mapped (button));
  wf_window_tell (window, "The appointment is saved.");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (window), "The appointment is saved."));
  wf_ui_test_pump (400); /* until the page has slid in */
  g_assert_true (gtk_widget_grab_focus (button));
  return row;
}

static void
remove_row (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);

  gtk_list_box_remove (GTK_LIST_BOX (list), row);
  gtk_widget_set_visible (list, FALSE);
}

/* @at_once: Tab is pressed before the page is drawn without the row */
static void
lose_focus (WfWindow *window, WfServices *services, gboolean at_once)
{
  WfMainView *view = wf_window_get_main_view (window);
  GtkWidget *row = push_row (window, services);
  GtkWidget *page = gtk_widget_get_ancestor (row, bare_page_get_type ());

  remove_row (row);
  if (at_once)
    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  WAIT_FOR (has_focus_in (window, page));
  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus_in (window, wf_ui_test_child (view, "sidebar")));
  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus_in (window, page));
  wf_pane_back (WF_PANE (page));
}

/* Who went on to the places before the row went stays there. */
static void
test_focus_moved_on_stays (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);
  GtkWidget *row = push_row (window, services);
  GtkWidget *sidebar = wf_ui_test_child (wf_window_get_main_view (window), "sidebar");

  g_assert_true (gtk_widget_child_focus (sidebar, GTK_DIR_TAB_FORWARD));
  g_assert_true (has_focus_in (window, sidebar));
  remove_row (row);
  wf_ui_test_pump (100);
  g_assert_true (has_focus_in (window, sidebar));
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* The row that has the focus goes, and its list with it, while something is told: Tab leads through
 * the page and the places, not to what is told and no further. */
static void
test_focus_lost_under_a_toast (void)
{
  g_autoptr (WfServices) services = open_services ();
  WfWindow *window = open_window (services);

  lose_focus (window, services, TRUE);
  lose_focus (window, services, FALSE);
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

static GtkLabel *
find_words (GtkWidget *root, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, text);
  return found;
}

/* @dpi: of the desktop's text; @width: of the window, in pixels */
static void
check_told (WfServices *services, int dpi, int width, const char *words)
{
  WfWindow *window = wf_window_new (NULL, services);
  int height, usual;
  GtkLabel *label;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi * PANGO_SCALE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);
  gtk_window_present (GTK_WINDOW (window));
  wf_ui_test_wait_shown (GTK_WINDOW (window));
  usual = gtk_widget_get_width (GTK_WIDGET (window));
  wf_window_tell (window, words);
  WAIT_FOR ((label = find_words (GTK_WIDGET (window), words)) != NULL &&
            gtk_widget_get_height (GTK_WIDGET (label)) > 0);
  wf_ui_test_pump (100);
  pango_layout_get_pixel_size (gtk_label_get_layout (label), NULL, &height);
  g_test_message ("%d dpi, %d px, %zu letters: %d of %d", dpi, usual, strlen (words),
                  gtk_widget_get_height (GTK_WIDGET (label)), height);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (label)), >=, height);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, usual);
  wf_ui_test_picture (GTK_WINDOW (window), "shell-told");
  wf_ui_test_destroy (GTK_WINDOW (window), NULL);
}

/* What is told is told to its end, and as it is: no markup. On a small screen with large letters,
 * too, and a long word makes no window wider. */
static void
test_tells_every_word (void)
{
  static const char *const WORDS[] = {
    "Only a part was sent: <3 offers & their papers. Nothing is lost. Look at the network and at "
    "the disk, and try again.",
    "Only a part was sent. Nothing is lost. Look at the network and at the disk, and try again.",
    "Only a part was sent: nothing is lost. Try again.",
    "What was said goes with “https://www.example.org/library/laptops/borrowing-and-returning” "
    "now.",
  };
  static const int WIDTHS[] = { 360, 640 };
  g_autoptr (WfServices) services = open_services ();
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  for (int scale = 1; scale <= 2; scale++)
    for (guint i = 0; i < G_N_ELEMENTS (WIDTHS); i++)
      for (guint j = 0; j < G_N_ELEMENTS (WORDS); j++)
        check_told (services, 96 * scale, WIDTHS[i], WORDS[j]);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/shell/starts-with-today", test_starts_with_today);
  g_test_add_func ("/ui/shell/goes-to-places", test_goes_to_places);
  g_test_add_func ("/ui/shell/tab-passes-the-places", test_tab_passes_the_places);
  g_test_add_func ("/ui/shell/stack-keeps-the-way-back", test_stack_keeps_the_way_back);
  g_test_add_func ("/ui/shell/solo-pane-takes-the-window", test_solo_pane_takes_the_window);
  g_test_add_func ("/ui/shell/quick-hide-covers-everything", test_quick_hide_covers_everything);
  g_test_add_func ("/ui/shell/dialog-destroyed-under-the-cover",
                   test_dialog_destroyed_under_the_cover);
  g_test_add_func ("/ui/shell/cover-button-goes-on", test_cover_button_goes_on);
  g_test_add_func ("/ui/shell/cover-gives-the-focus-back", test_cover_gives_the_focus_back);
  g_test_add_func ("/ui/shell/narrow-window-folds", test_narrow_window_folds);
  g_test_add_func ("/ui/shell/shortcuts-fit-a-narrow-screen", test_shortcuts_fit_a_narrow_screen);
  g_test_add_func ("/ui/shell/pane-tells-problems", test_pane_tells_problems);
  g_test_add_func ("/ui/shell/first-run-by-enter", test_first_run_by_enter);
  g_test_add_func ("/ui/shell/locked-with-a-popover-open", test_locked_with_a_popover_open);
  g_test_add_func ("/ui/shell/focus-moved-on-stays", test_focus_moved_on_stays);
  g_test_add_func ("/ui/shell/tells-every-word", test_tells_every_word);
  g_test_add_func ("/ui/shell/focus-lost-under-a-toast", test_focus_lost_under_a_toast);
  g_test_add_func ("/ui/shell/accessible", test_accessible);
  return g_test_run ();
}
