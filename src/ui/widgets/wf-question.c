/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions that one wrong key must not answer. AdwMessageDialog keeps two buttons for each answer,
 * for wide and for narrow screens, and makes the right one of the default answer the window's
 * default; the focus it leaves to the window, which takes what stands first.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-question.h"

static void
on_default_changed (GtkWindow *dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button != NULL)
    gtk_window_set_focus (dialog, button);
}

void
wf_question_settle_on (AdwMessageDialog *dialog, const char *answer)
{
  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));
  g_return_if_fail (adw_message_dialog_has_response (dialog, answer));

  g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (on_default_changed), NULL);
  adw_message_dialog_set_default_response (dialog, answer);
  adw_message_dialog_set_close_response (dialog, answer);
}
