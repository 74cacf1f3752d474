/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-speech.h"

G_BEGIN_DECLS

/**
 * WfSpeechDispatcher:
 *
 * Speech through speech-dispatcher (libspeechd), talked to from a thread of its own.
 * Without a running or startable service it behaves as the null variant; one that is
 * started later is found by the next wf_speech_say_async().
 */
#define WF_TYPE_SPEECH_DISPATCHER (wf_speech_dispatcher_get_type ())
G_DECLARE_FINAL_TYPE (WfSpeechDispatcher, wf_speech_dispatcher, WF, SPEECH_DISPATCHER, WfSpeech)

/** WF_SPEECH_DEADLINE_MS: how long the service may take for an answer, milliseconds */
#define WF_SPEECH_DEADLINE_MS 5000

/**
 * wf_speech_dispatcher_new:
 * @deadline_ms: milliseconds, 1 to 60000: after these a service that has not answered
 *   counts as none; usually %WF_SPEECH_DEADLINE_MS
 *
 * Returns: (transfer full): it asks for the voices when wf_speech_get_voice() is first called
 */
WfSpeech *wf_speech_dispatcher_new (guint deadline_ms);

G_END_DECLS
