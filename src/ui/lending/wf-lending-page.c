/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The things to lend. The page reads the list and who has what whenever it is shown, the agency's
 * log or a client changed; it writes nothing itself.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-lending-page.h"

#include <glib/gi18n.h>

#include "wf-client-page.h"
#include "wf-client-words.h"
#include "wf-device-dialogs.h"
#include "wf-lending-words.h"
#include "wf-lending.h"
#include "wf-loan-dialogs.h"
#include "wf-people-words.h"
#include "wf-rows.h"
#include "wf-widget-tools.h"

#include <string.h>

typedef enum {
  SHELF_RETURNED,
  SHELF_LENT,
  SHELF_READY,
  SHELF_LOST,
  SHELF_RETIRED,
  N_SHELVES,
} Shelf;

struct _WfLendingPage {
  WfPane parent_instance;

  GtkStack *stack;
  GtkButton *add_button;
  AdwPreferencesGroup *returned_group;
  AdwPreferencesGroup *lent_group;
  AdwPreferencesGroup *ready_group;
  AdwPreferencesGroup *lost_group;
  AdwPreferencesGroup *retired_group;

  GPtrArray *rows[N_SHELVES]; /* (element-type GtkWidget), borrowed from the groups */
  GPtrArray *devices;         /* (nullable) (element-type WfDevice): as last read */
  GPtrArray *loans;           /* (nullable) (element-type WfLoanAt): as last read */
};

G_DEFINE_FINAL_TYPE (WfLendingPage, wf_lending_page, WF_TYPE_PANE)

static AdwPreferencesGroup *
get_group (WfLendingPage *self, Shelf shelf)
{
  switch (shelf)
    {
    case SHELF_RETURNED:
      return self->returned_group;
    case SHELF_LENT:
      return self->lent_group;
    case SHELF_LOST:
      return self->lost_group;
    case SHELF_RETIRED:
      return self->retired_group;
    case SHELF_READY:
    case N_SHELVES:
    default:
      return self->ready_group;
    }
}

static Shelf
get_shelf (const WfDevice *device)
{
  static const struct {
    const char *state;
    Shelf shelf;
  } SHELVES[] = {
    { "returned", SHELF_RETURNED },
    { "lent", SHELF_LENT },
    { "lost", SHELF_LOST },
    { "retired", SHELF_RETIRED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (SHELVES); i++)
    {
      if (g_str_equal (SHELVES[i].state, device->state))
        return SHELVES[i].shelf;
    }
  return SHELF_READY;
}

static const WfDevice *
find_device (WfLendingPage *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->devices != NULL && i < self->devices->len; i++)
    {
      const WfDevice *device = self->devices->pdata[i];

      if (g_str_equal (device->id, id))
        return device;
    }
  return NULL;
}

/* The loan that is still open of it, or lost with it. */
static const WfLoanAt *
find_loan (WfLendingPage *self, const WfDevice *device)
{
  const char *state = g_str_equal (device->state, "lost") ? "lost" : "lent";

  for (guint i = 0; self->loans != NULL && i < self->loans->len; i++)
    {
      const WfLoanAt *at = self->loans->pdata[i];

      if (g_str_equal (at->loan->device, device->id) && g_str_equal (at->loan->state, state))
        return at;
    }
  return NULL;
}

/* --- Actions --- */

static GtkWindow *
get_window (WfLendingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLendingPage *self = WF_LENDING_PAGE (widget);

  wf_device_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), NULL,
                         self->devices);
}

static void
on_change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLendingPage *self = WF_LENDING_PAGE (widget);
  const WfDevice *device = find_device (self, parameter);

  if (device != NULL)
    wf_device_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), device,
                           self->devices);
}

static void
on_wipe_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLendingPage *self = WF_LENDING_PAGE (widget);
  const WfDevice *device = find_device (self, parameter);

  if (device != NULL)
    wf_wipe_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), device);
}

/* With the client who has it where one may know them; else for the thing alone. */
static void
end (WfLendingPage *self, const WfDevice *device, gboolean is_lost)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfLoanAt *at = find_loan (self, device);

  if (at != NULL)
    wf_loan_end_dialog_show (services, get_window (self), at->client_id, at->loan, is_lost);
  else
    wf_device_state_dialog_show (services, get_window (self), device,
                                 is_lost ? "lost" : "returned");
}

static void
on_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLendingPage *self = WF_LENDING_PAGE (widget);
  const WfDevice *device = find_device (self, parameter);

  if (device != NULL)
    end (self, device, g_str_equal (name, "lending.lose"));
}

static void
on_retire_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLendingPage *self = WF_LENDING_PAGE (widget);
  const WfDevice *device = find_device (self, parameter);

  if (device != NULL)
    wf_device_state_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), device,
                                 "retired");
}

/* --- Rows --- */

static GMenuModel *
make_menu (const WfDevice *device)
{
  GMenu *menu = g_menu_new ();
  const char *state = device->state;

  if (wf_device_can_be (state, "returned"))
    wf_menu_append (menu,
                    g_str_equal (state, "retired") ? _ ("_Use It Again…") : _ ("It Is _Back…"),
                    "lending.back", device->id);
  if (wf_lending_may_wipe (device))
    wf_menu_append (menu, _ ("It Is _Empty…"), "lending.wipe", device->id);
  if (wf_device_can_be (state, "lost"))
    wf_menu_append (menu, _ ("It Is _Lost…"), "lending.lose", device->id);
  wf_menu_append (menu, _ ("_Correct…"), "lending.change", device->id);
  if (wf_device_can_be (state, "retired"))
    wf_menu_append (menu, _ ("_Not Used Any More…"), "lending.retire", device->id);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_menu_button (const WfDevice *device, const char *title)
{
  g_autoptr (GMenuModel) menu = make_menu (device);

  return wf_menu_button_new_about (menu, title);
}

/* What is to be done next with a thing stands beside it; the rest is in its menu. */
static void
add_next (GtkWidget *row, const WfDevice *device, const char *title)
{
  gboolean is_lent = g_str_equal (device->state, "lent");
  GtkWidget *button;
  g_autofree char *label = NULL;

  if (!is_lent && !g_str_equal (device->state, "returned"))
    return;
  /* Translators: short words on a button: a thing that was lent is back; it has been emptied */
  button = gtk_button_new_with_label (is_lent ? _ ("Back…") : _ ("Empty…"));
  /* Translators: what a button does, then the thing it does it with */
  label = g_strdup_printf (_ ("%s %s"), gtk_button_get_label (GTK_BUTTON (button)), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  wf_widget_wrap_buttons (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", device->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  is_lent ? "lending.back" : "lending.wipe");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
on_row_activated (AdwActionRow *row, WfLendingPage *self)
{
  wf_pane_push (WF_PANE (self), wf_client_page_new (wf_pane_get_services (WF_PANE (self)),
                                                    g_object_get_data (G_OBJECT (row), "client")));
}

static char *
dup_holder (WfLendingPage *self, const WfLoanAt *at)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = at != NULL ? wf_client_repo_lookup (services->clients, at->client_id) : NULL;
  const WfClientCard *card;

  if (item == NULL)
    return g_strdup (_ ("with a client whom you cannot open"));
  card = wf_client_item_get_card (item);
  return wf_client_dup_name (card->name, card->number, services->format);
}

static char *
dup_where (WfLendingPage *self, const WfDevice *device, const WfLoanAt *at)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *holder = NULL;
  g_autofree char *due = NULL;
  g_autofree char *who = NULL;
  char *wiped;

  if (g_str_equal (device->state, "lent"))
    {
      holder = dup_holder (self, at);
      due = wf_due_dup_words (services->format, today, device->until);
      return g_strjoin (" · ", holder, due, NULL);
    }
  if (g_str_equal (device->state, "lost") && at != NULL)
    return dup_holder (self, at);
  who = wf_people_dup_author (services->vault, device->wipe_author);
  wiped = g_str_equal (device->state, "returned")
              ? NULL
              : wf_device_dup_wipe_words (device, who, services->format);
  return wiped != NULL ? wiped : g_strdup (wf_device_get_state_words (device->state));
}

static void
add_device (WfLendingPage *self, const WfDevice *device)
{
  Shelf shelf = get_shelf (device);
  const WfLoanAt *at = shelf == SHELF_LENT || shelf == SHELF_LOST ? find_loan (self, device) : NULL;
  g_autofree char *title = wf_device_dup_title (device->tag, device->type);
  g_autofree char *where = dup_where (self, device, at);
  /* A note in another script stands at the side of the words above it. */
  const char *mark = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "\342\200\217" : "";
  g_autofree char *all = *device->note != '\0'
                             ? g_strdup_printf ("%s\n%s%s", where, mark, device->note)
                             : g_strdup (where);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe = g_markup_escape_text (all, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (wf_vault_get_role (wf_pane_get_services (WF_PANE (self))->vault) != WF_ROLE_AUDITOR)
    {
      add_next (row, device, title);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (device, title));
    }
  if (at != NULL)
    {
      g_object_set_data_full (G_OBJECT (row), "client", g_strdup (at->client_id), g_free);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
    }
  g_ptr_array_add (self->rows[shelf], row);
  adw_preferences_group_add (get_group (self, shelf), row);
}

static void
show (WfLendingPage *self)
{
  for (guint shelf = 0; shelf < N_SHELVES; shelf++)
    {
      for (guint i = 0; i < self->rows[shelf]->len; i++)
        adw_preferences_group_remove (get_group (self, shelf), self->rows[shelf]->pdata[i]);
      g_ptr_array_set_size (self->rows[shelf], 0);
    }
  for (guint i = 0; i < self->devices->len; i++)
    add_device (self, self->devices->pdata[i]);
  for (guint shelf = 0; shelf < N_SHELVES; shelf++)
    gtk_widget_set_visible (GTK_WIDGET (get_group (self, shelf)), self->rows[shelf]->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->devices->len > 0 ? "list" : "empty");
}

static void
on_loans_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_unread = 0;
  g_autoptr (GPtrArray) loans =
      wf_client_repo_list_loans_finish (WF_CLIENT_REPO (source), result, &n_unread, &error);
  WfLendingPage *self = user_data;
  g_autofree char *unread = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loans == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->loans, g_ptr_array_unref);
  self->loans = g_steal_pointer (&loans);
  unread = wf_unread_dup_words (wf_pane_get_services (WF_PANE (self))->format, n_unread);
  adw_preferences_group_set_description (self->lent_group, unread);
  if (self->devices != NULL)
    show (self);
}

static void
on_devices_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices =
      wf_client_repo_get_devices_finish (WF_CLIENT_REPO (source), result, &error);
  WfLendingPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (devices == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  self->devices = g_steal_pointer (&devices);
  /* Shown when it is known too who has what: a row does not change under one's hand. */
  wf_client_repo_list_loans_async (WF_CLIENT_REPO (source),
                                   wf_pane_get_cancellable (WF_PANE (self)), on_loans_ready, self);
}

static void
reload (WfLendingPage *self)
{
  wf_client_repo_get_devices_async (wf_pane_get_services (WF_PANE (self))->clients,
                                    wf_pane_get_cancellable (WF_PANE (self)), on_devices_ready,
                                    self);
}

/* Hidden it need not know; it reads anew when it is shown. */
static void
reload_if_seen (WfLendingPage *self)
{
  if (self->devices != NULL && !wf_pane_is_gone (WF_PANE (self)) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

static void
on_owner_changed (WfVault *vault, const char *id, WfLendingPage *self)
{
  if (g_strcmp0 (id, wf_vault_get_agency_id (vault)) == 0)
    reload_if_seen (self);
}

static void
wf_lending_page_shown (WfPane *pane)
{
  reload (WF_LENDING_PAGE (pane));
}

static void
wf_lending_page_constructed (GObject *object)
{
  WfLendingPage *self = WF_LENDING_PAGE (object);
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  G_OBJECT_CLASS (wf_lending_page_parent_class)->constructed (object);
  g_signal_connect_object (services->vault, "owner-changed", G_CALLBACK (on_owner_changed), self,
                           0);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (reload_if_seen), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lending.add",
                                 wf_vault_get_role (services->vault) != WF_ROLE_AUDITOR);
}

static void
wf_lending_page_finalize (GObject *object)
{
  WfLendingPage *self = WF_LENDING_PAGE (object);

  for (guint shelf = 0; shelf < N_SHELVES; shelf++)
    g_ptr_array_unref (self->rows[shelf]);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_pointer (&self->loans, g_ptr_array_unref);
  G_OBJECT_CLASS (wf_lending_page_parent_class)->finalize (object);
}

static void
wf_lending_page_class_init (WfLendingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_lending_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_lending_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_lending_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/lending/wf-lending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, returned_group);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, lent_group);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, ready_group);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, lost_group);
  gtk_widget_class_bind_template_child (widget_class, WfLendingPage, retired_group);
  gtk_widget_class_install_action (widget_class, "lending.add", NULL, on_add_action);
  gtk_widget_class_install_action (widget_class, "lending.change", "s", on_change_action);
  gtk_widget_class_install_action (widget_class, "lending.wipe", "s", on_wipe_action);
  gtk_widget_class_install_action (widget_class, "lending.back", "s", on_end_action);
  gtk_widget_class_install_action (widget_class, "lending.lose", "s", on_end_action);
  gtk_widget_class_install_action (widget_class, "lending.retire", "s", on_retire_action);
}

static void
wf_lending_page_init (WfLendingPage *self)
{
  for (guint shelf = 0; shelf < N_SHELVES; shelf++)
    self->rows[shelf] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
