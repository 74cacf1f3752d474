/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Square codes: libqrencode's grid kept as a value of ours and drawn as cairo
 * rectangles, so that print stays sharp at any size. No I/O.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-qr.h"

#include "wf-page.h"

#include <qrencode.h>

struct _WfQr {
  guint size;
  guint8 *modules; /* size × size, 1 is dark */
};

WfQr *
wf_qr_new (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  QRcode *code = *text != '\0' ? QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M) : NULL;

  if (code == NULL)
    {
      g_set_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_CODE,
                   "A text of %" G_GSIZE_FORMAT " bytes does not make a square code",
                   strlen (text));
      return NULL;
    }

  WfQr *self = g_new0 (WfQr, 1);

  self->size = (guint) code->width;
  self->modules = g_new0 (guint8, self->size * self->size);
  for (guint i = 0; i < self->size * self->size; i++)
    self->modules[i] = code->data[i] & 1;
  QRcode_free (code);
  return self;
}

void
wf_qr_free (WfQr *self)
{
  if (self == NULL)
    return;

  g_free (self->modules);
  g_free (self);
}

guint
wf_qr_get_size (const WfQr *self)
{
  return self->size;
}

gboolean
wf_qr_is_dark (const WfQr *self, guint x, guint y)
{
  g_return_val_if_fail (x < self->size && y < self->size, FALSE);

  return self->modules[y * self->size + x] == 1;
}

void
wf_qr_draw (const WfQr *self, cairo_t *cr, double x, double y, double side)
{
  double module = side / (self->size + 2 * WF_QR_QUIET_ZONE);

  cairo_save (cr);
  cairo_translate (cr, x + WF_QR_QUIET_ZONE * module, y + WF_QR_QUIET_ZONE * module);
  cairo_scale (cr, module, module);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint row = 0; row < self->size; row++)
    {
      for (guint start = 0; start < self->size; start++)
        {
          guint end = start;

          while (end < self->size && wf_qr_is_dark (self, end, row))
            end++;
          if (end > start)
            cairo_rectangle (cr, start, row, end - start, 1);
          start = end;
        }
    }
  cairo_fill (cr);
  cairo_restore (cr);
}
