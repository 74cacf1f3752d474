/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop-host.h"

G_BEGIN_DECLS

/** What a phone may send at most, in bytes. */
#define WF_PHONE_MAX_BODY 2048

/**
 * WfPhoneRequest:
 * @method: "GET", "POST"
 * @path: decoded, from "/"
 * @query: (nullable): behind the question mark, as it was sent
 * @host: (nullable): header Host
 * @origin: (nullable): header Origin
 * @type: (nullable): header Content-Type
 * @token: (nullable): header X-Workshop: which phone it is, or "join"
 * @from: (nullable): whence it came; compared with others, forgotten soon, never told
 * @body: (nullable): @size bytes, from outside
 *
 * One request, whoever brought it.
 */
typedef struct {
  const char *method;
  const char *path;
  const char *query;
  const char *host;
  const char *origin;
  const char *type;
  const char *token;
  const char *from;
  const char *body;
  gsize size;
} WfPhoneRequest;

/**
 * WfPhoneReply:
 * @status: of HTTP
 * @type: of @body
 * @body: (transfer none): what is sent back
 */
typedef void (*WfPhoneReply) (gpointer user_data, guint status, const char *type, GBytes *body);

/**
 * WfPhoneDesk:
 *
 * Answers phones: the page, what is on the wall, and what they vote. Knows nothing of sockets, so
 * that every request can be tried without one. The host's thread.
 */
typedef struct _WfPhoneDesk WfPhoneDesk;

/** wf_phone_desk_new: Returns: (transfer full): must live until the host was closed: whoever waits
 *  for the disk is answered through it */
WfPhoneDesk *wf_phone_desk_new (WfWorkshopHost *host);
void wf_phone_desk_free (WfPhoneDesk *self);

/** wf_phone_desk_set_place: @hosts: (nullable): what Host may say, ended by %NULL: requests that
 *  came under another name (a page elsewhere that points here) are refused */
void wf_phone_desk_set_place (WfPhoneDesk *self, const char *const *hosts);

/**
 * wf_phone_desk_handle:
 * @reply: called once: now, or when what was sent is durable
 *
 * Never fails; what is not understood, not allowed or too much is answered so, and counted.
 */
void wf_phone_desk_handle (WfPhoneDesk *self,
                           const WfPhoneRequest *request,
                           WfPhoneReply reply,
                           gpointer user_data);

/** wf_phone_desk_note: counts one refusal that was made elsewhere, as "slow" */
void wf_phone_desk_note (WfPhoneDesk *self, const char *reason);

/** wf_phone_desk_take_refused: Returns: (transfer full) (nullable): reason → how many since the
 *  last time; %NULL when there was nothing. No addresses, no paths */
JsonObject *wf_phone_desk_take_refused (WfPhoneDesk *self);

/** wf_phone_desk_get_n_pages: Returns: how often the page was asked for */
guint wf_phone_desk_get_n_pages (const WfPhoneDesk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPhoneDesk, wf_phone_desk_free)

G_END_DECLS
