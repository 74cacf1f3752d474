/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wall, drawn from a projection and nothing else: white, with dark letters that can be read
 * from four metres. 16 lengths wide and 9 high; on other screens one of the two is more.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-projector-draw.h"

#include "wf-pictogram.h"
#include "wf-qr.h"

#define MARGIN    .55
#define TITLE     .66
#define SMALLER   .82 /* titles, where two languages share the wall */
#define TEXT      .54
#define CODE_SIDE 3.9
#define FOOT      .6
#define SECOND    G_USEC_PER_SEC

/* While answers can be given, so that somebody who comes late can still join. */
static gboolean
shows_code (const WfWall *wall)
{
  const WfProjection *projection = wall->projection;

  if (wall->look->url == NULL || wall->look->code == NULL || projection->has_counts)
    return FALSE;
  return projection->slide->kind == WF_SLIDE_TITLE ||
         (projection->is_open &&
          (projection->is_question || projection->slide->kind == WF_SLIDE_IDEAS));
}

static void
draw_code (const WfWall *wall, const WfWallBox *box)
{
  g_autofree char *address = g_strconcat (wall->look->url, wall->look->code, NULL);
  const char *shown = wall->look->url + (g_str_has_prefix (wall->look->url, "http://") ? 7 : 0);
  g_autoptr (WfQr) qr = wf_qr_new (address, NULL);
  g_auto (WfWallPair) open = wf_wall_words (wall, "workshop.open-page", 0);
  g_auto (WfWallPair) ours = wf_wall_words (wall, "workshop.our-code", 0);
  WfWallBox line = { box->x, box->y, box->width, .9 };

  wf_wall_set_ink (wall, WF_WALL_INK);
  if (qr != NULL)
    wf_qr_draw (qr, wall->cr, box->x, box->y - .15, box->width);
  line.y += box->width - .2;
  line.y += wf_wall_draw_stack (wall, &open, &line, .33, FALSE) + .06;
  line.height = .5;
  line.y += wf_wall_draw_text (wall, shown, "en", &line, .42, TRUE, FALSE);
  line.height = .8;
  line.y += wf_wall_draw_text (wall, wall->look->code, "en", &line, .7, TRUE, FALSE) + .06;
  line.height = MAX (box->y + box->height - line.y, .6);
  wf_wall_set_ink (wall, WF_WALL_QUIET);
  wf_wall_draw_stack (wall, &ours, &line, .31, FALSE);
}

static double
draw_words_at (const WfWall *wall,
               const WfText *text,
               const WfWallBox *box,
               double y,
               double size,
               gboolean is_bold)
{
  g_auto (WfWallPair) pair = wf_wall_pair (wall, text);
  const WfWallBox at = { box->x, box->y + y, box->width, box->height - y };

  return text != NULL ? wf_wall_draw_pair (wall, &pair, &at, size, is_bold) : 0;
}

/* The evidence of a map: below each other, beside what the room thinks. */
static void
draw_evidence (const WfWall *wall, const WfWallBox *box)
{
  const WfSlide *slide = wall->projection->slide;
  g_auto (WfWallPair) heading = wf_wall_words (wall, "workshop.evidence", 0);
  g_auto (WfWallPair) verdict = wf_wall_pair (wall, slide->verdict);
  g_auto (WfWallPair) evidence = wf_wall_pair (wall, slide->evidence);
  g_auto (WfWallPair) as_of = wf_wall_pair (wall, slide->as_of);
  WfWallBox at = { box->x, box->y, box->width, .5 };

  wf_wall_set_ink (wall, WF_WALL_QUIET);
  at.y += wf_wall_draw_pair (wall, &heading, &at, .34, FALSE) + .05;
  wf_wall_set_ink (wall, WF_WALL_INK);
  at.height = 1;
  at.y += wf_wall_draw_pair (wall, &verdict, &at, .6, TRUE) + .15;
  at.height = MAX (box->y + box->height - at.y - .65, 1);
  at.y += wf_wall_draw_pair (wall, &evidence, &at, .42, FALSE) + .15;
  wf_wall_set_ink (wall, WF_WALL_QUIET);
  at.height = MAX (box->y + box->height - at.y, .4);
  wf_wall_draw_pair (wall, &as_of, &at, .25, FALSE);
}

static void
draw_map (const WfWall *wall, const WfWallBox *box)
{
  WfWallBox map = *box, beside = *box;

  if (wall->projection->has_evidence)
    {
      map.width = box->width * .44;
      beside.width = box->width * .52;
      if (wall->first_is_right)
        map.x += box->width - map.width;
      else
        beside.x += box->width - beside.width;
      draw_evidence (wall, &beside);
    }
  else
    {
      map.width = MIN (box->width, box->height * 1.9);
      map.x += (box->width - map.width) / 2;
    }
  wf_projector_draw_map (wall, &map);
}

static void
draw_question (const WfWall *wall, const WfWallBox *box)
{
  const WfProjection *projection = wall->projection;
  g_auto (WfWallPair) why = wf_wall_pair (wall, projection->slide->why);
  WfWallBox rows = *box;

  if (projection->has_evidence && why.text[0] != NULL)
    {
      rows.height *= .72;
      const WfWallBox below = { box->x, box->y + rows.height + .1, box->width,
                                box->height * .28 - .1 };
      wf_wall_set_ink (wall, WF_WALL_GOOD);
      wf_wall_draw_pair (wall, &why, &below, .44, TRUE);
    }
  wf_projector_draw_choices (wall, &rows);
}

/* Seconds that are left at this moment. */
static guint
count_left (const WfWall *wall)
{
  const WfProjection *projection = wall->projection;
  gint64 left = projection->timer_ends_us - wall->look->now_us;

  if (!projection->timer_runs)
    return projection->timer_left;
  return left > 0 ? (guint) ((left + SECOND - 1) / SECOND) : 0;
}

static void
draw_timer (const WfWall *wall, const WfWallBox *box)
{
  guint left = count_left (wall), all = MAX (wall->projection->slide->seconds, 1);
  g_autofree char *text = g_strdup_printf ("%u:%02u", left / 60, left % 60);
  const WfWallBox at = { box->x, box->y, box->width, box->height * .8 };
  double length = box->width * MIN (left, all) / all;

  wf_wall_set_ink (wall, WF_WALL_INK);
  wf_wall_draw_text (wall, text, "en", &at, 2.9, TRUE, TRUE);
  wf_wall_set_ink (wall, WF_WALL_FAINT);
  cairo_rectangle (wall->cr, box->x, box->y + box->height - .35, box->width, .3);
  cairo_fill (wall->cr);
  wf_wall_set_ink (wall, WF_WALL_SHAPE);
  cairo_rectangle (wall->cr, wall->first_is_right ? box->x + box->width - length : box->x,
                   box->y + box->height - .35, length, .3);
  cairo_fill (wall->cr);
}

static void
draw_attendance (const WfWall *wall, const WfWallBox *box)
{
  g_autofree char *number = wf_wall_dup_number (wall, wall->projection->attendance);
  g_auto (WfWallPair) words =
      wf_wall_words (wall, "workshop.people-here", wall->projection->attendance);
  const WfWallBox at = { box->x, box->y, box->width, box->height * .62 };
  const WfWallBox below = { box->x, box->y + box->height * .68, box->width, box->height * .3 };

  wf_wall_set_ink (wall, WF_WALL_SHAPE);
  wf_wall_draw_text (wall, number, wall->look->first, &at, 2.6, TRUE, TRUE);
  wf_wall_set_ink (wall, WF_WALL_INK);
  wf_wall_draw_pair (wall, &words, &below, .5, FALSE);
}

static void
draw_pictures (const WfWall *wall, const WfWallBox *box)
{
  const char *const *names = (const char *const *) wall->projection->slide->pictures;
  guint n = names != NULL ? g_strv_length ((GStrv) names) : 0;
  double side, x;

  if (n == 0)
    return;
  side = MIN (MIN (2.4, box->height), box->width / n - .4);
  x = box->x + (box->width - n * (side + .6) + .6) / 2;
  if (side < .5)
    return;
  wf_wall_set_ink (wall, WF_WALL_SHAPE);
  for (guint i = 0; i < n; i++)
    {
      guint place = wall->first_is_right ? n - 1 - i : i;
      wf_pictogram_draw (wall->cr, names[i], x + place * (side + .6),
                         box->y + (box->height - side) / 2, side, NULL);
    }
}

static void
draw_body (const WfWall *wall, const WfWallBox *box)
{
  switch (wall->projection->slide->kind)
    {
    case WF_SLIDE_TITLE:
    case WF_SLIDE_TEXT:
      draw_pictures (wall, box);
      break;
    case WF_SLIDE_MAP:
      draw_map (wall, box);
      break;
    case WF_SLIDE_IDEAS:
      wf_projector_draw_ideas (wall, box);
      break;
    case WF_SLIDE_TIMER:
      draw_timer (wall, box);
      break;
    case WF_SLIDE_ATTENDANCE:
      draw_attendance (wall, box);
      break;
    default:
      draw_question (wall, box);
      break;
    }
}

/* How many answered, and what that is. */
static void
draw_foot (const WfWall *wall, const WfWallBox *box)
{
  const WfProjection *projection = wall->projection;
  g_auto (WfWallPair) few = wf_wall_words (wall, "workshop.few", 0);
  g_auto (WfWallPair) answers = wf_wall_words (wall, "workshop.answers", projection->total);
  g_auto (WfWallPair) hands = wf_wall_words (wall, "workshop.show-of-hands", 0);
  WfWallPair *said = projection->is_held_back ? &few : &answers;

  /* Whose ideas these are. */
  if (projection->slide->kind == WF_SLIDE_TITLE)
    {
      wf_wall_set_ink (wall, WF_WALL_QUIET);
      draw_words_at (wall, wf_projection_get_credit (projection), box, -.3, .26, FALSE);
    }
  if (!projection->is_question)
    return;
  wf_wall_set_ink (wall, WF_WALL_QUIET);
  for (guint i = 0; i < G_N_ELEMENTS (said->text) && said->text[i] != NULL; i++)
    {
      char *both =
          g_strdup_printf ("%s — %s", said->text[i], hands.text[i] != NULL ? hands.text[i] : "");
      g_free (said->text[i]);
      said->text[i] = both;
    }
  wf_wall_draw_pair (wall, said, box, .3, FALSE);
}

static void
draw_slide (const WfWall *wall, double width, double height)
{
  const WfSlide *slide = wall->projection->slide;
  gboolean is_title = slide->kind == WF_SLIDE_TITLE;
  WfWallBox box = { MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN - FOOT };
  const WfWallBox foot = { MARGIN, height - MARGIN - FOOT * .7, box.width, FOOT };
  double y = 0, scale = wall->look->second != NULL ? SMALLER : 1;

  if (shows_code (wall))
    {
      const WfWallBox code = { wall->first_is_right ? box.x : box.x + box.width - CODE_SIDE, box.y,
                               CODE_SIDE, box.height };

      draw_code (wall, &code);
      box.width -= CODE_SIDE + .4;
      if (wall->first_is_right)
        box.x += CODE_SIDE + .4;
    }
  wf_wall_set_ink (wall, WF_WALL_INK);
  if (is_title)
    y = box.height * .2;
  /* Words leave the rest of the wall to what the room says. */
  const WfWallBox words = { box.x, box.y, box.width,
                            is_title || slide->kind == WF_SLIDE_TEXT ? box.height * .8
                                                                     : box.height * .42 };
  y += draw_words_at (wall, slide->title, &words, y, (is_title ? .9 : TITLE) * scale, TRUE);
  y += .2;
  y += draw_words_at (wall, slide->text, &words, y, TEXT, slide->kind == WF_SLIDE_MAP);
  const WfWallBox rest = { box.x, box.y + y + .25, box.width, box.height - y - .25 };
  if (rest.height > .3)
    draw_body (wall, &rest);
  draw_foot (wall, &foot);
}

void
wf_projector_draw (cairo_t *cr,
                   const WfProjection *projection,
                   const WfProjectorLook *look,
                   double width,
                   double height)
{
  double unit = MIN (width / 16, height / 9);
  const WfWall wall = { cr, projection, look, wf_language_is_rtl (look->first) };

  g_return_if_fail (cr != NULL && look != NULL);

  cairo_save (cr);
  if (projection != NULL && projection->is_black)
    cairo_set_source_rgb (cr, 0, 0, 0);
  else
    wf_wall_set_ink (&wall, WF_WALL_PAPER);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_scale (cr, unit, unit);
  if (projection != NULL && !projection->is_black)
    draw_slide (&wall, width / unit, height / unit);
  cairo_restore (cr);
}

static void
add_words (GString *words, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, g_str_has_suffix (words->str, ".") ? " " : ". ");
  g_string_append (words, text);
}

static void
add_choices (GString *words, const WfWall *wall)
{
  const WfProjection *projection = wall->projection;

  for (guint i = 0; i < projection->choices->len; i++)
    {
      const WfChoice *choice = projection->choices->pdata[i];
      const char *label = wf_text_get (choice->label, wall->look->first, NULL);
      g_autofree char *line = projection->has_counts && label != NULL
                                  ? g_strdup_printf ("%s: %u", label, projection->counts[i])
                                  : g_strdup (label);

      add_words (words, line);
    }
}

char *
wf_projector_dup_words (const WfProjection *projection, const WfProjectorLook *look)
{
  GString *words = g_string_new (NULL);
  const WfWall wall = { NULL, projection, look, FALSE };
  const WfSlide *slide = projection != NULL ? projection->slide : NULL;

  if (slide == NULL || projection->is_black)
    return g_string_free (words, FALSE);
  add_words (words, wf_text_get (slide->title, look->first, NULL));
  add_words (words, wf_text_get (slide->text, look->first, NULL));
  add_choices (words, &wall);
  if (slide->kind == WF_SLIDE_TITLE)
    add_words (words, wf_text_get (wf_projection_get_credit (projection), look->first, NULL));
  for (guint i = 0; i < projection->ideas->len; i++)
    add_words (words, ((const WfWallIdea *) projection->ideas->pdata[i])->text);
  if (projection->has_evidence)
    {
      add_words (words, wf_text_get (slide->verdict, look->first, NULL));
      add_words (words, wf_text_get (slide->evidence, look->first, NULL));
      add_words (words, wf_text_get (slide->as_of, look->first, NULL));
      add_words (words, wf_text_get (slide->why, look->first, NULL));
    }
  return g_string_free (words, FALSE);
}
