/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sums of a plan on the screen. The lines of what was said stay when the plan changes, so
 * that the keyboard's focus does; those of the offers are made anew.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-budget-view.h"

#include <glib/gi18n.h>

#include "wf-budget-words.h"
#include "wf-fact-words.h"

static const char *const FACTS[] = { "pay-month", "pays-now", "data-month", "people" };

struct _WfBudgetView {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  AdwExpanderRow *said_row;
  GtkWidget *fact_rows[G_N_ELEMENTS (FACTS)];
  GPtrArray *sum_rows; /* of GtkWidget, borrowed from the group */
};

G_DEFINE_FINAL_TYPE (WfBudgetView, wf_budget_view, ADW_TYPE_BIN)

enum {
  SIGNAL_ASK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_fact_row_activated (AdwActionRow *row, WfBudgetView *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK], 0, g_object_get_data (G_OBJECT (row), "fact"));
}

static GtkWidget *
make_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
wf_budget_view_finalize (GObject *object)
{
  g_ptr_array_unref (WF_BUDGET_VIEW (object)->sum_rows);
  G_OBJECT_CLASS (wf_budget_view_parent_class)->finalize (object);
}

static void
wf_budget_view_class_init (WfBudgetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_budget_view_finalize;
  signals[SIGNAL_ASK] = g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_budget_view_init (WfBudgetView *self)
{
  self->sum_rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("What it costs"));
  self->said_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->said_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->said_row),
                                 _ ("What they can pay and use"));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->said_row));
  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      GtkWidget *row = make_row (_ (wf_fact_words_lookup (FACTS[i])->title));

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "fact", (gpointer) FACTS[i]);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_fact_row_activated), self, 0);
      adw_expander_row_add_row (self->said_row, row);
      self->fact_rows[i] = row;
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

static void
set_subtitle (GtkWidget *row, const char *text)
{
  g_autofree char *safe = g_markup_escape_text (text, -1);

  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), safe);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
show_said (WfBudgetView *self, WfServices *services, const WfClient *client)
{
  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      const WfFactWords *words = wf_fact_words_lookup (FACTS[i]);
      g_autofree char *said =
          wf_fact_dup_words (words, wf_client_get_fact (client, FACTS[i]), services);

      set_subtitle (self->fact_rows[i], said);
      if (i == 0)
        {
          /* Translators: what somebody can pay a month: an amount, or "Not asked yet" */
          g_autofree char *short_words = g_strdup_printf (_ ("Can pay a month: %s"), said);

          set_subtitle (GTK_WIDGET (self->said_row), short_words);
        }
    }
}

static void
add_sum_row (WfBudgetView *self, const char *title, char **lines)
{
  GtkWidget *row = make_row (title);
  g_autofree char *text = g_strjoinv ("\n", lines);

  set_subtitle (row, text);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->sum_rows, row);
}

void
wf_budget_view_update (WfBudgetView *self, WfServices *services, WfPlanDesk *desk)
{
  const WfPlan *plan;
  const WfBudget *budget;
  WfClientTexts *texts;
  g_auto (WfBudgetSum) sum = { 0 };

  g_return_if_fail (WF_IS_BUDGET_VIEW (self));
  g_return_if_fail (wf_plan_desk_get_plan (desk) != NULL);

  plan = wf_plan_desk_get_plan (desk);
  budget = wf_plan_desk_get_budget (desk);
  texts = wf_pack_library_get_texts (services->packs);
  for (guint i = 0; i < self->sum_rows->len; i++)
    adw_preferences_group_remove (self->group, self->sum_rows->pdata[i]);
  g_ptr_array_set_size (self->sum_rows, 0);
  show_said (self, services, wf_plan_desk_get_client (desk));

  wf_budget_add_up (budget, plan, &sum);
  for (guint i = 0; i < sum.offers->len; i++)
    {
      const WfResource *entry = ((const WfPlanResource *) sum.offers->pdata[i])->entry;
      g_auto (GStrv) lines =
          wf_budget_dup_offer_lines (budget, entry, texts, services->format, services->lang);

      add_sum_row (self, wf_resource_get_name (entry, services->lang), lines);
    }
  if (sum.offers->len > 0)
    {
      g_auto (GStrv) lines =
          wf_budget_dup_sum_lines (budget, plan, texts, services->format, services->lang);

      /* Translators: of all offers on the client's page: what they cost */
      add_sum_row (self, _ ("All together"), lines);
    }
}
