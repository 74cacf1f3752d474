/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is due to be forgotten. The page reads the list of clients in memory and opens the dialogs
 * that act; it changes nothing itself.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-retention-page.h"

#include <glib/gi18n.h>

#include "wf-client-care.h"
#include "wf-client-page.h"
#include "wf-client-words.h"
#include "wf-forget-dialog.h"
#include "wf-retention.h"
#include "wf-rows.h"

/* So many rows at a time: after the first are decided the next come. */
#define MAX_ROWS 100

struct _WfRetentionPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *client_group;

  GPtrArray *rows; /* (element-type GtkWidget), borrowed from the group */
};

G_DEFINE_FINAL_TYPE (WfRetentionPage, wf_retention_page, WF_TYPE_PANE)

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_forget_dialog_show_for (wf_pane_get_services (WF_PANE (widget)), get_window (widget),
                             g_variant_get_string (parameter, NULL), "retention");
}

static void
on_hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_client_care_hold (wf_pane_get_services (WF_PANE (widget)), get_window (widget),
                       g_variant_get_string (parameter, NULL), TRUE);
}

static void
on_row_activated (AdwActionRow *row, WfRetentionPage *self)
{
  wf_pane_push (WF_PANE (self), wf_client_page_new (wf_pane_get_services (WF_PANE (self)),
                                                    g_object_get_data (G_OBJECT (row), "client")));
}

static char *
dup_why (WfRetentionPage *self, const WfClientCard *card)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  guint months = wf_agency_repo_get (services->agency)->retention_months;
  g_autofree char *last = wf_format_date (services->format, card->last_activity_us, WF_DATE_WORDS);
  g_autofree char *until = wf_format_date (
      services->format, wf_retention_get_date (card->last_activity_us, months), WF_DATE_WORDS);

  if (card->refuses_notes)
    /* Translators: %s is a day */
    return g_strdup_printf (_ ("They said no to notes. Last contact %s."), last);
  /* Translators: two days */
  return g_strdup_printf (_ ("Last contact %s. To be kept until %s."), last, until);
}

static GtkWidget *
make_menu_button (const char *id, const char *name)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  wf_menu_append (menu, _ ("_Forget or Anonymise…"), "retention.forget", id);
  wf_menu_append (menu, _ ("Put on _Hold…"), "retention.hold", id);
  return wf_menu_button_new_about (G_MENU_MODEL (menu), name);
}

static void
add_client (WfRetentionPage *self, WfClientItem *item)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const char *id = wf_client_item_get_id (item);
  const WfClientCard *card = wf_client_item_get_card (item);
  g_autofree char *name = wf_client_dup_name (card->name, card->number, services->format);
  g_autofree char *why = dup_why (self, card);
  g_autofree char *safe_name = g_markup_escape_text (name, -1);
  g_autofree char *safe = g_markup_escape_text (why, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (wf_vault_get_role (services->vault) != WF_ROLE_AUDITOR)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (id, name));
  g_object_set_data_full (G_OBJECT (row), "client", g_strdup (id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->client_group, row);
}

static void
update (WfRetentionPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  guint months = wf_agency_repo_get (services->agency)->retention_months;
  g_autoptr (GPtrArray) expired = wf_client_repo_list_expired (services->clients, months);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->client_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (expired->len, MAX_ROWS); i++)
    add_client (self, expired->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, expired->len > 0 ? "list" : "empty");
}

static void
on_clients_changed (WfRetentionPage *self)
{
  if (!wf_pane_is_gone (WF_PANE (self)) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
wf_retention_page_shown (WfPane *pane)
{
  update (WF_RETENTION_PAGE (pane));
}

static void
wf_retention_page_constructed (GObject *object)
{
  WfRetentionPage *self = WF_RETENTION_PAGE (object);
  WfClientRepo *clients = wf_pane_get_services (WF_PANE (self))->clients;

  G_OBJECT_CLASS (wf_retention_page_parent_class)->constructed (object);
  g_signal_connect_object (clients, "client-changed", G_CALLBACK (on_clients_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "client-forgotten", G_CALLBACK (on_clients_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
wf_retention_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_RETENTION_PAGE (object)->rows);
  G_OBJECT_CLASS (wf_retention_page_parent_class)->finalize (object);
}

static void
wf_retention_page_class_init (WfRetentionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_retention_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_retention_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_retention_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/people/wf-retention-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfRetentionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfRetentionPage, client_group);
  gtk_widget_class_install_action (widget_class, "retention.forget", "s", on_forget_action);
  gtk_widget_class_install_action (widget_class, "retention.hold", "s", on_hold_action);
}

static void
wf_retention_page_init (WfRetentionPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_retention_page_new (WfServices *services)
{
  g_return_val_if_fail (services != NULL, NULL);

  return g_object_new (WF_TYPE_RETENTION_PAGE, "services", services, NULL);
}
