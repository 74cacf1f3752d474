/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks JSON without building anything: is it exactly JSON, and where do the members of the
 * outermost object stand. No state, any thread; recursion no deeper than the caller allows.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-json-scan.h"

#include "wf-json.h"

#include <string.h>

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint depth_left;
} Scan;

static gboolean scan_value (Scan *scan);

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end &&
         (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
    scan->at++;
}

static gboolean
take (Scan *scan, char wanted)
{
  if (scan->at >= scan->end || *scan->at != wanted)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize size = strlen (word);

  if ((gsize) (scan->end - scan->at) < size || memcmp (scan->at, word, size) != 0)
    return FALSE;
  scan->at += size;
  return TRUE;
}

/* Four hexadecimal digits; -1 when they are not. */
static int
take_hex (Scan *scan)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = scan->at < scan->end ? g_ascii_xdigit_value (*scan->at) : -1;

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
      scan->at++;
    }
  return value;
}

static gboolean
scan_escape (Scan *scan)
{
  int unit;

  if (scan->at >= scan->end)
    return FALSE;

  char kind = *scan->at++;

  if (kind != 'u')
    return kind != '\0' && strchr ("\"\\/bfnrt", kind) != NULL;
  unit = take_hex (scan);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (!scan_word (scan, "\\u"))
    return FALSE;
  unit = take_hex (scan);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

static gboolean
scan_string (Scan *scan)
{
  if (!take (scan, '"'))
    return FALSE;
  while (scan->at < scan->end)
    {
      guchar c = (guchar) *scan->at++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !scan_escape (scan)))
        return FALSE;
    }
  return FALSE;
}

static gboolean
scan_digits (Scan *scan)
{
  const char *first = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return scan->at > first;
}

static gboolean
scan_number (Scan *scan)
{
  take (scan, '-');
  if (!take (scan, '0') && !scan_digits (scan))
    return FALSE;
  if (take (scan, '.') && !scan_digits (scan))
    return FALSE;
  if (take (scan, 'e') || take (scan, 'E'))
    {
      if (!take (scan, '+'))
        take (scan, '-');
      return scan_digits (scan);
    }
  return TRUE;
}

/* One "name": value, with the blanks around it. */
static gboolean
scan_member (Scan *scan, WfJsonSpan *out_span)
{
  skip_blanks (scan);
  out_span->name = scan->at + 1;
  if (!scan_string (scan))
    return FALSE;
  out_span->name_size = (gsize) (scan->at - 1 - out_span->name);
  skip_blanks (scan);
  if (!take (scan, ':'))
    return FALSE;
  skip_blanks (scan);
  out_span->value = scan->at;
  if (!scan_value (scan))
    return FALSE;
  out_span->value_size = (gsize) (scan->at - out_span->value);
  skip_blanks (scan);
  return TRUE;
}

static gboolean
scan_inner_object (Scan *scan)
{
  WfJsonSpan span;

  skip_blanks (scan);
  if (take (scan, '}'))
    return TRUE;
  do
    {
      if (!scan_member (scan, &span))
        return FALSE;
  } while (take (scan, ','));
  return take (scan, '}');
}

static gboolean
scan_array (Scan *scan)
{
  skip_blanks (scan);
  if (take (scan, ']'))
    return TRUE;
  do
    {
      skip_blanks (scan);
      if (!scan_value (scan))
        return FALSE;
      skip_blanks (scan);
  } while (take (scan, ','));
  return take (scan, ']');
}

static gboolean
scan_value (Scan *scan)
{
  gboolean ok;

  if (scan->at >= scan->end)
    return FALSE;
  switch (*scan->at)
    {
    case '"':
      return scan_string (scan);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    case '{':
    case '[':
      if (scan->depth_left == 0)
        return FALSE;
      scan->depth_left--;
      ok = *scan->at++ == '{' ? scan_inner_object (scan) : scan_array (scan);
      scan->depth_left++;
      return ok;
    default:
      return scan_number (scan);
    }
}

static gboolean
is_same_name (const WfJsonSpan *span, const char *name, gsize size)
{
  return span->name_size == size && memcmp (span->name, name, size) == 0;
}

/* The members of the outermost object. */
static gboolean
scan_members (Scan *scan, WfJsonSpan *spans, guint max_spans, guint *out_n)
{
  guint n = 0;

  skip_blanks (scan);
  if (!take (scan, '{'))
    return FALSE;
  skip_blanks (scan);
  if (!take (scan, '}'))
    {
      do
        {
          if (n == max_spans || !scan_member (scan, &spans[n]))
            return FALSE;
          for (guint i = 0; i < n; i++)
            {
              if (is_same_name (&spans[i], spans[n].name, spans[n].name_size))
                return FALSE;
            }
          n++;
      } while (take (scan, ','));
      if (!take (scan, '}'))
        return FALSE;
    }
  skip_blanks (scan);
  *out_n = n;
  return scan->at == scan->end;
}

gboolean
wf_json_scan_object (const char *text,
                     gsize size,
                     guint max_depth,
                     WfJsonSpan *out_spans,
                     guint max_spans,
                     guint *out_n_spans,
                     GError **error)
{
  g_return_val_if_fail (max_depth > 0, FALSE);

  Scan scan = { text, text, text + size, max_depth - 1 };
  const char *bad = NULL;

  if (!g_utf8_validate_len (text, size, &bad))
    {
      g_set_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX,
                   "byte %" G_GSIZE_FORMAT " is no UTF-8", (gsize) (bad - text) + 1);
      return FALSE;
    }
  if (scan_members (&scan, out_spans, max_spans, out_n_spans))
    return TRUE;
  g_set_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX,
               "about byte %" G_GSIZE_FORMAT " it is not the JSON it should be",
               (gsize) (scan.at - text) + 1);
  return FALSE;
}

const WfJsonSpan *
wf_json_span_find (const WfJsonSpan *spans, guint n_spans, const char *name)
{
  for (guint i = 0; i < n_spans; i++)
    {
      if (is_same_name (&spans[i], name, strlen (name)))
        return &spans[i];
    }
  return NULL;
}

/* One escape of a string that was scanned, without its backslash. */
static char *
put_escape (Scan *scan, char *to)
{
  static const char KINDS[] = "bfnrt", MEANT[] = "\b\f\n\r\t";
  char kind = *scan->at++;
  const char *simple = strchr (KINDS, kind);
  gunichar letter;

  if (kind != 'u')
    {
      *to = simple != NULL ? MEANT[simple - KINDS] : kind;
      return to + 1;
    }
  letter = (gunichar) take_hex (scan);
  if (letter >= 0xd800 && letter <= 0xdbff && scan_word (scan, "\\u"))
    letter = 0x10000 + ((letter - 0xd800) << 10) + ((gunichar) take_hex (scan) - 0xdc00);
  return to + g_unichar_to_utf8 (letter, to);
}

gsize
wf_json_read_string (const char *value, gsize size, char *out)
{
  Scan scan = { value, value + 1, value + size - 1, 0 };
  char *to = out;

  while (scan.at < scan.end)
    {
      const char *escape = memchr (scan.at, '\\', (gsize) (scan.end - scan.at));
      gsize plain = (gsize) ((escape != NULL ? escape : scan.end) - scan.at);

      memcpy (to, scan.at, plain);
      to += plain;
      scan.at += plain;
      if (escape != NULL)
        {
          scan.at++;
          to = put_escape (&scan, to);
        }
    }
  *to = '\0';
  return (gsize) (to - out);
}

gboolean
wf_json_next_element (const char **at, const char *end, WfJsonSpan *out_element)
{
  Scan scan = { *at, *at, end, G_MAXUINT };

  /* Before the first an opening bracket, before each other a comma. */
  if (scan.at < end)
    scan.at++;
  skip_blanks (&scan);
  *out_element = (WfJsonSpan){ .value = scan.at };
  if (scan.at >= end || *scan.at == ']' || !scan_value (&scan))
    return FALSE;
  out_element->value_size = (gsize) (scan.at - out_element->value);
  skip_blanks (&scan);
  *at = scan.at;
  return TRUE;
}
