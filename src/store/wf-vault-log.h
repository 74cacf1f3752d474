/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

G_BEGIN_DECLS

/**
 * WfOwner: whose events, with the key in the session's scratch place while it is open.
 * @only_for: (nullable): staff ids (array of 16 bytes each) who alone hold its key
 */
typedef struct {
  WfOwnerType type;
  guint8 id[WF_ID_BYTES];
  guint8 tag[WF_OWNER_TAG_BYTES];
  GByteArray *only_for;
} WfOwner;

/** wf_owner_clear: frees what is inside; the key stays until wf_session_wipe_owner_key(). */
void wf_owner_clear (WfOwner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WfOwner, wf_owner_clear)

/** wf_owner_open: looks the owner up and puts its key into the scratch place. Fails with
 * NOT_FOUND, RESTRICTED, ALTERED. */
gboolean wf_owner_open (WfVaultCore *core, const guint8 *id, WfOwner *out_owner, GError **error);
/** wf_owner_open_document: as wf_owner_open(), from a document's content. */
gboolean
wf_owner_open_document (WfVaultCore *core, GBytes *content, WfOwner *out_owner, GError **error);
/** wf_owner_create: makes and files a new owner with a new key, which is then in the scratch place.
 * @only_for: (nullable): as in #WfOwner. In the open transaction. */
gboolean wf_owner_create (WfVaultCore *core,
                          WfOwnerType type,
                          const guint8 *id,
                          GByteArray *only_for,
                          WfOwner *out_owner,
                          GError **error);
/** wf_owner_save: files an open owner anew: under the newest epoch, for @owner's only_for. In the
 * open transaction. */
gboolean wf_owner_save (WfVaultCore *core, const WfOwner *owner, GError **error);
/** wf_owner_rewrap_all: files every owner's document under the newest epoch, also those that this
 * member cannot open. In the open transaction. */
gboolean wf_owner_rewrap_all (WfVaultCore *core, GError **error);

/** Called for each owner whose document opens; %FALSE stops. The key is in the scratch place
 * when @has_key. */
typedef gboolean (*WfOwnerVisit) (
    WfVaultCore *core, const WfOwner *owner, gboolean has_key, gpointer user_data, GError **error);
/** wf_owner_each: @out_n_harmed: (optional): documents that did not open. */
gboolean wf_owner_each (
    WfVaultCore *core, WfOwnerVisit visit, gpointer user_data, guint *out_n_harmed, GError **error);

/** WfLogEntry: one event as read. */
typedef struct {
  WfEventHeader header;
  guint8 id[WF_HASH_BYTES];
  WfRecord *record;
} WfLogEntry;

/** wf_log_entry_free: frees an entry. */
void wf_log_entry_free (WfLogEntry *self);

/** wf_log_begin: what all appends start with: role, then a transaction. */
gboolean wf_log_begin (WfVaultCore *core, GError **error);
/** wf_log_begin_view: the same for a note that somebody looked, which every role writes. */
gboolean wf_log_begin_view (WfVaultCore *core, GError **error);
/** wf_log_end: commits when @ok; else rolls back, with the session's counters as they were. */
gboolean wf_log_end (WfVaultCore *core, gboolean ok, GError **error);
/** wf_log_append: seals @records (of #WfRecord) for an open owner, and its snapshots, in the
 * transaction begun with wf_log_begin(). */
gboolean
wf_log_append (WfVaultCore *core, const WfOwner *owner, GPtrArray *records, GError **error);
/** wf_log_append_one: as wf_log_append(), one record: @body: (transfer full). */
gboolean wf_log_append_one (
    WfVaultCore *core, const WfOwner *owner, const char *kind, JsonObject *body, GError **error);
/** wf_log_append_agency: as wf_log_append_one(), to the agency's owner. */
gboolean
wf_log_append_agency (WfVaultCore *core, const char *kind, JsonObject *body, GError **error);

/** wf_log_read: Returns: (transfer full) (element-type WfLogEntry) (nullable): an open owner's
 * entries in the format's order; what is harmed or invented is left out. */
GPtrArray *wf_log_read (WfVaultCore *core, const WfOwner *owner, GError **error);
/** wf_log_to_records: Returns: (transfer full) (element-type WfRecord): the entries' records. */
GPtrArray *wf_log_to_records (GPtrArray *entries);

/** wf_log_open_row: steps 1 to 4 of the format's §3 for one row. @out_opened: set when OK. */
WfEventStatus wf_log_open_row (WfVaultCore *core,
                               const guint8 *event,
                               gsize size,
                               const guint8 *id,
                               WfEventOpened **out_opened);

/** wf_log_save_author: files @staff's counter on this device, and the clock; in the open
 * transaction. */
gboolean
wf_log_save_author (WfVaultCore *core, const guint8 *staff, guint64 counter, GError **error);
/** wf_log_recall_counter: Returns: that author's last counter as the cache says, 0 for unknown. */
guint64 wf_log_recall_counter (WfVaultCore *core, const guint8 *staff, const guint8 *device);
/** wf_log_load_author: finds this author's last counter and the highest clock; reads the whole log
 * when the cache of it is harmed. */
gboolean wf_log_load_author (WfVaultCore *core, GError **error);
/** wf_log_load_members: folds the agency's events into the session's member list. */
gboolean wf_log_load_members (WfVaultCore *core, GError **error);
/** wf_log_rebuild: re-makes tags, heads and counters from the events, drops all snapshots. After
 * a salvage. */
gboolean wf_log_rebuild (WfVaultCore *core, GError **error);

/** wf_snapshot_update: applies @records to the snapshots of an open owner, in the transaction. */
gboolean
wf_snapshot_update (WfVaultCore *core, const WfOwner *owner, GPtrArray *records, GError **error);
/** wf_snapshot_read: Returns: whether it could be read; @out_state: (transfer full) (nullable): the
 * state, re-made from the log when missing or harmed. */
gboolean wf_snapshot_read (WfVaultCore *core,
                           const WfOwner *owner,
                           const WfFold *fold,
                           GVariant **out_state,
                           GError **error);
/** wf_snapshot_open: Returns: %TRUE when @sealed is this owner's state of this aspect and version;
 * @out_state: (transfer full) (nullable). */
gboolean wf_snapshot_open (WfVaultCore *core,
                           const WfOwner *owner,
                           const WfFold *fold,
                           const guint8 *sealed,
                           gsize size,
                           GVariant **out_state);
/** wf_snapshot_check: folds anew and compares; files the right state when it differs.
 * @out_was_right: set. */
gboolean wf_snapshot_check (WfVaultCore *core,
                            const WfOwner *owner,
                            GPtrArray *records,
                            gboolean *out_was_right,
                            GError **error);

G_END_DECLS
