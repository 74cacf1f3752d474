/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfSourcesPage:
 *
 * Where the catalogue comes from: each source with its colour, how many entries it has and how
 * fresh they are; added, renewed, put in order, switched off and removed here. services->sync is
 * set.
 */
#define WF_TYPE_SOURCES_PAGE (wf_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (WfSourcesPage, wf_sources_page, WF, SOURCES_PAGE, WfPane)

/** wf_sources_page_new: Returns: (transfer floating) */
WfPane *wf_sources_page_new (WfServices *services);

G_END_DECLS
