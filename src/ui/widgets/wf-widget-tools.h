/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wf_widget_set_language:
 * @root: a widget and everything in it
 * @lang: BCP 47 tag of the texts in it
 *
 * Gives a part of the window the direction of @lang, whatever direction the interface
 * has. GTK does not inherit directions: call it again after adding children.
 */
void wf_widget_set_language (GtkWidget *root, const char *lang);

/**
 * wf_label_set_text_in:
 * @text: plain text
 * @lang: BCP 47 tag of @text, which chooses letter shapes (Han) and typeface (Arabic)
 * @scale: size, 1 being what the style says
 */
void wf_label_set_text_in (GtkLabel *label, const char *text, const char *lang, double scale);

/**
 * wf_widget_wrap_buttons:
 *
 * Lets the words of @root, a button, and of every button, check button and expander in it stand
 * on several lines where there is no room for one: on a small screen, or with large letters. So do
 * the titles of groups. With room, nothing changes.
 */
void wf_widget_wrap_buttons (GtkWidget *root);

/**
 * wf_search_entry_make_private:
 *
 * Asks input methods not to remember what is typed: names, and what clients need. Other entries
 * say so in their templates; a search entry has no property for it.
 */
void wf_search_entry_make_private (GtkSearchEntry *entry);

/**
 * wf_passphrase_row_tend_button:
 * @row: an #AdwPasswordEntryRow
 *
 * Says to a screen reader what the button does that shows what was typed: it has a picture alone.
 * And takes it out of the Tab order: whoever types a passphrase and Tab and types on would press it
 * with the first blank, and everybody would see the passphrase. For the keyboard the row's menu
 * (Shift+F10) has the same.
 */
void wf_passphrase_row_tend_button (GtkWidget *row);

/** wf_widget_count_letters: Returns: how many letters of @widget's font stand in @width pixels,
 * each as wide as a label's max-width-chars takes it */
int wf_widget_count_letters (GtkWidget *widget, int width);

/**
 * wf_widget_set_busy:
 * @busy: whether @widget waits for something: it then takes no input
 *
 * As gtk_widget_set_sensitive(), but first takes the focus out of @widget: an entry that is
 * switched off under the cursor goes on blinking and warns.
 */
void wf_widget_set_busy (GtkWidget *widget, gboolean busy);

/**
 * wf_widget_focus_first:
 *
 * Puts the focus on the first control below @root, passing words and rows that only tell: where
 * a dialog is filled in, not on the button that closes it. Before it is shown, or after.
 *
 * Returns: whether there was one; if not, the focus is where it was
 */
gboolean wf_widget_focus_first (GtkWidget *root);

/**
 * wf_list_make_one_stop:
 * @list: a list whose rows hold nothing else to press
 *
 * Tab leaves @list from whichever row has the focus; the arrows go from row to row. By itself
 * GTK stops at every row, which is a thousand times in a long list.
 */
void wf_list_make_one_stop (GtkWidget *list);

/**
 * wf_widget_dispose_children:
 *
 * For the dispose of a class that derives from #GtkWidget itself: lets go of every child.
 */
void wf_widget_dispose_children (GtkWidget *widget);

G_END_DECLS
