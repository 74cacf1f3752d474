/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-speech.h"

G_BEGIN_DECLS

/**
 * WfSpeechDispatcher:
 *
 * Speech through speech-dispatcher (libspeechd), talked to from a thread of its own.
 * Without a running or startable service it behaves as the null variant.
 */
#define WF_TYPE_SPEECH_DISPATCHER (wf_speech_dispatcher_get_type ())
G_DECLARE_FINAL_TYPE (WfSpeechDispatcher, wf_speech_dispatcher, WF, SPEECH_DISPATCHER, WfSpeech)

/** wf_speech_dispatcher_new: Returns: (transfer full): it asks for the voices at once */
WfSpeech *wf_speech_dispatcher_new (void);

G_END_DECLS
