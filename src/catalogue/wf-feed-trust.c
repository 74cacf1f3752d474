/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is remembered of a source between synchronisations, as text and back, and the address with
 * its key. Pure; any thread.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-client.h"

#include "wf-hex.h"
#include "wf-json.h"

#include <string.h>

WfFeedTrust *
wf_feed_trust_new (const WfMinisignKey *pin)
{
  WfFeedTrust *self = g_new0 (WfFeedTrust, 1);

  self->pin = *pin;
  self->keys = wf_feed_keys_new_pinned (pin);
  self->mirrors = g_new0 (char *, 1);
  return self;
}

void
wf_feed_trust_free (WfFeedTrust *self)
{
  if (self == NULL)
    return;
  wf_feed_keys_free (self->keys);
  g_free (self->feed);
  g_free (self->etag);
  g_strfreev (self->mirrors);
  g_free (self->title);
  g_free (self->licence);
  g_free (self);
}

WfFeedTrust *
wf_feed_trust_parse (const char *text)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);
  const char *pin_text = object != NULL ? wf_json_get_string (object, "pin", "") : "";
  WfMinisignKey pin;

  if (!wf_minisign_key_parse (pin_text, &pin, NULL))
    return NULL;

  g_autoptr (WfFeedTrust) self = wf_feed_trust_new (&pin);
  const char *keys = wf_json_get_string (object, "keys", NULL);
  const char *sha256 = wf_json_get_string (object, "sha256", "");

  if (keys != NULL)
    {
      wf_feed_keys_free (self->keys);
      self->keys = wf_feed_keys_parse (keys, strlen (keys), NULL);
      if (self->keys == NULL)
        return NULL;
    }
  self->epoch = wf_json_get_int (object, "epoch", 0);
  self->feed = g_strdup (wf_json_get_string (object, "feed", NULL));
  self->seq = wf_hex_decode (sha256, self->sha256, 32) ? wf_json_get_int (object, "seq", 0) : 0;
  self->expires_us = wf_json_get_int (object, "expires_us", 0);
  self->published_us = wf_json_get_int (object, "published_us", 0);
  self->etag = g_strdup (wf_json_get_string (object, "etag", NULL));
  self->title = g_strdup (wf_json_get_string (object, "title", NULL));
  self->licence = g_strdup (wf_json_get_string (object, "licence", NULL));
  g_strfreev (self->mirrors);
  self->mirrors = wf_json_get_strings (object, "mirrors");
  return g_steal_pointer (&self);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

char *
wf_feed_trust_to_text (const WfFeedTrust *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *pin = wf_minisign_key_to_text (&self->pin);
  g_autofree char *keys = self->keys->n > 0 ? wf_feed_keys_to_text (self->keys) : NULL;
  g_autofree char *sha256 = wf_hex_encode (self->sha256, 32);

  json_object_set_string_member (object, "pin", pin);
  set_text (object, "keys", keys);
  json_object_set_int_member (object, "epoch", self->epoch);
  set_text (object, "feed", self->feed);
  json_object_set_int_member (object, "seq", self->seq);
  json_object_set_string_member (object, "sha256", sha256);
  json_object_set_int_member (object, "expires_us", self->expires_us);
  json_object_set_int_member (object, "published_us", self->published_us);
  set_text (object, "etag", self->etag);
  set_text (object, "title", self->title);
  set_text (object, "licence", self->licence);
  wf_json_set_strings (object, "mirrors", (const char *const *) self->mirrors);
  return wf_json_to_text (object);
}

gboolean
wf_feed_address_parse (const char *address, char **out_base, WfMinisignKey *out_key, GError **error)
{
  const char *hash = strchr (address, '#');
  g_autofree char *base =
      g_strndup (address, hash != NULL ? (gsize) (hash - address) : strlen (address));
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if ((strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0) || host == NULL ||
      *host == '\0' || g_uri_get_query (uri) != NULL)
    {
      g_set_error_literal (error, WF_FETCH_ERROR, WF_FETCH_ERROR_ADDRESS,
                           "a catalogue's address begins with https:// and has no question mark");
      return FALSE;
    }
  if (hash == NULL || strlen (hash + 1) != WF_MINISIGN_KEY_CHARS ||
      !wf_minisign_key_parse (hash + 1, out_key, NULL))
    {
      g_set_error_literal (error, WF_FEED_ERROR, WF_FEED_ERROR_KEY,
                           "the key behind # is missing or not whole: it begins with RW and has 56 "
                           "characters");
      return FALSE;
    }
  *out_base =
      g_str_has_suffix (base, "/") ? g_steal_pointer (&base) : g_strconcat (base, "/", NULL);
  return TRUE;
}
