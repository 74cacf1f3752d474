/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answering a round, and an action: one record each.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-org-dialogs.h"

#include <glib/gi18n.h>

#include "wf-box.h"
#include "wf-day-row.h"
#include "wf-vault-people.h"

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

/* @record: (transfer full) */
static void
tell (WfTaskDialog *dialog, WfRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_practice_repo_tell_async (wf_task_dialog_get_services (dialog)->practice, records,
                               wf_task_dialog_get_cancellable (dialog), on_told,
                               g_object_ref (dialog));
}

/* Answers */

typedef struct {
  WfFramework *framework;
  char *round;
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed: levels, then "none yet", a part */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  wf_framework_unref (self->framework);
  g_free (self->round);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

static guint
count_choices (Answer *self)
{
  return wf_framework_get_levels (self->framework)->len + 1;
}

static int
get_rating (Answer *self, guint question)
{
  guint n = count_choices (self);

  for (guint c = 0; c < n; c++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[question * n + c]))
        return c + 1 < n ? (int) c + 1 : WF_RATING_NOT_YET;
    }
  return WF_RATING_NONE;
}

static gboolean
can_answer (WfTaskDialog *dialog, gpointer data)
{
  Answer *self = data;

  for (guint i = 0; i < wf_framework_get_questions (self->framework)->len; i++)
    {
      if (get_rating (self, i) != WF_RATING_NONE)
        return TRUE;
    }
  return FALSE;
}

static void
start_answer (WfTaskDialog *dialog, gpointer data)
{
  Answer *self = data;
  const GPtrArray *questions = wf_framework_get_questions (self->framework);
  g_autoptr (WfRatings) ratings = wf_ratings_new ();

  for (guint i = 0; i < questions->len; i++)
    wf_ratings_set (ratings, ((const WfFrameworkPart *) questions->pdata[i])->id,
                    get_rating (self, i));
  tell (dialog, wf_org_record_rated (self->round, self->framework, ratings));
}

static GtkCheckButton *
add_choice (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *words)
{
  g_autofree char *safe = g_markup_escape_text (words, -1);

  return wf_task_dialog_add_check (dialog, group, safe, NULL);
}

static void
add_question (WfTaskDialog *dialog, Answer *self, const WfFrameworkPart *part, const char *said)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *safe_title =
      g_markup_escape_text (wf_text_get_or_empty (part->title, services->lang), -1);
  g_autofree char *safe_line =
      g_markup_escape_text (wf_text_get_or_empty (part->line, services->lang), -1);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, safe_title);
  guint n = count_choices (self);
  GtkCheckButton *first = NULL;
  int rating = WF_RATING_NONE;

  adw_preferences_group_set_description (group, safe_line);
  if (said != NULL)
    wf_rating_from_name (self->framework, said, &rating);
  for (guint c = 0; c < n; c++)
    {
      GtkCheckButton *check =
          add_choice (dialog, group,
                      c + 1 < n ? wf_text_get_or_empty (part->statements[c], services->lang)
                                : _ ("None of these yet"));
      if (first != NULL)
        gtk_check_button_set_group (check, first);
      else
        first = check;
      gtk_check_button_set_active (check, rating == (c + 1 < n ? (int) c + 1 : 0));
      g_ptr_array_add (self->checks, check);
    }
}

WfTaskDialog *
wf_org_answer_dialog_show (WfServices *services, GtkWindow *parent, WfFramework *framework)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  const WfOrgRound *round =
      wf_org_book_get_open (wf_practice_repo_get_organisation (services->practice),
                            wf_framework_get_info (framework)->id);
  const char *staff = wf_practice_repo_get_staff_id (services->practice);
  WfTaskDialog *dialog;
  Answer *self;

  if (round == NULL)
    return NULL;
  dialog = wf_task_dialog_new (services, parent, _ ("How You See It"));
  self = g_new0 (Answer, 1);
  self->framework = wf_framework_ref (framework);
  self->round = g_strdup (round->id);
  self->checks = g_ptr_array_new ();
  wf_task_dialog_add_text (dialog, _ ("About the organisation, not about a person. Leave out what "
                                      "you do not know. Shown are counts, without names."));
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      add_question (dialog, self, part, wf_org_round_get_answer (round, staff, part->id));
    }
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_answer, can_answer, self, answer_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* The end of a round */

static void
start_close (WfTaskDialog *dialog, gpointer data)
{
  tell (dialog, wf_org_record_closed (data));
}

WfTaskDialog *
wf_org_close_dialog_show (WfServices *services, GtkWindow *parent, const char *round)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Close the Round"));

  wf_task_dialog_add_point (dialog, _ ("What happens"),
                            _ ("Nobody can answer after that; then the page shows what was said."));
  wf_task_dialog_add_point (dialog, _ ("What stays"),
                            _ ("All answers, as counts without names. A new round can begin."));
  wf_task_dialog_set_task (dialog, _ ("_Close the Round"), TRUE, start_close, NULL,
                           g_strdup (round), g_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* Actions */

typedef struct {
  WfFramework *framework;
  char *id;
  GPtrArray *owners; /* (element-type utf8): staff ids, as in owner_row after "nobody" */
  AdwComboRow *part_row;
  AdwEntryRow *text_row;
  AdwComboRow *owner_row;
  AdwActionRow *day_row;
} Action;

static void
action_free (gpointer data)
{
  Action *self = data;

  wf_framework_unref (self->framework);
  g_free (self->id);
  g_ptr_array_unref (self->owners);
  g_free (self);
}

static gboolean
can_save (WfTaskDialog *dialog, gpointer data)
{
  g_autofree char *text = wf_task_row_dup_text (((Action *) data)->text_row);

  return *text != '\0';
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Action *self = data;
  const GPtrArray *questions = wf_framework_get_questions (self->framework);
  guint part = MIN (adw_combo_row_get_selected (self->part_row), questions->len - 1);
  guint owner = adw_combo_row_get_selected (self->owner_row);
  g_autofree char *text = wf_task_row_dup_text (self->text_row);
  const WfOrgAction action = {
    .id = self->id,
    .framework = wf_framework_get_info (self->framework)->id,
    .part = ((const WfFrameworkPart *) questions->pdata[part])->id,
    .text = text,
    .owner = owner >= 1 && owner <= self->owners->len ? self->owners->pdata[owner - 1] : NULL,
    .due_day = (char *) wf_day_row_get_day (self->day_row),
  };

  tell (dialog, wf_org_record_action (&action));
}

static GStrv
dup_owners (WfServices *services, Action *self)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  /* Translators: nobody sees to an action yet */
  g_strv_builder_add (names, _ ("Nobody yet"));
  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (member->has_left || member->is_organisation)
        continue;
      g_strv_builder_add (names, member->name);
      g_ptr_array_add (self->owners, g_strdup (member->id));
    }
  return g_strv_builder_end (names);
}

static void
fill (Action *self, const WfOrgAction *action)
{
  const GPtrArray *questions = wf_framework_get_questions (self->framework);

  for (guint i = 0; i < questions->len; i++)
    {
      if (g_str_equal (((const WfFrameworkPart *) questions->pdata[i])->id, action->part))
        adw_combo_row_set_selected (self->part_row, i);
    }
  for (guint i = 0; i < self->owners->len; i++)
    {
      if (g_strcmp0 (self->owners->pdata[i], action->owner) == 0)
        adw_combo_row_set_selected (self->owner_row, i + 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), action->text);
  wf_day_row_set_day (self->day_row, action->due_day);
}

WfTaskDialog *
wf_org_action_dialog_show (WfServices *services,
                           GtkWindow *parent,
                           WfFramework *framework,
                           const char *action_id)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  const WfOrgAction *action =
      wf_org_book_lookup_action (wf_practice_repo_get_organisation (services->practice), action_id);
  WfTaskDialog *dialog = wf_task_dialog_new (
      services, parent, action != NULL ? _ ("Change an Action") : _ ("Add an Action"));
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  Action *self = g_new0 (Action, 1);
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) owners = NULL;

  self->framework = wf_framework_ref (framework);
  self->id = action != NULL ? g_strdup (action->id) : wf_random_id ();
  self->owners = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < questions->len; i++)
    g_strv_builder_add (
        titles, wf_text_get_or_empty (((const WfFrameworkPart *) questions->pdata[i])->title,
                                      services->lang));
  parts = g_strv_builder_end (titles);
  owners = dup_owners (services, self);
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("What will be done"));
  self->part_row =
      wf_task_dialog_add_choice (dialog, group, _ ("What it serves"), (const char *const *) parts);
  self->owner_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Who sees to it"), (const char *const *) owners);
  self->day_row = wf_day_row_new (_ ("By when"), services->format);
  adw_preferences_group_add (group, GTK_WIDGET (self->day_row));
  if (action != NULL)
    fill (self, action);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.org-action", action_id);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, can_save, self, action_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
