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

/* It breaks its lines by the window it came to. Its button has a picture and no name of its own. */
static void
on_words_mapped (GtkWidget *words)
{
  GtkWidget *title = gtk_widget_get_parent (words);
  GtkWidget *overlay = gtk_widget_get_ancestor (words, ADW_TYPE_TOAST_OVERLAY);
  int width = overlay != NULL ? gtk_widget_get_width (overlay) - BESIDE_PX : 0;

  gtk_label_set_max_width_chars (GTK_LABEL (words), CLAMP (wf_widget_count_letters (words, width),
                                                           LEAST_LETTERS, MOST_LETTERS));
  for (GtkWidget *part = gtk_widget_get_next_sibling (title); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_BUTTON (part))
      gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      /* Translators: the button of a short message at the edge */
                                      _ ("Close this message"), -1);
}

AdwToast *
wf_toast_new (const char *message)
{
  AdwToast *toast;
  GtkWidget *words;

  g_return_val_if_fail (message != NULL, NULL);

  toast = adw_toast_new ("");
  words = gtk_label_new (message);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "heading");
  gtk_widget_set_margin_top (words, MARGIN_PX);
  gtk_widget_set_margin_bottom (words, MARGIN_PX);
  g_signal_connect (words, "map", G_CALLBACK (on_words_mapped), NULL);
  adw_toast_set_custom_title (toast, words);
  return toast;
}
