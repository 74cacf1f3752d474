/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfContactLevel:
 * @WF_CONTACT_NOT_ASKED: no rule yet: do not contact before asking
 * @WF_CONTACT_OK: contact freely in the agreed ways
 * @WF_CONTACT_CARE: read the rule before each contact
 * @WF_CONTACT_NEVER: do not call or write; the client comes here
 *
 * What a list shows of the rule.
 */
typedef enum {
  WF_CONTACT_NOT_ASKED,
  WF_CONTACT_OK,
  WF_CONTACT_CARE,
  WF_CONTACT_NEVER,
} WfContactLevel;

/**
 * WfSafeContact:
 * @ways: "call", "text", "voice", "email", "letter", "only-here"; never %NULL
 * @where: (nullable): number or address to use
 * @when: (nullable): a good and safe time, in the client's words
 * @may_say_who: whether one may say who is calling
 * @if_other: (nullable): what to do when someone else answers, in the client's words
 * @never_message: never leave a message
 * @do_not_call: do not call or write at all
 * @time_us: when the rule was last said; 0 when never
 *
 * How a client may be reached without danger. A plain value; it always stands on top.
 */
typedef struct {
  GStrv ways;
  char *where;
  char *when;
  gboolean may_say_who;
  char *if_other;
  gboolean never_message;
  gboolean do_not_call;
  gint64 time_us;
} WfSafeContact;

/** wf_safe_contact_new: Returns: (transfer full): nothing agreed yet; fill in the members */
WfSafeContact *wf_safe_contact_new (void);
/** wf_safe_contact_copy: Returns: (transfer full) */
WfSafeContact *wf_safe_contact_copy (const WfSafeContact *self);
void wf_safe_contact_free (WfSafeContact *self);

/** wf_safe_contact_get_level: Returns: what the rule alone asks for (consent is not looked at) */
WfContactLevel wf_safe_contact_get_level (const WfSafeContact *self);

/** wf_safe_contact_to_record: Returns: (transfer full): a proposed contact.agreed record */
WfRecord *wf_safe_contact_to_record (const WfSafeContact *self);
/** wf_safe_contact_from_record: @record: of kind contact.agreed. Returns: (transfer full) */
WfSafeContact *wf_safe_contact_from_record (const WfRecord *record);

/** wf_safe_contact_to_variant: Returns: (transfer floating): for a snapshot */
GVariant *wf_safe_contact_to_variant (const WfSafeContact *self);
/** wf_safe_contact_from_variant: @variant: (nullable). Returns: (transfer full) */
WfSafeContact *wf_safe_contact_from_variant (GVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfSafeContact, wf_safe_contact_free)

G_END_DECLS
