/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo-follow.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfFollowMake:
 * @follow: what stands now
 * @today: "YYYY-MM-DD"
 * @for_agency: (element-type WfRecord): to be added to, when the agency's log has a part in it
 *
 * Returns: (transfer full) (nullable) (element-type WfRecord): what to write, or %NULL with @error
 */
typedef GPtrArray *(*WfFollowMake) (const WfFollow *follow,
                                    const char *today,
                                    gpointer data,
                                    GPtrArray *for_agency,
                                    GError **error);

/**
 * wf_follow_commit_async:
 * @client_id: whose
 * @make: called on the main thread, with what stands when it is written, not when a page was read
 * @data: for @make; @destroy frees it
 *
 * Reads what follows for a client, lets @make propose, and writes it in one transaction. What was
 * pressed is written even when the page goes: @cancellable ends only the waiting for the answer,
 * and wf_follow_commit_finish() then says %G_IO_ERROR_CANCELLED.
 */
void wf_follow_commit_async (WfServices *services,
                             const char *client_id,
                             WfFollowMake make,
                             gpointer data,
                             GDestroyNotify destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_follow_commit_finish: Returns: %TRUE when durable */
gboolean wf_follow_commit_finish (GAsyncResult *result, GError **error);

/** wf_follow_list_of_one: Returns: (transfer full): a list of @record (transfer full) */
GPtrArray *wf_follow_list_of_one (WfRecord *record);

G_END_DECLS
