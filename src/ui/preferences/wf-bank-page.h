/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfBankPage:
 *
 * The page of Preferences about the questions, for a coordinator: what the agency's own answers
 * say about them, numbers offered and adopted, one step back, the bank as a file, and a try of
 * the bank on made-up people. It names no client and shows no answer of one.
 *
 * Signal "told" (text): one sentence to show.
 */
#define WF_TYPE_BANK_PAGE (wf_bank_page_get_type ())
G_DECLARE_FINAL_TYPE (WfBankPage, wf_bank_page, WF, BANK_PAGE, AdwPreferencesPage)

/** wf_bank_page_new: Returns: (transfer floating) */
WfBankPage *wf_bank_page_new (WfServices *services);

/** wf_bank_page_study: reads the answers; the page shows what they say when it is done */
void wf_bank_page_study (WfBankPage *self);
/** wf_bank_page_save: @file: a new file; its name tells the form: ".json", else a table */
void wf_bank_page_save (WfBankPage *self, GFile *file);
/** wf_bank_page_read: @file: one that was saved, numbers changed by hand; adopts what differs */
void wf_bank_page_read (WfBankPage *self, GFile *file);

G_END_DECLS
