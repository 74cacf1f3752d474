/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfPage:
 *
 * A printed page as a list of blocks, each text with its own language and direction:
 * for print, for a PDF, and for a preview in the window. It knows no feature's words.
 *
 * Build it, then draw it: nothing is added after the first fit, draw or output. The
 * type is scaled, never below a readable floor, so that all blocks fit one side; what
 * still does not fit is reported, never cut off. Lengths are PostScript points
 * (1/72 inch). A page belongs to one thread at a time.
 */
typedef struct _WfPage WfPage;

/**
 * WfPageError:
 * @WF_PAGE_ERROR_OVERFLOW: more than one side even in the smallest type; take
 *   something off the page and say so
 * @WF_PAGE_ERROR_CODE: a text is too long for a square code; print it as words
 * @WF_PAGE_ERROR_PICTOGRAM: there is no such drawing, or it cannot be read
 * @WF_PAGE_ERROR_OUTPUT: the PDF could not be made; try again or another place
 */
typedef enum {
  WF_PAGE_ERROR_OVERFLOW,
  WF_PAGE_ERROR_CODE,
  WF_PAGE_ERROR_PICTOGRAM,
  WF_PAGE_ERROR_OUTPUT,
} WfPageError;

#define WF_PAGE_ERROR (wf_page_error_quark ())
GQuark wf_page_error_quark (void);

typedef enum {
  WF_PAGE_PAPER_A4,     /* 595.28 × 841.89 points */
  WF_PAGE_PAPER_LETTER, /* 612 × 792 points */
} WfPagePaper;

typedef enum {
  WF_PAGE_DIRECTION_LTR,
  WF_PAGE_DIRECTION_RTL,
} WfPageDirection;

typedef enum {
  WF_PAGE_ROLE_TITLE,
  WF_PAGE_ROLE_HEADING,
  WF_PAGE_ROLE_STATEMENT, /* what the person wants, in bold */
  WF_PAGE_ROLE_BODY,
  WF_PAGE_ROLE_SMALL, /* sources and dates; never what the person has to do */
} WfPageRole;

typedef enum {
  WF_PAGE_MARKER_BULLET,
  WF_PAGE_MARKER_BOX,     /* an empty box to tick by hand */
  WF_PAGE_MARKER_BOX_YES, /* a box with a tick */
  WF_PAGE_MARKER_BOX_NO,  /* a box with a line through it */
} WfPageMarker;

/**
 * WfPageText:
 * @text: UTF-8, drawn as it is: no markup, digits as given; lines may be broken by "\n"
 * @lang: BCP 47; chooses shapes (Han) and type (Arabic)
 * @direction: of the paragraph, whatever letters it begins with
 *
 * A borrowed triple: every function copies what it keeps.
 */
typedef struct {
  const char *text;
  const char *lang;
  WfPageDirection direction;
} WfPageText;

/**
 * WfPageBox:
 * @framed: with a thin frame and an inner margin
 * @number: (nullable): drawn large at the start side, in the digits given
 * @tick: with an empty box to tick at the start side, under the number
 * @pictogram: (nullable): name of a drawing at the start side ("phone")
 * @code: (nullable): text of a square code at the end side, mostly a web address
 * @code_caption: (nullable): stands under the square code, in small type
 * @code_caption_second: (nullable): the same beneath, in the second language
 *
 * A group of blocks that stays together: a statement card, a resource.
 */
typedef struct {
  gboolean framed;
  const char *number;
  gboolean tick;
  const char *pictogram;
  const char *code;
  const WfPageText *code_caption;
  const WfPageText *code_caption_second;
} WfPageBox;

/**
 * WfPageFit:
 * @scale: of the type, 1 is its usual size
 * @n_pages: sides needed at that scale, ≥ 1
 * @overflow: points that do not fit one side at that scale; 0 when all fits
 */
typedef struct {
  double scale;
  guint n_pages;
  double overflow;
} WfPageFit;

/**
 * wf_page_new:
 * @direction: of the page itself: numbers, pictograms and codes change sides when
 *   right-to-left
 *
 * Returns: (transfer full): an empty page, usual type, one side only
 */
WfPage *wf_page_new (WfPagePaper paper, WfPageDirection direction);
WfPage *wf_page_ref (WfPage *self);
void wf_page_unref (WfPage *self);

/** wf_page_get_paper: Returns: the paper it is made for */
WfPagePaper wf_page_get_paper (const WfPage *self);
/** wf_page_get_size: @out_width, @out_height: (out): points */
void wf_page_get_size (const WfPage *self, double *out_width, double *out_height);

/** wf_page_set_large_type: everything a third larger, with a higher floor */
void wf_page_set_large_type (WfPage *self, gboolean large);

/**
 * wf_page_set_single_side:
 * @single: %TRUE (the default) refuses what does not fit one side; %FALSE lets it run
 *   over more sides in its usual type
 */
void wf_page_set_single_side (WfPage *self, gboolean single);

/**
 * wf_page_set_footer:
 * @first: stands at the bottom of every side
 * @second: (nullable): the same in the second language, beside it
 */
void wf_page_set_footer (WfPage *self, const WfPageText *first, const WfPageText *second);

/** wf_page_add_text: a paragraph over the whole width */
void wf_page_add_text (WfPage *self, WfPageRole role, const WfPageText *text);

/**
 * wf_page_add_pair:
 * @second: (nullable): the same in the second language, smaller, beside it; without it
 *   @first has the whole width
 */
void
wf_page_add_pair (WfPage *self, WfPageRole role, const WfPageText *first, const WfPageText *second);

/** wf_page_add_item: a line of a list; @second: (nullable) as in wf_page_add_pair() */
void wf_page_add_item (WfPage *self,
                       WfPageMarker marker,
                       WfPageRole role,
                       const WfPageText *first,
                       const WfPageText *second);

/** wf_page_add_rule: a thin line over the whole width */
void wf_page_add_rule (WfPage *self);
/** wf_page_add_space: @points: ≥ 0, at scale 1 */
void wf_page_add_space (WfPage *self, double points);
/** wf_page_add_break: what follows begins a new side, in a page that may have several;
 * outside of boxes */
void wf_page_add_break (WfPage *self);
/** wf_page_add_pictogram: @name: see wf-pictogram.h; @size: points at scale 1 */
void wf_page_add_pictogram (WfPage *self, const char *name, double size);
/** wf_page_add_code: a square code alone; @size: points at scale 1 */
void wf_page_add_code (WfPage *self, const char *text, double size);

/** wf_page_begin_box: what is added next goes inside, until wf_page_end_box() */
void wf_page_begin_box (WfPage *self, const WfPageBox *box);
void wf_page_end_box (WfPage *self);

/**
 * wf_page_isolate:
 * @text: a name, number or address in the direction @direction
 *
 * Returns: (transfer full): the text between Unicode isolates, so that it keeps its own
 *   order inside a sentence of the other direction
 */
char *wf_page_isolate (const char *text, WfPageDirection direction);

/**
 * wf_page_fit:
 *
 * Finds the largest type in which the page fits one side (in a page of several sides:
 * the usual type). Fails when a square code or pictogram cannot be made.
 *
 * Returns: %TRUE with @out_fit set, also when the page overflows
 */
gboolean wf_page_fit (WfPage *self, WfPageFit *out_fit, GError **error);

/**
 * wf_page_draw:
 * @cr: in points, origin at the top left corner of the paper
 * @page_no: from 0
 *
 * Draws one side, also of a page that overflows (a preview shows what there is; the
 * caller warns). Returns: %FALSE when the page cannot be made or has no such side
 */
gboolean wf_page_draw (WfPage *self, cairo_t *cr, guint page_no, GError **error);

/**
 * wf_page_preview:
 * @width: pixels, > 0; the height follows from the paper
 *
 * Returns: (transfer full) (nullable): an image surface with white paper
 */
cairo_surface_t *wf_page_preview (WfPage *self, guint page_no, int width, GError **error);

/**
 * wf_page_to_pdf:
 * @slip_code: the document's title; a code, never a name or any word of the client's
 *
 * Every letter is embedded. Refuses a page that overflows one side. No file is touched.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *wf_page_to_pdf (WfPage *self, const char *slip_code, GError **error);

/** wf_page_write_pdf_to_stream: as wf_page_to_pdf(), blocking; the stream stays open */
gboolean wf_page_write_pdf_to_stream (WfPage *self,
                                      const char *slip_code,
                                      GOutputStream *stream,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * wf_page_write_pdf:
 * @path: replaced as a whole or not at all; readable by its owner alone
 *
 * Blocking: for wayfinderctl, a worker thread and tests.
 */
gboolean wf_page_write_pdf (WfPage *self, const char *slip_code, const char *path, GError **error);

/**
 * wf_page_to_plain_text:
 * @with_second: also the second language, under the first
 *
 * The page's words for a messaging app: one line a text, codes as their text, no
 * pictures, a number before a numbered box.
 *
 * Returns: (transfer full): UTF-8
 */
char *wf_page_to_plain_text (WfPage *self, gboolean with_second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPage, wf_page_unref)

G_END_DECLS
