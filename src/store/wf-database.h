/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-store-error.h"

G_BEGIN_DECLS

/**
 * WfDatabase:
 *
 * One SQLite connection: pragmas set for durability, statements cached, errors
 * mapped to #WfStoreError. It belongs to one thread at a time (the worker that owns
 * it); only wf_database_interrupt() may be called from another.
 */
typedef struct _WfDatabase WfDatabase;

/**
 * WfDatabaseFlags:
 * @WF_DATABASE_CREATE: make the file when it is missing
 * @WF_DATABASE_READ_ONLY: never write
 * @WF_DATABASE_EXCLUSIVE: hold the file alone (locking_mode=EXCLUSIVE) from the first read on; its
 *   log is kept short
 * @WF_DATABASE_SECURE_DELETE: overwrite what is deleted with zeros
 */
typedef enum {
  WF_DATABASE_NONE = 0,
  WF_DATABASE_CREATE = 1 << 0,
  WF_DATABASE_READ_ONLY = 1 << 1,
  WF_DATABASE_EXCLUSIVE = 1 << 2,
  WF_DATABASE_SECURE_DELETE = 1 << 3,
} WfDatabaseFlags;

/**
 * wf_database_open:
 * @path: a file, or ":memory:"
 *
 * Sets WAL, synchronous=FULL, foreign keys, mmap_size=0, trusted_schema off. Reads the
 * file's first page, so that a harmed or held file is told now.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with #WfStoreError
 */
WfDatabase *wf_database_open (const char *path, WfDatabaseFlags flags, GError **error);

/**
 * wf_database_open_with_vfs:
 * @vfs: (nullable): a VFS registered with SQLite; %NULL for the system's. Tests hand in one
 *   that fails on purpose
 *
 * Returns: as wf_database_open()
 */
WfDatabase *wf_database_open_with_vfs (const char *path,
                                       WfDatabaseFlags flags,
                                       const char *vfs,
                                       GError **error);

/** wf_database_close: rolls back what is open and closes; also through g_autoptr. */
void wf_database_close (WfDatabase *self);

/** wf_database_close_untouched: closes without a checkpoint, so that the file stays as it is. */
void wf_database_close_untouched (WfDatabase *self);

/** wf_database_exec: runs one or more statements that give no rows. */
gboolean wf_database_exec (WfDatabase *self, const char *sql, GError **error);

/** wf_database_get_int: Returns: %TRUE with the first column of the first row in @out_value;
 * %FALSE with @error, also when there is no row (NOT_FOUND). */
gboolean wf_database_get_int (WfDatabase *self, const char *sql, gint64 *out_value, GError **error);

/** wf_database_begin: BEGIN IMMEDIATE. Transactions do not nest. */
gboolean wf_database_begin (WfDatabase *self, GError **error);
/** wf_database_commit: when this returns %TRUE the changes survive a power cut; on %FALSE all
 * of the transaction is rolled back. */
gboolean wf_database_commit (WfDatabase *self, GError **error);
/** wf_database_rollback: forgets the open transaction; does nothing when there is none. */
void wf_database_rollback (WfDatabase *self);
/** wf_database_end: Returns: commits when @ok, else rolls back and returns %FALSE with @error
 * as it stands. */
gboolean wf_database_end (WfDatabase *self, gboolean ok, GError **error);

/** wf_database_get_last_rowid: Returns: rowid of the last INSERT. */
gint64 wf_database_get_last_rowid (WfDatabase *self);
/** wf_database_get_changes: Returns: rows touched by the last INSERT, UPDATE or DELETE. */
int wf_database_get_changes (WfDatabase *self);

/** wf_database_interrupt: any thread; the running query ends with INTERRUPTED. */
void wf_database_interrupt (WfDatabase *self);

/** wf_database_get_path: Returns: (transfer none): as given to wf_database_open(). */
const char *wf_database_get_path (WfDatabase *self);

/**
 * wf_database_checkpoint:
 *
 * Moves the write-ahead log into the file and truncates the log to nothing.
 */
gboolean wf_database_checkpoint (WfDatabase *self, GError **error);

/**
 * wf_database_backup:
 * @path: a file that does not exist yet
 *
 * Writes a whole, synced copy of what is committed; a name appears at @path only when the copy
 * is complete.
 */
gboolean wf_database_backup (WfDatabase *self, const char *path, GError **error);

/**
 * WfTokenEmit:
 * @token: UTF-8, not zero-terminated
 * @start: byte offset of the token in the text
 * @end: byte offset behind it
 * @is_colocated: the token stands at the same place as the one before (a synonym)
 *
 * Returns: %FALSE when tokenizing must stop
 */
typedef gboolean (*WfTokenEmit) (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated);

/**
 * WfTokenize:
 * @text: UTF-8, not zero-terminated
 * @is_query: %TRUE for the text of a MATCH string, %FALSE for a document
 *
 * Calls @emit once for each token, in order. Runs in the connection's thread.
 */
typedef void (*WfTokenize) (const char *text,
                            gsize size,
                            gboolean is_query,
                            WfTokenEmit emit,
                            gpointer sink,
                            gpointer user_data);

/**
 * wf_database_add_tokenizer:
 * @name: for use in CREATE VIRTUAL TABLE … USING fts5(…, tokenize = 'NAME')
 *
 * Must be called on each connection before the table is used.
 */
gboolean wf_database_add_tokenizer (WfDatabase *self,
                                    const char *name,
                                    WfTokenize tokenize,
                                    gpointer user_data,
                                    GDestroyNotify destroy,
                                    GError **error);

/** WfSqlCall: one call of a function of ours inside a query; valid while it runs. */
typedef struct _WfSqlCall WfSqlCall;

/** WfSqlFunction: reads its arguments and returns at most once through @call. */
typedef void (*WfSqlFunction) (WfSqlCall *call, gpointer user_data);

/**
 * wf_database_add_function:
 * @n_args: how many arguments, or -1 for any number
 *
 * The function must be deterministic: the same arguments give the same answer.
 */
gboolean wf_database_add_function (WfDatabase *self,
                                   const char *name,
                                   int n_args,
                                   WfSqlFunction function,
                                   gpointer user_data,
                                   GDestroyNotify destroy,
                                   GError **error);

/** wf_sql_call_get_n_args: Returns: how many arguments were given. */
guint wf_sql_call_get_n_args (WfSqlCall *call);
/** wf_sql_call_get_text: Returns: (nullable): the argument as UTF-8, %NULL for NULL; as long as
 * the call. */
const char *wf_sql_call_get_text (WfSqlCall *call, guint i);
/** wf_sql_call_get_int: Returns: the argument as an integer, 0 for NULL. */
gint64 wf_sql_call_get_int (WfSqlCall *call, guint i);
/** wf_sql_call_get_double: Returns: the argument as a number, 0 for NULL. */
double wf_sql_call_get_double (WfSqlCall *call, guint i);
/** wf_sql_call_return_int: gives the function's answer. */
void wf_sql_call_return_int (WfSqlCall *call, gint64 value);
/** wf_sql_call_return_double: gives the function's answer. */
void wf_sql_call_return_double (WfSqlCall *call, double value);
/** wf_sql_call_return_text: @text: (nullable): copied; %NULL gives NULL. */
void wf_sql_call_return_text (WfSqlCall *call, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDatabase, wf_database_close)

G_END_DECLS
