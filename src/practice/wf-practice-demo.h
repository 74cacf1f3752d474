/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack-library.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * wf_practice_demo_add_sync:
 * @vault: the sample agency, unlocked as its coordinator, Kim
 * @passphrase: of everybody in it; the new colleagues get it too
 * @library: with the maps "digcompedu" and "organisation" and the checklists
 * @seed: the same seed gives the same ratings
 * @now_us: the present of the sample agency, microseconds since 1970 UTC
 *
 * Gives the sample agency a team of twelve, enough for a picture of it: each has rated themselves
 * and agreed to be counted, some offer to teach, Kim and Sam have checklists with sign-offs in
 * every state, and the organisation was looked at twice. Each record is written by the key of
 * whom it is about, so everybody is unlocked in turn; Kim is again at the end.
 *
 * Blocks: for wayfinderctl, tests or a thread of the program.
 *
 * Returns: %TRUE when all of it is durable
 */
gboolean wf_practice_demo_add_sync (WfVault *vault,
                                    const char *passphrase,
                                    WfPackLibrary *library,
                                    guint64 seed,
                                    gint64 now_us,
                                    GError **error);

G_END_DECLS
