/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a <framework>: bands, levels, what is said before it begins, areas with competences
 * and their sentences, where published bands begin, and the floors of roles. What is wrong is
 * reported and left out; the rest is used.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-framework-private.h"
#include "wf-pack-reader.h"

/* An optional whole number. FALSE, reported, when it is there and cannot be used. */
static gboolean
take_optional_number (WfPackReader *reader,
                      const WfPackNode *node,
                      const char *attribute,
                      guint minimum,
                      guint maximum,
                      guint *out_number)
{
  return wf_pack_node_get (node, attribute) == NULL ||
         wf_pack_reader_take_number (reader, node, attribute, minimum, maximum, out_number);
}

static const WfFrameworkLevel *
take_level (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  const WfFrameworkLevel *level =
      wf_framework_lookup_level (self, wf_pack_node_get (node, "level"));

  if (level == NULL)
    wf_pack_reader_report (reader, node, "Name the id of a <level> that stands above.",
                           "<%s> names no level of this framework.", node->name);
  return level;
}

/* <cut level="A2" from="20"/>: rising with the levels, each once. */
static void
read_cut (WfFramework *self, WfPackReader *reader, const WfPackNode *node, WfFrameworkCuts *cuts)
{
  const WfFrameworkLevel *level;
  guint from, floor = 0;

  if (!wf_pack_reader_check_attributes (reader, node,
                                        (const char *const[]){ "level", "from", NULL }) ||
      (level = take_level (self, reader, node)) == NULL ||
      !wf_pack_reader_take_number (reader, node, "from", 0, 10000, &from))
    return;
  if (!cuts->is_set)
    {
      for (guint i = 0; i < WF_FRAMEWORK_MAX_LEVELS; i++)
        cuts->from[i] = WF_FRAMEWORK_NO_CUT;
      cuts->is_set = TRUE;
    }
  for (guint i = 0; i < WF_FRAMEWORK_MAX_LEVELS; i++)
    {
      if (cuts->from[i] != WF_FRAMEWORK_NO_CUT)
        floor = i + 1 >= level->number ? G_MAXUINT : cuts->from[i] + 1;
    }
  if (from < floor)
    {
      wf_pack_reader_report (reader, node, "Write the cuts from the lowest level up, rising.",
                             "The cut of level “%s” is out of order.", level->id);
      return;
    }
  cuts->from[level->number - 1] = from;
}

static void
read_statement (WfFramework *self,
                WfPackReader *reader,
                const WfPackNode *node,
                WfFrameworkPart *part)
{
  const WfFrameworkLevel *level;
  g_autoptr (WfText) text = NULL;

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "label", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "level", NULL }) ||
      (level = take_level (self, reader, node)) == NULL ||
      !wf_pack_reader_take_text (reader, node, "label", TRUE, &text))
    return;
  if (part->statements[level->number - 1] != NULL)
    {
      wf_pack_reader_report (reader, node, "Write one sentence for each level.",
                             "Level “%s” of “%s” has two sentences; the first is used.", level->id,
                             part->id);
      return;
    }
  part->statements[level->number - 1] = g_steal_pointer (&text);
}

static void
read_step (WfPackReader *reader, const WfPackNode *node, WfFrameworkPart *part)
{
  guint minutes;
  g_autoptr (WfText) text = NULL;

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "label", NULL });
  if (part->step != NULL ||
      !wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "minutes", NULL }) ||
      !wf_pack_reader_take_number (reader, node, "minutes", 1, 600, &minutes) ||
      !wf_pack_reader_take_text (reader, node, "label", TRUE, &text))
    return;
  part->step = g_steal_pointer (&text);
  part->step_minutes = minutes;
}

static gboolean
has_statement (const WfFrameworkPart *part)
{
  for (guint i = 0; i < WF_FRAMEWORK_MAX_LEVELS; i++)
    {
      if (part->statements[i] != NULL)
        return TRUE;
    }
  return FALSE;
}

/* One rates oneself by comparing all the sentences: a gap would push people to a neighbour. */
static gboolean
check_statements (WfFramework *self,
                  WfPackReader *reader,
                  const WfPackNode *node,
                  const WfFrameworkPart *part)
{
  for (guint i = 0; has_statement (part) && i < self->levels->len; i++)
    {
      const WfFrameworkLevel *level = self->levels->pdata[i];
      if (part->statements[i] == NULL)
        return wf_pack_reader_report (
            reader, node, "Write a <statement> for each level, or for none.",
            "“%s” has no sentence for level %u.", part->id, level->number);
    }
  return TRUE;
}

static gboolean
read_part (WfFramework *self, WfPackReader *reader, const WfPackNode *node, const char *parent)
{
  g_autoptr (WfFrameworkPart) part = g_new0 (WfFrameworkPart, 1);

  part->parent = g_strdup (parent);
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &part->id) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &part->title) ||
      !wf_pack_reader_take_text (reader, node, "title-new", FALSE, &part->title_new) ||
      !wf_pack_reader_take_text (reader, node, "line", FALSE, &part->line) ||
      !wf_pack_reader_take_text (reader, node, "example", FALSE, &part->example))
    return FALSE;
  if (wf_framework_lookup (self, part->id) != NULL)
    return wf_pack_reader_report (reader, node, "Give each part an id of its own.",
                                  "“%s” stands twice; the first is used.", part->id);
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "statement"))
        read_statement (self, reader, child, part);
      else if (g_str_equal (child->name, "step"))
        read_step (reader, child, part);
      else if (g_str_equal (child->name, "cut"))
        read_cut (self, reader, child, &part->cuts);
    }
  if (!check_statements (self, reader, node, part))
    return FALSE;
  if (has_statement (part))
    g_ptr_array_add (self->questions, part);
  g_ptr_array_add (self->parts, g_steal_pointer (&part));
  return TRUE;
}

static void
read_area (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const AREA[] = { "title",     "title-new", "line",       "example", "cut",
                                      "statement", "step",      "competence", NULL };
  static const char *const COMPETENCE[] = { "title",     "title-new", "line", "example",
                                            "statement", "step",      NULL };

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

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "title", "title-new", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &band->id) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &band->title) ||
      !wf_pack_reader_take_text (reader, node, "title-new", FALSE, &band->title_new))
    return;
  if (wf_framework_lookup_band (self, band->id) != NULL)
    {
      wf_pack_reader_report (reader, node, "Give each band an id of its own.",
                             "Band “%s” stands twice; the first is used.", band->id);
      return;
    }
  g_ptr_array_add (self->bands, g_steal_pointer (&band));
}

/* A level is named by its band (a map with bands) or by its own id (one with sentences). */
static gboolean
is_in_order (const WfFramework *self, const WfFrameworkLevel *level)
{
  if (level->number != self->levels->len + 1 || (level->band == NULL && level->id == NULL))
    return FALSE;
  if (level->band != NULL && wf_framework_lookup_band (self, level->band) == NULL)
    return FALSE;
  return wf_framework_lookup_level (self, level->id) == NULL;
}

static void
read_level (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "number", "id", "band", "points", NULL };
  g_autoptr (WfFrameworkLevel) level = g_new0 (WfFrameworkLevel, 1);

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "title", "line", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_number (reader, node, "number", 1, WF_FRAMEWORK_MAX_LEVELS,
                                   &level->number) ||
      !wf_pack_reader_take_optional_id (reader, node, "id", &level->id) ||
      !wf_pack_reader_take_optional_id (reader, node, "band", &level->band) ||
      !take_optional_number (reader, node, "points", 0, 100, &level->points) ||
      !wf_pack_reader_take_text (reader, node, "title", FALSE, &level->title) ||
      !wf_pack_reader_take_text (reader, node, "line", TRUE, &level->line))
    return;
  if (!is_in_order (self, level))
    {
      wf_pack_reader_report (reader, node,
                             "Write bands first, then levels numbered 1, 2, 3 … with a band or an "
                             "id of its own each.",
                             "Level %u is out of order or names no band.", level->number);
      return;
    }
  g_ptr_array_add (self->levels, g_steal_pointer (&level));
}

static void
read_intro (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const KNOWN[] = { "title", "line", "credit", NULL };

  wf_pack_reader_check_children (reader, node, KNOWN);
  if (self->title != NULL)
    {
      wf_pack_reader_report (reader, node, "Write one <intro>.",
                             "The framework has two; the first is used.");
      return;
    }
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "minutes", NULL }) ||
      !take_optional_number (reader, node, "minutes", 1, 600, &self->minutes) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &self->title) ||
      !wf_pack_reader_take_text (reader, node, "line", FALSE, &self->line))
    return;
  wf_pack_reader_take_text (reader, node, "credit", FALSE, &self->credit);
}

static void
read_floor (WfFramework *self,
            WfPackReader *reader,
            const WfPackNode *node,
            WfFrameworkBaseline *baseline)
{
  const WfFrameworkLevel *level;
  g_auto (GStrv) parts = NULL;

  if (!wf_pack_reader_check_attributes (reader, node,
                                        (const char *const[]){ "level", "parts", NULL }) ||
      (level = take_level (self, reader, node)) == NULL ||
      !wf_pack_reader_take_ids (reader, node, "parts", TRUE, &parts))
    return;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint at = 0;
      while (at < self->parts->len &&
             !g_str_equal (((WfFrameworkPart *) self->parts->pdata[at])->id, parts[i]))
        at++;
      if (at < self->parts->len)
        g_array_index (baseline->floors, guint, at) = level->number;
      else
        wf_pack_reader_report (reader, node, "Name parts that stand above.",
                               "“%s” is no part of this framework.", parts[i]);
    }
}

static void
read_baseline (WfFramework *self, WfPackReader *reader, const WfPackNode *node)
{
  g_autoptr (WfFrameworkBaseline) baseline = g_new0 (WfFrameworkBaseline, 1);

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "title", "floor", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &baseline->id) ||
      !wf_pack_reader_take_text (reader, node, "title", TRUE, &baseline->title))
    return;
  baseline->floors = g_array_sized_new (FALSE, TRUE, sizeof (guint), self->parts->len);
  g_array_set_size (baseline->floors, self->parts->len);
  for (guint i = 0; i < self->baselines->len; i++)
    {
      if (!g_str_equal (((WfFrameworkBaseline *) self->baselines->pdata[i])->id, baseline->id))
        continue;
      wf_pack_reader_report (reader, node, "Give each baseline an id of its own.",
                             "Baseline “%s” stands twice; the first is used.", baseline->id);
      return;
    }
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "floor"))
        read_floor (self, reader, child, baseline);
    }
  g_ptr_array_add (self->baselines, g_steal_pointer (&baseline));
}

static void
read_child (WfFramework *self, WfPackReader *reader, const WfPackNode *child)
{
  if (g_str_equal (child->name, "band"))
    read_band (self, reader, child);
  else if (g_str_equal (child->name, "level"))
    read_level (self, reader, child);
  else if (g_str_equal (child->name, "intro"))
    read_intro (self, reader, child);
  else if (g_str_equal (child->name, "cut"))
    read_cut (self, reader, child, &self->cuts);
  else if (g_str_equal (child->name, "area"))
    read_area (self, reader, child);
}

WfFramework *
wf_framework_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  static const char *const CHILDREN[] = { "about", "band", "level",    "intro",
                                          "cut",   "area", "baseline", NULL };
  WfFramework *self = wf_framework_new (info);

  wf_pack_reader_check_children (reader, root, CHILDREN);
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (self->parts->len >= WF_PACK_MAX_ENTRIES)
        break;
      read_child (self, reader, child);
    }
  /* Floors name parts, so they are read when all parts are there. */
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "baseline") && self->baselines->len < 100)
        read_baseline (self, reader, child);
    }
  return self;
}
