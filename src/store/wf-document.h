/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-box.h"
#include "wf-database.h"

G_BEGIN_DECLS

/*
 * Self-checking documents: what is not an event but must never be lost. Each says its
 * type and ends with a hash of itself, so that it can be told from noise wherever it is
 * found (docs/formats/vault.md), and each is kept twice, on different pages of the file.
 */

/** Types of documents, and the key they are filed under. */
typedef enum {
  WF_DOCUMENT_VAULT = 1,   /* key: one zero byte */
  WF_DOCUMENT_SLOT = 2,    /* key: staff id */
  WF_DOCUMENT_KEY_SET = 3, /* key: u32 epoch, big-endian */
  WF_DOCUMENT_OWNER = 4,   /* key: owner tag */
  WF_DOCUMENT_EVENT = 5,   /* key: event id; the events that trust rests on, once more */
} WfDocumentType;

#define WF_DOCUMENT_LAST_TYPE WF_DOCUMENT_EVENT

/** wf_document_wrap: Returns: (transfer full): the document's bytes around @content. */
GBytes *wf_document_wrap (
    WfDocumentType type, gconstpointer key, gsize key_size, gconstpointer content, gsize size);

/**
 * wf_document_parse:
 * @out_type: (out) (optional): set on success
 * @out_key: (out) (optional) (transfer full): set on success
 *
 * Returns: (transfer full) (nullable): the content; %NULL when @bytes are no whole document
 */
GBytes *
wf_document_parse (const guint8 *bytes, gsize size, WfDocumentType *out_type, GBytes **out_key);

/** wf_document_save: files both copies, in the open transaction. */
gboolean wf_document_save (WfDatabase *db,
                           WfDocumentType type,
                           gconstpointer key,
                           gsize key_size,
                           GBytes *content,
                           GError **error);

/** wf_document_remove: removes both copies; missing is fine. */
gboolean wf_document_remove (
    WfDatabase *db, WfDocumentType type, gconstpointer key, gsize key_size, GError **error);

/** wf_document_load: Returns: (transfer full) (nullable): the content of whichever copy is whole;
 * %NULL with NOT_FOUND, ALTERED (both harmed) or DAMAGED. */
GBytes *wf_document_load (
    WfDatabase *db, WfDocumentType type, gconstpointer key, gsize key_size, GError **error);

/** Called for each document; %FALSE stops. */
typedef gboolean (*WfDocumentVisit) (
    const guint8 *key, gsize key_size, GBytes *content, gpointer user_data, GError **error);

/**
 * wf_document_each:
 * @out_n_harmed: (optional): how many rows were no whole document; a copy elsewhere may be
 *
 * Visits each document of @type once, in the order they were filed first. Two passes: what is
 * harmed in the one table is taken from the other.
 */
gboolean wf_document_each (WfDatabase *db,
                           WfDocumentType type,
                           WfDocumentVisit visit,
                           gpointer user_data,
                           guint *out_n_harmed,
                           GError **error);

/** wf_document_mend: files both copies of every document that is whole in one place. Begins and
 * ends its own transaction; removes nothing. */
gboolean wf_document_mend (WfDatabase *db, GError **error);

G_END_DECLS
