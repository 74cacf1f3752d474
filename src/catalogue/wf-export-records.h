/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-index-entries.h"

G_BEGIN_DECLS

/* Private to catalogue/: what an export holds. */

/**
 * WfExportRecords:
 *
 * A walk through the services, then the other objects, of one source or of all but the starter. One
 * thread at a time.
 */
typedef struct _WfExportRecords WfExportRecords;

/** WfExportVisit: @object: (transfer none): an HSDS object of @type; an id that another of its kind
 * came with too stands in "x_wayfinder": {"id"}, and "id" is one of its own. Returns: %FALSE with
 * @error to end the walk */
typedef gboolean (*WfExportVisit) (const char *type,
                                   JsonObject *object,
                                   gpointer user_data,
                                   GError **error);

/** wf_export_records_new: @index: outlives it; @source: (nullable): all but the shipped starter,
 * and that when there is no other. Returns: (transfer full) */
WfExportRecords *wf_export_records_new (WfIndex *index, const char *source);
void wf_export_records_free (WfExportRecords *self);

/** wf_export_records_services: each service; likewise wf_export_records_others() */
gboolean wf_export_records_services (WfExportRecords *self,
                                     WfExportVisit visit,
                                     gpointer user_data,
                                     GError **error);
gboolean wf_export_records_others (WfExportRecords *self,
                                   WfExportVisit visit,
                                   gpointer user_data,
                                   GError **error);

/** wf_export_records_count: @out_count: (out): services that the walk will visit */
gboolean wf_export_records_count (WfExportRecords *self, guint *out_count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfExportRecords, wf_export_records_free)

G_END_DECLS
