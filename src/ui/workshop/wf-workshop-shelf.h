/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-workshop-store.h"

G_BEGIN_DECLS

/**
 * wf_workshop_shelf_list_async:
 * @data_dir: the agency's folder
 *
 * Reads which workshops ran or were put aside, in a thread of GLib's pool.
 */
void wf_workshop_shelf_list_async (const char *data_dir,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** wf_workshop_shelf_list_finish: Returns: (transfer full) (nullable) (element-type
 *  WfWorkshopSession): the last first, maybe none; %NULL with #WfStoreError or when cancelled */
GPtrArray *wf_workshop_shelf_list_finish (GAsyncResult *result, GError **error);

/** wf_workshop_shelf_read_async: the counts of @session, which ended; likewise */
void wf_workshop_shelf_read_async (const char *data_dir,
                                   gint64 session,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wf_workshop_shelf_read_finish:
 * @out_deck: (out) (transfer full): the text of the deck it was held with; empty when none was kept
 *
 * Returns: (transfer full) (nullable) (element-type WfWorkshopResult): slide by slide; %NULL as
 * above
 */
GPtrArray *wf_workshop_shelf_read_finish (GAsyncResult *result, char **out_deck, GError **error);

/** wf_workshop_shelf_forget_async: deletes @session, which ended, with its counts and ideas */
void wf_workshop_shelf_forget_async (const char *data_dir,
                                     gint64 session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** wf_workshop_shelf_forget_finish: Returns: whether it is gone; %FALSE with #WfStoreError */
gboolean wf_workshop_shelf_forget_finish (GAsyncResult *result, GError **error);

G_END_DECLS
