/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfSpeechError:
 * @WF_SPEECH_ERROR_NO_SERVICE: nothing on this computer speaks; read it together
 * @WF_SPEECH_ERROR_NO_VOICE: no voice for this language; read it together, or add a voice
 *   in the desktop's settings
 */
typedef enum {
  WF_SPEECH_ERROR_NO_SERVICE,
  WF_SPEECH_ERROR_NO_VOICE,
} WfSpeechError;

#define WF_SPEECH_ERROR (wf_speech_error_quark ())
GQuark wf_speech_error_quark (void);

/**
 * WfSpeechVoice:
 * @WF_SPEECH_VOICE_UNKNOWN: the voices are still being asked for
 * @WF_SPEECH_VOICE_NONE: no voice speaks this language
 * @WF_SPEECH_VOICE_PRESENT: a voice speaks this language
 */
typedef enum {
  WF_SPEECH_VOICE_UNKNOWN,
  WF_SPEECH_VOICE_NONE,
  WF_SPEECH_VOICE_PRESENT,
} WfSpeechVoice;

/**
 * WfSpeech:
 *
 * Reads text aloud in a given language. This class itself is the null variant: it has no
 * voice and says so. Only text of a content pack may be handed in, never what a person
 * typed or said: other people hear it, and the speech service may log it.
 *
 * Signals: "voices-changed" once the voices are known (or known to be none);
 * "notify::speaking": it turns %FALSE when all was said or stopped. All calls from the main
 * thread; none blocks, and every answer comes within a few seconds: a speech service that
 * hangs is a service that is not there.
 */
#define WF_TYPE_SPEECH (wf_speech_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfSpeech, wf_speech, WF, SPEECH, GObject)

/**
 * WfSpeechClass:
 * @get_voice: as wf_speech_get_voice()
 * @say: says the text and completes @task with a boolean
 * @stop: as wf_speech_stop()
 */
struct _WfSpeechClass {
  GObjectClass parent_class;

  WfSpeechVoice (*get_voice) (WfSpeech *self, const char *lang);
  void (*say) (WfSpeech *self, const char *lang, const char *text, GTask *task);
  void (*stop) (WfSpeech *self);
};

/** wf_speech_new: Returns: (transfer full): the null variant */
WfSpeech *wf_speech_new (void);

/**
 * wf_speech_set_enabled:
 * @enabled: %FALSE is as if this computer had no voice, and stops what is being said. It
 *   starts %TRUE; a change emits "voices-changed"
 */
void wf_speech_set_enabled (WfSpeech *self, gboolean enabled);
gboolean wf_speech_get_enabled (WfSpeech *self);

/** wf_speech_set_rate: @rate: from the next text on: −100 slowest, 0 as the desktop has it, 100
 * fastest */
void wf_speech_set_rate (WfSpeech *self, int rate);
int wf_speech_get_rate (WfSpeech *self);

/**
 * wf_speech_get_voice:
 * @lang: a BCP 47 tag; a voice of the same base language counts ("fr-CA": "fr-fr")
 */
WfSpeechVoice wf_speech_get_voice (WfSpeech *self, const char *lang);

/**
 * wf_speech_say_async:
 * @lang: a BCP 47 tag
 * @text: pack text, UTF-8, plain
 *
 * Stops what is being said and says @text. Completes when the service took the text,
 * not when it was spoken: see #WfSpeech:speaking.
 */
void wf_speech_say_async (WfSpeech *self,
                          const char *lang,
                          const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** wf_speech_say_finish: Returns: %FALSE with #WfSpeechError: show "read it together" */
gboolean wf_speech_say_finish (WfSpeech *self, GAsyncResult *result, GError **error);

/** wf_speech_stop: silence, now; also drops what was not yet begun */
void wf_speech_stop (WfSpeech *self);

/** wf_speech_get_speaking: whether something is being said */
gboolean wf_speech_get_speaking (WfSpeech *self);

/** wf_speech_set_speaking: for subclasses; main thread */
void wf_speech_set_speaking (WfSpeech *self, gboolean speaking);

/** wf_speech_emit_voices_changed: for subclasses; main thread */
void wf_speech_emit_voices_changed (WfSpeech *self);

G_END_DECLS
