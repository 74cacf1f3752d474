/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

G_BEGIN_DECLS

#define WF_VAULT_ARGS_TEXTS 6

/**
 * WfVaultArgs: what one call takes to the vault's thread and what it brings back. Texts are
 * wiped when freed, because some are passphrases.
 */
typedef struct {
  char *texts[WF_VAULT_ARGS_TEXTS];
  GStrv list;
  GPtrArray *items;
  GArray *days;
  gint64 number;
  gpointer result;
  GDestroyNotify free_result;
} WfVaultArgs;

/** wf_vault_args_new: @first: (nullable): copied into texts, as are the ones that follow, up to the
 * last of @n. */
WfVaultArgs *wf_vault_args_new (guint n, ...);

/** WfVaultWork: runs in the vault's thread; fills @args' result. */
typedef gboolean (*WfVaultWork) (WfVaultCore *core, WfVaultArgs *args, GError **error);

/** wf_vault_start: @args: (transfer full). */
void wf_vault_start (WfVault *self,
                     WfVaultWork work,
                     WfVaultArgs *args,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);

/** wf_vault_finish: @out_result: (out) (optional) (transfer full): the call's result. */
gboolean
wf_vault_finish (WfVault *self, GAsyncResult *result, gpointer *out_result, GError **error);

/** wf_vault_run: the blocking twin. @args: (transfer full). */
gboolean wf_vault_run (
    WfVault *self, WfVaultWork work, WfVaultArgs *args, gpointer *out_result, GError **error);

/** wf_vault_collect_drafts: Returns: (transfer full) (element-type WfAppend): from all sources. */
GPtrArray *wf_vault_collect_drafts (WfVault *self);

/** wf_vault_dup_members: Returns: (transfer full) (element-type WfMember). */
GPtrArray *wf_vault_dup_members (WfVault *self);

G_END_DECLS
