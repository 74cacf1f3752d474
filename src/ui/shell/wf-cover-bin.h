/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-format.h"

G_BEGIN_DECLS

/**
 * WfCoverBin:
 *
 * The outermost child of a window: holds the window's content and, when covered, shows a
 * calm page with the day and the time in its place. The content is kept, unmapped, so
 * that its popovers close and nothing of it can be seen, clicked or read out.
 *
 * Signal "continue": the person asked, on the calm page, to go on.
 */
#define WF_TYPE_COVER_BIN (wf_cover_bin_get_type ())
G_DECLARE_FINAL_TYPE (WfCoverBin, wf_cover_bin, WF, COVER_BIN, GtkWidget)

/** wf_cover_bin_new: Returns: (transfer floating): an empty, uncovered bin */
GtkWidget *wf_cover_bin_new (void);

/** wf_cover_bin_set_format: @format: how the calm page writes time and day; English until then */
void wf_cover_bin_set_format (WfCoverBin *self, WfFormat *format);

/** wf_cover_bin_set_child: @child: (nullable) (transfer floating): the content */
void wf_cover_bin_set_child (WfCoverBin *self, GtkWidget *child);

/** wf_cover_bin_set_covered: @covered: whether the calm page stands in the content's place */
void wf_cover_bin_set_covered (WfCoverBin *self, gboolean covered);
/** wf_cover_bin_get_covered: Returns: whether the calm page is shown */
gboolean wf_cover_bin_get_covered (WfCoverBin *self);

G_END_DECLS
