/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-record.h"

G_BEGIN_DECLS

/* Codes; the words are the window's. Each list is %NULL-terminated. */

/** wf_visit_get_modes: Returns: in-person, telephone, video, outreach */
const char *const *wf_visit_get_modes (void);
/**
 * wf_visit_get_themes:
 * Returns: phone, internet, device, email, family, school, class, work, health, money, benefits,
 *   forms, travel, services, safety, other
 */
const char *const *wf_visit_get_themes (void);
/** wf_visit_get_outcomes: Returns: done, part, not-yet, sent-on, come-again */
const char *const *wf_visit_get_outcomes (void);
/**
 * wf_visit_get_presences:
 * Returns: who may be present: alone, partner, relative, child, friend, interpreter-pro,
 *   interpreter-colleague, interpreter-relative, interpreter-child, other
 */
const char *const *wf_visit_get_presences (void);

/**
 * wf_presence_is_private:
 * @present: (nullable): presence codes
 *
 * Returns: %TRUE when the client is alone or with a professional interpreter only. Nothing
 *   known is not private
 */
gboolean wf_presence_is_private (const char *const *present);
/** wf_presence_has_child: Returns: %TRUE when a child helps: offer a phone interpreter */
gboolean wf_presence_has_child (const char *const *present);

typedef enum {
  WF_VISIT_HELP_NOW,
  WF_VISIT_FULL,
} WfVisitWay;

/**
 * WfVisit:
 * @id: 32 hexadecimal characters
 * @way: help with something now, or the full assessment (help can grow into it)
 * @started_us: microseconds since 1970 UTC; @ended_us: likewise, 0 while the visit is open
 * @minutes: length; 0 when not said
 * @mode, @place, @goal, @outcome, @service, @need, @sent_by, @language: "" when not said
 * @themes, @funders, @present: never %NULL
 * @tell_back: whoever sent the client is waiting to hear
 * @author: "staff/device" of whoever started it
 *
 * One visit, as plain facts. Times of a visit come from the events' stamps.
 */
typedef struct {
  char *id;
  WfVisitWay way;
  gint64 started_us;
  gint64 ended_us;
  guint minutes;
  char *mode;
  char *place;
  char *goal;
  char *outcome;
  char *service;
  char *need;
  char *sent_by;
  gboolean tell_back;
  char *language;
  GStrv themes;
  GStrv funders;
  GStrv present;
  char *author;
} WfVisit;

/** wf_visit_new: Returns: (transfer full): an empty visit; fill in what is known */
WfVisit *wf_visit_new (const char *id, WfVisitWay way);
/** wf_visit_copy: Returns: (transfer full) */
WfVisit *wf_visit_copy (const WfVisit *self);
void wf_visit_free (WfVisit *self);

/** wf_visit_is_open: Returns: %TRUE until visit.ended */
gboolean wf_visit_is_open (const WfVisit *self);

/** wf_visit_set_text: replaces one of the text members: `wf_visit_set_text (&visit->mode, "video")`
 */
void wf_visit_set_text (char **member, const char *text);
/** wf_visit_set_list: replaces one of the list members; @list: (nullable): copied */
void wf_visit_set_list (GStrv *member, const char *const *list);

/** wf_visit_record_started: Returns: (transfer full): visit.started with what @self knows */
WfRecord *wf_visit_record_started (const WfVisit *self);
/** wf_visit_record_changed: Returns: (transfer full): visit.changed with all that @self knows */
WfRecord *wf_visit_record_changed (const WfVisit *self);
/**
 * wf_visit_record_ended:
 * @next_day: (nullable): "YYYY-MM-DD" when the client is next due
 *
 * Returns: (transfer full): visit.ended with all that @self knows
 */
WfRecord *wf_visit_record_ended (const WfVisit *self, const char *next_day);

/**
 * wf_visits_apply:
 * @visits: (element-type WfVisit): oldest first; changed in place
 *
 * Folds one record into a list of visits; other kinds change nothing.
 */
void wf_visits_apply (GPtrArray *visits, const WfRecord *record);
/** wf_visits_to_variant: Returns: (transfer floating): for a snapshot */
GVariant *wf_visits_to_variant (GPtrArray *visits);
/** wf_visits_from_variant: @variant: (nullable). Returns: (transfer full) (element-type WfVisit) */
GPtrArray *wf_visits_from_variant (GVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfVisit, wf_visit_free)

G_END_DECLS
