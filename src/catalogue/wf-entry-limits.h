/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import-report.h"

G_BEGIN_DECLS

/* So many characters are shown of a name, a phone number or a town, of any other text, and of a
 * link; and so many members of a list. */
#define WF_ENTRY_NAME_MAX 200
#define WF_ENTRY_TEXT_MAX 4000
#define WF_ENTRY_LINK_MAX 2000
#define WF_ENTRY_LIST_MAX 200

/**
 * wf_entry_limit:
 * @entry: in the shape of starter.json; not changed
 * @report: (nullable): counts what was mended
 *
 * What may be shown of an entry that anybody may have written: no more than a page can lay out at
 * once ("too-long"), no letters that nobody sees and that turn or cover others ("hidden-letters"),
 * no link but to the web ("odd-url"). What is cut ends with "…". An id stays as it is, and so does
 * the record the entry was made from.
 *
 * Returns: (transfer full): @entry itself when there is nothing to do
 */
JsonObject *wf_entry_limit (JsonObject *entry, WfImportReport *report);

G_END_DECLS
