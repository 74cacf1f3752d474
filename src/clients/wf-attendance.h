/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-pulse.h"
#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfAttendance:
 * @workshop: names the workshop: a word of workshop.db, which knows nobody
 * @day: "YYYY-MM-DD" of the workshop
 * @title: of its deck
 * @alias: what somebody was called there; "" when not said
 *
 * That a client was at a workshop. It stands in that client's own events and goes with them.
 */
typedef struct {
  char *workshop;
  char *day;
  char *title;
  char *alias;
} WfAttendance;

/** wf_attendance_new: Returns: (transfer full) */
WfAttendance *
wf_attendance_new (const char *workshop, const char *day, const char *title, const char *alias);
void wf_attendance_free (WfAttendance *self);

/** wf_attendance_record_noted: Returns: (transfer full): attendance.noted; replaces what was noted
 *  of the same workshop */
WfRecord *wf_attendance_record_noted (const WfAttendance *self);
/** wf_attendance_record_taken_back: Returns: (transfer full): attendance.taken-back */
WfRecord *wf_attendance_record_taken_back (const WfAttendance *self);

/** wf_attendances_apply: @attendances: (element-type WfAttendance): changed in place by one record
 * of a client; other kinds change nothing */
void wf_attendances_apply (GPtrArray *attendances, const WfRecord *record);
/** wf_attendances_to_variant: Returns: (transfer floating): for a snapshot */
GVariant *wf_attendances_to_variant (const GPtrArray *attendances);
/** wf_attendances_from_variant: @variant: (nullable). Returns: (transfer full) (element-type
 *  WfAttendance) */
GPtrArray *wf_attendances_from_variant (GVariant *variant);
/** wf_attendances_find: Returns: (transfer none) (nullable): that of @workshop */
const WfAttendance *wf_attendances_find (const GPtrArray *attendances, const char *workshop);

/**
 * WfWorkshopBook:
 * @workshop, @day, @title: as of #WfAttendance
 * @people: how many were there, as counted; never fewer than those who are named
 * @aliases: those who are no clients, as they were called there
 * @pulses: what was answered, together, where enough people did; by #WfPulseKind
 *
 * What the agency's own log says of one workshop: numbers, and names nobody has to give.
 */
typedef struct {
  char *workshop;
  char *day;
  char *title;
  guint people;
  GStrv aliases;
  WfPulse pulses[WF_PULSE_N_KINDS];
} WfWorkshopBook;

/** wf_workshop_book_new: @aliases: (nullable). Returns: (transfer full): @pulses say nothing */
WfWorkshopBook *wf_workshop_book_new (const char *workshop,
                                      const char *day,
                                      const char *title,
                                      guint people,
                                      const char *const *aliases);
/** wf_workshop_book_copy: Returns: (transfer full): all of @self but its aliases */
WfWorkshopBook *wf_workshop_book_copy (const WfWorkshopBook *self);
void wf_workshop_book_free (WfWorkshopBook *self);

/** wf_workshop_book_to_record: Returns: (transfer full): workshop.attended, for the agency */
WfRecord *wf_workshop_book_to_record (const WfWorkshopBook *self);
/** wf_workshop_books_from_records: @records: (element-type WfRecord): of the agency. Returns:
 *  (transfer full) (element-type WfWorkshopBook): each workshop once, as it was last said */
GPtrArray *wf_workshop_books_from_records (const GPtrArray *records);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAttendance, wf_attendance_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopBook, wf_workshop_book_free)

G_END_DECLS
