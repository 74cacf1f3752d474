/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A toast's own title is one line, cut at the window's edge: ours wraps. A toast is as high as its
 * words need at their natural width, even where the window is narrower: that width is told to be no
 * more than there is.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-toast.h"

#include <glib/gi18n.h>

#include "wf-widget-tools.h"

#define BESIDE_PX     140 /* what stands beside the words: margins, the button */
#define MARGIN_PX     9
#define LEAST_LETTERS 8
#define MOST_LETTERS  70

/* The window may be shown later than its first message. */
static int
find_width (GtkWidget *words)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (words, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root = gtk_widget_get_root (words);
  int width = overlay != NULL ? gtk_widget_get_width (overlay) : 0;

  if (width <= 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, NULL);
  return width - BESIDE_PX;
}

/* It breaks its lines by the window it came to. The button to close it, which is round, has a
 * picture and no name of its own. */
static void
on_words_mapped (GtkWidget *words)
{
  GtkWidget *title = gtk_widget_get_parent (words);
  int letters = wf_widget_count_letters (words, find_width (words));

  gtk_label_set_max_width_chars (GTK_LABEL (words), CLAMP (letters, LEAST_LETTERS, MOST_LETTERS));
  for (GtkWidget *part = gtk_widget_get_next_sibling (title); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_BUTTON (part) && gtk_widget_has_css_class (part, "circular"))
      gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      /* Translators: the button of a short message at the edge */
                                      _ ("Close this message"), -1);
}

AdwToast *
wf_toast_new (const char *message)
{
  g_autoptr (GtkWidget) words = NULL;
  AdwToast *toast;

  g_return_val_if_fail (message != NULL, NULL);

  words = g_object_ref_sink (gtk_label_new (message)); /* a toast may go without being shown */
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "heading");
  gtk_widget_set_margin_top (words, MARGIN_PX);
  gtk_widget_set_margin_bottom (words, MARGIN_PX);
  g_signal_connect (words, "map", G_CALLBACK (on_words_mapped), NULL);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, words);
  return toast;
}
