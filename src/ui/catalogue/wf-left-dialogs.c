/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two questions about what was said of an offer that is gone, each a function over
 * WfTaskDialog. A dialog's data is its Task, what it does; nothing here is kept.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-left-dialogs.h"

#include <glib/gi18n.h>

#include "wf-catalogue.h"
#include "wf-json.h"
#include "wf-review-words.h"

typedef struct {
  WfEditKind kind;
  char *id;
  char *to; /* (nullable) */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->id);
  g_free (task->to);
  g_free (task);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  const Task *task = data;
  const WfEdit edit = { .kind = task->kind, .id = task->id, .text = task->to };

  wf_catalogue_save_edit_async (wf_task_dialog_get_services (dialog)->catalogue, &edit, NULL,
                                on_saved, g_object_ref (dialog));
}

/* @question: what a screen reader says first, too: the row that was pressed is covered. */
static WfTaskDialog *
show (WfTaskDialog *dialog,
      const char *question,
      const char *button,
      WfEditKind kind,
      JsonObject *left,
      const char *to)
{
  Task *task = g_new0 (Task, 1);

  task->kind = kind;
  task->id = g_strdup (wf_json_get_string (left, "id", ""));
  task->to = g_strdup (to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  -1);
  wf_task_dialog_set_task (dialog, button, TRUE, start, NULL, task, task_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

WfTaskDialog *
wf_left_ask_move (WfServices *services, GtkWindow *parent, JsonObject *left, const WfResource *to)
{
  g_return_val_if_fail (services != NULL && left != NULL && to != NULL, NULL);

  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Move What You Said"));
  const char *name = wf_resource_get_name (to, services->lang);
  g_autofree char *words = wf_review_dup_left (left, services);
  g_autofree char *question =
      /* Translators: the name of an offer that is gone, and of one that is there */
      g_strdup_printf (_ ("Move what you said of “%s” to “%s”?"),
                       wf_json_get_string (left, "name", ""), name);
  /* Translators: %s is the name of an offer */
  g_autofree char *stays = g_strdup_printf (
      _ ("Where your team says something else of “%s” already, that stays."), name);

  wf_task_dialog_add_point (
      dialog, question,
      _ ("From then on it is said of that one, for your whole team. It cannot be moved back."));
  wf_task_dialog_add_point (dialog, _ ("What goes over"), words);
  wf_task_dialog_add_point (dialog, _ ("What stays"), stays);
  return show (dialog, question, _ ("_Move"), WF_EDIT_MOVE, left, to->id);
}

WfTaskDialog *
wf_left_ask_forget (WfServices *services, GtkWindow *parent, JsonObject *left)
{
  g_return_val_if_fail (services != NULL && left != NULL, NULL);

  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Forget What You Said"));
  g_autofree char *words = wf_review_dup_left (left, services);
  g_autofree char *question =
      /* Translators: %s is the name of an offer that is gone */
      g_strdup_printf (_ ("Forget what you said of “%s”?"), wf_json_get_string (left, "name", ""));

  wf_task_dialog_add_point (
      dialog, question,
      _ ("It goes for your whole team, and does not come back if the offer does."));
  wf_task_dialog_add_point (dialog, _ ("What goes"), words);
  return show (dialog, question, _ ("_Forget"), WF_EDIT_FORGET, left, NULL);
}
