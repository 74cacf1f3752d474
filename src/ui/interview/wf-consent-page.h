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
 * Construct properties: "services", "session" (a #WfVisitSession with an open visit).
 */
#define WF_TYPE_CONSENT_PAGE (wf_consent_page_get_type ())
G_DECLARE_FINAL_TYPE (WfConsentPage, wf_consent_page, WF, CONSENT_PAGE, WfVisitPane)

G_END_DECLS
