/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault.h"

G_BEGIN_DECLS

/*
 * People and keys: who may open the vault. Nothing here needs another person's passphrase:
 * each epoch's agency key is sealed to every member's public key, and the set is signed by a
 * coordinator. All of it is refused with NOT_ALLOWED to other roles, except the change of
 * one's own passphrase. Part of WfVault: see wf-vault.h for threads and errors.
 */

/** wf_vault_get_members: Returns: (transfer full) (element-type WfMember): with those who left;
 * empty while locked. */
GPtrArray *wf_vault_get_members (WfVault *self);

/**
 * wf_vault_add_member_async:
 * @name: sealed
 * @slot_label: plain on the disk
 * @passphrase: the new colleague's first one; they should change it
 */
void wf_vault_add_member_async (WfVault *self,
                                const char *name,
                                WfRole role,
                                const char *slot_label,
                                const char *passphrase,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_vault_add_member_finish: Returns: (transfer full) (nullable): the new staff id. */
char *wf_vault_add_member_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_add_member_sync: as wf_vault_add_member_async(). */
char *wf_vault_add_member_sync (WfVault *self,
                                const char *name,
                                WfRole role,
                                const char *slot_label,
                                const char *passphrase,
                                GError **error);

/** wf_vault_set_role_async: the last coordinator who is a person cannot give it up (INVALID). */
void wf_vault_set_role_async (WfVault *self,
                              const char *staff_id,
                              WfRole role,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_vault_set_role_sync: as wf_vault_set_role_async(). */
gboolean wf_vault_set_role_sync (WfVault *self, const char *staff_id, WfRole role, GError **error);

/**
 * wf_vault_count_sole_async:
 *
 * Counts the clients that this member alone may open, of those who are members now: after
 * wf_vault_remove_member_async() or wf_vault_recover_member_async() nobody can. Only a coordinator
 * may ask (NOT_ALLOWED); it tells how many, not who.
 */
void wf_vault_count_sole_async (WfVault *self,
                                const char *staff_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_vault_count_sole_finish: @out_n: (out): set when %TRUE. */
gboolean
wf_vault_count_sole_finish (WfVault *self, GAsyncResult *result, guint *out_n, GError **error);

/** wf_vault_remove_member_async: takes the slot away and makes a new agency key, so that what is
 * written from now on is closed to the one who left. What they could read before they may have
 * copied. */
void wf_vault_remove_member_async (WfVault *self,
                                   const char *staff_id,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_vault_remove_member_sync: as wf_vault_remove_member_async(). */
gboolean wf_vault_remove_member_sync (WfVault *self,
                                      const char *staff_id,
                                      const char *reason,
                                      GError **error);

/** wf_vault_rotate_async: a new epoch: new agency key, all clients' keys wrapped anew. For a lost
 * device. */
void wf_vault_rotate_async (WfVault *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_rotate_sync: as wf_vault_rotate_async(). */
gboolean wf_vault_rotate_sync (WfVault *self, GError **error);

/** wf_vault_people_finish: ends set_role, remove_member, rotate, hand_over, restrict,
 * change_passphrase, recover_member, verify_passphrase. */
gboolean wf_vault_people_finish (WfVault *self, GAsyncResult *result, GError **error);

/**
 * wf_vault_recover_member_async:
 * @staff_id: a member who forgot their passphrase
 * @passphrase: the new one
 *
 * Gives them a new slot and new key pairs; usually after unlocking with the organisation's
 * code. Their private notes, and clients restricted to them alone, stay closed for ever.
 */
void wf_vault_recover_member_async (WfVault *self,
                                    const char *staff_id,
                                    const char *passphrase,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_vault_recover_member_sync: as wf_vault_recover_member_async(). */
gboolean wf_vault_recover_member_sync (WfVault *self,
                                       const char *staff_id,
                                       const char *passphrase,
                                       GError **error);

/** wf_vault_change_passphrase_async: of the one who unlocked; keys stay. */
void wf_vault_change_passphrase_async (WfVault *self,
                                       const char *old_passphrase,
                                       const char *new_passphrase,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_vault_change_passphrase_sync: as wf_vault_change_passphrase_async(). */
gboolean wf_vault_change_passphrase_sync (WfVault *self,
                                          const char *old_passphrase,
                                          const char *new_passphrase,
                                          GError **error);

/** wf_vault_verify_passphrase_async: asks for a second person, or tests the printed code, without
 * changing who is unlocked. Fails with WRONG_PASSPHRASE, WAIT, NOT_FOUND. */
void wf_vault_verify_passphrase_async (WfVault *self,
                                       const char *slot_id,
                                       const char *passphrase,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_vault_verify_passphrase_sync: as wf_vault_verify_passphrase_async(). */
gboolean wf_vault_verify_passphrase_sync (WfVault *self,
                                          const char *slot_id,
                                          const char *passphrase,
                                          GError **error);

/** wf_vault_renew_code_async: a new printed code for the organisation's slot; the old one opens
 * nothing any more. */
void wf_vault_renew_code_async (WfVault *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_vault_renew_code_finish: Returns: (transfer full) (nullable): the code to print. */
char *wf_vault_renew_code_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_renew_code_sync: as wf_vault_renew_code_async(). */
char *wf_vault_renew_code_sync (WfVault *self, GError **error);

/**
 * wf_vault_restrict_async:
 * @only_for: (nullable): the only staff who may open this client from now on; %NULL opens
 *   it to all again
 *
 * By a coordinator or navigator who can open the client. Appends "owner.restricted" to it.
 */
void wf_vault_restrict_async (WfVault *self,
                              const char *owner_id,
                              const char *const *only_for,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_vault_restrict_sync: as wf_vault_restrict_async(). */
gboolean wf_vault_restrict_sync (WfVault *self,
                                 const char *owner_id,
                                 const char *const *only_for,
                                 GError **error);

/** wf_vault_dup_restricted_to: Returns: (transfer full) (nullable): staff ids of those who may
 * open the client, %NULL without @error when all may. Blocks: ctl and tests. */
GStrv wf_vault_dup_restricted_to_sync (WfVault *self, const char *owner_id, GError **error);

/**
 * wf_vault_hand_over_async:
 * @to_staff_id: who takes over
 * @reason: in the navigator's words, sealed
 * @has_consent: the client agreed
 *
 * Appends "owner.handed-over" {"from","to","reason","consent"} to the client; for a restricted
 * client the new one is named in the place of the one who hands over.
 */
void wf_vault_hand_over_async (WfVault *self,
                               const char *owner_id,
                               const char *to_staff_id,
                               const char *reason,
                               gboolean has_consent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_vault_hand_over_sync: as wf_vault_hand_over_async(). */
gboolean wf_vault_hand_over_sync (WfVault *self,
                                  const char *owner_id,
                                  const char *to_staff_id,
                                  const char *reason,
                                  gboolean has_consent,
                                  GError **error);

/**
 * wf_vault_unseal_async:
 * @boxes: (element-type GBytes): made by wf_seal() for the seal_public of who unlocked
 *
 * What a colleague sealed for this member alone. Any role.
 */
void wf_vault_unseal_async (WfVault *self,
                            GPtrArray *boxes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** wf_vault_unseal_finish: Returns: (transfer full) (element-type GBytes) (nullable): one for each
 * box, %NULL where it does not open. */
GPtrArray *wf_vault_unseal_finish (WfVault *self, GAsyncResult *result, GError **error);
/** wf_vault_unseal_sync: as wf_vault_unseal_async(). */
GPtrArray *wf_vault_unseal_sync (WfVault *self, GPtrArray *boxes, GError **error);

G_END_DECLS
