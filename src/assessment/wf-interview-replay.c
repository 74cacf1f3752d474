/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays an interview from lines of JSON, for commands and tests: propose, apply, next line.
 * Messages name the line and never repeat what a client said.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-interview-replay.h"

#include "wf-format.h"
#include "wf-json.h"
#include "wf-profile.h"

#include <string.h>

G_DEFINE_QUARK (wf-replay-error-quark, wf_replay_error)

static const char *const ALONE[] = { "alone", NULL };

static gboolean
apply (WfInterview *self, GPtrArray *proposed)
{
  g_autoptr (GPtrArray) records = proposed;

  if (records == NULL)
    return FALSE;
  wf_interview_apply_all (self, records);
  return TRUE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, WF_REPLAY_ERROR, WF_REPLAY_ERROR_LINE, message);
  return FALSE;
}

/* Brings the item of the line to stand; %FALSE when that cannot be. */
static gboolean
bring (WfInterview *self, const char *item_id, GError **error)
{
  const WfAsked *current = wf_interview_get_current (self);

  if (item_id == NULL)
    return current != NULL || refuse (error, "no question stands");
  if (current != NULL && g_str_equal (current->item_id, item_id))
    return TRUE;
  if (wf_interview_get_stop_reason (self) == WF_STOP_NAVIGATOR)
    return refuse (error, "the interview has ended");
  return apply (self, wf_interview_propose_ask (self, item_id, error));
}

static gboolean
was_answered (WfInterview *self, const char *item_id)
{
  for (guint i = 0; item_id != NULL && i < wf_interview_get_n_asked (self); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (self, i);

      if (asked->state == WF_ASKED_ANSWERED && g_str_equal (asked->item_id, item_id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
play_answer (WfInterview *self, JsonObject *line, GError **error)
{
  const char *item_id = wf_json_get_string (line, "item", NULL);
  g_auto (GStrv) options = wf_json_get_strings (line, "option");
  int help = (int) wf_json_get_int (line, "help", -1);
  const char *const *chosen = (const char *const *) options;

  if (was_answered (self, item_id))
    return apply (self, wf_interview_propose_change (self, item_id, chosen, help, error));
  return bring (self, item_id, error) &&
         apply (self, wf_interview_propose_answer (self, chosen, help, error));
}

static gboolean
play_skip (WfInterview *self, JsonObject *line, GError **error)
{
  const char *reason = wf_json_get_string (line, "reason", NULL);

  /* Nothing said is "not asked"; what cannot be read is never taken for it. */
  if (reason == NULL && json_object_has_member (line, "reason"))
    return refuse (error, "reason is not one of refused, dont-know, not-asked");
  if (reason == NULL)
    reason = "not-asked";
  return bring (self, wf_json_get_string (line, "item", NULL), error) &&
         apply (self, wf_interview_propose_skip (self, reason, error));
}

static gboolean
play_language (WfInterview *self, JsonObject *line, GError **error)
{
  const char *wanted =
      wf_json_get_string (line, "lang", wf_json_get_string (line, "language", NULL));
  const char *lang = wanted != NULL ? wf_language_normalise (wanted) : NULL;

  if (wanted == NULL) /* it stays as it is */
    return TRUE;
  if (lang == NULL || !wf_format_knows_language (lang))
    return refuse (error, "that is not a language");
  return apply (self, wf_interview_propose_language (self, lang, NULL, error));
}

static gboolean
play_present (WfInterview *self, JsonObject *line, GError **error)
{
  g_auto (GStrv) who = wf_json_get_strings (line, "who");

  return apply (self, wf_interview_propose_present (self, (const char *const *) who, error));
}

static gboolean
play_line (WfInterview *self, JsonObject *line, GError **error)
{
  const char *type = wf_json_get_string (line, "type", "");

  /* Without an item the standing question is meant; never because the item could not be read. */
  if (json_object_has_member (line, "item") && wf_json_get_string (line, "item", NULL) == NULL)
    return refuse (error, "item is not text");
  if (g_str_equal (type, "answer"))
    return play_answer (self, line, error);
  if (g_str_equal (type, "skip"))
    return play_skip (self, line, error);
  if (g_str_equal (type, "back"))
    return apply (self, wf_interview_propose_back (self, error));
  if (g_str_equal (type, "note"))
    return apply (self,
                  wf_interview_propose_note (self, wf_json_get_string (line, "text", ""), error));
  if (g_str_equal (type, "language"))
    return play_language (self, line, error);
  if (g_str_equal (type, "present"))
    return play_present (self, line, error);
  if (g_str_equal (type, "care"))
    return apply (self, wf_interview_propose_care (self, error));
  if (g_str_equal (type, "end"))
    return wf_interview_get_stop_reason (self) != WF_STOP_NONE ||
           apply (self, wf_interview_propose_end (self, error));
  return refuse (error,
                 "type is not one of answer, skip, back, note, language, present, care, end");
}

static gboolean
begin (WfInterview *self, const WfInterviewSetup *setup, GError **error)
{
  WfInterviewSetup full = *setup;

  full.help_now = FALSE;
  if (full.mode == NULL)
    full.mode = "in-person";
  if (full.present == NULL)
    full.present = ALONE;
  if (full.needs == WF_NEEDS_NOTHING)
    full.needs = WF_NEEDS_IN_PERSON | WF_NEEDS_PRACTICE_PHONE | WF_NEEDS_INTERNET |
                 WF_NEEDS_PRINTED_SHEET | WF_NEEDS_TWO_DEVICES;
  return apply (self, wf_interview_propose_start (self, &full, error)) &&
         apply (self, wf_interview_propose_goal (self, NULL, NULL, error));
}

WfInterview *
wf_interview_replay (WfItemBank *bank,
                     const WfInterviewSetup *setup,
                     WfDecisionProbe *probe,
                     const char *lines,
                     GError **error)
{
  g_return_val_if_fail (bank != NULL && setup != NULL && lines != NULL, NULL);

  g_autoptr (WfInterview) self = wf_interview_new (bank);
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

  wf_interview_set_probe (self, probe);
  if (!begin (self, setup, error))
    return NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (JsonObject) line = NULL;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      line = wf_json_parse_object (parts[i], -1, &problem);
      if (line == NULL || !play_line (self, line, &problem))
        {
          g_set_error (error, WF_REPLAY_ERROR, WF_REPLAY_ERROR_LINE, "line %u: %s", i + 1,
                       problem->message);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

static JsonObject *
next_to_json (const WfInterview *self)
{
  const WfItem *item = wf_interview_get_current_item (self);
  const char *lang = wf_interview_get_lang (self);
  const char *shown_lang = NULL;
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (self);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (object, "item", item->id);
  json_object_set_string_member (object, "kind", wf_item_kind_to_name (item->kind));
  json_object_set_string_member (object, "text", wf_text_get (item->text, lang, &shown_lang));
  json_object_set_string_member (object, "lang", shown_lang);
  json_object_set_string_member (object, "dir", wf_language_is_rtl (shown_lang) ? "rtl" : "ltr");
  json_object_set_boolean_member (object, "multiple", item->multiple);
  for (guint i = 0; i < options->len; i++)
    {
      const WfItemOption *option = g_ptr_array_index (options, i);
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "id", option->id);
      json_object_set_string_member (row, "label", wf_text_get (option->text, lang, NULL));
      json_array_add_object_element (array, row);
    }
  json_object_set_array_member (object, "options", array);
  return object;
}

JsonObject *
wf_interview_to_replay_json (const WfInterview *interview)
{
  g_return_val_if_fail (interview != NULL, NULL);

  g_autoptr (WfProfile) profile = wf_profile_new (interview);
  JsonObject *object = wf_profile_to_json (profile);
  gboolean is_ended = wf_interview_get_phase (interview) == WF_INTERVIEW_ENDED;

  json_object_set_string_member (object, "state", is_ended ? "ended" : "asking");
  json_object_set_string_member (object, "phase",
                                 wf_interview_phase_to_code (wf_interview_get_phase (interview)));
  if (wf_interview_get_current_item (interview) != NULL)
    json_object_set_object_member (object, "next", next_to_json (interview));
  else
    json_object_set_null_member (object, "next");
  return object;
}
