/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a client's record goes, what goes, and what stays. What stays says nothing about
 * anybody: a month, not a day; no name, number or language.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-retention.h"

#include "wf-json.h"
#include "wf-loan.h"

#include <string.h>

gint64
wf_retention_get_date (gint64 last_activity_us, guint months)
{
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (last_activity_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = last != NULL ? g_date_time_add_months (last, (int) months) : NULL;

  return then != NULL ? g_date_time_to_unix (then) * G_USEC_PER_SEC : G_MAXINT64;
}

static WfRecord *
make_remains (const WfVisit *visit, GTimeZone *zone, gboolean is_first, gboolean for_funder)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (visit->started_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = g_date_time_to_timezone (utc, zone);
  g_autofree char *month = g_date_time_format (start, "%Y-%m");
  static const char *const nobody[] = { NULL };
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "month", month);
  json_object_set_string_member (body, "mode", visit->mode);
  json_object_set_int_member (body, "minutes", visit->minutes);
  wf_json_set_strings (body, "themes", (const char *const *) visit->themes);
  wf_json_set_strings (body, "funders", for_funder ? (const char *const *) visit->funders : nobody);
  json_object_set_boolean_member (body, "first", is_first);
  json_object_set_boolean_member (body, "for-funder", for_funder);
  return wf_record_new ("count.visit", body);
}

GPtrArray *
wf_retention_make_remains (const WfClient *client, GTimeZone *zone)
{
  g_return_val_if_fail (client != NULL && zone != NULL, NULL);

  GPtrArray *visits = wf_client_get_visits (client);
  GPtrArray *remains = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  WfConsentState report =
      wf_consent_get_state (wf_client_get_consent (client), WF_CONSENT_REPORT_COUNT);
  gboolean for_funder = report == WF_CONSENT_YES;

  for (guint i = 0; i < visits->len && !wf_client_is_practice (client); i++)
    g_ptr_array_add (remains, make_remains (visits->pdata[i], zone, i == 0, for_funder));
  return remains;
}

static guint
count_lent (GPtrArray *records)
{
  g_autoptr (GPtrArray) loans = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_loan_free);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    wf_loans_apply (loans, records->pdata[i]);
  for (guint i = 0; i < loans->len; i++)
    n += wf_loan_is_open (loans->pdata[i]);
  return n;
}

WfForgetPreview *
wf_forget_preview_new (const WfClient *client, GPtrArray *records, guint months, GTimeZone *zone)
{
  g_return_val_if_fail (client != NULL && records != NULL, NULL);

  WfForgetPreview *self = g_new0 (WfForgetPreview, 1);
  const char *name = wf_client_get_name (client);

  self->who = g_strdup (name != NULL ? name : "");
  self->visits = wf_client_get_visits (client)->len;
  self->facts = wf_client_get_facts (client)->len;
  self->events = records->len;
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);

      if (strcmp (record->kind, "client.noted") == 0 ||
          strcmp (record->kind, "interview.note") == 0)
        self->notes++;
    }
  self->lent = count_lent (records);
  self->is_held = wf_client_is_held (client);
  self->hold_reason = g_strdup (wf_client_get_hold_reason (client));
  self->has_open_visit = wf_client_get_open_visit (client) != NULL;
  self->due_us = wf_retention_get_date (wf_client_get_last_activity (client), months);
  self->remains = wf_retention_make_remains (client, zone);
  return self;
}

void
wf_forget_preview_free (WfForgetPreview *self)
{
  if (self == NULL)
    return;

  g_free (self->who);
  g_free (self->hold_reason);
  g_ptr_array_unref (self->remains);
  g_free (self);
}
