/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry of the agency's own. It is written through the synchroniser's thread, so that every page
 * that shows the catalogue hears of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-own-entry.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-client-words.h"
#include "wf-curation.h"
#include "wf-json.h"
#include "wf-resource-words.h"

static const struct {
  const char *field;
  const char *words;
} FIELDS[] = {
  { "name", N_ ("Name") },          { "organization", N_ ("Organisation") },
  { "summary", N_ ("What it is") }, { "eligibility", N_ ("Who it is for") },
  { "phone", N_ ("Phone") },        { "url", N_ ("Link") },
  { "hours", N_ ("Hours") },        { "how_to_apply", N_ ("How to get it") },
};

#define N_FIELDS G_N_ELEMENTS (FIELDS)

typedef struct {
  AdwEntryRow *rows[N_FIELDS]; /* borrowed from the dialog */
  AdwComboRow *kind;
  GtkSwitch *is_free;
  GPtrArray *kinds; /* (element-type utf8): static, as in the list */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_ptr_array_unref (task->kinds);
  g_free (task);
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_desk_finish (WF_CATALOGUE_SYNC (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
add_free (JsonObject *entry)
{
  JsonObject *cost = json_object_new ();

  json_object_set_double_member (cost, "amount", 0);
  json_object_set_string_member (cost, "currency", "CAD");
  json_object_set_string_member (cost, "period", "once");
  json_object_set_object_member (entry, "cost", cost);
}

static JsonObject *
make_entry (WfTaskDialog *dialog, const Task *task)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  const char *region = wf_agency_repo_get (services->agency)->region;
  const char *const regions[] = { *region != '\0' ? region : "CA", NULL };
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "id", id);
  json_object_set_string_member (entry, "status", "active");
  json_object_set_string_member (entry, "as_of", today);
  json_object_set_string_member (entry, "confidence", "high");
  json_object_set_string_member (entry, "kind",
                                 task->kinds->pdata[adw_combo_row_get_selected (task->kind)]);
  wf_json_set_strings (entry, "regions", regions);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = wf_task_row_dup_text (task->rows[i]);

      if (*text != '\0')
        json_object_set_string_member (entry, FIELDS[i].field, text);
    }
  /* Whoever says who runs it may leave it away; an entry may not. */
  if (!json_object_has_member (entry, "organization"))
    json_object_set_string_member (entry, "organization",
                                   json_object_get_string_member (entry, "name"));
  if (gtk_switch_get_active (task->is_free))
    add_free (entry);
  return entry;
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  g_autoptr (JsonObject) entry = make_entry (dialog, data);
  const WfEdit edit = { .kind = WF_EDIT_PUT_OWN,
                        .id = json_object_get_string_member (entry, "id"),
                        .entry = entry };

  wf_desk_edit_async (wf_task_dialog_get_services (dialog)->sync, &edit, on_put,
                      g_object_ref (dialog));
}

static gboolean
is_ready (WfTaskDialog *dialog, gpointer data)
{
  g_autofree char *name = wf_task_row_dup_text (((Task *) data)->rows[0]);

  return *name != '\0';
}

/* What may be found by everybody who looks; safety lines are not made in a hurry. */
static void
add_kinds (WfTaskDialog *dialog, AdwPreferencesGroup *group, Task *task)
{
  const char *const *all = wf_resource_list_kinds ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  task->kinds = g_ptr_array_new ();
  for (guint i = 0; all[i] != NULL; i++)
    {
      if (g_str_equal (all[i], "safety") || g_str_equal (all[i], "practice"))
        continue;
      g_ptr_array_add (task->kinds, (gpointer) all[i]);
      g_ptr_array_add (words, (gpointer) wf_resource_kind_get_words (all[i]));
    }
  g_ptr_array_add (words, NULL);
  task->kind = wf_task_dialog_add_choice (dialog, group, _ ("Kind of help"),
                                          (const char *const *) words->pdata);
}

WfTaskDialog *
wf_own_entry_ask_add (WfServices *services, GtkWindow *parent)
{
  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("An Entry of Your Own"));
  AdwPreferencesGroup *group;
  Task *task = g_new0 (Task, 1);

  wf_task_dialog_add_text (dialog,
                           _ ("Your team finds it like any other, first among equals. About the "
                              "offer, never about a client."));
  group = wf_task_dialog_add_group (dialog, NULL);
  for (guint i = 0; i < N_FIELDS; i++)
    task->rows[i] = wf_task_dialog_add_entry (dialog, group, _ (FIELDS[i].words));
  add_kinds (dialog, group, task);
  task->is_free = wf_task_dialog_add_switch (dialog, group, _ ("It costs nothing"), NULL);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.own-entry", NULL);
  wf_task_dialog_set_told (dialog, _ ("It is in the catalogue."));
  wf_task_dialog_set_task (dialog, _ ("_Add"), FALSE, start, is_ready, task, task_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
