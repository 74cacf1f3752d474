/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-demo.h"
#include "wf-pack-library.h"

G_BEGIN_DECLS

/**
 * wf_plan_demo_create_sync:
 * @data_dir: an empty or missing folder; the sample agency's vault is made in it
 * @seed: the same seed gives the same people, visits, answers and plans
 * @library: with the packs "newcomer"
 * @catalogue: what is offered
 * @now_us: the present of the sample agency, microseconds since 1970 UTC
 *
 * The sample agency of wf_demo_create_sync() with a plan for each client whose interview
 * came to an end. Blocks for about a second: for wayfinderctl, tests or a thread.
 *
 * Returns: (transfer full) (nullable): the vault, unlocked as the coordinator with
 *   %WF_DEMO_PASSPHRASE; close it
 */
WfVault *wf_plan_demo_create_sync (const char *data_dir,
                                   guint64 seed,
                                   WfPackLibrary *library,
                                   WfCatalogue *catalogue,
                                   gint64 now_us,
                                   GError **error);

G_END_DECLS
