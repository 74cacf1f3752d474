/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfMoreBelow:
 *
 * A scrolled window, and under it, while something of it is out of sight below, a plain sign that
 * says so in the client's words. Touching the sign scrolls on. It takes no place when all is seen,
 * and Tab passes it: the keyboard scrolls by going from answer to answer.
 */
#define WF_TYPE_MORE_BELOW (wf_more_below_get_type ())
G_DECLARE_FINAL_TYPE (WfMoreBelow, wf_more_below, WF, MORE_BELOW, GtkWidget)

/** wf_more_below_set_scroller: @scroller: (transfer floating): once; also a property "scroller" */
void wf_more_below_set_scroller (WfMoreBelow *self, GtkScrolledWindow *scroller);

/**
 * wf_more_below_set_words:
 * @text: (nullable): the sign's words, pack text; the arrow alone if NULL
 * @lang: BCP 47 tag of @text
 */
void wf_more_below_set_words (WfMoreBelow *self, const char *text, const char *lang);

/** wf_more_below_is_shown: Returns: whether the sign stands there now */
gboolean wf_more_below_is_shown (WfMoreBelow *self);

G_END_DECLS
