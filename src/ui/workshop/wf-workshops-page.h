/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfWorkshopsPage:
 *
 * Decks as pictures, each a way to start a workshop, and the workshops that ran before. It knows
 * no client.
 */
#define WF_TYPE_WORKSHOPS_PAGE (wf_workshops_page_get_type ())
G_DECLARE_FINAL_TYPE (WfWorkshopsPage, wf_workshops_page, WF, WORKSHOPS_PAGE, WfPane)

G_END_DECLS
