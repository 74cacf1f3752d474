/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A checklist while it is written, and as XML. Pure.
 *
 * Invariants: a point keeps its id; ids are random, so that none is ever used again.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-checklist-draft.h"

#include "wf-box.h"

#include <string.h>

#define ID_CHARS 12
#define MONTHS   12

static void
point_free (gpointer data)
{
  WfDraftPoint *self = data;

  g_free (self->id);
  g_strfreev (self->competences);
  g_free (self->level);
  g_clear_pointer (&self->text, wf_text_unref);
  g_clear_pointer (&self->evidence, wf_text_unref);
  g_free (self);
}

static char *
make_id (void)
{
  g_autofree char *random = wf_random_id ();

  return g_strdup_printf (WF_CHECKLIST_OWN "%.*s", ID_CHARS, random);
}

static WfChecklistDraft *
draft_new (const char *framework, const char *lang)
{
  WfChecklistDraft *self = g_new0 (WfChecklistDraft, 1);

  self->version = 1;
  self->framework = g_strdup (framework);
  self->lang = g_strdup (lang);
  self->months = MONTHS;
  self->points = g_ptr_array_new_with_free_func (point_free);
  return self;
}

WfChecklistDraft *
wf_checklist_draft_new (const char *framework, const char *lang, const char *title)
{
  WfChecklistDraft *self = draft_new (framework, lang);

  self->id = make_id ();
  self->title = wf_text_new (lang, title);
  self->source = g_strdup ("Written in Wayfinder by an agency.");
  self->licence = g_strdup ("The agency’s own");
  self->attribution = g_strdup ("");
  return self;
}

static WfText *
ref_text (const WfText *text)
{
  return text != NULL ? wf_text_ref ((WfText *) text) : NULL;
}

static WfDraftPoint *
copy_point (const WfChecklistPoint *point)
{
  WfDraftPoint *copy = g_new0 (WfDraftPoint, 1);

  copy->id = g_strdup (point->id);
  copy->competences = g_strdupv (point->competences);
  copy->level = g_strdup (point->level);
  copy->text = ref_text (point->text);
  copy->evidence = ref_text (point->evidence);
  return copy;
}

WfChecklistDraft *
wf_checklist_draft_new_from (const WfChecklist *list)
{
  const WfPackInfo *info = wf_checklist_get_info (list);
  const GPtrArray *points = wf_checklist_get_points (list);
  WfChecklistDraft *self = draft_new (wf_checklist_get_framework (list), info->lang);

  self->id = g_strdup (info->id);
  self->version = info->version + 1;
  self->months = wf_checklist_get_months (list);
  self->title = ref_text (wf_checklist_get_title (list));
  self->purpose = ref_text (wf_checklist_get_purpose (list));
  self->when = ref_text (wf_checklist_get_when (list));
  self->source = g_strdup (info->source);
  self->licence = g_strdup (info->licence);
  self->attribution = g_strdup (info->attribution);
  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (self->points, copy_point (points->pdata[i]));
  return self;
}

void
wf_checklist_draft_free (WfChecklistDraft *self)
{
  g_free (self->id);
  g_free (self->framework);
  g_free (self->lang);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->purpose, wf_text_unref);
  g_clear_pointer (&self->when, wf_text_unref);
  g_free (self->source);
  g_free (self->licence);
  g_free (self->attribution);
  g_ptr_array_unref (self->points);
  g_free (self);
}

WfText *
wf_draft_text (WfText *old, const char *lang, const char *words)
{
  WfText *text = NULL;

  if (old != NULL && g_strcmp0 (wf_text_get (old, lang, NULL), words) == 0)
    return old;
  if (words != NULL && *words != '\0')
    text = wf_text_new (lang, words);
  g_clear_pointer (&old, wf_text_unref);
  return text;
}

WfDraftPoint *
wf_checklist_draft_add (WfChecklistDraft *self, const char *const *competences, const char *level)
{
  WfDraftPoint *point = g_new0 (WfDraftPoint, 1);

  point->id = make_id ();
  point->competences = g_strdupv ((GStrv) competences);
  point->level = g_strdup (level);
  g_ptr_array_add (self->points, point);
  return point;
}

static gboolean
find (const WfChecklistDraft *self, const char *point_id, guint *out_at)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      if (g_str_equal (((const WfDraftPoint *) self->points->pdata[i])->id, point_id))
        {
          *out_at = i;
          return TRUE;
        }
    }
  return FALSE;
}

WfDraftPoint *
wf_checklist_draft_lookup (WfChecklistDraft *self, const char *point_id)
{
  guint at;

  return find (self, point_id, &at) ? self->points->pdata[at] : NULL;
}

void
wf_checklist_draft_move (WfChecklistDraft *self, const char *point_id, int by)
{
  guint at;
  gpointer *points = self->points->pdata;

  if (!find (self, point_id, &at) || (by < 0 && at == 0) || (by > 0 && at + 1 >= self->points->len))
    return;

  guint other = by < 0 ? at - 1 : at + 1;
  gpointer point = points[at];
  points[at] = points[other];
  points[other] = point;
}

void
wf_checklist_draft_remove (WfChecklistDraft *self, const char *point_id)
{
  guint at;

  if (find (self, point_id, &at))
    g_ptr_array_remove_index (self->points, at);
}

guint
wf_checklist_draft_keep_own (WfChecklistDraft *self, const WfChecklist *mine)
{
  const GPtrArray *points = wf_checklist_get_points (mine);
  guint n = 0, after = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const WfChecklistPoint *point = points->pdata[i];
      guint at;

      if (find (self, point->id, &at))
        after = at + 1;
      else if (g_str_has_prefix (point->id, WF_CHECKLIST_OWN))
        {
          g_ptr_array_insert (self->points, (gint) after++, copy_point (point));
          n++;
        }
    }
  return n;
}

static void
add_escaped (GString *xml, const char *format, const char *value)
{
  g_autofree char *safe = g_markup_escape_text (value, -1);

  g_string_append_printf (xml, format, safe);
}

/* The language it was written in stands first: it is the source for the reader. */
static void
add_text (GString *xml, const char *indent, const char *name, const WfText *text)
{
  for (guint i = 0; text != NULL && i < wf_text_get_n_languages (text); i++)
    {
      const char *lang = wf_text_get_language (text, i);

      g_string_append_printf (xml, "%s<%s xml:lang=\"%s\">", indent, name, lang);
      add_escaped (xml, "%s", wf_text_get (text, lang, NULL));
      g_string_append_printf (xml, "</%s>\n", name);
    }
}

static void
add_about (GString *xml, const WfChecklistDraft *self)
{
  add_escaped (xml, "  <about>\n    <title>%s</title>\n",
               wf_text_get (self->title, self->lang, NULL));
  add_escaped (xml, "    <source>%s</source>\n", self->source);
  add_escaped (xml, "    <licence>%s</licence>\n", self->licence);
  if (*self->attribution != '\0')
    add_escaped (xml, "    <attribution>%s</attribution>\n", self->attribution);
  g_string_append (xml, "  </about>\n\n");
}

char *
wf_checklist_draft_to_xml (const WfChecklistDraft *self)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (xml,
                          "<checklist id=\"%s\" version=\"%u\" xml:lang=\"%s\" audience=\"staff\" "
                          "region=\"any\" status=\"provisional\">\n",
                          self->id, self->version, self->lang);
  add_about (xml, self);
  g_string_append_printf (xml, "  <head framework=\"%s\" months=\"%u\">\n", self->framework,
                          self->months);
  add_text (xml, "    ", "title", self->title);
  add_text (xml, "    ", "purpose", self->purpose);
  add_text (xml, "    ", "when", self->when);
  g_string_append (xml, "  </head>\n");
  for (guint i = 0; i < self->points->len; i++)
    {
      const WfDraftPoint *point = self->points->pdata[i];
      g_autofree char *competences = g_strjoinv (" ", point->competences);

      g_string_append_printf (xml, "\n  <point id=\"%s\" competences=\"%s\" level=\"%s\">\n",
                              point->id, competences, point->level);
      add_text (xml, "    ", "text", point->text);
      add_text (xml, "    ", "evidence", point->evidence);
      g_string_append (xml, "  </point>\n");
    }
  g_string_append (xml, "</checklist>\n");
  return g_string_free (xml, FALSE);
}
