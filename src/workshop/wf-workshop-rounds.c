/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a workshop keeps beside its actions: the answers of each round and the ideas, found by
 * number. For the two files that fill it.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-private.h"

void
wf_workshop_round_free (gpointer data)
{
  Round *round = data;

  g_hash_table_unref (round->answers);
  g_free (round);
}

void
wf_workshop_idea_free (gpointer data)
{
  Idea *idea = data;

  g_free (idea->text);
  g_free (idea->words);
  g_free (idea);
}

Round *
wf_workshop_get_round (const WfWorkshop *self, guint slide, guint round)
{
  gpointer key = GUINT_TO_POINTER (slide << 20 | (round & 0xfffff));
  Round *found = g_hash_table_lookup (self->rounds, key);

  if (found == NULL)
    {
      found = g_new0 (Round, 1);
      found->answers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_insert (self->rounds, key, found);
    }
  return found;
}

Idea *
wf_workshop_find_idea (const WfWorkshop *self, gint64 number)
{
  return number >= 1 && number <= self->ideas->len ? self->ideas->pdata[number - 1] : NULL;
}

gboolean
wf_workshop_takes_answers (const WfWorkshop *self, guint slide)
{
  return wf_script_is_question (self->script, slide) || self->pages[slide].is_voting;
}

guint
wf_workshop_parse_idea (const char *choice)
{
  guint64 number = 0;

  if (choice == NULL || choice[0] != 'i' ||
      !g_ascii_string_to_unsigned (choice + 1, 10, 1, WF_IDEAS_PER_SLIDE * 1000, &number, NULL))
    return 0;
  return (guint) number;
}

/* Single blanks, nothing that steers a terminal or turns the direction of the wall. */
static char *
clean_text (const char *text)
{
  GString *clean = g_string_new (NULL);
  gboolean is_gap = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (letter);

      if (g_unichar_isspace (letter))
        is_gap = clean->len > 0;
      else if (type == G_UNICODE_CONTROL || type == G_UNICODE_SURROGATE ||
               type == G_UNICODE_PRIVATE_USE || (letter >= 0x202a && letter <= 0x202e) ||
               (letter >= 0x2066 && letter <= 0x2069))
        continue;
      else
        {
          g_string_append (clean, is_gap ? " " : "");
          g_string_append_unichar (clean, letter);
          is_gap = FALSE;
        }
    }
  return g_string_free (clean, FALSE);
}

char *
wf_workshop_clean_idea (const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  clean = clean_text (text);
  return *clean != '\0' && g_utf8_strlen (clean, -1) <= WF_IDEA_MAX ? g_steal_pointer (&clean)
                                                                    : NULL;
}
