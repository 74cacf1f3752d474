/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"
#include "wf-task-dialog.h"

G_BEGIN_DECLS

/**
 * wf_conditions_dialog_show:
 *
 * Who can get @resource, as a form beside the text, with the answer that an example would get. What
 * is saved is the agency's own word: it lies over the source's, and goes along in a proposal. It
 * never asks how somebody came to the country. Signal "completed" when it is kept.
 */
WfTaskDialog *
wf_conditions_dialog_show (WfServices *services, GtkWindow *parent, WfResource *resource);

G_END_DECLS
