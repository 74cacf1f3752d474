/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One drawing of the set, chosen by its words. A combo row and no class of its own.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-picture-row.h"

#include <glib/gi18n.h>

#include "wf-deck-words.h"
#include "wf-pictogram.h"

static guint
find_picture (const char *name)
{
  const char *const *names = wf_pictogram_list ();

  for (guint i = 0; name != NULL && names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return i + 1;
    }
  return 0;
}

AdwComboRow *
wf_picture_row_new (const char *title, const char *name)
{
  g_return_val_if_fail (title != NULL, NULL);

  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  const char *const *names = wf_pictogram_list ();

  gtk_string_list_append (model, _ ("None"));
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (model, wf_deck_words_picture (names[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, find_picture (name));
  return row;
}

const char *
wf_picture_row_get (AdwComboRow *row)
{
  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), NULL);

  guint at = adw_combo_row_get_selected (row);

  return at > 0 && at != GTK_INVALID_LIST_POSITION ? wf_pictogram_list ()[at - 1] : NULL;
}
