/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything stands on the paper. A block is placed from the page's start side
 * at a given width and answers with its height; a page that must fit one side is laid
 * out again in smaller type until it does or the floor is reached. Pure but for Pango:
 * no I/O. x is measured from the start side and mirrored only when drawn.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-page-private.h"

#include "wf-pictogram.h"

#define MARGIN_SIDE   42.0
#define MARGIN_TOP    38.0
#define MARGIN_BOTTOM 30.0
#define LARGE         1.35 /* large type, as a factor of the usual */
#define SECOND        0.82 /* the second language's type, as a factor of the first's */
#define FIRST_SHARE   0.58 /* of the width, for the first language */
#define COLUMN_GAP    12.0
#define CODE_SIDE     76.0 /* a phone reads it from a hand's breadth away */
#define CODE_FLOOR    66.0
#define GUTTER        30.0
#define SLACK_ABOVE   0.55

/* Type may grow to fill a page a little, and shrink to the floor; step by step. */
#define SCALE_STEPS 15
static const double SCALE_USUAL[] = { 0.84, 1.16 }, SCALE_LARGE[] = { 0.90, 1.10 };

typedef struct {
  const WfPage *page;
  PangoFontMap *fonts;
  double scale; /* of type and gaps, large type included */
  GArray *ops;
  GError **error;
  gboolean failed;
} Placer;

static double place_blocks (Placer *self, GPtrArray *blocks, double x, double y, double width);

void
wf_page_op_clear (gpointer data)
{
  WfPageOp *op = data;

  g_clear_object (&op->layout);
}

static WfPageOp *
add_op (Placer *self, WfPageOpKind kind, double x, double y, double width, double height)
{
  WfPageOp op = { .kind = kind, .x = x, .y = y, .width = width, .height = height };

  g_array_append_val (self->ops, op);
  return &g_array_index (self->ops, WfPageOp, self->ops->len - 1);
}

/* Returns the height of the text. */
static double
place_line (Placer *self,
            const WfPageLine *line,
            WfPageRole role,
            gboolean second,
            double x,
            double y,
            double width)
{
  double scale = self->scale * (second ? SECOND : 1);
  double slack = 0;
  PangoLayout *layout = wf_page_type_set_line (self->fonts, line, role, scale, width, &slack);
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);

  /* More of the empty part is above the letters than below. */
  WfPageOp *op = add_op (self, WF_PAGE_OP_TEXT, x, y - slack * SLACK_ABOVE, width,
                         (double) height / PANGO_SCALE);

  op->layout = layout;
  op->quiet = second;
  return op->height - slack;
}

/* Of the first line of the text placed as the @back-th last. */
static double
baseline_of (Placer *self, guint back)
{
  const WfPageOp *op = &g_array_index (self->ops, WfPageOp, self->ops->len - back);

  return op->y + (double) pango_layout_get_baseline (op->layout) / PANGO_SCALE;
}

static double
place_pair (Placer *self,
            const WfPageLine *first,
            const WfPageLine *second,
            WfPageRole role,
            double x,
            double y,
            double width)
{
  if (second->text == NULL)
    return place_line (self, first, role, FALSE, x, y, width);

  double gap = COLUMN_GAP * self->scale;
  double left = (width - gap) * FIRST_SHARE, right = width - gap - left;
  double height = place_line (self, first, role, FALSE, x, y, left);
  double beside = place_line (self, second, role, TRUE, x + left + gap, y, right);
  double drop = baseline_of (self, 2) - baseline_of (self, 1);

  /* Both first lines stand on one baseline, whatever their letters' height. */
  g_array_index (self->ops, WfPageOp, self->ops->len - (drop > 0 ? 1 : 2)).y += ABS (drop);
  return drop > 0 ? MAX (height, beside + drop) : MAX (height - drop, beside);
}

static double
place_text (Placer *self, const WfPageBlock *block, double x, double y, double width)
{
  static const double GAPS[] = {
    [WF_PAGE_ROLE_TITLE] = 6, [WF_PAGE_ROLE_HEADING] = 4, [WF_PAGE_ROLE_STATEMENT] = 3,
    [WF_PAGE_ROLE_BODY] = 3,  [WF_PAGE_ROLE_SMALL] = 2,
  };
  double indent = block->has_marker ? 16 * self->scale : 0;
  double height =
      place_pair (self, &block->first, &block->second, block->role, x + indent, y, width - indent);

  if (block->has_marker)
    {
      double side = 10 * self->scale;
      double base = baseline_of (self, block->second.text != NULL ? 2 : 1);

      add_op (self, WF_PAGE_OP_MARKER, x, base - side * 0.9, side, side)->marker = block->marker;
    }
  return height + GAPS[block->role] * self->scale;
}

static void
place_code (Placer *self, WfPageBlock *block, double x, double y, double side)
{
  if (block->qr == NULL && !self->failed)
    {
      block->qr = wf_qr_new (block->code, self->error);
      self->failed = block->qr == NULL;
    }
  add_op (self, WF_PAGE_OP_CODE, x, y, side, side)->block = block;
}

static void
place_pictogram (Placer *self, const WfPageBlock *block, double x, double y, double side)
{
  if (!self->failed && !wf_pictogram_exists (block->name))
    {
      g_set_error (self->error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM, "No drawing named “%s”",
                   block->name);
      self->failed = TRUE;
    }
  add_op (self, WF_PAGE_OP_PICTOGRAM, x, y, side, side)->block = block;
}

/* The start side of a box: its number, drawing and tick box, one under the other. */
static double
place_gutter (Placer *self, const WfPageBlock *block, double x, double y)
{
  double width = (GUTTER - 8) * self->scale, height = 0;

  if (block->number != NULL)
    {
      WfPageLine line = { block->number, (char *) "und", WF_PAGE_DIRECTION_LTR };

      height += place_line (self, &line, WF_PAGE_ROLE_TITLE, FALSE, x, y, width);
      pango_layout_set_alignment (g_array_index (self->ops, WfPageOp, self->ops->len - 1).layout,
                                  PANGO_ALIGN_CENTER);
    }
  if (block->name != NULL)
    {
      place_pictogram (self, block, x, y + height, width);
      height += width;
    }
  if (block->tick)
    {
      double side = 15 * self->scale;

      height += 4 * self->scale;
      add_op (self, WF_PAGE_OP_MARKER, x + (width - side) / 2, y + height, side, side)->marker =
          WF_PAGE_MARKER_BOX;
      height += side;
    }
  return height;
}

/* The end side of a box: its square code and what stands under it. */
static double
place_aside (Placer *self, WfPageBlock *block, double x, double y, double side)
{
  double height = side;

  place_code (self, block, x, y, side);
  if (block->first.text != NULL)
    height += place_line (self, &block->first, WF_PAGE_ROLE_SMALL, FALSE, x, y + height, side);
  if (block->second.text != NULL)
    height += place_line (self, &block->second, WF_PAGE_ROLE_SMALL, TRUE, x, y + height, side);
  return height;
}

static double
place_box (Placer *self, WfPageBlock *block, double x, double y, double width)
{
  double pad = block->framed ? 8 * self->scale : 0;
  gboolean has_gutter = block->number != NULL || block->tick || block->name != NULL;
  double gutter = has_gutter ? GUTTER * self->scale : 0;
  double side = block->code != NULL ? MAX (CODE_SIDE * self->scale, CODE_FLOOR) : 0;
  double gap = side > 0 ? 8 * self->scale : 0;
  double inner = width - 2 * pad - gutter - side - gap, top = y + pad;
  double height = place_blocks (self, block->children, x + pad + gutter, top, inner);

  if (has_gutter)
    height = MAX (height, place_gutter (self, block, x + pad, top));
  if (side > 0)
    height = MAX (height, place_aside (self, block, x + width - pad - side, top, side));
  height += 2 * pad;
  if (block->framed)
    add_op (self, WF_PAGE_OP_FRAME, x, y, width, height);
  return height + (block->framed ? 8 : 4) * self->scale;
}

static double
place_block (Placer *self, WfPageBlock *block, double x, double y, double width)
{
  double size = block->size * self->scale;

  switch (block->kind)
    {
    case WF_PAGE_BLOCK_TEXT:
      return place_text (self, block, x, y, width);
    case WF_PAGE_BLOCK_RULE:
      add_op (self, WF_PAGE_OP_RULE, x, y + 3 * self->scale, width, 0);
      return 7 * self->scale;
    case WF_PAGE_BLOCK_PICTOGRAM:
      place_pictogram (self, block, x, y, size);
      return size + 4 * self->scale;
    case WF_PAGE_BLOCK_CODE:
      place_code (self, block, x, y, size);
      return size + 4 * self->scale;
    case WF_PAGE_BLOCK_BOX:
      return place_box (self, block, x, y, width);
    case WF_PAGE_BLOCK_SPACE:
    case WF_PAGE_BLOCK_BREAK:
    default:
      return size;
    }
}

static double
place_blocks (Placer *self, GPtrArray *blocks, double x, double y, double width)
{
  double top = y;

  for (guint i = 0; i < blocks->len; i++)
    y += place_block (self, blocks->pdata[i], x, y, width);
  return y - top;
}

static void
move_ops (Placer *self, guint from, guint page, double by)
{
  for (guint i = from; i < self->ops->len; i++)
    {
      g_array_index (self->ops, WfPageOp, i).page = page;
      g_array_index (self->ops, WfPageOp, i).y += by;
    }
}

/* Returns the height of the footer; its line and texts stand on every side. */
static double
place_footer (Placer *self, guint n_pages, double paper_height, double width)
{
  const WfPage *page = self->page;
  double height = 0;

  if (page->footer.text == NULL)
    return 0;
  for (guint i = 0; i < n_pages; i++)
    {
      guint from = self->ops->len;

      add_op (self, WF_PAGE_OP_RULE, MARGIN_SIDE, 0, width, 0);
      height =
          5 * self->scale + place_pair (self, &page->footer, &page->footer_second,
                                        WF_PAGE_ROLE_BODY, MARGIN_SIDE, 5 * self->scale, width);
      move_ops (self, from, i, paper_height - MARGIN_BOTTOM - height);
    }
  return height;
}

/* One try at one scale: ops and fit, or NULL when a code or drawing cannot be made. */
static GArray *
try_scale (WfPage *page, PangoFontMap *fonts, double scale, WfPageFit *out_fit, GError **error)
{
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (WfPageOp));
  double type = scale * (page->large ? LARGE : 1), paper_width, paper_height;
  Placer self = { page, fonts, type, ops, error, FALSE };

  g_array_set_clear_func (ops, wf_page_op_clear);
  wf_page_get_size (page, &paper_width, &paper_height);

  double width = paper_width - 2 * MARGIN_SIDE;
  double bottom = paper_height - MARGIN_BOTTOM - place_footer (&self, 1, paper_height, width);
  double y = MARGIN_TOP, overflow = 0;
  guint sheet = 0;

  g_array_set_size (ops, 0);
  for (guint i = 0; i < page->blocks->len && !self.failed; i++)
    {
      WfPageBlock *block = page->blocks->pdata[i];

      if (block->kind == WF_PAGE_BLOCK_BREAK)
        {
          if (!page->single && y > MARGIN_TOP)
            {
              sheet++;
              y = MARGIN_TOP;
            }
          continue;
        }

      guint from = ops->len;
      double height = place_block (&self, block, MARGIN_SIDE, y, width);
      gboolean too_low = y + height > bottom;

      if (too_low && !page->single && y > MARGIN_TOP)
        {
          sheet++;
          move_ops (&self, from, sheet, MARGIN_TOP - y);
          y = MARGIN_TOP;
        }
      else
        move_ops (&self, from, sheet, 0);
      y += height;
      if (page->single || height > bottom - MARGIN_TOP)
        overflow = MAX (overflow, y - bottom);
    }
  place_footer (&self, sheet + 1, paper_height, width);

  guint extra = page->single && overflow > 0 ? (guint) (overflow / (bottom - MARGIN_TOP)) + 1 : 0;

  *out_fit = (WfPageFit){ scale, sheet + 1 + extra, MAX (overflow, 0) };
  return self.failed ? NULL : g_steal_pointer (&ops);
}

gboolean
wf_page_ensure_layout (WfPage *self, GError **error)
{
  g_return_val_if_fail (self->open->len == 0, FALSE);

  if (self->ops != NULL)
    return TRUE;

  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  const double *range = self->large ? SCALE_LARGE : SCALE_USUAL;

  if (!self->single)
    {
      self->ops = try_scale (self, fonts, 1, &self->fit, error);
      return self->ops != NULL;
    }

  /* The largest step that fits, by halving; step 0 is taken whether it fits or not. */
  self->ops = try_scale (self, fonts, range[0], &self->fit, error);

  guint good = 0, bad = self->fit.overflow > 0 ? 1 : SCALE_STEPS + 1;

  while (self->ops != NULL && bad - good > 1)
    {
      guint step = (good + bad) / 2;
      WfPageFit fit;
      double scale = range[0] + (range[1] - range[0]) * step / SCALE_STEPS;
      g_autoptr (GArray) ops = try_scale (self, fonts, scale, &fit, NULL);

      if (ops == NULL || fit.overflow > 0)
        bad = step;
      else
        {
          good = step;
          g_array_unref (self->ops);
          self->ops = g_steal_pointer (&ops);
          self->fit = fit;
        }
    }
  return self->ops != NULL;
}

gboolean
wf_page_fit (WfPage *self, WfPageFit *out_fit, GError **error)
{
  if (!wf_page_ensure_layout (self, error))
    return FALSE;

  *out_fit = self->fit;
  return TRUE;
}
