/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words about things lent. Pure but for gettext and the time zone.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-lending-words.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-follow-words.h"

static const struct {
  const char *state;
  const char *words;
} STATES[] = {
  /* Translators: where a thing is that the agency lends */
  { "ready", N_ ("Here, ready to lend") },
  { "wiped", N_ ("Here, ready to lend") },
  { "lent", N_ ("Lent") },
  { "returned", N_ ("Here, to be emptied first") },
  { "lost", N_ ("Lost") },
  { "retired", N_ ("Not used any more") },
};

char *
wf_device_dup_title (const char *tag, const char *type)
{
  g_return_val_if_fail (tag != NULL && type != NULL, NULL);

  /* Translators: a kind of thing that is lent, when it is none of the others */
  const char *kind =
      g_str_equal (type, "other") ? _ ("Another thing") : wf_follow_code_get_words (type);

  if (*tag == '\0')
    return g_strdup (kind);
  return *kind != '\0' ? g_strdup_printf ("%s · %s", tag, kind) : g_strdup (tag);
}

const char *
wf_device_get_state_words (const char *state)
{
  g_return_val_if_fail (state != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      if (g_str_equal (STATES[i].state, state))
        return _ (STATES[i].words);
    }
  return "";
}

char *
wf_lending_dup_day (const WfFormat *format, const char *day)
{
  gint64 time_us = wf_day_to_time (day);

  return time_us != 0 ? wf_format_date (format, time_us, WF_DATE_WORDS) : g_strdup ("");
}

char *
wf_device_dup_wipe_words (const WfDevice *device, const char *who, const WfFormat *format)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (device != NULL && who != NULL, NULL);

  if (*device->wipe_day == '\0')
    return NULL;
  day = wf_lending_dup_day (format, device->wipe_day);
  /* Translators: the proof that nothing of anybody is left on a thing: the day, who says so, how */
  return g_strdup_printf (_ ("Emptied %s, says %s: %s"), day, who, device->wipe_how);
}

char *
wf_loan_dup_words (const WfLoan *loan, const WfFormat *format, const char *today)
{
  g_autofree char *day = NULL;
  g_autofree char *lent = NULL;
  g_autofree char *due = NULL;

  g_return_val_if_fail (loan != NULL && today != NULL, NULL);

  if (wf_loan_is_open (loan))
    {
      due = wf_due_dup_words (format, today, loan->until);
      lent = wf_lending_dup_day (format, loan->lent);
      /* Translators: a thing lent: the day it went out, then when it is due back ("due today") */
      return g_strdup_printf (_ ("Lent %s · %s"), lent, due != NULL ? due : "");
    }
  day = wf_lending_dup_day (format, loan->ended);
  if (g_str_equal (loan->state, "lost"))
    /* Translators: a thing lent; %s is a day */
    return g_strdup_printf (_ ("Lost; said %s"), day);
  /* Translators: a thing lent; %s is a day */
  return g_strdup_printf (_ ("Brought back %s"), day);
}
