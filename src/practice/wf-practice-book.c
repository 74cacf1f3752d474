/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The book of one member of staff: rounds of self-assessment, private notes, ticks with
 * evidence, goals. A fold over records that are sealed to that person alone; pure.
 *
 * Invariants: of two answers to one competence the later counts; a finished round takes no
 * more answers; a point's entry survives newer versions of its checklist.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-book.h"

#include "wf-json.h"
#include "wf-practice-file.h"

#include <string.h>

struct _WfPracticeBook {
  GPtrArray *rounds;   /* of WfSelfAssessment, oldest first */
  GHashTable *notes;   /* "framework/part" to text */
  GHashTable *entries; /* "checklist/point" to WfPointEntry */
  GPtrArray *goals;    /* of WfGoal */
  WfPracticeFiles *files;
};

static void
round_free (WfSelfAssessment *self)
{
  g_free (self->id);
  g_free (self->framework);
  g_hash_table_unref (self->answers);
  g_free (self);
}

static void
entry_free (WfPointEntry *self)
{
  wf_claim_unref (self->claim);
  g_free (self->seen);
  g_free (self->not_applicable);
  wf_evidence_free (self->evidence);
  g_free (self->outside_name);
  g_free (self->outside_code);
  g_free (self);
}

static void
goal_free (WfGoal *self)
{
  g_free (self->id);
  g_free (self->part);
  g_free (self->text);
  g_free (self->checklist);
  g_free (self->training);
  g_free (self->entry);
  g_free (self->due_day);
  g_free (self);
}

WfPracticeBook *
wf_practice_book_new (void)
{
  WfPracticeBook *self = g_new0 (WfPracticeBook, 1);

  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) round_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  self->goals = g_ptr_array_new_with_free_func ((GDestroyNotify) goal_free);
  self->files = wf_practice_files_new ();
  return self;
}

void
wf_practice_book_free (WfPracticeBook *self)
{
  g_ptr_array_unref (self->rounds);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->goals);
  wf_practice_files_free (self->files);
  g_free (self);
}

WfRatings *
wf_self_assessment_get_ratings (const WfSelfAssessment *self, const WfFramework *framework)
{
  WfRatings *ratings = wf_ratings_new ();
  GHashTableIter iter;
  gpointer part, name;
  int rating;

  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, &part, &name))
    {
      if (wf_rating_from_name (framework, name, &rating))
        wf_ratings_set (ratings, part, rating);
    }
  return ratings;
}

gboolean
wf_self_assessment_has_answer (const WfSelfAssessment *self, const char *part_id)
{
  return g_hash_table_contains (self->answers, part_id);
}

static WfSelfAssessment *
find_round (WfPracticeBook *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->rounds->len; i++)
    {
      WfSelfAssessment *at = self->rounds->pdata[i];
      if (g_str_equal (at->id, id))
        return at;
    }
  return NULL;
}

static void
apply_started (WfPracticeBook *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "assessment", NULL);
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  WfSelfAssessment *at;

  if (id == NULL || framework == NULL || find_round (self, id) != NULL)
    return;
  at = g_new0 (WfSelfAssessment, 1);
  at->id = g_strdup (id);
  at->framework = g_strdup (framework);
  at->version = (guint) wf_json_get_int (record->body, "version", 0);
  at->started_us = record->time_us;
  at->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->rounds, at);
}

static void
apply_answered (WfPracticeBook *self, const WfRecord *record)
{
  WfSelfAssessment *at = find_round (self, wf_json_get_string (record->body, "assessment", NULL));
  const char *part = wf_json_get_string (record->body, "part", NULL);
  const char *answer = wf_json_get_string (record->body, "answer", NULL);

  if (at != NULL && at->finished_us == 0 && part != NULL && answer != NULL)
    g_hash_table_replace (at->answers, g_strdup (part), g_strdup (answer));
}

static void
apply_finished (WfPracticeBook *self, const WfRecord *record)
{
  WfSelfAssessment *at = find_round (self, wf_json_get_string (record->body, "assessment", NULL));

  if (at != NULL && at->finished_us == 0)
    at->finished_us = record->time_us;
}

static char *
make_key (const char *first, const char *second)
{
  return g_strconcat (first, "/", second, NULL);
}

static void
apply_noted (WfPracticeBook *self, const WfRecord *record)
{
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  const char *part = wf_json_get_string (record->body, "part", NULL);
  const char *text = wf_json_get_string (record->body, "text", "");

  if (framework == NULL || part == NULL)
    return;
  if (*text != '\0')
    g_hash_table_replace (self->notes, make_key (framework, part), g_strdup (text));
  else
    {
      g_autofree char *key = make_key (framework, part);
      g_hash_table_remove (self->notes, key);
    }
}

static void
apply_entered (WfPracticeBook *self, const WfRecord *record)
{
  const char *reason = wf_json_get_string (record->body, "not-applicable", "");
  WfClaim *claim = wf_claim_new_from_body (record->body);
  WfPointEntry *entry;

  if (claim == NULL)
    return;
  entry = g_new0 (WfPointEntry, 1);
  entry->claim = claim;
  entry->seen = g_strdup (wf_json_get_string (record->body, "seen", NULL));
  entry->is_ticked = wf_json_get_bool (record->body, "ticked", FALSE);
  entry->not_applicable = *reason != '\0' ? g_strdup (reason) : NULL;
  entry->evidence = wf_evidence_new_from_body (record->body);
  entry->ticked_us = record->time_us;
  entry->outside_name = g_strdup (wf_json_get_string (record->body, "outside", NULL));
  entry->outside_code = g_strdup (wf_json_get_string (record->body, "code", NULL));
  entry->outside_us = entry->outside_name != NULL ? record->time_us : 0;
  g_hash_table_replace (self->entries, make_key (claim->checklist, claim->point), entry);
}

static WfGoal *
find_goal (const WfPracticeBook *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->goals->len; i++)
    {
      WfGoal *goal = self->goals->pdata[i];
      if (g_str_equal (goal->id, id))
        return goal;
    }
  return NULL;
}

static void
set_text (char **field, JsonObject *body, const char *name)
{
  const char *text = wf_json_get_string (body, name, "");

  g_free (*field);
  *field = *text != '\0' ? g_strdup (text) : NULL;
}

/* A goal that is set again is changed; one that is reached stays as it was. */
static void
apply_goal (WfPracticeBook *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "goal", NULL);
  const char *part = wf_json_get_string (record->body, "part", NULL);
  WfGoal *goal = find_goal (self, id);

  if (id == NULL || part == NULL || (goal != NULL && goal->done_us != 0))
    return;
  if (goal == NULL)
    {
      goal = g_new0 (WfGoal, 1);
      goal->id = g_strdup (id);
      g_ptr_array_add (self->goals, goal);
    }
  g_free (goal->part);
  goal->part = g_strdup (part);
  g_free (goal->text);
  goal->text = g_strdup (wf_json_get_string (record->body, "text", ""));
  set_text (&goal->checklist, record->body, "checklist");
  set_text (&goal->training, record->body, "training");
  set_text (&goal->entry, record->body, "entry");
  set_text (&goal->due_day, record->body, "due");
}

static void
apply_goal_done (WfPracticeBook *self, const WfRecord *record)
{
  WfGoal *goal = find_goal (self, wf_json_get_string (record->body, "goal", NULL));

  if (goal != NULL && goal->done_us == 0)
    goal->done_us = record->time_us;
}

static void
apply_file (WfPracticeBook *self, const WfRecord *record)
{
  wf_practice_files_apply (self->files, record);
}

void
wf_practice_book_apply (WfPracticeBook *self, const WfRecord *record)
{
  static const struct {
    const char *kind;
    void (*apply) (WfPracticeBook *self, const WfRecord *record);
  } KINDS[] = {
    { "practice.started", apply_started },     { "practice.answered", apply_answered },
    { "practice.finished", apply_finished },   { "practice.noted", apply_noted },
    { "practice.entered", apply_entered },     { "practice.goal-set", apply_goal },
    { "practice.goal-done", apply_goal_done }, { WF_PRACTICE_FILE_KIND, apply_file },
  };

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_str_equal (record->kind, KINDS[i].kind))
        KINDS[i].apply (self, record);
    }
}

const WfSelfAssessment *
wf_practice_book_get_open (const WfPracticeBook *self, const char *framework)
{
  for (guint i = self->rounds->len; i > 0; i--)
    {
      const WfSelfAssessment *at = self->rounds->pdata[i - 1];
      if (g_str_equal (at->framework, framework))
        return at->finished_us == 0 ? at : NULL;
    }
  return NULL;
}

const WfSelfAssessment *
wf_practice_book_get_finished (const WfPracticeBook *self, const char *framework, guint back)
{
  for (guint i = self->rounds->len; i > 0; i--)
    {
      const WfSelfAssessment *at = self->rounds->pdata[i - 1];
      if (at->finished_us != 0 && g_str_equal (at->framework, framework) && back-- == 0)
        return at;
    }
  return NULL;
}

const char *
wf_practice_book_get_note (const WfPracticeBook *self, const char *framework, const char *part_id)
{
  g_autofree char *key = make_key (framework, part_id);

  return g_hash_table_lookup (self->notes, key);
}

const WfPointEntry *
wf_practice_book_get_entry (const WfPracticeBook *self, const char *checklist, const char *point_id)
{
  g_autofree char *key = make_key (checklist, point_id);

  return g_hash_table_lookup (self->entries, key);
}

GPtrArray *
wf_practice_book_list_entries (const WfPracticeBook *self, const char *checklist)
{
  g_autofree char *prefix = make_key (checklist, "");
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (g_str_has_prefix (key, prefix))
        g_ptr_array_add (ids, g_strdup ((const char *) key + strlen (prefix)));
    }
  return ids;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
wf_practice_book_list_checklists (const WfPracticeBook *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      char *id = ((WfPointEntry *) entry)->claim->checklist;
      if (g_hash_table_add (seen, id))
        g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

const GPtrArray *
wf_practice_book_get_goals (const WfPracticeBook *self)
{
  return self->goals;
}

const WfGoal *
wf_practice_book_lookup_goal (const WfPracticeBook *self, const char *id)
{
  return find_goal (self, id);
}

GBytes *
wf_practice_book_dup_file (const WfPracticeBook *self, const char *file_id)
{
  return wf_practice_files_dup (self->files, file_id);
}

WfRecord *
wf_practice_record_started (const char *id, const WfFramework *framework)
{
  const WfPackInfo *info = wf_framework_get_info (framework);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "assessment", id);
  json_object_set_string_member (body, "framework", info->id);
  json_object_set_int_member (body, "version", info->version);
  return wf_record_new ("practice.started", body);
}

WfRecord *
wf_practice_record_answered (const char *assessment, const char *part_id, const char *answer)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "assessment", assessment);
  json_object_set_string_member (body, "part", part_id);
  json_object_set_string_member (body, "answer", answer);
  return wf_record_new ("practice.answered", body);
}

WfRecord *
wf_practice_record_finished (const char *assessment)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "assessment", assessment);
  return wf_record_new ("practice.finished", body);
}

WfRecord *
wf_practice_record_noted (const char *framework, const char *part_id, const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "framework", framework);
  json_object_set_string_member (body, "part", part_id);
  json_object_set_string_member (body, "text", text);
  return wf_record_new ("practice.noted", body);
}

WfRecord *
wf_practice_record_goal (const WfGoal *goal)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "goal", goal->id);
  json_object_set_string_member (body, "part", goal->part);
  json_object_set_string_member (body, "text", goal->text);
  if (goal->checklist != NULL)
    json_object_set_string_member (body, "checklist", goal->checklist);
  if (goal->training != NULL)
    json_object_set_string_member (body, "training", goal->training);
  if (goal->entry != NULL)
    json_object_set_string_member (body, "entry", goal->entry);
  if (goal->due_day != NULL)
    json_object_set_string_member (body, "due", goal->due_day);
  return wf_record_new ("practice.goal-set", body);
}

WfRecord *
wf_practice_record_goal_done (const char *goal_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "goal", goal_id);
  return wf_record_new ("practice.goal-done", body);
}
