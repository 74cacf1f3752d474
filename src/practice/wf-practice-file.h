/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-record.h"

G_BEGIN_DECLS

/** A file of evidence at the most: a photo of a sheet, a short recording, a few pages. */
#define WF_PRACTICE_FILE_MAX  (4 * 1024 * 1024)
#define WF_PRACTICE_FILE_KIND "practice.file"

/**
 * WfPracticeFiles:
 *
 * Files cut into parts that fit into records, and put together again.
 */
typedef struct _WfPracticeFiles WfPracticeFiles;

/** wf_practice_files_new: Returns: (transfer full): no file */
WfPracticeFiles *wf_practice_files_new (void);
/** wf_practice_files_free: frees them */
void wf_practice_files_free (WfPracticeFiles *self);
/** wf_practice_files_apply: takes in a record of %WF_PRACTICE_FILE_KIND */
void wf_practice_files_apply (WfPracticeFiles *self, const WfRecord *record);
/** wf_practice_files_dup: Returns: (transfer full) (nullable): the bytes, when all parts are there
 *  and their hash is the file's id */
GBytes *wf_practice_files_dup (WfPracticeFiles *self, const char *file_id);

/** wf_practice_file_get_id: Returns: (transfer full): BLAKE2b-256 of @bytes, hexadecimal: a
 *  file's id, so that nothing can stand in for it */
char *wf_practice_file_get_id (GBytes *bytes);

/**
 * wf_practice_file_add_records:
 * @bytes: at most %WF_PRACTICE_FILE_MAX
 * @records: (element-type WfRecord): its parts are added here
 */
void wf_practice_file_add_records (GBytes *bytes, GPtrArray *records);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPracticeFiles, wf_practice_files_free)

G_END_DECLS
