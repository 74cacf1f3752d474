/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known about a client, as three-valued lookups. Pure: no clock, no I/O, no log.
 *
 * Invariant: an entry of state KNOWN knows something (a value, a whole list or a range); an
 * entry of another state knows nothing. A list is either complete (what is absent is *no*) or
 * partial (what is absent is unknown).
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-facts.h"

#include "wf-json.h"
#include "wf-resource.h"

#define YES "yes"

typedef struct {
  WfFactState state;
  GTree *values; /* text → GUINT_TO_POINTER (WfTruth), sorted by text */
  gboolean is_complete;
  gboolean has_range;
  int min;
  int max;
} Fact;

struct _WfFacts {
  gatomicrefcount refs;
  GHashTable *facts; /* name → Fact */
};

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer unused)
{
  return strcmp (a, b);
}

static Fact *
fact_new (WfFactState state)
{
  Fact *fact = g_new0 (Fact, 1);

  fact->state = state;
  fact->values = g_tree_new_full (compare_texts, NULL, g_free, NULL);
  return fact;
}

static void
fact_free (Fact *fact)
{
  g_tree_unref (fact->values);
  g_free (fact);
}

static const Fact *
find (const WfFacts *self, const char *name)
{
  return g_hash_table_lookup (self->facts, name);
}

/* Drops what was known of the name and gives an empty fact to fill. */
static Fact *
renew (WfFacts *self, const char *name, WfFactState state)
{
  Fact *fact = fact_new (state);

  g_hash_table_replace (self->facts, g_strdup (name), fact);
  return fact;
}

static void
put_value (Fact *fact, const char *value, WfTruth truth)
{
  g_tree_replace (fact->values, g_strdup (value), GUINT_TO_POINTER (truth));
}

static gboolean
copy_value (gpointer value, gpointer truth, gpointer data)
{
  put_value (data, value, GPOINTER_TO_UINT (truth));
  return FALSE;
}

static gboolean
collect_yes (gpointer value, gpointer truth, gpointer data)
{
  if (GPOINTER_TO_UINT (truth) == WF_TRUTH_YES)
    g_ptr_array_add (data, value);
  return FALSE;
}

static gboolean
read_range (WfFacts *self, const char *name, JsonObject *object)
{
  gint64 min = wf_json_get_int (object, "min", 0);
  gint64 max = wf_json_get_int (object, "max", G_MAXINT);

  if (min < 0 || max > G_MAXINT || min > max)
    return FALSE;
  wf_facts_set_range (self, name, (int) min, (int) max);
  return TRUE;
}

static void
read_apart (WfFacts *self, const char *name, JsonObject *object)
{
  g_auto (GStrv) yes = wf_json_get_strings (object, "yes");
  g_auto (GStrv) no = wf_json_get_strings (object, "no");

  for (guint i = 0; yes[i] != NULL; i++)
    wf_facts_set_value (self, name, yes[i], WF_TRUTH_YES);
  for (guint i = 0; no[i] != NULL; i++)
    wf_facts_set_value (self, name, no[i], WF_TRUTH_NO);
}

static gboolean
read_object (WfFacts *self, const char *name, JsonObject *object)
{
  const char *state = wf_json_get_string (object, "state", NULL);

  if (json_object_has_member (object, "min") || json_object_has_member (object, "max"))
    return read_range (self, name, object);
  if (json_object_has_member (object, "yes") || json_object_has_member (object, "no"))
    {
      read_apart (self, name, object);
      return TRUE;
    }
  if (g_strcmp0 (state, "refused") == 0)
    wf_facts_set_state (self, name, WF_FACT_REFUSED);
  else if (g_strcmp0 (state, "dont-know") == 0)
    wf_facts_set_state (self, name, WF_FACT_DONT_KNOW);
  else if (g_strcmp0 (state, "not-asked") == 0)
    wf_facts_set_state (self, name, WF_FACT_NOT_ASKED);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_scalar (WfFacts *self, const char *name, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_BOOLEAN)
    wf_facts_set_truth (self, name, json_node_get_boolean (node) ? WF_TRUTH_YES : WF_TRUTH_NO);
  else if (type == G_TYPE_STRING)
    wf_facts_set_text (self, name, json_node_get_string (node));
  else if (type == G_TYPE_INT64 && json_node_get_int (node) >= 0 &&
           json_node_get_int (node) <= G_MAXINT)
    wf_facts_set_range (self, name, (int) json_node_get_int (node), (int) json_node_get_int (node));
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_node (WfFacts *self, const char *name, JsonObject *object, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node))
    return read_scalar (self, name, node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_object (self, name, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_auto (GStrv) values = wf_json_get_strings (object, name);

      wf_facts_set_values (self, name, (const char *const *) values);
      return g_strv_length (values) == json_array_get_length (json_node_get_array (node));
    }
  return FALSE;
}

WfFacts *
wf_facts_new (void)
{
  WfFacts *self = g_new0 (WfFacts, 1);

  g_atomic_ref_count_init (&self->refs);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) fact_free);
  return self;
}

WfFacts *
wf_facts_copy (const WfFacts *self)
{
  WfFacts *copy = wf_facts_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->facts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Fact *from = value;
      Fact *to = renew (copy, name, from->state);

      to->is_complete = from->is_complete;
      to->has_range = from->has_range;
      to->min = from->min;
      to->max = from->max;
      g_tree_foreach (from->values, copy_value, to);
    }
  return copy;
}

WfFacts *
wf_facts_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (WfFacts) self = wf_facts_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!read_node (self, name, object, node))
        {
          g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                       "the fact “%s” has a value of no known shape", name);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

WfFacts *
wf_facts_ref (WfFacts *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_facts_unref (WfFacts *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->facts);
  g_free (self);
}

void
wf_facts_set_state (WfFacts *self, const char *name, WfFactState state)
{
  g_return_if_fail (state != WF_FACT_KNOWN);

  renew (self, name, state);
}

void
wf_facts_set_values (WfFacts *self, const char *name, const char *const *values)
{
  Fact *fact = renew (self, name, WF_FACT_KNOWN);

  fact->is_complete = TRUE;
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    put_value (fact, values[i], WF_TRUTH_YES);
}

void
wf_facts_set_text (WfFacts *self, const char *name, const char *value)
{
  const char *const values[] = { value, NULL };

  wf_facts_set_values (self, name, values);
}

void
wf_facts_set_value (WfFacts *self, const char *name, const char *value, WfTruth truth)
{
  Fact *fact = g_hash_table_lookup (self->facts, name);

  if (fact == NULL || fact->state != WF_FACT_KNOWN)
    fact = renew (self, name, WF_FACT_KNOWN);

  if (truth == WF_TRUTH_UNKNOWN)
    {
      g_tree_remove (fact->values, value);
      fact->is_complete = FALSE;
    }
  else
    put_value (fact, value, truth);

  if (g_tree_nnodes (fact->values) == 0 && !fact->is_complete && !fact->has_range)
    fact->state = WF_FACT_NOT_ASKED;
}

void
wf_facts_set_truth (WfFacts *self, const char *name, WfTruth truth)
{
  const char *const none[] = { NULL };

  if (truth == WF_TRUTH_UNKNOWN)
    wf_facts_set_state (self, name, WF_FACT_DONT_KNOW);
  else if (truth == WF_TRUTH_YES)
    wf_facts_set_text (self, name, YES);
  else
    wf_facts_set_values (self, name, none);
}

void
wf_facts_set_range (WfFacts *self, const char *name, int min, int max)
{
  g_return_if_fail (min <= max);

  Fact *fact = renew (self, name, WF_FACT_KNOWN);

  fact->has_range = TRUE;
  fact->min = min;
  fact->max = max;
}

void
wf_facts_set_birth_year (WfFacts *self, int year, const GDate *today)
{
  int age = g_date_get_year (today) - year;

  g_return_if_fail (age >= 0);

  wf_facts_set_range (self, WF_FACT_AGE, MAX (age - 1, 0), age);
}

WfFactState
wf_facts_get_state (const WfFacts *self, const char *name)
{
  const Fact *fact = find (self, name);

  return fact == NULL ? WF_FACT_NOT_ASKED : fact->state;
}

WfTruth
wf_facts_has (const WfFacts *self, const char *name, const char *value)
{
  const Fact *fact = find (self, name);
  gpointer truth = NULL;

  if (fact == NULL || fact->state != WF_FACT_KNOWN || fact->has_range)
    return WF_TRUTH_UNKNOWN;
  if (g_tree_lookup_extended (fact->values, value, NULL, &truth))
    return GPOINTER_TO_UINT (truth);
  return fact->is_complete ? WF_TRUTH_NO : WF_TRUTH_UNKNOWN;
}

WfTruth
wf_facts_is (const WfFacts *self, const char *name)
{
  return wf_facts_has (self, name, YES);
}

const char **
wf_facts_get_values (const WfFacts *self, const char *name)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const Fact *fact = find (self, name);

  if (fact != NULL)
    g_tree_foreach (fact->values, collect_yes, values);
  g_ptr_array_add (values, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

const char *
wf_facts_get_text (const WfFacts *self, const char *name)
{
  g_autofree const char **values = wf_facts_get_values (self, name);

  return values[0];
}

gboolean
wf_facts_mentions (const WfFacts *self, const char *name, const char *value)
{
  const Fact *fact = find (self, name);

  return fact != NULL && g_tree_lookup_extended (fact->values, value, NULL, NULL);
}

gboolean
wf_facts_is_complete (const WfFacts *self, const char *name)
{
  const Fact *fact = find (self, name);

  return fact != NULL && fact->is_complete;
}

gboolean
wf_facts_get_range (const WfFacts *self, const char *name, int *out_min, int *out_max)
{
  const Fact *fact = find (self, name);

  if (fact == NULL || !fact->has_range)
    return FALSE;
  *out_min = fact->min;
  *out_max = fact->max;
  return TRUE;
}
