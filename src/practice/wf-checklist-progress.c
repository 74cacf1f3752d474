/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where each point of a checklist stands for one person. Pure.
 *
 * Invariants: a sign-off counts only for the evidence it was given for, and while the list says
 * what was signed: words, level and competences; a point that is not on the list any more keeps
 * its tick and its words and is shown apart.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-checklist-progress.h"

#include "wf-box.h"
#include "wf-hex.h"

#include <string.h>

#define SEEN_BYTES 8

/* Whose points of which list, and when. */
typedef struct {
  const WfChecklist *checklist; /* (nullable): it is gone */
  const char *list;
  const WfPracticeBook *book;
  const WfSignDesk *desk;
  const char *staff;
  gint64 now_us;
} Look;

static void
point_progress_free (WfPointProgress *self)
{
  g_free (self->id);
  g_free (self);
}

/* Of the words in the language they were written in: what records held before they held words. */
static char *
hash_words (const WfChecklistPoint *point)
{
  const char *text = wf_text_get_or_empty (point->text, NULL);
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, text, strlen (text));
  return wf_hex_encode (hash, SEEN_BYTES);
}

static gint64
add_months (gint64 from_us, guint months)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (from_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) to = g_date_time_add_months (from, (int) months);

  return g_date_time_to_unix (to) * G_USEC_PER_SEC;
}

/* One that left its list is as it was: nothing says otherwise. */
static gboolean
is_still_said (const Look *look, const WfPointProgress *at, const WfClaim *claim)
{
  if (at->point == NULL)
    return claim->text != NULL;
  return wf_claim_holds (claim, look->checklist, at->point);
}

/* Whether the point is not what was ticked. */
static gboolean
has_changed (const Look *look, const WfPointProgress *at)
{
  if (at->point == NULL || at->entry == NULL)
    return FALSE;
  if (at->entry->claim->text != NULL)
    return !is_still_said (look, at, at->entry->claim);

  g_autofree char *hash = hash_words (at->point);
  return at->entry->seen != NULL && !g_str_equal (hash, at->entry->seen);
}

static WfPointStatus
find_signed_status (const Look *look, WfPointProgress *self)
{
  if (!is_still_said (look, self, self->request->claim))
    return WF_POINT_CHANGED;
  if (look->checklist != NULL)
    self->renew_us =
        add_months (self->request->decided_us, wf_checklist_get_months (look->checklist));
  return self->renew_us != 0 && look->now_us >= self->renew_us ? WF_POINT_RENEW : WF_POINT_SIGNED;
}

/* The code on the paper is that of what is entered: other evidence has no signature. */
static gboolean
is_signed_outside (const WfPointEntry *entry, const char *staff)
{
  if (entry->outside_name == NULL)
    return FALSE;

  g_autofree char *code = wf_sign_dup_code (staff, entry->claim, entry->evidence);
  return g_strcmp0 (code, entry->outside_code) == 0;
}

static WfPointStatus
find_status (const Look *look, WfPointProgress *self)
{
  const WfSignRequest *request = self->request;

  if (self->entry == NULL)
    return WF_POINT_OPEN;
  if (self->entry->not_applicable != NULL)
    return WF_POINT_NOT_APPLICABLE;
  if (!self->entry->is_ticked)
    return WF_POINT_OPEN;
  if (request != NULL && wf_evidence_is_same (request->evidence, self->entry->evidence))
    {
      if (request->state == WF_SIGN_SIGNED && request->decided_us <= look->now_us)
        return find_signed_status (look, self);
      if (request->state == WF_SIGN_DECLINED)
        return WF_POINT_DECLINED;
      if (is_still_said (look, self, request->claim))
        return WF_POINT_WAITING;
    }
  return is_signed_outside (self->entry, look->staff) ? WF_POINT_OUTSIDE : WF_POINT_TICKED;
}

static void
count (WfChecklistProgress *self, const WfPointProgress *point)
{
  if (point->point == NULL || point->status == WF_POINT_NOT_APPLICABLE)
    return;
  self->n_points++;
  self->n_signed += point->status == WF_POINT_SIGNED;
  self->n_self_declared += point->status == WF_POINT_TICKED || point->status == WF_POINT_OUTSIDE ||
                           point->status == WF_POINT_WAITING || point->status == WF_POINT_DECLINED;
  if (point->renew_us != 0 && (self->renew_us == 0 || point->renew_us < self->renew_us))
    self->renew_us = point->renew_us;
}

static void
add_point (WfChecklistProgress *self, const Look *look, const char *id)
{
  WfPointProgress *at = g_new0 (WfPointProgress, 1);

  at->id = g_strdup (id);
  at->point = look->checklist != NULL ? wf_checklist_lookup (look->checklist, id) : NULL;
  at->entry = wf_practice_book_get_entry (look->book, look->list, id);
  at->request = wf_sign_desk_find (look->desk, look->staff, look->list, id);
  at->status = find_status (look, at);
  at->has_changed = has_changed (look, at);
  g_ptr_array_add (self->points, at);
  count (self, at);
}

static WfChecklistProgress *
look_at_all (const Look *look)
{
  WfChecklistProgress *self = g_new0 (WfChecklistProgress, 1);
  const GPtrArray *points =
      look->checklist != NULL ? wf_checklist_get_points (look->checklist) : NULL;
  g_autoptr (GPtrArray) entered = wf_practice_book_list_entries (look->book, look->list);

  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_progress_free);
  for (guint i = 0; points != NULL && i < points->len; i++)
    add_point (self, look, ((const WfChecklistPoint *) points->pdata[i])->id);
  for (guint i = 0; i < entered->len; i++)
    {
      if (look->checklist == NULL ||
          wf_checklist_lookup (look->checklist, entered->pdata[i]) == NULL)
        add_point (self, look, entered->pdata[i]);
    }
  self->is_complete = self->n_points > 0 && self->n_signed == self->n_points;
  return self;
}

WfChecklistProgress *
wf_checklist_progress_new (const WfChecklist *checklist,
                           const WfPracticeBook *book,
                           const WfSignDesk *desk,
                           const char *staff,
                           gint64 now_us)
{
  return look_at_all (
      &(Look){ checklist, wf_checklist_get_info (checklist)->id, book, desk, staff, now_us });
}

WfChecklistProgress *
wf_checklist_progress_new_gone (const char *list_id,
                                const WfPracticeBook *book,
                                const WfSignDesk *desk,
                                const char *staff,
                                gint64 now_us)
{
  return look_at_all (&(Look){ NULL, list_id, book, desk, staff, now_us });
}

void
wf_checklist_progress_free (WfChecklistProgress *self)
{
  g_ptr_array_unref (self->points);
  g_free (self);
}

static gboolean
has_list (const GPtrArray *checklists, const char *id)
{
  for (guint i = 0; i < checklists->len; i++)
    {
      if (g_str_equal (wf_checklist_get_info (checklists->pdata[i])->id, id))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
wf_checklist_list_gone (const GPtrArray *checklists, const WfPracticeBook *book)
{
  GPtrArray *ids = wf_practice_book_list_checklists (book);

  for (guint i = ids->len; i > 0; i--)
    {
      if (has_list (checklists, ids->pdata[i - 1]))
        g_ptr_array_remove_index (ids, i - 1);
    }
  return ids;
}

const WfClaim *
wf_point_progress_get_claim (const WfPointProgress *self)
{
  gboolean is_signed = self->status == WF_POINT_SIGNED || self->status == WF_POINT_RENEW ||
                       self->status == WF_POINT_CHANGED;

  if (is_signed && self->request->claim->text != NULL)
    return self->request->claim;
  return self->entry != NULL ? self->entry->claim : NULL;
}

WfRecord *
wf_claim_record_entered (const WfClaim *claim,
                         gboolean is_ticked,
                         const char *not_applicable,
                         const WfEvidence *evidence,
                         const char *outside,
                         const char *code)
{
  JsonObject *body = json_object_new ();

  wf_claim_to_body (claim, body);
  json_object_set_boolean_member (body, "ticked", is_ticked);
  if (not_applicable != NULL)
    json_object_set_string_member (body, "not-applicable", not_applicable);
  if (evidence != NULL)
    wf_evidence_to_body (evidence, body);
  if (outside != NULL)
    json_object_set_string_member (body, "outside", outside);
  if (code != NULL)
    json_object_set_string_member (body, "code", code);
  return wf_record_new ("practice.entered", body);
}

WfRecord *
wf_checklist_record_entered (const WfChecklist *checklist,
                             const WfChecklistPoint *point,
                             gboolean is_ticked,
                             const char *not_applicable,
                             const WfEvidence *evidence,
                             const char *outside,
                             const char *code)
{
  g_autoptr (WfClaim) claim = wf_claim_new (checklist, point);

  return wf_claim_record_entered (claim, is_ticked, not_applicable, evidence, outside, code);
}

WfRecord *
wf_checklist_record_ticked (const WfChecklist *checklist,
                            const WfChecklistPoint *point,
                            const WfPointEntry *entry,
                            gboolean is_ticked)
{
  g_autoptr (WfClaim) claim = wf_claim_keep (entry != NULL ? entry->claim : NULL, checklist, point);

  if (entry == NULL)
    return wf_claim_record_entered (claim, is_ticked, NULL, NULL, NULL, NULL);
  return wf_claim_record_entered (claim, is_ticked, entry->not_applicable, entry->evidence,
                                  entry->outside_name, entry->outside_code);
}

static void
raise_levels (GHashTable *levels, const WfFramework *framework, const WfChecklistPoint *point)
{
  const WfFrameworkLevel *level = wf_framework_lookup_level (framework, point->level);

  for (guint i = 0; level != NULL && point->competences[i] != NULL; i++)
    {
      const char *part = point->competences[i];
      if (wf_evidence_get_level (levels, part) < level->number)
        g_hash_table_replace (levels, g_strdup (part), GUINT_TO_POINTER (level->number));
    }
}

GHashTable *
wf_evidence_list_levels (const WfFramework *framework,
                         const GPtrArray *checklists,
                         const WfPracticeBook *book,
                         const WfSignDesk *desk,
                         const char *staff,
                         gint64 now_us)
{
  GHashTable *levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < checklists->len; i++)
    {
      const WfChecklist *checklist = checklists->pdata[i];
      if (!g_str_equal (wf_checklist_get_framework (checklist),
                        wf_framework_get_info (framework)->id))
        continue;
      g_autoptr (WfChecklistProgress) progress =
          wf_checklist_progress_new (checklist, book, desk, staff, now_us);
      for (guint p = 0; p < progress->points->len; p++)
        {
          const WfPointProgress *at = progress->points->pdata[p];
          if (at->status == WF_POINT_SIGNED && at->point != NULL)
            raise_levels (levels, framework, at->point);
        }
    }
  return levels;
}

guint
wf_evidence_get_level (GHashTable *levels, const char *part_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (levels, part_id));
}

/* A point that left its list is nothing to do again. */
static gboolean
is_due (const WfPointProgress *at)
{
  return at->point != NULL && (at->status == WF_POINT_RENEW || at->status == WF_POINT_CHANGED);
}

guint
wf_practice_count_due (const GPtrArray *checklists,
                       const WfPracticeBook *book,
                       const WfSignDesk *desk,
                       const char *staff,
                       const char *today,
                       gint64 now_us)
{
  const GPtrArray *goals = wf_practice_book_get_goals (book);
  guint n = 0;

  for (guint i = 0; i < checklists->len; i++)
    {
      g_autoptr (WfChecklistProgress) progress =
          wf_checklist_progress_new (checklists->pdata[i], book, desk, staff, now_us);
      for (guint p = 0; p < progress->points->len; p++)
        n += is_due (progress->points->pdata[p]);
    }
  for (guint i = 0; i < goals->len; i++)
    {
      const WfGoal *goal = goals->pdata[i];
      n += goal->done_us == 0 && goal->due_day != NULL && strcmp (goal->due_day, today) <= 0;
    }
  return n;
}
