/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/*
 * The catalogue as files that go out, from the menu of its page: a directory for others, and what
 * the agency corrected, for whoever keeps the list. Each asks where to, writes in a thread, and
 * says how it went on @page.
 */

/** wf_catalogue_files_export: @as_tables: a folder of tables (CSV) instead of one file (JSON) */
void wf_catalogue_files_export (WfPane *page, gboolean as_tables);

/** wf_catalogue_files_write: as wf_catalogue_files_export(), to @path, which was chosen */
void wf_catalogue_files_write (WfPane *page, const char *path, gboolean as_tables);

/** wf_catalogue_files_propose: the agency's corrections as a proposal */
void wf_catalogue_files_propose (WfPane *page);

/** wf_catalogue_files_write_proposal: the same, to @path, which was chosen */
void wf_catalogue_files_write_proposal (WfPane *page, const char *path);

G_END_DECLS
