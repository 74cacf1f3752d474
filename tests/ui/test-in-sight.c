/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A client cannot choose what they do not see: every answer of the longest questions of the
 * shipped pack stands in sight in the window's usual size, or a plain sign says that there are more
 * below. The same for the pictures of the goal.
 */
#include "wf-visit-test.h"

#include "wf-more-below.h"
#include "wf-pictogram-view.h"
#include "wf-question-card.h"

#define MANY 5

/* Shows @item on the card of the page, as the page does. */
static void
show_item (Fixture *self, const WfItem *item, const char *lang)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (WF_VISIT_PANE (top (self)));
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (WfCardOption));
  WfCardQuestion question = { .lang = lang };

  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = item->options->pdata[i];
      WfCardOption card = { option->id, wf_text_get (option->text, lang, NULL) };

      g_array_append_val (options, card);
    }
  question.text = wf_text_get (item->text, lang, NULL);
  question.options = (const WfCardOption *) (gpointer) options->data;
  question.n_options = options->len;
  question.multiple = item->multiple;
  question.skip = wf_client_texts_get (texts, "button.skip", lang, NULL);
  question.listen = wf_client_texts_get (texts, "button.listen", lang, NULL);
  question.more = wf_client_texts_get (texts, "button.more", lang, NULL);
  wf_question_card_show (WF_QUESTION_CARD (get_card (self)), &question);
}

static void
on_after_paint (GdkFrameClock *clock, guint *n)
{
  (*n)++;
}

/* Two frames: what was decided in the first stands in the second. */
static void
lay_out (Fixture *self)
{
  GtkWidget *page = GTK_WIDGET (top (self));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (page);
  guint n = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &n);

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_queue_draw (page);
      WAIT_FOR (n > i);
    }
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
is_in_sight (gpointer widget, gpointer scroller)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, scroller, &bounds));
  return bounds.origin.y >= -1 && bounds.size.height > 20 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scroller) + 1;
}

static guint
count_hidden (gpointer card)
{
  gpointer scroller = wf_ui_test_child (card, "scroller");
  gpointer box = wf_ui_test_child (card, "option_box");
  guint hidden = 0;

  for (GtkWidget *answer = gtk_widget_get_first_child (box); answer != NULL;
       answer = gtk_widget_get_next_sibling (answer))
    hidden += !is_in_sight (answer, scroller);
  return hidden;
}

static gboolean
is_told (gpointer side)
{
  return wf_more_below_is_shown (WF_MORE_BELOW (wf_ui_test_find (side, WF_TYPE_MORE_BELOW)));
}

/* Those with the most answers, among them all that come first: about access. */
static void
check_items (Fixture *self, const char *lang)
{
  const WfItemBank *bank = wf_pack_library_get_items (self->services->packs, "newcomer");
  guint n = 0;

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);

      if (item->options->len < MANY)
        continue;
      show_item (self, item, lang);
      lay_out (self);
      if (count_hidden (get_card (self)) > 0)
        g_test_message ("%s %s: %u answers are below", lang, item->id,
                        count_hidden (get_card (self)));
      g_assert_cmpuint (count_hidden (get_card (self)), ==, 0);
      g_assert_false (is_told (get_card (self)));
      n++;
    }
  g_assert_cmpuint (n, >, 8);
}

typedef struct {
  const char *lang;
  int width, height;
} Look;

static void
test_usual_window (gconstpointer data)
{
  const Look *look = data;
  g_autoptr (Fixture) self = fixture_new (look->width, look->height);
  g_autofree char *name = g_strdup_printf ("in-sight-%s-%d", look->lang, look->width);

  begin_questions (self, look->lang, "in-person");
  lay_out (self);
  wf_ui_test_picture (self->window, name);
  g_assert_cmpuint (count_hidden (get_card (self)), ==, 0);
  g_assert_false (is_told (get_card (self)));
  check_items (self, look->lang);
}

/* On a small screen it is said, the sign scrolls to the last answer, and is gone there. */
static void
test_small_screen (void)
{
  g_autoptr (Fixture) self = fixture_new (360, 640);
  GtkWidget *sign;

  begin_questions (self, "ar", "in-person");
  lay_out (self);
  g_assert_cmpuint (count_hidden (get_card (self)), >, 0);
  g_assert_true (is_told (get_card (self)));
  g_assert_true (wf_ui_test_sees (get_card (self), "المزيد في الأسفل"));
  wf_ui_test_picture (self->window, "in-sight-narrow");
  sign = gtk_widget_get_last_child (wf_ui_test_child (get_card (self), "more_below"));
  for (guint i = 0; i < 12 && is_told (get_card (self)); i++)
    {
      g_signal_emit_by_name (sign, "clicked");
      lay_out (self);
    }
  g_assert_false (is_told (get_card (self)));
  g_assert_true (
      is_in_sight (gtk_widget_get_last_child (wf_ui_test_child (get_card (self), "option_box")),
                   wf_ui_test_child (get_card (self), "scroller")));
  wf_ui_test_picture (self->window, "in-sight-narrow-end");
}

/* For somebody who does not read the picture is the answer. */
static void
check_own_pictures (GtkWidget *root, GHashTable *seen)
{
  if (WF_IS_PICTOGRAM_VIEW (root))
    {
      const char *name = wf_pictogram_view_get_name (WF_PICTOGRAM_VIEW (root));

      g_test_message ("%s", name);
      g_assert_cmpstr (name, !=, "question");
      g_assert_true (g_hash_table_add (seen, g_strdup (name)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_own_pictures (child, seen);
}

/* More pictures than fit, and it is said; no two goals have the same. */
static void
test_goal_pictures (void)
{
  g_autoptr (Fixture) self = fixture_new (1120, 760);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  start (self, WF_VISIT_FULL, "ar", "in-person");
  agree (self, TRUE);
  WAIT_FOR (WF_IS_GOAL_PAGE (top (self)));
  lay_out (self);
  g_assert_true (is_told (wf_ui_test_child (top (self), "sheet")));
  check_own_pictures (wf_ui_test_child (top (self), "sheet"), seen);
  g_assert_cmpuint (g_hash_table_size (seen), >, 12);
}

int
main (int argc, char **argv)
{
  static const Look LOOKS[] = {
    { "ar", 1120, 760 }, { "en", 1120, 760 }, { "fr", 1120, 760 },
    { "ar", 1280, 720 }, { "en", 1280, 720 }, { "fr", 1280, 720 },
  };

  wf_ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/in-sight/%s-%d", LOOKS[i].lang, LOOKS[i].width);

      g_test_add_data_func (path, &LOOKS[i], test_usual_window);
    }
  g_test_add_func ("/ui/in-sight/goal-pictures", test_goal_pictures);
  g_test_add_func ("/ui/in-sight/small-screen", test_small_screen);
  return g_test_run ();
}
