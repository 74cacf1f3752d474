/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the deck editor for what packs name in one word.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-deck-words.h"

#include <glib/gi18n.h>

const char *
wf_deck_words_kind (WfSlideKind kind)
{
  static const char *const NAMES[] = {
    [WF_SLIDE_TITLE] = N_ ("Title"),
    [WF_SLIDE_TEXT] = N_ ("Text with pictures"),
    [WF_SLIDE_PULSE] = N_ ("Pulse of the organisation"),
    [WF_SLIDE_MAP] = N_ ("Map of an assumption"),
    [WF_SLIDE_POLL] = N_ ("Question with answers"),
    [WF_SLIDE_SCALE] = N_ ("Scale from one end to the other"),
    [WF_SLIDE_IDEAS] = N_ ("Ideas from the room"),
    [WF_SLIDE_CHECKLIST] = N_ ("Walk through a checklist"),
    [WF_SLIDE_TIMER] = N_ ("Timer"),
    [WF_SLIDE_SELF_CHECK] = N_ ("Sentences to recognise oneself in"),
    [WF_SLIDE_ATTENDANCE] = N_ ("How many are here"),
    [WF_SLIDE_CLOSING] = N_ ("How people leave"),
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (NAMES), "");

  return _ (NAMES[kind]);
}

const char *
wf_deck_words_gap (WfDeckGapKind kind)
{
  static const char *const SENTENCES[] = {
    [WF_DECK_GAP_NAME] = N_ ("The deck has no name yet."),
    [WF_DECK_GAP_ORIGIN] = N_ ("Say who wrote it and who may use it."),
    [WF_DECK_GAP_SLIDES] = N_ ("A deck needs a slide."),
    [WF_DECK_GAP_TITLE] = N_ ("Give the slide a title."),
    [WF_DECK_GAP_STATEMENT] = N_ ("Write the statement people place on the map."),
    [WF_DECK_GAP_EVIDENCE] = N_ ("Write what is known, why, and when and by whom that was said."),
    [WF_DECK_GAP_OPTIONS] = N_ ("A question needs two answers or more."),
    [WF_DECK_GAP_LABEL] = N_ ("An answer has no words yet."),
    [WF_DECK_GAP_POINTS] = N_ ("Choose a checklist, or write points of your own: one of the two."),
    [WF_DECK_GAP_FRAMEWORK] = N_ ("Choose whose sentences are read."),
    [WF_DECK_GAP_PULSE] =
        N_ ("This asks about the organisation, and that is for staff. Take the slide out."),
    [WF_DECK_GAP_CLOSING] = N_ ("Newcomers leave with the same three answers everywhere. Take the "
                                "slide out and add it again."),
    [WF_DECK_GAP_WHY] =
        N_ ("Choose the answer worth talking about and say why; or take both away."),
    [WF_DECK_GAP_WORDS] = N_ ("From the back row 30 words can be read. Shorten title and text, and "
                              "say the rest."),
    [WF_DECK_GAP_LONG] = N_ ("A text is too long to be kept. Shorten it."),
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (SENTENCES), "");

  return _ (SENTENCES[kind]);
}

const char *
wf_deck_words_picture (const char *name)
{
  static const struct {
    const char *name, *words;
  } PICTURES[] = {
    { "book", N_ ("Book") },
    { "bus", N_ ("Bus") },
    { "choice", N_ ("Choice") },
    { "class", N_ ("Class") },
    { "clock", N_ ("Clock") },
    { "computer", N_ ("Computer") },
    { "ear", N_ ("Ear") },
    { "eye", N_ ("Eye") },
    { "form", N_ ("Form to fill in") },
    { "hand", N_ ("Hand") },
    { "letter", N_ ("Letter") },
    { "lock", N_ ("Lock") },
    { "map-pin", N_ ("Place on a map") },
    { "money", N_ ("Money") },
    { "newcomer", N_ ("Person who has just arrived") },
    { "no-wifi", N_ ("No Wi-Fi") },
    { "paper", N_ ("Paper") },
    { "paper-money", N_ ("Bill to pay") },
    { "parent-child", N_ ("Parent and child") },
    { "person-helping", N_ ("Person who helps") },
    { "phone", N_ ("Phone") },
    { "phone-money", N_ ("Cost of the phone") },
    { "question", N_ ("Question mark") },
    { "shared-phone", N_ ("Phone of several people") },
    { "speech", N_ ("Speech") },
    { "stethoscope", N_ ("Doctor") },
    { "tool", N_ ("Tool") },
    { "warning", N_ ("Warning") },
    { "wifi", N_ ("Wi-Fi") },
    { "worker", N_ ("Person at work") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PICTURES); i++)
    {
      if (g_strcmp0 (PICTURES[i].name, name) == 0)
        return _ (PICTURES[i].words);
    }
  return name;
}
