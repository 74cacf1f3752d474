/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading aloud, and its null variant: no voice at all, said plainly, so that the page
 * can show "read it together".
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-speech.h"

typedef struct {
  gboolean disabled;
  int rate;
  gboolean speaking;
} WfSpeechPrivate;

enum {
  PROP_SPEAKING = 1,
  N_PROPERTIES,
};

enum {
  VOICES_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (WfSpeech, wf_speech, G_TYPE_OBJECT)
G_DEFINE_QUARK (wf-speech-error-quark, wf_speech_error)

static WfSpeechVoice
wf_speech_real_get_voice (WfSpeech *self, const char *lang)
{
  return WF_SPEECH_VOICE_NONE;
}

static void
wf_speech_real_say (WfSpeech *self, const char *lang, const char *text, GTask *task)
{
  g_task_return_new_error (task, WF_SPEECH_ERROR, WF_SPEECH_ERROR_NO_SERVICE,
                           "There is no speech on this computer");
}

static void
wf_speech_real_stop (WfSpeech *self)
{
}

static void
wf_speech_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, wf_speech_get_speaking (WF_SPEECH (object)));
}

static void
wf_speech_class_init (WfSpeechClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_speech_get_property;
  klass->get_voice = wf_speech_real_get_voice;
  klass->say = wf_speech_real_say;
  klass->stop = wf_speech_real_stop;

  properties[PROP_SPEAKING] = g_param_spec_boolean ("speaking", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[VOICES_CHANGED] = g_signal_new ("voices-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wf_speech_init (WfSpeech *self)
{
}

WfSpeech *
wf_speech_new (void)
{
  return g_object_new (WF_TYPE_SPEECH, NULL);
}

void
wf_speech_set_enabled (WfSpeech *self, gboolean enabled)
{
  WfSpeechPrivate *priv;

  g_return_if_fail (WF_IS_SPEECH (self));

  priv = wf_speech_get_instance_private (self);
  if (priv->disabled == !enabled)
    return;

  priv->disabled = !enabled;
  if (priv->disabled)
    wf_speech_stop (self);
  wf_speech_emit_voices_changed (self);
}

gboolean
wf_speech_get_enabled (WfSpeech *self)
{
  WfSpeechPrivate *priv;

  g_return_val_if_fail (WF_IS_SPEECH (self), FALSE);

  priv = wf_speech_get_instance_private (self);
  return !priv->disabled;
}

void
wf_speech_set_rate (WfSpeech *self, int rate)
{
  WfSpeechPrivate *priv;

  g_return_if_fail (WF_IS_SPEECH (self));
  g_return_if_fail (rate >= -100 && rate <= 100);

  priv = wf_speech_get_instance_private (self);
  priv->rate = rate;
}

int
wf_speech_get_rate (WfSpeech *self)
{
  WfSpeechPrivate *priv;

  g_return_val_if_fail (WF_IS_SPEECH (self), 0);

  priv = wf_speech_get_instance_private (self);
  return priv->rate;
}

WfSpeechVoice
wf_speech_get_voice (WfSpeech *self, const char *lang)
{
  g_return_val_if_fail (WF_IS_SPEECH (self), WF_SPEECH_VOICE_NONE);
  g_return_val_if_fail (lang != NULL, WF_SPEECH_VOICE_NONE);

  if (!wf_speech_get_enabled (self))
    return WF_SPEECH_VOICE_NONE;
  return WF_SPEECH_GET_CLASS (self)->get_voice (self, lang);
}

void
wf_speech_say_async (WfSpeech *self,
                     const char *lang,
                     const char *text,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WF_IS_SPEECH (self));
  g_return_if_fail (lang != NULL);
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_speech_say_async);
  g_task_set_name (task, "wf_speech_say");
  if (wf_speech_get_enabled (self))
    WF_SPEECH_GET_CLASS (self)->say (self, lang, text, task);
  else
    wf_speech_real_say (self, lang, text, task);
}

gboolean
wf_speech_say_finish (WfSpeech *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_speech_stop (WfSpeech *self)
{
  g_return_if_fail (WF_IS_SPEECH (self));

  WF_SPEECH_GET_CLASS (self)->stop (self);
}

gboolean
wf_speech_get_speaking (WfSpeech *self)
{
  WfSpeechPrivate *priv;

  g_return_val_if_fail (WF_IS_SPEECH (self), FALSE);

  priv = wf_speech_get_instance_private (self);
  return priv->speaking;
}

void
wf_speech_set_speaking (WfSpeech *self, gboolean speaking)
{
  WfSpeechPrivate *priv;

  g_return_if_fail (WF_IS_SPEECH (self));

  priv = wf_speech_get_instance_private (self);
  if (priv->speaking == speaking)
    return;

  priv->speaking = speaking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEAKING]);
}

void
wf_speech_emit_voices_changed (WfSpeech *self)
{
  g_return_if_fail (WF_IS_SPEECH (self));

  g_signal_emit (self, signals[VOICES_CHANGED], 0);
}
