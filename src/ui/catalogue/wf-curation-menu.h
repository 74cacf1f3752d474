/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-resource.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfCurationMenu:
 *
 * What the agency may say about an entry: pin it, hide it, that it was checked today, a note, a
 * correction. Each is kept at once and can be taken back from the same menu.
 *
 * Main thread. Signals: "curated" (WfResource, nullable: the entry as it is now), "failed"
 * (GError). Actions: entry.pin, entry.hide, entry.checked, entry.note, entry.correct.
 */
#define WF_TYPE_CURATION_MENU (wf_curation_menu_get_type ())
G_DECLARE_FINAL_TYPE (WfCurationMenu, wf_curation_menu, WF, CURATION_MENU, GtkWidget)

/** wf_curation_menu_set: @resource: what it is about from now on */
void wf_curation_menu_set (WfCurationMenu *self, WfServices *services, WfResource *resource);

G_END_DECLS
