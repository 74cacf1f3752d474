/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page a client carries home. It is put together from the picked statements of a plan
 * and pack text, the client's language beside the navigator's, and fitted to one side by
 * leaving out, visibly, what does not fit. Pure but for fonts: no clock, no I/O.
 *
 * Invariants: no page without an answer about paper; nothing on it but what a plan holds,
 * which holds nothing of a protected answer; the footer stands on every page.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-takeaway.h"

#include "wf-budget-words.h"
#include "wf-takeaway-private.h"

#define MAX_OFFERS 2 /* of a statement, on paper */

void
wf_takeaway_writer_init (WfTakeawayWriter *self,
                         WfPackLibrary *library,
                         const WfTakeawayOptions *options)
{
  const char *navigator = options->navigator_lang != NULL ? options->navigator_lang : "en";

  *self = (WfTakeawayWriter){ .options = options, .spoken = options->client_lang };
  self->texts = wf_pack_library_get_texts (library);
  self->langs[0] = self->spoken;

  /* A language nobody translated into yet: the page is in the navigator's alone, and says
   * so, rather than half in one and half in the other. */
  const WfText *title = wf_client_texts_lookup (self->texts, "heading.page");

  if (title != NULL && !wf_text_has (title, self->spoken))
    self->langs[0] = navigator;
  if (options->navigator_lang != NULL && !wf_language_matches (self->langs[0], navigator))
    self->langs[1] = navigator;
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    self->formats[side] = wf_pack_library_new_format (library, self->langs[side], options->zone);
  self->direction =
      wf_language_is_rtl (self->langs[0]) ? WF_PAGE_DIRECTION_RTL : WF_PAGE_DIRECTION_LTR;
}

void
wf_takeaway_writer_clear (WfTakeawayWriter *self)
{
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->formats[side], wf_format_unref);
}

static void
write_title (WfTakeawayWriter *self)
{
  wf_takeaway_write_text (self, WF_PAGE_ROLE_TITLE, "heading.page", NULL, NULL);
  wf_takeaway_write_mark (self, self->langs[0]);
}

static void
write_made_with (WfTakeawayWriter *self)
{
  const WfTakeawayOptions *options = self->options;
  char *words[2] = { NULL, NULL };
  WfPageText lines[2] = { { 0 } };

  if (options->worker == NULL || *options->worker == '\0')
    return;

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      const char *lang = NULL;
      g_autofree char *date = wf_format_date (self->formats[side], options->date_us, WF_DATE_WORDS);
      g_autofree char *template =
          wf_takeaway_get_words (self, side, "page.with", NULL, NULL, &lang);

      words[side] =
          wf_format_fill (self->formats[side], template,
                          (const char *const[]){ "worker", options->worker, "date", date, NULL });
      lines[side] = wf_takeaway_line (words[side], lang);
    }
  wf_page_add_pair (self->page, WF_PAGE_ROLE_SMALL, &lines[0],
                    words[1] != NULL && !g_str_equal (words[0], words[1]) ? &lines[1] : NULL);
  g_free (words[0]);
  g_free (words[1]);
}

/* The statement in both languages. Edited words stand alone: nobody translated them. */
static void
write_statement_words (WfTakeawayWriter *self, const WfPlanStatement *statement)
{
  const char *lang = NULL, *other = NULL;
  const char *first = wf_plan_statement_get_text (statement, self->langs[0], &lang);
  const char *second = self->langs[1] != NULL
                           ? wf_plan_statement_get_text (statement, self->langs[1], &other)
                           : NULL;
  WfPageText line = wf_takeaway_line (first, lang);
  WfPageText beside = wf_takeaway_line (second, other);

  if (wf_language_matches (self->spoken, self->langs[0]))
    wf_takeaway_write_mark (self, lang);
  wf_page_add_pair (self->page, WF_PAGE_ROLE_STATEMENT, &line,
                    second != NULL && g_strcmp0 (first, second) != 0 ? &beside : NULL);
}

static void
write_statement (WfTakeawayWriter *self,
                 const WfPlanStatement *statement,
                 guint number,
                 guint offers)
{
  g_autofree char *digits = wf_format_integer (self->formats[0], number);
  guint written = 0;

  wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .number = digits, .tick = TRUE });
  write_statement_words (self, statement);
  for (guint i = 0; i < statement->resources->len && written < offers; i++)
    {
      const WfPlanResource *resource = statement->resources->pdata[i];

      if (!resource->chosen)
        continue;
      wf_takeaway_write_offer (self, resource);
      written++;
    }
  if (written == 0)
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "plan.together", NULL, NULL);
  wf_page_end_box (self->page);
}

/* To show at a desk: beside the client's words in the language spoken there, whoever the
 * navigator is. */
static void
write_interpreter (WfTakeawayWriter *self)
{
  if (!self->options->interpreter)
    return;

  const char *desk = self->langs[1] != NULL ? self->langs[1] : "en";
  g_autoptr (WfFormat) format = wf_format_new (desk, NULL, NULL);
  g_autofree char *own_name = wf_format_language_name (self->formats[0], self->spoken);
  g_autofree char *desk_name = wf_format_language_name (format, self->spoken);
  const char *lang = NULL, *desk_lang = NULL;
  g_autofree char *own = wf_takeaway_get_words (self, 0, "page.desk", "language", own_name, &lang);
  g_autofree char *shown = wf_client_texts_format (self->texts, "page.desk", desk, &desk_lang,
                                                   "language", desk_name, NULL);
  WfPageText first = wf_takeaway_line (own, lang), second = wf_takeaway_line (shown, desk_lang);

  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = "speech" });
  wf_page_add_pair (self->page, WF_PAGE_ROLE_BODY, &first,
                    g_str_equal (own, shown) ? NULL : &second);
  wf_page_end_box (self->page);
}

/* What all of it costs, worked out line by line, in both languages. */
static void
write_sums (WfTakeawayWriter *self, const WfPlan *plan)
{
  const WfText *sum = wf_client_texts_lookup (self->texts, "budget.sum");
  char **lines[2] = { NULL, NULL };
  const char *langs[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      lines[side] = wf_budget_dup_sum_lines (self->options->budget, plan, self->texts,
                                             self->formats[side], self->langs[side]);
      langs[side] = wf_text_has (sum, self->langs[side]) ? self->langs[side] : "en";
    }
  if (lines[0][0] != NULL)
    {
      wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .pictogram = "money" });
      for (guint i = 0; lines[0][i] != NULL; i++)
        {
          WfPageText first = wf_takeaway_line (lines[0][i], langs[0]);
          WfPageText second = wf_takeaway_line (lines[1] != NULL ? lines[1][i] : NULL, langs[1]);
          gboolean has_second = second.text != NULL && !g_str_equal (first.text, second.text);

          wf_page_add_pair (self->page, WF_PAGE_ROLE_BODY, &first, has_second ? &second : NULL);
        }
      wf_page_end_box (self->page);
    }
  g_strfreev (lines[0]);
  g_strfreev (lines[1]);
}

static void
write_next_visit (WfTakeawayWriter *self)
{
  gint64 next = self->options->next_us;

  if (next == 0)
    {
      wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "close.no-next", NULL, NULL);
      return;
    }

  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = "clock" });

  char *when[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    when[side] = wf_format_date (self->formats[side], next, WF_DATE_WORDS);
  wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "close.next", "date", when[0], when[1]);
  wf_page_end_box (self->page);
  g_free (when[0]);
  g_free (when[1]);
}

/* Who to call here, where, and when we meet: also all there is on a plain page. */
static void
write_here (WfTakeawayWriter *self)
{
  const WfTakeawayOptions *options = self->options;
  const char *address = options->agency_address;
  gboolean has_phone = options->agency_phone != NULL && *options->agency_phone != '\0';

  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = has_phone ? "phone" : "map-pin" });
  if (options->agency != NULL && *options->agency != '\0')
    wf_takeaway_write_name (self, options->agency);
  if (has_phone)
    wf_takeaway_join_number (self, "page.here", options->agency_phone);
  else
    wf_takeaway_join_values (self, "page.here-come", NULL, NULL, NULL);
  if (address != NULL && *address != '\0')
    wf_takeaway_join_values (self, "page.place", "what", address, address);
  wf_takeaway_flush (self, WF_PAGE_ROLE_BODY);
  wf_page_end_box (self->page);
  write_next_visit (self);
}

void
wf_takeaway_write_footer (WfTakeawayWriter *self)
{
  const char *lang = NULL, *other = NULL;
  g_autofree char *first = wf_takeaway_get_words (self, 0, "page.footer", NULL, NULL, &lang);
  g_autofree char *second = self->langs[1] != NULL
                                ? wf_takeaway_get_words (self, 1, "page.footer", NULL, NULL, &other)
                                : NULL;
  WfPageText line = wf_takeaway_line (first, lang), beside = wf_takeaway_line (second, other);

  wf_page_set_footer (self->page, &line,
                      second != NULL && !g_str_equal (first, second) ? &beside : NULL);
}

/* One try: @statements of the picked ones, each with at most @offers; @sums: (nullable): of that
 * plan. */
static WfPage *
write_page (
    WfTakeawayWriter *self, GPtrArray *picked, guint statements, guint offers, const WfPlan *sums)
{
  self->page = wf_page_new (self->options->paper, self->direction);
  wf_page_set_large_type (self->page, self->options->large);
  if (self->options->safety != WF_PAPER_PLAIN)
    {
      write_title (self);
      for (guint i = 0; i < statements; i++)
        write_statement (self, picked->pdata[i], i + 1, offers);
      if (statements < picked->len)
        wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "page.more", NULL, NULL);
      if (sums != NULL)
        write_sums (self, sums);
      write_interpreter (self);
    }
  write_here (self);
  if (self->options->safety != WF_PAPER_PLAIN)
    write_made_with (self);
  wf_takeaway_write_footer (self);
  return self->page;
}

static gboolean
check_paper (const WfPlan *plan, const WfTakeawayOptions *options, GError **error)
{
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);

  switch (options->safety)
    {
    case WF_PAPER_KEEP:
      g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_STAYS,
                   "The client said that paper is not safe; the plan stays here");
      return FALSE;
    case WF_PAPER_PLAIN:
      return TRUE;
    case WF_PAPER_YES:
      if (picked->len > 0)
        return TRUE;
      g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_EMPTY, "No statement is chosen");
      return FALSE;
    case WF_PAPER_NOT_ASKED:
    default:
      g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_NOT_ASKED,
                   "Nobody asked yet whether paper is safe");
      return FALSE;
    }
}

static GStrv
list_left_out (GPtrArray *picked, guint statements)
{
  GStrv ids = g_new0 (char *, picked->len - statements + 1);

  for (guint i = statements; i < picked->len; i++)
    ids[i - statements] = g_strdup (((const WfPlanStatement *) picked->pdata[i])->id);
  return ids;
}

/* Fewer things until the page fits; NULL with an error when one statement alone does not. */
static WfPage *
fit_page (WfTakeawayWriter *self,
          const WfPlan *plan,
          GPtrArray *picked,
          guint *out_statements,
          GError **error)
{
  guint statements = picked->len, offers = MAX_OFFERS;
  const WfPlan *sums = self->options->budget != NULL ? plan : NULL;

  for (;;)
    {
      g_autoptr (WfPage) page = write_page (self, picked, statements, offers, sums);
      WfPageFit fit;

      if (!wf_page_fit (page, &fit, error))
        return NULL;
      if (fit.overflow <= 0)
        {
          *out_statements = statements;
          return g_steal_pointer (&page);
        }
      if (offers > 1)
        offers--;
      else if (sums != NULL)
        sums = NULL;
      else if (statements > 1)
        statements--;
      else
        break;
    }
  g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_NO_ROOM,
               "Not even one statement fits one side of the page");
  return NULL;
}

WfPage *
wf_takeaway_build (const WfPlan *plan,
                   WfPackLibrary *library,
                   const WfTakeawayOptions *options,
                   GStrv *out_left_out,
                   GError **error)
{
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  WfTakeawayWriter writer;
  guint statements = 0;

  if (!check_paper (plan, options, error))
    return NULL;

  wf_takeaway_writer_init (&writer, library, options);

  WfPage *page = fit_page (&writer, plan, picked, &statements, error);

  wf_takeaway_writer_clear (&writer);
  if (page != NULL && out_left_out != NULL)
    *out_left_out = list_left_out (picked, statements);
  return page;
}

char *
wf_takeaway_build_text (const WfPlan *plan,
                        WfPackLibrary *library,
                        const WfTakeawayOptions *options,
                        GError **error)
{
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  WfTakeawayOptions alone = *options;
  WfTakeawayWriter writer;

  if (!check_paper (plan, options, error))
    return NULL;

  alone.navigator_lang = NULL;
  wf_takeaway_writer_init (&writer, library, &alone);

  g_autoptr (WfPage) page =
      write_page (&writer, picked, picked->len, G_MAXUINT, options->budget != NULL ? plan : NULL);
  char *text = wf_page_to_plain_text (page, FALSE);

  wf_takeaway_writer_clear (&writer);
  return text;
}

const char *
wf_takeaway_get_variant (const WfTakeawayOptions *options)
{
  if (options->safety == WF_PAPER_PLAIN)
    return "plain";
  return options->large ? "large" : "full";
}
