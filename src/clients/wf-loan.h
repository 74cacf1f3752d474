/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-error.h"
#include "wf-fold.h"

G_BEGIN_DECLS

/** wf_loan_get_types: Returns: (transfer none): "laptop", "tablet", "phone", "hotspot", "other" */
const char *const *wf_loan_get_types (void);

/**
 * WfLoan:
 * @id: of this loan
 * @device: id of the thing in the agency's list, "" when it is not in one
 * @tag: what is written on it: "T-014"
 * @type: code of wf_loan_get_types()
 * @lent: "YYYY-MM-DD"
 * @until: "YYYY-MM-DD": when it comes back
 * @lang: BCP 47 tag the agreement was said in
 * @with: what else went along: "charger, bag"
 * @state: "lent", "returned" or "lost"
 * @ended: "YYYY-MM-DD": when it came back or was said to be lost; ""
 * @note: the navigator's, about the end
 * @time_us: when it was written down first
 *
 * A thing lent to a client. A plain value; strings are never %NULL.
 */
typedef struct {
  char *id;
  char *device;
  char *tag;
  char *type;
  char *lent;
  char *until;
  char *lang;
  char *with;
  char *state;
  char *ended;
  char *note;
  gint64 time_us;
} WfLoan;

/** wf_loan_new: for a proposal. Returns: (transfer full): with an id, else "" */
WfLoan *wf_loan_new (void);
void wf_loan_free (WfLoan *self);
/** wf_loan_to_json: Returns: (transfer full) */
JsonObject *wf_loan_to_json (const WfLoan *self);
/** wf_loan_new_from_json: Returns: (transfer full) (nullable) */
WfLoan *wf_loan_new_from_json (JsonObject *json);
/** wf_loan_is_open: Returns: whether the client has it */
gboolean wf_loan_is_open (const WfLoan *self);

/** wf_loans_apply: @loans: (element-type WfLoan): changed in place */
void wf_loans_apply (GPtrArray *loans, const WfRecord *record);
/** wf_loans_lookup: Returns: (transfer none) (nullable) */
WfLoan *wf_loans_lookup (GPtrArray *loans, const char *id);

/** wf_loan_record_lent: kind "loan.lent" */
WfRecord *wf_loan_record_lent (const WfLoan *self);
/** wf_loan_record_extended: @until: "YYYY-MM-DD"; kind "loan.extended" */
WfRecord *wf_loan_record_extended (const WfLoan *self, const char *until);
/** wf_loan_record_ended: @is_lost: else it came back; @note: (nullable); kind "loan.returned" or
 * "loan.lost" */
WfRecord *
wf_loan_record_ended (const WfLoan *self, gboolean is_lost, const char *day, const char *note);

/**
 * WfDevice:
 * @id: of the thing
 * @tag: what is written on it
 * @type: code of wf_loan_get_types()
 * @note: about the thing, never about a person
 * @state: "ready", "lent", "returned" (not wiped yet), "wiped", "lost" or "retired"
 * @until: "YYYY-MM-DD": while lent, when it comes back; ""
 * @wipe_how: how it was last emptied, in words; ""
 * @wipe_day: "YYYY-MM-DD", or ""
 * @wipe_author: "staff/device": who says so, or ""
 *
 * A thing that the agency lends, as a fold over the agency's device.* records: it names no
 * client. A plain value; strings are never %NULL.
 */
typedef struct {
  char *id;
  char *tag;
  char *type;
  char *note;
  char *state;
  char *until;
  char *wipe_how;
  char *wipe_day;
  char *wipe_author;
} WfDevice;

#define WF_DEVICES_ASPECT "devices"

void wf_device_free (WfDevice *self);
/** wf_devices_get_fold: Returns: (transfer none): the fold of the agency's aspect "devices" */
const WfFold *wf_devices_get_fold (void);
/** wf_devices_new_from_snapshot: @state: (nullable). Returns: (transfer full) (element-type
 * WfDevice): by tag */
GPtrArray *wf_devices_new_from_snapshot (GVariant *state);
/** wf_device_can_be: Returns: whether a thing in state @from may become @to; it is lent to somebody
 * else only when it is ready or was wiped. From lent to lent: to another day */
gboolean wf_device_can_be (const char *from, const char *to);

/** wf_device_record_added: kind "device.added". @out_id: (out) (optional) (transfer full) */
WfRecord *
wf_device_record_added (const char *tag, const char *type, const char *note, char **out_id);
/** wf_device_record_changed: kind "device.changed": what was written about it is corrected; its
 * state stays */
WfRecord *
wf_device_record_changed (const char *id, const char *tag, const char *type, const char *note);
/** wf_device_record_is: kind "device.is": from now on it is @state; @until: (nullable): of "lent"
 */
WfRecord *wf_device_record_is (const char *id, const char *state, const char *until);
/** wf_device_record_wiped: @how: in words; kind "device.wiped": the proof is who says so, and when
 */
WfRecord *wf_device_record_wiped (const char *id, const char *how, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLoan, wf_loan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDevice, wf_device_free)

G_END_DECLS
