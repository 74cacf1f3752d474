/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the room said, as simple shapes with numbers: bars, the cloud of an assumption map, ideas.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-projector-draw.h"

#include <math.h>

#define ROW       1.5 /* height of a choice, where there is room */
#define CHIP      .78
#define BAR       .26
#define CROWDED   1.25 /* rows less high than this give all of it to their words */
#define MAX_LONG  8    /* choices that stand one below the other */
#define TWO_PI    (2 * G_PI)
#define IDEA_SIZE .46

typedef struct {
  const WfWall *wall;
  guint most;
  double size; /* of the letters */
  WfWallBox box;
} Row;

static guint
find_most (const WfProjection *projection)
{
  guint most = 1;

  for (guint i = 0; i < projection->choices->len; i++)
    most = MAX (most, projection->counts[i]);
  return most;
}

static void
draw_disc (const WfWall *wall, double x, double y, double radius)
{
  cairo_new_sub_path (wall->cr);
  cairo_arc (wall->cr, x, y, radius, 0, TWO_PI);
  cairo_fill (wall->cr);
}

static void
draw_tick (const WfWall *wall, double x, double y, double side, gboolean is_done)
{
  cairo_t *cr = wall->cr;

  wf_wall_set_ink (wall, is_done ? WF_WALL_GOOD : WF_WALL_QUIET);
  cairo_set_line_width (cr, side * .1);
  cairo_rectangle (cr, x - side / 2, y - side / 2, side, side);
  if (!is_done)
    {
      cairo_stroke (cr);
      return;
    }
  cairo_fill (cr);
  wf_wall_set_ink (wall, WF_WALL_PAPER);
  cairo_set_line_width (cr, side * .16);
  cairo_move_to (cr, x - side * .28, y);
  cairo_line_to (cr, x - side * .06, y + side * .24);
  cairo_line_to (cr, x + side * .3, y - side * .26);
  cairo_stroke (cr);
}

/* The number on the card that is held up, or the box of a point. */
static void
draw_chip (const Row *row, guint index, double x)
{
  const WfProjection *projection = row->wall->projection;
  const WfChoice *choice = projection->choices->pdata[index];
  double side = MIN (CHIP, row->box.height * .8), y = row->box.y + row->box.height / 2;
  gboolean is_good =
      projection->has_evidence && g_strcmp0 (projection->slide->good, choice->id) == 0;
  g_autofree char *number = wf_wall_dup_short (row->wall, index + 1);
  const WfWallBox inside = { x - side / 2, y - side * .39, side, side };

  if (projection->slide->kind == WF_SLIDE_CHECKLIST)
    {
      draw_tick (row->wall, x, y, side * .75, (projection->ticks >> index & 1) != 0);
      return;
    }
  wf_wall_set_ink (row->wall, is_good ? WF_WALL_GOOD : WF_WALL_INK);
  draw_disc (row->wall, x, y, side / 2);
  if (is_good)
    {
      cairo_set_line_width (row->wall->cr, .06);
      cairo_arc (row->wall->cr, x, y, side / 2 + .08, 0, TWO_PI);
      cairo_stroke (row->wall->cr);
    }
  wf_wall_set_ink (row->wall, WF_WALL_PAPER);
  wf_wall_draw_text (row->wall, number, "en", &inside, side * .56, TRUE, TRUE);
}

static void
draw_bar (const Row *row, guint index, const WfWallBox *text, double number_x, double number_width)
{
  const WfWall *wall = row->wall;
  guint count = wall->projection->counts[index];
  double length = text->width * count / row->most * wall->look->grow;
  double height = MIN (BAR, row->box.height * .22);
  double y = row->box.y + row->box.height * .68;
  g_autofree char *number = wf_wall_dup_number (wall, count);
  const WfWallBox at = { number_x, row->box.y + row->box.height * .18, number_width,
                         row->box.height * .8 };

  wf_wall_set_ink (wall, WF_WALL_FAINT);
  cairo_rectangle (wall->cr, text->x, y, text->width, height);
  cairo_fill (wall->cr);
  wf_wall_set_ink (wall, WF_WALL_SHAPE);
  cairo_rectangle (wall->cr, wall->first_is_right ? text->x + text->width - length : text->x, y,
                   length, height);
  cairo_fill (wall->cr);
  wf_wall_set_ink (wall, WF_WALL_INK);
  wf_wall_draw_text (wall, number, wall->look->first, &at, MIN (.62, row->box.height * .6), TRUE,
                     TRUE);
}

static double
number_width (const Row *row)
{
  return row->wall->projection->has_counts ? MIN (1.9, row->box.width * .16) : 0;
}

/* Between the chip and the number, above the bar. */
static WfWallBox
text_box (const Row *row)
{
  gboolean has_counts = row->wall->projection->has_counts;
  double number = number_width (row), chip = CHIP + .3;
  const WfWallBox box = {
    row->box.x + (row->wall->first_is_right ? number : chip),
    row->box.y + row->box.height * .05,
    row->box.width - chip - number,
    row->box.height * (has_counts ? .62 : .86),
  };

  return box;
}

static void
draw_row (const Row *row, guint index)
{
  const WfWall *wall = row->wall;
  const WfChoice *choice = wall->projection->choices->pdata[index];
  g_auto (WfWallPair) label = wf_wall_pair (wall, choice->label);
  double number = number_width (row), x = row->box.x;
  WfWallBox text = text_box (row);

  draw_chip (row, index, wall->first_is_right ? x + row->box.width - CHIP / 2 : x + CHIP / 2);
  if (wall->projection->has_counts)
    draw_bar (row, index, &text, wall->first_is_right ? x : x + row->box.width - number, number);
  else /* in the middle of the row, beside its number */
    text.y += row->box.height > CROWDED ? (row->box.height - CHIP) / 2 - .04 : 0;
  text.height = row->box.height; /* its letters fit already */
  wf_wall_set_ink (wall, WF_WALL_INK);
  wf_wall_draw_pair (wall, &label, &text, row->size, FALSE);
}

/* In which all choices can be read, so that none looks weightier than another. */
static double
fit_rows (const Row *row)
{
  const WfWallBox text = text_box (row);
  const GPtrArray *choices = row->wall->projection->choices;
  double size = .54;

  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      g_auto (WfWallPair) label = wf_wall_pair (row->wall, choice->label);
      WfWallBox room = text;

      if (!row->wall->projection->has_counts && row->box.height > CROWDED)
        room.height = MIN (text.height, row->box.height / 2 + CHIP / 2);
      size = wf_wall_fit_pair (row->wall, &label, &room, size, FALSE);
    }
  return size;
}

void
wf_projector_draw_choices (const WfWall *wall, const WfWallBox *box)
{
  guint n = wall->projection->choices->len;
  guint columns = (n + MAX_LONG - 1) / MAX_LONG;
  Row row = { wall, find_most (wall->projection), 0, *box };
  guint rows;

  if (n == 0)
    return;
  rows = (n + columns - 1) / columns;
  row.box.height = MIN (ROW, box->height / rows);
  row.box.width = (box->width - .4 * (columns - 1)) / columns;
  row.size = fit_rows (&row);
  for (guint i = 0; i < n; i++)
    {
      guint column = wall->first_is_right ? columns - 1 - i / rows : i / rows;

      row.box.x = box->x + column * (row.box.width + .4);
      row.box.y = box->y + i % rows * row.box.height;
      draw_row (&row, i);
    }
}

static void
draw_grid (const WfWall *wall, const WfWallBox *grid)
{
  double step_x = grid->width / WF_SCRIPT_MAP_STEPS, step_y = grid->height / WF_SCRIPT_MAP_STEPS;

  wf_wall_set_ink (wall, WF_WALL_FAINT);
  cairo_set_line_width (wall->cr, .025);
  for (guint i = 0; i <= WF_SCRIPT_MAP_STEPS; i++)
    {
      cairo_move_to (wall->cr, grid->x + i * step_x, grid->y);
      cairo_rel_line_to (wall->cr, 0, grid->height);
      cairo_move_to (wall->cr, grid->x, grid->y + i * step_y);
      cairo_rel_line_to (wall->cr, grid->width, 0);
    }
  cairo_stroke (wall->cr);
}

/* Discs whose area is how many stand there: where the group is, not who. */
static void
draw_cloud (const WfWall *wall, const WfWallBox *grid)
{
  double step_x = grid->width / WF_SCRIPT_MAP_STEPS, step_y = grid->height / WF_SCRIPT_MAP_STEPS;
  guint most = find_most (wall->projection);

  for (guint i = 0; i < wall->projection->choices->len; i++)
    {
      guint count = wall->projection->counts[i];
      double x = grid->x + (i % WF_SCRIPT_MAP_STEPS + .5) * step_x;
      double y = grid->y + grid->height - (i / WF_SCRIPT_MAP_STEPS + .5) * step_y;
      double radius = MIN (step_x, step_y) * .47 * sqrt ((double) count / most) * wall->look->grow;
      g_autofree char *number = wf_wall_dup_short (wall, count);

      if (count == 0 || radius <= 0)
        continue;
      wf_wall_set_ink (wall, WF_WALL_SHAPE);
      draw_disc (wall, x, y, MAX (radius, .17 * wall->look->grow));
      if (wall->look->grow < 1)
        continue;
      wf_wall_set_ink (wall, WF_WALL_PAPER);
      const WfWallBox inside = { x - .6, y - .17, 1.2, .5 };
      wf_wall_draw_text (wall, number, "en", &inside, .24, TRUE, TRUE);
    }
}

/* One end of an axis, in both languages, one below the other. */
static void
draw_end (const WfWall *wall, const char *id, const WfWallBox *box)
{
  g_auto (WfWallPair) words = wf_wall_words (wall, id, 0);
  WfWallBox line = *box;

  for (guint i = 0; i < G_N_ELEMENTS (words.text) && words.text[i] != NULL; i++)
    line.y += wf_wall_draw_text (wall, words.text[i], words.lang[i], &line, .32, i == 0, TRUE);
}

void
wf_projector_draw_map (const WfWall *wall, const WfWallBox *box)
{
  const double side = 1.7, foot = .95;
  const WfWallBox grid = { box->x + side, box->y + .05, box->width - side - .1,
                           box->height - foot };
  const WfWallBox ends[] = {
    { grid.x - .4, grid.y + grid.height + .06, 2.2, foot / 2 },
    { grid.x + grid.width - 1.8, grid.y + grid.height + .06, 2.2, foot / 2 },
    { box->x - .1, grid.y + grid.height - .9, side, .45 },
    { box->x - .1, grid.y, side, .45 },
  };
  static const char *const IDS[] = { "workshop.map-x1", "workshop.map-x5", "workshop.map-y1",
                                     "workshop.map-y5" };

  draw_grid (wall, &grid);
  wf_wall_set_ink (wall, WF_WALL_INK);
  for (guint i = 0; i < G_N_ELEMENTS (IDS); i++)
    draw_end (wall, IDS[i], &ends[i]);
  if (wall->projection->has_counts)
    draw_cloud (wall, &grid);
}

/* Nobody said in which language an idea is; its first letter tells which way it runs. */
static const char *
guess_language (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalpha (letter))
        return letter >= 0x590 && letter < 0x900 ? "ar" : "en";
    }
  return "en";
}

static void
draw_idea (const WfWall *wall, const WfWallIdea *idea, guint number, const WfWallBox *box)
{
  const char *lang = guess_language (idea->text);
  g_autofree char *chip = wf_wall_dup_short (wall, number);
  g_autofree char *votes = idea->votes > 0 ? wf_wall_dup_number (wall, idea->votes) : NULL;
  g_autofree char *text = idea->others > 0 ? g_strdup_printf ("%s (+%u)", idea->text, idea->others)
                                           : g_strdup (idea->text);
  double side = MIN (.6, box->height * .8), votes_width = votes != NULL ? 1.3 : 0;
  const WfWallBox inside = { box->x, box->y + side * .12, side, side };
  const WfWallBox words = { box->x + side + .2, box->y, box->width - side - .2 - votes_width,
                            box->height * .95 };
  const WfWallBox at = { box->x + box->width - votes_width, box->y, votes_width, box->height };

  wf_wall_set_ink (wall, WF_WALL_INK);
  draw_disc (wall, box->x + side / 2, box->y + side / 2, side / 2);
  wf_wall_draw_text (wall, text, lang, &words, IDEA_SIZE, FALSE, FALSE);
  if (votes != NULL)
    {
      wf_wall_set_ink (wall, WF_WALL_SHAPE);
      wf_wall_draw_text (wall, votes, wall->look->first, &at, .52, TRUE, TRUE);
    }
  wf_wall_set_ink (wall, WF_WALL_PAPER);
  wf_wall_draw_text (wall, chip, "en", &inside, side * .56, TRUE, TRUE);
}

void
wf_projector_draw_ideas (const WfWall *wall, const WfWallBox *box)
{
  const GPtrArray *ideas = wall->projection->ideas;
  guint columns = ideas->len > 6 ? 2 : 1, rows;
  WfWallBox cell = *box;

  if (ideas->len == 0)
    return;
  rows = (ideas->len + columns - 1) / columns;
  cell.width = (box->width - .5 * (columns - 1)) / columns;
  cell.height = MIN (.95, box->height / rows);
  for (guint i = 0; i < ideas->len; i++)
    {
      cell.x = box->x + i / rows * (cell.width + .5);
      cell.y = box->y + i % rows * cell.height;
      draw_idea (wall, ideas->pdata[i], i + 1, &cell);
    }
}
