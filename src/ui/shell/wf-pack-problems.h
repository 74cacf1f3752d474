/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/** wf_pack_problems_show: @heading: what cannot be used; @problems: (element-type WfPackProblem):
 * why. The dialog goes with @pane */
void wf_pack_problems_show (WfPane *pane, const char *heading, const GPtrArray *problems);

G_END_DECLS
