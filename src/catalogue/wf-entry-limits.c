/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be shown of an entry that anybody may have written. Pure.
 *
 * Invariant: an entry that was limited once is not changed the second time. Most entries need
 * nothing, so each is looked at first, without a copy.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-entry-limits.h"

#include <string.h>

/* A longer run without a place to break is no word, and takes long to lay out. */
#define RUN_MAX 200
/* More marks on one letter than any script has. */
#define MARKS_MAX 6
#define DEEPEST   8

#define ELLIPSIS "\u2026"

typedef struct {
  gsize text_max; /* characters */
  gboolean is_link;
} Limit;

static Limit
find_limit (const char *member)
{
  static const char *const LINKS[] = { "url", "source_url", "more_sources", NULL };
  static const char *const NAMES[] = { "name",     "name_fr", "organization", "alternate_name",
                                       "locality", "phone",   "text_line",    "email",
                                       "address",  NULL };

  if (g_strv_contains (LINKS, member))
    return (Limit){ WF_ENTRY_LINK_MAX, TRUE };
  if (g_strv_contains (NAMES, member))
    return (Limit){ WF_ENTRY_NAME_MAX, FALSE };
  return (Limit){ WF_ENTRY_TEXT_MAX, FALSE };
}

/* Controls, what turns the order of letters around, and tags. Joiners and marks of direction that
 * words need stay. */
static gboolean
is_hidden (gunichar letter)
{
  static const struct {
    gunichar first;
    gunichar last;
  } HIDDEN[] = {
    { 0x7f, 0x9f },     { 0x2028, 0x202e }, { 0x2060, 0x206f },
    { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
  };

  if (letter < 0x7f)
    return letter < ' ' && letter != '\n' && letter != '\t' && letter != '\r';
  for (guint i = 0; i < G_N_ELEMENTS (HIDDEN) && letter >= HIDDEN[i].first; i++)
    {
      if (letter <= HIDDEN[i].last)
        return TRUE;
    }
  return FALSE;
}

/* Whether a line may end beside it: a blank, or a letter of a script that is written without. */
static gboolean
is_break (gunichar letter)
{
  if (letter < 0x80)
    return letter <= ' ';
  switch (g_unichar_break_type (letter))
    {
    case G_UNICODE_BREAK_SPACE:
    case G_UNICODE_BREAK_ZERO_WIDTH_SPACE:
    case G_UNICODE_BREAK_IDEOGRAPHIC:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_NON_STARTER:
    case G_UNICODE_BREAK_HANGUL_LV_SYLLABLE:
    case G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE:
    case G_UNICODE_BREAK_COMPLEX_CONTEXT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What was found in a text. */
typedef struct {
  gboolean is_long;
  gboolean has_hidden;
} Trouble;

/* Into @clean, if it is there. */
static Trouble
walk (const char *text, const Limit *limit, GString *clean)
{
  Trouble trouble = { FALSE, FALSE };
  gsize length = 0, run = 0, marks = 0;

  for (const char *at = text; *at != '\0' && !trouble.is_long; at = g_utf8_next_char (at))
    {
      gunichar letter = (guchar) *at < 0x80 ? (guchar) *at : g_utf8_get_char (at);
      gboolean is_hid = is_hidden (letter);

      marks = letter >= 0x300 && g_unichar_ismark (letter) ? marks + 1 : 0;
      if (is_hid || marks > MARKS_MAX)
        {
          trouble.has_hidden = TRUE;
          continue;
        }
      run = is_break (letter) ? 0 : run + 1;
      trouble.is_long = ++length > limit->text_max || (!limit->is_link && run > RUN_MAX);
      if (clean != NULL && !trouble.is_long)
        g_string_append_unichar (clean, letter);
    }
  return trouble;
}

static gboolean
is_to_the_web (const char *link)
{
  g_autofree char *scheme = g_uri_parse_scheme (link);

  return scheme == NULL || g_ascii_strcasecmp (scheme, "http") == 0 ||
         g_ascii_strcasecmp (scheme, "https") == 0;
}

/* With room for what says that it goes on. */
static char *
cut (const char *text, const Limit *limit)
{
  Limit shorter = { limit->text_max - 1, FALSE };
  GString *clean = g_string_new (NULL);

  walk (text, &shorter, clean);
  /* In a run that is too long the last letter makes room. */
  if (clean->len > 0 && g_utf8_strlen (clean->str, -1) >= RUN_MAX)
    g_string_truncate (clean, (gsize) (g_utf8_prev_char (clean->str + clean->len) - clean->str));
  g_string_append (clean, ELLIPSIS);
  return g_string_free (clean, FALSE);
}

/* Returns: (nullable): what is shown instead; a null for a link that is none. */
static JsonNode *
limit_text (const char *text, const Limit *limit, WfImportReport *report)
{
  Trouble trouble = walk (text, limit, NULL);
  JsonNode *node;
  g_autofree char *clean = NULL;

  if (limit->is_link && (trouble.is_long || trouble.has_hidden || !is_to_the_web (text)))
    {
      wf_import_report_repair (report, "odd-url");
      return json_node_new (JSON_NODE_NULL);
    }
  if (trouble.is_long)
    clean = cut (text, limit);
  else if (trouble.has_hidden)
    {
      GString *visible = g_string_new (NULL);

      walk (text, limit, visible);
      if (visible->len == 0)
        g_string_append (visible, ELLIPSIS);
      clean = g_string_free (visible, FALSE);
    }
  else
    return NULL;
  wf_import_report_repair (report, trouble.is_long ? "too-long" : "hidden-letters");
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, clean);
  return node;
}

static JsonNode *
limit_node (JsonNode *node, const char *member, guint depth, WfImportReport *report);

static JsonNode *
limit_list (JsonArray *list, const char *member, guint depth, WfImportReport *report)
{
  guint length = json_array_get_length (list), n = MIN (length, WF_ENTRY_LIST_MAX);
  gboolean has_changed = n < length;
  JsonArray *limited = json_array_sized_new (n);
  JsonNode *node = NULL;

  if (has_changed)
    wf_import_report_repair (report, "too-long");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      JsonNode *shown = limit_node (element, member, depth, report);

      has_changed = has_changed || shown != NULL;
      if (shown == NULL || !JSON_NODE_HOLDS_NULL (shown))
        json_array_add_element (limited, shown != NULL ? shown : json_node_copy (element));
      else
        json_node_unref (shown);
    }
  if (has_changed)
    {
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_set_array (node, limited);
    }
  json_array_unref (limited);
  return node;
}

/* Returns: (nullable): a copy with what had to change. */
static JsonObject *
limit_object (JsonObject *object, guint depth, WfImportReport *report)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  JsonObject *limited = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      gboolean is_id = depth == 0 && strcmp (name, "id") == 0;
      JsonNode *shown = is_id ? NULL : limit_node (node, name, depth + 1, report);
      g_autoptr (GList) members = NULL;

      if (shown == NULL)
        continue;
      if (limited == NULL)
        {
          limited = json_object_new ();
          members = json_object_get_members (object);
          for (GList *l = members; l != NULL; l = l->next)
            json_object_set_member (limited, l->data, json_object_dup_member (object, l->data));
        }
      json_object_set_member (limited, name, shown);
    }
  return limited;
}

/* Returns: (nullable): what is shown instead; %NULL: it may be shown as it is. */
static JsonNode *
limit_node (JsonNode *node, const char *member, guint depth, WfImportReport *report)
{
  JsonObject *object;
  JsonNode *shown;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      const char *text =
          json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
      Limit limit = find_limit (member);

      return text != NULL ? limit_text (text, &limit, report) : NULL;
    }
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (depth > DEEPEST)
    {
      wf_import_report_repair (report, "too-long");
      return json_node_new (JSON_NODE_NULL);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    return limit_list (json_node_get_array (node), member, depth + 1, report);
  object = limit_object (json_node_get_object (node), depth + 1, report);
  if (object == NULL)
    return NULL;
  shown = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (shown, object);
  return shown;
}

JsonObject *
wf_entry_limit (JsonObject *entry, WfImportReport *report)
{
  g_return_val_if_fail (entry != NULL, NULL);

  JsonObject *limited = limit_object (entry, 0, report);

  return limited != NULL ? limited : json_object_ref (entry);
}
