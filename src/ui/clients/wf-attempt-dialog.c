/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reaching a client: the rule first, then what happened, then when to try again. A way that is
 * not safe cannot be chosen, and without a rule there is none but in person.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-referral-dialogs.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"

typedef struct {
  char *client_id;
  char *about;
  GStrv client_ways; /* safe ones */
  GStrv results;
  gboolean has_time; /* a safe time was agreed, to be looked at */
  AdwComboRow *whom_row;
  AdwComboRow *way_row;
  AdwComboRow *result_row;
  AdwComboRow *then_row; /* (nullable) */
  GtkCheckButton *time_check;
  AdwEntryRow *note_row;
  AdwPreferencesGroup *client_group;
} Attempt;

typedef struct {
  char *about;
  char *way;
  char *result;
  char *note;
  gboolean to_service;
  guint then;
} Said;

enum {
  THEN_DONE,
  THEN_TOMORROW,
  THEN_THREE_DAYS,
  THEN_WEEK,
  THEN_LEAVE,
};

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  g_free (self->client_id);
  g_free (self->about);
  g_strfreev (self->client_ways);
  g_strfreev (self->results);
  g_free (self);
}

static void
said_free (gpointer data)
{
  Said *self = data;

  g_free (self->about);
  g_free (self->way);
  g_free (self->result);
  g_free (self->note);
  g_free (self);
}

static GPtrArray *
make_records (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  static const int LATER[] = { [THEN_TOMORROW] = 1, [THEN_THREE_DAYS] = 3, [THEN_WEEK] = 7 };
  Said *self = data;
  GPtrArray *records = wf_follow_list_of_one (
      wf_attempt_record (self->about, self->to_service, self->way, self->result, self->note));
  const WfDue *due = wf_dues_lookup (follow->dues, self->about);
  g_autofree char *until =
      self->then < G_N_ELEMENTS (LATER) ? wf_day_add (today, 0, LATER[self->then]) : NULL;

  if (self->then == THEN_LEAVE)
    return records;
  if (*self->about == '\0')
    g_ptr_array_add (records, wf_client_record_due (self->then == THEN_DONE ? "" : until, NULL));
  else if (due != NULL)
    g_ptr_array_add (records, self->then == THEN_DONE ? wf_due_record_done (due, today)
                                                      : wf_due_record_snoozed (due, until));
  return records;
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_follow_commit_finish (result, &error);
  wf_task_dialog_end (user_data, error);
}

static gboolean
is_to_service (Attempt *self)
{
  return adw_combo_row_get_selected (self->whom_row) == 1;
}

static const char *
get_way (Attempt *self)
{
  const char *const *ways =
      is_to_service (self) ? wf_attempt_get_ways () : (const char *const *) self->client_ways;
  guint selected = adw_combo_row_get_selected (self->way_row);

  return selected < g_strv_length ((GStrv) ways) ? ways[selected] : ways[0];
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  Attempt *self = data;
  Said *said = g_new0 (Said, 1);

  said->about = g_strdup (self->about != NULL ? self->about : "");
  said->to_service = is_to_service (self);
  said->way = g_strdup (get_way (self));
  said->result = g_strdup (self->results[adw_combo_row_get_selected (self->result_row)]);
  said->note = wf_task_row_dup_text (self->note_row);
  said->then = self->then_row != NULL ? adw_combo_row_get_selected (self->then_row) : THEN_LEAVE;
  wf_follow_commit_async (wf_task_dialog_get_services (dialog), self->client_id, make_records, said,
                          said_free, wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

/* Before a call: somebody looked at the time that is safe. */
static gboolean
can_save (WfTaskDialog *dialog, gpointer data)
{
  Attempt *self = data;
  gboolean is_near = g_str_equal (get_way (self), "in-person");

  gtk_widget_set_visible (GTK_WIDGET (self->client_group), !is_to_service (self));
  return is_to_service (self) || is_near || !self->has_time ||
         gtk_check_button_get_active (self->time_check);
}

static void
on_whom_changed (Attempt *self)
{
  const char *const *ways =
      is_to_service (self) ? wf_attempt_get_ways () : (const char *const *) self->client_ways;
  g_auto (GStrv) words = wf_follow_codes_list_words (ways);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) words);

  adw_combo_row_set_model (self->way_row, G_LIST_MODEL (model));
}

static void
find_choices (Attempt *self, WfClient *client)
{
  const WfSafeContact *rule = wf_client_get_contact (client);
  WfContactLevel level = wf_client_get_contact_level (client);
  g_autoptr (GStrvBuilder) ways = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) results = g_strv_builder_new ();

  for (const char *const *way = wf_attempt_get_ways (); *way != NULL; way++)
    {
      if (wf_attempt_is_safe (rule, level, *way))
        g_strv_builder_add (ways, *way);
    }
  for (const char *const *result = wf_attempt_get_results (); *result != NULL; result++)
    {
      if (!g_str_equal (*result, "left-message") || !rule->never_message)
        g_strv_builder_add (results, *result);
    }
  self->client_ways = g_strv_builder_end (ways);
  self->results = g_strv_builder_end (results);
  self->has_time = rule->when != NULL;
}

static void
add_point (const char *title, const char *text, gpointer user_data)
{
  wf_task_dialog_add_point (user_data, title, text != NULL ? text : "");
}

/* The rule, on top and whole. */
static void
add_rule (WfTaskDialog *dialog, WfClient *client)
{
  wf_contact_tell_rule (wf_client_get_contact (client), wf_client_get_contact_level (client),
                        wf_task_dialog_get_services (dialog)->format, add_point, dialog);
}

static void
add_rows (WfTaskDialog *dialog, Attempt *self, const WfSafeContact *rule, gboolean is_due)
{
  gboolean is_own = is_due && g_strcmp0 (self->about, "") == 0;
  const char *const whom[] = { _ ("The client"), _ ("The service"), NULL };
  const char *const then[] = { is_own ? _ ("This is done")
                                      : _ ("This is done; go on to the next date"),
                               _ ("Tomorrow"),
                               _ ("In three days"),
                               _ ("In a week"),
                               _ ("Leave the date as it is"),
                               NULL };
  g_auto (GStrv) results = wf_follow_codes_list_words ((const char *const *) self->results);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);

  self->whom_row = wf_task_dialog_add_choice (dialog, group, _ ("Whom"), whom);
  self->way_row = wf_task_dialog_add_choice (dialog, group, _ ("How"), whom);
  on_whom_changed (self);
  g_signal_connect_swapped (self->whom_row, "notify::selected", G_CALLBACK (on_whom_changed), self);
  self->client_group = wf_task_dialog_add_group (dialog, NULL);
  self->time_check = wf_task_dialog_add_check (dialog, self->client_group,
                                               _ ("It is a safe time now"), rule->when);
  gtk_widget_set_visible (GTK_WIDGET (self->client_group), self->has_time);
  group = wf_task_dialog_add_group (dialog, NULL);
  self->result_row =
      wf_task_dialog_add_choice (dialog, group, _ ("What happened"), (const char *const *) results);
  if (is_due)
    self->then_row = wf_task_dialog_add_choice (dialog, group, _ ("And then"), then);
  self->note_row = wf_task_dialog_add_entry (dialog, group, _ ("A note, for us only"));
}

WfTaskDialog *
wf_attempt_dialog_show (
    WfServices *services, GtkWindow *parent, WfClient *client, const char *about, const WfDue *due)
{
  WfTaskDialog *dialog;
  Attempt *self;

  g_return_val_if_fail (services != NULL && client != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Contact"));
  self = g_new0 (Attempt, 1);
  self->client_id = g_strdup (wf_client_get_id (client));
  self->about = g_strdup (due != NULL ? due->id : about);
  find_choices (self, client);
  add_rule (dialog, client);
  add_rows (dialog, self, wf_client_get_contact (client), due != NULL);
  wf_task_dialog_keep_drafts (dialog, self->client_id, "draft.attempt", self->about);
  wf_task_dialog_set_told (dialog, _ ("Written down."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start, can_save, self, attempt_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* --- The next day with the client --- */

typedef struct {
  char *client_id;
  AdwActionRow *row;
  GtkSwitch *comes_switch;
} NextDay;

static void
next_day_free (gpointer data)
{
  NextDay *self = data;

  g_free (self->client_id);
  g_free (self);
}

static GPtrArray *
make_next_day (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  return wf_follow_list_of_one (wf_record_ref (data));
}

static void
start_next_day (WfTaskDialog *dialog, gpointer data)
{
  NextDay *self = data;
  const char *why = gtk_switch_get_active (self->comes_switch) ? WF_CLIENT_DUE_VISIT : NULL;

  wf_follow_commit_async (wf_task_dialog_get_services (dialog), self->client_id, make_next_day,
                          wf_client_record_due (wf_day_row_get_day (self->row), why),
                          (GDestroyNotify) wf_record_unref, wf_task_dialog_get_cancellable (dialog),
                          on_committed, dialog);
}

static gboolean
has_next_day (WfTaskDialog *dialog, gpointer data)
{
  return wf_day_row_get_day (((NextDay *) data)->row) != NULL;
}

WfTaskDialog *
wf_next_day_dialog_show (WfServices *services, GtkWindow *parent, const WfClient *client)
{
  WfTaskDialog *dialog;
  AdwPreferencesGroup *group;
  NextDay *self;
  const char *day;

  g_return_val_if_fail (services != NULL && client != NULL, NULL);

  day = wf_client_get_next_due (client);
  dialog = wf_task_dialog_new (services, parent, _ ("Next Contact"));
  self = g_new0 (NextDay, 1);
  self->client_id = g_strdup (wf_client_get_id (client));
  self->row = wf_day_row_new (_ ("On"), services->format);
  wf_day_row_set_day (self->row, *day != '\0' ? day : NULL);
  group = wf_task_dialog_add_group (dialog, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (self->row));
  self->comes_switch = wf_task_dialog_add_switch (
      dialog, group, _ ("They come here"), _ ("Then the day stands on the page they take home."));
  gtk_switch_set_active (self->comes_switch,
                         g_str_equal (wf_client_get_due_why (client), WF_CLIENT_DUE_VISIT));
  g_signal_connect_object (self->row, "notify::subtitle", G_CALLBACK (wf_task_dialog_update),
                           dialog, G_CONNECT_SWAPPED);
  wf_task_dialog_set_told (dialog, _ ("Written down."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_next_day, has_next_day, self,
                           next_day_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* --- Other days --- */

typedef struct {
  char *client_id;
  char *due_id;
  AdwActionRow *rows[3];
} Days;

typedef struct {
  char *due_id;
  char *days[4];
} OtherDays;

static void
days_free (gpointer data)
{
  Days *self = data;

  g_free (self->client_id);
  g_free (self->due_id);
  g_free (self);
}

static void
other_days_free (gpointer data)
{
  OtherDays *self = data;

  g_free (self->due_id);
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    g_free (self->days[i]);
  g_free (self);
}

static GPtrArray *
make_days (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  OtherDays *self = data;
  const WfDue *before = wf_dues_lookup (follow->dues, self->due_id);
  g_autoptr (WfDue) due = NULL;

  if (before == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "Nothing is due");
      return NULL;
    }
  due = wf_due_new (before->id, before->about, before->why, (const char *const *) self->days);
  return wf_follow_list_of_one (wf_due_record_set (due));
}

static void
start_days (WfTaskDialog *dialog, gpointer data)
{
  Days *self = data;
  OtherDays *said = g_new0 (OtherDays, 1);
  guint n = 0;

  said->due_id = g_strdup (self->due_id);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      const char *day = wf_day_row_get_day (self->rows[i]);

      if (day != NULL)
        said->days[n++] = g_strdup (day);
    }
  wf_follow_commit_async (wf_task_dialog_get_services (dialog), self->client_id, make_days, said,
                          other_days_free, wf_task_dialog_get_cancellable (dialog), on_committed,
                          dialog);
}

WfTaskDialog *
wf_due_dialog_show (WfServices *services,
                    GtkWindow *parent,
                    const char *client_id,
                    const WfDue *due)
{
  WfTaskDialog *dialog;
  AdwPreferencesGroup *group;
  Days *self;

  g_return_val_if_fail (services != NULL && client_id != NULL && due != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("When to Ask Again"));
  self = g_new0 (Days, 1);
  self->client_id = g_strdup (client_id);
  self->due_id = g_strdup (due->id);
  group = wf_task_dialog_add_group (dialog, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      self->rows[i] = wf_day_row_new (i == 0 ? _ ("Next") : _ ("After that"), services->format);
      if (i < g_strv_length (due->days))
        wf_day_row_set_day (self->rows[i], due->days[i]);
      adw_preferences_group_add (group, GTK_WIDGET (self->rows[i]));
    }
  wf_task_dialog_add_text (dialog, _ ("Without a day nothing is due any more."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_days, NULL, self, days_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
