/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "wf-services.h"

G_BEGIN_DECLS

/*
 * The words for one change of a proposal, as wf_desk_review_finish() returns them. Plain text, of a
 * length that a row can lay out.
 */

/** wf_review_dup_title: Returns: (transfer full): which offer, and what of it: "Linc: Phone" */
char *wf_review_dup_title (JsonObject *change);
/** wf_review_dup_words: Returns: (transfer full): what stands here and what is proposed */
char *wf_review_dup_words (JsonObject *change, WfServices *services);

/** wf_review_dup_left: @left: one of wf_desk_list_left_finish(). Returns: (transfer full): all that
 * is said of it, a line each */
char *wf_review_dup_left (JsonObject *left, WfServices *services);

G_END_DECLS
