/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why a pack was refused, in a dialog over the page that wanted it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-pack-problems.h"

#include <glib/gi18n.h>

#define MAX_PROBLEMS 8

/* "Line 5: what is wrong. What to do." in the words of whoever reads packs, which are English. */
static char *
dup_problems (WfServices *services, const GPtrArray *problems)
{
  GString *text = g_string_new (_ ("Nothing was changed."));

  for (guint i = 0; i < MIN (problems->len, MAX_PROBLEMS); i++)
    {
      const WfPackProblem *problem = problems->pdata[i];
      g_autofree char *number = wf_format_integer (services->format, problem->line);

      g_string_append (text, "\n\n");
      if (problem->line > 0)
        /* Translators: %s is the number of a line in a file */
        g_string_append_printf (text, _ ("Line %s:"), number);
      g_string_append_printf (text, "\n\342\201\250%s %s\342\201\251", problem->message,
                              problem->cure);
    }
  return g_string_free (text, FALSE);
}

void
wf_pack_problems_show (WfPane *pane, const char *heading, const GPtrArray *problems)
{
  g_return_if_fail (WF_IS_PANE (pane) && heading != NULL && problems != NULL);

  g_autofree char *text = dup_problems (wf_pane_get_services (pane), problems);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (pane));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (pane, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
