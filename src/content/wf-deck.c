/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deck as an immutable value, and its reader. What is wrong with a slide is reported and the
 * slide left out; the rest is used.
 *
 * Invariants: ids of slides are unique, and ids of options within a slide; a question has two
 * options or more; a pulse about the organisation stands in decks for staff alone, and a deck for
 * newcomers closes with the same three options everywhere. Whether the
 * checklists and frameworks it names exist is checked by wf-pack-links.c.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-deck-private.h"
#include "wf-pack-reader.h"

#include <string.h>

#define MINUTES 60 /* when the pack says nothing */

struct _WfDeck {
  gatomicrefcount refs;
  WfPackInfo *info;
  WfDeckAudience audience;
  guint minutes;
  WfText *title;
  WfText *purpose;
  WfText *credit;
  GPtrArray *slides;
};

static const WfPackName KINDS[] = {
  { "title", WF_SLIDE_TITLE },
  { "text", WF_SLIDE_TEXT },
  { "pulse", WF_SLIDE_PULSE },
  { "map", WF_SLIDE_MAP },
  { "poll", WF_SLIDE_POLL },
  { "scale", WF_SLIDE_SCALE },
  { "ideas", WF_SLIDE_IDEAS },
  { "checklist", WF_SLIDE_CHECKLIST },
  { "timer", WF_SLIDE_TIMER },
  { "self-check", WF_SLIDE_SELF_CHECK },
  { "attendance", WF_SLIDE_ATTENDANCE },
  { "closing", WF_SLIDE_CLOSING },
  { NULL },
};

static void
option_free (WfSlideOption *self)
{
  g_free (self->id);
  g_free (self->picture);
  g_clear_pointer (&self->label, wf_text_unref);
  g_free (self);
}

void
wf_slide_free (WfSlide *self)
{
  WfText **const texts[] = { &self->title,    &self->text,  &self->notes, &self->verdict,
                             &self->evidence, &self->as_of, &self->why };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], wf_text_unref);
  g_free (self->id);
  g_strfreev (self->pictures);
  g_free (self->checklist);
  g_free (self->framework);
  g_free (self->good);
  g_strfreev (self->competences);
  g_ptr_array_unref (self->options);
  g_free (self);
}

WfSlide *
wf_slide_new (WfSlideKind kind, const char *id)
{
  WfSlide *self = g_new0 (WfSlide, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
  return self;
}

WfSlideOption *
wf_slide_option_new (const char *id)
{
  WfSlideOption *self = g_new0 (WfSlideOption, 1);

  self->id = g_strdup (id);
  return self;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSlideOption, option_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSlide, wf_slide_free)

static void
read_head (WfDeck *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "minutes", NULL };
  static const char *const CHILDREN[] = { "title", "purpose", "credit", NULL };

  wf_pack_reader_check_children (reader, node, CHILDREN);
  if (self->title != NULL)
    {
      wf_pack_reader_report (reader, node, "Write one <head>.",
                             "The deck has two; the first is used.");
      return;
    }
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      (wf_pack_node_get (node, "minutes") != NULL &&
       !wf_pack_reader_take_number (reader, node, "minutes", 1, 480, &self->minutes)))
    return;
  wf_pack_reader_take_text (reader, node, "title", TRUE, &self->title);
  wf_pack_reader_take_text (reader, node, "purpose", FALSE, &self->purpose);
  wf_pack_reader_take_text (reader, node, "credit", FALSE, &self->credit);
}

static gboolean
has_option (const WfSlide *slide, const char *id)
{
  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];
      if (g_str_equal (option->id, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_option (WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "id", "picture", NULL };
  g_autoptr (WfSlideOption) option = g_new0 (WfSlideOption, 1);

  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_check_children (reader, node, (const char *const[]){ "label", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &option->id) ||
      !wf_pack_reader_take_optional_id (reader, node, "picture", &option->picture) ||
      !wf_pack_reader_take_text (reader, node, "label", TRUE, &option->label))
    return FALSE;
  if (has_option (slide, option->id))
    return wf_pack_reader_report (reader, node, "Give each option of a slide an id of its own.",
                                  "“%s” stands twice.", option->id);
  if (slide->options->len == WF_DECK_MAX_OPTIONS)
    return wf_pack_reader_report (reader, node, "Split the question.",
                                  "A slide has at most %d options.", WF_DECK_MAX_OPTIONS);
  g_ptr_array_add (slide->options, g_steal_pointer (&option));
  return TRUE;
}

static gboolean
read_evidence (WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const CHILDREN[] = { "verdict", "text", "as-of", NULL };

  if (slide->kind != WF_SLIDE_MAP || slide->evidence != NULL)
    return wf_pack_reader_report (reader, node, "Write one <evidence>, on a map.",
                                  "Slide “%s” has no place for it.", slide->id);
  return wf_pack_reader_check_children (reader, node, CHILDREN) &&
         wf_pack_reader_take_text (reader, node, "verdict", TRUE, &slide->verdict) &&
         wf_pack_reader_take_text (reader, node, "text", TRUE, &slide->evidence) &&
         wf_pack_reader_take_text (reader, node, "as-of", TRUE, &slide->as_of);
}

static gboolean
read_discuss (WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "good", NULL };

  if (slide->kind != WF_SLIDE_POLL || slide->good != NULL)
    return wf_pack_reader_report (reader, node, "Write one <discuss>, on a poll.",
                                  "Slide “%s” has no place for it.", slide->id);
  return wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) &&
         wf_pack_reader_check_children (reader, node, (const char *const[]){ "why", NULL }) &&
         wf_pack_reader_take_id (reader, node, "good", &slide->good) &&
         wf_pack_reader_take_text (reader, node, "why", TRUE, &slide->why);
}

/* A slide with half of its options would ask another question: one bad child costs the slide. */
static gboolean
read_children (WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "option") && !read_option (slide, reader, child))
        return FALSE;
      if (g_str_equal (child->name, "evidence") && !read_evidence (slide, reader, child))
        return FALSE;
      if (g_str_equal (child->name, "discuss") && !read_discuss (slide, reader, child))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_slide_kind_has_options (WfSlideKind kind)
{
  return kind == WF_SLIDE_PULSE || kind == WF_SLIDE_POLL || kind == WF_SLIDE_SCALE ||
         kind == WF_SLIDE_CLOSING;
}

static gboolean
check_options (const WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  if (wf_slide_kind_has_options (slide->kind) && slide->options->len < 2)
    return wf_pack_reader_report (reader, node, "Give it two options or more.",
                                  "Slide “%s” asks nothing to choose.", slide->id);
  if (slide->kind == WF_SLIDE_CHECKLIST && (slide->options->len > 0) == (slide->checklist != NULL))
    return wf_pack_reader_report (reader, node,
                                  "Give it options of its own, or checklist=\"…\", not both.",
                                  "Slide “%s” has no points to walk through.", slide->id);
  if (!wf_slide_kind_has_options (slide->kind) && slide->kind != WF_SLIDE_CHECKLIST &&
      slide->options->len > 0)
    return wf_pack_reader_report (reader, node, "Take its options away, or make it a poll.",
                                  "Slide “%s” is of a kind without options.", slide->id);
  if (slide->good != NULL && !has_option (slide, slide->good))
    return wf_pack_reader_report (reader, node, "Name one of the slide's options.",
                                  "Slide “%s” talks about option “%s”, which there is not.",
                                  slide->id, slide->good);
  return TRUE;
}

static gboolean
check_kind (const WfDeck *self, const WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  const gboolean is_timer = slide->kind == WF_SLIDE_TIMER;

  if (slide->kind == WF_SLIDE_CLOSING && self->audience == WF_DECK_NEWCOMERS &&
      !(slide->options->len == 3 && has_option (slide, "now") && has_option (slide, "practise") &&
        has_option (slide, "beside")))
    return wf_pack_reader_report (reader, node,
                                  "Give it the options now, practise and beside: I can do this "
                                  "now, I want to practise, I want someone beside me.",
                                  "Slide “%s” closes otherwise than newcomers do.", slide->id);
  if (slide->kind == WF_SLIDE_PULSE && self->audience != WF_DECK_STAFF)
    return wf_pack_reader_report (
        reader, node, "Take it out: newcomers are asked how they leave (closing).",
        "Slide “%s” asks about the organisation; that is for staff.", slide->id);
  if (slide->title == NULL && slide->kind != WF_SLIDE_MAP)
    return wf_pack_reader_report (reader, node, "Give it a <title>.", "Slide “%s” has none.",
                                  slide->id);
  if (slide->kind == WF_SLIDE_MAP && (slide->text == NULL || slide->evidence == NULL))
    return wf_pack_reader_report (reader, node,
                                  "Give it the statement as <text>, and <evidence> with its date.",
                                  "Slide “%s” is not a whole map.", slide->id);
  if (is_timer != (slide->seconds > 0))
    return wf_pack_reader_report (reader, node, "Give a timer, and only a timer, seconds=\"120\".",
                                  "Slide “%s” does not fit its kind.", slide->id);
  if ((slide->kind == WF_SLIDE_SELF_CHECK) != (slide->framework != NULL))
    return wf_pack_reader_report (reader, node,
                                  "Give a self-check, and only a self-check, framework=\"…\".",
                                  "Slide “%s” does not fit its kind.", slide->id);
  return check_options (slide, reader, node);
}

static void
check_words (const WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  guint words = wf_deck_count_words (wf_text_get (slide->title, NULL, NULL)) +
                wf_deck_count_words (wf_text_get (slide->text, NULL, NULL));

  if (words > WF_DECK_WALL_WORDS)
    wf_pack_reader_report (reader, node, "Shorten title and text; say the rest, from the notes.",
                           "Slide “%s” puts %u words on the wall; from the back row %d can be "
                           "read.",
                           slide->id, words, WF_DECK_WALL_WORDS);
}

static gboolean
read_attributes (WfSlide *slide, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "id",        "kind",        "pictures", "many",
                                            "vote",      "private",     "seconds",  "checklist",
                                            "framework", "competences", NULL };
  int kind = 0;

  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "id", &slide->id) ||
      !wf_pack_reader_take_name (reader, node, "kind", TRUE, KINDS, &kind))
    return FALSE;
  slide->kind = kind;
  return wf_pack_reader_take_ids (reader, node, "pictures", FALSE, &slide->pictures) &&
         wf_pack_reader_take_flag (reader, node, "many", &slide->is_many) &&
         wf_pack_reader_take_flag (reader, node, "vote", &slide->can_vote) &&
         wf_pack_reader_take_flag (reader, node, "private", &slide->is_private) &&
         wf_pack_reader_take_optional_id (reader, node, "checklist", &slide->checklist) &&
         wf_pack_reader_take_optional_id (reader, node, "framework", &slide->framework) &&
         wf_pack_reader_take_ids (reader, node, "competences", FALSE, &slide->competences) &&
         (wf_pack_node_get (node, "seconds") == NULL ||
          wf_pack_reader_take_number (reader, node, "seconds", 5, 7200, &slide->seconds));
}

static void
read_slide (WfDeck *self, WfPackReader *reader, const WfPackNode *node)
{
  static const char *const CHILDREN[] = { "title",    "text",    "notes", "option",
                                          "evidence", "discuss", NULL };
  g_autoptr (WfSlide) slide = wf_slide_new (WF_SLIDE_TITLE, NULL);

  slide->line = node->line;
  wf_pack_reader_check_children (reader, node, CHILDREN);
  if (!read_attributes (slide, reader, node) ||
      !wf_pack_reader_take_text (reader, node, "title", FALSE, &slide->title) ||
      !wf_pack_reader_take_text (reader, node, "text", FALSE, &slide->text) ||
      !wf_pack_reader_take_text (reader, node, "notes", FALSE, &slide->notes) ||
      !read_children (slide, reader, node) || !check_kind (self, slide, reader, node))
    return;
  if (wf_deck_lookup (self, slide->id) != NULL)
    {
      wf_pack_reader_report (reader, node, "Give each slide an id of its own.",
                             "“%s” stands twice; the first is used.", slide->id);
      return;
    }
  check_words (slide, reader, node);
  g_ptr_array_add (self->slides, g_steal_pointer (&slide));
}

static void
read_audience (WfDeck *self, WfPackReader *reader, const WfPackNode *root)
{
  static const WfPackName AUDIENCES[] = {
    { "staff", WF_DECK_STAFF },
    { "newcomers", WF_DECK_NEWCOMERS },
    { NULL },
  };
  int audience = WF_DECK_NEWCOMERS;

  /* A deck that does not say is held to the stricter rule. */
  wf_pack_reader_take_name (reader, root, "audience", TRUE, AUDIENCES, &audience);
  self->audience = audience;
}

WfDeck *
wf_deck_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  static const char *const CHILDREN[] = { "about", "head", "slide", NULL };
  WfDeck *self = g_new0 (WfDeck, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->minutes = MINUTES;
  self->slides = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_slide_free);
  wf_pack_reader_check_children (reader, root, CHILDREN);
  read_audience (self, reader, root);
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "head"))
        read_head (self, reader, child);
      else if (g_str_equal (child->name, "slide") && self->slides->len < WF_DECK_MAX_SLIDES)
        read_slide (self, reader, child);
    }
  if (self->title == NULL)
    wf_pack_reader_report (reader, root, "Add <head> with a <title> before the slides.",
                           "The deck does not say what it is called.");
  return self;
}

WfDeck *
wf_deck_new (WfPackInfo *info, WfDeckAudience audience, WfText *title, GPtrArray *slides)
{
  WfDeck *self = g_new0 (WfDeck, 1);

  g_atomic_ref_count_init (&self->refs);
  self->info = info;
  self->audience = audience;
  self->minutes = MINUTES;
  self->title = title;
  self->slides = slides;
  return self;
}

gboolean
wf_deck_is_usable (const WfDeck *self)
{
  return self->title != NULL && self->slides->len > 0;
}

WfDeck *
wf_deck_ref (WfDeck *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_deck_unref (WfDeck *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_pack_info_free (self->info);
  g_clear_pointer (&self->title, wf_text_unref);
  g_clear_pointer (&self->purpose, wf_text_unref);
  g_clear_pointer (&self->credit, wf_text_unref);
  g_ptr_array_unref (self->slides);
  g_free (self);
}

const WfPackInfo *
wf_deck_get_info (const WfDeck *self)
{
  return self->info;
}

WfDeckAudience
wf_deck_get_audience (const WfDeck *self)
{
  return self->audience;
}

guint
wf_deck_get_minutes (const WfDeck *self)
{
  return self->minutes;
}

const WfText *
wf_deck_get_title (const WfDeck *self)
{
  return self->title;
}

const WfText *
wf_deck_get_purpose (const WfDeck *self)
{
  return self->purpose;
}

const WfText *
wf_deck_get_credit (const WfDeck *self)
{
  return self->credit;
}

const GPtrArray *
wf_deck_get_slides (const WfDeck *self)
{
  return self->slides;
}

const WfSlide *
wf_deck_lookup (const WfDeck *self, const char *slide_id)
{
  for (guint i = 0; i < self->slides->len; i++)
    {
      const WfSlide *slide = self->slides->pdata[i];
      if (g_str_equal (slide->id, slide_id))
        return slide;
    }
  return NULL;
}

const char *
wf_slide_kind_to_name (WfSlideKind kind)
{
  g_return_val_if_fail (kind <= WF_SLIDE_CLOSING, NULL);

  return KINDS[kind].name;
}

gboolean
wf_slide_kind_from_name (const char *name, WfSlideKind *out_kind)
{
  for (const WfPackName *kind = KINDS; kind->name != NULL; kind++)
    {
      if (g_strcmp0 (kind->name, name) != 0)
        continue;
      *out_kind = (WfSlideKind) kind->value;
      return TRUE;
    }
  return FALSE;
}

guint
wf_deck_count_words (const char *text)
{
  guint count = 0;

  for (const char *at = text != NULL ? text : ""; *at != '\0';)
    {
      at += strspn (at, " ");
      count += *at != '\0';
      at += strcspn (at, " ");
    }
  return count;
}
