/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfAgencySettings:
 *
 * The page of Preferences about the agency: what it is called, how it is found, which
 * languages it offers and whether those were reviewed, how long records are kept, when it
 * locks. A coordinator changes it; others read it. What is typed is saved with the tick
 * or Enter; what is chosen at once.
 *
 * Signal "told" (text): one sentence to show, when a change could not be saved.
 */
#define WF_TYPE_AGENCY_SETTINGS (wf_agency_settings_get_type ())
G_DECLARE_FINAL_TYPE (WfAgencySettings, wf_agency_settings, WF, AGENCY_SETTINGS, AdwPreferencesPage)

/** wf_agency_settings_new: Returns: (transfer floating): filled in */
WfAgencySettings *wf_agency_settings_new (WfServices *services);

G_END_DECLS
