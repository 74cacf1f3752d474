/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A goal, new or changed. One record; what waits is cancelled when the dialog goes.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-goal-dialog.h"

#include <glib/gi18n.h>

#include "wf-box.h"
#include "wf-day-row.h"
#include "wf-entry-chooser.h"
#include "wf-practice-words.h"
#include "wf-result-page.h"

typedef struct {
  WfServices *services; /* borrowed from the dialog */
  char *id;
  GPtrArray *parts; /* (element-type WfFrameworkPart), of the packs, as in part_row */
  GPtrArray *lists; /* (element-type utf8): ids, as in list_row after "nothing" */
  AdwComboRow *part_row;
  AdwEntryRow *text_row;
  AdwComboRow *list_row;
  AdwEntryRow *training_row;
  AdwActionRow *day_row;
  char *suggested; /* what was last put into text_row by itself */
  char *entry;     /* (nullable): of the catalogue, and @entry_name, what training_row says then */
  char *entry_name;
} Goal;

static void
goal_free (gpointer data)
{
  Goal *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->lists);
  g_free (self->suggested);
  g_free (self->entry);
  g_free (self->entry_name);
  g_free (self);
}

static const WfFrameworkPart *
get_part (Goal *self)
{
  guint at = adw_combo_row_get_selected (self->part_row);

  return at < self->parts->len ? self->parts->pdata[at] : NULL;
}

/* Below the floor first, then what is suggested next, then the rest in reading order. */
static void
add_parts (Goal *self, const WfFramework *map)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  g_autoptr (WfPracticeResult) result = wf_practice_make_result (self->services, map);

  for (guint i = 0; result != NULL && i < result->below_floor->len; i++)
    g_ptr_array_add (self->parts, result->below_floor->pdata[i]);
  if (result != NULL && result->next != NULL && !g_ptr_array_find (self->parts, result->next, NULL))
    g_ptr_array_add (self->parts, (gpointer) result->next);
  for (guint i = 0; i < questions->len; i++)
    {
      if (!g_ptr_array_find (self->parts, questions->pdata[i], NULL))
        g_ptr_array_add (self->parts, questions->pdata[i]);
    }
}

static void
find_parts (Goal *self)
{
  const GPtrArray *maps = wf_pack_library_get_frameworks (self->services->packs);

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFramework *map = maps->pdata[i];
      if (g_str_equal (wf_framework_get_info (map)->audience, "staff"))
        add_parts (self, map);
    }
}

static gboolean
serves (const WfChecklist *list, const char *part_id)
{
  const GPtrArray *points = wf_checklist_get_points (list);

  for (guint i = 0; i < points->len; i++)
    {
      const WfChecklistPoint *point = points->pdata[i];
      if (g_strv_contains ((const char *const *) point->competences, part_id))
        return TRUE;
    }
  return FALSE;
}

static void
fill_lists (Goal *self, const char *chosen)
{
  const GPtrArray *lists = wf_pack_library_get_checklists (self->services->packs);
  const WfFrameworkPart *part = get_part (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->lists, 0);
  /* Translators: no checklist serves this goal */
  gtk_string_list_append (words, _ ("None"));
  for (guint i = 0; part != NULL && i < lists->len; i++)
    {
      const WfChecklist *list = lists->pdata[i];
      const char *id = wf_checklist_get_info (list)->id;
      if (!serves (list, part->id))
        continue;
      gtk_string_list_append (
          words, wf_text_get_or_empty (wf_checklist_get_title (list), self->services->lang));
      g_ptr_array_add (self->lists, g_strdup (id));
      if (g_strcmp0 (id, chosen) == 0)
        selected = self->lists->len;
    }
  adw_combo_row_set_model (self->list_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->list_row, selected);
}

/* What is suggested goes into the words, unless the person wrote their own. */
static void
on_part_selected (Goal *self)
{
  const WfFrameworkPart *part = get_part (self);
  const char *now = gtk_editable_get_text (GTK_EDITABLE (self->text_row));

  fill_lists (self, NULL);
  if (part == NULL || (*now != '\0' && g_strcmp0 (now, self->suggested) != 0))
    return;
  g_free (self->suggested);
  self->suggested =
      g_strdup (part->step != NULL ? wf_text_get_or_empty (part->step, self->services->lang) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), self->suggested);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static gboolean
can_save (WfTaskDialog *dialog, gpointer data)
{
  Goal *self = data;
  g_autofree char *text = wf_task_row_dup_text (self->text_row);

  return *text != '\0' && get_part (self) != NULL;
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Goal *self = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autofree char *text = wf_task_row_dup_text (self->text_row);
  g_autofree char *training = wf_task_row_dup_text (self->training_row);
  guint list = adw_combo_row_get_selected (self->list_row);
  const WfGoal goal = {
    .id = self->id,
    .part = get_part (self)->id,
    .text = text,
    .checklist = list >= 1 && list <= self->lists->len ? self->lists->pdata[list - 1] : NULL,
    .training = *training != '\0' ? training : NULL,
    .entry = g_strcmp0 (training, self->entry_name) == 0 ? self->entry : NULL,
    .due_day = (char *) wf_day_row_get_day (self->day_row),
  };

  g_ptr_array_add (records, wf_practice_record_goal (&goal));
  wf_practice_repo_keep_async (self->services->practice, records,
                               wf_task_dialog_get_cancellable (dialog), on_kept,
                               g_object_ref (dialog));
}

/* What it is called now is kept with the goal; other words typed later are another training. */
static void
set_entry (Goal *self, const char *id, const char *name)
{
  g_free (self->entry);
  self->entry = g_strdup (id);
  g_free (self->entry_name);
  self->entry_name = g_strstrip (g_strdup (name));
  gtk_editable_set_text (GTK_EDITABLE (self->training_row), self->entry_name);
}

/* The dialog outlives the chooser that stands before it. */
static void
on_training_chosen (WfEntryChooser *chooser, WfResource *entry, Goal *self)
{
  set_entry (self, entry->id, wf_resource_get_name (entry, self->services->lang));
}

static void
on_find_clicked (GtkButton *button, Goal *self)
{
  static const char *const KINDS[] = { "practice", "training", NULL };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  WfEntryChooser *chooser = wf_entry_chooser_new (self->services, GTK_WINDOW (root));

  gtk_window_set_title (GTK_WINDOW (chooser), _ ("Choose a Training"));
  wf_entry_chooser_set_kinds (chooser, KINDS);
  g_signal_connect (chooser, "chosen", G_CALLBACK (on_training_chosen), self);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
add_training (WfTaskDialog *dialog, Goal *self, AdwPreferencesGroup *group)
{
  GtkWidget *find = gtk_button_new_from_icon_name ("system-search-symbolic");

  self->training_row = wf_task_dialog_add_entry (dialog, group, _ ("Course or training"));
  gtk_widget_set_valign (find, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (find, "flat");
  gtk_widget_set_tooltip_text (find, _ ("Choose from the catalogue"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (find), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose from the catalogue"), -1);
  gtk_widget_set_visible (find, self->services->catalogue != NULL);
  g_signal_connect (find, "clicked", G_CALLBACK (on_find_clicked), self);
  adw_entry_row_add_suffix (self->training_row, find);
}

static void
add_rows (WfTaskDialog *dialog, Goal *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; i < self->parts->len; i++)
    g_strv_builder_add (
        titles, wf_text_get_or_empty (((const WfFrameworkPart *) self->parts->pdata[i])->title,
                                      self->services->lang));

  g_auto (GStrv) words = g_strv_builder_end (titles);
  self->part_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Competence"), (const char *const *) words);
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("What I will do"));
  group = wf_task_dialog_add_group (dialog, _ ("What serves it"));
  self->list_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Checklist"), (const char *const[]){ "", NULL });
  add_training (dialog, self, group);
  group = wf_task_dialog_add_group (dialog, NULL);
  self->day_row = wf_day_row_new (_ ("By when"), self->services->format);
  adw_preferences_group_add (group, GTK_WIDGET (self->day_row));
}

static void
fill (Goal *self, const WfGoal *goal)
{
  for (guint i = 0; goal != NULL && i < self->parts->len; i++)
    {
      if (g_str_equal (((const WfFrameworkPart *) self->parts->pdata[i])->id, goal->part))
        adw_combo_row_set_selected (self->part_row, i);
    }
  if (goal == NULL)
    {
      on_part_selected (self);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), goal->text);
  if (goal->training != NULL && goal->entry != NULL)
    set_entry (self, goal->entry, goal->training);
  else if (goal->training != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->training_row), goal->training);
  wf_day_row_set_day (self->day_row, goal->due_day);
  fill_lists (self, goal->checklist);
}

WfTaskDialog *
wf_goal_dialog_show (WfServices *services, GtkWindow *parent, const char *goal_id)
{
  const WfGoal *goal =
      wf_practice_book_lookup_goal (wf_practice_repo_get_book (services->practice), goal_id);
  WfTaskDialog *dialog =
      wf_task_dialog_new (services, parent, goal != NULL ? _ ("Change a Goal") : _ ("Add a Goal"));
  Goal *self = g_new0 (Goal, 1);

  self->services = services;
  self->id = goal != NULL ? g_strdup (goal->id) : wf_random_id ();
  self->parts = g_ptr_array_new ();
  self->lists = g_ptr_array_new_with_free_func (g_free);
  find_parts (self);
  add_rows (dialog, self);
  fill (self, goal);
  g_signal_connect_data (self->part_row, "notify::selected", G_CALLBACK (on_part_selected), self,
                         NULL, G_CONNECT_SWAPPED);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.goal-text", goal_id);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, can_save, self, goal_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
