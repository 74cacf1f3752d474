/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters on the wall: two languages at once, right-to-left beside left-to-right, as large as
 * there is room for. Pure drawing; knows no window.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-projector-type.h"

#include <pango/pangocairo.h>

/* In lengths of which 9 are the wall's height: what is smaller cannot be read from the back. */
#define SMALLEST .2
#define GAP      .5
/* Arabic faces leave room for marks that hardly ever stand on a wall. */
#define ARABIC_LINES .8f

void
wf_wall_pair_clear (WfWallPair *pair)
{
  for (guint i = 0; i < G_N_ELEMENTS (pair->text); i++)
    {
      g_clear_pointer (&pair->text[i], g_free);
      g_clear_pointer (&pair->lang[i], g_free);
    }
}

static gboolean
has_second (const WfWall *wall, const WfText *text, const char *first_lang)
{
  const char *second = wall->look->second;

  return second != NULL && wf_text_has (text, second) && !wf_language_matches (second, first_lang);
}

WfWallPair
wf_wall_pair (const WfWall *wall, const WfText *text)
{
  WfWallPair pair = { { NULL }, { NULL } };
  const char *lang = NULL;

  if (text == NULL)
    return pair;
  pair.text[0] = g_strdup (wf_text_get (text, wall->look->first, &lang));
  pair.lang[0] = g_strdup (lang);
  if (!has_second (wall, text, pair.lang[0]))
    return pair;
  pair.text[1] = g_strdup (wf_text_get (text, wall->look->second, &lang));
  pair.lang[1] = g_strdup (lang);
  return pair;
}

WfWallPair
wf_wall_words (const WfWall *wall, const char *id, guint number)
{
  const WfClientTexts *texts = wf_projection_get_texts (wall->projection);
  WfWallPair pair = wf_wall_pair (wall, wf_client_texts_lookup (texts, id));
  g_autofree char *value = g_strdup_printf ("%u", number);

  for (guint i = 0; i < G_N_ELEMENTS (pair.text) && pair.text[i] != NULL; i++)
    {
      g_free (pair.text[i]);
      pair.text[i] = wf_client_texts_format (texts, id, pair.lang[i], NULL, "number", value, NULL);
    }
  return pair;
}

void
wf_wall_set_ink (const WfWall *wall, WfWallInk ink)
{
  static const double COLOURS[][3] = {
    [WF_WALL_INK] = { .07, .07, .1 },   [WF_WALL_QUIET] = { .27, .27, .31 },
    [WF_WALL_SHAPE] = { .08, .3, .62 }, [WF_WALL_GOOD] = { .05, .4, .2 },
    [WF_WALL_FAINT] = { .8, .82, .85 }, [WF_WALL_PAPER] = { 1, 1, 1 },
  };

  cairo_set_source_rgb (wall->cr, COLOURS[ink][0], COLOURS[ink][1], COLOURS[ink][2]);
}

/* Pango counts in whole 1024ths, and fonts in pixels: layouts are a hundred times the wall. */
#define FINE 100

/* Not hinted, so that a preview breaks its lines as the wall does. */
static PangoLayout *
make_layout (const WfWall *wall,
             const char *text,
             const char *lang,
             double width,
             double size,
             gboolean is_bold)
{
  PangoLayout *layout;
  PangoContext *context;
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  gboolean is_rtl = wf_language_is_rtl (lang);

  cairo_save (wall->cr);
  cairo_scale (wall->cr, 1. / FINE, 1. / FINE);
  layout = pango_cairo_create_layout (wall->cr);
  cairo_restore (wall->cr);
  context = pango_layout_get_context (layout);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_language (context, pango_language_from_string (lang));
  pango_context_set_base_dir (context, is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_font_description_set_family (font, is_rtl ? "Noto Sans Arabic, Noto Sans, sans"
                                                  : "Cantarell, Noto Sans, sans");
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_font_description_set_absolute_size (font, size * FINE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (is_rtl)
    pango_layout_set_line_spacing (layout, ARABIC_LINES);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * FINE * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  cairo_font_options_destroy (options);
  return layout;
}

static double
measure (const WfWall *wall,
         const char *text,
         const char *lang,
         double width,
         double size,
         gboolean is_bold,
         double *out_width)
{
  g_autoptr (PangoLayout) layout = make_layout (wall, text, lang, width, size, is_bold);
  int text_width, text_height;

  pango_layout_get_size (layout, &text_width, &text_height);
  if (out_width != NULL)
    *out_width = (double) text_width / PANGO_SCALE / FINE;
  return (double) text_height / PANGO_SCALE / FINE;
}

/* The largest size up to @size in which it fits @box. */
static double
fit (const WfWall *wall,
     const char *text,
     const char *lang,
     const WfWallBox *box,
     double size,
     gboolean is_bold)
{
  while (size > SMALLEST)
    {
      double width, height = measure (wall, text, lang, box->width, size, is_bold, &width);

      if (height <= box->height && width <= box->width + .01)
        return size;
      size *= .93;
    }
  return SMALLEST;
}

static double
draw (const WfWall *wall,
      const char *text,
      const char *lang,
      const WfWallBox *box,
      double size,
      gboolean is_bold,
      gboolean is_centred)
{
  g_autoptr (PangoLayout) layout = make_layout (wall, text, lang, box->width, size, is_bold);
  int height;

  if (is_centred)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_save (wall->cr);
  cairo_translate (wall->cr, box->x, box->y);
  cairo_scale (wall->cr, 1. / FINE, 1. / FINE);
  pango_cairo_show_layout (wall->cr, layout);
  cairo_restore (wall->cr);
  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE / FINE;
}

double
wf_wall_draw_text (const WfWall *wall,
                   const char *text,
                   const char *lang,
                   const WfWallBox *box,
                   double size,
                   gboolean is_bold,
                   gboolean is_centred)
{
  return draw (wall, text, lang, box, fit (wall, text, lang, box, size, is_bold), is_bold,
               is_centred);
}

double
wf_wall_fit_pair (
    const WfWall *wall, const WfWallPair *pair, const WfWallBox *box, double size, gboolean is_bold)
{
  WfWallBox part = *box;

  if (pair->text[1] != NULL)
    part.width = (box->width - GAP) / 2;
  for (guint i = 0; i < G_N_ELEMENTS (pair->text) && pair->text[i] != NULL; i++)
    size = fit (wall, pair->text[i], pair->lang[i], &part, size, is_bold);
  return size;
}

double
wf_wall_draw_pair (
    const WfWall *wall, const WfWallPair *pair, const WfWallBox *box, double size, gboolean is_bold)
{
  double half = (box->width - GAP) / 2, height = 0;
  WfWallBox left = { box->x, box->y, half, box->height };
  WfWallBox right = { box->x + half + GAP, box->y, half, box->height };

  if (pair->text[0] == NULL)
    return 0;
  size = wf_wall_fit_pair (wall, pair, box, size, is_bold);
  if (pair->text[1] == NULL)
    return draw (wall, pair->text[0], pair->lang[0], box, size, is_bold, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_right = (i == 0) == wall->first_is_right;
      height = MAX (height, draw (wall, pair->text[i], pair->lang[i], is_right ? &right : &left,
                                  size, is_bold, FALSE));
    }
  return height;
}

double
wf_wall_draw_stack (
    const WfWall *wall, const WfWallPair *pair, const WfWallBox *box, double size, gboolean is_bold)
{
  gboolean has_both = pair->text[1] != NULL;
  WfWallBox part = { box->x, box->y, box->width, has_both ? box->height / 2 : box->height };
  double used = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pair->text) && pair->text[i] != NULL; i++)
    {
      part.y = box->y + used;
      used += wf_wall_draw_text (wall, pair->text[i], pair->lang[i], &part, size, is_bold, FALSE);
    }
  return used;
}

char *
wf_wall_dup_short (const WfWall *wall, guint number)
{
  g_autoptr (WfFormat) first = wf_format_new (wall->look->first, NULL, NULL);

  return wf_format_integer (first, number);
}

char *
wf_wall_dup_number (const WfWall *wall, guint number)
{
  g_autoptr (WfFormat) first = wf_format_new (wall->look->first, NULL, NULL);
  char *text = wf_format_integer (first, number);

  if (wall->look->second != NULL)
    {
      g_autoptr (WfFormat) second = wf_format_new (wall->look->second, NULL, NULL);
      g_autofree char *other = wf_format_integer (second, number);
      g_autofree char *alone = text;

      text =
          g_str_equal (alone, other) ? g_strdup (alone) : g_strdup_printf ("%s — %s", alone, other);
    }
  return text;
}
