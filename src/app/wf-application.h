/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WfApplication:
 *
 * The program: command line, application id, the actions every window has. It makes the
 * services through wf_compose_services() and shows one window; it does nobody's job.
 */
#define WF_TYPE_APPLICATION (wf_application_get_type ())
G_DECLARE_FINAL_TYPE (WfApplication, wf_application, WF, APPLICATION, AdwApplication)

/** wf_application_new: Returns: (transfer full): not yet registered */
WfApplication *wf_application_new (void);

/**
 * wf_application_make_id:
 * @data_dir: (nullable): an absolute path, or %NULL for the usual place
 *
 * Another data folder is another application to the desktop, so that the demo never
 * raises the real window.
 *
 * Returns: (transfer full): a valid application id
 */
char *wf_application_make_id (const char *data_dir);

G_END_DECLS
