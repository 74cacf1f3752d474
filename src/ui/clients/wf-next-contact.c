/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The next contact with a client. What was tried is written down with the rule in sight; only the
 * person ends it or puts it off.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-next-contact.h"

#include <glib/gi18n.h>

#include "wf-client-records.h"
#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"
#include "wf-referral-dialogs.h"
#include "wf-rows.h"

struct _WfNextContact {
  AdwPreferencesGroup parent_instance;

  WfPane *pane;     /* unowned: it stands on it */
  WfClient *client; /* NULL until it was read */
  GPtrArray *rows;  /* (element-type GtkWidget), borrowed */
};

G_DEFINE_FINAL_TYPE (WfNextContact, wf_next_contact, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_why (const WfClient *client)
{
  const char *why = wf_client_get_due_why (client);

  if (g_str_equal (why, WF_CLIENT_DUE_VISIT))
    return _ ("We meet again");
  return *why != '\0' ? why : _ ("Get in touch");
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The page may be gone with its cancellable; then nobody is told. */
  if (!wf_follow_commit_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_pane_show_problem (WF_NEXT_CONTACT (user_data)->pane, error);
}

static GPtrArray *
make_due (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_follow_list_of_one (wf_client_record_due (data, NULL));
}

/* @day: (transfer full): "" when nothing more is due. */
static void
commit (WfNextContact *self, char *day)
{
  wf_follow_commit_async (wf_pane_get_services (self->pane), wf_client_get_id (self->client),
                          make_due, day, g_free, wf_pane_get_cancellable (self->pane), on_committed,
                          self);
}

static void
on_week_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfNextContact *self = WF_NEXT_CONTACT (widget);
  g_autofree char *today =
      wf_day_from_time (wf_clock_now (wf_pane_get_services (self->pane)->clock));

  commit (self, wf_day_add (today, 0, 7));
}

static void
on_done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  commit (WF_NEXT_CONTACT (widget), g_strdup (""));
}

static GtkWindow *
get_window (WfNextContact *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfNextContact *self = WF_NEXT_CONTACT (widget);

  wf_next_day_dialog_show (wf_pane_get_services (self->pane), get_window (self), self->client);
}

static void
on_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfNextContact *self = WF_NEXT_CONTACT (widget);
  const char *day = wf_client_get_next_due (self->client);
  g_autoptr (WfDue) due =
      *day != '\0' ? wf_due_new ("", WF_DUE_CONTACT, "", (const char *const[]){ day, NULL }) : NULL;

  wf_attempt_dialog_show (wf_pane_get_services (self->pane), get_window (self), self->client, NULL,
                          due);
}

static void
show (WfNextContact *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  WfServices *services = wf_pane_get_services (self->pane);
  const char *day = wf_client_get_next_due (self->client);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *when = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  AdwActionRow *row;

  wf_rows_clear (self->rows);
  if (*day == '\0')
    {
      row = wf_rows_add (group, self->rows, _ ("No day is set"), NULL);
      wf_row_add_button (row, _ ("Set a Day…"), "next.day", NULL);
      return;
    }
  when = wf_due_dup_words (services->format, today, day);
  row = wf_rows_add (group, self->rows, get_why (self->client), when);
  g_menu_append (menu, _ ("In a Week"), "next.week");
  g_menu_append (menu, _ ("Another Day…"), "next.day");
  g_menu_append (menu, _ ("Done, Nothing More"), "next.done");
  adw_action_row_add_suffix (
      row, wf_menu_button_new_about (G_MENU_MODEL (menu), get_why (self->client)));
}

void
wf_next_contact_set_client (WfNextContact *self, WfPane *pane, WfClient *client)
{
  g_return_if_fail (WF_IS_NEXT_CONTACT (self));
  g_return_if_fail (WF_IS_PANE (pane) && client != NULL);

  self->pane = pane;
  wf_client_ref (client);
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = client;
  show (self);
}

static void
wf_next_contact_finalize (GObject *object)
{
  WfNextContact *self = WF_NEXT_CONTACT (object);

  g_clear_pointer (&self->client, wf_client_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_next_contact_parent_class)->finalize (object);
}

static void
wf_next_contact_class_init (WfNextContactClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_next_contact_finalize;
  gtk_widget_class_install_action (widget_class, "next.record", NULL, on_record_action);
  gtk_widget_class_install_action (widget_class, "next.day", NULL, on_day_action);
  gtk_widget_class_install_action (widget_class, "next.week", NULL, on_week_action);
  gtk_widget_class_install_action (widget_class, "next.done", NULL, on_done_action);
}

static void
wf_next_contact_init (WfNextContact *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Record Contact…"));

  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Next contact"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "next.record");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}
