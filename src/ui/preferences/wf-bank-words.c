/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question bank in words. A flag asks a person to look; no sentence here says that a
 * question is bad, or a person.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-bank-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEVEL_LOGITS 0.8
#define MIN_ANSWERS  30

char *
wf_bank_row_dup_title (const WfBankRow *row, const char *lang)
{
  return g_strdup (wf_text_get_for (row->item->text, lang, "en", NULL));
}

char *
wf_bank_row_dup_use (const WfBankRow *row, const WfFormat *format)
{
  g_autofree char *asked = wf_format_integer (format, row->asked);
  g_autofree char *answered = wf_format_integer (format, row->answered);
  g_autofree char *seconds = wf_format_integer (format, row->median_seconds);
  g_autofree char *times = NULL;

  if (row->asked == 0)
    return g_strdup (_ ("Not asked yet."));
  /* Translators: how many interviews a question was asked in */
  times = g_strdup_printf (ngettext ("Asked %s time", "Asked %s times", row->asked), asked);
  if (row->answered == 0)
    /* Translators: “Asked 3 times”; nobody answered */
    return g_strdup_printf (_ ("%s, not answered yet."), times);
  return g_strdup_printf (
      /* Translators: “Asked 12 times”, number of answers, number of seconds */
      ngettext ("%s, answered %s time, usually in %s s.", "%s, answered %s times, usually in %s s.",
                row->answered),
      times, answered, seconds);
}

char *
wf_bank_row_dup_offer (const WfBankRow *row, const WfFormat *format)
{
  g_autofree char *part = NULL;
  g_autofree char *people = wf_format_integer (format, row->n);
  g_autofree char *share = wf_format_integer (format, lround (row->weight * 100));
  g_autofree char *move = NULL;
  double shift = 0;

  for (guint i = 0; i < row->in_use.n_thresholds; i++)
    shift += (row->offered.thresholds[i] - row->in_use.thresholds[i]) / row->in_use.n_thresholds;
  part = wf_format_decimal (format, fabs (shift) / LEVEL_LOGITS, 1);
  if (fabs (shift) / LEVEL_LOGITS < 0.05)
    move = g_strdup (_ ("As hard as thought; only its steps differ a little."));
  else
    /* Translators: a decimal number, such as 0.3 */
    move = g_strdup_printf (shift > 0 ? _ ("Harder than thought, by %s of a level.")
                                      : _ ("Easier than thought, by %s of a level."),
                            part);
  return g_strdup_printf (
      /* Translators: what moves; number of people; a percentage */
      ngettext ("%s %s person answered. %s%% of this is their word, the rest the first guess.",
                "%s %s people answered. %s%% of this is their word, the rest the first guess.",
                row->n),
      move, people, share);
}

char *
wf_bank_row_dup_state (const WfBankRow *row, const WfFormat *format)
{
  g_autofree char *n = wf_format_integer (format, row->n);
  g_autofree char *needed = wf_format_integer (format, MIN_ANSWERS);

  if (!row->is_calibrated)
    return g_strdup (_ ("A self-rating: its level stays as it is."));
  if (row->guards & WF_BANK_GUARD_ANCHOR)
    return g_strdup (_ ("Stays as it is: the others are measured against it."));
  if (row->guards & WF_BANK_GUARD_FEW)
    /* Translators: number of answers so far, number that is needed */
    return g_strdup_printf (_ ("Too few answers yet to say more: %s of %s."), n, needed);
  if (row->guards & WF_BANK_GUARD_RESTS)
    return g_strdup (_ ("It moved less than a month ago."));
  if (row->guards & WF_BANK_GUARD_THIN)
    return g_strdup (_ ("One of its answers was hardly ever given."));
  return NULL;
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

char *
wf_bank_row_dup_look (const WfBankRow *row, const WfFormat *format)
{
  GString *text = g_string_new (NULL);

  if (row->guards & WF_BANK_GUARD_FAR)
    add_sentence (text, _ ("The answers ask for a move so large that somebody should look at the "
                           "question first."));
  if (row->looks_odd)
    add_sentence (text,
                  _ ("The answers do not go with people’s skill as they should: are its words "
                     "clear?"));
  if (row->unlike_lang != NULL)
    {
      g_autofree char *name = wf_format_language_name (format, row->unlike_lang);
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: the name of a language, such as Arabic */
          row->unlike_harder ? _ ("Harder in %s than for others of the same skill: look at the "
                                  "translation.")
                             : _ ("Easier in %s than for others of the same skill: look at the "
                                  "translation."),
          name);

      add_sentence (text, sentence);
    }
  return g_string_free (text, text->len == 0);
}
