/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ctl.h"

#include "wf-catalogue.h"
#include "wf-interview.h"
#include "wf-pack-library.h"

G_BEGIN_DECLS

/** wf_ctl_load_packs: Returns: (transfer full): the shipped packs and the agency's own */
WfPackLibrary *wf_ctl_load_packs (const WfCtl *ctl);

/** wf_ctl_open_catalogue: Returns: (transfer full) (nullable): the agency's catalogue, or the
 * shipped starter in memory when there is none; %NULL with @error */
WfCatalogue *wf_ctl_open_catalogue (const WfCtl *ctl, GError **error);

/**
 * wf_ctl_take_interview:
 * @pack: id of the item bank, "newcomer"
 * @region: (nullable): where the client lives
 * @language: BCP 47 tag of the client's side
 * @seed: chance
 * @probe: (nullable): what could still change the plan
 *
 * Plays the event lines on standard input (see wf_interview_replay()).
 *
 * Returns: (transfer full) (nullable): the interview as it stands, or %NULL with @error
 */
WfInterview *wf_ctl_take_interview (WfPackLibrary *library,
                                    const char *pack,
                                    const char *region,
                                    const char *language,
                                    guint64 seed,
                                    WfDecisionProbe *probe,
                                    GError **error);

G_END_DECLS
