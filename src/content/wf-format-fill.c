/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fills the placeholders of a text: the part of ICU's message syntax translators know,
 * without its quoting, since apostrophes are common in what we say. Pure.
 *
 * A template comes from a pack or a translator: whatever it holds, something readable
 * comes back, and depth is bounded.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-format.h"
#include "wf-text.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>

#define MAX_DEPTH 8
#define FSI       "\u2068" /* first strong isolate */
#define PDI       "\u2069" /* pop directional isolate */

typedef struct {
  const WfFormat *format;
  const char *const *args;
  gboolean rtl;
} Fill;

static void fill_into (
    const Fill *fill, GString *out, const char *text, gsize size, const char *number, guint depth);

static const char *
find_arg (const Fill *fill, const char *name, gsize size)
{
  for (guint i = 0; fill->args[i] != NULL && fill->args[i + 1] != NULL; i += 2)
    {
      if (strlen (fill->args[i]) == size && strncmp (fill->args[i], name, size) == 0)
        return fill->args[i + 1];
    }
  return NULL;
}

/* Western digits run from left to right too, so a phone number needs care in Arabic. */
static gboolean
runs_other_way (const Fill *fill, const char *value)
{
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      UCharDirection direction = u_charDirection (g_utf8_get_char (at));
      gboolean left = direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER;
      gboolean right = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
                       direction == U_ARABIC_NUMBER;
      if (fill->rtl ? left : right)
        return TRUE;
    }
  return FALSE;
}

static void
append_value (const Fill *fill, GString *out, const char *value)
{
  gboolean isolate = runs_other_way (fill, value);

  if (isolate)
    g_string_append (out, FSI);
  g_string_append (out, value);
  if (isolate)
    g_string_append (out, PDI);
}

/* The "}" that closes the "{" at @open, or NULL before @end. */
static const char *
find_close (const char *open, const char *end)
{
  int depth = 0;

  for (const char *at = open; at < end; at++)
    {
      depth += (*at == '{') - (*at == '}');
      if (depth == 0)
        return at;
    }
  return NULL;
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at;
}

/* One word up to a blank, comma or brace; moves @at behind it. */
static gsize
take_word (const char **at, const char *end, const char **out_word)
{
  *out_word = *at = skip_blanks (*at, end);
  while (*at < end && !g_ascii_isspace (**at) && strchr (",{}", **at) == NULL)
    (*at)++;
  return *at - *out_word;
}

static gboolean
is_word (const char *word, gsize size, const char *wanted)
{
  return strlen (wanted) == size && strncmp (word, wanted, size) == 0;
}

static const char *
plural_name (const WfFormat *format, double number)
{
  static const char *const NAMES[] = { "zero", "one", "two", "few", "many", "other" };

  return NAMES[wf_format_plural (format, number)];
}

/* Branch @wanted in "one {…} other {…}", else "other"; the exact "=@exact" wins. */
static gboolean
find_branch (const char *at,
             const char *end,
             const char *exact,
             const char *wanted,
             const char **out_text,
             gsize *out_size)
{
  int best = 0;

  for (at = skip_blanks (at, end); at < end; at = skip_blanks (at, end))
    {
      const char *word;
      gsize size = take_word (&at, end, &word);
      const char *open = skip_blanks (at, end);
      const char *close = open < end && *open == '{' ? find_close (open, end) : NULL;
      int rank = 0;

      if (size == 0 || close == NULL)
        return FALSE;
      if (exact != NULL && size > 1 && *word == '=' && is_word (word + 1, size - 1, exact))
        rank = 3;
      else if (is_word (word, size, wanted))
        rank = 2;
      else if (is_word (word, size, "other"))
        rank = 1;
      if (rank > best)
        {
          best = rank;
          *out_text = open + 1;
          *out_size = close - open - 1;
        }
      at = close + 1;
    }
  return best > 0;
}

/* A number however its digits are written: values come as ASCII or already formatted. */
static gboolean
parse_number (const char *value, char **out_ascii, double *out_number)
{
  g_autoptr (GString) ascii = g_string_new (NULL);
  char *end;

  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (g_unichar_isdigit (c))
        g_string_append_c (ascii, '0' + g_unichar_digit_value (c));
      else
        g_string_append_unichar (ascii, c == 0x066b ? '.' : c); /* Arabic decimal separator */
    }

  double number = g_ascii_strtod (ascii->str, &end);
  if (end == ascii->str || *end != '\0' || !isfinite (number) || fabs (number) > 1e15)
    return FALSE;
  *out_number = number;
  *out_ascii = g_string_free (g_steal_pointer (&ascii), FALSE);
  return TRUE;
}

static gboolean
fill_plural (
    const Fill *fill, GString *out, const char *at, const char *end, const char *value, guint depth)
{
  const char *branch;
  gsize size;
  g_autofree char *exact = NULL;
  double number;

  if (!parse_number (value, &exact, &number))
    return FALSE;

  g_autofree char *shown = number == (gint64) number
                               ? wf_format_integer (fill->format, (gint64) number)
                               : wf_format_decimal (fill->format, number, 1);
  if (!find_branch (at, end, exact, plural_name (fill->format, number), &branch, &size))
    return FALSE;
  fill_into (fill, out, branch, size, shown, depth + 1);
  return TRUE;
}

static gboolean
fill_select (
    const Fill *fill, GString *out, const char *at, const char *end, const char *value, guint depth)
{
  const char *branch;
  gsize size;

  if (!find_branch (at, end, NULL, value, &branch, &size))
    return FALSE;
  fill_into (fill, out, branch, size, NULL, depth + 1);
  return TRUE;
}

/* What stands between "{" and "}". FALSE when it is not ours to fill. */
static gboolean
fill_placeholder (const Fill *fill, GString *out, const char *at, const char *end, guint depth)
{
  const char *name, *kind;
  gsize name_size = take_word (&at, end, &name);
  const char *value = find_arg (fill, name, name_size);

  at = skip_blanks (at, end);
  if (name_size == 0 || value == NULL || depth >= MAX_DEPTH)
    return FALSE;
  if (at == end)
    {
      append_value (fill, out, value);
      return TRUE;
    }
  if (*at++ != ',')
    return FALSE;

  gsize kind_size = take_word (&at, end, &kind);
  at = skip_blanks (at, end);
  if (at == end || *at++ != ',')
    return FALSE;
  if (is_word (kind, kind_size, "plural"))
    return fill_plural (fill, out, at, end, value, depth);
  return is_word (kind, kind_size, "select") && fill_select (fill, out, at, end, value, depth);
}

static void
fill_into (
    const Fill *fill, GString *out, const char *text, gsize size, const char *number, guint depth)
{
  const char *end = text + size;

  for (const char *at = text; at < end; at++)
    {
      const char *close = *at == '{' ? find_close (at, end) : NULL;

      if (*at == '#' && number != NULL)
        append_value (fill, out, number);
      else if (close == NULL)
        g_string_append_c (out, *at);
      else
        {
          if (!fill_placeholder (fill, out, at + 1, close, depth))
            g_string_append_len (out, at, close - at + 1);
          at = close;
        }
    }
}

char *
wf_format_fill (const WfFormat *self, const char *template, const char *const *args)
{
  GString *out = g_string_new (NULL);
  Fill fill = { self, args, wf_language_is_rtl (wf_format_get_lang (self)) };

  fill_into (&fill, out, template, strlen (template), NULL, 0);
  return g_string_free (out, FALSE);
}
