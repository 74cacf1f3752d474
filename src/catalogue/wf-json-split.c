/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of JSON cut into its items by brackets and quotes. Pure; never allocates.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-json-split.h"

#include <string.h>

static const char *const WRAPPERS[] = { "contents", "services",  "organizations",
                                        "items",    "results",   "data",
                                        "records",  "resources", "x_others" };

typedef struct {
  const char *start;
  const char *end;
  const char *counted; /* lines before it are in @line */
  guint line;
  WfJsonItem item;
  gpointer user_data;
} Split;

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && (g_ascii_isspace (*at) || *at == ',' || *at == '\x1e'))
    at++;
  return at;
}

static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    {
      if (*at == '\\')
        at++;
    }
  return MIN (at + 1, end);
}

/* Behind the value that begins at @at. */
static const char *
skip_value (const char *at, const char *end)
{
  gsize depth = 0;

  while (at < end)
    {
      char c = *at;

      if (c == '"')
        {
          at = skip_string (at, end);
          if (depth == 0)
            return at;
          continue;
        }
      if (c == '{' || c == '[' || c == '(')
        depth++;
      else if (c == '}' || c == ']' || c == ')')
        {
          if (depth == 0)
            return at;
          if (--depth == 0 && c != ')')
            return at + 1;
        }
      else if (depth == 0 && (c == ',' || g_ascii_isspace (c)))
        return at;
      at++;
    }
  return end;
}

static gboolean
hand_over (Split *split, const char *from, const char *to, GError **error)
{
  for (; split->counted < from; split->counted++)
    split->line += *split->counted == '\n';
  return split->item (from, (gsize) (to - from), split->line, split->user_data, error);
}

/* From behind the opening bracket. */
static gboolean
walk_list (Split *split, const char *at, const char *end, GError **error)
{
  for (at = skip_blanks (at, end); at < end && *at != ']'; at = skip_blanks (at, end))
    {
      const char *to = skip_value (at, end);

      if (to == at)
        to++;
      if (!hand_over (split, at, to, error))
        return FALSE;
      at = to;
    }
  return TRUE;
}

static gboolean
is_wrapper (const char *name, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (WRAPPERS); i++)
    {
      if (strlen (WRAPPERS[i]) == size && strncmp (WRAPPERS[i], name, size) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_own_object (const char *name, gsize size)
{
  return (size == 2 && strncmp (name, "id", 2) == 0) ||
         (size == 4 && strncmp (name, "name", 4) == 0);
}

/* Whether the object at @at is none itself but wraps lists; hands over what is in them. */
static gboolean
walk_wrapped (
    Split *split, const char *at, const char *end, gboolean *out_is_wrapper, GError **error)
{
  *out_is_wrapper = FALSE;
  for (at = skip_blanks (at + 1, end); at < end && *at == '"'; at = skip_blanks (at, end))
    {
      const char *name = at + 1;
      gsize size;

      at = skip_string (at, end);
      size = at > name ? (gsize) (at - name) - 1 : 0;
      if (is_own_object (name, size) && !*out_is_wrapper)
        return TRUE;
      at = skip_blanks (at, end);
      if (at == end || *at != ':')
        return TRUE;
      at = skip_blanks (at + 1, end);
      if (at < end && *at == '[' && is_wrapper (name, size))
        {
          *out_is_wrapper = TRUE;
          if (!walk_list (split, at + 1, skip_value (at, end), error))
            return FALSE;
        }
      at = skip_value (at, end);
    }
  return TRUE;
}

gboolean
wf_json_split (const char *text, gsize size, WfJsonItem item, gpointer user_data, GError **error)
{
  g_return_val_if_fail (text != NULL && item != NULL, FALSE);

  const char *end = text + size;
  const char *at = text;
  Split split = { text, end, text, 1, item, user_data };

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  for (at = skip_blanks (at, end); at < end; at = skip_blanks (at, end))
    {
      const char *to = skip_value (at, end);
      gboolean is_done = *at == '[';

      if (to == at)
        to++;
      if (is_done ? !walk_list (&split, at + 1, to, error)
                  : *at == '{' && !walk_wrapped (&split, at, to, &is_done, error))
        return FALSE;
      if (!is_done && !hand_over (&split, at, to, error))
        return FALSE;
      at = to;
    }
  return TRUE;
}
