/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfClientFactState:
 * @WF_CLIENT_FACT_NOT_ASKED: nobody asked yet, or the answer was taken back
 * @WF_CLIENT_FACT_ANSWERED: there are values
 * @WF_CLIENT_FACT_REFUSED: the client does not want to say; do not ask again unasked
 * @WF_CLIENT_FACT_DONT_KNOW: the client does not know
 *
 * Four different answers; none of them is ever turned into another.
 */
typedef enum {
  WF_CLIENT_FACT_NOT_ASKED,
  WF_CLIENT_FACT_ANSWERED,
  WF_CLIENT_FACT_REFUSED,
  WF_CLIENT_FACT_DONT_KNOW,
} WfClientFactState;

/** wf_client_fact_state_to_text: Returns: "not-asked", "answered", "refused" or "dont-know" */
const char *wf_client_fact_state_to_text (WfClientFactState state);
/** wf_client_fact_state_from_text: Returns: the state; anything unknown is not-asked */
WfClientFactState wf_client_fact_state_from_text (const char *text);

/**
 * WfClientFact:
 * @name: one of wf_client_fact_get_names()
 * @values: never %NULL; empty unless @state is answered (answered and empty is a real answer:
 *   "I read in no language")
 * @time_us: when it was last said, microseconds since 1970 UTC; 0 when not asked
 * @source: how we know: "client" said so, "paper" they chose to show, "other": somebody else
 *   said so; "" when nobody wrote down how
 * @by: who that other one was, in words ("her daughter"); else ""
 *
 * One optional fact. None is needed to be helped.
 */
typedef struct {
  char *name;
  WfClientFactState state;
  GStrv values;
  gint64 time_us;
  char *source;
  char *by;
} WfClientFact;

/** wf_client_fact_new: @values: (nullable): copied. Returns: (transfer full) */
WfClientFact *wf_client_fact_new (const char *name,
                                  WfClientFactState state,
                                  const char *const *values,
                                  gint64 time_us);
void wf_client_fact_free (WfClientFact *self);
/** wf_client_fact_copy: Returns: (transfer full) */
WfClientFact *wf_client_fact_copy (const WfClientFact *self);
/** wf_client_fact_set_source: @source, @by: (nullable): as the members; a source there is none
 * of counts as "", and @by only beside "other" */
void wf_client_fact_set_source (WfClientFact *self, const char *source, const char *by);

/**
 * wf_client_fact_get_names:
 *
 * The facts there are: birth-year, birth-date, address-as (how to address), speaks, reads
 * (language tags), interpreter (wanted, not-wanted), interpreter-language, official-language (en,
 * fr, both, none), schooling-years, landing-year (never the status), papers (kinds of paper the
 * client holds), client-number, household (a code shared by the people of one home),
 * accommodation, region (ISO 3166-2), locality, money-short (yes, no: money is short by the measure
 * of offers for low income), benefits (codes of %WF_FACT_BENEFIT, the whole list), children (yes,
 * no: in the home), student (codes of %WF_FACT_STUDENT), pay-month (what they say they can pay a
 * month, in the currency of where they live), pays-now (what they pay a month now), data-month
 * (GB one of them uses a month), people (how many use it together), goal (goal ids), goal-words (in
 * own words), written-language-none, stay-in-person, practise-safely (yes).
 *
 * Returns: (transfer none): %NULL-terminated, in the order they are shown
 */
const char *const *wf_client_fact_get_names (void);

/**
 * wf_client_fact_check:
 * @values: what the client said
 * @this_year: the current year, for the facts that are years
 *
 * Returns: %FALSE with %WF_CLIENT_ERROR_UNKNOWN_FACT or %WF_CLIENT_ERROR_BAD_VALUE
 */
gboolean
wf_client_fact_check (const char *name, const char *const *values, int this_year, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClientFact, wf_client_fact_free)

G_END_DECLS
