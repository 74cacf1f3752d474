/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue keygen, publish, rotate, verify and sync: what a curator does to give a
 * catalogue to others, and what an agency does to take one.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"
#include "wf-feed-publish.h"
#include "wf-feed-sync.h"
#include "wf-json.h"
#include "wf-overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_NAME    "catalogue.key"
#define PUBLIC_NAME "catalogue.pub"
#define DAYS        14

static WfMinisignSecret *
read_secret (const char *path, GError **error)
{
  char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  WfMinisignSecret *secret = wf_minisign_secret_parse (text, error);

  wf_wipe_free (text);
  return secret;
}

/* A file that must not be there yet; a secret one is for its owner's eyes from the start. */
static gboolean
write_new (const char *path, const char *text, int mode, GError **error)
{
  int descriptor = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  gsize size = strlen (text);
  gboolean ok =
      descriptor >= 0 && write (descriptor, text, size) == (gssize) size && fsync (descriptor) == 0;

  if (!ok)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s could not be written: %s",
                 path, g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return ok;
}

static int
run_keygen (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc < 1)
    return wf_ctl_wrong_use ("which folder are the keys for?");

  g_autofree char *path = g_build_filename (argv[0], KEY_NAME, NULL);
  g_autofree char *public_path = g_build_filename (argv[0], PUBLIC_NAME, NULL);
  g_autoptr (WfMinisignSecret) secret = wf_minisign_secret_new ();
  const WfMinisignKey *key = wf_minisign_secret_get_public (secret);
  g_autofree char *public_text = wf_minisign_key_to_file (key);
  g_autofree char *words = wf_minisign_key_to_text (key);
  char *text = wf_minisign_secret_to_file (secret);
  gboolean ok = g_mkdir_with_parents (argv[0], 0700) == 0 && write_new (path, text, 0600, &error) &&
                write_new (public_path, public_text, 0644, &error);

  wf_wipe_free (text);
  if (!ok)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "secret", path);
      json_object_set_string_member (object, "public", public_path);
      json_object_set_string_member (object, "key", words);
      wf_ctl_print_json (object);
    }
  else
    g_print ("%s\n", words);
  g_printerr ("Keep %s secret, and a copy of it in a safe place: whoever has it speaks for your "
              "catalogue.\n",
              path);
  return WF_CTL_DONE;
}

/* The shipped list, entry by entry. */
static gboolean
add_starter (const WfCtl *ctl, GPtrArray *entries, GError **error)
{
  g_autofree char *path = g_build_filename (ctl->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return FALSE;

  g_autoptr (JsonObject) object = wf_json_parse_object (text, (gssize) size, error);
  JsonArray *all = object != NULL ? wf_json_get_array (object, "resources") : NULL;

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    g_ptr_array_add (entries,
                     wf_feed_entry_new_from_entry (json_array_get_object_element (all, i)));
  return all != NULL;
}

/* What the agency itself says: its own entries, and what it corrected or checked. */
typedef struct {
  WfLocal *local;
  WfCatalogue *catalogue;
  GPtrArray *entries;
  GHashTable *merged;
} Gathering;

/* Whether another entry is shown for it; that is noted for those who have it. */
static gboolean
is_merged (Gathering *gathering, const char *id, const WfOverlay *overlay)
{
  g_autoptr (WfResource) shown = NULL;

  if (overlay == NULL || overlay->into == NULL)
    return FALSE;
  shown = wf_catalogue_get_sync (gathering->catalogue, id, NULL);
  if (shown == NULL)
    g_hash_table_replace (gathering->merged, g_strdup (id), g_strdup (overlay->into));
  return shown == NULL;
}

static gboolean
gather (const char *id, const char *json, gpointer user_data, GError **error)
{
  Gathering *gathering = user_data;
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (GError) why = NULL;

  if (json != NULL)
    return TRUE; /* its overlay, if any, is in what the catalogue shows */

  g_autoptr (WfOverlay) overlay = wf_local_get_overlay (gathering->local, id, &why);
  gboolean is_said = overlay != NULL && !is_merged (gathering, id, overlay) &&
                     (overlay->checked[0] != '\0' ||
                      (overlay->fields != NULL && json_object_get_size (overlay->fields) > 0));
  g_autoptr (WfResource) resource =
      is_said ? wf_catalogue_get_sync (gathering->catalogue, id, &why) : NULL;

  if (resource == NULL)
    return TRUE; /* nothing said, or about an entry that is no more */
  entry = wf_resource_to_json (resource);
  json_object_remove_member (entry, "overlay");
  json_object_remove_member (entry, "origin");
  g_ptr_array_add (gathering->entries, wf_feed_entry_new_from_entry (entry));
  return TRUE;
}

static gboolean
gather_own (const char *id, const char *json, gpointer user_data, GError **error)
{
  Gathering *gathering = user_data;
  g_autoptr (WfOverlay) overlay = NULL;
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (JsonObject) shown = NULL;

  if (json == NULL)
    return TRUE;
  entry = wf_json_parse_object (json, -1, error);
  if (entry == NULL)
    return FALSE;
  overlay = wf_local_get_overlay (gathering->local, id, NULL);
  if (is_merged (gathering, id, overlay))
    return TRUE;
  shown = wf_overlay_apply (overlay, entry);
  json_object_remove_member (shown, "overlay");
  g_ptr_array_add (gathering->entries, wf_feed_entry_new_from_entry (shown));
  return TRUE;
}

/* An entry of our own that is corrected too came twice: the first is the same. */
static void
drop_twins (GPtrArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len;)
    {
      if (g_hash_table_add (seen, ((WfFeedEntry *) entries->pdata[i])->id))
        i++;
      else
        g_ptr_array_remove_index (entries, i);
    }
}

static gboolean
add_local (const WfCtl *ctl, GPtrArray *entries, GHashTable *merged, GError **error)
{
  g_autofree char *path = g_build_filename (ctl->data_dir, "local.db", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_autoptr (WfLocal) local = wf_local_open (path, error);
  g_autoptr (WfCatalogue) catalogue = local != NULL ? wf_ctl_open_catalogue (ctl, error) : NULL;
  Gathering gathering = { local, catalogue, entries, merged };

  if (catalogue == NULL || !wf_local_foreach (local, gather_own, &gathering, error) ||
      !wf_local_foreach (local, gather, &gathering, error))
    return FALSE;
  drop_twins (entries);
  return TRUE;
}

static void
print_published (const WfFeedPublished *published)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "feed", published->feed);
  json_object_set_string_member (object, "key", published->key);
  json_object_set_int_member (object, "seq", published->seq);
  json_object_set_int_member (object, "count", (gint64) published->count);
  json_object_set_int_member (object, "added", published->added);
  json_object_set_int_member (object, "changed", published->changed);
  json_object_set_int_member (object, "removed", published->removed);
  json_object_set_boolean_member (object, "full", published->is_full);
  wf_ctl_print_json (object);
}

static int
run_publish (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *key = NULL, *from = NULL, *feed = NULL, *title = NULL, *licence = NULL;
  g_auto (GStrv) mirrors = NULL;
  int days = DAYS;
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, "The secret key that signs", "FILE" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
      "The publication this one follows: makes a small delta", "FOLDER" },
    { "expires", 0, 0, G_OPTION_ARG_INT, &days, "Days until readers are told that it is old",
      "DAYS" },
    { "feed", 0, 0, G_OPTION_ARG_STRING, &feed, "The feed’s own short name", "NAME" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, "What people see as its name", "TITLE" },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &licence, "Under which licence the entries may be used",
      "LICENCE" },
    { "mirror", 0, 0, G_OPTION_ARG_STRING_ARRAY, &mirrors,
      "Another address that has the same files; may be repeated", "URL" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (WfFeedPublished) published = { 0 };

  if (wf_ctl_parse (&argc, &argv, options, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc < 1 || key == NULL)
    return wf_ctl_wrong_use ("a folder to fill and --key are needed");
  if (days < 1 || days > 3660)
    return wf_ctl_wrong_use ("--expires is a number of days from 1 to 3660");

  g_autoptr (WfMinisignSecret) secret = read_secret (key, &error);
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);

  g_autoptr (GHashTable) merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (secret == NULL || !add_local (ctl, entries, merged, &error) ||
      (entries->len == 0 && !add_starter (ctl, entries, &error)))
    return wf_ctl_fail (error);

  const WfFeedPublishing what = { .out = argv[0],
                                  .from = from,
                                  .key = secret,
                                  .feed = feed,
                                  .title = title,
                                  .licence = licence,
                                  .mirrors = (const char *const *) mirrors,
                                  .days = (guint) days,
                                  .now_us = g_get_real_time (),
                                  .entries = entries,
                                  .merged = merged };

  if (!wf_feed_publish (&what, &published, &error))
    return wf_ctl_fail (error);
  if (as_json)
    print_published (&published);
  else
    g_print ("%s\t%" G_GINT64_FORMAT "\t#%s\n", published.feed, published.seq, published.key);
  return WF_CTL_DONE;
}

static int
run_rotate (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *key = NULL, *next = NULL, *head = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, "The secret key that signs", "FILE" },
    { "new", 0, 0, G_OPTION_ARG_FILENAME, &next, "The key that follows it", "FILE" },
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &head,
      "The newest head of the feed, which names the keys", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  if (wf_ctl_parse (&argc, &argv, options, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc < 1 || key == NULL || next == NULL)
    return wf_ctl_wrong_use ("the folder of the catalogue, --key and --new are needed");

  g_autoptr (WfMinisignSecret) old_secret = read_secret (key, &error);
  g_autoptr (WfMinisignSecret) new_secret = old_secret != NULL ? read_secret (next, &error) : NULL;
  g_autoptr (WfMinisignSecret) head_secret =
      new_secret != NULL && head != NULL ? read_secret (head, &error) : NULL;

  if (error != NULL || !wf_feed_rotate (argv[0], old_secret, new_secret, head_secret,
                                        g_get_real_time (), &n, &error))
    return wf_ctl_fail (error);

  g_autofree char *words = wf_minisign_key_to_text (wf_minisign_secret_get_public (new_secret));

  if (as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_int_member (object, "keys", n);
      json_object_set_string_member (object, "key", words);
      wf_ctl_print_json (object);
    }
  else
    g_print ("%s\n", words);
  return WF_CTL_DONE;
}

static void
on_progress (guint64 received, guint64 total, gpointer user_data)
{
  gint64 *last_us = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - *last_us < G_USEC_PER_SEC || total == 0)
    return;
  *last_us = now;
  g_printerr ("%" G_GUINT64_FORMAT " %%\n", received * 100 / total);
}

/* One source's line. @error: (nullable): why it was refused. */
static JsonObject *
make_report (const WfFeedReport *report, const GError *error)
{
  JsonObject *object = json_object_new ();
  const char *result = error != NULL ? "refused" : report->is_updated ? "updated" : "unchanged";
  gboolean counts = error == NULL || g_error_matches (error, WF_FEED_ERROR, WF_FEED_ERROR_REMOVAL);

  json_object_set_string_member (object, "result", result);
  json_object_set_int_member (object, "seq", report->seq);
  json_object_set_int_member (object, "added", counts ? report->added : 0);
  json_object_set_int_member (object, "changed", counts ? report->changed : 0);
  json_object_set_int_member (object, "removed", counts ? report->removed : 0);
  json_object_set_int_member (object, "bytes", (gint64) report->bytes);
  if (error != NULL)
    json_object_set_string_member (object, "reason", wf_feed_error_get_code (error));
  else
    json_object_set_null_member (object, "reason");
  return object;
}

static gboolean
sync_one (const WfFeedSync *what, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  WfFeedReport report;
  gboolean ok = wf_feed_sync_run (what, &report, NULL, &error);

  if (!ok)
    g_printerr ("wayfinderctl: the catalogue stays as it was: %s\n", error->message);
  if (as_json)
    {
      g_autoptr (JsonObject) object = make_report (&report, error);

      wf_ctl_print_json (object);
    }
  else if (ok)
    g_print ("%s\t%" G_GINT64_FORMAT "\t+%u ~%u -%u\n", report.is_updated ? "updated" : "unchanged",
             report.seq, report.added, report.changed, report.removed);
  return ok;
}

/* The sources in local.db that are feeds and on. */
static GPtrArray *
list_feeds (const WfCtl *ctl, GError **error)
{
  g_autofree char *path = g_build_filename (ctl->data_dir, "local.db", NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&ids);

  g_autoptr (WfLocal) local = wf_local_open (path, error);
  g_autoptr (GPtrArray) sources = local != NULL ? wf_local_list_sources (local, error) : NULL;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const WfLocalSource *source = sources->pdata[i];

      if (source->is_on && strcmp (source->kind, "feed") == 0)
        g_ptr_array_add (ids, g_strdup (source->id));
    }
  return sources != NULL ? g_steal_pointer (&ids) : NULL;
}

static int
run_sync (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *address = NULL;
  gboolean as_json = FALSE, accept_removals = FALSE;
  int patience = 60;
  const GOptionEntry options[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &address, "Only this source, with its key after #",
      "URL#KEY" },
    { "accept-removals", 0, 0, G_OPTION_ARG_NONE, &accept_removals,
      "Also when many entries would go", NULL },
    { "patience", 0, 0, G_OPTION_ARG_INT, &patience, "Give up after so long", "SECONDS" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autofree char *starter = g_build_filename (ctl->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (ctl->shared_dir, "catalogue", "words.json", NULL);
  WfFetchLimits limits = WF_FETCH_LIMITS_INIT;
  g_autoptr (GError) error = NULL;
  gint64 last_us = g_get_monotonic_time ();
  gboolean ok = TRUE;

  if (wf_ctl_parse (&argc, &argv, options, 0) < 0)
    return WF_CTL_WRONG_USE;
  if (patience < 1 || patience > 3600)
    return wf_ctl_wrong_use ("--patience is a number of seconds from 1 to 3600");
  limits.floor_seconds = (guint) patience;
  limits.stall_seconds = MIN (limits.stall_seconds, (guint) patience);

  WfFeedSync what = { .data_dir = ctl->data_dir,
                      .starter = starter,
                      .words = words,
                      .address = address,
                      .limits = &limits,
                      .now_us = g_get_real_time (),
                      .accept_removals = accept_removals,
                      .progress = on_progress,
                      .progress_data = &last_us };

  if (address != NULL)
    return sync_one (&what, as_json) ? WF_CTL_DONE : WF_CTL_FAILED;

  g_autoptr (GPtrArray) ids = list_feeds (ctl, &error);

  if (ids == NULL)
    return wf_ctl_fail (error);
  if (ids->len == 0)
    return wf_ctl_wrong_use ("there is no source yet: name one with --source URL#KEY");
  for (guint i = 0; i < ids->len; i++)
    {
      what.source = ids->pdata[i];
      ok = sync_one (&what, as_json) && ok;
    }
  return ok ? WF_CTL_DONE : WF_CTL_FAILED;
}

static void
print_verified (const WfFeedVerified *verified, const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "result", error == NULL ? "valid" : "refused");
  if (error == NULL)
    {
      g_autofree char *expires = wf_feed_time_to_text (verified->expires_us);

      json_object_set_string_member (object, "feed", verified->feed);
      json_object_set_int_member (object, "seq", verified->seq);
      json_object_set_int_member (object, "keys", verified->keys);
      json_object_set_int_member (object, "count", (gint64) verified->count);
      json_object_set_string_member (object, "expires", expires);
      json_object_set_null_member (object, "reason");
    }
  else
    json_object_set_string_member (object, "reason", wf_feed_error_get_code (error));
  wf_ctl_print_json (object);
}

static int
run_verify (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  WfFeedVerified verified = { 0 };

  if (wf_ctl_parse (&argc, &argv, options, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc < 1)
    return wf_ctl_wrong_use ("which catalogue? URL#KEY");

  g_autofree char *folder = g_dir_make_tmp ("wf-verify-XXXXXX", &error);
  gboolean ok = folder != NULL &&
                wf_feed_verify (argv[0], folder, NULL, g_get_real_time (), &verified, &error);

  if (folder != NULL)
    g_rmdir (folder);
  if (!ok)
    wf_ctl_fail (error);
  if (as_json)
    print_verified (&verified, error);
  else if (ok)
    g_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GUINT64_FORMAT " entries\n", verified.feed,
             verified.seq, verified.count);
  g_free (verified.feed);
  return ok ? WF_CTL_DONE : WF_CTL_FAILED;
}

const WfCtlCommand WF_CTL_FEED_COMMANDS[] = {
  { "catalogue keygen", "DIR [--json]", run_keygen },
  { "catalogue publish",
    "OUT --key FILE [--from PREVIOUS] [--expires DAYS] [--feed NAME] [--title T] [--licence L] "
    "[--mirror URL]… [--json]",
    run_publish },
  { "catalogue rotate", "OUT --key OLD --new FILE [--head FILE] [--json]", run_rotate },
  { "catalogue sync", "[--source URL#KEY] [--accept-removals] [--patience SECONDS] [--json]",
    run_sync },
  { "catalogue verify", "URL#KEY [--json]", run_verify },
  { NULL },
};
