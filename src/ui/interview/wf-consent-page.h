/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-pane.h"

G_BEGIN_DECLS

/**
 * WfConsentPage:
 *
 * What the client agrees to, purpose by purpose, in their language: yes or no, and nothing
 * else changes by a no. The limits of secrecy stand there too, with a tick when the client
 * said them back.
 *
 * Property "text" and signal "changed": what is said and not written yet, for a #WfDraft.
 *
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_CONSENT_PAGE (wf_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (WfConsentPage, wf_consent_page, WF, CONSENT_PAGE, WfVisitPane)

/**
 * wf_consent_page_new_whole:
 * @leads_to_end: whether the end of the visit comes after it
 *
 * Returns: (transfer floating): one that asks every purpose, also in a short visit
 */
WfPane *
wf_consent_page_new_whole (WfServices *services, WfVisitSession *session, gboolean leads_to_end);

/** wf_consent_page_was_asked_whole: Returns: %TRUE when any purpose that a short visit leaves out
 * was ever answered */
gboolean wf_consent_page_was_asked_whole (const WfConsent *consent);

G_END_DECLS
