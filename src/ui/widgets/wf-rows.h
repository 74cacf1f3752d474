/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Rows of text in preference groups, as pages and settings show them. What is said is plain text,
 * never markup, and long text wraps. Main thread.
 */

/** wf_rows_add_group: @title, @description: (nullable). Returns: (transfer none): a group at the
 * end of
 * @page */
AdwPreferencesGroup *
wf_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description);

/** wf_row_set_words: @row: of any kind made of #AdwActionRow. @subtitle: (nullable) */
void wf_row_set_words (AdwActionRow *row, const char *title, const char *subtitle);

/**
 * wf_rows_add:
 * @rows: (nullable) (element-type GtkWidget): borrows the row until wf_rows_clear()
 * @subtitle: (nullable)
 *
 * Returns: (transfer none): a row at @group's end
 */
AdwActionRow *
wf_rows_add (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle);

/** wf_rows_clear: takes every one of @rows out of the group it stands in */
void wf_rows_clear (GPtrArray *rows);

/**
 * wf_row_add_button:
 * @label: with a mnemonic
 * @action: (nullable): what it does; %NULL when the caller connects to it
 * @target: (nullable): the action's text
 *
 * A button at the row's end; pressing the row presses it.
 *
 * Returns: (transfer none)
 */
GtkWidget *
wf_row_add_button (AdwActionRow *row, const char *label, const char *action, const char *target);

/** wf_menu_append: @id: what @action is told */
void wf_menu_append (GMenu *menu, const char *label, const char *action, const char *id);

/** wf_menu_button_new_about: @what: the person or thing of the row, which a screen reader says. For
 * a row's end */
GtkWidget *wf_menu_button_new_about (GMenuModel *menu, const char *what);

G_END_DECLS
