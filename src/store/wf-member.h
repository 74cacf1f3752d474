/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfRole:
 * @WF_ROLE_COORDINATOR: all a navigator may, and manages people and keys (an admin)
 * @WF_ROLE_AUDITOR: reads only: whatever they append is refused, but that they looked
 *
 * What a member of staff may do. The organisation's own slot counts as a coordinator. A role is a
 * rule of this program and of what it signs, no lock: whoever has a slot holds the agency's keys,
 * so only a restriction closes a client (docs/THREATS.md).
 */
typedef enum {
  WF_ROLE_NAVIGATOR,
  WF_ROLE_COORDINATOR,
  WF_ROLE_CURATOR,
  WF_ROLE_TRAINER,
  WF_ROLE_VOLUNTEER,
  WF_ROLE_AUDITOR,
} WfRole;

/** wf_role_to_text: Returns: (transfer none): "navigator", "coordinator" … as in events. */
const char *wf_role_to_text (WfRole role);
/** wf_role_from_text: Returns: %FALSE when @text is no role; @out_role is then untouched. */
gboolean wf_role_from_text (const char *text, WfRole *out_role);

/** wf_role_leads: Returns: whether one of this role answers for clients: navigators and
 * coordinators restrict them, take them over, forget them and give their whole record out. */
gboolean wf_role_leads (WfRole role);

#define WF_PUBLIC_KEY_BYTES 32

/**
 * WfMember:
 * @id: staff id
 * @name: as colleagues see it
 * @is_organisation: the organisation's printed code, not a person
 * @has_left: removed; kept so that old events still verify
 * @sign_public: Ed25519, the newest
 * @seal_public: X25519, the newest
 *
 * One entry of the member list, as signed events of the agency say. Immutable.
 */
typedef struct {
  char *id;
  char *name;
  WfRole role;
  gboolean is_organisation;
  gboolean has_left;
  guint8 sign_public[WF_PUBLIC_KEY_BYTES];
  guint8 seal_public[WF_PUBLIC_KEY_BYTES];
  gatomicrefcount refs;
} WfMember;

WfMember *wf_member_ref (WfMember *self);
void wf_member_unref (WfMember *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfMember, wf_member_unref)

G_END_DECLS
