/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An organisation seen by its people. Pure.
 *
 * Invariants: of a map one round goes on at a time; who answers is the author of the record, so
 * nobody answers for another; a closed round takes no more answers, one nobody answered does not
 * close, and it closes only by somebody who was a coordinator then: by the same rule as the vault's
 * list of members, a role counts that a coordinator gave.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-org-book.h"

#include "wf-json.h"
#include "wf-member.h"
#include "wf-sign-desk.h"

#include <string.h>

struct _WfOrgBook {
  GPtrArray *rounds;  /* of WfOrgRound, oldest first */
  GPtrArray *actions; /* of WfOrgAction, oldest first */
  GHashTable *chairs; /* staff ids of those who are coordinators at this point of the records */
};

static void
round_free (gpointer data)
{
  WfOrgRound *self = data;

  g_free (self->id);
  g_free (self->framework);
  g_hash_table_unref (self->answers);
  g_free (self);
}

static void
action_free (gpointer data)
{
  WfOrgAction *self = data;

  g_free (self->id);
  g_free (self->framework);
  g_free (self->part);
  g_free (self->text);
  g_free (self->owner);
  g_free (self->due_day);
  g_free (self);
}

WfOrgBook *
wf_org_book_new (void)
{
  WfOrgBook *self = g_new0 (WfOrgBook, 1);

  self->rounds = g_ptr_array_new_with_free_func (round_free);
  self->actions = g_ptr_array_new_with_free_func (action_free);
  self->chairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
wf_org_book_free (WfOrgBook *self)
{
  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->actions);
  g_hash_table_unref (self->chairs);
  g_free (self);
}

static void
set_role (WfOrgBook *self, JsonObject *body)
{
  const char *staff = wf_json_get_string (body, "staff", NULL);
  const char *role = wf_json_get_string (body, "role", NULL);

  if (staff == NULL)
    return;
  if (g_strcmp0 (role, wf_role_to_text (WF_ROLE_COORDINATOR)) == 0)
    g_hash_table_add (self->chairs, g_strdup (staff));
  else
    g_hash_table_remove (self->chairs, staff);
}

/* The first record makes the founder a coordinator; after that only coordinators make others. */
static void
apply_founded (WfOrgBook *self, const WfRecord *record)
{
  JsonObject *founder = wf_json_get_object (record->body, "founder");

  if (founder != NULL && g_hash_table_size (self->chairs) == 0)
    set_role (self, founder);
}

gboolean
wf_org_book_may_close (const WfOrgBook *self, const char *staff)
{
  return g_hash_table_contains (self->chairs, staff);
}

static void
apply_member (WfOrgBook *self, const WfRecord *record)
{
  g_autofree char *author = wf_staff_of (record);

  if (!wf_org_book_may_close (self, author))
    return;
  if (g_str_equal (record->kind, "member.removed"))
    g_hash_table_remove (self->chairs, wf_json_get_string (record->body, "staff", ""));
  else
    set_role (self, record->body);
}

static WfOrgRound *
find_round (const WfOrgBook *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->rounds->len; i++)
    {
      WfOrgRound *round = self->rounds->pdata[i];
      if (g_str_equal (round->id, id))
        return round;
    }
  return NULL;
}

static void
apply_started (WfOrgBook *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "round", NULL);
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  WfOrgRound *round;

  if (id == NULL || framework == NULL || find_round (self, id) != NULL ||
      wf_org_book_get_open (self, framework) != NULL)
    return;
  round = g_new0 (WfOrgRound, 1);
  round->id = g_strdup (id);
  round->framework = g_strdup (framework);
  round->started_us = record->time_us;
  round->answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_ptr_array_add (self->rounds, round);
}

static void
apply_rated (WfOrgBook *self, const WfRecord *record)
{
  WfOrgRound *round = find_round (self, wf_json_get_string (record->body, "round", NULL));
  JsonNode *node = json_object_get_member (record->body, "ratings");
  g_autofree char *staff = wf_staff_of (record);
  GHashTable *answers;
  JsonObjectIter iter;
  const char *part;
  JsonNode *value;

  if (round == NULL || round->closed_us != 0 || *staff == '\0' || node == NULL ||
      !JSON_NODE_HOLDS_OBJECT (node))
    return;
  answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &part, &value))
    {
      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
        g_hash_table_replace (answers, g_strdup (part), g_strdup (json_node_get_string (value)));
    }
  g_hash_table_replace (round->answers, g_steal_pointer (&staff), answers);
}

static void
apply_closed (WfOrgBook *self, const WfRecord *record)
{
  WfOrgRound *round = find_round (self, wf_json_get_string (record->body, "round", NULL));
  g_autofree char *staff = wf_staff_of (record);

  /* As the page has it: there is nothing to look at before somebody answered, and what is closed
   * cannot be opened for those who come later. */
  if (round != NULL && round->closed_us == 0 && g_hash_table_size (round->answers) > 0 &&
      wf_org_book_may_close (self, staff))
    round->closed_us = record->time_us;
}

static void
set_text (char **field, JsonObject *body, const char *name)
{
  const char *text = wf_json_get_string (body, name, "");

  g_free (*field);
  *field = *text != '\0' ? g_strdup (text) : NULL;
}

static void
apply_action (WfOrgBook *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "action", NULL);
  const char *framework = wf_json_get_string (record->body, "framework", NULL);
  const char *part = wf_json_get_string (record->body, "part", NULL);
  const char *text = wf_json_get_string (record->body, "text", NULL);
  WfOrgAction *action = (WfOrgAction *) wf_org_book_lookup_action (self, id);

  if (id == NULL || framework == NULL || part == NULL || text == NULL ||
      (action != NULL && action->done_us != 0))
    return;
  if (action == NULL)
    {
      action = g_new0 (WfOrgAction, 1);
      action->id = g_strdup (id);
      g_ptr_array_add (self->actions, action);
    }
  set_text (&action->framework, record->body, "framework");
  set_text (&action->part, record->body, "part");
  g_free (action->text);
  action->text = g_strdup (text);
  set_text (&action->owner, record->body, "owner");
  set_text (&action->due_day, record->body, "due");
}

static void
apply_action_done (WfOrgBook *self, const WfRecord *record)
{
  WfOrgAction *action = (WfOrgAction *) wf_org_book_lookup_action (
      self, wf_json_get_string (record->body, "action", NULL));

  if (action != NULL && action->done_us == 0)
    action->done_us = record->time_us;
}

void
wf_org_book_apply (WfOrgBook *self, const WfRecord *record)
{
  static const struct {
    const char *kind;
    void (*apply) (WfOrgBook *self, const WfRecord *record);
  } KINDS[] = {
    { "organisation.started", apply_started },
    { "organisation.rated", apply_rated },
    { "organisation.closed", apply_closed },
    { "organisation.action-set", apply_action },
    { "organisation.action-done", apply_action_done },
    { "agency.founded", apply_founded },
    { "member.added", apply_member },
    { "member.role-set", apply_member },
    { "member.removed", apply_member },
  };

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_str_equal (record->kind, KINDS[i].kind))
        KINDS[i].apply (self, record);
    }
}

const WfOrgRound *
wf_org_book_get_open (const WfOrgBook *self, const char *framework)
{
  for (guint i = 0; i < self->rounds->len; i++)
    {
      const WfOrgRound *round = self->rounds->pdata[i];
      if (round->closed_us == 0 && g_str_equal (round->framework, framework))
        return round;
    }
  return NULL;
}

const WfOrgRound *
wf_org_book_get_closed (const WfOrgBook *self, const char *framework, guint back)
{
  for (guint i = self->rounds->len; i > 0; i--)
    {
      const WfOrgRound *round = self->rounds->pdata[i - 1];
      if (round->closed_us != 0 && g_str_equal (round->framework, framework) && back-- == 0)
        return round;
    }
  return NULL;
}

guint
wf_org_round_count (const WfOrgRound *self)
{
  return g_hash_table_size (self->answers);
}

const char *
wf_org_round_get_answer (const WfOrgRound *self, const char *staff, const char *part_id)
{
  GHashTable *answers = g_hash_table_lookup (self->answers, staff);

  return answers != NULL ? g_hash_table_lookup (answers, part_id) : NULL;
}

GPtrArray *
wf_org_book_list_actions (const WfOrgBook *self, const char *framework)
{
  GPtrArray *actions = g_ptr_array_new ();

  for (guint i = 0; i < self->actions->len; i++)
    {
      WfOrgAction *action = self->actions->pdata[i];
      if (g_str_equal (action->framework, framework))
        g_ptr_array_add (actions, action);
    }
  return actions;
}

const WfOrgAction *
wf_org_book_lookup_action (const WfOrgBook *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->actions->len; i++)
    {
      const WfOrgAction *action = self->actions->pdata[i];
      if (g_str_equal (action->id, id))
        return action;
    }
  return NULL;
}

static void
count_part (const WfFramework *framework, const WfOrgRound *round, WfOrgPart *self)
{
  GHashTableIter iter;
  gpointer answers;

  g_hash_table_iter_init (&iter, round->answers);
  while (g_hash_table_iter_next (&iter, NULL, &answers))
    {
      const char *name = g_hash_table_lookup (answers, self->part->id);
      int rating = WF_RATING_NONE;

      if (name == NULL || !wf_rating_from_name (framework, name, &rating) || rating < 0)
        continue;
      self->counts[rating]++;
      self->lowest = self->n == 0 ? (guint) rating : MIN (self->lowest, (guint) rating);
      self->highest = MAX (self->highest, (guint) rating);
      self->n++;
    }
}

/* The lower of two in the middle: better to promise less. */
static int
find_middle (const WfOrgPart *self)
{
  guint seen = 0;

  for (guint level = 0; self->n > 0 && level <= WF_FRAMEWORK_MAX_LEVELS; level++)
    {
      seen += self->counts[level];
      if (2 * seen >= self->n)
        return (int) level;
    }
  return -1;
}

GPtrArray *
wf_org_summarise (const WfFramework *framework, const WfOrgRound *now, const WfOrgRound *last)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < questions->len; i++)
    {
      WfOrgPart *part = g_new0 (WfOrgPart, 1);
      WfOrgPart before = { .part = questions->pdata[i] };

      part->part = questions->pdata[i];
      count_part (framework, now, part);
      if (last != NULL)
        count_part (framework, last, &before);
      part->middle = find_middle (part);
      part->last_middle = find_middle (&before);
      part->is_apart = part->n > 0 && part->lowest < part->highest;
      g_ptr_array_add (parts, part);
    }
  return parts;
}

WfRecord *
wf_org_record_started (const char *id, const WfFramework *framework)
{
  const WfPackInfo *info = wf_framework_get_info (framework);
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "round", id);
  json_object_set_string_member (body, "framework", info->id);
  json_object_set_int_member (body, "version", info->version);
  return wf_record_new ("organisation.started", body);
}

WfRecord *
wf_org_record_rated (const char *round, const WfFramework *framework, const WfRatings *ratings)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  JsonObject *body = json_object_new ();
  JsonObject *members = json_object_new ();

  for (guint i = 0; i < questions->len; i++)
    {
      const char *id = ((const WfFrameworkPart *) questions->pdata[i])->id;
      const char *name = wf_rating_to_name (framework, wf_ratings_get (ratings, id));
      if (name != NULL)
        json_object_set_string_member (members, id, name);
    }
  json_object_set_string_member (body, "round", round);
  json_object_set_object_member (body, "ratings", members);
  return wf_record_new ("organisation.rated", body);
}

static WfRecord *
make_record (const char *kind, const char *name, const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, name, id);
  return wf_record_new (kind, body);
}

WfRecord *
wf_org_record_closed (const char *round)
{
  return make_record ("organisation.closed", "round", round);
}

WfRecord *
wf_org_record_action (const WfOrgAction *action)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "action", action->id);
  json_object_set_string_member (body, "framework", action->framework);
  json_object_set_string_member (body, "part", action->part);
  json_object_set_string_member (body, "text", action->text);
  if (action->owner != NULL)
    json_object_set_string_member (body, "owner", action->owner);
  if (action->due_day != NULL)
    json_object_set_string_member (body, "due", action->due_day);
  return wf_record_new ("organisation.action-set", body);
}

WfRecord *
wf_org_record_action_done (const char *action_id)
{
  return make_record ("organisation.action-done", "action", action_id);
}
