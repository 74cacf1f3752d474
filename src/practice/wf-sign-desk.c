/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests for sign-off and what became of them. Pure.
 *
 * Invariants: who asked and who signed are the authors of the records, which the vault took
 * from their signatures; a body that says otherwise is not read. A request is decided once, by
 * another person: the organisation's slot is whoever has the printed code, often the same one.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-sign-desk.h"

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-member.h"
#include "wf-practice-file.h"

#include <string.h>

struct _WfSignDesk {
  GPtrArray *requests;  /* of WfSignRequest, oldest first */
  GHashTable *by_id;    /* id → WfSignRequest */
  GHashTable *by_point; /* "staff checklist point" → GPtrArray of WfSignRequest, oldest first */
  GHashTable *nobodies; /* staff ids that are no persons */
  WfPracticeFiles *files;
};

static void
request_free (WfSignRequest *self)
{
  g_free (self->id);
  g_free (self->staff);
  wf_claim_unref (self->claim);
  wf_evidence_free (self->evidence);
  g_free (self->digest);
  g_free (self->by);
  g_free (self->why);
  g_free (self);
}

WfSignDesk *
wf_sign_desk_new (const GPtrArray *members)
{
  WfSignDesk *self = g_new0 (WfSignDesk, 1);

  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_point =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->nobodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (member->is_organisation)
        g_hash_table_add (self->nobodies, g_strdup (member->id));
    }
  self->files = wf_practice_files_new ();
  return self;
}

void
wf_sign_desk_free (WfSignDesk *self)
{
  g_hash_table_unref (self->by_point);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->nobodies);
  g_ptr_array_unref (self->requests);
  wf_practice_files_free (self->files);
  g_free (self);
}

char *
wf_staff_of (const WfRecord *record)
{
  const char *author = record->author != NULL ? record->author : "";

  return g_strndup (author, strcspn (author, "/"));
}

/* What was signed before words were part of it, so that those signatures can still be read. */
static void
add_bare_claim (GString *text, const WfClaim *claim)
{
  wf_digest_add (text, claim->checklist);
  g_string_append_printf (text, "%u;", claim->version);
  wf_digest_add (text, claim->point);
}

char *
wf_sign_digest (const char *staff, const WfClaim *claim, const WfEvidence *evidence)
{
  g_autoptr (GString) text =
      g_string_new (claim->text != NULL ? "wayfinder sign-off 2;" : "wayfinder sign-off 1;");
  guint8 hash[WF_HASH_BYTES];

  wf_digest_add (text, staff);
  if (claim->text != NULL)
    wf_claim_digest (claim, text);
  else
    add_bare_claim (text, claim);
  wf_digest_add (text, evidence->text);
  wf_digest_add (text, evidence->link);
  wf_digest_add (text, evidence->file);
  wf_digest_add (text, evidence->file_name);
  wf_hash (hash, text->str, text->len);
  return wf_hex_encode (hash, sizeof hash);
}

char *
wf_sign_code (const char *digest)
{
  g_autofree char *start = g_strndup (digest, 8);
  g_autofree char *upper = g_ascii_strup (start, -1);

  return g_strdup_printf ("%.4s-%s", upper, upper + 4);
}

char *
wf_sign_dup_code (const char *staff, const WfClaim *claim, const WfEvidence *evidence)
{
  g_autofree char *digest = wf_sign_digest (staff, claim, evidence);

  return wf_sign_code (digest);
}

gboolean
wf_sign_desk_is_person (const WfSignDesk *self, const char *staff)
{
  return *staff != '\0' && !g_hash_table_contains (self->nobodies, staff);
}

static WfSignRequest *
find_request (const WfSignDesk *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

/* A list's ids hold no blanks. */
static char *
make_key (const char *staff, const char *checklist, const char *point_id)
{
  return g_strdup_printf ("%s %s %s", staff, checklist, point_id);
}

/* @request: (transfer full) */
static void
add_request (WfSignDesk *self, WfSignRequest *request)
{
  g_autofree char *key =
      make_key (request->staff, request->claim->checklist, request->claim->point);
  GPtrArray *about = g_hash_table_lookup (self->by_point, key);

  if (about == NULL)
    {
      about = g_ptr_array_new ();
      g_hash_table_insert (self->by_point, g_steal_pointer (&key), about);
    }
  g_ptr_array_add (about, request);
  g_hash_table_insert (self->by_id, request->id, request);
  g_ptr_array_add (self->requests, request);
}

static void
apply_asked (WfSignDesk *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "request", NULL);
  g_autoptr (WfClaim) claim = wf_claim_new_from_body (record->body);
  g_autofree char *staff = wf_staff_of (record);
  WfSignRequest *request;

  if (id == NULL || claim == NULL || !wf_sign_desk_is_person (self, staff) ||
      find_request (self, id) != NULL)
    return;
  request = g_new0 (WfSignRequest, 1);
  request->id = g_strdup (id);
  request->staff = g_steal_pointer (&staff);
  request->claim = g_steal_pointer (&claim);
  request->evidence = wf_evidence_new_from_body (record->body);
  request->digest = wf_sign_digest (request->staff, request->claim, request->evidence);
  request->asked_us = record->time_us;
  add_request (self, request);
}

static void
apply_decided (WfSignDesk *self, const WfRecord *record, WfSignState state)
{
  WfSignRequest *request = find_request (self, wf_json_get_string (record->body, "request", NULL));
  const char *digest = wf_json_get_string (record->body, "digest", "");
  g_autofree char *by = wf_staff_of (record);

  if (request == NULL || request->state != WF_SIGN_WAITING || !wf_sign_desk_is_person (self, by) ||
      g_str_equal (by, request->staff) || !g_str_equal (digest, request->digest))
    return;
  request->state = state;
  request->by = g_steal_pointer (&by);
  request->decided_us = record->time_us;
  request->why = g_strdup (wf_json_get_string (record->body, "why", NULL));
}

static void
apply_withdrawn (WfSignDesk *self, const WfRecord *record)
{
  WfSignRequest *request = find_request (self, wf_json_get_string (record->body, "request", NULL));
  g_autofree char *by = wf_staff_of (record);

  if (request != NULL && request->state == WF_SIGN_WAITING && g_str_equal (by, request->staff))
    request->state = WF_SIGN_WITHDRAWN;
}

void
wf_sign_desk_apply (WfSignDesk *self, const WfRecord *record)
{
  if (g_str_equal (record->kind, "practice.asked"))
    apply_asked (self, record);
  else if (g_str_equal (record->kind, "practice.signed"))
    apply_decided (self, record, WF_SIGN_SIGNED);
  else if (g_str_equal (record->kind, "practice.declined"))
    apply_decided (self, record, WF_SIGN_DECLINED);
  else if (g_str_equal (record->kind, "practice.withdrawn"))
    apply_withdrawn (self, record);
  else if (g_str_equal (record->kind, WF_PRACTICE_FILE_KIND))
    wf_practice_files_apply (self->files, record);
}

const WfSignRequest *
wf_sign_desk_lookup (const WfSignDesk *self, const char *id)
{
  return find_request (self, id);
}

const WfSignRequest *
wf_sign_desk_find (const WfSignDesk *self,
                   const char *staff,
                   const char *checklist,
                   const char *point_id)
{
  g_autofree char *key = make_key (staff, checklist, point_id);
  const GPtrArray *about = g_hash_table_lookup (self->by_point, key);

  for (guint i = about != NULL ? about->len : 0; i > 0; i--)
    {
      const WfSignRequest *request = about->pdata[i - 1];
      if (request->state != WF_SIGN_WITHDRAWN)
        return request;
    }
  return NULL;
}

GPtrArray *
wf_sign_desk_list_asked (const WfSignDesk *self,
                         const char *staff,
                         const char *checklist,
                         const char *point_id)
{
  g_autofree char *key = make_key (staff, checklist, point_id);
  const GPtrArray *about = g_hash_table_lookup (self->by_point, key);
  GPtrArray *asked = g_ptr_array_new ();

  for (guint i = 0; about != NULL && i < about->len; i++)
    {
      WfSignRequest *request = about->pdata[i];
      if (request->state == WF_SIGN_WAITING)
        g_ptr_array_add (asked, request);
    }
  return asked;
}

GPtrArray *
wf_sign_desk_list_waiting (const WfSignDesk *self, const char *staff)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = 0; i < self->requests->len; i++)
    {
      WfSignRequest *request = self->requests->pdata[i];
      if (request->state == WF_SIGN_WAITING && wf_sign_desk_is_person (self, staff) &&
          !g_str_equal (request->staff, staff))
        g_ptr_array_add (waiting, request);
    }
  return waiting;
}

GBytes *
wf_sign_desk_dup_file (const WfSignDesk *self, const char *file_id)
{
  return wf_practice_files_dup (self->files, file_id);
}

WfRecord *
wf_sign_record_asked (const char *id, const WfClaim *claim, const WfEvidence *evidence)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "request", id);
  wf_claim_to_body (claim, body);
  wf_evidence_to_body (evidence, body);
  return wf_record_new ("practice.asked", body);
}

static WfRecord *
make_decision (const char *kind, const WfSignRequest *request, const char *why)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "request", request->id);
  json_object_set_string_member (body, "digest", request->digest);
  if (why != NULL)
    json_object_set_string_member (body, "why", why);
  return wf_record_new (kind, body);
}

WfRecord *
wf_sign_record_signed (const WfSignRequest *request)
{
  return make_decision ("practice.signed", request, NULL);
}

WfRecord *
wf_sign_record_declined (const WfSignRequest *request, const char *why)
{
  return make_decision ("practice.declined", request, why);
}

WfRecord *
wf_sign_record_withdrawn (const WfSignRequest *request)
{
  return make_decision ("practice.withdrawn", request, NULL);
}
