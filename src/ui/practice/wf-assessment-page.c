/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Self-assessment, one competence a page. The repository keeps the answers; the page holds
 * which competence is shown and what is chosen in it but not yet kept.
 *
 * Invariants: the page goes on only after the answer is durable; while one is being kept
 * nothing else can be pressed.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-assessment-page.h"

#include <glib/gi18n.h>

#include "wf-box.h"
#include "wf-practice-words.h"
#include "wf-result-page.h"

struct _WfAssessmentPage {
  WfPane parent_instance;

  GtkMenuButton *jump_button;
  GtkScrolledWindow *scroller;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkLabel *title_label;
  GtkLabel *line_label;
  GtkListBox *statement_list;
  GtkExpander *example_expander;
  GtkLabel *example_label;
  AdwEntryRow *note_row;
  GtkButton *back_button;
  GtkButton *skip_button;
  GtkButton *next_button;

  WfFramework *framework;
  char *round;       /* (nullable): id of the round, once there is one */
  guint at;          /* which question is shown */
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed: "none yet" last */
  gboolean is_busy;
  gboolean is_leaving; /* what is being kept ends the round */
};

G_DEFINE_FINAL_TYPE (WfAssessmentPage, wf_assessment_page, WF_TYPE_PANE)

static WfServices *
services_of (WfAssessmentPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static const GPtrArray *
questions_of (WfAssessmentPage *self)
{
  return wf_framework_get_questions (self->framework);
}

static const WfFrameworkPart *
part_of (WfAssessmentPage *self)
{
  return questions_of (self)->pdata[self->at];
}

static const char *
id_of (WfAssessmentPage *self)
{
  return wf_framework_get_info (self->framework)->id;
}

static const WfSelfAssessment *
get_round (WfAssessmentPage *self)
{
  return wf_practice_book_get_open (wf_practice_repo_get_book (services_of (self)->practice),
                                    id_of (self));
}

static guint
count_answers (WfAssessmentPage *self)
{
  const WfSelfAssessment *round = get_round (self);
  guint n = 0;

  for (guint i = 0; round != NULL && i < questions_of (self)->len; i++)
    n += wf_self_assessment_has_answer (
        round, ((const WfFrameworkPart *) questions_of (self)->pdata[i])->id);
  return n;
}

/* The number of the chosen level, 0 for none yet, -1 when nothing is chosen. */
static int
get_choice (WfAssessmentPage *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        return i + 1 < self->checks->len ? (int) i + 1 : WF_RATING_NOT_YET;
    }
  return WF_RATING_NONE;
}

/* Whether an answer here is the last one that is missing. */
static gboolean
is_last_open (WfAssessmentPage *self)
{
  const WfSelfAssessment *round = get_round (self);

  for (guint i = 0; i < questions_of (self)->len; i++)
    {
      const WfFrameworkPart *part = questions_of (self)->pdata[i];
      if (i != self->at && (round == NULL || !wf_self_assessment_has_answer (round, part->id)))
        return FALSE;
    }
  return TRUE;
}

static void
update_buttons (WfAssessmentPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assessment.next",
                                 !self->is_busy && get_choice (self) != WF_RATING_NONE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assessment.skip", !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assessment.previous",
                                 !self->is_busy && self->at > 0);
  gtk_button_set_label (self->next_button, is_last_open (self) ? _ ("_Finish") : _ ("_Next"));
}

static void
on_check_toggled (WfAssessmentPage *self)
{
  update_buttons (self);
}

static void
add_statement (WfAssessmentPage *self, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *safe_title = g_markup_escape_text (words, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (title, -1);

  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->statement_list, row);
  g_ptr_array_add (self->checks, check);
}

static void
show_statements (WfAssessmentPage *self)
{
  const GPtrArray *levels = wf_framework_get_levels (self->framework);
  GtkWidget *row;

  g_ptr_array_set_size (self->checks, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->statement_list))) != NULL)
    gtk_list_box_remove (self->statement_list, row);
  for (guint i = 0; i < levels->len; i++)
    {
      g_autofree char *title =
          wf_practice_dup_level_title (self->framework, (int) i + 1, services_of (self)->format);
      add_statement (
          self, title,
          wf_text_get_or_empty (part_of (self)->statements[i], services_of (self)->lang));
    }
  add_statement (self, _ ("Not yet"), _ ("None of these yet"));
}

static void
choose (WfAssessmentPage *self, int rating)
{
  guint index = rating == WF_RATING_NOT_YET ? self->checks->len - 1 : (guint) rating - 1;

  if (rating == WF_RATING_NOT_YET || (rating > 0 && index + 1 < self->checks->len))
    gtk_check_button_set_active (self->checks->pdata[index], TRUE);
}

static void
show_progress (WfAssessmentPage *self)
{
  WfFormat *format = services_of (self)->format;
  guint all = questions_of (self)->len, done = count_answers (self);
  guint minutes = wf_framework_get_minutes (self->framework) * (all - done) / all;
  g_autofree char *count = wf_practice_dup_round (done, all, format);
  g_autofree char *left = wf_practice_dup_minutes (MAX (minutes, 1), format);
  /* Translators: "5 of 22 answered · About 15 minutes to go" */
  g_autofree char *text = g_strdup_printf (_ ("%s answered · %s to go"), count, left);

  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) done / all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The competence, and whether it was answered, skipped or is open. */
static char *
dup_jump_label (WfAssessmentPage *self, const WfSelfAssessment *round, const WfFrameworkPart *part)
{
  const char *title = wf_text_get_or_empty (part->title, services_of (self)->lang);
  const char *answer = round != NULL ? g_hash_table_lookup (round->answers, part->id) : NULL;

  if (answer == NULL)
    return g_strdup (title);
  /* Translators: %s is a competence, in the list of all of them */
  return g_strdup_printf (
      g_str_equal (answer, "skipped") ? _ ("%s (skipped)") : _ ("%s (answered)"), title);
}

static void
fill_jump_menu (WfAssessmentPage *self)
{
  const WfSelfAssessment *round = get_round (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = NULL;
  const char *area = "";

  for (guint i = 0; i < questions_of (self)->len; i++)
    {
      const WfFrameworkPart *part = questions_of (self)->pdata[i];
      g_autofree char *label = dup_jump_label (self, round, part);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (section == NULL || !g_str_equal (area, wf_framework_area_of (part)))
        {
          g_clear_object (&section);
          section = g_menu_new ();
          area = wf_framework_area_of (part);
          g_menu_append_section (
              menu,
              wf_text_get_or_empty (wf_framework_lookup (self->framework, area)->title,
                                    services_of (self)->lang),
              G_MENU_MODEL (section));
        }
      g_menu_item_set_action_and_target (item, "assessment.jump", "u", i);
      g_menu_append_item (section, item);
    }
  g_clear_object (&section);
  gtk_menu_button_set_menu_model (self->jump_button, G_MENU_MODEL (menu));
}

static void
show_question (WfAssessmentPage *self)
{
  const WfFrameworkPart *part = part_of (self);
  const WfSelfAssessment *round = get_round (self);
  const char *note = wf_practice_book_get_note (
      wf_practice_repo_get_book (services_of (self)->practice), id_of (self), part->id);

  gtk_label_set_label (self->title_label,
                       wf_text_get_or_empty (part->title, services_of (self)->lang));
  gtk_label_set_label (self->line_label,
                       wf_text_get_or_empty (part->line, services_of (self)->lang));
  gtk_label_set_label (self->example_label,
                       wf_text_get_or_empty (part->example, services_of (self)->lang));
  gtk_widget_set_visible (GTK_WIDGET (self->example_expander), part->example != NULL);
  gtk_expander_set_expanded (self->example_expander, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), note != NULL ? note : "");
  show_statements (self);
  if (round != NULL)
    {
      g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (round, self->framework);
      choose (self, wf_ratings_get (ratings, part->id));
    }
  show_progress (self);
  fill_jump_menu (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update_buttons (self);
  gtk_widget_child_focus (GTK_WIDGET (self->statement_list), GTK_DIR_TAB_FORWARD);
}

/* The first without an answer, from @from on and round again; where one is when there is none. */
static guint
find_open (WfAssessmentPage *self, guint from)
{
  const WfSelfAssessment *round = get_round (self);
  guint all = questions_of (self)->len;

  for (guint i = 0; i < all; i++)
    {
      guint at = (from + i) % all;
      if (round == NULL ||
          !wf_self_assessment_has_answer (
              round, ((const WfFrameworkPart *) questions_of (self)->pdata[at])->id))
        return at;
    }
  return MIN (from, all - 1);
}

static void
on_shared_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The round is kept; what was shared before stands. */
  if (!wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error))
    g_debug ("the round was not shared: %s", error->message);
}

/* Who agreed to be counted agreed to it for each round. */
static void
share_again (WfAssessmentPage *self)
{
  WfPracticeRepo *practice = services_of (self)->practice;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  WfRecord *share = NULL;

  if (wf_team_book_is_sharing (wf_practice_repo_get_team (practice),
                               wf_practice_repo_get_staff_id (practice), id_of (self)))
    share = wf_practice_repo_make_share (practice, self->framework);
  if (share == NULL)
    return;
  g_ptr_array_add (records, share);
  wf_practice_repo_tell_async (practice, records, NULL, on_shared_again, NULL);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAssessmentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  self->is_busy = FALSE;
  if (!kept)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      update_buttons (self);
      return;
    }
  wf_pane_clear_problem (WF_PANE (self));
  if (self->is_leaving)
    {
      share_again (self);
      wf_pane_replace (WF_PANE (self), wf_result_page_new (services_of (self), id_of (self)));
      return;
    }
  self->at = self->at + 1 < questions_of (self)->len ? self->at + 1 : find_open (self, 0);
  show_question (self);
}

static void
add_note (WfAssessmentPage *self, GPtrArray *records)
{
  const char *old = wf_practice_book_get_note (
      wf_practice_repo_get_book (services_of (self)->practice), id_of (self), part_of (self)->id);
  const char *now = gtk_editable_get_text (GTK_EDITABLE (self->note_row));

  if (g_strcmp0 (old != NULL ? old : "", now) != 0)
    g_ptr_array_add (records, wf_practice_record_noted (id_of (self), part_of (self)->id, now));
}

/* One answer, one event; the first begins the round, the last one that is missing ends it. */
static void
keep_answer (WfAssessmentPage *self, const char *answer)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  const WfSelfAssessment *round = get_round (self);

  if (self->is_busy)
    return;
  g_clear_pointer (&self->round, g_free);
  if (round != NULL)
    self->round = g_strdup (round->id);
  else
    {
      self->round = wf_random_id ();
      g_ptr_array_add (records, wf_practice_record_started (self->round, self->framework));
    }
  g_ptr_array_add (records, wf_practice_record_answered (self->round, part_of (self)->id, answer));
  add_note (self, records);
  self->is_leaving = is_last_open (self);
  if (self->is_leaving)
    g_ptr_array_add (records, wf_practice_record_finished (self->round));
  self->is_busy = TRUE;
  update_buttons (self);
  wf_practice_repo_keep_async (services_of (self)->practice, records,
                               wf_pane_get_cancellable (WF_PANE (self)), on_kept,
                               g_object_ref (self));
}

static void
on_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAssessmentPage *self = WF_ASSESSMENT_PAGE (widget);
  const char *answer = wf_rating_to_name (self->framework, get_choice (self));

  if (answer != NULL)
    keep_answer (self, answer);
}

static void
on_skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep_answer (WF_ASSESSMENT_PAGE (widget), "skipped");
}

static void
on_left_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAssessmentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  self->is_busy = FALSE;
  update_buttons (self);
  show_progress (self);
  fill_jump_menu (self);
  if (!kept)
    wf_pane_show_problem (WF_PANE (self), error);
}

/* What was chosen and typed and not said yet: (nullable) records. The round is not ended here. */
static GPtrArray *
take_left (WfAssessmentPage *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  const WfSelfAssessment *round = get_round (self);
  const char *answer = wf_rating_to_name (self->framework, get_choice (self));
  const char *said =
      round != NULL ? g_hash_table_lookup (round->answers, part_of (self)->id) : NULL;

  if (self->is_busy || self->is_leaving ||
      !wf_practice_repo_is_loaded (services_of (self)->practice))
    return NULL;
  if (answer != NULL && g_strcmp0 (answer, said) != 0)
    {
      g_autofree char *id = round != NULL ? g_strdup (round->id) : wf_random_id ();

      if (round == NULL)
        g_ptr_array_add (records, wf_practice_record_started (id, self->framework));
      g_ptr_array_add (records, wf_practice_record_answered (id, part_of (self)->id, answer));
    }
  add_note (self, records);
  return records->len > 0 ? g_steal_pointer (&records) : NULL;
}

static void
keep_left (WfAssessmentPage *self)
{
  g_autoptr (GPtrArray) records = take_left (self);

  if (records == NULL)
    return;
  self->is_busy = TRUE;
  wf_practice_repo_keep_async (services_of (self)->practice, records, NULL, on_left_kept,
                               g_object_ref (self));
}

/* When the vault locks the page goes without being left. */
static void
on_drafts_wanted (WfVault *vault, GPtrArray *out_drafts, gpointer user_data)
{
  WfAssessmentPage *self = user_data;
  g_autoptr (GPtrArray) records = take_left (self);
  const char *own = wf_vault_get_private_id (vault);

  if (records != NULL && own != NULL)
    g_ptr_array_add (out_drafts, wf_append_new (own, records));
}

static void
wf_assessment_page_hidden (WfPane *pane)
{
  keep_left (WF_ASSESSMENT_PAGE (pane));
}

static void
on_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAssessmentPage *self = WF_ASSESSMENT_PAGE (widget);

  if (self->at == 0 || self->is_busy)
    return;
  keep_left (self);
  self->at--;
  show_question (self);
}

static void
on_jump_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAssessmentPage *self = WF_ASSESSMENT_PAGE (widget);
  guint at = g_variant_get_uint32 (parameter);

  if (self->is_busy || at >= questions_of (self)->len)
    return;
  keep_left (self);
  self->at = at;
  show_question (self);
}

/* Digits choose; the keys of the page rest while a note is written. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfAssessmentPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gint digit = g_unichar_digit_value (gdk_keyval_to_unicode (keyval));
  const char *action = NULL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || GTK_IS_EDITABLE (focus))
    return GDK_EVENT_PROPAGATE;
  if (digit >= 0)
    {
      choose (self, digit);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    action = GTK_IS_BUTTON (focus) ? NULL : "assessment.next";
  else if (keyval == GDK_KEY_BackSpace)
    action = "assessment.previous";
  else if (keyval == GDK_KEY_s || keyval == GDK_KEY_S)
    action = "assessment.skip";
  else if (keyval == GDK_KEY_n || keyval == GDK_KEY_N)
    gtk_widget_grab_focus (GTK_WIDGET (self->note_row));
  else
    return GDK_EVENT_PROPAGATE;
  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return action != NULL || keyval == GDK_KEY_n || keyval == GDK_KEY_N;
}

static gboolean
wf_assessment_page_take_focus (WfPane *pane)
{
  return gtk_widget_child_focus (GTK_WIDGET (WF_ASSESSMENT_PAGE (pane)->statement_list),
                                 GTK_DIR_TAB_FORWARD);
}

static void
wf_assessment_page_dispose (GObject *object)
{
  WfAssessmentPage *self = WF_ASSESSMENT_PAGE (object);

  wf_vault_remove_draft_source (services_of (self)->vault, self);
  g_clear_pointer (&self->framework, wf_framework_unref);
  G_OBJECT_CLASS (wf_assessment_page_parent_class)->dispose (object);
}

static void
wf_assessment_page_finalize (GObject *object)
{
  WfAssessmentPage *self = WF_ASSESSMENT_PAGE (object);

  g_ptr_array_unref (self->checks);
  g_free (self->round);
  G_OBJECT_CLASS (wf_assessment_page_parent_class)->finalize (object);
}

static void
wf_assessment_page_class_init (WfAssessmentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_assessment_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_assessment_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_assessment_page_take_focus;
  WF_PANE_CLASS (klass)->hidden = wf_assessment_page_hidden;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-assessment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, jump_button);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, line_label);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, statement_list);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, example_expander);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, example_label);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, skip_button);
  gtk_widget_class_bind_template_child (widget_class, WfAssessmentPage, next_button);
  gtk_widget_class_install_action (widget_class, "assessment.next", NULL, on_next_action);
  gtk_widget_class_install_action (widget_class, "assessment.skip", NULL, on_skip_action);
  gtk_widget_class_install_action (widget_class, "assessment.previous", NULL, on_previous_action);
  gtk_widget_class_install_action (widget_class, "assessment.jump", "u", on_jump_action);
}

static void
wf_assessment_page_init (WfAssessmentPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

WfPane *
wf_assessment_page_new (WfServices *services, const char *framework)
{
  WfFramework *map = wf_pack_library_get_framework (services->packs, framework);

  g_return_val_if_fail (map != NULL && wf_framework_get_questions (map)->len > 0, NULL);

  WfAssessmentPage *self = g_object_new (WF_TYPE_ASSESSMENT_PAGE, "services", services, NULL);

  self->framework = wf_framework_ref (map);
  self->at = find_open (self, 0);
  wf_pane_set_title (WF_PANE (self),
                     wf_text_get_or_empty (wf_framework_get_title (map), services_of (self)->lang));
  show_question (self);
  wf_vault_add_draft_source (services->vault, on_drafts_wanted, self);
  return WF_PANE (self);
}
