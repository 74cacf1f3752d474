/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A client's own file as a page. Made in memory from the copy that is given out and from what is
 * never protected; no I/O.
 *
 * Invariant: of questions and notes nothing stands here that the copy withholds.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-own-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-client-words.h"
#include "wf-consent-words.h"
#include "wf-fact-words.h"
#include "wf-follow-words.h"
#include "wf-follow.h"
#include "wf-json.h"
#include "wf-plan.h"
#include "wf-visit-words.h"

#define ABOVE_HEADING 8 /* points */

typedef struct {
  WfServices *services;
  const WfClient *client;
  WfPage *page;
  WfPageDirection direction;
  const char *lang; /* the client's */
} Sheet;

static WfPageText
make_text (const char *text, const char *lang)
{
  return (WfPageText){ text, lang,
                       wf_language_is_rtl (lang) ? WF_PAGE_DIRECTION_RTL : WF_PAGE_DIRECTION_LTR };
}

static void
add_text (Sheet *self, WfPageRole role, const char *text)
{
  const WfPageText words = { text, self->services->lang, self->direction };

  if (role == WF_PAGE_ROLE_HEADING)
    wf_page_add_space (self->page, ABOVE_HEADING);
  wf_page_add_text (self->page, role, &words);
}

/* "What: how it is", each keeping its own direction. */
static void
add_line (Sheet *self, const char *what, const char *how)
{
  g_autofree char *line =
      /* Translators: in the client's own file: what it is, and how it is */
      g_strdup_printf (_ ("%s: %s"), what, how);
  const WfPageText words = { line, self->services->lang, self->direction };

  wf_page_add_item (self->page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, &words, NULL);
}

static char *
dup_isolated (const char *text)
{
  return g_strconcat ("\342\201\250", text, "\342\201\251", NULL);
}

static void
add_facts (Sheet *self)
{
  add_text (self, WF_PAGE_ROLE_HEADING, _ ("What you told us"));
  for (guint i = 0; i < wf_fact_words_get_n (); i++)
    {
      const WfFactWords *words = wf_fact_words_get (i);
      const WfClientFact *fact = wf_client_get_fact (self->client, words->name);
      g_autofree char *said = wf_fact_dup_words (words, fact, self->services);
      g_autofree char *source = wf_fact_dup_source (fact);
      g_autoptr (GString) line = g_string_new (NULL);

      if (fact->state == WF_CLIENT_FACT_NOT_ASKED)
        continue;
      g_string_append_printf (line, "\342\201\250%s\342\201\251", said);
      if (source != NULL)
        g_string_append_printf (line, " · %s", source);
      if (fact->time_us > 0)
        {
          g_autofree char *day =
              wf_format_date (self->services->format, fact->time_us, WF_DATE_SHORT);

          g_string_append_printf (line, " · %s", day);
        }
      add_line (self, _ (words->title), line->str);
    }
}

static void
add_consent (Sheet *self)
{
  WfClientTexts *texts = wf_pack_library_get_texts (self->services->packs);
  GPtrArray *answers = wf_consent_get_answers (wf_client_get_consent (self->client));

  if (answers->len == 0)
    return;
  add_text (self, WF_PAGE_ROLE_HEADING, _ ("What you agreed to"));
  for (guint i = 0; i < answers->len; i++)
    {
      const WfConsentAnswer *answer = answers->pdata[i];
      g_autofree char *what = wf_consent_dup_words (self->services->packs, texts, answer->purpose,
                                                    answer->until, self->services->lang, NULL);
      g_autofree char *how = wf_consent_answer_dup_words (answer, self->services->format,
                                                          wf_clock_now (self->services->clock));

      if (what != NULL)
        add_line (self, what, how);
    }
}

static void
add_visits (Sheet *self)
{
  GPtrArray *visits = wf_client_get_visits (self->client);

  if (visits->len > 0)
    add_text (self, WF_PAGE_ROLE_HEADING, _ ("When we met"));
  for (guint i = 0; i < visits->len; i++)
    {
      const WfVisit *visit = visits->pdata[i];
      g_autofree char *day =
          wf_format_date (self->services->format, visit->started_us, WF_DATE_WORDS);
      g_autofree char *minutes = wf_format_integer (self->services->format, visit->minutes);
      g_autofree char *how = g_strdup_printf (
          /* Translators: a visit: how it was held, and %s minutes */
          ngettext ("%s, %s minute", "%s, %s minutes", visit->minutes),
          wf_mode_get_words (visit->mode), minutes);

      add_line (self, day, how);
    }
}

/* Questions: the last word on each, in the order of their first answer. */

static char *
dup_answer (Sheet *self, const WfItem *item, JsonObject *body, const char *lang)
{
  g_auto (GStrv) options = wf_json_get_strings (body, "options");
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; options[i] != NULL; i++)
    {
      const WfItemOption *option = wf_item_get_option (item, options[i]);

      if (option != NULL)
        g_ptr_array_add (words, (gpointer) wf_text_get (option->text, lang, NULL));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
add_answer (Sheet *self, JsonObject *event)
{
  JsonObject *body = wf_json_get_object (event, "body");
  WfItemBank *bank = wf_pack_library_get_items (self->services->packs, "newcomer");
  const WfItem *item =
      body != NULL ? wf_item_bank_lookup (bank, wf_json_get_string (body, "item", "")) : NULL;
  const char *lang, *own_lang;
  g_autofree char *asked = NULL;
  g_autofree char *own = NULL;
  g_autofree char *said = NULL;
  g_autofree char *own_said = NULL;

  if (item == NULL)
    return;
  said = dup_answer (self, item, body, self->lang);
  own_said = dup_answer (self, item, body, self->services->lang);
  asked = g_strdup_printf ("%s\n%s", wf_text_get (item->text, self->lang, &lang), said);
  own = g_strdup_printf ("%s\n%s", wf_text_get (item->text, self->services->lang, &own_lang),
                         own_said);
  {
    const WfPageText first = make_text (asked, lang), second = make_text (own, own_lang);

    wf_page_add_pair (self->page, WF_PAGE_ROLE_BODY, &first,
                      strcmp (asked, own) != 0 ? &second : NULL);
  }
}

static void
add_answers (Sheet *self, JsonArray *events)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) last = g_ptr_array_new ();

  for (guint i = json_array_get_length (events); i > 0; i--)
    {
      JsonObject *event = json_array_get_object_element (events, i - 1);
      const char *kind = wf_json_get_string (event, "kind", "");
      JsonObject *body = wf_json_get_object (event, "body");

      if (body != NULL &&
          (strcmp (kind, "interview.answered") == 0 || strcmp (kind, "interview.changed") == 0) &&
          g_hash_table_add (seen, (gpointer) wf_json_get_string (body, "item", "")))
        g_ptr_array_insert (last, 0, event);
    }
  if (last->len > 0)
    add_text (self, WF_PAGE_ROLE_HEADING, _ ("Questions and answers"));
  for (guint i = 0; i < last->len; i++)
    add_answer (self, last->pdata[i]);
}

static void
add_plan (Sheet *self, GPtrArray *records)
{
  g_autoptr (WfPlan) plan = wf_plan_fold (records);
  g_autoptr (GPtrArray) picked = plan != NULL ? wf_plan_get_picked (plan) : NULL;

  if (picked == NULL || picked->len == 0)
    return;
  add_text (self, WF_PAGE_ROLE_HEADING, _ ("Your plan"));
  for (guint i = 0; i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];
      const char *lang, *own_lang;
      const char *words = wf_plan_statement_get_text (statement, self->lang, &lang);
      const char *own = wf_plan_statement_get_text (statement, self->services->lang, &own_lang);
      const WfPageText first = make_text (words, lang), second = make_text (own, own_lang);

      wf_page_add_item (self->page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, &first,
                        strcmp (words, own) != 0 ? &second : NULL);
    }
}

static void
add_services (Sheet *self, GPtrArray *records)
{
  g_autoptr (WfFollow) follow = wf_follow_new ();

  for (guint i = 0; i < records->len; i++)
    wf_follow_apply (follow, records->pdata[i]);
  if (follow->referrals->len > 0)
    add_text (self, WF_PAGE_ROLE_HEADING, _ ("Services you were told of"));
  for (guint i = 0; i < follow->referrals->len; i++)
    {
      const WfReferral *referral = follow->referrals->pdata[i];
      g_autofree char *name = dup_isolated (referral->name);
      g_autofree char *status = wf_referral_dup_status (referral, self->services->format,
                                                        wf_clock_now (self->services->clock));

      add_line (self, name, status);
    }
}

static void
add_notes (Sheet *self, JsonArray *events)
{
  gboolean has_heading = FALSE;

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      const char *kind = wf_json_get_string (event, "kind", "");
      JsonObject *body = wf_json_get_object (event, "body");
      g_autofree char *note = NULL;

      if (body == NULL ||
          (strcmp (kind, "client.noted") != 0 && strcmp (kind, "interview.note") != 0))
        continue;
      if (!has_heading)
        add_text (self, WF_PAGE_ROLE_HEADING, _ ("What we wrote down"));
      has_heading = TRUE;
      note = dup_isolated (wf_json_get_string (body, "text", ""));
      add_text (self, WF_PAGE_ROLE_BODY, note);
    }
}

static void
add_end (Sheet *self, JsonObject *copy)
{
  gint64 n = wf_json_get_int (copy, "withheld", 0);

  if (n > 0)
    {
      g_autofree char *number = wf_format_integer (self->services->format, n);
      g_autofree char *words = g_strdup_printf (
          /* Translators: %s is a number of entries that are not on this page */
          ngettext ("%s entry said in private is not on this page. You can ask for it.",
                    "%s entries said in private are not on this page. You can ask for them.",
                    (gulong) n),
          number);

      wf_page_add_space (self->page, ABOVE_HEADING);
      add_text (self, WF_PAGE_ROLE_BODY, words);
    }
  add_text (self, WF_PAGE_ROLE_SMALL,
            _ ("The file beside this page holds every entry, with when and by whom."));
}

WfPage *
wf_own_sheet_new (WfServices *services,
                  const WfClient *client,
                  JsonObject *copy,
                  GPtrArray *records)
{
  g_return_val_if_fail (services != NULL && client != NULL, NULL);
  g_return_val_if_fail (copy != NULL && records != NULL, NULL);

  Sheet sheet = { .services = services, .client = client };
  JsonArray *events = wf_json_get_array (copy, "events");
  const char *reads = wf_client_get_fact_text (client, "reads");
  const char *speaks = wf_client_get_fact_text (client, "speaks");
  g_autofree char *name = wf_client_dup_name (wf_client_get_name (client),
                                              wf_client_get_number (client), services->format);
  g_autofree char *shown = dup_isolated (name);
  g_autofree char *day =
      wf_format_date (services->format, wf_clock_now (services->clock), WF_DATE_WORDS);

  sheet.lang = reads != NULL ? reads : speaks != NULL ? speaks : services->lang;
  sheet.direction =
      wf_language_is_rtl (services->lang) ? WF_PAGE_DIRECTION_RTL : WF_PAGE_DIRECTION_LTR;
  sheet.page = wf_page_new (WF_PAGE_PAPER_A4, sheet.direction);
  wf_page_set_single_side (sheet.page, FALSE);
  add_text (&sheet, WF_PAGE_ROLE_TITLE, _ ("What we keep about you"));
  add_text (&sheet, WF_PAGE_ROLE_BODY, shown);
  add_text (&sheet, WF_PAGE_ROLE_SMALL, day);
  add_facts (&sheet);
  add_consent (&sheet);
  add_visits (&sheet);
  add_plan (&sheet, records);
  add_services (&sheet, records);
  if (events != NULL)
    {
      add_answers (&sheet, events);
      add_notes (&sheet, events);
    }
  add_end (&sheet, copy);
  return sheet.page;
}

char *
wf_own_sheet_dup_name (const char *name)
{
  g_autofree char *stem = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  stem = g_str_has_suffix (name, ".json") ? g_strndup (name, strlen (name) - strlen (".json"))
                                          : g_strdup (name);
  return g_strconcat (stem, ".pdf", NULL);
}
