/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arithmetic of what somebody can pay: prices beside what the client said, data beside what
 * they use. In whole hundredths, so that what stands on paper adds up. Pure.
 *
 * Invariant: what nobody saw or said is unknown, and nothing is reckoned with it.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-budget.h"

#include <math.h>
#include <string.h>

#define DAYS_OF_MONTH   30
#define MONTHS_OF_YEAR  12
#define MINUTES_OF_HOUR 60

static WfBudgetAmount
find_amount (GPtrArray *client_facts, const char *name, double scale)
{
  for (guint i = 0; client_facts != NULL && i < client_facts->len; i++)
    {
      const WfClientFact *fact = client_facts->pdata[i];
      WfBudgetAmount amount = { fact->state, 0 };

      if (strcmp (fact->name, name) != 0)
        continue;
      if (fact->state == WF_CLIENT_FACT_ANSWERED && fact->values[0] == NULL)
        amount.state = WF_CLIENT_FACT_NOT_ASKED;
      else if (fact->state == WF_CLIENT_FACT_ANSWERED)
        amount.value = (gint64) llround (g_ascii_strtod (fact->values[0], NULL) * scale);
      return amount;
    }
  return (WfBudgetAmount){ WF_CLIENT_FACT_NOT_ASKED, 0 };
}

static const char *
find_currency (const char *region)
{
  static const struct {
    const char *country;
    const char *currency;
  } CURRENCIES[] = { { "CA", "CAD" }, { "US", "USD" }, { "GB", "GBP" } };

  for (guint i = 0; region != NULL && i < G_N_ELEMENTS (CURRENCIES); i++)
    {
      if (g_str_has_prefix (region, CURRENCIES[i].country))
        return CURRENCIES[i].currency;
    }
  return CURRENCIES[0].currency;
}

void
wf_budget_init (WfBudget *self, GPtrArray *client_facts, const char *region)
{
  self->can_pay = find_amount (client_facts, "pay-month", 100);
  self->pays_now = find_amount (client_facts, "pays-now", 100);
  self->data = find_amount (client_facts, "data-month", 100);
  self->people = find_amount (client_facts, "people", 1);
  self->currency = find_currency (region);
}

static gboolean
is_said (const WfBudgetAmount *amount)
{
  return amount->state == WF_CLIENT_FACT_ANSWERED;
}

/* A price a month, or a year in parts. What is paid once costs nothing a month only where it is
 * a thing; of a connection nobody said what the months cost. */
static void
work_out_price (const WfBudget *self, const WfResource *entry, WfBudgetOffer *out)
{
  const WfCost *cost = &entry->cost;
  gboolean is_once = g_strcmp0 (cost->period, "one-time") == 0;
  gint64 amount = (gint64) llround (cost->amount * 100);

  if (!cost->is_known || cost->amount < 0)
    return;
  if (amount > 0 &&
      g_strcmp0 (cost->currency != NULL ? cost->currency : self->currency, self->currency) != 0)
    {
      out->is_foreign = TRUE;
      return;
    }

  if (is_once)
    out->month_known = strcmp (entry->kind, "device") == 0;
  else if (amount == 0 || g_strcmp0 (cost->period, "month") == 0)
    {
      out->month_known = TRUE;
      out->month = amount;
    }
  else if (g_strcmp0 (cost->period, "year") == 0)
    {
      out->month_known = TRUE;
      out->month = (amount + MONTHS_OF_YEAR - 1) / MONTHS_OF_YEAR;
    }

  out->once_known = is_once || cost->is_once_known || (amount == 0 && cost->period == NULL);
  out->once = is_once ? amount : (gint64) llround (cost->once * 100);
}

static void
compare_price (const WfBudget *self, WfBudgetOffer *out)
{
  out->fits = WF_TRUTH_UNKNOWN;
  if (!out->month_known)
    return;
  if (is_said (&self->can_pay))
    {
      out->left = self->can_pay.value - out->month;
      out->fits = out->left >= 0 ? WF_TRUTH_YES : WF_TRUTH_NO;
    }
  if (is_said (&self->pays_now))
    out->saves = self->pays_now.value - out->month;
}

static gboolean
is_connection (const WfResource *entry)
{
  return strcmp (entry->kind, "internet") == 0 || strcmp (entry->kind, "mobile") == 0 ||
         wf_resource_has_tag (entry, "hotspot-loan");
}

static void
find_data (const WfResource *entry, WfBudgetOffer *out)
{
  if (!is_connection (entry))
    return;
  out->data = WF_BUDGET_DATA_UNKNOWN;
  if (entry->has_unlimited_data)
    out->data = WF_BUDGET_DATA_UNLIMITED;
  else if (wf_resource_has_tag (entry, "no-data"))
    out->data = WF_BUDGET_DATA_ZERO;
  else if (entry->data_gb > 0)
    {
      out->data = WF_BUDGET_DATA_CAPPED;
      out->have = (gint64) llround (entry->data_gb * 100);
    }
}

static void
compare_data (const WfBudget *self, WfBudgetOffer *out)
{
  gint64 people = is_said (&self->people) ? MAX (self->people.value, 1) : 1;

  out->enough = WF_TRUTH_UNKNOWN;
  out->days = DAYS_OF_MONTH;
  out->need_is_of_one = !is_said (&self->people);
  if (is_said (&self->data))
    out->need = self->data.value * people;

  if (out->data == WF_BUDGET_DATA_UNLIMITED)
    out->enough = WF_TRUTH_YES;
  else if (out->need > 0 && out->data == WF_BUDGET_DATA_ZERO)
    out->enough = WF_TRUTH_NO;
  else if (out->need > 0 && out->data == WF_BUDGET_DATA_CAPPED)
    out->enough = out->have >= out->need ? WF_TRUTH_YES : WF_TRUTH_NO;

  if (out->enough == WF_TRUTH_NO)
    out->days = (guint) (out->have * DAYS_OF_MONTH / out->need);
}

void
wf_budget_work_out (const WfBudget *self, const WfResource *entry, WfBudgetOffer *out_offer)
{
  g_return_if_fail (self != NULL && entry != NULL && out_offer != NULL);

  *out_offer = (WfBudgetOffer){ 0 };
  work_out_price (self, entry, out_offer);
  compare_price (self, out_offer);
  find_data (entry, out_offer);
  compare_data (self, out_offer);
  if (strcmp (entry->kind, "device") == 0 && is_said (&self->people) && self->people.value > 1)
    out_offer->minutes = (guint) (MINUTES_OF_HOUR / self->people.value);
}

static gboolean
has_offer (GPtrArray *offers, const char *id)
{
  for (guint i = 0; i < offers->len; i++)
    {
      if (strcmp (((const WfPlanResource *) offers->pdata[i])->entry->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_offer (const WfBudget *self, WfPlanResource *resource, WfBudgetSum *sum)
{
  WfBudgetOffer offer;

  g_ptr_array_add (sum->offers, resource);
  wf_budget_work_out (self, resource->entry, &offer);
  sum->month += offer.month;
  sum->once += offer.once;
  sum->n_unknown += !offer.month_known;
  sum->n_once_unknown += !offer.once_known;
}

void
wf_budget_add_up (const WfBudget *self, const WfPlan *plan, WfBudgetSum *out_sum)
{
  g_return_if_fail (self != NULL && plan != NULL && out_sum != NULL);

  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);

  *out_sum = (WfBudgetSum){ .offers = g_ptr_array_new (), .fits = WF_TRUTH_UNKNOWN };
  for (guint i = 0; i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];

      for (guint k = 0; k < statement->resources->len; k++)
        {
          WfPlanResource *resource = statement->resources->pdata[k];

          if (resource->chosen && !has_offer (out_sum->offers, resource->entry->id))
            add_offer (self, resource, out_sum);
        }
    }
  if (!is_said (&self->can_pay) || out_sum->offers->len == out_sum->n_unknown)
    return;

  out_sum->left = self->can_pay.value - out_sum->month;
  if (out_sum->left < 0)
    out_sum->fits = WF_TRUTH_NO;
  else if (out_sum->n_unknown == 0)
    out_sum->fits = WF_TRUTH_YES;
}

void
wf_budget_sum_clear (WfBudgetSum *self)
{
  g_clear_pointer (&self->offers, g_ptr_array_unref);
}
