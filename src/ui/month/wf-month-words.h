/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-month-count.h"

G_BEGIN_DECLS

/*
 * A month's figures in words: the same for the page, the paper and the file. Pure but for
 * gettext; no client in it.
 */

/** WfMonthGroup: one way of dividing the visits, or a question of workshops */
typedef enum {
  WF_MONTH_GROUP_MODE,
  WF_MONTH_GROUP_THEME,
  WF_MONTH_GROUP_LANGUAGE,
  WF_MONTH_GROUP_FUNDER,
  WF_MONTH_GROUP_CLOSING,
  WF_MONTH_GROUP_STAFF,
} WfMonthGroup;

#define WF_MONTH_N_GROUPS 6
#define WF_MONTH_N_TOTALS 9

/** wf_month_dup_title: Returns: (transfer full): "March 2026" */
char *wf_month_dup_title (const WfMonthCount *count, const WfFormat *format);

/** wf_month_dup_total: @index: < %WF_MONTH_N_TOTALS. Returns: (transfer full): one sentence */
char *wf_month_dup_total (const WfMonthCount *count, guint index, const WfFormat *format);
/** wf_month_get_total: Returns: the figure in that sentence; @out_code: (out): as in the file */
guint wf_month_get_total (const WfMonthCount *count, guint index, const char **out_code);

/** wf_month_get_cells: Returns: (transfer none) (element-type WfMonthCell) */
GPtrArray *wf_month_get_cells (const WfMonthCount *count, WfMonthGroup group);
/** wf_month_group_get_words: Returns: (transfer none): what the group is called */
const char *wf_month_group_get_words (WfMonthGroup group);
/** wf_month_group_get_code: Returns: (transfer none): as in the file */
const char *wf_month_group_get_code (WfMonthGroup group);
/** wf_month_dup_group_base: Returns: (transfer full) (nullable): from how many workshops and people
 *  a question's figures are, or that they are too few; %NULL where the group is no question */
char *
wf_month_dup_group_base (const WfMonthCount *count, WfMonthGroup group, const WfFormat *format);
/** wf_month_get_pulse: Returns: (transfer none) (nullable): of a question; %NULL for other groups
 */
const WfMonthPulse *wf_month_get_pulse (const WfMonthCount *count, WfMonthGroup group);
/** wf_month_dup_workshops: Returns: (transfer full): "2 workshops" */
char *wf_month_dup_workshops (guint n, const WfFormat *format);
/** wf_month_dup_answered: Returns: (transfer full): "17 people answered", or that they are too few
 */
char *wf_month_dup_answered (const WfMonthPulse *pulse, const WfFormat *format);
/** wf_month_cell_dup_words: Returns: (transfer full): "In person", "Arabic", "Not said" */
char *wf_month_cell_dup_words (const WfMonthCell *cell, WfMonthGroup group, const WfFormat *format);
/** wf_month_cell_dup_figure: Returns: (transfer full): the number, or that it is not shown */
char *wf_month_cell_dup_figure (const WfMonthCell *cell, const WfFormat *format);

/** wf_month_has_hidden: Returns: whether any figure is not shown */
gboolean wf_month_has_hidden (const WfMonthCount *count);
/** wf_month_get_hidden_words: Returns: (transfer none): why figures are not shown */
const char *wf_month_get_hidden_words (void);

G_END_DECLS
