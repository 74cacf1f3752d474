/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent in words. What follows from taking a purpose back is said as it is: what stops,
 * and what cannot be called back.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-consent-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-client-words.h"

static const struct {
  const char *purpose;
  const char *follows;
} FOLLOWS[] = {
  { WF_CONSENT_HELP_NOW,
    N_ ("The next visit asks first whether you may help. What was written so far stays until it "
        "is forgotten.") },
  { WF_CONSENT_KEEP_NOTES,
    N_ ("The record is listed as one that can be forgotten now. Until somebody forgets it, it "
        "stays; a hold keeps it.") },
  { WF_CONSENT_CONTACT_AFTER,
    N_ ("From now on the record says: never contact. Nobody calls or writes, also when a day was "
        "set.") },
  { WF_CONSENT_REPORT_COUNT,
    N_ ("From now on the monthly page counts their visits for no funder. Pages that were handed in "
        "cannot be called back.") },
  { WF_CONSENT_REPORT_WITH_NUMBER,
    N_ ("From now on nothing is reported with their number. What was handed in cannot be called "
        "back: the office that pays may delete it when they ask.") },
  { WF_CONSENT_IMPROVE,
    N_ ("Their answers are not used any more to improve the questions. What was worked out from "
        "many answers stays: nobody can be found in it.") },
  { WF_CONSENT_WATCH, N_ ("Nobody watches or listens any more, beginning now.") },
};

char *
wf_consent_dup_words (WfPackLibrary *packs,
                      const WfClientTexts *texts,
                      const char *purpose,
                      const char *until,
                      const char *lang,
                      const char **out_lang)
{
  const char *id = wf_consent_get_text_id (purpose);
  const char *agency = wf_consent_get_agency (purpose);
  gint64 day_us = wf_day_to_time (until);
  g_autofree char *words = NULL;
  g_autofree char *date = NULL;
  g_autofree char *end = NULL;
  g_autoptr (WfFormat) format = NULL;

  if (id == NULL)
    return NULL;
  words = wf_client_texts_format (texts, id, lang, out_lang, "agency", agency != NULL ? agency : "",
                                  NULL);
  if (day_us == 0)
    return g_steal_pointer (&words);

  format = wf_pack_library_new_format (packs, lang, NULL);
  date = wf_format_date (format, day_us, WF_DATE_WORDS);
  end = wf_client_texts_format (texts, "consent.until", lang, NULL, "date", date, NULL);
  return g_strdup_printf ("%s %s", words, end);
}

static const char *
get_state_words (const WfConsentAnswer *answer)
{
  if (answer->ask_again)
    /* Translators: the client's answer came through a child who translated */
    return _ ("Said through a child: ask again");
  switch (answer->state)
    {
    case WF_CONSENT_YES:
      return _ ("Yes");
    case WF_CONSENT_NO:
      return _ ("No");
    case WF_CONSENT_REVOKED:
      /* Translators: a yes that the client took back */
      return _ ("Taken back");
    case WF_CONSENT_NOT_ASKED:
    default:
      return _ ("Not asked yet");
    }
}

char *
wf_consent_answer_dup_words (const WfConsentAnswer *answer, const WfFormat *format, gint64 now_us)
{
  g_autofree char *day = wf_day_dup_words (format, now_us, answer->time_us);
  g_autofree char *today = wf_day_from_time (now_us);
  g_autofree char *words = NULL;

  if (answer->state == WF_CONSENT_YES && *answer->until != '\0' &&
      strcmp (today, answer->until) > 0)
    /* Translators: a yes that had a last day, which has passed */
    words = g_strdup_printf ("%s · %s", get_state_words (answer), _ ("ended by itself"));
  else
    words = g_strdup (get_state_words (answer));
  return *answer->reason != '\0' ? g_strdup_printf ("%s · %s · %s", words, day, answer->reason)
                                 : g_strdup_printf ("%s · %s", words, day);
}

const char *
wf_consent_get_follows (const char *purpose)
{
  g_return_val_if_fail (purpose != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FOLLOWS); i++)
    {
      if (g_str_equal (FOLLOWS[i].purpose, purpose))
        return _ (FOLLOWS[i].follows);
    }
  return _ ("From now on nothing more goes to this service. Wayfinder cannot call back what it has "
            "already: tell it that the client took this back, and ask it to delete what it has.");
}
