/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The client's own window.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-window.h"

#include "wf-cover-bin.h"
#include "wf-pictogram-view.h"

struct _WfClientWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  WfQuestionCard *card;
};

G_DEFINE_FINAL_TYPE (WfClientWindow, wf_client_window, ADW_TYPE_WINDOW)

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfClientWindow *self)
{
  if (keyval != GDK_KEY_F11 && keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
wf_client_window_class_init (WfClientWindowClass *klass)
{
}

static void
wf_client_window_init (WfClientWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *cover = wf_cover_bin_new ();
  GtkWidget *picture = wf_pictogram_view_new ("person-helping");

  self->stack = GTK_STACK (gtk_stack_new ());
  self->card = WF_QUESTION_CARD (wf_question_card_new ());
  wf_pictogram_view_set_size (WF_PICTOGRAM_VIEW (picture), 160);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_stack_add_named (self->stack, picture, "nothing");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->card), "question");
  wf_cover_bin_set_child (WF_COVER_BIN (cover), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), cover);
  gtk_window_set_title (GTK_WINDOW (self), "Wayfinder");
  gtk_window_set_default_size (GTK_WINDOW (self), 1024, 720);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

WfClientWindow *
wf_client_window_new (WfServices *services, GtkWindow *parent)
{
  WfClientWindow *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_CLIENT_WINDOW, NULL);
  wf_cover_bin_set_format (WF_COVER_BIN (adw_window_get_content (ADW_WINDOW (self))),
                           services->format);
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
  if (services->door != NULL)
    wf_door_watch (services->door, GTK_WIDGET (self));
  return self;
}

void
wf_client_window_open (WfClientWindow *self)
{
  g_return_if_fail (WF_IS_CLIENT_WINDOW (self));

  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  guint n = g_list_model_get_n_items (monitors);

  if (n > 1)
    {
      g_autoptr (GdkMonitor) last = g_list_model_get_item (monitors, n - 1);

      gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), last);
    }
  gtk_window_present (GTK_WINDOW (self));
}

void
wf_client_window_show_question (WfClientWindow *self, const WfCardQuestion *question)
{
  g_return_if_fail (WF_IS_CLIENT_WINDOW (self));

  if (question != NULL)
    wf_question_card_show (self->card, question);
  gtk_stack_set_visible_child_name (self->stack, question != NULL ? "question" : "nothing");
}

WfQuestionCard *
wf_client_window_get_card (WfClientWindow *self)
{
  g_return_val_if_fail (WF_IS_CLIENT_WINDOW (self), NULL);

  return self->card;
}
