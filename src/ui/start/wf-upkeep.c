/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done by itself: due days, the day's backup, the day's reminders. When each was last
 * done is asked of where it is kept (the folder of backups, the vault's due table), so a
 * restart changes nothing.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-upkeep.h"

#include <glib/gi18n.h>

#include "wf-practice-reminder.h"
#include "wf-services.h"
#include "wf-vault-care.h"

#define SOON_SECONDS    60
#define CHECK_SECONDS   600
#define BACKUP_AFTER_US (20 * WF_CLOCK_HOUR)
#define LATER_US        WF_CLOCK_HOUR
#define REMINDER_KEY    "due"

struct _WfUpkeep {
  GObject parent_instance;

  WfServices *services; /* borrowed: they own us */
  GCancellable *cancellable;
  WfPracticeReminder *practice;
  guint soon_id;
  guint check_id;
  gboolean was_unlocked;  /* since the program began */
  gboolean is_backing_up; /* looks for the newest backup, or makes one */
  gboolean has_failed;    /* and said so */
  gint64 reminded_us;     /* when the last reminder was shown; 0 never */
  gint64 remind_after_us; /* the person asked for later; 0 not */
};

enum {
  BACKUP_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfUpkeep, wf_upkeep, G_TYPE_OBJECT)

/* The program must not end in the middle of a copy, window or not. */
static void
set_backing_up (WfUpkeep *self, gboolean is_backing_up)
{
  GApplication *application = g_application_get_default ();

  self->is_backing_up = is_backing_up;
  if (application == NULL)
    return;
  if (is_backing_up)
    g_application_hold (application);
  else
    g_application_release (application);
}

static void
end_backup (WfUpkeep *self, const GError *error)
{
  set_backing_up (self, FALSE);
  if (error == NULL)
    self->has_failed = FALSE;
  else if (!self->has_failed)
    {
      g_debug ("no backup was made: %s", error->message);
      self->has_failed = TRUE;
      g_signal_emit (self, signals[BACKUP_FAILED], 0);
    }
}

static void
on_backup_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUpkeep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = wf_vault_backup_finish (WF_VAULT (source), result, &error);

  end_backup (self, error);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wf_vault_list_backups (task_data),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
on_backups_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUpkeep) self = user_data;
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  const WfBackup *newest = backups != NULL && backups->len > 0 ? backups->pdata[0] : NULL;

  if (g_cancellable_is_cancelled (self->cancellable) ||
      wf_vault_get_state (self->services->vault) == WF_VAULT_CLOSED ||
      (newest != NULL &&
       ABS (wf_clock_now (self->services->clock) - newest->made_us) < BACKUP_AFTER_US))
    set_backing_up (self, FALSE);
  else
    wf_vault_backup_async (self->services->vault, NULL, on_backup_ready, g_object_ref (self));
}

static void
back_up (WfUpkeep *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_backing_up)
    return;

  set_backing_up (self, TRUE);
  task = g_task_new (NULL, NULL, on_backups_listed, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (self->services->data_dir), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

static gboolean
is_same_day (gint64 a_us, gint64 b_us)
{
  g_autoptr (GDateTime) a = g_date_time_new_from_unix_local (a_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) b = g_date_time_new_from_unix_local (b_us / G_USEC_PER_SEC);

  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static void
remind (WfUpkeep *self, guint n)
{
  WfServices *services = self->services;
  g_autofree char *number = wf_format_integer (services->format, n);
  /* Translators: %s is a number; this stands where anybody may see it */
  g_autofree char *body =
      g_strdup_printf (ngettext ("%s follow-up is due.", "%s follow-ups are due.", n), number);

  self->reminded_us = wf_clock_now (services->clock);
  self->remind_after_us = 0;
  wf_notifier_send (services->notifier, REMINDER_KEY, _ ("Follow-ups"), body);
}

static void
on_due_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUpkeep) self = user_data;
  g_autoptr (GArray) days = wf_vault_get_due_finish (WF_VAULT (source), result, NULL);
  guint n;

  if (days == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  n = wf_due_days_count (days, wf_clock_now (self->services->clock));
  if (n > 0)
    remind (self, n);
  else
    wf_notifier_withdraw (self->services->notifier, REMINDER_KEY);
}

/* Once a day, and again when the person asked for later. */
static void
look_for_due (WfUpkeep *self)
{
  gint64 now = wf_clock_now (self->services->clock);

  if (self->reminded_us != 0 && is_same_day (self->reminded_us, now) &&
      (self->remind_after_us == 0 || now < self->remind_after_us))
    return;
  wf_vault_get_due_async (self->services->vault, self->cancellable, on_due_ready,
                          g_object_ref (self));
}

static void
on_postponed (WfNotifier *notifier, const char *key, WfUpkeep *self)
{
  if (g_str_equal (key, REMINDER_KEY))
    self->remind_after_us = wf_clock_now (self->services->clock) + LATER_US;
}

static void
on_due_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The next change tries again; the list itself is whole. */
  if (!wf_client_repo_save_due_finish (WF_CLIENT_REPO (source), result, &error))
    g_debug ("the due days were not kept: %s", error->message);
}

static void
save_due (WfUpkeep *self)
{
  wf_client_repo_save_due_async (self->services->clients, self->cancellable, on_due_saved, NULL);
}

static gboolean
on_check (gpointer user_data)
{
  wf_upkeep_check (user_data);
  return G_SOURCE_CONTINUE;
}

/* Not in the first minute: somebody sits there and waits for a page. */
static gboolean
on_soon (gpointer user_data)
{
  WfUpkeep *self = user_data;

  self->soon_id = 0;
  wf_upkeep_check (self);
  return G_SOURCE_REMOVE;
}

static void
on_door_state (WfUpkeep *self)
{
  if (wf_door_get_state (self->services->door) != WF_DOOR_OPEN)
    return;

  self->was_unlocked = TRUE;
  if (self->soon_id == 0)
    self->soon_id = g_timeout_add_seconds (SOON_SECONDS, on_soon, self);
  save_due (self);
}

static void
on_vault_locked (WfUpkeep *self)
{
  if (self->was_unlocked)
    back_up (self);
}

static void
wf_upkeep_dispose (GObject *object)
{
  WfUpkeep *self = WF_UPKEEP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->practice != NULL)
    g_object_run_dispose (G_OBJECT (self->practice));
  g_clear_object (&self->practice);
  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_handle_id (&self->check_id, g_source_remove);
  G_OBJECT_CLASS (wf_upkeep_parent_class)->dispose (object);
}

static void
wf_upkeep_finalize (GObject *object)
{
  g_object_unref (WF_UPKEEP (object)->cancellable);
  G_OBJECT_CLASS (wf_upkeep_parent_class)->finalize (object);
}

static void
wf_upkeep_class_init (WfUpkeepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_upkeep_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_upkeep_finalize;
  signals[BACKUP_FAILED] = g_signal_new ("backup-failed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_upkeep_init (WfUpkeep *self)
{
  self->cancellable = g_cancellable_new ();
}

WfUpkeep *
wf_upkeep_new (WfServices *services)
{
  WfUpkeep *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (services->door != NULL, NULL);

  self = g_object_new (WF_TYPE_UPKEEP, NULL);
  self->services = services;
  self->practice = wf_practice_reminder_new (services);
  g_signal_connect_object (services->door, "notify::state", G_CALLBACK (on_door_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (save_due), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (save_due), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (on_vault_locked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->notifier, "postponed", G_CALLBACK (on_postponed), self, 0);
  self->check_id = g_timeout_add_seconds (CHECK_SECONDS, on_check, self);
  return self;
}

void
wf_upkeep_check (WfUpkeep *self)
{
  g_return_if_fail (WF_IS_UPKEEP (self));

  if (wf_vault_get_state (self->services->vault) == WF_VAULT_CLOSED)
    return;
  if (self->was_unlocked)
    back_up (self);
  look_for_due (self);
  wf_practice_reminder_check (self->practice);
}

guint
wf_due_days_count (GArray *days, gint64 now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) midnight = NULL;
  gint32 today;
  guint n = 0;

  g_return_val_if_fail (days != NULL, 0);

  midnight = g_date_time_new (utc, g_date_time_get_year (now), g_date_time_get_month (now),
                              g_date_time_get_day_of_month (now), 0, 0, 0);
  today = (gint32) (g_date_time_to_unix (midnight) / (24 * 60 * 60));
  while (n < days->len && g_array_index (days, gint32, n) <= today)
    n++;
  return n;
}
