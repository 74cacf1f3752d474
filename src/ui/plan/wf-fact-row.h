/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-fact-words.h"

G_BEGIN_DECLS

/**
 * WfFactRow:
 *
 * One fact of a client as a row in which another answer can be supposed. It keeps nothing.
 */
typedef struct _WfFactRow WfFactRow;

/** WfFactRowFunc: called after each change by the person */
typedef void (*WfFactRowFunc) (gpointer data);

/**
 * wf_fact_row_new:
 * @known: what is known; copied
 *
 * Returns: (transfer full): with its widget, which belongs to whoever puts it in
 */
WfFactRow *wf_fact_row_new (WfServices *services,
                            const WfFactWords *words,
                            const WfClientFact *known,
                            WfFactRowFunc changed,
                            gpointer data);
/** wf_fact_row_free: @self: after its widget has gone, or while nobody can change it */
void wf_fact_row_free (WfFactRow *self);

/** wf_fact_row_get_widget: Returns: (transfer none) */
GtkWidget *wf_fact_row_get_widget (WfFactRow *self);

/** wf_fact_row_get_words: Returns: (transfer none) */
const WfFactWords *wf_fact_row_get_words (WfFactRow *self);

/** wf_fact_row_dup_supposed: @this_year: for years. Returns: (transfer full) (nullable): %NULL
 * while it says what is known, or something that cannot be */
WfClientFact *wf_fact_row_dup_supposed (WfFactRow *self, int this_year);

/** wf_fact_row_reset: back to what is known; calls nothing */
void wf_fact_row_reset (WfFactRow *self);

G_END_DECLS
