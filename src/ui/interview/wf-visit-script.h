/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-sheet.h"
#include "wf-question-card.h"
#include "wf-visit-pane.h"

G_BEGIN_DECLS

/*
 * A visit by telephone or video as a script: the client's side holds, word for word, what the
 * navigator says, in the client's language and in theirs. There is no card to turn round.
 */

/** wf_visit_script_is_on: Returns: whether the visit goes over the telephone or video */
gboolean wf_visit_script_is_on (WfVisitPane *pane);

/** wf_visit_script_get_own: Returns: (transfer none) (nullable): the navigator's language in a
 * script; %NULL in person */
const char *wf_visit_script_get_own (WfVisitPane *pane);

/**
 * wf_visit_script_begin:
 * @sheet: is emptied, and made a script or a card
 *
 * In a script its first lines say what to do and, on the first page of the visit, what is said
 * before anything else.
 */
void wf_visit_script_begin (WfVisitPane *pane, WfClientSheet *sheet);

/**
 * wf_visit_script_list_before:
 * @step: what the words stand before: asked again about it, the same comes back
 * @ask_free: whether it is to be asked if the client can talk freely
 *
 * Returns: (transfer full) (element-type WfCardLine): what is said before a question: the
 *   beginning of the call when nothing was said yet; empty in person
 */
GPtrArray *wf_visit_script_list_before (WfVisitPane *pane, const char *step, gboolean ask_free);

/** wf_visit_script_dup_label: @number: 0 for none. Returns: (transfer full): an answer, in a script
 *  with its number and, below, in the navigator's language */
char *
wf_visit_script_dup_label (WfVisitPane *pane, guint number, const char *text, const char *own);

G_END_DECLS
