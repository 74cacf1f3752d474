/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a workshop leaves, on paper and as a picture. It is made from rows that have no names, and
 * no counts where few answered.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshop-sheet.h"

#include <glib/gi18n.h>

#include <string.h>

#include "wf-projector-draw.h"

#define PNG_WIDTH  1280
#define PNG_HEIGHT 720
#define PNG_MAX    24 /* charts: cairo draws no picture higher than 32,767 */

/* The counts of one slide; @out_n: how many rows it has. */
static WfTally *
make_tally (WfScript *script, const GPtrArray *rows, guint slide, guint *out_n)
{
  WfTally *tally = wf_tally_new (script, slide);
  const char *id = wf_script_get_slide (script, slide)->id;
  guint at;

  tally->stage = WF_STAGE_RESULTS;
  tally->is_question = wf_script_is_question (script, slide);
  *out_n = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const WfResultRow *row = rows->pdata[i];
      guint count = row->count;

      if (!g_str_equal (row->slide, id))
        continue;
      *out_n += 1;
      tally->people = row->people;
      if (row->kind == WF_SLIDE_IDEAS)
        {
          const WfIdea idea = { *out_n, (char *) row->answer, TRUE, 0, count };
          wf_tally_add_idea (tally, &idea);
        }
      else if (row->is_small)
        {
          tally->stage = WF_STAGE_HIDDEN;
          tally->is_question = FALSE;
        }
      else if (wf_script_find_choice (script, slide, row->choice, &at))
        tally->hands[at] = count;
    }
  return tally;
}

gboolean
wf_workshop_sheet_is_small (WfScript *script, const GPtrArray *rows, guint slide)
{
  const char *id = wf_script_get_slide (script, slide)->id;

  for (guint i = 0; i < rows->len; i++)
    {
      const WfResultRow *row = rows->pdata[i];

      if (row->is_small && g_str_equal (row->slide, id))
        return TRUE;
    }
  return FALSE;
}

WfProjection *
wf_workshop_sheet_project (WfScript *script, const GPtrArray *rows, guint slide)
{
  guint n;
  WfTally *tally = make_tally (script, rows, slide, &n);
  g_autoptr (WfWorkshopView) view = wf_workshop_view_new (wf_tally_new (script, slide), tally);

  return n > 0 ? wf_projection_new (script, view) : NULL;
}

/* The question of a map is its statement. */
static const char *
question_of (const WfSlide *slide, const char *lang)
{
  return wf_text_get_or_empty (
      slide->kind == WF_SLIDE_MAP || slide->title == NULL ? slide->text : slide->title, lang);
}

typedef struct {
  WfPage *page;
  const char *lang;
  const WfFormat *format;
} Sheet;

static void
add_text (const Sheet *sheet, WfPageRole role, const char *text)
{
  const WfPageText words = { text, sheet->lang,
                             wf_language_is_rtl (sheet->lang) ? WF_PAGE_DIRECTION_RTL
                                                              : WF_PAGE_DIRECTION_LTR };

  wf_page_add_text (sheet->page, role, &words);
}

static void
add_count (const Sheet *sheet, const char *label, guint count)
{
  g_autofree char *number = wf_format_integer (sheet->format, count);
  /* Translators: what was chosen, and how often: "We plan how our work changes: 12" */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), label, number);
  const WfPageText words = { line, sheet->lang,
                             wf_language_is_rtl (sheet->lang) ? WF_PAGE_DIRECTION_RTL
                                                              : WF_PAGE_DIRECTION_LTR };

  wf_page_add_item (sheet->page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, &words, NULL);
}

/* A place on the map in words: "rather true, quite certain". */
static char *
dup_place (const WfProjection *projection, guint index, const char *lang)
{
  const WfClientTexts *texts = wf_projection_get_texts (projection);
  g_autofree char *x = g_strdup_printf ("workshop.map-x%u", index % WF_SCRIPT_MAP_STEPS + 1);
  g_autofree char *y = g_strdup_printf ("workshop.map-y%u", index / WF_SCRIPT_MAP_STEPS + 1);

  return g_strdup_printf ("%s — %s", wf_client_texts_get (texts, x, lang, NULL),
                          wf_client_texts_get (texts, y, lang, NULL));
}

static void
add_slide (const Sheet *sheet, const WfProjection *projection)
{
  const WfSlide *slide = projection->slide;

  add_text (sheet, WF_PAGE_ROLE_HEADING, question_of (slide, sheet->lang));
  if (!projection->has_counts && projection->choices->len > 0)
    add_text (sheet, WF_PAGE_ROLE_BODY, _ ("Fewer than five answers are not shown."));
  for (guint i = 0; projection->has_counts && i < projection->choices->len; i++)
    {
      const WfChoice *choice = projection->choices->pdata[i];
      g_autofree char *place =
          slide->kind == WF_SLIDE_MAP ? dup_place (projection, i, sheet->lang) : NULL;

      if (place == NULL || projection->counts[i] > 0)
        add_count (sheet, place != NULL ? place : wf_text_get_or_empty (choice->label, sheet->lang),
                   projection->counts[i]);
    }
  for (guint i = 0; i < projection->ideas->len; i++)
    {
      const WfWallIdea *idea = projection->ideas->pdata[i];
      add_count (sheet, idea->text, idea->votes);
    }
}

WfPage *
wf_workshop_sheet_new (WfScript *script,
                       const GPtrArray *rows,
                       const char *day,
                       const WfFormat *format,
                       WfPagePaper paper)
{
  const char *lang = wf_format_get_lang (format);
  const Sheet sheet = { wf_page_new (paper, wf_language_is_rtl (lang) ? WF_PAGE_DIRECTION_RTL
                                                                      : WF_PAGE_DIRECTION_LTR),
                        lang, format };

  wf_page_set_single_side (sheet.page, FALSE);
  add_text (&sheet, WF_PAGE_ROLE_TITLE,
            wf_text_get_or_empty (wf_deck_get_title (wf_script_get_deck (script)), lang));
  add_text (&sheet, WF_PAGE_ROLE_BODY, day);
  add_text (&sheet, WF_PAGE_ROLE_SMALL, _ ("A show of hands, not a ballot."));
  for (guint i = 0; i < wf_script_get_n_slides (script); i++)
    {
      g_autoptr (WfProjection) projection = wf_workshop_sheet_project (script, rows, i);

      if (projection != NULL)
        add_slide (&sheet, projection);
    }
  if (wf_deck_get_credit (wf_script_get_deck (script)) != NULL)
    add_text (&sheet, WF_PAGE_ROLE_SMALL,
              wf_text_get_or_empty (wf_deck_get_credit (wf_script_get_deck (script)), lang));
  return sheet.page;
}

static cairo_status_t
on_png_bytes (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
write_png (cairo_surface_t *surface, GError **error)
{
  GByteArray *png = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, on_png_bytes, png);

  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (png);
  g_byte_array_unref (png);
  g_set_error_literal (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OUTPUT, cairo_status_to_string (status));
  return NULL;
}

GBytes *
wf_workshop_sheet_to_png (WfScript *script, const GPtrArray *rows, const char *lang, GError **error)
{
  g_autoptr (GPtrArray) charts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_projection_unref);
  const WfProjectorLook look = { .first = lang, .grow = 1 };
  cairo_surface_t *surface;
  cairo_t *cr;
  GBytes *bytes;

  for (guint i = 0; i < wf_script_get_n_slides (script) && charts->len < PNG_MAX; i++)
    {
      WfProjection *projection = wf_workshop_sheet_project (script, rows, i);

      if (projection != NULL)
        g_ptr_array_add (charts, projection);
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PNG_WIDTH,
                                        PNG_HEIGHT * (int) MAX (charts->len, 1));
  cr = cairo_create (surface);
  for (guint i = 0; i < charts->len; i++)
    {
      wf_projector_draw (cr, charts->pdata[i], &look, PNG_WIDTH, PNG_HEIGHT);
      cairo_translate (cr, 0, PNG_HEIGHT);
    }
  cairo_destroy (cr);
  bytes = write_png (surface, error);
  cairo_surface_destroy (surface);
  return bytes;
}
