/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfCataloguePage:
 *
 * What there is: searched as one types, filtered by kind, region, price and language, one entry
 * beside the list. "/" goes to the search, "!" to the safety lines, which are never in the list.
 */
#define WF_TYPE_CATALOGUE_PAGE (wf_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (WfCataloguePage, wf_catalogue_page, WF, CATALOGUE_PAGE, WfPane)

G_END_DECLS
