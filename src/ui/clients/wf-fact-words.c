/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The optional facts in words: what each is, why we ask, what its codes mean. Immigration
 * status is not among them and never will be.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-fact-words.h"

#include <glib/gi18n.h>

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
wf_fact_words_get_papers (void)
{
  return PAPERS;
}

static char *
dup_paper (const char *value, WfServices *services)
{
  g_autofree char *id = g_strconcat ("document.", value, NULL);
  const char *text =
      wf_client_texts_get (wf_pack_library_get_texts (services->packs), id, services->lang, NULL);

  return g_strdup (text != NULL ? text : value);
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
      return dup_paper (value, services);
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
