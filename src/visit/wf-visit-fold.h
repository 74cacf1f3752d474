/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-profile.h"

G_BEGIN_DECLS

/** Snapshot of the visit and interview that run, for Today. */
#define WF_VISIT_ASPECT "visit"
/** Snapshot of what the latest interview said. */
#define WF_PROFILE_ASPECT "profile"

/** wf_visit_add_folds: registers aspects "visit", "profile" and "bank"; before the vault is
 * unlocked */
void wf_visit_add_folds (WfVault *vault);
/** wf_visit_get_fold: Returns: (transfer none): the fold of aspect %WF_VISIT_ASPECT */
const WfFold *wf_visit_get_fold (void);
/** wf_visit_profile_get_fold: Returns: (transfer none): the fold of aspect %WF_PROFILE_ASPECT */
const WfFold *wf_visit_profile_get_fold (void);

/** wf_visit_record_profile: Returns: (transfer full): visit.profile, what @profile says */
WfRecord *wf_visit_record_profile (const WfProfile *profile);

/**
 * wf_visit_read_profile:
 * @variant: (nullable): snapshot of aspect %WF_PROFILE_ASPECT
 * @out_time_us: (out) (optional): when it was written
 *
 * Returns: (transfer full) (nullable): the latest profile as wf_profile_to_json() made it; %NULL
 *   when there is none
 */
JsonObject *wf_visit_read_profile (GVariant *variant, gint64 *out_time_us);

/**
 * WfOpenVisit:
 * @question: number of the question that stands, 1 …; 0 in a help-now visit
 * @last_us: when something last happened
 *
 * A row of Today's Continue: "question 7, yesterday 15:40".
 */
typedef struct {
  char *client_id;
  char *visit_id;
  WfVisitWay way;
  guint question;
  gint64 last_us;
} WfOpenVisit;

void wf_open_visit_free (WfOpenVisit *self);

/** wf_open_visit_new_from_variant: @variant: snapshot of aspect %WF_VISIT_ASPECT. Returns:
 * (transfer full) (nullable): %NULL when no visit is open */
WfOpenVisit *wf_open_visit_new_from_variant (const char *client_id, GVariant *variant);

/** wf_visit_list_open_async: the interrupted visits of a loaded @repo */
void wf_visit_list_open_async (WfVault *vault,
                               WfClientRepo *repo,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_visit_list_open_finish: Returns: (transfer full) (element-type WfOpenVisit) (nullable):
 * latest first */
GPtrArray *wf_visit_list_open_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfOpenVisit, wf_open_visit_free)

G_END_DECLS
