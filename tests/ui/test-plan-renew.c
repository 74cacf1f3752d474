/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A later interview, and the plan made anew: offered only then, nothing agreed is lost, and
 * the plan before can be brought back.
 */
#include "wf-talk-test.h"

#include "wf-banner.h"
#include "wf-chip.h"
#include "wf-plan-page.h"
#include "wf-plan.h"
#include "wf-statement-card.h"

static WfPlan *
read_plan (WfServices *services, const char *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (services->vault, client, &error);

  g_assert_no_error (error);
  return wf_plan_fold (records);
}

static WfPane *
open_page (WfServices *services, const char *client, GtkWindow **out_window)
{
  WfPane *page = wf_plan_page_new (services, client);

  *out_window = wf_ui_test_show (GTK_WIDGET (page));
  WAIT_FOR (
      !g_str_equal (gtk_stack_get_visible_child_name (wf_ui_test_child (page, "stack")), "busy"));
  return page;
}

static WfStatementCard *
find_card (WfPane *page, const char *id)
{
  GtkWidget *card = gtk_widget_get_first_child (wf_ui_test_child (page, "card_box"));

  while (card != NULL && !g_str_equal (wf_statement_card_get_id (WF_STATEMENT_CARD (card)), id))
    card = gtk_widget_get_next_sibling (card);
  return WF_STATEMENT_CARD (card);
}

static gboolean
is_offered (WfPane *page)
{
  return wf_banner_get_text (wf_ui_test_child (page, "newer")) != NULL;
}

static guint
count_since (const WfPlan *plan, WfStatementSince since)
{
  guint n = 0;

  for (guint i = 0; i < plan->statements->len; i++)
    n += ((WfPlanStatement *) plan->statements->pdata[i])->since == since;
  return n;
}

static void
test_renew (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autoptr (WfPlan) first = NULL, second = NULL, back = NULL;
  WfPlanStatement *last;
  GtkWindow *window;
  WfPane *page;

  wf_ui_test_open (services);
  g_autofree char *client = wf_ui_test_add_client (services, "Samira", "ar");

  talk (services, client, "ar", FALSE);
  end_talk (services, client);
  wf_clock_advance (services->clock, WF_CLOCK_HOUR);
  page = open_page (services, client, &window);
  g_assert_false (is_offered (page)); /* it is of these answers */
  first = read_plan (services, client);
  last = first->statements->pdata[first->statements->len - 1];
  wf_ui_test_append (services, client, wf_plan_record_picked (first, last->id, TRUE));
  last->picked = TRUE;
  wf_ui_test_destroy (window, GTK_WIDGET (page));

  /* A year on nearly everything goes well. */
  wf_clock_advance (services->clock, 300 * WF_CLOCK_DAY);
  talk (services, client, "ar", TRUE);
  page = open_page (services, client, &window);
  g_assert_false (is_offered (page)); /* not ended */
  wf_ui_test_destroy (window, GTK_WIDGET (page));
  end_talk (services, client);
  wf_clock_advance (services->clock, WF_CLOCK_HOUR);
  page = open_page (services, client, &window);
  g_assert_true (is_offered (page));
  wf_ui_test_picture (window, "plan-newer");
  gtk_widget_activate_action (GTK_WIDGET (page), "plan.renew", NULL);
  WAIT_FOR (!is_offered (page));
  second = read_plan (services, client);
  g_assert_cmpstr (second->id, !=, first->id);
  {
    g_autoptr (GPtrArray) picked = wf_plan_get_picked (first);

    g_assert_cmpuint (picked->len, >, 0);
    for (guint i = 0; i < picked->len; i++) /* nothing agreed is gone */
      g_assert_nonnull (find_card (page, ((WfPlanStatement *) picked->pdata[i])->id));
  }
  g_assert_cmpuint (count_since (second, WF_STATEMENT_KEPT), >, 0);
  for (guint i = 0; i < second->statements->len; i++)
    {
      const WfPlanStatement *statement = second->statements->pdata[i];
      gpointer chip = wf_ui_test_child (find_card (page, statement->id), "since");

      g_assert_cmpint (gtk_widget_get_visible (chip), ==,
                       statement->since != WF_STATEMENT_STANDING);
      g_assert_false (statement->picked && statement->since != WF_STATEMENT_STANDING);
    }
  wf_ui_test_picture (window, "plan-renewed");

  gtk_widget_activate_action (GTK_WIDGET (page), "plan.undo", NULL);
  WAIT_FOR (is_offered (page));
  back = read_plan (services, client);
  g_assert_cmpstr (back->id, ==, first->id);
  g_assert_cmpint (back->made_us, ==, first->made_us);
  g_assert_cmpuint (back->statements->len, ==, first->statements->len);
  wf_ui_test_destroy (window, GTK_WIDGET (page));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/plan-renew/keeps-what-was-agreed", test_renew);
  return g_test_run ();
}
