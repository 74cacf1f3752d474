/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a presenter did as a value and as a line of text: the same words on the pipe, in the store
 * and in scripts.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-action.h"

#include <string.h>

#define MAX_LINE   900 /* an idea of 140 letters in any script */
#define MAX_NUMBER 100000

/* What stands behind the word: s a slide, c a choice, n a number, o another number, d one more or
 * one less, t a text to the end of the line. */
static const struct {
  const char *name;
  const char *shape;
} KINDS[] = {
  [WF_ACTION_NEXT] = { "next", "" },
  [WF_ACTION_BACK] = { "back", "" },
  [WF_ACTION_GO] = { "go", "s" },
  [WF_ACTION_OPEN] = { "open", "" },
  [WF_ACTION_CLOSE] = { "close", "" },
  [WF_ACTION_REVEAL] = { "reveal", "" },
  [WF_ACTION_HIDE] = { "hide", "" },
  [WF_ACTION_RESET] = { "reset", "" },
  [WF_ACTION_FREEZE] = { "freeze", "" },
  [WF_ACTION_UNFREEZE] = { "unfreeze", "" },
  [WF_ACTION_BLACK] = { "black", "" },
  [WF_ACTION_UNBLACK] = { "unblack", "" },
  [WF_ACTION_COUNT] = { "count", "cn" },
  [WF_ACTION_HAND] = { "hand", "cd" },
  [WF_ACTION_KEY] = { "key", "c" },
  [WF_ACTION_HEADS] = { "heads", "n" },
  [WF_ACTION_ATTEND] = { "attend", "n" },
  [WF_ACTION_TICK] = { "tick", "c" },
  [WF_ACTION_START] = { "start", "" },
  [WF_ACTION_PAUSE] = { "pause", "" },
  [WF_ACTION_SHOW_IDEA] = { "show-idea", "n" },
  [WF_ACTION_HIDE_IDEA] = { "hide-idea", "n" },
  [WF_ACTION_MERGE_IDEA] = { "merge-idea", "no" },
  [WF_ACTION_VOTE_IDEAS] = { "vote-ideas", "" },
  [WF_ACTION_EDIT_IDEA] = { "edit-idea", "nt" },
  [WF_ACTION_UNDO] = { "undo", "" },
  [WF_ACTION_ADD_IDEA] = { "add-idea", "t" },
  [WF_ACTION_NEW_CODE] = { "new-code", "" },
  [WF_ACTION_END] = { "end", "" },
};

WfAction *
wf_action_new (WfActionKind kind)
{
  WfAction *self = g_new0 (WfAction, 1);

  self->kind = kind;
  return self;
}

WfAction *
wf_action_copy (const WfAction *self)
{
  WfAction *copy = g_memdup2 (self, sizeof *self);

  copy->slide = g_strdup (self->slide);
  copy->choice = g_strdup (self->choice);
  copy->text = g_strdup (self->text);
  return copy;
}

void
wf_action_free (WfAction *self)
{
  if (self == NULL)
    return;
  g_free (self->slide);
  g_free (self->choice);
  g_free (self->text);
  g_free (self);
}

static gboolean
is_word (const char *text)
{
  gsize size = strlen (text);

  return size >= 1 && size <= 64 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == size;
}

static gboolean
take_part (WfAction *action, char shape, const char *word)
{
  guint64 number;

  if (shape == 't')
    {
      action->text = g_strdup (word);
      return *word != '\0' && g_utf8_validate (word, -1, NULL);
    }
  if (shape == 'd')
    {
      action->number = g_str_equal (word, "+1");
      return action->number == 1 || g_str_equal (word, "-1");
    }
  if (shape == 's' || shape == 'c')
    {
      *(shape == 's' ? &action->slide : &action->choice) = g_strdup (word);
      return is_word (word);
    }
  if (!g_ascii_string_to_unsigned (word, 10, 0, MAX_NUMBER, &number, NULL))
    return FALSE;
  *(shape == 'n' ? &action->number : &action->other) = (gint64) number;
  return TRUE;
}

static WfAction *
read_words (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 5);

  for (guint kind = 0; words[0] != NULL && kind < G_N_ELEMENTS (KINDS); kind++)
    {
      if (!g_str_equal (KINDS[kind].name, words[0]))
        continue;

      g_autoptr (WfAction) action = wf_action_new (kind);
      const char *shape = KINDS[kind].shape;

      if (strchr (shape, 't') != NULL)
        {
          g_strfreev (words);
          words = g_strsplit (line, " ", (int) strlen (shape) + 1);
        }
      if (g_strv_length (words) != strlen (shape) + 1)
        return NULL;
      for (guint i = 0; shape[i] != '\0'; i++)
        {
          if (!take_part (action, shape[i], words[i + 1]))
            return NULL;
        }
      return g_steal_pointer (&action);
    }
  return NULL;
}

WfAction *
wf_action_parse (const char *line, GError **error)
{
  g_return_val_if_fail (line != NULL, NULL);

  WfAction *action = NULL;

  if (strlen (line) <= MAX_LINE)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (line));

      action = read_words (trimmed);
    }
  if (action == NULL)
    g_set_error_literal (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_LINE,
                         "The line is not understood");
  return action;
}

char *
wf_action_to_line (const WfAction *self)
{
  GString *line = g_string_new (KINDS[self->kind].name);

  for (const char *shape = KINDS[self->kind].shape; *shape != '\0'; shape++)
    {
      if (*shape == 's' || *shape == 'c')
        g_string_append_printf (line, " %s", *shape == 's' ? self->slide : self->choice);
      else if (*shape == 't')
        g_string_append_printf (line, " %s", self->text);
      else if (*shape == 'd')
        g_string_append (line, self->number == 1 ? " +1" : " -1");
      else
        g_string_append_printf (line, " %" G_GINT64_FORMAT,
                                *shape == 'n' ? self->number : self->other);
    }
  return g_string_free (line, FALSE);
}

const char *
wf_action_kind_to_name (WfActionKind kind)
{
  g_return_val_if_fail (kind <= WF_ACTION_LAST, NULL);

  return KINDS[kind].name;
}
