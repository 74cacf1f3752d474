/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One client as a fold over records. wf_client_apply() is the whole meaning of the kinds; the
 * snapshot is its state written as GVariant, so that state → record → state is the same in
 * whatever pieces the records come.
 *
 * Invariants: a member that a record names wrongly or not at all stays as it was; an unknown
 * kind changes nothing; client.viewed never changes anything (being looked at is not contact).
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client.h"

#include "wf-client-records.h"

#include "wf-follow.h"
#include "wf-hex.h"
#include "wf-json.h"

#include <string.h>

#define FACTS_TYPE "a(syasxss)"
#define STATE_TYPE "(sbuxxsssbasbssbb" FACTS_TYPE "vvvv)"
#define MINOR_AGE  18
#define DAY_CHARS  10

struct _WfClient {
  gatomicrefcount refs;
  char *id;
  char *name;
  gboolean is_alias;
  guint number;
  gint64 created_us;
  gint64 activity_us;
  char *due_day;
  char *due_why;
  char *navigator;
  gboolean is_restricted;
  GStrv restricted_to;
  gboolean is_held;
  char *hold_reason;
  char *hold_author;
  gboolean is_counted;
  gboolean is_practice;
  GPtrArray *facts; /* of WfClientFact, in the order first said */
  WfConsent *consent;
  WfSafeContact *contact;
  GPtrArray *visits;      /* of WfVisit */
  GPtrArray *attendances; /* of WfAttendance */
};

static WfClient *
client_new (const char *id)
{
  WfClient *self = g_new0 (WfClient, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->due_day = g_strdup ("");
  self->due_why = g_strdup ("");
  self->navigator = g_strdup ("");
  self->restricted_to = g_new0 (char *, 1);
  self->hold_reason = g_strdup ("");
  self->hold_author = g_strdup ("");
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);
  self->consent = wf_consent_new_empty ();
  self->contact = wf_safe_contact_new ();
  self->visits = wf_visits_from_variant (NULL);
  self->attendances = wf_attendances_from_variant (NULL);
  return self;
}

WfClient *
wf_client_ref (WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_client_unref (WfClient *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->due_day);
  g_free (self->due_why);
  g_free (self->navigator);
  g_strfreev (self->restricted_to);
  g_free (self->hold_reason);
  g_free (self->hold_author);
  g_ptr_array_unref (self->facts);
  wf_consent_unref (self->consent);
  wf_safe_contact_free (self->contact);
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->attendances);
  g_free (self);
}

static WfClientFact *
find_fact (const WfClient *self, const char *name)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      WfClientFact *fact = g_ptr_array_index (self->facts, i);

      if (strcmp (fact->name, name) == 0)
        return fact;
    }
  return NULL;
}

static void
apply_fact (WfClient *self, const WfRecord *record)
{
  const char *name = wf_json_get_string (record->body, "fact", "");
  g_auto (GStrv) values = wf_json_get_strings (record->body, "values");
  WfClientFactState state =
      wf_client_fact_state_from_text (wf_json_get_string (record->body, "state", NULL));
  WfClientFact *fact;
  guint index;

  if (!g_strv_contains (wf_client_fact_get_names (), name))
    return;

  fact = wf_client_fact_new (name, state, (const char *const *) values,
                             state == WF_CLIENT_FACT_NOT_ASKED ? 0 : record->time_us);
  wf_client_fact_set_source (fact, wf_json_get_string (record->body, "source", NULL),
                             wf_json_get_string (record->body, "by", NULL));
  if (g_ptr_array_find (self->facts, find_fact (self, name), &index))
    {
      wf_client_fact_free (self->facts->pdata[index]);
      self->facts->pdata[index] = fact;
    }
  else
    g_ptr_array_add (self->facts, fact);
}

static void
set_due (WfClient *self, const char *day, const char *why)
{
  wf_visit_set_text (&self->due_day, strlen (day) == DAY_CHARS ? day : "");
  wf_visit_set_text (&self->due_why, why);
}

static void
apply_client (WfClient *self, const WfRecord *record)
{
  JsonObject *body = record->body;
  const char *verb = record->kind + strlen ("client.");

  if (strcmp (verb, "created") == 0 && self->created_us == 0)
    {
      self->created_us = record->time_us;
      self->number = (guint) CLAMP (wf_json_get_int (body, "number", 0), 0, G_MAXINT);
      wf_visit_set_text (&self->navigator, record->author);
      if (strchr (self->navigator, '/') != NULL)
        *strchr (self->navigator, '/') = '\0';
    }
  else if (strcmp (verb, "named") == 0)
    {
      wf_visit_set_text (&self->name, wf_json_get_string (body, "name", self->name));
      self->is_alias = wf_json_get_bool (body, "alias", FALSE);
    }
  else if (strcmp (verb, "practice") == 0)
    self->is_practice = TRUE;
  else if (strcmp (verb, "fact") == 0)
    apply_fact (self, record);
  else if (strcmp (verb, "due") == 0)
    set_due (self, wf_json_get_string (body, "day", ""), wf_json_get_string (body, "why", ""));
}

static void
apply_retention (WfClient *self, const WfRecord *record)
{
  if (strcmp (record->kind, "retention.held") == 0)
    {
      self->is_held = TRUE;
      wf_visit_set_text (&self->hold_reason, wf_json_get_string (record->body, "reason", ""));
      wf_visit_set_text (&self->hold_author, record->author);
    }
  else if (strcmp (record->kind, "retention.released") == 0)
    {
      self->is_held = FALSE;
      wf_visit_set_text (&self->hold_reason, "");
      wf_visit_set_text (&self->hold_author, "");
    }
  else if (strcmp (record->kind, "retention.counted") == 0)
    self->is_counted = TRUE;
}

static void
apply_owner (WfClient *self, const WfRecord *record)
{
  if (strcmp (record->kind, "owner.restricted") == 0)
    {
      g_auto (GStrv) staff = wf_json_get_strings (record->body, "only_for");

      self->is_restricted = staff[0] != NULL;
      wf_visit_set_list (&self->restricted_to, (const char *const *) staff);
    }
  else if (strcmp (record->kind, "owner.handed-over") == 0)
    wf_visit_set_text (&self->navigator, wf_json_get_string (record->body, "to", self->navigator));
}

/* Whether the clock of retention starts anew: the client was here, or said something. */
static gboolean
is_contact (const WfRecord *record)
{
  static const char *const told[] = { "client.created", "client.named", "client.fact", NULL };

  return g_strv_contains (told, record->kind) || wf_record_has_prefix (record, "visit.") ||
         g_str_equal (record->kind, "attendance.noted") ||
         wf_record_has_prefix (record, "consent.") || wf_record_has_prefix (record, "contact.") ||
         wf_follow_is_contact (record);
}

static void
client_apply (WfClient *self, const WfRecord *record)
{
  if (is_contact (record))
    self->activity_us = MAX (self->activity_us, record->time_us);

  if (wf_record_has_prefix (record, "client."))
    apply_client (self, record);
  else if (wf_record_has_prefix (record, "consent."))
    {
      g_autoptr (WfConsent) before = self->consent;

      self->consent = wf_consent_apply (before, record);
    }
  else if (strcmp (record->kind, "contact.agreed") == 0)
    {
      wf_safe_contact_free (self->contact);
      self->contact = wf_safe_contact_from_record (record);
    }
  else if (wf_record_has_prefix (record, "visit."))
    {
      wf_visits_apply (self->visits, record);
      if (strcmp (record->kind, "visit.ended") == 0 &&
          wf_id_is_valid (wf_json_get_string (record->body, "id", "")) &&
          json_object_has_member (record->body, "next-day"))
        set_due (self, wf_json_get_string (record->body, "next-day", ""), WF_CLIENT_DUE_VISIT);
    }
  else if (wf_record_has_prefix (record, "attendance."))
    wf_attendances_apply (self->attendances, record);
  else if (wf_record_has_prefix (record, "retention."))
    apply_retention (self, record);
  else if (wf_record_has_prefix (record, "owner."))
    apply_owner (self, record);
}

static GVariant *
facts_to_variant (const WfClient *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (FACTS_TYPE));
  for (guint i = 0; i < self->facts->len; i++)
    {
      const WfClientFact *fact = g_ptr_array_index (self->facts, i);

      g_variant_builder_add (&builder, "(sy^asxss)", fact->name, (guchar) fact->state, fact->values,
                             fact->time_us, fact->source, fact->by);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
client_to_variant (const WfClient *self)
{
  return g_variant_new (
      "(sbuxxsssb^asbssbb@" FACTS_TYPE "vvvv)", self->name, self->is_alias, self->number,
      self->created_us, self->activity_us, self->due_day, self->due_why, self->navigator,
      self->is_restricted, self->restricted_to, self->is_held, self->hold_reason, self->hold_author,
      self->is_counted, self->is_practice, facts_to_variant (self),
      wf_consent_to_variant (self->consent), wf_safe_contact_to_variant (self->contact),
      wf_visits_to_variant (self->visits), wf_attendances_to_variant (self->attendances));
}

static void
read_facts (WfClient *self, GVariant *facts)
{
  GVariantIter iter;
  const char *name, *source, *by;
  guchar state;
  char **values;
  gint64 time_us;

  g_variant_iter_init (&iter, facts);
  while (
      g_variant_iter_next (&iter, "(&sy^asx&s&s)", &name, &state, &values, &time_us, &source, &by))
    {
      WfClientFact *fact = wf_client_fact_new (name, MIN (state, WF_CLIENT_FACT_DONT_KNOW),
                                               (const char *const *) values, time_us);

      wf_client_fact_set_source (fact, source, by);
      g_ptr_array_add (self->facts, fact);
      g_strfreev (values);
    }
}

WfClient *
wf_client_new_from_variant (const char *id, GVariant *variant)
{
  g_return_val_if_fail (id != NULL, NULL);

  WfClient *self = client_new (id);
  const char *name, *due_day, *due_why, *navigator, *hold_reason, *hold_author;
  g_auto (GStrv) restricted_to = NULL;
  g_autoptr (GVariant) facts = NULL;
  g_autoptr (GVariant) consent = NULL;
  g_autoptr (GVariant) contact = NULL;
  g_autoptr (GVariant) visits = NULL;
  g_autoptr (GVariant) attendances = NULL;

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return self;

  g_variant_get (variant, "(&sbuxx&s&s&sb^asb&s&sbb@" FACTS_TYPE "vvvv)", &name, &self->is_alias,
                 &self->number, &self->created_us, &self->activity_us, &due_day, &due_why,
                 &navigator, &self->is_restricted, &restricted_to, &self->is_held, &hold_reason,
                 &hold_author, &self->is_counted, &self->is_practice, &facts, &consent, &contact,
                 &visits, &attendances);
  wf_visit_set_text (&self->name, name);
  set_due (self, due_day, due_why);
  wf_visit_set_text (&self->navigator, navigator);
  wf_visit_set_list (&self->restricted_to, (const char *const *) restricted_to);
  wf_visit_set_text (&self->hold_reason, hold_reason);
  wf_visit_set_text (&self->hold_author, hold_author);
  read_facts (self, facts);
  wf_consent_unref (self->consent);
  self->consent = wf_consent_new_from_variant (consent);
  wf_safe_contact_free (self->contact);
  self->contact = wf_safe_contact_from_variant (contact);
  g_ptr_array_unref (self->visits);
  self->visits = wf_visits_from_variant (visits);
  g_ptr_array_unref (self->attendances);
  self->attendances = wf_attendances_from_variant (attendances);
  return self;
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  g_autoptr (WfClient) client = wf_client_new_from_variant ("", state);

  client_apply (client, record);
  return client_to_variant (client);
}

const WfFold *
wf_client_get_fold (void)
{
  static const char *const kinds[] = { "client.",    "consent.",    "contact.",  "visit.",
                                       "retention.", "owner.",      "referral.", "attempt.",
                                       "loan.",      "attendance.", NULL };
  static const WfFold fold = { WF_CLIENT_ASPECT, 6, kinds, apply };

  return &fold;
}

const char *
wf_client_get_id (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
wf_client_get_name (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return *self->name != '\0' ? self->name : NULL;
}

gboolean
wf_client_is_alias (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_alias;
}

guint
wf_client_get_number (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

gint64
wf_client_get_created (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created_us;
}

gint64
wf_client_get_last_activity (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->activity_us;
}

const WfClientFact *
wf_client_get_fact (const WfClient *self, const char *name)
{
  static char *no_values[] = { NULL };
  static const WfClientFact unasked = { (char *) "", WF_CLIENT_FACT_NOT_ASKED,
                                        no_values,   0,
                                        (char *) "", (char *) "" };

  g_return_val_if_fail (self != NULL && name != NULL, &unasked);

  const WfClientFact *fact = find_fact (self, name);

  return fact != NULL ? fact : &unasked;
}

const char *
wf_client_get_fact_text (const WfClient *self, const char *name)
{
  return wf_client_get_fact (self, name)->values[0];
}

GPtrArray *
wf_client_get_facts (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->facts;
}

WfClientAge
wf_client_get_age (const WfClient *self, gint64 now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  const char *date = wf_client_get_fact_text (self, "birth-date");
  const char *year = wf_client_get_fact_text (self, "birth-year");

  if (date == NULL && year == NULL)
    return WF_CLIENT_AGE_UNKNOWN;

  int age = g_date_time_get_year (now) - atoi (date != NULL ? date : year);
  g_autofree char *today = g_date_time_format (now, "%m-%d");
  gboolean had_birthday = date != NULL && strlen (date) == 10 && strcmp (date + 5, today) <= 0;

  return age > MINOR_AGE || (age == MINOR_AGE && had_birthday) ? WF_CLIENT_AGE_ADULT
                                                               : WF_CLIENT_AGE_MINOR;
}

WfConsent *
wf_client_get_consent (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->consent;
}

const WfSafeContact *
wf_client_get_contact (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->contact;
}

WfContactLevel
wf_client_get_contact_level (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, WF_CONTACT_NEVER);

  WfConsentState state = wf_consent_get_state (self->consent, WF_CONSENT_CONTACT_AFTER);

  return state == WF_CONSENT_NO || state == WF_CONSENT_REVOKED
             ? WF_CONTACT_NEVER
             : wf_safe_contact_get_level (self->contact);
}

GPtrArray *
wf_client_get_visits (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->visits;
}

GPtrArray *
wf_client_get_attendances (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attendances;
}

const WfVisit *
wf_client_get_open_visit (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->visits->len; i > 0; i--)
    {
      const WfVisit *visit = g_ptr_array_index (self->visits, i - 1);

      if (wf_visit_is_open (visit))
        return visit;
    }
  return NULL;
}

const char *
wf_client_get_next_due (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->due_day;
}

const char *
wf_client_get_due_why (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->due_why;
}

const char *
wf_client_get_navigator (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->navigator;
}

const char *const *
wf_client_get_restricted_to (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_restricted ? (const char *const *) self->restricted_to : NULL;
}

gboolean
wf_client_is_held (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_held;
}

const char *
wf_client_get_hold_reason (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_held ? self->hold_reason : NULL;
}

const char *
wf_client_get_hold_author (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_held ? self->hold_author : NULL;
}

gboolean
wf_client_is_counted (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_counted;
}

gboolean
wf_client_is_practice (const WfClient *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_practice;
}
