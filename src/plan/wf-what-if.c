/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts supposed to be otherwise. Works on copies alone: neither the plan nor what is known of
 * the client is touched, and nothing of it is kept.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-what-if.h"

#include <string.h>

#define OLDEST 100

static const char *const NAMES[] = { "money-short", "benefits", "papers",
                                     "birth-year",  "children", "student",
                                     "region",      "locality", NULL };

const char *const *
wf_what_if_get_names (void)
{
  return NAMES;
}

static gboolean
is_hidden_by (const WfClientFact *known, const WfClientFact *supposed)
{
  return strcmp (known->name, supposed->name) == 0 ||
         (strcmp (known->name, "birth-date") == 0 && strcmp (supposed->name, "birth-year") == 0);
}

static void
remove_hidden (GPtrArray *facts, const WfClientFact *supposed)
{
  for (guint i = facts->len; i > 0; i--)
    {
      if (is_hidden_by (facts->pdata[i - 1], supposed))
        g_ptr_array_remove_index (facts, i - 1);
    }
}

GPtrArray *
wf_what_if_lay_over (GPtrArray *client_facts, GPtrArray *supposed)
{
  g_return_val_if_fail (supposed != NULL, NULL);

  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);

  for (guint i = 0; client_facts != NULL && i < client_facts->len; i++)
    g_ptr_array_add (facts, wf_client_fact_copy (client_facts->pdata[i]));
  for (guint i = 0; i < supposed->len; i++)
    {
      remove_hidden (facts, supposed->pdata[i]);
      g_ptr_array_add (facts, wf_client_fact_copy (supposed->pdata[i]));
    }
  return facts;
}

void
wf_what_if_offer_free (WfWhatIfOffer *self)
{
  if (self == NULL)
    return;

  g_free (self->statement_id);
  wf_resource_unref (self->entry);
  g_clear_pointer (&self->before, wf_verdict_unref);
  g_clear_pointer (&self->after, wf_verdict_unref);
  g_free (self);
}

gboolean
wf_what_if_offer_is_moved (const WfWhatIfOffer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->before == NULL || self->before->kind != self->after->kind;
}

static gboolean
has_entry (GPtrArray *offers, const char *id)
{
  for (guint i = 0; i < offers->len; i++)
    {
      if (strcmp (((const WfWhatIfOffer *) offers->pdata[i])->entry->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_offers (
    GPtrArray *offers, const WfPlan *plan, WfFacts *now, WfFacts *supposed, const GDate *today)
{
  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];

      for (guint k = 0; k < statement->resources->len; k++)
        {
          WfResource *entry = ((const WfPlanResource *) statement->resources->pdata[k])->entry;
          WfWhatIfOffer *offer;

          if (has_entry (offers, entry->id))
            continue;
          offer = g_new0 (WfWhatIfOffer, 1);
          offer->statement_id = g_strdup (statement->id);
          offer->entry = wf_resource_ref (entry);
          offer->before = now != NULL ? wf_resource_evaluate (entry, now, today) : NULL;
          offer->after = wf_resource_evaluate (entry, supposed, today);
          g_ptr_array_add (offers, offer);
        }
    }
}

/* Of two offers that stand in their order, those that move come first. */
static void
put_moved_first (GPtrArray *offers)
{
  guint n_moved = 0;

  for (guint i = 0; i < offers->len; i++)
    {
      if (wf_what_if_offer_is_moved (offers->pdata[i]))
        g_ptr_array_insert (offers, (int) n_moved++, g_ptr_array_steal_index (offers, i));
    }
}

static gboolean
plan_has (const WfPlan *plan, const char *entry_id)
{
  for (guint i = 0; plan != NULL && i < plan->statements->len; i++)
    {
      if (wf_plan_statement_get_resource (plan->statements->pdata[i], entry_id) != NULL)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
wf_what_if_compare (const WfPlan *plan,
                    const WfPlan *anyway,
                    const WfPlan *then,
                    WfFacts *now,
                    WfFacts *supposed,
                    const GDate *today)
{
  g_return_val_if_fail (plan != NULL && now != NULL && supposed != NULL, NULL);

  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_what_if_offer_free);

  add_offers (offers, plan, now, supposed, today);
  if (then != NULL)
    add_offers (offers, then, NULL, supposed, today);
  for (guint i = offers->len; i > 0; i--)
    {
      const WfWhatIfOffer *offer = offers->pdata[i - 1];

      if (offer->before == NULL &&
          (offer->after->kind == WF_VERDICT_NOT_ELIGIBLE || plan_has (anyway, offer->entry->id)))
        g_ptr_array_remove_index (offers, i - 1);
    }
  put_moved_first (offers);
  return offers;
}

/* Every answer there is to one question, laid over what is known one after the other. */

typedef struct {
  GPtrArray *entries; /* of WfResource, borrowed: those that look at the fact */
  GArray *kinds;      /* of WfVerdictKind: as they are judged now */
  WfFacts *now;
  const GDate *today;
} Trial;

static gboolean
looks_at (const WfResource *entry, const char *fact)
{
  g_auto (GStrv) names = wf_conditions_get_fact_names (wf_resource_get_conditions (entry));

  return strcmp (fact, WF_FACT_REGION) == 0 || strcmp (fact, WF_FACT_LOCALITY) == 0 ||
         g_strv_contains ((const char *const *) names, fact);
}

static void
trial_init (Trial *trial, const WfPlan *plan, const char *fact, WfFacts *now, const GDate *today)
{
  *trial =
      (Trial){ g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (WfVerdictKind)), now, today };
  for (guint i = 0; i < plan->statements->len; i++)
    {
      const WfPlanStatement *statement = plan->statements->pdata[i];

      for (guint k = 0; k < statement->resources->len; k++)
        {
          WfResource *entry = ((const WfPlanResource *) statement->resources->pdata[k])->entry;
          g_autoptr (WfVerdict) verdict = NULL;

          if (!looks_at (entry, fact))
            continue;
          verdict = wf_resource_evaluate (entry, now, today);
          g_ptr_array_add (trial->entries, entry);
          g_array_append_val (trial->kinds, verdict->kind);
        }
    }
}

static void
trial_clear (Trial *trial)
{
  if (trial->entries == NULL)
    return;
  g_ptr_array_unref (trial->entries);
  g_array_unref (trial->kinds);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static gboolean
moves (const Trial *trial, WfFacts *supposed)
{
  for (guint i = 0; i < trial->entries->len; i++)
    {
      g_autoptr (WfVerdict) after =
          wf_resource_evaluate (trial->entries->pdata[i], supposed, trial->today);

      if (after->kind != g_array_index (trial->kinds, WfVerdictKind, i))
        return TRUE;
    }
  return FALSE;
}

static gboolean
truth_moves (const Trial *trial, const char *fact)
{
  static const WfTruth TRUTHS[] = { WF_TRUTH_NO, WF_TRUTH_YES };

  for (guint i = 0; i < G_N_ELEMENTS (TRUTHS); i++)
    {
      g_autoptr (WfFacts) supposed = wf_facts_copy (trial->now);

      wf_facts_set_truth (supposed, fact, TRUTHS[i]);
      if (moves (trial, supposed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
list_moves (const Trial *trial, const char *fact, const char *const *values)
{
  g_autoptr (WfFacts) none = wf_facts_copy (trial->now);

  wf_facts_set_values (none, fact, NULL);
  if (moves (trial, none))
    return TRUE;
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autoptr (WfFacts) supposed = wf_facts_copy (trial->now);

      wf_facts_set_text (supposed, fact, values[i]);
      if (moves (trial, supposed))
        return TRUE;
    }
  return FALSE;
}

/* Of papers each is asked apart, and having none of them is no answer about the others. */
static gboolean
papers_move (const Trial *trial)
{
  static const char *const PAPERS[] = {
    "copr",
    "permanent_resident_card",
    "approval_in_principle_letter",
    "protected_person_letter",
    "provincial_health_card",
    "library_card",
    "government_invitation_letter",
    "city_fee_reduction_approval",
  };

  for (guint i = 0; i < G_N_ELEMENTS (PAPERS); i++)
    {
      g_autoptr (WfFacts) supposed = wf_facts_copy (trial->now);

      wf_facts_set_value (supposed, WF_FACT_HAS_PAPER, PAPERS[i], WF_TRUTH_YES);
      if (moves (trial, supposed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
age_moves (const Trial *trial)
{
  for (int age = 0; age <= OLDEST; age++)
    {
      g_autoptr (WfFacts) supposed = wf_facts_copy (trial->now);

      wf_facts_set_range (supposed, WF_FACT_AGE, age, age);
      if (moves (trial, supposed))
        return TRUE;
    }
  return FALSE;
}

/* The places offers name, and one that none of them names. */
static gboolean
place_moves (const Trial *trial, const char *fact)
{
  gboolean is_region = strcmp (fact, WF_FACT_REGION) == 0;

  for (guint i = 0; i <= trial->entries->len; i++)
    {
      const WfResource *entry = i < trial->entries->len ? trial->entries->pdata[i] : NULL;
      const char *place = "AQ";
      g_autoptr (WfFacts) supposed = wf_facts_copy (trial->now);

      if (entry != NULL)
        place = is_region ? entry->regions[0] : entry->locality;
      if (place == NULL)
        continue;
      wf_facts_set_text (supposed, fact, place);
      if (moves (trial, supposed))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_what_if_could_move (const WfPlan *plan, const char *name, WfFacts *now, const GDate *today)
{
  static const char *const BENEFITS[] = {
    "ccb",  "ccb_max", "gis",          "gis_max",
    "odsp", "snap",    "medicaid",     "social_assistance",
    "ssi",  "jsa_esa", "school_lunch", "disability_assistance",
    "pip",  NULL,
  };
  static const char *const CLASSES[] = { "linc",           "esl",    "adult_literacy",
                                         "post_secondary", "school", NULL };

  static const struct {
    const char *name;
    const char *fact;
  } FACTS[] = {
    { "money-short", WF_FACT_LOW_INCOME }, { "children", WF_FACT_HOUSEHOLD_HAS_CHILDREN },
    { "benefits", WF_FACT_BENEFIT },       { "student", WF_FACT_STUDENT },
    { "papers", WF_FACT_HAS_PAPER },       { "birth-year", WF_FACT_AGE },
    { "region", WF_FACT_REGION },          { "locality", WF_FACT_LOCALITY },
  };
  const char *fact = NULL;
  g_auto (Trial) trial = { 0 };

  g_return_val_if_fail (plan != NULL && name != NULL && now != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      if (strcmp (FACTS[i].name, name) == 0)
        fact = FACTS[i].fact;
    }
  if (fact == NULL)
    return FALSE;

  trial_init (&trial, plan, fact, now, today);
  if (strcmp (name, "money-short") == 0 || strcmp (name, "children") == 0)
    return truth_moves (&trial, fact);
  if (strcmp (name, "benefits") == 0)
    return list_moves (&trial, fact, BENEFITS);
  if (strcmp (name, "student") == 0)
    return list_moves (&trial, fact, CLASSES);
  if (strcmp (name, "papers") == 0)
    return papers_move (&trial);
  return strcmp (name, "birth-year") == 0 ? age_moves (&trial) : place_moves (&trial, fact);
}
