/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfTruth:
 * @WF_TRUTH_NO: known to be so not
 * @WF_TRUTH_UNKNOWN: not known; the plan says *ask*, never *no*
 * @WF_TRUTH_YES: known to be so
 *
 * Three values. Kleene's rules: *and* is the least, *or* the greatest, *not* swaps the ends.
 */
typedef enum {
  WF_TRUTH_NO,
  WF_TRUTH_UNKNOWN,
  WF_TRUTH_YES,
} WfTruth;

/**
 * WfFactState:
 * @WF_FACT_NOT_ASKED: nobody asked yet
 * @WF_FACT_REFUSED: the client does not want to say; never ask again by itself
 * @WF_FACT_DONT_KNOW: the client does not know
 * @WF_FACT_KNOWN: at least something is known
 *
 * Three ways of not knowing are three different answers.
 */
typedef enum {
  WF_FACT_NOT_ASKED,
  WF_FACT_REFUSED,
  WF_FACT_DONT_KNOW,
  WF_FACT_KNOWN,
} WfFactState;

/* The names of facts. Each is documented with the values it takes; "yes"/"no" facts are set with
 * wf_facts_set_truth(). Immigration status is not among them and is never asked:
 * %WF_FACT_CLASS is read from a paper the client chose to show, or from a navigator's note. */

/** ISO 3166-2 code of where the client lives: "CA-ON", or only the country, "CA". */
#define WF_FACT_REGION "region"
/** City or area, in words: "Toronto". */
#define WF_FACT_LOCALITY "locality"
/** Age in whole years: wf_facts_set_range(), or wf_facts_set_birth_year(). */
#define WF_FACT_AGE "age"
/** yes/no: money is short by the measure the offer uses. */
#define WF_FACT_LOW_INCOME "low_income"
/** List: ccb, ccb_max, gis, gis_max, social_assistance, disability_assistance, odsp, and abroad
 * snap, medicaid, ssi, school_lunch, public_housing, pell_grant, tribal_programme,
 * veterans_pension, us_public_assistance, other_us_programme, universal_credit, pension_credit,
 * income_support, jsa_esa, pip. Empty list: none of them. */
#define WF_FACT_BENEFIT "benefit"
/** Each paper apart (wf_facts_set_value()): copr, permanent_resident_card,
 * approval_in_principle_letter, protected_person_letter, provincial_health_card, library_card,
 * government_invitation_letter, city_fee_reduction_approval. */
#define WF_FACT_HAS_PAPER "has_paper"
/** One of economic, family, resettled_refugee, government_assisted_refugee, protected_person,
 * humanitarian, other_non_economic, some_temporary_groups, canadian_citizen. Never asked. */
#define WF_FACT_CLASS "class"
/** The day on the paper: "2021-06-21", "2021-06" or "2021". */
#define WF_FACT_LANDED_ON "landed_on"
/** List: any, linc, esl, adult_literacy, post_secondary, school. Empty list: not a student. */
#define WF_FACT_STUDENT "student"
/** Canadian Language Benchmark, 1 to 12: wf_facts_set_range(). */
#define WF_FACT_CLB "clb"
/** List: any, sight_loss, deaf_or_speech, speech_or_writing, needs_equipment_6_months. */
#define WF_FACT_DISABILITY "disability"
/** List: subsidized_housing, listed_towers. */
#define WF_FACT_LIVES_IN "lives_in"
/** List, about the agency that asks: nonprofit, charity, public_library, library, school,
 * first_nation, adult_literacy_programme. */
#define WF_FACT_ORGANIZATION "organization"
/** yes/no: an agency can and will refer the client to this offer. */
#define WF_FACT_REFERRAL "referral"
/** yes/no each. */
#define WF_FACT_WOMEN                  "women"
#define WF_FACT_HOUSEHOLD_HAS_CHILDREN "household_has_children"
#define WF_FACT_FORMER_YOUTH_IN_CARE   "former_youth_in_care"
#define WF_FACT_IN_SHELTER_PROGRAMME   "in_shelter_programme"
#define WF_FACT_EXPLAIN_NEED           "explain_need"
#define WF_FACT_TRIED_PROVIDER_FIRST   "tried_provider_first"
#define WF_FACT_OWN_PHONE              "own_phone"
#define WF_FACT_HAS_DEVICE             "has_device"
#define WF_FACT_HAS_INTERNET           "has_internet"
#define WF_FACT_LACKS_HOME_INTERNET    "lacks_home_internet"

/**
 * WfFacts:
 *
 * What is known about one client for the question "can they get this?": a name, and for each
 * name what is known, or why nothing is. Fill it, then share it: nobody changes a #WfFacts that
 * more than one holder has. Never logged. Any thread once shared.
 */
typedef struct _WfFacts WfFacts;

/** wf_facts_new: Returns: (transfer full): nothing known, everything *not asked* */
WfFacts *wf_facts_new (void);

/** wf_facts_copy: Returns: (transfer full): one that may be changed ("what if") */
WfFacts *wf_facts_copy (const WfFacts *self);

/**
 * wf_facts_new_from_json:
 * @object: name → true | false | text | [texts] | number | {"min","max"} |
 *   {"yes":[…],"no":[…]} | {"state":"refused|dont-know|not-asked"}
 *
 * Names the evaluator does not know are kept and never read.
 *
 * Returns: (transfer full) (nullable): the facts, or %NULL with a #WfCatalogueError when a value
 *   has another shape
 */
WfFacts *wf_facts_new_from_json (JsonObject *object, GError **error);

WfFacts *wf_facts_ref (WfFacts *self);
void wf_facts_unref (WfFacts *self);

/** wf_facts_set_state: forgets what was known of @name; @state is not %WF_FACT_KNOWN */
void wf_facts_set_state (WfFacts *self, const char *name, WfFactState state);

/**
 * wf_facts_set_values:
 * @values: (nullable) (array zero-terminated=1): the whole list; empty or %NULL: none
 *
 * The complete answer: what is not in the list is known to be *no*.
 */
void wf_facts_set_values (WfFacts *self, const char *name, const char *const *values);

/** wf_facts_set_text: the complete answer when it is one word: wf_facts_set_values() of one */
void wf_facts_set_text (WfFacts *self, const char *name, const char *value);

/**
 * wf_facts_set_value:
 * @value: one of the list
 * @truth: about that one alone; %WF_TRUTH_UNKNOWN forgets it
 *
 * For lists of which each member is asked apart: what was not mentioned stays unknown.
 */
void wf_facts_set_value (WfFacts *self, const char *name, const char *value, WfTruth truth);

/** wf_facts_set_truth: for yes/no facts; %WF_TRUTH_UNKNOWN sets *don't know* */
void wf_facts_set_truth (WfFacts *self, const char *name, WfTruth truth);

/** wf_facts_set_range: for numbers: somewhere from @min to @max, both included, @min ≤ @max */
void wf_facts_set_range (WfFacts *self, const char *name, int min, int max);

/** wf_facts_set_birth_year: sets %WF_FACT_AGE to the one or two ages that @year leaves today */
void wf_facts_set_birth_year (WfFacts *self, int year, const GDate *today);

/** wf_facts_get_state: Returns: %WF_FACT_NOT_ASKED for a name never set */
WfFactState wf_facts_get_state (const WfFacts *self, const char *name);

/** wf_facts_has: Returns: whether @value is in the list @name; unknown when not known */
WfTruth wf_facts_has (const WfFacts *self, const char *name, const char *value);

/** wf_facts_is: Returns: the yes/no fact @name */
WfTruth wf_facts_is (const WfFacts *self, const char *name);

/** wf_facts_get_text: Returns: (nullable): the first known value, sorted; owned by @self */
const char *wf_facts_get_text (const WfFacts *self, const char *name);

/** wf_facts_get_values: Returns: (transfer container): the known *yes* values, sorted */
const char **wf_facts_get_values (const WfFacts *self, const char *name);

/** wf_facts_mentions: Returns: %TRUE when @value itself was answered, be it yes or no */
gboolean wf_facts_mentions (const WfFacts *self, const char *name, const char *value);

/** wf_facts_is_complete: Returns: %TRUE when the list of @name is known to its end */
gboolean wf_facts_is_complete (const WfFacts *self, const char *name);

/** wf_facts_get_range: Returns: %FALSE, and nothing written, when no range is known */
gboolean wf_facts_get_range (const WfFacts *self, const char *name, int *out_min, int *out_max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFacts, wf_facts_unref)

G_END_DECLS
