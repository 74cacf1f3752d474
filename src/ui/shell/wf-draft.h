/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * WfDraft:
 *
 * What is half typed or chosen in a field, or the fields of a dialog or page: kept sealed when
 * nobody typed for two seconds, when the page goes and when the vault locks, and put into the field
 * again next time. Belongs to the page or dialog that has the field. Main thread.
 */
typedef struct _WfDraft WfDraft;

/**
 * wf_draft_new:
 * @client_id: whose record it is kept in
 * @kind: "draft.…", one for each field
 * @settled_by: kind of the record that keeps the text itself: a draft before it is spent
 * @field: a #GtkTextBuffer or #GtkEditable: anything with a property "text" and a signal
 *   "changed"; or a #GtkCheckButton. What stands there now is what is kept already
 *
 * Reads what was kept at once, and writes it into @field unless something was typed meanwhile.
 *
 * Returns: (transfer full): free it before @field goes
 */
WfDraft *wf_draft_new (WfVault *vault,
                       const char *client_id,
                       const char *kind,
                       const char *settled_by,
                       gpointer field);

/**
 * wf_draft_new_about:
 * @owner_id: (nullable): whose record it is kept in; %NULL for what is about no client: then nobody
 *   but who typed it reads it
 * @kind: "draft.…", one for each dialog
 * @about: (nullable): id of what the dialog is about, when there are several such
 * @fields: (element-type GObject): as for wf_draft_new(), always the same in number and order
 *
 * As wf_draft_new(), for what nothing but wf_draft_settle() or wf_draft_end() ends. A field nobody
 * changed is left as it stands next time.
 *
 * Returns: (transfer full) (nullable): %NULL while locked
 */
WfDraft *wf_draft_new_about (
    WfVault *vault, const char *owner_id, const char *kind, const char *about, GPtrArray *fields);

/** wf_draft_settle: @self: (nullable). What stands in the field is kept elsewhere now, in a record
 * "settled_by", or is not wanted: it is no draft any more */
void wf_draft_settle (WfDraft *self);

/** wf_draft_accept: @self: (nullable). What stands in @field now was put there by the program: it
 * is no draft */
void wf_draft_accept (WfDraft *self, gpointer field);

/** wf_draft_end: @self: (nullable). What it was about has ended: what is kept of it is never asked
 * for again, and nothing more is written */
void wf_draft_end (WfDraft *self);

/** wf_draft_free: @self: (nullable): keeps what is half typed, while the vault is unlocked, and
 * from now on nothing more */
void wf_draft_free (WfDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDraft, wf_draft_free)

G_END_DECLS
