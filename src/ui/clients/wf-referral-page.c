/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One referral. The page reads the client and what follows when it is shown and whenever the
 * repository says that the client changed; its buttons write through wf-follow-commit, and what
 * is written comes back as such a change.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-referral-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"
#include "wf-path-line.h"
#include "wf-referral-code.h"
#include "wf-referral-dialogs.h"
#include "wf-rows.h"
#include "wf-slip-offer.h"

struct _WfReferralPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *head_group;
  WfPathLine *path_line;
  AdwPreferencesGroup *due_group;
  AdwPreferencesGroup *contact_group;
  AdwPreferencesGroup *next_group;
  AdwPreferencesGroup *consent_group;
  AdwPreferencesGroup *slip_group;
  AdwPreferencesGroup *outcome_group;
  AdwPreferencesGroup *history_group;
  GtkButton *contact_button;

  char *client_id;
  char *referral_id;
  WfClient *client; /* (nullable): as last read */
  WfFollow *follow; /* (nullable): as last read */
  GPtrArray *rows;  /* (element-type GtkWidget), borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (WfReferralPage, wf_referral_page, WF_TYPE_PANE)

static const WfReferral *
get_referral (WfReferralPage *self)
{
  return self->follow != NULL ? wf_referrals_lookup (self->follow->referrals, self->referral_id)
                              : NULL;
}

static const WfDue *
get_due (WfReferralPage *self)
{
  return self->follow != NULL ? wf_dues_lookup (self->follow->dues, self->referral_id) : NULL;
}

static GtkWindow *
get_window (WfReferralPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* --- Rows --- */

static GtkWidget *
add_button (AdwActionRow *row, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (row, button);
  return button;
}

/* There are two of them on the page: each says aloud what it takes back. */
static void
add_take_back (AdwActionRow *row, const char *what, const char *action)
{
  GtkWidget *button = add_button (row, _ ("Take Back"), action, NULL);
  g_autofree char *name = g_strdup_printf (_ ("Take back: %s"), what);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static AdwActionRow *
add_action_row (WfReferralPage *self,
                AdwPreferencesGroup *group,
                const char *title,
                const char *subtitle,
                const char *action,
                const char *target)
{
  AdwActionRow *row = wf_rows_add (group, self->rows, title, subtitle);

  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

/* --- What it shows --- */

static void
show_head (WfReferralPage *self, const WfReferral *referral)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *status =
      wf_referral_dup_status (referral, services->format, wf_clock_now (services->clock));
  g_autofree char *code = wf_referral_code_format (referral->code);
  guint current;
  guint n = wf_referral_get_stations (referral, &current);

  wf_pane_set_title (WF_PANE (self), *referral->name != '\0' ? referral->name : _ ("Sent here"));
  wf_path_line_set (self->path_line, n, current, status);
  wf_rows_add (self->head_group, self->rows,
               referral->is_inbound ? _ ("Sent here by") : _ ("Service"),
               *referral->service != '\0' ? referral->service : referral->name);
  if (*referral->code != '\0')
    wf_rows_add (self->head_group, self->rows, _ ("Code of the slip"), code);
  adw_preferences_group_set_description (
      self->head_group, referral->is_contested
                            ? _ ("Two people wrote about this without seeing each other: look at "
                                 "what happened below.")
                            : NULL);
}

static void
show_due (WfReferralPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfDue *due = get_due (self);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *why = NULL;
  g_autofree char *day = NULL;
  AdwActionRow *row;

  gtk_widget_set_visible (GTK_WIDGET (self->due_group), due != NULL);
  if (due == NULL)
    return;
  why = wf_due_why_dup_words (due, get_referral (self)->name);
  day = wf_due_dup_words (services->format, today, wf_due_get_day (due));
  row = wf_rows_add (self->due_group, self->rows, why, day);
  add_button (row, _ ("In a Week"), "referral.snooze", NULL);
  add_button (row, _ ("Other Days…"), "referral.days", NULL);
}

static void
add_contact_point (const char *title, const char *text, gpointer user_data)
{
  WfReferralPage *self = user_data;

  wf_rows_add (self->contact_group, self->rows, title, text);
}

static void
show_contact (WfReferralPage *self)
{
  WfContactLevel level = wf_client_get_contact_level (self->client);
  guint first = self->rows->len;

  wf_contact_tell_rule (wf_client_get_contact (self->client), level,
                        wf_pane_get_services (WF_PANE (self))->format, add_contact_point, self);
  adw_action_row_add_prefix (self->rows->pdata[first],
                             gtk_image_new_from_icon_name (level == WF_CONTACT_OK
                                                               ? "object-select-symbolic"
                                                               : "dialog-warning-symbolic"));
}

static void
show_next (WfReferralPage *self, const WfReferral *referral)
{
  gboolean any = FALSE;

  for (WfReferralState to = 0; to < WF_REFERRAL_N_STATES; to++)
    {
      if (!wf_referral_can_move (referral->state, to))
        continue;
      any = TRUE;
      add_action_row (self, self->next_group,
                      referral->state == WF_REFERRAL_NOT_GOT && to == WF_REFERRAL_AGREED
                          ? _ ("Try once more")
                          : wf_referral_step_get_words (to),
                      NULL, "referral.step", wf_referral_state_get_code (to));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->next_group), any);
}

static void
show_consent (WfReferralPage *self, const WfReferral *referral)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfReferralConsent *consent = &referral->consent;
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *shares =
      wf_follow_codes_dup_words ((const char *const *) consent->shares, services->format);
  g_autofree char *until = NULL;
  gboolean may = wf_referral_may_share (referral, NULL, today);
  AdwActionRow *row;

  if (may && *consent->until != '\0')
    {
      g_autofree char *day =
          wf_format_date (services->format, wf_day_to_time (consent->until), WF_DATE_WORDS);

      /* Translators: the last day on which something may be said about a client */
      until = g_strdup_printf (_ ("Until %s"), day);
    }
  row = wf_rows_add (self->consent_group, self->rows,
                     may                          ? shares
                     : consent->is_revoked        ? _ ("Taken back: nothing may be said")
                     : consent->time_us == 0      ? _ ("Not asked yet: nothing may be said")
                     : consent->shares[0] == NULL ? _ ("They said no: nothing is said about them")
                                                  : _ ("It holds no more: ask again"),
                     until);
  add_button (row, _ ("Ask…"), "referral.consent", NULL);
  if (may)
    {
      add_take_back (row, _ ("What may be said about them"), "referral.revoke");
      add_button (row, _ ("Receipt…"), "referral.receipt", NULL);
    }
}

static void
show_slip (WfReferralPage *self, const WfReferral *referral)
{
  gtk_widget_set_visible (GTK_WIDGET (self->slip_group), !referral->is_inbound);
  if (referral->is_inbound)
    return;
  add_action_row (self, self->slip_group, _ ("Print or save the slip…"),
                  _ ("For the client to take along. It names nobody who did not agree."),
                  "referral.slip", NULL);
  add_action_row (self, self->slip_group, _ ("What to say on the telephone…"),
                  _ ("To the service, in both languages."), "referral.script", NULL);
  add_action_row (self, self->slip_group, _ ("Copy the text of an email"), NULL, "referral.mail",
                  NULL);
  if (wf_referral_get_appointment (referral) != NULL)
    add_action_row (self, self->slip_group, _ ("Save the appointment for a calendar…"),
                    _ ("The time and the place, nothing about the client."), "referral.calendar",
                    NULL);
}

static char *
dup_cost (const WfReferralOutcome *outcome, const WfFormat *format)
{
  g_autofree char *cost = NULL;

  if (outcome->cost < 0)
    return g_strdup ("");
  if (outcome->cost == 0)
    return g_strdup (_ ("free"));
  cost = *outcome->currency != '\0'
             ? wf_format_money (format, (gint64) llround (outcome->cost * 100), outcome->currency)
             : wf_format_decimal (format, outcome->cost, 2);
  if (g_str_equal (outcome->period, "month"))
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_ ("%s a month"), cost);
  if (g_str_equal (outcome->period, "year"))
    /* Translators: %s is an amount of money */
    return g_strdup_printf (_ ("%s a year"), cost);
  return g_steal_pointer (&cost);
}

static void
show_outcome (WfReferralPage *self, const WfReferral *referral)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfReferralOutcome *outcome = referral->outcome;
  g_autofree char *gains = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *detail = NULL;
  gboolean has = referral->state == WF_REFERRAL_GOT || referral->state == WF_REFERRAL_PART;
  AdwActionRow *row;

  gtk_widget_set_visible (GTK_WIDGET (self->outcome_group), has);
  if (!has)
    return;
  if (outcome != NULL)
    {
      gains = wf_follow_codes_dup_words ((const char *const *) outcome->gains, services->format);
      cost = dup_cost (outcome, services->format);
      detail = g_strjoin (" · ",
                          *outcome->kept == '\0'               ? _ ("Not asked yet")
                          : g_str_equal (outcome->kept, "yes") ? _ ("They still have it")
                                                               : _ ("They do not have it any more"),
                          *cost != '\0' ? cost : NULL, NULL);
    }
  row = wf_rows_add (self->outcome_group, self->rows,
                     gains != NULL && *gains != '\0' ? gains : _ ("Nothing written down yet"),
                     detail);
  add_button (row, _ ("Change…"), "referral.outcome", NULL);
}

static void
add_step (WfReferralPage *self, const WfReferralStep *step, gboolean is_last)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  gint64 day_us = wf_day_to_time (step->day);
  g_autofree char *day = wf_day_dup_words (services->format, wf_clock_now (services->clock),
                                           day_us != 0 ? day_us : step->time_us);
  const char *code = *step->reason != '\0' ? step->reason : step->way;
  g_autofree char *detail =
      g_strjoin (" · ", day, *code != '\0' ? wf_follow_code_get_words (code) : "", NULL);
  g_autoptr (GString) all = g_string_new (*code != '\0' ? detail : day);
  AdwActionRow *row;

  if (*step->who != '\0')
    g_string_append_printf (all, " · %s", step->who);
  if (*step->place != '\0')
    g_string_append_printf (all, " · %s", step->place);
  if (*step->note != '\0')
    g_string_append_printf (all, " · %s", step->note);
  row = wf_rows_add (self->history_group, self->rows, wf_referral_state_get_words (step->to),
                     all->str);
  if (is_last)
    add_take_back (row, wf_referral_state_get_words (step->to), "referral.undo");
}

static void
add_attempt (WfReferralPage *self, const WfAttempt *attempt)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *day =
      wf_day_dup_words (services->format, wf_clock_now (services->clock), attempt->time_us);
  g_autofree char *detail = g_strjoin (" · ", day, wf_follow_code_get_words (attempt->result),
                                       *attempt->note != '\0' ? attempt->note : NULL, NULL);
  /* Translators: an attempt to reach the service, by "a call" for example */
  g_autofree char *to_service =
      g_strdup_printf (_ ("%s to the service"), wf_follow_code_get_words (attempt->way));

  wf_rows_add (self->history_group, self->rows,
               attempt->to_service ? to_service : wf_follow_code_get_words (attempt->way), detail);
}

/* Newest first: steps and attempts are each in order, so they are merged from the end. */
static void
show_history (WfReferralPage *self, const WfReferral *referral)
{
  GPtrArray *steps = referral->steps, *attempts = self->follow->attempts;
  guint step = steps->len, attempt = attempts->len, before = self->rows->len;

  while (step > 0 || attempt > 0)
    {
      const WfReferralStep *one = step > 0 ? steps->pdata[step - 1] : NULL;
      const WfAttempt *other = attempt > 0 ? attempts->pdata[attempt - 1] : NULL;

      if (other != NULL && (one == NULL || other->time_us > one->time_us))
        {
          if (g_str_equal (other->about, self->referral_id))
            add_attempt (self, other);
          attempt--;
        }
      else
        add_step (self, one, step-- == steps->len);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history_group), self->rows->len > before);
}

static void
show (WfReferralPage *self)
{
  const WfReferral *referral = get_referral (self);

  if (referral == NULL || self->client == NULL)
    return;
  wf_rows_clear (self->rows);
  show_head (self, referral);
  show_due (self);
  show_contact (self);
  show_next (self, referral);
  show_consent (self, referral);
  show_slip (self, referral);
  show_outcome (self, referral);
  show_history (self, referral);
  gtk_stack_set_visible_child_name (self->stack, "referral");
}

static void
on_follow_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);
  WfReferralPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (follow == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->follow, wf_follow_free);
  self->follow = g_steal_pointer (&follow);
  show (self);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfReferralPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = g_steal_pointer (&client);
  show (self);
}

static void
reload (WfReferralPage *self, const char *viewed_as)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  wf_client_repo_get_async (services->clients, self->client_id, viewed_as, cancellable,
                            on_client_ready, self);
  wf_client_repo_get_follow_async (services->clients, self->client_id, cancellable, on_follow_ready,
                                   self);
}

static void
on_client_changed (WfClientRepo *clients, const char *id, WfReferralPage *self)
{
  if (g_str_equal (id, self->client_id))
    reload (self, NULL);
}

static void
on_client_forgotten (WfClientRepo *clients, const char *id, WfReferralPage *self)
{
  if (g_str_equal (id, self->client_id))
    wf_pane_back (WF_PANE (self));
}

/* --- What is done --- */

typedef struct {
  char *referral_id;
  WfReferralState to;
} Press;

static void
press_free (gpointer data)
{
  g_free (((Press *) data)->referral_id);
  g_free (data);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!wf_follow_commit_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_pane_show_problem (user_data, error);
}

static void
commit (WfReferralPage *self, WfFollowMake make, WfReferralState to)
{
  Press *press = g_new0 (Press, 1);

  press->referral_id = g_strdup (self->referral_id);
  press->to = to;
  wf_pane_clear_problem (WF_PANE (self));
  wf_follow_commit_async (wf_pane_get_services (WF_PANE (self)), self->client_id, make, press,
                          press_free, wf_pane_get_cancellable (WF_PANE (self)), on_committed, self);
}

static GPtrArray *
make_step (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Press *press = data;
  g_autoptr (WfReferralStep) step = wf_referral_step_new (press->to, today);

  return wf_follow_propose_step (follow, press->referral_id, step, today, error);
}

static GPtrArray *
make_undo (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_follow_propose_undo (follow, ((Press *) data)->referral_id, today, error);
}

static GPtrArray *
make_snooze (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  const WfDue *due = wf_dues_lookup (follow->dues, ((Press *) data)->referral_id);
  g_autofree char *until = wf_day_add (today, 0, 7);

  if (due == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "Nothing is due");
      return NULL;
    }
  return wf_follow_list_of_one (wf_due_record_snoozed (due, until));
}

static GPtrArray *
make_revoked (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  const WfReferral *referral =
      wf_referrals_lookup (follow->referrals, ((Press *) data)->referral_id);

  if (referral == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "No such referral");
      return NULL;
    }
  return wf_follow_list_of_one (wf_referral_record_revoked (referral, NULL));
}

static void
on_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfReferralPage *self = WF_REFERRAL_PAGE (widget);
  const WfReferral *referral = get_referral (self);
  WfReferralState to;

  if (referral == NULL ||
      !wf_referral_state_from_code (g_variant_get_string (parameter, NULL), &to))
    return;
  if (wf_step_needs_dialog (to))
    wf_step_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), self->client_id,
                         referral, to);
  else
    commit (self, make_step, to);
}

static void
on_press_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfReferralPage *self = WF_REFERRAL_PAGE (widget);

  if (g_str_equal (name, "referral.undo"))
    commit (self, make_undo, 0);
  else if (g_str_equal (name, "referral.snooze"))
    commit (self, make_snooze, 0);
  else if (g_str_equal (name, "referral.revoke"))
    commit (self, make_revoked, 0);
}

static void
on_dialog_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfReferralPage *self = WF_REFERRAL_PAGE (widget);
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfReferral *referral = get_referral (self);

  if (referral == NULL || self->client == NULL)
    return;
  if (g_str_equal (name, "referral.contact"))
    wf_attempt_dialog_show (services, get_window (self), self->client, self->referral_id,
                            get_due (self));
  else if (g_str_equal (name, "referral.days") && get_due (self) != NULL)
    wf_due_dialog_show (services, get_window (self), self->client_id, get_due (self));
  else if (g_str_equal (name, "referral.consent"))
    wf_referral_consent_dialog_show (services, get_window (self), self->client, referral);
  else if (g_str_equal (name, "referral.outcome"))
    wf_outcome_dialog_show (services, get_window (self), self->client_id, referral);
}

static void
on_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfReferralPage *self = WF_REFERRAL_PAGE (widget);
  const WfReferral *referral = get_referral (self);

  if (referral == NULL || self->client == NULL)
    return;
  if (g_str_equal (name, "referral.slip"))
    wf_slip_offer (WF_PANE (self), self->client, referral, FALSE);
  else if (g_str_equal (name, "referral.receipt"))
    wf_slip_offer (WF_PANE (self), self->client, referral, TRUE);
  else if (g_str_equal (name, "referral.script"))
    wf_slip_show_script (WF_PANE (self), self->client, referral);
  else if (g_str_equal (name, "referral.mail"))
    wf_slip_copy_mail (WF_PANE (self), self->client, referral);
  else if (g_str_equal (name, "referral.calendar"))
    wf_slip_save_calendar (WF_PANE (self), self->client, referral);
}

static void
wf_referral_page_finalize (GObject *object)
{
  WfReferralPage *self = WF_REFERRAL_PAGE (object);

  g_free (self->client_id);
  g_free (self->referral_id);
  g_clear_pointer (&self->client, wf_client_unref);
  g_clear_pointer (&self->follow, wf_follow_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_referral_page_parent_class)->finalize (object);
}

static gboolean
wf_referral_page_take_focus (WfPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WF_REFERRAL_PAGE (pane)->contact_button));
}

static void
wf_referral_page_class_init (WfReferralPageClass *klass)
{
  static const char *const PRESSES[] = { "referral.undo", "referral.snooze", "referral.revoke" };
  static const char *const DIALOGS[] = { "referral.contact", "referral.days", "referral.consent",
                                         "referral.outcome" };
  static const char *const PAPERS[] = { "referral.slip", "referral.receipt", "referral.script",
                                        "referral.mail", "referral.calendar" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_referral_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_referral_page_take_focus;
  g_type_ensure (WF_TYPE_PATH_LINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-referral-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, head_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, path_line);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, due_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, contact_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, next_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, consent_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, slip_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, outcome_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, history_group);
  gtk_widget_class_bind_template_child (widget_class, WfReferralPage, contact_button);
  gtk_widget_class_install_action (widget_class, "referral.step", "s", on_step_action);
  for (guint i = 0; i < G_N_ELEMENTS (PRESSES); i++)
    gtk_widget_class_install_action (widget_class, PRESSES[i], NULL, on_press_action);
  for (guint i = 0; i < G_N_ELEMENTS (DIALOGS); i++)
    gtk_widget_class_install_action (widget_class, DIALOGS[i], NULL, on_dialog_action);
  for (guint i = 0; i < G_N_ELEMENTS (PAPERS); i++)
    gtk_widget_class_install_action (widget_class, PAPERS[i], NULL, on_paper_action);
}

static void
wf_referral_page_init (WfReferralPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_referral_page_new (WfServices *services, const char *client_id, const char *referral_id)
{
  WfReferralPage *self;

  g_return_val_if_fail (services != NULL && client_id != NULL && referral_id != NULL, NULL);

  self = g_object_new (WF_TYPE_REFERRAL_PAGE, "services", services, NULL);
  self->client_id = g_strdup (client_id);
  self->referral_id = g_strdup (referral_id);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (on_client_changed),
                           self, 0);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (on_client_forgotten),
                           self, 0);
  reload (self, "referral");
  return WF_PANE (self);
}
