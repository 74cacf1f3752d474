/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What we heard. The client's side is made from the profile without what protected answers
 * said, and without levels; the navigator's strip holds the levels with their uncertainty,
 * the five A's, and the safety cards, folded away.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-heard-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "wf-client-sheet.h"
#include "wf-draft.h"
#include "wf-heard-strip.h"
#include "wf-visit-flow.h"
#include "wf-visit-script.h"
#include "wf-visit-words.h"

/* No band is likelier than this: between two. */
#define CLEAR_BAND .6

struct _WfHeardPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  WfHeardStrip *strip;

  WfProfile *profile;           /* (nullable): as the sheet shows it */
  WfTileChooser *right_chooser; /* (nullable): borrowed from the sheet */
  WfDraft *draft;               /* of the note */
};

G_DEFINE_FINAL_TYPE (WfHeardPage, wf_heard_page, WF_TYPE_VISIT_PANE)

static const char *
find_headline (const WfProfile *profile)
{
  switch (profile->overall.band)
    {
    case WF_BAND_HIGHLY_ADVANCED:
      return "heard.strong";
    case WF_BAND_ADVANCED:
      return "heard.good";
    case WF_BAND_INTERMEDIATE:
      return "heard.middle";
    case WF_BAND_FOUNDATION:
    default:
      return "heard.begin";
    }
}

static gboolean
is_between (const WfProfile *profile)
{
  for (guint i = 0; i < WF_N_BANDS; i++)
    {
      if (profile->overall.bands[i] >= CLEAR_BAND)
        return FALSE;
    }
  return TRUE;
}

/* A text that has plural forms writes the digits itself; a plain one is given them. */
static char *
dup_number (WfClientTexts *texts, const char *id, const char *lang, guint number)
{
  const char *text_lang = NULL;
  const char *text = wf_client_texts_get (texts, id, lang, &text_lang);
  g_autoptr (WfFormat) format = NULL;

  if (strstr (text, "{number,") != NULL)
    return g_strdup_printf ("%u", number);
  format = wf_format_new (text_lang, NULL, NULL);
  return wf_format_integer (format, number);
}

static void
add_headline (WfHeardPage *self)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));
  const char *own = wf_pane_get_services (WF_PANE (self))->lang;
  const char *sure =
      self->profile->overall.n < WF_FEW_ANSWERS ? "heard.not-sure" : "heard.fairly-sure";
  g_autofree char *number = dup_number (texts, sure, lang, self->profile->n_answered);
  const char *text_lang = NULL;
  g_autofree char *sentence =
      wf_client_texts_format (texts, sure, lang, &text_lang, "number", number, NULL);

  g_autofree char *own_number = dup_number (texts, sure, own, self->profile->n_answered);
  g_autofree char *own_sentence =
      wf_client_texts_format (texts, sure, own, NULL, "number", own_number, NULL);

  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "heading.heard");
  if (self->profile->overall.n >= WF_FEW_ANSWERS)
    {
      wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts,
                                find_headline (self->profile));
      if (is_between (self->profile))
        wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "heard.between");
    }
  if (self->profile->n_answered > 0)
    {
      wf_client_sheet_add (self->sheet, WF_SHEET_QUIET, sentence, text_lang);
      wf_client_sheet_add_own (self->sheet, own_sentence);
    }
}

static void
add_items (WfHeardPage *self, const char *heading_id, GStrv item_ids, const char *icon_name)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  WfInterview *interview =
      wf_visit_session_get_interview (wf_visit_pane_get_session (WF_VISIT_PANE (self)));
  gboolean has_heading = FALSE;

  for (guint i = 0; item_ids != NULL && item_ids[i] != NULL; i++)
    {
      const WfItem *item = wf_item_bank_lookup (wf_interview_get_bank (interview), item_ids[i]);
      const char *lang = NULL;
      const char *text;

      if (item == NULL || item->protected || item->private_only)
        continue;
      if (!has_heading)
        wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts, heading_id);
      has_heading = TRUE;
      text = wf_text_get_for (wf_item_get_done (item),
                              wf_visit_pane_get_lang (WF_VISIT_PANE (self)), services->lang, &lang);
      wf_client_sheet_add_point (self->sheet, icon_name, text, lang);
      wf_client_sheet_add_own (self->sheet,
                               wf_text_get (wf_item_get_done (item), services->lang, NULL));
    }
}

static void
add_areas (WfHeardPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "digcomp");
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  const char *lang = wf_visit_pane_get_lang (WF_VISIT_PANE (self));

  for (guint i = 0; framework != NULL && i < WF_N_AREAS; i++)
    {
      WfAreaState state = self->profile->areas[i].state;
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      const WfFrameworkPart *part = wf_framework_lookup (framework, id);
      const char *part_lang = NULL;
      const char *title;

      if (part == NULL || (state != WF_AREA_STRONGER && state != WF_AREA_NEEDS_A_LOOK))
        continue;
      title = wf_text_get_for (part->title, lang, services->lang, &part_lang);
      wf_client_sheet_add (self->sheet, WF_SHEET_HEADING, title, part_lang);
      wf_client_sheet_add_own (self->sheet, wf_text_get (part->title, services->lang, NULL));
      wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts,
                                state == WF_AREA_STRONGER ? "heard.stronger" : "heard.look");
    }
}

static void
on_right_changed (WfHeardPage *self)
{
  if (g_strcmp0 (wf_tile_chooser_get_one (self->right_chooser), "no") == 0)
    wf_heard_strip_ask_note (self->strip);
}

/* @before: (nullable): what was chosen on the sheet that stood there before this one */
static void
add_question (WfHeardPage *self, const char *before)
{
  WfVisitPane *pane = WF_VISIT_PANE (self);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  const char *lang = wf_visit_pane_get_lang (pane);
  const char *yes_lang = NULL, *no_lang = NULL;
  const char *own = wf_pane_get_services (WF_PANE (self))->lang;
  g_autofree char *yes = wf_visit_script_dup_label (
      pane, 0, wf_client_texts_get (texts, "button.yes", lang, &yes_lang),
      wf_client_texts_get (texts, "button.yes", own, NULL));
  g_autofree char *no = wf_visit_script_dup_label (
      pane, 0, wf_client_texts_get (texts, "heard.not-right", lang, &no_lang),
      wf_client_texts_get (texts, "heard.not-right", own, NULL));

  wf_client_sheet_add_pack (self->sheet, WF_SHEET_HEADING, texts, "heard.right");
  self->right_chooser = WF_TILE_CHOOSER (
      wf_tile_chooser_new (wf_client_texts_get (texts, "heard.right", lang, NULL)));
  wf_tile_chooser_add (self->right_chooser, "yes", yes, yes_lang, NULL);
  wf_tile_chooser_add (self->right_chooser, "no", no, no_lang, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->right_chooser), "yes-no");
  wf_tile_chooser_set_one (self->right_chooser, before);
  g_signal_connect_object (self->right_chooser, "changed", G_CALLBACK (on_right_changed), self,
                           G_CONNECT_SWAPPED);
  wf_client_sheet_add_widget (self->sheet, GTK_WIDGET (self->right_chooser));
}

static void
wf_heard_page_refresh (WfVisitPane *pane)
{
  WfHeardPage *self = WF_HEARD_PAGE (pane);
  WfInterview *interview = wf_visit_session_get_interview (wf_visit_pane_get_session (pane));
  g_autofree char *before = NULL;

  if (interview == NULL || wf_interview_get_phase (interview) != WF_INTERVIEW_ENDED)
    {
      wf_visit_flow_go_on (WF_PANE (self), wf_visit_pane_get_session (pane));
      return;
    }

  if (self->right_chooser != NULL)
    before = g_strdup (wf_tile_chooser_get_one (self->right_chooser));
  self->right_chooser = NULL; /* goes with the sheet's other widgets */
  g_clear_pointer (&self->profile, wf_profile_unref);
  self->profile = wf_profile_new (interview);
  wf_visit_script_begin (pane, self->sheet);
  add_headline (self);
  add_items (self, "heading.can", self->profile->can_do, "object-select-symbolic");
  add_items (self, "heading.practise", self->profile->practise, "go-next-symbolic");
  add_areas (self);
  add_question (self, before);
  wf_client_sheet_done (self->sheet);
  wf_heard_strip_show (self->strip, wf_pane_get_services (WF_PANE (self)), interview,
                       self->profile);
}

/* --- The navigator's own view --- */

static void
on_view_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfHeardPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, &error) &&
      !g_cancellable_is_cancelled (wf_pane_get_cancellable (WF_PANE (self))))
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_view_changed (WfHeardStrip *strip, guint level, const char *words, WfHeardPage *self)
{
  WfVisitSession *session = wf_visit_pane_get_session (WF_VISIT_PANE (self));

  if (wf_visit_session_get_interview (session) != NULL)
    wf_visit_session_set_view_async (session, level, *words != '\0' ? words : NULL,
                                     wf_pane_get_cancellable (WF_PANE (self)), on_view_saved,
                                     g_object_ref (self));
}

/* --- Going on --- */

static void
make_plan (WfHeardPage *self)
{
  WfVisitSession *session = wf_visit_pane_get_session (WF_VISIT_PANE (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.make-plan", "s",
                              wf_visit_session_get_client_id (session));
}

static void
on_note_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  WfHeardPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wf_visit_pane_set_saving (WF_VISIT_PANE (self), FALSE);
  if (!saved)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  wf_heard_strip_set_note (self->strip, "");
  wf_draft_settle (self->draft);
  make_plan (self);
}

static void
wf_heard_page_next (WfVisitPane *pane)
{
  WfHeardPage *self = WF_HEARD_PAGE (pane);
  g_autofree char *note = wf_heard_strip_dup_note (self->strip);

  if (*note == '\0')
    {
      make_plan (self);
      return;
    }
  wf_visit_pane_set_saving (pane, TRUE);
  wf_client_repo_append_one_async (
      wf_pane_get_services (WF_PANE (self))->clients,
      wf_visit_session_get_client_id (wf_visit_pane_get_session (pane)),
      wf_client_record_noted (note, FALSE), wf_pane_get_cancellable (WF_PANE (self)), on_note_saved,
      self);
}

/* The question at the foot would scroll what was heard away; on the way on, one Enter too many
 * after the last answer would leave it unread. */
static gboolean
wf_heard_page_take_focus (WfPane *pane)
{
  return wf_client_sheet_focus (WF_HEARD_PAGE (pane)->sheet, _ ("What we heard")) ||
         WF_PANE_CLASS (wf_heard_page_parent_class)->take_focus (pane);
}

static void
on_end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_visit_flow_show_end (WF_PANE (widget), wf_visit_pane_get_session (WF_VISIT_PANE (widget)));
}

static void
wf_heard_page_constructed (GObject *object)
{
  WfVisitPane *pane = WF_VISIT_PANE (object);

  G_OBJECT_CLASS (wf_heard_page_parent_class)->constructed (object);
  wf_visit_pane_set_next (pane, _ ("Make a _Plan"), TRUE);
  WF_HEARD_PAGE (object)->draft = wf_draft_new (
      wf_pane_get_services (WF_PANE (pane))->vault,
      wf_visit_session_get_client_id (wf_visit_pane_get_session (pane)), "draft.heard",
      "client.noted", wf_heard_strip_get_note_buffer (WF_HEARD_PAGE (object)->strip));
  g_signal_connect_object (WF_HEARD_PAGE (object)->strip, "view-changed",
                           G_CALLBACK (on_view_changed), object, 0);
  wf_heard_page_refresh (pane);
}

static void
wf_heard_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_HEARD_PAGE (object)->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_heard_page_parent_class)->dispose (object);
}

static void
wf_heard_page_finalize (GObject *object)
{
  g_clear_pointer (&WF_HEARD_PAGE (object)->profile, wf_profile_unref);
  G_OBJECT_CLASS (wf_heard_page_parent_class)->finalize (object);
}

static void
wf_heard_page_class_init (WfHeardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_heard_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_heard_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_heard_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_heard_page_take_focus;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_heard_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_heard_page_next;
  g_type_ensure (WF_TYPE_CLIENT_SHEET);
  g_type_ensure (WF_TYPE_HEARD_STRIP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-heard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfHeardPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, WfHeardPage, strip);
  gtk_widget_class_install_action (widget_class, "visit.end", NULL, on_end_action);
}

static void
wf_heard_page_init (WfHeardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
