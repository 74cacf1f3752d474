/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one shares with the team. Only what changed is recorded.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-share-dialog.h"

#include <glib/gi18n.h>

#define CAN_TEACH 3 /* the lowest level from which somebody is asked whether they teach it */

typedef struct {
  WfFramework *framework;
  GtkSwitch *count_switch;
  gboolean was_sharing;
  GPtrArray *parts;  /* (element-type WfFrameworkPart), of the framework */
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed, one each */
  GPtrArray *taught; /* (element-type WfFrameworkPart): offered until now */
} Share;

static void
share_free (gpointer data)
{
  Share *self = data;

  wf_framework_unref (self->framework);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->taught);
  g_free (self);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
add_offer (Share *self, GPtrArray *records)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean has_changed = FALSE;

  for (guint i = 0; i < self->checks->len; i++)
    {
      const WfFrameworkPart *part = self->parts->pdata[i];
      gboolean teaches = gtk_check_button_get_active (self->checks->pdata[i]);
      if (teaches)
        g_strv_builder_add (builder, part->id);
      if (teaches != g_ptr_array_find (self->taught, part, NULL))
        has_changed = TRUE;
    }

  g_auto (GStrv) parts = g_strv_builder_end (builder);
  if (has_changed)
    g_ptr_array_add (records, wf_team_record_teaches (wf_framework_get_info (self->framework)->id,
                                                      (const char *const *) parts));
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Share *self = data;
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  gboolean is_sharing = gtk_switch_get_active (self->count_switch);
  WfRecord *share = is_sharing && !self->was_sharing
                        ? wf_practice_repo_make_share (services->practice, self->framework)
                        : NULL;

  if (share != NULL)
    g_ptr_array_add (records, share);
  if (!is_sharing && self->was_sharing)
    g_ptr_array_add (records,
                     wf_team_record_unshared (wf_framework_get_info (self->framework)->id));
  add_offer (self, records);
  wf_practice_repo_tell_async (services->practice, records, wf_task_dialog_get_cancellable (dialog),
                               on_told, g_object_ref (dialog));
}

static void
add_part (WfTaskDialog *dialog,
          Share *self,
          AdwPreferencesGroup *group,
          const WfFrameworkPart *part,
          gboolean is_able)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  const char *id = wf_framework_get_info (self->framework)->id;
  g_autoptr (GPtrArray) teachers =
      wf_team_book_list_teachers (wf_practice_repo_get_team (services->practice), id, part->id);
  gboolean teaches = g_ptr_array_find_with_equal_func (
      teachers, wf_practice_repo_get_staff_id (services->practice), g_str_equal, NULL);
  GtkCheckButton *check;

  /* What is offered already can be taken back, whatever one says of oneself now. */
  if (!teaches && !is_able)
    return;
  g_autofree char *safe =
      g_markup_escape_text (wf_text_get_or_empty (part->title, services->lang), -1);
  check = wf_task_dialog_add_check (dialog, group, safe, NULL);
  gtk_check_button_set_active (check, teaches);
  g_ptr_array_add (self->parts, (gpointer) part);
  g_ptr_array_add (self->checks, check);
  if (teaches)
    g_ptr_array_add (self->taught, (gpointer) part);
}

static void
add_teaching (WfTaskDialog *dialog, Share *self)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  const GPtrArray *questions = wf_framework_get_questions (self->framework);
  const WfSelfAssessment *last =
      wf_practice_book_get_finished (wf_practice_repo_get_book (services->practice),
                                     wf_framework_get_info (self->framework)->id, 0);
  g_autoptr (WfRatings) ratings =
      last != NULL ? wf_self_assessment_get_ratings (last, self->framework) : wf_ratings_new ();
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("I can teach this"));

  adw_preferences_group_set_description (
      group, _ ("With your name, for your colleagues to see. Your ratings are not shown with it."));
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      add_part (dialog, self, group, part, wf_ratings_get (ratings, part->id) >= CAN_TEACH);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), self->checks->len > 0);
}

WfTaskDialog *
wf_share_dialog_show (WfServices *services, GtkWindow *parent, WfFramework *framework)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Share with the Team"));
  Share *self = g_new0 (Share, 1);
  AdwPreferencesGroup *group;

  self->framework = wf_framework_ref (framework);
  self->parts = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->taught = g_ptr_array_new ();
  self->was_sharing = wf_team_book_is_sharing (wf_practice_repo_get_team (services->practice),
                                               wf_practice_repo_get_staff_id (services->practice),
                                               wf_framework_get_info (framework)->id);
  group = wf_task_dialog_add_group (dialog, NULL);
  self->count_switch = wf_task_dialog_add_switch (dialog, group, _ ("Count my ratings in the team"),
                                                  _ ("This round, and each one after it"));
  gtk_switch_set_active (self->count_switch, self->was_sharing);
  wf_task_dialog_add_point (
      dialog, _ ("What happens"),
      _ ("Your ratings are sealed for the coordinators of this agency. Their page shows only "
         "counts of five people or more, and no names. Their keys can open what you share, so "
         "share only what a coordinator may know."));
  wf_task_dialog_add_point (
      dialog, _ ("What stays"),
      _ ("Your private notes are never shared. You can take this back here: then you are counted "
         "no more. It is never for discipline, appraisal or pay."));
  add_teaching (dialog, self);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, NULL, self, share_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
