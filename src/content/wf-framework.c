/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A framework (areas, competences, levels, bands) as an immutable value, and its reader.
 *
 * Invariants: ids of parts and of bands are unique; levels count from 1 without a gap.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-framework.h"
#include "wf-pack-reader.h"

struct _WfFramework {
  gatomicrefcount refs;
  WfPackInfo *info;
  GPtrArray *parts;
  GPtrArray *levels;
  GPtrArray *bands;
};

static void
part_free (WfFrameworkPart *self)
{
  g_free (self->id);
  g_free (self->parent);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->title_new, wf_text_unref);
  g_clear_pointer (&self->line, wf_text_unref);
  g_free (self);
}

static void
level_free (WfFrameworkLevel *self)
{
  g_free (self->band);
  g_clear_pointer (&self->line, wf_text_unref);
  g_free (self);
}

static void
band_free (WfFrameworkBand *self)
{
  g_free (self->id);
  g_clear_pointer (&self->title, wf_text_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkPart, part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkLevel, level_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkBand, band_free)

static gboolean
read_part (WfFramework *self, WfPackReader *reader, const WfPackNode *node, const char *parent)
{
  g_autoptr (WfFrameworkPart) part = g_new0 (WfFrameworkPart, 1);

  part->parent = g_strdup (parent);
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &part->id) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &part->title) ||
      !wf_pack_reader_take_text (reader, node, "title-new", FALSE, &part->title_new) ||
      !wf_pack_reader_take_text (reader, node, "line", FALSE, &part->line))
    return FALSE;
  if (wf_framework_lookup (self, part->id) != NULL)
    return wf_pack_reader_report (reader, node, "Give each part an id of its own.",
                                  "“%s” stands twice; the first is used.", part->id);
  g_ptr_array_add (self->parts, g_steal_pointer (&part));
  return TRUE;
}

static void
read_area (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const AREA[] = { "title", "title-new", "line", "competence", NULL };
  static const char *const COMPETENCE[] = { "title", "title-new", "line", NULL };

  wf_pack_reader_check_children (reader, node, AREA);
  if (!read_part (self, reader, node, NULL))
    return;

  const WfFrameworkPart *area = self->parts->pdata[self->parts->len - 1];
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (!g_str_equal (child->name, "competence") || self->parts->len >= WF_PACK_MAX_ENTRIES)
        continue;
      wf_pack_reader_check_children (reader, child, COMPETENCE);
      read_part (self, reader, child, area->id);
    }
}

static void
read_band (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  g_autoptr (WfFrameworkBand) band = g_new0 (WfFrameworkBand, 1);

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "title", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &band->id) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &band->title))
    return;
  if (wf_framework_lookup_band (self, band->id) != NULL)
    {
      wf_pack_reader_report (reader, node, "Give each band an id of its own.",
                             "Band “%s” stands twice; the first is used.", band->id);
      return;
    }
  g_ptr_array_add (self->bands, g_steal_pointer (&band));
}

static void
read_level (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "number", "band", NULL };
  g_autoptr (WfFrameworkLevel) level = g_new0 (WfFrameworkLevel, 1);

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "line", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_number (reader, node, "number", 1, 100, &level->number) ||
      !wf_pack_reader_take_id (reader, node, "band", &level->band) ||
      !wf_pack_reader_take_text (reader, node, "line", TRUE, &level->line))
    return;
  if (level->number != self->levels->len + 1 ||
      wf_framework_lookup_band (self, level->band) == NULL)
    {
      wf_pack_reader_report (reader, node,
                             "Write bands first, then levels numbered 1, 2, 3 … with a band each.",
                             "Level %u is out of order or names no band.", level->number);
      return;
    }
  g_ptr_array_add (self->levels, g_steal_pointer (&level));
}

WfFramework *
wf_framework_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  static const char *const CHILDREN[] = { "about", "band", "level", "area", NULL };
  WfFramework *self = g_new0 (WfFramework, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) level_free);
  self->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) band_free);

  wf_pack_reader_check_children (reader, root, CHILDREN);
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (self->parts->len >= WF_PACK_MAX_ENTRIES)
        break;
      if (g_str_equal (child->name, "band"))
        read_band (self, reader, child);
      else if (g_str_equal (child->name, "level"))
        read_level (self, reader, child);
      else if (g_str_equal (child->name, "area"))
        read_area (self, reader, child);
    }
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
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->bands);
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
