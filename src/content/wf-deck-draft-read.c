/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft read back as it was written: half a poll stays half a poll. Whether it can be used is
 * asked elsewhere; here nothing is lost because it is not finished.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-deck-draft.h"

#include "wf-deck-private.h"
#include "wf-pack-tree.h"

#include <string.h>

#define MAX_MINUTES 480
#define MAX_SECONDS 7200
#define MAX_VERSION 1000000
#define POLL_BEGINS 2
#define TIMER       120

static guint
read_number (const WfPackNode *node, const char *name, guint minimum, guint maximum, guint fallback)
{
  const char *value = wf_pack_node_get (node, name);
  guint64 number;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, minimum, maximum, &number, NULL)
             ? (guint) number
             : fallback;
}

static gboolean
read_flag (const WfPackNode *node, const char *name)
{
  return g_strcmp0 (wf_pack_node_get (node, name), "yes") == 0;
}

static GStrv
read_list (const WfPackNode *node, const char *name)
{
  const char *value = wf_pack_node_get (node, name);

  return value != NULL && *value != '\0' ? g_strsplit (value, " ", -1) : NULL;
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text != NULL ? text : "");
}

static void
read_text (WfText **place, const WfPackNode *node)
{
  if (node->lang != NULL && *node->text != '\0')
    wf_deck_draft_set_text (place, node->lang, node->text);
}

typedef struct {
  const char *name;
  WfText **place;
} Place;

/* Each child of @node that holds a text goes to its place. */
static void
read_texts (const WfPackNode *node, const Place *places)
{
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    for (const Place *place = places; place->name != NULL; place++)
      if (g_str_equal (child->name, place->name))
        read_text (place->place, child);
}

static void
read_option (WfSlide *slide, const WfPackNode *node)
{
  const char *id = wf_pack_node_get (node, "id");
  WfSlideOption *option;

  if (id == NULL || slide->options->len == WF_DECK_MAX_OPTIONS)
    return;
  option = wf_slide_option_new (id);
  option->picture = g_strdup (wf_pack_node_get (node, "picture"));
  read_texts (node, (const Place[]){ { "label", &option->label }, { NULL } });
  g_ptr_array_add (slide->options, option);
}

static void
read_slide (WfDeckDraft *self, const WfPackNode *node)
{
  const char *id = wf_pack_node_get (node, "id");
  WfSlideKind kind;
  WfSlide *slide;

  if (id == NULL || self->slides->len == WF_DECK_MAX_SLIDES ||
      !wf_slide_kind_from_name (wf_pack_node_get (node, "kind"), &kind))
    return;
  slide = wf_slide_new (kind, id);
  g_ptr_array_add (self->slides, slide);
  slide->pictures = read_list (node, "pictures");
  slide->competences = read_list (node, "competences");
  slide->is_many = read_flag (node, "many");
  slide->can_vote = read_flag (node, "vote");
  slide->is_private = read_flag (node, "private");
  slide->seconds = read_number (node, "seconds", 1, MAX_SECONDS, 0);
  slide->checklist = g_strdup (wf_pack_node_get (node, "checklist"));
  slide->framework = g_strdup (wf_pack_node_get (node, "framework"));
  read_texts (node, (const Place[]){ { "title", &slide->title },
                                     { "text", &slide->text },
                                     { "notes", &slide->notes },
                                     { NULL } });
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "option"))
        read_option (slide, child);
      if (g_str_equal (child->name, "evidence"))
        read_texts (child, (const Place[]){ { "verdict", &slide->verdict },
                                            { "text", &slide->evidence },
                                            { "as-of", &slide->as_of },
                                            { NULL } });
      if (!g_str_equal (child->name, "discuss"))
        continue;
      g_free (slide->good);
      slide->good = g_strdup (wf_pack_node_get (child, "good"));
      read_texts (child, (const Place[]){ { "why", &slide->why }, { NULL } });
    }
}

static void
read_about (WfDeckDraft *self, const WfPackNode *node)
{
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "source"))
        set_string (&self->source, child->text);
      if (g_str_equal (child->name, "licence"))
        set_string (&self->licence, child->text);
      if (g_str_equal (child->name, "attribution"))
        set_string (&self->attribution, child->text);
    }
}

static void
read_head (WfDeckDraft *self, const WfPackNode *node)
{
  self->minutes = read_number (node, "minutes", 1, MAX_MINUTES, self->minutes);
  read_texts (node, (const Place[]){ { "title", &self->title },
                                     { "purpose", &self->purpose },
                                     { "credit", &self->credit },
                                     { NULL } });
}

WfDeckDraft *
wf_deck_draft_new_from_xml (const char *xml, gsize size, GError **error)
{
  g_return_val_if_fail (xml != NULL, NULL);

  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  g_autoptr (WfPackTree) tree = wf_pack_tree_parse ("draft", xml, size, problems, error);
  const WfPackNode *root = tree != NULL ? wf_pack_tree_get_root (tree) : NULL;
  const char *id = root != NULL ? wf_pack_node_get (root, "id") : NULL;
  WfDeckDraft *self;

  if (root == NULL)
    return NULL;
  if (id == NULL || !g_str_equal (root->name, "deck"))
    {
      g_set_error_literal (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK, "This is no deck");
      return NULL;
    }
  self = wf_deck_draft_new (id, root->lang != NULL ? root->lang : "en");
  self->version = read_number (root, "version", 1, MAX_VERSION, 1);
  if (g_strcmp0 (wf_pack_node_get (root, "audience"), "newcomers") == 0)
    self->audience = WF_DECK_NEWCOMERS;
  if (wf_pack_node_get (root, "region") != NULL)
    set_string (&self->region, wf_pack_node_get (root, "region"));
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "about"))
        read_about (self, child);
      else if (g_str_equal (child->name, "head"))
        read_head (self, child);
      else if (g_str_equal (child->name, "slide"))
        read_slide (self, child);
    }
  return self;
}

/* The options a shipped deck for the same people has on such a slide. */
static const WfSlide *
find_model (const WfDeckDraft *self, const WfPackLibrary *library, WfSlideKind kind)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      const GPtrArray *slides = wf_deck_get_slides (decks->pdata[i]);

      if (wf_deck_get_audience (decks->pdata[i]) != self->audience)
        continue;
      for (guint s = 0; s < slides->len; s++)
        {
          if (((const WfSlide *) slides->pdata[s])->kind == kind)
            return slides->pdata[s];
        }
    }
  return NULL;
}

void
wf_deck_draft_fill (const WfDeckDraft *self, WfSlide *slide, const WfPackLibrary *library)
{
  g_return_if_fail (self != NULL && slide != NULL && library != NULL);

  gboolean is_known = slide->kind == WF_SLIDE_PULSE || slide->kind == WF_SLIDE_CLOSING ||
                      slide->kind == WF_SLIDE_ATTENDANCE;
  const WfSlide *model = is_known ? find_model (self, library, slide->kind) : NULL;

  if (slide->kind == WF_SLIDE_TIMER)
    slide->seconds = TIMER;
  if (model != NULL && model->title != NULL && slide->title == NULL)
    slide->title = wf_text_ref (model->title);
  for (guint i = 0; model != NULL && i < model->options->len; i++)
    {
      const WfSlideOption *option = model->options->pdata[i];
      WfSlideOption *copy = wf_slide_option_new (option->id);

      copy->picture = g_strdup (option->picture);
      copy->label = wf_text_ref (option->label);
      g_ptr_array_add (slide->options, copy);
    }
  while (wf_slide_kind_has_options (slide->kind) && slide->options->len < POLL_BEGINS)
    wf_deck_draft_add_option (slide);
}

void
wf_deck_draft_remove_option (WfSlide *slide, guint at)
{
  g_return_if_fail (slide != NULL && at < slide->options->len);

  const WfSlideOption *option = slide->options->pdata[at];

  if (g_strcmp0 (slide->good, option->id) == 0)
    g_clear_pointer (&slide->good, g_free);
  g_ptr_array_remove_index (slide->options, at);
}

void
wf_deck_draft_move_option (WfSlide *slide, guint from, guint to)
{
  g_return_if_fail (slide != NULL && from < slide->options->len && to < slide->options->len);

  g_ptr_array_insert (slide->options, (int) to, g_ptr_array_steal_index (slide->options, from));
}

char *
wf_deck_draft_make_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strdup_printf ("deck-%.13s", uuid);
}
