/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-owner.h"

G_BEGIN_DECLS

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

G_END_DECLS
