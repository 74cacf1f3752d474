/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Type on paper: which family and size a text gets, and its Pango layout. Metrics are
 * unhinted at 72 dots an inch, so that one Pango unit is one point and a layout made
 * here is the same on the screen, in a PDF and on a printer.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-page-private.h"

#include <string.h>

#define LINE_HEIGHT 1.5 /* at most, as a factor of the type's size */

/* Points at scale 1, by role; the second value is for bold. */
static const struct {
  double points;
  PangoWeight weight;
} ROLES[] = {
  [WF_PAGE_ROLE_TITLE] = { 21, PANGO_WEIGHT_BOLD },
  [WF_PAGE_ROLE_HEADING] = { 15, PANGO_WEIGHT_BOLD },
  [WF_PAGE_ROLE_STATEMENT] = { 14.5, PANGO_WEIGHT_BOLD },
  [WF_PAGE_ROLE_BODY] = { 12, PANGO_WEIGHT_NORMAL },
  [WF_PAGE_ROLE_SMALL] = { 9.5, PANGO_WEIGHT_NORMAL },
};

/* Languages whose letters the usual family lacks or shapes badly; longest tag first. */
static const struct {
  const char *prefix;
  const char *family;
} FAMILIES[] = {
  { "zh-hant", "Noto Sans CJK TC, Noto Sans" },
  { "zh-tw", "Noto Sans CJK TC, Noto Sans" },
  { "zh-hk", "Noto Sans CJK HK, Noto Sans" },
  { "zh", "Noto Sans CJK SC, Noto Sans" },
  { "yue", "Noto Sans CJK HK, Noto Sans" },
  { "ja", "Noto Sans CJK JP, Noto Sans" },
  { "ko", "Noto Sans CJK KR, Noto Sans" },
  { "ar", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "fa", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "prs", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "ps", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "ku-arab", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "ckb", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "ug", "Noto Sans Arabic, Noto Naskh Arabic, Noto Sans" },
  { "ur", "Noto Naskh Arabic, Noto Sans Arabic, Noto Sans" },
};

static const char *
family_of (const char *lang)
{
  g_autofree char *tag = g_ascii_strdown (lang, -1);

  for (guint i = 0; i < G_N_ELEMENTS (FAMILIES); i++)
    {
      gsize length = strlen (FAMILIES[i].prefix);

      if (g_str_has_prefix (tag, FAMILIES[i].prefix) && (tag[length] == '\0' || tag[length] == '-'))
        return FAMILIES[i].family;
    }
  return "Noto Sans, sans-serif";
}

PangoFontDescription *
wf_page_type_describe (WfPageRole role, const char *lang, double scale)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, family_of (lang));
  pango_font_description_set_weight (description, ROLES[role].weight);
  pango_font_description_set_absolute_size (description, ROLES[role].points * scale * PANGO_SCALE);
  return description;
}

static PangoContext *
new_context (PangoFontMap *map, const WfPageLine *line)
{
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (line->lang));
  pango_context_set_base_dir (context, line->direction == WF_PAGE_DIRECTION_RTL
                                           ? PANGO_DIRECTION_RTL
                                           : PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return context;
}

/* Some fonts, the Arabic ones first, keep room above and below for marks that our texts
 * do not carry: their lines would stand twice as far apart as their neighbour's. */
static double
tighten (PangoLayout *layout, double line_height)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);

  double natural = (double) height / PANGO_SCALE / pango_layout_get_line_count (layout);

  if (natural <= line_height)
    return 0;
  pango_layout_set_line_spacing (layout, (float) (line_height / natural));
  return natural - line_height;
}

PangoLayout *
wf_page_type_set_line (PangoFontMap *map,
                       const WfPageLine *line,
                       WfPageRole role,
                       double scale,
                       double width,
                       double *out_slack)
{
  gboolean rtl = line->direction == WF_PAGE_DIRECTION_RTL;
  PangoContext *context = new_context (map, line);
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = wf_page_type_describe (role, line->lang, scale);

  g_object_unref (context);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, line->text, -1);
  *out_slack = tighten (layout, ROLES[role].points * scale * LINE_HEIGHT);
  return layout;
}
