/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-plan-fold.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfTodayChange:
 * @client_id: whose plan names the offer
 * @offer_id: of the entry in the catalogue
 * @offer: its name as the plan froze it
 * @change: what became of it; never %WF_PLAN_CHANGE_NONE
 */
typedef struct {
  char *client_id;
  char *offer_id;
  char *offer;
  WfPlanChange change;
} WfTodayChange;

/** Where the search stops: so many clients, so many finds. */
#define WF_TODAY_CHANGES_CLIENTS 100
#define WF_TODAY_CHANGES_MAX     10

/** wf_today_change_free: frees one find. */
void wf_today_change_free (WfTodayChange *self);
/** wf_today_change_dup_words: Returns: (transfer full): what became of which offer, one sentence */
char *wf_today_change_dup_words (const WfTodayChange *self);

/**
 * wf_today_changes_find_async:
 *
 * Looks through the plans of the clients met last for offers that are on a page and are not
 * what they were. It reads one thing at a time, so whatever a person does meanwhile comes
 * first, and it stops after %WF_TODAY_CHANGES_CLIENTS clients or %WF_TODAY_CHANGES_MAX finds.
 */
void wf_today_changes_find_async (WfServices *services,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/**
 * wf_today_changes_find_among_async:
 * @ids: (element-type utf8): copied: only offers of these ids; no client and no find is left out
 *
 * As wf_today_changes_find_async(). Ends with wf_today_changes_find_finish().
 */
void wf_today_changes_find_among_async (WfServices *services,
                                        GHashTable *ids,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/** wf_today_changes_find_finish: Returns: (transfer full) (nullable) (element-type WfTodayChange):
 * what was found; %NULL when cancelled */
GPtrArray *wf_today_changes_find_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfTodayChange, wf_today_change_free)

G_END_DECLS
