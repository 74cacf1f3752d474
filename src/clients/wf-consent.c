/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent by purpose, folded from what was said. A purpose that was never asked is a no; only
 * a plain yes allows. Saying yes again after "ask again" without a child clears the mark.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-consent.h"

#include "wf-json.h"

#include <string.h>

#define KIND_GIVEN   "consent.given"
#define KIND_REVOKED "consent.revoked"
#define STATE_TYPE   "(xxssa(syxb))"

struct _WfConsent {
  gatomicrefcount refs;
  gint64 time_us;
  gint64 limits_us;
  char *lang;
  char *through;
  GPtrArray *answers; /* of WfConsentAnswer, in the order first asked */
};

static void
answer_free (WfConsentAnswer *answer)
{
  g_free (answer->purpose);
  g_free (answer);
}

static void
add_answer (
    WfConsent *self, const char *purpose, WfConsentState state, gint64 time_us, gboolean ask_again)
{
  WfConsentAnswer *answer = g_new0 (WfConsentAnswer, 1);

  answer->purpose = g_strdup (purpose);
  answer->state = state;
  answer->time_us = time_us;
  answer->ask_again = ask_again;
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
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      add_answer (other, answer->purpose, answer->state, answer->time_us, answer->ask_again);
    }
  return other;
}

static WfConsentAnswer *
find_answer (const WfConsent *self, const char *purpose)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      if (strcmp (answer->purpose, purpose) == 0)
        return answer;
    }
  return NULL;
}

static void
set_answer (
    WfConsent *self, const char *purpose, WfConsentState state, gint64 time_us, gboolean ask_again)
{
  WfConsentAnswer *answer = find_answer (self, purpose);

  if (answer == NULL)
    {
      add_answer (self, purpose, state, time_us, ask_again);
      return;
    }
  answer->state = state;
  answer->time_us = time_us;
  answer->ask_again = ask_again;
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

      if (strcmp (said, "yes") == 0 || strcmp (said, "no") == 0)
        set_answer (self, purposes[i], *said == 'y' ? WF_CONSENT_YES : WF_CONSENT_NO,
                    record->time_us, is_through_child (through));
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
      set_answer (after, purpose, WF_CONSENT_REVOKED, record->time_us, FALSE);
      after->time_us = record->time_us;
    }
  return after;
}

GVariant *
wf_consent_to_variant (const WfConsent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GVariantBuilder answers;

  g_variant_builder_init (&answers, G_VARIANT_TYPE ("a(syxb)"));
  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      g_variant_builder_add (&answers, "(syxb)", answer->purpose, (guchar) answer->state,
                             answer->time_us, answer->ask_again);
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
  const char *purpose;
  guchar state;
  gint64 time_us;
  gboolean ask_again;

  g_clear_pointer (&self->lang, g_free);
  g_clear_pointer (&self->through, g_free);
  g_variant_get (variant, STATE_TYPE, &self->time_us, &self->limits_us, &self->lang, &self->through,
                 &answers);
  while (g_variant_iter_next (answers, "(&syxb)", &purpose, &state, &time_us, &ask_again))
    add_answer (self, purpose, MIN (state, WF_CONSENT_REVOKED), time_us, ask_again);
  return self;
}

WfConsentState
wf_consent_get_state (const WfConsent *self, const char *purpose)
{
  g_return_val_if_fail (self != NULL && purpose != NULL, WF_CONSENT_NOT_ASKED);

  const WfConsentAnswer *answer = find_answer (self, purpose);

  return answer != NULL ? answer->state : WF_CONSENT_NOT_ASKED;
}

gboolean
wf_consent_allows (const WfConsent *self, const char *purpose)
{
  return wf_consent_get_state (self, purpose) == WF_CONSENT_YES;
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
wf_consent_record_revoked (const char *purpose)
{
  g_return_val_if_fail (purpose != NULL && *purpose != '\0', NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "purpose", purpose);
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
  g_autoptr (GStrvBuilder) no = g_strv_builder_new ();
  WfConsentReceipt *receipt = g_new0 (WfConsentReceipt, 1);

  for (guint i = 0; i < self->answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (self->answers, i);

      g_strv_builder_add (answer->state == WF_CONSENT_YES ? yes : no, answer->purpose);
    }
  receipt->lang = g_strdup (self->lang);
  receipt->yes = g_strv_builder_end (yes);
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
  g_strfreev (self->no);
  g_free (self->province_line);
  g_free (self->funder_line);
  g_free (self);
}
