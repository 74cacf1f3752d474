/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-interview.h"

G_BEGIN_DECLS

/**
 * WfVisitSession:
 *
 * One running visit: joins the interview and the vault. Each step is first proposed by the
 * interview, then made durable, then applied and shown: so the next question never shows before
 * the answer is safe, and a killed program resumes at the same question.
 *
 * When a step cannot be saved nothing moves: the session keeps it as its *unsaved* step,
 * "failed" tells why, and wf_visit_session_retry_async() tries again; a new step is refused with
 * %WF_VISIT_ERROR_UNSAVED until then. One step at a time: while one is being saved the next is
 * refused with %WF_VISIT_ERROR_BUSY. When the vault is locked the session forgets all: resume it
 * after unlocking.
 *
 * Main thread. Signals: "changed" when what is shown may differ; "saved" after each durable step;
 * "failed" (GError *) when a step was not saved; "ended" after the visit is over.
 */
#define WF_TYPE_VISIT_SESSION (wf_visit_session_get_type ())
G_DECLARE_FINAL_TYPE (WfVisitSession, wf_visit_session, WF, VISIT_SESSION, GObject)

/**
 * WfVisitError:
 * @WF_VISIT_ERROR_BUSY: the step before is still being saved; wait for "saved"
 * @WF_VISIT_ERROR_UNSAVED: a step could not be saved; try that again first
 * @WF_VISIT_ERROR_NOT_OPEN: there is no open visit; start or resume one
 * @WF_VISIT_ERROR_NO_INTERVIEW: this visit asks no questions (yet); grow it first
 */
typedef enum {
  WF_VISIT_ERROR_BUSY,
  WF_VISIT_ERROR_UNSAVED,
  WF_VISIT_ERROR_NOT_OPEN,
  WF_VISIT_ERROR_NO_INTERVIEW,
} WfVisitError;

#define WF_VISIT_ERROR (wf_visit_error_quark ())
GQuark wf_visit_error_quark (void);

/**
 * wf_visit_session_new:
 * @bank: the items to ask; kept for the whole session
 * @clock: (nullable): %NULL for the system's
 *
 * Returns: (transfer full): a session without a visit: start or resume one
 */
WfVisitSession *
wf_visit_session_new (WfVault *vault, WfClientRepo *repo, WfItemBank *bank, WfClock *clock);

/** wf_visit_session_get_client_id: Returns: (transfer none) (nullable): whose visit it is */
const char *wf_visit_session_get_client_id (WfVisitSession *self);
/** wf_visit_session_get_visit: Returns: (transfer none) (nullable): the visit's facts so far */
const WfVisit *wf_visit_session_get_visit (WfVisitSession *self);
/** wf_visit_session_get_minutes: Returns: how long the visit has lasted: without the time between
 * two sittings, of which a pause of more than half an hour makes two; 0 without a visit */
guint wf_visit_session_get_minutes (WfVisitSession *self);
/** wf_visit_session_get_interview: Returns: (transfer none) (nullable): %NULL in a help-now visit
 * that has not grown */
WfInterview *wf_visit_session_get_interview (WfVisitSession *self);
/** wf_visit_session_is_busy: Returns: %TRUE while a step is being saved */
gboolean wf_visit_session_is_busy (WfVisitSession *self);
/** wf_visit_session_is_unsaved: Returns: %TRUE after "failed", until a retry succeeds */
gboolean wf_visit_session_is_unsaved (WfVisitSession *self);

/** wf_visit_session_set_probe: @probe: (nullable): what could still change the plan; for the
 * interviews to come */
void wf_visit_session_set_probe (WfVisitSession *self, WfDecisionProbe *probe);
/** wf_visit_session_set_numbers: @numbers: (nullable): the agency's own, from now on */
void wf_visit_session_set_numbers (WfVisitSession *self, WfBankNumbers *numbers);

/**
 * wf_visit_session_start_async:
 * @visit: way, mode, place, present, language and what else is known; its id is ignored, the
 *   session makes one
 * @setup: how the interview begins; way, language, mode and presence are taken from @visit, a
 *   seed of 0 is drawn
 *
 * Starts a visit of @client_id, also of one who said no another day: consent is the first thing
 * a visit asks. A full one starts the interview, or goes on with the client's
 * unfinished one; a help-now visit leaves an unfinished one at rest. Fails with
 * %WF_CLIENT_ERROR_VISIT_OPEN when a visit is open: resume that one.
 */
void wf_visit_session_start_async (WfVisitSession *self,
                                   const char *client_id,
                                   const WfVisit *visit,
                                   const WfInterviewSetup *setup,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** wf_visit_session_resume_async: goes on with the open visit of @client_id at the same question,
 * whatever packs changed since. Fails with NOT_OPEN when there is none. */
void wf_visit_session_resume_async (WfVisitSession *self,
                                    const char *client_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** wf_visit_session_step_finish: ends start, resume and every step below. Returns: %TRUE when
 * durable */
gboolean wf_visit_session_step_finish (WfVisitSession *self, GAsyncResult *result, GError **error);

/**
 * wf_visit_session_commit_async:
 * @records: (transfer full) (nullable) (element-type WfRecord): what a wf_interview_propose_…()
 *   of this session's interview returned; %NULL fails with @error
 * @error: (transfer full) (nullable): why nothing was proposed
 *
 * Any step of the interview: makes the records durable, then applies them. The steps below are
 * the common ones.
 */
void wf_visit_session_commit_async (WfVisitSession *self,
                                    GPtrArray *records,
                                    GError *error,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * wf_visit_session_answer_async:
 * @option_ids: (array zero-terminated=1): the chosen options of the question that stands
 * @help_level: 0 alone … 3 done by the navigator; -1 when the item is not a task
 */
void wf_visit_session_answer_async (WfVisitSession *self,
                                    const char *const *option_ids,
                                    int help_level,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_visit_session_set_goal_async: @goals: (nullable): goal ids; @words: (nullable): own words */
void wf_visit_session_set_goal_async (WfVisitSession *self,
                                      const char *const *goals,
                                      const char *words,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_visit_session_skip_async: @reason: as wf_interview_propose_skip() */
void wf_visit_session_skip_async (WfVisitSession *self,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_visit_session_could_not_async: "could not do it", beside skipping: the lowest category */
void wf_visit_session_could_not_async (WfVisitSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_visit_session_replace_async: another question of the same area in place of this one */
void wf_visit_session_replace_async (WfVisitSession *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** wf_visit_session_pin_area_async: @area: 1 to 5: from the next question on only that area, while
 * something there fits; 0 lets the rules balance again */
void wf_visit_session_pin_area_async (WfVisitSession *self,
                                      guint area,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_visit_session_set_view_async: @level: the navigator's own view, 1 to 8, 0 takes it back;
 * @words: (nullable): why. Stands beside the estimate and changes nothing in it */
void wf_visit_session_set_view_async (WfVisitSession *self,
                                      guint level,
                                      const char *words,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_visit_session_change_answer_async: another answer to @item_id, answered before; recomputed,
 * and kept in the log beside the first */
void wf_visit_session_change_answer_async (WfVisitSession *self,
                                           const char *item_id,
                                           const char *const *option_ids,
                                           int help_level,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/** wf_visit_session_back_async: to the question before, to change its answer */
void wf_visit_session_back_async (WfVisitSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_visit_session_note_async: @text: the navigator's note beside the question that stands */
void wf_visit_session_note_async (WfVisitSession *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_visit_session_set_present_async: @present: presence codes (wf-visit.h) of all who are there
 */
void wf_visit_session_set_present_async (WfVisitSession *self,
                                         const char *const *present,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/** wf_visit_session_set_language_async: @lang: BCP 47 tag of the client's side, from now on: of the
 * visit, and of the interview where there is one */
void wf_visit_session_set_language_async (WfVisitSession *self,
                                          const char *lang,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/** wf_visit_session_pause_async: leaves the visit open; it stands under Continue */
void wf_visit_session_pause_async (WfVisitSession *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_visit_session_change_async: @visit: the facts as they are now (goal, theme, place …); who is
 * present is changed by wf_visit_session_set_present_async() alone */
void wf_visit_session_change_async (WfVisitSession *self,
                                    const WfVisit *visit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_visit_session_grow_async: help-now becomes the full assessment, in the same visit */
void wf_visit_session_grow_async (WfVisitSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_visit_session_stop_questions_async: the navigator ends the questions; there is a plan */
void wf_visit_session_stop_questions_async (WfVisitSession *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
/** wf_visit_session_retry_async: tries the unsaved step again */
void wf_visit_session_retry_async (WfVisitSession *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wf_visit_session_end_async:
 * @visit: the facts to close with; minutes 0 means: wf_visit_session_get_minutes()
 * @next_day: (nullable): "YYYY-MM-DD" when the client is next due
 *
 * Ends the visit. Questions still open are stopped first, unless @keep_open_questions: then the
 * next visit goes on with them. A profile is written when there are answers. A client who
 * refused notes is forgotten at once; only the count stays.
 */
void wf_visit_session_end_async (WfVisitSession *self,
                                 const WfVisit *visit,
                                 const char *next_day,
                                 gboolean keep_open_questions,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** wf_visit_session_start_sync: as wf_visit_session_start_async(); for wayfinderctl and tests */
gboolean wf_visit_session_start_sync (WfVisitSession *self,
                                      const char *client_id,
                                      const WfVisit *visit,
                                      const WfInterviewSetup *setup,
                                      GError **error);
/** wf_visit_session_resume_sync: as wf_visit_session_resume_async(); likewise */
gboolean wf_visit_session_resume_sync (WfVisitSession *self, const char *client_id, GError **error);
/** wf_visit_session_commit_sync: as wf_visit_session_commit_async(); likewise */
gboolean wf_visit_session_commit_sync (WfVisitSession *self, GPtrArray *records, GError **error);
/** wf_visit_session_end_sync: as wf_visit_session_end_async(); likewise */
gboolean wf_visit_session_end_sync (WfVisitSession *self,
                                    const WfVisit *visit,
                                    const char *next_day,
                                    gboolean keep_open_questions,
                                    GError **error);

G_END_DECLS
