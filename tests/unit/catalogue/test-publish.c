/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A feed made twice: what a removal says of what stands for the entry now, and numbers that are
 * never used again.
 */
#include "wf-feed-body.h"
#include "wf-feed-publish.h"
#include "wf-json.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1800000000000000)

typedef struct {
  char *place;
  char *one;
  char *two;
  WfMinisignSecret *key;
  GHashTable *merged;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->place = g_dir_make_tmp ("wf-publish-XXXXXX", &error);
  g_assert_no_error (error);
  f->one = g_build_filename (f->place, "one", NULL);
  f->two = g_build_filename (f->place, "two", NULL);
  f->key = wf_minisign_secret_new ();
  f->merged = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-r", f->place, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_free (f->place);
  g_free (f->one);
  g_free (f->two);
  wf_minisign_secret_free (f->key);
  g_hash_table_unref (f->merged);
}

/* Offers of the letters of @ids, each with @words in its name. Returns: the number it got. */
static gint64
publish (Fixture *f, const char *out, const char *from, const char *ids, const char *words)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);
  const WfFeedPublishing what = { .out = out,
                                  .from = from,
                                  .key = f->key,
                                  .days = 14,
                                  .now_us = NOW,
                                  .entries = entries,
                                  .merged = f->merged };
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;

  for (const char *at = ids; *at != '\0'; at++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"id\":\"%c\",\"name\":\"%s %c\",\"kind\":\"device\",\"status\":"
                           "\"active\",\"regions\":[\"CA\"],\"as_of\":\"unknown\"}",
                           *at, words, *at);
      g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

      g_ptr_array_add (entries, wf_feed_entry_new_from_entry (object));
    }
  wf_feed_publish (&what, &published, &error);
  g_assert_no_error (error);
  return published.seq;
}

static WfFeedHead *
read_head (const char *folder, gint64 seq)
{
  g_autofree char *path = g_strdup_printf ("%s/head/%" G_GINT64_FORMAT ".json", folder, seq);
  g_autofree char *text = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;
  WfFeedHead *head = g_file_get_contents (path, &text, &size, &error)
                         ? wf_feed_head_parse (text, size, &error)
                         : NULL;

  g_assert_no_error (error);
  return head;
}

static gboolean
note_gone (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  if (!record->is_put)
    g_string_append_printf (user_data, "%s %s %s;", record->id, record->reason,
                            record->into != NULL ? record->into : "-");
  return TRUE;
}

/* What the last delta says went. */
static char *
read_gone (const char *folder, gint64 seq)
{
  g_autoptr (WfFeedHead) head = read_head (folder, seq);
  const WfFeedFile *delta = head->deltas->pdata[head->deltas->len - 1];
  g_autofree char *path = g_build_filename (folder, delta->path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  GString *gone = g_string_new (NULL);

  g_assert_no_error (error);
  wf_feed_body_read (G_INPUT_STREAM (stream), delta, head->feed, note_gone, gone, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (gone, FALSE);
}

static void
test_merged (Fixture *f, gconstpointer data)
{
  g_autofree char *gone = NULL;

  publish (f, f->one, NULL, "abcd", "Offer");
  g_hash_table_insert (f->merged, (char *) "b", (char *) "a");
  g_hash_table_insert (f->merged, (char *) "d", (char *) "No id");
  g_assert_cmpint (publish (f, f->one, NULL, "a", "Offer"), ==, 2);
  gone = read_gone (f->one, 2);
  g_assert_cmpstr (gone, ==, "b duplicate a;c withdrawn -;d withdrawn -;");
}

/* Twice from the same one: the second follows the first, which somebody may have. */
static void
test_no_number_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (WfFeedHead) second = NULL, third = NULL;

  g_assert_cmpint (publish (f, f->one, NULL, "ab", "Offer"), ==, 1);
  g_assert_cmpint (publish (f, f->two, f->one, "ab", "Tpyo"), ==, 2);
  second = read_head (f->two, 2);
  g_assert_cmpint (publish (f, f->two, f->one, "ab", "Typo"), ==, 3);
  third = read_head (f->two, 3);
  g_assert_cmpint (second->seq, ==, 2);
  g_assert_cmpuint (third->deltas->len, ==, 2);
  g_assert_cmpint (((WfFeedFile *) third->deltas->pdata[1])->from, ==, 2);
  g_assert_cmpint (publish (f, f->one, f->two, "ab", "Typo"), ==, 4);
}

/* Nor is the number of another catalogue taken for one of this. */
static void
test_other_feed (Fixture *f, gconstpointer data)
{
  g_autoptr (WfMinisignSecret) key = f->key;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  WfFeedPublishing what = {
    .out = f->two, .from = f->one, .days = 14, .now_us = NOW, .entries = none
  };
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;

  publish (f, f->one, NULL, "a", "Offer");
  f->key = wf_minisign_secret_new ();
  publish (f, f->two, NULL, "a", "Offer");
  what.key = key;
  g_assert_false (wf_feed_publish (&what, &published, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/publish/merged", Fixture, NULL, set_up, test_merged, tear_down);
  g_test_add ("/publish/no-number-twice", Fixture, NULL, set_up, test_no_number_twice, tear_down);
  g_test_add ("/publish/other-feed", Fixture, NULL, set_up, test_other_feed, tear_down);
  return g_test_run ();
}
