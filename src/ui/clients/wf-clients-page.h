/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfClientsPage:
 *
 * Finding a person: search as you type, and the list of clients, latest contact first.
 */
#define WF_TYPE_CLIENTS_PAGE (wf_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (WfClientsPage, wf_clients_page, WF, CLIENTS_PAGE, WfPane)

/** wf_clients_page_focus_search: puts the cursor where one types a name */
void wf_clients_page_focus_search (WfClientsPage *self);

G_END_DECLS
