/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the practice page to paper or a file.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-portfolio-offer.h"

#include <glib/gi18n.h>

#include "wf-portfolio-sheet.h"
#include "wf-print.h"
#include "wf-vault-people.h"

static void
on_paper_done (WfPrintOutcome outcome, const GError *error, gpointer user_data)
{
  if (outcome == WF_PRINT_FAILED)
    wf_pane_show_problem (user_data, error);
  else if (outcome == WF_PRINT_DONE)
    wf_pane_tell (user_data, _ ("The portfolio is made."));
}

void
wf_portfolio_offer (WfPane *pane, gboolean is_print)
{
  WfServices *services = wf_pane_get_services (pane);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  const char *staff = wf_practice_repo_get_staff_id (services->practice);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane)));
  g_autofree char *code = wf_slip_code_new ();
  g_autoptr (WfPage) page = NULL;
  const char *name = "";

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (g_str_equal (member->id, staff))
        name = member->name;
    }
  page =
      wf_portfolio_sheet_new (services, name, members,
                              wf_print_guess_paper (wf_agency_repo_get (services->agency)->region));
  if (is_print)
    wf_print_page (services, window, page, code, wf_pane_get_cancellable (pane), on_paper_done,
                   pane);
  else
    wf_print_save_page (services, window, page, code, wf_pane_get_cancellable (pane), on_paper_done,
                        pane);
}
