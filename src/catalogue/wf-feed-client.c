/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fetches and checks, in the order of docs/formats/feed.md: keys, signed comment, head, bodies.
 * Nothing that was not checked is given on; nothing is written but the bodies, under the name of
 * their hash, in the source's own folder.
 *
 * Invariant: every number, hash and path that is used comes from bytes whose signature held
 * before they were read.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-client.h"

#include "wf-hex.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define DAY_US   (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)
#define ATTEMPTS 3

struct _WfFeedClient {
  WfFetch *fetch;     /* borrowed */
  WfFeedTrust *trust; /* borrowed */
  GPtrArray *bases;   /* of char: the source first, then mirrors */
  char *folder;
  gint64 now_us;
  guint64 bytes;
  WfFetchProgress progress;
  gpointer progress_data;
  guint64 done;  /* bytes of the bodies before the one that comes now */
  guint64 total; /* of all bodies */
};

static gboolean
refuse (GError **error, WfFeedError code, const char *why)
{
  g_set_error_literal (error, WF_FEED_ERROR, code, why);
  return FALSE;
}

static void
add_bases (WfFeedClient *self, char **mirrors)
{
  for (guint i = 0; mirrors != NULL && mirrors[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (self->bases, mirrors[i], g_str_equal, NULL))
        g_ptr_array_add (self->bases, g_strdup (mirrors[i]));
    }
}

WfFeedClient *
wf_feed_client_new (
    WfFetch *fetch, const char *base, WfFeedTrust *trust, const char *folder, gint64 now_us)
{
  WfFeedClient *self = g_new0 (WfFeedClient, 1);

  self->fetch = fetch;
  self->trust = trust;
  self->bases = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->bases, g_strdup (base));
  add_bases (self, trust->mirrors);
  self->folder = g_strdup (folder);
  self->now_us = now_us;
  return self;
}

void
wf_feed_client_free (WfFeedClient *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->bases);
  g_free (self->folder);
  g_free (self);
}

void
wf_feed_client_set_progress (WfFeedClient *self, WfFetchProgress progress, gpointer user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

guint64
wf_feed_client_get_bytes (const WfFeedClient *self)
{
  return self->bytes;
}

/* A small file; @out_bytes stays NULL when the server says there is none. */
static gboolean
get_small (WfFeedClient *self,
           const char *base,
           const char *path,
           guint64 max,
           GBytes **out_bytes,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  WfFetchRequest request = { .url = url, .max_bytes = max, .is_raw = TRUE };
  g_autoptr (WfFetchReply) reply = wf_fetch_get_sync (self->fetch, &request, cancellable, error);

  if (reply == NULL)
    return FALSE;
  self->bytes += reply->received;
  if (reply->status == 404 || reply->status == 403 || reply->status == 410)
    return TRUE;
  if (reply->status != 200)
    {
      g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS, "the server answered %u",
                   reply->status);
      return FALSE;
    }
  *out_bytes = g_steal_pointer (&reply->body);
  return TRUE;
}

/* The signatures there are of a list of keys, by any key of @a or @b. */
static gboolean
get_signatures (WfFeedClient *self,
                const char *path,
                const GArray *keys,
                GPtrArray *signatures,
                GCancellable *cancellable,
                GError **error)
{
  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *id = wf_minisign_id_to_text (g_array_index (keys, WfMinisignKey, i).id);
      g_autofree char *name = g_strdup_printf ("%s.%s.minisig", path, id);
      GBytes *bytes = NULL;

      if (!get_small (self, self->bases->pdata[0], name, WF_MINISIGN_FILE_MAX, &bytes, cancellable,
                      error))
        return FALSE;
      if (bytes != NULL)
        g_ptr_array_add (signatures, bytes);
    }
  return TRUE;
}

/* Takes @next for the trusted list; who published before may no longer count. */
static void
step_keys (WfFeedTrust *trust, WfFeedKeys *next)
{
  if (trust->keys->n > 0 && !wf_feed_keys_same_head (trust->keys, next))
    {
      trust->epoch = next->n;
      trust->seq = 0;
      trust->expires_us = 0;
      trust->published_us = 0;
      g_clear_pointer (&trust->etag, g_free);
    }
  wf_feed_keys_free (trust->keys);
  trust->keys = next;
}

/* One list of keys. Before the first trusted one, lists the pinned key is not in are passed over:
 * the address may be younger than they are. */
static gboolean
take_keys (WfFeedClient *self,
           const char *path,
           GBytes *bytes,
           gboolean *out_is_passed,
           GCancellable *cancellable,
           GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (WfFeedKeys) next = wf_feed_keys_parse (text, size, error);
  g_autoptr (GPtrArray) signatures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (next == NULL)
    return FALSE;
  if (self->trust->keys->n == 0 && !wf_feed_keys_has_root (next, &self->trust->pin))
    {
      *out_is_passed = TRUE;
      return TRUE;
    }
  if (self->trust->feed != NULL && strcmp (self->trust->feed, next->feed) != 0)
    return refuse (error, WF_FEED_ERROR_OTHER_FEED, "the list of keys is another catalogue's");
  if (!get_signatures (self, path, self->trust->keys->root, signatures, cancellable, error) ||
      !get_signatures (self, path, next->root, signatures, cancellable, error) ||
      !wf_feed_keys_accept (self->trust->keys, next, text, size, signatures, error))
    return FALSE;
  *out_is_passed = FALSE;
  step_keys (self->trust, g_steal_pointer (&next));
  return TRUE;
}

gboolean
wf_feed_client_follow_keys (WfFeedClient *self,
                            WfFeedTrustFunc func,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error)
{
  gint64 n = self->trust->keys->n;
  gboolean is_passed = FALSE;

  for (guint step = 0; step < WF_FEED_KEYS_STEPS; step++)
    {
      g_autofree char *path = g_strdup_printf ("keys/%" G_GINT64_FORMAT ".json", ++n);
      g_autoptr (GBytes) bytes = NULL;

      if (!get_small (self, self->bases->pdata[0], path, WF_FEED_KEYS_MAX, &bytes, cancellable,
                      error))
        return FALSE;
      if (bytes == NULL)
        break;
      if (!take_keys (self, path, bytes, &is_passed, cancellable, error))
        return FALSE;
      if (!is_passed && self->trust->keys->n != n)
        return refuse (error, WF_FEED_ERROR_KEYS,
                       "a list of keys has another number than its name");
      if (!is_passed && func != NULL && !func (self->trust, user_data, error))
        return FALSE;
    }
  if (self->trust->keys->n == 0 && is_passed)
    return refuse (error, WF_FEED_ERROR_KEY,
                   "the key of the address is not one of this catalogue's");
  if (self->trust->keys->expires_us > 0 && self->trust->keys->expires_us <= self->now_us)
    return refuse (error, WF_FEED_ERROR_KEYS_EXPIRED, "the publisher's list of keys has expired");
  return TRUE;
}

/* Step 3 on bytes: whose signature is it, and does it hold for its comment. */
static WfFeedComment *
open_comment (WfFeedClient *self, GBytes *bytes, WfMinisignSignature *signature, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) why = NULL;
  const WfMinisignKey *key;

  if (!wf_minisign_signature_parse (text, size, signature, &why))
    {
      gboolean is_old = g_error_matches (why, WF_CRYPTO_ERROR, WF_CRYPTO_ERROR_SIGNATURE);

      refuse (error, is_old ? WF_FEED_ERROR_SIGNATURE : WF_FEED_ERROR_FORMAT, why->message);
      return NULL;
    }
  key = wf_feed_keys_find_head (self->trust->keys, signature->id);
  if (key == NULL)
    {
      refuse (error, WF_FEED_ERROR_KEY, "it is signed by a key that is not this catalogue's");
      return NULL;
    }
  if (!wf_minisign_verify_comment (signature, key))
    {
      refuse (error, WF_FEED_ERROR_SIGNATURE, "the signature does not hold");
      return NULL;
    }
  return wf_feed_comment_parse (signature->comment, error);
}

static gboolean
check_times (const WfFeedClient *self, gint64 published_us, gint64 expires_us, GError **error)
{
  if (published_us > self->now_us + DAY_US)
    return refuse (error, WF_FEED_ERROR_CLOCK,
                   "it was published in the future: look at the date of this computer");
  if (expires_us <= self->now_us)
    return refuse (error, WF_FEED_ERROR_EXPIRED,
                   "the publisher has not renewed the catalogue in time");
  return TRUE;
}

/* May what was signed follow what was seen before. */
static gboolean
check_comment (const WfFeedClient *self,
               const WfFeedComment *comment,
               gint64 seq,
               const guint8 *sha256,
               GError **error)
{
  const WfFeedTrust *trust = self->trust;
  const char *feed = trust->feed != NULL ? trust->feed : trust->keys->feed;

  if (feed != NULL && strcmp (feed, comment->feed) != 0)
    return refuse (error, WF_FEED_ERROR_OTHER_FEED, "this is another catalogue");
  if (comment->seq > WF_FEED_SEQ_MAX || (seq > 0 && comment->seq > seq + WF_FEED_SEQ_LEAP))
    return refuse (error, WF_FEED_ERROR_JUMP, "its number leaps too far");
  if (comment->seq < seq)
    return refuse (error, WF_FEED_ERROR_ROLLBACK, "the copy there is older than the one here");
  if (comment->seq == seq && sha256 != NULL && memcmp (sha256, comment->sha256, 32) != 0)
    return refuse (error, WF_FEED_ERROR_EQUIVOCATION,
                   "it has the same number as the one here, and is another");
  if (comment->size > WF_FEED_HEAD_MAX)
    return refuse (error, WF_FEED_ERROR_SIZE, "the head is announced too long");
  return check_times (self, comment->published_us, comment->expires_us, error);
}

/* Step 4. */
static WfFeedHead *
get_named_head (WfFeedClient *self,
                const char *base,
                const WfFeedComment *comment,
                const WfMinisignSignature *signature,
                GCancellable *cancellable,
                GError **error)
{
  const WfMinisignKey *key = wf_feed_keys_find_head (self->trust->keys, signature->id);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 sha256[32];
  gsize size, digest_size = sizeof sha256;

  if (!get_small (self, base, comment->head, MAX (comment->size, 1), &bytes, cancellable, error))
    return NULL;
  if (bytes == NULL)
    {
      g_set_error_literal (error, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS, "the head is not there");
      return NULL;
    }

  const char *text = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, (const guchar *) text, (gssize) size);
  g_checksum_get_digest (checksum, sha256, &digest_size);
  if (size != comment->size || memcmp (sha256, comment->sha256, sizeof sha256) != 0)
    {
      refuse (error, WF_FEED_ERROR_MIX, "the head is not the one that was signed");
      return NULL;
    }
  if (!wf_minisign_verify (signature, key, text, size))
    {
      refuse (error, WF_FEED_ERROR_SIGNATURE, "the head's signature does not hold");
      return NULL;
    }

  g_autoptr (WfFeedHead) head = wf_feed_head_parse (text, size, error);

  if (head == NULL)
    return NULL;
  if (strcmp (head->feed, comment->feed) != 0 || head->seq != comment->seq ||
      head->expires_us != comment->expires_us || head->published_us != comment->published_us)
    {
      refuse (error, WF_FEED_ERROR_MIX, "the head contradicts what was signed with it");
      return NULL;
    }
  return g_steal_pointer (&head);
}

/* Steps 3 and 4 at one address. */
static WfFeedHead *
get_head_at (WfFeedClient *self,
             const char *base,
             gint64 seq,
             const guint8 *sha256,
             gint64 here,
             WfFeedComment **out_comment,
             char **out_etag,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *url = g_strconcat (base, "latest.minisig", NULL);
  gboolean is_known = here > 0 && here == self->trust->seq && base == self->bases->pdata[0];
  WfFetchRequest request = { .url = url,
                             .etag = is_known ? self->trust->etag : NULL,
                             .is_raw = TRUE,
                             .max_bytes = WF_MINISIGN_FILE_MAX };
  g_autoptr (WfFetchReply) reply = wf_fetch_get_sync (self->fetch, &request, cancellable, error);
  g_auto (WfMinisignSignature) signature = { 0 };

  if (reply == NULL)
    return NULL;
  self->bytes += reply->received;
  if (reply->status == 304 && request.etag != NULL)
    {
      /* Nothing new, says who may not be believed: what was signed still says until when. */
      check_times (self, self->trust->published_us, self->trust->expires_us, error);
      return NULL;
    }
  if (reply->status != 200)
    {
      g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_STATUS,
                   "there is no catalogue at this address: the server answered %u", reply->status);
      return NULL;
    }

  g_autoptr (WfFeedComment) comment = open_comment (self, reply->body, &signature, error);

  if (comment == NULL || !check_comment (self, comment, seq, sha256, error))
    return NULL;

  gboolean is_new = comment->seq > here;

  g_autoptr (WfFeedHead) head =
      is_new ? get_named_head (self, base, comment, &signature, cancellable, error) : NULL;

  if (is_new && head == NULL)
    return NULL;
  *out_comment = g_steal_pointer (&comment);
  *out_etag = g_strdup (reply->etag);
  return g_steal_pointer (&head);
}

/* Whether another address may do better. */
static gboolean
may_try_mirror (const GError *error)
{
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, WF_FETCH_ERROR, WF_FETCH_ERROR_DISK) &&
         !g_error_matches (error, WF_FEED_ERROR, WF_FEED_ERROR_CLOCK) &&
         !g_error_matches (error, WF_FEED_ERROR, WF_FEED_ERROR_EQUIVOCATION);
}

WfFeedHead *
wf_feed_client_get_head (WfFeedClient *self,
                         gint64 seq,
                         const guint8 *sha256,
                         gint64 here,
                         WfFeedComment **out_comment,
                         char **out_etag,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < self->bases->len; i++)
    {
      g_autoptr (GError) why = NULL;
      WfFeedHead *head = get_head_at (self, self->bases->pdata[i], seq, sha256, here, out_comment,
                                      out_etag, cancellable, &why);

      if (why == NULL)
        {
          /* What gave the head gives the bodies first. */
          gpointer base = g_ptr_array_steal_index (self->bases, i);

          g_ptr_array_insert (self->bases, 0, base);
          if (head != NULL)
            add_bases (self, head->mirrors);
          return head;
        }
      if (first == NULL)
        first = g_error_copy (why);
      if (!may_try_mirror (why))
        break;
    }
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

static void
on_body_progress (guint64 received, guint64 total, gpointer user_data)
{
  WfFeedClient *self = user_data;

  if (self->progress != NULL)
    self->progress (self->done + received, self->total, self->progress_data);
}

static char *
get_part_path (const WfFeedClient *self, const WfFeedFile *file)
{
  g_autofree char *hash = wf_hex_encode (file->sha256, 32);
  g_autofree char *name = g_strconcat (hash, ".part", NULL);

  return g_build_filename (self->folder, name, NULL);
}

/* One body from one address, tried again where that may help. */
static gboolean
get_body_at (WfFeedClient *self,
             const char *base,
             const WfFeedFile *file,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *url = g_strconcat (base, file->path, NULL);
  g_autofree char *path = get_part_path (self, file);
  WfFetchRequest request = { .url = url, .progress = on_body_progress, .progress_data = self };
  guint8 sha256[32];

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) why = NULL;
      g_autoptr (WfFetchReply) reply =
          wf_fetch_file_sync (self->fetch, &request, path, file->size, cancellable, &why);

      if (reply != NULL)
        {
          self->bytes += reply->received;
          break;
        }
      if (g_error_matches (why, WF_FETCH_ERROR, WF_FETCH_ERROR_TOO_LARGE))
        {
          g_unlink (path);
          return refuse (error, WF_FEED_ERROR_SIZE, "a file has another length than announced");
        }
      if (attempt == ATTEMPTS || !wf_fetch_is_transient (why))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (!wf_fetch_wait_sync (wf_fetch_get_back_off (attempt, 1, 8, 0.5), cancellable, error))
        return FALSE;
    }
  if (!wf_feed_hash_file (path, sha256, cancellable, error))
    return FALSE;
  if (memcmp (sha256, file->sha256, sizeof sha256) == 0)
    return TRUE;
  g_unlink (path);
  return refuse (error, WF_FEED_ERROR_HASH, "a file is not the one announced");
}

static gboolean
get_body (WfFeedClient *self, const WfFeedFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < self->bases->len; i++)
    {
      g_autoptr (GError) why = NULL;

      if (get_body_at (self, self->bases->pdata[i], file, cancellable, &why))
        return TRUE;
      if (first == NULL)
        first = g_error_copy (why);
      if (!may_try_mirror (why))
        break;
    }
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Room for the bodies, and twice what they unpack to: staging and the catalogue. */
static gboolean
check_room (const WfFeedClient *self, GPtrArray *files, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  guint64 needed = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const WfFeedFile *file = files->pdata[i];

      needed += file->size + 2 * file->rawsize;
    }
  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >= needed)
    return TRUE;
  g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_DISK,
               "there is no room on the disk: %" G_GUINT64_FORMAT " MB are needed",
               needed / 1000000 + 1);
  return FALSE;
}

/* Parts of bodies that no head asks for any more. */
static void
sweep_others (WfFeedClient *self, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      gboolean is_wanted = strstr (name, ".part") == NULL;

      for (guint i = 0; i < files->len && !is_wanted; i++)
        {
          g_autofree char *wanted = get_part_path (self, files->pdata[i]);

          is_wanted = g_str_has_prefix (path, wanted);
        }
      if (!is_wanted)
        g_unlink (path);
    }
}

void
wf_feed_client_sweep (WfFeedClient *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  sweep_others (self, none);
}

gboolean
wf_feed_client_get_bodies (WfFeedClient *self,
                           const WfFeedHead *head,
                           GPtrArray *files,
                           GCancellable *cancellable,
                           GError **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_DISK, "%s cannot be made: %s",
                   self->folder, g_strerror (errno));
      return FALSE;
    }
  sweep_others (self, files);
  if (!check_room (self, files, error))
    return FALSE;
  self->done = self->total = 0;
  for (guint i = 0; i < files->len; i++)
    self->total += ((const WfFeedFile *) files->pdata[i])->size;
  for (guint i = 0; i < files->len; i++)
    {
      if (!get_body (self, files->pdata[i], cancellable, error))
        return FALSE;
      self->done += ((const WfFeedFile *) files->pdata[i])->size;
    }
  return TRUE;
}

gboolean
wf_feed_client_read (WfFeedClient *self,
                     const WfFeedHead *head,
                     const WfFeedFile *file,
                     WfFeedRecordFunc func,
                     gpointer user_data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path = get_part_path (self, file);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, error);

  return stream != NULL && wf_feed_body_read (G_INPUT_STREAM (stream), file, head->feed, func,
                                              user_data, cancellable, error);
}
