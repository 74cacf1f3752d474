/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of clients is the repository's own model behind a filter; rows read cards
 * only, never a client.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-clients-page.h"

#include <glib/gi18n.h>

#include "wf-add-client-dialog.h"
#include "wf-client-page.h"
#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-referral-code.h"
#include "wf-referral-page.h"
#include "wf-retention-page.h"
#include "wf-widget-tools.h"

struct _WfClientsPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwStatusPage *nobody_page;
  GtkSearchEntry *search_entry;
  GtkListView *client_list;
  GtkButton *expired_button;

  GtkFilterListModel *shown; /* (nullable) */
  GtkCustomFilter *filter;
};

G_DEFINE_FINAL_TYPE (WfClientsPage, wf_clients_page, WF_TYPE_PANE)

static gboolean
is_match (gpointer item, gpointer user_data)
{
  WfClientsPage *self = user_data;

  return wf_client_item_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
update_stack (WfClientsPage *self)
{
  GListModel *all = G_LIST_MODEL (wf_pane_get_services (WF_PANE (self))->clients);
  const char *name = "list";

  if (g_list_model_get_n_items (all) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0)
    {
      name = "nobody";
      adw_status_page_set_description (
          self->nobody_page,
          wf_referral_code_is_misheard (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)))
              ? _ ("One digit of this code is another: ask them to say it again.")
              : _ ("Try the beginning of a name, a number, or a language."));
    }
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_item (WfClientsPage *self, GtkListItem *list_item)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *said = NULL;

  wf_person_row_show_client (WF_PERSON_ROW (row), wf_client_item_get_card (item), services->format,
                             wf_clock_now (services->clock));
  said = wf_person_row_dup_text (WF_PERSON_ROW (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
on_item_notify (WfClientItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  WfClientsPage *self = g_object_get_data (G_OBJECT (list_item), "page");

  show_item (self, list_item);
}

static void
on_factory_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, WfClientsPage *self)
{
  gtk_list_item_set_child (list_item, wf_person_row_new ());
  g_object_set_data (G_OBJECT (list_item), "page", self);
}

static void
on_factory_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, WfClientsPage *self)
{
  show_item (self, list_item);
  g_signal_connect_object (gtk_list_item_get_item (list_item), "notify",
                           G_CALLBACK (on_item_notify), list_item, 0);
}

static void
on_factory_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, WfClientsPage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), on_item_notify,
                                        list_item);
}

typedef struct {
  WfClientsPage *page; /* borrowed: read only when its cancellable stands */
  char *client_id;
  char *code;
} Call;

static void
call_free (Call *self)
{
  g_free (self->client_id);
  g_free (self->code);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
on_call_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);
  WfServices *services;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  services = wf_pane_get_services (WF_PANE (call->page));
  for (guint i = 0; follow != NULL && i < follow->referrals->len; i++)
    {
      const WfReferral *referral = follow->referrals->pdata[i];

      if (g_str_equal (referral->code, call->code))
        {
          wf_pane_push (WF_PANE (call->page),
                        wf_referral_page_new (services, call->client_id, referral->id));
          return;
        }
    }
  wf_pane_push (WF_PANE (call->page), wf_client_page_new (services, call->client_id));
}

static void
on_client_list_activate (GtkListView *list, guint position, WfClientsPage *self)
{
  g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  g_autofree char *code =
      wf_referral_code_parse (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  /* Who says a code calls about one referral. */
  if (code != NULL)
    {
      Call *call = g_new0 (Call, 1);

      call->page = self;
      call->client_id = g_strdup (wf_client_item_get_id (item));
      call->code = g_steal_pointer (&code);
      wf_client_repo_get_follow_async (wf_pane_get_services (WF_PANE (self))->clients,
                                       call->client_id, wf_pane_get_cancellable (WF_PANE (self)),
                                       on_call_ready, call);
      return;
    }
  wf_pane_push (WF_PANE (self), wf_client_page_new (wf_pane_get_services (WF_PANE (self)),
                                                    wf_client_item_get_id (item)));
}

static void
on_search_entry_changed (GtkSearchEntry *entry, WfClientsPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
on_search_entry_activate (GtkSearchEntry *entry, WfClientsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    on_client_list_activate (self->client_list, 0, self);
}

static void
on_client_added (WfAddClientDialog *dialog, const char *id, WfClientsPage *self)
{
  wf_pane_push (WF_PANE (self), wf_client_page_new (wf_pane_get_services (WF_PANE (self)), id));
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAddClientDialog *dialog = wf_add_client_dialog_new (wf_pane_get_services (WF_PANE (widget)),
                                                        GTK_WINDOW (gtk_widget_get_root (widget)));

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_client_added), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_expired_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_pane_push (WF_PANE (widget), wf_retention_page_new (wf_pane_get_services (WF_PANE (widget))));
}

/* Said where one looks for people, not where the day begins: it can wait. */
static void
wf_clients_page_shown (WfPane *pane)
{
  WfClientsPage *self = WF_CLIENTS_PAGE (pane);
  WfServices *services = wf_pane_get_services (pane);
  guint months = wf_agency_repo_get (services->agency)->retention_months;
  g_autoptr (GPtrArray) expired = wf_client_repo_list_expired (services->clients, months);
  g_autofree char *digits = wf_format_integer (services->format, expired->len);
  g_autofree char *words = g_strdup_printf (
      /* Translators: %s is a number; a button that lists the records of clients to be forgotten */
      ngettext ("%s record is past its time", "%s records are past their time", expired->len),
      digits);

  gtk_button_set_label (self->expired_button, words);
  wf_widget_wrap_buttons (GTK_WIDGET (self->expired_button));
  gtk_widget_set_visible (GTK_WIDGET (self->expired_button), expired->len > 0);
}

static void
wf_clients_page_constructed (GObject *object)
{
  WfClientsPage *self = WF_CLIENTS_PAGE (object);
  GListModel *clients = G_LIST_MODEL (wf_pane_get_services (WF_PANE (self))->clients);
  g_autoptr (GtkNoSelection) selection = NULL;

  G_OBJECT_CLASS (wf_clients_page_parent_class)->constructed (object);
  self->filter = gtk_custom_filter_new (is_match, self, NULL);
  self->shown =
      gtk_filter_list_model_new (g_object_ref (clients), GTK_FILTER (g_object_ref (self->filter)));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (self->client_list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_stack (self);
}

static void
wf_clients_page_dispose (GObject *object)
{
  WfClientsPage *self = WF_CLIENTS_PAGE (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (wf_clients_page_parent_class)->dispose (object);
}

static void
wf_clients_page_class_init (WfClientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_clients_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_clients_page_dispose;
  WF_PANE_CLASS (klass)->shown = wf_clients_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, client_list);
  gtk_widget_class_bind_template_child (widget_class, WfClientsPage, expired_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_client_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_factory_unbind);
  gtk_widget_class_install_action (widget_class, "clients.add", NULL, on_add_action);
  gtk_widget_class_install_action (widget_class, "clients.expired", NULL, on_expired_action);
}

static void
wf_clients_page_init (WfClientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_search_entry_make_private (self->search_entry);
  wf_list_make_one_stop (GTK_WIDGET (self->client_list));
}

void
wf_clients_page_focus_search (WfClientsPage *self)
{
  g_return_if_fail (WF_IS_CLIENTS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
