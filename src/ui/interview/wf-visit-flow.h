/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-visit-session.h"

G_BEGIN_DECLS

/*
 * The order of a visit's pages: start, consent, goal, questions, what we heard; or, for help
 * with something now: start, consent, help; and the end of both. Which page comes next is
 * read from what is durable, so that a visit taken up again stands where it was left.
 */

/** wf_visit_flow_make_session: Returns: (transfer full): a session that asks what can still change
 * the plan */
WfVisitSession *wf_visit_flow_make_session (WfServices *services);

/**
 * wf_visit_flow_go_on:
 * @from: (transfer none): the page that is done; it is replaced and must not be touched
 *   after the next turn of the main loop
 *
 * Shows the page that the visit of @session stands at, in the place of @from. The page of consent
 * stays: only what was said on it leads on.
 */
void wf_visit_flow_go_on (WfPane *from, WfVisitSession *session);
/** wf_visit_flow_go_on_agreed: as wf_visit_flow_go_on(), from the page of consent */
void wf_visit_flow_go_on_agreed (WfPane *from, WfVisitSession *session);
/** wf_visit_flow_show_consent: asks again what the client agrees to, every purpose, in the place of
 * @from; from the end of a visit it leads back there */
void wf_visit_flow_show_consent (WfPane *from, WfVisitSession *session);

/** wf_visit_flow_show_end: shows the page that ends the visit, in the place of @from */
void wf_visit_flow_show_end (WfPane *from, WfVisitSession *session);

G_END_DECLS
