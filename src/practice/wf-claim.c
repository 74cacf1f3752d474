/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A point of a checklist as it was, as a value: in records, and in what is signed. Pure.
 *
 * Invariant: what a list says later changes no claim.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-claim.h"

#include "wf-json.h"

#include <string.h>

#define SAYS "says"

static WfText *
ref_text (const WfText *text)
{
  return text != NULL ? wf_text_ref ((WfText *) text) : NULL;
}

static WfClaim *
claim_alloc (void)
{
  WfClaim *self = g_new0 (WfClaim, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

WfClaim *
wf_claim_new (const WfChecklist *checklist, const WfChecklistPoint *point)
{
  const WfPackInfo *info = wf_checklist_get_info (checklist);
  WfClaim *self = claim_alloc ();

  self->checklist = g_strdup (info->id);
  self->version = info->version;
  self->point = g_strdup (point->id);
  self->text = ref_text (point->text);
  self->title = ref_text (wf_checklist_get_title (checklist));
  self->framework = g_strdup (wf_checklist_get_framework (checklist));
  self->level = g_strdup (point->level);
  self->competences = g_strdupv (point->competences);
  return self;
}

static WfText *
take_text (JsonObject *says, const char *name)
{
  g_auto (GStrv) strings = wf_json_get_strings (says, name);

  return wf_text_new_from_strings ((const char *const *) strings);
}

WfClaim *
wf_claim_new_from_body (JsonObject *body)
{
  const char *checklist = wf_json_get_string (body, "checklist", NULL);
  const char *point = wf_json_get_string (body, "point", NULL);
  JsonObject *says = wf_json_get_object (body, SAYS);
  WfClaim *self;

  if (checklist == NULL || point == NULL)
    return NULL;
  self = claim_alloc ();
  self->checklist = g_strdup (checklist);
  self->version = (guint) wf_json_get_int (body, "version", 0);
  self->point = g_strdup (point);
  if (says != NULL)
    {
      self->text = take_text (says, "text");
      self->title = take_text (says, "title");
      self->framework = g_strdup (wf_json_get_string (says, "framework", NULL));
      self->level = g_strdup (wf_json_get_string (says, "level", NULL));
      self->competences = wf_json_get_strings (says, "competences");
    }
  return self;
}

static void
set_text (JsonObject *says, const char *name, const WfText *text)
{
  if (text == NULL)
    return;

  g_auto (GStrv) strings = wf_text_to_strings (text);
  wf_json_set_strings (says, name, (const char *const *) strings);
}

void
wf_claim_to_body (const WfClaim *self, JsonObject *body)
{
  JsonObject *says;

  json_object_set_string_member (body, "checklist", self->checklist);
  json_object_set_int_member (body, "version", self->version);
  json_object_set_string_member (body, "point", self->point);
  if (self->text == NULL)
    return;
  says = json_object_new ();
  set_text (says, "text", self->text);
  set_text (says, "title", self->title);
  if (self->framework != NULL)
    json_object_set_string_member (says, "framework", self->framework);
  if (self->level != NULL)
    json_object_set_string_member (says, "level", self->level);
  if (self->competences != NULL)
    wf_json_set_strings (says, "competences", (const char *const *) self->competences);
  json_object_set_object_member (body, SAYS, says);
}

WfClaim *
wf_claim_ref (WfClaim *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_claim_unref (WfClaim *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->checklist);
  g_free (self->point);
  g_clear_pointer (&self->text, wf_text_unref);
  g_clear_pointer (&self->title, wf_text_unref);
  g_free (self->framework);
  g_free (self->level);
  g_strfreev (self->competences);
  g_free (self);
}

static gboolean
has_all (const char *const *set, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (!g_strv_contains (set, wanted[i]))
        return FALSE;
    }
  return TRUE;
}

/* In whatever order. */
static gboolean
is_same_set (const char *const *one, const char *const *other)
{
  return one != NULL && other != NULL && has_all (one, other) && has_all (other, one);
}

gboolean
wf_claim_holds (const WfClaim *self, const WfChecklist *checklist, const WfChecklistPoint *point)
{
  return self->text != NULL && point->text != NULL &&
         g_str_equal (wf_text_get (self->text, NULL, NULL),
                      wf_text_get (point->text, NULL, NULL)) &&
         g_strcmp0 (self->framework, wf_checklist_get_framework (checklist)) == 0 &&
         g_strcmp0 (self->level, point->level) == 0 &&
         is_same_set ((const char *const *) self->competences,
                      (const char *const *) point->competences);
}

WfClaim *
wf_claim_keep (WfClaim *old, const WfChecklist *checklist, const WfChecklistPoint *point)
{
  if (old != NULL && wf_claim_holds (old, checklist, point))
    return wf_claim_ref (old);
  return wf_claim_new (checklist, point);
}

void
wf_digest_add (GString *text, const char *field)
{
  if (field == NULL)
    g_string_append_c (text, '-');
  else
    g_string_append_printf (text, "%" G_GSIZE_FORMAT ":%s", strlen (field), field);
}

/* How many, then each. */
static void
add_strings (GString *text, GStrv strings)
{
  g_string_append_printf (text, "%u;", strings != NULL ? g_strv_length (strings) : 0);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    wf_digest_add (text, strings[i]);
}

static void
add_words (GString *text, const WfText *words)
{
  g_auto (GStrv) strings = words != NULL ? wf_text_to_strings (words) : NULL;

  add_strings (text, strings);
}

void
wf_claim_digest (const WfClaim *self, GString *text)
{
  wf_digest_add (text, self->checklist);
  wf_digest_add (text, self->point);
  add_words (text, self->text);
  add_words (text, self->title);
  wf_digest_add (text, self->framework);
  wf_digest_add (text, self->level);
  add_strings (text, self->competences);
}
