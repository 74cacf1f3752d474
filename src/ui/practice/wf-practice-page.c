/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The place "Practice". Follows the repository's "changed" and holds nothing but the rows it
 * shows, borrowed from their groups.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-practice-page.h"

#include <glib/gi18n.h>

#include "wf-assessment-page.h"
#include "wf-box.h"
#include "wf-checklist-page.h"
#include "wf-client-words.h"
#include "wf-entry-page.h"
#include "wf-goal-dialog.h"
#include "wf-list-intake.h"
#include "wf-list-page.h"
#include "wf-org-page.h"
#include "wf-portfolio-offer.h"
#include "wf-practice-words.h"
#include "wf-result-page.h"
#include "wf-rows.h"
#include "wf-share-dialog.h"
#include "wf-sign-dialog.h"
#include "wf-team-page.h"
#include "wf-vault-people.h"

struct _WfPracticePage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *step_group;
  AdwPreferencesGroup *map_group;
  AdwPreferencesGroup *goal_group;
  AdwPreferencesGroup *sign_group;
  AdwPreferencesGroup *list_group;
  AdwPreferencesGroup *team_group;
  AdwPreferencesGroup *organisation_group;

  GPtrArray *rows; /* (element-type GtkWidget), borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (WfPracticePage, wf_practice_page, WF_TYPE_PANE)

static WfServices *
services_of (WfPracticePage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static void
add_arrow (AdwActionRow *row, const char *action, const char *target)
{
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

static gboolean
has_goal (WfPracticePage *self, const char *part_id)
{
  const GPtrArray *goals =
      wf_practice_book_get_goals (wf_practice_repo_get_book (services_of (self)->practice));

  for (guint i = 0; i < goals->len; i++)
    {
      const WfGoal *goal = goals->pdata[i];
      if (goal->done_us == 0 && g_str_equal (goal->part, part_id))
        return TRUE;
    }
  return FALSE;
}

static void
show_step (WfPracticePage *self, const WfFramework *map, const WfPracticeResult *result)
{
  WfServices *services = services_of (self);
  const WfFrameworkPart *next = result->next;
  g_autofree char *minutes = NULL;
  g_autofree char *about = NULL;
  AdwActionRow *row;

  if (next == NULL || next->step == NULL)
    {
      wf_rows_add (self->step_group, self->rows, _ ("You stand where you want to be"),
                   _ ("Pass something on: what could a colleague learn from you?"));
      return;
    }
  minutes = wf_practice_dup_minutes (next->step_minutes, services->format);
  about = g_strdup_printf ("%s · %s", wf_text_get_or_empty (next->title, services_of (self)->lang),
                           minutes);
  row = wf_rows_add (self->step_group, self->rows,
                     wf_text_get_or_empty (next->step, services_of (self)->lang), about);
  if (!has_goal (self, next->id))
    wf_row_add_button (row, _ ("_Add to My Plan"), "practice.add-goal", next->id);
}

/* What was skipped was answered too, as the page of the questions counts. */
static guint
count_answers (const WfSelfAssessment *round, const WfFramework *map)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    n += wf_self_assessment_has_answer (round, ((const WfFrameworkPart *) questions->pdata[i])->id);
  return n;
}

/* One map: begin, go on, or look at it. */
static void
add_map (WfPracticePage *self, const WfFramework *map)
{
  WfServices *services = services_of (self);
  const char *id = wf_framework_get_info (map)->id;
  const WfPracticeBook *book = wf_practice_repo_get_book (services->practice);
  const WfSelfAssessment *open = wf_practice_book_get_open (book, id);
  const WfSelfAssessment *last = wf_practice_book_get_finished (book, id, 0);
  AdwActionRow *row;
  GtkWidget *button;

  if (last != NULL)
    {
      g_autofree char *day =
          wf_format_date (services->format, last->finished_us, WF_DATE_WORDS_NO_YEAR);
      add_arrow (wf_rows_add (
                     self->map_group, self->rows,
                     wf_text_get_or_empty (wf_framework_get_title (map), services_of (self)->lang),
                     day),
                 "practice.show-result", id);
    }
  if (open != NULL)
    {
      g_autofree char *count = wf_practice_dup_round (
          count_answers (open, map), wf_framework_get_questions (map)->len, services->format);
      /* Translators: a self-assessment that was begun; below stands "5 of 22" */
      row = wf_rows_add (self->map_group, self->rows, _ ("Go on where you were"), count);
      button = wf_row_add_button (row, _ ("_Continue"), "practice.assess", id);
    }
  else if (last != NULL)
    {
      row = wf_rows_add (self->map_group, self->rows, _ ("Look again"),
                         _ ("After some months you see what has changed."));
      wf_row_add_button (row, _ ("_Begin Again"), "practice.assess", id);
      return;
    }
  else
    {
      row = wf_rows_add (
          self->map_group, self->rows,
          wf_text_get_or_empty (wf_framework_get_title (map), services_of (self)->lang),
          wf_text_get_or_empty (wf_framework_get_line (map), services_of (self)->lang));
      button = wf_row_add_button (row, _ ("_Begin"), "practice.assess", id);
    }
  gtk_widget_add_css_class (button, "suggested-action");
}

/* Whether one rates oneself in it. */
static gboolean
is_own_map (const WfFramework *map)
{
  return g_str_equal (wf_framework_get_info (map)->audience, "staff") &&
         wf_framework_get_questions (map)->len > 0;
}

static void
show_maps (WfPracticePage *self)
{
  const GPtrArray *maps = wf_pack_library_get_frameworks (services_of (self)->packs);
  gboolean has_step = FALSE;

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFramework *map = maps->pdata[i];
      if (!is_own_map (map))
        continue;
      add_map (self, map);
      g_autoptr (WfPracticeResult) result = wf_practice_make_result (services_of (self), map);
      if (result != NULL && !has_step)
        {
          show_step (self, map, result);
          has_step = TRUE;
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->step_group), has_step);
}

/* "By Dec 31, 2026 · Helping with accounts and forms · A course" */
static char *
dup_goal_words (WfPracticePage *self, const WfGoal *goal)
{
  WfServices *services = services_of (self);
  g_autoptr (GString) text = g_string_new (NULL);
  const WfChecklist *list = goal->checklist != NULL
                                ? wf_pack_library_get_checklist (services->packs, goal->checklist)
                                : NULL;

  if (goal->due_day != NULL)
    {
      g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
      g_autofree char *due = wf_due_dup_words (services->format, today, goal->due_day);
      g_string_append (text, due != NULL ? due : "");
    }
  if (list != NULL)
    g_string_append_printf (
        text, "%s%s", text->len > 0 ? " · " : "",
        wf_text_get_or_empty (wf_checklist_get_title (list), services_of (self)->lang));
  if (goal->training != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", goal->training);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_goal (WfPracticePage *self, const WfGoal *goal)
{
  WfServices *services = services_of (self);

  if (goal->done_us != 0)
    {
      g_autofree char *day = wf_format_date (services->format, goal->done_us, WF_DATE_SHORT);
      /* Translators: %s is a day */
      g_autofree char *done = g_strdup_printf (_ ("Done on %s"), day);
      wf_rows_add (self->goal_group, self->rows, goal->text, done);
      return;
    }

  g_autofree char *words = dup_goal_words (self, goal);
  AdwActionRow *row = wf_rows_add (self->goal_group, self->rows, goal->text, words);
  g_autoptr (GMenu) menu = g_menu_new ();

  wf_menu_append (menu, _ ("_Change…"), "practice.edit-goal", goal->id);
  if (goal->checklist != NULL &&
      wf_pack_library_get_checklist (services->packs, goal->checklist) != NULL)
    wf_menu_append (menu, _ ("Open the _Checklist"), "practice.show-checklist", goal->checklist);
  if (goal->entry != NULL)
    wf_menu_append (menu, _ ("Show the _Training"), "practice.show-training", goal->id);
  adw_action_row_add_suffix (row, wf_menu_button_new_about (G_MENU_MODEL (menu), goal->text));
  wf_row_add_button (row, _ ("_Done"), "practice.goal-done", goal->id);
}

static void
show_goals (WfPracticePage *self)
{
  const GPtrArray *goals =
      wf_practice_book_get_goals (wf_practice_repo_get_book (services_of (self)->practice));

  for (guint i = 0; i < goals->len; i++)
    add_goal (self, goals->pdata[i]);
  adw_preferences_group_set_description (self->goal_group,
                                         goals->len > 0 ? NULL : _ ("No goal yet. One is enough."));
}

static void
show_requests (WfPracticePage *self)
{
  WfServices *services = services_of (self);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  g_autoptr (GPtrArray) waiting =
      wf_sign_desk_list_waiting (wf_practice_repo_get_desk (services->practice),
                                 wf_practice_repo_get_staff_id (services->practice));

  for (guint i = 0; i < waiting->len; i++)
    {
      const WfSignRequest *request = waiting->pdata[i];
      const WfClaim *claim = request->claim;
      wf_row_add_button (
          wf_rows_add (
              self->sign_group, self->rows, wf_practice_find_name (members, request->staff),
              claim->text != NULL ? wf_text_get (claim->text, services->lang, NULL) : claim->point),
          _ ("_Look at It"), "practice.look", request->id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sign_group), waiting->len > 0);
}

/* A list that is here no more, under the name it had when something was entered last. */
static void
add_gone_list (WfPracticePage *self, const char *list_id)
{
  WfServices *services = services_of (self);
  g_autoptr (WfChecklistProgress) progress = wf_checklist_progress_new_gone (
      list_id, wf_practice_repo_get_book (services->practice),
      wf_practice_repo_get_desk (services->practice),
      wf_practice_repo_get_staff_id (services->practice), wf_clock_now (services->clock));
  const char *title = wf_practice_find_title (progress, services->lang);

  wf_rows_add (self->list_group, self->rows, title != NULL ? title : list_id,
               _ ("No longer here. What you did is kept, and stands in your portfolio."));
}

static void
show_lists (WfPracticePage *self)
{
  WfServices *services = services_of (self);
  const GPtrArray *lists = wf_pack_library_get_checklists (services->packs);
  g_autoptr (GPtrArray) gone =
      wf_checklist_list_gone (lists, wf_practice_repo_get_book (services->practice));

  for (guint i = 0; i < lists->len; i++)
    {
      const WfChecklist *list = lists->pdata[i];
      g_autoptr (WfChecklistProgress) progress = wf_checklist_progress_new (
          list, wf_practice_repo_get_book (services->practice),
          wf_practice_repo_get_desk (services->practice),
          wf_practice_repo_get_staff_id (services->practice), wf_clock_now (services->clock));
      g_autofree char *words = wf_practice_dup_checklist (progress, services->format);
      add_arrow (wf_rows_add (
                     self->list_group, self->rows,
                     wf_text_get_or_empty (wf_checklist_get_title (list), services_of (self)->lang),
                     words),
                 "practice.show-checklist", wf_checklist_get_info (list)->id);
    }
  for (guint i = 0; i < gone->len; i++)
    add_gone_list (self, gone->pdata[i]);
}

/* Whoever finished a round may share it; a coordinator sees the counts. */
static void
show_team (WfPracticePage *self)
{
  WfServices *services = services_of (self);
  const GPtrArray *maps = wf_pack_library_get_frameworks (services->packs);
  gboolean is_coordinator = wf_vault_get_role (services->vault) == WF_ROLE_COORDINATOR, any = FALSE;

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFramework *map = maps->pdata[i];
      const char *id = wf_framework_get_info (map)->id;
      gboolean has_round = wf_practice_book_get_finished (
                               wf_practice_repo_get_book (services->practice), id, 0) != NULL;
      gboolean is_sharing =
          wf_team_book_is_sharing (wf_practice_repo_get_team (services->practice),
                                   wf_practice_repo_get_staff_id (services->practice), id);

      if (!is_own_map (map))
        continue;
      if (is_coordinator)
        add_arrow (wf_rows_add (self->team_group, self->rows, _ ("The team"),
                                wf_text_get_or_empty (wf_framework_get_title (map),
                                                      services_of (self)->lang)),
                   "practice.show-team", id);
      if (has_round || is_sharing)
        wf_row_add_button (
            wf_rows_add (self->team_group, self->rows, _ ("Share with the Team"),
                         is_sharing ? _ ("You are counted") : _ ("You are not counted")),
            _ ("_Change…"), "practice.share", id);
      any = any || is_coordinator || has_round || is_sharing;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->team_group), any);
}

static void
show_organisation (WfPracticePage *self)
{
  WfServices *services = services_of (self);
  const GPtrArray *maps = wf_pack_library_get_frameworks (services->packs);
  const WfOrgBook *book = wf_practice_repo_get_organisation (services->practice);

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFramework *map = maps->pdata[i];
      const char *id = wf_framework_get_info (map)->id;
      if (!g_str_equal (wf_framework_get_info (map)->audience, "organisation") ||
          wf_framework_get_questions (map)->len == 0)
        continue;
      add_arrow (wf_rows_add (
                     self->organisation_group, self->rows,
                     wf_text_get_or_empty (wf_framework_get_title (map), services_of (self)->lang),
                     wf_org_book_get_open (book, id) != NULL ? _ ("A round goes on") : ""),
                 "practice.show-organisation", id);
    }
}

static void
show_all (WfPracticePage *self)
{
  if (!wf_practice_repo_is_loaded (services_of (self)->practice))
    return;
  wf_rows_clear (self->rows);
  show_maps (self);
  show_goals (self);
  show_requests (self);
  show_lists (self);
  show_team (self);
  show_organisation (self);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPracticePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = wf_practice_repo_load_finish (WF_PRACTICE_REPO (source), result, &error);

  if (!wf_pane_is_gone (WF_PANE (self)) && !loaded)
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
wf_practice_page_shown (WfPane *pane)
{
  WfPracticePage *self = WF_PRACTICE_PAGE (pane);

  show_all (self);
  wf_practice_repo_load_async (services_of (self)->practice, wf_pane_get_cancellable (pane),
                               on_loaded, g_object_ref (self));
}

static void
on_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfServices *services = wf_pane_get_services (WF_PANE (widget));
  const char *id = g_variant_get_string (parameter, NULL);
  WfPane *next;

  if (g_str_equal (name, "practice.assess"))
    next = wf_assessment_page_new (services, id);
  else if (g_str_equal (name, "practice.show-result"))
    next = wf_result_page_new (services, id);
  else if (g_str_equal (name, "practice.show-team"))
    next = wf_team_page_new (services, id);
  else if (g_str_equal (name, "practice.show-organisation"))
    next = wf_org_page_new (services, id);
  else
    next = wf_checklist_page_new (services, id);
  wf_pane_push (WF_PANE (widget), next);
}

/* The training of a goal, as the catalogue has it now. */
static void
on_training_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfServices *services = wf_pane_get_services (WF_PANE (widget));
  const WfGoal *goal = wf_practice_book_lookup_goal (wf_practice_repo_get_book (services->practice),
                                                     g_variant_get_string (parameter, NULL));

  if (goal != NULL && goal->entry != NULL && goal->training != NULL)
    wf_pane_push (WF_PANE (widget), wf_entry_page_new (services, goal->entry, goal->training));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPracticePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (!wf_pane_is_gone (WF_PANE (self)) && !kept)
    wf_pane_show_problem (WF_PANE (self), error);
}

/* @record: (transfer full) */
static void
keep (WfPracticePage *self, WfRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_practice_repo_keep_async (services_of (self)->practice, records,
                               wf_pane_get_cancellable (WF_PANE (self)), on_kept,
                               g_object_ref (self));
}

static void
on_add_goal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfPracticePage *self = WF_PRACTICE_PAGE (widget);
  const GPtrArray *maps = wf_pack_library_get_frameworks (services_of (self)->packs);
  const char *part_id = g_variant_get_string (parameter, NULL);
  g_autofree char *id = wf_random_id ();

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFrameworkPart *part = wf_framework_lookup (maps->pdata[i], part_id);
      if (part == NULL || part->step == NULL)
        continue;
      const WfGoal goal = { .id = id,
                            .part = (char *) part_id,
                            .text = (char *) wf_text_get_or_empty (part->step,
                                                                   services_of (self)->lang) };
      keep (self, wf_practice_record_goal (&goal));
      return;
    }
}

static void
on_goal_done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep (WF_PRACTICE_PAGE (widget),
        wf_practice_record_goal_done (g_variant_get_string (parameter, NULL)));
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_goal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_goal_dialog_show (wf_pane_get_services (WF_PANE (widget)), window_of (widget),
                       parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
on_list_taken (WfPane *pane, const char *list_id)
{
  if (list_id != NULL && !wf_pane_is_gone (pane))
    show_all (WF_PRACTICE_PAGE (pane));
}

static void
on_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfPane *pane = WF_PANE (widget);

  if (g_str_equal (name, "practice.import-list"))
    wf_list_import (pane, on_list_taken);
  else
    wf_pane_push (pane, wf_list_page_new (wf_pane_get_services (pane), NULL));
}

static void
on_share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfServices *services = wf_pane_get_services (WF_PANE (widget));
  WfFramework *map =
      wf_pack_library_get_framework (services->packs, g_variant_get_string (parameter, NULL));

  if (map != NULL)
    wf_share_dialog_show (services, window_of (widget), map);
}

static void
on_portfolio_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_portfolio_offer (WF_PANE (widget), g_str_equal (name, "practice.print-portfolio"));
}

static void
on_look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_sign_dialog_show (wf_pane_get_services (WF_PANE (widget)), window_of (widget),
                       g_variant_get_string (parameter, NULL));
}

static void
wf_practice_page_constructed (GObject *object)
{
  WfPracticePage *self = WF_PRACTICE_PAGE (object);

  G_OBJECT_CLASS (wf_practice_page_parent_class)->constructed (object);
  g_signal_connect_object (services_of (self)->practice, "changed", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
}

static void
wf_practice_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_PRACTICE_PAGE (object)->rows);
  G_OBJECT_CLASS (wf_practice_page_parent_class)->finalize (object);
}

static void
wf_practice_page_class_init (WfPracticePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_practice_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_practice_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_practice_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-practice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, step_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, map_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, goal_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, sign_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, list_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, team_group);
  gtk_widget_class_bind_template_child (widget_class, WfPracticePage, organisation_group);
  gtk_widget_class_install_action (widget_class, "practice.assess", "s", on_open_action);
  gtk_widget_class_install_action (widget_class, "practice.show-result", "s", on_open_action);
  gtk_widget_class_install_action (widget_class, "practice.show-checklist", "s", on_open_action);
  gtk_widget_class_install_action (widget_class, "practice.show-training", "s", on_training_action);
  gtk_widget_class_install_action (widget_class, "practice.show-team", "s", on_open_action);
  gtk_widget_class_install_action (widget_class, "practice.new-list", NULL, on_list_action);
  gtk_widget_class_install_action (widget_class, "practice.import-list", NULL, on_list_action);
  gtk_widget_class_install_action (widget_class, "practice.show-organisation", "s", on_open_action);
  gtk_widget_class_install_action (widget_class, "practice.share", "s", on_share_action);
  gtk_widget_class_install_action (widget_class, "practice.add-goal", "s", on_add_goal_action);
  gtk_widget_class_install_action (widget_class, "practice.goal-done", "s", on_goal_done_action);
  gtk_widget_class_install_action (widget_class, "practice.new-goal", NULL, on_goal_action);
  gtk_widget_class_install_action (widget_class, "practice.edit-goal", "s", on_goal_action);
  gtk_widget_class_install_action (widget_class, "practice.save-portfolio", NULL,
                                   on_portfolio_action);
  gtk_widget_class_install_action (widget_class, "practice.print-portfolio", NULL,
                                   on_portfolio_action);
  gtk_widget_class_install_action (widget_class, "practice.look", "s", on_look_action);
}

static void
wf_practice_page_init (WfPracticePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
