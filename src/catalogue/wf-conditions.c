/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evaluator: facts × conditions × today → eligible, ask or not eligible, with reasons, papers
 * and the shortest way to yes. Pure.
 *
 * All keys of an object must hold (the least of their truths); of any_of one must (the greatest).
 * Reasons follow the answer: for *no* what stands against it, for *ask* only what could still
 * lead to yes. Each reason is said once.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-conditions.h"

#include "wf-condition-terms.h"
#include "wf-json.h"

#define ANY_OF    "any_of"
#define DOCUMENTS "documents"
#define NOTE      "note"
#define MAX_DEPTH 8

/* What one object comes to. */
typedef struct {
  WfTruth truth;
  GPtrArray *reasons;   /* of WfReason: every one that is not yes, and notes */
  GPtrArray *remedies;  /* of WfReason */
  gboolean is_hopeless; /* no remedy could help */
  GPtrArray *documents; /* of text */
  GPtrArray *papers;    /* of text */
} Outcome;

static void
evaluate_object (Outcome *outcome, JsonObject *object, const WfTermContext *context, guint depth);

static Outcome *
outcome_new (void)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->truth = WF_TRUTH_YES;
  outcome->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_reason_free);
  outcome->remedies = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_reason_free);
  outcome->documents = g_ptr_array_new_with_free_func (g_free);
  outcome->papers = g_ptr_array_new_with_free_func (g_free);
  return outcome;
}

static void
outcome_free (Outcome *outcome)
{
  g_ptr_array_unref (outcome->reasons);
  g_ptr_array_unref (outcome->remedies);
  g_ptr_array_unref (outcome->documents);
  g_ptr_array_unref (outcome->papers);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gboolean
is_same_reason (gconstpointer a, gconstpointer b)
{
  const WfReason *left = a, *right = b;

  return left->truth == right->truth && strcmp (left->code, right->code) == 0 &&
         g_strv_equal ((const char *const *) left->args, (const char *const *) right->args);
}

static void
add_reason (GPtrArray *reasons, const WfReason *reason)
{
  if (!g_ptr_array_find_with_equal_func (reasons, reason, is_same_reason, NULL))
    g_ptr_array_add (reasons, wf_reason_copy (reason));
}

static void
add_texts (GPtrArray *texts, const char *const *more)
{
  for (guint i = 0; more[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (texts, more[i], g_str_equal, NULL))
        g_ptr_array_add (texts, g_strdup (more[i]));
    }
}

static void
merge_texts (GPtrArray *texts, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    add_texts (texts, (const char *const[]){ more->pdata[i], NULL });
}

/* One condition joins those that must all hold. */
static void
take_reason (Outcome *outcome, const WfReason *reason)
{
  outcome->truth = MIN (outcome->truth, reason->truth);
  if (reason->truth == WF_TRUTH_YES)
    return;
  add_reason (outcome->reasons, reason);
  if (reason->truth == WF_TRUTH_NO && !reason->can_change)
    outcome->is_hopeless = TRUE;
  else
    add_reason (outcome->remedies, reason);
}

/* The papers the client has, or, when none is known, those any of which would do. */
static void
take_papers (Outcome *outcome, const WfTermContext *context)
{
  g_auto (GStrv) wanted = wf_json_get_strings (context->whole, WF_FACT_HAS_PAPER);
  gboolean has_one = FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (wf_facts_has (context->facts, WF_FACT_HAS_PAPER, wanted[i]) != WF_TRUTH_YES)
        continue;
      add_texts (outcome->papers, (const char *const[]){ wanted[i], NULL });
      has_one = TRUE;
    }
  if (!has_one)
    add_texts (outcome->papers, (const char *const *) wanted);
}

static guint
count_no (GPtrArray *reasons)
{
  guint count = 0;

  for (guint i = 0; i < reasons->len; i++)
    count += ((WfReason *) reasons->pdata[i])->truth == WF_TRUTH_NO;
  return count;
}

static gboolean
is_shorter (const Outcome *way, const Outcome *than)
{
  guint left = count_no (way->remedies), right = count_no (than->remedies);

  return left != right ? left < right : way->remedies->len < than->remedies->len;
}

/* Joins the ways of any_of: reasons and papers only of those that reach the best answer. */
static void
take_alternatives (Outcome *outcome, GPtrArray *ways)
{
  WfTruth best = WF_TRUTH_NO;
  Outcome *shortest = NULL;

  for (guint i = 0; i < ways->len; i++)
    {
      Outcome *way = ways->pdata[i];

      best = MAX (best, way->truth);
      if (!way->is_hopeless && (shortest == NULL || is_shorter (way, shortest)))
        shortest = way;
    }
  for (guint i = 0; i < ways->len; i++)
    {
      Outcome *way = ways->pdata[i];

      if (way->truth != best)
        continue;
      merge_texts (outcome->documents, way->documents);
      merge_texts (outcome->papers, way->papers);
      for (guint j = 0; j < way->reasons->len; j++)
        add_reason (outcome->reasons, way->reasons->pdata[j]);
    }
  outcome->truth = MIN (outcome->truth, best);
  outcome->is_hopeless |= shortest == NULL;
  for (guint i = 0; best != WF_TRUTH_YES && shortest != NULL && i < shortest->remedies->len; i++)
    add_reason (outcome->remedies, shortest->remedies->pdata[i]);
}

static void
take_unknown (Outcome *outcome, const char *key)
{
  g_autoptr (WfReason) reason =
      wf_reason_new ("unknown-condition", WF_TRUTH_UNKNOWN, (const char *const[]){ key, NULL });

  reason->state = WF_FACT_KNOWN;
  take_reason (outcome, reason);
}

static void
evaluate_any_of (Outcome *outcome, const WfTermContext *context, guint depth)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func ((GDestroyNotify) outcome_free);
  JsonArray *alternatives = wf_json_get_array (context->whole, ANY_OF);
  guint count = alternatives == NULL ? 0 : json_array_get_length (alternatives);

  if (count == 0 || depth >= MAX_DEPTH)
    {
      take_unknown (outcome, ANY_OF);
      return;
    }
  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = json_array_get_element (alternatives, i);
      Outcome *way = outcome_new ();

      g_ptr_array_add (ways, way);
      if (JSON_NODE_HOLDS_OBJECT (node))
        evaluate_object (way, json_node_get_object (node), context, depth + 1);
      else
        take_unknown (way, ANY_OF);
      for (guint j = 0; j < way->reasons->len; j++)
        ((WfReason *) way->reasons->pdata[j])->alternative = i + 1;
      for (guint j = 0; j < way->remedies->len; j++)
        ((WfReason *) way->remedies->pdata[j])->alternative = i + 1;
    }
  take_alternatives (outcome, ways);
}

static void
take_note (Outcome *outcome, JsonObject *object)
{
  g_auto (GStrv) words = wf_json_get_strings (object, NOTE);
  g_autoptr (WfReason) note = wf_reason_new (NOTE, WF_TRUTH_YES, (const char *const *) words);

  if (words[0] != NULL)
    add_reason (outcome->reasons, note);
}

static void
evaluate_object (Outcome *outcome, JsonObject *object, const WfTermContext *context, guint depth)
{
  WfTermContext inner = { context->facts, context->today, object };
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (strcmp (key, ANY_OF) == 0)
        evaluate_any_of (outcome, &inner, depth);
      else if (strcmp (key, DOCUMENTS) == 0)
        {
          g_auto (GStrv) documents = wf_json_get_strings (object, DOCUMENTS);

          add_texts (outcome->documents, (const char *const *) documents);
        }
      else if (strcmp (key, NOTE) == 0)
        take_note (outcome, object);
      else
        {
          g_autoptr (WfReason) reason = wf_term_evaluate (&inner, key);

          if (reason != NULL)
            take_reason (outcome, reason);
        }
    }
  take_papers (outcome, &inner);
}

static void
take_conditions (
    Outcome *outcome, JsonObject *conditions, const char *words, WfFacts *facts, const GDate *today)
{
  WfTermContext context = { facts, today, conditions };

  if (conditions != NULL)
    {
      evaluate_object (outcome, conditions, &context, 0);
      return;
    }

  g_autoptr (WfReason) reason =
      wf_reason_new ("read-text", WF_TRUTH_UNKNOWN, (const char *const[]){ words, NULL });

  reason->state = WF_FACT_KNOWN;
  take_reason (outcome, reason);
}

static GStrv
steal_texts (GPtrArray **texts)
{
  g_ptr_array_add (*texts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (texts), FALSE);
}

/* First what decides, then the notes. */
static GPtrArray *
pick_reasons (const Outcome *outcome)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_reason_free);

  for (guint pass = 0; pass < 2; pass++)
    {
      WfTruth wanted = pass == 0 ? outcome->truth : WF_TRUTH_YES;

      for (guint i = 0; i < outcome->reasons->len; i++)
        {
          WfReason *reason = outcome->reasons->pdata[i];

          if (reason->truth == wanted)
            add_reason (picked, reason);
        }
    }
  return picked;
}

static WfVerdict *
conclude (Outcome *outcome)
{
  WfVerdict *verdict = g_new0 (WfVerdict, 1);

  G_STATIC_ASSERT ((int) WF_VERDICT_NOT_ELIGIBLE == (int) WF_TRUTH_NO);
  G_STATIC_ASSERT ((int) WF_VERDICT_ASK == (int) WF_TRUTH_UNKNOWN);
  G_STATIC_ASSERT ((int) WF_VERDICT_ELIGIBLE == (int) WF_TRUTH_YES);

  if (outcome->is_hopeless)
    g_ptr_array_set_size (outcome->remedies, 0);

  g_atomic_ref_count_init (&verdict->refs);
  verdict->kind = (WfVerdictKind) outcome->truth;
  verdict->reasons = pick_reasons (outcome);
  verdict->documents = steal_texts (&outcome->documents);
  verdict->papers = steal_texts (&outcome->papers);
  verdict->remedies = g_ptr_array_ref (outcome->remedies);
  outcome->documents = g_ptr_array_new ();
  outcome->papers = g_ptr_array_new ();
  return verdict;
}

WfVerdict *
wf_conditions_evaluate (JsonObject *conditions, WfFacts *facts, const GDate *today)
{
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  g_autoptr (Outcome) outcome = outcome_new ();

  take_conditions (outcome, conditions, NULL, facts, today);
  return conclude (outcome);
}

WfVerdict *
wf_resource_evaluate (const WfResource *resource, WfFacts *facts, const GDate *today)
{
  g_return_val_if_fail (resource != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  g_autoptr (Outcome) outcome = outcome_new ();
  WfTruth covers = wf_resource_covers (resource, wf_facts_get_text (facts, WF_FACT_REGION));
  g_autoptr (WfReason) region =
      wf_term_region (facts, covers, (const char *const *) resource->regions);

  if (resource->status == WF_RESOURCE_CLOSED)
    {
      g_autoptr (WfReason) closed = wf_reason_new ("closed", WF_TRUTH_NO, NULL);

      take_reason (outcome, closed);
      return conclude (outcome);
    }
  take_reason (outcome, region);
  if (resource->locality != NULL)
    {
      g_autoptr (WfReason) place = wf_term_locality (facts, resource->locality);

      take_reason (outcome, place);
    }
  take_conditions (outcome, wf_resource_get_conditions (resource), resource->eligibility, facts,
                   today);
  return conclude (outcome);
}

static void
collect_facts (GTree *names, JsonObject *conditions, guint depth)
{
  JsonArray *alternatives = wf_json_get_array (conditions, ANY_OF);
  g_autoptr (GList) keys = json_object_get_members (conditions);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *fact = wf_term_get_fact (l->data);

      if (fact != NULL)
        g_tree_insert (names, (gpointer) fact, NULL);
    }
  for (guint i = 0;
       alternatives != NULL && depth < MAX_DEPTH && i < json_array_get_length (alternatives); i++)
    {
      JsonNode *node = json_array_get_element (alternatives, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        collect_facts (names, json_node_get_object (node), depth + 1);
    }
}

static gboolean
collect_name (gpointer name, gpointer unused, gpointer texts)
{
  g_ptr_array_add (texts, g_strdup (name));
  return FALSE;
}

GStrv
wf_conditions_get_fact_names (JsonObject *conditions)
{
  g_autoptr (GTree) names = g_tree_new ((GCompareFunc) strcmp);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  if (conditions != NULL)
    collect_facts (names, conditions, 0);
  g_tree_foreach (names, collect_name, texts);
  return steal_texts (&texts);
}
