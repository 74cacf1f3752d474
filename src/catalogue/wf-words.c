/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The vocabulary of the search. Read once from JSON; never seen by a client. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-words.h"

#include "wf-json.h"
#include "wf-letters.h"

#include <string.h>

struct _WfWords {
  GHashTable *texts;   /* "kinds/internet" → all its words in all languages */
  GHashTable *kinds;   /* folded first word → kind */
  GHashTable *ignored; /* folded little words */
  char *free_words;
};

static char *
fold_first (const char *text)
{
  g_autoptr (GPtrArray) groups = wf_letters_split_query (text, strlen (text), 1);
  const WfTypedWord *first = groups->len == 0 ? NULL : groups->pdata[0];

  return first == NULL ? NULL : g_strdup (first->all[0]);
}

/* {"en": "words", "fr": "mots"} as one text. */
static char *
join_languages (JsonObject *languages)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObjectIter iter;
  const char *language;
  JsonNode *unused;

  json_object_iter_init_ordered (&iter, languages);
  while (json_object_iter_next_ordered (&iter, &language, &unused))
    {
      g_string_append (text, wf_json_get_string (languages, language, ""));
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_heads (WfWords *self, const char *kind, JsonObject *languages)
{
  JsonObjectIter iter;
  const char *language;
  JsonNode *unused;

  json_object_iter_init_ordered (&iter, languages);
  while (json_object_iter_next_ordered (&iter, &language, &unused))
    {
      char *head = fold_first (wf_json_get_string (languages, language, ""));

      if (head != NULL && !g_hash_table_contains (self->kinds, head))
        g_hash_table_insert (self->kinds, head, g_strdup (kind));
      else
        g_free (head);
    }
}

static void
read_section (WfWords *self, JsonObject *root, const char *section)
{
  JsonObject *entries = wf_json_get_object (root, section);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (entries == NULL)
    return;
  json_object_iter_init_ordered (&iter, entries);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *languages = wf_json_get_object (entries, name);

      if (languages == NULL)
        continue;
      g_hash_table_insert (self->texts, g_strconcat (section, "/", name, NULL),
                           join_languages (languages));
      if (strcmp (section, "kinds") == 0)
        read_heads (self, name, languages);
    }
}

static void
add_words (GString *to, const WfWords *self, const char *section, const char *name)
{
  g_autofree char *key = g_strconcat (section, "/", name, NULL);
  const char *text = g_hash_table_lookup (self->texts, key);

  g_string_append (to, text == NULL ? "" : text);
}

static void
add_line (GString *to, const char *text)
{
  if (text != NULL)
    g_string_append_printf (to, "%s\n", text);
}

WfWords *
wf_words_new (JsonObject *object)
{
  WfWords *self = g_new0 (WfWords, 1);
  JsonObject *free_words = object == NULL ? NULL : wf_json_get_object (object, "free");
  g_auto (GStrv) ignored =
      object == NULL ? g_new0 (char *, 1) : wf_json_get_strings (object, "ignored");

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->free_words = free_words == NULL ? g_strdup ("") : join_languages (free_words);
  for (guint i = 0; ignored[i] != NULL; i++)
    {
      char *token = fold_first (ignored[i]);

      if (token != NULL)
        g_hash_table_add (self->ignored, token);
    }
  if (object != NULL)
    {
      read_section (self, object, "kinds");
      read_section (self, object, "tags");
      read_section (self, object, "regions");
      read_section (self, object, "languages");
    }
  return self;
}

void
wf_words_free (WfWords *self)
{
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->kinds);
  g_hash_table_unref (self->ignored);
  g_free (self->free_words);
  g_free (self);
}

char *
wf_words_get_keywords (const WfWords *self, const WfResource *resource)
{
  GString *text = g_string_new (NULL);

  add_line (text, resource->kind);
  add_words (text, self, "kinds", resource->kind);
  for (guint i = 0; resource->tags[i] != NULL; i++)
    {
      add_line (text, resource->tags[i]);
      add_words (text, self, "tags", resource->tags[i]);
    }
  for (guint i = 0; resource->languages[i] != NULL; i++)
    add_words (text, self, "languages", resource->languages[i]);
  if (resource->cost.is_known && resource->cost.amount == 0)
    g_string_append (text, self->free_words);
  add_line (text, resource->phone);
  add_line (text, resource->text_line);
  return g_string_free (text, FALSE);
}

char *
wf_words_get_places (const WfWords *self, const WfResource *resource)
{
  GString *text = g_string_new (NULL);

  add_line (text, resource->locality);
  for (guint i = 0; resource->regions[i] != NULL; i++)
    {
      g_autofree char *country =
          g_strndup (resource->regions[i], strcspn (resource->regions[i], "-"));

      add_words (text, self, "regions", resource->regions[i]);
      if (strcmp (country, resource->regions[i]) != 0)
        add_words (text, self, "regions", country);
    }
  return g_string_free (text, FALSE);
}

gboolean
wf_words_is_ignored (const WfWords *self, const char *token)
{
  return g_hash_table_contains (self->ignored, token);
}

const char *
wf_words_find_kind (const WfWords *self, const char *token)
{
  return g_hash_table_lookup (self->kinds, token);
}
