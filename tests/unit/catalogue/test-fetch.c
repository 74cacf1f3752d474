/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-fetch.h"

#include "wf-feed-error.h"
#include "wf-resource.h"
#include "wf-store-error.h"
#include "wf-test-web.h"

#include <glib/gstdio.h>

#define SIZE 300000

typedef struct {
  char *folder;
  char *path; /* to fetch into */
  char *bytes;
  WfTestWeb *web;
  WfFetch *fetch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = NULL;

  fixture->folder = g_dir_make_tmp ("wf-fetch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "came", NULL);
  fixture->bytes = g_malloc (SIZE + 1);
  for (guint i = 0; i < SIZE; i++)
    fixture->bytes[i] = (char) ('a' + i * i % 23);
  fixture->bytes[SIZE] = '\0';
  file = g_build_filename (fixture->folder, "there", NULL);
  g_assert_true (g_file_set_contents (file, fixture->bytes, SIZE, NULL));
  fixture->web = wf_test_web_new (fixture->folder);
  fixture->fetch = wf_fetch_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "there", "came", "came.etag" };

  wf_fetch_free (fixture->fetch);
  wf_test_web_free (fixture->web);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->bytes);
}

static char *
make_url (Fixture *fixture, const char *name)
{
  return g_strconcat (fixture->web->url, name, NULL);
}

static void
test_get (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = make_url (fixture, "there");
  WfFetchRequest request = { .url = url, .max_bytes = SIZE, .accept = "text/plain" };
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFetchReply) first = wf_fetch_get_sync (fixture->fetch, &request, NULL, &error);
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (first->body, &size), g_bytes_get_size (first->body),
                   fixture->bytes, SIZE);
  g_assert_cmpstr (first->content_type, ==, "application/octet-stream");

  request.etag = first->etag;

  g_autoptr (WfFetchReply) same = wf_fetch_get_sync (fixture->fetch, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_null (same->body);

  /* One byte less is allowed than there is. */
  request.etag = NULL;
  request.max_bytes = SIZE - 1;
  for (request.is_raw = FALSE; request.is_raw <= TRUE; request.is_raw++)
    {
      g_assert_null (wf_fetch_get_sync (fixture->fetch, &request, NULL, &error));
      g_assert_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_TOO_LARGE);
      g_clear_error (&error);
    }
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  const struct {
    const char *name;
    guint status;
  } answers[] = { { "nowhere", 404 }, { "busy", 503 } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *url = make_url (fixture, answers[i].name);
      WfFetchRequest request = { .url = url, .max_bytes = 10 };
      g_autoptr (WfFetchReply) reply = wf_fetch_get_sync (fixture->fetch, &request, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, answers[i].status);
      g_assert_cmpuint (reply->retry_after_s, ==, answers[i].status == 503 ? 7 : 0);
      g_assert_null (reply->body);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *circle = make_url (fixture, "circle");
  const struct {
    const char *url;
    WfFetchError code;
    const char *word;
  } cases[] = {
    { circle, WF_FETCH_ERROR_REDIRECT, "redirect" },
    { "file:///etc/passwd", WF_FETCH_ERROR_ADDRESS, "bad-address" },
    { "http:///nobody", WF_FETCH_ERROR_ADDRESS, "bad-address" },
    { "", WF_FETCH_ERROR_ADDRESS, "bad-address" },
    { "http://127.0.0.1:1/", WF_FETCH_ERROR_OFFLINE, "offline" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfFetchRequest request = { .url = cases[i].url, .max_bytes = 10 };
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_fetch_get_sync (fixture->fetch, &request, NULL, &error));
      g_assert_error (error, WF_FETCH_ERROR, (int) cases[i].code);
      g_assert_cmpstr (wf_feed_error_get_code (error), ==, cases[i].word);
    }
}

static void
on_progress (guint64 received, guint64 total, gpointer user_data)
{
  guint64 *last = user_data;

  g_assert_cmpuint (received, >, *last);
  g_assert_cmpuint (total, ==, SIZE);
  *last = received;
}

static void
assert_came (Fixture *fixture)
{
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &text, &size, NULL));
  g_assert_cmpmem (text, size, fixture->bytes, SIZE);
}

/* Part of the file is there, with the ETag it came with: only the rest is asked for. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = make_url (fixture, "there");
  g_autofree char *etag_path = g_strconcat (fixture->path, ".etag", NULL);
  guint64 last = 0;
  WfFetchRequest request = { .url = url, .progress = on_progress, .progress_data = &last };
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFetchReply) whole =
      wf_fetch_file_sync (fixture->fetch, &request, fixture->path, SIZE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (whole->received, ==, SIZE);
  g_assert_cmpuint (last, ==, SIZE);
  assert_came (fixture);
  g_assert_false (g_file_test (etag_path, G_FILE_TEST_EXISTS));

  g_autoptr (WfFetchReply) again =
      wf_fetch_file_sync (fixture->fetch, &request, fixture->path, SIZE, NULL, &error);

  g_assert_cmpuint (again->status, ==, 0);

  const char *const etags[] = { whole->etag, "\"another\"", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (etags); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, fixture->bytes, 100000, NULL));
      if (etags[i] != NULL)
        g_assert_true (g_file_set_contents (etag_path, etags[i], -1, NULL));
      last = 0;

      g_autoptr (WfFetchReply) rest =
          wf_fetch_file_sync (fixture->fetch, &request, fixture->path, SIZE, NULL, &error);

      g_assert_no_error (error);
      assert_came (fixture);
      if (etags[i] == NULL)
        g_assert_cmpuint (rest->status, ==, 200);
    }

  request.progress = NULL;
  for (guint64 size = SIZE - 1; size <= SIZE + 1; size += 2)
    {
      g_unlink (fixture->path);
      g_assert_null (
          wf_fetch_file_sync (fixture->fetch, &request, fixture->path, size, NULL, &error));
      g_assert_error (error, WF_FETCH_ERROR, WF_FETCH_ERROR_TOO_LARGE);
      g_clear_error (&error);
    }
}

static gboolean
stop_early (gconstpointer bytes, gsize size, gpointer user_data, GError **error)
{
  g_cancellable_cancel (user_data);
  return TRUE;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = make_url (fixture, "there");
  WfFetchRequest request = { .url = url, .max_bytes = SIZE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_fetch_stream_sync (fixture->fetch, &request, stop_early, cancellable,
                                       cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (wf_feed_error_get_code (error), ==, "cancelled");
  g_assert_false (wf_fetch_wait_sync (60, cancellable, NULL));
  g_assert_true (wf_fetch_wait_sync (0, NULL, NULL));
  g_assert_false (wf_fetch_is_transient (error));
}

static void
test_back_off (void)
{
  guint last = 0;

  for (guint attempt = 1; attempt < 70; attempt++)
    {
      guint low = wf_fetch_get_back_off (attempt, 120, 86400, 0);
      guint high = wf_fetch_get_back_off (attempt, 120, 86400, 1);

      g_assert_cmpuint (high, >=, last);
      g_assert_cmpuint (high, <=, 86400);
      g_assert_cmpuint (low, ==, high / 2);
      last = high;
    }
  g_assert_cmpuint (last, ==, 86400);
}

static void
test_codes (void)
{
  const struct {
    GQuark domain;
    int code;
    const char *word;
  } cases[] = {
    { WF_FEED_ERROR, WF_FEED_ERROR_KEY, "wrong-key" },
    { WF_FEED_ERROR, WF_FEED_ERROR_BUSY, "busy" },
    { WF_STORE_ERROR, WF_STORE_ERROR_FULL, "disk-full" },
    { WF_STORE_ERROR, WF_STORE_ERROR_IO, "database" },
    { WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE, "database" },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, "failed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "x");

      g_assert_cmpstr (wf_feed_error_get_code (error), ==, cases[i].word);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/fetch/get", test_get);
  ADD ("/fetch/answers", test_answers);
  ADD ("/fetch/refused", test_refused);
  ADD ("/fetch/file", test_file);
  ADD ("/fetch/cancel", test_cancel);
  g_test_add_func ("/fetch/back-off", test_back_off);
  g_test_add_func ("/fetch/codes", test_codes);
  return g_test_run ();
}
