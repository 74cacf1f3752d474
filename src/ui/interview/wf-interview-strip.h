/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-interview.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfInterviewStrip:
 *
 * The navigator's side of a question: the same item in the navigator's language, why it is
 * asked, how to prompt, what to lay ready, how much help was needed, and quiet progress.
 *
 * Signal "help-changed": the level of help was chosen.
 */
#define WF_TYPE_INTERVIEW_STRIP (wf_interview_strip_get_type ())
G_DECLARE_FINAL_TYPE (WfInterviewStrip, wf_interview_strip, WF, INTERVIEW_STRIP, GtkWidget)

/**
 * wf_interview_strip_show:
 * @card_lang: what the card beside it is in; other than the navigator's language, the answers
 *   stand here too, under the numbers they have there
 * @is_script: the card says all in both languages, for the navigator to read aloud
 * @is_new: another question than before: the level of help starts anew
 */
void wf_interview_strip_show (WfInterviewStrip *self,
                              WfServices *services,
                              WfInterview *interview,
                              const char *card_lang,
                              gboolean is_script,
                              gboolean is_new);

/** wf_interview_strip_set_chosen: @ids: the options chosen on the card; marks them here */
void wf_interview_strip_set_chosen (WfInterviewStrip *self, const char *const *ids);

/** wf_interview_strip_get_help: Returns: 0 alone … 3 done by the navigator, -1 when not said */
int wf_interview_strip_get_help (WfInterviewStrip *self);

/** wf_interview_strip_choose_help: @level: 0 to 3; %FALSE when this question has no level of help
 */
gboolean wf_interview_strip_choose_help (WfInterviewStrip *self, guint level);

G_END_DECLS
