/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-page.h"
#include "wf-qr.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Shared by the files of WfPage alone. */

typedef struct {
  char *text; /* NULL when there is none */
  char *lang;
  WfPageDirection direction;
} WfPageLine;

typedef enum {
  WF_PAGE_BLOCK_TEXT, /* one line or a pair, with or without a marker */
  WF_PAGE_BLOCK_RULE,
  WF_PAGE_BLOCK_SPACE,
  WF_PAGE_BLOCK_BREAK, /* the next block begins a side */
  WF_PAGE_BLOCK_PICTOGRAM,
  WF_PAGE_BLOCK_CODE,
  WF_PAGE_BLOCK_BOX,
} WfPageBlockKind;

typedef struct {
  WfPageBlockKind kind;
  WfPageRole role;
  gboolean has_marker;
  WfPageMarker marker;
  WfPageLine first; /* of a box: its code's caption */
  WfPageLine second;
  double size;
  char *name; /* pictogram */
  char *code; /* text of the square code */
  WfQr *qr;   /* made once, when first laid out */
  char *number;
  gboolean framed;
  gboolean tick;
  GPtrArray *children; /* of WfPageBlock, for a box */
} WfPageBlock;

typedef enum {
  WF_PAGE_OP_TEXT,
  WF_PAGE_OP_RULE,
  WF_PAGE_OP_FRAME,
  WF_PAGE_OP_MARKER,
  WF_PAGE_OP_PICTOGRAM,
  WF_PAGE_OP_CODE,
} WfPageOpKind;

/* One thing to draw; x counts from the page's start side until it is drawn. */
typedef struct {
  WfPageOpKind kind;
  guint page;
  double x, y, width, height; /* points */
  gboolean quiet;             /* drawn in grey: the second language */
  WfPageMarker marker;
  PangoLayout *layout;      /* owned, for text */
  const WfPageBlock *block; /* borrowed from the page */
} WfPageOp;

struct _WfPage {
  gatomicrefcount refs;
  WfPagePaper paper;
  WfPageDirection direction;
  gboolean large;
  gboolean single;
  WfPageLine footer, footer_second;
  GPtrArray *blocks; /* of WfPageBlock */
  GPtrArray *open;   /* borrowed child lists, the innermost box last */

  GArray *ops; /* of WfPageOp; NULL until laid out */
  WfPageFit fit;
};

/* wf-page-type.c */

/** Returns: (transfer full): no size beyond what role and scale give */
PangoFontDescription *wf_page_type_describe (WfPageRole role, const char *lang, double scale);
/**
 * @map: where the fonts come from
 * @width: points; the line's own direction decides its side
 * @out_slack: (out): points of the layout's height that stand empty, over and under it
 *
 * Each layout has a context of its own: Pango shapes a layout again when its context
 * changes. Metrics are the same on every surface.
 *
 * Returns: (transfer full): the shaped text
 */
PangoLayout *wf_page_type_set_line (PangoFontMap *map,
                                    const WfPageLine *line,
                                    WfPageRole role,
                                    double scale,
                                    double width,
                                    double *out_slack);

/* wf-page-layout.c */

/** Lays the page out once: ops and fit. */
gboolean wf_page_ensure_layout (WfPage *self, GError **error);
void wf_page_op_clear (gpointer op);

G_END_DECLS
