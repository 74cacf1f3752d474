/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps 1 and 7 to 9 of docs/formats/feed.md: what is known from before, staging, one transaction,
 * what is known now. One process a source: a lock file beside the bodies.
 *
 * Invariant: the number and hash of the head are written in the transaction that writes its
 * entries; local.db follows after it. When the two differ, the higher number counts, so no moment
 * of ending the process opens a way back.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-sync.h"

#include "wf-box.h"
#include "wf-catalogue-store.h"
#include "wf-files.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-lock-file.h"

#include <string.h>

/* What catalogue.db says it holds of the source. */
typedef struct {
  gint64 seq;
  gint64 epoch;
  guint8 sha256[32];
} State;

typedef struct {
  const WfFeedSync *what;
  WfFeedReport *report;
  GCancellable *cancellable;
  WfLocal *local;
  WfCatalogueStore *store;
  WfFetch *fetch;
  WfFeedClient *client;
  WfLocalSource *source;
  gboolean is_new; /* not in local.db yet */
  WfFeedTrust *trust;
  WfMinisignKey asked; /* the key of the address, when there is one */
  State state;
} Run;

/* What the check inside the transaction compares with. */
typedef struct {
  const WfFeedHead *head;
  gboolean accept_removals;
  WfFeedReport *report;
} Promise;

typedef struct {
  WfCatalogueBatch *batch;
  gboolean is_replacing;
} Staging;

static gboolean
refuse (GError **error, WfFeedError code, const char *why)
{
  g_set_error_literal (error, WF_FEED_ERROR, code, why);
  return FALSE;
}

char *
wf_feed_source_id (const char *base)
{
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, base, strlen (base));

  g_autofree char *hex = wf_hex_encode (hash, 8);

  return g_strconcat ("feed-", hex, NULL);
}

WfLocalSource *
wf_feed_source_new (const char *address, const char *title, GError **error)
{
  g_autofree char *base = NULL;
  WfMinisignKey key;

  if (!wf_feed_address_parse (address, &base, &key, error))
    return NULL;

  g_autoptr (WfFeedTrust) trust = wf_feed_trust_new (&key);
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  WfLocalSource *source = g_new0 (WfLocalSource, 1);

  source->id = wf_feed_source_id (base);
  source->kind = g_strdup ("feed");
  source->title = g_strdup (title != NULL ? title : g_uri_get_host (uri));
  source->url = g_strdup (base);
  source->colour = g_strdup ("");
  source->priority = WF_FEED_PRIORITY;
  source->is_on = TRUE;
  source->trust = wf_feed_trust_to_text (trust);
  source->trouble = g_strdup ("");
  return source;
}

/* The source in local.db, or a new one. */
static gboolean
find_source (Run *run, GError **error)
{
  const char *id = run->what->source;
  g_autoptr (WfLocalSource) fresh = NULL;
  g_autoptr (GError) why = NULL;

  if (run->what->address != NULL)
    {
      g_autofree char *base = NULL;

      fresh = wf_feed_source_new (run->what->address, NULL, error);
      if (fresh == NULL || !wf_feed_address_parse (run->what->address, &base, &run->asked, error))
        return FALSE;
      id = fresh->id;
    }
  run->source = wf_local_get_source (run->local, id, &why);
  if (run->source == NULL)
    {
      if (fresh == NULL || !g_error_matches (why, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      run->source = g_steal_pointer (&fresh);
      run->is_new = TRUE;
    }
  run->trust = wf_feed_trust_parse (run->source->trust);
  if (run->trust == NULL)
    return refuse (error, WF_FEED_ERROR_KEY, "what was known of this source cannot be read");
  return TRUE;
}

static void
read_state (Run *run)
{
  g_autofree char *text = wf_catalogue_store_dup_state (run->store, run->source->id);
  g_autoptr (JsonObject) object = text != NULL ? wf_json_parse_object (text, -1, NULL) : NULL;

  if (object == NULL ||
      !wf_hex_decode (wf_json_get_string (object, "sha256", ""), run->state.sha256, 32))
    return;
  run->state.seq = wf_json_get_int (object, "seq", 0);
  run->state.epoch = wf_json_get_int (object, "epoch", 0);
}

static char *
write_state (const Run *run, const WfFeedHead *head, const guint8 *sha256)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *hex = wf_hex_encode (sha256, 32);

  json_object_set_int_member (object, "seq", head->seq);
  json_object_set_int_member (object, "epoch", run->trust->epoch);
  json_object_set_string_member (object, "sha256", hex);
  return wf_json_to_text (object);
}

static gboolean
keep_source (Run *run, GError **error)
{
  g_free (run->source->trust);
  run->source->trust = wf_feed_trust_to_text (run->trust);
  if (!wf_local_put_source (run->local, run->source, error))
    return FALSE;
  run->is_new = FALSE;
  return TRUE;
}

/* A new source is kept only once it was synchronised: a mistyped key leaves nothing behind. */
static gboolean
on_client_keys (const WfFeedTrust *trust, gpointer user_data, GError **error)
{
  Run *run = user_data;

  return run->is_new || keep_source (run, error);
}

static gboolean
stage_record (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  Staging *staging = user_data;
  /* When everything is replaced, revisions from before say nothing. */
  gint64 rev = staging->is_replacing ? 0 : record->rev;
  g_autoptr (GError) why = NULL;
  guint8 digest[WF_HASH_BYTES];
  WfBatchRow row = { .type = "service", .id = record->id, .rev = rev };

  if (!record->is_put)
    return wf_catalogue_batch_remove (staging->batch, "service", record->id, rev, record->reason,
                                      record->into, error);
  wf_hash (digest, record->service, record->service_size);
  row.json = record->service;
  row.size = (gssize) record->service_size;
  row.digest = digest;
  if (wf_catalogue_batch_put (staging->batch, &row, &why))
    return TRUE;
  if (g_error_matches (why, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    g_set_error (error, WF_FEED_ERROR, WF_FEED_ERROR_RECORD, "line %" G_GUINT64_FORMAT ": %s",
                 record->line, why->message);
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Asked when all is staged and nothing is written yet. */
static gboolean
check_totals (const WfBatchTotals *totals, gpointer user_data, GError **error)
{
  const Promise *promise = user_data;
  WfFeedReport *report = promise->report;

  report->added = totals->added;
  report->changed = totals->changed;
  report->removed = totals->removed;
  if (totals->count != promise->head->count ||
      memcmp (totals->sum, promise->head->sum, sizeof totals->sum) != 0)
    return refuse (error, WF_FEED_ERROR_SUM,
                   "all was taken, and it is not what the publisher says there is");
  if (!promise->accept_removals && totals->removed > WF_FEED_REMOVALS_FREE &&
      (guint64) totals->removed * WF_FEED_REMOVALS_PART > totals->before)
    {
      g_set_error (error, WF_FEED_ERROR, WF_FEED_ERROR_REMOVAL,
                   "%u of %u entries would go: look at it, then accept it", totals->removed,
                   totals->before);
      return FALSE;
    }
  return TRUE;
}

/* Steps 5 to 9 from @here on. */
static gboolean
take_head (Run *run, const WfFeedHead *head, const guint8 *sha256, gint64 here, GError **error)
{
  g_autoptr (GPtrArray) plan = wf_feed_head_plan (head, here, error);
  const char *title = head->title != NULL ? head->title : run->source->title;
  const WfCatalogueSource source = { run->source->id, title, run->source->priority };

  if (plan == NULL || !wf_feed_client_get_bodies (run->client, head, plan, run->cancellable, error))
    return FALSE;

  gboolean is_full = plan->len > 0 && ((WfFeedFile *) plan->pdata[0])->from == 0;
  g_autoptr (WfCatalogueBatch) batch = wf_catalogue_batch_new (
      run->store, &source, is_full ? WF_BATCH_REPLACE : WF_BATCH_DELTA, run->cancellable, error);
  g_autofree char *state = write_state (run, head, sha256);
  Staging staging = { batch, is_full };
  Promise promise = { head, run->what->accept_removals, run->report };

  for (guint i = 0; batch != NULL && i < plan->len; i++)
    {
      if (!wf_feed_client_read (run->client, head, plan->pdata[i], stage_record, &staging,
                                run->cancellable, error))
        return FALSE;
    }
  if (batch == NULL)
    return FALSE;
  wf_catalogue_batch_set_state (batch, state);
  return wf_catalogue_batch_apply (batch, check_totals, &promise, NULL, error);
}

/* Deltas first; what they do not bring right, everything once. */
static gboolean
take_or_retake (Run *run, const WfFeedHead *head, const guint8 *sha256, gint64 here, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (take_head (run, head, sha256, here, &why))
    return TRUE;
  if (here > 0 && g_error_matches (why, WF_FEED_ERROR, WF_FEED_ERROR_SUM))
    return take_head (run, head, sha256, 0, error);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static void
learn_comment (WfFeedTrust *trust, const WfFeedComment *comment, const char *etag)
{
  trust->seq = comment->seq;
  memcpy (trust->sha256, comment->sha256, sizeof trust->sha256);
  trust->expires_us = comment->expires_us;
  trust->published_us = comment->published_us;
  g_free (trust->feed);
  trust->feed = g_strdup (comment->feed);
  g_free (trust->etag);
  trust->etag = g_strdup (etag);
}

static void
learn_head (Run *run, const WfFeedHead *head)
{
  WfFeedTrust *trust = run->trust;

  g_strfreev (trust->mirrors);
  trust->mirrors = g_strdupv (head->mirrors);
  g_free (trust->licence);
  trust->licence = g_strdup (head->licence);
  g_free (trust->title);
  trust->title = g_strdup (head->title);
  if (run->is_new && head->title != NULL)
    {
      g_free (run->source->title);
      run->source->title = g_strdup (head->title);
    }
}

static gboolean
follow (Run *run, GError **error)
{
  g_autoptr (WfFeedComment) comment = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *etag = NULL;
  const guint8 *sha256 = NULL;
  gint64 here, seen;

  if (!wf_feed_client_follow_keys (run->client, on_client_keys, run, run->cancellable, error))
    return FALSE;
  if (run->what->address != NULL && !wf_minisign_key_equal (&run->asked, &run->trust->pin) &&
      !wf_feed_keys_has_root (run->trust->keys, &run->asked))
    return refuse (error, WF_FEED_ERROR_KEY,
                   "this source is here with another key; remove it first if you mean this one");
  here = run->state.epoch == run->trust->epoch ? run->state.seq : 0;
  seen = MAX (here, run->trust->seq);
  if (seen > 0)
    sha256 = here >= run->trust->seq ? run->state.sha256 : run->trust->sha256;
  run->report->seq = here;
  run->report->expires_us = run->trust->expires_us;

  g_autoptr (WfFeedHead) head = wf_feed_client_get_head (run->client, seen, sha256, here, &comment,
                                                         &etag, run->cancellable, &why);

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (head != NULL)
    {
      if (!take_or_retake (run, head, comment->sha256, here, error))
        return FALSE;
      learn_head (run, head);
      run->report->is_updated = TRUE;
    }
  if (comment != NULL)
    learn_comment (run->trust, comment, etag);
  run->report->seq = run->trust->seq;
  run->report->expires_us = run->trust->expires_us;
  wf_feed_client_sweep (run->client);
  return TRUE;
}

/* Opens what is needed, goes through the steps, notes how it went. */
static gboolean
run_locked (Run *run, const char *folder, GError **error)
{
  g_autofree char *database = g_build_filename (run->what->data_dir, "catalogue.db", NULL);
  g_autoptr (GError) why = NULL;
  gboolean ok;

  run->store = wf_catalogue_store_open (database, run->what->starter, run->what->words, error);
  if (run->store == NULL)
    return FALSE;
  read_state (run);
  run->fetch = wf_fetch_new (run->what->limits);
  run->client =
      wf_feed_client_new (run->fetch, run->source->url, run->trust, folder, run->what->now_us);
  wf_feed_client_set_progress (run->client, run->what->progress, run->what->progress_data);
  run->source->tried_us = run->what->now_us;
  ok = follow (run, &why);
  run->report->bytes = wf_feed_client_get_bytes (run->client);
  g_free (run->source->trouble);
  run->source->trouble = g_strdup (ok ? "" : wf_feed_error_get_code (why));
  if (ok)
    run->source->succeeded_us = run->what->now_us;
  if (!ok)
    {
      if (!run->is_new && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        keep_source (run, NULL);
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return keep_source (run, error);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->client, wf_feed_client_free);
  g_clear_pointer (&run->fetch, wf_fetch_free);
  g_clear_pointer (&run->store, wf_catalogue_store_close);
  g_clear_pointer (&run->trust, wf_feed_trust_free);
  g_clear_pointer (&run->source, wf_local_source_free);
  g_clear_pointer (&run->local, wf_local_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

gboolean
wf_feed_sync_run (const WfFeedSync *what,
                  WfFeedReport *out_report,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (what->source != NULL || what->address != NULL, FALSE);

  g_auto (Run) run = { .what = what, .report = out_report, .cancellable = cancellable };
  g_autofree char *path = g_build_filename (what->data_dir, "local.db", NULL);
  g_autoptr (GError) why = NULL;

  memset (out_report, 0, sizeof *out_report);
  if (!wf_files_make_folder (what->data_dir, error))
    return FALSE;
  run.local = wf_local_open (path, error);
  if (run.local == NULL || !find_source (&run, error))
    return FALSE;

  g_autofree char *folder = g_build_filename (what->data_dir, "feeds", run.source->id, NULL);
  g_autofree char *lock_path = g_build_filename (folder, "lock", NULL);
  g_autoptr (WfLockFile) lock = NULL;

  if (!wf_files_make_folder (folder, error))
    return FALSE;
  lock = wf_lock_file_take (lock_path, &why);
  if (lock == NULL)
    return refuse (error, WF_FEED_ERROR_BUSY, why->message);
  return run_locked (&run, folder, error);
}
