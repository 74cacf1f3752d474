/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts as values: of one slide, and of the whole workshop as the presenter sees it. They cross
 * the pipe between server and windows as one JSON object.
 *
 * Invariants: n_choices is the script's; ideas have numbers from 1, none twice.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-tally.h"

#include "wf-json.h"

#define MAX_COUNT 1000000
#define MAX_IDEAS 1000

static const char *const STAGES[] = { "hidden", "results", "evidence" };

static void
idea_free (WfIdea *self)
{
  g_free (self->text);
  g_free (self);
}

WfTally *
wf_tally_new (const WfScript *script, guint slide)
{
  WfTally *self = g_new0 (WfTally, 1);

  g_atomic_ref_count_init (&self->refs);
  self->slide = slide;
  self->n_choices = wf_script_get_choices (script, slide)->len;
  self->phones = g_new0 (guint, self->n_choices);
  self->hands = g_new0 (guint, self->n_choices);
  self->keys = g_new0 (guint, self->n_choices);
  self->ideas = g_ptr_array_new_with_free_func ((GDestroyNotify) idea_free);
  return self;
}

WfTally *
wf_tally_ref (WfTally *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_tally_unref (WfTally *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->phones);
  g_free (self->hands);
  g_free (self->keys);
  g_ptr_array_unref (self->ideas);
  g_free (self);
}

void
wf_tally_add_idea (WfTally *self, const WfIdea *idea)
{
  WfIdea *copy = g_memdup2 (idea, sizeof *idea);

  copy->text = g_strdup (idea->text);
  g_ptr_array_add (self->ideas, copy);
}

guint
wf_tally_get_count (const WfTally *self, guint index)
{
  g_return_val_if_fail (index < self->n_choices, 0);

  return self->phones[index] + self->hands[index] + self->keys[index];
}

guint
wf_tally_get_total (const WfTally *self)
{
  guint total = 0;

  for (guint i = 0; i < self->n_choices; i++)
    total += wf_tally_get_count (self, i);
  return total;
}

/* People behind counts that have no names: one hand each, where only one can be given. */
static guint
count_people (const GPtrArray *choices, const guint *counts, gboolean takes_many)
{
  guint most = 0, group = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      const WfChoice *before = i > 0 ? choices->pdata[i - 1] : choice;

      group = takes_many || choice->heading != before->heading ? 0 : group;
      group += counts[i];
      most = MAX (most, group);
    }
  return most;
}

guint
wf_tally_get_people (const WfTally *self, const WfScript *script)
{
  const GPtrArray *choices = wf_script_get_choices (script, self->slide);
  gboolean takes_many = wf_script_takes_many (script, self->slide);
  guint most = self->people;

  for (guint i = 0; i < self->ideas->len; i++)
    most = MAX (most, ((const WfIdea *) self->ideas->pdata[i])->votes);
  return most + count_people (choices, self->hands, takes_many) +
         count_people (choices, self->keys, takes_many);
}

gboolean
wf_tally_is_small (const WfTally *self, const WfScript *script)
{
  gboolean is_seen =
      self->people == 0 && wf_script_get_slide (script, self->slide)->kind != WF_SLIDE_SELF_CHECK;

  for (guint i = 0; i < self->n_choices; i++)
    is_seen = is_seen && self->keys[i] == 0;
  return !is_seen && wf_tally_get_people (self, script) < WF_SCRIPT_SMALL_GROUP;
}

WfWorkshopView *
wf_workshop_view_new (WfTally *own, WfTally *wall)
{
  WfWorkshopView *self = g_new0 (WfWorkshopView, 1);

  g_atomic_ref_count_init (&self->refs);
  self->own = own;
  self->wall = wall;
  return self;
}

WfWorkshopView *
wf_workshop_view_ref (WfWorkshopView *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_workshop_view_unref (WfWorkshopView *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  wf_tally_unref (self->own);
  wf_tally_unref (self->wall);
  g_free (self);
}

static JsonArray *
choices_to_json (const WfTally *tally, const WfScript *script)
{
  const GPtrArray *choices = wf_script_get_choices (script, tally->slide);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", choice->id);
      json_object_set_int_member (entry, "count", wf_tally_get_count (tally, i));
      json_object_set_int_member (entry, "phones", tally->phones[i]);
      json_object_set_int_member (entry, "hands", tally->hands[i]);
      json_object_set_int_member (entry, "keys", tally->keys[i]);
      if (tally->ticks >> i & 1)
        json_object_set_boolean_member (entry, "done", TRUE);
      json_array_add_object_element (array, entry);
    }
  return array;
}

static JsonArray *
ideas_to_json (const WfTally *tally)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tally->ideas->len; i++)
    {
      const WfIdea *idea = tally->ideas->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (entry, "number", idea->number);
      json_object_set_string_member (entry, "text", idea->text);
      json_object_set_boolean_member (entry, "shown", idea->is_shown);
      json_object_set_int_member (entry, "into", idea->into);
      json_object_set_int_member (entry, "votes", idea->votes);
      json_array_add_object_element (array, entry);
    }
  return array;
}

static void
add_timer (JsonObject *object, const WfTally *tally)
{
  json_object_set_boolean_member (object, "runs", tally->timer_runs);
  json_object_set_int_member (object, "ends", tally->timer_ends_us);
  json_object_set_int_member (object, "left", tally->timer_left);
}

static JsonObject *
tally_to_json (const WfTally *tally, const WfScript *script)
{
  const WfSlide *slide = wf_script_get_slide (script, tally->slide);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "slide", slide->id);
  json_object_set_int_member (object, "index", tally->slide);
  json_object_set_string_member (object, "kind", wf_slide_kind_to_name (slide->kind));
  json_object_set_int_member (object, "round", tally->round);
  json_object_set_boolean_member (object, "question", tally->is_question);
  json_object_set_boolean_member (object, "open", tally->is_open);
  json_object_set_string_member (object, "stage", STAGES[tally->stage]);
  json_object_set_int_member (object, "people", tally->people);
  json_object_set_int_member (object, "total", wf_tally_get_total (tally));
  json_object_set_array_member (object, "choices", choices_to_json (tally, script));
  if (slide->kind == WF_SLIDE_IDEAS)
    {
      json_object_set_boolean_member (object, "voting", tally->is_voting);
      json_object_set_array_member (object, "ideas", ideas_to_json (tally));
    }
  if (slide->kind == WF_SLIDE_TIMER)
    add_timer (object, tally);
  return object;
}

JsonObject *
wf_workshop_view_to_json (const WfWorkshopView *self, const WfScript *script)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", "state");
  json_object_set_int_member (object, "version", (gint64) self->version);
  json_object_set_object_member (object, "tally", tally_to_json (self->own, script));
  if (self->is_frozen)
    json_object_set_object_member (object, "wall", tally_to_json (self->wall, script));
  json_object_set_boolean_member (object, "frozen", self->is_frozen);
  json_object_set_boolean_member (object, "black", self->is_black);
  json_object_set_boolean_member (object, "ended", self->is_ended);
  json_object_set_boolean_member (object, "undo", self->can_undo);
  json_object_set_int_member (object, "heads", self->heads);
  json_object_set_int_member (object, "joined", self->phones);
  json_object_set_int_member (object, "attendance", self->attendance);
  return object;
}

static guint
take_count (JsonObject *object, const char *name)
{
  return (guint) CLAMP (wf_json_get_int (object, name, 0), 0, MAX_COUNT);
}

static void
take_choices (WfTally *tally, const WfScript *script, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      guint at;

      if (entry == NULL ||
          !wf_script_find_choice (script, tally->slide, wf_json_get_string (entry, "id", ""), &at))
        continue;
      tally->phones[at] = take_count (entry, "phones");
      tally->hands[at] = take_count (entry, "hands");
      tally->keys[at] = take_count (entry, "keys");
      if (wf_json_get_bool (entry, "done", FALSE))
        tally->ticks |= (guint64) 1 << at;
    }
}

static void
take_ideas (WfTally *tally, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && i < MAX_IDEAS; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (entry == NULL)
        continue;
      const WfIdea idea = {
        .number = take_count (entry, "number"),
        .text = (char *) wf_json_get_string (entry, "text", ""),
        .is_shown = wf_json_get_bool (entry, "shown", FALSE),
        .into = take_count (entry, "into"),
        .votes = take_count (entry, "votes"),
      };
      wf_tally_add_idea (tally, &idea);
    }
}

static WfStage
take_stage (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (STAGES); i++)
    {
      if (g_strcmp0 (STAGES[i], name) == 0)
        return i;
    }
  return WF_STAGE_HIDDEN;
}

static WfTally *
tally_from_json (const WfScript *script, JsonObject *object)
{
  WfTally *tally;
  guint slide;

  if (object == NULL ||
      !wf_script_find_slide (script, wf_json_get_string (object, "slide", ""), &slide))
    return NULL;
  tally = wf_tally_new (script, slide);
  tally->round = take_count (object, "round");
  tally->is_question = wf_json_get_bool (object, "question", FALSE);
  tally->is_open = wf_json_get_bool (object, "open", FALSE);
  tally->stage = take_stage (wf_json_get_string (object, "stage", NULL));
  tally->people = take_count (object, "people");
  tally->is_voting = wf_json_get_bool (object, "voting", FALSE);
  tally->timer_runs = wf_json_get_bool (object, "runs", FALSE);
  tally->timer_ends_us = wf_json_get_int (object, "ends", 0);
  tally->timer_left = take_count (object, "left");
  take_choices (tally, script, wf_json_get_array (object, "choices"));
  take_ideas (tally, wf_json_get_array (object, "ideas"));
  return tally;
}

WfWorkshopView *
wf_workshop_view_from_json (const WfScript *script, JsonObject *object)
{
  g_return_val_if_fail (script != NULL && object != NULL, NULL);

  WfTally *own = tally_from_json (script, wf_json_get_object (object, "tally"));
  WfTally *wall = tally_from_json (script, wf_json_get_object (object, "wall"));
  WfWorkshopView *self;

  if (own == NULL)
    {
      g_clear_pointer (&wall, wf_tally_unref);
      return NULL;
    }
  self = wf_workshop_view_new (own, wall != NULL ? wall : wf_tally_ref (own));
  self->version = (guint64) MAX (wf_json_get_int (object, "version", 0), 0);
  self->is_frozen = wf_json_get_bool (object, "frozen", FALSE);
  self->is_black = wf_json_get_bool (object, "black", FALSE);
  self->is_ended = wf_json_get_bool (object, "ended", FALSE);
  self->can_undo = wf_json_get_bool (object, "undo", FALSE);
  self->heads = take_count (object, "heads");
  self->phones = take_count (object, "joined");
  self->attendance = take_count (object, "attendance");
  return self;
}
