/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks JSON without building anything: is it exactly JSON, and where do the members of the
 * outermost object stand. No state, any thread; recursion no deeper than the caller allows.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-json-scan.h"

#include "wf-json.h"

#include <string.h>

/* Compared at once, on any machine. */
typedef gint8 Sixteen __attribute__ ((vector_size (16)));

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint depth_left;
  guint n_elements; /* of the array that ended last */
} Scan;

static gboolean scan_value (Scan *scan);

static void
skip_blanks (Scan *scan)
{
  /* Most often there is none, and what is there is above them all. */
  while (scan->at < scan->end && (guchar) *scan->at <= ' ' &&
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

/* A letter that is not ASCII; its first byte, @first, is taken. As g_utf8_validate() has it: no
 * surrogate, nothing longer than it need be, nothing beyond Unicode. */
static gboolean
scan_letter (Scan *scan, guchar first)
{
  guint rest = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  guchar low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  guchar high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

  if (first < 0xc2 || first > 0xf4 || scan->end - scan->at < (gssize) rest)
    return FALSE;
  for (; rest > 0; rest--, low = 0x80, high = 0xbf)
    {
      guchar next = (guchar) *scan->at++;

      if (next < low || next > high)
        return FALSE;
    }
  return TRUE;
}

/* Where the first quote, backslash, control or letter that is not ASCII is; or less than sixteen
 * bytes before the end. As numbers with a sign the last two are those below the blank. */
static inline const char *
skip_plain (const char *at, const char *end)
{
  for (; end - at >= (gssize) sizeof (Sixteen); at += sizeof (Sixteen))
    {
      Sixteen bytes;
      guint64 halves[2];

      memcpy (&bytes, at, sizeof bytes);
      bytes = (bytes < ' ') | (bytes == '"') | (bytes == '\\');
      memcpy (halves, &bytes, sizeof halves);
      if (halves[0] != 0)
        return at + __builtin_ctzll (GUINT64_FROM_LE (halves[0])) / 8;
      if (halves[1] != 0)
        return at + 8 + __builtin_ctzll (GUINT64_FROM_LE (halves[1])) / 8;
    }
  return at;
}

/* From what is not plain in a string to its end. */
static gboolean
scan_rest (Scan *scan)
{
  while (scan->at < scan->end)
    {
      guchar c = (guchar) *scan->at++;

      if (c == '"')
        return TRUE;
      if (c < 0x20 || (c == '\\' && !scan_escape (scan)) || (c >= 0x80 && !scan_letter (scan, c)))
        return FALSE;
      scan->at = skip_plain (scan->at, scan->end);
    }
  return FALSE;
}

/* Most strings are plain to their end. */
static inline gboolean
scan_string (Scan *scan)
{
  const char *at = scan->at;

  if (at >= scan->end || *at != '"')
    return FALSE;
  at = skip_plain (at + 1, scan->end);
  if (at < scan->end && *at == '"')
    {
      scan->at = at + 1;
      return TRUE;
    }
  scan->at = at;
  return scan_rest (scan);
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
  out_span->n_elements = *out_span->value == '[' ? scan->n_elements : 0;
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
  guint n = 0;

  skip_blanks (scan);
  if (scan->at < scan->end && *scan->at != ']')
    {
      do
        {
          skip_blanks (scan);
          if (!scan_value (scan))
            return FALSE;
          n++;
          skip_blanks (scan);
      } while (take (scan, ','));
    }
  scan->n_elements = n;
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
  /* Most that are as long differ in their last letter. */
  return span->name_size == size && (size == 0 || (span->name[size - 1] == name[size - 1] &&
                                                   memcmp (span->name, name, size) == 0));
}

static gboolean
has_name (const WfJsonSpan *spans, guint n, const WfJsonSpan *span)
{
  for (guint i = 0; i < n; i++)
    {
      if (is_same_name (&spans[i], span->name, span->name_size))
        return TRUE;
    }
  return FALSE;
}

/* One of 64 bits. Names of different bits differ: most need not be compared with all before. */
static guint64
get_mark (const WfJsonSpan *span)
{
  guchar last = span->name_size > 0 ? (guchar) span->name[span->name_size - 1] : 0;

  return G_GUINT64_CONSTANT (1) << ((span->name_size * 7 + last) % 64);
}

/* The members of the outermost object. */
static gboolean
scan_members (Scan *scan, WfJsonSpan *spans, guint max_spans, guint *out_n)
{
  guint64 marks = 0;
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
          if ((marks & get_mark (&spans[n])) != 0 && has_name (spans, n, &spans[n]))
            return FALSE;
          marks |= get_mark (&spans[n++]);
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

  if (scan_members (&scan, out_spans, max_spans, out_n_spans))
    return TRUE;
  if (!g_utf8_validate_len (text, size, &bad))
    {
      g_set_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX,
                   "byte %" G_GSIZE_FORMAT " is no UTF-8", (gsize) (bad - text) + 1);
      return FALSE;
    }
  g_set_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX,
               "about byte %" G_GSIZE_FORMAT " it is not the JSON it should be",
               (gsize) (scan.at - text) + 1);
  return FALSE;
}

gboolean
wf_json_scan_is_object (const char *text, gsize size, guint max_depth)
{
  g_return_val_if_fail (max_depth > 0, FALSE);

  Scan scan = { text, text, text + size, max_depth };

  skip_blanks (&scan);
  if (scan.at >= scan.end || *scan.at != '{' || !scan_value (&scan))
    return FALSE;
  skip_blanks (&scan);
  return scan.at == scan.end;
}

const WfJsonSpan *
wf_json_span_find (const WfJsonSpan *spans, guint n_spans, const char *name)
{
  gsize size = strlen (name);

  for (guint i = 0; i < n_spans; i++)
    {
      if (is_same_name (&spans[i], name, size))
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
