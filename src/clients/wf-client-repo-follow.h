/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-follow.h"
#include "wf-outcomes.h"

G_BEGIN_DECLS

/*
 * Part of WfClientRepo: what follows after the page is printed. Main thread; errors are those of
 * the vault, and #WfClientError where said.
 */

/** wf_client_repo_get_follow_async: reads what follows for one client */
void wf_client_repo_get_follow_async (WfClientRepo *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_client_repo_get_follow_finish: Returns: (transfer full) (nullable) */
WfFollow *
wf_client_repo_get_follow_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_get_follow_sync: as wf_client_repo_get_follow_async() */
WfFollow *wf_client_repo_get_follow_sync (WfClientRepo *self, const char *id, GError **error);

/**
 * wf_client_repo_follow_async:
 * @follow: as it was read: what the records are proposed from
 * @records: (element-type WfRecord): of this client, in order
 * @for_agency: (nullable) (element-type WfRecord): of the agency: what becomes of a thing that was
 *   lent. What is to be counted is added by itself, but for a client to practise with
 *
 * Writes all of it in one transaction: all or nothing.
 */
void wf_client_repo_follow_async (WfClientRepo *self,
                                  const char *id,
                                  const WfFollow *follow,
                                  GPtrArray *records,
                                  GPtrArray *for_agency,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_client_repo_follow_finish: Returns: %TRUE when durable and shown */
gboolean wf_client_repo_follow_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_follow_sync: as wf_client_repo_follow_async() */
gboolean wf_client_repo_follow_sync (WfClientRepo *self,
                                     const char *id,
                                     const WfFollow *follow,
                                     GPtrArray *records,
                                     GPtrArray *for_agency,
                                     GError **error);

/**
 * WfDueThing:
 * @client_id: whose
 * @due: what; its id is "" for the next contact that was agreed as such (client.due)
 * @title: name of the offer, tag of the thing lent, or ""
 *
 * One line of what is due. A plain value.
 */
typedef struct {
  char *client_id;
  WfDue *due;
  char *title;
} WfDueThing;

void wf_due_thing_free (WfDueThing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDueThing, wf_due_thing_free)

/** wf_client_repo_list_things_async: @until: "YYYY-MM-DD": the last day of interest */
void wf_client_repo_list_things_async (WfClientRepo *self,
                                       const char *until,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_client_repo_list_things_finish: @out_n_unread: (out) (optional): of how many clients it could
 * not be read. Returns: (transfer full) (nullable) (element-type WfDueThing): earliest first; those
 * not to be contacted stand there too */
GPtrArray *wf_client_repo_list_things_finish (WfClientRepo *self,
                                              GAsyncResult *result,
                                              guint *out_n_unread,
                                              GError **error);
/** wf_client_repo_list_things_sync: as wf_client_repo_list_things_async() */
GPtrArray *wf_client_repo_list_things_sync (WfClientRepo *self, const char *until, GError **error);

/** wf_client_repo_has_code: Returns: whether a client in the list has a slip with this code */
gboolean wf_client_repo_has_code (WfClientRepo *self, const char *code);

G_END_DECLS
