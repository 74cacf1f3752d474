/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ui-test.h"

#include "wf-consent-page.h"
#include "wf-goal-page.h"
#include "wf-interview-page.h"
#include "wf-pane-stack.h"
#include "wf-resume-visit-page.h"
#include "wf-start-visit-page.h"
#include "wf-today-page.h"

/* A window on a client's visit, on a real vault and the shipped packs, led as a person would. */

typedef struct {
  WfServices *services;
  WfPaneStack *stack;
  GtkWindow *window;
  char *client_id;
} Fixture;

static inline WfPane *
top (Fixture *self)
{
  return wf_pane_stack_get_visible (self->stack);
}

static inline void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static inline void
show (Fixture *self, int width, int height)
{
  WfPane *root = g_object_new (WF_TYPE_TODAY_PAGE, "services", self->services, NULL);

  self->stack = wf_pane_stack_new (root);
  wf_pane_stack_set_front (self->stack, TRUE);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, width, height);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->stack));
  gtk_window_present (self->window);
  wf_ui_test_wait_shown (self->window);
}

static inline Fixture *
fixture_new (int width, int height)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->services = wf_ui_test_services ();
  wf_ui_test_open (self->services);
  self->client_id = wf_ui_test_add_client (self->services, "Amal", NULL);
  show (self, width, height);
  return self;
}

static inline void
fixture_free (Fixture *self)
{
  settle ();
  wf_ui_test_destroy (self->window, GTK_WIDGET (self->stack));
  settle ();
  wf_services_unref (self->services);
  g_free (self->client_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static inline GtkWidget *
pane_child (Fixture *self, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, name));
}

/* Enter after a page has come may never open a menu of the header bar. */
static inline void
assert_focus (Fixture *self, gpointer inside)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  g_assert_nonnull (focus);
  g_assert_true (focus == inside || gtk_widget_is_ancestor (focus, inside));
}

static inline void
click_next (Fixture *self)
{
  GtkButton *button = GTK_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"));

  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
}

/* Through the start page and the consent, in @lang. */
static inline void
start (Fixture *self, WfVisitWay way, const char *lang, const char *mode)
{
  WfPane *page = wf_start_visit_page_new (self->services, self->client_id, way);
  WfLanguages *languages = wf_pack_library_get_languages (self->services->packs);
  GtkWidget *button = wf_ui_test_child (page, "start_button");

  wf_pane_push (top (self), page);
  wf_tile_chooser_choose (wf_ui_test_child (page, "present_chooser"), "alone");
  WAIT_FOR (gtk_widget_is_sensitive (button));
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      if (g_str_equal (wf_languages_get (languages, i)->tag, lang))
        adw_combo_row_set_selected (wf_ui_test_child (page, "language_row"), i);
    }
  wf_tile_chooser_choose (wf_ui_test_child (page, "mode_chooser"), mode);
  wf_ui_test_picture (self->window, "visit-start");
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (WF_IS_CONSENT_PAGE (top (self)));
  assert_focus (self, pane_child (self, "sides"));
}

static inline WfTileChooser *
find_chooser (GtkWidget *root, guint *index)
{
  if (WF_IS_TILE_CHOOSER (root) && (*index)-- == 0)
    return WF_TILE_CHOOSER (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      WfTileChooser *found = find_chooser (child, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline WfTileChooser *
nth_chooser (gpointer sheet, guint index)
{
  WfTileChooser *chooser = find_chooser (sheet, &index);

  g_assert_nonnull (chooser);
  return chooser;
}

static inline void
agree (Fixture *self, gboolean notes)
{
  gpointer sheet = wf_ui_test_child (top (self), "sheet");
  guint third = 2;

  settle ();
  WAIT_FOR (!wf_visit_pane_is_held (WF_VISIT_PANE (top (self))));
  assert_focus (self, nth_chooser (sheet, 0));
  wf_tile_chooser_choose (nth_chooser (sheet, 0), "yes");
  wf_tile_chooser_choose (nth_chooser (sheet, 1), notes ? "yes" : "no");
  if (find_chooser (sheet, &third) != NULL) /* a short visit asks two */
    wf_tile_chooser_choose (nth_chooser (sheet, 2), "no");
  gtk_check_button_set_active (wf_ui_test_child (top (self), "teach_back_check"), TRUE);
  wf_ui_test_picture (self->window, "visit-consent");
  WAIT_FOR (gtk_widget_is_sensitive (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"))));
  click_next (self);
}

static inline void
begin_questions (Fixture *self, const char *lang, const char *mode)
{
  start (self, WF_VISIT_FULL, lang, mode);
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  assert_focus (self, nth_chooser (wf_ui_test_child (top (self), "sheet"), 0));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "find-work");
  wf_ui_test_picture (self->window, "visit-goal");
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  assert_focus (self, wf_ui_test_child (top (self), "card"));
}

static inline WfInterview *
get_interview (Fixture *self)
{
  return wf_visit_session_get_interview (wf_visit_pane_get_session (WF_VISIT_PANE (top (self))));
}

static inline GtkWidget *
get_card (Fixture *self)
{
  return wf_ui_test_child (top (self), "card");
}

static inline gboolean
is_idle (Fixture *self)
{
  return !wf_visit_pane_is_held (WF_VISIT_PANE (top (self)));
}

static inline void
choose_language (Fixture *self, const char *lang)
{
  GtkListBox *list = GTK_LIST_BOX (pane_child (self, "language_list"));

  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "tag"), lang) == 0)
        g_signal_emit_by_name (list, "row-activated", row);
    }
  WAIT_FOR (is_idle (self) &&
            g_str_equal (wf_visit_pane_get_lang (WF_VISIT_PANE (top (self))), lang));
  settle ();
}

static inline void
resume_with (Fixture *self, const char *presence)
{
  WfPane *page = wf_resume_visit_page_new (self->services, self->client_id);
  GtkWidget *button = wf_ui_test_child (page, "go_on_button");

  wf_pane_push (top (self), page);
  WAIT_FOR (gtk_widget_is_sensitive (wf_ui_test_child (page, "page")));
  g_assert_false (gtk_widget_is_sensitive (button)); /* nobody is taken for granted */
  wf_tile_chooser_choose (wf_ui_test_child (page, "present_chooser"), presence);
  g_signal_emit_by_name (button, "clicked");
}

static inline void
resume (Fixture *self)
{
  resume_with (self, "alone");
}
