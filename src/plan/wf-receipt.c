/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The receipt of consent as a page. Every word is pack text or the agency's own line;
 * yes and no are words and a mark, never a colour. No clock, no I/O.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-receipt.h"

#include "wf-takeaway-private.h"

#include <string.h>

/* "Until 3 March 2027." after what was agreed; nothing when no end was. */
static char *
dup_until (WfTakeawayWriter *self, guint side, const char *until)
{
  const char *lang = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = g_strdup_printf ("%sT12:00:00Z", until);
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;

  if (*until != '\0')
    day = g_date_time_new_from_iso8601 (text, NULL);
  if (day == NULL)
    return g_strdup ("");
  date = wf_format_date (self->formats[side], g_date_time_to_unix (day) * G_USEC_PER_SEC,
                         WF_DATE_WORDS);
  words = wf_takeaway_get_words (self, side, "consent.until", "date", date, &lang);
  return g_strconcat (" ", words, NULL);
}

/* "Yes · You keep notes about me", in each language. */
static void
write_purpose (WfTakeawayWriter *self, const char *purpose, const char *until, gboolean is_yes)
{
  const char *agency = wf_consent_get_agency (purpose);
  const char *id = wf_consent_get_text_id (purpose);
  char *words[2] = { NULL, NULL };
  WfPageText lines[2] = { { 0 } };

  if (id == NULL)
    return; /* of a newer program: without words it cannot be put on paper */

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      const char *lang = NULL;
      g_autofree char *answer = wf_takeaway_get_words (
          self, side, is_yes ? "button.yes" : "button.no", NULL, NULL, &lang);
      g_autofree char *what = wf_takeaway_get_words (self, side, id, "agency", agency, &lang);

      g_autofree char *end = dup_until (self, side, until);

      words[side] = g_strdup_printf ("%s · %s%s", answer, what, end);
      lines[side] = wf_takeaway_line (words[side], lang);
    }
  wf_page_add_item (self->page, is_yes ? WF_PAGE_MARKER_BOX_YES : WF_PAGE_MARKER_BOX_NO,
                    WF_PAGE_ROLE_BODY, &lines[0],
                    words[1] != NULL && !g_str_equal (words[0], words[1]) ? &lines[1] : NULL);
  g_free (words[0]);
  g_free (words[1]);
}

static void
write_purposes (WfTakeawayWriter *self, const WfConsentReceipt *receipt)
{
  for (guint i = 0; receipt->yes[i] != NULL; i++)
    write_purpose (self, receipt->yes[i], receipt->yes_until != NULL ? receipt->yes_until[i] : "",
                   TRUE);
  for (guint i = 0; receipt->no[i] != NULL; i++)
    write_purpose (self, receipt->no[i], "", FALSE);
  if (receipt->ask_again)
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "consent.ask-again", NULL, NULL);
}

/* The agency's own words stand as it wrote them, in whatever language that is. */
static void
write_own_line (WfTakeawayWriter *self, const char *line)
{
  if (line != NULL && *line != '\0')
    wf_takeaway_write_name (self, line);
}

static void
write_limits (WfTakeawayWriter *self, const WfConsentReceipt *receipt)
{
  static const char *const THREE[] = { "limits.child", "limits.hurt", "limits.judge" };

  wf_page_add_rule (self->page);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_HEADING, "limits.title", NULL, NULL);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "limits.stays", NULL, NULL);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "limits.three", NULL, NULL);
  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = "warning" });
  for (guint i = 0; i < G_N_ELEMENTS (THREE); i++)
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, THREE[i], NULL, NULL);
  wf_page_end_box (self->page);
  write_own_line (self, receipt->province_line);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "limits.funder", NULL, NULL);
  write_own_line (self, receipt->funder_line);
}

static void
write_later (WfTakeawayWriter *self, const WfConsentReceipt *receipt)
{
  wf_page_add_rule (self->page);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "limits.change", NULL, NULL);
  if (receipt->delete_by_us == 0)
    return;

  char *dates[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    dates[side] = wf_format_date (self->formats[side], receipt->delete_by_us, WF_DATE_WORDS);
  wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "limits.delete-by", "date", dates[0],
                            dates[1]);
  g_free (dates[0]);
  g_free (dates[1]);
}

static WfPage *
write_receipt (WfTakeawayWriter *self, const WfConsentReceipt *receipt, gboolean single)
{
  char *dates[2] = { NULL, NULL };

  self->page = wf_page_new (self->options->paper, self->direction);
  wf_page_set_single_side (self->page, single);
  wf_page_set_large_type (self->page, self->options->large);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_TITLE, "consent.receipt", NULL, NULL);
  wf_takeaway_write_mark (self, self->langs[0]);
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    dates[side] = wf_format_date (self->formats[side], receipt->time_us, WF_DATE_WORDS);

  WfPageText first = wf_takeaway_line (dates[0], self->langs[0]);
  WfPageText second = wf_takeaway_line (dates[1], self->langs[1]);

  wf_page_add_pair (self->page, WF_PAGE_ROLE_SMALL, &first, dates[1] != NULL ? &second : NULL);
  g_free (dates[0]);
  g_free (dates[1]);
  write_own_line (self, self->options->agency);
  write_purposes (self, receipt);
  write_limits (self, receipt);
  write_later (self, receipt);
  wf_takeaway_write_footer (self);
  return self->page;
}

WfPage *
wf_receipt_build (const WfConsentReceipt *receipt,
                  WfPackLibrary *library,
                  const WfTakeawayOptions *options,
                  GError **error)
{
  WfTakeawayOptions own = *options;
  WfTakeawayWriter writer;
  WfPageFit fit;

  if (options->safety != WF_PAPER_YES)
    {
      gboolean asked = options->safety != WF_PAPER_NOT_ASKED;

      g_set_error (error, WF_PLAN_ERROR,
                   asked ? WF_PLAN_ERROR_PAPER_STAYS : WF_PLAN_ERROR_PAPER_NOT_ASKED,
                   asked ? "The client wants no paper about this"
                         : "Nobody asked yet whether paper is safe");
      return NULL;
    }
  if (receipt->lang != NULL && *receipt->lang != '\0')
    own.client_lang = receipt->lang;

  wf_takeaway_writer_init (&writer, library, &own);

  g_autoptr (WfPage) page = write_receipt (&writer, receipt, TRUE);
  gboolean fitted = wf_page_fit (page, &fit, error);

  if (fitted && fit.overflow > 0)
    {
      wf_page_unref (page);
      page = write_receipt (&writer, receipt, FALSE);
    }
  wf_takeaway_writer_clear (&writer);
  return fitted ? g_steal_pointer (&page) : NULL;
}
