/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bank of items as an immutable value, and what may be asked of one item. Pure.
 *
 * Invariants: ids are unique; an item is never changed after the bank is made.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-item-bank.h"
#include "wf-item-bank-private.h"

#include <string.h>

struct _WfItemBank {
  gatomicrefcount refs;
  WfPackInfo *info;
  GPtrArray *items;  /* of WfItem, owned */
  GHashTable *by_id; /* id to WfItem, both of items */
};

static const char *const KIND_NAMES[] = { "can-do", "task", "choice", "access", "care" };

static const char *const CONSTRAINT_NAMES[] = {
  "none",   "availability", "affordability", "awareness", "ability", "agency",
  "area-1", "area-2",       "area-3",        "area-4",    "area-5",
};

void
wf_item_option_free (WfItemOption *self)
{
  g_free (self->id);
  g_clear_pointer (&self->text, wf_text_unref);
  g_free (self);
}

void
wf_item_free (WfItem *self)
{
  g_free (self->id);
  g_free (self->competence);
  g_clear_pointer (&self->text, wf_text_unref);
  g_clear_pointer (&self->why, wf_text_unref);
  g_clear_pointer (&self->done, wf_text_unref);
  g_clear_pointer (&self->prompt, wf_text_unref);
  g_clear_pointer (&self->setup, wf_text_unref);
  g_clear_pointer (&self->explain, wf_text_unref);
  g_clear_pointer (&self->adapt, wf_text_unref);
  g_free (self->note);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_pointer (&self->thresholds, g_array_unref);
  g_free (self->plan);
  g_free (self->card);
  g_free (self->answer);
  g_free (self->sheet);
  g_free (self->picture);
  g_free (self->replaces);
  g_strfreev (self->regions_only);
  g_strfreev (self->regions_except);
  g_strfreev (self->scripts);
  g_free (self);
}

WfText *
wf_item_get_done (const WfItem *self)
{
  return self->done != NULL ? self->done : self->text;
}

gboolean
wf_item_is_scored (const WfItem *self)
{
  return self->max_score > 0;
}

const WfItemOption *
wf_item_get_option (const WfItem *self, const char *option_id)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const WfItemOption *option = self->options->pdata[i];
      if (g_strcmp0 (option->id, option_id) == 0)
        return option;
    }
  return NULL;
}

/* "CA" covers "CA" and "CA-ON"; "CA-ON" covers itself alone. */
static gboolean
covers_region (GStrv codes, const char *region)
{
  for (guint i = 0; codes[i] != NULL; i++)
    {
      gsize length = strlen (codes[i]);
      if (g_str_equal (codes[i], "any") ||
          (region != NULL && strncmp (region, codes[i], length) == 0 &&
           (region[length] == '\0' || region[length] == '-')))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_item_allows_region (const WfItem *self, const char *region)
{
  if (self->regions_except != NULL &&
      (region == NULL || covers_region (self->regions_except, region)))
    return FALSE;
  return self->regions_only == NULL || covers_region (self->regions_only, region);
}

gboolean
wf_item_allows_script (const WfItem *self, const char *script)
{
  return self->scripts == NULL ||
         (script != NULL && g_strv_contains ((const char *const *) self->scripts, script));
}

gboolean
wf_item_allows_language (const WfItem *self, const char *lang)
{
  for (guint i = 0; self->local_set && i < self->options->len; i++)
    {
      const WfItemOption *option = self->options->pdata[i];
      if (!wf_text_has (option->text, lang))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_item_is_foundation (const WfItem *self, WfVisitModes mode)
{
  return (self->foundation_modes & mode) != 0;
}

const char *
wf_item_kind_to_name (WfItemKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (KIND_NAMES), NULL);

  return KIND_NAMES[kind];
}

const char *
wf_constraint_to_name (WfConstraint constraint)
{
  g_return_val_if_fail ((guint) constraint < G_N_ELEMENTS (CONSTRAINT_NAMES), NULL);

  return CONSTRAINT_NAMES[constraint];
}

WfConstraint
wf_constraint_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (CONSTRAINT_NAMES); i++)
    {
      if (g_strcmp0 (name, CONSTRAINT_NAMES[i]) == 0)
        return i;
    }
  return WF_CONSTRAINT_NONE;
}

WfItemBank *
wf_item_bank_new_take (WfPackInfo *info, GPtrArray *items)
{
  WfItemBank *self = g_new0 (WfItemBank, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->items = items;
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < items->len; i++)
    {
      WfItem *item = items->pdata[i];
      g_hash_table_insert (self->by_id, item->id, item);
    }
  return self;
}

WfItemBank *
wf_item_bank_ref (WfItemBank *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_item_bank_unref (WfItemBank *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_pack_info_free (self->info);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_free (self);
}

const WfPackInfo *
wf_item_bank_get_info (const WfItemBank *self)
{
  return self->info;
}

guint
wf_item_bank_get_n_items (const WfItemBank *self)
{
  return self->items->len;
}

const WfItem *
wf_item_bank_get_item (const WfItemBank *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return self->items->pdata[index];
}

const WfItem *
wf_item_bank_lookup (const WfItemBank *self, const char *item_id)
{
  return g_hash_table_lookup (self->by_id, item_id);
}
