/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-projection.h"

G_BEGIN_DECLS

/**
 * WfProjectorView:
 *
 * A wall as a widget, 16 to 9: full screen, or small as a preview. It takes a projection, which
 * cannot hold anything of a client, and nothing else. Counts grow and slides fade in unless the
 * desktop asks for less motion. Main thread.
 */
#define WF_TYPE_PROJECTOR_VIEW (wf_projector_view_get_type ())
G_DECLARE_FINAL_TYPE (WfProjectorView, wf_projector_view, WF, PROJECTOR_VIEW, GtkWidget)

/** wf_projector_view_new: @first, @second: BCP 47 tags; @second: (nullable). Returns: (transfer
 *  floating): an empty wall */
GtkWidget *wf_projector_view_new (const char *first, const char *second);

/** wf_projector_view_set_languages: likewise */
void wf_projector_view_set_languages (WfProjectorView *self, const char *first, const char *second);

/** wf_projector_view_set: @projection: (nullable): what is shown now; a reference is kept */
void wf_projector_view_set (WfProjectorView *self, WfProjection *projection);

/** wf_projector_view_set_phones: @url, @code: (nullable): how phones find it; %NULL for no phones
 */
void wf_projector_view_set_phones (WfProjectorView *self, const char *url, const char *code);

/** wf_projector_view_get: Returns: (transfer none) (nullable): what is shown */
WfProjection *wf_projector_view_get (WfProjectorView *self);

G_END_DECLS
