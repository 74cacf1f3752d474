/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfTwoSides:
 *
 * The client's side and the navigator's strip: beside one another where there is room,
 * else the strip under the client's side. The client's side stands first in reading
 * order; without it the strip takes all.
 */
#define WF_TYPE_TWO_SIDES (wf_two_sides_get_type ())
G_DECLARE_FINAL_TYPE (WfTwoSides, wf_two_sides, WF, TWO_SIDES, GtkWidget)

/** wf_two_sides_set_client: @child: (nullable) (transfer floating) */
void wf_two_sides_set_client (WfTwoSides *self, GtkWidget *child);
/** wf_two_sides_set_strip: @child: (nullable) (transfer floating) */
void wf_two_sides_set_strip (WfTwoSides *self, GtkWidget *child);
/** wf_two_sides_get_client: Returns: (transfer none) (nullable) */
GtkWidget *wf_two_sides_get_client (WfTwoSides *self);
/** wf_two_sides_get_strip: Returns: (transfer none) (nullable) */
GtkWidget *wf_two_sides_get_strip (WfTwoSides *self);

/** wf_two_sides_get_stacked: Returns: %TRUE when the strip stands under the client's side */
gboolean wf_two_sides_get_stacked (WfTwoSides *self);

G_END_DECLS
