/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-core.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What founding a vault shares with the management of people. In the vault's thread. */

/** wf_people_new_secrets: @root_public: (nullable): where trust begins; %NULL for the founder, who
 * is it. Returns: (transfer full): new key pairs, a #WfSlotSecrets. */
WfSecret *wf_people_new_secrets (const guint8 *root_public);

/** wf_people_describe: Returns: (transfer full): a member's entry as events hold it. */
JsonObject *wf_people_describe (const WfKeySlot *slot, const char *name, WfRole role);

/** wf_people_add: a slot, an entry and a counter for a new member. @id: (transfer full). In a
 * transaction begun with wf_log_begin(); call wf_people_save_sets() after. */
gboolean wf_people_add (WfVaultCore *core,
                        char *id,
                        const char *name,
                        WfRole role,
                        const char *label,
                        gboolean is_organisation,
                        WfKdfCost cost,
                        const char *passphrase,
                        GError **error);

/** wf_people_save_sets: signs and files the key sets of all epochs for who is a member now. */
gboolean wf_people_save_sets (WfVaultCore *core, GError **error);

/** wf_people_add_member: Returns: (transfer full) (nullable): the new staff id. */
char *wf_people_add_member (WfVaultCore *core,
                            const char *name,
                            WfRole role,
                            const char *label,
                            const char *passphrase,
                            GError **error);
/** wf_people_set_role: see wf_vault_set_role_async(). */
gboolean wf_people_set_role (WfVaultCore *core, const char *staff_id, WfRole role, GError **error);
/** wf_people_count_sole: see wf_vault_count_sole_async(). */
gboolean
wf_people_count_sole (WfVaultCore *core, const char *staff_id, guint *out_n, GError **error);
/** wf_people_remove: see wf_vault_remove_member_async(). */
gboolean
wf_people_remove (WfVaultCore *core, const char *staff_id, const char *reason, GError **error);
/** wf_people_rotate: see wf_vault_rotate_async(). */
gboolean wf_people_rotate (WfVaultCore *core, GError **error);
/** wf_people_recover: see wf_vault_recover_member_async(). */
gboolean
wf_people_recover (WfVaultCore *core, const char *staff_id, const char *passphrase, GError **error);
/** wf_people_change_passphrase: see wf_vault_change_passphrase_async(). */
gboolean wf_people_change_passphrase (WfVaultCore *core,
                                      const char *old_passphrase,
                                      const char *new_passphrase,
                                      GError **error);
/** wf_people_renew_code: Returns: (transfer full) (nullable): the new printed code. */
char *wf_people_renew_code (WfVaultCore *core, GError **error);
/** wf_people_restrict: @only_for: (nullable): see wf_vault_restrict_async(). */
gboolean wf_people_restrict (WfVaultCore *core,
                             const char *owner_id,
                             const char *const *only_for,
                             GError **error);
/** wf_people_hand_over: see wf_vault_hand_over_async(). */
gboolean wf_people_hand_over (WfVaultCore *core,
                              const char *owner_id,
                              const char *to_staff_id,
                              const char *reason,
                              gboolean has_consent,
                              GError **error);
/** wf_people_parse_named: Returns: (transfer full) (nullable): staff ids as bytes; %NULL without
 * @error when @only_for is %NULL. */
gboolean wf_people_parse_named (WfVaultCore *core,
                                const char *const *only_for,
                                GByteArray **out_named,
                                GError **error);

G_END_DECLS
