/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The client's card. It holds toggle buttons made anew for each question, in the order
 * of the options; to a screen reader they are radio buttons, or check boxes when more
 * than one can be chosen.
 *
 * Invariant: `buttons` and `ids` have the same length and order.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-question-card.h"

#include "wf-column-layout.h"
#include "wf-format.h"
#include "wf-more-below.h"
#include "wf-widget-tools.h"
#include "wf-pictogram-view.h"
#include "wf-wrap-layout.h"

/* Of a column of two, in the widths of a letter of the question: what can be read. */
#define NARROWEST_ANSWER 14
/* Pixels between answers, and between the parts of one. */
#define ROOMY 14
#define SNUG  8

struct _WfQuestionCard {
  GtkWidget parent_instance;

  WfMoreBelow *more_below;
  GtkScrolledWindow *scroller;
  GtkWidget *clamp;
  WfPictogramView *pictogram;
  GtkBox *before_box;
  GtkLabel *question_label;
  GtkBox *lead_box;
  GtkLabel *mark_label;
  GtkBox *option_box;
  WfColumnLayout *columns;
  GtkWidget *button_row;
  GtkButton *listen_button;
  GtkLabel *listen_label;
  GtkButton *skip_button;
  GtkLabel *skip_label;

  GPtrArray *buttons; /* (element-type GtkToggleButton), borrowed */
  GPtrArray *ids;     /* (element-type utf8) */
  char *lang;
  gboolean multiple;
  gboolean is_quiet; /* choosing by program: emit nothing */
  double scale;
  int laid_out_width; /* for what they were decided; -1: to be decided */
  int laid_out_height;
};

enum {
  CHOSEN,
  SKIP,
  LISTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfQuestionCard, wf_question_card, GTK_TYPE_WIDGET)

static void
update_accessible (GtkToggleButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (button)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
on_option_toggled (GtkToggleButton *button, WfQuestionCard *self)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (button), "check");

  gtk_widget_set_opacity (check, gtk_toggle_button_get_active (button) ? 1 : 0);
  update_accessible (button);
  /* In a group the old choice lets go first: tell once, when the new one stands. */
  if (!self->is_quiet && (self->multiple || gtk_toggle_button_get_active (button)))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_listen_button_clicked (GtkButton *button, WfQuestionCard *self)
{
  g_signal_emit (self, signals[LISTEN], 0);
}

static void
on_skip_button_clicked (GtkButton *button, WfQuestionCard *self)
{
  g_signal_emit (self, signals[SKIP], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfQuestionCard *self)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  int digit = g_unichar_digit_value (letter);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (digit >= 1)
    return wf_question_card_choose (self, (guint) digit - 1);
  if (letter == 's' || letter == 'S')
    g_signal_emit (self, signals[SKIP], 0);
  else if (letter == 'l' || letter == 'L')
    g_signal_emit (self, signals[LISTEN], 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- A script: what is said, and the same for whoever says it --- */

WfCardLine *
wf_card_line_new (const char *text, const char *lang, const char *own)
{
  WfCardLine *self = g_new0 (WfCardLine, 1);

  self->text = g_strdup (text);
  self->lang = g_strdup (lang);
  self->own = g_strdup (own);
  return self;
}

void
wf_card_line_free (WfCardLine *self)
{
  g_free (self->text);
  g_free (self->lang);
  g_free (self->own);
  g_free (self);
}

static void
add_words (GtkBox *box, const char *text, const char *lang, const char *style, gboolean is_middle)
{
  GtkWidget *label = gtk_label_new (NULL);

  wf_label_set_text_in (GTK_LABEL (label), text, lang, 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), is_middle ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_label_set_xalign (GTK_LABEL (label), is_middle ? .5 : 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_line (GtkBox *box, const WfCardLine *line, const char *own_lang)
{
  if (line->text != NULL)
    add_words (box, line->text, line->lang, "script-line", TRUE);
  if (line->own != NULL)
    add_words (box, line->own, own_lang, line->text != NULL ? "script-own" : "script-cue", TRUE);
}

static void
show_script (WfQuestionCard *self, const WfCardQuestion *question)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->before_box))) != NULL)
    gtk_box_remove (self->before_box, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lead_box))) != NULL)
    gtk_box_remove (self->lead_box, child);
  for (guint i = 0; question->before != NULL && i < question->before->len; i++)
    add_line (self->before_box, question->before->pdata[i], question->own_lang);
  if (question->own != NULL)
    add_words (self->lead_box, question->own, question->own_lang, "script-own", TRUE);
  if (question->lead != NULL)
    add_line (self->lead_box, question->lead, question->own_lang);
  gtk_widget_set_visible (GTK_WIDGET (self->before_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->before_box)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lead_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->lead_box)) != NULL);
}

static GtkWidget *
make_content (WfQuestionCard *self,
              const WfCardQuestion *question,
              guint index,
              const WfFormat *format)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, ROOMY);
  g_autofree char *digit = index < 9 ? wf_format_integer (format, index + 1) : g_strdup ("");
  GtkWidget *key = gtk_label_new (NULL);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  wf_label_set_text_in (GTK_LABEL (key), digit, question->lang, self->scale);
  gtk_widget_add_css_class (key, "answer-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  wf_label_set_text_in (GTK_LABEL (label), question->options[index].label, question->lang,
                        self->scale);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "answer-label");
  gtk_box_append (GTK_BOX (words), label);
  if (question->options[index].own != NULL)
    add_words (GTK_BOX (words), question->options[index].own, question->own_lang, "script-own",
               FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_image_set_pixel_size (GTK_IMAGE (check), 24);
  gtk_widget_set_opacity (check, 0);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), check);
  g_object_set_data (G_OBJECT (box), "check", check);
  return box;
}

static void
add_option (WfQuestionCard *self,
            const WfCardQuestion *question,
            guint index,
            const WfFormat *format)
{
  GtkWidget *box = make_content (self, question, index, format);
  GtkWidget *button = g_object_new (
      GTK_TYPE_TOGGLE_BUTTON, "child", box, "accessible-role",
      question->multiple ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  gtk_widget_add_css_class (button, "answer");
  g_object_set_data (G_OBJECT (button), "check", g_object_get_data (G_OBJECT (box), "check"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->options[index].label, -1);
  if (!question->multiple && index > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  update_accessible (GTK_TOGGLE_BUTTON (button));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_option_toggled), self, 0);
  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->ids, g_strdup (question->options[index].id));
  gtk_box_append (self->option_box, button);
}

static void
clear_options (WfQuestionCard *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_box_remove (self->option_box, self->buttons->pdata[i]);
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->ids, 0);
}

/* --- Layout: nobody chooses an answer that is out of sight --- */

/* At once, for what is measured next: a style that reaches from above would come a frame later. */
static void
make_snug (GtkWidget *button, gboolean is_snug)
{
  gtk_box_set_spacing (GTK_BOX (gtk_button_get_child (GTK_BUTTON (button))),
                       is_snug ? SNUG : ROOMY);
  if (is_snug)
    gtk_widget_add_css_class (button, "snug");
  else
    gtk_widget_remove_css_class (button, "snug");
}

static void
set_columns (WfQuestionCard *self, int columns)
{
  wf_column_layout_set (self->columns, columns, columns == 1 ? ROOMY : SNUG);
  for (guint i = 0; i < self->buttons->len; i++)
    make_snug (self->buttons->pdata[i], columns > 1);
}

/* In pixels, as large as the letters are now. */
static int
get_narrowest_answer (WfQuestionCard *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->question_label));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS (width * NARROWEST_ANSWER);
}

static int
measure_buttons (WfQuestionCard *self, int width)
{
  int natural;

  gtk_widget_measure (self->button_row, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL,
                      NULL);
  return natural;
}

static void
show_button_words (WfQuestionCard *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->listen_label), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_label), shown);
}

/* The answers stand in two columns where one does not show them all, and two can be read. On a
 * small screen with large letters Listen and Skip are their pictures, and leave them the room. */
static void
decide_layout (WfQuestionCard *self, int width, int height)
{
  int narrowest = get_narrowest_answer (self);
  int natural;

  show_button_words (self, TRUE);
  show_button_words (self, measure_buttons (self, width) <= height / 3);
  set_columns (self, 1);
  gtk_widget_measure (self->clamp, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  if (natural > height - measure_buttons (self, width) && width >= 2 * narrowest)
    set_columns (self, 2);
}

static GtkSizeRequestMode
wf_question_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_question_card_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
wf_question_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WfQuestionCard *self = WF_QUESTION_CARD (widget);

  if (width != self->laid_out_width || height != self->laid_out_height)
    decide_layout (self, width, height);
  self->laid_out_width = width;
  self->laid_out_height = height;
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
wf_question_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (wf_question_card_parent_class)->css_changed (widget, change);
  WF_QUESTION_CARD (widget)->laid_out_width = -1;
}

/* --- The object --- */

static void
wf_question_card_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_question_card_parent_class)->dispose (object);
}

static void
wf_question_card_finalize (GObject *object)
{
  WfQuestionCard *self = WF_QUESTION_CARD (object);

  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->ids);
  g_free (self->lang);
  G_OBJECT_CLASS (wf_question_card_parent_class)->finalize (object);
}

static void
wf_question_card_class_init (WfQuestionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_question_card_dispose;
  object_class->finalize = wf_question_card_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SKIP] = g_signal_new ("skip", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[LISTEN] = g_signal_new ("listen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  widget_class->css_changed = wf_question_card_css_changed;
  widget_class->get_request_mode = wf_question_card_get_request_mode;
  widget_class->measure = wf_question_card_measure;
  widget_class->size_allocate = wf_question_card_size_allocate;
  g_type_ensure (WF_TYPE_COLUMN_LAYOUT);
  g_type_ensure (WF_TYPE_MORE_BELOW);
  g_type_ensure (WF_TYPE_PICTOGRAM_VIEW);
  g_type_ensure (WF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "questioncard");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/widgets/wf-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, more_below);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, clamp);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, pictogram);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, before_box);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, question_label);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, lead_box);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, mark_label);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, option_box);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, columns);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, button_row);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, listen_button);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, listen_label);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, skip_button);
  gtk_widget_class_bind_template_child (widget_class, WfQuestionCard, skip_label);
  gtk_widget_class_bind_template_callback (widget_class, on_listen_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
wf_question_card_init (WfQuestionCard *self)
{
  self->buttons = g_ptr_array_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->scale = 1;
  self->laid_out_width = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
wf_question_card_new (void)
{
  return g_object_new (WF_TYPE_QUESTION_CARD, NULL);
}

void
wf_question_card_show (WfQuestionCard *self, const WfCardQuestion *question)
{
  g_autoptr (WfFormat) format = NULL;
  const char *text_lang = NULL, *button_lang;

  g_return_if_fail (WF_IS_QUESTION_CARD (self));
  g_return_if_fail (question != NULL && question->lang != NULL && question->text != NULL);

  text_lang = question->text_lang != NULL ? question->text_lang : question->lang;
  button_lang = question->own_lang != NULL ? question->own_lang : question->lang;
  format = wf_format_new (question->lang, NULL, NULL);
  g_free (self->lang);
  self->lang = g_strdup (question->lang);
  self->multiple = question->multiple;

  clear_options (self);
  set_columns (self, 1);
  self->laid_out_width = -1;
  wf_label_set_text_in (self->question_label, question->text, text_lang, self->scale);
  show_script (self, question);
  gtk_widget_set_visible (GTK_WIDGET (self->mark_label), question->mark != NULL);
  if (question->mark != NULL)
    wf_label_set_text_in (self->mark_label, question->mark, question->lang, 1);
  wf_pictogram_view_set_name (self->pictogram, question->pictogram);
  gtk_widget_set_visible (GTK_WIDGET (self->pictogram),
                          wf_pictogram_view_get_name (self->pictogram) != NULL);
  for (guint i = 0; i < question->n_options; i++)
    add_option (self, question, i, format);
  wf_label_set_text_in (self->skip_label, question->skip, button_lang, 1);
  wf_label_set_text_in (self->listen_label, question->listen, button_lang, 1);
  wf_more_below_set_words (self->more_below, question->more, button_lang);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->skip_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->skip, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->listen_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, question->listen, -1);
  wf_widget_set_language (GTK_WIDGET (self), text_lang);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
wf_question_card_set_scale (WfQuestionCard *self, double scale)
{
  g_return_if_fail (WF_IS_QUESTION_CARD (self));
  g_return_if_fail (scale >= 1 && scale <= 2);

  self->scale = scale;
}

void
wf_question_card_set_compact (WfQuestionCard *self, gboolean compact)
{
  g_return_if_fail (WF_IS_QUESTION_CARD (self));

  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
}

GStrv
wf_question_card_get_chosen (WfQuestionCard *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  g_return_val_if_fail (WF_IS_QUESTION_CARD (self), NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
        g_strv_builder_add (chosen, self->ids->pdata[i]);
    }
  return g_strv_builder_end (chosen);
}

void
wf_question_card_set_chosen (WfQuestionCard *self, const char *const *ids)
{
  g_return_if_fail (WF_IS_QUESTION_CARD (self));

  self->is_quiet = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  ids != NULL && g_strv_contains (ids, self->ids->pdata[i]));
  self->is_quiet = FALSE;
}

gboolean
wf_question_card_choose (WfQuestionCard *self, guint index)
{
  GtkToggleButton *button;

  g_return_val_if_fail (WF_IS_QUESTION_CARD (self), FALSE);

  if (index >= self->buttons->len)
    return FALSE;

  button = self->buttons->pdata[index];
  gtk_widget_grab_focus (GTK_WIDGET (button));
  gtk_toggle_button_set_active (button, !self->multiple || !gtk_toggle_button_get_active (button));
  return TRUE;
}

void
wf_question_card_set_listening (WfQuestionCard *self, gboolean listening)
{
  g_return_if_fail (WF_IS_QUESTION_CARD (self));

  if (listening)
    gtk_widget_add_css_class (GTK_WIDGET (self->listen_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->listen_button), "suggested-action");
}
