/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words about a client. Pure but for gettext and the time zone.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-words.h"

#include <glib/gi18n.h>

#define MAX_LANGUAGE_CHIPS 2

char *
wf_client_dup_name (const char *name, guint number, const WfFormat *format)
{
  g_autofree char *digits = NULL;

  if (name != NULL && *name != '\0')
    return g_strdup (name);

  digits = wf_format_numeral (format, number);
  /* Translators: what a client without a name is called; %s is a number */
  return g_strdup_printf (_ ("Client %s"), digits);
}

const char *
wf_contact_get_words (WfContactLevel level)
{
  switch (level)
    {
    case WF_CONTACT_OK:
      return _ ("May be contacted");
    case WF_CONTACT_CARE:
      return _ ("Contact with care");
    case WF_CONTACT_NEVER:
      return _ ("Do not call or write");
    case WF_CONTACT_NOT_ASKED:
    default:
      return _ ("Ask how to contact");
    }
}

static const struct {
  const char *code;
  const char *title;
  const char *in_a_list;
} WAYS[] = {
  { "call", N_ ("A call"), N_ ("a call") },
  { "text", N_ ("A text message"), N_ ("a text message") },
  { "voice", N_ ("A voice message"), N_ ("a voice message") },
  { "email", N_ ("An email"), N_ ("an email") },
  { "letter", N_ ("A letter"), N_ ("a letter") },
  { "only-here", N_ ("Only here, in person"), N_ ("only here, in person") },
};

guint
wf_contact_ways_get_n (void)
{
  return G_N_ELEMENTS (WAYS);
}

const char *
wf_contact_way_get_code (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (WAYS), NULL);

  return WAYS[index].code;
}

const char *
wf_contact_way_get_words (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (WAYS), NULL);

  return _ (WAYS[index].title);
}

char *
wf_contact_ways_dup_words (const WfSafeContact *contact, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      if (g_strv_contains ((const char *const *) contact->ways, WAYS[i].code))
        g_strv_builder_add (builder, _ (WAYS[i].in_a_list));
    }
  words = g_strv_builder_end (builder);
  return words[0] != NULL ? wf_format_list (format, (const char *const *) words) : NULL;
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

void
wf_contact_tell_rule (const WfSafeContact *rule,
                      WfContactLevel level,
                      const WfFormat *format,
                      WfContactTell tell,
                      gpointer user_data)
{
  g_autofree char *ways = wf_contact_ways_dup_words (rule, format);

  g_return_if_fail (rule != NULL && tell != NULL);

  if (level == WF_CONTACT_NEVER || level == WF_CONTACT_NOT_ASKED)
    {
      tell (wf_contact_get_words (level), _ ("Wait until they are here, and ask then."), user_data);
      return;
    }
  tell (wf_contact_get_words (level), ways, user_data);
  if (is_said (rule->when))
    tell (_ ("A good and safe time"), rule->when, user_data);
  if (is_said (rule->where))
    tell (_ ("Number or address"), rule->where, user_data);
  if (is_said (rule->if_other))
    tell (_ ("If someone else answers"), rule->if_other, user_data);
  if (!rule->may_say_who)
    tell (_ ("Do not say who is calling"), _ ("Not to anybody but them."), user_data);
  if (rule->never_message)
    tell (_ ("Never leave a message"), _ ("Hang up, and try again another time."), user_data);
}

WfChipKind
wf_contact_get_chip (WfContactLevel level)
{
  switch (level)
    {
    case WF_CONTACT_OK:
      return WF_CHIP_GOOD;
    case WF_CONTACT_NEVER:
      return WF_CHIP_NOT;
    case WF_CONTACT_CARE:
    case WF_CONTACT_NOT_ASKED:
    default:
      return WF_CHIP_ASK;
    }
}

static gint64
day_number (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

char *
wf_day_dup_words (const WfFormat *format, gint64 now_us, gint64 time_us)
{
  gint64 ago = day_number (now_us) - day_number (time_us);

  if (ago == 0)
    return g_strdup (_ ("today"));
  if (ago == 1)
    return g_strdup (_ ("yesterday"));
  return wf_format_date (format, time_us, ago < 300 ? WF_DATE_WORDS_NO_YEAR : WF_DATE_WORDS);
}

char *
wf_unread_dup_words (const WfFormat *format, guint n_unread)
{
  g_autofree char *number = NULL;

  if (n_unread == 0)
    return NULL;
  number = wf_format_integer (format, n_unread);
  /* Translators: %s is a number of clients */
  return g_strdup_printf (ngettext ("The record of %s client could not be read: it is missing here",
                                    "The records of %s clients could not be read: they are missing "
                                    "here",
                                    n_unread),
                          number);
}

char *
wf_day_from_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  return g_date_time_format (local, "%Y-%m-%d");
}

gint64
wf_day_to_time (const char *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *noon = g_strconcat (day, "T12:00:00", NULL);
  g_autoptr (GDateTime) time = *day != '\0' ? g_date_time_new_from_iso8601 (noon, zone) : NULL;

  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

char *
wf_due_dup_words (const WfFormat *format, const char *today, const char *day)
{
  gint64 day_us = wf_day_to_time (day);
  g_autofree char *words = NULL;

  if (*day == '\0')
    return NULL;
  if (g_str_equal (day, today))
    return g_strdup (_ ("Due today"));

  if (day_us == 0)
    return NULL;

  words = wf_format_date (format, day_us, WF_DATE_WORDS_NO_YEAR);
  /* Translators: %s is a day in words: "Tuesday 3 March" */
  return g_strdup_printf (strcmp (day, today) < 0 ? _ ("Overdue since %s") : _ ("Due %s"), words);
}

static const struct {
  const char *code;
  const char *words;
} HAPPENED[] = {
  { "created", N_ ("First met") },
  { "named", N_ ("Name noted") },
  { "fact", N_ ("Told us something") },
  { "fact-withdrawn", N_ ("Took an answer back") },
  { "consent", N_ ("Said what is agreed") },
  { "consent-revoked", N_ ("Took a consent back") },
  { "contact", N_ ("Said how to be contacted") },
  { "visit", N_ ("Visit") },
  { "visit-open", N_ ("Visit, not ended yet") },
  { "interview", N_ ("Answered questions") },
  { "page", N_ ("Made a page to take home") },
  { "plan", N_ ("Made a plan") },
  { "note", N_ ("Note") },
  { "due", N_ ("Next contact set") },
  { "restricted", N_ ("Who may open this was changed") },
  { "handed-over", N_ ("Handed over to a colleague") },
  { "held", N_ ("Put on hold") },
  { "released", N_ ("Hold ended") },
  { "viewed", N_ ("Looked at") },
  { "offered", N_ ("Offered a service") },
  { "received", N_ ("Sent here by somebody") },
  { "referral", N_ ("Followed up a service") },
  { "attempt", N_ ("Tried to reach somebody") },
  { "workshop", N_ ("Was at a workshop") },
  { "workshop-back", N_ ("Was not at the workshop after all") },
  { "lent", N_ ("Lent something") },
  { "loan-back", N_ ("Brought back what was lent") },
  { "loan-lost", N_ ("Lost what was lent") },
};

char *
wf_timeline_entry_dup_words (const WfTimelineEntry *entry, const WfFormat *format)
{
  const char *words = entry->code;

  for (guint i = 0; i < G_N_ELEMENTS (HAPPENED); i++)
    {
      if (g_str_equal (HAPPENED[i].code, entry->code))
        words = _ (HAPPENED[i].words);
    }
  if (entry->minutes > 0)
    {
      g_autofree char *minutes = wf_format_integer (format, entry->minutes);

      /* Translators: what happened, and how many minutes it took */
      return g_strdup_printf (ngettext ("%s, %s minute", "%s, %s minutes", entry->minutes), words,
                              minutes);
    }
  return g_strdup (words);
}

static char *
make_detail (const WfClientCard *card, const WfFormat *format, gint64 now_us)
{
  g_autofree char *today = wf_day_from_time (now_us);
  g_autofree char *due = wf_due_dup_words (format, today, card->next_due);
  g_autofree char *day = NULL;
  g_autofree char *visit = NULL;

  if (card->last_visit_us == 0)
    visit = g_strdup (_ ("No visit yet"));
  else
    {
      day = wf_day_dup_words (format, now_us, card->last_visit_us);
      /* Translators: %s is "today", "yesterday", or a day in words */
      visit = g_strdup_printf (_ ("Last visit: %s"), day);
    }
  if (due == NULL)
    return g_steal_pointer (&visit);
  return g_strdup_printf ("%s · %s", visit, due);
}

void
wf_person_row_show_client (WfPersonRow *row,
                           const WfClientCard *card,
                           const WfFormat *format,
                           gint64 now_us)
{
  g_autofree char *name = wf_client_dup_name (card->name, card->number, format);
  g_autofree char *detail = make_detail (card, format, now_us);
  guint n = g_strv_length (card->languages);

  wf_person_row_set (row, name, !wf_client_card_is_anonymous (card), detail);
  wf_person_row_clear_chips (row);
  for (guint i = 0; i < MIN (n, MAX_LANGUAGE_CHIPS); i++)
    {
      g_autofree char *language = wf_format_language_name (format, card->languages[i]);

      wf_person_row_add_chip (row, WF_CHIP_NEUTRAL, language);
    }
  if (card->contact == WF_CONTACT_NEVER || card->contact == WF_CONTACT_CARE)
    wf_person_row_add_notice (row, wf_contact_get_chip (card->contact),
                              wf_contact_get_words (card->contact));
}
