/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-local.h"

G_BEGIN_DECLS

/**
 * wf_overlay_apply:
 * @overlay: (nullable): what is laid over it
 * @entry: in the shape of starter.json; not changed
 *
 * A corrected field replaces the source's. A later day of checking becomes "as_of". Member
 * "overlay" tells what was done: {"pinned","hidden","note","checked","corrected":[fields],
 * "source_changed":[corrected fields the source says otherwise since],"was":{field: source's}}.
 *
 * Returns: (transfer full): the entry as it is shown
 */
JsonObject *wf_overlay_apply (const WfOverlay *overlay, JsonObject *entry);

G_END_DECLS
