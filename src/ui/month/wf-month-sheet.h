/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-month-count.h"
#include "wf-page.h"

G_BEGIN_DECLS

/**
 * wf_month_sheet_new:
 * @agency: the agency's name; "" for none
 * @lang: BCP 47 tag of the interface's language, in which the words stand
 *
 * Returns: (transfer full): the month on paper; one side as long as it fits
 */
WfPage *wf_month_sheet_new (const WfMonthCount *count,
                            const char *agency,
                            const char *lang,
                            const WfFormat *format,
                            WfPagePaper paper);

/**
 * wf_month_sheet_dup_csv:
 *
 * Returns: (transfer full): RFC 4180 with a byte order mark, "month,group,code,name,figure";
 *   numbers in ASCII digits, an empty cell where a figure is not shown. A text that a
 *   spreadsheet would take for a formula is made one that it does not
 */
char *wf_month_sheet_dup_csv (const WfMonthCount *count, const WfFormat *format);

G_END_DECLS
