/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes members out of the one JSON object a phone sends, after it was held to the letter of JSON.
 * Thirty phones press at once: a vote is read without building a tree.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-phone-body.h"

#include "wf-json.h"

#include <string.h>

#define MAX_DEPTH  3
#define MAX_DIGITS 6

gboolean
wf_phone_body_read (WfPhoneBody *self, const char *text, gsize size)
{
  return text != NULL && wf_json_scan_object (text, size, MAX_DEPTH, self->spans,
                                              WF_PHONE_BODY_MEMBERS, &self->n_spans, NULL);
}

/* The string that begins at the quotation mark @at. The scan has seen that it ends; one with
 * escapes is read by the JSON library, which a vote never needs. */
static char *
copy_string (const char *at, const char **out_end)
{
  const char *end = at + 1;
  gboolean is_plain = TRUE;

  for (; *end != '"'; end += *end == '\\' ? 2 : 1)
    is_plain = is_plain && *end != '\\';
  *out_end = end + 1;
  if (is_plain)
    return g_strndup (at + 1, (gsize) (end - at - 1));

  g_autofree char *text = g_strdup_printf ("{\"text\":%.*s}", (int) (*out_end - at), at);
  g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

  return object != NULL ? g_strdup (wf_json_get_string (object, "text", NULL)) : NULL;
}

char *
wf_phone_body_dup_string (const WfPhoneBody *self, const char *name)
{
  const WfJsonSpan *span = wf_json_span_find (self->spans, self->n_spans, name);
  const char *end;

  return span != NULL && span->value[0] == '"' ? copy_string (span->value, &end) : NULL;
}

GStrv
wf_phone_body_dup_list (const WfPhoneBody *self, const char *name)
{
  const WfJsonSpan *span = wf_json_span_find (self->spans, self->n_spans, name);
  const char *end = span != NULL ? span->value + span->value_size - 1 : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (span == NULL || span->value[0] != '[')
    return NULL;
  for (const char *at = span->value + 1; at < end;)
    {
      g_autofree char *text = NULL;

      if (*at != '"' && strchr (", \t\r\n", *at) == NULL)
        return NULL;
      if (*at != '"')
        {
          at++;
          continue;
        }
      text = copy_string (at, &at);
      if (text == NULL)
        return NULL;
      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

guint
wf_phone_body_get_number (const WfPhoneBody *self, const char *name)
{
  const WfJsonSpan *span = wf_json_span_find (self->spans, self->n_spans, name);
  guint number = 0;

  if (span == NULL || span->value_size > MAX_DIGITS)
    return G_MAXUINT;
  for (gsize i = 0; i < span->value_size; i++)
    {
      if (!g_ascii_isdigit (span->value[i]))
        return G_MAXUINT;
      number = number * 10 + (guint) g_ascii_digit_value (span->value[i]);
    }
  return number;
}
