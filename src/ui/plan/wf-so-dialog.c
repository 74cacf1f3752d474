/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was supposed becomes what is known. Nothing is chosen beforehand for how we know it: a
 * guess kept as a fact would be worse than a question.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-so-dialog.h"

#include <glib/gi18n.h>

#include "wf-fact-words.h"

static const char *const SOURCES[] = { "client", "paper", "other" };

typedef struct {
  WfPlanDesk *desk;
  GPtrArray *facts; /* of WfClientFact */
  GtkCheckButton *checks[G_N_ELEMENTS (SOURCES)];
  AdwEntryRow *by_row;
} So;

static void
so_free (gpointer data)
{
  So *self = data;

  g_object_unref (self->desk);
  g_ptr_array_unref (self->facts);
  g_free (self);
}

static const char *
get_source (So *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    {
      if (gtk_check_button_get_active (self->checks[i]))
        return SOURCES[i];
    }
  return NULL;
}

static gboolean
can_keep (WfTaskDialog *dialog, gpointer data)
{
  So *self = data;
  const char *source = get_source (self);
  gboolean is_other = g_strcmp0 (source, "other") == 0;
  g_autofree char *by = wf_task_row_dup_text (self->by_row);

  gtk_widget_set_visible (GTK_WIDGET (self->by_row), is_other);
  return source != NULL && (!is_other || *by != '\0');
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_plan_desk_keep_facts_finish (WF_PLAN_DESK (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_keep (WfTaskDialog *dialog, gpointer data)
{
  So *self = data;
  g_autofree char *by = wf_task_row_dup_text (self->by_row);

  for (guint i = 0; i < self->facts->len; i++)
    wf_client_fact_set_source (self->facts->pdata[i], get_source (self), by);
  wf_plan_desk_keep_facts_async (self->desk, self->facts, wf_task_dialog_get_cancellable (dialog),
                                 on_kept, dialog);
}

static void
add_facts (WfTaskDialog *dialog, So *self)
{
  WfServices *services = wf_task_dialog_get_services (dialog);

  for (guint i = 0; i < self->facts->len; i++)
    {
      const WfClientFact *fact = self->facts->pdata[i];
      const WfFactWords *words = wf_fact_words_lookup (fact->name);
      g_autofree char *said = wf_fact_dup_words (words, fact, services);

      wf_task_dialog_add_point (dialog, _ (words->title), said);
    }
}

WfTaskDialog *
wf_so_dialog_show (WfServices *services, GtkWindow *parent, WfPlanDesk *desk, GPtrArray *facts)
{
  static const char *const TITLES[] = {
    N_ ("They said so"),
    N_ ("Seen on a paper they chose to show"),
    N_ ("Somebody else said so"),
  };
  WfTaskDialog *dialog;
  AdwPreferencesGroup *group;
  So *self;

  g_return_val_if_fail (services != NULL && facts != NULL, NULL);
  g_return_val_if_fail (WF_IS_PLAN_DESK (desk), NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("That Is So"));
  self = g_new0 (So, 1);
  self->desk = g_object_ref (desk);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (self->facts, wf_client_fact_copy (facts->pdata[i]));
  wf_task_dialog_add_text (dialog, _ ("This will stand among what they told us, and the plan is "
                                      "looked at again with it."));
  add_facts (dialog, self);
  group = wf_task_dialog_add_group (dialog, _ ("How do we know?"));
  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    {
      self->checks[i] = wf_task_dialog_add_check (dialog, group, _ (TITLES[i]), NULL);
      if (i > 0)
        gtk_check_button_set_group (self->checks[i], self->checks[0]);
    }
  /* Translators: who said it, when it was neither the client nor a paper */
  self->by_row = wf_task_dialog_add_entry (dialog, group, _ ("Who said it"));
  g_object_set_data (G_OBJECT (dialog), "so", self);
  wf_task_dialog_keep_drafts (dialog, wf_client_get_id (wf_plan_desk_get_client (desk)), "draft.so",
                              NULL);
  wf_task_dialog_set_task (dialog, _ ("_Keep It"), FALSE, start_keep, can_keep, self, so_free);
  wf_task_dialog_set_told (dialog, _ ("It is kept, and the plan was looked at again."));
  wf_task_dialog_present (dialog);
  return dialog;
}

void
wf_so_dialog_set_source (WfTaskDialog *dialog, const char *source, const char *by)
{
  So *self;

  g_return_if_fail (WF_IS_TASK_DIALOG (dialog));
  g_return_if_fail (source != NULL);

  self = g_object_get_data (G_OBJECT (dialog), "so");
  for (guint i = 0; i < G_N_ELEMENTS (SOURCES); i++)
    gtk_check_button_set_active (self->checks[i], g_str_equal (source, SOURCES[i]));
  gtk_editable_set_text (GTK_EDITABLE (self->by_row), by != NULL ? by : "");
  wf_task_dialog_update (dialog);
}
