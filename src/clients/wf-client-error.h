/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfClientError:
 * @WF_CLIENT_ERROR_UNKNOWN_FACT: there is no such optional fact; immigration status, for one, is
 *   never asked. Choose one of the known facts
 * @WF_CLIENT_ERROR_BAD_VALUE: the value cannot be right (a year out of range, a region that is
 *   not ISO 3166-2, a tag that is not a language); show it again and let the person correct it
 * @WF_CLIENT_ERROR_NOT_FOUND: no such client or visit here; go back to the list
 * @WF_CLIENT_ERROR_HELD: someone put a hold on this client; release it first, with a reason
 * @WF_CLIENT_ERROR_SECOND_PERSON: forgetting needs another staff member to say yes
 * @WF_CLIENT_ERROR_VISIT_OPEN: this client has an open visit; continue or end it first
 * @WF_CLIENT_ERROR_REFUSED: the client said no to this purpose; ask again only if they wish
 * @WF_CLIENT_ERROR_TOO_MANY: too many things are due for this client; finish or drop one first
 * @WF_CLIENT_ERROR_NOT_READY: this thing is lent, lost or not wiped yet; choose another one, or say
 *   that it was wiped
 */
typedef enum {
  WF_CLIENT_ERROR_UNKNOWN_FACT,
  WF_CLIENT_ERROR_BAD_VALUE,
  WF_CLIENT_ERROR_NOT_FOUND,
  WF_CLIENT_ERROR_HELD,
  WF_CLIENT_ERROR_SECOND_PERSON,
  WF_CLIENT_ERROR_VISIT_OPEN,
  WF_CLIENT_ERROR_REFUSED,
  WF_CLIENT_ERROR_TOO_MANY,
  WF_CLIENT_ERROR_NOT_READY,
} WfClientError;

#define WF_CLIENT_ERROR (wf_client_error_quark ())
GQuark wf_client_error_quark (void);

G_END_DECLS
