/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-visit-session.h"

G_BEGIN_DECLS

/* What the part-files of WfVisitSession share. */

struct _WfVisitSession {
  GObject parent_instance;
  WfVault *vault;
  WfClientRepo *repo;
  WfItemBank *bank;
  WfClock *clock;
  WfDecisionProbe *probe;
  WfBankNumbers *numbers; /* nullable: the pack's own */
  char *client_id;        /* NULL without a visit */
  GPtrArray *visits;      /* of WfVisit: the one that runs, or empty */
  WfInterview *interview; /* NULL before there is one */
  gboolean is_resting;    /* the interview is unfinished from before and not opened today */
  GPtrArray *log;         /* of WfRecord: the interview's records so far */
  gboolean is_profiled;   /* the latest profile holds all answers */
  gint64 sat_us;          /* how long they sat together before the visit was taken up again */
  gint64 seated_us;       /* when it was begun or taken up */
  GPtrArray *unsaved;     /* of WfRecord: the step that could not be saved, or NULL */
  gboolean is_busy;
};

/** wf_visit_session_begin: makes the task of a step; it fails at once when a step runs or is
 * unsaved (unless @is_retry). Returns: (transfer full) (nullable): %NULL when the task was answered
 */
GTask *wf_visit_session_begin (WfVisitSession *self,
                               gboolean is_retry,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_visit_session_save: makes @records durable for the task of a step, then applies them */
void wf_visit_session_save (WfVisitSession *self, GTask *task, GPtrArray *records);
/** wf_visit_session_fail: answers the task of a step without saving anything. @error: (transfer
 * full) */
void wf_visit_session_fail (WfVisitSession *self, GTask *task, GError *error);
/** wf_visit_session_forget: back to a session without a visit */
void wf_visit_session_forget (WfVisitSession *self);
/** wf_visit_session_add_profile: adds visit.profile for the interview as it will be after
 * @records, when there are answers */
void wf_visit_session_add_profile (WfVisitSession *self, GPtrArray *records);
/** wf_visit_session_emit_changed: tells that what is shown may differ */
void wf_visit_session_emit_changed (WfVisitSession *self);

G_END_DECLS
