/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds wf-event.c against the vectors of the second implementation, byte for byte, and
 * against everything that must be refused.
 */
#include "wf-event.h"
#include "wf-json.h"

#include <string.h>

static JsonObject *
load_vectors (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "tests", "fixtures",
                                            "event", "vectors.json", NULL);
  g_autofree char *text = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  JsonObject *object = wf_json_parse_object (text, (gssize) size, &error);

  g_assert_no_error (error);
  return object;
}

static void
get_hex (JsonObject *object, const char *name, guint8 *out, gsize size)
{
  const char *hex = wf_json_get_string (object, name, "");

  if (!wf_hex_decode (hex, out, size))
    g_error ("no %s of %zu bytes", name, size);
}

static guint8 *
dup_hex (JsonObject *object, const char *name, gsize *out_size)
{
  *out_size = strlen (wf_json_get_string (object, name, "")) / 2;
  guint8 *bytes = g_malloc (*out_size + 1);

  get_hex (object, name, bytes, *out_size);
  return bytes;
}

typedef struct {
  WfEventContext context;
  WfEventHeader header;
  WfEventNonces nonces;
  guint8 outer_key[32], owner_key[32], sign_public[32], sign_secret[64], id[32];
  const char *body;
  guint8 *event;
  gsize event_size;
} Case;

static int
compare_hashes (const void *a, const void *b)
{
  return memcmp (a, b, WF_HASH_BYTES);
}

static void
read_case (JsonObject *vectors, JsonObject *object, Case *out)
{
  guint8 agency_key[32], seed[32];
  g_auto (GStrv) parents = wf_json_get_strings (object, "parents");

  memset (out, 0, sizeof *out);
  get_hex (vectors, "vault_uuid", out->context.uuid, 16);
  out->context.epoch = (guint32) wf_json_get_int (object, "epoch", 0);
  get_hex (object, "agency_key", agency_key, 32);
  wf_event_derive_outer_key (out->outer_key, agency_key);
  get_hex (object, "owner_key", out->owner_key, 32);
  get_hex (object, "sign_seed", seed, 32);
  wf_sign_keypair (out->sign_public, out->sign_secret, seed);
  get_hex (object, "outer_nonce", out->nonces.outer, 24);
  get_hex (object, "inner_nonce", out->nonces.inner, 24);
  get_hex (object, "id", out->id, 32);
  out->header.owner_type = (guint8) wf_json_get_int (object, "owner_type", 0);
  get_hex (object, "owner_id", out->header.owner_id, 16);
  get_hex (object, "staff_id", out->header.staff_id, 16);
  get_hex (object, "device_id", out->header.device_id, 16);
  out->header.counter = (guint64) wf_json_get_int (object, "counter", 0);
  out->header.hlc = (guint64) wf_json_get_int (object, "hlc", 0);
  for (guint i = 0; parents[i] != NULL; i++)
    wf_hex_decode (parents[i], out->header.parents[out->header.n_parents++], 32);
  qsort (out->header.parents, out->header.n_parents, WF_HASH_BYTES, compare_hashes);
  g_strlcpy (out->header.kind, wf_json_get_string (object, "kind", ""), sizeof out->header.kind);
  out->body = wf_json_get_string (object, "body", NULL);
  out->event = dup_hex (object, "event", &out->event_size);
}

static void
check_case (const Case *c)
{
  g_autoptr (GBytes) sealed =
      wf_event_seal (&c->context, &c->header, c->body, strlen (c->body), c->outer_key, c->owner_key,
                     c->sign_secret, &c->nonces);
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *body = NULL;
  guint32 epoch;

  g_assert_cmpmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), c->event,
                   c->event_size);
  g_assert_cmpint (wf_event_peek (c->event, c->event_size, c->id, &epoch), ==, WF_EVENT_OK);
  g_assert_cmpuint (epoch, ==, c->context.epoch);
  g_assert_cmpint (wf_event_open (&c->context, c->event, c->event_size, c->outer_key, &opened), ==,
                   WF_EVENT_OK);
  g_assert_true (wf_event_verify (&c->context, opened, c->sign_public));
  g_assert_cmpint (wf_event_open_body (opened, c->owner_key, &body), ==, WF_EVENT_OK);
  g_assert_cmpstr (body, ==, c->body);
  g_assert_cmpmem (opened->id, 32, c->id, 32);
  g_assert_cmpstr (opened->header.kind, ==, c->header.kind);
  g_assert_cmpuint (opened->header.counter, ==, c->header.counter);
  g_assert_cmpuint (opened->header.hlc, ==, c->header.hlc);
  g_assert_cmpuint (opened->header.n_parents, ==, c->header.n_parents);
}

static void
test_vectors (void)
{
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonArray *events = wf_json_get_array (vectors, "events");

  g_assert_cmpuint (json_array_get_length (events), >=, 10);
  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      Case c;

      read_case (vectors, json_array_get_object_element (events, i), &c);
      check_case (&c);
      g_free (c.event);
    }
}

static void
test_keys (void)
{
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonObject *keys = wf_json_get_object (vectors, "keys");
  WfEventContext context = { { 0 }, 1 };
  guint8 agency[32], expected[32], got[32], owner_id[16], tag[16], wrapped[WF_WRAP_BYTES];
  guint8 expected_wrap[WF_WRAP_BYTES], owner_key[32], wrap_key[32];

  get_hex (vectors, "vault_uuid", context.uuid, 16);
  get_hex (keys, "agency_key", agency, 32);
  get_hex (keys, "tag_key", expected, 32);
  wf_event_derive_tag_key (got, agency);
  g_assert_cmpmem (got, 32, expected, 32);
  get_hex (keys, "owner_id", owner_id, 16);
  wf_event_owner_tag (tag, owner_id, got);
  get_hex (keys, "owner_tag", expected, 16);
  g_assert_cmpmem (tag, 16, expected, 16);
  wf_event_derive_wrap_key (wrap_key, agency);
  get_hex (keys, "wrap_key", expected, 32);
  g_assert_cmpmem (wrap_key, 32, expected, 32);
  get_hex (keys, "owner_key", owner_key, 32);
  get_hex (keys, "wrapped", expected_wrap, sizeof expected_wrap);
  wf_event_wrap_key (wrapped, owner_key, &context, owner_id, wrap_key, expected_wrap);
  g_assert_cmpmem (wrapped, sizeof wrapped, expected_wrap, sizeof expected_wrap);
  g_assert_true (wf_event_unwrap_key (got, wrapped, sizeof wrapped, &context, owner_id, wrap_key));
  g_assert_cmpmem (got, 32, owner_key, 32);
  g_assert_false (wf_event_unwrap_key (got, wrapped, 10, &context, owner_id, wrap_key));
  context.epoch = 2;
  g_assert_false (wf_event_unwrap_key (got, wrapped, sizeof wrapped, &context, owner_id, wrap_key));
}

/* Every single bit of an event matters. */
static void
test_each_bit (void)
{
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonArray *events = wf_json_get_array (vectors, "events");
  Case c;

  read_case (vectors, json_array_get_object_element (events, 1), &c);
  for (gsize bit = 0; bit < 8 * c.event_size; bit += bit < 300 ? 1 : 37)
    {
      g_autoptr (WfEventOpened) opened = NULL;
      guint32 epoch;

      c.event[bit / 8] ^= 1 << bit % 8;
      g_assert_cmpint (wf_event_peek (c.event, c.event_size, c.id, &epoch), ==, WF_EVENT_ALTERED);
      if (bit >= 40) /* format and epoch are the context's */
        g_assert_cmpint (wf_event_open (&c.context, c.event, c.event_size, c.outer_key, &opened),
                         ==, WF_EVENT_ALTERED);
      c.event[bit / 8] ^= 1 << bit % 8;
    }
  g_free (c.event);
}

static void
test_peek (void)
{
  guint8 event[60] = { 2 }, id[32];
  guint32 epoch = 0;

  wf_hash (id, event, sizeof event);
  g_assert_cmpint (wf_event_peek (event, sizeof event, id, &epoch), ==, WF_EVENT_NEWER);
  event[0] = 0;
  wf_hash (id, event, sizeof event);
  g_assert_cmpint (wf_event_peek (event, sizeof event, id, &epoch), ==, WF_EVENT_ALTERED);
  event[0] = 1;
  wf_hash (id, event, 20);
  g_assert_cmpint (wf_event_peek (event, 20, id, &epoch), ==, WF_EVENT_ALTERED);
  g_assert_cmpint (wf_event_peek (event, 0, id, &epoch), ==, WF_EVENT_ALTERED);
}

static void
test_wrong_keys (void)
{
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonArray *events = wf_json_get_array (vectors, "events");
  g_autoptr (WfEventOpened) opened = NULL;
  g_autofree char *body = NULL;
  guint8 wrong[32] = { 9 };
  Case c;

  read_case (vectors, json_array_get_object_element (events, 1), &c);
  g_assert_cmpint (wf_event_open (&c.context, c.event, c.event_size, wrong, &opened), ==,
                   WF_EVENT_ALTERED);
  g_assert_cmpint (wf_event_open (&c.context, c.event, 30, c.outer_key, &opened), ==,
                   WF_EVENT_ALTERED);
  wf_event_open (&c.context, c.event, c.event_size, c.outer_key, &opened);
  g_assert_false (wf_event_verify (&c.context, opened, wrong));
  g_assert_cmpint (wf_event_open_body (opened, wrong, &body), ==, WF_EVENT_ALTERED);
  g_assert_null (body);
  g_free (c.event);
}

/* What the format cannot hold is never written. */
static void
test_seal_refuses (void)
{
  static const char *const bad_kinds[] = { "", "A", "1a", "a b", "é", "a_b" };
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonArray *events = wf_json_get_array (vectors, "events");
  g_autofree char *large = g_strnfill (WF_EVENT_BODY_MAX + 1, 'a');
  Case c;

  read_case (vectors, json_array_get_object_element (events, 3), &c);
#define SEAL(body, size)                                                                           \
  wf_event_seal (&c.context, &c.header, body, size, c.outer_key, c.owner_key, c.sign_secret, NULL)
  for (guint i = 0; i < G_N_ELEMENTS (bad_kinds); i++)
    {
      g_strlcpy (c.header.kind, bad_kinds[i], sizeof c.header.kind);
      g_assert_null (SEAL ("{}", 2));
    }
  g_strlcpy (c.header.kind, "x", sizeof c.header.kind);
  g_assert_null (SEAL (large, WF_EVENT_BODY_MAX + 1));
  g_autoptr (GBytes) largest = SEAL (large, WF_EVENT_BODY_MAX);

  g_assert_nonnull (largest);
  c.header.counter = 0;
  g_assert_null (SEAL ("{}", 2));
  c.header.counter = 1;
  c.header.owner_type = 4;
  g_assert_null (SEAL ("{}", 2));
  c.header.owner_type = 1;
  memcpy (c.header.parents[1], c.header.parents[0], 32);
  g_assert_null (SEAL ("{}", 2));
  g_free (c.event);
}

/* A right box around a wrong payload is refused: each case is one defect. */
static void
test_payload_defects (void)
{
  static const struct {
    gsize at;
    guint8 value;
  } cases[] = {
    { 2, 2 },         /* header version */
    { 3, 9 },         /* owner type */
    { 0, 0xff },      /* header longer than all */
    { 0, 76 },        /* header a byte shorter */
    { 2 + 66, 65 },   /* too many parents */
    { 2 + 66, 1 },    /* a parent that is not there */
    { 2 + 68, 0 },    /* no kind, bytes left */
    { 2 + 69, 'A' },  /* kind's letters */
    { 2 + 70, '\0' }, /* zero inside the kind */
  };
  g_autoptr (JsonObject) vectors = load_vectors ();
  JsonArray *events = wf_json_get_array (vectors, "events");
  Case c;

  read_case (vectors, json_array_get_object_element (events, 1), &c);
  gsize padded = c.event_size - 5 - WF_BOX_OVERHEAD;
  guint8 associated[28];

  memcpy (associated, "wfevent1", 8);
  memcpy (associated + 8, c.context.uuid, 16);
  memcpy (associated + 24, "\1\0\0\0", 4);
  for (guint i = 0; i <= G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfEventOpened) opened = NULL;
      g_autofree guint8 *event = g_memdup2 (c.event, c.event_size);
      g_autofree guint8 *payload = g_malloc (padded);

      g_assert_true (
          wf_box_open (payload, event + 5, c.event_size - 5, associated, 28, c.outer_key));
      if (i < G_N_ELEMENTS (cases))
        payload[cases[i].at] = cases[i].value;
      else
        memset (payload, 0, padded); /* no padding at all */
      wf_box_seal (event + 5, payload, padded, associated, 28, c.outer_key, NULL);
      g_assert_cmpint (wf_event_open (&c.context, event, c.event_size, c.outer_key, &opened), ==,
                       WF_EVENT_ALTERED);
    }
  g_free (c.event);
}

static void
test_compare (void)
{
  WfEventHeader a = { .hlc = 5, .counter = 1 }, b = a;

  g_assert_cmpint (wf_event_compare (&a, &b), ==, 0);
  b.counter = 2;
  g_assert_cmpint (wf_event_compare (&a, &b), <, 0);
  a.device_id[0] = 1;
  g_assert_cmpint (wf_event_compare (&a, &b), >, 0);
  b.staff_id[15] = 1;
  g_assert_cmpint (wf_event_compare (&a, &b), <, 0);
  a.hlc = 6;
  g_assert_cmpint (wf_event_compare (&a, &b), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/vectors", test_vectors);
  g_test_add_func ("/event/keys", test_keys);
  g_test_add_func ("/event/each-bit", test_each_bit);
  g_test_add_func ("/event/peek", test_peek);
  g_test_add_func ("/event/wrong-keys", test_wrong_keys);
  g_test_add_func ("/event/seal-refuses", test_seal_refuses);
  g_test_add_func ("/event/payload-defects", test_payload_defects);
  g_test_add_func ("/event/compare", test_compare);
  return g_test_run ();
}
