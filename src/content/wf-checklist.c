/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A checklist as an immutable value, and its reader. What is wrong with a point is reported and
 * the point left out; the rest is used.
 *
 * Invariants: ids of points are unique; each point names at least one competence and a level.
 * Whether those exist is checked against the framework by wf-pack-links.c.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-checklist.h"
#include "wf-pack-reader.h"

#define MONTHS 12 /* when the pack says nothing */

struct _WfChecklist {
  gatomicrefcount refs;
  WfPackInfo *info;
  char *framework;
  guint months;
  WfText *title;
  WfText *purpose;
  WfText *when;
  GPtrArray *points;
};

static void
point_free (WfChecklistPoint *self)
{
  g_free (self->id);
  g_strfreev (self->competences);
  g_free (self->level);
  g_clear_pointer (&self->text, wf_text_unref);
  g_clear_pointer (&self->evidence, wf_text_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfChecklistPoint, point_free)

static void
read_head (WfChecklist *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "framework", "months", NULL };
  static const char *const CHILDREN[] = { "title", "purpose", "when", NULL };

  wf_pack_reader_check_children (reader, node, CHILDREN);
  if (self->title != NULL)
    {
      wf_pack_reader_report (reader, node, "Write one <head>.",
                             "The checklist has two; the first is used.");
      return;
    }
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "framework", &self->framework) ||
      (wf_pack_node_get (node, "months") != NULL &&
       !wf_pack_reader_take_number (reader, node, "months", 1, 120, &self->months)))
    return;
  wf_pack_reader_take_text (reader, node, "title", TRUE, &self->title);
  wf_pack_reader_take_text (reader, node, "purpose", FALSE, &self->purpose);
  wf_pack_reader_take_text (reader, node, "when", FALSE, &self->when);
}

static void
read_point (WfChecklist *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "id", "competences", "level", NULL };
  g_autoptr (WfChecklistPoint) point = g_new0 (WfChecklistPoint, 1);

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "text", "evidence", NULL });
  point->line = node->line;
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "id", &point->id) ||
      !wf_pack_reader_take_ids (reader, node, "competences", TRUE, &point->competences) ||
      !wf_pack_reader_take_id (reader, node, "level", &point->level) ||
      !wf_pack_reader_take_text (reader, node, "text", TRUE, &point->text) ||
      !wf_pack_reader_take_text (reader, node, "evidence", TRUE, &point->evidence))
    return;
  if (wf_checklist_lookup (self, point->id) != NULL)
    {
      wf_pack_reader_report (reader, node, "Give each point an id of its own.",
                             "“%s” stands twice; the first is used.", point->id);
      return;
    }
  g_ptr_array_add (self->points, g_steal_pointer (&point));
}

WfChecklist *
wf_checklist_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  static const char *const CHILDREN[] = { "about", "head", "point", NULL };
  WfChecklist *self = g_new0 (WfChecklist, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->months = MONTHS;
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_free);
  wf_pack_reader_check_children (reader, root, CHILDREN);
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "head"))
        read_head (self, reader, child);
      else if (g_str_equal (child->name, "point") && self->points->len < WF_PACK_MAX_ENTRIES)
        read_point (self, reader, child);
    }
  if (self->title == NULL || self->framework == NULL)
    wf_pack_reader_report (reader, root,
                           "Add <head framework=\"digcompedu\"> with a <title> before the points.",
                           "The checklist does not say what it is called and which framework its "
                           "points stand on.");
  return self;
}

gboolean
wf_checklist_is_usable (const WfChecklist *self)
{
  return self->title != NULL && self->framework != NULL && self->points->len > 0;
}

WfChecklist *
wf_checklist_ref (WfChecklist *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_checklist_unref (WfChecklist *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_pack_info_free (self->info);
  g_free (self->framework);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->purpose, wf_text_unref);
  g_clear_pointer (&self->when, wf_text_unref);
  g_ptr_array_unref (self->points);
  g_free (self);
}

const WfPackInfo *
wf_checklist_get_info (const WfChecklist *self)
{
  return self->info;
}

const char *
wf_checklist_get_framework (const WfChecklist *self)
{
  return self->framework;
}

guint
wf_checklist_get_months (const WfChecklist *self)
{
  return self->months;
}

const WfText *
wf_checklist_get_title (const WfChecklist *self)
{
  return self->title;
}

const WfText *
wf_checklist_get_purpose (const WfChecklist *self)
{
  return self->purpose;
}

const WfText *
wf_checklist_get_when (const WfChecklist *self)
{
  return self->when;
}

const GPtrArray *
wf_checklist_get_points (const WfChecklist *self)
{
  return self->points;
}

const WfChecklistPoint *
wf_checklist_lookup (const WfChecklist *self, const char *point_id)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const WfChecklistPoint *point = self->points->pdata[i];
      if (g_str_equal (point->id, point_id))
        return point;
    }
  return NULL;
}
