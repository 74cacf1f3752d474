/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfSittingAnswer:
 * @category: what it was worth; -1 when the question was passed over or never answered
 * @seconds: from the question to the answer, a pause within counted; 0 when not answered
 *
 * The last word on one question of one interview.
 */
typedef struct {
  int category;
  guint seconds;
} WfSittingAnswer;

/**
 * WfSittingLog:
 * @lang: the client's language at the end
 * @answers: (element-type utf8 WfSittingAnswer): by item id; every question that was asked
 *
 * One interview as the question bank counts it: which questions, which answers, how long. No
 * words, no names; nothing of it says whose it was.
 */
typedef struct {
  char *lang;
  GHashTable *answers;
} WfSittingLog;

void wf_sitting_log_free (WfSittingLog *self);

/**
 * wf_sitting_logs_read:
 * @records: (element-type WfRecord): of one client, in order; other kinds are passed over
 *
 * A question of which the answer is protected is left out. Pure; any thread.
 *
 * Returns: (transfer full) (element-type WfSittingLog): oldest first, those without any answer
 *   left out
 */
GPtrArray *wf_sitting_logs_read (GPtrArray *records);

G_END_DECLS
