/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which page a visit stands at.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-visit-flow.h"

#include "wf-consent-page.h"
#include "wf-end-visit-page.h"
#include "wf-goal-page.h"
#include "wf-heard-page.h"
#include "wf-help-now-page.h"
#include "wf-interview-page.h"
#include "wf-plan-probe.h"

WfVisitSession *
wf_visit_flow_make_session (WfServices *services)
{
  WfItemBank *bank;
  WfRulePack *rules;
  WfVisitSession *session;

  g_return_val_if_fail (services != NULL && services->packs != NULL, NULL);

  bank = wf_pack_library_get_items (services->packs, "newcomer");
  rules = wf_pack_library_get_rules (services->packs, "newcomer");
  g_return_val_if_fail (bank != NULL, NULL);

  session = wf_visit_session_new (services->vault, services->clients, bank, services->clock);
  wf_visit_session_set_numbers (session, wf_bank_repo_get_numbers (services->numbers));
  if (rules != NULL)
    {
      g_autoptr (WfPlanProbe) probe = wf_plan_probe_new (rules, bank, NULL);

      wf_visit_session_set_probe (session, WF_DECISION_PROBE (probe));
    }
  return session;
}

static gboolean
needs_consent (WfVisitSession *session, const WfClient *client)
{
  const WfVisit *visit = wf_visit_session_get_visit (session);
  WfConsent *consent = wf_client_get_consent (client);

  /* Through a child it is a yes for today: help goes on, and it is asked again without one. */
  if (wf_consent_get_state (consent, WF_CONSENT_HELP_NOW) != WF_CONSENT_YES)
    return TRUE;
  if (wf_consent_must_ask_again (consent) &&
      !wf_presence_has_child ((const char *const *) visit->present))
    return TRUE;
  return visit->way == WF_VISIT_FULL &&
         wf_consent_get_state (consent, WF_CONSENT_KEEP_NOTES) == WF_CONSENT_NOT_ASKED;
}

static GType
find_page (WfVisitSession *session, const WfClient *client)
{
  WfInterview *interview = wf_visit_session_get_interview (session);

  if (needs_consent (session, client))
    return WF_TYPE_CONSENT_PAGE;
  if (wf_visit_session_get_visit (session)->way == WF_VISIT_HELP_NOW || interview == NULL)
    return WF_TYPE_HELP_NOW_PAGE;

  switch (wf_interview_get_phase (interview))
    {
    case WF_INTERVIEW_HELP:
      return WF_TYPE_HELP_NOW_PAGE;
    case WF_INTERVIEW_NEW:
    case WF_INTERVIEW_GOAL:
      return WF_TYPE_GOAL_PAGE;
    case WF_INTERVIEW_ENDED:
      return WF_TYPE_HEARD_PAGE;
    case WF_INTERVIEW_ACCESS:
    case WF_INTERVIEW_CARE:
    case WF_INTERVIEW_SKILLS:
    default:
      return WF_TYPE_INTERVIEW_PAGE;
    }
}

static void
show_page (WfPane *from, WfVisitSession *session, GType type)
{
  wf_pane_replace (
      from, g_object_new (type, "services", wf_pane_get_services (from), "session", session, NULL));
}

typedef struct {
  WfPane *from; /* borrowed: cancelled when it goes */
  WfVisitSession *session;
} GoOn;

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GoOn *go_on = user_data;
  g_autoptr (WfVisitSession) session = go_on->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    wf_pane_show_problem (go_on->from, error);
  else if (wf_visit_session_get_visit (session) == NULL)
    wf_pane_back (go_on->from);
  else if (!G_TYPE_CHECK_INSTANCE_TYPE (go_on->from, find_page (session, client)))
    show_page (go_on->from, session, find_page (session, client));
}

void
wf_visit_flow_go_on (WfPane *from, WfVisitSession *session)
{
  const char *client_id;
  GoOn *go_on;

  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  client_id = wf_visit_session_get_client_id (session);
  if (client_id == NULL)
    {
      wf_pane_back (from);
      return;
    }

  go_on = g_new0 (GoOn, 1);
  go_on->from = from;
  go_on->session = g_object_ref (session);
  wf_client_repo_get_async (wf_pane_get_services (from)->clients, client_id, NULL,
                            wf_pane_get_cancellable (from), on_client_ready, go_on);
}

void
wf_visit_flow_show_end (WfPane *from, WfVisitSession *session)
{
  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  show_page (from, session, WF_TYPE_END_VISIT_PAGE);
}
