/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfLastTime:
 *
 * What was promised: the last visit, what was agreed in the plan, where the client was sent and
 * how that stands, what they have from here until when. For the navigator, before a visit begins
 * and when it ends. Nothing of a protected answer is in
 * it. Hidden while there is nothing to tell.
 *
 * Signal "completed": all of it was read, whatever it was.
 */
#define WF_TYPE_LAST_TIME (wf_last_time_get_type ())
G_DECLARE_FINAL_TYPE (WfLastTime, wf_last_time, WF, LAST_TIME, AdwBin)

/** wf_last_time_load: reads the client and shows what there is. Opening the client is logged by
 * the page that this one was opened from */
void wf_last_time_load (WfLastTime *self, WfServices *services, const char *client_id);

/** wf_last_time_load_promises: the same without the visit, under a heading for the end of one: what
 * the next visit will begin with */
void wf_last_time_load_promises (WfLastTime *self, WfServices *services, const char *client_id);

G_END_DECLS
