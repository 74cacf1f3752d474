/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The navigator's side of the profile. Numbers always stand with their uncertainty, and
 * each chart with the sentence that says the same.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-heard-strip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "wf-change-view.h"
#include "wf-gauge-view.h"
#include "wf-level-bar.h"
#include "wf-plan-facts.h"
#include "wf-plan-rules.h"
#include "wf-visit-words.h"
#include "wf-widget-tools.h"

struct _WfHeardStrip {
  GtkWidget parent_instance;

  GtkLabel *band_label;
  WfLevelBar *level_bar;
  GtkLabel *unsure_label;
  GtkLabel *left_out_label;
  GtkLabel *given_label;
  GtkWidget *change_box;
  WfChangeView *change_view;
  GtkLabel *change_label;
  AdwComboRow *view_row;
  AdwEntryRow *view_entry;
  gboolean is_showing; /* what is set then is not the person's doing */
  GtkLabel *self_label;
  GtkLabel *seen_label;
  GtkLabel *gap_label;
  GtkBox *gauge_box;
  GtkListBox *area_list;
  GtkLabel *stop_label;
  GtkLabel *waiting_label;
  GtkExpander *card_expander;
  GtkBox *card_box;
  GtkTextView *note_view;
};

G_DEFINE_FINAL_TYPE (WfHeardStrip, wf_heard_strip, GTK_TYPE_WIDGET)

enum {
  VIEW_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

/* --- Levels --- */

static char *
dup_band (WfServices *services, const WfAbility *ability)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "digcomp");
  const WfFrameworkBand *band =
      framework != NULL ? wf_framework_lookup_band (framework, wf_band_to_code (ability->band))
                        : NULL;

  return g_strdup (band != NULL ? wf_text_get (band->title, services->lang, NULL)
                                : wf_band_to_code (ability->band));
}

static void
show_levels (WfHeardStrip *self, WfServices *services, const WfAbility *ability)
{
  g_autofree char *band = dup_band (services, ability);
  g_autofree char *sentence =
      wf_levels_dup_words (ability->level_first, ability->level_last, services->format);

  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), ability->n > 0);
  if (ability->n == 0)
    {
      gtk_label_set_text (self->band_label, _ ("Too few answers for a level"));
      return;
    }
  gtk_label_set_text (self->band_label, band);
  wf_level_bar_set (self->level_bar, ability->levels, WF_N_LEVELS, ability->level_first,
                    ability->level_last, services->format, sentence);
}

static void
show_side (GtkLabel *label, WfServices *services, const char *format, const WfAbility *ability)
{
  g_autofree char *levels =
      ability->n > 0
          ? wf_levels_dup_words (ability->level_first, ability->level_last, services->format)
          : g_strdup (_ ("Too few answers."));
  g_autofree char *text = g_strdup_printf (format, levels);

  gtk_label_set_text (label, text);
}

/* One sentence for what was not reached; areas by their names. */
static void
add_missing (GString *text, WfServices *services, const WfProfile *profile)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "digcomp");
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  for (guint i = 0; profile->missing != NULL && profile->missing[i] != NULL; i++)
    {
      const char *code = profile->missing[i];
      const WfFrameworkPart *part = g_str_has_prefix (code, "area-") && framework != NULL
                                        ? wf_framework_lookup (framework, code + strlen ("area-"))
                                        : NULL;

      if (g_str_equal (code, "answers"))
        g_string_append (text, _ ("Fewer than ten answers were given. "));
      else if (g_str_equal (code, "observed"))
        g_string_append (text, _ ("In fewer than three areas somebody was watched doing it. "));
      else if (part != NULL)
        g_ptr_array_add (areas, (gpointer) wf_text_get (part->title, services->lang, NULL));
    }
  if (areas->len > 0)
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (areas, NULL);
      list = wf_format_list (services->format, (const char *const *) areas->pdata);
      /* Translators: a list of areas of skill */
      g_string_append_printf (text, _ ("Nothing was answered on: %s. "), list);
    }
}

/* What makes the estimate less sure, or is not the client's own doing. */
static void
show_given (WfHeardStrip *self, WfServices *services, const WfProfile *profile)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_missing (text, services, profile);
  if (profile->n_untranslated > 0)
    g_string_append_printf (text,
                            ngettext ("%u text was not in the client’s language: the levels are "
                                      "less sure for it. ",
                                      "%u texts were not in the client’s language: the levels are "
                                      "less sure for it. ",
                                      profile->n_untranslated),
                            profile->n_untranslated);
  if (profile->n_read_aloud > 0)
    g_string_append_printf (text,
                            ngettext ("%u text was read out by you: the levels are less sure for "
                                      "it. ",
                                      "%u texts were read out by you: the levels are less sure for "
                                      "it. ",
                                      profile->n_read_aloud),
                            profile->n_read_aloud);
  if (profile->overridden > 0)
    g_string_append_printf (text,
                            ngettext ("%u answer was put in or changed by you. ",
                                      "%u answers were put in or changed by you. ",
                                      profile->overridden),
                            profile->overridden);
  g_strchomp (text->str);
  gtk_label_set_text (self->given_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->given_label), *text->str != '\0');
}

static guint
find_level (double logits)
{
  guint level = 1;

  while (level < WF_N_LEVELS && logits >= WF_LEVEL_CUTS[level - 1])
    level++;
  return level;
}

/* What the chart draws, for who does not see it: each day with its band. */
static void
describe_change (WfHeardStrip *self, WfServices *services, const WfReassessment *change)
{
  const WfOccasion *occasions[] = { &change->first, &change->second };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (occasions); i++)
    {
      g_autofree char *day = wf_format_date (services->format, occasions[i]->at_us, WF_DATE_WORDS);
      g_autofree char *levels = wf_levels_dup_words (
          find_level (occasions[i]->low), find_level (occasions[i]->high), services->format);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("%s: %s"), day, levels);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->change_view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
show_change (WfHeardStrip *self, WfServices *services, const WfReassessment *change)
{
  g_autofree char *same = NULL;

  gtk_widget_set_visible (self->change_box, change->is_known);
  if (!change->is_known)
    return;
  wf_change_view_set (self->change_view, change, services->format);
  describe_change (self, services, change);
  same = change->n_repeated == 0
             ? g_strdup (_ ("Other questions of the same kind were asked; both times are read with "
                            "today’s numbers."))
             : g_strdup_printf (ngettext ("%u question was the same as then; both times are read "
                                          "with today’s numbers.",
                                          "%u questions were the same as then; both times are read "
                                          "with today’s numbers.",
                                          change->n_repeated),
                                change->n_repeated);
  gtk_label_set_text (self->change_label, same);
}

/* --- The navigator's own view --- */

static void
emit_view (WfHeardStrip *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[VIEW_CHANGED], 0, adw_combo_row_get_selected (self->view_row),
                   gtk_editable_get_text (GTK_EDITABLE (self->view_entry)));
}

static void
show_view (WfHeardStrip *self, WfServices *services, const WfProfile *profile)
{
  const char *words = profile->view_words != NULL ? profile->view_words : "";

  self->is_showing = TRUE;
  if (adw_combo_row_get_model (self->view_row) == NULL)
    {
      g_autoptr (GtkStringList) levels = gtk_string_list_new (NULL);

      gtk_string_list_append (levels, _ ("None"));
      for (guint i = 1; i <= WF_N_LEVELS; i++)
        {
          g_autofree char *number = wf_format_integer (services->format, i);
          /* Translators: one of eight levels, by its number */
          g_autofree char *level = g_strdup_printf (_ ("Level %s"), number);

          gtk_string_list_append (levels, level);
        }
      adw_combo_row_set_model (self->view_row, G_LIST_MODEL (levels));
    }
  adw_combo_row_set_selected (self->view_row, profile->view_level);
  /* The same words once more would offer to apply them again. */
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->view_entry)), words))
    gtk_editable_set_text (GTK_EDITABLE (self->view_entry), words);
  gtk_widget_set_visible (GTK_WIDGET (self->view_entry), profile->view_level > 0);
  self->is_showing = FALSE;
}

/* --- The five A's and the areas --- */

static void
show_gauges (WfHeardStrip *self, WfServices *services, const WfProfile *profile)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "five-as");

  clear (GTK_WIDGET (self->gauge_box));
  for (guint i = 0; i < profile->gauges->len; i++)
    {
      const WfGauge *gauge = profile->gauges->pdata[i];
      const char *name = wf_constraint_to_name (gauge->access);
      const WfFrameworkPart *part =
          framework != NULL ? wf_framework_lookup (framework, name) : NULL;
      GtkWidget *view = wf_gauge_view_new ();

      wf_gauge_view_set (WF_GAUGE_VIEW (view),
                         part != NULL ? wf_text_get (part->title, services->lang, NULL) : name,
                         gauge->open_state, wf_gauge_get_words (gauge->open_state),
                         part != NULL ? wf_text_get (part->line, services->lang, NULL) : NULL);
      gtk_box_append (self->gauge_box, view);
    }
}

static void
show_areas (WfHeardStrip *self, WfServices *services, const WfProfile *profile)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "digcomp");

  clear (GTK_WIDGET (self->area_list));
  for (guint i = 0; framework != NULL && i < WF_N_AREAS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      const WfFrameworkPart *part = wf_framework_lookup (framework, id);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *state = gtk_label_new (wf_area_get_words (profile->areas[i].state));
      const char *title, *title_new;

      if (part == NULL)
        {
          g_object_ref_sink (row);
          g_object_unref (row);
          continue;
        }
      title = wf_text_get (part->title, services->lang, NULL);
      title_new = wf_text_get (part->title_new, services->lang, NULL);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      if (title_new != NULL)
        {
          /* Translators: the name in the newer edition of a framework; %s is the name */
          g_autofree char *newer = g_markup_printf_escaped (_ ("In DigComp 3.0: %s"), title_new);

          adw_action_row_set_subtitle (ADW_ACTION_ROW (row), newer);
        }
      gtk_label_set_wrap (GTK_LABEL (state), TRUE);
      gtk_widget_add_css_class (state, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
      gtk_list_box_append (self->area_list, row);
    }
}

/* --- For the navigator only --- */

static void
add_line (WfHeardStrip *self, const char *words, const char *lang, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  wf_label_set_text_in (GTK_LABEL (label), words, lang, 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->card_box, label);
}

static void
add_card_line (WfHeardStrip *self, const WfText *text, const char *lang, const char *css_class)
{
  const char *text_lang = NULL;
  const char *words = wf_text_get (text, lang, &text_lang);

  if (words != NULL)
    add_line (self, words, text_lang, css_class);
}

/* What stands in the way by answers that are nobody else's business. */
static void
add_hidden_gauges (WfHeardStrip *self, WfServices *services, const WfProfile *profile)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "five-as");

  for (guint i = 0; i < profile->gauges->len; i++)
    {
      const WfGauge *gauge = profile->gauges->pdata[i];
      const char *name = wf_constraint_to_name (gauge->access);
      const WfFrameworkPart *part =
          framework != NULL ? wf_framework_lookup (framework, name) : NULL;
      g_autofree char *line = NULL;

      if (gauge->state == gauge->open_state)
        continue;
      /* Translators: one of the five A's of access, and how much it stands in the way */
      line = g_strdup_printf (_ ("%s: %s"),
                              part != NULL ? wf_text_get (part->title, services->lang, NULL) : name,
                              wf_gauge_get_words (gauge->state));
      add_line (self, line, services->lang, NULL);
    }
}

static void
show_cards (WfHeardStrip *self,
            WfServices *services,
            WfInterview *interview,
            const WfProfile *profile)
{
  WfRulePack *rules = wf_pack_library_get_rules (services->packs, "newcomer");
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (interview);
  WfItemBank *bank = wf_interview_get_bank (interview);
  GDate today;
  g_autoptr (WfFacts) facts = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  WfPlanKnowledge knowledge = { 0 };

  /* It always stands there, folded: that there is something in it must not show. */
  clear (GTK_WIDGET (self->card_box));
  gtk_expander_set_expanded (self->card_expander, FALSE);
  if (rules == NULL)
    return;

  wf_date_from_time (wf_clock_now (services->clock), &today);
  facts = wf_plan_facts_new (answers, bank, NULL, wf_interview_get_region (interview), &today);
  knowledge.answers = answers;
  knowledge.bank = bank;
  knowledge.facts = facts;
  findings = wf_plan_find_cards (rules, &knowledge);
  for (guint i = 0; i < findings->len; i++)
    {
      const WfRule *rule = ((WfPlanFinding *) findings->pdata[i])->rule;

      add_card_line (self, rule->card_title, services->lang, "heading");
      for (guint step = 0; rule->card_steps != NULL && step < rule->card_steps->len; step++)
        add_card_line (self, rule->card_steps->pdata[step], services->lang, NULL);
    }
  add_hidden_gauges (self, services, profile);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->card_box)) == NULL)
    add_line (self, _ ("Nothing that only you should know."), services->lang, NULL);
}

/* --- All of it --- */

static void
show_end (WfHeardStrip *self, const WfProfile *profile)
{
  gtk_label_set_text (self->stop_label, wf_stop_get_words (profile->stop));
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_label), profile->n_waiting > 0);
  if (profile->n_waiting > 0)
    {
      g_autofree char *waiting = g_strdup_printf (
          ngettext ("%u question waits until the client is alone.",
                    "%u questions wait until the client is alone.", profile->n_waiting),
          profile->n_waiting);

      gtk_label_set_text (self->waiting_label, waiting);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->unsure_label), profile->overall.n > 0);
  if ((profile->relaxed & (WF_RELAXED_AREAS | WF_RELAXED_OBSERVED)) != 0)
    gtk_label_set_text (self->unsure_label,
                        _ ("Some areas were not asked or not watched: nothing fitting was at hand. "
                           "The question numbers are still experts’ guesses."));
  else
    gtk_label_set_text (self->unsure_label,
                        _ ("Fairly sure, not certain: the question numbers are still experts’ "
                           "guesses."));
}

/* What was not asked because it could change nothing, by name: so that nobody thinks it was
 * forgotten. */
static void
show_left_out (WfHeardStrip *self, WfServices *services, WfInterview *interview)
{
  g_autoptr (GPtrArray) items = wf_interview_list_left_out (interview);
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), items->len > 0);
  if (items->len == 0)
    return;
  g_string_append (text, _ ("Not asked, because no answer would change the plan:"));
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (
        text, "\n• %s",
        wf_text_get (((const WfItem *) items->pdata[i])->text, services->lang, NULL));
  gtk_label_set_text (self->left_out_label, text->str);
}

static void
wf_heard_strip_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_heard_strip_parent_class)->dispose (object);
}

static void
wf_heard_strip_class_init (WfHeardStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_heard_strip_dispose;
  /**
   * WfHeardStrip::view-changed:
   * @level: 1 to 8, 0 for none; @words: why
   */
  signals[VIEW_CHANGED] =
      g_signal_new ("view-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  g_type_ensure (WF_TYPE_CHANGE_VIEW);
  g_type_ensure (WF_TYPE_LEVEL_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-heard-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, band_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, level_bar);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, unsure_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, given_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, change_box);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, change_view);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, change_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, view_row);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, view_entry);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, self_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, seen_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, gap_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, gauge_box);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, area_list);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, stop_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, card_expander);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, card_box);
  gtk_widget_class_bind_template_child (widget_class, WfHeardStrip, note_view);
}

static void
wf_heard_strip_init (WfHeardStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view_row, "notify::selected", G_CALLBACK (emit_view), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view_entry, "apply", G_CALLBACK (emit_view), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your side"), -1);
}

void
wf_heard_strip_show (WfHeardStrip *self,
                     WfServices *services,
                     WfInterview *interview,
                     const WfProfile *profile)
{
  g_return_if_fail (WF_IS_HEARD_STRIP (self));
  g_return_if_fail (services != NULL && interview != NULL && profile != NULL);

  show_levels (self, services, &profile->overall);
  /* Translators: %s is a sentence such as "Most likely level 3 or 4 of 8." */
  show_side (self->self_label, services, _ ("What they said: %s"), &profile->self_rating);
  /* Translators: %s is a sentence such as "Most likely level 3 or 4 of 8." */
  show_side (self->seen_label, services, _ ("What was seen: %s"), &profile->performance);
  gtk_label_set_text (self->gap_label, wf_gap_get_words (profile->gap));
  show_given (self, services, profile);
  show_change (self, services, &profile->change);
  show_view (self, services, profile);
  show_gauges (self, services, profile);
  show_areas (self, services, profile);
  show_end (self, profile);
  show_cards (self, services, interview, profile);
  show_left_out (self, services, interview);
}

void
wf_heard_strip_ask_note (WfHeardStrip *self)
{
  g_return_if_fail (WF_IS_HEARD_STRIP (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note_view));
}

char *
wf_heard_strip_dup_note (WfHeardStrip *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (WF_IS_HEARD_STRIP (self), NULL);

  buffer = gtk_text_view_get_buffer (self->note_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

GtkTextBuffer *
wf_heard_strip_get_note_buffer (WfHeardStrip *self)
{
  g_return_val_if_fail (WF_IS_HEARD_STRIP (self), NULL);

  return gtk_text_view_get_buffer (self->note_view);
}

void
wf_heard_strip_set_note (WfHeardStrip *self, const char *text)
{
  g_return_if_fail (WF_IS_HEARD_STRIP (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note_view), text, -1);
}
