/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help with something now: three fields. What is typed and chosen becomes part of the visit with
 * Finish, or when the visit grows into the full assessment; until then it is a draft.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-help-now-page.h"

#include <glib/gi18n.h>

#include "wf-client-sheet.h"
#include "wf-draft.h"
#include "wf-visit-flow.h"
#include "wf-visit-script.h"
#include "wf-visit-words.h"

struct _WfHelpNowPage {
  WfVisitPane parent_instance;

  WfClientSheet *sheet;
  GtkTextView *goal_view;
  WfTileChooser *theme_chooser;
  WfTileChooser *outcome_chooser;
  GtkSpinButton *minutes_spin;

  WfDraft *draft; /* of all of it */
};

G_DEFINE_FINAL_TYPE (WfHelpNowPage, wf_help_now_page, WF_TYPE_VISIT_PANE)

static WfVisitSession *
get_session (WfHelpNowPage *self)
{
  return wf_visit_pane_get_session (WF_VISIT_PANE (self));
}

static void
wf_help_now_page_refresh (WfVisitPane *pane)
{
  WfHelpNowPage *self = WF_HELP_NOW_PAGE (pane);
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);

  wf_visit_script_begin (pane, self->sheet);
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TITLE, texts, "now.title");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_TEXT, texts, "welcome.any");
  wf_client_sheet_add_pack (self->sheet, WF_SHEET_QUIET, texts, "now.later");
  wf_client_sheet_done (self->sheet);
}

static WfVisit *
make_visit (WfHelpNowPage *self)
{
  WfVisit *visit = wf_visit_copy (wf_visit_session_get_visit (get_session (self)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->goal_view);
  g_auto (GStrv) themes = wf_tile_chooser_get_chosen (self->theme_chooser);
  const char *outcome = wf_tile_chooser_get_one (self->outcome_chooser);
  g_autofree char *goal = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  goal = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  wf_visit_set_text (&visit->goal, goal);
  wf_visit_set_list (&visit->themes, (const char *const *) themes);
  wf_visit_set_text (&visit->outcome, outcome != NULL ? outcome : "");
  visit->minutes = (guint) gtk_spin_button_get_value_as_int (self->minutes_spin);
  return visit;
}

static void
on_kept_for_end (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (!wf_visit_pane_finish_step (source, result, user_data))
    return;

  wf_draft_settle (WF_HELP_NOW_PAGE (user_data)->draft);
  wf_visit_flow_show_end (user_data, WF_VISIT_SESSION (source));
}

static void
on_grown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (wf_visit_pane_finish_step (source, result, user_data))
    wf_visit_flow_go_on (user_data, WF_VISIT_SESSION (source));
}

static void
on_kept_for_growing (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (!wf_visit_pane_finish_step (source, result, user_data))
    return;

  wf_draft_settle (WF_HELP_NOW_PAGE (user_data)->draft);
  wf_visit_session_grow_async (WF_VISIT_SESSION (source), wf_pane_get_cancellable (user_data),
                               on_grown, user_data);
  wf_visit_pane_update_status (user_data);
}

static void
keep (WfHelpNowPage *self, GAsyncReadyCallback callback)
{
  g_autoptr (WfVisit) visit = NULL;

  if (wf_visit_pane_is_held (WF_VISIT_PANE (self)))
    return;
  visit = make_visit (self);
  wf_visit_session_change_async (get_session (self), visit,
                                 wf_pane_get_cancellable (WF_PANE (self)), callback, self);
  wf_visit_pane_update_status (WF_VISIT_PANE (self));
}

static void
wf_help_now_page_next (WfVisitPane *pane)
{
  keep (WF_HELP_NOW_PAGE (pane), on_kept_for_end);
}

static void
on_grow_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep (WF_HELP_NOW_PAGE (widget), on_kept_for_growing);
}

static void
fill_in (WfHelpNowPage *self)
{
  const WfVisit *visit = wf_visit_session_get_visit (get_session (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->goal_view), visit->goal, -1);
  wf_tile_chooser_set_chosen (self->theme_chooser, (const char *const *) visit->themes);
  wf_tile_chooser_set_one (self->outcome_chooser, visit->outcome);
  gtk_spin_button_set_value (self->minutes_spin, visit->minutes);
}

static void
keep_draft (WfHelpNowPage *self)
{
  WfVisitSession *session = get_session (self);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_ptr_array_add (fields, gtk_text_view_get_buffer (self->goal_view));
  g_ptr_array_add (fields, self->theme_chooser);
  g_ptr_array_add (fields, self->outcome_chooser);
  g_ptr_array_add (fields, self->minutes_spin);
  self->draft = wf_draft_new_about (wf_pane_get_services (WF_PANE (self))->vault,
                                    wf_visit_session_get_client_id (session), "draft.help-now",
                                    wf_visit_session_get_visit (session)->id, fields);
}

static void
wf_help_now_page_constructed (GObject *object)
{
  WfHelpNowPage *self = WF_HELP_NOW_PAGE (object);

  G_OBJECT_CLASS (wf_help_now_page_parent_class)->constructed (object);
  /* Translators: the help is done; the visit's end comes next */
  wf_visit_pane_set_next (WF_VISIT_PANE (self), _ ("_Finish"), TRUE);
  fill_in (self);
  keep_draft (self);
  wf_help_now_page_refresh (WF_VISIT_PANE (self));
}

static void
wf_help_now_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_HELP_NOW_PAGE (object)->draft, wf_draft_free);
  G_OBJECT_CLASS (wf_help_now_page_parent_class)->dispose (object);
}

static void
wf_help_now_page_class_init (WfHelpNowPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_help_now_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_help_now_page_dispose;
  WF_VISIT_PANE_CLASS (klass)->refresh = wf_help_now_page_refresh;
  WF_VISIT_PANE_CLASS (klass)->next = wf_help_now_page_next;
  g_type_ensure (WF_TYPE_CLIENT_SHEET);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-help-now-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfHelpNowPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, WfHelpNowPage, goal_view);
  gtk_widget_class_bind_template_child (widget_class, WfHelpNowPage, theme_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfHelpNowPage, outcome_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfHelpNowPage, minutes_spin);
  gtk_widget_class_install_action (widget_class, "visit.grow", NULL, on_grow_action);
}

static void
wf_help_now_page_init (WfHelpNowPage *self)
{
  const char *const *themes = wf_visit_get_themes ();
  const char *const *outcomes = wf_visit_get_outcomes ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; themes[i] != NULL; i++)
    wf_tile_chooser_add (self->theme_chooser, themes[i], wf_theme_get_words (themes[i]), NULL,
                         NULL);
  for (guint i = 0; outcomes[i] != NULL; i++)
    wf_tile_chooser_add (self->outcome_chooser, outcomes[i], wf_outcome_get_words (outcomes[i]),
                         NULL, NULL);
}
