/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a page or a dialog fits a small screen with the desktop's text at twice its size: none
 * needs more than the 360 pixels, nothing stands outside, no row squeezes its words. What is too
 * wide is said with the widgets that make it so.
 */
#pragma once

#include "wf-ui-test.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "wf-config.h"
#include "wf-pane-stack.h"
#include "wf-safety-page.h"

#define SCREEN      360
#define HEIGHT      640
#define TEXT_SCALE  2
#define PASSED_DOWN 24 /* margins between a widget and what makes it wide */

static inline void
let_run (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline int
measure (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* The widest child, and its widest, as long as one of them makes most of the width. */
static inline void
blame (GtkWidget *widget, GString *out)
{
  int limit = measure (widget) - 4 * PASSED_DOWN;

  g_string_append_printf (out, "\n  %s %s %d", G_OBJECT_TYPE_NAME (widget),
                          GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
                          measure (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child) &&
          measure (child) >= limit)
        {
          blame (child, out);
          return;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_visible (child))
        g_string_append_printf (out, "\n    of %s %d", G_OBJECT_TYPE_NAME (child), measure (child));
    }
}

/* Whether what stands in @widget may lie outside it: it is scrolled there. */
static inline gboolean
scrolls_across (GtkWidget *widget)
{
  GtkPolicyType across;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return GTK_IS_TEXT (widget);
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, NULL);
  return across != GTK_POLICY_NEVER;
}

/* Where things stand, which is not always inside what they asked for. The first that leaves
 * @page on a side is named. */
static inline gboolean
check_inside (GtkWidget *widget, GtkWidget *page, const char *name)
{
  graphene_rect_t rect;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_SCROLLBAR (widget))
    return TRUE;
  if ((GTK_IS_LABEL (widget) || GTK_IS_IMAGE (widget) || GTK_IS_BUTTON (widget)) &&
      gtk_widget_compute_bounds (widget, page, &rect) &&
      (rect.origin.x < -1 ||
       rect.origin.x + rect.size.width > (float) gtk_widget_get_width (page) + 1))
    {
      g_autoptr (GString) whose = g_string_new (NULL);

      blame (widget, whose);
      g_test_message ("cut at a side: %s: from %g to %g of %d%s", name, (double) rect.origin.x,
                      (double) (rect.origin.x + rect.size.width), gtk_widget_get_width (page),
                      whose->str);
      g_test_fail ();
      return FALSE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && !scrolls_across (widget); child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child) && !check_inside (child, page, name))
        return FALSE;
    }
  return TRUE;
}

/* The title of a group is read whole, however little room its button leaves. */
static inline void
check_titles (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL &&
      gtk_widget_has_css_class (widget, "heading") &&
      gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE)
    {
      g_test_message ("cut: %s: %s", name, gtk_label_get_text (GTK_LABEL (widget)));
      g_test_fail ();
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_titles (child, name);
}

/* A menu is a surface of its own: what it asks for is what it gets, beyond the screen's edge too.
 */
static inline void
check_menu (GtkMenuButton *button, const char *name)
{
  GtkWidget *menu;
  int natural;

  gtk_menu_button_popup (button);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (button));
  WAIT_FOR (gtk_widget_get_mapped (menu));
  gtk_widget_measure (gtk_widget_get_first_child (menu), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &natural, NULL, NULL);
  if (natural > SCREEN)
    {
      g_test_message ("a menu too wide: %s: %d pixels", name, natural);
      g_test_fail ();
    }
  gtk_menu_button_popdown (button);
  WAIT_FOR (!gtk_widget_get_mapped (menu));
}

/* What is scrolled out of sight has no screen to open a menu on. */
static inline gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t rect;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, window, &rect) &&
         rect.origin.y >= 0 &&
         rect.origin.y + rect.size.height <= (float) gtk_widget_get_height (window);
}

static inline void
check_menus (GtkWidget *widget, const char *name)
{
  if (GTK_IS_MENU_BUTTON (widget) && is_in_sight (widget) && gtk_widget_is_sensitive (widget) &&
      gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) != NULL)
    check_menu (GTK_MENU_BUTTON (widget), name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_menus (child, name);
}

/* Whether no line of @label has room for its longest word, or a good part of it. */
static inline gboolean
is_squeezed (GtkWidget *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int natural;

  if (row == NULL || !gtk_widget_has_css_class (label, "title") || !gtk_widget_get_mapped (label))
    return FALSE;
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return gtk_widget_get_width (label) < MIN (natural, gtk_widget_get_width (row) / 3) &&
         pango_layout_get_line_count (layout) > 1;
}

/* A button at the end of a row leaves its words room, or goes below them. */
static inline void
check_rows (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LABEL (widget) && is_squeezed (widget))
    {
      g_test_message ("squeezed: %s: %s: %d pixels", name, gtk_label_get_text (GTK_LABEL (widget)),
                      gtk_widget_get_width (widget));
      g_test_fail ();
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_rows (child, name);
}

static inline void
check_width (gpointer widget, const char *name)
{
  g_autoptr (GString) whose = g_string_new (NULL);
  int minimum;

  let_run ();
  gtk_test_widget_wait_for_draw (widget); /* laid out */
  check_titles (widget, name);
  minimum = measure (widget);
  g_test_message ("%s: %d pixels", name, minimum);
  if (minimum <= SCREEN)
    {
      check_inside (widget, widget, name);
      check_rows (widget, name);
      check_menus (widget, name);
      return;
    }
  blame (widget, whose);
  g_test_message ("too wide: %s%s", name, whose->str);
  g_test_fail ();
}

/* GtkWindow asks for room for its shadow too: what it holds counts. */
static inline void
check_window (gpointer window, const char *name)
{
  g_assert_nonnull (window);
  gtk_window_set_default_size (window, SCREEN, HEIGHT);
  gtk_window_present (window);
  wf_ui_test_wait_shown (window);
  check_width (adw_window_get_content (ADW_WINDOW (window)), name);
  wf_ui_test_picture (window, name);
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
}

static inline WfServices *
make_services (void)
{
  WfServices *services = wf_ui_test_services ();
  const char *lang = g_getenv ("LANGUAGE");

  if (lang != NULL)
    {
      g_free (services->lang);
      wf_format_unref (services->format);
      services->lang = g_strdup (lang);
      services->format = wf_format_new (lang, NULL, NULL);
    }
  return services;
}

/* Over another one, so that there is a way back in its header. */
static inline WfPaneStack *
show_pane (WfPane *pane, GtkWindow **out_window)
{
  WfPaneStack *stack = wf_pane_stack_new (wf_safety_page_new (wf_pane_get_services (pane)));

  wf_pane_stack_push (stack, pane);
  wf_pane_stack_set_front (stack, TRUE);
  *out_window = wf_ui_test_show (GTK_WIDGET (stack));
  gtk_window_set_default_size (*out_window, SCREEN, HEIGHT);
  wf_ui_test_pump (100);
  return stack;
}

/* With its header. */
static inline void
check_shown (WfPaneStack *stack, GtkWindow *window, const char *name)
{
  check_width (stack, name);
  if (g_getenv ("WF_PICTURES") != NULL)
    wf_ui_test_pump (1500);
  wf_ui_test_picture (window, name);
  wf_ui_test_destroy (window, GTK_WIDGET (stack));
}

static inline void
check_pane (WfPane *pane, const char *name)
{
  GtkWindow *window;
  WfPaneStack *stack = show_pane (pane, &window);

  check_shown (stack, window, name);
}

/* As the program starts, in the language of LANGUAGE, with large letters. */
static inline void
narrow_init (int *argc, char ***argv)
{
  g_autofree char *words = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "po", NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, words);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  wf_ui_test_init (argc, argv);
  /* As the program does, even where GTK itself is not translated. */
  if (wf_language_is_rtl (g_getenv ("LANGUAGE")))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * TEXT_SCALE,
                "gtk-decoration-layout", ":close", NULL);
}
