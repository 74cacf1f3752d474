/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-attendance.h"
#include "wf-client-repo.h"

G_BEGIN_DECLS

/**
 * WfAttendanceRow:
 * @alias: what somebody was called there
 * @client: (nullable): owner id of the client that is; %NULL: nobody's file
 *
 * One line of an attendance list.
 */
typedef struct {
  char *alias;
  char *client;
} WfAttendanceRow;

/** wf_attendance_row_new: Returns: (transfer full) */
WfAttendanceRow *wf_attendance_row_new (const char *alias, const char *client);
void wf_attendance_row_free (WfAttendanceRow *self);

/**
 * WfAttendanceList:
 * @book: number, day, title and pulses; its aliases are unused here
 * @rows: (element-type WfAttendanceRow): clients and others
 *
 * Who was at one workshop, as far as somebody typed it: count, alias, client.
 */
typedef struct {
  WfWorkshopBook *book;
  GPtrArray *rows;
} WfAttendanceList;

/** wf_attendance_list_new: @book: (transfer full). Returns: (transfer full): nobody in it */
WfAttendanceList *wf_attendance_list_new (WfWorkshopBook *book);
void wf_attendance_list_free (WfAttendanceList *self);

/**
 * wf_client_repo_read_attendance_async:
 * @book: the workshop, with the number that was counted there, used while nothing was typed, and
 *   its pulses, noted with what is typed; where it has none, those noted before stay
 *
 * Reads the list of one workshop: from the clients this person may open, and the agency's log.
 */
void wf_client_repo_read_attendance_async (WfClientRepo *self,
                                           const WfWorkshopBook *book,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/** wf_client_repo_read_attendance_finish: Returns: (transfer full) (nullable) */
WfAttendanceList *
wf_client_repo_read_attendance_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

/**
 * wf_client_repo_save_attendance_async:
 * @before: as it was read
 * @after: as it shall be, of the same workshop
 *
 * Notes what differs, in each client's own events and in the agency's log. When it fails on the
 * way, saving again finishes it.
 */
void wf_client_repo_save_attendance_async (WfClientRepo *self,
                                           const WfAttendanceList *before,
                                           const WfAttendanceList *after,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/** wf_client_repo_save_attendance_finish: Returns: %TRUE when all of it is durable */
gboolean
wf_client_repo_save_attendance_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAttendanceRow, wf_attendance_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAttendanceList, wf_attendance_list_free)

G_END_DECLS
