/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The goal: own words, and pictures of what others want. Neither is needed to go on. What was
 * said today or last time is offered to the navigator, and is taken over by nobody but them.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-goal-page.h"

#include <glib/gi18n.h>

#include "wf-client-sheet.h"
#include "wf-draft.h"
#include "wf-visit-flow.h"
#include "wf-visit-script.h"
#include "wf-visit-words.h"

struct _WfGoalPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  GtkLabel *how_label;
  GtkTextView *words_view;
  GtkWidget *said_box;
  GtkLabel *chosen_label;

  WfTileChooser *chooser; /* (nullable): borrowed from the sheet */
  WfDraft *draft;         /* of the words */
};

G_DEFINE_FINAL_TYPE (WfGoalPage, wf_goal_page, WF_TYPE_VISIT_PANE)

/* Ids under "goal." that are not goals to choose. */
static const char *const NOT_GOALS[] = { "goal.prompt",    "goal.prompt-words", "goal.first",
                                         "goal.own-words", "goal.assets",       NULL };

/* The pictures' words, in the navigator's language. */
static char *
dup_goal_words (WfGoalPage *self, const char *const *goals)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (self));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; goals[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("goal.", goals[i], NULL);

      g_ptr_array_add (words, (gpointer) wf_client_texts_get (texts, id, services->lang, NULL));
    }
  g_ptr_array_add (words, NULL);
  return wf_format_list (services->format, (const char *const *) words->pdata);
}

static void
on_chooser_changed (WfGoalPage *self)
{
  g_auto (GStrv) goals = wf_tile_chooser_get_chosen (self->chooser);
  g_autofree char *list =
      goals[0] != NULL ? dup_goal_words (self, (const char *const *) goals) : NULL;

  gtk_label_set_text (self->chosen_label, list != NULL ? list : "");
}

static void
wf_goal_page_refresh (WfVisitPane *pane)
{
  WfGoalPage *self = WF_GOAL_PAGE (pane);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  const char *lang = wf_visit_pane_get_lang (pane);
  const char *own = wf_pane_get_services (WF_PANE (pane))->lang;
  const char *prompt = wf_client_texts_get (texts, "goal.prompt", lang, NULL);
  g_autoptr (GPtrArray) ids = wf_client_texts_list (texts, "goal.");
  gboolean is_script = wf_visit_script_is_on (pane);
  guint number = 0;
  g_auto (GStrv) chosen = self->chooser != NULL ? wf_tile_chooser_get_chosen (self->chooser) : NULL;

  wf_visit_script_begin (pane, self->sheet);
  if (is_script)
    gtk_label_set_text (self->how_label, _ ("Wait. Write down their own words, in any language. "
                                            "Read from the list where they look for words."));
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "goal.prompt");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts,
                            is_script ? "phone.goals" : "goal.prompt-words");
  self->chooser = WF_TILE_CHOOSER (wf_tile_chooser_new (prompt));
  wf_tile_chooser_set_multiple (self->chooser, TRUE);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i];
      const char *text_lang = NULL;
      const char *text;
      g_autofree char *label = NULL;

      if (g_strv_contains (NOT_GOALS, id))
        continue;
      text = wf_client_texts_get (texts, id, lang, &text_lang);
      label = wf_visit_script_dup_label (pane, ++number, text,
                                         wf_client_texts_get (texts, id, own, NULL));
      wf_tile_chooser_add (self->chooser, id + strlen ("goal."), label, text_lang,
                           is_script ? NULL : wf_pictogram_for_goal (id));
    }
  wf_tile_chooser_set_chosen (self->chooser, (const char *const *) chosen);
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (on_chooser_changed), self,
                           G_CONNECT_SWAPPED);
  wf_client_sheet_add_widget (self->sheet, GTK_WIDGET (self->chooser));
  wf_client_sheet_done (self->sheet);
  on_chooser_changed (self);
}

static char *
dup_words (WfGoalPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* --- What was said before --- */

static void
take_over (WfGoalPage *self, const char *words, const char *const *goals)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words_view);
  g_autofree char *there = dup_words (self);
  g_auto (GStrv) chosen = wf_tile_chooser_get_chosen (self->chooser);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  if (*words != '\0')
    {
      g_autofree char *both = *there != '\0' ? g_strconcat (there, "\n", words, NULL) : NULL;

      gtk_text_buffer_set_text (buffer, both != NULL ? both : words, -1);
    }
  g_strv_builder_addv (all, (const char **) chosen);
  g_strv_builder_addv (all, (const char **) goals);
  wanted = g_strv_builder_end (all);
  wf_tile_chooser_set_chosen (self->chooser, (const char *const *) wanted);
  on_chooser_changed (self);
}

static void
on_said_clicked (GtkButton *button, WfGoalPage *self)
{
  take_over (self, g_object_get_data (G_OBJECT (button), "words"),
             g_object_get_data (G_OBJECT (button), "goals"));
  gtk_widget_grab_focus (GTK_WIDGET (self->words_view));
  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
}

/* @format: "Today: %s"; @words: maybe ""; @goals: (nullable): ids of pictures */
static void
offer_said (WfGoalPage *self, const char *format, const char *words, const char *const *goals)
{
  static const char *const NONE[] = { NULL };
  g_autofree char *list = goals != NULL && goals[0] != NULL ? dup_goal_words (self, goals) : NULL;
  g_autofree char *said = list == NULL     ? g_strdup (words)
                          : *words != '\0' ? g_strdup_printf ("%s · %s", words, list)
                                           : g_strdup (list);
  g_autofree char *text = g_strdup_printf (format, said);
  GtkWidget *button, *label;

  if (*said == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  g_object_set_data_full (G_OBJECT (button), "words", g_strdup (words), g_free);
  g_object_set_data_full (G_OBJECT (button), "goals",
                          g_strdupv ((GStrv) (goals != NULL ? goals : NONE)),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_said_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->said_box), button);
  gtk_widget_set_visible (self->said_box, TRUE);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, NULL);
  WfGoalPage *self = user_data;
  const WfClientFact *goals;
  const char *words, *today;

  if (client == NULL)
    return; /* gone, or nothing to go by: it is asked as it was */

  today = wf_visit_session_get_visit (wf_visit_pane_get_session (WF_VISIT_PANE (self)))->goal;
  words = wf_client_get_fact_text (client, "goal-words");
  goals = wf_client_get_fact (client, "goal");
  /* Translators: what the client said earlier in this visit */
  offer_said (self, _ ("Today: %s"), today, NULL);
  /* Translators: what the client wanted at the visit before */
  offer_said (self, _ ("Last time: %s"), words != NULL && !g_str_equal (words, today) ? words : "",
              goals != NULL ? (const char *const *) goals->values : NULL);
}

/* --- Saving --- */

/* The goal is the interview's; the client's page shows it too. */
static void
on_fact_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  WfVisitPane *pane = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wf_visit_pane_set_saving (pane, FALSE);
  if (!saved)
    wf_pane_show_problem (WF_PANE (pane), error);
  else
    wf_visit_flow_go_on (WF_PANE (pane), wf_visit_pane_get_session (pane));
}

static WfRecord *
make_fact (const char *name, const char *const *values)
{
  g_autoptr (WfClientFact) fact = wf_client_fact_new (name, WF_CLIENT_FACT_ANSWERED, values, 0);

  return wf_client_record_fact (fact);
}

static void
on_goal_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) goals = NULL;
  WfGoalPage *self = user_data;

  if (!wf_visit_pane_finish_step (source, result, user_data))
    return;

  wf_draft_settle (self->draft);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  words = dup_words (self);
  goals = wf_tile_chooser_get_chosen (self->chooser);
  if (goals[0] != NULL)
    g_ptr_array_add (records, make_fact ("goal", (const char *const *) goals));
  if (*words != '\0')
    {
      const char *values[] = { words, NULL };

      g_ptr_array_add (records, make_fact ("goal-words", values));
    }
  if (records->len == 0)
    {
      wf_visit_flow_go_on (WF_PANE (self), WF_VISIT_SESSION (source));
      return;
    }
  wf_visit_pane_set_saving (WF_VISIT_PANE (self), TRUE);
  wf_client_repo_append_async (wf_pane_get_services (WF_PANE (self))->clients,
                               wf_visit_session_get_client_id (WF_VISIT_SESSION (source)), records,
                               wf_pane_get_cancellable (WF_PANE (self)), on_fact_saved, self);
}

static void
wf_goal_page_next (WfVisitPane *pane)
{
  WfGoalPage *self = WF_GOAL_PAGE (pane);
  g_auto (GStrv) goals = wf_tile_chooser_get_chosen (self->chooser);
  g_autofree char *words = dup_words (self);

  wf_visit_session_set_goal_async (wf_visit_pane_get_session (pane), (const char *const *) goals,
                                   *words != '\0' ? words : NULL,
                                   wf_pane_get_cancellable (WF_PANE (self)), on_goal_saved, self);
  wf_visit_pane_update_status (pane);
}

static void
wf_goal_page_constructed (GObject *object)
{
  WfGoalPage *self = WF_GOAL_PAGE (object);

  G_OBJECT_CLASS (wf_goal_page_parent_class)->constructed (object);
  wf_goal_page_refresh (WF_VISIT_PANE (object));
  self->draft = wf_draft_new (
      wf_pane_get_services (WF_PANE (self))->vault,
      wf_visit_session_get_client_id (wf_visit_pane_get_session (WF_VISIT_PANE (self))),
      "draft.goal", "interview.goal", gtk_text_view_get_buffer (self->words_view));
  wf_client_repo_get_async (
      wf_pane_get_services (WF_PANE (self))->clients,
      wf_visit_session_get_client_id (wf_visit_pane_get_session (WF_VISIT_PANE (self))), NULL,
      wf_pane_get_cancellable (WF_PANE (self)), on_client_ready, self);
}

static void
wf_goal_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_GOAL_PAGE (object)->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_goal_page_parent_class)->dispose (object);
}

static void
wf_goal_page_class_init (WfGoalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_goal_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_goal_page_dispose;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_goal_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_goal_page_next;
  g_type_ensure (WF_TYPE_CLIENT_SHEET);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-goal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfGoalPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, WfGoalPage, how_label);
  gtk_widget_class_bind_template_child (widget_class, WfGoalPage, words_view);
  gtk_widget_class_bind_template_child (widget_class, WfGoalPage, said_box);
  gtk_widget_class_bind_template_child (widget_class, WfGoalPage, chosen_label);
}

static void
wf_goal_page_init (WfGoalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
