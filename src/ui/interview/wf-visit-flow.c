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

typedef struct {
  WfPane *from; /* borrowed: cancelled when it goes */
  WfVisitSession *session;
  gboolean is_agreed; /* what had to be asked was asked just now */
} GoOn;

/* Whoever came for help with something was asked the little that it takes. The rest is asked before
 * the questions begin; what was left out there on purpose is not asked on every page. */
static gboolean
lacks_purposes (const GoOn *go_on, WfConsent *consent)
{
  WfInterview *interview = wf_visit_session_get_interview (go_on->session);
  WfInterviewPhase phase =
      interview != NULL ? wf_interview_get_phase (interview) : WF_INTERVIEW_NEW;

  if (wf_consent_get_state (consent, WF_CONSENT_KEEP_NOTES) == WF_CONSENT_NOT_ASKED)
    return TRUE;
  return !WF_IS_GOAL_PAGE (go_on->from) &&
         (phase == WF_INTERVIEW_NEW || phase == WF_INTERVIEW_GOAL) &&
         !wf_consent_page_was_asked_whole (consent);
}

static gboolean
needs_consent (const GoOn *go_on, const WfClient *client)
{
  const WfVisit *visit = wf_visit_session_get_visit (go_on->session);
  WfConsent *consent = wf_client_get_consent (client);

  /* Through a child it is a yes for today: help goes on, and it is asked again without one. */
  if (wf_consent_get_state (consent, WF_CONSENT_HELP_NOW) != WF_CONSENT_YES)
    return TRUE;
  if (wf_consent_must_ask_again (consent) &&
      !wf_presence_has_child ((const char *const *) visit->present))
    return TRUE;
  return visit->way == WF_VISIT_FULL && lacks_purposes (go_on, consent);
}

static GType
find_page (const GoOn *go_on, const WfClient *client)
{
  WfInterview *interview = wf_visit_session_get_interview (go_on->session);

  if (!go_on->is_agreed && (WF_IS_CONSENT_PAGE (go_on->from) || needs_consent (go_on, client)))
    return WF_TYPE_CONSENT_PAGE;
  if (wf_visit_session_get_visit (go_on->session)->way == WF_VISIT_HELP_NOW || interview == NULL)
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
  else if (!G_TYPE_CHECK_INSTANCE_TYPE (go_on->from, find_page (go_on, client)))
    show_page (go_on->from, session, find_page (go_on, client));
}

static void
go_on_from (WfPane *from, WfVisitSession *session, gboolean is_agreed)
{
  const char *client_id = wf_visit_session_get_client_id (session);
  GoOn *go_on;

  if (client_id == NULL)
    {
      wf_pane_back (from);
      return;
    }

  go_on = g_new0 (GoOn, 1);
  go_on->from = from;
  go_on->session = g_object_ref (session);
  go_on->is_agreed = is_agreed;
  wf_client_repo_get_async (wf_pane_get_services (from)->clients, client_id, NULL,
                            wf_pane_get_cancellable (from), on_client_ready, go_on);
}

void
wf_visit_flow_go_on (WfPane *from, WfVisitSession *session)
{
  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  go_on_from (from, session, FALSE);
}

void
wf_visit_flow_go_on_agreed (WfPane *from, WfVisitSession *session)
{
  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  go_on_from (from, session, TRUE);
}

void
wf_visit_flow_show_consent (WfPane *from, WfVisitSession *session)
{
  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  wf_pane_replace (from, wf_consent_page_new_whole (wf_pane_get_services (from), session,
                                                    WF_IS_END_VISIT_PAGE (from)));
}

void
wf_visit_flow_show_end (WfPane *from, WfVisitSession *session)
{
  g_return_if_fail (WF_IS_PANE (from));
  g_return_if_fail (WF_IS_VISIT_SESSION (session));

  show_page (from, session, WF_TYPE_END_VISIT_PAGE);
}
