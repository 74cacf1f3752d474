/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfImportPage:
 *
 * A file or folder on its way into the catalogue: chosen, read without taking anything, shown as
 * what would be taken, mended and left out, with the columns of a table to say what they hold;
 * then taken in, all of it or nothing, and taken back if it was new. services->sync is set.
 */
#define WF_TYPE_IMPORT_PAGE (wf_import_page_get_type ())
G_DECLARE_FINAL_TYPE (WfImportPage, wf_import_page, WF, IMPORT_PAGE, WfPane)

/** wf_import_page_new: Returns: (transfer floating): asks for a file */
WfPane *wf_import_page_new (WfServices *services);

/** wf_import_page_read: @path: a file or a folder: reads it and takes nothing */
void wf_import_page_read (WfImportPage *self, const char *path);

G_END_DECLS
