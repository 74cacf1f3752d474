/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums in words. Every number is written by the language's format; every sentence is pack text.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-budget-words.h"

#include <string.h>

typedef struct {
  const WfBudget *budget;
  WfClientTexts *texts;
  const WfFormat *format;
  const char *lang;
  GStrvBuilder *lines;
} Writer;

/* The text @id with up to four placeholders, which end with NULL. */
static char *
fill (const Writer *self, const char *id, const char *const *args)
{
  return wf_format_fill (self->format, wf_client_texts_get (self->texts, id, self->lang, NULL),
                         args);
}

static void
add (Writer *self, const char *id, const char *const *args)
{
  g_autofree char *line = fill (self, id, args);

  g_strv_builder_add (self->lines, line);
}

static char *
dup_money (const Writer *self, gint64 cents)
{
  return wf_format_money (self->format, cents, self->budget->currency);
}

static char *
dup_data (const Writer *self, gint64 hundredths)
{
  guint digits = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;

  return wf_format_decimal (self->format, (double) hundredths / 100, digits);
}

/* "25 − 20 = 5": what stays, or what is missing. */
static void
add_left (Writer *self, gint64 month, gint64 left)
{
  g_autofree char *pay = dup_money (self, self->budget->can_pay.value);
  g_autofree char *price = dup_money (self, month);
  g_autofree char *rest = dup_money (self, ABS (left));

  add (self, left >= 0 ? "budget.left" : "budget.short",
       (const char *const[]){ "pay", pay, "price", price, "rest", rest, NULL });
}

static void
add_beside_now (Writer *self, const WfBudgetOffer *offer)
{
  g_autofree char *now = dup_money (self, self->budget->pays_now.value);
  g_autofree char *price = dup_money (self, offer->month);
  g_autofree char *rest = dup_money (self, ABS (offer->saves));

  if (self->budget->pays_now.state == WF_CLIENT_FACT_ANSWERED && offer->month_known &&
      offer->saves != 0)
    add (self, offer->saves > 0 ? "budget.saves" : "budget.more",
         (const char *const[]){ "now", now, "price", price, "rest", rest, NULL });
}

static void
add_price (Writer *self, const WfResource *entry, const WfBudgetOffer *offer)
{
  g_autofree char *price = dup_money (self, offer->month);
  g_autofree char *once = dup_money (self, offer->once);

  if (!offer->month_known)
    add (self, "page.ask-price", (const char *const[]){ NULL });
  else if (offer->month == 0 && offer->once == 0)
    add (self, "page.free", (const char *const[]){ NULL });
  else if (offer->month > 0)
    add (self, "page.per-month", (const char *const[]){ "price", price, NULL });

  if (offer->once_known && offer->once > 0)
    add (self, "page.once", (const char *const[]){ "price", once, NULL });
  else if (!offer->once_known && offer->month_known)
    add (self, "budget.ask-once", (const char *const[]){ NULL });

  if (offer->month_known && offer->month > 0 && offer->fits != WF_TRUTH_UNKNOWN)
    add_left (self, offer->month, offer->left);
  add_beside_now (self, offer);
}

/* "10 × 4 = 40 GB" */
static void
add_need (Writer *self, const WfBudgetOffer *offer)
{
  g_autofree char *one = dup_data (self, self->budget->data.value);
  g_autofree char *people = wf_format_integer (self->format, self->budget->people.value);
  g_autofree char *need = dup_data (self, offer->need);

  if (offer->need > 0 && !offer->need_is_of_one && self->budget->people.value > 1 &&
      offer->data == WF_BUDGET_DATA_CAPPED)
    add (self, "budget.need",
         (const char *const[]){ "one", one, "people", people, "need", need, NULL });
}

static void
add_data (Writer *self, const WfBudgetOffer *offer)
{
  g_autofree char *have = dup_data (self, offer->have);
  g_autofree char *need = dup_data (self, offer->need);
  g_autofree char *days = wf_format_integer (self->format, offer->days);
  const char *const args[] = { "have", have, "need", need, "days", days, NULL };

  switch (offer->data)
    {
    case WF_BUDGET_DATA_UNLIMITED:
      add (self, "budget.data-unlimited", args);
      break;
    case WF_BUDGET_DATA_ZERO:
      add (self, "budget.data-none", args);
      break;
    case WF_BUDGET_DATA_UNKNOWN:
      add (self, "budget.data-ask", args);
      break;
    case WF_BUDGET_DATA_CAPPED:
      add_need (self, offer);
      add (self,
           offer->enough == WF_TRUTH_UNKNOWN ? "budget.data"
           : offer->enough == WF_TRUTH_YES   ? "budget.data-enough"
                                             : "budget.data-short",
           args);
      break;
    case WF_BUDGET_DATA_NONE:
    default:
      break;
    }
}

static void
add_share (Writer *self, const WfBudgetOffer *offer)
{
  g_autofree char *people = wf_format_integer (self->format, self->budget->people.value);
  g_autofree char *minutes = wf_format_integer (self->format, offer->minutes);

  if (offer->minutes > 0)
    add (self, "budget.share", (const char *const[]){ "people", people, "minutes", minutes, NULL });
}

char **
wf_budget_dup_offer_lines (const WfBudget *self,
                           const WfResource *entry,
                           WfClientTexts *texts,
                           const WfFormat *format,
                           const char *lang)
{
  g_return_val_if_fail (self != NULL && entry != NULL && texts != NULL && format != NULL, NULL);

  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Writer writer = { self, texts, format, lang, lines };
  WfBudgetOffer offer;

  wf_budget_work_out (self, entry, &offer);
  add_price (&writer, entry, &offer);
  add_data (&writer, &offer);
  add_share (&writer, &offer);
  return g_strv_builder_end (lines);
}

/* "20 + 10 = 30", of those that cost something; one price alone is no sum. */
static void
add_sum (Writer *self, const WfBudgetSum *sum)
{
  g_autoptr (GString) worked = g_string_new (NULL);
  g_autofree char *total = dup_money (self, sum->month);
  guint n = 0;

  for (guint i = 0; i < sum->offers->len; i++)
    {
      const WfPlanResource *resource = sum->offers->pdata[i];
      WfBudgetOffer offer;

      wf_budget_work_out (self->budget, resource->entry, &offer);
      if (offer.month == 0)
        continue;

      g_autofree char *price = dup_money (self, offer.month);

      g_string_append_printf (worked, "%s%s", n > 0 ? " + " : "", price);
      n++;
    }
  if (n > 1)
    g_string_append_printf (worked, " = %s", total);
  if (n > 0)
    add (self, "budget.sum", (const char *const[]){ "sum", worked->str, NULL });
  else if (sum->n_unknown == 0)
    add (self, "budget.sum-free", (const char *const[]){ NULL });
}

static void
add_unknown (Writer *self, const WfBudgetSum *sum)
{
  g_autofree char *once = dup_money (self, sum->once);
  g_autofree char *n = g_strdup_printf ("%u", sum->n_unknown);

  if (sum->once > 0)
    add (self, "budget.sum-once", (const char *const[]){ "price", once, NULL });
  if (sum->n_unknown > 0)
    add (self, "budget.sum-unknown", (const char *const[]){ "n", n, NULL });
  if (sum->n_once_unknown > sum->n_unknown)
    add (self, "budget.ask-once", (const char *const[]){ NULL });
}

/* What the price does not say: data that runs out, a device that is there a part of the hour. */
static void
add_limits (Writer *self, const WfBudgetSum *sum)
{
  for (guint i = 0; i < sum->offers->len; i++)
    {
      const WfPlanResource *resource = sum->offers->pdata[i];
      WfBudgetOffer offer;

      wf_budget_work_out (self->budget, resource->entry, &offer);
      if (offer.enough == WF_TRUTH_NO)
        add_data (self, &offer);
      add_share (self, &offer);
    }
}

char **
wf_budget_dup_sum_lines (const WfBudget *self,
                         const WfPlan *plan,
                         WfClientTexts *texts,
                         const WfFormat *format,
                         const char *lang)
{
  g_return_val_if_fail (self != NULL && plan != NULL && texts != NULL && format != NULL, NULL);

  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (WfBudgetSum) sum = { 0 };
  Writer writer = { self, texts, format, lang, lines };

  wf_budget_add_up (self, plan, &sum);
  if (sum.offers->len > 0)
    {
      add_sum (&writer, &sum);
      if (self->can_pay.state == WF_CLIENT_FACT_ANSWERED && sum.month > 0)
        add_left (&writer, sum.month, sum.left);
      add_unknown (&writer, &sum);
      add_limits (&writer, &sum);
    }
  return g_strv_builder_end (lines);
}
