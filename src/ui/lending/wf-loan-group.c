/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is lent to one client. The group reads what follows anew whenever the client changed;
 * after something was lent it offers the paper as soon as the loan is read.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-loan-group.h"

#include <glib/gi18n.h>

#include "wf-agreement-offer.h"
#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-lending-words.h"
#include "wf-loan-dialogs.h"
#include "wf-rows.h"

/* Of what came back, so many are shown. */
#define MAX_OVER 3

struct _WfLoanGroup {
  AdwPreferencesGroup parent_instance;

  WfPane *pane; /* borrowed: we are on it */
  char *client_id;
  char *lang;
  WfFollow *follow; /* (nullable): as last read */
  GPtrArray *rows;  /* (element-type GtkWidget), borrowed from the group */
  char *offered;    /* (nullable): the loan whose paper comes next */
};

G_DEFINE_FINAL_TYPE (WfLoanGroup, wf_loan_group, ADW_TYPE_PREFERENCES_GROUP)

static WfServices *
get_services (WfLoanGroup *self)
{
  return wf_pane_get_services (self->pane);
}

static GtkWindow *
get_window (WfLoanGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static const WfLoan *
find_loan (WfLoanGroup *self, GVariant *parameter)
{
  return self->follow != NULL
             ? wf_loans_lookup (self->follow->loans, g_variant_get_string (parameter, NULL))
             : NULL;
}

static void
on_lent (const char *loan_id, gpointer user_data)
{
  WfLoanGroup *self = WF_LOAN_GROUP (user_data);
  WfLoan *loan = self->follow != NULL ? wf_loans_lookup (self->follow->loans, loan_id) : NULL;

  if (wf_pane_is_gone (self->pane))
    return;
  if (loan != NULL)
    {
      wf_agreement_offer (self->pane, loan);
      return;
    }
  g_free (self->offered);
  self->offered = g_strdup (loan_id);
}

static void
on_lend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLoanGroup *self = WF_LOAN_GROUP (widget);

  wf_lend_dialog_show (get_services (self), get_window (self), self->client_id,
                       self->lang != NULL ? self->lang : get_services (self)->lang, on_lent, self);
}

static void
on_extend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLoanGroup *self = WF_LOAN_GROUP (widget);
  const WfLoan *loan = find_loan (self, parameter);

  if (loan != NULL && wf_loan_is_open (loan))
    wf_extend_dialog_show (get_services (self), get_window (self), self->client_id, loan);
}

static void
on_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLoanGroup *self = WF_LOAN_GROUP (widget);
  const WfLoan *loan = find_loan (self, parameter);

  if (loan != NULL)
    wf_loan_end_dialog_show (get_services (self), get_window (self), self->client_id, loan,
                             g_str_equal (name, "loan.lose"));
}

static void
on_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfLoanGroup *self = WF_LOAN_GROUP (widget);
  const WfLoan *loan = find_loan (self, parameter);

  if (loan != NULL)
    wf_agreement_offer (self->pane, loan);
}

/* --- Rows --- */

static GtkWidget *
make_menu_button (const WfLoan *loan, const char *title)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  wf_menu_append (menu, _ ("It Is _Back…"), "loan.return", loan->id);
  if (wf_loan_is_open (loan))
    {
      wf_menu_append (menu, _ ("For _Longer…"), "loan.extend", loan->id);
      wf_menu_append (menu, _ ("It Is _Lost…"), "loan.lose", loan->id);
      wf_menu_append (menu, _ ("The _Paper Again…"), "loan.paper", loan->id);
    }
  return wf_menu_button_new_about (G_MENU_MODEL (menu), title);
}

static void
add_loan (WfLoanGroup *self, const WfLoan *loan)
{
  WfServices *services = get_services (self);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *title = wf_device_dup_title (loan->tag, loan->type);
  g_autofree char *words = wf_loan_dup_words (loan, services->format, today);
  g_autoptr (GString) all = g_string_new (words);
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe = NULL;
  GtkWidget *row = adw_action_row_new ();

  if (*loan->with != '\0' && wf_loan_is_open (loan))
    g_string_append_printf (all, "\n%s", loan->with);
  if (*loan->note != '\0')
    g_string_append_printf (all, "\n%s", loan->note);
  safe = g_markup_escape_text (all->str, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (!g_str_equal (loan->state, "returned") &&
      wf_vault_get_role (services->vault) != WF_ROLE_AUDITOR)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (loan, title));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
show (WfLoanGroup *self)
{
  GPtrArray *loans = self->follow->loans;
  guint n_over = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint is_over = 0; is_over < 2; is_over++)
    {
      for (guint i = loans->len; i > 0; i--)
        {
          const WfLoan *loan = loans->pdata[i - 1];

          if ((guint) !wf_loan_is_open (loan) != is_over)
            continue;
          if (is_over == 0 || n_over++ < MAX_OVER || !g_str_equal (loan->state, "returned"))
            add_loan (self, loan);
        }
    }
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self), self->rows->len == 0 ? _ ("Nothing is lent to them.") : NULL);
}

static void
on_follow_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfFollow) follow =
      wf_client_repo_get_follow_finish (WF_CLIENT_REPO (source), result, &error);
  WfLoanGroup *self = user_data;
  g_autofree char *offered = NULL;
  const WfLoan *loan;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (follow == NULL)
    {
      wf_pane_show_problem (self->pane, error);
      return;
    }
  g_clear_pointer (&self->follow, wf_follow_free);
  self->follow = g_steal_pointer (&follow);
  show (self);
  loan = self->offered != NULL ? wf_loans_lookup (self->follow->loans, self->offered) : NULL;
  if (loan == NULL)
    return;
  offered = g_steal_pointer (&self->offered);
  wf_agreement_offer (self->pane, loan);
}

static void
reload (WfLoanGroup *self)
{
  wf_client_repo_get_follow_async (get_services (self)->clients, self->client_id,
                                   wf_pane_get_cancellable (self->pane), on_follow_ready, self);
}

static void
on_client_changed (WfClientRepo *clients, const char *id, WfLoanGroup *self)
{
  if (g_str_equal (id, self->client_id) && !wf_pane_is_gone (self->pane))
    reload (self);
}

static void
wf_loan_group_finalize (GObject *object)
{
  WfLoanGroup *self = WF_LOAN_GROUP (object);

  g_free (self->client_id);
  g_free (self->lang);
  g_free (self->offered);
  g_clear_pointer (&self->follow, wf_follow_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_loan_group_parent_class)->finalize (object);
}

static void
wf_loan_group_class_init (WfLoanGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_loan_group_finalize;
  gtk_widget_class_install_action (widget_class, "loan.lend", NULL, on_lend_action);
  gtk_widget_class_install_action (widget_class, "loan.extend", "s", on_extend_action);
  gtk_widget_class_install_action (widget_class, "loan.return", "s", on_end_action);
  gtk_widget_class_install_action (widget_class, "loan.lose", "s", on_end_action);
  gtk_widget_class_install_action (widget_class, "loan.paper", "s", on_paper_action);
}

static void
wf_loan_group_init (WfLoanGroup *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Lend…"));

  self->rows = g_ptr_array_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "loan.lend");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lend something to them"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Lent to them"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

void
wf_loan_group_set_client (WfLoanGroup *self, WfPane *pane, const char *client_id)
{
  g_return_if_fail (WF_IS_LOAN_GROUP (self) && WF_IS_PANE (pane) && client_id != NULL);
  g_return_if_fail (self->client_id == NULL);

  self->pane = pane;
  self->client_id = g_strdup (client_id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "loan.lend",
                                 wf_vault_get_role (get_services (self)->vault) != WF_ROLE_AUDITOR);
  g_signal_connect_object (get_services (self)->clients, "client-changed",
                           G_CALLBACK (on_client_changed), self, 0);
  reload (self);
}

void
wf_loan_group_set_lang (WfLoanGroup *self, const char *lang)
{
  g_return_if_fail (WF_IS_LOAN_GROUP (self) && lang != NULL);

  if (g_strcmp0 (self->lang, lang) == 0)
    return;
  g_free (self->lang);
  self->lang = g_strdup (lang);
}
