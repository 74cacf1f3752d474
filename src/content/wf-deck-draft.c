/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deck while it is edited, and its way back into a pack: each text once for each language, each
 * entry on a line of its own. What is written is judged by the reader of packs, by nobody else.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-deck-draft.h"

#include "wf-deck-private.h"
#include "wf-pack-tree.h"
#include "wf-text-private.h"

#include <string.h>

#define MINUTES 30

static WfText *
text_ref (WfText *text)
{
  return text != NULL ? wf_text_ref (text) : NULL;
}

static WfSlide *
copy_slide (const WfSlide *slide)
{
  WfSlide *copy = wf_slide_new (slide->kind, slide->id);

  copy->title = text_ref (slide->title);
  copy->text = text_ref (slide->text);
  copy->notes = text_ref (slide->notes);
  copy->verdict = text_ref (slide->verdict);
  copy->evidence = text_ref (slide->evidence);
  copy->as_of = text_ref (slide->as_of);
  copy->why = text_ref (slide->why);
  copy->pictures = g_strdupv (slide->pictures);
  copy->competences = g_strdupv (slide->competences);
  copy->checklist = g_strdup (slide->checklist);
  copy->framework = g_strdup (slide->framework);
  copy->good = g_strdup (slide->good);
  copy->is_many = slide->is_many;
  copy->can_vote = slide->can_vote;
  copy->is_private = slide->is_private;
  copy->seconds = slide->seconds;
  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];
      WfSlideOption *other = wf_slide_option_new (option->id);

      other->picture = g_strdup (option->picture);
      other->label = text_ref (option->label);
      g_ptr_array_add (copy->options, other);
    }
  return copy;
}

WfDeckDraft *
wf_deck_draft_new (const char *id, const char *lang)
{
  g_return_val_if_fail (id != NULL && lang != NULL, NULL);

  WfDeckDraft *self = g_new0 (WfDeckDraft, 1);

  self->id = g_strdup (id);
  self->version = 1;
  self->lang = g_strdup (lang);
  self->region = g_strdup ("any");
  self->minutes = MINUTES;
  self->source = g_strdup ("");
  self->licence = g_strdup ("");
  self->attribution = g_strdup ("");
  self->slides = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_slide_free);
  return self;
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

WfDeckDraft *
wf_deck_draft_new_from (const WfDeck *deck)
{
  g_return_val_if_fail (deck != NULL, NULL);

  const WfPackInfo *info = wf_deck_get_info (deck);
  const GPtrArray *slides = wf_deck_get_slides (deck);
  WfDeckDraft *self = wf_deck_draft_new (info->id, info->lang);

  self->version = info->version;
  self->audience = wf_deck_get_audience (deck);
  self->minutes = wf_deck_get_minutes (deck);
  self->title = text_ref ((WfText *) wf_deck_get_title (deck));
  self->purpose = text_ref ((WfText *) wf_deck_get_purpose (deck));
  self->credit = text_ref ((WfText *) wf_deck_get_credit (deck));
  set_string (&self->region, info->region);
  set_string (&self->source, info->source);
  set_string (&self->licence, info->licence);
  set_string (&self->attribution, info->attribution);
  for (guint i = 0; i < slides->len; i++)
    g_ptr_array_add (self->slides, copy_slide (slides->pdata[i]));
  return self;
}

void
wf_deck_draft_free (WfDeckDraft *self)
{
  char *strings[] = { self->id,     self->lang,    self->region,
                      self->source, self->licence, self->attribution };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->purpose, wf_text_unref);
  g_clear_pointer (&self->credit, wf_text_unref);
  g_ptr_array_unref (self->slides);
  g_free (self);
}

static gboolean
has_slide (const WfDeckDraft *self, const char *id)
{
  for (guint i = 0; i < self->slides->len; i++)
    {
      if (g_str_equal (((const WfSlide *) self->slides->pdata[i])->id, id))
        return TRUE;
    }
  return FALSE;
}

WfSlide *
wf_deck_draft_add (WfDeckDraft *self, WfSlideKind kind, guint at)
{
  g_return_val_if_fail (self != NULL && at <= self->slides->len, NULL);

  g_autofree char *id = NULL;
  WfSlide *slide;

  for (guint n = self->slides->len + 1; id == NULL || has_slide (self, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", wf_slide_kind_to_name (kind), n);
    }
  slide = wf_slide_new (kind, id);
  g_ptr_array_insert (self->slides, (int) at, slide);
  return slide;
}

void
wf_deck_draft_remove (WfDeckDraft *self, guint at)
{
  g_return_if_fail (self != NULL && at < self->slides->len);

  g_ptr_array_remove_index (self->slides, at);
}

void
wf_deck_draft_move (WfDeckDraft *self, guint from, guint to)
{
  g_return_if_fail (self != NULL && from < self->slides->len && to < self->slides->len);

  g_ptr_array_insert (self->slides, (int) to, g_ptr_array_steal_index (self->slides, from));
}

WfSlideOption *
wf_deck_draft_add_option (WfSlide *slide)
{
  g_return_val_if_fail (slide != NULL, NULL);

  WfSlideOption *option;
  g_autofree char *id = NULL;
  gboolean is_taken = TRUE;

  for (guint n = slide->options->len + 1; is_taken; n++)
    {
      g_free (id);
      id = g_strdup_printf ("o%u", n);
      is_taken = FALSE;
      for (guint i = 0; i < slide->options->len; i++)
        is_taken = is_taken || g_str_equal (((WfSlideOption *) slide->options->pdata[i])->id, id);
    }
  option = wf_slide_option_new (id);
  g_ptr_array_add (slide->options, option);
  return option;
}

/* What no pack may hold, as the reader has it, becomes a blank: lines, tabs, characters that turn
 * the order of what is read. */
static char *
dup_clean (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_line = c == 0x2028 || c == 0x2029;
      gboolean is_override = c == 0x202d || c == 0x202e;

      if (c > 0x20 && !(c >= 0x7f && c < 0xa0) && !is_line && !is_override)
        g_string_append_unichar (clean, c);
      else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
        g_string_append_c (clean, ' ');
    }
  if (clean->len > 0 && clean->str[clean->len - 1] == ' ')
    g_string_truncate (clean, clean->len - 1);
  return g_string_free (clean, FALSE);
}

void
wf_deck_draft_set_text (WfText **place, const char *lang, const char *words)
{
  g_return_if_fail (place != NULL && lang != NULL && words != NULL);

  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  g_autoptr (WfText) before = *place;
  g_autofree char *clean = dup_clean (words);
  gboolean is_set = *clean == '\0';

  for (guint i = 0; before != NULL && i < wf_text_get_n_languages (before); i++)
    {
      const char *tag = wf_text_get_language (before, i);
      gboolean is_this = g_str_equal (tag, lang);

      if (is_this && *clean == '\0')
        continue;
      g_ptr_array_add (pairs, (gpointer) tag);
      g_ptr_array_add (pairs, (gpointer) (is_this ? clean : wf_text_get (before, tag, NULL)));
      is_set = is_set || is_this;
    }
  if (!is_set)
    {
      g_ptr_array_add (pairs, (gpointer) wf_language_normalise (lang));
      g_ptr_array_add (pairs, clean);
    }
  *place = pairs->len > 0
               ? wf_text_new_from_pairs ((const char *const *) pairs->pdata, pairs->len / 2)
               : NULL;
}

/* A text, once for each language; the deck's own stands without a tag. */
static void
put_text (GString *xml, const char *indent, const char *name, const WfText *text, const char *lang)
{
  for (guint i = 0; text != NULL && i < wf_text_get_n_languages (text); i++)
    {
      const char *tag = wf_text_get_language (text, i);
      g_autofree char *words = g_markup_escape_text (wf_text_get (text, tag, NULL), -1);

      if (g_str_equal (tag, lang))
        g_string_append_printf (xml, "%s<%s>%s</%s>\n", indent, name, words, name);
      else
        g_string_append_printf (xml, "%s<%s xml:lang=\"%s\">%s</%s>\n", indent, name, tag, words,
                                name);
    }
}

static void
put_string (GString *xml, const char *name, const char *text)
{
  g_autofree char *words = g_markup_escape_text (text, -1);

  g_string_append_printf (xml, "    <%s>%s</%s>\n", name, words, name);
}

static void
put_attribute (GString *xml, const char *name, const char *value)
{
  g_autofree char *words = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (words != NULL)
    g_string_append_printf (xml, " %s=\"%s\"", name, words);
}

static void
put_list (GString *xml, const char *name, GStrv values)
{
  g_autofree char *all = values != NULL ? g_strjoinv (" ", values) : NULL;

  put_attribute (xml, name, all);
}

static void
put_option (GString *xml, const WfSlideOption *option, const char *lang)
{
  g_string_append (xml, "    <option");
  put_attribute (xml, "id", option->id);
  put_attribute (xml, "picture", option->picture);
  g_string_append (xml, ">\n");
  put_text (xml, "      ", "label", option->label, lang);
  g_string_append (xml, "    </option>\n");
}

static void
put_known (GString *xml, const WfSlide *slide, const char *lang)
{
  if (slide->evidence != NULL || slide->verdict != NULL || slide->as_of != NULL)
    {
      g_string_append (xml, "    <evidence>\n");
      put_text (xml, "      ", "verdict", slide->verdict, lang);
      put_text (xml, "      ", "text", slide->evidence, lang);
      put_text (xml, "      ", "as-of", slide->as_of, lang);
      g_string_append (xml, "    </evidence>\n");
    }
  if (slide->good != NULL || slide->why != NULL)
    {
      g_string_append (xml, "    <discuss");
      put_attribute (xml, "good", slide->good);
      g_string_append (xml, ">\n");
      put_text (xml, "      ", "why", slide->why, lang);
      g_string_append (xml, "    </discuss>\n");
    }
}

static void
put_slide (GString *xml, const WfSlide *slide, const char *lang)
{
  g_string_append (xml, "\n  <slide");
  put_attribute (xml, "id", slide->id);
  put_attribute (xml, "kind", wf_slide_kind_to_name (slide->kind));
  put_list (xml, "pictures", slide->pictures);
  put_attribute (xml, "many", slide->is_many ? "yes" : NULL);
  put_attribute (xml, "vote", slide->can_vote ? "yes" : NULL);
  put_attribute (xml, "private", slide->is_private ? "yes" : NULL);
  if (slide->seconds > 0)
    g_string_append_printf (xml, " seconds=\"%u\"", slide->seconds);
  put_attribute (xml, "checklist", slide->checklist);
  put_attribute (xml, "framework", slide->framework);
  put_list (xml, "competences", slide->competences);
  g_string_append (xml, ">\n");
  put_text (xml, "    ", "title", slide->title, lang);
  put_text (xml, "    ", "text", slide->text, lang);
  for (guint i = 0; i < slide->options->len; i++)
    put_option (xml, slide->options->pdata[i], lang);
  put_known (xml, slide, lang);
  put_text (xml, "    ", "notes", slide->notes, lang);
  g_string_append (xml, "  </slide>\n");
}

char *
wf_deck_draft_to_xml (const WfDeckDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<deck");
  const char *title = wf_text_get (self->title, self->lang, NULL);

  put_attribute (xml, "id", self->id);
  g_string_append_printf (xml, " version=\"%u\"", self->version);
  put_attribute (xml, "xml:lang", self->lang);
  put_attribute (xml, "audience", self->audience == WF_DECK_STAFF ? "staff" : "newcomers");
  put_attribute (xml, "region", self->region);
  g_string_append (xml, " status=\"provisional\">\n  <about>\n");
  put_string (xml, "title", title != NULL ? title : "");
  put_string (xml, "source", self->source);
  put_string (xml, "licence", self->licence);
  put_string (xml, "attribution", self->attribution);
  g_string_append_printf (xml, "  </about>\n\n  <head minutes=\"%u\">\n", self->minutes);
  put_text (xml, "    ", "title", self->title, self->lang);
  put_text (xml, "    ", "purpose", self->purpose, self->lang);
  put_text (xml, "    ", "credit", self->credit, self->lang);
  g_string_append (xml, "  </head>\n");
  for (guint i = 0; i < self->slides->len; i++)
    put_slide (xml, self->slides->pdata[i], self->lang);
  g_string_append (xml, "</deck>\n");
  return g_string_free (xml, FALSE);
}

WfDeck *
wf_deck_draft_preview (const WfDeckDraft *self, guint at)
{
  g_return_val_if_fail (self != NULL && at < self->slides->len, NULL);

  WfPackInfo *info = g_new0 (WfPackInfo, 1);
  GPtrArray *slides = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_slide_free);

  info->kind = WF_PACK_DECK;
  info->id = g_strdup (self->id);
  info->version = self->version;
  info->lang = g_intern_string (self->lang);
  g_ptr_array_add (slides, copy_slide (self->slides->pdata[at]));
  return wf_deck_new (info, self->audience, text_ref (self->title), slides);
}

GPtrArray *
wf_deck_draft_check (const WfDeckDraft *self, const WfPackLibrary *library)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *xml = wf_deck_draft_to_xml (self);
  g_autofree char *name = g_strconcat (self->id, ".xml", NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = wf_pack_check_text (name, xml, strlen (xml), library, NULL, &error);

  if (problems != NULL)
    return problems;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  g_ptr_array_add (problems, wf_pack_problem_new (name, 0, error->message,
                                                  "Give the deck a short id of plain letters."));
  return problems;
}
