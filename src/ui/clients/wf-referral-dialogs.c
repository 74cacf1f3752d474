/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step of a referral, and what came of it: dialogs that ask as little as the step needs.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-referral-dialogs.h"

#include <glib/gi18n.h>

#include "wf-budget.h"
#include "wf-client-fact.h"
#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-fact-words.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"

typedef struct {
  char *client_id;
  char *referral_id;
  WfReferralState to;
  AdwActionRow *day_row;
  AdwEntryRow *time_row;
  AdwComboRow *choice_row; /* of the way, or the reason */
  AdwEntryRow *who_row;
  AdwEntryRow *place_row;
  AdwEntryRow *note_row;
  GPtrArray *gains; /* (element-type GtkCheckButton), borrowed */
  AdwEntryRow *cost_row;
  AdwComboRow *period_row;
  AdwComboRow *kept_row;
} Step;

/* What is written, when the dialog may be gone. */
typedef struct {
  char *referral_id;
  WfReferralStep *step;       /* (nullable) */
  WfReferralOutcome *outcome; /* (nullable) */
} Said;

static const char *const PERIODS[] = { "month", "year", "one-time", NULL };
static const char *const KEPT[] = { "", "yes", "no", NULL };

static void
step_free (gpointer data)
{
  Step *self = data;

  g_free (self->client_id);
  g_free (self->referral_id);
  g_clear_pointer (&self->gains, g_ptr_array_unref);
  g_free (self);
}

static void
said_free (gpointer data)
{
  Said *self = data;

  g_free (self->referral_id);
  wf_referral_step_free (self->step);
  wf_referral_outcome_free (self->outcome);
  g_free (self);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_follow_commit_finish (result, &error);
  wf_task_dialog_end (user_data, error);
}

static GPtrArray *
make_records (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Said *self = data;
  const WfReferral *referral = wf_referrals_lookup (follow->referrals, self->referral_id);
  GPtrArray *records;

  if (referral == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "No such referral");
      return NULL;
    }
  records = self->step != NULL
                ? wf_follow_propose_step (follow, self->referral_id, self->step, today, error)
                : g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  if (records != NULL && self->outcome != NULL)
    g_ptr_array_add (records, wf_referral_record_outcome (referral, self->outcome));
  return records;
}

/* "14:30", "9:05", in whatever digits; minutes since midnight, or -1 */
static int
parse_clock (const char *text)
{
  int parts[2] = { -1, -1 };
  guint part = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (p));

      if (digit >= 0 && parts[part] < 100)
        parts[part] = MAX (parts[part], 0) * 10 + digit;
      else if ((*p == ':' || *p == '.' || *p == 'h') && part == 0 && parts[0] >= 0)
        part = 1;
      else
        return -1;
    }
  return parts[0] < 0 || parts[0] > 23 || parts[1] < 0 || parts[1] > 59 ? -1
                                                                        : parts[0] * 60 + parts[1];
}

static gint64
get_when (Step *self)
{
  g_autofree char *text = wf_task_row_dup_text (self->time_row);
  const char *day = wf_day_row_get_day (self->day_row);
  int minutes = parse_clock (text);
  g_autofree char *iso = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;

  if (day == NULL || minutes < 0)
    return 0;
  iso = g_strdup_printf ("%sT%02d:%02d:00", day, minutes / 60, minutes % 60);
  time = g_date_time_new_from_iso8601 (iso, zone);
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

static void
set_text (char **member, char *text)
{
  g_free (*member);
  *member = text;
}

/* What was typed as an amount, in any digits. Returns: (transfer full): "" when nothing was,
 * %NULL when it is none. */
static char *
dup_cost (Step *self)
{
  g_autofree char *text = wf_task_row_dup_text (self->cost_row);
  g_autofree char *cost = wf_fact_dup_typed (text);

  return *cost == '\0' || wf_client_fact_check ("pay-month", (const char *const[]){ cost, NULL },
                                                G_MAXINT, NULL)
             ? g_steal_pointer (&cost)
             : NULL;
}

/* Marks the amount when it is none: nothing is guessed. */
static gboolean
is_cost_readable (Step *self)
{
  g_autofree char *cost = self->cost_row != NULL ? dup_cost (self) : g_strdup ("");

  if (self->cost_row != NULL)
    {
      (cost == NULL ? gtk_widget_add_css_class
                    : gtk_widget_remove_css_class) (GTK_WIDGET (self->cost_row), "error");
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (self->cost_row), GTK_ACCESSIBLE_STATE_INVALID,
          cost == NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
  return cost != NULL;
}

static WfReferralOutcome *
make_outcome (Step *self, WfServices *services, const char *day)
{
  WfReferralOutcome *outcome = wf_referral_outcome_new ();
  g_autoptr (GStrvBuilder) gains = g_strv_builder_new ();
  g_autofree char *cost = dup_cost (self);
  WfBudget budget;

  wf_budget_init (&budget, NULL, wf_agency_repo_get (services->agency)->region);
  for (guint i = 0; i < self->gains->len; i++)
    {
      if (gtk_check_button_get_active (self->gains->pdata[i]))
        g_strv_builder_add (gains, wf_referral_get_gains ()[i]);
    }
  g_strfreev (outcome->gains);
  outcome->gains = g_strv_builder_end (gains);
  if (cost != NULL && *cost != '\0')
    {
      outcome->cost = g_ascii_strtod (cost, NULL);
      set_text (&outcome->currency, g_strdup (budget.currency));
      set_text (&outcome->period,
                g_strdup (PERIODS[adw_combo_row_get_selected (self->period_row)]));
    }
  if (self->kept_row != NULL)
    set_text (&outcome->kept, g_strdup (KEPT[adw_combo_row_get_selected (self->kept_row)]));
  set_text (&outcome->note, wf_task_row_dup_text (self->note_row));
  set_text (&outcome->day, g_strdup (day));
  return outcome;
}

static void
start_step (WfTaskDialog *dialog, gpointer data)
{
  Step *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  const char *day =
      self->day_row != NULL && self->time_row == NULL ? wf_day_row_get_day (self->day_row) : NULL;
  Said *said = g_new0 (Said, 1);

  said->referral_id = g_strdup (self->referral_id);
  said->step = wf_referral_step_new (self->to, day != NULL ? day : today);
  if (self->to == WF_REFERRAL_SENT)
    set_text (&said->step->way,
              g_strdup (wf_referral_get_ways ()[adw_combo_row_get_selected (self->choice_row)]));
  else if (self->to == WF_REFERRAL_NOT_GOT)
    set_text (&said->step->reason,
              g_strdup (wf_referral_get_reasons ()[adw_combo_row_get_selected (self->choice_row)]));
  if (self->time_row != NULL)
    said->step->when_us = get_when (self);
  if (self->who_row != NULL)
    set_text (&said->step->who, wf_task_row_dup_text (self->who_row));
  if (self->place_row != NULL)
    set_text (&said->step->place, wf_task_row_dup_text (self->place_row));
  if (self->gains != NULL)
    said->outcome = make_outcome (self, services, said->step->day);
  else if (self->note_row != NULL)
    set_text (&said->step->note, wf_task_row_dup_text (self->note_row));
  wf_follow_commit_async (services, self->client_id, make_records, said, said_free,
                          wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

static void
start_outcome (WfTaskDialog *dialog, gpointer data)
{
  Step *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  Said *said = g_new0 (Said, 1);

  said->referral_id = g_strdup (self->referral_id);
  said->outcome = make_outcome (self, services, today);
  wf_follow_commit_async (services, self->client_id, make_records, said, said_free,
                          wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

static gboolean
can_save_step (WfTaskDialog *dialog, gpointer data)
{
  Step *self = data;

  return is_cost_readable (self) && (self->time_row == NULL || get_when (self) > 0);
}

static AdwActionRow *
add_day (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *title, const char *day)
{
  AdwActionRow *row = wf_day_row_new (title, wf_task_dialog_get_services (dialog)->format);

  wf_day_row_set_day (row, day);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_signal_connect_object (row, "notify::subtitle", G_CALLBACK (wf_task_dialog_update), dialog,
                           G_CONNECT_SWAPPED);
  return row;
}

static AdwComboRow *
add_codes (WfTaskDialog *dialog,
           AdwPreferencesGroup *group,
           const char *title,
           const char *const *codes)
{
  g_auto (GStrv) words = wf_follow_codes_list_words (codes);

  return wf_task_dialog_add_choice (dialog, group, title, (const char *const *) words);
}

static void
add_gains (WfTaskDialog *dialog, Step *self, const WfReferralOutcome *before)
{
  const char *const periods[] = { _ ("a month"), _ ("a year"), _ ("once"), NULL };
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What they got"));
  const char *const *gains = wf_referral_get_gains ();
  AdwPreferencesGroup *costs;

  self->gains = g_ptr_array_new ();
  for (guint i = 0; gains[i] != NULL; i++)
    {
      GtkCheckButton *check =
          wf_task_dialog_add_check (dialog, group, wf_follow_code_get_words (gains[i]), NULL);

      gtk_check_button_set_active (
          check, before != NULL && g_strv_contains ((const char *const *) before->gains, gains[i]));
      g_ptr_array_add (self->gains, check);
    }
  costs = wf_task_dialog_add_group (dialog, _ ("What it costs them"));
  adw_preferences_group_set_description (costs, _ ("A number alone, such as 12.50"));
  self->cost_row = wf_task_dialog_add_entry (dialog, costs, _ ("Amount, 0 for free"));
  self->period_row = wf_task_dialog_add_choice (dialog, costs, _ ("How often"), periods);
  if (before != NULL && before->cost >= 0)
    {
      g_autofree char *cost = g_strdup_printf ("%g", before->cost);

      gtk_editable_set_text (GTK_EDITABLE (self->cost_row), cost);
    }
  for (guint i = 0; before != NULL && PERIODS[i] != NULL; i++)
    {
      if (g_str_equal (PERIODS[i], before->period))
        adw_combo_row_set_selected (self->period_row, i);
    }
}

static void
add_rows (WfTaskDialog *dialog, Step *self, const char *today)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);

  if (self->to == WF_REFERRAL_NOT_GOT)
    self->choice_row = add_codes (dialog, group, _ ("Why"), wf_referral_get_reasons ());
  else if (self->to == WF_REFERRAL_SENT)
    {
      self->choice_row = add_codes (dialog, group, _ ("How"), wf_referral_get_ways ());
      adw_combo_row_set_selected (self->choice_row, 1); /* the slip: nothing is said about them */
      self->who_row = wf_task_dialog_add_entry (dialog, group, _ ("Who to ask for there"));
    }
  if (self->to == WF_REFERRAL_BOOKED)
    {
      self->day_row = add_day (dialog, group, _ ("The day"), NULL);
      /* Translators: the entry takes a time as 14:30 */
      self->time_row = wf_task_dialog_add_entry (dialog, group, _ ("The time, as 14:30"));
      self->place_row = wf_task_dialog_add_entry (dialog, group, _ ("Where"));
      self->who_row = wf_task_dialog_add_entry (dialog, group, _ ("Who to ask for there"));
    }
  else
    self->day_row = add_day (dialog, group, _ ("When this was"), today);
  if (self->to == WF_REFERRAL_GOT || self->to == WF_REFERRAL_PART)
    add_gains (dialog, self, NULL);
  self->note_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                             _ ("A note, for us only"));
}

gboolean
wf_step_needs_dialog (WfReferralState to)
{
  return to != WF_REFERRAL_AGREED && to != WF_REFERRAL_SEEN && to != WF_REFERRAL_TOLD;
}

WfTaskDialog *
wf_step_dialog_show (WfServices *services,
                     GtkWindow *parent,
                     const char *client_id,
                     const WfReferral *referral,
                     WfReferralState to)
{
  WfTaskDialog *dialog;
  g_autofree char *today = NULL;
  g_autofree char *about = NULL;
  Step *self;

  g_return_val_if_fail (services != NULL && client_id != NULL && referral != NULL, NULL);

  today = wf_day_from_time (wf_clock_now (services->clock));
  dialog = wf_task_dialog_new (services, parent, wf_referral_state_get_words (to));
  self = g_new0 (Step, 1);
  self->client_id = g_strdup (client_id);
  self->referral_id = g_strdup (referral->id);
  self->to = to;
  wf_task_dialog_add_text (dialog, referral->name);
  if (to == WF_REFERRAL_SENT)
    {
      g_autofree char *when = wf_checks_dup_words (
          (const char *const *) wf_agency_repo_get (services->agency)->checks, services->format);

      wf_task_dialog_add_text (dialog, when);
    }
  add_rows (dialog, self, today);
  about = g_strdup_printf ("%s/%d", referral->id, (int) to); /* another step, other fields */
  wf_task_dialog_keep_drafts (dialog, client_id, "draft.step", about);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_step, can_save_step, self, step_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

WfTaskDialog *
wf_outcome_dialog_show (WfServices *services,
                        GtkWindow *parent,
                        const char *client_id,
                        const WfReferral *referral)
{
  const char *const kept[] = { _ ("Not asked yet"), _ ("They still have it"),
                               _ ("They do not have it any more"), NULL };
  WfTaskDialog *dialog;
  Step *self;

  g_return_val_if_fail (services != NULL && client_id != NULL && referral != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("What Came of It"));
  self = g_new0 (Step, 1);
  self->client_id = g_strdup (client_id);
  self->referral_id = g_strdup (referral->id);
  wf_task_dialog_add_text (dialog, referral->name);
  self->kept_row = wf_task_dialog_add_choice (dialog, wf_task_dialog_add_group (dialog, NULL),
                                              _ ("Today"), kept);
  add_gains (dialog, self, referral->outcome);
  self->note_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                             _ ("A note, for us only"));
  for (guint i = 0; referral->outcome != NULL && KEPT[i] != NULL; i++)
    {
      if (g_str_equal (KEPT[i], referral->outcome->kept))
        adw_combo_row_set_selected (self->kept_row, i);
    }
  if (referral->outcome != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->note_row), referral->outcome->note);
  wf_task_dialog_keep_drafts (dialog, client_id, "draft.outcome", referral->id);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_outcome, can_save_step, self,
                           step_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
