/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vocabulary of conditions, key by key: each looks at the facts and says yes, no or unknown
 * with its reason. Pure. Monotone: learning more may turn unknown into yes or no, never yes into
 * no or back, because every key is a function of three-valued facts without a default.
 *
 * What depends on how someone came to the country is never a question: when it is not known
 * from a paper shown, the reason is that the provider reads the paper.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-condition-terms.h"

#include "wf-json.h"
#include "wf-letters.h"
#include "wf-resource.h"

/* No number in the source. In some provinces one is of age at 18, in others at 19; programmes for
 * older adults begin anywhere from 50 to 65. Between the two bounds: ask. */
#define ADULT_NOT_BELOW   18
#define ADULT_FROM        19
#define OLDER_NOT_BELOW   50
#define OLDER_FROM        65
#define ENDS_MONTH_OF_DAY "last day of the anniversary month"

typedef struct _Term Term;
typedef WfReason *(*TermFunc) (const Term *term, const WfTermContext *context, JsonNode *value);

struct _Term {
  const char *key;
  const char *fact; /* NULL: nothing the client could be asked */
  TermFunc evaluate;
  gboolean can_change;
};

/* If somebody has the narrow one they have the broad one; not the other way round. */
static const struct {
  const char *fact;
  const char *broad;
  const char *narrow;
} IMPLIED[] = {
  { WF_FACT_BENEFIT, "ccb", "ccb_max" },
  { WF_FACT_BENEFIT, "gis", "gis_max" },
  { WF_FACT_BENEFIT, "disability_assistance", "odsp" },
  { WF_FACT_BENEFIT, "us_public_assistance", "snap" },
  { WF_FACT_BENEFIT, "us_public_assistance", "medicaid" },
  { WF_FACT_BENEFIT, "us_public_assistance", "ssi" },
  { WF_FACT_BENEFIT, "us_public_assistance", "school_lunch" },
  { WF_FACT_BENEFIT, "us_public_assistance", "public_housing" },
  { WF_FACT_STUDENT, "esl", "linc" },
  { WF_FACT_ORGANIZATION, "library", "public_library" },
  { WF_FACT_ORGANIZATION, "nonprofit", "charity" },
  { WF_FACT_CLASS, "resettled_refugee", "government_assisted_refugee" },
};

static WfReason *
conclude (const Term *term, const WfTermContext *context, WfTruth truth, const char *const *args)
{
  WfReason *reason = wf_reason_new (term->key, truth, args);

  reason->can_change = term->can_change;
  if (term->fact != NULL)
    reason->state = wf_facts_get_state (context->facts, term->fact);
  return reason;
}

static WfReason *
conclude_number (const Term *term, const WfTermContext *context, WfTruth truth, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return conclude (term, context, truth, (const char *const[]){ text, NULL });
}

/* The source says it matters but not how, or says it in a way we do not know: only asking helps. */
static WfReason *
conclude_ask (const Term *term, const WfTermContext *context)
{
  WfReason *reason = conclude (term, context, WF_TRUTH_UNKNOWN, NULL);

  reason->state = WF_FACT_KNOWN;
  return reason;
}

static gboolean
is_true (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (value);
}

static gboolean
is_false (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN &&
         !json_node_get_boolean (value);
}

static gboolean
read_whole_number (JsonNode *value, gint64 *out_number)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64)
    return FALSE;
  *out_number = json_node_get_int (value);
  return TRUE;
}

/* Whether a list knows any member at all, for the value "any". */
static WfTruth
has_some (const WfFacts *facts, const char *fact)
{
  g_autofree const char **values = wf_facts_get_values (facts, fact);

  if (values[0] != NULL)
    return WF_TRUTH_YES;
  return wf_facts_is_complete (facts, fact) ? WF_TRUTH_NO : WF_TRUTH_UNKNOWN;
}

static WfTruth
has_one (const WfFacts *facts, const char *fact, const char *value)
{
  WfTruth truth = wf_facts_has (facts, fact, value);

  if (strcmp (value, "any") == 0)
    return has_some (facts, fact);

  for (guint i = 0; i < G_N_ELEMENTS (IMPLIED); i++)
    {
      if (strcmp (IMPLIED[i].fact, fact) != 0)
        continue;
      if (strcmp (IMPLIED[i].broad, value) == 0 &&
          wf_facts_has (facts, fact, IMPLIED[i].narrow) == WF_TRUTH_YES)
        return WF_TRUTH_YES;
      /* "I get the supplement" does not say whether it is the highest one. */
      if (strcmp (IMPLIED[i].narrow, value) == 0 && truth == WF_TRUTH_NO &&
          !wf_facts_mentions (facts, fact, value) &&
          wf_facts_has (facts, fact, IMPLIED[i].broad) == WF_TRUTH_YES)
        return WF_TRUTH_UNKNOWN;
    }
  return truth;
}

static WfTruth
has_any_of (const WfFacts *facts, const char *fact, const char *const *values)
{
  WfTruth best = WF_TRUTH_NO;

  for (guint i = 0; values[i] != NULL; i++)
    best = MAX (best, has_one (facts, fact, values[i]));
  return best;
}

static WfReason *
evaluate_yes_no (const Term *term, const WfTermContext *context, JsonNode *value)
{
  if (is_false (value))
    return conclude (term, context, WF_TRUTH_YES, NULL);
  if (!is_true (value))
    return conclude_ask (term, context);
  return conclude (term, context, wf_facts_is (context->facts, term->fact), NULL);
}

/* Says whom a service is for; some also take calls from others. So never a no. */
static WfReason *
evaluate_women (const Term *term, const WfTermContext *context, JsonNode *value)
{
  WfReason *reason = evaluate_yes_no (term, context, value);

  if (reason->truth == WF_TRUTH_NO)
    reason->truth = WF_TRUTH_UNKNOWN;
  return reason;
}

static WfReason *
evaluate_income (const Term *term, const WfTermContext *context, JsonNode *value)
{
  WfReason *reason = evaluate_yes_no (term, context, value);
  JsonObject *shortcut = wf_json_get_object (context->whole, "usually_met_by");
  g_auto (GStrv) benefits =
      shortcut == NULL ? g_new0 (char *, 1) : wf_json_get_strings (shortcut, "benefit");

  if (is_true (value))
    reason->truth = MAX (reason->truth, has_any_of (context->facts, WF_FACT_BENEFIT,
                                                    (const char *const *) benefits));
  return reason;
}

static WfReason *
evaluate_list (const Term *term, const WfTermContext *context, JsonNode *value)
{
  g_auto (GStrv) values = wf_json_get_strings (context->whole, term->key);
  const char *const *list = (const char *const *) values;

  if (!JSON_NODE_HOLDS_ARRAY (value) || list[0] == NULL)
    return conclude_ask (term, context);
  return conclude (term, context, has_any_of (context->facts, term->fact, list), list);
}

static WfReason *
evaluate_paper (const Term *term, const WfTermContext *context, JsonNode *value)
{
  static const char *const OBTAINABLE[] = { "library_card", "provincial_health_card",
                                            "city_fee_reduction_approval", NULL };
  WfReason *reason = evaluate_list (term, context, value);

  reason->can_change = FALSE;
  for (guint i = 0; reason->args[i] != NULL; i++)
    reason->can_change |= g_strv_contains (OBTAINABLE, reason->args[i]);
  return reason;
}

/* Never a question: unknown means that the provider reads the paper. */
static WfReason *
read_class (const WfTermContext *context, WfTruth truth, const char *const *classes)
{
  gboolean is_known = truth != WF_TRUTH_UNKNOWN;
  WfReason *reason =
      wf_reason_new (is_known ? "class" : "provider-reads-paper", truth, is_known ? classes : NULL);

  reason->state = wf_facts_get_state (context->facts, WF_FACT_CLASS);
  return reason;
}

static WfReason *
evaluate_class (const Term *term, const WfTermContext *context, JsonNode *value)
{
  g_auto (GStrv) values = wf_json_get_strings (context->whole, term->key);
  const char *const *classes = (const char *const *) values;
  WfTruth truth =
      classes[0] == NULL ? WF_TRUTH_UNKNOWN : has_any_of (context->facts, WF_FACT_CLASS, classes);

  return read_class (context, truth, classes);
}

static WfReason *
evaluate_excludes (const Term *term, const WfTermContext *context, JsonNode *value)
{
  g_auto (GStrv) values = wf_json_get_strings (context->whole, term->key);
  const char *const *classes = (const char *const *) values;
  WfReason *reason = read_class (
      context, WF_TRUTH_YES - has_any_of (context->facts, WF_FACT_CLASS, classes), classes);

  if (reason->truth == WF_TRUTH_NO)
    {
      g_free (reason->code);
      reason->code = g_strdup (term->key);
    }
  return reason;
}

static WfReason *
evaluate_minimum (const Term *term, const WfTermContext *context, JsonNode *value)
{
  gint64 bound;
  int min, max;
  WfTruth truth = WF_TRUTH_UNKNOWN;

  if (!read_whole_number (value, &bound))
    return conclude_ask (term, context);
  if (wf_facts_get_range (context->facts, term->fact, &min, &max))
    truth = min >= bound ? WF_TRUTH_YES : max < bound ? WF_TRUTH_NO : WF_TRUTH_UNKNOWN;
  return conclude_number (term, context, truth, bound);
}

static WfReason *
evaluate_maximum (const Term *term, const WfTermContext *context, JsonNode *value)
{
  gint64 bound;
  int min, max;
  WfTruth truth = WF_TRUTH_UNKNOWN;

  if (!read_whole_number (value, &bound))
    return conclude_ask (term, context);
  if (wf_facts_get_range (context->facts, term->fact, &min, &max))
    truth = max <= bound ? WF_TRUTH_YES : min > bound ? WF_TRUTH_NO : WF_TRUTH_UNKNOWN;
  return conclude_number (term, context, truth, bound);
}

static WfReason *
evaluate_stage_of_life (const Term *term, const WfTermContext *context, JsonNode *value)
{
  gboolean is_adult = strcmp (term->key, "adult") == 0;
  int min, max;
  WfTruth truth = WF_TRUTH_UNKNOWN;

  if (is_false (value))
    return conclude (term, context, WF_TRUTH_YES, NULL);
  if (!is_true (value))
    return conclude_ask (term, context);
  if (wf_facts_get_range (context->facts, term->fact, &min, &max))
    {
      if (min >= (is_adult ? ADULT_FROM : OLDER_FROM))
        truth = WF_TRUTH_YES;
      else if (max < (is_adult ? ADULT_NOT_BELOW : OLDER_NOT_BELOW))
        truth = WF_TRUTH_NO;
    }
  return conclude (term, context, truth, NULL);
}

/* Whether the day of landing lies in the window that the object gives. */
static WfTruth
is_in_window (JsonObject *whole, const GDate *first, const GDate *last)
{
  const char *from = wf_json_get_string (whole, "landed_from", NULL);
  const char *to = wf_json_get_string (whole, "landed_to", NULL);
  WfTruth truth = WF_TRUTH_YES;
  GDate begin, end, unused;

  if (from != NULL)
    {
      if (!wf_date_parse_partial (from, &begin, &unused))
        truth = WF_TRUTH_UNKNOWN;
      else if (g_date_compare (last, &begin) < 0)
        return WF_TRUTH_NO;
      else if (g_date_compare (first, &begin) < 0)
        truth = WF_TRUTH_UNKNOWN;
    }
  if (to != NULL)
    {
      if (!wf_date_parse_partial (to, &unused, &end))
        truth = WF_TRUTH_UNKNOWN;
      else if (g_date_compare (first, &end) > 0)
        return WF_TRUTH_NO;
      else if (g_date_compare (last, &end) > 0)
        truth = WF_TRUTH_UNKNOWN;
    }
  return truth;
}

static void
get_last_day (const GDate *landed, gint64 years, gboolean whole_month, GDate *out_day)
{
  *out_day = *landed;
  g_date_add_years (out_day, (guint) years);
  if (whole_month)
    g_date_set_day (
        out_day, g_date_get_days_in_month (g_date_get_month (out_day), g_date_get_year (out_day)));
}

static WfTruth
is_still_running (JsonObject *whole, const GDate *first, const GDate *last, const GDate *today)
{
  gint64 years = wf_json_get_int (whole, "landed_within_years", 0);
  const char *ends = wf_json_get_string (whole, "ends", NULL);
  gboolean whole_month = g_strcmp0 (ends, ENDS_MONTH_OF_DAY) == 0;
  GDate earliest, latest;

  if (!json_object_has_member (whole, "landed_within_years"))
    return WF_TRUTH_YES;
  if (years < 1 || years > 100 || (ends != NULL && !whole_month))
    return WF_TRUTH_UNKNOWN;

  get_last_day (first, years, whole_month, &earliest);
  get_last_day (last, years, whole_month, &latest);
  if (g_date_compare (today, &earliest) <= 0)
    return WF_TRUTH_YES;
  return g_date_compare (today, &latest) > 0 ? WF_TRUTH_NO : WF_TRUTH_UNKNOWN;
}

/* The landing keys make one condition; it is reported once, under the first of them there is. */
static WfReason *
evaluate_landing (const Term *term, const WfTermContext *context, JsonNode *value)
{
  static const char *const KEYS[] = { "landed_from", "landed_to", "landed_within_years" };
  const char *day = wf_facts_get_text (context->facts, WF_FACT_LANDED_ON);
  const char *args[G_N_ELEMENTS (KEYS) + 1] = { "", "", "", NULL };
  g_autofree char *years = NULL;
  WfTruth truth = WF_TRUTH_UNKNOWN;
  GDate first, last;

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      if (!json_object_has_member (context->whole, KEYS[i]))
        continue;
      if (strcmp (KEYS[i], term->key) != 0)
        return NULL;
      break;
    }

  if (day != NULL && wf_date_parse_partial (day, &first, &last))
    truth = MIN (is_in_window (context->whole, &first, &last),
                 is_still_running (context->whole, &first, &last, context->today));

  years = g_strdup_printf ("%" G_GINT64_FORMAT,
                           wf_json_get_int (context->whole, "landed_within_years", 0));
  args[0] = wf_json_get_string (context->whole, "landed_from", "");
  args[1] = wf_json_get_string (context->whole, "landed_to", "");
  args[2] = years;

  WfReason *reason = conclude (term, context, truth, args);

  g_free (reason->code);
  reason->code = g_strdup (WF_FACT_LANDED_ON);
  return reason;
}

static WfReason *
evaluate_not_region (const Term *term, const WfTermContext *context, JsonNode *value)
{
  g_auto (GStrv) values = wf_json_get_strings (context->whole, term->key);
  const char *region = wf_facts_get_text (context->facts, WF_FACT_REGION);
  WfTruth truth = region == NULL ? WF_TRUTH_UNKNOWN : WF_TRUTH_YES;

  for (guint i = 0; region != NULL && values[i] != NULL; i++)
    {
      gsize size = strlen (values[i]);

      if (strncmp (region, values[i], size) == 0 && (region[size] == '\0' || region[size] == '-'))
        truth = WF_TRUTH_NO;
      else if (g_str_has_prefix (values[i], region) && truth == WF_TRUTH_YES)
        truth = WF_TRUTH_UNKNOWN;
    }
  return conclude (term, context, truth, (const char *const *) values);
}

static WfReason *
evaluate_locality (const Term *term, const WfTermContext *context, JsonNode *value)
{
  return wf_term_locality (context->facts, wf_json_get_string (context->whole, term->key, ""));
}

static WfReason *
evaluate_whom_to_ask (const Term *term, const WfTermContext *context, JsonNode *value)
{
  g_auto (GStrv) whom = wf_json_get_strings (context->whole, term->key);
  WfReason *reason = conclude (term, context, WF_TRUTH_UNKNOWN, (const char *const *) whom);

  reason->state = WF_FACT_KNOWN;
  return reason;
}

/* Read together with another key. */
static WfReason *
evaluate_nothing (const Term *term, const WfTermContext *context, JsonNode *value)
{
  return NULL;
}

static const Term TERMS[] = {
  { "income_test", WF_FACT_LOW_INCOME, evaluate_income, FALSE },
  { "benefit", WF_FACT_BENEFIT, evaluate_list, FALSE },
  { "age_min", WF_FACT_AGE, evaluate_minimum, FALSE },
  { "age_max", WF_FACT_AGE, evaluate_maximum, FALSE },
  { "adult", WF_FACT_AGE, evaluate_stage_of_life, FALSE },
  { "older_adult", WF_FACT_AGE, evaluate_stage_of_life, FALSE },
  { "women", WF_FACT_WOMEN, evaluate_women, FALSE },
  { "has_paper", WF_FACT_HAS_PAPER, evaluate_paper, FALSE },
  { "class", NULL, evaluate_class, FALSE },
  { "excludes", NULL, evaluate_excludes, FALSE },
  { "landed_from", WF_FACT_LANDED_ON, evaluate_landing, FALSE },
  { "landed_to", WF_FACT_LANDED_ON, evaluate_landing, FALSE },
  { "landed_within_years", WF_FACT_LANDED_ON, evaluate_landing, FALSE },
  { "ends", NULL, evaluate_nothing, FALSE },
  { "not_region", WF_FACT_REGION, evaluate_not_region, FALSE },
  { "locality", WF_FACT_LOCALITY, evaluate_locality, FALSE },
  { "student", WF_FACT_STUDENT, evaluate_list, TRUE },
  { "clb_min", WF_FACT_CLB, evaluate_minimum, FALSE },
  { "clb_max", WF_FACT_CLB, evaluate_maximum, FALSE },
  { "disability", WF_FACT_DISABILITY, evaluate_list, FALSE },
  { "lives_in", WF_FACT_LIVES_IN, evaluate_list, FALSE },
  { "organization", WF_FACT_ORGANIZATION, evaluate_list, FALSE },
  { "referral_required", WF_FACT_REFERRAL, evaluate_yes_no, TRUE },
  { "household_has_children", WF_FACT_HOUSEHOLD_HAS_CHILDREN, evaluate_yes_no, FALSE },
  { "former_youth_in_care", WF_FACT_FORMER_YOUTH_IN_CARE, evaluate_yes_no, FALSE },
  { "in_shelter_programme", WF_FACT_IN_SHELTER_PROGRAMME, evaluate_yes_no, FALSE },
  { "explain_need", WF_FACT_EXPLAIN_NEED, evaluate_yes_no, TRUE },
  { "tried_provider_first", WF_FACT_TRIED_PROVIDER_FIRST, evaluate_yes_no, TRUE },
  { "own_phone", WF_FACT_OWN_PHONE, evaluate_yes_no, TRUE },
  { "needs_device", WF_FACT_HAS_DEVICE, evaluate_yes_no, TRUE },
  { "needs_internet", WF_FACT_HAS_INTERNET, evaluate_yes_no, TRUE },
  { "lacks_home_internet", WF_FACT_LACKS_HOME_INTERNET, evaluate_yes_no, FALSE },
  { "usually_met_by", WF_FACT_BENEFIT, evaluate_nothing, FALSE },
  { "ask", NULL, evaluate_whom_to_ask, FALSE },
};

static const Term *
find_term (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
    {
      if (strcmp (TERMS[i].key, key) == 0)
        return &TERMS[i];
    }
  return NULL;
}

/* Words that say what sort of place it is, not which: "Vancouver area", "Ville de Montréal". */
static gboolean
says_which (const char *word)
{
  static const char *const SORTS[] = { "the",           "city",  "of",           "area",
                                       "region",        "metro", "metropolitan", "greater",
                                       "grand",         "ville", "de",           "du",
                                       "agglomeration", NULL };

  return *word != '\0' && !g_strv_contains (SORTS, word);
}

/* Returns: (transfer full): the words that name the place, folded, "" when there is none. */
static char *
dup_place_name (const char *place)
{
  g_autofree char *folded = wf_letters_fold_name (place);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GString *name = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (says_which (words[i]))
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);
  return g_string_free (name, FALSE);
}

/* Places are words: "Toronto", "Scarborough, Toronto". One of those somebody names must be the
 * entry's, whole: North Vancouver is not Vancouver. */
static gboolean
is_same_place (const char *lives, const char *place)
{
  g_autofree char *wanted = dup_place_name (place);
  g_auto (GStrv) parts = g_strsplit_set (lives, ",;/()", -1);

  for (guint i = 0; *wanted != '\0' && parts[i] != NULL; i++)
    {
      g_autofree char *name = dup_place_name (parts[i]);

      if (g_str_equal (name, wanted))
        return TRUE;
    }
  return FALSE;
}

WfReason *
wf_term_evaluate (const WfTermContext *context, const char *key)
{
  const Term *term = find_term (key);

  if (term == NULL)
    {
      WfReason *reason =
          wf_reason_new ("unknown-condition", WF_TRUTH_UNKNOWN, (const char *const[]){ key, NULL });

      reason->state = WF_FACT_KNOWN;
      return reason;
    }
  return term->evaluate (term, context, json_object_get_member (context->whole, key));
}

const char *
wf_term_get_fact (const char *key)
{
  const Term *term = find_term (key);

  return term == NULL ? NULL : term->fact;
}

WfReason *
wf_term_locality (const WfFacts *facts, const char *place)
{
  const char *lives = wf_facts_get_text (facts, WF_FACT_LOCALITY);
  gboolean is_there = lives != NULL && is_same_place (lives, place);
  WfReason *reason = wf_reason_new ("locality", is_there ? WF_TRUTH_YES : WF_TRUTH_UNKNOWN,
                                    (const char *const[]){ place, NULL });

  reason->state = wf_facts_get_state (facts, WF_FACT_LOCALITY);
  return reason;
}

WfReason *
wf_term_region (const WfFacts *facts, WfTruth truth, const char *const *regions)
{
  WfReason *reason = wf_reason_new ("region", truth, regions);

  reason->state = wf_facts_get_state (facts, WF_FACT_REGION);
  return reason;
}
