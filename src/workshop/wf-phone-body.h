/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-json-scan.h"

G_BEGIN_DECLS

/** More members than this no phone sends. */
#define WF_PHONE_BODY_MEMBERS 8

/**
 * WfPhoneBody:
 *
 * What a phone sent, each member as it stands there. Points into the request.
 */
typedef struct {
  WfJsonSpan spans[WF_PHONE_BODY_MEMBERS];
  guint n_spans;
} WfPhoneBody;

/** wf_phone_body_read: @text: (nullable): bytes from outside, as long as @self is used. Returns:
 *  whether they are one JSON object, whole and flat enough */
gboolean wf_phone_body_read (WfPhoneBody *self, const char *text, gsize size);

/** wf_phone_body_dup_string: Returns: (transfer full) (nullable): UTF-8; %NULL: no such string */
char *wf_phone_body_dup_string (const WfPhoneBody *self, const char *name);

/** wf_phone_body_dup_list: Returns: (transfer full) (nullable): %NULL: no such list of strings */
GStrv wf_phone_body_dup_list (const WfPhoneBody *self, const char *name);

/** wf_phone_body_get_number: Returns: %G_MAXUINT: no whole number of at most six digits */
guint wf_phone_body_get_number (const WfPhoneBody *self, const char *name);

G_END_DECLS
