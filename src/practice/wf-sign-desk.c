/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests for sign-off and what became of them. Pure.
 *
 * Invariants: who asked and who signed are the authors of the records, which the vault took
 * from their signatures; a body that says otherwise is not read. A request is decided once.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-sign-desk.h"

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-practice-file.h"

#include <string.h>

struct _WfSignDesk {
  GPtrArray *requests; /* of WfSignRequest, oldest first */
  WfPracticeFiles *files;
};

static void
request_free (WfSignRequest *self)
{
  g_free (self->id);
  g_free (self->staff);
  g_free (self->checklist);
  g_free (self->point);
  wf_evidence_free (self->evidence);
  g_free (self->digest);
  g_free (self->by);
  g_free (self->why);
  g_free (self);
}

WfSignDesk *
wf_sign_desk_new (void)
{
  WfSignDesk *self = g_new0 (WfSignDesk, 1);

  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->files = wf_practice_files_new ();
  return self;
}

void
wf_sign_desk_free (WfSignDesk *self)
{
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

/* Each field with its length before it, so that no two different lists read the same. */
static void
add_field (GString *text, const char *field)
{
  if (field == NULL)
    g_string_append_c (text, '-');
  else
    g_string_append_printf (text, "%" G_GSIZE_FORMAT ":%s", strlen (field), field);
}

char *
wf_sign_digest (const char *staff,
                const char *checklist,
                guint version,
                const char *point_id,
                const WfEvidence *evidence)
{
  g_autoptr (GString) text = g_string_new ("wayfinder sign-off 1;");
  guint8 hash[WF_HASH_BYTES];

  add_field (text, staff);
  add_field (text, checklist);
  g_string_append_printf (text, "%u;", version);
  add_field (text, point_id);
  add_field (text, evidence->text);
  add_field (text, evidence->link);
  add_field (text, evidence->file);
  add_field (text, evidence->file_name);
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

static WfSignRequest *
find_request (const WfSignDesk *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->requests->len; i++)
    {
      WfSignRequest *request = self->requests->pdata[i];
      if (g_str_equal (request->id, id))
        return request;
    }
  return NULL;
}

static void
apply_asked (WfSignDesk *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "request", NULL);
  const char *checklist = wf_json_get_string (record->body, "checklist", NULL);
  const char *point = wf_json_get_string (record->body, "point", NULL);
  WfSignRequest *request;

  if (id == NULL || checklist == NULL || point == NULL || find_request (self, id) != NULL)
    return;
  request = g_new0 (WfSignRequest, 1);
  request->id = g_strdup (id);
  request->staff = wf_staff_of (record);
  request->checklist = g_strdup (checklist);
  request->version = (guint) wf_json_get_int (record->body, "version", 0);
  request->point = g_strdup (point);
  request->evidence = wf_evidence_new_from_body (record->body);
  request->digest =
      wf_sign_digest (request->staff, checklist, request->version, point, request->evidence);
  request->asked_us = record->time_us;
  g_ptr_array_add (self->requests, request);
}

static void
apply_decided (WfSignDesk *self, const WfRecord *record, WfSignState state)
{
  WfSignRequest *request = find_request (self, wf_json_get_string (record->body, "request", NULL));
  const char *digest = wf_json_get_string (record->body, "digest", "");
  g_autofree char *by = wf_staff_of (record);

  if (request == NULL || request->state != WF_SIGN_WAITING || *by == '\0' ||
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
  for (guint i = self->requests->len; i > 0; i--)
    {
      const WfSignRequest *request = self->requests->pdata[i - 1];
      if (request->state != WF_SIGN_WITHDRAWN && g_str_equal (request->staff, staff) &&
          g_str_equal (request->checklist, checklist) && g_str_equal (request->point, point_id))
        return request;
    }
  return NULL;
}

GPtrArray *
wf_sign_desk_list_waiting (const WfSignDesk *self, const char *staff)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = 0; i < self->requests->len; i++)
    {
      WfSignRequest *request = self->requests->pdata[i];
      if (request->state == WF_SIGN_WAITING && !g_str_equal (request->staff, staff))
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
wf_sign_record_asked (const char *id,
                      const char *checklist,
                      guint version,
                      const char *point_id,
                      const WfEvidence *evidence)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "request", id);
  json_object_set_string_member (body, "checklist", checklist);
  json_object_set_int_member (body, "version", version);
  json_object_set_string_member (body, "point", point_id);
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
