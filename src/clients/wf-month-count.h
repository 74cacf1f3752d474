/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-pulse.h"

G_BEGIN_DECLS

/** A cell smaller than this is not shown: who it is could be guessed. */
#define WF_MONTH_COUNT_FLOOR 5

/**
 * WfMonthCell:
 * @key: mode, theme, language tag or funder; "" for "not said"; of a pulse a choice
 * @count: visits, of a pulse people; 0 when hidden
 * @is_hidden: fewer than %WF_MONTH_COUNT_FLOOR of them, or hidden so that another hidden cell
 *   cannot be worked out from the total
 */
typedef struct {
  char *key;
  guint count;
  gboolean is_hidden;
} WfMonthCell;

/**
 * WfMonthPulse:
 * @workshops: in which it was asked and enough people answered to tell
 * @people: who answered, together; 0 when @is_hidden
 * @is_hidden: fewer than %WF_MONTH_COUNT_FLOOR people answered in the whole month
 * @cells: (element-type WfMonthCell): in the question's order; empty when @workshops is 0
 *
 * One pulse, over the workshops of a month.
 */
typedef struct {
  guint workshops;
  guint people;
  gboolean is_hidden;
  GPtrArray *cells;
} WfMonthPulse;

/**
 * WfMonthCount:
 * @year, @month: 1 to 12, in the time zone asked for
 * @visits: visits ended or begun in the month, anonymous and forgotten ones included
 * @clients: different people (a forgotten one counts once a visit: nobody knows better)
 * @first_time: people whose first visit is in the month
 * @anonymous: visits without a name
 * @minutes: together
 * @not_for_funder: visits of people who did not say yes to being reported without a name, or were
 *   never asked; they are in the totals and in no funder's cell
 * @workshops: held in the month, of those whose attendance was typed
 * @workshop_people: people at them together, as counted
 * @workshop_clients: different clients among them
 * @pulses: by #WfPulseKind: how newcomers left, and what staff say, of those workshops
 * @by_mode, @by_theme, @by_language, @by_funder: (element-type WfMonthCell), largest first
 *
 * One month of an agency on one page. Totals are always shown.
 */
typedef struct {
  int year;
  int month;
  guint visits;
  guint clients;
  guint first_time;
  guint anonymous;
  guint minutes;
  guint not_for_funder;
  guint workshops;
  guint workshop_people;
  guint workshop_clients;
  WfMonthPulse pulses[WF_PULSE_N_KINDS];
  GPtrArray *by_mode;
  GPtrArray *by_theme;
  GPtrArray *by_language;
  GPtrArray *by_funder;
} WfMonthCount;

/**
 * wf_month_count_new:
 * @clients: (element-type WfClient): all clients
 * @remains: (element-type WfRecord) (nullable): records of the agency: what
 *   remains of forgotten clients' visits, and workshops
 * @zone: time zone of the agency
 *
 * Pure. Returns: (transfer full)
 */
WfMonthCount *
wf_month_count_new (int year, int month, GTimeZone *zone, GPtrArray *clients, GPtrArray *remains);
void wf_month_count_free (WfMonthCount *self);

/**
 * wf_month_count_suppress:
 * @cells: (element-type WfMonthCell): a whole breakdown; small cells are hidden in place
 *
 * Hides cells from 1 to %WF_MONTH_COUNT_FLOOR - 1 and, when that leaves one hidden cell alone,
 * the next smallest too.
 */
void wf_month_count_suppress (GPtrArray *cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfMonthCount, wf_month_count_free)

G_END_DECLS
