/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of this computer may be used, kept in computer.ini.
 *
 * The file belongs to the worker's thread: it is read and written there, one after the
 * other, so that the last change is what the file says in the end. What is written crosses
 * as a copy. Keys this version does not know stay in the file.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-computer-settings.h"

#include "wf-worker.h"

#define GROUP "computer"

typedef struct {
  gboolean read_aloud;
  int voice_rate;
  gboolean keyring;
  gboolean notifications;
  gboolean autostart;
  gboolean renew;
  int renew_hours;
  gboolean renew_metered;
} Values;

static const Values FIRST = {
  .read_aloud = TRUE,
  .notifications = TRUE,
  .renew = TRUE,
  .renew_hours = WF_COMPUTER_SETTINGS_HOURS,
};

struct _WfComputerSettings {
  GObject parent_instance;

  char *path;
  WfSpeech *speech;
  WfKeyring *keyring;
  WfNotifier *notifier;
  WfWorker *worker; /* (nullable): until there is something to read or write */
  Values values;
};

/* What is handed to the thread, and back. */
typedef struct {
  char *path;
  Values values;
} Job;

enum {
  PROP_READ_ALOUD = 1,
  PROP_VOICE_RATE,
  PROP_KEYRING,
  PROP_NOTIFICATIONS,
  PROP_AUTOSTART,
  PROP_RENEW,
  PROP_RENEW_HOURS,
  PROP_RENEW_METERED,
  N_PROPERTIES,
};

enum {
  NOT_SAVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfComputerSettings, wf_computer_settings, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job);
}

static int
limit_rate (int rate)
{
  return CLAMP (rate, -WF_COMPUTER_SETTINGS_RATE_MAX, WF_COMPUTER_SETTINGS_RATE_MAX);
}

static int
limit_hours (int hours)
{
  return CLAMP (hours, 1, WF_COMPUTER_SETTINGS_HOURS_MAX);
}

/* ---- in the thread ---- */

static gboolean
read_boolean (GKeyFile *file, const char *key, gboolean otherwise)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (file, GROUP, key, &error);

  return error == NULL ? value : otherwise;
}

static int
read_integer (GKeyFile *file, const char *key, int otherwise)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, GROUP, key, &error);

  return error == NULL ? value : otherwise;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GError *error = NULL;
  Job *job = task_data;

  if (!g_key_file_load_from_file (file, job->path, G_KEY_FILE_NONE, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  job->values.read_aloud = read_boolean (file, "read-aloud", FIRST.read_aloud);
  job->values.voice_rate = limit_rate (read_integer (file, "voice-rate", FIRST.voice_rate));
  job->values.keyring = read_boolean (file, "keyring", FIRST.keyring);
  job->values.notifications = read_boolean (file, "notifications", FIRST.notifications);
  job->values.autostart = read_boolean (file, "autostart", FIRST.autostart);
  job->values.renew = read_boolean (file, "renew-catalogue", FIRST.renew);
  job->values.renew_hours = limit_hours (read_integer (file, "renew-hours", FIRST.renew_hours));
  job->values.renew_metered = read_boolean (file, "renew-metered", FIRST.renew_metered);
  g_task_return_boolean (task, TRUE);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  const Job *job = task_data;
  g_autofree char *text = NULL;
  GError *error = NULL;
  gsize length;

  /* One that cannot be read holds nothing worth keeping: it is written anew. */
  g_key_file_load_from_file (file, job->path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_boolean (file, GROUP, "read-aloud", job->values.read_aloud);
  g_key_file_set_integer (file, GROUP, "voice-rate", job->values.voice_rate);
  g_key_file_set_boolean (file, GROUP, "keyring", job->values.keyring);
  g_key_file_set_boolean (file, GROUP, "notifications", job->values.notifications);
  g_key_file_set_boolean (file, GROUP, "autostart", job->values.autostart);
  g_key_file_set_boolean (file, GROUP, "renew-catalogue", job->values.renew);
  g_key_file_set_integer (file, GROUP, "renew-hours", job->values.renew_hours);
  g_key_file_set_boolean (file, GROUP, "renew-metered", job->values.renew_metered);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (job->path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- in the main thread ---- */

static void
queue (WfComputerSettings *self, GTask *task, GTaskThreadFunc function)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (self->path);
  job->values = self->values;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (self->worker == NULL)
    self->worker = wf_worker_new ("computer");
  wf_worker_queue (self->worker, task, function);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (source, signals[NOT_SAVED], 0, error);
}

static void
save (WfComputerSettings *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_saved, NULL);

  g_task_set_source_tag (task, save);
  queue (self, task, save_in_worker);
}

/* The services follow; who looks on hears of what is different. */
static void
apply (WfComputerSettings *self, const Values *values)
{
  Values before = self->values;

  self->values = *values;
  wf_speech_set_enabled (self->speech, values->read_aloud);
  wf_speech_set_rate (self->speech, values->voice_rate);
  wf_keyring_set_enabled (self->keyring, values->keyring);
  wf_notifier_set_enabled (self->notifier, values->notifications);

  g_object_freeze_notify (G_OBJECT (self));
  if (before.read_aloud != values->read_aloud)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ALOUD]);
  if (before.voice_rate != values->voice_rate)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VOICE_RATE]);
  if (before.keyring != values->keyring)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING]);
  if (before.notifications != values->notifications)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTIFICATIONS]);
  if (before.autostart != values->autostart)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTOSTART]);
  if (before.renew != values->renew)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENEW]);
  if (before.renew_hours != values->renew_hours)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENEW_HOURS]);
  if (before.renew_metered != values->renew_metered)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENEW_METERED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
wf_computer_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const Values *values = &WF_COMPUTER_SETTINGS (object)->values;

  if (id == PROP_VOICE_RATE)
    g_value_set_int (value, values->voice_rate);
  else if (id == PROP_READ_ALOUD)
    g_value_set_boolean (value, values->read_aloud);
  else if (id == PROP_KEYRING)
    g_value_set_boolean (value, values->keyring);
  else if (id == PROP_AUTOSTART)
    g_value_set_boolean (value, values->autostart);
  else if (id == PROP_RENEW)
    g_value_set_boolean (value, values->renew);
  else if (id == PROP_RENEW_HOURS)
    g_value_set_int (value, values->renew_hours);
  else if (id == PROP_RENEW_METERED)
    g_value_set_boolean (value, values->renew_metered);
  else
    g_value_set_boolean (value, values->notifications);
}

static void
wf_computer_settings_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  WfComputerSettings *self = WF_COMPUTER_SETTINGS (object);

  if (id == PROP_VOICE_RATE)
    wf_computer_settings_set_voice_rate (self, g_value_get_int (value));
  else if (id == PROP_READ_ALOUD)
    wf_computer_settings_set_read_aloud (self, g_value_get_boolean (value));
  else if (id == PROP_KEYRING)
    wf_computer_settings_set_keyring (self, g_value_get_boolean (value));
  else if (id == PROP_AUTOSTART)
    wf_computer_settings_set_autostart (self, g_value_get_boolean (value));
  else if (id == PROP_RENEW)
    wf_computer_settings_set_renew (self, g_value_get_boolean (value));
  else if (id == PROP_RENEW_HOURS)
    wf_computer_settings_set_renew_hours (self, g_value_get_int (value));
  else if (id == PROP_RENEW_METERED)
    wf_computer_settings_set_renew_metered (self, g_value_get_boolean (value));
  else
    wf_computer_settings_set_notifications (self, g_value_get_boolean (value));
}

static void
wf_computer_settings_dispose (GObject *object)
{
  WfComputerSettings *self = WF_COMPUTER_SETTINGS (object);

  if (self->worker != NULL)
    wf_worker_shutdown (self->worker); /* a change made just now is still written */
  G_OBJECT_CLASS (wf_computer_settings_parent_class)->dispose (object);
}

static void
wf_computer_settings_finalize (GObject *object)
{
  WfComputerSettings *self = WF_COMPUTER_SETTINGS (object);

  g_clear_object (&self->worker);
  g_object_unref (self->speech);
  g_object_unref (self->keyring);
  g_object_unref (self->notifier);
  g_free (self->path);
  G_OBJECT_CLASS (wf_computer_settings_parent_class)->finalize (object);
}

static void
wf_computer_settings_class_init (WfComputerSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wf_computer_settings_get_property;
  object_class->set_property = wf_computer_settings_set_property;
  object_class->dispose = wf_computer_settings_dispose;
  object_class->finalize = wf_computer_settings_finalize;
  properties[PROP_READ_ALOUD] =
      g_param_spec_boolean ("read-aloud", NULL, NULL, FIRST.read_aloud, flags);
  properties[PROP_VOICE_RATE] =
      g_param_spec_int ("voice-rate", NULL, NULL, -WF_COMPUTER_SETTINGS_RATE_MAX,
                        WF_COMPUTER_SETTINGS_RATE_MAX, FIRST.voice_rate, flags);
  properties[PROP_KEYRING] = g_param_spec_boolean ("keyring", NULL, NULL, FIRST.keyring, flags);
  properties[PROP_NOTIFICATIONS] =
      g_param_spec_boolean ("notifications", NULL, NULL, FIRST.notifications, flags);
  properties[PROP_AUTOSTART] =
      g_param_spec_boolean ("autostart", NULL, NULL, FIRST.autostart, flags);
  properties[PROP_RENEW] = g_param_spec_boolean ("renew-catalogue", NULL, NULL, FIRST.renew, flags);
  properties[PROP_RENEW_HOURS] = g_param_spec_int (
      "renew-hours", NULL, NULL, 1, WF_COMPUTER_SETTINGS_HOURS_MAX, FIRST.renew_hours, flags);
  properties[PROP_RENEW_METERED] =
      g_param_spec_boolean ("renew-metered", NULL, NULL, FIRST.renew_metered, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[NOT_SAVED] = g_signal_new ("not-saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
wf_computer_settings_init (WfComputerSettings *self)
{
  self->values = FIRST;
}

WfComputerSettings *
wf_computer_settings_new (const char *data_dir,
                          WfSpeech *speech,
                          WfKeyring *keyring,
                          WfNotifier *notifier)
{
  WfComputerSettings *self;

  g_return_val_if_fail (data_dir != NULL, NULL);
  g_return_val_if_fail (WF_IS_SPEECH (speech), NULL);
  g_return_val_if_fail (WF_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (WF_IS_NOTIFIER (notifier), NULL);

  self = g_object_new (WF_TYPE_COMPUTER_SETTINGS, NULL);
  self->path = g_build_filename (data_dir, WF_COMPUTER_SETTINGS_FILE, NULL);
  self->speech = g_object_ref (speech);
  self->keyring = g_object_ref (keyring);
  self->notifier = g_object_ref (notifier);
  apply (self, &FIRST);
  return self;
}

void
wf_computer_settings_load_async (WfComputerSettings *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_computer_settings_load_async);
  queue (self, task, load_in_worker);
}

gboolean
wf_computer_settings_load_finish (WfComputerSettings *self, GAsyncResult *result, GError **error)
{
  const Job *job;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  apply (self, &job->values);
  return TRUE;
}

void
wf_computer_settings_set_read_aloud (WfComputerSettings *self, gboolean read_aloud)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.read_aloud = !!read_aloud;
  if (values.read_aloud == self->values.read_aloud)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_read_aloud (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), FALSE);

  return self->values.read_aloud;
}

void
wf_computer_settings_set_voice_rate (WfComputerSettings *self, int voice_rate)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.voice_rate = limit_rate (voice_rate);
  if (values.voice_rate == self->values.voice_rate)
    return;
  apply (self, &values);
  save (self);
}

int
wf_computer_settings_get_voice_rate (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), 0);

  return self->values.voice_rate;
}

void
wf_computer_settings_set_keyring (WfComputerSettings *self, gboolean keyring)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.keyring = !!keyring;
  if (values.keyring == self->values.keyring)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_keyring (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), FALSE);

  return self->values.keyring;
}

void
wf_computer_settings_set_notifications (WfComputerSettings *self, gboolean notifications)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.notifications = !!notifications;
  if (values.notifications == self->values.notifications)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_notifications (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), FALSE);

  return self->values.notifications;
}

void
wf_computer_settings_set_renew (WfComputerSettings *self, gboolean renew)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.renew = !!renew;
  if (values.renew == self->values.renew)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_renew (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), 0);

  return self->values.renew;
}

void
wf_computer_settings_set_renew_hours (WfComputerSettings *self, int renew_hours)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.renew_hours = limit_hours (renew_hours);
  if (values.renew_hours == self->values.renew_hours)
    return;
  apply (self, &values);
  save (self);
}

int
wf_computer_settings_get_renew_hours (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), 0);

  return self->values.renew_hours;
}

void
wf_computer_settings_set_renew_metered (WfComputerSettings *self, gboolean renew_metered)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.renew_metered = !!renew_metered;
  if (values.renew_metered == self->values.renew_metered)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_renew_metered (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), 0);

  return self->values.renew_metered;
}

void
wf_computer_settings_set_autostart (WfComputerSettings *self, gboolean autostart)
{
  Values values;

  g_return_if_fail (WF_IS_COMPUTER_SETTINGS (self));

  values = self->values;
  values.autostart = !!autostart;
  if (values.autostart == self->values.autostart)
    return;
  apply (self, &values);
  save (self);
}

gboolean
wf_computer_settings_get_autostart (WfComputerSettings *self)
{
  g_return_val_if_fail (WF_IS_COMPUTER_SETTINGS (self), FALSE);

  return self->values.autostart;
}
