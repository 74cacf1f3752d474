/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evidence as a value, and to and from the body of a record.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-json.h"
#include "wf-practice-book.h"

gboolean
wf_evidence_is_empty (const WfEvidence *self)
{
  return self == NULL || (self->text == NULL && self->link == NULL && self->file == NULL);
}

static char *
take (JsonObject *body, const char *name)
{
  const char *text = wf_json_get_string (body, name, "");

  return *text != '\0' ? g_strdup (text) : NULL;
}

WfEvidence *
wf_evidence_new_from_body (JsonObject *body)
{
  WfEvidence *self = g_new0 (WfEvidence, 1);

  self->text = take (body, "text");
  self->link = take (body, "link");
  self->file = take (body, "file");
  self->file_name = take (body, "file-name");
  return self;
}

static void
set (JsonObject *body, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, name, text);
}

void
wf_evidence_to_body (const WfEvidence *self, JsonObject *body)
{
  set (body, "text", self->text);
  set (body, "link", self->link);
  set (body, "file", self->file);
  set (body, "file-name", self->file_name);
}

gboolean
wf_evidence_is_same (const WfEvidence *self, const WfEvidence *other)
{
  return g_strcmp0 (self->text, other->text) == 0 && g_strcmp0 (self->link, other->link) == 0 &&
         g_strcmp0 (self->file, other->file) == 0 &&
         g_strcmp0 (self->file_name, other->file_name) == 0;
}

void
wf_evidence_free (WfEvidence *self)
{
  g_free (self->text);
  g_free (self->link);
  g_free (self->file);
  g_free (self->file_name);
  g_free (self);
}
