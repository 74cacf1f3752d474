/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist-shelf.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/** WfListTaken: @list_id: (nullable): what is on the shelf now; %NULL when it was refused or went
 *  wrong, which @pane has said. @pane may be gone by then: wf_pane_is_gone() */
typedef void (*WfListTaken) (WfPane *pane, const char *list_id);

/** wf_list_import: asks for a file, then as wf_list_import_file() */
void wf_list_import (WfPane *pane, WfListTaken taken);

/** wf_list_import_file: takes in a checklist as a pack; one that is refused is shown with line and
 *  cure */
void wf_list_import_file (WfPane *pane, GFile *file, WfListTaken taken);

/** wf_list_save: keeps a list that is written in the program */
void wf_list_save (WfPane *pane, const WfChecklistDraft *draft, WfListTaken taken);

/** wf_list_export: asks for a place and writes the list there as a pack */
void wf_list_export (WfPane *pane, const WfChecklist *list);
/** wf_list_export_to: once the place is known */
void wf_list_export_to (WfPane *pane, const WfChecklist *list, GFile *file);

G_END_DECLS
