/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The slip, its receipt and the words for telephone, email and calendar. Every word is pack
 * text, the entry's or the navigator's. What is about the client passes one gate,
 * wf_referral_may_share(). No clock, no I/O.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-slip.h"

#include "wf-referral-code.h"
#include "wf-takeaway-private.h"

#include <string.h>

/* --- What may be said --- */

static char *
dup_first_name (const char *name)
{
  const char *end = strchr (name, ' ');

  return end != NULL ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
}

static char *
dup_name (const WfReferral *referral, const WfClient *client, const char *today)
{
  const char *name = client != NULL ? wf_client_get_name (client) : NULL;

  if (name == NULL)
    return NULL;
  if (wf_referral_may_share (referral, "full-name", today))
    return g_strdup (name);
  return wf_referral_may_share (referral, "first-name", today) ? dup_first_name (name) : NULL;
}

/* The first language they speak, when it may be said. */
static char *
dup_language (const WfReferral *referral,
              const WfClient *client,
              const char *today,
              const WfFormat *format)
{
  const char *tag = client != NULL ? wf_client_get_fact_text (client, "speaks") : NULL;

  if (tag == NULL || !wf_referral_may_share (referral, "language", today))
    return NULL;
  return wf_format_language_name (format, tag);
}

/* --- The slip --- */

static void
write_code (WfTakeawayWriter *self, const WfReferral *referral)
{
  g_autofree char *shown = wf_referral_code_format (referral->code);
  g_autofree char *code = wf_page_isolate (shown, WF_PAGE_DIRECTION_LTR);

  wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .pictogram = "paper" });
  wf_takeaway_write_text (self, WF_PAGE_ROLE_STATEMENT, "slip.code", "code", code);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_SMALL, "slip.code-why", NULL, NULL);
  wf_page_end_box (self->page);
}

static void
write_entry (WfTakeawayWriter *self, const WfReferral *referral)
{
  static char *nothing[] = { NULL };
  JsonObject *copy = referral->entry != NULL ? json_object_ref (referral->entry) : NULL;
  g_autoptr (WfResource) entry = copy != NULL ? wf_resource_new_from_json (copy, NULL) : NULL;
  WfPlanResource resource = { 0 };

  if (copy != NULL)
    json_object_unref (copy);
  if (entry == NULL)
    {
      wf_takeaway_write_name (self, referral->name);
      return;
    }
  resource.entry = entry;
  resource.verdict = WF_VERDICT_NOT_ELIGIBLE; /* nothing is promised on a slip */
  resource.reasons = g_ptr_array_new ();
  resource.documents = nothing;
  resource.papers = nothing;
  wf_takeaway_write_offer (self, &resource);
  g_ptr_array_unref (resource.reasons);
}

static void
write_person (WfTakeawayWriter *self,
              const WfReferral *referral,
              const WfClient *client,
              const char *today)
{
  g_autofree char *name = dup_name (referral, client, today);
  g_autofree char *first = dup_language (referral, client, today, self->formats[0]);
  g_autofree char *second =
      self->formats[1] != NULL ? dup_language (referral, client, today, self->formats[1]) : NULL;

  if (name != NULL)
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "slip.name", "name", name);
  if (first != NULL)
    wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "slip.language", "language", first, second);
  if (wf_referral_may_share (referral, "need", today) && *referral->consent.purpose != '\0')
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "slip.need", "what",
                            referral->consent.purpose);
}

static void
write_appointment (WfTakeawayWriter *self, const WfReferral *referral, gboolean with_place)
{
  const WfReferralStep *step = wf_referral_get_appointment (referral);
  char *times[2] = { NULL, NULL };

  if (step == NULL)
    return;
  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = "clock" });
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      g_autofree char *date = wf_format_date (self->formats[side], step->when_us, WF_DATE_WORDS);
      g_autofree char *time = wf_format_time (self->formats[side], step->when_us, WF_TIME_WORDS);

      times[side] = g_strdup_printf ("%s, %s", date, time);
    }
  wf_takeaway_write_values (self, WF_PAGE_ROLE_STATEMENT, "slip.appointment", "time", times[0],
                            times[1]);
  if (with_place && *step->place != '\0')
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "page.place", "what", step->place);
  if (with_place && *step->who != '\0')
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "slip.ask-for", "name", step->who);
  wf_page_end_box (self->page);
  g_free (times[0]);
  g_free (times[1]);
}

static void
write_box (WfTakeawayWriter *self, const char *id)
{
  char *words[2] = { NULL, NULL };
  WfPageText lines[2] = { { 0 } };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      const char *lang = NULL;

      words[side] = wf_takeaway_get_words (self, side, id, NULL, NULL, &lang);
      lines[side] = wf_takeaway_line (words[side], lang);
    }
  wf_page_add_item (self->page, WF_PAGE_MARKER_BOX, WF_PAGE_ROLE_BODY, &lines[0],
                    words[1] != NULL && !g_str_equal (words[0], words[1]) ? &lines[1] : NULL);
  g_free (words[0]);
  g_free (words[1]);
}

/* The other side needs a pen and, if it likes, a telephone. */
static void
write_answer (WfTakeawayWriter *self)
{
  static const char *const BOXES[] = { "slip.got",           "slip.part",     "slip.waiting",
                                       "slip.booked",        "slip.no-funds", "slip.not-eligible",
                                       "slip.something-else" };
  const char *phone = self->options->agency_phone;

  wf_page_add_rule (self->page);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_HEADING, "slip.please", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (BOXES); i++)
    write_box (self, BOXES[i]);
  if (phone != NULL && *phone != '\0')
    {
      g_autofree char *number = wf_page_isolate (phone, WF_PAGE_DIRECTION_LTR);

      wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "slip.call", "number", number);
    }
}

WfPage *
wf_slip_build (const WfReferral *referral,
               const WfClient *client,
               const char *today,
               WfPackLibrary *library,
               const WfTakeawayOptions *options,
               GError **error)
{
  WfTakeawayWriter writer;
  gboolean is_plain;

  g_return_val_if_fail (referral != NULL && today != NULL && options != NULL, NULL);

  if (!wf_takeaway_check_paper (options, error))
    return NULL;
  is_plain = options->safety == WF_PAPER_PLAIN;
  wf_takeaway_writer_init (&writer, library, options);
  wf_takeaway_begin_page (&writer, "slip.title");
  if (options->agency != NULL && !is_plain)
    wf_takeaway_write_name (&writer, options->agency);
  write_code (&writer, referral);
  if (!is_plain)
    {
      write_entry (&writer, referral);
      write_person (&writer, referral, client, today);
    }
  write_appointment (&writer, referral, !is_plain);
  write_answer (&writer);
  return wf_takeaway_finish_page (&writer, error);
}

/* --- The receipt --- */

static char *
dup_shares (WfTakeawayWriter *self, const WfReferral *referral, guint side)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (self->langs[side] == NULL)
    return NULL;
  for (guint i = 0; referral->consent.shares[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("share.", referral->consent.shares[i], NULL);
      const char *lang = NULL;
      g_autofree char *text = NULL;

      if (wf_client_texts_lookup (self->texts, id) == NULL)
        continue; /* of a newer program */
      text = wf_takeaway_get_words (self, side, id, NULL, NULL, &lang);
      g_strv_builder_add (builder, text);
    }
  words = g_strv_builder_end (builder);
  return wf_format_list (self->formats[side], (const char *const *) words);
}

static void
write_until (WfTakeawayWriter *self, const char *until)
{
  g_autofree char *text = g_strdup_printf ("%sT12:00:00Z", until);
  g_autoptr (GDateTime) day = *until != '\0' ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  char *dates[2] = { NULL, NULL };

  if (day == NULL)
    return;
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    dates[side] = wf_format_date (self->formats[side], g_date_time_to_unix (day) * G_USEC_PER_SEC,
                                  WF_DATE_WORDS);
  wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "consent.until", "date", dates[0], dates[1]);
  g_free (dates[0]);
  g_free (dates[1]);
}

WfPage *
wf_slip_build_receipt (const WfReferral *referral,
                       WfPackLibrary *library,
                       const WfTakeawayOptions *options,
                       GError **error)
{
  const WfReferralConsent *consent = &referral->consent;
  WfTakeawayOptions own = *options;
  WfTakeawayWriter writer;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (referral != NULL && options != NULL, NULL);

  if (!wf_takeaway_check_paper (options, error))
    return NULL;
  if (*consent->lang != '\0')
    own.client_lang = consent->lang;
  wf_takeaway_writer_init (&writer, library, &own);
  wf_takeaway_begin_page (&writer, "share.title");
  if (options->agency != NULL)
    wf_takeaway_write_name (&writer, options->agency);
  first = dup_shares (&writer, referral, 0);
  second = dup_shares (&writer, referral, 1);
  if (consent->is_revoked || consent->shares[0] == NULL)
    wf_takeaway_write_text (&writer, WF_PAGE_ROLE_STATEMENT, "share.nothing", NULL, NULL);
  else
    {
      wf_takeaway_write_text (&writer, WF_PAGE_ROLE_BODY, "share.to", "service", consent->with);
      wf_takeaway_write_values (&writer, WF_PAGE_ROLE_STATEMENT, "share.what", "what", first,
                                second);
      wf_takeaway_write_text (&writer, WF_PAGE_ROLE_BODY, "share.for", "what", consent->purpose);
      write_until (&writer, consent->until);
    }
  wf_page_add_rule (writer.page);
  wf_takeaway_write_text (&writer, WF_PAGE_ROLE_BODY, "share.take-back", NULL, NULL);
  return wf_takeaway_finish_page (&writer, error);
}

/* --- Words --- */

static void
add_line (GString *text,
          const WfClientTexts *texts,
          const char *id,
          const char *lang,
          const char *name,
          const char *value)
{
  g_autofree char *line = name != NULL
                              ? wf_client_texts_format (texts, id, lang, NULL, name, value, NULL)
                              : g_strdup (wf_client_texts_get (texts, id, lang, NULL));

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
add_person (GString *text,
            const WfReferral *referral,
            const WfClient *client,
            const char *today,
            const WfClientTexts *texts,
            const char *lang)
{
  g_autoptr (WfFormat) format = wf_format_new (lang, NULL, NULL);
  g_autofree char *name = dup_name (referral, client, today);
  g_autofree char *language = dup_language (referral, client, today, format);

  if (name != NULL)
    add_line (text, texts, "script.person", lang, "name", name);
  else
    add_line (text, texts, "script.nobody", lang, NULL, NULL);
  if (language != NULL)
    add_line (text, texts, "script.language", lang, "language", language);
}

char *
wf_slip_build_script (const WfReferral *referral,
                      const WfClient *client,
                      const char *today,
                      WfPackLibrary *library,
                      const char *lang,
                      const char *agency)
{
  static const char *const QUESTIONS[] = { "script.open", "script.papers", "script.when",
                                           "script.tell" };
  const WfClientTexts *texts;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *code = NULL;

  g_return_val_if_fail (referral != NULL && today != NULL && lang != NULL, NULL);

  texts = wf_pack_library_get_texts (library);
  code = wf_referral_code_format (referral->code);
  add_line (text, texts, "script.hello", lang, "agency", agency != NULL ? agency : "");
  add_line (text, texts, "script.about", lang, "what", referral->name);
  add_person (text, referral, client, today, texts, lang);
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    add_line (text, texts, QUESTIONS[i], lang, NULL, NULL);
  add_line (text, texts, "script.code", lang, "code", code);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wf_slip_build_mail (const WfReferral *referral,
                    const WfClient *client,
                    const char *today,
                    WfPackLibrary *library,
                    const char *lang,
                    const char *agency,
                    const char *phone,
                    char **out_subject)
{
  const WfClientTexts *texts;
  g_autofree char *script = wf_slip_build_script (referral, client, today, library, lang, agency);
  g_autoptr (GString) text = g_string_new (script);
  g_autofree char *code = wf_referral_code_format (referral->code);

  texts = wf_pack_library_get_texts (library);
  if (phone != NULL && *phone != '\0')
    add_line (text, texts, "slip.call", lang, "number", phone);
  *out_subject = wf_client_texts_format (texts, "slip.code", lang, NULL, "code", code, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Calendar --- */

/* RFC 5545, 3.3.11: what has a meaning there is escaped; 3.1: lines of at most 75 bytes, the rest
 * on lines that begin with a blank, never within a letter. */
static void
add_property (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new (name);
  gsize column = 0;

  g_string_append_c (line, ':');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *p) != NULL)
        g_string_append_printf (line, "\\%c", *p);
      else if ((guchar) *p >= 0x20)
        g_string_append_c (line, *p);
    }
  for (const char *p = line->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (column + size > 75)
        {
          g_string_append (text, "\r\n ");
          column = 1;
        }
      g_string_append_len (text, p, (gssize) size);
      column += size;
    }
  g_string_append (text, "\r\n");
}

static void
add_time (GString *text, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autofree char *value = g_date_time_format (time, "%Y%m%dT%H%M%SZ");

  add_property (text, name, value);
}

char *
wf_slip_build_calendar (const WfReferral *referral,
                        WfPackLibrary *library,
                        const char *lang,
                        gboolean with_place,
                        gint64 now_us)
{
  const WfReferralStep *step;
  const WfClientTexts *texts;
  g_autoptr (GString) text = NULL;
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (referral != NULL && lang != NULL, NULL);

  step = wf_referral_get_appointment (referral);
  if (step == NULL)
    return NULL;
  texts = wf_pack_library_get_texts (library);
  code = wf_referral_code_format (referral->code);
  words = wf_client_texts_format (texts, "slip.code", lang, NULL, "code", code, NULL);
  text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                       "PRODID:-//Wayfinder//EN\r\nBEGIN:VEVENT\r\n");
  /* The step's id is chance: a changed appointment is another event. */
  add_property (text, "UID", step->id);
  add_time (text, "DTSTAMP", now_us);
  add_time (text, "DTSTART", step->when_us);
  add_time (text, "DTEND", step->when_us + (gint64) 3600 * G_USEC_PER_SEC);
  add_property (text, "SUMMARY", wf_client_texts_get (texts, "slip.event", lang, NULL));
  add_property (text, "DESCRIPTION", words);
  add_property (text, "CLASS", "PRIVATE");
  if (with_place && *step->place != '\0')
    add_property (text, "LOCATION", step->place);
  g_string_append (text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}
