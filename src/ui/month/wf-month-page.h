/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfMonthPage:
 *
 * One month of the agency as figures: sentences with small bars, what is not shown said
 * so. To print, or to save as PDF or as a table; no client stands in either.
 */
#define WF_TYPE_MONTH_PAGE (wf_month_page_get_type ())
G_DECLARE_FINAL_TYPE (WfMonthPage, wf_month_page, WF, MONTH_PAGE, WfPane)

/** WfMonthFormat: what a month is saved as */
typedef enum {
  WF_MONTH_PDF,
  WF_MONTH_CSV,
} WfMonthFormat;

/** wf_month_page_show_month: @month: 1 to 12; counts it and shows it */
void wf_month_page_show_month (WfMonthPage *self, int year, int month);

/** wf_month_page_save: writes what is shown to @file, readable by its owner alone, and says so */
void wf_month_page_save (WfMonthPage *self, WfMonthFormat format, GFile *file);

G_END_DECLS
