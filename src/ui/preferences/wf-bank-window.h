/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-bank-study.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfBankWindow:
 *
 * Every question of the bank with its counts, searched as one types; those to look at first.
 */
#define WF_TYPE_BANK_WINDOW (wf_bank_window_get_type ())
G_DECLARE_FINAL_TYPE (WfBankWindow, wf_bank_window, WF, BANK_WINDOW, AdwWindow)

/** wf_bank_window_new: @study: read at once, not kept. Returns: (transfer none): shown by
 * gtk_window_present(); it goes when the vault locks */
WfBankWindow *
wf_bank_window_new (WfServices *services, GtkWindow *parent, const WfBankStudy *study);

G_END_DECLS
