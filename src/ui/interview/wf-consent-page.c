/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent by purpose. Yes and no are asked on the client's side; the navigator's strip says
 * the same in the navigator's language. Only "help me now" is needed. What was agreed to
 * before stands there already; what a child carried is asked anew. Sharing is asked for one
 * service by its name and until a day, which the navigator writes down first.
 *
 * Invariant: `choosers` and `lines` have the same length and order.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-consent-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "wf-client-sheet.h"
#include "wf-client-words.h"
#include "wf-consent-words.h"
#include "wf-draft.h"
#include "wf-status-note.h"
#include "wf-visit-flow.h"
#include "wf-visit-script.h"
#include "wf-widget-tools.h"

struct _WfConsentPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  WfStatusNote *child_note;
  GtkListBox *list;
  GtkCheckButton *teach_back_check;
  AdwEntryRow *service_row;
  AdwComboRow *until_row;
  GtkButton *add_button;

  WfClient *client;    /* (nullable): until it is read */
  WfDraft *draft;      /* (nullable): of what is said, from then on */
  GHashTable *drafted; /* (element-type utf8 utf8) (nullable): answers that come back, by purpose */
  gboolean is_recalled; /* what was said before stands on the page */
  gboolean is_whole;    /* every purpose is asked, however short the visit */
  gboolean leads_to_end;
  GPtrArray *shares;   /* (element-type Line): services asked about, after the fixed purposes */
  GPtrArray *choosers; /* (element-type WfTileChooser), borrowed from the sheet */
  GPtrArray *lines;    /* (element-type Line): what stands on the sheet */
};

/* One question: a purpose, and the last day of a yes, or "". */
typedef struct {
  char *purpose;
  char *until;
} Line;

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_0,
  PROP_TEXT,
};

/* Between the parts of a line of "text". */
#define PART_END   "\x1e"
#define TEACH_BACK "teach-back"

G_DEFINE_FINAL_TYPE (WfConsentPage, wf_consent_page, WF_TYPE_VISIT_PANE)

static const struct {
  const char *purpose;
  gboolean for_help_now; /* asked when the visit is short */
} PURPOSES[] = {
  { WF_CONSENT_HELP_NOW, TRUE },
  { WF_CONSENT_KEEP_NOTES, TRUE },
  { WF_CONSENT_CONTACT_AFTER, FALSE },
  { WF_CONSENT_REPORT_COUNT, FALSE },
  { WF_CONSENT_REPORT_WITH_NUMBER, FALSE },
  { WF_CONSENT_IMPROVE, FALSE },
  { WF_CONSENT_WATCH, FALSE },
};

/* How long sharing with a service may go on, in months; 0: until it is taken back. */
static const guint MONTHS[] = { 3, 6, 12, 0 };

static Line *
line_new (const char *purpose, const char *until)
{
  Line *self = g_new0 (Line, 1);

  self->purpose = g_strdup (purpose);
  self->until = g_strdup (until);
  return self;
}

static void
line_free (Line *self)
{
  g_free (self->purpose);
  g_free (self->until);
  g_free (self);
}

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
on_answer_changed (WfConsentPage *self)
{
  update_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_answer (WfConsentPage *self, const char *id, const char **out_lang)
{
  WfVisitPane *pane = WF_VISIT_PANE (self);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);

  return wf_visit_script_dup_label (
      pane, 0, wf_client_texts_get (texts, id, wf_visit_pane_get_lang (pane), out_lang),
      wf_client_texts_get (texts, id, get_services (self)->lang, NULL));
}

static void
add_line (WfConsentPage *self, const Line *line, const char *answer)
{
  WfServices *services = get_services (self);
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  const char *text_lang = NULL, *yes_lang = NULL, *no_lang = NULL;
  g_autofree char *text =
      wf_consent_dup_words (services->packs, texts, line->purpose, line->until, lang, &text_lang);
  g_autofree char *own = wf_consent_dup_words (services->packs, texts, line->purpose, line->until,
                                               services->lang, NULL);
  g_autofree char *yes = dup_answer (self, "button.yes", &yes_lang);
  g_autofree char *no = dup_answer (self, "button.no", &no_lang);
  GtkWidget *chooser = wf_tile_chooser_new (text);
  GtkWidget *strip_row = adw_action_row_new ();

  wf_client_sheet_add (self->sheet, WF_SHEET_TEXT, text, text_lang);
  wf_client_sheet_add_own (self->sheet, own);
  wf_tile_chooser_add (WF_TILE_CHOOSER (chooser), "yes", yes, yes_lang, NULL);
  wf_tile_chooser_add (WF_TILE_CHOOSER (chooser), "no", no, no_lang, NULL);
  gtk_widget_add_css_class (chooser, "yes-no");
  if (answer != NULL)
    wf_tile_chooser_set_one (WF_TILE_CHOOSER (chooser), answer);
  g_signal_connect_object (chooser, "changed", G_CALLBACK (on_answer_changed), self,
                           G_CONNECT_SWAPPED);
  wf_client_sheet_add_widget (self->sheet, chooser);
  g_ptr_array_add (self->choosers, chooser);
  g_ptr_array_add (self->lines, line_new (line->purpose, line->until));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (strip_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (strip_row), own);
  if (self->lines->len == 1)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (strip_row), _ ("Needed for this visit"));
  gtk_list_box_append (self->list, strip_row);
}

static void
add_limits (WfConsentPage *self)
{
  static const struct {
    const char *text;
    const char *picture;
  } LINES[] = { { "limits.child", "wf-parent-child-symbolic" },
                { "limits.hurt", "wf-warning-symbolic" },
                { "limits.judge", "wf-paper-symbolic" } };
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  const WfAgency *agency = wf_agency_repo_get (get_services (self)->agency);

  wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts, "limits.title");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.stays");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "limits.three");
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      const char *line_lang = NULL;
      const char *line = wf_client_texts_get (texts, LINES[i].text, lang, &line_lang);

      wf_client_sheet_add_point (self->sheet, LINES[i].picture, line, line_lang);
      wf_client_sheet_add_own (
          self->sheet, wf_client_texts_get (texts, LINES[i].text, get_services (self)->lang, NULL));
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

/* What stands on the page stays when only the language changes; else what was said before,
 * but for what a child carried: that is asked again. */
static const char *
find_answer (WfConsentPage *self, GPtrArray *before, GPtrArray *said, const char *purpose)
{
  const WfConsentAnswer *answer =
      self->client != NULL ? wf_consent_lookup (wf_client_get_consent (self->client), purpose)
                           : NULL;
  const char *drafted = self->drafted != NULL ? g_hash_table_lookup (self->drafted, purpose) : NULL;

  if (drafted != NULL)
    return drafted;
  for (guint i = 0; i < before->len; i++)
    {
      /* What was said while the record was still being read stands. */
      if (g_str_equal (((Line *) before->pdata[i])->purpose, purpose) &&
          (self->is_recalled || said->pdata[i] != NULL))
        return said->pdata[i];
    }
  if (answer == NULL || answer->ask_again)
    return NULL;
  return answer->state == WF_CONSENT_YES ? "yes" : "no";
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
  else if (self->client != NULL && wf_consent_must_ask_again (wf_client_get_consent (self->client)))
    wf_status_note_set (self->child_note, _ ("Last time a child carried the words."),
                        _ ("What the client said then stays in the record, and allows nothing."),
                        _ ("Ask each question again."));
  else
    wf_status_note_set (self->child_note, NULL, NULL, NULL);
}

static void
wf_consent_page_refresh (WfVisitPane *pane)
{
  WfConsentPage *self = WF_CONSENT_PAGE (pane);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->lines);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  gboolean is_short = get_visit (self)->way == WF_VISIT_HELP_NOW && !self->is_whole;

  for (guint i = 0; i < before->len; i++)
    g_ptr_array_add (said, g_strdup (wf_tile_chooser_get_one (self->choosers->pdata[i])));
  g_ptr_array_set_size (self->choosers, 0);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  clear_list (self);

  wf_visit_script_begin (pane, self->sheet);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "consent.title");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "consent.intro");
  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    {
      const Line line = { (char *) PURPOSES[i].purpose, (char *) "" };

      if (!is_short || PURPOSES[i].for_help_now)
        add_line (self, &line, find_answer (self, before, said, line.purpose));
    }
  for (guint i = 0; i < self->shares->len; i++)
    {
      const Line *line = self->shares->pdata[i];

      add_line (self, line, find_answer (self, before, said, line->purpose));
    }
  add_limits (self);
  wf_client_sheet_done (self->sheet);
  /* A script says it in both languages already. */
  gtk_widget_set_visible (GTK_WIDGET (self->list), !wf_visit_script_is_on (pane));
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
  wf_draft_settle (self->draft);
  session = wf_visit_pane_get_session (WF_VISIT_PANE (self));
  if (!self->leads_to_end &&
      g_strcmp0 (wf_tile_chooser_get_one (self->choosers->pdata[0]), "yes") == 0)
    wf_visit_flow_go_on_agreed (WF_PANE (self), session);
  else
    wf_visit_flow_show_end (WF_PANE (self), session);
}

/* The fixed purposes in one record, each service in its own: it has its own last day. */
static GPtrArray *
make_records (WfConsentPage *self)
{
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) purposes = g_ptr_array_new ();
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (gboolean));

  for (guint i = 0; i < self->choosers->len; i++)
    {
      const Line *line = self->lines->pdata[i];
      const char *agency = wf_consent_get_agency (line->purpose);
      const char *answer = wf_tile_chooser_get_one (self->choosers->pdata[i]);
      gboolean yes = g_strcmp0 (answer, "yes") == 0;

      if (answer == NULL)
        continue; /* not asked stays not asked */
      if (agency != NULL)
        {
          g_ptr_array_add (records, wf_consent_record_shared (agency, yes, yes ? line->until : NULL,
                                                              lang, find_through (self)));
          continue;
        }
      g_ptr_array_add (purposes, line->purpose);
      g_array_append_val (answers, yes);
    }
  g_ptr_array_add (purposes, NULL);
  g_ptr_array_insert (records, 0,
                      wf_consent_record_given (
                          (const char *const *) purposes->pdata,
                          (const gboolean *) (gpointer) answers->data, lang, find_through (self),
                          gtk_check_button_get_active (self->teach_back_check)));
  return records;
}

static void
wf_consent_page_next (WfVisitPane *pane)
{
  WfConsentPage *self = WF_CONSENT_PAGE (pane);
  g_autoptr (GPtrArray) records = make_records (self);

  wf_pane_clear_problem (WF_PANE (self));
  wf_visit_pane_set_saving (pane, TRUE);
  wf_client_repo_append_async (get_services (self)->clients,
                               wf_visit_session_get_client_id (wf_visit_pane_get_session (pane)),
                               records, wf_pane_get_cancellable (WF_PANE (self)), on_consent_saved,
                               self);
}

/* --- With which service --- */

static void
put_share (WfConsentPage *self, const char *agency, const char *until)
{
  g_autofree char *purpose = g_strconcat (WF_CONSENT_SHARE_PREFIX, agency, NULL);

  for (guint i = 0; i < self->shares->len; i++)
    {
      Line *line = self->shares->pdata[i];

      if (g_str_equal (line->purpose, purpose))
        {
          g_free (line->until);
          line->until = g_strdup (until);
          return;
        }
    }
  g_ptr_array_add (self->shares, line_new (purpose, until));
}

static char *
dup_last_day (WfConsentPage *self)
{
  guint months =
      MONTHS[MIN (adw_combo_row_get_selected (self->until_row), G_N_ELEMENTS (MONTHS) - 1)];
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (wf_clock_now (get_services (self)->clock) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) end = g_date_time_add_months (now, (int) months);

  return months > 0 ? g_date_time_format (end, "%Y-%m-%d") : g_strdup ("");
}

static void
on_service_changed (WfConsentPage *self)
{
  g_autofree char *agency =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->service_row))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), *agency != '\0');
}

static void
on_service_added (WfConsentPage *self)
{
  g_autofree char *agency =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->service_row))));
  g_autofree char *until = dup_last_day (self);

  if (*agency == '\0')
    return;
  put_share (self, agency, until);
  gtk_editable_set_text (GTK_EDITABLE (self->service_row), "");
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
recall_shares (WfConsentPage *self)
{
  GPtrArray *answers = wf_consent_get_answers (wf_client_get_consent (self->client));

  for (guint i = 0; i < answers->len; i++)
    {
      const WfConsentAnswer *answer = answers->pdata[i];
      const char *agency = wf_consent_get_agency (answer->purpose);

      if (agency != NULL && answer->state == WF_CONSENT_YES)
        put_share (self, agency, answer->until);
    }
}

/* --- What was said and is not written yet --- */

static void
add_part (GString *text, const char *purpose, const char *answer, const char *until)
{
  g_string_append_printf (text, "%s%s%s%s%s\n", purpose, PART_END, answer, PART_END, until);
}

static void
wf_consent_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfConsentPage *self = WF_CONSENT_PAGE (object);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = self->lines->pdata[i];
      const char *answer = wf_tile_chooser_get_one (self->choosers->pdata[i]);

      if (answer != NULL || wf_consent_get_agency (line->purpose) != NULL)
        add_part (text, line->purpose, answer != NULL ? answer : "", line->until);
    }
  if (gtk_check_button_get_active (self->teach_back_check))
    add_part (text, TEACH_BACK, "yes", "");
  g_value_take_string (value, g_string_free (text, FALSE));
}

static void
wf_consent_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WfConsentPage *self = WF_CONSENT_PAGE (object);
  const char *text = g_value_get_string (value);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr (GHashTable) drafted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], PART_END, 3);

      if (g_strv_length (parts) < 3)
        continue;
      if (wf_consent_get_agency (parts[0]) != NULL)
        put_share (self, wf_consent_get_agency (parts[0]), parts[2]);
      if (g_str_equal (parts[0], TEACH_BACK))
        gtk_check_button_set_active (self->teach_back_check, TRUE);
      else if (*parts[1] != '\0')
        g_hash_table_insert (drafted, g_strdup (parts[0]), g_strdup (parts[1]));
    }
  self->drafted = drafted;
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  self->drafted = NULL;
}

/* One draft of one visit: another visit asks anew. */
static void
keep_draft (WfConsentPage *self)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_ptr_array_add (fields, self);
  g_ptr_array_add (fields, self->service_row);
  self->draft = wf_draft_new_about (get_services (self)->vault, wf_client_get_id (self->client),
                                    "draft.consent", get_visit (self)->id, fields);
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
  recall_shares (self);
  if (wf_consent_get_limits_time (wf_client_get_consent (client)) != 0)
    gtk_check_button_set_active (self->teach_back_check, TRUE);
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  self->is_recalled = TRUE;
  keep_draft (self);
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
wf_consent_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_CONSENT_PAGE (object)->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_consent_page_parent_class)->dispose (object);
}

static void
wf_consent_page_finalize (GObject *object)
{
  WfConsentPage *self = WF_CONSENT_PAGE (object);

  g_clear_pointer (&self->client, wf_client_unref);
  g_ptr_array_unref (self->shares);
  g_ptr_array_unref (self->choosers);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (wf_consent_page_parent_class)->finalize (object);
}

static void
wf_consent_page_class_init (WfConsentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_consent_page_get_property;
  object_class->set_property = wf_consent_page_set_property;
  object_class->constructed = wf_consent_page_constructed;
  object_class->dispose = wf_consent_page_dispose;
  object_class->finalize = wf_consent_page_finalize;
  g_object_class_install_property (
      object_class, PROP_TEXT,
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
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
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, service_row);
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, until_row);
  gtk_widget_class_bind_template_child (widget_class, WfConsentPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_service_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_service_added);
}

static void
wf_consent_page_init (WfConsentPage *self)
{
  self->shares = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->choosers = g_ptr_array_new ();
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->teach_back_check, "toggled", G_CALLBACK (on_answer_changed), self,
                           G_CONNECT_SWAPPED);
}

WfPane *
wf_consent_page_new_whole (WfServices *services, WfVisitSession *session, gboolean leads_to_end)
{
  WfConsentPage *self =
      g_object_new (WF_TYPE_CONSENT_PAGE, "services", services, "session", session, NULL);

  self->is_whole = TRUE;
  self->leads_to_end = leads_to_end;
  wf_consent_page_refresh (WF_VISIT_PANE (self));
  return WF_PANE (self);
}

gboolean
wf_consent_page_was_asked_whole (const WfConsent *consent)
{
  g_return_val_if_fail (consent != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (PURPOSES); i++)
    {
      if (!PURPOSES[i].for_help_now &&
          wf_consent_get_state (consent, PURPOSES[i].purpose) != WF_CONSENT_NOT_ASKED)
        return TRUE;
    }
  return FALSE;
}
