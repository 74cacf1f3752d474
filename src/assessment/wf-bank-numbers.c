/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An agency's own thresholds, over those of the pack: a table by item id that is replaced as a
 * whole. A set is a value: adopting and taking back make new ones.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-bank-numbers.h"

#include "wf-json.h"
#include "wf-sitting.h"

#include <math.h>

typedef struct {
  guint n_thresholds;
  double thresholds[WF_IRT_MAX_THRESHOLDS];
  guint n;
  gint64 moved_us;
} Row;

struct _WfBankNumbers {
  gatomicrefcount refs;
  char *pack;
  guint revision;
  GHashTable *rows; /* id → Row */
};

WfBankNumbers *
wf_bank_numbers_new (const char *pack)
{
  g_return_val_if_fail (pack != NULL, NULL);

  WfBankNumbers *self = g_new0 (WfBankNumbers, 1);

  g_atomic_ref_count_init (&self->refs);
  self->pack = g_strdup (pack);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

WfBankNumbers *
wf_bank_numbers_ref (WfBankNumbers *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_bank_numbers_unref (WfBankNumbers *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->pack);
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
wf_bank_move_free (WfBankMove *self)
{
  g_free (self->item);
  g_free (self);
}

static gboolean
read_row (JsonObject *object, Row *row)
{
  JsonArray *numbers = wf_json_get_array (object, "thresholds");
  WfIrtItem irt;

  if (numbers == NULL || json_array_get_length (numbers) > WF_IRT_MAX_THRESHOLDS)
    return FALSE;
  row->n_thresholds = json_array_get_length (numbers);
  for (guint i = 0; i < row->n_thresholds; i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);

      if (!JSON_NODE_HOLDS_VALUE (node))
        return FALSE;
      row->thresholds[i] = json_node_get_double (node);
    }
  row->n = (guint) CLAMP (wf_json_get_int (object, "n", 0), 0, G_MAXINT);
  row->moved_us = MAX (wf_json_get_int (object, "moved", 0), 0);
  return wf_irt_item_init (&irt, 1.0, row->thresholds, row->n_thresholds);
}

WfBankNumbers *
wf_bank_numbers_new_from_json (JsonObject *object)
{
  g_return_val_if_fail (object != NULL, NULL);

  const char *pack = wf_json_get_string (object, "pack", NULL);
  gint64 revision = wf_json_get_int (object, "revision", -1);
  JsonArray *items = wf_json_get_array (object, "items");

  if (pack == NULL || revision < 0 || revision > G_MAXINT || items == NULL)
    return NULL;

  g_autoptr (WfBankNumbers) self = wf_bank_numbers_new (pack);

  self->revision = (guint) revision;
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      const char *id = JSON_NODE_HOLDS_OBJECT (node)
                           ? wf_json_get_string (json_node_get_object (node), "id", NULL)
                           : NULL;
      g_autofree Row *row = g_new0 (Row, 1);

      if (id == NULL || g_hash_table_contains (self->rows, id) ||
          !read_row (json_node_get_object (node), row))
        return NULL;
      g_hash_table_insert (self->rows, g_strdup (id), g_steal_pointer (&row));
    }
  return g_steal_pointer (&self);
}

static JsonObject *
row_to_json (const char *id, const Row *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *numbers = json_array_new ();

  json_object_set_string_member (object, "id", id);
  for (guint i = 0; i < row->n_thresholds; i++)
    json_array_add_double_element (numbers, row->thresholds[i]);
  json_object_set_array_member (object, "thresholds", numbers);
  json_object_set_int_member (object, "n", row->n);
  json_object_set_int_member (object, "moved", row->moved_us);
  return object;
}

JsonObject *
wf_bank_numbers_to_json (const WfBankNumbers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autoptr (GList) ids =
      g_list_sort (g_hash_table_get_keys (self->rows), (GCompareFunc) g_strcmp0);

  json_object_set_string_member (object, "pack", self->pack);
  json_object_set_int_member (object, "revision", self->revision);
  for (GList *l = ids; l != NULL; l = l->next)
    json_array_add_object_element (
        items, row_to_json (l->data, g_hash_table_lookup (self->rows, l->data)));
  json_object_set_array_member (object, "items", items);
  return object;
}

guint
wf_bank_numbers_get_revision (const WfBankNumbers *self)
{
  return self->revision;
}

guint
wf_bank_numbers_get_n_items (const WfBankNumbers *self)
{
  return g_hash_table_size (self->rows);
}

WfBankNumbers *
wf_bank_numbers_with_revision (const WfBankNumbers *self, guint revision)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfBankNumbers *other = wf_bank_numbers_new (self->pack);
  GHashTableIter iter;
  gpointer id, row;

  other->revision = revision;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    g_hash_table_insert (other->rows, g_strdup (id), g_memdup2 (row, sizeof (Row)));
  return other;
}

WfBankNumbers *
wf_bank_numbers_with_moves (const WfBankNumbers *self,
                            guint revision,
                            GPtrArray *moves,
                            gint64 now_us)
{
  WfBankNumbers *other = wf_bank_numbers_with_revision (self, revision);

  for (guint i = 0; i < moves->len; i++)
    {
      const WfBankMove *move = moves->pdata[i];
      Row *row = g_new0 (Row, 1);

      row->n_thresholds = move->n_thresholds;
      memcpy (row->thresholds, move->thresholds, sizeof row->thresholds);
      row->n = move->n;
      row->moved_us = now_us;
      g_hash_table_replace (other->rows, g_strdup (move->item), row);
    }
  return other;
}

gint64
wf_bank_numbers_get_moved (const WfBankNumbers *self, const char *item_id)
{
  const Row *row = g_hash_table_lookup (self->rows, item_id);

  return row != NULL ? row->moved_us : 0;
}

gboolean
wf_bank_numbers_get_irt (const WfBankNumbers *self, const WfItem *item, WfIrtItem *out_irt)
{
  const Row *row = self != NULL ? g_hash_table_lookup (self->rows, item->id) : NULL;
  WfMeasureRules rules;
  double slope = 1.0;

  if (!wf_item_is_scored (item) || item->thresholds->len == 0)
    return FALSE;
  if (item->kind == WF_ITEM_CAN_DO)
    {
      wf_measure_rules_init (&rules);
      slope = rules.self_report_slope;
    }
  if (row != NULL && row->n_thresholds == item->thresholds->len)
    return wf_irt_item_init (out_irt, slope, row->thresholds, row->n_thresholds);
  return wf_irt_item_init (out_irt, slope, (const double *) (gpointer) item->thresholds->data,
                           item->thresholds->len);
}
