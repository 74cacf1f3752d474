/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfCatalogueSettings:
 *
 * Preferences: when the catalogue renews itself on this computer, and the way to its sources.
 * services->sync is set.
 *
 * Signals: "told": something went well, in a sentence; "left": the way to the sources was taken.
 */
#define WF_TYPE_CATALOGUE_SETTINGS (wf_catalogue_settings_get_type ())
G_DECLARE_FINAL_TYPE (
    WfCatalogueSettings, wf_catalogue_settings, WF, CATALOGUE_SETTINGS, AdwPreferencesPage)

/** wf_catalogue_settings_new: Returns: (transfer floating) */
WfCatalogueSettings *wf_catalogue_settings_new (WfServices *services);

G_END_DECLS
