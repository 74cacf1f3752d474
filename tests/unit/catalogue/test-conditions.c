/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-conditions.h"
#include "wf-json.h"

#include <string.h>

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = wf_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

static WfFacts *
read_facts (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = parse (text);
  WfFacts *facts = wf_facts_new_from_json (object, &error);

  g_assert_no_error (error);
  return facts;
}

static GDate
day (const char *text)
{
  GDate first, last;

  g_assert_true (wf_date_parse_partial (text, &first, &last));
  return first;
}

static WfVerdict *
judge_on (const char *conditions, const char *facts_text, const char *today_text)
{
  g_autoptr (JsonObject) object = conditions == NULL ? NULL : parse (conditions);
  g_autoptr (WfFacts) facts = read_facts (facts_text);
  GDate today = day (today_text);

  return wf_conditions_evaluate (object, facts, &today);
}

static char *
list_codes (GPtrArray *reasons)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      const WfReason *reason = reasons->pdata[i];

      g_string_append_printf (codes, "%s%s", i == 0 ? "" : " ", reason->code);
    }
  return g_string_free (codes, FALSE);
}

typedef struct {
  const char *conditions;
  const char *facts;
  WfVerdictKind expected;
  const char *reasons;
} Case;

#define YES WF_VERDICT_ELIGIBLE
#define ASK WF_VERDICT_ASK
#define NO  WF_VERDICT_NOT_ELIGIBLE

/* Every key of the vocabulary: met, not met, not known, refused, and "the source says ask". */
static const Case CASES[] = {
  { "{}", "{}", YES, "" },
  { NULL, "{}", ASK, "read-text" },
  { "{\"income_test\":true}", "{\"low_income\":true}", YES, "" },
  { "{\"income_test\":true}", "{\"low_income\":false}", NO, "income_test" },
  { "{\"income_test\":true}", "{}", ASK, "income_test" },
  { "{\"income_test\":true}", "{\"low_income\":{\"state\":\"refused\"}}", ASK, "income_test" },
  { "{\"income_test\":true}", "{\"low_income\":{\"state\":\"dont-know\"}}", ASK, "income_test" },
  { "{\"income_test\":false}", "{\"low_income\":false}", YES, "" },
  { "{\"income_test\":\"ask\"}", "{\"low_income\":true}", ASK, "income_test" },
  { "{\"income_test\":7}", "{\"low_income\":true}", ASK, "income_test" },
  { "{\"income_test\":true,\"usually_met_by\":{\"benefit\":[\"odsp\"]}}",
    "{\"benefit\":[\"odsp\"]}", YES, "" },
  { "{\"income_test\":true,\"usually_met_by\":{\"benefit\":[\"odsp\"]}}",
    "{\"benefit\":[],\"low_income\":false}", NO, "income_test" },
  { "{\"benefit\":[\"snap\",\"ssi\"]}", "{\"benefit\":[\"ssi\"]}", YES, "" },
  { "{\"benefit\":[\"snap\",\"ssi\"]}", "{\"benefit\":[\"gis\"]}", NO, "benefit" },
  { "{\"benefit\":[\"snap\"]}", "{\"benefit\":[]}", NO, "benefit" },
  { "{\"benefit\":[\"snap\"]}", "{\"benefit\":{\"no\":[\"ssi\"]}}", ASK, "benefit" },
  { "{\"benefit\":[\"snap\"]}", "{\"benefit\":{\"state\":\"refused\"}}", ASK, "benefit" },
  { "{\"benefit\":[\"gis\"]}", "{\"benefit\":[\"gis_max\"]}", YES, "" },
  { "{\"benefit\":[\"gis_max\"]}", "{\"benefit\":[\"gis\"]}", ASK, "benefit" },
  { "{\"benefit\":[\"gis_max\"]}", "{\"benefit\":{\"yes\":[\"gis\"],\"no\":[\"gis_max\"]}}", NO,
    "benefit" },
  { "{\"benefit\":[\"us_public_assistance\"]}", "{\"benefit\":[\"medicaid\"]}", YES, "" },
  { "{\"benefit\":\"ask\"}", "{\"benefit\":[\"gis\"]}", ASK, "benefit" },
  { "{\"benefit\":[]}", "{\"benefit\":[\"gis\"]}", ASK, "benefit" },
  { "{\"age_min\":16}", "{\"age\":16}", YES, "" },
  { "{\"age_min\":16}", "{\"age\":15}", NO, "age_min" },
  { "{\"age_min\":16}", "{\"age\":{\"min\":15,\"max\":16}}", ASK, "age_min" },
  { "{\"age_min\":16}", "{}", ASK, "age_min" },
  { "{\"age_min\":\"ask\"}", "{\"age\":99}", ASK, "age_min" },
  { "{\"age_max\":26}", "{\"age\":26}", YES, "" },
  { "{\"age_max\":26}", "{\"age\":27}", NO, "age_max" },
  { "{\"age_max\":26}", "{\"age\":{\"min\":26}}", ASK, "age_max" },
  { "{\"age_max\":\"ask\"}", "{\"age\":9}", ASK, "age_max" },
  { "{\"adult\":true}", "{\"age\":19}", YES, "" },
  { "{\"adult\":true}", "{\"age\":18}", ASK, "adult" },
  { "{\"adult\":true}", "{\"age\":17}", NO, "adult" },
  { "{\"adult\":false}", "{\"age\":7}", YES, "" },
  { "{\"adult\":\"ask\"}", "{\"age\":77}", ASK, "adult" },
  { "{\"older_adult\":true}", "{\"age\":65}", YES, "" },
  { "{\"older_adult\":true}", "{\"age\":55}", ASK, "older_adult" },
  { "{\"older_adult\":true}", "{\"age\":49}", NO, "older_adult" },
  { "{\"older_adult\":true}", "{}", ASK, "older_adult" },
  { "{\"women\":true}", "{\"women\":true}", YES, "" },
  { "{\"women\":true}", "{\"women\":false}", ASK, "women" },
  { "{\"women\":true}", "{}", ASK, "women" },
  { "{\"has_paper\":[\"copr\",\"library_card\"]}", "{\"has_paper\":{\"yes\":[\"copr\"]}}", YES,
    "" },
  { "{\"has_paper\":[\"library_card\"]}", "{\"has_paper\":{\"yes\":[\"copr\"]}}", ASK,
    "has_paper" },
  { "{\"has_paper\":[\"library_card\"]}", "{\"has_paper\":{\"no\":[\"library_card\"]}}", NO,
    "has_paper" },
  { "{\"has_paper\":[\"library_card\"]}", "{\"has_paper\":{\"state\":\"refused\"}}", ASK,
    "has_paper" },
  { "{\"class\":[\"economic\"]}", "{\"class\":\"economic\"}", YES, "" },
  { "{\"class\":[\"economic\"]}", "{\"class\":\"family\"}", NO, "class" },
  { "{\"class\":[\"economic\"]}", "{}", ASK, "provider-reads-paper" },
  { "{\"class\":[\"resettled_refugee\"]}", "{\"class\":\"government_assisted_refugee\"}", YES, "" },
  { "{\"class\":\"ask\"}", "{}", ASK, "provider-reads-paper" },
  { "{\"excludes\":[\"canadian_citizen\"]}", "{\"class\":\"canadian_citizen\"}", NO, "excludes" },
  { "{\"excludes\":[\"canadian_citizen\"]}", "{\"class\":\"family\"}", YES, "" },
  { "{\"excludes\":[\"canadian_citizen\"]}", "{}", ASK, "provider-reads-paper" },
  { "{\"not_region\":[\"CA-QC\"]}", "{\"region\":\"CA-ON\"}", YES, "" },
  { "{\"not_region\":[\"CA-QC\"]}", "{\"region\":\"CA-QC\"}", NO, "not_region" },
  { "{\"not_region\":[\"CA-QC\"]}", "{\"region\":\"CA\"}", ASK, "not_region" },
  { "{\"not_region\":[\"CA-QC\"]}", "{}", ASK, "not_region" },
  { "{\"locality\":\"Toronto\"}", "{\"locality\":\"toronto\"}", YES, "" },
  { "{\"locality\":\"Vancouver area\"}", "{\"locality\":\"Vancouver\"}", YES, "" },
  { "{\"locality\":\"Metro Vancouver\"}", "{\"locality\":\"Burnaby\"}", ASK, "locality" },
  { "{\"locality\":\"Toronto\"}", "{}", ASK, "locality" },
  { "{\"locality\":\"Toronto\"}", "{\"locality\":\"to\"}", ASK, "locality" },
  { "{\"locality\":\"Toronto\"}", "{\"locality\":\"Scarborough, Toronto\"}", YES, "" },
  { "{\"locality\":\"North Vancouver\"}", "{\"locality\":\"Vancouver\"}", ASK, "locality" },
  { "{\"locality\":\"Vancouver\"}", "{\"locality\":\"North Vancouver\"}", ASK, "locality" },
  { "{\"locality\":\"Montréal\"}", "{\"locality\":\"ville de montreal\"}", YES, "" },
  { "{\"locality\":\"St. John's\"}", "{\"locality\":\"st john’s\"}", YES, "" },
  { "{\"locality\":\"the area\"}", "{\"locality\":\"area\"}", ASK, "locality" },
  { "{\"student\":[\"esl\"]}", "{\"student\":[\"linc\"]}", YES, "" },
  { "{\"student\":[\"any\"]}", "{\"student\":[\"school\"]}", YES, "" },
  { "{\"student\":[\"any\"]}", "{\"student\":[]}", NO, "student" },
  { "{\"student\":[\"any\"]}", "{}", ASK, "student" },
  { "{\"student\":[\"linc\"]}", "{\"student\":[\"esl\"]}", ASK, "student" },
  { "{\"clb_min\":3,\"clb_max\":4}", "{\"clb\":3}", YES, "" },
  { "{\"clb_min\":3,\"clb_max\":4}", "{\"clb\":5}", NO, "clb_max" },
  { "{\"clb_min\":3,\"clb_max\":4}", "{\"clb\":2}", NO, "clb_min" },
  { "{\"clb_min\":3,\"clb_max\":4}", "{}", ASK, "clb_min clb_max" },
  { "{\"disability\":[\"any\"]}", "{\"disability\":[\"sight_loss\"]}", YES, "" },
  { "{\"disability\":[\"sight_loss\"]}", "{\"disability\":[\"deaf_or_speech\"]}", NO,
    "disability" },
  { "{\"disability\":[\"sight_loss\"]}", "{\"disability\":{\"state\":\"refused\"}}", ASK,
    "disability" },
  { "{\"lives_in\":[\"listed_towers\"]}", "{\"lives_in\":[\"subsidized_housing\"]}", NO,
    "lives_in" },
  { "{\"organization\":[\"library\"]}", "{\"organization\":[\"public_library\"]}", YES, "" },
  { "{\"organization\":[\"nonprofit\"]}", "{\"organization\":[\"charity\"]}", YES, "" },
  { "{\"organization\":[\"school\"]}", "{\"organization\":[\"nonprofit\"]}", NO, "organization" },
  { "{\"organization\":[\"school\"]}", "{}", ASK, "organization" },
  { "{\"referral_required\":true}", "{\"referral\":true}", YES, "" },
  { "{\"referral_required\":true}", "{\"referral\":false}", NO, "referral_required" },
  { "{\"referral_required\":true}", "{}", ASK, "referral_required" },
  { "{\"referral_required\":\"ask\"}", "{\"referral\":true}", ASK, "referral_required" },
  { "{\"household_has_children\":true}", "{\"household_has_children\":true}", YES, "" },
  { "{\"household_has_children\":true}", "{\"household_has_children\":false}", NO,
    "household_has_children" },
  { "{\"former_youth_in_care\":true}", "{\"former_youth_in_care\":false}", NO,
    "former_youth_in_care" },
  { "{\"in_shelter_programme\":true}", "{\"in_shelter_programme\":true}", YES, "" },
  { "{\"explain_need\":true}", "{\"explain_need\":true}", YES, "" },
  { "{\"tried_provider_first\":true}", "{\"tried_provider_first\":false}", NO,
    "tried_provider_first" },
  { "{\"own_phone\":true}", "{\"own_phone\":true}", YES, "" },
  { "{\"needs_device\":true}", "{\"has_device\":false}", NO, "needs_device" },
  { "{\"needs_internet\":true}", "{\"has_internet\":true}", YES, "" },
  { "{\"lacks_home_internet\":true}", "{\"lacks_home_internet\":true}", YES, "" },
  { "{\"ask\":\"the library\"}", "{}", ASK, "ask" },
  { "{\"note\":\"for the $25 plan\"}", "{}", YES, "note" },
  { "{\"documents\":[\"photo ID\"]}", "{}", YES, "" },
  { "{\"moon_phase\":\"full\"}", "{}", ASK, "unknown-condition" },
  { "{\"age_min\":16,\"moon_phase\":\"full\"}", "{\"age\":12}", NO, "age_min" },
  /* any_of: one way is enough; a way that is known to be shut is not asked about. */
  { "{\"any_of\":[{\"benefit\":[\"ssi\"]},{\"income_test\":true}]}", "{\"low_income\":true}", YES,
    "" },
  { "{\"any_of\":[{\"benefit\":[\"ssi\"]},{\"income_test\":true}]}", "{\"low_income\":false}", ASK,
    "benefit" },
  { "{\"any_of\":[{\"benefit\":[\"ssi\"]},{\"income_test\":true}]}",
    "{\"low_income\":false,\"benefit\":[]}", NO, "benefit income_test" },
  { "{\"any_of\":[{\"benefit\":[\"ssi\"]},{\"income_test\":true}],\"age_min\":18}",
    "{\"low_income\":true,\"age\":17}", NO, "age_min" },
  { "{\"any_of\":[{},{\"income_test\":true}]}", "{}", YES, "" },
  { "{\"any_of\":[]}", "{}", ASK, "unknown-condition" },
  { "{\"any_of\":[\"x\"]}", "{}", ASK, "unknown-condition" },
  { "{\"any_of\":[{\"any_of\":[{\"adult\":true}]}]}", "{\"age\":40}", YES, "" },
};

static void
test_every_key (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfVerdict) verdict = judge_on (CASES[i].conditions, CASES[i].facts, "2026-11-21");
      g_autofree char *reasons = list_codes (verdict->reasons);

      g_test_message ("%s with %s", CASES[i].conditions, CASES[i].facts);
      g_assert_cmpstr (wf_verdict_kind_to_text (verdict->kind), ==,
                       wf_verdict_kind_to_text (CASES[i].expected));
      g_assert_cmpstr (reasons, ==, CASES[i].reasons);
      for (guint j = 0; j < verdict->reasons->len; j++)
        {
          g_autofree char *english = wf_reason_to_english (verdict->reasons->pdata[j]);

          g_assert_cmpstr (english, !=, "");
          g_assert_null (strstr (english, "%s"));
        }
    }
}

#define LANDING                                                                                    \
  "{\"landed_from\":\"2020-04-02\",\"landed_to\":\"2027-03-31\",\"landed_within_years\":6,"        \
  "\"ends\":\"last day of the anniversary month\"}"

/* The rule's own example: became PR on 21 June 2021, the right runs to 30 June 2027. */
static void
test_landing (void)
{
  static const struct {
    const char *conditions;
    const char *landed;
    const char *today;
    WfVerdictKind expected;
  } cases[] = {
    { LANDING, "\"2021-06-21\"", "2027-06-30", YES },
    { LANDING, "\"2021-06-21\"", "2027-07-01", NO },
    { LANDING, "\"2020-04-01\"", "2026-04-01", NO },
    { LANDING, "\"2020-04-02\"", "2026-04-30", YES },
    { LANDING, "\"2020-04-02\"", "2026-05-01", NO },
    { LANDING, "\"2027-04-01\"", "2027-05-01", NO },
    { LANDING, "\"2020-04\"", "2026-04-01", ASK },
    { LANDING, "\"2021\"", "2027-06-30", ASK },
    { LANDING, "\"2021\"", "2026-11-21", YES },
    { LANDING, "\"2027\"", "2027-11-21", ASK },
    { LANDING, "\"2018\"", "2026-11-21", NO },
    { LANDING, "\"last spring\"", "2026-11-21", ASK },
    { LANDING, "{\"state\":\"refused\"}", "2026-11-21", ASK },
    { "{\"landed_from\":\"2020-02-29\",\"landed_within_years\":1}", "\"2020-02-29\"", "2021-02-28",
      YES },
    { "{\"landed_from\":\"2020-02-29\",\"landed_within_years\":1}", "\"2020-02-29\"", "2021-03-01",
      NO },
    { "{\"landed_from\":\"soon\"}", "\"2020-02-29\"", "2021-02-28", ASK },
    { "{\"landed_to\":\"soon\"}", "\"2020-02-29\"", "2021-02-28", ASK },
    { "{\"landed_within_years\":0}", "\"2020-02-29\"", "2021-02-28", ASK },
    { "{\"landed_within_years\":2,\"ends\":\"at full moon\"}", "\"2020-02-29\"", "2021-02-28",
      ASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *facts = g_strdup_printf ("{\"landed_on\":%s}", cases[i].landed);
      g_autoptr (WfVerdict) verdict = judge_on (cases[i].conditions, facts, cases[i].today);

      g_test_message ("landed %s, today %s", cases[i].landed, cases[i].today);
      g_assert_cmpint (verdict->kind, ==, cases[i].expected);
      g_assert_cmpuint (verdict->reasons->len, ==, cases[i].expected == YES ? 0 : 1);
    }
}

/* Why it is not known goes with the reason: a refusal is not asked about again. */
static void
test_states (void)
{
  static const struct {
    const char *facts;
    WfFactState expected;
  } cases[] = {
    { "{}", WF_FACT_NOT_ASKED },
    { "{\"low_income\":{\"state\":\"refused\"}}", WF_FACT_REFUSED },
    { "{\"low_income\":{\"state\":\"dont-know\"}}", WF_FACT_DONT_KNOW },
    { "{\"low_income\":false}", WF_FACT_KNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfVerdict) verdict =
          judge_on ("{\"income_test\":true}", cases[i].facts, "2026-11-21");
      const WfReason *reason = verdict->reasons->pdata[0];

      g_assert_cmpint (reason->state, ==, cases[i].expected);
    }
}

static void
test_papers_and_documents (void)
{
  const char *conditions = "{\"documents\":[\"photo ID\"],\"any_of\":["
                           "{\"has_paper\":[\"copr\",\"library_card\"],\"documents\":[\"letter\"]},"
                           "{\"age_max\":5,\"documents\":[\"birth certificate\"]}]}";
  g_autoptr (WfVerdict) has =
      judge_on (conditions, "{\"age\":30,\"has_paper\":{\"yes\":[\"copr\"]}}", "2026-11-21");
  g_autoptr (WfVerdict) asks = judge_on (conditions, "{\"age\":30}", "2026-11-21");
  g_autofree char *documents = g_strjoinv ("; ", has->documents);
  g_autofree char *papers = g_strjoinv ("; ", has->papers);
  g_autofree char *asked = g_strjoinv ("; ", asks->papers);

  g_assert_cmpint (has->kind, ==, YES);
  g_assert_cmpstr (documents, ==, "photo ID; letter");
  g_assert_cmpstr (papers, ==, "copr");
  g_assert_cmpint (asks->kind, ==, ASK);
  g_assert_cmpstr (asked, ==, "copr; library_card");
}

static void
test_remedies (void)
{
  static const Case cases[] = {
    { "{\"has_paper\":[\"library_card\"]}", "{\"has_paper\":{\"no\":[\"library_card\"]}}", NO,
      "has_paper" },
    { "{\"has_paper\":[\"copr\"]}", "{\"has_paper\":{\"no\":[\"copr\"]}}", NO, "" },
    { "{\"age_min\":18,\"referral_required\":true}", "{\"age\":17}", NO, "" },
    { "{\"age_min\":18,\"referral_required\":true}", "{\"age\":18,\"referral\":false}", NO,
      "referral_required" },
    { "{\"any_of\":[{\"age_min\":65},{\"student\":[\"linc\"],\"explain_need\":true},"
      "{\"student\":[\"linc\"]}]}",
      "{\"age\":30,\"student\":[]}", NO, "student" },
    { "{\"any_of\":[{\"age_min\":65},{\"income_test\":true}]}", "{\"age\":30}", ASK,
      "income_test" },
    { "{\"any_of\":[{\"age_min\":65},{\"income_test\":true}]}", "{\"age\":30,\"low_income\":false}",
      NO, "" },
    { "{}", "{}", YES, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfVerdict) verdict = judge_on (cases[i].conditions, cases[i].facts, "2026-11-21");
      g_autofree char *remedies = list_codes (verdict->remedies);

      g_test_message ("%s with %s", cases[i].conditions, cases[i].facts);
      g_assert_cmpint (verdict->kind, ==, cases[i].expected);
      g_assert_cmpstr (remedies, ==, cases[i].reasons);
    }
}

/* Alternatives are told apart, and the same reason is said once. */
static void
test_alternatives (void)
{
  g_autoptr (WfVerdict) verdict =
      judge_on ("{\"any_of\":[{\"class\":[\"economic\"],\"has_paper\":[\"copr\"]},"
                "{\"class\":[\"family\"],\"has_paper\":[\"copr\"]},{\"ask\":\"a provider\"}]}",
                "{}", "2026-11-21");
  g_autofree char *codes = list_codes (verdict->reasons);
  const WfReason *last = verdict->reasons->pdata[2];

  g_assert_cmpstr (codes, ==, "provider-reads-paper has_paper ask");
  g_assert_cmpuint (last->alternative, ==, 3);
}

static void
test_too_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"adult\":true}");

  for (guint i = 0; i < 40; i++)
    {
      g_string_prepend (text, "{\"any_of\":[");
      g_string_append (text, "]}");
    }

  g_autoptr (WfVerdict) verdict = judge_on (text->str, "{\"age\":40}", "2026-11-21");

  g_assert_cmpint (verdict->kind, ==, ASK);
}

static WfResource *
make_entry (const char *more)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"x\",\"name\":\"X\",\"kind\":\"internet\",\"regions\":[\"CA-ON\",\"CA-NB\"],"
      "\"eligibility\":\"Ask them.\",%s}",
      more);
  g_autoptr (JsonObject) object = parse (text);
  WfResource *entry = wf_resource_new_from_json (object, &error);

  g_assert_no_error (error);
  return entry;
}

static void
test_entry (void)
{
  static const struct {
    const char *more;
    const char *facts;
    WfVerdictKind expected;
    const char *reasons;
  } cases[] = {
    { "\"status\":\"active\",\"conditions\":{}", "{\"region\":\"CA-ON\"}", YES, "" },
    { "\"status\":\"unverified\",\"conditions\":{}", "{\"region\":\"CA-NB\"}", YES, "" },
    { "\"status\":\"active\",\"conditions\":{}", "{\"region\":\"CA-BC\"}", NO, "region" },
    { "\"status\":\"active\",\"conditions\":{}", "{\"region\":\"CA\"}", ASK, "region" },
    { "\"status\":\"active\",\"conditions\":{}", "{}", ASK, "region" },
    { "\"status\":\"closed\",\"conditions\":{}", "{\"region\":\"CA-ON\"}", NO, "closed" },
    { "\"status\":\"active\",\"conditions\":null", "{\"region\":\"CA-ON\"}", ASK, "read-text" },
    { "\"status\":\"active\",\"locality\":\"Kitchener\",\"conditions\":{}",
      "{\"region\":\"CA-ON\",\"locality\":\"Kitchener\"}", YES, "" },
    { "\"status\":\"active\",\"locality\":\"Kitchener\",\"conditions\":{\"locality\":"
      "\"Kitchener\"}",
      "{\"region\":\"CA-ON\"}", ASK, "locality" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfResource) entry = make_entry (cases[i].more);
      g_autoptr (WfFacts) facts = read_facts (cases[i].facts);
      GDate today = day ("2026-11-21");
      g_autoptr (WfVerdict) verdict = wf_resource_evaluate (entry, facts, &today);
      g_autofree char *codes = list_codes (verdict->reasons);

      g_test_message ("%s with %s", cases[i].more, cases[i].facts);
      g_assert_cmpint (verdict->kind, ==, cases[i].expected);
      g_assert_cmpstr (codes, ==, cases[i].reasons);
    }
}

/* A whole world of facts, and any part of it. */
static const char *const WORLD_LISTS[][6] = {
  { WF_FACT_BENEFIT, "ccb_max", "gis", "gis_max", "snap", NULL },
  { WF_FACT_HAS_PAPER, "copr", "library_card", "government_invitation_letter",
    "approval_in_principle_letter", NULL },
  { WF_FACT_STUDENT, "linc", "esl", "post_secondary", NULL },
  { WF_FACT_DISABILITY, "sight_loss", "deaf_or_speech", NULL },
  { WF_FACT_LIVES_IN, "subsidized_housing", "listed_towers", NULL },
  { WF_FACT_ORGANIZATION, "nonprofit", "charity", "school", NULL },
};

static const char *const WORLD_TRUTHS[] = {
  WF_FACT_LOW_INCOME,
  WF_FACT_REFERRAL,
  WF_FACT_WOMEN,
  WF_FACT_HOUSEHOLD_HAS_CHILDREN,
  WF_FACT_FORMER_YOUTH_IN_CARE,
  WF_FACT_IN_SHELTER_PROGRAMME,
  WF_FACT_EXPLAIN_NEED,
  WF_FACT_TRIED_PROVIDER_FIRST,
  WF_FACT_OWN_PHONE,
  WF_FACT_HAS_DEVICE,
  WF_FACT_HAS_INTERNET,
  WF_FACT_LACKS_HOME_INTERNET,
};

static void
add_broad (GPtrArray *values, const char *narrow, const char *broad)
{
  if (g_ptr_array_find_with_equal_func (values, narrow, g_str_equal, NULL) &&
      !g_ptr_array_find_with_equal_func (values, broad, g_str_equal, NULL))
    g_ptr_array_add (values, (gpointer) broad);
}

static void
dream_lists (WfFacts *world, WfFacts *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (WORLD_LISTS); i++)
    {
      g_autoptr (GPtrArray) yes = g_ptr_array_new ();
      const char *name = WORLD_LISTS[i][0];

      for (guint j = 1; WORLD_LISTS[i][j] != NULL; j++)
        {
          if (g_test_rand_bit ())
            g_ptr_array_add (yes, (gpointer) WORLD_LISTS[i][j]);
        }
      /* No world is at odds with itself: the highest supplement is a supplement. */
      add_broad (yes, "gis_max", "gis");
      add_broad (yes, "linc", "esl");
      add_broad (yes, "charity", "nonprofit");
      g_ptr_array_add (yes, NULL);
      wf_facts_set_values (world, name, (const char *const *) yes->pdata);
      for (guint j = 1; WORLD_LISTS[i][j] != NULL; j++)
        wf_facts_set_value (world, name, WORLD_LISTS[i][j],
                            wf_facts_has (world, name, WORLD_LISTS[i][j]));

      for (guint j = 1; WORLD_LISTS[i][j] != NULL; j++)
        {
          if (g_test_rand_int_range (0, 3) == 0)
            wf_facts_set_value (part, name, WORLD_LISTS[i][j],
                                wf_facts_has (world, name, WORLD_LISTS[i][j]));
        }
    }
}

static void
dream (WfFacts *world, WfFacts *part)
{
  int age = g_test_rand_int_range (10, 90), clb = g_test_rand_int_range (1, 12);
  const char *regions[] = { "CA-ON", "CA-QC", "US", "GB" };
  const char *classes[] = { "economic", "family", "canadian_citizen", "some_temporary_groups" };
  const char *landings[] = { "2015-03-01", "2021-06-21", "2026-01-05" };

  dream_lists (world, part);
  for (guint i = 0; i < G_N_ELEMENTS (WORLD_TRUTHS); i++)
    {
      wf_facts_set_truth (world, WORLD_TRUTHS[i], g_test_rand_bit () ? WF_TRUTH_YES : WF_TRUTH_NO);
      if (g_test_rand_bit ())
        wf_facts_set_truth (part, WORLD_TRUTHS[i], wf_facts_is (world, WORLD_TRUTHS[i]));
      else
        wf_facts_set_state (part, WORLD_TRUTHS[i], g_test_rand_int_range (0, 3));
    }
  wf_facts_set_range (world, WF_FACT_AGE, age, age);
  wf_facts_set_range (world, WF_FACT_CLB, clb, clb);
  wf_facts_set_text (world, WF_FACT_REGION, regions[g_test_rand_int_range (0, 4)]);
  wf_facts_set_text (world, WF_FACT_CLASS, classes[g_test_rand_int_range (0, 4)]);
  wf_facts_set_text (world, WF_FACT_LANDED_ON, landings[g_test_rand_int_range (0, 3)]);
  if (g_test_rand_bit ())
    {
      int least = age - g_test_rand_int_range (0, 9);

      wf_facts_set_range (part, WF_FACT_AGE, MAX (0, least), age + g_test_rand_int_range (0, 9));
    }
  if (g_test_rand_bit ())
    wf_facts_set_text (part, WF_FACT_REGION, wf_facts_get_text (world, WF_FACT_REGION));
  if (g_test_rand_bit ())
    wf_facts_set_text (part, WF_FACT_CLASS, wf_facts_get_text (world, WF_FACT_CLASS));
  if (g_test_rand_bit ())
    {
      g_autofree char *year = g_strndup (wf_facts_get_text (world, WF_FACT_LANDED_ON), 4);

      wf_facts_set_text (part, WF_FACT_LANDED_ON, year);
    }
}

static JsonArray *
load_starter (JsonObject **out_root)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", "starter.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  *out_root = parse (text);
  return json_object_get_array_member (*out_root, "resources");
}

/* Learning more never turns a yes or a no round: the part knows less, so it says the same as the
 * whole or *ask*. */
static void
test_more_knowledge (void)
{
  g_autoptr (JsonObject) root = NULL;
  JsonArray *entries = load_starter (&root);
  GDate today = day ("2026-11-21");
  guint seen[3] = { 0 };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (WfFacts) world = wf_facts_new ();
      g_autoptr (WfFacts) part = wf_facts_new ();

      dream (world, part);
      for (guint i = 0; i < json_array_get_length (entries); i++)
        {
          JsonObject *object = json_array_get_object_element (entries, i);
          JsonObject *conditions = wf_json_get_object (object, "conditions");
          g_autoptr (WfVerdict) whole = wf_conditions_evaluate (conditions, world, &today);
          g_autoptr (WfVerdict) some = wf_conditions_evaluate (conditions, part, &today);

          seen[some->kind]++;
          if (some->kind != ASK && some->kind != whole->kind)
            g_test_message ("%s", json_object_get_string_member (object, "id"));
          g_assert_true (some->kind == ASK || some->kind == whole->kind);
          g_assert_true (some->kind == YES || some->reasons->len > 0);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 0);
}

/* Of a client of whom nothing is known, nothing is refused; and every condition in the shipped list
 * is one we know. */
static void
test_starter_unknown_client (void)
{
  g_autoptr (JsonObject) root = NULL;
  JsonArray *entries = load_starter (&root);
  g_autoptr (WfFacts) nothing = wf_facts_new ();
  GDate today = day ("2026-11-21");

  g_assert_cmpuint (json_array_get_length (entries), ==, 240);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      g_autoptr (WfResource) entry = wf_resource_new_from_json (object, NULL);
      g_autoptr (WfVerdict) verdict = wf_resource_evaluate (entry, nothing, &today);
      g_autofree char *codes = list_codes (verdict->reasons);

      g_test_message ("%s: %s", entry->id, codes);
      g_assert_cmpint (verdict->kind, ==, entry->status == WF_RESOURCE_CLOSED ? NO : ASK);
      g_assert_null (strstr (codes, "unknown-condition"));
    }
}

static void
test_fact_names (void)
{
  g_autoptr (JsonObject) conditions =
      parse ("{\"class\":[\"economic\"],\"age_min\":3,\"note\":\"x\",\"moon\":1,"
             "\"any_of\":[{\"adult\":true},7,{\"any_of\":[{\"income_test\":true}]}]}");
  g_auto (GStrv) names = wf_conditions_get_fact_names (conditions);
  g_auto (GStrv) none = wf_conditions_get_fact_names (NULL);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, "age low_income");
  g_assert_null (none[0]);
}

static void
test_json (void)
{
  g_autoptr (WfVerdict) verdict = judge_on (
      "{\"has_paper\":[\"library_card\"],\"documents\":[\"photo ID\"]}", "{}", "2026-11-21");
  g_autoptr (WfVerdict) again = wf_verdict_ref (verdict);
  g_autoptr (JsonObject) object = wf_verdict_to_json (again);
  g_autofree char *text = wf_json_to_text (object);
  g_autofree char *key = wf_reason_get_text_key (verdict->reasons->pdata[0]);

  g_assert_cmpstr (key, ==, "reason.has_paper.ask");
  g_assert_cmpstr (
      text, ==,
      "{\"verdict\":\"ask\",\"reasons\":[{\"code\":\"has_paper\",\"truth\":\"ask\","
      "\"args\":[\"library_card\"],\"alternative\":0,\"text\":\"Does the person have one of these "
      "papers: library card? They do not have to show it.\"}],\"documents\":[\"photo ID\"],"
      "\"papers\":[\"library_card\"],\"remedies\":[{\"code\":\"has_paper\",\"truth\":\"ask\","
      "\"args\":[\"library_card\"],\"alternative\":0,\"text\":\"Does the person have one of these "
      "papers: library card? They do not have to show it.\"}]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conditions/every-key", test_every_key);
  g_test_add_func ("/conditions/landing", test_landing);
  g_test_add_func ("/conditions/states", test_states);
  g_test_add_func ("/conditions/papers-and-documents", test_papers_and_documents);
  g_test_add_func ("/conditions/remedies", test_remedies);
  g_test_add_func ("/conditions/alternatives", test_alternatives);
  g_test_add_func ("/conditions/too-deep", test_too_deep);
  g_test_add_func ("/conditions/entry", test_entry);
  g_test_add_func ("/conditions/more-knowledge", test_more_knowledge);
  g_test_add_func ("/conditions/starter-unknown-client", test_starter_unknown_client);
  g_test_add_func ("/conditions/fact-names", test_fact_names);
  g_test_add_func ("/conditions/json", test_json);
  return g_test_run ();
}
