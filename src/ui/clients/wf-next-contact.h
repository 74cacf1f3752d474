/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-pane.h"

G_BEGIN_DECLS

/**
 * WfNextContact:
 *
 * The next day that was agreed with one client as such, on the client's page: what it is for, and
 * what became of it. Referrals and loans have days of their own. Actions "next.record",
 * "next.day", "next.week" and "next.done".
 */
#define WF_TYPE_NEXT_CONTACT (wf_next_contact_get_type ())
G_DECLARE_FINAL_TYPE (WfNextContact, wf_next_contact, WF, NEXT_CONTACT, AdwPreferencesGroup)

/** wf_next_contact_set_client: @pane: that it stands on; whenever the client was read */
void wf_next_contact_set_client (WfNextContact *self, WfPane *pane, WfClient *client);

G_END_DECLS
