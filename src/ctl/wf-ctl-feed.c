/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue keygen, publish, rotate, verify and sync: what a curator does to give a
 * catalogue to others, and what an agency does to take one.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-feed-publish.h"
#include "wf-json.h"

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
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
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
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, NULL, NULL },
    { "expires", 0, 0, G_OPTION_ARG_INT, &days, NULL, NULL },
    { "feed", 0, 0, G_OPTION_ARG_STRING, &feed, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, NULL, NULL },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &licence, NULL, NULL },
    { "mirror", 0, 0, G_OPTION_ARG_STRING_ARRAY, &mirrors, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &ctl->data_dir, NULL, NULL },
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

  if (secret == NULL || !add_starter (ctl, entries, &error))
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
                                  .entries = entries };

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
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, NULL, NULL },
    { "new", 0, 0, G_OPTION_ARG_FILENAME, &next, NULL, NULL },
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &head, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
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

const WfCtlCommand WF_CTL_FEED_COMMANDS[] = {
  { "catalogue keygen", "DIR [--json]", run_keygen },
  { "catalogue publish",
    "OUT --key FILE [--from PREVIOUS] [--expires DAYS] [--feed NAME] [--title T] [--licence L] "
    "[--mirror URL]… [--json]",
    run_publish },
  { "catalogue rotate", "OUT --key OLD --new FILE [--head FILE] [--json]", run_rotate },
  { NULL },
};
