/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The safe-contact rule as a value. Said anew it replaces the old rule whole: half of an old
 * rule under a new one could endanger somebody.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-safe-contact.h"

#include "wf-json.h"

#define STATE_TYPE "(asssbsbbx)"

WfSafeContact *
wf_safe_contact_new (void)
{
  WfSafeContact *self = g_new0 (WfSafeContact, 1);

  self->ways = g_new0 (char *, 1);
  return self;
}

WfSafeContact *
wf_safe_contact_copy (const WfSafeContact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfSafeContact *other = g_new0 (WfSafeContact, 1);

  *other = *self;
  other->ways = g_strdupv (self->ways);
  other->where = g_strdup (self->where);
  other->when = g_strdup (self->when);
  other->if_other = g_strdup (self->if_other);
  return other;
}

void
wf_safe_contact_free (WfSafeContact *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->ways);
  g_free (self->where);
  g_free (self->when);
  g_free (self->if_other);
  g_free (self);
}

WfContactLevel
wf_safe_contact_get_level (const WfSafeContact *self)
{
  g_return_val_if_fail (self != NULL, WF_CONTACT_NOT_ASKED);

  gboolean is_only_here = g_strv_length (self->ways) == 1 &&
                          g_strv_contains ((const char *const *) self->ways, "only-here");

  if (self->time_us == 0)
    return WF_CONTACT_NOT_ASKED;
  if (self->do_not_call || is_only_here || self->ways[0] == NULL)
    return WF_CONTACT_NEVER;
  if (self->never_message || !self->may_say_who || self->when != NULL || self->if_other != NULL)
    return WF_CONTACT_CARE;
  return WF_CONTACT_OK;
}

static void
set_text (JsonObject *body, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, name, text);
}

static char *
dup_text (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

WfRecord *
wf_safe_contact_to_record (const WfSafeContact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *body = json_object_new ();

  wf_json_set_strings (body, "ways", (const char *const *) self->ways);
  set_text (body, "where", self->where);
  set_text (body, "when", self->when);
  set_text (body, "if-other", self->if_other);
  json_object_set_boolean_member (body, "may-say-who", self->may_say_who);
  json_object_set_boolean_member (body, "never-message", self->never_message);
  json_object_set_boolean_member (body, "do-not-call", self->do_not_call);
  return wf_record_new ("contact.agreed", body);
}

/* What is missing is read as the more careful answer. */
WfSafeContact *
wf_safe_contact_from_record (const WfRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  WfSafeContact *self = g_new0 (WfSafeContact, 1);

  self->ways = wf_json_get_strings (record->body, "ways");
  self->where = dup_text (wf_json_get_string (record->body, "where", NULL));
  self->when = dup_text (wf_json_get_string (record->body, "when", NULL));
  self->if_other = dup_text (wf_json_get_string (record->body, "if-other", NULL));
  self->may_say_who = wf_json_get_bool (record->body, "may-say-who", FALSE);
  self->never_message = wf_json_get_bool (record->body, "never-message", TRUE);
  self->do_not_call = wf_json_get_bool (record->body, "do-not-call", FALSE);
  self->time_us = record->time_us;
  return self;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

GVariant *
wf_safe_contact_to_variant (const WfSafeContact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_variant_new ("(^asssbsbbx)", self->ways, or_empty (self->where), or_empty (self->when),
                        self->may_say_who, or_empty (self->if_other), self->never_message,
                        self->do_not_call, self->time_us);
}

WfSafeContact *
wf_safe_contact_from_variant (GVariant *variant)
{
  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return wf_safe_contact_new ();

  WfSafeContact *self = g_new0 (WfSafeContact, 1);
  const char *where, *when, *if_other;

  g_variant_get (variant, "(^as&s&sb&sbbx)", &self->ways, &where, &when, &self->may_say_who,
                 &if_other, &self->never_message, &self->do_not_call, &self->time_us);
  self->where = dup_text (where);
  self->when = dup_text (when);
  self->if_other = dup_text (if_other);
  return self;
}
