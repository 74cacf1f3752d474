/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ui-test.h"

#include "wf-task-dialog.h"

/* Filling in a WfTaskDialog as a person would, and seeing it go. */

static inline gpointer
find_row (GtkWidget *root, const char *title)
{
  gpointer found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static inline gpointer
get_row (gpointer dialog, const char *title)
{
  gpointer row = find_row (GTK_WIDGET (dialog), title);

  if (row == NULL)
    g_error ("no row “%s”", title);
  return row;
}

static inline void
type_in (gpointer dialog, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, title)), text);
}

static inline void
type_passphrase (gpointer dialog, const char *text)
{
  type_in (dialog, "New passphrase", text);
  type_in (dialog, "The same again", text);
}

static inline void
turn_on (gpointer dialog, const char *title)
{
  gtk_widget_activate (
      adw_action_row_get_activatable_widget (ADW_ACTION_ROW (get_row (dialog, title))));
}

static inline gboolean
can_go (gpointer dialog)
{
  return gtk_widget_is_sensitive (wf_ui_test_child (dialog, "go_button"));
}

/* Whether there is something to fill in. */
static inline gboolean
has_row (GtkWidget *root)
{
  gboolean has = (ADW_IS_ENTRY_ROW (root) || GTK_IS_SWITCH (root)) &&
                 gtk_widget_get_visible (root) && gtk_widget_is_sensitive (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !has;
       child = gtk_widget_get_next_sibling (child))
    has = has_row (child);
  return has;
}

/* Whoever opens a dialog to fill it in can begin to type. */
static inline WfTaskDialog *
opened (WfTaskDialog *dialog, const char *picture)
{
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_ROLE_WINDOW);
  wf_ui_test_picture (GTK_WINDOW (dialog), picture);
  /* typed at once, the first words go where they belong */
  g_assert_false (GTK_IS_LIST_BOX (gtk_window_get_focus (GTK_WINDOW (dialog))));
  g_assert_false (gtk_widget_has_focus (wf_ui_test_child (dialog, "cancel_button")) &&
                  has_row (GTK_WIDGET (dialog)));
  return dialog;
}

/* Presses the button and waits until nothing keeps the dialog alive. */
static inline void
go (WfTaskDialog *dialog)
{
  gpointer weak = dialog;

  g_assert_true (can_go (dialog));
  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  g_signal_emit_by_name (wf_ui_test_child (dialog, "go_button"), "clicked");
  WAIT_FOR (weak == NULL);
}
