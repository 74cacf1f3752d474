/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry of ours as the HSDS service a feed carries: what other readers of HSDS understand, and
 * the entry itself, whole, for readers like us. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-publish.h"

#include "wf-feed-body.h"
#include "wf-json.h"

#include <string.h>

/* RFC 4122's name space for names that are addresses; ours are "wayfinder:entry:…". */
static const guint8 NAME_SPACE[16] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                       0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

void
wf_feed_entry_free (WfFeedEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->service);
  g_free (self);
}

/* A UUID of version 5: the same words give the same one for ever. */
static char *
make_uuid (const char *kind, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *words = g_strconcat ("wayfinder:", kind, ":", name, NULL);
  guint8 b[20];
  gsize size = sizeof b;

  g_checksum_update (checksum, NAME_SPACE, sizeof NAME_SPACE);
  g_checksum_update (checksum, (const guchar *) words, -1);
  g_checksum_get_digest (checksum, b, &size);
  b[6] = (guint8) ((b[6] & 0x0f) | 0x50);
  b[8] = (guint8) ((b[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

static void
copy_text (JsonObject *to, const char *name, JsonObject *from, const char *from_name)
{
  const char *text = wf_json_get_string (from, from_name, NULL);

  if (text != NULL && *text != '\0')
    json_object_set_string_member (to, name, text);
}

static JsonObject *
make_organization (JsonObject *entry)
{
  const char *name = wf_json_get_string (entry, "organization", "");
  JsonObject *organization = json_object_new ();
  g_autofree char *id = make_uuid ("organization", name);

  json_object_set_string_member (organization, "id", id);
  json_object_set_string_member (organization, "name", name);
  json_object_set_string_member (organization, "description", name);
  return organization;
}

static void
add_phone (JsonObject *service, JsonObject *entry, const char *uuid)
{
  const char *number = wf_json_get_string (entry, "phone", NULL);

  if (number == NULL || *number == '\0')
    return;

  JsonObject *phone = json_object_new ();
  JsonArray *phones = json_array_new ();
  g_autofree char *id = make_uuid ("phone", uuid);

  json_object_set_string_member (phone, "id", id);
  json_object_set_string_member (phone, "number", number);
  json_array_add_object_element (phones, phone);
  json_object_set_array_member (service, "phones", phones);
}

/* Days only: HSDS wants a date, and "2020-05" is none. */
static void
add_date (JsonObject *service, JsonObject *entry)
{
  const char *as_of = wf_json_get_string (entry, "as_of", "");

  if (strlen (as_of) == 10)
    json_object_set_string_member (service, "assured_date", as_of);
}

WfFeedEntry *
wf_feed_entry_new_from_entry (JsonObject *object)
{
  WfFeedEntry *self = g_new0 (WfFeedEntry, 1);
  g_autoptr (JsonObject) service = json_object_new ();
  const char *status = wf_json_get_string (object, "status", "");
  JsonObject *ours = json_object_new ();

  const char *id = wf_json_get_string (object, "id", "");
  g_autofree char *uuid = make_uuid ("entry", id);

  self->id = g_strdup (wf_feed_id_is_valid (id) ? id : uuid);
  json_object_set_string_member (service, "id", uuid);
  copy_text (service, "name", object, "name");
  json_object_set_string_member (service, "status",
                                 strcmp (status, "closed") == 0 ? "defunct" : "active");
  copy_text (service, "description", object, "summary");
  copy_text (service, "url", object, "url");
  copy_text (service, "eligibility_description", object, "eligibility");
  copy_text (service, "application_process", object, "how_to_apply");
  add_date (service, object);
  json_object_set_object_member (service, "organization", make_organization (object));
  add_phone (service, object, uuid);
  json_object_set_object_member (ours, "entry", json_object_ref (object));
  json_object_set_object_member (service, "x_wayfinder", ours);
  self->service = wf_json_to_text (service);
  return self;
}
