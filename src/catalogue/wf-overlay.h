/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-local.h"

G_BEGIN_DECLS

/**
 * wf_overlay_apply:
 * @overlay: (nullable): what is laid over it
 * @entry: in the shape of starter.json; not changed. A member "overlay" of its own does not count
 *
 * A corrected field replaces the source's. A later day of checking becomes "as_of". Member
 * "overlay" tells what was done: {"pinned","hidden","note","checked","corrected":[fields],
 * "source_changed":[corrected fields the source says otherwise since],"was":{field: source's}}.
 *
 * Returns: (transfer full): the entry as it is shown
 */
JsonObject *wf_overlay_apply (const WfOverlay *overlay, JsonObject *entry);

/** wf_overlay_thaw: @self: fields and base become objects that may be changed, never %NULL; what
 * was read may not */
void wf_overlay_thaw (WfOverlay *self);

/** wf_overlay_dup_source: Returns: (transfer full): what the source says of @field of @shown,
 * whatever was laid over it; a null when it says nothing */
JsonNode *wf_overlay_dup_source (JsonObject *shown, const char *field);

G_END_DECLS
