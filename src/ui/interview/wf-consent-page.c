/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent by purpose. Yes and no are asked on the client's side; the navigator's strip says
 * the same in the navigator's language. Only "help me now" is needed. What was agreed to
 * before stands there already.
 *
 * Invariant: `choosers` and `purposes` have the same length and order.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-consent-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "wf-client-sheet.h"
#include "wf-status-note.h"
#include "wf-visit-flow.h"
#include "wf-widget-tools.h"

struct _WfConsentPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  WfStatusNote *child_note;
  GtkListBox *list;
  GtkCheckButton *teach_back_check;

  WfClient *client;    /* (nullable): until it is read */
  GPtrArray *choosers; /* (element-type WfTileChooser), borrowed from the sheet */
  GArray *purposes;    /* of guint: rows of PURPOSES */
};

G_DEFINE_FINAL_TYPE (WfConsentPage, wf_consent_page, WF_TYPE_VISIT_PANE)

static const struct {
  const char *purpose;
  const char *text_id;
  gboolean for_help_now; /* asked when the visit is short */
} PURPOSES[] = {
  { WF_CONSENT_HELP_NOW, "consent.help", TRUE },
  { WF_CONSENT_KEEP_NOTES, "consent.notes", TRUE },
  { WF_CONSENT_CONTACT_AFTER, "consent.contact", FALSE },
  { WF_CONSENT_REPORT_COUNT, "consent.report-count", FALSE },
  { WF_CONSENT_REPORT_WITH_NUMBER, "consent.report-number", FALSE },
  { WF_CONSENT_IMPROVE, "consent.improve", FALSE },
  { WF_CONSENT_WATCH, "consent.watch", FALSE },
};

static WfServices *
get_services (WfConsentPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static const WfVisit *
get_visit (WfConsentPage *self)
{
  return wf_visit_session_get_visit (wf_visit_pane_get_session (WF_VISIT_PANE (self)));
}

/* Whoever carried the words: the least reliable one counts. */
static const char *
find_through (WfConsentPage *self)
{
  static const char *const CARRIERS[] = { "child", "interpreter-child", "interpreter-relative",
                                          "interpreter-colleague", "interpreter-pro" };
  const char *const *present = (const char *const *) get_visit (self)->present;

  for (guint i = 0; i < G_N_ELEMENTS (CARRIERS); i++)
    {
      if (g_strv_contains (present, CARRIERS[i]))
        return CARRIERS[i];
    }
  return NULL;
}

static void
update_next (WfConsentPage *self)
{
  gboolean answered =
      self->choosers->len > 0 && wf_tile_chooser_get_one (self->choosers->pdata[0]) != NULL;

  wf_visit_pane_set_next (WF_VISIT_PANE (self), NULL, answered && self->client != NULL);
}

static void
add_purpose (WfConsentPage *self, guint row, const char *answer)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  const char *own = get_services (self)->lang;
  const char *yes_lang = NULL, *no_lang = NULL;
  const char *text = wf_client_texts_get (texts, PURPOSES[row].text_id, lang, NULL);
  const char *yes = wf_client_texts_get (texts, "button.yes", lang, &yes_lang);
  const char *no = wf_client_texts_get (texts, "button.no", lang, &no_lang);
  GtkWidget *chooser = wf_tile_chooser_new (text);
  GtkWidget *strip_row = adw_action_row_new ();

  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, PURPOSES[row].text_id);
  wf_tile_chooser_add (WF_TILE_CHOOSER (chooser), "yes", yes, yes_lang, NULL);
  wf_tile_chooser_add (WF_TILE_CHOOSER (chooser), "no", no, no_lang, NULL);
  gtk_widget_add_css_class (chooser, "yes-no");
  if (answer != NULL)
    wf_tile_chooser_set_one (WF_TILE_CHOOSER (chooser), answer);
  g_signal_connect_object (chooser, "changed", G_CALLBACK (update_next), self, G_CONNECT_SWAPPED);
  wf_client_sheet_add_widget (self->sheet, chooser);
  g_ptr_array_add (self->choosers, chooser);
  g_array_append_val (self->purposes, row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (strip_row),
                                 wf_client_texts_get (texts, PURPOSES[row].text_id, own, NULL));
  if (row == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (strip_row), _ ("Needed for this visit"));
  gtk_list_box_append (self->list, strip_row);
}

static void
add_limits (WfConsentPage *self)
{
  static const char *const LINES[] = { "limits.child", "limits.hurt", "limits.judge" };
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  const WfAgency *agency = wf_agency_repo_get (get_services (self)->agency);

  wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts, "limits.title");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.stays");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.three");
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      const char *line_lang = NULL;
      const char *line = wf_client_texts_get (texts, LINES[i], lang, &line_lang);

      wf_client_sheet_add_point (self->sheet, "dialog-information-symbolic", line, line_lang);
    }
  if (*agency->province_line != '\0')
    wf_client_sheet_add (self->sheet, WF_SHEET_TEXT, agency->province_line,
                         get_services (self)->lang);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.funder");
  if (*agency->funder_line != '\0')
    wf_client_sheet_add (self->sheet, WF_SHEET_TEXT, agency->funder_line,
                         get_services (self)->lang);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.teach-back");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_QUIET, texts, "limits.change");
}

/* What stands on the page stays when only the language changes; else what was said before. */
static char *
find_answer (WfConsentPage *self, GPtrArray *old_choosers, GArray *old_purposes, guint row)
{
  for (guint i = 0; i < old_purposes->len; i++)
    {
      if (g_array_index (old_purposes, guint, i) == row)
        return g_strdup (wf_tile_chooser_get_one (old_choosers->pdata[i]));
    }
  if (self->client == NULL)
    return NULL;
  switch (wf_consent_get_state (wf_client_get_consent (self->client), PURPOSES[row].purpose))
    {
    case WF_CONSENT_YES:
      return g_strdup ("yes");
    case WF_CONSENT_NO:
    case WF_CONSENT_REVOKED:
      return g_strdup ("no");
    case WF_CONSENT_NOT_ASKED:
    default:
      return NULL;
    }
}

static void
clear_list (WfConsentPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
show_child_note (WfConsentPage *self)
{
  if (wf_presence_has_child ((const char *const *) get_visit (self)->present))
    wf_status_note_set (
        self->child_note, _ ("A child is helping."),
        _ ("What the client agrees to is kept as “through a child: ask again”."),
        _ ("Offer a phone interpreter. A child can help with buttons, not with money, safety, "
           "health or consent."));
  else
    wf_status_note_set (self->child_note, NULL, NULL, NULL);
}

static void
wf_consent_page_refresh (WfVisitPane *pane)
{
  WfConsentPage *self = WF_CONSENT_PAGE (pane);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);
  gboolean is_short = get_visit (self)->way == WF_VISIT_HELP_NOW;

  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    g_ptr_array_add (answers, find_answer (self, self->choosers, self->purposes, i));
  g_ptr_array_set_size (self->choosers, 0);
  g_array_set_size (self->purposes, 0);
  clear_list (self);

  wf_client_sheet_clear (self->sheet, wf_visit_pane_get_lang (pane));
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "consent.title");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "consent.intro");
  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    {
      if (!is_short || PURPOSES[i].for_help_now)
        add_purpose (self, i, answers->pdata[i]);
    }
  add_limits (self);
  wf_client_sheet_done (self->sheet);
  show_child_note (self);
  update_next (self);
}

static void
on_consent_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  WfConsentPage *self = user_data;
  WfVisitSession *session;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wf_visit_pane_set_saving (WF_VISIT_PANE (self), FALSE);
  if (!saved)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  session = wf_visit_pane_get_session (WF_VISIT_PANE (self));
  if (g_strcmp0 (wf_tile_chooser_get_one (self->choosers->pdata[0]), "yes") == 0)
    wf_visit_flow_go_on (WF_PANE (self), session);
  else
    wf_visit_flow_show_end (WF_PANE (self), session);
}

static void
wf_consent_page_next (WfVisitPane *pane)
{
  WfConsentPage *self = WF_CONSENT_PAGE (pane);
  g_autoptr (GPtrArray) purposes = g_ptr_array_new ();
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (gboolean));

  for (guint i = 0; i < self->choosers->len; i++)
    {
      const char *answer = wf_tile_chooser_get_one (self->choosers->pdata[i]);
      gboolean yes = g_strcmp0 (answer, "yes") == 0;

      if (answer == NULL)
        continue; /* not asked stays not asked */
      g_ptr_array_add (purposes,
                       (gpointer) PURPOSES[g_array_index (self->purposes, guint, i)].purpose);
      g_array_append_val (answers, yes);
    }
  g_ptr_array_add (purposes, NULL);

  wf_pane_clear_problem (WF_PANE (self));
  wf_visit_pane_set_saving (pane, TRUE);
  wf_client_repo_append_one_async (
      get_services (self)->clients,
      wf_visit_session_get_client_id (wf_visit_pane_get_session (pane)),
      wf_consent_record_given ((const char *const *) purposes->pdata,
                               (const gboolean *) (gpointer) answers->data,
                               wf_visit_pane_get_lang (pane), find_through (self),
                               gtk_check_button_get_active (self->teach_back_check)),
      wf_pane_get_cancellable (WF_PANE (self)), on_consent_saved, self);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfClient *client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfConsentPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  self->client = client;
  g_ptr_array_set_size (self->choosers, 0);
  g_array_set_size (self->purposes, 0);
  gtk_check_button_set_active (self->teach_back_check,
                               wf_consent_get_limits_time (wf_client_get_consent (client)) != 0);
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  wf_visit_pane_focus_first (WF_VISIT_PANE (self));
}

static void
wf_consent_page_constructed (GObject *object)
{
  WfConsentPage *self = WF_CONSENT_PAGE (object);
  WfVisitSession *session = wf_visit_pane_get_session (WF_VISIT_PANE (self));

  G_OBJECT_CLASS (wf_consent_page_parent_class)->constructed (object);
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  wf_client_repo_get_async (get_services (self)->clients, wf_visit_session_get_client_id (session),
                            NULL, wf_pane_get_cancellable (WF_PANE (self)), on_client_ready, self);
}

static void
wf_consent_page_finalize (GObject *object)
{
  WfConsentPage *self = WF_CONSENT_PAGE (object);

  g_clear_pointer (&self->client, wf_client_unref);
  g_ptr_array_unref (self->choosers);
  g_array_unref (self->purposes);
  G_OBJECT_CLASS (wf_consent_page_parent_class)->finalize (object);
}

static void
wf_consent_page_class_init (WfConsentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_consent_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_consent_page_finalize;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_consent_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_consent_page_next;
  g_type_ensure (WF_TYPE_CLIENT_SHEET);
  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, child_note);
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, list);
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, teach_back_check);
}

static void
wf_consent_page_init (WfConsentPage *self)
{
  self->choosers = g_ptr_array_new ();
  self->purposes = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}
