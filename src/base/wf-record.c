/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record: one thing that happened. A plain immutable value; sealing, order and
 * signature are the vault's, meaning is the feature's.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-record.h"

#include <string.h>

WfRecord *
wf_record_new (const char *kind, JsonObject *body)
{
  return wf_record_new_at (kind, body, 0, NULL);
}

WfRecord *
wf_record_new_at (const char *kind, JsonObject *body, gint64 time_us, const char *author)
{
  g_return_val_if_fail (kind != NULL && *kind != '\0', NULL);
  g_return_val_if_fail (strlen (kind) <= WF_RECORD_KIND_MAX, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  WfRecord *self = g_new0 (WfRecord, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = g_strdup (kind);
  self->body = body;
  self->time_us = time_us;
  self->author = g_strdup (author);
  return self;
}

WfRecord *
wf_record_ref (WfRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_record_unref (WfRecord *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->kind);
  json_object_unref (self->body);
  g_free (self->author);
  g_free (self);
}

gboolean
wf_record_has_prefix (const WfRecord *self, const char *prefix)
{
  g_return_val_if_fail (self != NULL && prefix != NULL, FALSE);

  return g_str_has_prefix (self->kind, prefix);
}
