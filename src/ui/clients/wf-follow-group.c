/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals and loans on a client's page. The group reads what follows and the plan, and shows
 * them when both came; what it begins goes through wf-follow-commit.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-follow-group.h"

#include <glib/gi18n.h>

#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-entry-chooser.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"
#include "wf-plan-fold.h"
#include "wf-referral-dialogs.h"
#include "wf-referral-page.h"
#include "wf-rows.h"

struct _WfFollowGroup {
  AdwPreferencesGroup parent_instance;

  WfPane *pane; /* borrowed: we are on it */
  char *client_id;
  WfFollow *follow; /* (nullable): as last read */
  WfPlan *plan;     /* (nullable): as last read */
  GPtrArray *rows;  /* (element-type GtkWidget), borrowed from the group */
  char *begun_id;   /* (nullable): of the referral being begun */
};

G_DEFINE_FINAL_TYPE (WfFollowGroup, wf_follow_group, ADW_TYPE_PREFERENCES_GROUP)

static WfServices *
get_services (WfFollowGroup *self)
{
  return wf_pane_get_services (self->pane);
}

/* --- Begin --- */

static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = wf_follow_commit_finish (result, &error);
  WfFollowGroup *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    wf_pane_show_problem (self->pane, error);
  else
    wf_pane_push (self->pane,
                  wf_referral_page_new (get_services (self), self->client_id, self->begun_id));
}

static GPtrArray *
make_offered (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_follow_list_of_one (wf_referral_record_begun (data));
}

static WfReferral *
new_referral (WfFollowGroup *self)
{
  WfReferral *referral = wf_referral_new (FALSE);

  /* Two slips with one code would be two answers to one question. */
  while (wf_client_repo_has_code (get_services (self)->clients, referral->code))
    {
      wf_referral_free (referral);
      referral = wf_referral_new (FALSE);
    }
  return referral;
}

static void
begin (WfFollowGroup *self, const WfResource *entry, const char *statement)
{
  WfServices *services = get_services (self);
  WfReferral *referral = new_referral (self);

  g_free (referral->entry_id);
  referral->entry_id = g_strdup (entry->id);
  g_free (referral->name);
  referral->name = g_strdup (wf_resource_get_name (entry, services->lang));
  g_free (referral->service);
  referral->service = g_strdup (entry->organization != NULL ? entry->organization : "");
  g_free (referral->statement);
  referral->statement = g_strdup (statement);
  referral->entry = wf_resource_to_json (entry);
  g_free (self->begun_id);
  self->begun_id = g_strdup (referral->id);
  wf_follow_commit_async (services, self->client_id, make_offered, referral,
                          (GDestroyNotify) wf_referral_free, wf_pane_get_cancellable (self->pane),
                          on_begun, self);
}

static void
on_offer_clicked (GtkButton *button, WfFollowGroup *self)
{
  const char *statement_id = g_object_get_data (G_OBJECT (button), "statement");
  WfPlanStatement *statement =
      self->plan != NULL ? wf_plan_lookup (self->plan, statement_id) : NULL;
  WfPlanResource *resource = statement != NULL
                                 ? wf_plan_statement_get_resource (
                                       statement, g_object_get_data (G_OBJECT (button), "entry"))
                                 : NULL;

  if (resource != NULL)
    begin (self, resource->entry, statement_id);
}

static void
on_entry_chosen (WfEntryChooser *chooser, WfResource *entry, WfFollowGroup *self)
{
  begin (self, entry, "");
}

static GtkWindow *
get_window (WfFollowGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_other_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfFollowGroup *self = WF_FOLLOW_GROUP (widget);
  WfEntryChooser *chooser;

  if (get_services (self)->catalogue == NULL)
    return;
  chooser = wf_entry_chooser_new (get_services (self), get_window (self));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_entry_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
on_inbound_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfFollowGroup *self = WF_FOLLOW_GROUP (widget);

  wf_inbound_dialog_show (get_services (self), get_window (self), self->client_id);
}

/* --- Rows --- */

static void
on_row_activated (AdwActionRow *row, WfFollowGroup *self)
{
  wf_pane_push (self->pane, wf_referral_page_new (get_services (self), self->client_id,
                                                  g_object_get_data (G_OBJECT (row), "referral")));
}

static void
add_referral (WfFollowGroup *self, const WfReferral *referral)
{
  WfServices *services = get_services (self);
  gint64 now = wf_clock_now (services->clock);
  const WfDue *due = wf_dues_lookup (self->follow->dues, referral->id);
  g_autofree char *today = wf_day_from_time (now);
  g_autofree char *status = wf_referral_dup_status (referral, services->format, now);
  g_autofree char *when =
      due != NULL ? wf_due_dup_words (services->format, today, wf_due_get_day (due)) : NULL;
  g_autofree char *both = g_strjoin (" · ", status, when, NULL);
  AdwActionRow *row =
      wf_rows_add (ADW_PREFERENCES_GROUP (self), self->rows,
                   *referral->name != '\0' ? referral->name : referral->service, both);

  g_object_set_data_full (G_OBJECT (row), "referral", g_strdup (referral->id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
}

static gboolean
has_referral (WfFollowGroup *self, const char *entry_id)
{
  for (guint i = 0; i < self->follow->referrals->len; i++)
    {
      const WfReferral *referral = self->follow->referrals->pdata[i];

      if (g_str_equal (referral->entry_id, entry_id))
        return TRUE;
    }
  return FALSE;
}

/* What stands on the page and nobody acted on yet. */
static void
add_planned (WfFollowGroup *self, const WfPlanStatement *statement, const WfPlanResource *resource)
{
  WfServices *services = get_services (self);
  const char *name = wf_resource_get_name (resource->entry, services->lang);
  AdwActionRow *row = wf_rows_add (ADW_PREFERENCES_GROUP (self), self->rows, name,
                                   _ ("In the plan, not offered yet"));
  GtkWidget *button = gtk_button_new_with_label (_ ("Offer It"));
  /* Translators: %s is the name of an offer */
  g_autofree char *label = g_strdup_printf (_ ("Offer it: %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "statement", g_strdup (statement->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "entry", g_strdup (resource->entry->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_offer_clicked), self, 0);
  adw_action_row_add_suffix (row, button);
}

static void
add_plan (WfFollowGroup *self)
{
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (self->plan);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];

      for (guint k = 0; k < statement->resources->len; k++)
        {
          const WfPlanResource *resource = statement->resources->pdata[k];

          if (resource->chosen && !has_referral (self, resource->entry->id) &&
              g_hash_table_add (seen, resource->entry->id))
            add_planned (self, statement, resource);
        }
    }
}

static void
show (WfFollowGroup *self)
{
  GPtrArray *referrals = self->follow->referrals;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint is_end = 0; is_end < 2; is_end++)
    {
      for (guint i = referrals->len; i > 0; i--)
        {
          const WfReferral *referral = referrals->pdata[i - 1];

          if ((guint) wf_referral_state_is_end (referral->state) == is_end)
            add_referral (self, referral);
        }
      if (is_end == 0 && self->plan != NULL)
        add_plan (self);
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         self->rows->len == 0 ? _ ("Nobody was sent anywhere yet.")
                                                              : NULL);
}

static void
on_plan_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfFollowGroup) self = user_data;

  if (wf_pane_is_gone (self->pane))
    return;
  g_clear_pointer (&self->plan, wf_plan_unref);
  self->plan = wf_plan_new_from_snapshot (state);
  if (self->follow != NULL)
    show (self);
}

static void
on_follow_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);
  WfFollowGroup *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (follow == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  g_clear_pointer (&self->follow, wf_follow_free);
  self->follow = g_steal_pointer (&follow);
  show (self);
}

static void
reload (WfFollowGroup *self)
{
  WfServices *services = get_services (self);
  GCancellable *cancellable = wf_pane_get_cancellable (self->pane);

  wf_client_repo_get_follow_async (services->clients, self->client_id, cancellable, on_follow_ready,
                                   self);
  wf_vault_get_snapshot_async (services->vault, self->client_id, WF_PLAN_ASPECT, cancellable,
                               on_plan_ready, g_object_ref (self));
}

static void
on_client_changed (WfClientRepo *clients, const char *id, WfFollowGroup *self)
{
  if (g_str_equal (id, self->client_id) && !wf_pane_is_gone (self->pane))
    reload (self);
}

static void
wf_follow_group_finalize (GObject *object)
{
  WfFollowGroup *self = WF_FOLLOW_GROUP (object);

  g_free (self->client_id);
  g_free (self->begun_id);
  g_clear_pointer (&self->follow, wf_follow_free);
  g_clear_pointer (&self->plan, wf_plan_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_follow_group_parent_class)->finalize (object);
}

static void
wf_follow_group_class_init (WfFollowGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_follow_group_finalize;
  gtk_widget_class_install_action (widget_class, "follow.other", NULL, on_other_action);
  gtk_widget_class_install_action (widget_class, "follow.inbound", NULL, on_inbound_action);
}

static void
wf_follow_group_init (WfFollowGroup *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->rows = g_ptr_array_new ();
  g_menu_append (menu, _ ("_Another service…"), "follow.other");
  g_menu_append (menu, _ ("_Sent here by somebody…"), "follow.inbound");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Add"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a referral"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Sent on to others"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

void
wf_follow_group_set_client (WfFollowGroup *self, WfPane *pane, const char *client_id)
{
  g_return_if_fail (WF_IS_FOLLOW_GROUP (self) && WF_IS_PANE (pane) && client_id != NULL);
  g_return_if_fail (self->client_id == NULL);

  self->pane = pane;
  self->client_id = g_strdup (client_id);
  g_signal_connect_object (wf_pane_get_services (pane)->clients, "client-changed",
                           G_CALLBACK (on_client_changed), self, 0);
  reload (self);
}
