/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-page.h"
#include "wf-projection.h"
#include "wf-results.h"

G_BEGIN_DECLS

/**
 * wf_workshop_sheet_project:
 * @rows: (element-type WfResultRow): what a workshop found
 * @slide: index in @script
 *
 * Returns: (transfer full) (nullable): the slide with its counts, as the wall showed them; %NULL
 *   when nobody answered it. Of so few answers that they would point at somebody it holds none
 */
WfProjection *wf_workshop_sheet_project (WfScript *script, const GPtrArray *rows, guint slide);

/** wf_workshop_sheet_is_small: Returns: whether the slide was answered by so few that its counts
 *  are not shown */
gboolean wf_workshop_sheet_is_small (WfScript *script, const GPtrArray *rows, guint slide);

/** wf_workshop_sheet_new: @day: of the workshop, in words. Returns: (transfer full): what it found
 *  on paper */
WfPage *wf_workshop_sheet_new (WfScript *script,
                               const GPtrArray *rows,
                               const char *day,
                               const WfFormat *format,
                               WfPagePaper paper);

/** wf_workshop_sheet_to_png: Returns: (transfer full) (nullable): all charts one below the other;
 *  %NULL with @error */
GBytes *wf_workshop_sheet_to_png (WfScript *script,
                                  const GPtrArray *rows,
                                  const char *lang,
                                  GError **error);

G_END_DECLS
