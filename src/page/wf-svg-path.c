/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small part of SVG's path language our own pictograms are drawn in, traced onto
 * a cairo path. Pure: no I/O, no state. Whatever it does not know is an error, so that
 * a drawing is never shown half.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-svg-path.h"

#include "wf-page.h"

#include <math.h>

typedef struct {
  cairo_t *cr;
  const char *cursor;
  GError **error;
} Tracer;

static gboolean
fail (Tracer *self, const char *what)
{
  g_set_error (self->error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM, "Drawing: %s at “%.12s”", what,
               self->cursor);
  return FALSE;
}

static gboolean
read_numbers (Tracer *self, double *out_values, guint n_values)
{
  for (guint i = 0; i < n_values; i++)
    {
      char *end = NULL;

      while (g_ascii_isspace (*self->cursor) || *self->cursor == ',')
        self->cursor++;
      out_values[i] = g_ascii_strtod (self->cursor, &end);
      if (end == self->cursor || !isfinite (out_values[i]))
        return fail (self, "a number is missing");
      self->cursor = end;
    }
  return TRUE;
}

/* SVG 1.1, F.6.5, for a circle: the centre stands off the chord's middle at a right angle. */
static gboolean
trace_arc (Tracer *self)
{
  double v[7], x0, y0;

  if (!read_numbers (self, v, G_N_ELEMENTS (v)))
    return FALSE;
  if (!cairo_has_current_point (self->cr))
    return fail (self, "an arc without a start");
  cairo_get_current_point (self->cr, &x0, &y0);

  gboolean large = v[3] != 0, sweep = v[4] != 0;
  double dx = v[5] - x0, dy = v[6] - y0, chord = hypot (dx, dy);

  if (v[0] != v[1] || v[0] <= 0 || chord <= 0)
    return fail (self, "an arc that is no circle");

  double radius = MAX (v[0], chord / 2); /* F.6.6: too small a radius grows */
  double off = sqrt (MAX (0, radius * radius - chord * chord / 4));
  double side = large != sweep ? 1 : -1;
  double cx = (x0 + v[5]) / 2 - side * off * dy / chord;
  double cy = (y0 + v[6]) / 2 + side * off * dx / chord;
  double from = atan2 (y0 - cy, x0 - cx), to = atan2 (v[6] - cy, v[5] - cx);

  if (sweep)
    cairo_arc (self->cr, cx, cy, radius, from, to);
  else
    cairo_arc_negative (self->cr, cx, cy, radius, from, to);
  return TRUE;
}

static gboolean
trace_command (Tracer *self, char command)
{
  double v[6];

  switch (command)
    {
    case 'M':
      if (!read_numbers (self, v, 2))
        return FALSE;
      cairo_move_to (self->cr, v[0], v[1]);
      return TRUE;
    case 'L':
      if (!read_numbers (self, v, 2))
        return FALSE;
      cairo_line_to (self->cr, v[0], v[1]);
      return TRUE;
    case 'C':
      if (!read_numbers (self, v, 6))
        return FALSE;
      cairo_curve_to (self->cr, v[0], v[1], v[2], v[3], v[4], v[5]);
      return TRUE;
    case 'A':
      return trace_arc (self);
    case 'Z':
      cairo_close_path (self->cr);
      return TRUE;
    default:
      self->cursor--;
      return fail (self, "an unknown command");
    }
}

gboolean
wf_svg_path_trace (cairo_t *cr, const char *d, GError **error)
{
  Tracer self = { .cr = cr, .cursor = d, .error = error };
  guint commands = 0;

  g_return_val_if_fail (d != NULL, FALSE);

  for (;;)
    {
      while (g_ascii_isspace (*self.cursor))
        self.cursor++;
      if (*self.cursor == '\0')
        break;
      if (commands++ == 0 && *self.cursor != 'M')
        return fail (&self, "a path that does not begin with M");

      char command = *self.cursor++;

      if (!trace_command (&self, command))
        return FALSE;
    }
  return commands > 0 || fail (&self, "an empty path");
}
