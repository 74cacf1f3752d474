/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfRadar:
 *
 * Areas as spokes: where somebody stands filled, last time as an outline, a floor dashed. It
 * says nothing that does not stand in words beside it; a screen reader reads those words.
 */
#define WF_TYPE_RADAR (wf_radar_get_type ())
G_DECLARE_FINAL_TYPE (WfRadar, wf_radar, WF, RADAR, GtkWidget)

/** How many spokes there can be. */
#define WF_RADAR_MAX 12

/** wf_radar_new: Returns: (transfer floating): a radar without spokes */
GtkWidget *wf_radar_new (void);

/**
 * wf_radar_set:
 * @labels: one short label a spoke, %NULL-terminated, at most %WF_RADAR_MAX
 * @now, @last, @floor: 0 to 1 for each spoke; negative where there is nothing
 * @sentence: the same in words, for a screen reader
 */
void wf_radar_set (WfRadar *self,
                   const char *const *labels,
                   const double *now,
                   const double *last,
                   const double *floor,
                   const char *sentence);

G_END_DECLS
