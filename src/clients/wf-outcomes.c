/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How offers turned out, as counts. A count is written in the same transaction as the step that
 * led to it, and taken back with it. Pure.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-outcomes.h"

#include "wf-json.h"

#include <string.h>

#define STATE_TYPE   "a{s(uuuuu)}"
#define PRIOR_WEIGHT 4.0

struct _WfOutcomes {
  gatomicrefcount refs;
  GHashTable *counts; /* entry id → WfOutcomeCount */
};

WfOutcomes *
wf_outcomes_new_from_snapshot (GVariant *state)
{
  WfOutcomes *self = g_new0 (WfOutcomes, 1);
  GVariantIter iter;
  const char *entry;
  WfOutcomeCount count;

  g_atomic_ref_count_init (&self->refs);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (state == NULL || !g_variant_is_of_type (state, G_VARIANT_TYPE (STATE_TYPE)))
    return self;
  g_variant_iter_init (&iter, state);
  while (g_variant_iter_next (&iter, "{&s(uuuuu)}", &entry, &count.got, &count.part, &count.not_got,
                              &count.other, &count.dropped))
    g_hash_table_insert (self->counts, g_strdup (entry), g_memdup2 (&count, sizeof count));
  return self;
}

WfOutcomes *
wf_outcomes_ref (WfOutcomes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_outcomes_unref (WfOutcomes *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_hash_table_unref (self->counts);
  g_free (self);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static GVariant *
to_variant (const WfOutcomes *self)
{
  GVariantBuilder builder;
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->counts), compare_keys);

  g_variant_builder_init (&builder, G_VARIANT_TYPE (STATE_TYPE));
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const WfOutcomeCount *count = g_hash_table_lookup (self->counts, l->data);

      g_variant_builder_add (&builder, "{s(uuuuu)}", l->data, count->got, count->part,
                             count->not_got, count->other, count->dropped);
    }
  return g_variant_builder_end (&builder);
}

/* Reasons of the client, not of the offer: they say nothing about the next one. A count says only
 * "client" or "offer"; those of before 22 November 2026 have the reason itself. */
static gboolean
is_about_client (const char *reason)
{
  static const char *const reasons[] = {
    "client", "changed-mind", "moved", "client-unreached", "not-safe", "declined", "duplicate", NULL
  };

  return g_strv_contains (reasons, reason);
}

static guint *
find_cell (WfOutcomeCount *count, const char *result, const char *reason)
{
  if (strcmp (result, "got-it") == 0)
    return &count->got;
  if (strcmp (result, "got-part") == 0)
    return &count->part;
  if (strcmp (result, "dropped") == 0)
    return &count->dropped;
  if (strcmp (result, "not-got") == 0)
    return is_about_client (reason) ? &count->other : &count->not_got;
  return NULL;
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  g_autoptr (WfOutcomes) self = wf_outcomes_new_from_snapshot (state);
  const char *entry = wf_json_get_string (record->body, "entry", "");
  gint64 n = wf_json_get_int (record->body, "n", 0);
  WfOutcomeCount *count;
  guint *cell;

  if (strcmp (record->kind, "count.outcome") != 0 || *entry == '\0' || (n != 1 && n != -1))
    return state != NULL ? g_variant_ref (state) : to_variant (self);
  count = g_hash_table_lookup (self->counts, entry);
  if (count == NULL)
    {
      count = g_new0 (WfOutcomeCount, 1);
      g_hash_table_insert (self->counts, g_strdup (entry), count);
    }
  cell = find_cell (count, wf_json_get_string (record->body, "result", ""),
                    wf_json_get_string (record->body, "reason", ""));
  if (cell != NULL && (n > 0 || *cell > 0))
    *cell += (guint) n;
  return to_variant (self);
}

const WfFold *
wf_outcomes_get_fold (void)
{
  static const char *const kinds[] = { "count.", NULL };
  static const WfFold fold = { WF_OUTCOMES_ASPECT, 1, kinds, apply };

  return &fold;
}

const WfOutcomeCount *
wf_outcomes_lookup (const WfOutcomes *self, const char *entry_id)
{
  g_return_val_if_fail (self != NULL && entry_id != NULL, NULL);

  return g_hash_table_lookup (self->counts, entry_id);
}

static guint
get_worked (const WfOutcomeCount *count)
{
  guint got = count->got + count->part;

  return got - MIN (got, count->dropped);
}

static guint
get_tried (const WfOutcomeCount *count)
{
  return count->got + count->part + count->not_got;
}

gboolean
wf_outcomes_get_share (const WfOutcomes *self,
                       const char *entry_id,
                       guint *out_worked,
                       guint *out_of)
{
  const WfOutcomeCount *count = wf_outcomes_lookup (self, entry_id);

  if (count == NULL || get_tried (count) < WF_OUTCOMES_FLOOR)
    return FALSE;
  *out_worked = get_worked (count);
  *out_of = get_tried (count);
  return TRUE;
}

double
wf_outcomes_get_chance (const WfOutcomes *self, const char *entry_id)
{
  const WfOutcomeCount *count = wf_outcomes_lookup (self, entry_id);
  double worked = 1, tried = 2, mean;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      worked += get_worked (value);
      tried += get_tried (value);
    }
  mean = worked / tried;
  if (count == NULL)
    return mean;
  return (get_worked (count) + PRIOR_WEIGHT * mean) / (get_tried (count) + PRIOR_WEIGHT);
}

/* --- What a change counts --- */

static gboolean
is_counted (const WfReferral *self)
{
  return self != NULL && !self->is_inbound && *self->entry_id != '\0' &&
         wf_referral_state_is_end (self->state);
}

static gboolean
is_dropped (const WfReferral *self)
{
  return is_counted (self) && self->state != WF_REFERRAL_NOT_GOT && self->outcome != NULL &&
         strcmp (self->outcome->kept, "no") == 0;
}

/* Whose reason it was, and no more: what survives a client must not tell of them. */
static const char *
get_reason (const WfReferral *self)
{
  if (!is_counted (self) || self->state != WF_REFERRAL_NOT_GOT)
    return "";
  return is_about_client (wf_referral_get_last_step (self)->reason) ? "client" : "offer";
}

static void
add_count (GPtrArray *records, const WfReferral *self, const char *result, int n)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "entry", self->entry_id);
  json_object_set_string_member (body, "result", result);
  if (strcmp (result, "not-got") == 0)
    json_object_set_string_member (body, "reason", get_reason (self));
  json_object_set_int_member (body, "n", n);
  g_ptr_array_add (records, wf_record_new ("count.outcome", body));
}

GPtrArray *
wf_outcomes_propose (const WfReferral *before, const WfReferral *after)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  gboolean is_same = is_counted (before) && is_counted (after) && before->state == after->state &&
                     strcmp (get_reason (before), get_reason (after)) == 0;

  if (is_counted (before) && !is_same)
    add_count (records, before, wf_referral_state_get_code (before->state), -1);
  if (is_counted (after) && !is_same)
    add_count (records, after, wf_referral_state_get_code (after->state), 1);
  if (is_dropped (before) && !is_dropped (after))
    add_count (records, before, "dropped", -1);
  else if (is_dropped (after) && !is_dropped (before))
    add_count (records, after, "dropped", 1);
  return records;
}

/* What tells most of how it went for somebody: 0 counts nothing. */
static guint
get_rank (const WfReferral *self)
{
  if (!is_counted (self))
    return 0;
  switch (self->state)
    {
    case WF_REFERRAL_GOT:
      return 4;
    case WF_REFERRAL_PART:
      return 3;
    default:
      return strcmp (get_reason (self), "offer") == 0 ? 2 : 1;
    }
}

/* The one referral that stands for this client and that entry; the latest of the best. */
static const WfReferral *
find_best (GPtrArray *referrals, const char *entry_id)
{
  const WfReferral *best = NULL;

  for (guint i = 0; i < referrals->len; i++)
    {
      const WfReferral *referral = referrals->pdata[i];

      if (strcmp (referral->entry_id, entry_id) == 0 && get_rank (referral) > 0 &&
          (best == NULL || get_rank (referral) >= get_rank (best)))
        best = referral;
    }
  return best;
}

GPtrArray *
wf_outcomes_propose_all (GPtrArray *before, GPtrArray *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < after->len; i++)
    {
      const char *entry_id = ((const WfReferral *) after->pdata[i])->entry_id;
      g_autoptr (GPtrArray) some = NULL;

      if (!g_hash_table_add (done, (gpointer) entry_id))
        continue;
      some = wf_outcomes_propose (find_best (before, entry_id), find_best (after, entry_id));
      for (guint k = 0; k < some->len; k++)
        g_ptr_array_add (records, wf_record_ref (some->pdata[k]));
    }
  return records;
}
