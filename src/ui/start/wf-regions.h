/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** wf_regions_get_n: Returns: how many regions the lists offer, "another place" being the last */
guint wf_regions_get_n (void);

/** wf_regions_get_code: Returns: ISO 3166-2 code, "CA-ON"; "" for another place */
const char *wf_regions_get_code (guint index);

/** wf_regions_get_name: Returns: (transfer none): in the interface's language */
const char *wf_regions_get_name (guint index);

/** wf_regions_find: @code: (nullable). Returns: its index; the last one when it is not listed */
guint wf_regions_find (const char *code);

G_END_DECLS
