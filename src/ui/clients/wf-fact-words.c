/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The optional facts in words: what each is, why we ask, what its codes mean. Immigration
 * status is not among them and never will be.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-fact-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "wf-budget.h"
#include "wf-regions.h"

static const WfFactCode WANTED[] = {
  { "wanted", N_ ("Yes, please") },
  { "not-wanted", N_ ("No, thank you") },
  { NULL, NULL },
};

static const WfFactCode OFFICIAL[] = {
  { "en", N_ ("English") },
  { "fr", N_ ("French") },
  { "both", N_ ("Either of the two") },
  { "none", N_ ("Neither of the two") },
  { NULL, NULL },
};

/* What helps, never an illness. */
static const WfFactCode NEEDS[] = {
  { "large-print", N_ ("Large letters") },
  { "read-aloud", N_ ("Somebody reads aloud") },
  { "speak-clearly", N_ ("Speak clearly, face to face") },
  { "writing-down", N_ ("Write things down") },
  { "slow", N_ ("More time") },
  { "breaks", N_ ("Breaks") },
  { "quiet", N_ ("A quiet place") },
  { "hands", N_ ("Help with mouse, keyboard or touch") },
  { "step-free", N_ ("A way in without steps") },
  { "companion", N_ ("Somebody they trust beside them") },
  { NULL, NULL },
};

static const char *const PAPERS[] = {
  "provincial_health_card",
  "library_card",
  "government_invitation_letter",
  "city_fee_reduction_approval",
  "copr",
  "permanent_resident_card",
  "approval_in_principle_letter",
  "protected_person_letter",
  NULL,
};

static const char *const BENEFITS[] = {
  "ccb", "ccb_max", "gis", "gis_max", "social_assistance", "disability_assistance", "odsp", NULL,
};

static const char *const CLASSES[] = {
  "linc", "esl", "adult_literacy", "post_secondary", "school", NULL,
};

static const WfFactCode YES_NO[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { NULL, NULL },
};

static const WfFactWords FACTS[] = {
  { "goal-words", WF_FACT_KIND_TEXT, "goal", N_ ("What they want to do, in their own words"),
    N_ ("The plan begins with what the person wants, not with what a form wants."), NULL, NULL },
  { "speaks", WF_FACT_KIND_LANGUAGES, "languages", N_ ("Speaks"),
    N_ ("So that questions, the page and a colleague can be in a language they know."), NULL,
    NULL },
  { "reads", WF_FACT_KIND_LANGUAGES, "languages", N_ ("Reads"),
    N_ ("Some people speak a language and read none. Then we read aloud and use pictures."),
    N_ ("In no language"), NULL },
  { "interpreter", WF_FACT_KIND_CHOICE, "languages", N_ ("Wants an interpreter"),
    N_ ("A professional interpreter keeps what is said secret; a relative or a child should not "
        "have to."),
    NULL, WANTED },
  { "interpreter-language", WF_FACT_KIND_LANGUAGE, "languages", N_ ("Interpreter for"),
    N_ ("To book the right one. Dialects matter: ask."), NULL, NULL },
  { "official-language", WF_FACT_KIND_CHOICE, "languages", N_ ("English or French"),
    N_ ("To look first for services in the language they prefer."), NULL, OFFICIAL },
  { "region", WF_FACT_KIND_REGION, "needs", N_ ("Province or territory"),
    N_ ("Most offers are only for people who live in one place."), NULL, NULL },
  { "locality", WF_FACT_KIND_TEXT, "needs", N_ ("Town or area"),
    N_ ("Some offers are for one town. The town is enough: no address."), NULL, NULL },
  { "accommodation", WF_FACT_KIND_NEEDS, "needs", N_ ("What makes it easier"),
    N_ ("To prepare the room, the page and the time. What helps is enough: no illness, no "
        "proof."),
    N_ ("Nothing special"), NEEDS },
  { "pay-month", WF_FACT_KIND_MONEY, "money", N_ ("What they can pay a month"),
    N_ ("To work out together what an offer leaves. They say what is possible; nobody checks it."),
    NULL, NULL },
  { "pays-now", WF_FACT_KIND_MONEY, "money", N_ ("What they pay a month now"),
    N_ ("To see whether an offer is cheaper than what they have."), NULL, NULL },
  { "data-month", WF_FACT_KIND_DATA, "money", N_ ("Data one person uses, GB a month"),
    N_ ("To see whether the data of an offer lasts the month. The phone’s settings tell it."), NULL,
    NULL },
  { "people", WF_FACT_KIND_NUMBER, "money", N_ ("People who use it together"),
    N_ ("A connection or a device that is shared is there for each a part of the time."), NULL,
    NULL },
  { "money-short", WF_FACT_KIND_CHOICE, "money", N_ ("Money is short"),
    N_ ("Some offers are for people with little money. They know the limit: no number is "
        "needed."),
    NULL, YES_NO },
  { "benefits", WF_FACT_KIND_BENEFITS, "money", N_ ("Benefits they get"),
    N_ ("Some offers ask for one of these. The letter is asked for there, not here."),
    N_ ("None of these"), NULL },
  { "children", WF_FACT_KIND_CHOICE, "more", N_ ("Children at home"),
    N_ ("Some offers are for homes with children. Names and ages are not needed."), NULL, YES_NO },
  { "student", WF_FACT_KIND_CLASSES, "more", N_ ("Goes to a class or school"),
    N_ ("Some offers are for students, also of language classes."), N_ ("To none"), NULL },
  { "address-as", WF_FACT_KIND_TEXT, "more", N_ ("How to address them"),
    N_ ("To say and write their name the way they like it."), NULL, NULL },
  { "birth-year", WF_FACT_KIND_NUMBER, "more", N_ ("Year of birth"),
    N_ ("Some offers are for an age. Under 18, we ask for consent in other words."), NULL, NULL },
  { "landing-year", WF_FACT_KIND_NUMBER, "more", N_ ("Year they came to Canada"),
    N_ ("Some offers are for the first years. We never ask for a status."), NULL, NULL },
  { "schooling-years", WF_FACT_KIND_NUMBER, "more", N_ ("Years at school"),
    N_ ("Some classes ask for it. It says nothing about what a person can do."), NULL, NULL },
  { "papers", WF_FACT_KIND_PAPERS, "more", N_ ("Papers they have"),
    N_ ("Some offers ask for one of these. They do not have to show it, and can have it deleted "
        "here."),
    N_ ("None of these"), NULL },
  { "household", WF_FACT_KIND_TEXT, "more", N_ ("Household"),
    N_ ("A code that people of one home share: some devices and internet are given once a home."),
    NULL, NULL },
  { "client-number", WF_FACT_KIND_TEXT, "more", N_ ("Client number"),
    N_ ("Only if your agency uses one elsewhere."), NULL, NULL },
};

guint
wf_fact_words_get_n (void)
{
  return G_N_ELEMENTS (FACTS);
}

const WfFactWords *
wf_fact_words_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (FACTS), NULL);

  return &FACTS[index];
}

const WfFactWords *
wf_fact_words_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      if (g_strcmp0 (FACTS[i].name, name) == 0)
        return &FACTS[i];
    }
  return NULL;
}

const char *const *
wf_fact_words_list_values (const WfFactWords *words)
{
  g_return_val_if_fail (words != NULL, NULL);

  if (words->kind == WF_FACT_KIND_PAPERS)
    return PAPERS;
  if (words->kind == WF_FACT_KIND_BENEFITS)
    return BENEFITS;
  return words->kind == WF_FACT_KIND_CLASSES ? CLASSES : NULL;
}

char *
wf_fact_dup_typed (const char *text)
{
  GString *typed = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isdigit (letter))
        g_string_append_c (typed, (char) ('0' + g_unichar_digit_value (letter)));
      else if (letter == ',' || letter == 0x66b) /* the Arabic point between digits */
        g_string_append_c (typed, '.');
      else
        g_string_append_unichar (typed, letter);
    }
  return g_string_free (typed, FALSE);
}

char *
wf_fact_dup_source (const WfClientFact *fact)
{
  g_return_val_if_fail (fact != NULL, NULL);

  if (g_str_equal (fact->source, "client"))
    return g_strdup (_ ("They said so"));
  if (g_str_equal (fact->source, "paper"))
    return g_strdup (_ ("Seen on a paper they chose to show"));
  if (!g_str_equal (fact->source, "other"))
    return NULL;
  if (*fact->by == '\0')
    return g_strdup (_ ("Somebody else said so"));
  /* Translators: %s is who said it, as "her daughter" */
  return g_strdup_printf (_ ("Said by %s"), fact->by);
}

static char *
dup_pack_word (const char *prefix, const char *value, WfServices *services)
{
  g_autofree char *id = g_strconcat (prefix, value, NULL);
  const char *text =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), id, services->lang, NULL);

  return g_strdup (text != NULL ? text : value);
}

static char *
dup_money (const char *value, WfServices *services)
{
  WfBudget budget;

  wf_budget_init (&budget, NULL, wf_agency_repo_get (services->agency)->region);
  return wf_format_money (services->format, (gint64) llround (g_ascii_strtod (value, NULL) * 100),
                          budget.currency);
}

static char *
dup_data (const char *value, WfServices *services)
{
  const char *point = strchr (value, '.');
  guint digits = point != NULL ? (guint) strlen (point + 1) : 0;
  g_autofree char *number =
      wf_format_decimal (services->format, g_ascii_strtod (value, NULL), digits);

  /* Translators: an amount of data; %s is a number */
  return g_strdup_printf (_ ("%s GB"), number);
}

char *
wf_fact_value_dup_words (const WfFactWords *words, const char *value, WfServices *services)
{
  g_return_val_if_fail (words != NULL && value != NULL, NULL);

  switch (words->kind)
    {
    case WF_FACT_KIND_LANGUAGES:
    case WF_FACT_KIND_LANGUAGE:
      return wf_format_language_name (services->format, value);
    case WF_FACT_KIND_REGION:
      if (*wf_regions_get_code (wf_regions_find (value)) != '\0')
        return g_strdup (wf_regions_get_name (wf_regions_find (value)));
      break;
    case WF_FACT_KIND_PAPERS:
      return dup_pack_word ("document.", value, services);
    case WF_FACT_KIND_BENEFITS:
      return dup_pack_word ("benefit.", value, services);
    case WF_FACT_KIND_CLASSES:
      return dup_pack_word ("student.", value, services);
    case WF_FACT_KIND_MONEY:
      return dup_money (value, services);
    case WF_FACT_KIND_DATA:
      return dup_data (value, services);
    case WF_FACT_KIND_TEXT:
    case WF_FACT_KIND_NUMBER:
    case WF_FACT_KIND_CHOICE:
    case WF_FACT_KIND_NEEDS:
    default:
      break;
    }
  for (const WfFactCode *code = words->codes; code != NULL && code->code != NULL; code++)
    {
      if (g_str_equal (code->code, value))
        return g_strdup (_ (code->words));
    }
  return g_strdup (value);
}

static char *
dup_values (const WfFactWords *words, const WfClientFact *fact, WfServices *services)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; fact->values[i] != NULL; i++)
    {
      g_autofree char *value = wf_fact_value_dup_words (words, fact->values[i], services);

      g_strv_builder_add (builder, value);
    }
  values = g_strv_builder_end (builder);
  if (values[0] == NULL)
    return g_strdup (words->none != NULL ? _ (words->none) : _ ("None"));
  return wf_format_list (services->format, (const char *const *) values);
}

char *
wf_fact_dup_words (const WfFactWords *words, const WfClientFact *fact, WfServices *services)
{
  g_return_val_if_fail (words != NULL && fact != NULL && services != NULL, NULL);

  switch (fact->state)
    {
    case WF_CLIENT_FACT_REFUSED:
      return g_strdup (_ ("Does not want to say"));
    case WF_CLIENT_FACT_DONT_KNOW:
      return g_strdup (_ ("Does not know"));
    case WF_CLIENT_FACT_ANSWERED:
      return dup_values (words, fact, services);
    case WF_CLIENT_FACT_NOT_ASKED:
    default:
      return g_strdup (_ ("Not asked yet"));
    }
}
