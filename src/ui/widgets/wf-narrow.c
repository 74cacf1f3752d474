/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two changes of the toolkit, for the whole program, so that a small screen with large letters
 * shows every word.
 *
 * The items of a GtkPopoverMenu hold one line each, and a menu wider than the screen is cut at its
 * edge: they wrap. An AdwActionRow gives what stands at its end all it asks for, and its title a
 * letter a line if need be: what has no room beside the title goes below it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-narrow.h"

#include <adwaita.h>

#include "wf-widget-tools.h"
#include "wf-wrap-layout.h"

/* What stands beside the words of an item, in widths of a letter: margins, check, arrow. */
#define BESIDE 12

#define TITLE_LETTERS 8 /* the least of a row's title that stands on one line */
#define END_MARGIN    6 /* over and under what stands at a row's end; a row is 50 high anyway */

static void (*show_menu) (GtkWidget *widget);
static void (*map_row) (GtkWidget *widget);

static void
wrap_words (GtkWidget *widget, int letters)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE)
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (widget), letters);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_words (child, letters);
}

static void
show (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  if (width > 0)
    wrap_words (widget, MAX (wf_widget_count_letters (widget, width) - BESIDE, BESIDE));
  show_menu (widget);
}

static GtkWidget *
find_by_class (GtkWidget *parent, const char *css_class)
{
  GtkWidget *child = parent != NULL ? gtk_widget_get_first_child (parent) : NULL;

  while (child != NULL && !gtk_widget_has_css_class (child, css_class))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static guint
count_buttons (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += GTK_IS_BUTTON (child);
  return n;
}

/* A page lets the words of its buttons wrap when it is shown; rows come later, when their data were
 * read. Several buttons stand below each other where a line has no room for them. */
static void
tend_row (GtkWidget *row)
{
  GtkWidget *header = find_by_class (row, "header");
  GtkWidget *title = find_by_class (find_by_class (header, "title"), "title");
  GtkWidget *end = find_by_class (header, "suffixes");

  if (!GTK_IS_LABEL (title) || end == NULL)
    return;
  wf_widget_wrap_buttons (end);
  if (count_buttons (end) > 1 && !WF_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (end)))
    gtk_widget_set_layout_manager (end, wf_wrap_layout_new ());
  if (WF_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (header)))
    return;
  gtk_label_set_width_chars (GTK_LABEL (title), TITLE_LETTERS);
  gtk_widget_set_margin_top (end, END_MARGIN);
  gtk_widget_set_margin_bottom (end, END_MARGIN);
  gtk_widget_set_layout_manager (header, wf_wrap_layout_new ());
}

static gboolean
on_next_frame (GtkWidget *row, GdkFrameClock *clock, gpointer data)
{
  tend_row (row);
  return G_SOURCE_REMOVE;
}

/* In a list that is shown a row is mapped before it was given its buttons: once more before it is
 * laid out. */
static void
map (GtkWidget *widget)
{
  tend_row (widget);
  gtk_widget_add_tick_callback (widget, on_next_frame, NULL, NULL);
  map_row (widget);
}

void
wf_narrow_install (void)
{
  GtkWidgetClass *klass;

  if (show_menu != NULL)
    return;

  klass = g_type_class_ref (GTK_TYPE_POPOVER_MENU); /* kept: it is changed for good */
  show_menu = klass->show;
  klass->show = show;
  klass = g_type_class_ref (ADW_TYPE_ACTION_ROW); /* kept, as well */
  map_row = klass->map;
  klass->map = map;
}
