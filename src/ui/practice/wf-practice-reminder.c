/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The day's reminder of one's own practice. Holds when and whom it last reminded.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-practice-reminder.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-services.h"

#define REMINDER_KEY "practice"
#define LATER_US     WF_CLOCK_HOUR

struct _WfPracticeReminder {
  GObject parent_instance;

  WfServices *services; /* borrowed: they own us */
  GCancellable *cancellable;
  char *reminded_day;     /* (nullable) */
  char *reminded_staff;   /* (nullable) */
  gint64 remind_after_us; /* the person asked for later; 0 not */
};

G_DEFINE_FINAL_TYPE (WfPracticeReminder, wf_practice_reminder, G_TYPE_OBJECT)

static void
remind (WfPracticeReminder *self, const char *staff, const char *today)
{
  WfServices *services = self->services;
  guint n = wf_practice_count_due (wf_pack_library_get_checklists (services->packs),
                                   wf_practice_repo_get_book (services->practice),
                                   wf_practice_repo_get_desk (services->practice), staff, today,
                                   wf_clock_now (services->clock));
  g_autofree char *number = wf_format_integer (services->format, n);
  /* Translators: of one's own practice: goals and sign-offs. %s is a number; this stands where
   * anybody may see it */
  g_autofree char *body = g_strdup_printf (
      ngettext ("%s thing is to be looked at.", "%s things are to be looked at.", n), number);

  if (n == 0)
    {
      wf_notifier_withdraw (services->notifier, REMINDER_KEY);
      return;
    }
  g_free (self->reminded_day);
  self->reminded_day = g_strdup (today);
  g_free (self->reminded_staff);
  self->reminded_staff = g_strdup (staff);
  self->remind_after_us = 0;
  wf_notifier_send (services->notifier, REMINDER_KEY, _ ("Practice"), body);
}

static void
look (WfPracticeReminder *self)
{
  WfServices *services = self->services;
  const char *staff = wf_practice_repo_get_staff_id (services->practice);
  gint64 now = wf_clock_now (services->clock);
  g_autofree char *today = wf_day_from_time (now);
  gboolean is_later = self->remind_after_us != 0 && now >= self->remind_after_us;

  if (services->packs == NULL || !wf_practice_repo_is_loaded (services->practice))
    return;
  if (!is_later && g_strcmp0 (self->reminded_day, today) == 0 &&
      g_strcmp0 (self->reminded_staff, staff) == 0)
    return;
  remind (self, staff, today);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPracticeReminder) self = user_data;

  /* Not read now: the next check tries again. */
  if (wf_practice_repo_load_finish (WF_PRACTICE_REPO (source), result, NULL) &&
      !g_cancellable_is_cancelled (self->cancellable))
    look (self);
}

static void
on_postponed (WfNotifier *notifier, const char *key, WfPracticeReminder *self)
{
  if (g_str_equal (key, REMINDER_KEY))
    self->remind_after_us = wf_clock_now (self->services->clock) + LATER_US;
}

static void
on_vault_locked (WfPracticeReminder *self)
{
  wf_notifier_withdraw (self->services->notifier, REMINDER_KEY);
}

static void
wf_practice_reminder_dispose (GObject *object)
{
  g_cancellable_cancel (WF_PRACTICE_REMINDER (object)->cancellable);
  G_OBJECT_CLASS (wf_practice_reminder_parent_class)->dispose (object);
}

static void
wf_practice_reminder_finalize (GObject *object)
{
  WfPracticeReminder *self = WF_PRACTICE_REMINDER (object);

  g_object_unref (self->cancellable);
  g_free (self->reminded_day);
  g_free (self->reminded_staff);
  G_OBJECT_CLASS (wf_practice_reminder_parent_class)->finalize (object);
}

static void
wf_practice_reminder_class_init (WfPracticeReminderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_practice_reminder_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_practice_reminder_finalize;
}

static void
wf_practice_reminder_init (WfPracticeReminder *self)
{
  self->cancellable = g_cancellable_new ();
}

WfPracticeReminder *
wf_practice_reminder_new (WfServices *services)
{
  WfPracticeReminder *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_PRACTICE_REMINDER, NULL);
  self->services = services;
  g_signal_connect_object (services->notifier, "postponed", G_CALLBACK (on_postponed), self, 0);
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (on_vault_locked), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
wf_practice_reminder_check (WfPracticeReminder *self)
{
  g_return_if_fail (WF_IS_PRACTICE_REMINDER (self));

  if (wf_vault_get_state (self->services->vault) != WF_VAULT_UNLOCKED)
    return;
  if (wf_practice_repo_is_loaded (self->services->practice))
    look (self);
  else
    wf_practice_repo_load_async (self->services->practice, self->cancellable, on_loaded,
                                 g_object_ref (self));
}
