/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as a feed's signed comment, head, list of keys and remembered trust. What is
 * taken names nothing outside the feed, plans a way that ends, and reads itself again.
 */
#include "wf-feed-client.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
ask_comment (const char *text)
{
  g_autoptr (WfFeedComment) comment = wf_feed_comment_parse (text, NULL);

  if (comment == NULL)
    return;

  g_autofree char *again = wf_feed_comment_to_text (comment);
  g_autoptr (WfFeedComment) same = wf_feed_comment_parse (again, NULL);

  g_assert_true (wf_feed_path_is_valid (comment->head));
  g_assert_null (strstr (comment->head, ".."));
  g_assert_nonnull (same);
  g_assert_cmpint (same->seq, ==, comment->seq);
}

static void
ask_head (const char *text, gsize size)
{
  g_autoptr (WfFeedHead) head = wf_feed_head_parse (text, size, NULL);

  if (head == NULL)
    return;
  for (gint64 seq = 0; seq <= MIN (head->seq, 4); seq++)
    {
      g_autoptr (GPtrArray) plan = wf_feed_head_plan (head, seq, NULL);

      for (guint i = 0; plan != NULL && i < plan->len; i++)
        {
          const WfFeedFile *file = plan->pdata[i];

          g_assert_true (wf_feed_path_is_valid (file->path));
          g_assert_cmpuint (file->size, <=, WF_FEED_BODY_MAX);
          g_assert_cmpint (file->from, <, file->to);
        }
    }

  g_autofree char *again = wf_feed_head_to_text (head);
  g_autoptr (WfFeedHead) same = wf_feed_head_parse (again, strlen (again), NULL);

  g_assert_true (same != NULL || strlen (again) > WF_FEED_HEAD_MAX);
}

static void
ask_keys (const char *text, gsize size)
{
  g_autoptr (WfFeedKeys) keys = wf_feed_keys_parse (text, size, NULL);

  if (keys == NULL)
    return;

  g_autofree char *again = wf_feed_keys_to_text (keys);
  g_autoptr (WfFeedKeys) same = wf_feed_keys_parse (again, strlen (again), NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_nonnull (same);
  g_assert_true (wf_feed_keys_same_head (keys, same));
  g_assert_false (wf_feed_keys_accept (keys, same, text, size, none, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (WfFeedTrust) trust = wf_feed_trust_parse (text);
  g_autofree char *base = NULL;
  WfMinisignKey key;

  ask_comment (text);
  ask_head ((const char *) data, size);
  ask_keys ((const char *) data, size);
  if (trust != NULL)
    g_free (wf_feed_trust_to_text (trust));
  if (wf_feed_address_parse (text, &base, &key, NULL))
    g_assert_true (g_str_has_suffix (base, "/"));
  return 0;
}
