/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-format.h"
#include "wf-team-picture.h"

G_BEGIN_DECLS

/**
 * WfHeatMap:
 *
 * A team as competences and stages: one strip a competence, darker where more people stand, the
 * number written in. Stages that are counted together are one field. It says nothing that does
 * not stand in words beside it; a screen reader reads those words.
 */
#define WF_TYPE_HEAT_MAP (wf_heat_map_get_type ())
G_DECLARE_FINAL_TYPE (WfHeatMap, wf_heat_map, WF, HEAT_MAP, GtkWidget)

/** wf_heat_map_new: Returns: (transfer floating): an empty one */
GtkWidget *wf_heat_map_new (void);

/**
 * wf_heat_map_set:
 * @picture: what may be shown; copied
 * @format: language and digits of titles and numbers
 * @sentence: what it is, for a screen reader
 */
void wf_heat_map_set (WfHeatMap *self,
                      const WfTeamPicture *picture,
                      const WfFormat *format,
                      const char *sentence);

G_END_DECLS
