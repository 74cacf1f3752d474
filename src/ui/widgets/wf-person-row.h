/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-chip.h"

G_BEGIN_DECLS

/**
 * WfPersonRow:
 *
 * A person in a list: initials, name, a few chips, and one quiet line. Somebody without a
 * name looks no lesser: the same row, with a picture for initials.
 */
#define WF_TYPE_PERSON_ROW (wf_person_row_get_type ())
G_DECLARE_FINAL_TYPE (WfPersonRow, wf_person_row, WF, PERSON_ROW, GtkWidget)

/** wf_person_row_new: Returns: (transfer floating): an empty row */
GtkWidget *wf_person_row_new (void);

/**
 * wf_person_row_set:
 * @name: what the person is called here
 * @has_initials: whether @name is a name, and not a number
 * @detail: (nullable): one quiet line
 */
void
wf_person_row_set (WfPersonRow *self, const char *name, gboolean has_initials, const char *detail);

/** wf_person_row_clear_chips: takes all chips and notices off */
void wf_person_row_clear_chips (WfPersonRow *self);
/** wf_person_row_add_chip: @text: a few words */
void wf_person_row_add_chip (WfPersonRow *self, WfChipKind kind, const char *text);

/**
 * wf_person_row_add_notice:
 * @text: a few words that must be read in full: they stand on a line of their own
 */
void wf_person_row_add_notice (WfPersonRow *self, WfChipKind kind, const char *text);

/** wf_person_row_dup_text: Returns: (transfer full): all it says, for a screen reader */
char *wf_person_row_dup_text (WfPersonRow *self);

G_END_DECLS
