/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfCatalogueStatus:
 *
 * One quiet line on the catalogue page: when its sources were last renewed, whether that goes on
 * now, whether one is in trouble. Pressed, it activates "catalogue.sources". Hidden where there is
 * no synchroniser.
 */
#define WF_TYPE_CATALOGUE_STATUS (wf_catalogue_status_get_type ())
G_DECLARE_FINAL_TYPE (WfCatalogueStatus, wf_catalogue_status, WF, CATALOGUE_STATUS, GtkWidget)

/** wf_catalogue_status_set: once: begins to look */
void wf_catalogue_status_set (WfCatalogueStatus *self, WfServices *services);

/** wf_catalogue_status_get_text: Returns: (transfer none): what it says */
const char *wf_catalogue_status_get_text (WfCatalogueStatus *self);

G_END_DECLS
