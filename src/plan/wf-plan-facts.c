/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts for offers from what a client said: the access answers of the newcomer pack, and
 * the optional facts. Pure. Says less rather than too much: an offer is refused to nobody
 * because of a guess made here.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-facts.h"

#define DEVICES  "wf-access-availability-01"
#define INTERNET "wf-access-availability-02"

typedef struct {
  const WfAnswers *answers;
  WfItemBank *bank;
} Source;

static WfKnown
has (const Source *self, const char *item_id, const char *option)
{
  const WfAnswer *answer = wf_answers_lookup (self->answers, item_id);
  const WfItem *item = wf_item_bank_lookup (self->bank, item_id);

  if (answer == NULL || answer->is_protected || item == NULL || item->protected)
    return WF_KNOWN_UNKNOWN;
  return wf_answers_has_option (self->answers, item_id, (const char *const[]){ option, NULL });
}

static void
add_devices (const Source *self, WfFacts *facts)
{
  WfKnown own_phone = has (self, DEVICES, "1"), computer = has (self, DEVICES, "3");
  WfKnown shared = has (self, DEVICES, "2"), borrowed = has (self, DEVICES, "6");

  if (own_phone != WF_KNOWN_UNKNOWN)
    wf_facts_set_truth (facts, WF_FACT_OWN_PHONE,
                        own_phone == WF_KNOWN_YES ? WF_TRUTH_YES : WF_TRUTH_NO);

  if (own_phone == WF_KNOWN_YES || computer == WF_KNOWN_YES)
    wf_facts_set_truth (facts, WF_FACT_HAS_DEVICE, WF_TRUTH_YES);
  else if (own_phone == WF_KNOWN_NO && shared == WF_KNOWN_NO && borrowed == WF_KNOWN_NO)
    wf_facts_set_truth (facts, WF_FACT_HAS_DEVICE, WF_TRUTH_NO);
}

static void
add_internet (const Source *self, WfFacts *facts)
{
  WfKnown none = has (self, INTERNET, "4");

  if (none != WF_KNOWN_UNKNOWN)
    wf_facts_set_truth (facts, WF_FACT_LACKS_HOME_INTERNET,
                        none == WF_KNOWN_YES ? WF_TRUTH_YES : WF_TRUTH_NO);
  if (has (self, INTERNET, "1") == WF_KNOWN_YES)
    wf_facts_set_truth (facts, WF_FACT_HAS_INTERNET, WF_TRUTH_YES);
}

static void
add_year (WfFacts *facts, const char *text, const GDate *today)
{
  gint64 year = 0;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 1900, 2200, &year, NULL))
    wf_facts_set_birth_year (facts, (int) year, today);
}

static void
add_papers (WfFacts *facts, const WfClientFact *fact)
{
  for (guint i = 0; fact->values[i] != NULL; i++)
    wf_facts_set_value (facts, WF_FACT_HAS_PAPER, fact->values[i], WF_TRUTH_YES);
}

static void
add_yes_no (WfFacts *facts, const char *name, const WfClientFact *fact)
{
  if (fact->values[0] != NULL)
    wf_facts_set_truth (facts, name,
                        g_str_equal (fact->values[0], "yes") ? WF_TRUTH_YES : WF_TRUTH_NO);
}

static void
add_answered (WfFacts *facts, const WfClientFact *fact, const GDate *today)
{
  const char *first = fact->values[0];

  if (g_str_equal (fact->name, "birth-year"))
    add_year (facts, first, today);
  else if (g_str_equal (fact->name, "birth-date"))
    {
      g_autofree char *year = first != NULL ? g_strndup (first, 4) : NULL;

      add_year (facts, year, today);
    }
  else if (g_str_equal (fact->name, "papers"))
    add_papers (facts, fact);
  else if (g_str_equal (fact->name, "benefits"))
    wf_facts_set_values (facts, WF_FACT_BENEFIT, (const char *const *) fact->values);
  else if (g_str_equal (fact->name, "money-short"))
    add_yes_no (facts, WF_FACT_LOW_INCOME, fact);
  else if (g_str_equal (fact->name, "children"))
    add_yes_no (facts, WF_FACT_HOUSEHOLD_HAS_CHILDREN, fact);
  else if (g_str_equal (fact->name, "landing-year"))
    {
      if (first != NULL)
        wf_facts_set_text (facts, WF_FACT_LANDED_ON, first);
    }
  else
    wf_facts_set_values (facts, fact->name, (const char *const *) fact->values);
}

/* The name offers use, for the facts both sides know under another one. */
static const char *
offer_name (const char *name)
{
  static const struct {
    const char *client;
    const char *offer;
  } NAMES[] = {
    { "birth-year", WF_FACT_AGE },
    { "birth-date", WF_FACT_AGE },
    { "papers", WF_FACT_HAS_PAPER },
    { "landing-year", WF_FACT_LANDED_ON },
    { "money-short", WF_FACT_LOW_INCOME },
    { "benefits", WF_FACT_BENEFIT },
    { "children", WF_FACT_HOUSEHOLD_HAS_CHILDREN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (g_str_equal (NAMES[i].client, name))
        return NAMES[i].offer;
    }
  return name;
}

static void
add_client_fact (WfFacts *facts, const WfClientFact *fact, const GDate *today)
{
  switch (fact->state)
    {
    case WF_CLIENT_FACT_ANSWERED:
      add_answered (facts, fact, today);
      return;
    case WF_CLIENT_FACT_REFUSED:
    case WF_CLIENT_FACT_DONT_KNOW:
      if (wf_facts_get_state (facts, offer_name (fact->name)) == WF_FACT_NOT_ASKED)
        wf_facts_set_state (facts, offer_name (fact->name),
                            fact->state == WF_CLIENT_FACT_REFUSED ? WF_FACT_REFUSED
                                                                  : WF_FACT_DONT_KNOW);
      return;
    case WF_CLIENT_FACT_NOT_ASKED:
    default:
      return;
    }
}

WfFacts *
wf_plan_facts_new (const WfAnswers *answers,
                   WfItemBank *bank,
                   GPtrArray *client_facts,
                   const char *region,
                   const GDate *today)
{
  g_return_val_if_fail (answers == NULL || bank != NULL, NULL);

  WfFacts *facts = wf_facts_new ();
  const char *asked_region = answers != NULL ? wf_answers_get_region (answers) : NULL;

  for (guint i = 0; client_facts != NULL && i < client_facts->len; i++)
    add_client_fact (facts, client_facts->pdata[i], today);
  if (answers != NULL)
    {
      Source source = { answers, bank };

      add_devices (&source, facts);
      add_internet (&source, facts);
    }
  /* Where the client says they live goes before where the talk was held. */
  if (wf_facts_get_state (facts, WF_FACT_REGION) != WF_FACT_KNOWN &&
      (asked_region != NULL || region != NULL))
    wf_facts_set_text (facts, WF_FACT_REGION, asked_region != NULL ? asked_region : region);
  return facts;
}
