/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The signed comment and the head of a feed, read strictly and written: the publisher and the
 * reader share this file, so they cannot disagree. Pure; any thread.
 *
 * Invariant: what wf_feed_head_parse() gives back names only files inside the feed, sizes below
 * the caps, and numbers that fit.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-head.h"

#include "wf-hex.h"
#include "wf-json-scan.h"
#include "wf-json.h"

#include <string.h>

#define COMMENT_START "wayfinder-feed 1 "
#define MEMBERS_MAX   64

static gboolean
refuse (GError **error, WfFeedError code, const char *why)
{
  g_set_error_literal (error, WF_FEED_ERROR, code, why);
  return FALSE;
}

gboolean
wf_feed_name_is_valid (const char *name)
{
  gsize size = strlen (name);

  return size >= 1 && size <= 128 &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == size &&
         g_ascii_isalnum (name[0]) && g_ascii_isalnum (name[size - 1]);
}

gboolean
wf_feed_path_is_valid (const char *path)
{
  gsize folder = strspn (path, "abcdefghijklmnopqrstuvwxyz");
  const char *name = path + folder + 1;

  if (folder == 0 || path[folder] != '/' || strlen (path) > 128)
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && *at != '.' && *at != '-')
        return FALSE;
    }
  return *name != '\0' && *name != '.' && strstr (name, "..") == NULL;
}

gint64
wf_feed_time_parse (const char *text)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";

  for (guint i = 0; i < sizeof shape; i++)
    {
      if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
        return -1;
    }

  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return time != NULL && g_date_time_to_unix (time) >= 0
             ? g_date_time_to_unix (time) * G_USEC_PER_SEC
             : -1;
}

char *
wf_feed_time_to_text (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

void
wf_feed_comment_free (WfFeedComment *self)
{
  if (self == NULL)
    return;
  g_free (self->feed);
  g_free (self->head);
  g_free (self);
}

/* A whole number written as digits alone. */
static gboolean
read_number (const char *text, guint64 max, guint64 *out_value)
{
  return text != NULL && g_ascii_isdigit (*text) &&
         g_ascii_string_to_unsigned (text, 10, 0, max, out_value, NULL);
}

/* The "key=value" words behind the start; NULL when one comes twice or is no such word. */
static GHashTable *
read_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 64);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL || equals == words[i])
        return NULL;
      *equals = '\0';
      if (!g_hash_table_insert (table, g_strdup (words[i]), g_strdup (equals + 1)))
        return NULL;
    }
  return g_steal_pointer (&table);
}

WfFeedComment *
wf_feed_comment_parse (const char *text, GError **error)
{
  g_autoptr (WfFeedComment) self = g_new0 (WfFeedComment, 1);
  g_autoptr (GHashTable) words =
      g_str_has_prefix (text, COMMENT_START) ? read_words (text + strlen (COMMENT_START)) : NULL;
  guint64 seq = 0;

  if (words == NULL)
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "what was signed is no head of a catalogue");
      return NULL;
    }
#define WORD(name) ((const char *) g_hash_table_lookup (words, name))
  self->feed = g_strdup (WORD ("feed"));
  self->head = g_strdup (WORD ("head"));
  self->published_us = WORD ("published") != NULL ? wf_feed_time_parse (WORD ("published")) : -1;
  self->expires_us = WORD ("expires") != NULL ? wf_feed_time_parse (WORD ("expires")) : -1;
  if (self->feed == NULL || self->head == NULL || WORD ("sha256") == NULL ||
      !wf_feed_name_is_valid (self->feed) || self->published_us < 0 || self->expires_us < 0 ||
      !read_number (WORD ("seq"), G_MAXINT64, &seq) || seq == 0 ||
      !read_number (WORD ("size"), G_MAXINT64, &self->size) ||
      !wf_hex_decode (WORD ("sha256"), self->sha256, sizeof self->sha256))
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "what was signed is no head of a catalogue");
      return NULL;
    }
#undef WORD
  if (!wf_feed_path_is_valid (self->head))
    {
      refuse (error, WF_FEED_ERROR_PATH, "the signed comment names a file outside the catalogue");
      return NULL;
    }
  self->seq = (gint64) seq;
  return g_steal_pointer (&self);
}

char *
wf_feed_comment_to_text (const WfFeedComment *self)
{
  g_autofree char *sha256 = wf_hex_encode (self->sha256, sizeof self->sha256);
  g_autofree char *published = wf_feed_time_to_text (self->published_us);
  g_autofree char *expires = wf_feed_time_to_text (self->expires_us);

  return g_strdup_printf (
      COMMENT_START "feed=%s seq=%" G_GINT64_FORMAT " head=%s size=%" G_GUINT64_FORMAT
                    " sha256=%s published=%s expires=%s",
      self->feed, self->seq, self->head, self->size, sha256, published, expires);
}

WfFeedFile *
wf_feed_file_copy (const WfFeedFile *self)
{
  WfFeedFile *copy = g_memdup2 (self, sizeof *self);

  copy->path = g_strdup (self->path);
  return copy;
}

void
wf_feed_file_free (WfFeedFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

void
wf_feed_head_free (WfFeedHead *self)
{
  if (self == NULL)
    return;
  g_free (self->feed);
  g_free (self->licence);
  g_free (self->title);
  g_strfreev (self->mirrors);
  wf_feed_file_free (self->full);
  g_clear_pointer (&self->deltas, g_ptr_array_unref);
  g_free (self);
}

/* A member that must be a whole number from @min to @max. */
static gboolean
take_number (JsonObject *object, const char *name, gint64 min, gint64 max, gint64 *out_value)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  *out_value = value;
  return value >= min && value <= max;
}

static gboolean
take_digest (JsonObject *object, const char *name, guint8 *out_bytes)
{
  const char *text = wf_json_get_string (object, name, NULL);

  return text != NULL && wf_hex_decode (text, out_bytes, 32);
}

static WfFeedFile *
read_file (JsonObject *object, gboolean is_full, gint64 seq, GError **error)
{
  g_autoptr (WfFeedFile) file = g_new0 (WfFeedFile, 1);
  gint64 size = 0, rawsize = 0, records = 0;
  const char *path = wf_json_get_string (object, "path", NULL);

  if (path == NULL || !take_number (object, "size", 1, WF_FEED_BODY_MAX, &size) ||
      !take_number (object, "rawsize", 1, WF_FEED_BODY_MAX, &rawsize) ||
      !take_number (object, "records", 0, G_MAXINT32, &records) ||
      !take_digest (object, "sha256", file->sha256) ||
      !take_number (object, is_full ? "seq" : "to", 1, seq, &file->to) ||
      (!is_full && !take_number (object, "from", 1, file->to - 1, &file->from)))
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "the head announces a file without all it needs");
      return NULL;
    }
  if (!wf_feed_path_is_valid (path))
    {
      refuse (error, WF_FEED_ERROR_PATH, "the head names a file outside the catalogue");
      return NULL;
    }
  file->path = g_strdup (path);
  file->size = (guint64) size;
  file->rawsize = (guint64) rawsize;
  file->records = (guint64) records;
  return g_steal_pointer (&file);
}

static gboolean
read_deltas (WfFeedHead *self, JsonArray *array, GError **error)
{
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (n > WF_FEED_DELTAS_MAX)
    return refuse (error, WF_FEED_ERROR_FORMAT, "the head announces too many deltas");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, WF_FEED_ERROR_FORMAT, "a delta in the head is none");

      WfFeedFile *file = read_file (json_node_get_object (node), FALSE, self->seq, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (self->deltas, file);
    }
  return TRUE;
}

/* Addresses we would go to; others are left out, they are only a help. */
static GStrv
read_mirrors (JsonObject *object)
{
  g_auto (GStrv) all = wf_json_get_strings (object, "mirrors");
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; all[i] != NULL && n < WF_FEED_MIRRORS_MAX; i++)
    {
      gboolean is_web =
          g_str_has_prefix (all[i], "https://") || g_str_has_prefix (all[i], "http://");

      if (is_web && g_str_has_suffix (all[i], "/") && strpbrk (all[i], "?#") == NULL)
        {
          g_strv_builder_add (kept, all[i]);
          n++;
        }
    }
  return g_strv_builder_end (kept);
}

/* One strict object of at most @max bytes. */
static JsonObject *
read_object (const char *text, gsize size, gsize max, const char *format, GError **error)
{
  WfJsonSpan spans[MEMBERS_MAX];
  guint n;
  g_autoptr (JsonObject) object = NULL;
  gint64 version;

  if (size <= max && wf_json_scan_object (text, size, WF_FEED_DEPTH, spans, MEMBERS_MAX, &n, NULL))
    object = wf_json_parse_object (text, (gssize) size, NULL);
  if (object == NULL || g_strcmp0 (wf_json_get_string (object, "format", NULL), format) != 0 ||
      !take_number (object, "v", 1, 1, &version))
    {
      g_set_error (error, WF_FEED_ERROR, WF_FEED_ERROR_FORMAT,
                   "this is no %s of a version that is known here", format);
      return NULL;
    }
  return g_steal_pointer (&object);
}

static gint64
take_time (JsonObject *object, const char *name)
{
  const char *text = wf_json_get_string (object, name, NULL);

  return text != NULL ? wf_feed_time_parse (text) : -1;
}

WfFeedHead *
wf_feed_head_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (JsonObject) object =
      read_object (text, size, WF_FEED_HEAD_MAX, "wayfinder-feed", error);
  g_autoptr (WfFeedHead) self = g_new0 (WfFeedHead, 1);
  gint64 count = 0;

  if (object == NULL)
    return NULL;
  self->feed = g_strdup (wf_json_get_string (object, "feed", ""));
  self->published_us = take_time (object, "published");
  self->expires_us = take_time (object, "expires");
  self->licence = g_strdup (wf_json_get_string (object, "licence", NULL));
  self->title = g_strdup (wf_json_get_string (object, "title", NULL));
  self->mirrors = read_mirrors (object);
  self->deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_file_free);
  if (!wf_feed_name_is_valid (self->feed) || self->published_us < 0 || self->expires_us < 0 ||
      !take_number (object, "seq", 1, WF_FEED_SEQ_MAX, &self->seq) ||
      !take_number (object, "keys", 0, WF_FEED_SEQ_MAX, &self->keys) ||
      !take_number (object, "count", 0, G_MAXINT32, &count) ||
      !take_digest (object, "sum", self->sum) || wf_json_get_object (object, "full") == NULL)
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "the head lacks something");
      return NULL;
    }
  self->count = (guint64) count;
  self->full = read_file (wf_json_get_object (object, "full"), TRUE, self->seq, error);
  if (self->full == NULL || !read_deltas (self, wf_json_get_array (object, "deltas"), error))
    return NULL;
  return g_steal_pointer (&self);
}

static JsonObject *
write_file (const WfFeedFile *file, gboolean is_full)
{
  JsonObject *object = json_object_new ();
  g_autofree char *sha256 = wf_hex_encode (file->sha256, 32);

  if (!is_full)
    json_object_set_int_member (object, "from", file->from);
  json_object_set_int_member (object, is_full ? "seq" : "to", file->to);
  json_object_set_string_member (object, "path", file->path);
  json_object_set_int_member (object, "size", (gint64) file->size);
  json_object_set_string_member (object, "sha256", sha256);
  json_object_set_int_member (object, "rawsize", (gint64) file->rawsize);
  json_object_set_int_member (object, "records", (gint64) file->records);
  return object;
}

char *
wf_feed_head_to_text (const WfFeedHead *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *published = wf_feed_time_to_text (self->published_us);
  g_autofree char *expires = wf_feed_time_to_text (self->expires_us);
  g_autofree char *sum = wf_hex_encode (self->sum, 32);
  JsonArray *deltas = json_array_new ();

  json_object_set_string_member (object, "format", "wayfinder-feed");
  json_object_set_int_member (object, "v", 1);
  json_object_set_string_member (object, "feed", self->feed);
  json_object_set_int_member (object, "seq", self->seq);
  json_object_set_string_member (object, "published", published);
  json_object_set_string_member (object, "expires", expires);
  json_object_set_int_member (object, "keys", self->keys);
  if (self->title != NULL)
    json_object_set_string_member (object, "title", self->title);
  if (self->licence != NULL)
    json_object_set_string_member (object, "licence", self->licence);
  wf_json_set_strings (object, "mirrors", (const char *const *) self->mirrors);
  json_object_set_object_member (object, "full", write_file (self->full, TRUE));
  for (guint i = 0; i < self->deltas->len; i++)
    json_array_add_object_element (deltas, write_file (self->deltas->pdata[i], FALSE));
  json_object_set_array_member (object, "deltas", deltas);
  json_object_set_int_member (object, "count", (gint64) self->count);
  json_object_set_string_member (object, "sum", sum);
  return wf_json_to_text (object);
}

/* Deltas from @seq to the head, each time the one that leads furthest; NULL when there is a gap. */
static GPtrArray *
chain (const WfFeedHead *self, gint64 seq, guint64 *out_size)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_file_free);

  *out_size = 0;
  while (seq < self->seq)
    {
      const WfFeedFile *best = NULL;

      for (guint i = 0; i < self->deltas->len; i++)
        {
          const WfFeedFile *file = self->deltas->pdata[i];

          if (file->from == seq && (best == NULL || file->to > best->to))
            best = file;
        }
      if (best == NULL)
        return NULL;
      seq = best->to;
      *out_size += best->size;
      g_ptr_array_add (files, wf_feed_file_copy (best));
    }
  return g_steal_pointer (&files);
}

GPtrArray *
wf_feed_head_plan (const WfFeedHead *self, gint64 seq, GError **error)
{
  guint64 size = 0;
  g_autoptr (GPtrArray) files = seq > 0 && seq <= self->seq ? chain (self, seq, &size) : NULL;

  if (files != NULL && size <= self->full->size / 2)
    return g_steal_pointer (&files);
  g_clear_pointer (&files, g_ptr_array_unref);
  files = chain (self, self->full->to, &size);
  if (files == NULL)
    {
      refuse (error, WF_FEED_ERROR_FORMAT, "the head's deltas do not lead to its end");
      return NULL;
    }
  g_ptr_array_insert (files, 0, wf_feed_file_copy (self->full));
  return g_steal_pointer (&files);
}
