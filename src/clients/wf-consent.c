/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent by purpose, folded from what was said. A purpose that was never asked is a no; only
 * a plain yes allows: one said through a child is to be asked again and allows nothing until
 * then, and one with a last day ends with it. Saying it again without a child clears the mark.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-consent.h"

#include "wf-json.h"

#include <string.h>

#define KIND_GIVEN   "consent.given"
#define KIND_REVOKED "consent.revoked"
#define ANSWER_TYPE  "(syxbss)"
#define STATE_TYPE   "(xxssa" ANSWER_TYPE ")"

struct _WfConsent {
  gatomicrefcount refs;
  gint64 time_us;
  gint64 limits_us;
  char *lang;
  char *through;
  GPtrArray *answers; /* of WfConsentAnswer, in the order first asked */
};

static const struct {
  const char *purpose;
  const char *text_id;
} TEXTS[] = {
  { WF_CONSENT_HELP_NOW, "consent.help" },
  { WF_CONSENT_KEEP_NOTES, "consent.notes" },
  { WF_CONSENT_CONTACT_AFTER, "consent.contact" },
  { WF_CONSENT_REPORT_COUNT, "consent.report-count" },
  { WF_CONSENT_REPORT_WITH_NUMBER, "consent.report-number" },
  { WF_CONSENT_IMPROVE, "consent.improve" },
  { WF_CONSENT_WATCH, "consent.watch" },
};

const char *
wf_consent_get_text_id (const char *purpose)
{
  g_return_val_if_fail (purpose != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      if (strcmp (TEXTS[i].purpose, purpose) == 0)
        return TEXTS[i].text_id;
    }
  return wf_consent_get_agency (purpose) != NULL ? "consent.share" : NULL;
}

const char *
wf_consent_get_agency (const char *purpose)
{
  g_return_val_if_fail (purpose != NULL, NULL);

  const char *agency = purpose + strlen (WF_CONSENT_SHARE_PREFIX);

  return g_str_has_prefix (purpose, WF_CONSENT_SHARE_PREFIX) && *agency != '\0' ? agency : NULL;
}

static void
answer_free (WfConsentAnswer *answer)
{
  g_free (answer->purpose);
  g_free (answer->until);
  g_free (answer->reason);
  g_free (answer);
}

/* @said: everything but the purpose's memory is copied. */
static void
add_answer (WfConsent *self, const WfConsentAnswer *said)
{
  WfConsentAnswer *answer = g_new0 (WfConsentAnswer, 1);

  *answer = *said;
  answer->purpose = g_strdup (said->purpose);
  answer->until = g_strdup (said->until);
  answer->reason = g_strdup (said->reason);
  g_ptr_array_add (self->answers, answer);
}

WfConsent *
wf_consent_new_empty (void)
{
  WfConsent *self = g_new0 (WfConsent, 1);

  g_atomic_ref_count_init (&self->refs);
  self->lang = g_strdup ("");
  self->through = g_strdup ("");
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  return self;
}

WfConsent *
wf_consent_ref (WfConsent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_consent_unref (WfConsent *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->lang);
  g_free (self->through);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

static WfConsent *
copy (WfConsent *self)
{
  WfConsent *other = wf_consent_new_empty ();

  other->time_us = self->time_us;
  other->limits_us = self->limits_us;
  g_free (other->lang);
  other->lang = g_strdup (self->lang);
  g_free (other->through);
  other->through = g_strdup (self->through);
  for (guint i = 0; i < self->answers->len; i++)
    add_answer (other, g_ptr_array_index (self->answers, i));
  return other;
}

const WfConsentAnswer *
wf_consent_lookup (const WfConsent *self, const char *purpose)
{
  g_return_val_if_fail (self != NULL && purpose != NULL, NULL);

  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      if (strcmp (answer->purpose, purpose) == 0)
        return answer;
    }
  return NULL;
}

/* What was said last stands in the place of what was said first. */
static void
set_answer (WfConsent *self, const WfConsentAnswer *said)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      if (strcmp (answer->purpose, said->purpose) == 0)
        {
          g_autofree char *until = answer->until;
          g_autofree char *reason = answer->reason;

          answer->state = said->state;
          answer->time_us = said->time_us;
          answer->ask_again = said->ask_again;
          answer->until = g_strdup (said->until);
          answer->reason = g_strdup (said->reason);
          return;
        }
    }
  add_answer (self, said);
}

static gboolean
is_through_child (const char *through)
{
  return strcmp (through, "child") == 0 || strcmp (through, "interpreter-child") == 0;
}

static void
apply_given (WfConsent *self, const WfRecord *record)
{
  JsonObject *answers = wf_json_get_object (record->body, "answers");
  g_auto (GStrv) purposes = wf_json_get_strings (record->body, "purposes");
  const char *through = wf_json_get_string (record->body, "through", "");

  for (guint i = 0; purposes[i] != NULL; i++)
    {
      const char *said = wf_json_get_string (answers, purposes[i], "");
      const WfConsentAnswer answer = { purposes[i],
                                       *said == 'y' ? WF_CONSENT_YES : WF_CONSENT_NO,
                                       record->time_us,
                                       is_through_child (through),
                                       (char *) wf_json_get_string (record->body, "until", ""),
                                       (char *) "" };

      if (strcmp (said, "yes") == 0 || strcmp (said, "no") == 0)
        set_answer (self, &answer);
    }
  self->time_us = record->time_us;
  if (wf_json_get_bool (record->body, "limits", FALSE))
    self->limits_us = record->time_us;
  g_free (self->lang);
  self->lang = g_strdup (wf_json_get_string (record->body, "lang", ""));
  g_free (self->through);
  self->through = g_strdup (through);
}

WfConsent *
wf_consent_apply (WfConsent *self, const WfRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  gboolean is_given = strcmp (record->kind, KIND_GIVEN) == 0;

  if (!is_given && strcmp (record->kind, KIND_REVOKED) != 0)
    return wf_consent_ref (self);

  WfConsent *after = copy (self);
  const char *purpose = wf_json_get_string (record->body, "purpose", "");

  if (is_given)
    apply_given (after, record);
  else if (*purpose != '\0')
    {
      const WfConsentAnswer answer = {
        (char *) purpose, WF_CONSENT_REVOKED,
        record->time_us,  FALSE,
        (char *) "",      (char *) wf_json_get_string (record->body, "reason", "")
      };

      set_answer (after, &answer);
      after->time_us = record->time_us;
    }
  return after;
}

GVariant *
wf_consent_to_variant (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GVariantBuilder answers;

  g_variant_builder_init (&answers, G_VARIANT_TYPE ("a" ANSWER_TYPE));
  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      g_variant_builder_add (&answers, ANSWER_TYPE, answer->purpose, (guchar) answer->state,
                             answer->time_us, answer->ask_again, answer->until, answer->reason);
    }
  return g_variant_new (STATE_TYPE, self->time_us, self->limits_us, self->lang, self->through,
                        &answers);
}

WfConsent *
wf_consent_new_from_variant (GVariant *variant)
{
  WfConsent *self = wf_consent_new_empty ();

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return self;

  g_autoptr (GVariantIter) answers = NULL;
  WfConsentAnswer answer = { 0 };
  guchar state;

  g_clear_pointer (&self->lang, g_free);
  g_clear_pointer (&self->through, g_free);
  g_variant_get (variant, STATE_TYPE, &self->time_us, &self->limits_us, &self->lang, &self->through,
                 &answers);
  while (g_variant_iter_next (answers, "(&syxb&s&s)", &answer.purpose, &state, &answer.time_us,
                              &answer.ask_again, &answer.until, &answer.reason))
    {
      answer.state = MIN (state, WF_CONSENT_REVOKED);
      add_answer (self, &answer);
    }
  return self;
}

WfConsentState
wf_consent_get_state (const WfConsent *self, const char *purpose)
{
  const WfConsentAnswer *answer = wf_consent_lookup (self, purpose);

  return answer != NULL ? answer->state : WF_CONSENT_NOT_ASKED;
}

gboolean
wf_consent_allows (const WfConsent *self, const char *purpose, const char *today)
{
  g_return_val_if_fail (today != NULL, FALSE);

  const WfConsentAnswer *answer = wf_consent_lookup (self, purpose);

  return answer != NULL && answer->state == WF_CONSENT_YES && !answer->ask_again &&
         (*answer->until == '\0' || strcmp (today, answer->until) <= 0);
}

gboolean
wf_consent_must_ask_again (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      if (answer->ask_again)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_consent_has_been_asked (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->answers->len > 0;
}

gboolean
wf_consent_refuses_notes (const WfConsent *self)
{
  WfConsentState state = wf_consent_get_state (self, WF_CONSENT_KEEP_NOTES);

  return state == WF_CONSENT_NO || state == WF_CONSENT_REVOKED;
}

GPtrArray *
wf_consent_get_answers (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->answers;
}

const char *
wf_consent_get_language (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->lang;
}

const char *
wf_consent_get_through (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->through;
}

gint64
wf_consent_get_limits_time (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->limits_us;
}

gint64
wf_consent_get_time (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time_us;
}

WfRecord *
wf_consent_record_given (const char *const *purposes,
                         const gboolean *answers,
                         const char *lang,
                         const char *through,
                         gboolean limits_taught_back)
{
  g_return_val_if_fail (purposes != NULL && answers != NULL && lang != NULL, NULL);

  JsonObject *body = json_object_new ();
  JsonObject *said = json_object_new ();

  wf_json_set_strings (body, "purposes", purposes);
  for (guint i = 0; purposes[i] != NULL; i++)
    json_object_set_string_member (said, purposes[i], answers[i] ? "yes" : "no");
  json_object_set_object_member (body, "answers", said);
  json_object_set_string_member (body, "lang", lang);
  json_object_set_string_member (body, "through", through != NULL ? through : "");
  json_object_set_boolean_member (body, "limits", limits_taught_back);
  return wf_record_new (KIND_GIVEN, body);
}

WfRecord *
wf_consent_record_shared (
    const char *agency, gboolean answer, const char *until, const char *lang, const char *through)
{
  g_return_val_if_fail (agency != NULL && *agency != '\0', NULL);

  g_autofree char *purpose = g_strconcat (WF_CONSENT_SHARE_PREFIX, agency, NULL);
  const char *const purposes[] = { purpose, NULL };
  WfRecord *record = wf_consent_record_given (purposes, &answer, lang, through, FALSE);

  if (until != NULL && *until != '\0')
    json_object_set_string_member (record->body, "until", until);
  return record;
}

WfRecord *
wf_consent_record_revoked (const char *purpose, const char *reason)
{
  g_return_val_if_fail (purpose != NULL && *purpose != '\0', NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "purpose", purpose);
  if (reason != NULL && *reason != '\0')
    json_object_set_string_member (body, "reason", reason);
  return wf_record_new (KIND_REVOKED, body);
}

WfConsentReceipt *
wf_consent_make_receipt (const WfConsent *self,
                         gint64 delete_by_us,
                         const char *province_line,
                         const char *funder_line)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GStrvBuilder) yes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) yes_until = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) no = g_strv_builder_new ();
  WfConsentReceipt *receipt = g_new0 (WfConsentReceipt, 1);

  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      g_strv_builder_add (answer->state == WF_CONSENT_YES ? yes : no, answer->purpose);
      if (answer->state == WF_CONSENT_YES)
        g_strv_builder_add (yes_until, answer->until);
    }
  receipt->lang = g_strdup (self->lang);
  receipt->yes = g_strv_builder_end (yes);
  receipt->yes_until = g_strv_builder_end (yes_until);
  receipt->no = g_strv_builder_end (no);
  receipt->time_us = self->time_us;
  receipt->limits_taught_back = self->limits_us > 0;
  receipt->ask_again = wf_consent_must_ask_again (self);
  receipt->delete_by_us = delete_by_us;
  receipt->province_line = g_strdup (province_line);
  receipt->funder_line = g_strdup (funder_line);
  return receipt;
}

void
wf_consent_receipt_free (WfConsentReceipt *self)
{
  if (self == NULL)
    return;

  g_free (self->lang);
  g_strfreev (self->yes);
  g_strfreev (self->yes_until);
  g_strfreev (self->no);
  g_free (self->province_line);
  g_free (self->funder_line);
  g_free (self);
}
