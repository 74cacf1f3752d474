/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "wf-framework.h"

G_BEGIN_DECLS

/**
 * WfPracticeError:
 * @WF_PRACTICE_ERROR_RATINGS: what was given is no ratings of that framework; the message
 *   names the place
 * @WF_PRACTICE_ERROR_NO_BANDS: the framework draws no bands, so there is nothing to add up
 * @WF_PRACTICE_ERROR_FILE: the file is too large to be kept as evidence; choose a smaller one
 * @WF_PRACTICE_ERROR_CODE: the code typed from a signed paper is not the one of this evidence: look
 *   at the paper, or leave the signature out
 * @WF_PRACTICE_ERROR_OWN_WORK: nobody signs off their own work; ask a colleague
 * @WF_PRACTICE_ERROR_CHANGED: the evidence is not what was asked about any more; look again
 * @WF_PRACTICE_ERROR_NOT_FOUND: there is no such point, request or file
 */
typedef enum {
  WF_PRACTICE_ERROR_RATINGS,
  WF_PRACTICE_ERROR_NO_BANDS,
  WF_PRACTICE_ERROR_FILE,
  WF_PRACTICE_ERROR_CODE,
  WF_PRACTICE_ERROR_OWN_WORK,
  WF_PRACTICE_ERROR_CHANGED,
  WF_PRACTICE_ERROR_NOT_FOUND,
} WfPracticeError;

/** The last code, so that a table over all of them can be checked for gaps. */
#define WF_PRACTICE_ERROR_LAST WF_PRACTICE_ERROR_NOT_FOUND

#define WF_PRACTICE_ERROR (wf_practice_error_quark ())
GQuark wf_practice_error_quark (void);

/** What a rating can be beside the number of a level, 1 and up. */
#define WF_RATING_NONE    (-1) /* skipped, or not asked yet: not counted */
#define WF_RATING_NOT_YET 0    /* none of the sentences yet: counts, for nothing */

/**
 * WfRatings:
 *
 * Which sentence somebody recognised themselves in, by competence. Main thread, or whoever
 * owns it.
 */
typedef struct _WfRatings WfRatings;

/** wf_ratings_new: Returns: (transfer full): nothing rated */
WfRatings *wf_ratings_new (void);
/** wf_ratings_free: frees them */
void wf_ratings_free (WfRatings *self);
/** wf_ratings_copy: Returns: (transfer full): the same ratings */
WfRatings *wf_ratings_copy (const WfRatings *self);

/** wf_ratings_set: @rating: a level's number, %WF_RATING_NOT_YET or %WF_RATING_NONE */
void wf_ratings_set (WfRatings *self, const char *part_id, int rating);
/** wf_ratings_get: Returns: the rating, %WF_RATING_NONE when there is none */
int wf_ratings_get (const WfRatings *self, const char *part_id);
/** wf_ratings_count: Returns: how many competences have a rating */
guint wf_ratings_count (const WfRatings *self);

/** wf_rating_to_name: Returns: (transfer none) (nullable): "not-yet", or the id of the level
 *  of @framework, as "B1"; %NULL for %WF_RATING_NONE */
const char *wf_rating_to_name (const WfFramework *framework, int rating);

/**
 * wf_rating_from_name:
 * @name: "not-yet", "skipped" or the id of a level
 *
 * Returns: %FALSE when it is none of these; @out_rating is then untouched
 */
gboolean wf_rating_from_name (const WfFramework *framework, const char *name, int *out_rating);

/**
 * wf_ratings_from_json:
 * @object: holds "ratings", an object of names by competence; null counts as skipped
 *
 * Returns: (transfer full) (nullable): the ratings, or %NULL with #WfPracticeError that
 *   names the place
 */
WfRatings *wf_ratings_from_json (const WfFramework *framework, JsonObject *object, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfRatings, wf_ratings_free)

G_END_DECLS
