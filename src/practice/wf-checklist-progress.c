/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where each point of a checklist stands for one person. Pure.
 *
 * Invariants: a sign-off counts only for the evidence it was given for; a point that is not
 * on the list any more keeps its tick and is shown apart.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-checklist-progress.h"

#include "wf-box.h"
#include "wf-hex.h"

#include <string.h>

#define SEEN_BYTES 8

static void
point_progress_free (WfPointProgress *self)
{
  g_free (self->id);
  g_free (self);
}

char *
wf_checklist_point_hash (const WfChecklistPoint *point)
{
  const char *text = wf_text_get (point->text, NULL, NULL);
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

/* Whether @request was about the evidence that is entered now. */
static gboolean
is_same_evidence (const WfSignRequest *request, const WfPointEntry *entry)
{
  g_autofree char *digest = wf_sign_digest (request->staff, request->checklist, request->version,
                                            request->point, entry->evidence);

  return g_str_equal (digest, request->digest);
}

static WfPointStatus
find_status (WfPointProgress *self, guint months, gint64 now_us)
{
  const WfSignRequest *request = self->request;

  if (self->entry == NULL)
    return WF_POINT_OPEN;
  if (self->entry->not_applicable != NULL)
    return WF_POINT_NOT_APPLICABLE;
  if (!self->entry->is_ticked)
    return WF_POINT_OPEN;
  if (request != NULL && is_same_evidence (request, self->entry))
    {
      if (request->state == WF_SIGN_SIGNED && request->decided_us <= now_us)
        {
          self->renew_us = add_months (request->decided_us, months);
          return now_us >= self->renew_us ? WF_POINT_RENEW : WF_POINT_SIGNED;
        }
      if (request->state == WF_SIGN_WAITING || request->state == WF_SIGN_SIGNED)
        return WF_POINT_WAITING;
      if (request->state == WF_SIGN_DECLINED)
        return WF_POINT_DECLINED;
    }
  return self->entry->outside_name != NULL ? WF_POINT_OUTSIDE : WF_POINT_TICKED;
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
add_point (WfChecklistProgress *self,
           const WfChecklist *checklist,
           const char *id,
           const WfPracticeBook *book,
           const WfSignDesk *desk,
           const char *staff,
           gint64 now_us)
{
  const char *list = wf_checklist_get_info (checklist)->id;
  WfPointProgress *progress = g_new0 (WfPointProgress, 1);

  progress->id = g_strdup (id);
  progress->point = wf_checklist_lookup (checklist, id);
  progress->entry = wf_practice_book_get_entry (book, list, id);
  progress->request = wf_sign_desk_find (desk, staff, list, id);
  progress->status = find_status (progress, wf_checklist_get_months (checklist), now_us);
  if (progress->point != NULL && progress->entry != NULL && progress->entry->seen != NULL)
    {
      g_autofree char *hash = wf_checklist_point_hash (progress->point);
      progress->has_changed = !g_str_equal (hash, progress->entry->seen);
    }
  g_ptr_array_add (self->points, progress);
  count (self, progress);
}

WfChecklistProgress *
wf_checklist_progress_new (const WfChecklist *checklist,
                           const WfPracticeBook *book,
                           const WfSignDesk *desk,
                           const char *staff,
                           gint64 now_us)
{
  WfChecklistProgress *self = g_new0 (WfChecklistProgress, 1);
  const GPtrArray *points = wf_checklist_get_points (checklist);
  g_autoptr (GPtrArray) entered =
      wf_practice_book_list_entries (book, wf_checklist_get_info (checklist)->id);

  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) point_progress_free);
  for (guint i = 0; i < points->len; i++)
    add_point (self, checklist, ((const WfChecklistPoint *) points->pdata[i])->id, book, desk,
               staff, now_us);
  for (guint i = 0; i < entered->len; i++)
    {
      if (wf_checklist_lookup (checklist, entered->pdata[i]) == NULL)
        add_point (self, checklist, entered->pdata[i], book, desk, staff, now_us);
    }
  self->is_complete = self->n_points > 0 && self->n_signed == self->n_points;
  return self;
}

void
wf_checklist_progress_free (WfChecklistProgress *self)
{
  g_ptr_array_unref (self->points);
  g_free (self);
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
  const WfPackInfo *info = wf_checklist_get_info (checklist);
  g_autofree char *seen = wf_checklist_point_hash (point);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "checklist", info->id);
  json_object_set_int_member (body, "version", info->version);
  json_object_set_string_member (body, "point", point->id);
  json_object_set_string_member (body, "seen", seen);
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

static gboolean
shows (const WfChecklistPoint *point, const char *part_id)
{
  return point != NULL && g_strv_contains ((const char *const *) point->competences, part_id);
}

guint
wf_evidence_level (const WfFramework *framework,
                   const GPtrArray *checklists,
                   const WfPracticeBook *book,
                   const WfSignDesk *desk,
                   const char *staff,
                   const char *part_id,
                   gint64 now_us)
{
  guint best = 0;

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
          const WfFrameworkLevel *level;
          if (at->status != WF_POINT_SIGNED || !shows (at->point, part_id))
            continue;
          level = wf_framework_lookup_level (framework, at->point->level);
          if (level != NULL)
            best = MAX (best, level->number);
        }
    }
  return best;
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
        n += ((const WfPointProgress *) progress->points->pdata[p])->status == WF_POINT_RENEW;
    }
  for (guint i = 0; i < goals->len; i++)
    {
      const WfGoal *goal = goals->pdata[i];
      n += goal->done_us == 0 && goal->due_day != NULL && strcmp (goal->due_day, today) <= 0;
    }
  return n;
}
