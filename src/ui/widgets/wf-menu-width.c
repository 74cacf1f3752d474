/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One change of GtkPopoverMenu, for the whole program: its items hold one line each, and a menu
 * wider than the screen is cut at its edge. On a phone, or with large letters, they wrap.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-menu-width.h"

#include <gtk/gtk.h>

/* What stands beside the words of an item, in widths of a letter: margins, check, arrow. */
#define BESIDE 12

static void (*show_menu) (GtkWidget *widget);

static int
count_letters (GtkWidget *widget, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return width / MAX (letter, 1);
}

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
    wrap_words (widget, MAX (count_letters (widget, width) - BESIDE, BESIDE));
  show_menu (widget);
}

void
wf_menu_width_install (void)
{
  GtkWidgetClass *klass;

  if (show_menu != NULL)
    return;

  klass = g_type_class_ref (GTK_TYPE_POPOVER_MENU); /* kept: it is changed for good */
  show_menu = klass->show;
  klass->show = show;
}
