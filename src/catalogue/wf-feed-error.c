/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes of docs/formats/feed.md: one word for each reason a synchronisation is refused for.
 * Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-feed-error.h"

#include "wf-fetch.h"
#include "wf-resource.h"
#include "wf-store-error.h"

G_DEFINE_QUARK (wf-feed-error-quark, wf_feed_error)

static const char *const FEED_CODES[] = {
  [WF_FEED_ERROR_KEY] = "wrong-key",     [WF_FEED_ERROR_SIGNATURE] = "bad-signature",
  [WF_FEED_ERROR_KEYS] = "bad-keys",     [WF_FEED_ERROR_KEYS_EXPIRED] = "keys-expired",
  [WF_FEED_ERROR_FORMAT] = "not-a-feed", [WF_FEED_ERROR_OTHER_FEED] = "wrong-feed",
  [WF_FEED_ERROR_ROLLBACK] = "rollback", [WF_FEED_ERROR_EQUIVOCATION] = "equivocation",
  [WF_FEED_ERROR_EXPIRED] = "expired",   [WF_FEED_ERROR_CLOCK] = "bad-clock",
  [WF_FEED_ERROR_JUMP] = "jump",         [WF_FEED_ERROR_MIX] = "mixed-head",
  [WF_FEED_ERROR_PATH] = "bad-path",     [WF_FEED_ERROR_HASH] = "wrong-hash",
  [WF_FEED_ERROR_SIZE] = "wrong-size",   [WF_FEED_ERROR_BOMB] = "bomb",
  [WF_FEED_ERROR_BODY] = "bad-body",     [WF_FEED_ERROR_RECORD] = "bad-record",
  [WF_FEED_ERROR_SUM] = "wrong-sum",     [WF_FEED_ERROR_REMOVAL] = "mass-removal",
  [WF_FEED_ERROR_BUSY] = "busy",
};

static const char *const FETCH_CODES[] = {
  [WF_FETCH_ERROR_ADDRESS] = "bad-address", [WF_FETCH_ERROR_OFFLINE] = "offline",
  [WF_FETCH_ERROR_SECURE] = "insecure",     [WF_FETCH_ERROR_TIMEOUT] = "timeout",
  [WF_FETCH_ERROR_SLOW] = "too-slow",       [WF_FETCH_ERROR_TRUNCATED] = "truncated",
  [WF_FETCH_ERROR_TOO_LARGE] = "too-large", [WF_FETCH_ERROR_REDIRECT] = "redirect",
  [WF_FETCH_ERROR_STATUS] = "missing",      [WF_FETCH_ERROR_DISK] = "disk-full",
};

const char *
wf_feed_error_get_code (const GError *error)
{
  if (error->domain == WF_FEED_ERROR && (guint) error->code < G_N_ELEMENTS (FEED_CODES))
    return FEED_CODES[error->code];
  if (error->domain == WF_FETCH_ERROR && (guint) error->code < G_N_ELEMENTS (FETCH_CODES))
    return FETCH_CODES[error->code];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_FULL))
    return "disk-full";
  if (error->domain == WF_STORE_ERROR || error->domain == WF_CATALOGUE_ERROR)
    return "database";
  return "failed";
}

GError *
wf_feed_error_new_from_code (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FEED_CODES); i++)
    {
      if (g_str_equal (FEED_CODES[i], code))
        return g_error_new_literal (WF_FEED_ERROR, (int) i, code);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FETCH_CODES); i++)
    {
      if (g_str_equal (FETCH_CODES[i], code))
        return g_error_new_literal (WF_FETCH_ERROR, (int) i, code);
    }
  if (g_str_equal (code, "database"))
    return g_error_new_literal (WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE, code);
  return g_error_new_literal (
      G_IO_ERROR, g_str_equal (code, "cancelled") ? G_IO_ERROR_CANCELLED : G_IO_ERROR_FAILED, code);
}
