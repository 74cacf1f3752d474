/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Codes in words, for the navigator. Tables: one row a code.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-visit-words.h"

#include <glib/gi18n.h>

typedef struct {
  const char *code;
  const char *words;
} Row;

static const char *
find (const Row *rows, guint n_rows, const char *code)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (g_strcmp0 (rows[i].code, code) == 0)
        return _ (rows[i].words);
    }
  return code != NULL ? code : "";
}

static const Row MODES[] = {
  { "in-person", N_ ("In person") },
  { "telephone", N_ ("Telephone") },
  { "video", N_ ("Video") },
  /* Translators: the navigator goes to where people are: a shelter, a library */
  { "outreach", N_ ("Outreach") },
};

const char *
wf_mode_get_words (const char *code)
{
  return find (MODES, G_N_ELEMENTS (MODES), code);
}

static const Row PRESENCES[] = {
  /* Translators: the client is alone with the navigator */
  { "alone", N_ ("Alone") },
  { "partner", N_ ("Partner") },
  { "relative", N_ ("Relative") },
  { "child", N_ ("Child") },
  { "friend", N_ ("Friend or neighbour") },
  { "interpreter-pro", N_ ("Interpreter from a service") },
  { "interpreter-colleague", N_ ("Colleague who interprets") },
  { "interpreter-relative", N_ ("Relative who interprets") },
  { "interpreter-child", N_ ("Child who interprets") },
  { "other", N_ ("Someone else") },
};

const char *
wf_presence_get_words (const char *code)
{
  return find (PRESENCES, G_N_ELEMENTS (PRESENCES), code);
}

char *
wf_presence_dup_words (const char *const *present, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (present == NULL || present[0] == NULL)
    return g_strdup (_ ("Who is present?"));

  for (guint i = 0; present[i] != NULL; i++)
    g_strv_builder_add (builder, wf_presence_get_words (present[i]));
  words = g_strv_builder_end (builder);
  return wf_format_list (format, (const char *const *) words);
}

static const Row THEMES[] = {
  { "phone", N_ ("Phone") },
  { "internet", N_ ("Internet") },
  { "device", N_ ("Device") },
  { "email", N_ ("Email") },
  { "family", N_ ("Family far away") },
  { "school", N_ ("Children’s school") },
  { "class", N_ ("Own class") },
  { "work", N_ ("Work") },
  { "health", N_ ("Health") },
  { "money", N_ ("Money and bank") },
  { "benefits", N_ ("Benefits and tax") },
  { "forms", N_ ("Forms and papers") },
  { "travel", N_ ("Getting around") },
  { "services", N_ ("Finding services") },
  { "safety", N_ ("Safety") },
  { "other", N_ ("Something else") },
};

const char *
wf_theme_get_words (const char *code)
{
  return find (THEMES, G_N_ELEMENTS (THEMES), code);
}

static const Row OUTCOMES[] = {
  { "done", N_ ("Done") },
  { "part", N_ ("Done in part") },
  { "not-yet", N_ ("Not yet") },
  /* Translators: the client was sent on to another service */
  { "sent-on", N_ ("Sent on") },
  { "come-again", N_ ("Will come again") },
};

const char *
wf_outcome_get_words (const char *code)
{
  return find (OUTCOMES, G_N_ELEMENTS (OUTCOMES), code);
}

static const Row SKIPS[] = {
  { "refused", N_ ("Does not want to say") },
  { "dont-know", N_ ("Does not know") },
  { "not-now", N_ ("Not now") },
  { "not-me", N_ ("Not for this person") },
  { "not-clear", N_ ("The question is not clear") },
  { "could-not", N_ ("Could not do it today") },
  { "not-alone", N_ ("Not while others are here") },
  { "not-asked", N_ ("Not asked") },
  { "replaced", N_ ("Another question was asked instead") },
};

const char *
wf_skip_get_words (const char *reason)
{
  return find (SKIPS, G_N_ELEMENTS (SKIPS), reason);
}

const char *
wf_stop_get_words (WfStopReason reason)
{
  switch (reason)
    {
    case WF_STOP_PRECISION:
      return _ ("The questions ended because the answers are clear enough.");
    case WF_STOP_NO_GAIN:
      return _ ("The questions ended because more of them would teach little.");
    case WF_STOP_DECISION:
      return _ ("The questions ended because no answer could change the plan any more.");
    case WF_STOP_TIME:
      return _ ("The questions ended because no fitting one was left for the time.");
    case WF_STOP_MAX_ITEMS:
      return _ ("The questions ended because enough were asked for one visit.");
    case WF_STOP_BANK_EXHAUSTED:
      return _ ("The questions ended because no fitting one was left.");
    case WF_STOP_KIND:
      return _ ("The questions ended kindly, after two that were hard.");
    case WF_STOP_NAVIGATOR:
      return _ ("You ended the questions.");
    case WF_STOP_NONE:
    default:
      return _ ("The questions are not over yet.");
    }
}

const char *
wf_gap_get_words (WfGap gap)
{
  switch (gap)
    {
    case WF_GAP_NONE:
      return _ ("What was said and what was seen agree.");
    case WF_GAP_SAYS_MORE:
      return _ ("Says more than was seen. Practise together before relying on it.");
    case WF_GAP_SAYS_LESS:
      return _ ("Can do more than they say. Tell them what you saw.");
    case WF_GAP_UNKNOWN:
    default:
      return _ ("Too few answers to compare what was said with what was seen.");
    }
}

const char *
wf_gauge_get_words (WfGaugeState state)
{
  switch (state)
    {
    case WF_GAUGE_OK:
      return _ ("Nothing in the way so far");
    case WF_GAUGE_SOME:
      return _ ("Something in the way");
    case WF_GAUGE_BLOCKED:
      return _ ("This is in the way first");
    case WF_GAUGE_UNKNOWN:
    default:
      return _ ("Not known yet");
    }
}

const char *
wf_area_get_words (WfAreaState state)
{
  switch (state)
    {
    case WF_AREA_SAME:
      return _ ("About the same");
    case WF_AREA_STRONGER:
      return _ ("Stronger");
    case WF_AREA_NEEDS_A_LOOK:
      return _ ("Needs a look");
    case WF_AREA_TOO_FEW:
    default:
      return _ ("Too few questions");
    }
}

char *
wf_levels_dup_words (guint first, guint last, const WfFormat *format)
{
  g_autofree char *low = wf_format_integer (format, first);
  g_autofree char *high = wf_format_integer (format, last);

  if (first == last)
    /* Translators: %s is a level from 1 to 8 */
    return g_strdup_printf (_ ("Most likely level %s of 8."), low);
  if (last == first + 1)
    /* Translators: two neighbouring levels from 1 to 8 */
    return g_strdup_printf (_ ("Most likely level %s or %s of 8."), low, high);
  /* Translators: a run of levels from 1 to 8 */
  return g_strdup_printf (_ ("Somewhere from level %s to level %s of 8."), low, high);
}

/* For somebody who does not read the picture is the answer: no two goals have the same. */
static const Row GOAL_PICTURES[] = {
  { "goal.talk-family", "speech" },
  { "goal.school", "parent-child" },
  { "goal.study", "class" },
  { "goal.find-work", "worker" },
  { "goal.office-skills", "computer" },
  { "goal.health", "stethoscope" },
  { "goal.bank-pay", "money" },
  { "goal.benefits-tax", "paper-money" },
  { "goal.papers", "form" },
  { "goal.shop-travel", "bus" },
  { "goal.phone-plan", "phone-money" },
  { "goal.repair", "tool" },
  { "goal.find-service", "map-pin" },
  { "goal.settle", "newcomer" },
  { "goal.read", "book" },
  { "goal.choose-helper", "person-helping" },
  { "goal.money-lost", "warning" },
};

const char *
wf_pictogram_for_goal (const char *goal_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (GOAL_PICTURES); i++)
    {
      if (g_strcmp0 (GOAL_PICTURES[i].code, goal_id) == 0)
        return GOAL_PICTURES[i].words;
    }
  return "question";
}
