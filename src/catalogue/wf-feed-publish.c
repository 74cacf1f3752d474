/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishes: compares what there is now with what was published before, writes the difference and,
 * when the differences have grown, everything; then the head; last, and at once, its signature.
 *
 * Invariant: a revision is the number of the publication in which the entry last changed, so it
 * only rises, also for an entry that went and came back.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-publish.h"

#include "wf-box.h"
#include "wf-feed-body.h"
#include "wf-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define DELTAS_KEPT 64
#define DAY_US      (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)

/* What was published of an entry. */
typedef struct {
  gint64 rev;
  guint8 digest[WF_HASH_BYTES];
} Known;

/* What was published before. */
typedef struct {
  WfFeedHead *head;  /* (nullable) */
  WfFeedKeys *keys;  /* (nullable) */
  GHashTable *known; /* id → Known */
} Before;

static void
before_clear (Before *before)
{
  g_clear_pointer (&before->head, wf_feed_head_free);
  g_clear_pointer (&before->keys, wf_feed_keys_free);
  g_clear_pointer (&before->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, why);
  return FALSE;
}

void
wf_feed_published_clear (WfFeedPublished *self)
{
  g_clear_pointer (&self->feed, g_free);
  g_clear_pointer (&self->key, g_free);
}

static gboolean
note_record (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  GHashTable *known = user_data;
  Known *one;

  if (!record->is_put)
    {
      g_hash_table_remove (known, record->id);
      return TRUE;
    }
  one = g_new (Known, 1);
  one->rev = record->rev;
  wf_hash (one->digest, record->service, record->service_size);
  g_hash_table_replace (known, g_strdup (record->id), one);
  return TRUE;
}

static gboolean
read_body (
    const char *folder, const WfFeedFile *file, const char *feed, GHashTable *known, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file->path, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (source, NULL, error);

  return stream != NULL &&
         wf_feed_body_read (G_INPUT_STREAM (stream), file, feed, note_record, known, NULL, error);
}

/* The newest list of keys in @folder; NULL without @error when there is none. */
static WfFeedKeys *
read_keys (const char *folder, GError **error)
{
  g_autofree char *newest = NULL;

  for (gint64 n = 1;; n++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".json", n);
      g_autofree char *path = g_build_filename (folder, "keys", name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        break;
      g_free (newest);
      newest = g_steal_pointer (&path);
    }
  g_autofree char *text = NULL;
  gsize size;

  if (newest == NULL || !g_file_get_contents (newest, &text, &size, error))
    return NULL;
  return wf_feed_keys_parse (text, size, error);
}

/* The head that latest.minisig of @folder names, its bytes in @out_text. */
static WfFeedHead *
read_head (const char *folder, char **out_text, gsize *out_size, GError **error)
{
  g_autofree char *latest = g_build_filename (folder, "latest.minisig", NULL);
  g_autofree char *text = NULL;
  g_auto (WfMinisignSignature) signature = { 0 };
  gsize size;

  if (!g_file_get_contents (latest, &text, &size, error) ||
      !wf_minisign_signature_parse (text, size, &signature, error))
    return NULL;

  g_autoptr (WfFeedComment) comment = wf_feed_comment_parse (signature.comment, error);
  g_autofree char *path = comment != NULL ? g_build_filename (folder, comment->head, NULL) : NULL;

  if (path == NULL || !g_file_get_contents (path, out_text, out_size, error))
    return NULL;
  return wf_feed_head_parse (*out_text, *out_size, error);
}

static gboolean
read_before (const char *folder, Before *before, GError **error)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autofree char *text = NULL;
  gsize size;

  before->head = read_head (folder, &text, &size, error);
  if (before->head == NULL)
    return FALSE;
  plan = wf_feed_head_plan (before->head, 0, error);
  for (guint i = 0; plan != NULL && i < plan->len; i++)
    {
      if (!read_body (folder, plan->pdata[i], before->head->feed, before->known, error))
        return FALSE;
    }
  return plan != NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const WfFeedEntry *const *one = a, *const *other = b;

  return strcmp ((*one)->id, (*other)->id);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What differs. */
typedef struct {
  GPtrArray *puts; /* of WfFeedEntry, borrowed, sorted */
  GPtrArray *gone; /* of id, borrowed, sorted */
  guint added;
} Difference;

static void
difference_clear (Difference *difference)
{
  g_clear_pointer (&difference->puts, g_ptr_array_unref);
  g_clear_pointer (&difference->gone, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

/* Compares, and brings @known up to what is published now. */
static void
compare (GPtrArray *entries, GHashTable *known, gint64 seq, Difference *difference)
{
  g_autoptr (GHashTable) now = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  difference->puts = g_ptr_array_new ();
  difference->gone = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entries->len; i++)
    {
      WfFeedEntry *entry = entries->pdata[i];
      Known *one = g_hash_table_lookup (known, entry->id);
      guint8 digest[WF_HASH_BYTES];

      g_hash_table_add (now, entry->id);
      wf_hash (digest, entry->service, strlen (entry->service));
      if (one != NULL && memcmp (one->digest, digest, sizeof digest) == 0)
        continue;
      difference->added += one == NULL;
      g_ptr_array_add (difference->puts, entry);
      one = g_new (Known, 1);
      one->rev = seq;
      memcpy (one->digest, digest, sizeof digest);
      g_hash_table_replace (known, g_strdup (entry->id), one);
    }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (now, id))
        {
          g_ptr_array_add (difference->gone, g_strdup (id));
          g_hash_table_iter_remove (&iter);
        }
    }
  g_ptr_array_sort (difference->gone, compare_texts);
}

/* One that goes, and what stands for it now, if something does. */
static gboolean
write_gone (
    WfFeedWriter *writer, const WfFeedPublishing *what, const char *id, gint64 seq, GError **error)
{
  const char *into = what->merged != NULL ? g_hash_table_lookup (what->merged, id) : NULL;

  if (into == NULL || !wf_feed_id_is_valid (into))
    return wf_feed_writer_remove (writer, id, seq, "withdrawn", NULL, error);
  return wf_feed_writer_remove (writer, id, seq, "duplicate", into, error);
}

static WfFeedFile *
write_delta (const WfFeedPublishing *what,
             const char *feed,
             gint64 seq,
             const Difference *difference,
             GError **error)
{
  g_autofree char *folder = g_build_filename (what->out, "delta", NULL);
  guint puts = difference->puts->len, gone = difference->gone->len;
  g_autoptr (WfFeedWriter) writer =
      wf_feed_writer_new (folder, feed, seq - 1, seq, puts + gone, error);
  guint p = 0, g = 0;

  while (writer != NULL && (p < puts || g < gone))
    {
      const WfFeedEntry *entry = p < puts ? difference->puts->pdata[p] : NULL;
      const char *id = g < gone ? difference->gone->pdata[g] : NULL;
      gboolean is_put = id == NULL || (entry != NULL && strcmp (entry->id, id) < 0);

      if (is_put ? !wf_feed_writer_put (writer, entry->id, seq, entry->service, error)
                 : !write_gone (writer, what, id, seq, error))
        return NULL;
      p += is_put;
      g += !is_put;
    }
  return writer != NULL ? wf_feed_writer_finish (writer, error) : NULL;
}

static WfFeedFile *
write_full (
    const WfFeedPublishing *what, const char *feed, gint64 seq, GHashTable *known, GError **error)
{
  g_autofree char *folder = g_build_filename (what->out, "full", NULL);
  g_autoptr (WfFeedWriter) writer =
      wf_feed_writer_new (folder, feed, 0, seq, what->entries->len, error);

  for (guint i = 0; writer != NULL && i < what->entries->len; i++)
    {
      const WfFeedEntry *entry = what->entries->pdata[i];
      const Known *one = g_hash_table_lookup (known, entry->id);

      if (!wf_feed_writer_put (writer, entry->id, one->rev, entry->service, error))
        return NULL;
    }
  return writer != NULL ? wf_feed_writer_finish (writer, error) : NULL;
}

/* Deltas from before that are still worth keeping. */
static void
keep_deltas (WfFeedHead *head, const WfFeedHead *before)
{
  guint first = before->deltas->len >= DELTAS_KEPT ? before->deltas->len - DELTAS_KEPT + 1 : 0;

  for (guint i = first; i < before->deltas->len; i++)
    g_ptr_array_add (head->deltas, wf_feed_file_copy (before->deltas->pdata[i]));
}

/* Whether what leads from the old full body to now has grown so that a new one is worth it. */
static gboolean
wants_full (const WfFeedHead *head, const WfFeedHead *before)
{
  g_autoptr (GPtrArray) plan = NULL;
  guint64 size = 0;

  if (before == NULL)
    return TRUE;
  for (guint i = 0; i < head->deltas->len; i++)
    {
      const WfFeedFile *file = head->deltas->pdata[i];

      size += file->from >= before->full->to ? file->size : 0;
    }
  return size > before->full->size / 5 || head->seq - before->full->to >= DELTAS_KEPT / 2;
}

static gboolean
copy_file (const char *from, const char *to, const char *path, GError **error)
{
  g_autofree char *source = g_build_filename (from, path, NULL);
  g_autofree char *target = g_build_filename (to, path, NULL);

  return g_file_test (target, G_FILE_TEST_EXISTS) || wf_files_copy (source, target, error);
}

/* What the new head still names, and all keys. */
static gboolean
copy_files (const char *from, const char *to, const WfFeedHead *head, GError **error)
{
  g_autofree char *keys = g_build_filename (from, "keys", NULL);
  g_autoptr (GDir) dir = g_dir_open (keys, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("keys", name, NULL);

      if (!copy_file (from, to, path, error))
        return FALSE;
    }
  for (guint i = 0; i < head->deltas->len; i++)
    {
      if (!copy_file (from, to, ((WfFeedFile *) head->deltas->pdata[i])->path, error))
        return FALSE;
    }
  return copy_file (from, to, head->full->path, error);
}

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}

static gboolean
make_folders (const char *out, GError **error)
{
  const char *const names[] = { "head", "full", "delta", "keys" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (out, names[i], NULL);

      if (g_mkdir_with_parents (path, 0755) != 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be made: %s", path,
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

/* Signs @keys with both pairs (which may be one) and puts it beside the others. */
static gboolean
write_keys (const char *folder,
            const WfFeedKeys *keys,
            const WfMinisignSecret *one,
            const WfMinisignSecret *other,
            GError **error)
{
  const WfMinisignSecret *const secrets[] = { one, other };
  g_autofree char *text = wf_feed_keys_to_text (keys);
  g_autofree char *name = g_strdup_printf ("keys/%" G_GINT64_FORMAT ".json", keys->n);
  g_autofree char *comment =
      g_strdup_printf ("wayfinder-keys 1 feed=%s n=%" G_GINT64_FORMAT, keys->feed, keys->n);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      const WfMinisignKey *key = wf_minisign_secret_get_public (secrets[i]);
      g_autofree char *id = wf_minisign_id_to_text (key->id);
      g_autofree char *signature_name = g_strdup_printf ("%s.%s.minisig", name, id);
      g_autofree char *signature = wf_minisign_sign (secrets[i], text, strlen (text), comment);

      if (!write_file (folder, signature_name, signature, error))
        return FALSE;
    }
  return write_file (folder, name, text, error);
}

/* Writes @text to @name with a time of its own: web servers make an ETag of size and second, and
 * two publications within one second would look like one to every reader. */
static gboolean
replace_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf before, after;
  gboolean is_replaced = g_stat (path, &before) == 0;

  if (!write_file (folder, name, text, error))
    return FALSE;
  if (is_replaced && g_stat (path, &after) == 0 && after.st_mtime <= before.st_mtime)
    {
      struct utimbuf times = { .actime = after.st_atime, .modtime = before.st_mtime + 1 };

      g_utime (path, &times);
    }
  return TRUE;
}

/* The signature of @text, the bytes of @head, in the place everybody looks. */
static gboolean
write_latest (const char *folder,
              const WfFeedHead *head,
              const char *text,
              gsize size,
              const WfMinisignSecret *key,
              GError **error)
{
  g_autofree char *name = g_strdup_printf ("head/%" G_GINT64_FORMAT ".json", head->seq);
  WfFeedComment comment = { .feed = head->feed,
                            .seq = head->seq,
                            .head = name,
                            .size = size,
                            .published_us = head->published_us,
                            .expires_us = head->expires_us };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize digest_size = sizeof comment.sha256;

  g_checksum_update (checksum, (const guchar *) text, (gssize) size);
  g_checksum_get_digest (checksum, comment.sha256, &digest_size);

  g_autofree char *words = wf_feed_comment_to_text (&comment);
  g_autofree char *signature = wf_minisign_sign (key, text, size, words);

  return write_file (folder, name, text, error) &&
         replace_file (folder, "latest.minisig", signature, error);
}

static char *
make_name (const WfMinisignSecret *key)
{
  g_autofree char *id = wf_minisign_id_to_text (wf_minisign_secret_get_public (key)->id);
  g_autofree char *lower = g_ascii_strdown (id, -1);

  return g_strconcat ("catalogue.", lower, NULL);
}

static WfFeedHead *
begin_head (const WfFeedPublishing *what, const WfFeedHead *before)
{
  WfFeedHead *head = g_new0 (WfFeedHead, 1);
  const char *title = what->title == NULL && before != NULL ? before->title : what->title;
  const char *licence = what->licence == NULL && before != NULL ? before->licence : what->licence;

  head->feed = before != NULL       ? g_strdup (before->feed)
               : what->feed != NULL ? g_strdup (what->feed)
                                    : make_name (what->key);
  head->seq = before != NULL ? before->seq + 1 : 1;
  head->published_us = what->now_us / G_USEC_PER_SEC * G_USEC_PER_SEC;
  head->expires_us = head->published_us + (gint64) what->days * DAY_US;
  head->title = g_strdup (title);
  head->licence = g_strdup (licence);
  head->mirrors = what->mirrors != NULL ? g_strdupv ((char **) what->mirrors)
                  : before != NULL      ? g_strdupv (before->mirrors)
                                        : g_new0 (char *, 1);
  head->deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_file_free);
  head->count = what->entries->len;
  return head;
}

/* The first list of keys, or the newest there is; the key must be one that publishes. */
static gboolean
settle_keys (const WfFeedPublishing *what, Before *before, WfFeedHead *head, GError **error)
{
  const WfMinisignKey *key = wf_minisign_secret_get_public (what->key);
  const WfMinisignKey *found;

  if (before->keys == NULL)
    {
      before->keys = wf_feed_keys_new_pinned (key);
      before->keys->n = 1;
      before->keys->feed = g_strdup (head->feed);
      if (!write_keys (what->out, before->keys, what->key, what->key, error))
        return FALSE;
    }
  head->keys = before->keys->n;
  found = wf_feed_keys_find_head (before->keys, key->id);
  return (found != NULL && wf_minisign_key_equal (found, key)) ||
         fail (error, "this key may not publish this catalogue: its list of keys names others");
}

static gboolean
write_bodies (const WfFeedPublishing *what,
              Before *before,
              WfFeedHead *head,
              const Difference *difference,
              gboolean *out_is_full,
              GError **error)
{
  if (before->head != NULL)
    {
      WfFeedFile *delta = write_delta (what, head->feed, head->seq, difference, error);

      if (delta == NULL)
        return FALSE;
      keep_deltas (head, before->head);
      g_ptr_array_add (head->deltas, delta);
    }
  *out_is_full = wants_full (head, before->head);
  head->full = *out_is_full ? write_full (what, head->feed, head->seq, before->known, error)
                            : wf_feed_file_copy (before->head->full);
  return head->full != NULL;
}

static gboolean
has_latest (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "latest.minisig", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
add_sum (GPtrArray *entries, WfFeedHead *head)
{
  WfBlakeSum sum = { 0 };

  for (guint i = 0; i < entries->len; i++)
    {
      const WfFeedEntry *entry = entries->pdata[i];

      wf_blake_sum_add (&sum, entry->service, strlen (entry->service));
    }
  memcpy (head->sum, sum.bytes, sizeof head->sum);
}

/* Bodies written before are complete; what the head names from @from must be copied before the
 * head that names it is signed. */
static gboolean
publish_from (const WfFeedPublishing *what,
              const char *from,
              Before *before,
              WfFeedPublished *out_published,
              GError **error)
{
  g_autoptr (WfFeedHead) head = begin_head (what, before->head);
  g_auto (Difference) difference = { 0 };

  g_ptr_array_sort (what->entries, compare_entries);
  for (guint i = 1; i < what->entries->len; i++)
    {
      if (compare_entries (&what->entries->pdata[i - 1], &what->entries->pdata[i]) == 0)
        return fail (error, "two entries have the same id");
    }
  if (!wf_feed_name_is_valid (head->feed))
    return fail (error, "a catalogue's name has 1 to 128 of a-z 0-9 . -");
  compare (what->entries, before->known, head->seq, &difference);
  add_sum (what->entries, head);
  if (!settle_keys (what, before, head, error) ||
      !write_bodies (what, before, head, &difference, &out_published->is_full, error) ||
      (from != NULL && strcmp (from, what->out) != 0 && !copy_files (from, what->out, head, error)))
    return FALSE;

  g_autofree char *text = wf_feed_head_to_text (head);

  if (strlen (text) > WF_FEED_HEAD_MAX)
    return fail (error, "the head would be too long");
  if (!write_latest (what->out, head, text, strlen (text), what->key, error))
    return FALSE;
  out_published->feed = g_strdup (head->feed);
  out_published->key =
      wf_minisign_key_to_text (&g_array_index (before->keys->root, WfMinisignKey, 0));
  out_published->seq = head->seq;
  out_published->count = head->count;
  out_published->added = difference.added;
  out_published->changed = difference.puts->len - difference.added;
  out_published->removed = difference.gone->len;
  return TRUE;
}

/* The publication this one follows. One that lies in @out already and came after it has given its
 * number away: somebody may have taken it, so that number is never used for anything else. */
static gboolean
find_from (const WfFeedPublishing *what, const char **out_from, GError **error)
{
  g_autoptr (WfFeedHead) there = NULL, said = NULL;
  g_autofree char *there_text = NULL, *said_text = NULL;
  gsize size;

  *out_from = what->from;
  if (!has_latest (what->out))
    return TRUE;
  if (what->from == NULL)
    *out_from = what->out;
  if (what->from == NULL || strcmp (what->from, what->out) == 0)
    return TRUE;
  there = read_head (what->out, &there_text, &size, error);
  said = there != NULL ? read_head (what->from, &said_text, &size, error) : NULL;
  if (said == NULL)
    return FALSE;
  if (strcmp (there->feed, said->feed) != 0)
    return fail (error, "another catalogue is published in this folder");
  if (there->seq > said->seq)
    *out_from = what->out;
  return TRUE;
}

gboolean
wf_feed_publish (const WfFeedPublishing *what, WfFeedPublished *out_published, GError **error)
{
  const char *from;
  g_auto (Before) before = { 0 };
  g_autoptr (GError) why = NULL;

  if (!find_from (what, &from, error))
    return FALSE;
  before.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  before.keys = from != NULL ? read_keys (from, &why) : NULL;
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return make_folders (what->out, error) && (from == NULL || read_before (from, &before, error)) &&
         publish_from (what, from, &before, out_published, error);
}

gboolean
wf_feed_rotate (const char *folder,
                const WfMinisignSecret *old_key,
                const WfMinisignSecret *new_key,
                const WfMinisignSecret *head_key,
                gint64 now_us,
                gint64 *out_n,
                GError **error)
{
  const WfMinisignSecret *publisher = head_key != NULL ? head_key : new_key;
  g_autoptr (GError) why = NULL;
  g_autoptr (WfFeedKeys) old = read_keys (folder, &why);
  g_autofree char *text = NULL;
  gsize size;

  if (old == NULL)
    return fail (error, why != NULL ? why->message : "there is no catalogue here");
  if (!wf_feed_keys_has_root (old, wf_minisign_secret_get_public (old_key)) || old->threshold > 1)
    return fail (error, "the old key alone may not change the keys of this catalogue");

  g_autoptr (WfFeedHead) head = read_head (folder, &text, &size, error);
  g_autoptr (WfFeedKeys) next = wf_feed_keys_new_pinned (wf_minisign_secret_get_public (new_key));

  if (head == NULL)
    return FALSE;
  next->n = old->n + 1;
  next->feed = g_strdup (old->feed);
  g_array_set_size (next->head, 0);
  g_array_append_vals (next->head, wf_minisign_secret_get_public (publisher), 1);
  if (!write_keys (folder, next, old_key, new_key, error) ||
      !write_latest (folder, head, text, size, publisher, error))
    return FALSE;
  *out_n = next->n;
  return TRUE;
}
