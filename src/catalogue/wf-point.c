/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places on earth, how far apart they are, and the squares they lie in. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-point.h"

#include <math.h>

#define EARTH_KM       6371.0
#define CELLS_A_DEGREE 2

WfPoint
wf_point_make (double latitude, double longitude)
{
  gboolean is_place = isfinite (latitude) && isfinite (longitude) && fabs (latitude) <= 90 &&
                      fabs (longitude) <= 180 && (latitude != 0 || longitude != 0);

  return is_place ? (WfPoint){ TRUE, latitude, longitude } : (WfPoint){ FALSE, 0, 0 };
}

WfPoint
wf_point_parse (const char *text)
{
  static const WfPoint UNKNOWN = { FALSE, 0, 0 };
  char *end, *last;
  double latitude, longitude;

  g_return_val_if_fail (text != NULL, UNKNOWN);

  latitude = g_ascii_strtod (text, &end);
  if (end == text)
    return UNKNOWN;
  while (g_ascii_isspace (*end) || *end == ',' || *end == ';')
    end++;
  longitude = g_ascii_strtod (end, &last);
  if (last == end)
    return UNKNOWN;
  while (g_ascii_isspace (*last))
    last++;
  return *last == '\0' ? wf_point_make (latitude, longitude) : UNKNOWN;
}

char *
wf_point_to_text (const WfPoint *self)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (self != NULL, NULL);

  if (!self->is_known)
    return g_strdup ("");
  g_ascii_formatd (latitude, sizeof latitude, "%.4f", self->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.4f", self->longitude);
  return g_strconcat (latitude, ", ", longitude, NULL);
}

static double
square_of_half_sine (double degrees)
{
  double sine = sin (degrees * G_PI / 360);

  return sine * sine;
}

double
wf_point_get_distance (const WfPoint *self, const WfPoint *other)
{
  double a;

  g_return_val_if_fail (self != NULL && other != NULL, -1);

  if (!self->is_known || !other->is_known)
    return -1;
  a = square_of_half_sine (other->latitude - self->latitude) +
      cos (self->latitude * G_PI / 180) * cos (other->latitude * G_PI / 180) *
          square_of_half_sine (other->longitude - self->longitude);
  return 2 * EARTH_KM * asin (sqrt (MIN (a, 1)));
}

char *
wf_point_dup_cell (const WfPoint *self, int north, int east)
{
  int row = (int) floor ((self->latitude + 90) * CELLS_A_DEGREE) + north;
  int column = (int) floor ((self->longitude + 180) * CELLS_A_DEGREE) + east;
  int around = 360 * CELLS_A_DEGREE;

  return g_strdup_printf ("%dx%d", MAX (row, 0), (column + around) % around);
}
