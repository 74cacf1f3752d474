/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfReviewPage:
 *
 * Corrections that another agency proposes: each beside what the entry says here, to take or to
 * leave, one by one. services->sync is set.
 */
#define WF_TYPE_REVIEW_PAGE (wf_review_page_get_type ())
G_DECLARE_FINAL_TYPE (WfReviewPage, wf_review_page, WF, REVIEW_PAGE, WfPane)

/** wf_review_page_new: Returns: (transfer floating): asks for a file */
WfPane *wf_review_page_new (WfServices *services);

/** wf_review_page_read: @path: a proposal */
void wf_review_page_read (WfReviewPage *self, const char *path);

G_END_DECLS
