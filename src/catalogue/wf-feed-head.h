/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-feed-error.h"
#include "wf-minisign.h"

G_BEGIN_DECLS

/*
 * The small files of a signed feed (docs/formats/feed.md): the signed comment of latest.minisig,
 * the head it names, and the lists of keys. Bytes in, values or a #WfFeedError out; nothing here
 * checks a signature but wf_feed_keys_accept(). Values are filled once and then read; any thread.
 */

#define WF_FEED_HEAD_MAX    (64 * 1024)
#define WF_FEED_KEYS_MAX    (16 * 1024)
#define WF_FEED_KEYS_STEPS  32
#define WF_FEED_KEYS_EACH   8 /* keys of a kind in one list */
#define WF_FEED_DELTAS_MAX  256
#define WF_FEED_MIRRORS_MAX 8
#define WF_FEED_SEQ_MAX     (G_GINT64_CONSTANT (1) << 53)
#define WF_FEED_SEQ_LEAP    1000000
#define WF_FEED_BODY_MAX    (G_GINT64_CONSTANT (4) << 30) /* bytes of a body, packed or not */
#define WF_FEED_DEPTH       16

/**
 * WfFeedComment:
 * @feed: the feed's name
 * @head: path of the head
 * @published_us: microseconds since 1970
 * @expires_us: likewise
 *
 * What latest.minisig says in its trusted comment.
 */
typedef struct {
  char *feed;
  gint64 seq;
  char *head;
  guint64 size;
  guint8 sha256[32];
  gint64 published_us;
  gint64 expires_us;
} WfFeedComment;

/** wf_feed_comment_parse: Returns: (transfer full) (nullable): %NULL with
 * %WF_FEED_ERROR_FORMAT, or %WF_FEED_ERROR_PATH when it names a file outside the feed */
WfFeedComment *wf_feed_comment_parse (const char *text, GError **error);
/** wf_feed_comment_to_text: Returns: (transfer full): the comment as it is signed */
char *wf_feed_comment_to_text (const WfFeedComment *self);
void wf_feed_comment_free (WfFeedComment *self);

/**
 * WfFeedFile:
 * @from: the number it begins at; 0 for a full body
 * @to: the number it leads to
 * @size: bytes as they lie on the server
 * @rawsize: bytes unpacked
 * @records: entries put or taken away
 *
 * A body, as the head announces it.
 */
typedef struct {
  char *path;
  gint64 from;
  gint64 to;
  guint64 size;
  guint64 rawsize;
  guint64 records;
  guint8 sha256[32];
} WfFeedFile;

/** wf_feed_file_copy: Returns: (transfer full): the same once more */
WfFeedFile *wf_feed_file_copy (const WfFeedFile *self);
void wf_feed_file_free (WfFeedFile *self);

/**
 * WfFeedHead:
 * @keys: the number of the newest list of keys, 0: none
 * @licence: (nullable): of the entries
 * @title: (nullable): what people call this catalogue
 * @mirrors: (array zero-terminated=1): other addresses with the same files
 * @full: everything, as it was at @full->to
 * @deltas: (element-type WfFeedFile)
 * @count: entries there are at @seq
 * @sum: of their bytes, see #WfBlakeSum
 */
typedef struct {
  char *feed;
  gint64 seq;
  gint64 published_us;
  gint64 expires_us;
  gint64 keys;
  char *licence;
  char *title;
  GStrv mirrors;
  WfFeedFile *full;
  GPtrArray *deltas;
  guint64 count;
  guint8 sum[32];
} WfFeedHead;

/** wf_feed_head_parse: Returns: (transfer full) (nullable): %NULL with %WF_FEED_ERROR_FORMAT or
 * %WF_FEED_ERROR_PATH */
WfFeedHead *wf_feed_head_parse (const char *text, gsize size, GError **error);
/** wf_feed_head_to_text: Returns: (transfer full): the head as it is published */
char *wf_feed_head_to_text (const WfFeedHead *self);
void wf_feed_head_free (WfFeedHead *self);

/** wf_feed_head_plan:
 * @seq: what is here already; 0: nothing
 *
 * Returns: (transfer full) (element-type WfFeedFile): the bodies that lead from @seq to the head,
 *   in order; with the full one first when deltas alone do not lead there or are more than half
 *   as long. Empty when @seq is the head's. %NULL with %WF_FEED_ERROR_FORMAT when nothing does */
GPtrArray *wf_feed_head_plan (const WfFeedHead *self, gint64 seq, GError **error);

/**
 * WfFeedKeys:
 * @n: 1, 2, 3…; 0: only the key that came with the address
 * @expires_us: microseconds since 1970; 0: never
 * @threshold: so many of @root must sign
 * @root: (element-type WfMinisignKey): may change keys
 * @head: (element-type WfMinisignKey): may publish
 */
typedef struct {
  char *feed;
  gint64 n;
  gint64 expires_us;
  guint threshold;
  GArray *root;
  GArray *head;
} WfFeedKeys;

/** wf_feed_keys_new_pinned: Returns: (transfer full): list 0: @key alone, for everything */
WfFeedKeys *wf_feed_keys_new_pinned (const WfMinisignKey *key);
/** wf_feed_keys_parse: Returns: (transfer full) (nullable): %NULL with %WF_FEED_ERROR_FORMAT */
WfFeedKeys *wf_feed_keys_parse (const char *text, gsize size, GError **error);
/** wf_feed_keys_to_text: Returns: (transfer full): the list as it is published */
char *wf_feed_keys_to_text (const WfFeedKeys *self);
void wf_feed_keys_free (WfFeedKeys *self);
/** wf_feed_keys_has_root: Returns: whether @key may change keys */
gboolean wf_feed_keys_has_root (const WfFeedKeys *self, const WfMinisignKey *key);
/** wf_feed_keys_find_head: Returns: (transfer none) (nullable): the publishing key of this id */
const WfMinisignKey *wf_feed_keys_find_head (const WfFeedKeys *self, const guint8 *id);
/** wf_feed_keys_same_head: Returns: whether both let the same keys publish */
gboolean wf_feed_keys_same_head (const WfFeedKeys *self, const WfFeedKeys *other);

/**
 * wf_feed_keys_accept:
 * @self: the list that is trusted
 * @next: what @text says
 * @signatures: (element-type GBytes): signature files, whosoever
 *
 * Returns: whether enough different keys of @self and enough of @next signed exactly @text, and
 *   @next follows @self; else %FALSE with %WF_FEED_ERROR_KEYS or %WF_FEED_ERROR_OTHER_FEED
 */
gboolean wf_feed_keys_accept (const WfFeedKeys *self,
                              const WfFeedKeys *next,
                              const char *text,
                              gsize size,
                              GPtrArray *signatures,
                              GError **error);

/** wf_feed_name_is_valid: Returns: whether @name may name a feed: 1 to 128 of a-z 0-9 . - */
gboolean wf_feed_name_is_valid (const char *name);
/** wf_feed_path_is_valid: Returns: whether @path stays inside the feed: "head/412.json" */
gboolean wf_feed_path_is_valid (const char *path);
/** wf_feed_time_parse: @text: "2026-11-21T19:00:00Z". Returns: microseconds since 1970, or −1 */
gint64 wf_feed_time_parse (const char *text);
/** wf_feed_time_to_text: Returns: (transfer full): the same, to the second */
char *wf_feed_time_to_text (gint64 time_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedComment, wf_feed_comment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedFile, wf_feed_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedHead, wf_feed_head_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFeedKeys, wf_feed_keys_free)

G_END_DECLS
