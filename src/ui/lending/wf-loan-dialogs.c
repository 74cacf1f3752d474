/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lend, lend for longer, back, lost: from a dialog to records. What is ready is read again when
 * the button is pressed: a colleague may have lent it meanwhile.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-loan-dialogs.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-follow-commit.h"
#include "wf-lending-words.h"
#include "wf-lending.h"

#define USUAL_DAYS 28

typedef struct {
  char *client_id;
  char *loan_id;
  char *lang;
  gboolean is_lost;
  GPtrArray *ready; /* (element-type WfDevice), borrowed from devices */
  GPtrArray *devices;
  AdwComboRow *device_row;
  AdwActionRow *day_row;
  AdwEntryRow *text_row;
  WfLendDone done;
  GObject *owner; /* (nullable): weak */
} Loan;

/* What is written, when the dialog may be gone. */
typedef struct {
  GPtrArray *devices;
  const WfDevice *device; /* (nullable): one of them */
  char *loan_id;
  char *until;
  char *lang;
  char *text;
  gboolean is_lost;
} Said;

static void
loan_free (gpointer data)
{
  Loan *self = data;

  g_clear_weak_pointer (&self->owner);
  g_free (self->client_id);
  g_free (self->loan_id);
  g_free (self->lang);
  g_clear_pointer (&self->ready, g_ptr_array_unref);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_free (self);
}

static Loan *
loan_new (const char *client_id, const WfLoan *loan)
{
  Loan *self = g_new0 (Loan, 1);

  self->client_id = g_strdup (client_id);
  self->loan_id = g_strdup (loan->id);
  return self;
}

static void
said_free (gpointer data)
{
  Said *self = data;

  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_free (self->loan_id);
  g_free (self->until);
  g_free (self->lang);
  g_free (self->text);
  g_free (self);
}

static Said *
said_new (Loan *self)
{
  Said *said = g_new0 (Said, 1);

  said->loan_id = g_strdup (self->loan_id);
  said->until = self->day_row != NULL ? g_strdup (wf_day_row_get_day (self->day_row)) : NULL;
  said->lang = g_strdup (self->lang);
  said->text = self->text_row != NULL ? wf_task_row_dup_text (self->text_row) : NULL;
  said->is_lost = self->is_lost;
  return said;
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_follow_commit_finish (result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
commit (WfTaskDialog *dialog, const char *client_id, WfFollowMake make, Said *said)
{
  wf_follow_commit_async (wf_task_dialog_get_services (dialog), client_id, make, said, said_free,
                          wf_task_dialog_get_cancellable (dialog), on_committed, dialog);
}

static gboolean
has_day (WfTaskDialog *dialog, gpointer data)
{
  Loan *self = data;
  g_autofree char *today =
      wf_day_from_time (wf_clock_now (wf_task_dialog_get_services (dialog)->clock));
  const char *day = self->day_row != NULL ? wf_day_row_get_day (self->day_row) : NULL;

  return day != NULL && g_strcmp0 (day, today) >= 0;
}

static void
add_until (WfTaskDialog *dialog, AdwPreferencesGroup *group, Loan *self, const char *day)
{
  self->day_row =
      wf_day_row_new (_ ("It comes back on"), wf_task_dialog_get_services (dialog)->format);
  wf_day_row_set_day (self->day_row, day);
  adw_preferences_group_add (group, GTK_WIDGET (self->day_row));
  g_signal_connect_object (self->day_row, "notify::subtitle", G_CALLBACK (wf_task_dialog_update),
                           dialog, G_CONNECT_SWAPPED);
}

/* --- Lend --- */

static GPtrArray *
make_lent (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Said *said = data;

  return wf_lending_propose_lend (follow, said->device, today, said->until, said->lang, said->text,
                                  said->loan_id, for_agency, error);
}

static const WfDevice *
find_device (GPtrArray *devices, const char *id)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const WfDevice *device = devices->pdata[i];

      if (g_str_equal (device->id, id))
        return device;
    }
  return NULL;
}

static void
on_devices_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices =
      wf_client_repo_get_devices_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  const WfDevice *chosen;
  const WfDevice *device = NULL;
  Loan *self;
  Said *said;

  if (devices == NULL)
    {
      wf_task_dialog_end (dialog, error);
      return;
    }
  self = g_object_get_data (G_OBJECT (dialog), "loan");
  chosen = self->ready->pdata[adw_combo_row_get_selected (self->device_row)];
  device = find_device (devices, chosen->id);
  if (device == NULL)
    {
      error = g_error_new_literal (WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_READY, "It is gone");
      wf_task_dialog_end (dialog, error);
      return;
    }
  said = said_new (self);
  said->devices = g_steal_pointer (&devices);
  said->device = device;
  commit (dialog, self->client_id, make_lent, said);
}

static void
start_lend (WfTaskDialog *dialog, gpointer data)
{
  wf_client_repo_get_devices_async (wf_task_dialog_get_services (dialog)->clients,
                                    wf_task_dialog_get_cancellable (dialog), on_devices_again,
                                    dialog);
}

static gboolean
can_lend (WfTaskDialog *dialog, gpointer data)
{
  return ((Loan *) data)->text_row != NULL && has_day (dialog, data);
}

static void
on_lend_completed (WfTaskDialog *dialog, gpointer user_data)
{
  Loan *self = g_object_get_data (G_OBJECT (dialog), "loan");
  g_autoptr (GObject) owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  if (owner != NULL)
    self->done (self->loan_id, owner);
}

static void
add_lend_rows (WfTaskDialog *dialog, Loan *self)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *until = wf_day_add (today, 0, USUAL_DAYS);
  g_auto (GStrv) titles = g_new0 (char *, self->ready->len + 1);
  AdwPreferencesGroup *group;

  for (guint i = 0; i < self->ready->len; i++)
    {
      const WfDevice *device = self->ready->pdata[i];

      titles[i] = wf_device_dup_title (device->tag, device->type);
    }
  wf_task_dialog_add_text (dialog,
                           _ ("The day stands in the list of what is due. The paper to sign "
                              "comes next, in the client’s language."));
  group = wf_task_dialog_add_group (dialog, NULL);
  self->device_row =
      wf_task_dialog_add_choice (dialog, group, _ ("What"), (const char *const *) titles);
  add_until (dialog, group, self, until);
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("What goes along: charger, bag"));
  wf_task_dialog_keep_drafts (dialog, self->client_id, "draft.lend", NULL);
  wf_task_dialog_set_task (dialog, _ ("_Lend"), FALSE, start_lend, can_lend, self, NULL);
  wf_task_dialog_update (dialog);
}

static void
on_devices_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices =
      wf_client_repo_get_devices_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  Loan *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = g_object_get_data (G_OBJECT (dialog), "loan");
  self->ready = g_ptr_array_new ();
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      if (wf_lending_may_lend (devices->pdata[i]))
        g_ptr_array_add (self->ready, devices->pdata[i]);
    }
  self->devices = g_steal_pointer (&devices);
  if (error != NULL)
    wf_task_dialog_show_error (dialog, error);
  else if (self->ready->len == 0)
    wf_task_dialog_add_point (dialog, _ ("Nothing is ready to lend"),
                              _ ("Add a thing under “Lending”, or say there that what came back "
                                 "was emptied."));
  if (self->ready->len > 0)
    add_lend_rows (dialog, self);
  wf_task_dialog_present (dialog);
}

WfTaskDialog *
wf_lend_dialog_show (WfServices *services,
                     GtkWindow *parent,
                     const char *client_id,
                     const char *lang,
                     WfLendDone done,
                     gpointer owner)
{
  g_autoptr (WfLoan) fresh = wf_loan_new ();
  WfTaskDialog *dialog;
  Loan *self;

  g_return_val_if_fail (services != NULL && client_id != NULL && lang != NULL, NULL);
  g_return_val_if_fail (done != NULL && G_IS_OBJECT (owner), NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Lend Something"));
  self = loan_new (client_id, fresh);
  self->lang = g_strdup (lang);
  self->done = done;
  g_set_weak_pointer (&self->owner, owner);
  g_object_set_data_full (G_OBJECT (dialog), "loan", self, loan_free);
  g_signal_connect (dialog, "completed", G_CALLBACK (on_lend_completed), NULL);
  wf_client_repo_get_devices_async (services->clients, wf_task_dialog_get_cancellable (dialog),
                                    on_devices_ready, dialog);
  return dialog;
}

/* --- Longer, back, lost --- */

static GPtrArray *
make_extended (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Said *said = data;

  return wf_lending_propose_extend (follow, said->loan_id, today, said->until, for_agency, error);
}

static GPtrArray *
make_ended (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  Said *said = data;

  return wf_lending_propose_end (follow, said->loan_id, said->is_lost, today, said->text,
                                 for_agency, error);
}

static void
start_extend (WfTaskDialog *dialog, gpointer data)
{
  commit (dialog, ((Loan *) data)->client_id, make_extended, said_new (data));
}

static void
start_end (WfTaskDialog *dialog, gpointer data)
{
  commit (dialog, ((Loan *) data)->client_id, make_ended, said_new (data));
}

WfTaskDialog *
wf_extend_dialog_show (WfServices *services,
                       GtkWindow *parent,
                       const char *client_id,
                       const WfLoan *loan)
{
  WfTaskDialog *dialog;
  Loan *self;
  g_autofree char *today = NULL;
  g_autofree char *until = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (services != NULL && client_id != NULL && loan != NULL, NULL);

  today = wf_day_from_time (wf_clock_now (services->clock));
  until = wf_day_add (g_strcmp0 (loan->until, today) > 0 ? loan->until : today, 0, USUAL_DAYS);
  title = wf_device_dup_title (loan->tag, loan->type);
  dialog = wf_task_dialog_new (services, parent, _ ("Lend It for Longer"));
  self = loan_new (client_id, loan);
  wf_task_dialog_add_text (dialog, title);
  add_until (dialog, wf_task_dialog_add_group (dialog, NULL), self, until);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_extend, has_day, self, loan_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

WfTaskDialog *
wf_loan_end_dialog_show (WfServices *services,
                         GtkWindow *parent,
                         const char *client_id,
                         const WfLoan *loan,
                         gboolean is_lost)
{
  WfTaskDialog *dialog;
  Loan *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (services != NULL && client_id != NULL && loan != NULL, NULL);

  title = wf_device_dup_title (loan->tag, loan->type);
  dialog = wf_task_dialog_new (services, parent, is_lost ? _ ("It Is Lost") : _ ("It Is Back"));
  self = loan_new (client_id, loan);
  self->is_lost = is_lost;
  wf_task_dialog_add_point (
      dialog, title,
      is_lost ? _ ("It is no longer due. If it can be emptied from afar, do that now, and say so "
                   "under “Lending”. It may still come back.")
              : _ ("Ask first: “Is everything of yours saved elsewhere?” It goes out again only "
                   "when somebody said that it is empty."));
  if (!is_lost && *loan->with != '\0')
    wf_task_dialog_add_point (dialog, _ ("What went along"), loan->with);
  self->text_row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                             _ ("A note, for us only"));
  wf_task_dialog_keep_drafts (dialog, client_id, "draft.loan-end", loan->id);
  wf_task_dialog_set_task (dialog, is_lost ? _ ("_It Is Lost") : _ ("_It Is Back"), FALSE,
                           start_end, NULL, self, loan_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
