/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfTileChooser:
 *
 * A handful of answers as buttons that wrap: one or several can be chosen. To a screen
 * reader they are radio buttons or check boxes.
 *
 * Property "text": the chosen ids as one text, for a #WfDraft: as if the person chose when it is
 * set. Signal "changed": what is chosen changed, by the person.
 */
#define WF_TYPE_TILE_CHOOSER (wf_tile_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WfTileChooser, wf_tile_chooser, WF, TILE_CHOOSER, GtkWidget)

/** wf_tile_chooser_new: @label: what it chooses, for a screen reader */
GtkWidget *wf_tile_chooser_new (const char *label);

/** wf_tile_chooser_set_multiple: before tiles are added; one can be chosen at first */
void wf_tile_chooser_set_multiple (WfTileChooser *self, gboolean multiple);

/** wf_tile_chooser_clear: takes all tiles off */
void wf_tile_chooser_clear (WfTileChooser *self);

/**
 * wf_tile_chooser_add:
 * @id: what the answer is called
 * @label: what the person reads
 * @lang: (nullable): BCP 47 tag of @label when it is not the interface's language
 * @pictogram: (nullable): a drawing above the words
 */
void wf_tile_chooser_add (WfTileChooser *self,
                          const char *id,
                          const char *label,
                          const char *lang,
                          const char *pictogram);

/**
 * wf_tile_chooser_set_alone:
 * @id: an answer that cannot stand beside others ("alone"), when several can be chosen
 */
void wf_tile_chooser_set_alone (WfTileChooser *self, const char *id);

/** wf_tile_chooser_get_chosen: Returns: (transfer full): ids in order; maybe empty */
GStrv wf_tile_chooser_get_chosen (WfTileChooser *self);
/** wf_tile_chooser_get_one: Returns: (transfer none) (nullable): the first chosen id */
const char *wf_tile_chooser_get_one (WfTileChooser *self);
/** wf_tile_chooser_set_chosen: @ids: (nullable): emits nothing */
void wf_tile_chooser_set_chosen (WfTileChooser *self, const char *const *ids);
/** wf_tile_chooser_set_one: @id: (nullable): emits nothing */
void wf_tile_chooser_set_one (WfTileChooser *self, const char *id);

/** wf_tile_chooser_choose: as if the person touched it; %FALSE when there is no such tile */
gboolean wf_tile_chooser_choose (WfTileChooser *self, const char *id);

G_END_DECLS
