/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry of ours as the HSDS service a feed carries: what other readers of HSDS understand, and
 * the entry itself, whole, for readers like us. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-publish.h"

#include "wf-export.h"
#include "wf-feed-body.h"
#include "wf-importer.h"
#include "wf-json.h"

void
wf_feed_entry_free (WfFeedEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->service);
  g_free (self);
}

/* The same words give the same one for ever. */
static char *
make_uuid (const char *kind, const char *name)
{
  g_autofree char *words = g_strconcat ("wayfinder:", kind, ":", name, NULL);

  return wf_hsds_make_uuid (words);
}

/* Every object of HSDS has an id; those of a list are counted, the first is called as its owner. */
static void
name_list (JsonObject *service, const char *member, const char *kind, const char *uuid)
{
  JsonArray *list = wf_json_get_array (service, member);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *name = i == 0 ? g_strdup (uuid) : g_strdup_printf ("%s/%u", uuid, i);
      g_autofree char *id = make_uuid (kind, name);

      json_object_set_string_member (json_array_get_object_element (list, i), "id", id);
    }
}

static void
name_organization (JsonObject *organization)
{
  const char *name = wf_json_get_string (organization, "name", "");
  g_autofree char *id = make_uuid ("organization", name);

  json_object_set_string_member (organization, "id", id);
  json_object_set_string_member (organization, "description", name);
}

WfFeedEntry *
wf_feed_entry_new_from_entry (JsonObject *object)
{
  WfFeedEntry *self = g_new0 (WfFeedEntry, 1);
  g_autoptr (JsonObject) service = wf_hsds_from_entry (object);
  JsonObject *organization = wf_json_get_object (service, "organization");
  const char *id = wf_json_get_string (object, "id", "");
  g_autofree char *uuid = make_uuid ("entry", id);

  self->id = g_strdup (wf_feed_id_is_valid (id) ? id : uuid);
  json_object_set_string_member (service, "id", uuid);
  if (organization != NULL)
    name_organization (organization);
  name_list (service, "phones", "phone", uuid);
  name_list (service, "languages", "language", uuid);
  name_list (service, "service_areas", "area", uuid);
  self->service = wf_json_to_text (service);
  return self;
}
