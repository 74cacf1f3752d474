/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-workshop-store.h"

G_BEGIN_DECLS

/**
 * WfWorkshopResultPage:
 *
 * What a workshop that ended leaves: its charts, and its counts to save as a table, on paper or as
 * a picture.
 */
#define WF_TYPE_WORKSHOP_RESULT_PAGE (wf_workshop_result_page_get_type ())
G_DECLARE_FINAL_TYPE (
    WfWorkshopResultPage, wf_workshop_result_page, WF, WORKSHOP_RESULT_PAGE, WfPane)

/** WfWorkshopFormat: what results are saved as */
typedef enum {
  WF_WORKSHOP_CSV,
  WF_WORKSHOP_PDF,
  WF_WORKSHOP_PNG,
} WfWorkshopFormat;

/** wf_workshop_result_page_new: @session: one that ended. Returns: (transfer floating) */
WfPane *wf_workshop_result_page_new (WfServices *services, const WfWorkshopSession *session);

/** wf_workshop_result_page_save: writes what is shown to @file, readable by its owner alone, and
 *  says so */
void
wf_workshop_result_page_save (WfWorkshopResultPage *self, WfWorkshopFormat format, GFile *file);

/** wf_workshop_result_page_is_ready: Returns: whether the counts were read */
gboolean wf_workshop_result_page_is_ready (WfWorkshopResultPage *self);

G_END_DECLS
