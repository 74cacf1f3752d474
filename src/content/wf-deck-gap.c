/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a draft lacks, before the reader of packs is asked. The reader is the judge: where the two
 * differ, this is what is mended (the tests of decks hold them together).
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-deck-gap.h"

#include "wf-deck-private.h"

#include <string.h>

static void
add (GArray *gaps, WfDeckGapKind kind, int slide)
{
  const WfDeckGap gap = { kind, slide };

  g_array_append_val (gaps, gap);
}

static gboolean
is_long (const WfText *text)
{
  for (guint i = 0; text != NULL && i < wf_text_get_n_languages (text); i++)
    {
      if (strlen (wf_text_get (text, wf_text_get_language (text, i), NULL)) > WF_PACK_MAX_TEXT)
        return TRUE;
    }
  return FALSE;
}

static const WfSlideOption *
find_option (const WfSlide *slide, const char *id)
{
  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];

      if (g_str_equal (option->id, id))
        return option;
    }
  return NULL;
}

static void
check_options (GArray *gaps, const WfSlide *slide, int at, const WfPackLibrary *library)
{
  gboolean is_list = slide->kind == WF_SLIDE_CHECKLIST;

  if (wf_slide_kind_has_options (slide->kind) && slide->options->len < 2)
    add (gaps, WF_DECK_GAP_OPTIONS, at);
  if (is_list && ((slide->options->len > 0) == (slide->checklist != NULL) ||
                  (slide->checklist != NULL &&
                   wf_pack_library_get_checklist (library, slide->checklist) == NULL)))
    add (gaps, WF_DECK_GAP_POINTS, at);
  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];

      if (option->label == NULL)
        {
          add (gaps, WF_DECK_GAP_LABEL, at);
          break;
        }
    }
}

static gboolean
closes_as_everywhere (const WfSlide *slide)
{
  return slide->options->len == 3 && find_option (slide, "now") != NULL &&
         find_option (slide, "practise") != NULL && find_option (slide, "beside") != NULL;
}

static void
check_length (GArray *gaps, const WfSlide *slide, int at)
{
  const WfText *texts[] = { slide->title,    slide->text,  slide->notes, slide->verdict,
                            slide->evidence, slide->as_of, slide->why };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    found = found || is_long (texts[i]);
  for (guint i = 0; i < slide->options->len; i++)
    found = found || is_long (((const WfSlideOption *) slide->options->pdata[i])->label);
  if (found)
    add (gaps, WF_DECK_GAP_LONG, at);
  if (wf_deck_count_words (wf_text_get (slide->title, NULL, NULL)) +
          wf_deck_count_words (wf_text_get (slide->text, NULL, NULL)) >
      WF_DECK_WALL_WORDS)
    add (gaps, WF_DECK_GAP_WORDS, at);
}

static void
check_slide (GArray *gaps,
             const WfDeckDraft *self,
             const WfSlide *slide,
             int at,
             const WfPackLibrary *library)
{
  gboolean is_map = slide->kind == WF_SLIDE_MAP;

  if (slide->title == NULL && !is_map)
    add (gaps, WF_DECK_GAP_TITLE, at);
  if (is_map && slide->text == NULL)
    add (gaps, WF_DECK_GAP_STATEMENT, at);
  if (is_map && (slide->verdict == NULL || slide->evidence == NULL || slide->as_of == NULL))
    add (gaps, WF_DECK_GAP_EVIDENCE, at);
  check_options (gaps, slide, at, library);
  if (slide->kind == WF_SLIDE_SELF_CHECK &&
      (slide->framework == NULL ||
       wf_pack_library_get_framework (library, slide->framework) == NULL))
    add (gaps, WF_DECK_GAP_FRAMEWORK, at);
  if (slide->kind == WF_SLIDE_PULSE && self->audience != WF_DECK_STAFF)
    add (gaps, WF_DECK_GAP_PULSE, at);
  if (slide->kind == WF_SLIDE_CLOSING && self->audience == WF_DECK_NEWCOMERS &&
      !closes_as_everywhere (slide))
    add (gaps, WF_DECK_GAP_CLOSING, at);
  if ((slide->good != NULL) != (slide->why != NULL) ||
      (slide->good != NULL && find_option (slide, slide->good) == NULL))
    add (gaps, WF_DECK_GAP_WHY, at);
  check_length (gaps, slide, at);
}

GArray *
wf_deck_draft_find_gaps (const WfDeckDraft *self, const WfPackLibrary *library)
{
  g_return_val_if_fail (self != NULL && library != NULL, NULL);

  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (WfDeckGap));

  if (self->title == NULL)
    add (gaps, WF_DECK_GAP_NAME, -1);
  if (*self->source == '\0' || *self->licence == '\0')
    add (gaps, WF_DECK_GAP_ORIGIN, -1);
  if (self->slides->len == 0)
    add (gaps, WF_DECK_GAP_SLIDES, -1);
  if (is_long (self->title) || is_long (self->purpose) || is_long (self->credit))
    add (gaps, WF_DECK_GAP_LONG, -1);
  for (guint i = 0; i < self->slides->len; i++)
    check_slide (gaps, self, self->slides->pdata[i], (int) i, library);
  return gaps;
}
