/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import.h"

G_BEGIN_DECLS

/* What people read about a file that is read into the catalogue. Static strings, translated. */

/** wf_import_format_get_words: Returns: what the file was taken for */
const char *wf_import_format_get_words (WfImportFormat format);

/** wf_import_repair_get_words: @kind: of #WfImportReport. Returns: what was mended or marked */
const char *wf_import_repair_get_words (const char *kind);

/** wf_import_refusal_get_words: @why: of #WfImportRefusal. Returns: the same, translated where it
 * is known */
const char *wf_import_refusal_get_words (const char *why);

/** wf_sheet_field_get_words: @field: of wf_sheet_list_fields(). Returns: what a column can hold */
const char *wf_sheet_field_get_words (const char *field);

G_END_DECLS
