/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-attendance.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfAttendancePage:
 *
 * Who was at one workshop, typed by whoever presented it: how many, what they were called there,
 * and which of them are clients. It is kept in the vault, sealed; the workshop's own folder and
 * file never learn of it. Each line is kept as it is added. Main thread.
 */
#define WF_TYPE_ATTENDANCE_PAGE (wf_attendance_page_get_type ())
G_DECLARE_FINAL_TYPE (WfAttendancePage, wf_attendance_page, WF, ATTENDANCE_PAGE, WfPane)

/** wf_attendance_page_new: @book: which workshop, how many were counted there, and its pulses,
 *  which are noted with the list. Returns: (transfer floating) */
WfPane *wf_attendance_page_new (WfServices *services, const WfWorkshopBook *book);

/** wf_attendance_page_is_ready: Returns: whether the list was read and nothing is being kept */
gboolean wf_attendance_page_is_ready (WfAttendancePage *self);

G_END_DECLS
