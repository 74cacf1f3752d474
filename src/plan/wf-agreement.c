/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agreement about a thing that is lent, and how every small paper begins and ends. Words
 * are pack text or the agency's own line; of the client there is nothing on it but the line
 * they sign on. No clock, no I/O.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-agreement.h"

#include "wf-takeaway-private.h"

#include <string.h>

/* --- Small papers --- */

WfPage *
wf_takeaway_begin_page (WfTakeawayWriter *self, const char *title)
{
  self->page = wf_page_new (self->options->paper, self->direction);
  wf_page_set_large_type (self->page, self->options->large);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_TITLE, title, NULL, NULL);
  wf_takeaway_write_mark (self, self->langs[0]);
  return self->page;
}

gboolean
wf_takeaway_check_paper (const WfTakeawayOptions *options, GError **error)
{
  if (options->safety == WF_PAPER_YES || options->safety == WF_PAPER_PLAIN)
    return TRUE;
  if (options->safety == WF_PAPER_KEEP)
    g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_STAYS,
                 "The client wants no paper about this");
  else
    g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_PAPER_NOT_ASKED,
                 "Nobody asked yet whether paper is safe");
  return FALSE;
}

WfPage *
wf_takeaway_finish_page (WfTakeawayWriter *self, GError **error)
{
  g_autoptr (WfPage) page = self->page;
  WfPageFit fit;
  gboolean fitted;

  wf_takeaway_write_footer (self);
  fitted = wf_page_fit (page, &fit, error);
  if (fitted && fit.overflow > 0)
    {
      g_set_error (error, WF_PLAN_ERROR, WF_PLAN_ERROR_NO_ROOM, "It does not fit one side");
      fitted = FALSE;
    }
  wf_takeaway_writer_clear (self);
  return fitted ? g_steal_pointer (&page) : NULL;
}

static char *
dup_date (WfTakeawayWriter *self, guint side, const char *day)
{
  g_autofree char *text = g_strdup_printf ("%sT12:00:00Z", day);
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 (text, NULL);

  if (noon == NULL || self->langs[side] == NULL)
    return NULL;
  return wf_format_date (self->formats[side], g_date_time_to_unix (noon) * G_USEC_PER_SEC,
                         WF_DATE_WORDS);
}

void
wf_takeaway_write_day (WfTakeawayWriter *self, WfPageRole role, const char *id, const char *day)
{
  g_autofree char *first = dup_date (self, 0, day);
  g_autofree char *second = dup_date (self, 1, day);

  if (first != NULL)
    wf_takeaway_write_values (self, role, id, "date", first, second);
}

void
wf_takeaway_write_here (WfTakeawayWriter *self)
{
  const char *phone = self->options->agency_phone;
  gboolean has_phone = phone != NULL && *phone != '\0';

  wf_page_begin_box (self->page, &(WfPageBox){ .pictogram = has_phone ? "phone" : "map-pin" });
  if (has_phone)
    wf_takeaway_join_number (self, "page.here", phone);
  else
    wf_takeaway_join_values (self, "page.here-come", NULL, NULL, NULL);
  wf_takeaway_flush (self, WF_PAGE_ROLE_BODY);
  wf_page_end_box (self->page);
}

/* --- The agreement --- */

static const char *
get_pictogram (const char *type)
{
  static const struct {
    const char *type;
    const char *name;
  } NAMES[] = {
    { "laptop", "computer" },
    { "tablet", "phone" },
    { "phone", "phone" },
    { "hotspot", "wifi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (strcmp (NAMES[i].type, type) == 0)
        return NAMES[i].name;
    }
  return "hand";
}

/* "Laptop · T-014", in each language. */
static void
write_what (WfTakeawayWriter *self, const WfLoan *loan)
{
  gboolean is_known = g_strv_contains (wf_loan_get_types (), loan->type);
  g_autofree char *id = g_strconcat ("loan.type-", is_known ? loan->type : "other", NULL);
  g_autofree char *tag = wf_page_isolate (loan->tag, WF_PAGE_DIRECTION_LTR);
  char *things[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      const char *lang = NULL;
      g_autofree char *type = wf_takeaway_get_words (self, side, id, NULL, NULL, &lang);

      things[side] =
          *loan->tag != '\0' ? g_strdup_printf ("%s · %s", type, tag) : g_steal_pointer (&type);
    }
  wf_page_begin_box (self->page,
                     &(WfPageBox){ .framed = TRUE, .pictogram = get_pictogram (loan->type) });
  wf_takeaway_write_values (self, WF_PAGE_ROLE_STATEMENT, "loan.what", "what", things[0],
                            things[1]);
  if (*loan->with != '\0')
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.with", "what", loan->with);
  wf_page_end_box (self->page);
  g_free (things[0]);
  g_free (things[1]);
}

static void
write_until (WfTakeawayWriter *self, const WfLoan *loan)
{
  wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .pictogram = "clock" });
  wf_takeaway_write_day (self, WF_PAGE_ROLE_STATEMENT, "loan.until", loan->until);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.longer", NULL, NULL);
  wf_page_end_box (self->page);
}

static void
write_rules (WfTakeawayWriter *self, const char *own_line)
{
  const char *agency = self->options->agency;

  if (agency != NULL && *agency != '\0')
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.mine", "agency", agency);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.broken", NULL, NULL);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.empty", NULL, NULL);
  wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "loan.save", NULL, NULL);
  if (own_line != NULL && *own_line != '\0')
    wf_takeaway_write_name (self, own_line);
}

WfPage *
wf_agreement_build (const WfLoan *loan,
                    const char *own_line,
                    WfPackLibrary *library,
                    const WfTakeawayOptions *options,
                    GError **error)
{
  WfTakeawayWriter writer;
  WfTakeawayOptions own = *options;

  g_return_val_if_fail (loan != NULL && library != NULL, NULL);

  if (!wf_takeaway_check_paper (options, error))
    return NULL;
  if (*loan->lang != '\0')
    own.client_lang = loan->lang;
  wf_takeaway_writer_init (&writer, library, &own);
  wf_takeaway_begin_page (&writer, "loan.title");
  if (options->safety == WF_PAPER_PLAIN)
    {
      wf_takeaway_write_day (&writer, WF_PAGE_ROLE_STATEMENT, "loan.until", loan->until);
      wf_takeaway_write_here (&writer);
      return wf_takeaway_finish_page (&writer, error);
    }
  write_what (&writer, loan);
  write_until (&writer, loan);
  write_rules (&writer, own_line);
  wf_takeaway_write_here (&writer);
  wf_page_add_rule (writer.page);
  wf_takeaway_write_day (&writer, WF_PAGE_ROLE_SMALL, "loan.today", loan->lent);
  wf_page_add_space (writer.page, 12);
  wf_takeaway_write_text (&writer, WF_PAGE_ROLE_BODY, "loan.sign", NULL, NULL);
  wf_page_add_space (writer.page, 12);
  wf_takeaway_write_text (&writer, WF_PAGE_ROLE_BODY, "loan.sign-us", NULL, NULL);
  return wf_takeaway_finish_page (&writer, error);
}
