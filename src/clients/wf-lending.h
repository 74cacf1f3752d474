/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-follow.h"

G_BEGIN_DECLS

/*
 * Lending: what is written together, for the client and for the agency's list of things, so that
 * neither is ever half done. Each proposal returns (transfer full) (element-type WfRecord) the
 * client's records and adds the agency's to @for_agency, or %NULL with a #WfClientError.
 * @today: "YYYY-MM-DD" where the office is.
 */

/** wf_lending_may_lend: Returns: whether a thing in that state goes out: it is ready, or somebody
 * said that nothing of anybody is left on it */
gboolean wf_lending_may_lend (const WfDevice *device);

/** wf_lending_may_wipe: Returns: whether there is something to say about wiping it: it is not
 * with a client, and not away for good */
gboolean wf_lending_may_wipe (const WfDevice *device);

/**
 * wf_lending_propose_lend:
 * @device: as it stands
 * @until: the day it comes back, today or later
 * @lang: BCP 47 tag the agreement is said in
 * @with: (nullable): what else goes along
 * @loan_id: (nullable): of the loan, as wf_loan_new() makes one; %NULL makes one
 *
 * The loan, its day in the list of what is due, and the thing as lent. Fails with NOT_READY,
 * BAD_VALUE, TOO_MANY.
 */
GPtrArray *wf_lending_propose_lend (const WfFollow *follow,
                                    const WfDevice *device,
                                    const char *today,
                                    const char *until,
                                    const char *lang,
                                    const char *with,
                                    const char *loan_id,
                                    GPtrArray *for_agency,
                                    GError **error);

/** wf_lending_propose_extend: another day, for the loan, the due list and the thing. Fails with
 * NOT_FOUND, BAD_VALUE */
GPtrArray *wf_lending_propose_extend (const WfFollow *follow,
                                      const char *loan_id,
                                      const char *today,
                                      const char *until,
                                      GPtrArray *for_agency,
                                      GError **error);

/** wf_lending_propose_end: @is_lost: else it is back, which what was lost may be too; @note:
 * (nullable). Nothing more is due. Fails with NOT_FOUND */
GPtrArray *wf_lending_propose_end (const WfFollow *follow,
                                   const char *loan_id,
                                   gboolean is_lost,
                                   const char *today,
                                   const char *note,
                                   GPtrArray *for_agency,
                                   GError **error);

/*
 * The agency's list of things, over a vault. Main thread; errors are those of the vault.
 */

/** wf_client_repo_get_devices_async: reads the things the agency lends */
void wf_client_repo_get_devices_async (WfClientRepo *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_client_repo_get_devices_finish: Returns: (transfer full) (nullable) (element-type WfDevice):
 * by tag */
GPtrArray *
wf_client_repo_get_devices_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

/** wf_client_repo_change_devices_async: @records: (element-type WfRecord): device.*, of things no
 * client has a part in */
void wf_client_repo_change_devices_async (WfClientRepo *self,
                                          GPtrArray *records,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/** wf_client_repo_change_devices_finish: Returns: %TRUE when durable */
gboolean
wf_client_repo_change_devices_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

/**
 * WfLoanAt:
 * @client_id: who has it
 * @loan: that loan
 *
 * A plain value.
 */
typedef struct {
  char *client_id;
  WfLoan *loan;
} WfLoanAt;

void wf_loan_at_free (WfLoanAt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLoanAt, wf_loan_at_free)

/** wf_client_repo_list_loans_async: what clients have, and what was lost with them. The agency's
 * list does not say who has a thing: only the clients whom this member may open are looked at */
void wf_client_repo_list_loans_async (WfClientRepo *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_client_repo_list_loans_finish: @out_n_unread: (out) (optional): of how many clients it could
 * not be read. Returns: (transfer full) (nullable) (element-type WfLoanAt) */
GPtrArray *wf_client_repo_list_loans_finish (WfClientRepo *self,
                                             GAsyncResult *result,
                                             guint *out_n_unread,
                                             GError **error);

G_END_DECLS
