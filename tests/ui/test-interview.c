/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit, page after page, on a real vault and the shipped packs.
 */
#include "wf-ui-test.h"

#include <string.h>

#include "wf-consent-page.h"
#include "wf-end-visit-page.h"
#include "wf-goal-page.h"
#include "wf-heard-page.h"
#include "wf-help-now-page.h"
#include "wf-interview-page.h"
#include "wf-level-bar.h"
#include "wf-note-box.h"
#include "wf-pane-stack.h"
#include "wf-question-card.h"
#include "wf-start-visit-page.h"
#include "wf-today-page.h"
#include "wf-visit-flow.h"

typedef struct {
  WfServices *services;
  WfPaneStack *stack;
  GtkWindow *window;
  char *client_id;
} Fixture;

static WfPane *
top (Fixture *self)
{
  return wf_pane_stack_get_visible (self->stack);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
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

static Fixture *
fixture_new (int width, int height)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->services = wf_ui_test_services ();
  wf_ui_test_open (self->services);
  self->client_id = wf_ui_test_add_client (self->services, "Amal", NULL);
  show (self, width, height);
  return self;
}

static void
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

static void
click_next (Fixture *self)
{
  GtkButton *button = GTK_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"));

  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_signal_emit_by_name (button, "clicked");
}

/* Through the start page and the consent, in @lang. */
static void
start (Fixture *self, WfVisitWay way, const char *lang, const char *mode)
{
  WfPane *page = wf_start_visit_page_new (self->services, self->client_id, way);
  WfLanguages *languages = wf_pack_library_get_languages (self->services->packs);
  GtkWidget *button = wf_ui_test_child (page, "start_button");

  wf_pane_push (top (self), page);
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
}

static WfTileChooser *
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

static WfTileChooser *
nth_chooser (gpointer sheet, guint index)
{
  WfTileChooser *chooser = find_chooser (sheet, &index);

  g_assert_nonnull (chooser);
  return chooser;
}

static void
agree (Fixture *self, gboolean notes)
{
  gpointer sheet = wf_ui_test_child (top (self), "sheet");

  settle ();
  WAIT_FOR (!wf_visit_pane_is_held (WF_VISIT_PANE (top (self))));
  wf_tile_chooser_choose (nth_chooser (sheet, 0), "yes");
  wf_tile_chooser_choose (nth_chooser (sheet, 1), notes ? "yes" : "no");
  gtk_check_button_set_active (wf_ui_test_child (top (self), "teach_back_check"), TRUE);
  wf_ui_test_picture (self->window, "visit-consent");
  WAIT_FOR (gtk_widget_is_sensitive (GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (top (self)), WF_TYPE_VISIT_PANE, "next_button"))));
  click_next (self);
}

static void
begin_questions (Fixture *self, const char *lang, const char *mode)
{
  start (self, WF_VISIT_FULL, lang, mode);
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "find-work");
  wf_ui_test_picture (self->window, "visit-goal");
  click_next (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
}

static WfInterview *
get_interview (Fixture *self)
{
  return wf_visit_session_get_interview (wf_visit_pane_get_session (WF_VISIT_PANE (top (self))));
}

static GtkWidget *
get_card (Fixture *self)
{
  return wf_ui_test_child (top (self), "card");
}

static gboolean
is_idle (Fixture *self)
{
  return !wf_visit_pane_is_held (WF_VISIT_PANE (top (self)));
}

/* One answer by keys; the question after it stands (or another page). */
static void
answer (Fixture *self, guint digit)
{
  WfPane *page = top (self);
  guint before = wf_interview_get_n_answered (get_interview (self));
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (get_interview (self));

  wf_ui_test_key (get_card (self), GDK_KEY_0 + MIN (digit, options->len), 0);
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_Return, 0));
  WAIT_FOR (top (self) != page ||
            (is_idle (self) && wf_interview_get_n_answered (get_interview (self)) > before));
  settle ();
}

static void
test_whole_visit_by_keys (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  guint n = 0;

  begin_questions (self, "en", "in-person");
  g_assert_cmpstr (wf_interview_get_goals (get_interview (self))[0], ==, "find-work");
  wf_ui_test_picture (self->window, "visit-question");
  while (WF_IS_INTERVIEW_PAGE (top (self)) && n++ < 60)
    {
      answer (self, 1 + n % 3);
      if (n == 12 && WF_IS_INTERVIEW_PAGE (top (self)))
        wf_ui_test_picture (self->window, "visit-question-later");
      WAIT_FOR (!WF_IS_INTERVIEW_PAGE (top (self)) ||
                wf_interview_get_phase (get_interview (self)) != WF_INTERVIEW_ENDED);
    }
  g_assert_true (WF_IS_HEARD_PAGE (top (self)));
  settle ();
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (top (self)), "What we heard"));
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (top (self)), "You can already do this") ||
                 wf_ui_test_sees (GTK_WIDGET (top (self)), "Things we can practise together"));
  wf_ui_test_picture (self->window, "visit-heard");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.end", NULL));
  g_assert_true (WF_IS_END_VISIT_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "next_chooser"), "week");
  settle ();
  wf_ui_test_picture (self->window, "visit-end");
  click_next (self);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/interview/whole-visit-by-keys", test_whole_visit_by_keys);
  return g_test_run ();
}
