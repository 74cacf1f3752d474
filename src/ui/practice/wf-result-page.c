/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The result of a round. Filled once when it is made from what is durable; holds nothing.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-result-page.h"

#include <glib/gi18n.h>

#include "wf-calibration.h"
#include "wf-practice-words.h"
#include "wf-radar.h"
#include "wf-rows.h"

#define MAX_ROUNDS 4 /* in which opinion is compared with evidence */

struct _WfResultPage {
  WfPane parent_instance;

  WfRadar *radar;
  GtkLabel *key_label;
  AdwPreferencesGroup *chart_group;
  AdwPreferencesGroup *step_group;
  AdwPreferencesGroup *area_group;
  AdwPreferencesGroup *strength_group;
  AdwPreferencesGroup *floor_group;
  AdwPreferencesGroup *evidence_group;
  AdwPreferencesGroup *calibration_group;
  AdwPreferencesGroup *credit_group;
};

G_DEFINE_FINAL_TYPE (WfResultPage, wf_result_page, WF_TYPE_PANE)

WfPracticeResult *
wf_practice_make_result (WfServices *services, const WfFramework *framework)
{
  const WfPracticeBook *book = wf_practice_repo_get_book (services->practice);
  const char *id = wf_framework_get_info (framework)->id;
  const WfSelfAssessment *last = wf_practice_book_get_finished (book, id, 0);
  const WfSelfAssessment *before = wf_practice_book_get_finished (book, id, 1);

  if (last == NULL)
    return NULL;

  g_autoptr (WfRatings) now = wf_self_assessment_get_ratings (last, framework);
  g_autoptr (WfRatings) then =
      before != NULL ? wf_self_assessment_get_ratings (before, framework) : NULL;

  return wf_practice_result_new (framework, now, then,
                                 wf_role_to_text (wf_vault_get_role (services->vault)));
}

static void
show_radar (WfResultPage *self, const WfFramework *framework, const WfPracticeResult *result)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GString) sentence = g_string_new (NULL);
  double now[WF_RADAR_MAX], last[WF_RADAR_MAX], floor[WF_RADAR_MAX];
  gboolean has_last = FALSE;
  guint n = MIN (result->areas->len, WF_RADAR_MAX);

  for (guint i = 0; i < n; i++)
    {
      const WfAreaResult *area = result->areas->pdata[i];
      g_autofree char *number = wf_format_integer (services->format, i + 1);
      g_autofree char *words = wf_practice_dup_area (framework, area, services->format);

      g_strv_builder_add (labels, number);
      g_string_append_printf (sentence, "%s %s: %s. ", number,
                              wf_text_get_or_empty (area->area->title, services->lang), words);
      now[i] = area->now;
      last[i] = area->last;
      floor[i] = area->floor;
      has_last = has_last || area->last >= 0;
    }

  g_auto (GStrv) names = g_strv_builder_end (labels);
  wf_radar_set (self->radar, (const char *const *) names, now, last, floor, sentence->str);
  gtk_label_set_label (self->key_label,
                       has_last ? _ ("Filled: now. Thin line: last time. Dashed: the floor of "
                                     "your role. The numbers are those of the areas below.")
                                : _ ("Filled: now. Dashed: the floor of your role. The numbers are "
                                     "those of the areas below."));
  gtk_widget_set_visible (GTK_WIDGET (self->chart_group), n >= 3);
}

static void
add_area (WfResultPage *self, const WfFramework *framework, const WfAreaResult *area, guint number)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GtkWidget *bar = gtk_level_bar_new ();
  g_autofree char *words = wf_practice_dup_area (framework, area, services->format);
  g_autofree char *digits = wf_format_integer (services->format, number);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", digits, wf_text_get_or_empty (area->area->title, services->lang));
  AdwActionRow *row = wf_rows_add (self->area_group, NULL, title, words);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (area->now, 0, 1));
  gtk_widget_add_css_class (bar, "plain");
  gtk_widget_set_size_request (bar, 90, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_action_row_add_suffix (row, bar);
}

/* "All together · Roughly Stage 3 · provisional": over all competences, not derived from areas. */
static void
add_overall (WfResultPage *self, const WfFramework *framework, const WfRatings *ratings)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  g_autoptr (WfPracticeScore) score = wf_practice_score_new (framework, ratings);
  g_autofree char *stage =
      wf_practice_dup_level_title (framework, (int) score->overall.level, format);
  /* Translators: %s is "Stage 3" */
  g_autofree char *words = g_strdup_printf (_ ("Roughly %s"), stage);
  gboolean is_provisional = score->overall.rated < score->overall.questions;

  if (score->overall.level == 0)
    return;
  g_autofree char *line =
      g_strdup_printf ("%s%s%s", words, is_provisional ? " · " : "",
                       is_provisional ? _ ("provisional: something was skipped") : "");
  wf_rows_add (self->area_group, NULL, _ ("All together"), line);
}

static void
show_step (WfResultPage *self, const WfFramework *framework, const WfPracticeResult *result)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  if (result->next == NULL)
    {
      wf_rows_add (self->step_group, NULL, _ ("You stand where you want to be"),
                   _ ("Pass something on: what could a colleague learn from you?"));
      return;
    }
  if (result->next->step != NULL)
    {
      g_autofree char *minutes =
          wf_practice_dup_minutes (result->next->step_minutes, services->format);
      g_autofree char *about = g_strdup_printf (
          "%s · %s", wf_text_get_or_empty (result->next->title, services->lang), minutes);
      wf_rows_add (self->step_group, NULL,
                   wf_text_get_or_empty (result->next->step, services->lang), about);
    }
  if (result->next_level >= 1 && result->next_level <= WF_FRAMEWORK_MAX_LEVELS)
    /* Translators: above a sentence one would like to be able to say */
    wf_rows_add (
        self->step_group, NULL, _ ("The aim"),
        wf_text_get_or_empty (result->next->statements[result->next_level - 1], services->lang));
}

static void
show_strengths (WfResultPage *self,
                const WfFramework *framework,
                const WfRatings *ratings,
                const WfPracticeResult *result)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  for (guint i = 0; i < result->strengths->len; i++)
    {
      const WfFrameworkPart *part = result->strengths->pdata[i];
      int rating = wf_ratings_get (ratings, part->id);
      wf_rows_add (self->strength_group, NULL, wf_text_get_or_empty (part->title, services->lang),
                   wf_text_get_or_empty (part->statements[rating - 1], services->lang));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->strength_group), result->strengths->len > 0);
  for (guint i = 0; i < result->below_floor->len; i++)
    {
      const WfFrameworkPart *part = result->below_floor->pdata[i];
      guint floor = wf_framework_get_floor (
          framework, wf_role_to_text (wf_vault_get_role (services->vault)), part->id);
      g_autofree char *level =
          wf_practice_dup_level_title (framework, (int) floor, services->format);
      g_autofree char *text = g_strdup_printf (
          "%s: %s", level, wf_text_get_or_empty (part->statements[floor - 1], services->lang));
      wf_rows_add (self->floor_group, NULL, wf_text_get_or_empty (part->title, services->lang),
                   text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->floor_group), result->below_floor->len > 0);
}

static void
show_evidence (WfResultPage *self, const WfFramework *framework, const WfRatings *ratings)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const GPtrArray *questions = wf_framework_get_questions (framework);
  g_autoptr (GHashTable) levels = wf_evidence_list_levels (
      framework, wf_pack_library_get_checklists (services->packs),
      wf_practice_repo_get_book (services->practice),
      wf_practice_repo_get_desk (services->practice),
      wf_practice_repo_get_staff_id (services->practice), wf_clock_now (services->clock));
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int said = wf_ratings_get (ratings, part->id);
      guint shown = wf_evidence_get_level (levels, part->id);
      if (said == WF_RATING_NONE || shown == 0)
        continue;
      g_autofree char *gap = wf_practice_dup_gap (framework, said, shown, services->format);
      wf_rows_add (self->evidence_group, NULL, wf_text_get_or_empty (part->title, services->lang),
                   gap);
      n++;
    }
  if (n == 0)
    wf_rows_add (self->evidence_group, NULL, _ ("Nothing is signed off yet"),
                 _ ("Tick points of a checklist, say what shows them, and ask a colleague."));
}

/* "3 as the evidence shows, 1 higher, 2 lower" */
static char *
dup_calibration (const WfCalibration *at, const WfFormat *format)
{
  g_autofree char *alike = wf_format_integer (format, at->n_alike);
  g_autofree char *higher = wf_format_integer (format, at->n_higher);
  g_autofree char *lower = wf_format_integer (format, at->n_lower);

  /* Translators: three numbers of competences: what somebody said of themselves, against what
   * evidence shows */
  return g_strdup_printf (_ ("As the evidence shows: %s. Higher: %s. Lower: %s."), alike, higher,
                          lower);
}

static void
show_calibration (WfResultPage *self, const WfFramework *framework)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autoptr (GArray) rounds =
      wf_calibration_list (framework, wf_pack_library_get_checklists (services->packs),
                           wf_practice_repo_get_book (services->practice),
                           wf_practice_repo_get_desk (services->practice),
                           wf_practice_repo_get_staff_id (services->practice), MAX_ROUNDS);

  for (guint i = 0; i < rounds->len; i++)
    {
      const WfCalibration *at = &g_array_index (rounds, WfCalibration, i);
      g_autofree char *day = wf_format_date (services->format, at->at_us, WF_DATE_SHORT);
      g_autofree char *words = dup_calibration (at, services->format);
      wf_rows_add (self->calibration_group, NULL, day, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->calibration_group), rounds->len > 0);
}

static void
fill (WfResultPage *self, const WfFramework *framework)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfSelfAssessment *last = wf_practice_book_get_finished (
      wf_practice_repo_get_book (services->practice), wf_framework_get_info (framework)->id, 0);
  g_autoptr (WfPracticeResult) result = wf_practice_make_result (services, framework);

  if (result == NULL)
    return;

  g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (last, framework);
  show_radar (self, framework, result);
  show_step (self, framework, result);
  add_overall (self, framework, ratings);
  for (guint i = 0; i < result->areas->len; i++)
    add_area (self, framework, result->areas->pdata[i], i + 1);
  show_strengths (self, framework, ratings, result);
  show_evidence (self, framework, ratings);
  show_calibration (self, framework);
  if (wf_framework_get_credit (framework) != NULL)
    {
      g_autofree char *safe = g_markup_escape_text (
          wf_text_get_or_empty (wf_framework_get_credit (framework), services->lang), -1);
      adw_preferences_group_set_description (self->credit_group, safe);
    }
}

static void
wf_result_page_class_init (WfResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WF_TYPE_RADAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, radar);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, key_label);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, chart_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, step_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, area_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, strength_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, floor_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, evidence_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, calibration_group);
  gtk_widget_class_bind_template_child (widget_class, WfResultPage, credit_group);
}

static void
wf_result_page_init (WfResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_result_page_new (WfServices *services, const char *framework)
{
  WfFramework *map = wf_pack_library_get_framework (services->packs, framework);
  WfResultPage *self = g_object_new (WF_TYPE_RESULT_PAGE, "services", services, NULL);

  g_return_val_if_fail (map != NULL, WF_PANE (self));

  fill (self, map);
  return WF_PANE (self);
}
