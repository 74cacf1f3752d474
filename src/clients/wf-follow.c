/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows after the page is printed, of one client, and the proposals that keep it whole:
 * a step of a referral and what is due after it are one append, so that nothing is sent and
 * then forgotten. The state is JSON in a GVariant: one reader for snapshot and export. Pure.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-follow.h"

#include "wf-fields.h"

#include <string.h>

static const WfField ATTEMPT_FIELDS[] = {
  { "about", G_STRUCT_OFFSET (WfAttempt, about) },   { "way", G_STRUCT_OFFSET (WfAttempt, way) },
  { "result", G_STRUCT_OFFSET (WfAttempt, result) }, { "note", G_STRUCT_OFFSET (WfAttempt, note) },
  { "author", G_STRUCT_OFFSET (WfAttempt, author) }, { NULL },
};

/* --- Attempts --- */

static WfAttempt *
attempt_new_from_json (JsonObject *json)
{
  WfAttempt *self = g_new0 (WfAttempt, 1);

  wf_fields_init (self, ATTEMPT_FIELDS);
  wf_fields_read (self, ATTEMPT_FIELDS, json);
  self->to_service = wf_json_get_bool (json, "to-service", FALSE);
  self->time_us = wf_json_get_int (json, "time-us", 0);
  return self;
}

void
wf_attempt_free (WfAttempt *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, ATTEMPT_FIELDS);
  g_free (self);
}

static JsonObject *
attempt_to_json (const WfAttempt *self)
{
  JsonObject *json = json_object_new ();

  wf_fields_write (self, ATTEMPT_FIELDS, json);
  json_object_set_boolean_member (json, "to-service", self->to_service);
  json_object_set_int_member (json, "time-us", self->time_us);
  return json;
}

const char *const *
wf_attempt_get_ways (void)
{
  static const char *const ways[] = {
    "call", "voice", "text", "email", "letter", "in-person", NULL,
  };

  return ways;
}

const char *const *
wf_attempt_get_results (void)
{
  static const char *const results[] = {
    "reached", "no-answer", "left-message", "other-answered", "wrong-number", "sent", NULL
  };

  return results;
}

gboolean
wf_attempt_is_safe (const WfSafeContact *rule, WfContactLevel level, const char *way)
{
  g_return_val_if_fail (rule != NULL && way != NULL, FALSE);

  if (strcmp (way, "in-person") == 0)
    return TRUE;
  if (level == WF_CONTACT_NEVER || level == WF_CONTACT_NOT_ASKED ||
      (strcmp (way, "voice") == 0 && rule->never_message))
    return FALSE;
  return g_strv_contains ((const char *const *) rule->ways, way);
}

WfRecord *
wf_attempt_record (
    const char *about, gboolean to_service, const char *way, const char *result, const char *note)
{
  g_return_val_if_fail (way != NULL && result != NULL, NULL);

  JsonObject *body = json_object_new ();

  if (about != NULL && *about != '\0')
    json_object_set_string_member (body, "about", about);
  json_object_set_boolean_member (body, "to-service", to_service);
  json_object_set_string_member (body, "way", way);
  json_object_set_string_member (body, "result", result);
  if (note != NULL && *note != '\0')
    json_object_set_string_member (body, "note", note);
  return wf_record_new ("attempt.made", body);
}

static void
apply_attempt (GPtrArray *attempts, const WfRecord *record)
{
  WfAttempt *attempt;

  if (strcmp (record->kind, "attempt.made") != 0)
    return;
  attempt = attempt_new_from_json (record->body);
  attempt->time_us = record->time_us;
  g_free (attempt->author);
  attempt->author = g_strdup (record->author != NULL ? record->author : "");
  g_ptr_array_add (attempts, attempt);
  if (attempts->len > WF_FOLLOW_ATTEMPTS)
    g_ptr_array_remove_index (attempts, 0);
}

/* --- The whole --- */

WfFollow *
wf_follow_new (void)
{
  WfFollow *self = g_new0 (WfFollow, 1);

  self->referrals = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_referral_free);
  self->dues = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_due_free);
  self->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_attempt_free);
  self->loans = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_loan_free);
  return self;
}

void
wf_follow_free (WfFollow *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->referrals);
  g_ptr_array_unref (self->dues);
  g_ptr_array_unref (self->attempts);
  g_ptr_array_unref (self->loans);
  g_strfreev (self->checks);
  g_free (self);
}

typedef gpointer (*ReadFunc) (JsonObject *json);
typedef JsonObject *(*WriteFunc) (gconstpointer value);

static void
read_list (GPtrArray *list, JsonObject *json, const char *name, ReadFunc read)
{
  JsonArray *array = wf_json_get_array (json, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gpointer value = JSON_NODE_HOLDS_OBJECT (node) ? read (json_node_get_object (node)) : NULL;

      if (value != NULL)
        g_ptr_array_add (list, value);
    }
}

static void
write_list (GPtrArray *list, JsonObject *json, const char *name, WriteFunc write)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_object_element (array, write (list->pdata[i]));
  json_object_set_array_member (json, name, array);
}

WfFollow *
wf_follow_new_from_snapshot (GVariant *state)
{
  WfFollow *self = wf_follow_new ();
  g_autoptr (JsonObject) json = NULL;

  if (state == NULL || !g_variant_is_of_type (state, G_VARIANT_TYPE_STRING))
    return self;
  json = wf_json_parse_object (g_variant_get_string (state, NULL), -1, NULL);
  if (json == NULL)
    return self;
  read_list (self->referrals, json, "referrals", (ReadFunc) wf_referral_new_from_json);
  read_list (self->dues, json, "dues", (ReadFunc) wf_due_new_from_json);
  read_list (self->attempts, json, "attempts", (ReadFunc) attempt_new_from_json);
  read_list (self->loans, json, "loans", (ReadFunc) wf_loan_new_from_json);
  return self;
}

JsonObject *
wf_follow_to_json (const WfFollow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *json = json_object_new ();

  write_list (self->referrals, json, "referrals", (WriteFunc) wf_referral_to_json);
  write_list (self->dues, json, "dues", (WriteFunc) wf_due_to_json);
  write_list (self->attempts, json, "attempts", (WriteFunc) attempt_to_json);
  write_list (self->loans, json, "loans", (WriteFunc) wf_loan_to_json);
  return json;
}

void
wf_follow_set_checks (WfFollow *self, const char *const *checks)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->checks);
  self->checks = g_strdupv ((GStrv) checks);
}

void
wf_follow_apply (WfFollow *self, const WfRecord *record)
{
  g_return_if_fail (self != NULL && record != NULL);

  if (wf_record_has_prefix (record, "referral."))
    wf_referrals_apply (self->referrals, record);
  else if (wf_record_has_prefix (record, "due."))
    wf_dues_apply (self->dues, record);
  else if (wf_record_has_prefix (record, "attempt."))
    apply_attempt (self->attempts, record);
  else if (wf_record_has_prefix (record, "loan."))
    wf_loans_apply (self->loans, record);
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  g_autoptr (WfFollow) follow = wf_follow_new_from_snapshot (state);
  g_autoptr (JsonObject) json = NULL;

  wf_follow_apply (follow, record);
  json = wf_follow_to_json (follow);
  return g_variant_new_take_string (wf_json_to_text (json));
}

const WfFold *
wf_follow_get_fold (void)
{
  static const char *const kinds[] = { "referral.", "due.", "attempt.", "loan.", NULL };
  static const WfFold fold = { WF_FOLLOW_ASPECT, 1, kinds, apply };

  return &fold;
}

gboolean
wf_follow_is_contact (const WfRecord *record)
{
  static const char *const here[] = { "referral.consented", "referral.revoked", "loan.lent",
                                      "loan.extended",      "loan.returned",    NULL };

  g_return_val_if_fail (record != NULL, FALSE);

  if (strcmp (record->kind, "attempt.made") == 0)
    return !wf_json_get_bool (record->body, "to-service", FALSE) &&
           strcmp (wf_json_get_string (record->body, "result", ""), "reached") == 0;
  return g_strv_contains (here, record->kind);
}

/* --- Proposals --- */

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static gboolean
refuse (GError **error, WfClientError code, const char *message)
{
  g_set_error_literal (error, WF_CLIENT_ERROR, (int) code, message);
  return FALSE;
}

/* From today on, the checks that are left, and @first before them when there is one. */
static void
add_due (GPtrArray *records,
         const WfFollow *self,
         const WfReferral *referral,
         const char *why,
         const char *first,
         const char *sent,
         const char *after)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) checks = wf_day_is_valid (sent)
                              ? wf_due_dup_checks ((const char *const *) self->checks, sent, after)
                              : NULL;
  g_auto (GStrv) days = NULL;
  g_autoptr (WfDue) due = NULL;

  if (first != NULL)
    g_strv_builder_add (builder, first);
  for (guint i = 0; checks != NULL && checks[i] != NULL; i++)
    {
      if (first == NULL || strcmp (checks[i], first) > 0)
        g_strv_builder_add (builder, checks[i]);
    }
  days = g_strv_builder_end (builder);
  due = wf_due_new (referral->id, WF_DUE_REFERRAL, why, (const char *const *) days);
  g_ptr_array_add (records, wf_due_record_set (due));
}

static char *
dup_day_after (gint64 when_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

  return wf_day_add (day, 0, 1);
}

/* What is due when @referral stands at @state, reached by @step. */
static void
add_due_at (GPtrArray *records,
            const WfFollow *self,
            const WfReferral *referral,
            WfReferralState state,
            const WfReferralStep *step,
            const char *today)
{
  const char *sent = state == WF_REFERRAL_SENT && step != NULL && *step->day != '\0'
                         ? step->day
                         : wf_referral_get_sent_day (referral);
  WfDue *standing = wf_dues_lookup (self->dues, referral->id);
  g_autofree char *after = NULL;

  switch (state)
    {
    case WF_REFERRAL_SENT:
    case WF_REFERRAL_WAITING:
      add_due (records, self, referral, "check", NULL, wf_day_is_valid (sent) ? sent : today,
               today);
      break;
    case WF_REFERRAL_BOOKED:
      after = dup_day_after (step->when_us);
      add_due (records, self, referral, "appointment", after, sent, today);
      break;
    case WF_REFERRAL_GOT:
    case WF_REFERRAL_PART:
      add_due (records, self, referral, "kept", NULL, sent, today);
      break;
    case WF_REFERRAL_SEEN:
      if (referral->is_tell_back)
        add_due (records, self, referral, "tell-back", today, NULL, today);
      break;
    case WF_REFERRAL_OFFERED:
    case WF_REFERRAL_AGREED:
    case WF_REFERRAL_NOT_GOT:
    case WF_REFERRAL_RECEIVED:
    case WF_REFERRAL_TOLD:
    default:
      if (standing != NULL)
        g_ptr_array_add (records, wf_due_record_dropped (standing));
    }
}

static gboolean
has_room (const WfFollow *self, const char *referral_id, WfReferralState to, GError **error)
{
  gboolean is_waited_for = to == WF_REFERRAL_SENT || to == WF_REFERRAL_WAITING ||
                           to == WF_REFERRAL_BOOKED || to == WF_REFERRAL_SEEN;

  if (!is_waited_for || self->dues->len < WF_DUE_MAX ||
      wf_dues_lookup (self->dues, referral_id) != NULL)
    return TRUE;
  return refuse (error, WF_CLIENT_ERROR_TOO_MANY, "Too many things are due for this client");
}

GPtrArray *
wf_follow_propose_step (const WfFollow *self,
                        const char *referral_id,
                        const WfReferralStep *step,
                        const char *today,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && referral_id != NULL && step != NULL, NULL);
  g_return_val_if_fail (wf_day_is_valid (today), NULL);

  const WfReferral *referral = wf_referrals_lookup (self->referrals, referral_id);
  g_autoptr (GPtrArray) records = records_new ();

  if (referral == NULL)
    refuse (error, WF_CLIENT_ERROR_NOT_FOUND, "There is no such referral");
  if (referral == NULL || !wf_referral_check_step (referral, step, today, error) ||
      !has_room (self, referral_id, step->to, error))
    return NULL;
  g_ptr_array_add (records, wf_referral_record_step (referral, step));
  add_due_at (records, self, referral, step->to, step, today);
  return g_steal_pointer (&records);
}

GPtrArray *
wf_follow_propose_undo (const WfFollow *self,
                        const char *referral_id,
                        const char *today,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && referral_id != NULL, NULL);
  g_return_val_if_fail (wf_day_is_valid (today), NULL);

  const WfReferral *referral = wf_referrals_lookup (self->referrals, referral_id);
  g_autoptr (GPtrArray) records = records_new ();
  const WfReferralStep *before;

  if (referral == NULL || referral->steps->len == 0)
    {
      refuse (error, WF_CLIENT_ERROR_NOT_FOUND, "There is no step to take back");
      return NULL;
    }
  before = referral->steps->len > 1 ? referral->steps->pdata[referral->steps->len - 2] : NULL;
  g_ptr_array_add (records, wf_referral_record_undone (referral));
  add_due_at (records, self, referral,
              before != NULL         ? before->to
              : referral->is_inbound ? WF_REFERRAL_RECEIVED
                                     : WF_REFERRAL_OFFERED,
              before, today);
  return g_steal_pointer (&records);
}
