/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-projection.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * WfProjectorLook:
 * @first: BCP 47 tag of the wall's first language
 * @second: (nullable): of the second; %NULL for one
 * @url: (nullable): the short address of the phones; %NULL: no phones
 * @code: (nullable): what they join with
 * @grow: how far counts have grown, 0 to 1; 1 without animation
 * @now_us: microseconds since 1970, for the timer
 *
 * What a wall needs to know besides the projection.
 */
typedef struct {
  const char *first;
  const char *second;
  const char *url;
  const char *code;
  double grow;
  gint64 now_us;
} WfProjectorLook;

/** WfWallBox: a rectangle of the wall, in its own lengths */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} WfWallBox;

/** WfWallInk: the colours of the wall; each stands on white with 7 : 1 or more, or is a shape */
typedef enum {
  WF_WALL_INK,   /* words */
  WF_WALL_QUIET, /* words that matter less */
  WF_WALL_SHAPE, /* counts */
  WF_WALL_GOOD,  /* the option worth talking about */
  WF_WALL_FAINT, /* frames and grids; never words */
  WF_WALL_PAPER,
} WfWallInk;

/**
 * WfWall:
 * @cr: drawn to, in lengths of which 16 are the wall's width or 9 its height
 * @projection: what is drawn
 * @look: how
 * @first_is_right: the first language begins at the right
 *
 * One drawing of a wall, for its parts to draw on.
 */
typedef struct {
  cairo_t *cr;
  const WfProjection *projection;
  const WfProjectorLook *look;
  gboolean first_is_right;
} WfWall;

/** WfWallPair: the same words in one or two languages; free with wf_wall_pair_clear() */
typedef struct {
  char *text[2];
  char *lang[2];
} WfWallPair;

/** wf_wall_pair_clear: frees the words, not @pair */
void wf_wall_pair_clear (WfWallPair *pair);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfWallPair, wf_wall_pair_clear)

/** wf_wall_pair: @text: (nullable). Returns: it in the wall's languages; the second only when it
 *  was translated */
WfWallPair wf_wall_pair (const WfWall *wall, const WfText *text);
/** wf_wall_words: @id: of the texts pack. Returns: as wf_wall_pair(), with "{number}" filled */
WfWallPair wf_wall_words (const WfWall *wall, const char *id, guint number);

/** wf_wall_set_ink: chooses the colour that is drawn with */
void wf_wall_set_ink (const WfWall *wall, WfWallInk ink);

/**
 * wf_wall_draw_text:
 * @size: of the letters; smaller where @box is too small, never below what can be read
 * @is_centred: else it begins where its language does
 *
 * Returns: the height it took
 */
double wf_wall_draw_text (const WfWall *wall,
                          const char *text,
                          const char *lang,
                          const WfWallBox *box,
                          double size,
                          gboolean is_bold,
                          gboolean is_centred);

/** wf_wall_draw_pair: both languages side by side, in letters of one size. Returns: the height */
double wf_wall_draw_pair (const WfWall *wall,
                          const WfWallPair *pair,
                          const WfWallBox *box,
                          double size,
                          gboolean is_bold);

/** wf_wall_fit_pair: Returns: the size in which both fit @box, at most @size: so that several can
 *  be drawn alike */
double wf_wall_fit_pair (const WfWall *wall,
                         const WfWallPair *pair,
                         const WfWallBox *box,
                         double size,
                         gboolean is_bold);

/** wf_wall_draw_stack: the second language below the first. Returns: the height */
double wf_wall_draw_stack (const WfWall *wall,
                           const WfWallPair *pair,
                           const WfWallBox *box,
                           double size,
                           gboolean is_bold);

/** wf_wall_dup_short: Returns: (transfer full): in the digits of the first language alone, where
 *  there is room for one */
char *wf_wall_dup_short (const WfWall *wall, guint number);

/** wf_wall_dup_number: Returns: (transfer full): in the digits of the wall's languages */
char *wf_wall_dup_number (const WfWall *wall, guint number);

G_END_DECLS
