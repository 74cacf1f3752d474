/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_terms_dialog_show:
 *
 * What of @resource is no text: kind, whether it still runs, price, languages, where it is for.
 * What is saved is the agency's own word: it lies over the source's, and goes along in a proposal;
 * what the source says again is no correction any more. Signal "completed" when it is kept.
 */
WfTaskDialog *wf_terms_dialog_show (WfServices *services, GtkWindow *parent, WfResource *resource);

G_END_DECLS
