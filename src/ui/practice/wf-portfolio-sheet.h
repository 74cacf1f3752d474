/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-page.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * wf_portfolio_sheet_new:
 * @name: whose portfolio it is
 * @members: (element-type WfMember): for the names of those who signed
 *
 * Competences, evidence and sign-offs of whoever unlocked, to take to the next job. What a
 * colleague signed off stands first; what only the person says stands apart, under its own
 * heading, with who signed outside on paper. No private note is in it, and no file: its name is.
 *
 * Returns: (transfer full): as many sides as it needs
 */
WfPage *wf_portfolio_sheet_new (WfServices *services,
                                const char *name,
                                GPtrArray *members,
                                WfPagePaper paper);

G_END_DECLS
