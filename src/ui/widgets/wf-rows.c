/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of text in preference groups: made, remembered and taken out again.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-rows.h"

#include <glib/gi18n.h>

AdwPreferencesGroup *
wf_rows_add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  g_return_val_if_fail (ADW_IS_PREFERENCES_PAGE (page), NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title != NULL ? title : "");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

void
wf_row_set_words (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *safe_title = NULL;
  g_autofree char *safe_subtitle = NULL;

  g_return_if_fail (ADW_IS_ACTION_ROW (row));
  g_return_if_fail (title != NULL);

  safe_title = g_markup_escape_text (title, -1);
  safe_subtitle = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (row, safe_subtitle);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);
}

AdwActionRow *
wf_rows_add (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  g_return_val_if_fail (ADW_IS_PREFERENCES_GROUP (group), NULL);

  wf_row_set_words (row, title, subtitle);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  if (rows != NULL)
    g_ptr_array_add (rows, row);
  return row;
}

void
wf_rows_clear (GPtrArray *rows)
{
  g_return_if_fail (rows != NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (rows, 0);
}

GtkWidget *
wf_row_add_button (AdwActionRow *row, const char *label, const char *action, const char *target)
{
  GtkWidget *button;

  g_return_val_if_fail (ADW_IS_ACTION_ROW (row), NULL);

  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  return button;
}

void
wf_menu_append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = NULL;

  g_return_if_fail (G_IS_MENU (menu));
  g_return_if_fail (label != NULL && action != NULL && id != NULL);

  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

GtkWidget *
wf_menu_button_new_about (GMenuModel *menu, const char *what)
{
  GtkWidget *button;
  g_autofree char *label = NULL;

  g_return_val_if_fail (G_IS_MENU_MODEL (menu), NULL);
  g_return_val_if_fail (what != NULL, NULL);

  button = gtk_menu_button_new ();
  /* Translators: %s is a client, a colleague, a list of offers, or a thing that is lent */
  label = g_strdup_printf (_ ("What to do about %s"), what);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}
