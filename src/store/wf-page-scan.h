/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reads rows out of a database file that SQLite itself may no longer open: every page that
 * looks like a leaf of a table is taken apart, whatever the tables' roots say. Knows SQLite's
 * file format (https://www.sqlite.org/fileformat2.html §1.5, §1.6, §2, §4), not our tables.
 */

/** One column; @bytes only for texts and blobs. */
typedef struct {
  gboolean is_blob;
  gint64 number;
  const guint8 *bytes;
  gsize size;
} WfPageColumn;

#define WF_PAGE_COLUMNS_MAX 8

/** Called for each row that parses; columns are valid while it runs. */
typedef void (*WfPageVisit) (gint64 rowid,
                             const WfPageColumn *columns,
                             guint n_columns,
                             gpointer user_data);

/**
 * wf_page_scan:
 * @file: the database's bytes
 * @wal: (nullable): the bytes of its write-ahead log; frames that hold are laid over the file
 * @page_size: 4096 for our files
 *
 * Pure. A row may be visited twice, or be nonsense: the caller checks what it is given.
 *
 * Returns: how many pages could not be read as any kind of page
 */
guint wf_page_scan (const guint8 *file,
                    gsize size,
                    const guint8 *wal,
                    gsize wal_size,
                    gsize page_size,
                    WfPageVisit visit,
                    gpointer user_data);

G_END_DECLS
