/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-dialog.h"

G_BEGIN_DECLS

/** wf_evidence_copy_ask: @bytes: a file of evidence. Asks where to put a copy of it, readable by
 * its owner alone, and writes it; the dialog says what went wrong */
void wf_evidence_copy_ask (WfTaskDialog *dialog, GBytes *bytes);

G_END_DECLS
