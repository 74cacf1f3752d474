/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the readers of packs share: reporting a problem with its line and cure, and
 * taking ids, flags, numbers, names and texts out of nodes. Every taker reports what it
 * refuses and returns FALSE, so that a reader is a chain of takers.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-pack-reader.h"
#include "wf-text-private.h"

#include <string.h>

#define ID_MAX        64
#define PROBLEMS_MAX  1000
#define LANGUAGES_MAX 100

static gboolean
report (WfPackReader *self, guint line, const char *cure, const char *format, va_list args)
{
  if (self->problems->len < PROBLEMS_MAX)
    {
      g_autofree char *message = g_strdup_vprintf (format, args);
      g_ptr_array_add (self->problems, wf_pack_problem_new (self->file, line, message, cure));
    }
  return FALSE;
}

gboolean
wf_pack_reader_report_at (WfPackReader *self, guint line, const char *cure, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report (self, line, cure, format, args);
  va_end (args);
  return FALSE;
}

gboolean
wf_pack_reader_report (
    WfPackReader *self, const WfPackNode *node, const char *cure, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  report (self, node->line, cure, format, args);
  va_end (args);
  return FALSE;
}

gboolean
wf_pack_reader_check_attributes (WfPackReader *self,
                                 const WfPackNode *node,
                                 const char *const *known)
{
  gboolean good = TRUE;

  for (guint i = 0; node->attributes[i] != NULL; i += 2)
    {
      if (!g_strv_contains (known, node->attributes[i]))
        good = wf_pack_reader_report (self, node, "Correct its spelling or take it out.",
                                      "<%s> has an attribute “%s” that nobody knows.", node->name,
                                      node->attributes[i]);
    }
  return good;
}

gboolean
wf_pack_reader_check_children (WfPackReader *self, const WfPackNode *node, const char *const *known)
{
  gboolean good = TRUE;

  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (!g_strv_contains (known, child->name))
        good = wf_pack_reader_report (self, child, "Correct its spelling or take it out.",
                                      "<%s> holds an element <%s> that nobody knows.", node->name,
                                      child->name);
    }
  return good;
}

/* Control characters and direction overrides (U+202D, U+202E) can make a text read as
 * another than it is. The text is valid UTF-8, so bytes are enough to find them. */
static gboolean
is_plain_text (const char *text)
{
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    {
      gboolean control = *at < 0x20 || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0);
      gboolean override = *at == 0xe2 && at[1] == 0x80 && (at[2] == 0xad || at[2] == 0xae);
      if (control || override)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (WfPackReader *self, const WfPackNode *node)
{
  if (node->lang == NULL)
    return wf_pack_reader_report (self, node, "Give the root element xml:lang=\"en\".",
                                  "It is not said which language <%s> is in.", node->name);
  if (*node->text == '\0')
    return wf_pack_reader_report (self, node, "Write the text, or take the element out.",
                                  "<%s> is empty.", node->name);
  if (strlen (node->text) > WF_PACK_MAX_TEXT)
    return wf_pack_reader_report (self, node, "Make it shorter.",
                                  "The text of <%s> is longer than %d bytes.", node->name,
                                  WF_PACK_MAX_TEXT);
  if (!is_plain_text (node->text))
    return wf_pack_reader_report (self, node, "Type the text again.",
                                  "The text of <%s> holds control characters.", node->name);
  if (node->first != NULL)
    return wf_pack_reader_report (self, node, "Write plain text only.",
                                  "<%s> holds elements where only text may stand.", node->name);
  return wf_pack_reader_check_attributes (self, node, (const char *const[]){ NULL });
}

static gboolean
has_tag (const char *const *pairs, guint n_pairs, const char *lang)
{
  for (guint i = 0; i < n_pairs; i++)
    {
      if (pairs[2 * i] == lang)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_pack_reader_take_text (WfPackReader *self,
                          const WfPackNode *node,
                          const char *child,
                          gboolean required,
                          WfText **out_text)
{
  const char *pairs[2 * LANGUAGES_MAX];
  guint n_pairs = 0;

  for (const WfPackNode *at = node->first; at != NULL; at = at->next)
    {
      if (!g_str_equal (at->name, child))
        continue;
      if (!check_text (self, at))
        {
          if (n_pairs == 0)
            return FALSE;
          continue; /* a bad translation is a missing one */
        }
      if (has_tag (pairs, n_pairs, at->lang))
        {
          wf_pack_reader_report (self, at, "Keep one of them.", "<%s> stands twice in “%s”.", child,
                                 at->lang);
          continue;
        }
      if (n_pairs == LANGUAGES_MAX)
        break;
      pairs[2 * n_pairs] = at->lang;
      pairs[2 * n_pairs + 1] = at->text;
      n_pairs++;
    }

  *out_text = n_pairs > 0 ? wf_text_new_from_pairs (pairs, n_pairs) : NULL;
  if (n_pairs == 0 && required)
    {
      g_autofree char *cure = g_strdup_printf ("Add <%s>…</%s> to it.", child, child);
      return wf_pack_reader_report (self, node, cure, "<%s> has no <%s>.", node->name, child);
    }
  return TRUE;
}

static gboolean
is_id (const char *text, gsize length)
{
  if (length == 0 || length > ID_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr (".-_", text[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
report_id (WfPackReader *self, const WfPackNode *node, const char *attribute)
{
  return wf_pack_reader_report (
      self, node, "Use 1 to 64 of the letters a-z, digits, full stop, hyphen and underscore.",
      "“%s” of <%s> is not a usable id.", attribute, node->name);
}

static gboolean
report_missing (WfPackReader *self, const WfPackNode *node, const char *attribute)
{
  g_autofree char *cure = g_strdup_printf ("Give it %s=\"…\".", attribute);

  return wf_pack_reader_report (self, node, cure, "<%s> has no “%s”.", node->name, attribute);
}

gboolean
wf_pack_reader_take_optional_id (WfPackReader *self,
                                 const WfPackNode *node,
                                 const char *attribute,
                                 char **out_id)
{
  const char *value = wf_pack_node_get (node, attribute);

  if (value != NULL && !is_id (value, strlen (value)))
    return report_id (self, node, attribute);
  *out_id = g_strdup (value);
  return TRUE;
}

gboolean
wf_pack_reader_take_id (WfPackReader *self,
                        const WfPackNode *node,
                        const char *attribute,
                        char **out_id)
{
  if (wf_pack_node_get (node, attribute) == NULL)
    return report_missing (self, node, attribute);
  return wf_pack_reader_take_optional_id (self, node, attribute, out_id);
}

gboolean
wf_pack_reader_take_ids (WfPackReader *self,
                         const WfPackNode *node,
                         const char *attribute,
                         gboolean required,
                         GStrv *out_ids)
{
  const char *value = wf_pack_node_get (node, attribute);

  if (value == NULL)
    return !required || report_missing (self, node, attribute);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (value, " ", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (!is_id (parts[i], strlen (parts[i])) || ++n > WF_PACK_MAX_ENTRIES)
        return report_id (self, node, attribute);
      g_strv_builder_add (builder, parts[i]);
    }
  if (n == 0 && required)
    return report_id (self, node, attribute);
  *out_ids = n > 0 ? g_strv_builder_end (builder) : NULL;
  return TRUE;
}

gboolean
wf_pack_reader_take_flag (WfPackReader *self,
                          const WfPackNode *node,
                          const char *attribute,
                          gboolean *out_flag)
{
  static const WfPackName NAMES[] = { { "no", FALSE }, { "yes", TRUE }, { NULL } };

  return wf_pack_reader_take_name (self, node, attribute, FALSE, NAMES, out_flag);
}

gboolean
wf_pack_reader_take_number (WfPackReader *self,
                            const WfPackNode *node,
                            const char *attribute,
                            guint minimum,
                            guint maximum,
                            guint *out_number)
{
  const char *value = wf_pack_node_get (node, attribute);
  guint64 number;

  if (value == NULL)
    return report_missing (self, node, attribute);
  if (!g_ascii_string_to_unsigned (value, 10, minimum, maximum, &number, NULL))
    {
      g_autofree char *cure =
          g_strdup_printf ("Write a whole number from %u to %u.", minimum, maximum);
      return wf_pack_reader_report (self, node, cure, "“%s” of <%s> cannot be used.", attribute,
                                    node->name);
    }
  *out_number = number;
  return TRUE;
}

static gboolean
report_name (WfPackReader *self,
             const WfPackNode *node,
             const char *attribute,
             const WfPackName *names)
{
  g_autoptr (GString) cure = g_string_new ("Use one of these:");

  for (guint i = 0; names[i].name != NULL; i++)
    g_string_append_printf (cure, "%s %s", i > 0 ? "," : "", names[i].name);
  g_string_append_c (cure, '.');
  return wf_pack_reader_report (self, node, cure->str, "“%s” of <%s> is not known.", attribute,
                                node->name);
}

static gboolean
find_name (const WfPackName *names, const char *name, int *out_value)
{
  for (guint i = 0; names[i].name != NULL; i++)
    {
      if (g_str_equal (names[i].name, name))
        {
          *out_value = names[i].value;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
wf_pack_reader_take_name (WfPackReader *self,
                          const WfPackNode *node,
                          const char *attribute,
                          gboolean required,
                          const WfPackName *names,
                          int *out_value)
{
  const char *value = wf_pack_node_get (node, attribute);

  if (value == NULL)
    return !required || report_missing (self, node, attribute);
  return find_name (names, value, out_value) || report_name (self, node, attribute, names);
}

gboolean
wf_pack_reader_take_names (WfPackReader *self,
                           const WfPackNode *node,
                           const char *attribute,
                           const WfPackName *names,
                           int *out_values)
{
  g_auto (GStrv) values = NULL;
  int all = 0;

  if (!wf_pack_reader_take_ids (self, node, attribute, FALSE, &values))
    return FALSE;
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      int value;
      if (!find_name (names, values[i], &value))
        return report_name (self, node, attribute, names);
      all |= value;
    }
  *out_values = all;
  return TRUE;
}

void
wf_pack_info_free (WfPackInfo *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->source);
  g_free (self->licence);
  g_free (self->attribution);
  g_free (self->audience);
  g_free (self->region);
  g_free (self->file);
  g_free (self);
}

static char *
about_string (const WfPackNode *root, const char *name)
{
  for (const WfPackNode *at = root->first; at != NULL; at = at->next)
    {
      if (!g_str_equal (at->name, "about"))
        continue;
      for (const WfPackNode *child = at->first; child != NULL; child = child->next)
        {
          if (g_str_equal (child->name, name))
            return g_strdup (child->text);
        }
    }
  return g_strdup ("");
}

static void
check_about (WfPackReader *self, const WfPackNode *root, const WfPackInfo *info)
{
  static const char *const KNOWN[] = { "title", "source", "licence", "attribution", NULL };

  for (const WfPackNode *at = root->first; at != NULL; at = at->next)
    {
      if (g_str_equal (at->name, "about"))
        wf_pack_reader_check_children (self, at, KNOWN);
    }
  if (info->kind != WF_PACK_LANGUAGES && (*info->source == '\0' || *info->licence == '\0'))
    wf_pack_reader_report (self, root,
                           "Add <about> with <title>, <source>, <licence> and <attribution>.",
                           "The pack does not say where it comes from or under what licence.");
}

WfPackInfo *
wf_pack_reader_take_info (WfPackReader *self, const WfPackNode *root)
{
  static const WfPackName KINDS[] = {
    { "items", WF_PACK_ITEMS },         { "rules", WF_PACK_RULES },
    { "texts", WF_PACK_TEXTS },         { "framework", WF_PACK_FRAMEWORK },
    { "languages", WF_PACK_LANGUAGES }, { "checklist", WF_PACK_CHECKLIST },
    { "deck", WF_PACK_DECK },           { NULL },
  };
  static const WfPackName STATUS[] = { { "provisional", TRUE }, { "reviewed", FALSE }, { NULL } };
  static const char *const KNOWN[] = { "id", "version", "audience", "region", "status", NULL };
  g_autoptr (WfPackInfo) info = g_new0 (WfPackInfo, 1);
  int kind, provisional = FALSE;

  if (!find_name (KINDS, root->name, &kind))
    {
      wf_pack_reader_report (self, root,
                             "Begin a pack with <items>, <rules>, <texts>, <framework>, "
                             "<checklist>, <deck> or <languages>.",
                             "<%s> is not a kind of pack.", root->name);
      return NULL;
    }
  if (!wf_pack_reader_take_id (self, root, "id", &info->id) ||
      !wf_pack_reader_take_number (self, root, "version", 1, 1000000, &info->version) ||
      !wf_pack_reader_take_optional_id (self, root, "audience", &info->audience) ||
      !wf_pack_reader_take_optional_id (self, root, "region", &info->region) ||
      !wf_pack_reader_take_name (self, root, "status", FALSE, STATUS, &provisional))
    return NULL;

  wf_pack_reader_check_attributes (self, root, KNOWN);
  info->kind = kind;
  info->provisional = provisional;
  info->lang = root->lang != NULL ? root->lang : "en";
  info->file = g_strdup (self->file);
  info->title = about_string (root, "title");
  info->source = about_string (root, "source");
  info->licence = about_string (root, "licence");
  info->attribution = about_string (root, "attribution");
  if (info->audience == NULL)
    info->audience = g_strdup ("any");
  if (info->region == NULL)
    info->region = g_strdup ("any");
  check_about (self, root, info);
  return g_steal_pointer (&info);
}
