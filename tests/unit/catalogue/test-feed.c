/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a feed, read and written; the attacks on them from outside are the integration
 * suite's.
 */
#include "wf-feed-body.h"
#include "wf-feed-client.h"
#include "wf-feed-publish.h"
#include "wf-json-scan.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define COMMENT                                                                                    \
  "wayfinder-feed 1 feed=f.x seq=4 head=head/4.json size=9 sha256=" HASH                           \
  " published=2026-11-21T19:00:00Z expires=2026-12-05T19:00:00Z"

static void
test_scan (void)
{
  const struct {
    const char *text;
    gboolean is_taken;
  } cases[] = {
    { "{}", TRUE },
    { " { \"a\" : [ ] , \"b\":{ } }\n", TRUE },
    { "{\"a\":-0.5e+3,\"b\":[1,true,false,null,\"\\u00e9\\n\"]}", TRUE },
    { "{\"a\":\"\\ud83d\\ude00\"}", TRUE },
    { "{\"a\":{\"a\":1,\"a\":2}}", TRUE },
    { "{\"a\":[[[]]]}", TRUE },
    { "{\"a\":[[[[]]]]}", FALSE },
    { "", FALSE },
    { "[]", FALSE },
    { "{", FALSE },
    { "{}{}", FALSE },
    { "{\"a\":1,}", FALSE },
    { "{\"a\":1,\"a\":2}", FALSE },
    { "{\"a\":01}", FALSE },
    { "{\"a\":1.}", FALSE },
    { "{\"a\":.5}", FALSE },
    { "{\"a\":1e}", FALSE },
    { "{\"a\":-}", FALSE },
    { "{\"a\":tru}", FALSE },
    { "{\"a\":\"\t\"}", FALSE },
    { "{\"a\":\"\\x\"}", FALSE },
    { "{\"a\":\"\\u0000\"}", FALSE },
    { "{\"a\":\"\\ud83d\"}", FALSE },
    { "{\"a\":\"\\ude00\"}", FALSE },
    { "{\"a\":\"\\u12g4\"}", FALSE },
    { "{\"a\":\"\xff\"}", FALSE },
    { "{\"a\"}", FALSE },
    { "{a:1}", FALSE },
    { "{\"a\":[1 2]}", FALSE },
    { "{\"a\":[1,]}", FALSE },
    { "{} //", FALSE },
    { "{\"a\":1,\"b\":2,\"c\":3}", FALSE }, /* more members than there is room for */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfJsonSpan spans[2];
      guint n;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (
          wf_json_scan_object (cases[i].text, strlen (cases[i].text), 4, spans, 2, &n, &error), ==,
          cases[i].is_taken);
      if (!cases[i].is_taken)
        g_assert_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX);
    }
}

/* {"a":"@padding letters, then @bytes"} */
static gboolean
is_taken_as_text (gsize padding, const char *bytes, gsize size)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":\"");
  WfJsonSpan spans[1];
  guint n;

  for (gsize i = 0; i < padding; i++)
    g_string_append_c (text, 'x');
  g_string_append_len (text, bytes, (gssize) size);
  g_string_append (text, "\"}");
  return wf_json_scan_object (text->str, text->len, 4, spans, 1, &n, NULL);
}

/* Wherever in its eight bytes one stands. */
static void
test_scan_bytes (void)
{
  static const guchar NEXT[] = { 'x', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0 };
  const guint n = G_N_ELEMENTS (NEXT);

  for (gsize padding = 0; padding < 17; padding++)
    {
      for (guint c = 0; c < 0x80; c++)
        {
          char byte = (char) c;

          g_assert_cmpint (is_taken_as_text (padding, &byte, 1), ==,
                           c >= 0x20 && c != '"' && c != '\\');
        }
    }
  for (guint c = 0x80; c < 0x100; c++)
    {
      for (guint i = 0; i < 8 * n * n * n; i++)
        {
          const char bytes[] = { (char) c, (char) NEXT[i / 8 % n], (char) NEXT[i / 8 / n % n],
                                 (char) NEXT[i / 8 / n / n] };

          g_assert_cmpint (is_taken_as_text (i % 8, bytes, 4), ==,
                           g_utf8_validate_len (bytes, 4, NULL));
        }
    }
}

static void
test_spans (void)
{
  static const char text[] = "{\"one\": [1, 2] ,\"two\":\"x\"}";
  WfJsonSpan spans[4];
  guint n;

  g_assert_true (wf_json_scan_object (text, strlen (text), 8, spans, 4, &n, NULL));
  g_assert_cmpuint (n, ==, 2);

  const WfJsonSpan *one = wf_json_span_find (spans, n, "one");

  g_assert_cmpmem (one->value, one->value_size, "[1, 2]", 6);
  g_assert_null (wf_json_span_find (spans, n, "on"));
  g_assert_null (wf_json_span_find (spans, n, "ones"));
}

static void
test_words (void)
{
  const char *const bad_paths[] = { "",        "head",      "head/",   "/head/1",
                                    "head/..", "head/a..b", "head/.x", "head/a/b",
                                    "Head/1",  "head/a b",  "../x",    "h/\xc3\xa9" };
  const char *const bad_names[] = { "", ".a", "a-", "A", "a_b", "a/b" };
  const char *const bad_times[] = { "",
                                    "2026-11-21",
                                    "2026-11-21T19:00:00",
                                    "2026-13-21T19:00:00Z",
                                    "1926-11-21T19:00:00Z",
                                    "2026-11-21T19:00:00+00:00" };
  g_autofree char *time = wf_feed_time_to_text (wf_feed_time_parse ("2026-11-21T19:00:00Z"));

  g_assert_true (wf_feed_path_is_valid ("head/412.json"));
  g_assert_true (wf_feed_name_is_valid ("org.example.devices-2"));
  g_assert_cmpstr (time, ==, "2026-11-21T19:00:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (bad_paths); i++)
    g_assert_false (wf_feed_path_is_valid (bad_paths[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    g_assert_false (wf_feed_name_is_valid (bad_names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_times); i++)
    g_assert_cmpint (wf_feed_time_parse (bad_times[i]), ==, -1);
}

static void
test_comment (void)
{
  g_autoptr (WfFeedComment) comment = wf_feed_comment_parse (COMMENT " later=1", NULL);
  g_autofree char *text = wf_feed_comment_to_text (comment);
  const char *const takes[] = { "feed=f.x ", "seq=4 ", "head=head/4.json ", "size=9 ",
                                "published=2026-11-21T19:00:00Z " };

  g_assert_cmpstr (text, ==, COMMENT);
  for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (COMMENT, takes[i], 2);
      g_autofree char *less = g_strjoinv ("", parts);
      g_autofree char *twice = g_strconcat (COMMENT, " ", takes[i], NULL);

      g_assert_null (wf_feed_comment_parse (less, NULL));
      g_assert_null (wf_feed_comment_parse (g_strchomp (twice), NULL));
    }
  g_assert_null (wf_feed_comment_parse ("wayfinder-feed 2 " COMMENT, NULL));
}

static WfFeedFile *
make_file (gint64 from, gint64 to, guint64 size)
{
  WfFeedFile *file = g_new0 (WfFeedFile, 1);

  file->path = g_strdup_printf ("delta/%d-%d", (int) from, (int) to);
  file->from = from;
  file->to = to;
  file->size = size;
  file->rawsize = 1;
  return file;
}

/* From where, and through what, to the head. */
static void
test_plan (void)
{
  g_autoptr (WfFeedHead) head = g_new0 (WfFeedHead, 1);
  const struct {
    gint64 seq;
    const char *way;
  } cases[] = {
    { 10, "" },
    { 9, "9-10" },
    { 5, "5-9 9-10" },
    { 6, "6-7 7-8 8-9 9-10" },
    { 4, "0-8 8-9 9-10" },
    { 0, "0-8 8-9 9-10" },
    { 1, "0-8 8-9 9-10" },
  };

  head->feed = g_strdup ("f");
  head->seq = 10;
  head->mirrors = g_new0 (char *, 1);
  head->full = make_file (0, 8, 1000);
  head->deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_file_free);
  for (gint64 from = 5; from < 10; from++)
    g_ptr_array_add (head->deltas, make_file (from, from + 1, 100));
  g_ptr_array_add (head->deltas, make_file (5, 9, 150));
  g_ptr_array_add (head->deltas, make_file (1, 10, 501)); /* more than half of everything */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) plan = wf_feed_head_plan (head, cases[i].seq, NULL);
      g_autoptr (GString) way = g_string_new (NULL);

      for (guint j = 0; j < plan->len; j++)
        {
          const WfFeedFile *file = plan->pdata[j];

          g_string_append_printf (way, "%s%d-%d", j > 0 ? " " : "", (int) file->from,
                                  (int) file->to);
        }
      g_assert_cmpstr (way->str, ==, cases[i].way);
    }
  g_ptr_array_set_size (head->deltas, 2);
  g_assert_null (wf_feed_head_plan (head, 0, NULL));
}

static void
test_keys (void)
{
  g_autoptr (WfMinisignSecret) one = wf_minisign_secret_new ();
  g_autoptr (WfMinisignSecret) two = wf_minisign_secret_new ();
  g_autoptr (WfFeedKeys) old = wf_feed_keys_new_pinned (wf_minisign_secret_get_public (one));
  g_autoptr (WfFeedKeys) next = wf_feed_keys_new_pinned (wf_minisign_secret_get_public (two));

  next->n = 1;
  next->feed = g_strdup ("f");

  g_autofree char *text = wf_feed_keys_to_text (next);
  g_autoptr (WfFeedKeys) read = wf_feed_keys_parse (text, strlen (text), NULL);
  g_autoptr (GPtrArray) signatures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const WfMinisignSecret *const signers[] = { one, two };

  g_assert_true (wf_feed_keys_same_head (next, read));
  g_assert_false (wf_feed_keys_same_head (old, read));
  g_assert_true (wf_feed_keys_has_root (read, wf_minisign_secret_get_public (two)));
  g_assert_false (wf_feed_keys_has_root (read, wf_minisign_secret_get_public (one)));
  for (guint i = 0; i < 2; i++)
    {
      char *signature = wf_minisign_sign (signers[i], text, strlen (text), "keys");

      g_assert_false (wf_feed_keys_accept (old, read, text, strlen (text), signatures, NULL));
      /* The same one twice is still one. */
      for (guint twice = 0; twice < 2; twice++)
        g_ptr_array_add (signatures, g_bytes_new (signature, strlen (signature)));
      g_free (signature);
    }
  g_assert_true (wf_feed_keys_accept (old, read, text, strlen (text), signatures, NULL));
  g_assert_false (wf_feed_keys_accept (old, read, text, strlen (text) - 1, signatures, NULL));
}

static gboolean
append_id (const WfFeedRecord *record, gpointer user_data, GError **error)
{
  g_string_append_printf (user_data, "%c%s/%d ", record->is_put ? '+' : '-', record->id,
                          (int) record->rev);
  return TRUE;
}

/* Written and read; cut anywhere or with any bit turned it is refused. */
static void
test_body (void)
{
  g_autofree char *folder = g_dir_make_tmp ("wf-feed-XXXXXX", NULL);
  g_autoptr (WfFeedWriter) writer = wf_feed_writer_new (folder, "f", 1, 2, 2, NULL);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (wf_feed_writer_put (writer, "a", 2, "{\"id\":\"x\",\"name\":\"N\"}", NULL));
  g_assert_true (wf_feed_writer_remove (writer, "b", 2, "closed", NULL, NULL));

  g_autoptr (WfFeedFile) file = wf_feed_writer_finish (writer, NULL);
  g_autofree char *path = g_build_filename (folder, strchr (file->path, '/') + 1, NULL);

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, file->size);
  for (gsize cut = 0; cut <= size; cut++)
    {
      g_autoptr (GInputStream) stream =
          g_memory_input_stream_new_from_data (bytes, (gssize) cut, NULL);
      g_autoptr (GError) error = NULL;

      g_string_truncate (seen, 0);
      g_assert_cmpint (wf_feed_body_read (stream, file, "f", append_id, seen, NULL, &error), ==,
                       cut == size);
      if (cut < size)
        g_assert_cmpint ((int) error->domain, ==, (int) WF_FEED_ERROR);
    }
  g_assert_cmpstr (seen->str, ==, "+a/2 -b/2 ");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_trust (void)
{
  g_autoptr (WfMinisignSecret) secret = wf_minisign_secret_new ();
  g_autoptr (WfFeedTrust) trust = wf_feed_trust_new (wf_minisign_secret_get_public (secret));
  g_autofree char *words = wf_minisign_key_to_text (&trust->pin);
  g_autofree char *address = g_strconcat ("https://example.org/feed#", words, NULL);
  g_autofree char *base = NULL;
  WfMinisignKey key;

  trust->seq = 7;
  trust->epoch = 2;
  trust->feed = g_strdup ("f");
  trust->etag = g_strdup ("\"e\"");
  memset (trust->sha256, 5, sizeof trust->sha256);

  g_autofree char *text = wf_feed_trust_to_text (trust);
  g_autoptr (WfFeedTrust) same = wf_feed_trust_parse (text);
  g_autofree char *again = wf_feed_trust_to_text (same);

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpint (same->seq, ==, 7);
  g_assert_null (wf_feed_trust_parse ("{}"));
  g_assert_null (wf_feed_trust_parse ("no"));
  g_assert_true (wf_feed_address_parse (address, &base, &key, NULL));
  g_assert_cmpstr (base, ==, "https://example.org/feed/");
  g_assert_true (wf_minisign_key_equal (&key, &trust->pin));

  const char *const bad[] = { "https://example.org/feed", "ftp://example.org/#", "https:///#x",
                              "https://example.org/?q#x", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *none = NULL;

      g_assert_false (wf_feed_address_parse (bad[i], &none, &key, NULL));
      g_assert_null (none);
    }
}

/* Every object but ours has an id of its own. */
static void
expect_ids (const char *text)
{
  static const char *const LISTS[] = { "phones", "languages", "service_areas" };
  g_autoptr (JsonObject) service = wf_json_parse_object (text, -1, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *organization = wf_json_get_object (service, "organization");

  g_assert_true (g_uuid_string_is_valid (wf_json_get_string (organization, "id", "")));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      JsonArray *list = wf_json_get_array (service, LISTS[i]);

      for (guint k = 0; k < json_array_get_length (list); k++)
        {
          const char *id = wf_json_get_string (json_array_get_object_element (list, k), "id", "");

          g_assert_true (g_uuid_string_is_valid (id));
          g_assert_true (g_hash_table_add (ids, (gpointer) id));
        }
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 4);
}

/* The same entry gives the same service, and one whose id will not do gets a UUID. */
static void
test_entry (void)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (
      "{\"id\":\"An Id\",\"name\":\"N\",\"organization\":\"O\",\"as_of\":\"2026-01-02\","
      "\"phone\":\"1\",\"status\":\"closed\",\"languages\":[\"en\",\"fr\"],"
      "\"regions\":[\"CA-ON\"]}",
      -1, NULL);
  g_autoptr (WfFeedEntry) one = wf_feed_entry_new_from_entry (object);
  g_autoptr (WfFeedEntry) other = wf_feed_entry_new_from_entry (object);

  g_assert_cmpstr (one->service, ==, other->service);
  g_assert_true (g_uuid_string_is_valid (one->id));
  g_assert_nonnull (strstr (one->service, "\"status\":\"defunct\""));
  g_assert_nonnull (strstr (one->service, "\"assured_date\":\"2026-01-02\""));
  g_assert_nonnull (strstr (one->service, "\"extent\":\"CA-ON\""));
  expect_ids (one->service);
  json_object_set_string_member (object, "id", "an-id");

  g_autoptr (WfFeedEntry) named = wf_feed_entry_new_from_entry (object);

  g_assert_cmpstr (named->id, ==, "an-id");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/scan", test_scan);
  g_test_add_func ("/feed/scan-bytes", test_scan_bytes);
  g_test_add_func ("/feed/spans", test_spans);
  g_test_add_func ("/feed/words", test_words);
  g_test_add_func ("/feed/comment", test_comment);
  g_test_add_func ("/feed/plan", test_plan);
  g_test_add_func ("/feed/keys", test_keys);
  g_test_add_func ("/feed/body", test_body);
  g_test_add_func ("/feed/trust", test_trust);
  g_test_add_func ("/feed/entry", test_entry);
  return g_test_run ();
}
