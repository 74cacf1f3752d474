/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfSafetyList:
 *
 * The safety lines of the catalogue, with their numbers and hours: for the navigator only.
 * It reads the list anew each time it is filled.
 */
#define WF_TYPE_SAFETY_LIST (wf_safety_list_get_type ())
G_DECLARE_FINAL_TYPE (WfSafetyList, wf_safety_list, WF, SAFETY_LIST, GtkWidget)

/** wf_safety_list_fill: @region: (nullable): ISO 3166-2 code of the client's region */
void wf_safety_list_fill (WfSafetyList *self, WfServices *services, const char *region);

G_END_DECLS
