/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit by telephone, on a real vault and the shipped packs: the navigator reads a script, word
 * for word, in the client's language with their own beside it.
 */
#include "wf-visit-test.h"

#include <string.h>

#include "wf-end-visit-page.h"
#include "wf-heard-page.h"
#include "wf-help-now-page.h"
#include "wf-question-card.h"

#define FREE_EN "Can you talk freely now? Say only yes or no."
#define FREE_FR "Pouvez-vous parler librement maintenant? Dites seulement oui ou non."

static gboolean
sees (Fixture *self, const char *text)
{
  return wf_ui_test_sees (GTK_WIDGET (top (self)), text);
}

static gboolean
sees_client_text (Fixture *self, const char *id, const char *lang)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (top (self)));

  return sees (self, wf_client_texts_get (texts, id, lang, NULL));
}

static const WfItem *
get_item (Fixture *self)
{
  return wf_interview_get_current_item (get_interview (self));
}

/* The question and every answer in both languages. */
static void
check_question (Fixture *self, const char *lang)
{
  const WfItem *item = get_item (self);
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (get_interview (self));
  const char *const both[] = { "en", lang };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_true (wf_ui_test_sees (get_card (self), wf_text_get (item->text, both[i], NULL)));
      for (guint k = 0; k < options->len; k++)
        g_assert_true (wf_ui_test_sees (
            get_card (self),
            wf_text_get (((const WfItemOption *) options->pdata[k])->text, both[i], NULL)));
    }
  /* Said once: not in the strip again. */
  g_assert_false (wf_ui_test_sees (wf_ui_test_child (top (self), "strip"),
                                   wf_text_get (item->text, "en", NULL)));
}

static void
answer_first (Fixture *self)
{
  WfPane *page = top (self);
  guint before = wf_interview_get_n_answered (get_interview (self));

  wf_question_card_set_chosen (WF_QUESTION_CARD (get_card (self)), NULL);
  wf_ui_test_key (get_card (self), GDK_KEY_1, 0);
  g_assert_true (wf_ui_test_key (get_card (self), GDK_KEY_Return, 0));
  WAIT_FOR (top (self) != page ||
            (is_idle (self) && wf_interview_get_n_answered (get_interview (self)) > before));
  settle ();
}

/* From the first word to the last. */
static void
test_script (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);
  gboolean was_private = FALSE;
  guint n_private = 0, n = 0;

  start (self, WF_VISIT_FULL, "fr", "telephone");
  g_assert_true (sees (self, "Say it word for word:"));
  g_assert_true (sees_client_text (self, "phone.good-time", "fr"));
  g_assert_true (sees (self, FREE_FR));
  g_assert_true (sees (self, FREE_EN));
  g_assert_true (sees (self, "Only when it is them and they can talk:"));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (sees_client_text (self, "consent.notes", i == 0 ? "fr" : "en"));
      g_assert_true (sees_client_text (self, "limits.child", i == 0 ? "fr" : "en"));
    }
  choose_language (self, "ar");
  choose_language (self, "fr");
  g_assert_true (sees (self, FREE_FR)); /* made anew, it still begins here */
  agree (self, TRUE);

  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  g_assert_false (sees (self, FREE_FR)); /* said already */
  g_assert_true (sees_client_text (self, "phone.goals", "fr"));
  wf_tile_chooser_choose (nth_chooser (wf_ui_test_child (top (self), "sheet"), 0), "find-work");
  wf_ui_test_picture (self->window, "telephone-goal");
  click_next (self);

  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  wf_ui_test_picture (self->window, "telephone-question");
  while (WF_IS_INTERVIEW_PAGE (top (self)) && n++ < 60)
    {
      gboolean is_private = get_item (self)->private_only;

      check_question (self, "fr");
      g_assert_true (sees_client_text (
          self, get_item (self)->multiple ? "phone.numbers" : "phone.number", "fr"));
      g_assert_cmpint (sees (self, FREE_FR), ==, is_private && !was_private);
      if (is_private && n_private++ == 0)
        wf_ui_test_picture (self->window, "telephone-private");
      was_private = is_private;
      answer_first (self);
      WAIT_FOR (!WF_IS_INTERVIEW_PAGE (top (self)) ||
                wf_interview_get_phase (get_interview (self)) != WF_INTERVIEW_ENDED);
    }
  g_assert_cmpuint (n_private, >, 0);
  g_assert_true (WF_IS_HEARD_PAGE (top (self)));
  g_assert_true (sees_client_text (self, "heard.right", "en"));
  g_assert_true (sees_client_text (self, "heard.right", "fr"));
  wf_ui_test_picture (self->window, "telephone-heard");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (top (self)), "visit.end", NULL));
  g_assert_true (WF_IS_END_VISIT_PAGE (top (self)));
  wf_tile_chooser_choose (wf_ui_test_child (top (self), "next_chooser"), "week");
  settle ();
  g_assert_true (sees_client_text (self, "close.thanks", "en"));
  g_assert_true (sees_client_text (self, "close.thanks", "fr"));
  wf_ui_test_picture (self->window, "telephone-end");
}

/* Called again after a pause: the call begins anew, at the question. */
static void
test_called_again (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  begin_questions (self, "ar", "telephone");
  wf_ui_test_key (get_card (self), GDK_KEY_Escape, 0);
  WAIT_FOR (WF_IS_TODAY_PAGE (top (self)));
  resume (self);
  WAIT_FOR (WF_IS_INTERVIEW_PAGE (top (self)));
  g_assert_true (sees_client_text (self, "phone.good-time", "ar"));
  g_assert_true (sees (self, FREE_EN));
  check_question (self, "ar");
  g_assert_cmpint (gtk_widget_get_direction (get_card (self)), ==, GTK_TEXT_DIR_RTL);
  wf_ui_test_picture (self->window, "telephone-again");
  answer_first (self);
  g_assert_false (sees_client_text (self, "phone.good-time", "ar"));
}

static void
test_help_now (void)
{
  g_autoptr (Fixture) self = fixture_new (360, 720);

  start (self, WF_VISIT_HELP_NOW, "ar", "telephone");
  g_assert_true (sees (self, FREE_EN));
  agree (self, TRUE);
  WAIT_FOR (WF_IS_HELP_NOW_PAGE (top (self)));
  g_assert_true (sees_client_text (self, "now.title", "ar"));
  g_assert_true (sees_client_text (self, "now.title", "en"));
  wf_ui_test_picture (self->window, "telephone-help-now");
}

/* In one language nothing is said twice; in person nothing is a script. */
static void
test_where_it_is_none (void)
{
  g_autoptr (Fixture) self = fixture_new (1280, 720);

  begin_questions (self, "fr", "in-person");
  g_assert_false (sees (self, "Say it word for word:"));
  g_assert_false (sees_client_text (self, "phone.number", "fr"));
  g_assert_false (sees_client_text (self, "phone.numbers", "fr"));
  g_assert_false (
      wf_ui_test_sees (get_card (self), wf_text_get (get_item (self)->text, "en", NULL)));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/telephone/script", test_script);
  g_test_add_func ("/ui/telephone/called-again", test_called_again);
  g_test_add_func ("/ui/telephone/help-now", test_help_now);
  g_test_add_func ("/ui/telephone/where-it-is-none", test_where_it_is_none);
  return g_test_run ();
}
