/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wf_hsds_find_region:
 * @country: as an address has it: "US", "Canada", or empty
 * @state: "IL", "Ontario", "BC", or empty
 *
 * Any thread. A state of the United States or a province of Canada tells its country.
 *
 * Returns: (transfer full) (nullable): ISO 3166: "US-IL", "GB"; %NULL when neither says it
 */
char *wf_hsds_find_region (const char *country, const char *state);

G_END_DECLS
