/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks at a feed as a stranger would, for whoever publishes it: every file, every line, and
 * whether they add up. Keeps nothing.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-sync.h"

#include "wf-box.h"

#include <string.h>

/* What the bodies read so far leave there. */
typedef struct {
  GHashTable *entries; /* id → 32 bytes of its digest */
} Tally;

static gboolean
tally_record (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  Tally *tally = user_data;
  guint8 *digest;

  if (!record->is_put)
    {
      g_hash_table_remove (tally->entries, record->id);
      return TRUE;
    }
  digest = g_malloc (WF_HASH_BYTES);
  wf_hash (digest, record->service, record->service_size);
  g_hash_table_replace (tally->entries, g_strdup (record->id), digest);
  return TRUE;
}

static gboolean
check_sum (const Tally *tally, const WfFeedHead *head, GError **error)
{
  WfBlakeSum sum = { 0 };
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, tally->entries);
  while (g_hash_table_iter_next (&iter, NULL, &digest))
    wf_blake_sum_add_digest (&sum, digest);
  if (g_hash_table_size (tally->entries) == head->count &&
      memcmp (sum.bytes, head->sum, sizeof sum.bytes) == 0)
    return TRUE;
  g_set_error_literal (error, WF_FEED_ERROR, WF_FEED_ERROR_SUM,
                       "all bodies together are not what the head promises");
  return FALSE;
}

static gboolean
take_record (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  return TRUE;
}

/* The way from the full body to the head adds up; every other delta can be read. */
static gboolean
check_bodies (WfFeedClient *client, const WfFeedHead *head, GError **error)
{
  g_autoptr (GPtrArray) way = wf_feed_head_plan (head, 0, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Tally tally = { entries };

  if (way == NULL)
    return FALSE;
  g_ptr_array_add (all, head->full);
  g_ptr_array_extend (all, head->deltas, NULL, NULL);
  if (!wf_feed_client_get_bodies (client, head, all, NULL, error))
    return FALSE;
  for (guint i = 0; i < way->len; i++)
    {
      if (!wf_feed_client_read (client, head, way->pdata[i], tally_record, &tally, NULL, error))
        return FALSE;
    }
  for (guint i = 1; i < all->len; i++)
    {
      if (!wf_feed_client_read (client, head, all->pdata[i], take_record, NULL, NULL, error))
        return FALSE;
    }
  return check_sum (&tally, head, error);
}

gboolean
wf_feed_verify (const char *address,
                const char *folder,
                const WfFetchLimits *limits,
                gint64 now_us,
                WfFeedVerified *out_verified,
                GError **error)
{
  g_autofree char *base = NULL, *etag = NULL;
  g_autoptr (WfFeedComment) comment = NULL;
  WfMinisignKey key;

  if (!wf_feed_address_parse (address, &base, &key, error))
    return FALSE;

  g_autoptr (WfFeedTrust) trust = wf_feed_trust_new (&key);
  g_autoptr (WfFetch) fetch = wf_fetch_new (limits);
  g_autoptr (WfFeedClient) client = wf_feed_client_new (fetch, base, trust, folder, now_us);
  g_autoptr (WfFeedHead) head = NULL;

  if (!wf_feed_client_follow_keys (client, NULL, NULL, NULL, error))
    return FALSE;
  head = wf_feed_client_get_head (client, 0, NULL, 0, &comment, &etag, NULL, error);
  if (head == NULL)
    return FALSE;

  gboolean ok = check_bodies (client, head, error);

  wf_feed_client_sweep (client);
  if (!ok)
    return FALSE;
  out_verified->feed = g_strdup (head->feed);
  out_verified->seq = head->seq;
  out_verified->keys = trust->keys->n;
  out_verified->count = head->count;
  out_verified->published_us = head->published_us;
  out_verified->expires_us = head->expires_us;
  out_verified->bytes = wf_feed_client_get_bytes (client);
  return TRUE;
}
