/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a phone is told, made from the same snapshot as the wall: so it cannot be told more than
 * the wall shows. A text that is not translated comes with its language.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-phone-state.h"

#include "wf-projection.h"

#include <string.h>

#define PREFIX "workshop."

/* A string; or [string, language] when it is in another language than was asked for. */
static void
set_text (JsonObject *object, const char *name, const WfText *text, const char *lang)
{
  const char *given = NULL;
  const char *words = wf_text_get (text, lang, &given);
  JsonArray *pair;

  if (words == NULL)
    return;
  if (wf_language_matches (lang, given))
    {
      json_object_set_string_member (object, name, words);
      return;
    }
  pair = json_array_new ();
  json_array_add_string_element (pair, words);
  json_array_add_string_element (pair, given);
  json_object_set_array_member (object, name, pair);
}

static JsonArray *
choices_to_json (const WfProjection *wall, const char *lang)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < wall->choices->len; i++)
    {
      const WfChoice *choice = wall->choices->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", choice->id);
      set_text (entry, "label", choice->label, lang);
      set_text (entry, "heading", choice->heading, lang);
      if (wall->has_counts)
        json_object_set_int_member (entry, "count", wall->counts[i]);
      if (wall->slide->kind == WF_SLIDE_CHECKLIST)
        json_object_set_boolean_member (entry, "done", wall->ticks >> i & 1);
      json_array_add_object_element (array, entry);
    }
  return array;
}

/* The wall's ideas, with the numbers by which they are voted on. */
static JsonArray *
ideas_to_json (const WfTally *tally, gboolean has_votes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tally->ideas->len; i++)
    {
      const WfIdea *idea = tally->ideas->pdata[i];
      g_autofree char *id = g_strdup_printf ("i%u", idea->number);
      JsonObject *entry;

      if (!idea->is_shown || idea->into != 0)
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "id", id);
      json_object_set_string_member (entry, "label", idea->text);
      if (has_votes)
        json_object_set_int_member (entry, "count", idea->votes);
      json_array_add_object_element (array, entry);
    }
  return array;
}

static void
add_evidence (JsonObject *object, const WfSlide *slide, const char *lang)
{
  set_text (object, "verdict", slide->verdict, lang);
  set_text (object, "evidence", slide->evidence, lang);
  set_text (object, "as-of", slide->as_of, lang);
  set_text (object, "why", slide->why, lang);
  if (slide->good != NULL)
    json_object_set_string_member (object, "good", slide->good);
}

JsonObject *
wf_phone_state_to_json (const WfWorkshop *workshop, const char *lang)
{
  g_return_val_if_fail (workshop != NULL && lang != NULL, NULL);

  WfScript *script = wf_workshop_get_script (workshop);
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);
  g_autoptr (WfProjection) wall = wf_projection_new (script, view);
  const WfSlide *slide = wall->slide;
  gboolean takes_ideas = slide->kind == WF_SLIDE_IDEAS && !wall->is_voting;
  gboolean has_votes =
      wall->is_voting && view->wall->stage != WF_STAGE_HIDDEN && !wall->is_held_back;
  JsonObject *object = json_object_new ();

  if (view->is_ended)
    {
      json_object_set_boolean_member (object, "ended", TRUE);
      return object;
    }
  json_object_set_string_member (object, "slide", slide->id);
  json_object_set_string_member (object, "kind", wf_slide_kind_to_name (slide->kind));
  json_object_set_int_member (object, "round", view->wall->round);
  set_text (object, "title", slide->title, lang);
  set_text (object, "text", slide->text, lang);
  json_object_set_boolean_member (object, "question", wall->is_question);
  json_object_set_boolean_member (object, "open", wall->is_open);
  json_object_set_boolean_member (object, "many", wf_script_takes_many (script, view->wall->slide));
  json_object_set_boolean_member (object, "takesIdeas", takes_ideas);
  json_object_set_boolean_member (object, "private", slide->is_private);
  json_object_set_boolean_member (object, "results", wall->has_counts || has_votes);
  json_object_set_boolean_member (object, "few", wall->is_held_back);
  json_object_set_array_member (object, "choices",
                                slide->kind == WF_SLIDE_IDEAS
                                    ? ideas_to_json (view->wall, has_votes)
                                    : choices_to_json (wall, lang));
  if (wall->has_evidence)
    add_evidence (object, slide, lang);
  return object;
}

static JsonArray *
languages_to_json (const WfScript *script)
{
  const WfLanguages *languages = wf_script_get_languages (script);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);
      JsonArray *pair;

      if (!language->translated && !g_str_equal (language->tag, "en"))
        continue;
      pair = json_array_new ();
      json_array_add_string_element (pair, language->tag);
      json_array_add_string_element (pair, language->own_name);
      json_array_add_array_element (array, pair);
    }
  return array;
}

JsonObject *
wf_phone_words_to_json (const WfScript *script, const char *lang)
{
  g_return_val_if_fail (script != NULL && lang != NULL, NULL);

  const WfClientTexts *texts = wf_script_get_texts (script);
  g_autoptr (GPtrArray) ids = wf_client_texts_list (texts, PREFIX);
  const char *given = "en";
  JsonObject *object = json_object_new ();
  JsonObject *words = json_object_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i];
      json_object_set_string_member (words, id + strlen (PREFIX),
                                     wf_client_texts_get (texts, id, lang, &given));
    }
  json_object_set_string_member (object, "lang", given);
  json_object_set_string_member (object, "dir", wf_language_is_rtl (given) ? "rtl" : "ltr");
  json_object_set_object_member (object, "words", words);
  json_object_set_array_member (object, "languages", languages_to_json (script));
  return object;
}
