/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A day in a row: the row holds it as text, the calendar shows it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-day-row.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"

static GtkMenuButton *
button_of (AdwActionRow *row)
{
  return g_object_get_data (G_OBJECT (row), "day-button");
}

static void
on_calendar_selected (GtkCalendar *calendar, AdwActionRow *row)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

  wf_day_row_set_day (row, day);
}

/* It opens on the day that stands in the row. */
static void
on_popover_show (GtkWidget *calendar, GtkWidget *popover)
{
  AdwActionRow *row = g_object_get_data (G_OBJECT (popover), "day-row");
  const char *day = wf_day_row_get_day (row);
  gint64 time_us = day != NULL ? wf_day_to_time (day) : 0;
  g_autoptr (GDateTime) date =
      time_us != 0 ? g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC) : NULL;

  if (date == NULL)
    return;
  g_signal_handlers_block_by_func (calendar, on_calendar_selected, row);
  gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
  g_signal_handlers_unblock_by_func (calendar, on_calendar_selected, row);
}

static void
on_none_clicked (GtkButton *button, AdwActionRow *row)
{
  wf_day_row_set_day (row, NULL);
  gtk_menu_button_popdown (button_of (row));
}

static GtkWidget *
make_popover (AdwActionRow *row)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *none = gtk_button_new_with_mnemonic (_ ("_No Day"));

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_calendar_selected), row, 0);
  g_signal_connect_object (none, "clicked", G_CALLBACK (on_none_clicked), row, 0);
  g_object_set_data (G_OBJECT (popover), "day-row", row); /* borrowed: it owns us */
  g_signal_connect_object (popover, "show", G_CALLBACK (on_popover_show), calendar,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), none);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

AdwActionRow *
wf_day_row_new (const char *title, const WfFormat *format)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *button = gtk_menu_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "format", wf_format_ref ((WfFormat *) format),
                          (GDestroyNotify) wf_format_unref);
  g_object_set_data (G_OBJECT (row), "day-button", button);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_popover (row));
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  wf_day_row_set_day (row, NULL);
  return row;
}

const char *
wf_day_row_get_day (AdwActionRow *row)
{
  return g_object_get_data (G_OBJECT (row), "day");
}

void
wf_day_row_set_day (AdwActionRow *row, const char *day)
{
  gint64 time_us = day != NULL ? wf_day_to_time (day) : 0;
  const WfFormat *format = g_object_get_data (G_OBJECT (row), "format");
  g_autofree char *words =
      time_us != 0 ? wf_format_date (format, time_us, WF_DATE_SHORT) : g_strdup (_ ("No day"));

  g_object_set_data_full (G_OBJECT (row), "day", time_us != 0 ? g_strdup (day) : NULL, g_free);
  adw_action_row_set_subtitle (row, words);
}
