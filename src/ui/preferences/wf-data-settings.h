/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfDataSettings:
 *
 * The page of Preferences about what is kept: where, whether it is whole, backups, how to
 * bring one back, and the sealed copy of everything (coordinators).
 *
 * Signal "told" (text): one sentence to show.
 */
#define WF_TYPE_DATA_SETTINGS (wf_data_settings_get_type ())
G_DECLARE_FINAL_TYPE (WfDataSettings, wf_data_settings, WF, DATA_SETTINGS, AdwPreferencesPage)

/** wf_data_settings_new: Returns: (transfer floating): it reads the backups by itself */
WfDataSettings *wf_data_settings_new (WfServices *services);

/** wf_data_settings_export: @path: a new file: everything, sealed; the dialog warns first */
GtkWindow *wf_data_settings_export (WfServices *services, GtkWindow *parent, const char *path);

/** wf_data_settings_dup_for_it: @backups: (element-type WfBackup) (nullable). Returns: (transfer
 * full): what somebody who looks after computers asks; no client, no colleague in it */
char *wf_data_settings_dup_for_it (WfServices *services, GPtrArray *backups);

G_END_DECLS
