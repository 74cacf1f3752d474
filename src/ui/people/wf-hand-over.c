/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Handing clients over. The vault does one at a time; `next` says which. What was handed
 * over stays so when a later one could not be: its box is unticked, so that trying again
 * goes on with the rest.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-hand-over.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-people-words.h"

typedef struct {
  GPtrArray *colleagues; /* (element-type WfMember) */
  AdwComboRow *to_row;
  AdwEntryRow *reason_row;
  GtkSwitch *consent_switch;
  GtkCheckButton *all_check; /* (nullable) */
  GPtrArray *checks;         /* (element-type GtkCheckButton), borrowed */
  GPtrArray *ids;            /* (element-type utf8): of the clients, as the checks */
  guint next;
} HandOver;

static void
hand_over_free (gpointer data)
{
  HandOver *self = data;

  g_ptr_array_unref (self->colleagues);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static gboolean
is_chosen (HandOver *self, guint i)
{
  return self->checks->len == 0 || gtk_check_button_get_active (self->checks->pdata[i]);
}

static guint
count_chosen (HandOver *self)
{
  guint n = 0;

  for (guint i = 0; i < self->ids->len; i++)
    n += is_chosen (self, i);
  return n;
}

static gboolean
can_hand_over (WfTaskDialog *dialog, gpointer data)
{
  HandOver *self = data;
  g_autofree char *reason = wf_task_row_dup_text (self->reason_row);

  return *reason != '\0' && self->colleagues->len > 0 && count_chosen (self) > 0;
}

static void hand_over_next (WfTaskDialog *dialog, gpointer data);

static void
on_handed_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = wf_vault_people_finish (WF_VAULT (source), result, &error);
  HandOver *self;

  if (!done)
    {
      wf_task_dialog_end (user_data, error);
      return;
    }
  self = g_object_get_data (G_OBJECT (user_data), "hand-over");
  if (self->checks->len > 0)
    gtk_check_button_set_active (self->checks->pdata[self->next], FALSE);
  self->next++;
  hand_over_next (user_data, self);
}

static void
hand_over_next (WfTaskDialog *dialog, gpointer data)
{
  HandOver *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *reason = wf_task_row_dup_text (self->reason_row);
  g_autofree char *left = NULL;
  g_autofree char *progress = NULL;
  const WfMember *to;
  guint n;

  while (self->next < self->ids->len && !is_chosen (self, self->next))
    self->next++;
  if (self->next >= self->ids->len)
    {
      wf_task_dialog_end (dialog, NULL);
      return;
    }

  n = count_chosen (self);
  left = wf_format_integer (services->format, n);
  progress = g_strdup_printf (ngettext ("%s client to go", "%s clients to go", n), left);
  wf_task_dialog_show_progress (dialog, progress);
  to = self->colleagues->pdata[adw_combo_row_get_selected (self->to_row)];
  wf_vault_hand_over_async (services->vault, self->ids->pdata[self->next], to->id, reason,
                            gtk_switch_get_active (self->consent_switch),
                            wf_task_dialog_get_cancellable (dialog), on_handed_over, dialog);
}

static void
start_hand_over (WfTaskDialog *dialog, gpointer data)
{
  ((HandOver *) data)->next = 0;
  hand_over_next (dialog, data);
}

static void
on_all_toggled (GtkCheckButton *all, HandOver *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i], gtk_check_button_get_active (all));
}

static void
add_clients (HandOver *self, WfTaskDialog *dialog)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  GListModel *clients = G_LIST_MODEL (services->clients);
  guint n = g_list_model_get_n_items (clients);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Which clients"));

  if (n == 0)
    adw_preferences_group_set_description (group, _ ("There is no client that you may open."));
  else
    self->all_check = wf_task_dialog_add_check (dialog, group, _ ("All of them"), NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (clients, i);
      const WfClientCard *card = wf_client_item_get_card (item);
      g_autofree char *name = wf_client_dup_name (card->name, card->number, services->format);

      g_ptr_array_add (self->ids, g_strdup (wf_client_item_get_id (item)));
      g_ptr_array_add (self->checks,
                       wf_task_dialog_add_check (
                           dialog, group, name,
                           card->is_restricted ? _ ("Only named colleagues open this one") : NULL));
    }
  if (self->all_check != NULL)
    g_signal_connect (self->all_check, "toggled", G_CALLBACK (on_all_toggled), self);
}

WfTaskDialog *
wf_hand_over_show (WfServices *services, GtkWindow *parent, const char *client_id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (
      services, parent, client_id != NULL ? _ ("Hand Over") : _ ("Hand Over Clients"));
  HandOver *self = g_new0 (HandOver, 1);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_auto (GStrv) names = NULL;

  self->colleagues = wf_people_list (services->vault, services->format, FALSE);
  for (guint i = self->colleagues->len; i-- > 0;)
    if (!wf_role_leads (((const WfMember *) self->colleagues->pdata[i])->role))
      g_ptr_array_remove_index (self->colleagues, i);
  self->checks = g_ptr_array_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data (G_OBJECT (dialog), "hand-over", self);

  names = wf_people_dup_names (self->colleagues);
  if (self->colleagues->len == 0)
    wf_task_dialog_add_text (dialog, _ ("There is no colleague to hand over to yet. A coordinator "
                                        "adds colleagues under People and keys."));
  self->to_row =
      wf_task_dialog_add_choice (dialog, group, _ ("To whom"), (const char *const *) names);
  self->reason_row = wf_task_dialog_add_entry (dialog, group, _ ("Why, for the colleague"));
  self->consent_switch = wf_task_dialog_add_switch (
      dialog, group, client_id != NULL ? _ ("The client agrees") : _ ("The clients agree"),
      _ ("If they could not be asked yet, leave it off: the colleague asks first."));
  wf_task_dialog_add_point (
      dialog, _ ("What happens"),
      _ ("The colleague looks after them from now on, and the record says who, when and why. Where "
         "only named colleagues may open a client, the new one takes your place: you cannot open "
         "that client any more."));
  if (client_id != NULL)
    g_ptr_array_add (self->ids, g_strdup (client_id));
  else
    add_clients (self, dialog);
  wf_task_dialog_keep_drafts (dialog, client_id, "draft.hand-over", NULL);
  wf_task_dialog_set_told (dialog, _ ("Handed over."));
  wf_task_dialog_set_task (dialog, _ ("_Hand Over"), FALSE, start_hand_over, can_hand_over, self,
                           hand_over_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
