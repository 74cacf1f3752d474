/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfPoint:
 * @is_known: %FALSE: nobody said where
 * @latitude: degrees, -90 to 90, north of the equator is above 0
 * @longitude: degrees, -180 to 180, east of Greenwich is above 0
 *
 * A place on earth: of an entry or of the agency, never of a client. A plain value.
 */
typedef struct {
  gboolean is_known;
  double latitude;
  double longitude;
} WfPoint;

/** Kilometres; nobody goes farther for what is near. */
#define WF_POINT_NEAR 100

/** wf_point_make: Returns: the point; not known when the numbers are none of a place, as 0, 0 is
 * not */
WfPoint wf_point_make (double latitude, double longitude);

/** wf_point_parse: Returns: the point of "43.65, -79.38"; not known when @text is anything else */
WfPoint wf_point_parse (const char *text);

/** wf_point_to_text: Returns: (transfer full): what wf_point_parse() reads, to about ten metres;
 * "" when not known */
char *wf_point_to_text (const WfPoint *self);

/** wf_point_get_distance: Returns: kilometres over the ground between two known points; below 0
 * when one is not known. The haversine formula (Sinnott, "Virtues of the Haversine", Sky and
 * Telescope 68, 1984) on a sphere of 6,371 km: right to half a percent */
double wf_point_get_distance (const WfPoint *self, const WfPoint *other);

/** wf_point_dup_cell: Returns: (transfer full): letters and digits for the half degree that a known
 * point lies in, @north and @east cells away from it */
char *wf_point_dup_cell (const WfPoint *self, int north, int east);

G_END_DECLS
