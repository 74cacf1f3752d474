/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-format.h"

G_BEGIN_DECLS

/**
 * wf_day_row_new:
 * @title: what the day is for
 * @format: how the day is written
 *
 * A row of a list with a calendar to choose a day in, or none.
 *
 * Returns: (transfer floating): no day chosen
 */
AdwActionRow *wf_day_row_new (const char *title, const WfFormat *format);

/** wf_day_row_get_day: Returns: (transfer none) (nullable): "2026-12-31", %NULL for none */
const char *wf_day_row_get_day (AdwActionRow *row);
/** wf_day_row_set_day: @day: (nullable): "2026-12-31"; what is no day is none */
void wf_day_row_set_day (AdwActionRow *row, const char *day);

G_END_DECLS
