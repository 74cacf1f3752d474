/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfClientsPage:
 *
 * Finding a person: search, and the list of clients.
 */
#define WF_TYPE_CLIENTS_PAGE (wf_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (WfClientsPage, wf_clients_page, WF, CLIENTS_PAGE, WfPane)

G_END_DECLS
