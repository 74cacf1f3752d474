/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop.h"

G_BEGIN_DECLS

/** workshop_fixture_script: Returns: (transfer full): a small deck with a slide of most kinds:
 *  "hello" title, "pulse", "map", "many" poll, "one" poll with a good option, "ideas", "list"
 *  checklist, "pause" timer (60 s), "here" attendance, "bye" closing */
WfScript *workshop_fixture_script (void);

/** workshop_fixture_do: parses, checks and applies each line; all must be possible */
void workshop_fixture_do (WfWorkshop *workshop, ...) G_GNUC_NULL_TERMINATED;

/** workshop_fixture_refuse: the line is understood and not possible now, with @code */
void workshop_fixture_refuse (WfWorkshop *workshop, const char *line, WfWorkshopError code);

/** workshop_fixture_vote: Returns: the code the vote is refused with, -1 when it counted;
 *  @choices apart by blanks; on the wall's slide and round */
int workshop_fixture_vote (WfWorkshop *workshop, const char *token, const char *choices);

G_END_DECLS
