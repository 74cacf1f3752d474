/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What json-glib leaves to its callers: one strict parse and getters that forgive.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-json.h"

#include "wf-json-scan.h"

#include <errno.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (wf-json-error-quark, wf_json_error)

/* json-glib calls itself for each level: more of them than this could exhaust the stack. */
#define DEEPEST 256
/* Of one object that is read exactly. */
#define MOST_MEMBERS 64

/* More digits than these may be more than 64 bits; more than this is no double. */
#define SAFE_DIGITS 18

/* json-glib reads comments, NaN-like words and several roots; none is JSON. The only
 * thing that may follow the root is white space, so find where the root closes.
 * @out_has_odd: whether there may be a number that json-glib reads as another. */
static gboolean
is_one_object (const char *text, gsize size, gboolean *out_has_odd)
{
  gsize depth = 0;
  guint digits = 0;
  gboolean in_string = FALSE, is_escaped = FALSE, is_closed = FALSE;

  *out_has_odd = FALSE;
  for (gsize i = 0; i < size; i++)
    {
      char c = text[i];

      if (is_closed || (depth == 0 && c != '{'))
        {
          if (!g_ascii_isspace (c))
            return FALSE;
        }
      else if (in_string)
        {
          in_string = is_escaped || c != '"';
          is_escaped = !is_escaped && c == '\\';
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '/')
        return FALSE;
      else if (c == '{' || c == '[')
        {
          if (++depth > DEEPEST)
            return FALSE;
        }
      else if (c == '}' || c == ']')
        is_closed = --depth == 0;
      else if (g_ascii_isdigit (c))
        *out_has_odd = *out_has_odd || ++digits > SAFE_DIGITS;
      else if (c != '.')
        {
          *out_has_odd = *out_has_odd || (digits > 0 && (c == 'e' || c == 'E'));
          digits = 0;
        }
    }
  return is_closed;
}

static gboolean
is_whole (const char *number)
{
  const char *digits = *number == '-' ? number + 1 : number;

  return *digits != '\0' && digits[strspn (digits, "0123456789")] == '\0';
}

/* json-glib wraps whole numbers of more than 64 bits, which may be ids, and makes infinite what is
 * too large: both stay to the last digit as strings. */
static void
append_number (GString *to, const char *at, gsize size)
{
  g_autofree char *number = g_strndup (at, size);
  char *rest;
  gboolean is_odd;

  errno = 0;
  if (is_whole (number))
    is_odd = g_ascii_strtoll (number, &rest, 10) != 0 && errno == ERANGE;
  else
    is_odd = !isfinite (g_ascii_strtod (number, &rest)) && *rest == '\0';
  g_string_append_printf (to, is_odd ? "\"%s\"" : "%s", number);
}

/* Returns: (transfer full): one object as json-glib should read it */
static char *
settle_numbers (const char *text, gsize size)
{
  g_autoptr (GString) settled = g_string_sized_new (size + 16);
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (!in_string && (text[i] == '-' || g_ascii_isdigit (text[i])))
        {
          gsize n = strspn (text + i, "+-.0123456789eE");

          append_number (settled, text + i, n);
          i += n - 1;
          continue;
        }
      if (text[i] == '"')
        in_string = !in_string;
      g_string_append_c (settled, text[i]);
      if (in_string && text[i] == '\\' && i + 1 < size)
        g_string_append_c (settled, text[++i]);
    }
  return g_string_free (g_steal_pointer (&settled), FALSE);
}

static JsonObject *
refuse (const char *why, GError **error)
{
  g_set_error (error, WF_JSON_ERROR, WF_JSON_ERROR_SYNTAX, "not one JSON object: %s",
               why != NULL ? why : "it cannot be read");
  return NULL;
}

/* The parser knows where it stands only until its load call returns; its own message could
 * hold what was read. */
static void
on_parser_error (JsonParser *parser, const GError *error, char **out_place)
{
  g_free (*out_place);
  *out_place = g_strdup_printf ("line %u, character %u", json_parser_get_current_line (parser),
                                json_parser_get_current_pos (parser));
}

/* What two members of one name are found with: each object's members as they are read. */
typedef struct {
  GHashTable *counts; /* by object, how many were read */
  char *place;        /* of the first name that stood there already */
} Members;

static void
on_object_member (JsonParser *parser, JsonObject *object, const char *name, Members *members)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (members->counts, object)) + 1;

  g_hash_table_insert (members->counts, object, GUINT_TO_POINTER (count));
  if (members->place == NULL && count > json_object_get_size (object))
    members->place = g_strdup_printf ("line %u, character %u: a second member of the same name",
                                      json_parser_get_current_line (parser),
                                      json_parser_get_current_pos (parser));
}

static JsonObject *
parse (const char *text, gssize size, Members *members, GError **error)
{
  gsize length = size < 0 ? strlen (text) : (gsize) size;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *place = NULL, *settled = NULL;
  gboolean has_odd;

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return refuse ("it is not UTF-8", error);
  if (!is_one_object (text, length, &has_odd))
    return refuse ("it does not end, holds more, or something else", error);
  if (has_odd)
    {
      settled = settle_numbers (text, length);
      text = settled;
      length = strlen (settled);
    }
  g_signal_connect (parser, "error", G_CALLBACK (on_parser_error), &place);
  if (members != NULL)
    g_signal_connect (parser, "object-member", G_CALLBACK (on_object_member), members);
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return refuse (place, error);
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return refuse ("it is something else", error);
  if (members != NULL && members->place != NULL)
    return refuse (members->place, error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
wf_json_parse_object (const char *text, gssize size, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return parse (text, size, NULL, error);
}

JsonObject *
wf_json_parse_exact (const char *text, gssize size, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  gsize length = size < 0 ? strlen (text) : (gsize) size;
  Members members = { g_hash_table_new (NULL, NULL), NULL };
  g_autoptr (JsonObject) object = parse (text, (gssize) length, &members, error);
  WfJsonSpan spans[MOST_MEMBERS];
  guint n_spans;

  g_hash_table_unref (members.counts);
  g_free (members.place);
  if (object == NULL ||
      !wf_json_scan_object (text, length, DEEPEST, spans, MOST_MEMBERS, &n_spans, error))
    return NULL;
  return g_steal_pointer (&object);
}

/* Of "1e+22.0": what stands before ".0"; 0: @at is no such exponent. */
static gsize
measure_exponent (const char *at)
{
  gsize size = strspn (at + 2, "0123456789");

  return size > 0 && strncmp (at + 2 + size, ".0", 2) == 0 ? size + 2 : 0;
}

static gboolean
may_have_exponent (const char *text, const char *sign)
{
  for (const char *at = strstr (text, sign); at != NULL; at = strstr (at + 1, sign))
    {
      if (measure_exponent (at) > 0)
        return TRUE;
    }
  return FALSE;
}

/* json-glib writes "1e+22.0", which is no JSON. */
static void
drop_points (char *text)
{
  gboolean in_string = FALSE;
  const char *from = text;
  char *to = text;

  while (*from != '\0')
    {
      gsize size = 1;

      if (in_string && *from == '\\' && from[1] != '\0')
        size = 2;
      else if (*from == '"')
        in_string = !in_string;
      else if (!in_string && *from == 'e' && (from[1] == '+' || from[1] == '-'))
        size = MAX (measure_exponent (from), 1);
      memmove (to, from, size);
      to += size;
      from += size > 2 ? size + strlen (".0") : size;
    }
  *to = '\0';
}

char *
wf_json_node_to_text (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  char *text = json_to_string (node, FALSE);

  if (may_have_exponent (text, "e+") || may_have_exponent (text, "e-"))
    drop_points (text);
  return text;
}

char *
wf_json_to_text (JsonObject *object)
{
  g_return_val_if_fail (object != NULL, NULL);

  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, object);
  return wf_json_node_to_text (root);
}

static JsonNode *
get_value (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
wf_json_get_string (JsonObject *object, const char *name, const char *fallback)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : fallback;
}

gint64
wf_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : fallback;
}

double
wf_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_value (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : fallback;
}

gboolean
wf_json_get_bool (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

char *
wf_json_dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_dtostr (text, sizeof text, json_node_get_double (node)));
    }
  return g_strdup ("");
}

JsonObject *
wf_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
wf_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GStrv
wf_json_get_strings (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *lone = wf_json_get_string (object, name, NULL);
  JsonArray *array = wf_json_get_array (object, name);

  if (lone != NULL)
    g_strv_builder_add (builder, lone);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

void
wf_json_set_strings (JsonObject *object, const char *name, const char *const *strings)
{
  g_return_if_fail (object != NULL && name != NULL);

  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_object_set_array_member (object, name, array);
}
