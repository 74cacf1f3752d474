/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfWorkshopSetupPage:
 *
 * What is asked before a workshop starts: how many people, which languages on the wall, phones or
 * not and where. Starting opens the presenter's window.
 */
#define WF_TYPE_WORKSHOP_SETUP_PAGE (wf_workshop_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (WfWorkshopSetupPage, wf_workshop_setup_page, WF, WORKSHOP_SETUP_PAGE, WfPane)

/** wf_workshop_setup_page_new: @begun_us: when one with this deck was begun and put aside,
 *  microseconds since 1970; 0: none was. Returns: (transfer floating) */
WfPane *wf_workshop_setup_page_new (WfServices *services, WfDeck *deck, gint64 begun_us);

G_END_DECLS
