/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions and verdicts in words for a curator. Reasons are pack text.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-conditions-words.h"

#include <glib/gi18n.h>

#include "wf-plan.h"
#include "wf-resource-words.h"

static const struct {
  const char *key;
  const char *words;
} KEYS[] = {
  /* Translators: what an offer may ask of people; each stands before "Does not matter" or "Needed"
   */
  { "adult", N_ ("An adult") },
  { "older_adult", N_ ("An older person") },
  { "household_has_children", N_ ("Children at home") },
  { "women", N_ ("A woman") },
  { "student", N_ ("In a school or class") },
  { "disability", N_ ("A disability") },
  { "referral_required", N_ ("Sent by an agency") },
  { "explain_need", N_ ("Says why it is needed") },
  { "tried_provider_first", N_ ("Tried with the company first") },
  { "needs_device", N_ ("Has a phone or computer for it") },
  { "needs_internet", N_ ("Has internet for it") },
  { "own_phone", N_ ("Has a phone of their own") },
  { "lacks_home_internet", N_ ("Has no internet at home") },
  { "in_shelter_programme", N_ ("In a shelter programme") },
};

const char *
wf_conditions_key_get_words (const char *key)
{
  g_return_val_if_fail (key != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      if (g_str_equal (KEYS[i].key, key))
        return _ (KEYS[i].words);
    }
  return key;
}

GStrv
wf_verdict_dup_lines (const WfVerdict *verdict, WfServices *services)
{
  const WfClientTexts *texts;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (verdict != NULL && services != NULL, NULL);

  texts = wf_pack_library_get_texts (services->packs);
  for (guint i = 0; i < verdict->reasons->len; i++)
    {
      const WfReason *reason = verdict->reasons->pdata[i];
      g_autofree char *english = wf_reason_to_english (reason);
      WfPlanReason said = {
        .code = reason->code,
        .truth = reason->truth,
        .state = reason->state,
        .args = reason->args,
        .english = english,
      };
      g_autofree char *text = wf_plan_reason_get_text (&said, texts, services->lang);

      if (!g_hash_table_contains (seen, text))
        {
          g_strv_builder_add (builder, text);
          g_hash_table_add (seen, g_steal_pointer (&text));
        }
    }
  return g_strv_builder_end (builder);
}

GStrv
wf_verdict_dup_way (WfVerdictKind kind, guint n_reasons, GPtrArray *remedies, WfServices *services)
{
  const WfClientTexts *texts;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) means = NULL;
  g_auto (GStrv) questions = NULL;

  g_return_val_if_fail (remedies != NULL && services != NULL, NULL);

  texts = wf_pack_library_get_texts (services->packs);
  means = wf_plan_dup_means (remedies, texts, services->lang);
  questions = wf_plan_dup_questions (remedies, texts, services->lang);
  if (means[0] != NULL)
    {
      g_autofree char *list = wf_format_list (services->format, (const char *const *) means);
      /* Translators: %s is a list of things to get or do: "a library card" */
      g_autofree char *line = g_strdup_printf (_ ("They could get it with: %s"), list);

      g_strv_builder_add (lines, line);
    }
  if (questions[0] != NULL && (kind == WF_VERDICT_NOT_ELIGIBLE || remedies->len < n_reasons))
    {
      g_autofree char *all = g_strjoinv (" ", questions);
      /* Translators: %s is one or more questions */
      g_autofree char *line = g_strdup_printf (
          kind == WF_VERDICT_NOT_ELIGIBLE ? _ ("Then ask: %s") : _ ("Enough to ask: %s"), all);

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

char *
wf_conditions_dup_needs (const WfVerdict *verdict, WfServices *services)
{
  static const char *const SAID[] = { "region", "not_region", "locality", "read-text", NULL };
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (GPtrArray) remedies = NULL;
  g_auto (GStrv) means = NULL;
  g_auto (GStrv) questions = NULL;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  const WfClientTexts *texts;

  g_return_val_if_fail (verdict != NULL && services != NULL, NULL);

  for (guint i = 0; i < verdict->remedies->len; i++)
    {
      WfReason *remedy = verdict->remedies->pdata[i];

      if (!g_strv_contains (SAID, remedy->code))
        g_ptr_array_add (shown, remedy);
    }
  texts = wf_pack_library_get_texts (services->packs);
  remedies = wf_plan_freeze_remedies (shown);
  means = wf_plan_dup_means (remedies, texts, services->lang);
  questions = wf_plan_dup_questions (remedies, texts, services->lang);
  g_strv_builder_addv (lines, (const char **) means);
  g_strv_builder_addv (lines, (const char **) questions);
  all = g_strv_builder_end (lines);
  return all[0] != NULL ? g_strjoinv ("\n", all) : NULL;
}

char *
wf_conditions_dup_words (JsonObject *conditions, WfServices *services)
{
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (WfVerdict) verdict = NULL;
  g_auto (GStrv) lines = NULL;
  GDate today;

  g_return_val_if_fail (services != NULL, NULL);

  if (conditions == NULL)
    return g_strdup (_ ("only what the text says"));
  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (services->clock), &today);
  verdict = wf_conditions_evaluate (conditions, facts, &today);
  if (verdict->kind == WF_VERDICT_ELIGIBLE)
    return g_strdup (_ ("anyone where it is offered"));
  lines = wf_verdict_dup_lines (verdict, services);
  return g_strjoinv (" ", lines);
}

char *
wf_condition_value_dup_words (const char *family, const char *value, WfServices *services)
{
  const WfClientTexts *texts;
  g_autofree char *id = NULL;

  g_return_val_if_fail (family != NULL && value != NULL && services != NULL, NULL);

  texts = wf_pack_library_get_texts (services->packs);
  id = g_strconcat (family, ".", value, NULL);
  if (wf_client_texts_lookup (texts, id) == NULL)
    return NULL;
  return g_strdup (wf_client_texts_get (texts, id, services->lang, NULL));
}
