/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfNewsPage:
 *
 * The offers that a notification told of: those that open plans name first, each with whose plan it
 * is and what became of it, then the others. services->feed_upkeep is set.
 */
#define WF_TYPE_NEWS_PAGE (wf_news_page_get_type ())
G_DECLARE_FINAL_TYPE (WfNewsPage, wf_news_page, WF, NEWS_PAGE, WfPane)

/** wf_news_page_new: Returns: (transfer floating): a pane; it takes what changed from the upkeep of
 * the feeds, which does not tell of it again */
WfPane *wf_news_page_new (WfServices *services);

G_END_DECLS
