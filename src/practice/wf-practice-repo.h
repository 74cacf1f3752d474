/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist-progress.h"
#include "wf-org-book.h"
#include "wf-team-picture.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * WfPracticeRepo:
 *
 * The practice of the member of staff who unlocked: their own book, sealed to them alone, and
 * the agency's desk of sign-offs. What is in memory is always what is durable. Main thread;
 * errors are the vault's and #WfPracticeError.
 *
 * Signal: "changed" after something was read or made durable.
 */
#define WF_TYPE_PRACTICE_REPO (wf_practice_repo_get_type ())
G_DECLARE_FINAL_TYPE (WfPracticeRepo, wf_practice_repo, WF, PRACTICE_REPO, GObject)

/** wf_practice_repo_new: Returns: (transfer full): empty until loaded */
WfPracticeRepo *wf_practice_repo_new (WfVault *vault);

/** wf_practice_repo_get_book: Returns: (transfer none): empty while locked; valid until the next
 *  call that loads */
const WfPracticeBook *wf_practice_repo_get_book (WfPracticeRepo *self);
/** wf_practice_repo_get_desk: Returns: (transfer none): as the book */
const WfSignDesk *wf_practice_repo_get_desk (WfPracticeRepo *self);
/** wf_practice_repo_get_team: Returns: (transfer none): as the book */
const WfTeamBook *wf_practice_repo_get_team (WfPracticeRepo *self);
/** wf_practice_repo_get_organisation: Returns: (transfer none): as the book */
const WfOrgBook *wf_practice_repo_get_organisation (WfPracticeRepo *self);
/** wf_practice_repo_get_staff_id: Returns: (transfer none): whose book it is; "" while locked */
const char *wf_practice_repo_get_staff_id (WfPracticeRepo *self);
/** wf_practice_repo_is_loaded: Returns: whether the book and the desk were read since unlocking */
gboolean wf_practice_repo_is_loaded (WfPracticeRepo *self);

/** wf_practice_repo_load_async: reads both; again when a colleague may have signed */
void wf_practice_repo_load_async (WfPracticeRepo *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_practice_repo_load_finish: Returns: %TRUE when read */
gboolean wf_practice_repo_load_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error);
/** wf_practice_repo_load_sync: as wf_practice_repo_load_async() */
gboolean wf_practice_repo_load_sync (WfPracticeRepo *self, GError **error);

/**
 * wf_practice_repo_keep_async:
 * @records: (element-type WfRecord): of the person's own book
 *
 * Finish with wf_practice_repo_keep_finish().
 */
void wf_practice_repo_keep_async (WfPracticeRepo *self,
                                  GPtrArray *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_practice_repo_keep_finish: Returns: %TRUE when durable; ends every call below too */
gboolean wf_practice_repo_keep_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error);
/** wf_practice_repo_keep_sync: as wf_practice_repo_keep_async() */
gboolean wf_practice_repo_keep_sync (WfPracticeRepo *self, GPtrArray *records, GError **error);

/**
 * wf_practice_repo_ask_async:
 *
 * Asks colleagues to sign off a point that is ticked and has evidence, and shares that
 * evidence, file included, with the agency; takes back what was asked about it before. Fails with
 * #WfPracticeError NOT_FOUND without.
 */
void wf_practice_repo_ask_async (WfPracticeRepo *self,
                                 const WfChecklist *checklist,
                                 const char *point_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** wf_practice_repo_ask_sync: as wf_practice_repo_ask_async() */
gboolean wf_practice_repo_ask_sync (WfPracticeRepo *self,
                                    const WfChecklist *checklist,
                                    const char *point_id,
                                    GError **error);

/** wf_practice_repo_take_back_async: what one asked about the point and nobody decided yet: nobody
 *  is shown the evidence any more. Finish with wf_practice_repo_keep_finish() */
void wf_practice_repo_take_back_async (WfPracticeRepo *self,
                                       const char *list_id,
                                       const char *point_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * wf_practice_repo_decide_async:
 * @request_id: a request of somebody else
 * @digest: of what was looked at: #WfPracticeError CHANGED when it is another by now
 * @why: (nullable): what is still wanted; %NULL to sign off
 *
 * Signed by the key of whoever unlocked. Fails with OWN_WORK, NOT_FOUND.
 */
void wf_practice_repo_decide_async (WfPracticeRepo *self,
                                    const char *request_id,
                                    const char *digest,
                                    const char *why,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_practice_repo_decide_sync: as wf_practice_repo_decide_async() */
gboolean wf_practice_repo_decide_sync (WfPracticeRepo *self,
                                       const char *request_id,
                                       const char *digest,
                                       const char *why,
                                       GError **error);

/**
 * wf_practice_repo_tell_async:
 * @records: (element-type WfRecord): for the agency, of the kinds of #WfTeamBook and #WfOrgBook
 *
 * What the person agreed to share, or says of the organisation. Finish with
 * wf_practice_repo_keep_finish(); %WF_STORE_ERROR_NOT_ALLOWED: only coordinators close a round.
 */
void wf_practice_repo_tell_async (WfPracticeRepo *self,
                                  GPtrArray *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_practice_repo_tell_sync: as wf_practice_repo_tell_async() */
gboolean wf_practice_repo_tell_sync (WfPracticeRepo *self, GPtrArray *records, GError **error);

/**
 * wf_practice_repo_make_share:
 * @framework: a map with a finished round
 *
 * Returns: (transfer full) (nullable): the record that shares the last round with the team
 */
WfRecord *wf_practice_repo_make_share (WfPracticeRepo *self, const WfFramework *framework);

/**
 * wf_practice_repo_open_team_async:
 * @framework: kept alive
 *
 * Opens what colleagues sealed for this coordinator and counts it.
 */
void wf_practice_repo_open_team_async (WfPracticeRepo *self,
                                       WfFramework *framework,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_practice_repo_open_team_finish: Returns: (transfer full) (nullable): the team as it may be
 *  shown: without rows when there are too few */
WfTeamPicture *
wf_practice_repo_open_team_finish (WfPracticeRepo *self, GAsyncResult *result, GError **error);
/** wf_practice_repo_open_team_sync: as wf_practice_repo_open_team_async() */
WfTeamPicture *
wf_practice_repo_open_team_sync (WfPracticeRepo *self, WfFramework *framework, GError **error);

G_END_DECLS
