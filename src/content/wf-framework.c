/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A framework (areas, competences, levels, bands, baselines) as an immutable value. Its reader
 * stands in wf-framework-reader.c.
 *
 * Invariants: ids of parts, of bands, of levels and of baselines are unique; levels count from
 * 1 without a gap; a part with sentences is a question.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-framework-private.h"

void
wf_framework_part_free (WfFrameworkPart *self)
{
  g_free (self->id);
  g_free (self->parent);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->title_new, wf_text_unref);
  g_clear_pointer (&self->line, wf_text_unref);
  g_clear_pointer (&self->example, wf_text_unref);
  g_clear_pointer (&self->step, wf_text_unref);
  for (guint i = 0; i < WF_FRAMEWORK_MAX_LEVELS; i++)
    g_clear_pointer (&self->statements[i], wf_text_unref);
  g_free (self);
}

void
wf_framework_level_free (WfFrameworkLevel *self)
{
  g_free (self->id);
  g_free (self->band);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->line, wf_text_unref);
  g_free (self);
}

void
wf_framework_band_free (WfFrameworkBand *self)
{
  g_free (self->id);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->title_new, wf_text_unref);
  g_free (self);
}

void
wf_framework_baseline_free (WfFrameworkBaseline *self)
{
  g_free (self->id);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->floors, g_array_unref);
  g_free (self);
}

WfFramework *
wf_framework_new (WfPackInfo *info)
{
  WfFramework *self = g_new0 (WfFramework, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_framework_part_free);
  self->questions = g_ptr_array_new ();
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_framework_level_free);
  self->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_framework_band_free);
  self->baselines = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_framework_baseline_free);
  return self;
}

WfFramework *
wf_framework_ref (WfFramework *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_framework_unref (WfFramework *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_pack_info_free (self->info);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->line, wf_text_unref);
  g_clear_pointer (&self->credit, wf_text_unref);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->bands);
  g_ptr_array_unref (self->baselines);
  g_free (self);
}

const WfPackInfo *
wf_framework_get_info (const WfFramework *self)
{
  return self->info;
}

const GPtrArray *
wf_framework_get_parts (const WfFramework *self)
{
  return self->parts;
}

const WfFrameworkPart *
wf_framework_lookup (const WfFramework *self, const char *part_id)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const WfFrameworkPart *part = self->parts->pdata[i];
      if (g_str_equal (part->id, part_id))
        return part;
    }
  return NULL;
}

const GPtrArray *
wf_framework_get_levels (const WfFramework *self)
{
  return self->levels;
}

const WfFrameworkLevel *
wf_framework_lookup_level (const WfFramework *self, const char *level_id)
{
  for (guint i = 0; level_id != NULL && i < self->levels->len; i++)
    {
      const WfFrameworkLevel *level = self->levels->pdata[i];
      if (g_strcmp0 (level->id, level_id) == 0)
        return level;
    }
  return NULL;
}

const GPtrArray *
wf_framework_get_bands (const WfFramework *self)
{
  return self->bands;
}

const WfFrameworkBand *
wf_framework_lookup_band (const WfFramework *self, const char *band_id)
{
  for (guint i = 0; i < self->bands->len; i++)
    {
      const WfFrameworkBand *band = self->bands->pdata[i];
      if (g_str_equal (band->id, band_id))
        return band;
    }
  return NULL;
}

const WfText *
wf_framework_get_title (const WfFramework *self)
{
  return self->title;
}

const WfText *
wf_framework_get_line (const WfFramework *self)
{
  return self->line;
}

const WfText *
wf_framework_get_credit (const WfFramework *self)
{
  return self->credit;
}

guint
wf_framework_get_minutes (const WfFramework *self)
{
  return self->minutes;
}

const WfFrameworkCuts *
wf_framework_get_cuts (const WfFramework *self)
{
  return &self->cuts;
}

const GPtrArray *
wf_framework_get_questions (const WfFramework *self)
{
  return self->questions;
}

static guint
floor_of (const WfFramework *self, const char *baseline_id, const char *part_id)
{
  for (guint i = 0; i < self->baselines->len; i++)
    {
      const WfFrameworkBaseline *baseline = self->baselines->pdata[i];
      for (guint p = 0; p < self->parts->len && g_str_equal (baseline->id, baseline_id); p++)
        {
          const WfFrameworkPart *part = self->parts->pdata[p];
          if (g_str_equal (part->id, part_id))
            return g_array_index (baseline->floors, guint, p);
        }
    }
  return 0;
}

guint
wf_framework_get_floor (const WfFramework *self, const char *role, const char *part_id)
{
  guint floor = floor_of (self, role, part_id);

  return floor > 0 ? floor : floor_of (self, "everyone", part_id);
}
