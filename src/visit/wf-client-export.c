/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One client's file as JSON. What is protected is decided here alone: the record's own mark, the
 * item's or a chosen option's mark in the bank, or a note beside such an item.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-client-export.h"

#include "wf-json.h"

#include <string.h>

static const char *const CONSENT_STATES[] = { "not-asked", "yes", "no", "revoked" };

static void
set_time (JsonObject *object, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  if (time_us > 0 && text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
facts_to_json (const WfClient *client)
{
  JsonObject *object = json_object_new ();
  GPtrArray *facts = wf_client_get_facts (client);

  for (guint i = 0; i < facts->len; i++)
    {
      const WfClientFact *fact = facts->pdata[i];
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "state", wf_client_fact_state_to_text (fact->state));
      if (fact->state == WF_CLIENT_FACT_ANSWERED)
        wf_json_set_strings (row, "values", (const char *const *) fact->values);
      set_time (row, "time", fact->time_us);
      if (*fact->source != '\0')
        json_object_set_string_member (row, "source", fact->source);
      if (*fact->by != '\0')
        json_object_set_string_member (row, "by", fact->by);
      json_object_set_object_member (object, fact->name, row);
    }
  return object;
}

static JsonObject *
consent_to_json (const WfClient *client)
{
  WfConsent *consent = wf_client_get_consent (client);
  GPtrArray *answers = wf_consent_get_answers (consent);
  JsonObject *object = json_object_new ();
  JsonObject *purposes = json_object_new ();
  JsonObject *untils = json_object_new ();
  JsonObject *reasons = json_object_new ();

  for (guint i = 0; i < answers->len; i++)
    {
      const WfConsentAnswer *answer = answers->pdata[i];

      json_object_set_string_member (purposes, answer->purpose, CONSENT_STATES[answer->state]);
      if (*answer->until != '\0')
        json_object_set_string_member (untils, answer->purpose, answer->until);
      if (*answer->reason != '\0')
        json_object_set_string_member (reasons, answer->purpose, answer->reason);
    }
  json_object_set_object_member (object, "purposes", purposes);
  json_object_set_object_member (object, "until", untils);
  json_object_set_object_member (object, "taken-back-because", reasons);
  json_object_set_string_member (object, "language", wf_consent_get_language (consent));
  json_object_set_string_member (object, "through", wf_consent_get_through (consent));
  json_object_set_boolean_member (object, "ask-again", wf_consent_must_ask_again (consent));
  set_time (object, "limits-explained", wf_consent_get_limits_time (consent));
  set_time (object, "time", wf_consent_get_time (consent));
  return object;
}

static JsonArray *
visits_to_json (const WfClient *client)
{
  GPtrArray *visits = wf_client_get_visits (client);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < visits->len; i++)
    {
      const WfVisit *visit = visits->pdata[i];
      JsonObject *row = json_object_new ();

      set_time (row, "started", visit->started_us);
      set_time (row, "ended", visit->ended_us);
      json_object_set_int_member (row, "minutes", visit->minutes);
      json_object_set_string_member (row, "way", visit->way == WF_VISIT_FULL ? "full" : "help-now");
      json_object_set_string_member (row, "mode", visit->mode);
      json_object_set_string_member (row, "goal", visit->goal);
      wf_json_set_strings (row, "themes", (const char *const *) visit->themes);
      json_array_add_object_element (array, row);
    }
  return array;
}

static gboolean
is_protected_choice (const WfItem *item, const char *const *options)
{
  for (guint i = 0; options[i] != NULL; i++)
    {
      const WfItemOption *option = wf_item_get_option (item, options[i]);

      if (option != NULL && option->protected)
        return TRUE;
    }
  return item->protected;
}

static gboolean
is_protected (const WfRecord *record, WfItemBank *bank)
{
  const char *item_id = wf_json_get_string (record->body, "item", "");
  g_auto (GStrv) options = wf_json_get_strings (record->body, "options");
  const WfItem *item = bank != NULL ? wf_item_bank_lookup (bank, item_id) : NULL;
  gboolean is_content = strcmp (record->kind, "interview.asked") != 0;

  if (wf_json_get_bool (record->body, "protected", FALSE))
    return is_content;
  /* What is half typed says not beside what; nor does a note whose question has left the bank. */
  if (wf_record_has_prefix (record, "draft.") ||
      (strcmp (record->kind, "interview.note") == 0 && *item_id != '\0' && item == NULL))
    return TRUE;
  return is_content && wf_record_has_prefix (record, "interview.") && item != NULL &&
         is_protected_choice (item, (const char *const *) options);
}

static JsonObject *
event_to_json (const WfRecord *record, gboolean is_withheld)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "kind", record->kind);
  set_time (row, "time", record->time_us);
  json_object_set_string_member (row, "author", record->author != NULL ? record->author : "");
  if (is_withheld)
    json_object_set_boolean_member (row, "withheld", TRUE);
  else
    json_object_set_object_member (row, "body", json_object_ref (record->body));
  return row;
}

JsonObject *
wf_client_export (const WfClient *client,
                  GPtrArray *records,
                  WfItemBank *bank,
                  gboolean with_protected)
{
  g_return_val_if_fail (client != NULL && records != NULL, NULL);

  const char *name = wf_client_get_name (client);
  g_autoptr (WfRecord) contact = wf_safe_contact_to_record (wf_client_get_contact (client));
  JsonObject *object = json_object_new ();
  JsonArray *events = json_array_new ();
  guint n_withheld = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      gboolean is_withheld = !with_protected && is_protected (record, bank);

      n_withheld += is_withheld;
      json_array_add_object_element (events, event_to_json (record, is_withheld));
    }
  json_object_set_string_member (object, "id", wf_client_get_id (client));
  json_object_set_string_member (object, "name", name != NULL ? name : "");
  json_object_set_int_member (object, "number", wf_client_get_number (client));
  json_object_set_object_member (object, "facts", facts_to_json (client));
  json_object_set_object_member (object, "consent", consent_to_json (client));
  json_object_set_object_member (object, "contact", json_object_ref (contact->body));
  json_object_set_array_member (object, "visits", visits_to_json (client));
  json_object_set_array_member (object, "events", events);
  json_object_set_int_member (object, "withheld", n_withheld);
  return object;
}
