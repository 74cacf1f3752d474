/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-plan-desk.h"

G_BEGIN_DECLS

/**
 * WfWordsDialog:
 *
 * Other words for one statement, in the client's language or the navigator's. What is typed is
 * the client's: input methods are asked for privacy.
 */
#define WF_TYPE_WORDS_DIALOG (wf_words_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WfWordsDialog, wf_words_dialog, WF, WORDS_DIALOG, AdwWindow)

/** wf_words_dialog_new: Returns: (transfer none): a modal window, not shown */
WfWordsDialog *wf_words_dialog_new (WfServices *services,
                                    WfPlanDesk *desk,
                                    const char *statement_id,
                                    GtkWindow *parent);

G_END_DECLS
