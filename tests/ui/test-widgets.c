/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widgets that every page shares: what they show, what they tell a screen reader,
 * what their keys do.
 */
#include "wf-change-view.h"
#include "wf-ui-test.h"

#include "wf-banner.h"
#include "wf-chip.h"
#include "wf-error-text.h"
#include "wf-gauge-view.h"
#include "wf-widget-tools.h"
#include "wf-level-bar.h"
#include "wf-page-preview.h"
#include "wf-path-line.h"
#include "wf-person-row.h"
#include "wf-pictogram-view.h"
#include "wf-question-card.h"
#include "wf-question.h"
#include "wf-status-note.h"
#include "wf-store-error.h"

static const WfCardOption ARABIC[] = {
  { "0", "ليس بعد" },
  { "1", "بمساعدة شخص" },
  { "2", "وحدي" },
  { "3", "وحدي، وأستطيع أن أري غيري كيف" },
};

static const WfCardOption ENGLISH[] = {
  { "a", "Not yet" },
  { "b", "With someone's help" },
  { "c", "On my own" },
};

static WfCardQuestion
make_question (gboolean arabic, gboolean multiple)
{
  WfCardQuestion question = {
    .lang = arabic ? "ar" : "en",
    .text = arabic ? "أستطيع أن أفتح الإنترنت على هاتفي وأجد موقعاً."
                   : "I can open the internet on my phone and find a website.",
    .text_lang = arabic ? "ar" : "en",
    .pictogram = "phone",
    .options = arabic ? ARABIC : ENGLISH,
    .n_options = arabic ? G_N_ELEMENTS (ARABIC) : G_N_ELEMENTS (ENGLISH),
    .multiple = multiple,
    .skip = arabic ? "تخطّ" : "Skip",
    .listen = arabic ? "استمع" : "Listen",
  };

  return question;
}

static void
count (gpointer widget, guint *counter)
{
  (*counter)++;
}

static GtkWidget *
nth_option (WfQuestionCard *card, guint n)
{
  GtkWidget *option = gtk_widget_get_first_child (wf_ui_test_child (card, "option_box"));

  for (; n > 0; n--)
    option = gtk_widget_get_next_sibling (option);
  return option;
}

static void
test_card_chooses_by_key (void)
{
  WfQuestionCard *card = WF_QUESTION_CARD (wf_question_card_new ());
  WfCardQuestion question = make_question (FALSE, FALSE);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (card));
  guint chosen = 0, skipped = 0, listened = 0;

  g_signal_connect (card, "chosen", G_CALLBACK (count), &chosen);
  g_signal_connect (card, "skip", G_CALLBACK (count), &skipped);
  g_signal_connect (card, "listen", G_CALLBACK (count), &listened);
  wf_question_card_show (card, &question);

  g_assert_true (wf_ui_test_key (GTK_WIDGET (card), GDK_KEY_2, 0));
  g_auto (GStrv) first = wf_question_card_get_chosen (card);
  g_assert_cmpstr (first[0], ==, "b");
  g_assert_null (first[1]);
  g_assert_true (wf_ui_test_key (GTK_WIDGET (card), gdk_unicode_to_keyval (0x0663), 0)); /* ٣ */
  g_auto (GStrv) second = wf_question_card_get_chosen (card);
  g_assert_cmpstr (second[0], ==, "c");
  g_assert_null (second[1]);
  g_assert_cmpuint (chosen, ==, 2);

  g_assert_false (wf_ui_test_key (GTK_WIDGET (card), GDK_KEY_7, 0));
  g_assert_false (wf_ui_test_key (GTK_WIDGET (card), GDK_KEY_s, GDK_CONTROL_MASK));
  g_assert_true (wf_ui_test_key (GTK_WIDGET (card), GDK_KEY_s, 0));
  g_assert_true (wf_ui_test_key (GTK_WIDGET (card), GDK_KEY_L, GDK_SHIFT_MASK));
  g_assert_cmpuint (skipped, ==, 1);
  g_assert_cmpuint (listened, ==, 1);
  wf_ui_test_picture (window, "card-english");
  wf_ui_test_destroy (window, GTK_WIDGET (card));
}

static void
test_card_multiple (void)
{
  WfQuestionCard *card = WF_QUESTION_CARD (wf_question_card_new ());
  WfCardQuestion question = make_question (FALSE, TRUE);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (card));
  static const char *const both[] = { "c", "a", NULL };
  guint chosen = 0;

  g_signal_connect (card, "chosen", G_CALLBACK (count), &chosen);
  wf_question_card_show (card, &question);
  gtk_test_accessible_assert_role (nth_option (card, 0), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  wf_question_card_set_chosen (card, both);
  g_assert_cmpuint (chosen, ==, 0);
  wf_question_card_choose (card, 0); /* once more takes it back */
  g_assert_cmpuint (chosen, ==, 1);
  g_auto (GStrv) left = wf_question_card_get_chosen (card);
  g_assert_cmpstr (left[0], ==, "c");
  g_assert_null (left[1]);
  wf_ui_test_destroy (window, GTK_WIDGET (card));
}

/* The card runs from right to left in a window that runs from left to right. */
static void
test_card_has_its_own_direction (void)
{
  WfQuestionCard *card = WF_QUESTION_CARD (wf_question_card_new ());
  WfCardQuestion question = make_question (TRUE, FALSE);
  GtkWindow *window;

  gtk_widget_set_size_request (GTK_WIDGET (card), 700, 640);
  window = wf_ui_test_show (GTK_WIDGET (card));
  wf_question_card_show (card, &question);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (window)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (nth_option (card, 3)), ==, GTK_TEXT_DIR_RTL);
  g_assert_true (wf_ui_test_sees (GTK_WIDGET (card), "١"));
  wf_question_card_choose (card, 1);
  wf_ui_test_picture (window, "card-arabic");

  question = make_question (FALSE, FALSE);
  wf_question_card_show (card, &question);
  g_assert_cmpint (gtk_widget_get_direction (nth_option (card, 0)), ==, GTK_TEXT_DIR_LTR);
  g_auto (GStrv) none = wf_question_card_get_chosen (card);
  g_assert_null (none[0]);
  wf_ui_test_destroy (window, GTK_WIDGET (card));
}

static void
test_card_accessible (void)
{
  WfQuestionCard *card = WF_QUESTION_CARD (wf_question_card_new ());
  WfCardQuestion question = make_question (FALSE, FALSE);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (card));
  GtkWidget *option;

  question.mark = "not yet in your language";
  wf_question_card_show (card, &question);
  option = nth_option (card, 1);
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, question.text);
  gtk_test_accessible_assert_role (option, GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (option, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "With someone's help");
  gtk_test_accessible_assert_state (option, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  wf_question_card_choose (card, 1);
  gtk_test_accessible_assert_state (option, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_test_accessible_assert_property (wf_ui_test_child (card, "skip_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Skip");
  WAIT_FOR (wf_ui_test_sees (GTK_WIDGET (card), "not yet in your language"));
  wf_ui_test_destroy (window, GTK_WIDGET (card));
}

/* 28 pixels at the desktop's usual text size, at least. */
static void
test_card_is_large (void)
{
  WfQuestionCard *card = WF_QUESTION_CARD (wf_question_card_new ());
  WfCardQuestion question = make_question (FALSE, FALSE);
  GtkWindow *window = wf_ui_test_show (GTK_WIDGET (card));
  GtkLabel *label = wf_ui_test_child (card, "question_label");
  PangoLayoutLine *line;
  PangoRectangle extents;

  wf_question_card_show (card, &question);
  line = pango_layout_get_line_readonly (gtk_label_get_layout (label), 0);
  pango_layout_line_get_pixel_extents (line, NULL, &extents);
  g_assert_cmpint (extents.height, >=, 28);
  wf_ui_test_destroy (window, GTK_WIDGET (card));
}

static void
test_small_widgets (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *gauge = wf_gauge_view_new (), *levels = wf_level_bar_new ();
  GtkWidget *person = wf_person_row_new (), *path = wf_path_line_new ();
  GtkWidget *note = wf_status_note_new (), *picture = wf_pictogram_view_new ("phone");
  static const double probabilities[] = { .02, .08, .35, .30, .15, .06, .03, .01 };
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  GtkWidget *parts[] = { gauge, levels, person, path, note, picture };
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_box_append (GTK_BOX (box), parts[i]);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_size_request (box, 420, -1);
  wf_gauge_view_set (WF_GAUGE_VIEW (gauge), "Devices and internet", WF_GAUGE_SOME, "Partly there",
                     "A phone, but no internet at home.");
  wf_level_bar_set (WF_LEVEL_BAR (levels), probabilities, 8, 2, 5, format,
                    "Most likely level 3 or 4 of 8.");
  wf_person_row_set (WF_PERSON_ROW (person), "Client 7", FALSE, "Last visit Tuesday 3 March");
  wf_person_row_add_chip (WF_PERSON_ROW (person), WF_CHIP_NEUTRAL, "Arabic");
  wf_person_row_add_chip (WF_PERSON_ROW (person), WF_CHIP_ASK, "Contact with care");
  wf_path_line_set (WF_PATH_LINE (path), 5, 2, "Sent, waiting for an answer");
  wf_status_note_set (WF_STATUS_NOTE (note), "The page was not printed: the printer is off.",
                      "The plan is saved.", "Turn the printer on, or save a PDF.");
  window = wf_ui_test_show (box);

  gtk_test_accessible_assert_role (gauge, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (gauge, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Devices and internet");
  gtk_test_accessible_assert_property (gauge, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Partly there");
  gtk_test_accessible_assert_property (levels, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Most likely level 3 or 4 of 8.");
  gtk_test_accessible_assert_role (note, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (path, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 3.0);
  g_autofree char *said = wf_person_row_dup_text (WF_PERSON_ROW (person));
  g_assert_cmpstr (said, ==, "Client 7, Arabic, Contact with care, Last visit Tuesday 3 March");
  wf_person_row_clear_chips (WF_PERSON_ROW (person));
  g_autofree char *less = wf_person_row_dup_text (WF_PERSON_ROW (person));
  g_assert_cmpstr (less, ==, "Client 7, Last visit Tuesday 3 March");
  wf_person_row_add_chip (WF_PERSON_ROW (person), WF_CHIP_GOOD, "Kurdish");
  wf_ui_test_picture (window, "small-widgets");
  wf_ui_test_destroy (window, box);
}

static void
draw_cross (cairo_t *cr, gpointer user_data)
{
  (*(guint *) user_data)++;
  cairo_rectangle (cr, 100, 100, 395, 600);
  cairo_fill (cr);
}

/* A chip of which the end counts is not cut where there is little room. */
static void
test_chip_wraps (void)
{
  GtkWidget *chip = wf_chip_new (WF_CHIP_ASK, "According to the source on the 10th of March 2025");
  GtkWidget *label;
  GtkWindow *window;

  wf_chip_set_wraps (WF_CHIP (chip));
  window = wf_ui_test_show (chip);
  gtk_window_set_default_size (window, 160, 400);
  label = wf_ui_test_find (chip, GTK_TYPE_LABEL);
  WAIT_FOR (gtk_widget_get_width (label) > 0 && gtk_widget_get_width (chip) <= 200);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), >, 1);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  wf_ui_test_destroy (window, chip);
}

static void
test_page_preview (void)
{
  GtkWidget *preview = wf_page_preview_new ();
  guint drawn = 0;
  GtkWindow *window;

  wf_page_preview_set (WF_PAGE_PREVIEW (preview), 595, 842, draw_cross, &drawn, NULL);
  wf_page_preview_describe (WF_PAGE_PREVIEW (preview), "Page 1 of 1");
  window = wf_ui_test_show (preview);
  gtk_test_widget_wait_for_draw (preview);
  g_assert_cmpuint (drawn, >, 0);
  gtk_test_accessible_assert_property (preview, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 1");
  wf_ui_test_destroy (window, preview);
}

static void
test_banner (void)
{
  GtkWidget *banner = wf_banner_new ();
  GtkWindow *window = wf_ui_test_show (banner);

  g_assert_null (wf_banner_get_text (WF_BANNER (banner)));
  wf_banner_show (WF_BANNER (banner), "The page is saved.");
  g_assert_cmpstr (wf_banner_get_text (WF_BANNER (banner)), ==, "The page is saved.");
  gtk_test_accessible_assert_role (banner, GTK_ACCESSIBLE_ROLE_ALERT);
  g_signal_emit_by_name (wf_ui_test_child (banner, "close_button"), "clicked");
  g_assert_null (wf_banner_get_text (WF_BANNER (banner)));
  wf_ui_test_destroy (window, banner);
}

/* Every code a person can meet has words of its own, and none of them blames or scares. */
static void
test_errors_have_words (void)
{
  static const char *const never[] = { "fail", "invalid", "illegal", "wrong", "error", "!" };

  for (int code = 0; code <= WF_STORE_ERROR_LAST; code++)
    {
      g_autoptr (GError) error = g_error_new (WF_STORE_ERROR, code, "raw words");
      g_autofree char *text = wf_error_to_user_text (error);
      g_autofree char *lower = g_utf8_strdown (text, -1);

      g_assert_true (wf_error_has_own_text (error));
      g_assert_null (strstr (text, "raw words"));
      for (guint i = 0; i < G_N_ELEMENTS (never); i++)
        g_assert_null (strstr (lower, never[i]));
    }

  g_autoptr (GError) busy =
      g_error_new (WF_STORE_ERROR, WF_STORE_ERROR_BUSY, "held by process 7 on front-desk");
  g_autoptr (GError) unnamed =
      g_error_new (WF_STORE_ERROR, WF_STORE_ERROR_BUSY, "held by another program");
  g_autofree char *holder = wf_error_dup_detail (busy);
  g_autofree char *nobody = wf_error_dup_detail (unnamed);

  g_assert_cmpstr (holder, ==, "process 7 on front-desk");
  g_assert_cmpstr (nobody, ==, "another program");

  g_autoptr (GError) unknown = g_error_new (G_FILE_ERROR, G_FILE_ERROR_LOOP, "raw words");
  g_autofree char *text = wf_error_to_user_text (unknown);

  g_assert_false (wf_error_has_own_text (unknown));
  g_assert_null (strstr (text, "raw words"));
}

static void
test_change_view (void)
{
  WfReassessment change = { .is_known = TRUE };
  GtkWidget *view = wf_change_view_new ();
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  GtkWindow *window;

  change.first = (WfOccasion){
    { -1.2, .45 }, .5, -2.0, -.4, WF_BAND_FOUNDATION, 12, G_GINT64_CONSTANT (1772550000000000)
  };
  change.second = (WfOccasion){ { .9, .4 }, .45, .2, 1.6, WF_BAND_INTERMEDIATE, 11, 0 };
  change.change = (WfChange){ 3.1, .99, WF_CHANGE_BETTER };
  wf_change_view_set (WF_CHANGE_VIEW (view), &change, format);
  gtk_widget_set_size_request (view, 400, -1);
  window = wf_ui_test_show (view);
  g_assert_true (wf_ui_test_sees (view, "A real step forward"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "A real step forward: more than chance explains.");
  wf_ui_test_picture (window, "widget-change");
  change.change.verdict = WF_CHANGE_NONE;
  wf_change_view_set (WF_CHANGE_VIEW (view), &change, format);
  g_assert_true (wf_ui_test_sees (view, "No measurable change yet."));
  wf_ui_test_destroy (window, view);
}

/* Whatever the room: what leaves all as it is has the focus, and takes Enter and Escape. */
static void
check_question (const char *deletes)
{
  GtkWidget *dialog = adw_message_dialog_new (NULL, "Delete it?", "It does not come back.");
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *focus;

  adw_message_dialog_add_responses (self, "cancel", "_Cancel", "delete", deletes, NULL);
  adw_message_dialog_set_response_appearance (self, "delete", ADW_RESPONSE_DESTRUCTIVE);
  wf_question_settle_on (self, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));
  wf_ui_test_wait_shown (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (dialog);
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, "_Cancel");
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (dialog)) == focus);
  g_assert_cmpstr (adw_message_dialog_get_close_response (self), ==, "cancel");
  wf_ui_test_destroy (GTK_WINDOW (dialog), NULL);
}

static void
test_question (void)
{
  check_question ("_Delete");
  check_question ("_Delete it for everybody who works here, once and for all, and for good");
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/widgets/card-chooses-by-key", test_card_chooses_by_key);
  g_test_add_func ("/ui/widgets/card-multiple", test_card_multiple);
  g_test_add_func ("/ui/widgets/card-has-its-own-direction", test_card_has_its_own_direction);
  g_test_add_func ("/ui/widgets/card-accessible", test_card_accessible);
  g_test_add_func ("/ui/widgets/card-is-large", test_card_is_large);
  g_test_add_func ("/ui/widgets/small", test_small_widgets);
  g_test_add_func ("/ui/widgets/chip-wraps", test_chip_wraps);
  g_test_add_func ("/ui/widgets/page-preview", test_page_preview);
  g_test_add_func ("/ui/widgets/banner", test_banner);
  g_test_add_func ("/ui/widgets/errors-have-words", test_errors_have_words);
  g_test_add_func ("/ui/widgets/change-view", test_change_view);
  g_test_add_func ("/ui/widgets/question", test_question);
  return g_test_run ();
}
