/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The summary of a visit as a page, from what stands in the record when it ends. Words are pack
 * text and the names of offers; what the navigator wrote stays here. No clock, no I/O.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-visit-summary.h"

#include "wf-json.h"
#include "wf-takeaway-private.h"

#include <string.h>

gboolean
wf_visit_summary_shows (const WfReferral *referral)
{
  g_return_val_if_fail (referral != NULL, FALSE);

  const char *kind =
      referral->entry != NULL ? wf_json_get_string (referral->entry, "kind", "") : "";

  return !wf_referral_state_is_end (referral->state) && strcmp (kind, "safety") != 0;
}

/* --- What was done, and agreed --- */

static void
write_outcome (WfTakeawayWriter *self, const WfVisit *visit)
{
  static const char *const KNOWN[] = { "done", "part", "not-yet", "sent-on", "come-again", NULL };
  g_autofree char *id = g_strconcat ("summary.", visit->outcome, NULL);

  if (g_strv_contains (KNOWN, visit->outcome))
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, id, NULL, NULL);
}

static void
write_goals (WfTakeawayWriter *self, const char *const *goals)
{
  char *lists[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; goals[i] != NULL; i++)
        {
          const char *lang = NULL;
          g_autofree char *id = g_strconcat ("goal.", goals[i], NULL);

          g_ptr_array_add (words, wf_takeaway_get_words (self, side, id, NULL, NULL, &lang));
        }
      g_ptr_array_add (words, NULL);
      lists[side] = wf_format_list (self->formats[side], (const char *const *) words->pdata);
    }
  wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "summary.want", "what", lists[0], lists[1]);
  g_free (lists[0]);
  g_free (lists[1]);
}

static void
write_done (WfTakeawayWriter *self, const WfVisitSummary *summary)
{
  gboolean has_goals = summary->goals != NULL && summary->goals[0] != NULL;

  if (!has_goals && summary->n_answered == 0 && *summary->visit->outcome == '\0')
    return;
  wf_takeaway_write_text (self, WF_PAGE_ROLE_HEADING, "summary.did", NULL, NULL);
  if (has_goals)
    write_goals (self, summary->goals);
  if (summary->n_answered > 0)
    wf_takeaway_write_text (self, WF_PAGE_ROLE_BODY, "summary.talked", NULL, NULL);
  write_outcome (self, summary->visit);
}

static void
write_agreed (WfTakeawayWriter *self, const WfPlan *plan)
{
  g_autoptr (GPtrArray) picked = plan != NULL ? wf_plan_get_picked (plan) : NULL;

  if (picked == NULL || picked->len == 0)
    return;
  wf_takeaway_write_text (self, WF_PAGE_ROLE_HEADING, "summary.agreed", NULL, NULL);
  for (guint i = 0; i < picked->len; i++)
    {
      const char *lang = NULL, *other = NULL;
      const char *first = wf_plan_statement_get_text (picked->pdata[i], self->langs[0], &lang);
      const char *second =
          self->langs[1] != NULL
              ? wf_plan_statement_get_text (picked->pdata[i], self->langs[1], &other)
              : NULL;
      WfPageText line = wf_takeaway_line (first, lang);
      WfPageText beside = wf_takeaway_line (second, other);

      wf_page_add_item (self->page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, &line,
                        second != NULL && g_strcmp0 (first, second) != 0 ? &beside : NULL);
    }
}

/* --- Who does what, until when --- */

/* A heading stands only over lines: it waits for the first. */
typedef struct {
  WfTakeawayWriter *writer;
  const char *heading; /* (nullable): not written yet */
} Part;

static WfTakeawayWriter *
begin (Part *part)
{
  if (part->heading != NULL)
    wf_takeaway_write_text (part->writer, WF_PAGE_ROLE_HEADING, part->heading, NULL, NULL);
  part->heading = NULL;
  return part->writer;
}

static void
say (Part *part, const char *id, const char *name, const char *value)
{
  wf_takeaway_write_text (begin (part), WF_PAGE_ROLE_BODY, id, name, value);
}

static void
say_appointment (Part *part, gint64 when_us)
{
  WfTakeawayWriter *writer = begin (part);
  char *times[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && writer->langs[side] != NULL; side++)
    {
      g_autofree char *date = wf_format_date (writer->formats[side], when_us, WF_DATE_WORDS);
      g_autofree char *time = wf_format_time (writer->formats[side], when_us, WF_TIME_WORDS);

      times[side] = g_strdup_printf ("%s, %s", date, time);
    }
  wf_takeaway_write_values (writer, WF_PAGE_ROLE_BODY, "slip.appointment", "time", times[0],
                            times[1]);
  g_free (times[0]);
  g_free (times[1]);
}

static gboolean
is_warm (const WfReferral *referral)
{
  const WfReferralStep *last = wf_referral_get_last_step (referral);

  return last != NULL && strcmp (last->way, "warm") == 0;
}

/* What the client does about it, or nothing. */
static void
say_mine (Part *part, const WfReferral *referral)
{
  const WfReferralStep *booked = wf_referral_get_appointment (referral);

  if (referral->state == WF_REFERRAL_OFFERED)
    say (part, "summary.think", "what", referral->name);
  else if (referral->state == WF_REFERRAL_SENT && !is_warm (referral))
    say (part, "summary.go", "what", referral->name);
  else if (referral->state == WF_REFERRAL_WAITING)
    say (part, "summary.wait", "what", referral->name);
  if (booked == NULL)
    return;
  say (part, "summary.booked", "what", referral->name);
  say_appointment (part, booked->when_us);
}

/* What the agency does about it, or nothing. */
static void
say_ours (Part *part, const WfVisitSummary *summary, const WfReferral *referral)
{
  const WfDue *due = wf_dues_lookup (summary->follow->dues, referral->id);
  const char *day = due != NULL ? wf_due_get_day (due) : "";

  if (referral->is_inbound)
    {
      if (referral->is_tell_back && wf_referral_may_share (referral, NULL, summary->today))
        say (part, "summary.tell", "service", referral->service);
      return;
    }
  if (referral->state == WF_REFERRAL_AGREED)
    say (part, "summary.send", "what", referral->name);
  else if (referral->state == WF_REFERRAL_SENT && is_warm (referral))
    say (part, "summary.speak", "what", referral->name);
  if (strcmp (day, summary->today) < 0)
    return;
  say (part, "summary.ask", "what", referral->name);
  wf_takeaway_write_day (part->writer, WF_PAGE_ROLE_SMALL, "summary.day", day);
}

static void
say_loan (Part *part, const WfLoan *loan)
{
  WfTakeawayWriter *writer = begin (part);
  gboolean is_known = g_strv_contains (wf_loan_get_types (), loan->type);
  g_autofree char *id = g_strconcat ("loan.type-", is_known ? loan->type : "other", NULL);
  char *words[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && writer->langs[side] != NULL; side++)
    {
      const char *lang = NULL;

      words[side] = wf_takeaway_get_words (writer, side, id, NULL, NULL, &lang);
    }
  wf_takeaway_write_values (writer, WF_PAGE_ROLE_BODY, "summary.have", "what", words[0], words[1]);
  wf_takeaway_write_day (writer, WF_PAGE_ROLE_SMALL, "loan.until", loan->until);
  g_free (words[0]);
  g_free (words[1]);
}

static void
write_promises (WfTakeawayWriter *self, const WfVisitSummary *summary)
{
  const WfFollow *follow = summary->follow;
  Part mine = { self, "summary.mine" };
  Part ours = { self, "summary.yours" };

  for (guint i = 0; i < follow->referrals->len; i++)
    {
      if (wf_visit_summary_shows (follow->referrals->pdata[i]))
        say_mine (&mine, follow->referrals->pdata[i]);
    }
  for (guint i = 0; i < follow->loans->len; i++)
    {
      if (wf_loan_is_open (follow->loans->pdata[i]))
        say_loan (&mine, follow->loans->pdata[i]);
    }
  for (guint i = 0; i < follow->referrals->len; i++)
    {
      if (wf_visit_summary_shows (follow->referrals->pdata[i]))
        say_ours (&ours, summary, follow->referrals->pdata[i]);
    }
}

static void
write_next (WfTakeawayWriter *self)
{
  char *dates[2] = { NULL, NULL };

  if (self->options->next_us == 0)
    {
      wf_takeaway_write_text (self, WF_PAGE_ROLE_STATEMENT, "close.no-next", NULL, NULL);
      return;
    }
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    dates[side] = wf_format_date (self->formats[side], self->options->next_us, WF_DATE_WORDS);
  wf_takeaway_write_values (self, WF_PAGE_ROLE_STATEMENT, "close.next", "date", dates[0], dates[1]);
  g_free (dates[0]);
  g_free (dates[1]);
}

static void
write_when (WfTakeawayWriter *self, const char *today)
{
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", today);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (noon, NULL);
  char *dates[2] = { NULL, NULL };

  if (day == NULL)
    return;
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    dates[side] = wf_format_date (self->formats[side], g_date_time_to_unix (day) * G_USEC_PER_SEC,
                                  WF_DATE_WORDS);

  WfPageText first = wf_takeaway_line (dates[0], self->langs[0]);
  WfPageText second = wf_takeaway_line (dates[1], self->langs[1]);

  wf_page_add_pair (self->page, WF_PAGE_ROLE_SMALL, &first, dates[1] != NULL ? &second : NULL);
  g_free (dates[0]);
  g_free (dates[1]);
}

static WfPage *
write_summary (WfTakeawayWriter *self, const WfVisitSummary *summary, gboolean single)
{
  wf_takeaway_begin_page (self, "summary.title");
  wf_page_set_single_side (self->page, single);
  if (self->options->safety == WF_PAPER_YES)
    {
      write_when (self, summary->today);
      write_done (self, summary);
      write_agreed (self, summary->plan);
      if (summary->follow != NULL)
        write_promises (self, summary);
      wf_page_add_rule (self->page);
    }
  write_next (self);
  wf_takeaway_write_here (self);
  wf_takeaway_write_footer (self);
  return self->page;
}

WfPage *
wf_visit_summary_build (const WfVisitSummary *self,
                        WfPackLibrary *library,
                        const WfTakeawayOptions *options,
                        GError **error)
{
  WfTakeawayWriter writer;
  WfPageFit fit;

  g_return_val_if_fail (self != NULL && self->visit != NULL, NULL);
  g_return_val_if_fail (library != NULL && options != NULL, NULL);

  if (!wf_takeaway_check_paper (options, error))
    return NULL;
  wf_takeaway_writer_init (&writer, library, options);

  g_autoptr (WfPage) page = write_summary (&writer, self, TRUE);
  gboolean fitted = wf_page_fit (page, &fit, error);

  if (fitted && fit.overflow > 0)
    {
      wf_page_unref (page);
      page = write_summary (&writer, self, FALSE);
    }
  wf_takeaway_writer_clear (&writer);
  return fitted ? g_steal_pointer (&page) : NULL;
}
