/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-event.h"
#include "wf-hex.h"
#include "wf-member.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfMemberList:
 *
 * The fold of the agency's own events into who is a member, with which keys and role. Trust
 * begins at one public key, the founder's, and follows signatures by those who were
 * coordinators at that point: an entry that anyone else signed has no effect. Not a #WfFold,
 * because it must judge signatures, not believe them.
 */
typedef struct _WfMemberList WfMemberList;

/** wf_member_list_new: @root_public: the founder's Ed25519 key. Returns: (transfer full): empty. */
WfMemberList *wf_member_list_new (const guint8 *root_public);
/** wf_member_list_free: frees the list; its members live on by their references. */
void wf_member_list_free (WfMemberList *self);

/** wf_member_list_is_about: Returns: whether the list reads events of this kind. */
gboolean wf_member_list_is_about (const char *kind);

/**
 * wf_member_list_apply:
 * @opened: the event whose body is @body, for its author
 *
 * Events in the format's order. Returns: %FALSE when the entry has no effect: not signed by a
 *   coordinator, or without sense
 */
gboolean wf_member_list_apply (WfMemberList *self,
                               const WfEventContext *context,
                               const WfEventOpened *opened,
                               JsonObject *body);

/** wf_member_list_is_by_admin: Returns: whether one who may change the list now wrote @opened, with
 * the key they have now. */
gboolean wf_member_list_is_by_admin (WfMemberList *self,
                                     const WfEventContext *context,
                                     const WfEventOpened *opened);

/** wf_member_list_must_be_listed: Returns: whether the founding says that the newest key set names
 * the entries. */
gboolean wf_member_list_must_be_listed (WfMemberList *self);

/** wf_member_list_verify: Returns: whether a key that the event's author ever had signed it, and,
 * of a key that was taken from them, before it was. */
gboolean wf_member_list_verify (WfMemberList *self,
                                const WfEventContext *context,
                                const WfEventOpened *opened);

/** wf_member_list_verify_bytes: as wf_member_list_verify(), for any signed bytes of @staff. */
gboolean wf_member_list_verify_bytes (WfMemberList *self,
                                      const guint8 *staff,
                                      gconstpointer bytes,
                                      gsize size,
                                      const guint8 *signature);

/** wf_member_list_find: @id: (array fixed-size=16). Returns: (transfer none) (nullable): the
 * member. */
WfMember *wf_member_list_find (WfMemberList *self, const guint8 *id);
/** wf_member_list_find_text: as wf_member_list_find(), by the id as text. */
WfMember *wf_member_list_find_text (WfMemberList *self, const char *id);

/** wf_member_list_dup_all: Returns: (transfer full) (element-type WfMember): as they joined. */
GPtrArray *wf_member_list_dup_all (WfMemberList *self);

/** wf_member_list_count_coordinators: Returns: people, not the organisation, who are coordinators
 * now. */
guint wf_member_list_count_coordinators (WfMemberList *self);

/** wf_member_is_admin: Returns: whether they may manage people and keys now. */
gboolean wf_member_is_admin (const WfMember *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfMemberList, wf_member_list_free)

G_END_DECLS
