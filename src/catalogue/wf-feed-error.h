/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfFeedError:
 * @WF_FEED_ERROR_KEY: "wrong-key": it is signed by a key that does not belong to this source; go
 *   on with nothing, ask the publisher
 * @WF_FEED_ERROR_SIGNATURE: "bad-signature": what was signed was altered; as above
 * @WF_FEED_ERROR_KEYS: "bad-keys": a change of keys is not signed by enough of the old and of the
 *   new; as above
 * @WF_FEED_ERROR_KEYS_EXPIRED: "keys-expired": the publisher must renew the list of keys
 * @WF_FEED_ERROR_FORMAT: "not-a-feed": there is something else at this address
 * @WF_FEED_ERROR_OTHER_FEED: "wrong-feed": signed well, but another catalogue than this source's
 * @WF_FEED_ERROR_ROLLBACK: "rollback": older than what is here; mostly a mirror that lags
 * @WF_FEED_ERROR_EQUIVOCATION: "equivocation": the same number as what is here, other content;
 *   tell the publisher: somebody may have the key
 * @WF_FEED_ERROR_EXPIRED: "expired": not renewed in time; the catalogue grows old
 * @WF_FEED_ERROR_CLOCK: "bad-clock": published in the future: this clock or theirs is wrong
 * @WF_FEED_ERROR_JUMP: "jump": the number leaps so far that it would shut out later ones
 * @WF_FEED_ERROR_MIX: "mixed-head": the head is not the one that was signed, or contradicts it
 * @WF_FEED_ERROR_PATH: "bad-path": it names a file outside itself
 * @WF_FEED_ERROR_HASH: "wrong-hash": a file is not the one announced
 * @WF_FEED_ERROR_SIZE: "wrong-size": a file is longer or shorter than announced
 * @WF_FEED_ERROR_BOMB: "bomb": a file unpacks to more than announced
 * @WF_FEED_ERROR_BODY: "bad-body": a file does not unpack, or lacks its beginning or end
 * @WF_FEED_ERROR_RECORD: "bad-record": an entry is not as the format says; the line is named
 * @WF_FEED_ERROR_SUM: "wrong-sum": all was taken and it is not what the publisher has
 * @WF_FEED_ERROR_REMOVAL: "mass-removal": many entries would go; a person decides
 * @WF_FEED_ERROR_BUSY: "busy": another Wayfinder synchronises this source now
 *
 * Why a synchronisation was refused. Whatever it is, the catalogue stays as it was.
 */
typedef enum {
  WF_FEED_ERROR_KEY,
  WF_FEED_ERROR_SIGNATURE,
  WF_FEED_ERROR_KEYS,
  WF_FEED_ERROR_KEYS_EXPIRED,
  WF_FEED_ERROR_FORMAT,
  WF_FEED_ERROR_OTHER_FEED,
  WF_FEED_ERROR_ROLLBACK,
  WF_FEED_ERROR_EQUIVOCATION,
  WF_FEED_ERROR_EXPIRED,
  WF_FEED_ERROR_CLOCK,
  WF_FEED_ERROR_JUMP,
  WF_FEED_ERROR_MIX,
  WF_FEED_ERROR_PATH,
  WF_FEED_ERROR_HASH,
  WF_FEED_ERROR_SIZE,
  WF_FEED_ERROR_BOMB,
  WF_FEED_ERROR_BODY,
  WF_FEED_ERROR_RECORD,
  WF_FEED_ERROR_SUM,
  WF_FEED_ERROR_REMOVAL,
  WF_FEED_ERROR_BUSY,
} WfFeedError;

#define WF_FEED_ERROR (wf_feed_error_quark ())
GQuark wf_feed_error_quark (void);

/** wf_feed_error_get_code: Returns: the code of docs/formats/feed.md for any error of a
 * synchronisation: of this domain, #WfFetchError ("offline", "timeout", "too-slow", "truncated",
 * "too-large", "redirect", "missing", "bad-address", "insecure", "disk-full"), cancelling
 * ("cancelled"), the databases ("database") or anything else ("failed") */
const char *wf_feed_error_get_code (const GError *error);

/** wf_feed_error_new_from_code: Returns: (transfer full): an error that @code is the code of, for
 * whoever puts what local.db remembers into words; one of another domain for "database",
 * "cancelled" and "failed" */
GError *wf_feed_error_new_from_code (const char *code);

G_END_DECLS
