/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-record.h"

G_BEGIN_DECLS

/*
 * The sealed event of docs/formats/event.md, section by section: bytes in, bytes out. Pure; any
 * thread; knows no database.
 */

#define WF_EVENT_PARENTS_MAX 64
#define WF_EVENT_BODY_MAX    (1024 * 1024)
#define WF_EVENT_HEADER_MAX  (77 + 32 * WF_EVENT_PARENTS_MAX + WF_RECORD_KIND_MAX)

/** Milliseconds of a hybrid clock's value. */
#define WF_HLC_MS(hlc) ((hlc) >> 16)

/**
 * WfEventHeader: §2's header, in the order of the page.
 * @parents: ascending, no two alike
 * @kind: zero-terminated
 */
typedef struct {
  guint8 owner_type;
  guint8 owner_id[WF_ID_BYTES];
  guint8 staff_id[WF_ID_BYTES];
  guint8 device_id[WF_ID_BYTES];
  guint64 counter;
  guint64 hlc;
  guint n_parents;
  guint8 parents[WF_EVENT_PARENTS_MAX][WF_HASH_BYTES];
  char kind[WF_RECORD_KIND_MAX + 1];
} WfEventHeader;

/**
 * WfEventNonces: (outer, inner): given only by tests of fixed vectors.
 */
typedef struct {
  guint8 outer[WF_NONCE_BYTES];
  guint8 inner[WF_NONCE_BYTES];
} WfEventNonces;

/** What a vault's events are bound to. */
typedef struct {
  guint8 uuid[WF_ID_BYTES];
  guint32 epoch;
} WfEventContext;

/**
 * WfEventStatus: how reading went, as §3 says.
 * @WF_EVENT_SEALED: opened so far as the keys that were given go; keep it and try again
 */
typedef enum {
  WF_EVENT_OK,
  WF_EVENT_NEWER,
  WF_EVENT_ALTERED,
  WF_EVENT_SEALED,
  WF_EVENT_INVENTED,
} WfEventStatus;

/** wf_event_derive_outer_key: OK(e) of §1 from AK(e). */
void wf_event_derive_outer_key (guint8 *out_key, const guint8 *agency_key);
/** wf_event_derive_tag_key: TK of §1 from AK(1). */
void wf_event_derive_tag_key (guint8 *out_key, const guint8 *first_agency_key);
/** wf_event_derive_wrap_key: WK(e) of §1 from AK(e). */
void wf_event_derive_wrap_key (guint8 *out_key, const guint8 *agency_key);

/** What a wrapped owner key takes. */
#define WF_WRAP_BYTES (WF_KEY_BYTES + WF_BOX_OVERHEAD)

/** wf_event_wrap_key: §1's wrapping of an owner's key; @nonce: (nullable): for tests. */
void wf_event_wrap_key (guint8 *out_wrapped,
                        const guint8 *owner_key,
                        const WfEventContext *context,
                        const guint8 *owner_id,
                        const guint8 *wrap_key,
                        const guint8 *nonce);
/** wf_event_unwrap_key: Returns: %FALSE when it does not open. */
gboolean wf_event_unwrap_key (guint8 *out_owner_key,
                              const guint8 *wrapped,
                              gsize size,
                              const WfEventContext *context,
                              const guint8 *owner_id,
                              const guint8 *wrap_key);
/** wf_event_owner_tag: @out_tag: %WF_OWNER_TAG_BYTES: where an owner's rows are found. */
void wf_event_owner_tag (guint8 *out_tag, const guint8 *owner_id, const guint8 *tag_key);

/**
 * wf_event_seal:
 * @body: UTF-8 JSON, at most %WF_EVENT_BODY_MAX bytes
 * @sign_secret: 64 bytes
 * @nonces: (nullable): for tests
 *
 * Returns: (transfer full) (nullable): the event's bytes; %NULL when the header or body is out
 *   of the format's range
 */
GBytes *wf_event_seal (const WfEventContext *context,
                       const WfEventHeader *header,
                       const char *body,
                       gsize body_size,
                       const guint8 *outer_key,
                       const guint8 *owner_key,
                       const guint8 *sign_secret,
                       const WfEventNonces *nonces);

/**
 * WfEventOpened: an event whose outer box is open.
 * @header: checked to the last byte
 *
 * The rest is private to wf-event.c. Free with wf_event_opened_free().
 */
typedef struct {
  WfEventHeader header;
  guint32 epoch;
  guint8 id[WF_HASH_BYTES];
  guint8 header_hash[WF_HASH_BYTES];
  guint8 *payload; /* padded, as it came out of the box */
  const guint8 *header_bytes;
  gsize header_size;
  const guint8 *inner;
  gsize inner_size;
  const guint8 *signature;
} WfEventOpened;

/** wf_event_opened_free: frees an opened event. */
void wf_event_opened_free (WfEventOpened *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfEventOpened, wf_event_opened_free)

/** wf_event_peek: steps 1 and 2 of §3. @id: what it was filed under; @out_epoch: set when OK. */
WfEventStatus wf_event_peek (const guint8 *event, gsize size, const guint8 *id, guint32 *out_epoch);

/** wf_event_open: step 4. @context: with the event's own epoch; @out_opened: set when OK.
 *
 * Returns: OK or ALTERED */
WfEventStatus wf_event_open (const WfEventContext *context,
                             const guint8 *event,
                             gsize size,
                             const guint8 *outer_key,
                             WfEventOpened **out_opened);

/** wf_event_verify: step 5. Returns: whether @sign_public signed it. */
gboolean wf_event_verify (const WfEventContext *context,
                          const WfEventOpened *opened,
                          const guint8 *sign_public);

/** wf_event_open_body: step 7. @out_body: (transfer full): zero-terminated JSON; set when OK.
 *
 * Returns: OK or ALTERED */
WfEventStatus
wf_event_open_body (const WfEventOpened *opened, const guint8 *owner_key, char **out_body);

/** wf_event_compare: the order of §3's end. Returns: <0, 0, >0. */
int wf_event_compare (const WfEventHeader *a, const WfEventHeader *b);

/** wf_event_kind_is_valid: Returns: whether @kind is [a-z][a-z0-9.-]* of 1 to 32 bytes. */
gboolean wf_event_kind_is_valid (const char *kind);

G_END_DECLS
