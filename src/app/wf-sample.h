/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfSample:
 *
 * The sample agency of --demo: made in a folder of its own that goes when the program
 * ends, opened without a question. Nothing of a real agency is touched.
 *
 * Signal "failed" (GError): it could not be made; the door was not started.
 */
#define WF_TYPE_SAMPLE (wf_sample_get_type ())
G_DECLARE_FINAL_TYPE (WfSample, wf_sample, WF, SAMPLE, GObject)

/**
 * wf_sample_new:
 *
 * Makes the folder, in the session's own place for files that do not stay.
 *
 * Returns: (transfer full) (nullable): %NULL with #GFileError when there is no such place
 */
WfSample *wf_sample_new (GError **error);

/** wf_sample_get_folder: Returns: (transfer none): an absolute path */
const char *wf_sample_get_folder (WfSample *self);

/**
 * wf_sample_start:
 * @services: for that folder; their door is started once the agency is made, and unlocked
 */
void wf_sample_start (WfSample *self, WfServices *services);

/** wf_sample_remove: deletes the folder; blocks: when the program ends */
void wf_sample_remove (WfSample *self);

G_END_DECLS
