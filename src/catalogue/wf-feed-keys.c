/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of keys: who may publish, and who may change that. A new list counts only when enough of
 * the old root keys and enough of its own signed it (TUF's root role). Pure; any thread.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-head.h"

#include "wf-json-scan.h"
#include "wf-json.h"

#include <string.h>

#define MEMBERS_MAX 64

static gboolean
refuse (GError **error, WfFeedError code, const char *why)
{
  g_set_error_literal (error, WF_FEED_ERROR, code, why);
  return FALSE;
}

static WfFeedKeys *
keys_new (void)
{
  WfFeedKeys *self = g_new0 (WfFeedKeys, 1);

  self->root = g_array_new (FALSE, FALSE, sizeof (WfMinisignKey));
  self->head = g_array_new (FALSE, FALSE, sizeof (WfMinisignKey));
  return self;
}

WfFeedKeys *
wf_feed_keys_new_pinned (const WfMinisignKey *key)
{
  WfFeedKeys *self = keys_new ();

  self->threshold = 1;
  g_array_append_val (self->root, *key);
  g_array_append_val (self->head, *key);
  return self;
}

void
wf_feed_keys_free (WfFeedKeys *self)
{
  if (self == NULL)
    return;
  g_free (self->feed);
  g_array_unref (self->root);
  g_array_unref (self->head);
  g_free (self);
}

static const WfMinisignKey *
find (const GArray *keys, const guint8 *id)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const WfMinisignKey *key = &g_array_index (keys, WfMinisignKey, i);

      if (memcmp (key->id, id, sizeof key->id) == 0)
        return key;
    }
  return NULL;
}

/* One to eight different keys: no id and no key twice, so that nobody counts for two. */
static gboolean
read_keys (JsonObject *object, const char *name, GArray *keys)
{
  g_auto (GStrv) texts = wf_json_get_strings (object, name);
  guint n = g_strv_length (texts);

  if (n == 0 || n > WF_FEED_KEYS_EACH)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      WfMinisignKey key;

      if (strlen (texts[i]) != WF_MINISIGN_KEY_CHARS ||
          !wf_minisign_key_parse (texts[i], &key, NULL) || find (keys, key.id) != NULL)
        return FALSE;
      for (guint j = 0; j < keys->len; j++)
        {
          if (memcmp (g_array_index (keys, WfMinisignKey, j).key, key.key, sizeof key.key) == 0)
            return FALSE;
        }
      g_array_append_val (keys, key);
    }
  return TRUE;
}

WfFeedKeys *
wf_feed_keys_parse (const char *text, gsize size, GError **error)
{
  WfJsonSpan spans[MEMBERS_MAX];
  guint n_spans;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (WfFeedKeys) self = keys_new ();
  const char *expires;
  gint64 threshold;

  if (size <= WF_FEED_KEYS_MAX &&
      wf_json_scan_object (text, size, WF_FEED_DEPTH, spans, MEMBERS_MAX, &n_spans, NULL))
    object = wf_json_parse_object (text, (gssize) size, NULL);
  if (object == NULL ||
      g_strcmp0 (wf_json_get_string (object, "format", NULL), "wayfinder-keys") != 0 ||
      wf_json_get_int (object, "v", 0) != 1)
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "this is no list of keys");
      return NULL;
    }
  self->feed = g_strdup (wf_json_get_string (object, "feed", ""));
  self->n = wf_json_get_int (object, "n", 0);
  expires = wf_json_get_string (object, "expires", NULL);
  self->expires_us = expires != NULL ? wf_feed_time_parse (expires) : 0;
  threshold = wf_json_get_int (object, "threshold", 0);
  if (!wf_feed_name_is_valid (self->feed) || self->n < 1 || self->n > WF_FEED_SEQ_MAX ||
      self->expires_us < 0 || !read_keys (object, "root", self->root) ||
      !read_keys (object, "head", self->head) || threshold < 1 || threshold > self->root->len)
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "the list of keys lacks something");
      return NULL;
    }
  self->threshold = (guint) threshold;
  return g_steal_pointer (&self);
}

static void
write_keys (JsonObject *object, const char *name, const GArray *keys)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *text = wf_minisign_key_to_text (&g_array_index (keys, WfMinisignKey, i));

      json_array_add_string_element (array, text);
    }
  json_object_set_array_member (object, name, array);
}

char *
wf_feed_keys_to_text (const WfFeedKeys *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "format", "wayfinder-keys");
  json_object_set_int_member (object, "v", 1);
  json_object_set_string_member (object, "feed", self->feed != NULL ? self->feed : "");
  json_object_set_int_member (object, "n", self->n);
  if (self->expires_us > 0)
    {
      g_autofree char *expires = wf_feed_time_to_text (self->expires_us);

      json_object_set_string_member (object, "expires", expires);
    }
  json_object_set_int_member (object, "threshold", self->threshold);
  write_keys (object, "root", self->root);
  write_keys (object, "head", self->head);
  return wf_json_to_text (object);
}

gboolean
wf_feed_keys_has_root (const WfFeedKeys *self, const WfMinisignKey *key)
{
  const WfMinisignKey *found = find (self->root, key->id);

  return found != NULL && wf_minisign_key_equal (found, key);
}

const WfMinisignKey *
wf_feed_keys_find_head (const WfFeedKeys *self, const guint8 *id)
{
  return find (self->head, id);
}

gboolean
wf_feed_keys_same_head (const WfFeedKeys *self, const WfFeedKeys *other)
{
  if (self->head->len != other->head->len)
    return FALSE;
  for (guint i = 0; i < self->head->len; i++)
    {
      const WfMinisignKey *key = &g_array_index (self->head, WfMinisignKey, i);
      const WfMinisignKey *found = find (other->head, key->id);

      if (found == NULL || !wf_minisign_key_equal (found, key))
        return FALSE;
    }
  return TRUE;
}

/* How many different keys of @keys signed @text. A key's id stands once in a list, so each key
 * counts once however many signatures it sent. */
static guint
count_signers (const GArray *keys, const char *text, gsize size, GPtrArray *signatures)
{
  guint n = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const WfMinisignKey *key = &g_array_index (keys, WfMinisignKey, i);
      gboolean has_signed = FALSE;

      for (guint j = 0; j < signatures->len && !has_signed; j++)
        {
          g_auto (WfMinisignSignature) signature = { 0 };
          gsize length;
          const char *bytes = g_bytes_get_data (signatures->pdata[j], &length);

          has_signed = wf_minisign_signature_parse (bytes, length, &signature, NULL) &&
                       wf_minisign_verify (&signature, key, text, size);
        }
      n += has_signed;
    }
  return n;
}

gboolean
wf_feed_keys_accept (const WfFeedKeys *self,
                     const WfFeedKeys *next,
                     const char *text,
                     gsize size,
                     GPtrArray *signatures,
                     GError **error)
{
  if (self->n > 0 && g_strcmp0 (self->feed, next->feed) != 0)
    return refuse (error, WF_FEED_ERROR_OTHER_FEED, "the list of keys is another catalogue's");
  if (self->n > 0 && next->n != self->n + 1)
    return refuse (error, WF_FEED_ERROR_KEYS, "the list of keys is not the one that follows");
  if (count_signers (self->root, text, size, signatures) < self->threshold)
    return refuse (error, WF_FEED_ERROR_KEYS,
                   "the list of keys is not signed by enough of the keys trusted before it");
  if (count_signers (next->root, text, size, signatures) < next->threshold)
    return refuse (error, WF_FEED_ERROR_KEYS,
                   "the list of keys is not signed by enough of its own keys");
  return TRUE;
}
