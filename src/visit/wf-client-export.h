/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-interview.h"

G_BEGIN_DECLS

/**
 * wf_client_export:
 * @client: as it stands
 * @records: (element-type WfRecord): all of this client's records, in order
 * @bank: (nullable): the items, to know which answers are protected besides those whose record
 *   says so
 * @with_protected: %TRUE puts protected answers and notes in too: ask the client, alone, first
 *
 * A client's right to their file: what is known, in words a person can read, then every event as
 * it was recorded, with when and by whom. Nothing is left out without a trace: a protected event
 * stands there with "withheld": true and no body.
 *
 * Returns: (transfer full): {"id","name","number","facts","consent","contact","visits",
 *   "events":[{"kind","time","author","body"}],"withheld":n}
 */
JsonObject *wf_client_export (const WfClient *client,
                              GPtrArray *records,
                              WfItemBank *bank,
                              gboolean with_protected);

G_END_DECLS
