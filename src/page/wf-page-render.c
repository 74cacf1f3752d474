/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A laid-out page onto cairo: a printer's context, a preview's pixels or a PDF. Here,
 * and only here, a right-to-left page is mirrored. A PDF is made in memory; the words on
 * it reach no file but the one the caller names.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-page-private.h"

#include "wf-pictogram.h"

#include <cairo-pdf.h>
#include <string.h>

#define QUIET_GREY 0.32 /* on white: contrast above 9 to 1 */

static double
left_of (const WfPage *self, const WfPageOp *op)
{
  double width, height;

  wf_page_get_size (self, &width, &height);
  return self->direction == WF_PAGE_DIRECTION_RTL ? width - op->x - op->width : op->x;
}

static void
draw_marker (cairo_t *cr, const WfPageOp *op, double x)
{
  double side = op->width;

  if (op->marker == WF_PAGE_MARKER_BULLET)
    {
      cairo_arc (cr, x + side / 2, op->y + side / 2, side / 5, 0, 2 * G_PI);
      cairo_fill (cr);
      return;
    }

  cairo_set_line_width (cr, side / 9);
  cairo_rectangle (cr, x, op->y, side, side);
  if (op->marker == WF_PAGE_MARKER_BOX_YES)
    {
      cairo_move_to (cr, x + side * 0.2, op->y + side * 0.5);
      cairo_line_to (cr, x + side * 0.42, op->y + side * 0.75);
      cairo_line_to (cr, x + side * 0.82, op->y + side * 0.22);
    }
  else if (op->marker == WF_PAGE_MARKER_BOX_NO)
    {
      cairo_move_to (cr, x + side * 0.2, op->y + side * 0.5);
      cairo_line_to (cr, x + side * 0.8, op->y + side * 0.5);
    }
  cairo_stroke (cr);
}

static void
draw_frame (cairo_t *cr, const WfPageOp *op, double x)
{
  const double radius = 6;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + op->width - radius, op->y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + op->width - radius, op->y + op->height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, op->y + op->height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, op->y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

/* A square code in a PDF can also be pressed, where a viewer lets one. */
static gboolean
begin_link (cairo_t *cr, const WfPageOp *op, double x)
{
  const char *uri = op->block->code;
  gboolean is_pdf = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF;

  if (!is_pdf || !g_str_has_prefix (uri, "https://"))
    return FALSE;
  for (const char *c = uri; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c) || *c == '\'' || *c == '\\')
        return FALSE;
    }

  char left[G_ASCII_DTOSTR_BUF_SIZE], top[G_ASCII_DTOSTR_BUF_SIZE], side[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *attributes = g_strdup_printf (
      "rect=[%s %s %s %s] uri='%s'", g_ascii_formatd (left, sizeof left, "%.2f", x),
      g_ascii_formatd (top, sizeof top, "%.2f", op->y),
      g_ascii_formatd (side, sizeof side, "%.2f", op->width), side, uri);

  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
  return TRUE;
}

static gboolean
draw_op (const WfPage *self, cairo_t *cr, const WfPageOp *op, GError **error)
{
  double x = left_of (self, op), grey = op->quiet ? QUIET_GREY : 0;

  cairo_set_source_rgb (cr, grey, grey, grey);
  switch (op->kind)
    {
    case WF_PAGE_OP_TEXT:
      cairo_move_to (cr, x, op->y);
      pango_cairo_show_layout (cr, op->layout);
      cairo_new_path (cr);
      return TRUE;
    case WF_PAGE_OP_RULE:
      cairo_set_source_rgb (cr, QUIET_GREY, QUIET_GREY, QUIET_GREY);
      cairo_set_line_width (cr, 0.8);
      cairo_move_to (cr, x, op->y);
      cairo_line_to (cr, x + op->width, op->y);
      cairo_stroke (cr);
      return TRUE;
    case WF_PAGE_OP_FRAME:
      cairo_set_source_rgb (cr, QUIET_GREY, QUIET_GREY, QUIET_GREY);
      draw_frame (cr, op, x);
      return TRUE;
    case WF_PAGE_OP_MARKER:
      draw_marker (cr, op, x);
      return TRUE;
    case WF_PAGE_OP_PICTOGRAM:
      return wf_pictogram_draw (cr, op->block->name, x, op->y, op->width, error);
    case WF_PAGE_OP_CODE:
      default: {
        gboolean linked = begin_link (cr, op, x);

        wf_qr_draw (op->block->qr, cr, x, op->y, op->width);
        if (linked)
          cairo_tag_end (cr, CAIRO_TAG_LINK);
        return TRUE;
      }
    }
}

gboolean
wf_page_draw (WfPage *self, cairo_t *cr, guint page_no, GError **error)
{
  if (!wf_page_ensure_layout (self, error))
    return FALSE;
  if (page_no >= (self->single ? 1 : self->fit.n_pages))
    {
      g_set_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OUTPUT, "There is no side %u", page_no + 1);
      return FALSE;
    }

  gboolean drawn = TRUE;

  cairo_save (cr);
  for (guint i = 0; drawn && i < self->ops->len; i++)
    {
      const WfPageOp *op = &g_array_index (self->ops, WfPageOp, i);

      if (op->page == page_no)
        drawn = draw_op (self, cr, op, error);
    }
  cairo_restore (cr);
  return drawn;
}

cairo_surface_t *
wf_page_preview (WfPage *self, guint page_no, int width, GError **error)
{
  double paper_width, paper_height;

  g_return_val_if_fail (width > 0, NULL);

  wf_page_get_size (self, &paper_width, &paper_height);

  double scale = width / paper_width;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, (int) (paper_height * scale + 0.5));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);

  gboolean drawn = wf_page_draw (self, cr, page_no, error);

  cairo_destroy (cr);
  if (!drawn)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

static cairo_status_t
on_pdf_write (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_fits (WfPage *self, GError **error)
{
  if (!wf_page_ensure_layout (self, error))
    return FALSE;
  if (self->fit.overflow <= 0)
    return TRUE;

  g_set_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OVERFLOW,
               "The page is %.0f points too long for one side", self->fit.overflow);
  return FALSE;
}

GBytes *
wf_page_to_pdf (WfPage *self, const char *slip_code, GError **error)
{
  double width, height;

  g_return_val_if_fail (slip_code != NULL, NULL);

  if (!check_fits (self, error))
    return NULL;

  wf_page_get_size (self, &width, &height);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (on_pdf_write, bytes, width, height);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = TRUE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, slip_code);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Wayfinder");
  for (guint i = 0; drawn && i < self->fit.n_pages; i++)
    {
      drawn = wf_page_draw (self, cr, i, error);
      cairo_show_page (cr);
    }

  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OUTPUT, "The PDF was not made: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
wf_page_write_pdf_to_stream (WfPage *self,
                             const char *slip_code,
                             GOutputStream *stream,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GBytes) pdf = wf_page_to_pdf (self, slip_code, error);
  gsize size = 0;

  if (pdf == NULL)
    return FALSE;

  const void *data = g_bytes_get_data (pdf, &size);

  return g_output_stream_write_all (stream, data, size, NULL, cancellable, error);
}

gboolean
wf_page_write_pdf (WfPage *self, const char *slip_code, const char *path, GError **error)
{
  g_autoptr (GBytes) pdf = wf_page_to_pdf (self, slip_code, error);
  gsize size = 0;

  if (pdf == NULL)
    return FALSE;

  const void *data = g_bytes_get_data (pdf, &size);

  return g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
