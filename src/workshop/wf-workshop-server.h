/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-phone-desk.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfWorkshopServer:
 *
 * The sockets between phones and a #WfPhoneDesk: one address, limits on size, time and number, and
 * headers that let the page do nothing but what it is for. The desk's thread.
 */
typedef struct _WfWorkshopServer WfWorkshopServer;

/** wf_workshop_server_new: @desk: (transfer none): must outlive the server. Returns: (transfer
 *  full): one that does not listen yet */
WfWorkshopServer *wf_workshop_server_new (WfPhoneDesk *desk);

/** wf_workshop_server_free: closes all connections */
void wf_workshop_server_free (WfWorkshopServer *self);

/**
 * wf_workshop_server_listen:
 * @address: one address of this computer, as "192.168.1.5"; never all of them
 * @port: 0 for any
 *
 * Returns: %FALSE with %WF_WORKSHOP_ERROR_NETWORK
 */
gboolean
wf_workshop_server_listen (WfWorkshopServer *self, const char *address, guint port, GError **error);

/** wf_workshop_server_unlisten: takes no more phones and closes those there are */
void wf_workshop_server_unlisten (WfWorkshopServer *self);

/** wf_workshop_server_get_port: Returns: where it listens, 0 when it does not */
guint wf_workshop_server_get_port (const WfWorkshopServer *self);

/** wf_workshop_server_dup_url: Returns: (transfer full) (nullable): as "http://192.168.1.5:8765/"
 */
char *wf_workshop_server_dup_url (const WfWorkshopServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfWorkshopServer, wf_workshop_server_free)

G_END_DECLS
