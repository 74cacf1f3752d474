/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place that knows the bytes of a sealed event (docs/formats/event.md). Pure functions.
 *
 * Invariant: a parse consumes every byte or refuses; nothing read from an event is trusted
 * before the box around it has opened.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-event.h"
#include "wf-kdf.h"

#include <string.h>

#define FORMAT         1
#define HEADER_VERSION 1
#define PREFIX         (1 + 4) /* format, epoch */
#define OUTER_PAD      256
#define HEADER_FIXED   (1 + 1 + 3 * WF_ID_BYTES + 8 + 8 + 2)
#define CONTEXT_BYTES  (8 + WF_ID_BYTES + 4)

typedef struct {
  const guint8 *next;
  gsize left;
} Reader;

static void
put_le (GByteArray *out, guint64 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

static guint64
get_le (const guint8 *bytes, guint n_bytes)
{
  guint64 value = 0;

  for (guint i = n_bytes; i-- > 0;)
    value = value << 8 | bytes[i];
  return value;
}

static const guint8 *
take (Reader *reader, gsize size)
{
  const guint8 *bytes = reader->next;

  if (reader->left < size)
    return NULL;
  reader->next += size;
  reader->left -= size;
  return bytes;
}

static void
pad (GByteArray *bytes, gsize block)
{
  guint from = bytes->len;
  gsize size = (from / block + 1) * block;

  g_byte_array_set_size (bytes, (guint) size);
  memset (bytes->data + from, 0, size - from);
  bytes->data[from] = 0x80;
}

static gsize
step_for (gsize body_size)
{
  for (gsize step = 256; step < 4096; step *= 2)
    if (body_size + 1 <= step)
      return step;
  return 4096;
}

/* Returns the size without padding, or %G_MAXSIZE when the padding is wrong. */
static gsize
unpad (const guint8 *bytes, gsize size)
{
  while (size > 0 && bytes[size - 1] == 0)
    size--;
  return size > 0 && bytes[size - 1] == 0x80 ? size - 1 : G_MAXSIZE;
}

static void
fill_context (guint8 *out, const char *label, const WfEventContext *context)
{
  memcpy (out, label, 8);
  memcpy (out + 8, context->uuid, WF_ID_BYTES);
  for (guint i = 0; i < 4; i++)
    out[8 + WF_ID_BYTES + i] = (guint8) (context->epoch >> (8 * i));
}

void
wf_event_derive_outer_key (guint8 *out_key, const guint8 *agency_key)
{
  wf_kdf_derive (out_key, 1, "wfouter1", agency_key);
}

void
wf_event_derive_tag_key (guint8 *out_key, const guint8 *first_agency_key)
{
  wf_kdf_derive (out_key, 2, "wftag__1", first_agency_key);
}

void
wf_event_derive_wrap_key (guint8 *out_key, const guint8 *agency_key)
{
  wf_kdf_derive (out_key, 3, "wfwrap_1", agency_key);
}

static void
fill_wrap_context (guint8 *out, const WfEventContext *context, const guint8 *owner_id)
{
  fill_context (out, "wfwrap_1", context);
  memcpy (out + CONTEXT_BYTES, owner_id, WF_ID_BYTES);
}

void
wf_event_wrap_key (guint8 *out_wrapped,
                   const guint8 *owner_key,
                   const WfEventContext *context,
                   const guint8 *owner_id,
                   const guint8 *wrap_key,
                   const guint8 *nonce)
{
  guint8 associated[CONTEXT_BYTES + WF_ID_BYTES];

  fill_wrap_context (associated, context, owner_id);
  wf_box_seal (out_wrapped, owner_key, WF_KEY_BYTES, associated, sizeof associated, wrap_key,
               nonce);
}

gboolean
wf_event_unwrap_key (guint8 *out_owner_key,
                     const guint8 *wrapped,
                     gsize size,
                     const WfEventContext *context,
                     const guint8 *owner_id,
                     const guint8 *wrap_key)
{
  guint8 associated[CONTEXT_BYTES + WF_ID_BYTES];

  fill_wrap_context (associated, context, owner_id);
  return size == WF_WRAP_BYTES &&
         wf_box_open (out_owner_key, wrapped, size, associated, sizeof associated, wrap_key);
}

void
wf_event_owner_tag (guint8 *out_tag, const guint8 *owner_id, const guint8 *tag_key)
{
  wf_hash_keyed (out_tag, WF_OWNER_TAG_BYTES, owner_id, WF_ID_BYTES, tag_key);
}

gboolean
wf_event_kind_is_valid (const char *kind)
{
  gsize size = strlen (kind);

  if (size < 1 || size > WF_RECORD_KIND_MAX || !g_ascii_islower (*kind))
    return FALSE;
  return strspn (kind, "abcdefghijklmnopqrstuvwxyz0123456789.-") == size;
}

static gboolean
header_is_valid (const WfEventHeader *header)
{
  if (header->owner_type < 1 || header->owner_type > 3 || header->counter == 0 ||
      header->n_parents > WF_EVENT_PARENTS_MAX || !wf_event_kind_is_valid (header->kind))
    return FALSE;
  for (guint i = 1; i < header->n_parents; i++)
    if (memcmp (header->parents[i - 1], header->parents[i], WF_HASH_BYTES) >= 0)
      return FALSE;
  return TRUE;
}

static GByteArray *
write_header (const WfEventHeader *header)
{
  GByteArray *out = g_byte_array_sized_new (256);

  put_le (out, HEADER_VERSION, 1);
  put_le (out, header->owner_type, 1);
  g_byte_array_append (out, header->owner_id, WF_ID_BYTES);
  g_byte_array_append (out, header->staff_id, WF_ID_BYTES);
  g_byte_array_append (out, header->device_id, WF_ID_BYTES);
  put_le (out, header->counter, 8);
  put_le (out, header->hlc, 8);
  put_le (out, header->n_parents, 2);
  for (guint i = 0; i < header->n_parents; i++)
    g_byte_array_append (out, header->parents[i], WF_HASH_BYTES);
  put_le (out, strlen (header->kind), 1);
  g_byte_array_append (out, (const guint8 *) header->kind, (guint) strlen (header->kind));
  return out;
}

static gboolean
read_header (const guint8 *bytes, gsize size, WfEventHeader *out_header)
{
  Reader reader = { bytes, size };
  const guint8 *fixed = take (&reader, HEADER_FIXED);

  memset (out_header, 0, sizeof *out_header);
  if (fixed == NULL || fixed[0] != HEADER_VERSION)
    return FALSE;
  out_header->owner_type = fixed[1];
  memcpy (out_header->owner_id, fixed + 2, WF_ID_BYTES);
  memcpy (out_header->staff_id, fixed + 18, WF_ID_BYTES);
  memcpy (out_header->device_id, fixed + 34, WF_ID_BYTES);
  out_header->counter = get_le (fixed + 50, 8);
  out_header->hlc = get_le (fixed + 58, 8);
  out_header->n_parents = (guint) get_le (fixed + 66, 2);

  const guint8 *parents = out_header->n_parents <= WF_EVENT_PARENTS_MAX
                              ? take (&reader, (gsize) out_header->n_parents * WF_HASH_BYTES)
                              : NULL;
  const guint8 *kind_size = parents != NULL ? take (&reader, 1) : NULL;
  const guint8 *kind = kind_size != NULL ? take (&reader, *kind_size) : NULL;

  if (kind == NULL || reader.left != 0 || *kind_size > WF_RECORD_KIND_MAX)
    return FALSE;
  memcpy (out_header->parents, parents, (gsize) out_header->n_parents * WF_HASH_BYTES);
  memcpy (out_header->kind, kind, *kind_size);
  return strlen (out_header->kind) == *kind_size && header_is_valid (out_header);
}

static GByteArray *
seal_inner (const char *body,
            gsize body_size,
            const guint8 *header_hash,
            const guint8 *owner_key,
            const guint8 *nonce)
{
  g_autoptr (GByteArray) padded = g_byte_array_sized_new ((guint) body_size + 4096);
  GByteArray *inner = g_byte_array_new ();

  g_byte_array_append (padded, (const guint8 *) body, (guint) body_size);
  pad (padded, step_for (body_size));
  g_byte_array_set_size (inner, padded->len + WF_BOX_OVERHEAD);
  wf_box_seal (inner->data, padded->data, padded->len, header_hash, WF_HASH_BYTES, owner_key,
               nonce);
  wf_wipe (padded->data, padded->len);
  return inner;
}

/* What the signature is over; header_part = length ‖ header. */
static GByteArray *
collect_signed (const WfEventContext *context,
                const guint8 *header,
                gsize header_size,
                const guint8 *inner,
                gsize inner_size)
{
  GByteArray *out = g_byte_array_sized_new ((guint) (CONTEXT_BYTES + 2 + header_size + inner_size));

  g_byte_array_set_size (out, CONTEXT_BYTES);
  fill_context (out->data, "wfsign_1", context);
  put_le (out, header_size, 2);
  g_byte_array_append (out, header, (guint) header_size);
  g_byte_array_append (out, inner, (guint) inner_size);
  return out;
}

static GByteArray *
make_payload (const WfEventContext *context,
              const GByteArray *header,
              const GByteArray *inner,
              const guint8 *sign_secret)
{
  g_autoptr (GByteArray) to_sign =
      collect_signed (context, header->data, header->len, inner->data, inner->len);
  GByteArray *payload = g_byte_array_sized_new (header->len + inner->len + 512);
  guint8 signature[WF_SIGNATURE_BYTES];

  wf_sign (signature, to_sign->data, to_sign->len, sign_secret);
  put_le (payload, header->len, 2);
  g_byte_array_append (payload, header->data, header->len);
  put_le (payload, inner->len, 4);
  g_byte_array_append (payload, inner->data, inner->len);
  g_byte_array_append (payload, signature, sizeof signature);
  pad (payload, OUTER_PAD);
  return payload;
}

GBytes *
wf_event_seal (const WfEventContext *context,
               const WfEventHeader *header,
               const char *body,
               gsize body_size,
               const guint8 *outer_key,
               const guint8 *owner_key,
               const guint8 *sign_secret,
               const WfEventNonces *nonces)
{
  g_return_val_if_fail (context != NULL && header != NULL && body != NULL, NULL);

  if (!header_is_valid (header) || body_size > WF_EVENT_BODY_MAX)
    return NULL;

  g_autoptr (GByteArray) header_bytes = write_header (header);
  guint8 header_hash[WF_HASH_BYTES], associated[CONTEXT_BYTES];

  wf_hash (header_hash, header_bytes->data, header_bytes->len);

  g_autoptr (GByteArray) inner =
      seal_inner (body, body_size, header_hash, owner_key, nonces != NULL ? nonces->inner : NULL);
  g_autoptr (GByteArray) payload = make_payload (context, header_bytes, inner, sign_secret);
  GByteArray *event = g_byte_array_sized_new (payload->len + PREFIX + WF_BOX_OVERHEAD);

  put_le (event, FORMAT, 1);
  put_le (event, context->epoch, 4);
  g_byte_array_set_size (event, PREFIX + WF_BOX_OVERHEAD + payload->len);
  fill_context (associated, "wfevent1", context);
  wf_box_seal (event->data + PREFIX, payload->data, payload->len, associated, sizeof associated,
               outer_key, nonces != NULL ? nonces->outer : NULL);
  return g_byte_array_free_to_bytes (event);
}

WfEventStatus
wf_event_peek (const guint8 *event, gsize size, const guint8 *id, guint32 *out_epoch)
{
  guint8 hash[WF_HASH_BYTES];

  if (size == 0)
    return WF_EVENT_ALTERED;
  wf_hash (hash, event, size);
  if (memcmp (hash, id, WF_HASH_BYTES) != 0)
    return WF_EVENT_ALTERED;
  if (event[0] != FORMAT)
    return event[0] > FORMAT ? WF_EVENT_NEWER : WF_EVENT_ALTERED;
  if (size < PREFIX + WF_BOX_OVERHEAD)
    return WF_EVENT_ALTERED;
  *out_epoch = (guint32) get_le (event + 1, 4);
  return WF_EVENT_OK;
}

static gboolean
parse_payload (WfEventOpened *self, gsize padded_size)
{
  gsize size = unpad (self->payload, padded_size);

  if (size == G_MAXSIZE || padded_size != (size / OUTER_PAD + 1) * OUTER_PAD)
    return FALSE;

  Reader reader = { self->payload, size };
  const guint8 *length = take (&reader, 2);

  self->header_size = length != NULL ? (gsize) get_le (length, 2) : 0;
  self->header_bytes = length != NULL ? take (&reader, self->header_size) : NULL;
  length = self->header_bytes != NULL ? take (&reader, 4) : NULL;
  self->inner_size = length != NULL ? (gsize) get_le (length, 4) : 0;
  self->inner = length != NULL ? take (&reader, self->inner_size) : NULL;
  self->signature = self->inner != NULL ? take (&reader, WF_SIGNATURE_BYTES) : NULL;
  if (self->signature == NULL || reader.left != 0 ||
      !read_header (self->header_bytes, self->header_size, &self->header))
    return FALSE;
  wf_hash (self->header_hash, self->header_bytes, self->header_size);
  return TRUE;
}

WfEventStatus
wf_event_open (const WfEventContext *context,
               const guint8 *event,
               gsize size,
               const guint8 *outer_key,
               WfEventOpened **out_opened)
{
  g_return_val_if_fail (context != NULL && out_opened != NULL, WF_EVENT_ALTERED);

  if (size < PREFIX + WF_BOX_OVERHEAD)
    return WF_EVENT_ALTERED;

  g_autoptr (WfEventOpened) self = g_new0 (WfEventOpened, 1);
  guint8 associated[CONTEXT_BYTES];
  gsize padded_size = size - PREFIX - WF_BOX_OVERHEAD;

  self->payload = g_malloc (padded_size + 1);
  self->epoch = context->epoch;
  wf_hash (self->id, event, size);
  fill_context (associated, "wfevent1", context);
  if (!wf_box_open (self->payload, event + PREFIX, size - PREFIX, associated, sizeof associated,
                    outer_key) ||
      !parse_payload (self, padded_size))
    return WF_EVENT_ALTERED;
  *out_opened = g_steal_pointer (&self);
  return WF_EVENT_OK;
}

void
wf_event_opened_free (WfEventOpened *self)
{
  if (self == NULL)
    return;

  g_free (self->payload);
  g_free (self);
}

gboolean
wf_event_verify (const WfEventContext *context,
                 const WfEventOpened *opened,
                 const guint8 *sign_public)
{
  g_autoptr (GByteArray) to_sign = collect_signed (
      context, opened->header_bytes, opened->header_size, opened->inner, opened->inner_size);

  return wf_sign_verify (opened->signature, to_sign->data, to_sign->len, sign_public);
}

WfEventStatus
wf_event_open_body (const WfEventOpened *opened, const guint8 *owner_key, char **out_body)
{
  gsize padded_size = opened->inner_size - WF_BOX_OVERHEAD;

  if (opened->inner_size < WF_BOX_OVERHEAD)
    return WF_EVENT_ALTERED;

  g_autofree guint8 *padded = g_malloc (padded_size + 1);

  if (!wf_box_open (padded, opened->inner, opened->inner_size, opened->header_hash, WF_HASH_BYTES,
                    owner_key))
    return WF_EVENT_ALTERED;

  gsize size = unpad (padded, padded_size);

  if (size == G_MAXSIZE || size > WF_EVENT_BODY_MAX ||
      padded_size != (size / step_for (size) + 1) * step_for (size))
    return WF_EVENT_ALTERED;
  padded[size] = '\0';
  *out_body = (char *) g_steal_pointer (&padded);
  return WF_EVENT_OK;
}

int
wf_event_compare (const WfEventHeader *a, const WfEventHeader *b)
{
  if (a->hlc != b->hlc)
    return a->hlc < b->hlc ? -1 : 1;

  int order = memcmp (a->staff_id, b->staff_id, WF_ID_BYTES);

  if (order == 0)
    order = memcmp (a->device_id, b->device_id, WF_ID_BYTES);
  if (order == 0)
    order = (a->counter > b->counter) - (a->counter < b->counter);
  return order;
}
