/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist.h"
#include "wf-sign-desk.h"

G_BEGIN_DECLS

/** Where one point stands. */
typedef enum {
  WF_POINT_OPEN,
  WF_POINT_TICKED,   /* self-declared: done, says the person */
  WF_POINT_WAITING,  /* a colleague was asked */
  WF_POINT_DECLINED, /* the colleague wants to see more */
  WF_POINT_OUTSIDE,  /* somebody outside signed; self-declared, shown apart */
  WF_POINT_SIGNED,   /* a colleague signed with their own key */
  WF_POINT_RENEW,    /* signed, and due to be looked at again */
  WF_POINT_CHANGED,  /* signed, but the point said something else then, or nobody knows what */
  WF_POINT_NOT_APPLICABLE, /* with a reason */
} WfPointStatus;

/**
 * WfPointProgress:
 * @point: (nullable): the point as it is now; %NULL when it is no longer on the list
 * @id: its id
 * @status: where it stands
 * @entry: (nullable): what the person entered
 * @request: (nullable): the newest request about it
 * @has_changed: it is not what was ticked: other words, level or competences
 * @renew_us: when a sign-off is looked at again; 0 without one
 */
typedef struct {
  const WfChecklistPoint *point;
  char *id;
  WfPointStatus status;
  const WfPointEntry *entry;
  const WfSignRequest *request;
  gboolean has_changed;
  gint64 renew_us;
} WfPointProgress;

/**
 * WfChecklistProgress:
 * @points: (element-type WfPointProgress): in the list's order, then those no longer on it
 * @n_points: points that apply
 * @n_signed: of them, signed off by a colleague and not due
 * @n_self_declared: of them, ticked or signed outside only
 * @is_complete: every point is signed off or does not apply
 * @renew_us: the first day something is looked at again; 0 for none
 *
 * One member of staff and one checklist. Borrows from the checklist, the book and the desk,
 * which must outlive it.
 */
typedef struct {
  GPtrArray *points;
  guint n_points;
  guint n_signed;
  guint n_self_declared;
  gboolean is_complete;
  gint64 renew_us;
} WfChecklistProgress;

/**
 * wf_checklist_progress_new:
 * @staff: whose
 * @now_us: for what is due; a signature of later than that waits still
 *
 * Ticks belong to a point's id, so those given under an older version are all there.
 *
 * Returns: (transfer full): pure
 */
WfChecklistProgress *wf_checklist_progress_new (const WfChecklist *checklist,
                                                const WfPracticeBook *book,
                                                const WfSignDesk *desk,
                                                const char *staff,
                                                gint64 now_us);
/** wf_checklist_progress_new_gone: as wf_checklist_progress_new() for a list that is here no more:
 *  every point is one that left its list, and is never due */
WfChecklistProgress *wf_checklist_progress_new_gone (const char *list_id,
                                                     const WfPracticeBook *book,
                                                     const WfSignDesk *desk,
                                                     const char *staff,
                                                     gint64 now_us);
/** wf_checklist_progress_free: frees it */
void wf_checklist_progress_free (WfChecklistProgress *self);

/** wf_checklist_list_gone: @checklists: (element-type WfChecklist): those there are. Returns:
 *  (transfer full) (element-type utf8): ids of others in which something was entered */
GPtrArray *wf_checklist_list_gone (const GPtrArray *checklists, const WfPracticeBook *book);

/** wf_point_progress_get_claim: Returns: (transfer none) (nullable): what was signed, where a
 *  signature says so, otherwise what was ticked; its words may be missing in old records */
const WfClaim *wf_point_progress_get_claim (const WfPointProgress *self);

/**
 * wf_checklist_record_entered:
 * @is_ticked: done
 * @not_applicable: (nullable): why it does not apply
 * @evidence: (nullable): what shows it
 * @outside: (nullable): who outside signed, with @code that stood on their paper
 *
 * Returns: (transfer full): a record of the person's own book with the whole entry
 */
WfRecord *wf_checklist_record_entered (const WfChecklist *checklist,
                                       const WfChecklistPoint *point,
                                       gboolean is_ticked,
                                       const char *not_applicable,
                                       const WfEvidence *evidence,
                                       const char *outside,
                                       const char *code);

/** wf_claim_record_entered: as wf_checklist_record_entered(), for a point as it was */
WfRecord *wf_claim_record_entered (const WfClaim *claim,
                                   gboolean is_ticked,
                                   const char *not_applicable,
                                   const WfEvidence *evidence,
                                   const char *outside,
                                   const char *code);

/** wf_checklist_record_ticked: @entry: (nullable). Returns: (transfer full): the same entry, but
 * for the tick; a signature on paper stays while the point says what was signed */
WfRecord *wf_checklist_record_ticked (const WfChecklist *checklist,
                                      const WfChecklistPoint *point,
                                      const WfPointEntry *entry,
                                      gboolean is_ticked);

/**
 * wf_evidence_list_levels:
 *
 * The highest level that signed-off points support for each competence, to stand beside what the
 * person says of themselves. A signature counts while the list says what was signed. One pass over
 * all points: once a page.
 *
 * Returns: (transfer full): for wf_evidence_get_level()
 */
GHashTable *wf_evidence_list_levels (const WfFramework *framework,
                                     const GPtrArray *checklists,
                                     const WfPracticeBook *book,
                                     const WfSignDesk *desk,
                                     const char *staff,
                                     gint64 now_us);
/** wf_evidence_get_level: Returns: number of the level, 0 when nothing signed off shows the part */
guint wf_evidence_get_level (GHashTable *levels, const char *part_id);

/**
 * wf_practice_count_due:
 * @checklists: (element-type WfChecklist): those there are
 * @today: "2026-12-31": where this computer is
 *
 * Returns: how many sign-offs are to be looked at again, and goals whose day has come
 */
guint wf_practice_count_due (const GPtrArray *checklists,
                             const WfPracticeBook *book,
                             const WfSignDesk *desk,
                             const char *staff,
                             const char *today,
                             gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfChecklistProgress, wf_checklist_progress_free)

G_END_DECLS
