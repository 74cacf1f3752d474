/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/*
 * Packs of the agency, decks and checklists, as files: where from, where to, and what became of it.
 * What they are is the caller's business. Main thread.
 */

/** WfPackFileChosen: @file: what somebody chose, while @pane was there */
typedef void (*WfPackFileChosen) (WfPane *pane, GFile *file, gpointer data);

/** wf_pack_file_ask: @title: of the question; @chosen is not called when nothing is chosen */
void wf_pack_file_ask (WfPane *pane, const char *title, WfPackFileChosen chosen, gpointer data);

/**
 * wf_pack_file_save:
 * @title: of the question; @id: of the pack, which names the file
 * @xml: (transfer full): what is written, where somebody says
 * @told: (not nullable): static: what the window says when it is written
 */
void
wf_pack_file_save (WfPane *pane, const char *title, const char *id, char *xml, const char *told);

/** wf_pack_file_write: as wf_pack_file_save(), once the place is known */
void wf_pack_file_write (WfPane *pane, GFile *file, char *xml, const char *told);

G_END_DECLS
