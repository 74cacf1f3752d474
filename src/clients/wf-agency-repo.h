/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-agency.h"
#include "wf-outcomes.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * WfAgencyRepo:
 *
 * The agency's settings, read from the vault and written back as events. Main thread; errors
 * are the vault's. Signal: "changed" after new settings were read or made durable.
 */
#define WF_TYPE_AGENCY_REPO (wf_agency_repo_get_type ())
G_DECLARE_FINAL_TYPE (WfAgencyRepo, wf_agency_repo, WF, AGENCY_REPO, GObject)

/** wf_agency_repo_new: Returns: (transfer full) */
WfAgencyRepo *wf_agency_repo_new (WfVault *vault);

/** wf_agency_repo_get: Returns: (transfer none): the settings; the defaults until loaded */
const WfAgency *wf_agency_repo_get (WfAgencyRepo *self);

/** wf_agency_repo_get_outcomes: Returns: (transfer none): how offers turned out here, kept true as
 * referrals end; nothing until loaded and while the vault is locked. Take a reference to keep it */
WfOutcomes *wf_agency_repo_get_outcomes (WfAgencyRepo *self);

/** wf_agency_repo_load_async: once after each unlock */
void wf_agency_repo_load_async (WfAgencyRepo *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_agency_repo_load_finish: Returns: %TRUE when read */
gboolean wf_agency_repo_load_finish (WfAgencyRepo *self, GAsyncResult *result, GError **error);
/** wf_agency_repo_load_sync: as wf_agency_repo_load_async() */
gboolean wf_agency_repo_load_sync (WfAgencyRepo *self, GError **error);

/** wf_agency_repo_save_async: @after: copied; only what differs is recorded. Coordinators only */
void wf_agency_repo_save_async (WfAgencyRepo *self,
                                const WfAgency *after,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_agency_repo_save_finish: Returns: %TRUE when durable */
gboolean wf_agency_repo_save_finish (WfAgencyRepo *self, GAsyncResult *result, GError **error);
/** wf_agency_repo_save_sync: as wf_agency_repo_save_async() */
gboolean wf_agency_repo_save_sync (WfAgencyRepo *self, const WfAgency *after, GError **error);

G_END_DECLS
