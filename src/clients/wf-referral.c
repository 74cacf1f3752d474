/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A referral as a fold over its records. The path is one table, WAYS; a step that it does not
 * allow is passed over, so that the same records give the same state in whatever pieces and
 * however often they come. Nothing here has a clock.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-referral.h"

#include "wf-box.h"
#include "wf-fields.h"
#include "wf-hex.h"
#include "wf-referral-code.h"
#include "wf-visit.h"

#include <string.h>

#define TO(state) (1u << WF_REFERRAL_##state)

static const struct {
  const char *code;
  guint ways; /* bits of the states that one step leads to */
} WAYS[WF_REFERRAL_N_STATES] = {
  [WF_REFERRAL_OFFERED] = { "offered", TO (AGREED) | TO (NOT_GOT) },
  [WF_REFERRAL_AGREED] = { "agreed", TO (SENT) | TO (NOT_GOT) },
  [WF_REFERRAL_SENT] = { "sent", TO (WAITING) | TO (BOOKED) | TO (GOT) | TO (PART) | TO (NOT_GOT) },
  [WF_REFERRAL_WAITING] = { "waiting", TO (BOOKED) | TO (GOT) | TO (PART) | TO (NOT_GOT) },
  [WF_REFERRAL_BOOKED] = { "booked",
                           TO (BOOKED) | TO (WAITING) | TO (GOT) | TO (PART) | TO (NOT_GOT) },
  [WF_REFERRAL_GOT] = { "got-it", 0 },
  [WF_REFERRAL_PART] = { "got-part", TO (GOT) },
  [WF_REFERRAL_NOT_GOT] = { "not-got", TO (AGREED) }, /* tried again */
  [WF_REFERRAL_RECEIVED] = { "received", TO (SEEN) | TO (NOT_GOT) },
  [WF_REFERRAL_SEEN] = { "seen", TO (TOLD) },
  [WF_REFERRAL_TOLD] = { "told", 0 },
};

static const WfField FIELDS[] = {
  { "id", G_STRUCT_OFFSET (WfReferral, id) },
  { "code", G_STRUCT_OFFSET (WfReferral, code) },
  { "entry-id", G_STRUCT_OFFSET (WfReferral, entry_id) },
  { "name", G_STRUCT_OFFSET (WfReferral, name) },
  { "service", G_STRUCT_OFFSET (WfReferral, service) },
  { "statement", G_STRUCT_OFFSET (WfReferral, statement) },
  { NULL },
};

static const WfField STEP_FIELDS[] = {
  { "step", G_STRUCT_OFFSET (WfReferralStep, id) },
  { "after", G_STRUCT_OFFSET (WfReferralStep, after) },
  { "day", G_STRUCT_OFFSET (WfReferralStep, day) },
  { "way", G_STRUCT_OFFSET (WfReferralStep, way) },
  { "reason", G_STRUCT_OFFSET (WfReferralStep, reason) },
  { "who", G_STRUCT_OFFSET (WfReferralStep, who) },
  { "place", G_STRUCT_OFFSET (WfReferralStep, place) },
  { "note", G_STRUCT_OFFSET (WfReferralStep, note) },
  { NULL },
};

static const WfField CONSENT_FIELDS[] = {
  { "purpose", G_STRUCT_OFFSET (WfReferralConsent, purpose) },
  { "with", G_STRUCT_OFFSET (WfReferralConsent, with) },
  { "until", G_STRUCT_OFFSET (WfReferralConsent, until) },
  { "lang", G_STRUCT_OFFSET (WfReferralConsent, lang) },
  { "through", G_STRUCT_OFFSET (WfReferralConsent, through) },
  { NULL },
};

static const WfField OUTCOME_FIELDS[] = {
  { "currency", G_STRUCT_OFFSET (WfReferralOutcome, currency) },
  { "period", G_STRUCT_OFFSET (WfReferralOutcome, period) },
  { "kept", G_STRUCT_OFFSET (WfReferralOutcome, kept) },
  { "day", G_STRUCT_OFFSET (WfReferralOutcome, day) },
  { "note", G_STRUCT_OFFSET (WfReferralOutcome, note) },
  { NULL },
};

const char *
wf_referral_state_get_code (WfReferralState state)
{
  g_return_val_if_fail (state < WF_REFERRAL_N_STATES, "offered");

  return WAYS[state].code;
}

gboolean
wf_referral_state_from_code (const char *code, WfReferralState *out_state)
{
  for (guint i = 0; code != NULL && i < WF_REFERRAL_N_STATES; i++)
    {
      if (strcmp (WAYS[i].code, code) == 0)
        {
          *out_state = i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
wf_referral_state_is_end (WfReferralState state)
{
  return state == WF_REFERRAL_GOT || state == WF_REFERRAL_PART || state == WF_REFERRAL_NOT_GOT ||
         state == WF_REFERRAL_TOLD;
}

gboolean
wf_referral_can_move (WfReferralState from, WfReferralState to)
{
  g_return_val_if_fail (from < WF_REFERRAL_N_STATES && to < WF_REFERRAL_N_STATES, FALSE);

  return (WAYS[from].ways & (1u << to)) != 0;
}

const char *const *
wf_referral_get_reasons (void)
{
  static const char *const reasons[] = {
    "no-funds",
    "not-eligible",
    "no-answer",
    "waiting-too-long",
    "did-not-attend",
    "changed-mind",
    "moved",
    "service-closed",
    "wrong-language",
    "wrong-region",
    "sent-on",
    "client-unreached",
    "not-safe",
    "declined",
    "duplicate",
    "other",
    NULL,
  };

  return reasons;
}

const char *const *
wf_referral_get_ways (void)
{
  static const char *const ways[] = { "warm", "cold", "self", NULL };

  return ways;
}

const char *const *
wf_referral_get_shares (void)
{
  static const char *const shares[] = { "first-name", "full-name", "phone",     "email", "address",
                                        "language",   "need",      "documents", NULL };

  return shares;
}

const char *const *
wf_referral_get_gains (void)
{
  static const char *const gains[] = { "device", "connection", "class", "account",
                                       "paper",  "help",       "other", NULL };

  return gains;
}

static WfReferralStep *
step_new_empty (void)
{
  WfReferralStep *self = g_new0 (WfReferralStep, 1);

  wf_fields_init (self, STEP_FIELDS);
  self->author = g_strdup ("");
  return self;
}

WfReferralStep *
wf_referral_step_new (WfReferralState to, const char *day)
{
  WfReferralStep *self = step_new_empty ();

  g_free (self->id);
  self->id = wf_random_id ();
  wf_visit_set_text (&self->day, day);
  self->to = to;
  return self;
}

void
wf_referral_step_free (WfReferralStep *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, STEP_FIELDS);
  g_free (self->author);
  g_free (self);
}

WfReferralOutcome *
wf_referral_outcome_new (void)
{
  WfReferralOutcome *self = g_new0 (WfReferralOutcome, 1);

  wf_fields_init (self, OUTCOME_FIELDS);
  self->gains = g_new0 (char *, 1);
  self->cost = -1;
  return self;
}

void
wf_referral_outcome_free (WfReferralOutcome *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, OUTCOME_FIELDS);
  g_strfreev (self->gains);
  g_free (self);
}

static void
consent_init (WfReferralConsent *self)
{
  memset (self, 0, sizeof *self);
  wf_fields_init (self, CONSENT_FIELDS);
  self->reason = g_strdup ("");
  self->shares = g_new0 (char *, 1);
}

static void
consent_clear (WfReferralConsent *self)
{
  wf_fields_clear (self, CONSENT_FIELDS);
  g_free (self->reason);
  g_strfreev (self->shares);
}

static WfReferral *
referral_new_empty (void)
{
  WfReferral *self = g_new0 (WfReferral, 1);

  wf_fields_init (self, FIELDS);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_referral_step_free);
  consent_init (&self->consent);
  return self;
}

WfReferral *
wf_referral_new (gboolean is_inbound)
{
  WfReferral *self = referral_new_empty ();

  g_free (self->id);
  self->id = wf_random_id ();
  self->is_inbound = is_inbound;
  self->state = is_inbound ? WF_REFERRAL_RECEIVED : WF_REFERRAL_OFFERED;
  if (!is_inbound)
    {
      g_free (self->code);
      self->code = wf_referral_code_new ();
    }
  return self;
}

void
wf_referral_free (WfReferral *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, FIELDS);
  g_clear_pointer (&self->entry, json_object_unref);
  g_ptr_array_unref (self->steps);
  consent_clear (&self->consent);
  wf_referral_outcome_free (self->outcome);
  g_free (self);
}

/* --- JSON --- */

static JsonObject *
step_to_body (const WfReferralStep *self)
{
  JsonObject *body = json_object_new ();

  wf_fields_write (self, STEP_FIELDS, body);
  json_object_set_string_member (body, "to", wf_referral_state_get_code (self->to));
  if (self->when_us != 0)
    json_object_set_int_member (body, "when-us", self->when_us);
  return body;
}

static WfReferralStep *
step_new_from_body (JsonObject *body)
{
  WfReferralStep *self = step_new_empty ();

  wf_fields_read (self, STEP_FIELDS, body);
  self->when_us = MAX (wf_json_get_int (body, "when-us", 0), 0);
  if (!wf_referral_state_from_code (wf_json_get_string (body, "to", NULL), &self->to) ||
      !wf_id_is_valid (self->id))
    g_clear_pointer (&self, wf_referral_step_free);
  return self;
}

static void
consent_write (const WfReferralConsent *self, JsonObject *body)
{
  wf_fields_write (self, CONSENT_FIELDS, body);
  wf_json_set_strings (body, "shares", (const char *const *) self->shares);
}

static void
consent_read (WfReferralConsent *self, JsonObject *body)
{
  wf_fields_read (self, CONSENT_FIELDS, body);
  g_strfreev (self->shares);
  self->shares = wf_json_get_strings (body, "shares");
}

static void
outcome_write (const WfReferralOutcome *self, JsonObject *body)
{
  wf_fields_write (self, OUTCOME_FIELDS, body);
  wf_json_set_strings (body, "gains", (const char *const *) self->gains);
  if (self->cost >= 0)
    json_object_set_double_member (body, "cost", self->cost);
}

static WfReferralOutcome *
outcome_new_from_body (JsonObject *body)
{
  WfReferralOutcome *self = wf_referral_outcome_new ();

  wf_fields_read (self, OUTCOME_FIELDS, body);
  g_strfreev (self->gains);
  self->gains = wf_json_get_strings (body, "gains");
  self->cost = wf_json_get_double (body, "cost", -1);
  return self;
}

JsonObject *
wf_referral_to_json (const WfReferral *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *json = json_object_new ();
  JsonArray *steps = json_array_new ();
  JsonObject *consent = json_object_new ();

  wf_fields_write (self, FIELDS, json);
  if (self->entry != NULL)
    json_object_set_object_member (json, "entry", json_object_ref (self->entry));
  json_object_set_boolean_member (json, "inbound", self->is_inbound);
  json_object_set_boolean_member (json, "tell-back", self->is_tell_back);
  json_object_set_boolean_member (json, "contested", self->is_contested);
  json_object_set_int_member (json, "time-us", self->time_us);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const WfReferralStep *step = self->steps->pdata[i];
      JsonObject *body = step_to_body (step);

      json_object_set_int_member (body, "time-us", step->time_us);
      json_object_set_string_member (body, "author", step->author);
      json_array_add_object_element (steps, body);
    }
  json_object_set_array_member (json, "steps", steps);
  consent_write (&self->consent, consent);
  json_object_set_int_member (consent, "time-us", self->consent.time_us);
  json_object_set_boolean_member (consent, "revoked", self->consent.is_revoked);
  json_object_set_string_member (consent, "reason", self->consent.reason);
  json_object_set_object_member (json, "consent", consent);
  if (self->outcome != NULL)
    {
      JsonObject *outcome = json_object_new ();

      outcome_write (self->outcome, outcome);
      json_object_set_object_member (json, "outcome", outcome);
    }
  return json;
}

static void
update_state (WfReferral *self)
{
  const WfReferralStep *last = wf_referral_get_last_step (self);

  self->state = last != NULL       ? last->to
                : self->is_inbound ? WF_REFERRAL_RECEIVED
                                   : WF_REFERRAL_OFFERED;
}

static void
read_steps (WfReferral *self, JsonArray *steps)
{
  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonNode *node = json_array_get_element (steps, i);
      WfReferralStep *step =
          JSON_NODE_HOLDS_OBJECT (node) ? step_new_from_body (json_node_get_object (node)) : NULL;

      if (step == NULL)
        continue;
      step->time_us = wf_json_get_int (json_node_get_object (node), "time-us", 0);
      wf_visit_set_text (&step->author,
                         wf_json_get_string (json_node_get_object (node), "author", ""));
      g_ptr_array_add (self->steps, step);
    }
}

WfReferral *
wf_referral_new_from_json (JsonObject *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  WfReferral *self = referral_new_empty ();
  JsonObject *entry = wf_json_get_object (json, "entry");
  JsonObject *consent = wf_json_get_object (json, "consent");
  JsonObject *outcome = wf_json_get_object (json, "outcome");

  wf_fields_read (self, FIELDS, json);
  self->entry = entry != NULL ? json_object_ref (entry) : NULL;
  self->is_inbound = wf_json_get_bool (json, "inbound", FALSE);
  self->is_tell_back = wf_json_get_bool (json, "tell-back", FALSE);
  self->is_contested = wf_json_get_bool (json, "contested", FALSE);
  self->time_us = wf_json_get_int (json, "time-us", 0);
  read_steps (self, wf_json_get_array (json, "steps"));
  update_state (self);
  if (consent != NULL)
    {
      consent_read (&self->consent, consent);
      self->consent.time_us = wf_json_get_int (consent, "time-us", 0);
      self->consent.is_revoked = wf_json_get_bool (consent, "revoked", FALSE);
      wf_visit_set_text (&self->consent.reason, wf_json_get_string (consent, "reason", ""));
    }
  if (outcome != NULL)
    self->outcome = outcome_new_from_body (outcome);
  return self;
}

/* --- What it says --- */

const WfReferralStep *
wf_referral_get_last_step (const WfReferral *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->steps->len > 0 ? self->steps->pdata[self->steps->len - 1] : NULL;
}

const WfReferralStep *
wf_referral_get_appointment (const WfReferral *self)
{
  const WfReferralStep *last = wf_referral_get_last_step (self);

  return last != NULL && last->to == WF_REFERRAL_BOOKED ? last : NULL;
}

const char *
wf_referral_get_sent_day (const WfReferral *self)
{
  g_return_val_if_fail (self != NULL, "");

  for (guint i = self->steps->len; i > 0; i--)
    {
      const WfReferralStep *step = self->steps->pdata[i - 1];

      if (step->to == WF_REFERRAL_SENT)
        return step->day;
    }
  return "";
}

gboolean
wf_referral_may_share (const WfReferral *self, const char *what, const char *today)
{
  g_return_val_if_fail (self != NULL && today != NULL, FALSE);

  const WfReferralConsent *consent = &self->consent;
  const char *through[] = { consent->through, NULL };

  if (consent->time_us == 0 || consent->is_revoked || wf_presence_has_child (through) ||
      (*consent->until != '\0' && strcmp (consent->until, today) < 0))
    return FALSE;
  return what == NULL ? consent->shares[0] != NULL
                      : g_strv_contains ((const char *const *) consent->shares, what);
}

/* --- The fold --- */

WfReferral *
wf_referrals_lookup (GPtrArray *referrals, const char *id)
{
  g_return_val_if_fail (referrals != NULL && id != NULL, NULL);

  for (guint i = 0; i < referrals->len; i++)
    {
      WfReferral *referral = referrals->pdata[i];

      if (strcmp (referral->id, id) == 0)
        return referral;
    }
  return NULL;
}

static void
apply_begun (GPtrArray *referrals, const WfRecord *record, const char *id)
{
  WfReferral *self;
  JsonObject *entry = wf_json_get_object (record->body, "entry");

  if (!wf_id_is_valid (id) || wf_referrals_lookup (referrals, id) != NULL)
    return;

  self = referral_new_empty ();
  wf_fields_read (self, FIELDS, record->body);
  self->entry = entry != NULL ? json_object_ref (entry) : NULL;
  self->is_inbound = strcmp (record->kind, "referral.received") == 0;
  self->is_tell_back = wf_json_get_bool (record->body, "tell-back", FALSE);
  self->time_us = record->time_us;
  update_state (self);
  g_ptr_array_add (referrals, self);
}

static gboolean
has_step (const WfReferral *self, const char *id)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const WfReferralStep *step = self->steps->pdata[i];

      if (strcmp (step->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Two who had not seen each other's step: what can stand stands, and it is said. */
static void
apply_moved (WfReferral *self, const WfRecord *record)
{
  g_autoptr (WfReferralStep) step = step_new_from_body (record->body);
  const WfReferralStep *last = wf_referral_get_last_step (self);

  if (step == NULL || has_step (self, step->id))
    return;
  if (strcmp (step->after, last != NULL ? last->id : "") != 0)
    self->is_contested = TRUE;
  if (!wf_referral_can_move (self->state, step->to))
    return;

  step->time_us = record->time_us;
  wf_visit_set_text (&step->author, record->author != NULL ? record->author : "");
  g_ptr_array_add (self->steps, g_steal_pointer (&step));
  update_state (self);
}

static void
apply_undone (WfReferral *self, const char *step_id)
{
  const WfReferralStep *last = wf_referral_get_last_step (self);

  if (last == NULL || strcmp (last->id, step_id) != 0)
    return;
  g_ptr_array_remove_index (self->steps, self->steps->len - 1);
  self->is_contested = FALSE;
  update_state (self);
  if (!wf_referral_state_is_end (self->state))
    g_clear_pointer (&self->outcome, wf_referral_outcome_free);
}

void
wf_referrals_apply (GPtrArray *referrals, const WfRecord *record)
{
  g_return_if_fail (referrals != NULL && record != NULL);

  const char *id = wf_json_get_string (record->body, "id", "");
  const char *verb = record->kind + strlen ("referral.");
  WfReferral *self;

  if (!wf_record_has_prefix (record, "referral."))
    return;
  if (strcmp (verb, "offered") == 0 || strcmp (verb, "received") == 0)
    {
      apply_begun (referrals, record, id);
      return;
    }
  self = wf_referrals_lookup (referrals, id);
  if (self == NULL)
    return;
  if (strcmp (verb, "moved") == 0)
    apply_moved (self, record);
  else if (strcmp (verb, "undone") == 0)
    apply_undone (self, wf_json_get_string (record->body, "step", ""));
  else if (strcmp (verb, "consented") == 0)
    {
      consent_clear (&self->consent);
      consent_init (&self->consent);
      consent_read (&self->consent, record->body);
      self->consent.time_us = record->time_us;
    }
  else if (strcmp (verb, "revoked") == 0 && self->consent.time_us != 0)
    {
      self->consent.is_revoked = TRUE;
      wf_visit_set_text (&self->consent.reason, wf_json_get_string (record->body, "reason", ""));
    }
  else if (strcmp (verb, "outcome") == 0)
    {
      wf_referral_outcome_free (self->outcome);
      self->outcome = outcome_new_from_body (record->body);
    }
}

/* --- Records --- */

static JsonObject *
body_new (const WfReferral *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", self->id);
  return body;
}

WfRecord *
wf_referral_record_begun (const WfReferral *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *body = json_object_new ();

  wf_fields_write (self, FIELDS, body);
  if (self->entry != NULL)
    json_object_set_object_member (body, "entry", json_object_ref (self->entry));
  if (self->is_inbound)
    json_object_set_boolean_member (body, "tell-back", self->is_tell_back);
  return wf_record_new (self->is_inbound ? "referral.received" : "referral.offered", body);
}

static gboolean
refuse (GError **error, WfClientError code, const char *message)
{
  g_set_error_literal (error, WF_CLIENT_ERROR, (int) code, message);
  return FALSE;
}

gboolean
wf_referral_check_step (const WfReferral *self,
                        const WfReferralStep *step,
                        const char *today,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && step != NULL && today != NULL, FALSE);

  if (!wf_referral_can_move (self->state, step->to))
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "A referral does not go there from here");
  if (strcmp (step->day, today) > 0)
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "What happened was not after today");
  if (step->to == WF_REFERRAL_NOT_GOT &&
      !g_strv_contains (wf_referral_get_reasons (), step->reason))
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "Why the client did not get it is missing");
  if (step->to == WF_REFERRAL_SENT && !g_strv_contains (wf_referral_get_ways (), step->way))
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "How the client was sent is missing");
  if (step->to == WF_REFERRAL_BOOKED && step->when_us <= 0)
    return refuse (error, WF_CLIENT_ERROR_BAD_VALUE, "The time of the appointment is missing");
  if (step->to == WF_REFERRAL_SENT && strcmp (step->way, "warm") == 0 &&
      !wf_referral_may_share (self, NULL, today))
    return refuse (error, WF_CLIENT_ERROR_REFUSED, "The client did not agree to share anything");
  if (step->to == WF_REFERRAL_TOLD && !wf_referral_may_share (self, NULL, today))
    return refuse (error, WF_CLIENT_ERROR_REFUSED, "The client did not agree to telling them");
  return TRUE;
}

WfRecord *
wf_referral_record_step (const WfReferral *self, const WfReferralStep *step)
{
  g_return_val_if_fail (self != NULL && step != NULL, NULL);

  JsonObject *body = step_to_body (step);
  const WfReferralStep *last = wf_referral_get_last_step (self);

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "after", last != NULL ? last->id : "");
  return wf_record_new ("referral.moved", body);
}

WfRecord *
wf_referral_record_undone (const WfReferral *self)
{
  g_return_val_if_fail (self != NULL && self->steps->len > 0, NULL);

  JsonObject *body = body_new (self);

  json_object_set_string_member (body, "step", wf_referral_get_last_step (self)->id);
  return wf_record_new ("referral.undone", body);
}

WfRecord *
wf_referral_record_consented (const WfReferral *self, const WfReferralConsent *consent)
{
  g_return_val_if_fail (self != NULL && consent != NULL, NULL);

  JsonObject *body = body_new (self);

  consent_write (consent, body);
  return wf_record_new ("referral.consented", body);
}

WfRecord *
wf_referral_record_revoked (const WfReferral *self, const char *reason)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *body = body_new (self);

  json_object_set_string_member (body, "reason", reason != NULL ? reason : "");
  return wf_record_new ("referral.revoked", body);
}

WfRecord *
wf_referral_record_outcome (const WfReferral *self, const WfReferralOutcome *outcome)
{
  g_return_val_if_fail (self != NULL && outcome != NULL, NULL);

  JsonObject *body = body_new (self);

  outcome_write (outcome, body);
  return wf_record_new ("referral.outcome", body);
}
