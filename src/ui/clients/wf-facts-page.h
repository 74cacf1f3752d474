/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfFactsPage:
 *
 * What one client told us, or chose not to: languages, region, what makes it easier, and the
 * facts some offers ask for. Each line shows its answer or which of the other three states it
 * is in, and opens the dialog that asks it. Nothing here is needed to be helped.
 */
#define WF_TYPE_FACTS_PAGE (wf_facts_page_get_type ())
G_DECLARE_FINAL_TYPE (WfFactsPage, wf_facts_page, WF, FACTS_PAGE, WfPane)

/** wf_facts_page_new: @id: the client's. Returns: (transfer floating): it reads by itself */
WfPane *wf_facts_page_new (WfServices *services, const char *id);

G_END_DECLS
