/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words about referrals, what is due and things lent. Pure but for gettext and the time zone.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-follow-words.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"

static const struct {
  const char *stands;
  const char *step;
} STATES[WF_REFERRAL_N_STATES] = {
  /* Translators: where a referral stands, and what is pressed to say that it now stands there */
  [WF_REFERRAL_OFFERED] = { N_ ("Offered"), N_ ("Offered") },
  [WF_REFERRAL_AGREED] = { N_ ("Agreed"), N_ ("They want it") },
  [WF_REFERRAL_SENT] = { N_ ("Sent there"), N_ ("They are sent there…") },
  [WF_REFERRAL_WAITING] = { N_ ("On a waiting list"), N_ ("They are on a waiting list…") },
  [WF_REFERRAL_BOOKED] = { N_ ("Has an appointment"), N_ ("They have an appointment…") },
  [WF_REFERRAL_GOT] = { N_ ("Got it"), N_ ("They got it…") },
  [WF_REFERRAL_PART] = { N_ ("Got a part of it"), N_ ("They got a part of it…") },
  [WF_REFERRAL_NOT_GOT] = { N_ ("Did not get it"), N_ ("They did not get it…") },
  [WF_REFERRAL_RECEIVED] = { N_ ("Sent here"), N_ ("Sent here") },
  [WF_REFERRAL_SEEN] = { N_ ("Was here"), N_ ("They were here") },
  [WF_REFERRAL_TOLD] = { N_ ("Told them back"), N_ ("We told them back") },
};

static const struct {
  const char *code;
  const char *words;
} CODES[] = {
  { "no-funds", N_ ("No money or places left") },
  { "not-eligible", N_ ("It is not for them") },
  { "no-answer", N_ ("The service did not answer") },
  { "waiting-too-long", N_ ("The wait is too long") },
  { "did-not-attend", N_ ("They did not go") },
  { "changed-mind", N_ ("They changed their mind") },
  { "moved", N_ ("They moved away") },
  { "service-closed", N_ ("The service closed or moved") },
  { "wrong-language", N_ ("Not in their language") },
  { "wrong-region", N_ ("Not where they live") },
  { "sent-on", N_ ("Sent on to somebody else") },
  { "client-unreached", N_ ("We could not reach them") },
  { "not-safe", N_ ("It is not safe to contact them") },
  { "declined", N_ ("They said no") },
  { "duplicate", N_ ("Somebody else did it already") },
  { "other", N_ ("Something else") },
  { "warm", N_ ("We speak with the service about them") },
  { "cold", N_ ("They take the slip along") },
  { "self", N_ ("They go by themselves") },
  { "first-name", N_ ("Their first name") },
  { "full-name", N_ ("Their full name") },
  { "phone", N_ ("Their phone number") },
  { "email", N_ ("Their email address") },
  { "address", N_ ("Their address") },
  { "language", N_ ("Their language") },
  { "need", N_ ("What they need") },
  { "documents", N_ ("Which papers they have") },
  { "device", N_ ("A computer, tablet or phone") },
  { "connection", N_ ("Internet") },
  { "class", N_ ("A class") },
  { "account", N_ ("An account") },
  { "paper", N_ ("A paper or a benefit") },
  { "help", N_ ("Somebody who helps") },
  { "call", N_ ("A call") },
  { "voice", N_ ("A voice message") },
  { "text", N_ ("A text message") },
  { "letter", N_ ("A letter") },
  { "in-person", N_ ("In person") },
  { "reached", N_ ("Spoke with them") },
  { "left-message", N_ ("Left a message") },
  { "other-answered", N_ ("Someone else answered") },
  { "wrong-number", N_ ("The number is not theirs") },
  { "sent", N_ ("Sent it") },
  { "laptop", N_ ("Laptop") },
  { "tablet", N_ ("Tablet") },
  { "hotspot", N_ ("Hotspot") },
};

const char *
wf_referral_state_get_words (WfReferralState state)
{
  g_return_val_if_fail (state < WF_REFERRAL_N_STATES, "");

  return _ (STATES[state].stands);
}

const char *
wf_referral_step_get_words (WfReferralState state)
{
  g_return_val_if_fail (state < WF_REFERRAL_N_STATES, "");

  return _ (STATES[state].step);
}

const char *
wf_follow_code_get_words (const char *code)
{
  g_return_val_if_fail (code != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      if (g_str_equal (CODES[i].code, code))
        return _ (CODES[i].words);
    }
  return code;
}

GStrv
wf_follow_codes_list_words (const char *const *codes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_strv_builder_add (builder, wf_follow_code_get_words (codes[i]));
  return g_strv_builder_end (builder);
}

char *
wf_follow_codes_dup_words (const char *const *codes, const WfFormat *format)
{
  g_auto (GStrv) words = wf_follow_codes_list_words (codes);

  return words[0] != NULL ? wf_format_list (format, (const char *const *) words) : g_strdup ("");
}

static char *
dup_when (const WfReferralStep *step, const WfFormat *format)
{
  g_autofree char *date = wf_format_date (format, step->when_us, WF_DATE_WORDS_NO_YEAR);
  g_autofree char *time = wf_format_time (format, step->when_us, WF_TIME_CLOCK);

  /* Translators: the day and the time of an appointment */
  return g_strdup_printf (_ ("%s, %s"), date, time);
}

char *
wf_referral_dup_status (const WfReferral *self, const WfFormat *format, gint64 now_us)
{
  const WfReferralStep *last = wf_referral_get_last_step (self);
  const char *state = wf_referral_state_get_words (self->state);
  gint64 said_us = last != NULL ? wf_day_to_time (last->day) : 0;
  g_autofree char *day = NULL;
  g_autofree char *when = NULL;

  if (said_us == 0)
    said_us = last != NULL ? last->time_us : self->time_us;
  day = wf_day_dup_words (format, now_us, said_us);
  if (last != NULL && last->to == WF_REFERRAL_BOOKED)
    {
      when = dup_when (last, format);
      return g_strdup_printf ("%s: %s", state, when);
    }
  if (last != NULL && last->to == WF_REFERRAL_NOT_GOT && *last->reason != '\0')
    return g_strdup_printf ("%s: %s · %s", state, wf_follow_code_get_words (last->reason), day);
  return g_strdup_printf ("%s · %s", state, day);
}

guint
wf_referral_get_stations (const WfReferral *self, guint *out_current)
{
  static const guint AT[WF_REFERRAL_N_STATES] = {
    [WF_REFERRAL_OFFERED] = 0, [WF_REFERRAL_AGREED] = 1,  [WF_REFERRAL_SENT] = 2,
    [WF_REFERRAL_WAITING] = 3, [WF_REFERRAL_BOOKED] = 3,  [WF_REFERRAL_GOT] = 4,
    [WF_REFERRAL_PART] = 4,    [WF_REFERRAL_NOT_GOT] = 4, [WF_REFERRAL_RECEIVED] = 0,
    [WF_REFERRAL_SEEN] = 1,    [WF_REFERRAL_TOLD] = 2,
  };

  g_return_val_if_fail (self != NULL && out_current != NULL, 1);

  *out_current = self->is_inbound ? MIN (AT[self->state], 2) : AT[self->state];
  return self->is_inbound ? 3 : 5;
}

char *
wf_due_why_dup_words (const WfDue *self, const char *title)
{
  static const struct {
    const char *why;
    const char *words;
  } WHYS[] = {
    /* Translators: what is due; %s is the name of an offer or the tag of a thing */
    { "check", N_ ("Ask what came of it: %s") },
    { "appointment", N_ ("Ask how the appointment was: %s") },
    { "kept", N_ ("Ask whether they still have it: %s") },
    { "tell-back", N_ ("Tell them back: %s") },
    { "return", N_ ("It comes back: %s") },
  };

  g_return_val_if_fail (self != NULL && title != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (WHYS); i++)
    {
      if (g_str_equal (WHYS[i].why, self->why))
        return g_strdup_printf (_ (WHYS[i].words), title);
    }
  return g_strdup (*self->why != '\0' ? self->why : _ ("Next contact"));
}

static char *
dup_period (int months, int days, const WfFormat *format)
{
  int weeks = days % 7 == 0 ? days / 7 : 0;
  gulong n = (gulong) (months > 0 ? months : weeks > 0 ? weeks : days);
  g_autofree char *digits = wf_format_integer (format, (gint64) n);

  if (months > 0)
    /* Translators: %s is the number */
    return g_strdup_printf (ngettext ("%s month", "%s months", n), digits);
  if (weeks > 0)
    /* Translators: %s is the number */
    return g_strdup_printf (ngettext ("%s week", "%s weeks", n), digits);
  /* Translators: %s is the number */
  return g_strdup_printf (ngettext ("%s day", "%s days", n), digits);
}

char *
wf_checks_dup_words (const char *const *checks, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) periods = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (checks != NULL && format != NULL, NULL);

  for (guint i = 0; checks[i] != NULL; i++)
    {
      g_autofree char *period = NULL;
      int months, days;

      if (!wf_period_parse (checks[i], &months, &days))
        continue;
      period = dup_period (months, days, format);
      g_strv_builder_add (builder, period);
    }
  periods = g_strv_builder_end (builder);
  if (periods[0] == NULL)
    return g_strdup (_ ("Nobody is reminded to ask what came of it."));
  list = wf_format_list (format, (const char *const *) periods);
  /* Translators: %s is a list: "2 weeks, 3 months and 6 months" */
  return g_strdup_printf (_ ("We ask again what came of it after %s. You can change the days."),
                          list);
}
