/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-visit-session.h"

G_BEGIN_DECLS

/**
 * wf_summary_offer:
 * @pane: the page of the visit's end
 * @session: the visit
 * @lang: BCP 47 tag of the client's language
 * @next_us: when they meet again, microseconds since 1970 UTC; 0 for no date
 *
 * Asks "Is it safe to take paper home?", then makes the summary of the visit from what stands in
 * the record: on paper, as a file, or as words for a message.
 *
 * Returns: (transfer none): the question
 */
GtkWindow *
wf_summary_offer (WfPane *pane, WfVisitSession *session, const char *lang, gint64 next_us);

G_END_DECLS
