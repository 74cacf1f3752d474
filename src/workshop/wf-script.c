/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deck with its choices looked up once, so that nobody asks the packs again while thirty people
 * vote. Once made nothing changes.
 *
 * Invariants: each slide has an array of choices, maybe empty, never more than
 * WF_SCRIPT_MAX_CHOICES; ids within it are unique.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-script.h"

#include <string.h>

struct _WfScript {
  gatomicrefcount refs;
  WfDeck *deck;
  WfPackLibrary *library; /* keeps what choices point into */
  GPtrArray *choices;     /* of GPtrArray of WfChoice, one for each slide */
  GPtrArray *ids;         /* of char *: ids made here */
};

static void
add_choice (GPtrArray *choices, const char *id, WfText *label, WfText *heading, const char *picture)
{
  WfChoice *choice;

  if (choices->len == WF_SCRIPT_MAX_CHOICES)
    return;
  choice = g_new0 (WfChoice, 1);
  choice->id = id;
  choice->label = label;
  choice->heading = heading;
  choice->picture = picture;
  g_ptr_array_add (choices, choice);
}

static const char *
keep_id (WfScript *self, char *id)
{
  g_ptr_array_add (self->ids, id);
  return id;
}

static void
add_map (WfScript *self, GPtrArray *choices)
{
  for (guint y = 1; y <= WF_SCRIPT_MAP_STEPS; y++)
    for (guint x = 1; x <= WF_SCRIPT_MAP_STEPS; x++)
      add_choice (choices, keep_id (self, g_strdup_printf ("x%uy%u", x, y)), NULL, NULL, NULL);
}

static void
add_checklist (const WfChecklist *checklist, GPtrArray *choices)
{
  const GPtrArray *points = wf_checklist_get_points (checklist);

  for (guint i = 0; i < points->len; i++)
    {
      const WfChecklistPoint *point = points->pdata[i];
      add_choice (choices, point->id, point->text, NULL, NULL);
    }
}

static void
add_part (WfScript *self,
          const WfFramework *framework,
          const WfFrameworkPart *part,
          GPtrArray *choices)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);

  for (guint i = 0; i < levels->len && i < WF_FRAMEWORK_MAX_LEVELS; i++)
    {
      const WfFrameworkLevel *level = levels->pdata[i];

      if (part->statements[i] != NULL)
        add_choice (choices, keep_id (self, g_strdup_printf ("%s.%u", part->id, level->number)),
                    part->statements[i], part->title, NULL);
    }
}

static void
add_self_check (WfScript *self, const WfSlide *slide, GPtrArray *choices)
{
  const WfFramework *framework =
      slide->framework != NULL ? wf_pack_library_get_framework (self->library, slide->framework)
                               : NULL; /* a draft may not have chosen one yet */
  const GPtrArray *questions = framework != NULL ? wf_framework_get_questions (framework) : NULL;

  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];

      if (slide->competences == NULL ||
          g_strv_contains ((const char *const *) slide->competences, part->id))
        add_part (self, framework, part, choices);
    }
}

static GPtrArray *
collect_choices (WfScript *self, const WfSlide *slide)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);
  const WfChecklist *checklist =
      slide->checklist != NULL ? wf_pack_library_get_checklist (self->library, slide->checklist)
                               : NULL;

  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];
      add_choice (choices, option->id, option->label, NULL, option->picture);
    }
  if (slide->kind == WF_SLIDE_MAP)
    add_map (self, choices);
  if (checklist != NULL)
    add_checklist (checklist, choices);
  if (slide->kind == WF_SLIDE_SELF_CHECK)
    add_self_check (self, slide, choices);
  return choices;
}

WfScript *
wf_script_new (WfDeck *deck, WfPackLibrary *library)
{
  g_return_val_if_fail (deck != NULL && library != NULL, NULL);

  WfScript *self = g_new0 (WfScript, 1);
  const GPtrArray *slides = wf_deck_get_slides (deck);

  g_atomic_ref_count_init (&self->refs);
  self->deck = wf_deck_ref (deck);
  self->library = wf_pack_library_ref (library);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < slides->len; i++)
    g_ptr_array_add (self->choices, collect_choices (self, slides->pdata[i]));
  return self;
}

WfScript *
wf_script_new_from_text (const char *text, WfPackLibrary *library)
{
  g_return_val_if_fail (text != NULL && library != NULL, NULL);

  const char *name = "deck.xml";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (WfPackLibrary) alone = wf_pack_library_new_from_bytes (&name, &bytes, 1);
  const GPtrArray *decks = wf_pack_library_get_decks (alone);

  return decks->len == 1 ? wf_script_new (decks->pdata[0], library) : NULL;
}

WfScript *
wf_script_ref (WfScript *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_script_unref (WfScript *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->ids);
  wf_deck_unref (self->deck);
  wf_pack_library_unref (self->library);
  g_free (self);
}

WfPackLibrary *
wf_script_get_library (const WfScript *self)
{
  return self->library;
}

const WfDeck *
wf_script_get_deck (const WfScript *self)
{
  return self->deck;
}

const WfClientTexts *
wf_script_get_texts (const WfScript *self)
{
  return wf_pack_library_get_texts (self->library);
}

const WfLanguages *
wf_script_get_languages (const WfScript *self)
{
  return wf_pack_library_get_languages (self->library);
}

guint
wf_script_get_n_slides (const WfScript *self)
{
  return self->choices->len;
}

const WfSlide *
wf_script_get_slide (const WfScript *self, guint index)
{
  const GPtrArray *slides = wf_deck_get_slides (self->deck);

  g_return_val_if_fail (index < slides->len, NULL);

  return slides->pdata[index];
}

gboolean
wf_script_find_slide (const WfScript *self, const char *slide_id, guint *out_index)
{
  const GPtrArray *slides = wf_deck_get_slides (self->deck);

  for (guint i = 0; i < slides->len; i++)
    {
      const WfSlide *slide = slides->pdata[i];

      if (g_strcmp0 (slide->id, slide_id) == 0)
        {
          *out_index = i;
          return TRUE;
        }
    }
  return FALSE;
}

const GPtrArray *
wf_script_get_choices (const WfScript *self, guint index)
{
  g_return_val_if_fail (index < self->choices->len, NULL);

  return self->choices->pdata[index];
}

gboolean
wf_script_find_choice (const WfScript *self, guint slide, const char *choice_id, guint *out_index)
{
  const GPtrArray *choices = wf_script_get_choices (self, slide);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];

      if (g_strcmp0 (choice->id, choice_id) == 0)
        {
          *out_index = i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
wf_script_is_question (const WfScript *self, guint index)
{
  const WfSlide *slide = wf_script_get_slide (self, index);
  const GPtrArray *choices = wf_script_get_choices (self, index);

  return choices->len > 0 && slide->kind != WF_SLIDE_CHECKLIST && !slide->is_private;
}

gboolean
wf_script_takes_many (const WfScript *self, guint index)
{
  const WfSlide *slide = wf_script_get_slide (self, index);

  return slide->is_many || slide->kind == WF_SLIDE_IDEAS;
}

gboolean
wf_script_has_evidence (const WfScript *self, guint index)
{
  const WfSlide *slide = wf_script_get_slide (self, index);

  return slide->evidence != NULL || slide->why != NULL;
}
