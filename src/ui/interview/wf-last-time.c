/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was promised last time, from three snapshots read one after the other: the client, the
 * plan, what follows. What cannot be read is left out: it is a reminder, not a record.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-last-time.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-follow-words.h"
#include "wf-follow.h"
#include "wf-lending-words.h"
#include "wf-plan-fold.h"
#include "wf-visit-words.h"

struct _WfLastTime {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  WfServices *services;
  char *client_id;
  GCancellable *cancellable;
};

enum {
  COMPLETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfLastTime, wf_last_time, ADW_TYPE_BIN)

static void
wf_last_time_dispose (GObject *object)
{
  WfLastTime *self = WF_LAST_TIME (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (wf_last_time_parent_class)->dispose (object);
}

static void
wf_last_time_finalize (GObject *object)
{
  WfLastTime *self = WF_LAST_TIME (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->services, wf_services_unref);
  g_free (self->client_id);
  G_OBJECT_CLASS (wf_last_time_parent_class)->finalize (object);
}

static void
wf_last_time_class_init (WfLastTimeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_last_time_dispose;
  object_class->finalize = wf_last_time_finalize;
  signals[COMPLETED] = g_signal_new ("completed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_last_time_init (WfLastTime *self)
{
  self->cancellable = g_cancellable_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  /* Translators: what was promised when the client was here before */
  adw_preferences_group_set_title (self->group, _ ("Last time"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_row (WfLastTime *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->group, row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
add_loan (WfLastTime *self, const WfLoan *loan)
{
  g_autofree char *title = wf_device_dup_title (loan->tag, loan->type);
  g_autofree char *today = wf_day_from_time (wf_clock_now (self->services->clock));
  g_autofree char *words = wf_loan_dup_words (loan, self->services->format, today);

  if (wf_loan_is_open (loan))
    add_row (self, title, words);
}

static void
on_follow_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfLastTime) self = user_data;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, NULL);
  g_autoptr (WfFollow) follow = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  follow = wf_follow_new_from_snapshot (state);
  for (guint i = 0; i < follow->referrals->len; i++)
    {
      const WfReferral *referral = follow->referrals->pdata[i];
      g_autofree char *status = wf_referral_dup_status (referral, self->services->format,
                                                        wf_clock_now (self->services->clock));

      if (!wf_referral_state_is_end (referral->state))
        add_row (self, referral->name, status);
    }
  for (guint i = 0; i < follow->loans->len; i++)
    add_loan (self, follow->loans->pdata[i]);
  g_signal_emit (self, signals[COMPLETED], 0);
}

static void
on_plan_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfLastTime) self = user_data;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, NULL);
  g_autoptr (WfPlan) plan = NULL;
  g_autoptr (GPtrArray) picked = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  plan = wf_plan_new_from_snapshot (state);
  picked = plan != NULL ? wf_plan_get_picked (plan) : NULL;
  for (guint i = 0; picked != NULL && i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];
      const char *words = wf_plan_statement_get_text (statement, self->services->lang, NULL);

      add_row (self, words, wf_text_get (statement->action, self->services->lang, NULL));
    }
  wf_vault_get_snapshot_async (WF_VAULT (source), self->client_id, WF_FOLLOW_ASPECT,
                               self->cancellable, on_follow_read, g_object_ref (self));
}

static void
add_visit (WfLastTime *self, const WfClient *client)
{
  GPtrArray *visits = wf_client_get_visits (client);
  const WfVisit *last = NULL;
  g_autofree char *day = NULL;

  for (guint i = 0; i < visits->len; i++)
    {
      const WfVisit *visit = visits->pdata[i];

      if (visit->ended_us > 0 && (last == NULL || visit->ended_us > last->ended_us))
        last = visit;
    }
  if (last == NULL)
    return;
  day = wf_day_dup_words (self->services->format, wf_clock_now (self->services->clock),
                          last->started_us);
  add_row (self, *last->goal != '\0' ? last->goal : wf_mode_get_words (last->mode), day);
}

static void
on_client_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfLastTime) self = user_data;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, NULL);

  if (client == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  add_visit (self, client);
  wf_vault_get_snapshot_async (self->services->vault, self->client_id, WF_PLAN_ASPECT,
                               self->cancellable, on_plan_read, g_object_ref (self));
}

static void
begin (WfLastTime *self, WfServices *services, const char *client_id)
{
  self->services = wf_services_ref (services);
  self->client_id = g_strdup (client_id);
}

void
wf_last_time_load (WfLastTime *self, WfServices *services, const char *client_id)
{
  g_return_if_fail (WF_IS_LAST_TIME (self));
  g_return_if_fail (services != NULL && client_id != NULL);
  g_return_if_fail (self->services == NULL);

  begin (self, services, client_id);
  wf_client_repo_get_async (services->clients, client_id, NULL, self->cancellable, on_client_read,
                            g_object_ref (self));
}

void
wf_last_time_load_promises (WfLastTime *self, WfServices *services, const char *client_id)
{
  g_return_if_fail (WF_IS_LAST_TIME (self));
  g_return_if_fail (services != NULL && client_id != NULL);
  g_return_if_fail (self->services == NULL);

  begin (self, services, client_id);
  /* Translators: heading at the end of a visit, over what was agreed, where the client was sent
   * and what was lent */
  adw_preferences_group_set_title (self->group, _ ("What the record says next time"));
  wf_vault_get_snapshot_async (services->vault, client_id, WF_PLAN_ASPECT, self->cancellable,
                               on_plan_read, g_object_ref (self));
}
