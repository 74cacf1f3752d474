/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-takeaway.h"

G_BEGIN_DECLS

/**
 * wf_takeaway_build_async:
 * @plan: (transfer full): a copy that nobody else holds (wf_plan_desk_copy_plan())
 * @options: copied
 *
 * wf_takeaway_build() in a thread: laying a page out takes longer than a frame.
 */
void wf_takeaway_build_async (WfPlan *plan,
                              WfPackLibrary *library,
                              const WfTakeawayOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * wf_takeaway_build_finish:
 * @out_left_out: (out) (optional) (transfer full): as in wf_takeaway_build()
 *
 * Returns: (transfer full) (nullable): the page, laid out: drawing it is cheap
 */
WfPage *wf_takeaway_build_finish (GAsyncResult *result, GStrv *out_left_out, GError **error);

G_END_DECLS
