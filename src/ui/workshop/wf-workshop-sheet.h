/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-page.h"
#include "wf-projection.h"

G_BEGIN_DECLS

/**
 * wf_workshop_sheet_project:
 * @results: (element-type WfWorkshopResult): the counts of a workshop that ended
 * @slide: index in @script
 *
 * Returns: (transfer full) (nullable): the slide with its counts, as the wall showed them; %NULL
 *   when nobody answered it. Of so few answers that they would point at somebody it holds none
 */
WfProjection *wf_workshop_sheet_project (WfScript *script, const GPtrArray *results, guint slide);

/** wf_workshop_sheet_is_small: Returns: whether the slide was answered, by so few that its counts
 *  are not shown: what people say of themselves or their organisation, fewer than
 *  %WF_SCRIPT_SMALL_GROUP times */
gboolean wf_workshop_sheet_is_small (WfScript *script, const GPtrArray *results, guint slide);

/** wf_workshop_sheet_dup_csv: Returns: (transfer full): a table: slide, question, choice, words,
 *  count; small groups without counts; with a mark of byte order, for spreadsheets */
char *wf_workshop_sheet_dup_csv (WfScript *script, const GPtrArray *results, const char *lang);

/** wf_workshop_sheet_new: @day: of the workshop, in words. Returns: (transfer full): the same on
 *  paper */
WfPage *wf_workshop_sheet_new (WfScript *script,
                               const GPtrArray *results,
                               const char *day,
                               const WfFormat *format,
                               WfPagePaper paper);

/** wf_workshop_sheet_to_png: Returns: (transfer full) (nullable): all charts one below the other;
 *  %NULL when there are none, with @error */
GBytes *wf_workshop_sheet_to_png (WfScript *script,
                                  const GPtrArray *results,
                                  const char *lang,
                                  GError **error);

G_END_DECLS
