/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_zone_find:
 * @regions: (array zero-terminated=1): ISO 3166: "CA-ON"
 *
 * Where most people of a province live by one clock, that one. Pure; any thread.
 *
 * Returns: (nullable): the IANA name of the time zone that all of @regions share; %NULL when they
 *   have several, or none that is known
 */
const char *wf_zone_find (const char *const *regions);

/**
 * wf_zone_to_there:
 * @zone: as wf_zone_find() has it; else nothing is known of it
 * @minute: of the week by this computer's clock
 *
 * With the clocks as they are set today. Any thread.
 *
 * Returns: the minute of the week it is there then
 */
guint wf_zone_to_there (const char *zone, guint minute);

/**
 * wf_zone_is_open:
 * @zone: as wf_zone_find() has it; "" when nothing is known of it
 * @hours: as wf_hours_ask() takes them
 * @minute: of the week by this computer's clock
 *
 * Where this computer keeps the clock of @zone, by that. Elsewhere nobody knows in which part of a
 * province with several clocks an offer is: it is open only when it would be by each of them.
 *
 * Returns: %TRUE when it is surely open
 */
gboolean wf_zone_is_open (const char *zone, const char *hours, guint minute);

G_END_DECLS
