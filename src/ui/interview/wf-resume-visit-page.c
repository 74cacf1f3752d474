/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking a visit up again. What was said last time about who is there is a reminder, never taken
 * for granted: nothing is chosen, and nothing of the visit stands on the screen until it is.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resume-visit-page.h"

#include <glib/gi18n.h>

#include "wf-tile-chooser.h"
#include "wf-visit-flow.h"
#include "wf-visit-words.h"

struct _WfResumeVisitPage {
  WfPane parent_instance;

  GtkButton *go_on_button;
  GtkWidget *page;
  AdwPreferencesGroup *present_group;
  WfTileChooser *present_chooser;

  WfVisitSession *session;
};

G_DEFINE_FINAL_TYPE (WfResumeVisitPage, wf_resume_visit_page, WF_TYPE_PANE)

static void
update (WfResumeVisitPage *self)
{
  const char *one = wf_tile_chooser_get_one (self->present_chooser);

  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on_button), one != NULL);
}

static void
on_present_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfVisitSession *session = WF_VISIT_SESSION (source);

  wf_visit_session_step_finish (session, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    {
      wf_visit_flow_go_on (user_data, session);
      return;
    }
  wf_pane_show_problem (user_data, error);
  update (user_data);
}

static void
on_go_on_button_clicked (GtkButton *button, WfResumeVisitPage *self)
{
  g_auto (GStrv) chosen = wf_tile_chooser_get_chosen (self->present_chooser);

  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on_button), FALSE);
  wf_visit_session_set_present_async (self->session, (const char *const *) chosen,
                                      wf_pane_get_cancellable (WF_PANE (self)), on_present_ready,
                                      self);
}

static void
ask (WfResumeVisitPage *self)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  const WfVisit *visit = wf_visit_session_get_visit (self->session);
  g_autofree char *before = wf_presence_dup_words ((const char *const *) visit->present, format);
  /* Translators: %s is who was there when the visit began: "Alone", "Partner and child" */
  g_autofree char *words =
      g_strdup_printf (_ ("Before: %s. Some questions wait until the client is alone."), before);

  adw_preferences_group_set_description (self->present_group, words);
  gtk_widget_set_sensitive (self->page, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->present_chooser), GTK_DIR_TAB_FORWARD);
}

static void
on_resume_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    wf_pane_show_problem (user_data, error);
  else if (wf_visit_session_get_visit (WF_VISIT_SESSION (source)) == NULL)
    wf_visit_flow_go_on (user_data, WF_VISIT_SESSION (source));
  else
    ask (user_data);
}

static void
wf_resume_visit_page_dispose (GObject *object)
{
  g_clear_object (&WF_RESUME_VISIT_PAGE (object)->session);
  G_OBJECT_CLASS (wf_resume_visit_page_parent_class)->dispose (object);
}

static void
wf_resume_visit_page_class_init (WfResumeVisitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_resume_visit_page_dispose;
  g_type_ensure (WF_TYPE_TILE_CHOOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-resume-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfResumeVisitPage, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, WfResumeVisitPage, page);
  gtk_widget_class_bind_template_child (widget_class, WfResumeVisitPage, present_group);
  gtk_widget_class_bind_template_child (widget_class, WfResumeVisitPage, present_chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on_button_clicked);
}

static void
wf_resume_visit_page_init (WfResumeVisitPage *self)
{
  const char *const *presences = wf_visit_get_presences ();

  gtk_widget_init_template (GTK_WIDGET (self));
  wf_tile_chooser_set_multiple (self->present_chooser, TRUE);
  wf_tile_chooser_set_alone (self->present_chooser, "alone");
  for (guint i = 0; presences[i] != NULL; i++)
    wf_tile_chooser_add (self->present_chooser, presences[i], wf_presence_get_words (presences[i]),
                         NULL, NULL);
  g_signal_connect_object (self->present_chooser, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

WfPane *
wf_resume_visit_page_new (WfServices *services, const char *client_id)
{
  WfResumeVisitPage *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_object_new (WF_TYPE_RESUME_VISIT_PAGE, "services", services, NULL);
  self->session = wf_visit_flow_make_session (services);
  wf_visit_session_resume_async (self->session, client_id, wf_pane_get_cancellable (WF_PANE (self)),
                                 on_resume_ready, self);
  return WF_PANE (self);
}
