/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import-report.h"

G_BEGIN_DECLS

/** Member of a service: what we know beside what its publisher says: {"region": assumed,
 * "entry": a whole entry in the shape of starter.json}; in an export of ours also "id", what it
 * came with where another came with the same, and in a table "whole", what no row can hold. */
#define WF_HSDS_OURS "x_wayfinder"

/**
 * wf_hsds_make_entry:
 * @service: an HSDS service, nested as 3.1 has it; fields of 1.x and of Open Referral UK are
 *   understood where 3.1 has none
 * @report: (nullable): counts what was repaired for reading; @service itself is not changed
 *
 * Any thread. What has an "entry" of ours is that entry. The kind, where nobody gives it, is told
 * from words in it; what speaks of violence at home is kind "safety". No date: "as_of" is
 * "unknown". No place: the region is %WF_REGION_UNKNOWN.
 *
 * Returns: (transfer full) (nullable): an entry in the shape of starter.json; %NULL with
 *   %WF_CATALOGUE_ERROR_FORMAT when it has no id or no name
 */
JsonObject *wf_hsds_make_entry (JsonObject *service, WfImportReport *report, GError **error);

/** wf_hsds_has_region: Returns: whether an address of @service tells where it is */
gboolean wf_hsds_has_region (JsonObject *service);

/** wf_hsds_check_age: Returns: (transfer full): @entry, in the shape of starter.json; its age
 * unknown when it says a day that is still to come (then that stands in "x_as_of"): such an entry
 * would stand first for years */
JsonObject *wf_hsds_check_age (JsonObject *entry, WfImportReport *report);

G_END_DECLS
