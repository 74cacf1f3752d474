/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makers of the records of kind client.* and retention.*. Their meaning is in wf-client.c.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-records.h"

#include "wf-json.h"
#include "wf-vault.h"

static WfRecord *
make_texts (
    const char *kind, const char *name, const char *value, const char *name2, const char *value2)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, name, value != NULL ? value : "");
  if (name2 != NULL)
    json_object_set_string_member (body, name2, value2 != NULL ? value2 : "");
  return wf_record_new (kind, body);
}

WfRecord *
wf_client_record_created (guint number)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "number", number);
  return wf_record_new ("client.created", body);
}

WfRecord *
wf_client_record_named (const char *name, gboolean is_alias)
{
  g_return_val_if_fail (name != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "name", name);
  json_object_set_boolean_member (body, "alias", is_alias);
  return wf_record_new ("client.named", body);
}

WfRecord *
wf_client_record_practice (void)
{
  return wf_record_new ("client.practice", json_object_new ());
}

WfRecord *
wf_client_record_fact (const WfClientFact *fact)
{
  g_return_val_if_fail (fact != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "fact", fact->name);
  json_object_set_string_member (body, "state", wf_client_fact_state_to_text (fact->state));
  if (fact->state == WF_CLIENT_FACT_ANSWERED)
    wf_json_set_strings (body, "values", (const char *const *) fact->values);
  if (*fact->source != '\0')
    json_object_set_string_member (body, "source", fact->source);
  if (*fact->by != '\0')
    json_object_set_string_member (body, "by", fact->by);
  return wf_record_new ("client.fact", body);
}

WfRecord *
wf_client_record_due (const char *day, const char *why)
{
  g_return_val_if_fail (day != NULL, NULL);

  return make_texts ("client.due", "day", day, "why", why);
}

WfRecord *
wf_client_record_noted (const char *text, gboolean is_protected)
{
  g_return_val_if_fail (text != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "text", text);
  json_object_set_boolean_member (body, "protected", is_protected);
  return wf_record_new ("client.noted", body);
}

WfRecord *
wf_client_record_viewed (const char *why)
{
  return make_texts (WF_VAULT_VIEW_KIND, "page", why, NULL, NULL);
}

WfRecord *
wf_client_record_held (const char *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return make_texts ("retention.held", "reason", reason, NULL, NULL);
}

WfRecord *
wf_client_record_released (const char *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  return make_texts ("retention.released", "reason", reason, NULL, NULL);
}
