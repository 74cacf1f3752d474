/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The navigator's strip beside a question.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-interview-strip.h"

#include <glib/gi18n.h>

#include "wf-tile-chooser.h"
#include "wf-widget-tools.h"

struct _WfInterviewStrip {
  GtkWidget parent_instance;

  GtkLabel *place_label;
  GtkLabel *question_label;
  GtkBox *option_box;
  GtkLabel *privacy_label;
  GtkLabel *why_title;
  GtkLabel *why_label;
  GtkLabel *prompt_title;
  GtkLabel *prompt_label;
  GtkLabel *setup_title;
  GtkLabel *setup_label;
  GtkBox *help_box;
  WfTileChooser *help_chooser;
  GtkBox *dots_box;
  GtkLabel *minutes_label;
};

enum {
  HELP_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfInterviewStrip, wf_interview_strip, GTK_TYPE_WIDGET)

static const struct {
  const char *id;
  const char *words;
} HELP[] = {
  /* Translators: how much help a person needed with a task; F5 is the key */
  { "0", N_ ("F5  Alone") },
  { "1", N_ ("F6  With a hint") },
  { "2", N_ ("F7  With my help") },
  { "3", N_ ("F8  I did it") },
};

static void
on_help_changed (WfInterviewStrip *self)
{
  g_signal_emit (self, signals[HELP_CHANGED], 0);
}

static void
show_text (GtkLabel *title, GtkLabel *label, const WfText *text, const char *lang)
{
  const char *text_lang = NULL;
  const char *words = wf_text_get (text, lang, &text_lang);

  gtk_widget_set_visible (GTK_WIDGET (title), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  if (words != NULL)
    wf_label_set_text_in (label, words, text_lang, 1);
}

/* The answers as the navigator reads them, for whoever does not read the client's. */
static void
show_options (WfInterviewStrip *self,
              WfServices *services,
              WfInterview *interview,
              const char *card_lang)
{
  g_autoptr (GPtrArray) options = wf_interview_get_current_options (interview);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->option_box))) != NULL)
    gtk_box_remove (self->option_box, child);
  gtk_widget_set_visible (GTK_WIDGET (self->option_box),
                          !wf_language_matches (card_lang, services->lang));
  for (guint i = 0; i < options->len; i++)
    {
      const WfItemOption *option = options->pdata[i];
      const char *text_lang = NULL;
      const char *words = wf_text_get (option->text, services->lang, &text_lang);
      g_autofree char *number = wf_format_integer (services->format, i + 1);
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      g_object_set_data_full (G_OBJECT (label), "option", g_strdup (option->id), g_free);
      g_object_set_data_full (G_OBJECT (label), "words", g_strdup_printf ("%s  %s", number, words),
                              g_free);
      g_object_set_data_full (G_OBJECT (label), "lang", g_strdup (text_lang), g_free);
      gtk_box_append (self->option_box, label);
    }
  wf_interview_strip_set_chosen (self, (const char *const[]){ NULL });
}

static void
show_privacy (WfInterviewStrip *self, const WfItem *item, gboolean is_script)
{
  const char *words = "";

  if (item->private_only && is_script)
    /* Translators: Skip is a button, “Not while others are here” one of its reasons */
    words =
        _ ("Ask first whether they can talk freely. If not: Skip, “Not while others are here”.");
  else if (item->private_only)
    words =
        _ ("Only when nobody else hears. It is not read aloud and not shown on another screen.");
  else if (item->protected)
    words = _ ("For you only: the answer never stands on paper or on another screen.");
  else if (item->sensitive)
    words = _ ("Ask this one gently. No answer is fine.");
  gtk_label_set_text (self->privacy_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->privacy_label), *words != '\0');
}

static void
add_dots (WfInterviewStrip *self, WfServices *services, guint area, guint n)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "digcomp");
  g_autofree char *id = g_strdup_printf ("%u", area);
  g_autofree char *number = wf_format_integer (services->format, area);
  const WfFrameworkPart *part = framework != NULL ? wf_framework_lookup (framework, id) : NULL;
  const char *name = part != NULL ? wf_text_get (part->title, services->lang, NULL) : number;
  g_autofree char *words = NULL;
  g_autofree char *description = NULL;
  g_autoptr (GString) dots = g_string_new (number);
  GtkWidget *label;

  g_string_append_c (dots, ' ');
  for (guint i = 0; i < n; i++)
    g_string_append (dots, "●");
  if (n == 0)
    g_string_append (dots, "○");
  /* Translators: how many questions of one area were answered */
  words = g_strdup_printf (ngettext ("%u answer", "%u answers", n), n);
  description = g_strdup_printf ("%s: %s", name, words);
  label = gtk_label_new (dots->str);
  gtk_widget_add_css_class (label, "area-dots");
  gtk_widget_set_tooltip_text (label, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);
  gtk_box_append (self->dots_box, label);
}

static void
show_progress (WfInterviewStrip *self, WfServices *services, WfInterview *interview)
{
  double used = 0, planned = 0;
  g_autofree char *number =
      wf_format_integer (services->format, wf_interview_get_n_asked (interview));
  g_autofree char *place = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *used_text = NULL;
  g_autofree char *planned_text = NULL;
  GtkWidget *child;

  /* Translators: %s is the number of the question */
  place = g_strdup_printf (_ ("Question %s"), number);
  gtk_label_set_text (self->place_label, place);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->dots_box))) != NULL)
    gtk_box_remove (self->dots_box, child);
  for (guint area = 1; area <= WF_N_AREAS; area++)
    add_dots (self, services, area, wf_interview_get_area_count (interview, area));

  wf_interview_get_minutes (interview, &used, &planned);
  used_text = wf_format_integer (services->format, (gint64) (used + .5));
  planned_text = wf_format_integer (services->format, (gint64) (planned + .5));
  if (planned > 0)
    /* Translators: minutes of questions so far, and at most */
    minutes = g_strdup_printf (_ ("%s of at most %s minutes"), used_text, planned_text);
  else
    /* Translators: minutes of questions so far */
    minutes = g_strdup_printf (_ ("%s minutes"), used_text);
  gtk_label_set_text (self->minutes_label, minutes);
}

static void
wf_interview_strip_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_interview_strip_parent_class)->dispose (object);
}

static void
wf_interview_strip_class_init (WfInterviewStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_interview_strip_dispose;
  signals[HELP_CHANGED] = g_signal_new ("help-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (WF_TYPE_TILE_CHOOSER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "interviewstrip");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-interview-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, place_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, question_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, option_box);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, privacy_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, why_title);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, why_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, prompt_title);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, prompt_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, setup_title);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, setup_label);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, help_box);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, help_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, dots_box);
  gtk_widget_class_bind_template_child (widget_class, WfInterviewStrip, minutes_label);
}

static void
wf_interview_strip_init (WfInterviewStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (HELP); i++)
    wf_tile_chooser_add (self->help_chooser, HELP[i].id, _ (HELP[i].words), NULL, NULL);
  g_signal_connect_object (self->help_chooser, "changed", G_CALLBACK (on_help_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your side"), -1);
}

/* Nothing that speaks of a question stands where there is none. */
static void
show_parts (WfInterviewStrip *self, gboolean is_shown)
{
  gpointer parts[] = {
    self->question_label, self->option_box,  self->privacy_label, self->help_box,
    self->setup_title,    self->setup_label, self->prompt_title,  self->prompt_label,
    self->why_title,      self->why_label,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], is_shown);
}

void
wf_interview_strip_show (WfInterviewStrip *self,
                         WfServices *services,
                         WfInterview *interview,
                         const char *card_lang,
                         gboolean is_script,
                         gboolean is_new)
{
  const WfItem *item;

  g_return_if_fail (WF_IS_INTERVIEW_STRIP (self));
  g_return_if_fail (services != NULL && interview != NULL);

  item = wf_interview_get_current_item (interview);
  show_progress (self, services, interview);
  show_parts (self, item != NULL);
  if (item == NULL)
    return;

  wf_label_set_text_in (self->question_label, wf_text_get (item->text, services->lang, NULL),
                        services->lang, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->question_label), !is_script);
  show_options (self, services, interview, is_script ? services->lang : card_lang);
  show_privacy (self, item, is_script);
  show_text (self->why_title, self->why_label, item->why, services->lang);
  show_text (self->prompt_title, self->prompt_label, item->prompt, services->lang);
  show_text (self->setup_title, self->setup_label, item->setup, services->lang);
  gtk_widget_set_visible (GTK_WIDGET (self->help_box), item->kind == WF_ITEM_TASK);
  if (is_new)
    wf_tile_chooser_set_chosen (self->help_chooser, NULL);
}

void
wf_interview_strip_set_chosen (WfInterviewStrip *self, const char *const *ids)
{
  g_return_if_fail (WF_IS_INTERVIEW_STRIP (self));
  g_return_if_fail (ids != NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->option_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_chosen = g_strv_contains (ids, g_object_get_data (G_OBJECT (child), "option"));
      g_autofree char *words = g_strdup (g_object_get_data (G_OBJECT (child), "words"));
      g_autofree char *spoken =
          /* Translators: an answer (%s) that the client has chosen, for a screen reader */
          is_chosen ? g_strdup_printf (_ ("%s, chosen"), words) : g_strdup (words);
      g_autofree char *shown = g_strconcat (is_chosen ? "✓ " : "", words, NULL);

      wf_label_set_text_in (GTK_LABEL (child), shown, g_object_get_data (G_OBJECT (child), "lang"),
                            1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
      if (is_chosen)
        gtk_widget_add_css_class (child, "heading");
      else
        gtk_widget_remove_css_class (child, "heading");
    }
}

int
wf_interview_strip_get_help (WfInterviewStrip *self)
{
  const char *id;

  g_return_val_if_fail (WF_IS_INTERVIEW_STRIP (self), -1);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->help_box)))
    return -1;
  id = wf_tile_chooser_get_one (self->help_chooser);
  return id != NULL ? id[0] - '0' : -1;
}

gboolean
wf_interview_strip_choose_help (WfInterviewStrip *self, guint level)
{
  g_return_val_if_fail (WF_IS_INTERVIEW_STRIP (self), FALSE);

  if (level >= G_N_ELEMENTS (HELP) || !gtk_widget_get_visible (GTK_WIDGET (self->help_box)))
    return FALSE;
  return wf_tile_chooser_choose (self->help_chooser, HELP[level].id);
}
