/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

G_BEGIN_DECLS

/** wf_vault_core_unlock: with a passphrase. */
gboolean wf_vault_core_unlock (WfVaultCore *self,
                               const char *slot_id,
                               const char *passphrase,
                               GError **error);

G_END_DECLS
