/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thing to lend: added, corrected, emptied, lost, put away. One record each, of the agency.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-device-dialogs.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-day-row.h"
#include "wf-follow-words.h"
#include "wf-lending-words.h"
#include "wf-lending.h"

typedef struct {
  char *id;         /* (nullable): of the thing; none for a new one */
  char *state;      /* (nullable) */
  GPtrArray *taken; /* (element-type utf8): tags of others, folded */
  AdwEntryRow *tag_row;
  AdwComboRow *type_row;
  AdwEntryRow *note_row;
  AdwComboRow *how_row;
  AdwActionRow *day_row;
  GtkCheckButton *looked_check;
} Task;

static const char *const HOWS[] = {
  /* Translators: how a thing that was lent was emptied */
  N_ ("Reset, as when new"),
  N_ ("The disk was erased"),
  N_ ("From afar, through its account"),
  N_ ("In another way"),
};

static void
task_free (gpointer data)
{
  Task *self = data;

  g_free (self->id);
  g_free (self->state);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_free (self);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_change_devices_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

/* @record: (transfer full) */
static void
write_record (WfTaskDialog *dialog, WfRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_client_repo_change_devices_async (wf_task_dialog_get_services (dialog)->clients, records,
                                       wf_task_dialog_get_cancellable (dialog), on_changed, dialog);
}

/* --- Added, corrected --- */

static gboolean
can_save (WfTaskDialog *dialog, gpointer data)
{
  Task *self = data;
  g_autofree char *tag = self->note_row != NULL ? wf_task_row_dup_text (self->tag_row) : NULL;
  g_autofree char *folded = tag != NULL ? g_utf8_casefold (tag, -1) : NULL;

  return tag != NULL && *tag != '\0' &&
         !g_ptr_array_find_with_equal_func (self->taken, folded, g_str_equal, NULL);
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Task *self = data;
  g_autofree char *tag = wf_task_row_dup_text (self->tag_row);
  g_autofree char *note = wf_task_row_dup_text (self->note_row);
  const char *type = wf_loan_get_types ()[adw_combo_row_get_selected (self->type_row)];

  write_record (dialog, self->id != NULL ? wf_device_record_changed (self->id, tag, type, note)
                                         : wf_device_record_added (tag, type, note, NULL));
}

static void
fill (Task *self, const WfDevice *device)
{
  const char *const *types = wf_loan_get_types ();

  gtk_editable_set_text (GTK_EDITABLE (self->tag_row), device->tag);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), device->note);
  for (guint i = 0; types[i] != NULL; i++)
    {
      if (g_str_equal (types[i], device->type))
        adw_combo_row_set_selected (self->type_row, i);
    }
}

static GPtrArray *
list_taken (GPtrArray *others, const WfDevice *device)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const WfDevice *other = others->pdata[i];

      if (device == NULL || !g_str_equal (other->id, device->id))
        g_ptr_array_add (taken, g_utf8_casefold (other->tag, -1));
    }
  return taken;
}

WfTaskDialog *
wf_device_dialog_show (WfServices *services,
                       GtkWindow *parent,
                       const WfDevice *device,
                       GPtrArray *others)
{
  WfTaskDialog *dialog =
      wf_task_dialog_new (services, parent, device != NULL ? _ ("Correct It") : _ ("Add a Thing"));
  Task *self = g_new0 (Task, 1);
  AdwPreferencesGroup *group;
  g_auto (GStrv) types = wf_follow_codes_list_words (wf_loan_get_types ());

  self->id = device != NULL ? g_strdup (device->id) : NULL;
  self->taken = list_taken (others, device);
  wf_task_dialog_add_text (dialog,
                           _ ("Each thing has its own mark, as a sticker on it. What stands "
                              "here is about the thing, never about a person."));
  group = wf_task_dialog_add_group (dialog, NULL);
  self->tag_row = wf_task_dialog_add_entry (dialog, group, _ ("Its mark, as T-014"));
  self->type_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Kind"), (const char *const *) types);
  self->note_row =
      wf_task_dialog_add_entry (dialog, group, _ ("About the thing: make, what goes along"));
  if (device != NULL)
    fill (self, device);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.device", self->id);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, can_save, self, task_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* --- Emptied --- */

static gboolean
can_wipe (WfTaskDialog *dialog, gpointer data)
{
  Task *self = data;
  g_autofree char *note = self->note_row != NULL ? wf_task_row_dup_text (self->note_row) : NULL;
  guint last = G_N_ELEMENTS (HOWS) - 1;

  return self->looked_check != NULL && gtk_check_button_get_active (self->looked_check) &&
         wf_day_row_get_day (self->day_row) != NULL &&
         (adw_combo_row_get_selected (self->how_row) != last || *note != '\0');
}

static void
start_wipe (WfTaskDialog *dialog, gpointer data)
{
  Task *self = data;
  guint at = adw_combo_row_get_selected (self->how_row);
  g_autofree char *note = wf_task_row_dup_text (self->note_row);
  g_autofree char *how = NULL;

  if (at == G_N_ELEMENTS (HOWS) - 1)
    how = g_strdup (note);
  else if (*note != '\0')
    /* Translators: how a thing was emptied, then more about it in somebody's words */
    how = g_strdup_printf (_ ("%s, %s"), _ (HOWS[at]), note);
  else
    how = g_strdup (_ (HOWS[at]));
  write_record (dialog, wf_device_record_wiped (self->id, how, wf_day_row_get_day (self->day_row)));
}

static void
add_day (WfTaskDialog *dialog, AdwPreferencesGroup *group, Task *self)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));

  self->day_row = wf_day_row_new (_ ("When this was"), services->format);
  wf_day_row_set_day (self->day_row, today);
  adw_preferences_group_add (group, GTK_WIDGET (self->day_row));
  g_signal_connect_object (self->day_row, "notify::subtitle", G_CALLBACK (wf_task_dialog_update),
                           dialog, G_CONNECT_SWAPPED);
}

WfTaskDialog *
wf_wipe_dialog_show (WfServices *services, GtkWindow *parent, const WfDevice *device)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("It Is Empty"));
  Task *self = g_new0 (Task, 1);
  g_autofree char *title = NULL;
  g_auto (GStrv) hows = g_new0 (char *, G_N_ELEMENTS (HOWS) + 1);
  AdwPreferencesGroup *group;

  g_return_val_if_fail (device != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (HOWS); i++)
    hows[i] = g_strdup (_ (HOWS[i]));
  self->id = g_strdup (device->id);
  title = wf_device_dup_title (device->tag, device->type);
  wf_task_dialog_add_point (dialog, title,
                            _ ("Photos, letters and passwords of whoever had it last must not come "
                               "to the next person. Your name and the day are kept as the proof."));
  group = wf_task_dialog_add_group (dialog, NULL);
  self->how_row = wf_task_dialog_add_choice (dialog, group, _ ("How"), (const char *const *) hows);
  add_day (dialog, group, self);
  self->note_row = wf_task_dialog_add_entry (dialog, group, _ ("More about it, if needed"));
  self->looked_check =
      wf_task_dialog_add_check (dialog, wf_task_dialog_add_group (dialog, NULL),
                                _ ("I looked: it starts as new, with no account on it"), NULL);
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.wipe", self->id);
  wf_task_dialog_set_task (dialog, _ ("_It Is Empty"), FALSE, start_wipe, can_wipe, self,
                           task_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

/* --- Back, lost, put away --- */

static const struct {
  const char *state;
  const char *title;
  const char *text;
  const char *button;
} STATES[] = {
  { "returned", N_ ("It Is Back"),
    N_ ("No record that you may open says who had it. From now on it is here, and is to be emptied "
        "before it goes out again."),
    N_ ("_It Is Back") },
  { "lost", N_ ("It Is Lost"),
    N_ ("It stays in the list. If it can be emptied from afar, do that now, and say so here. It "
        "may "
        "still come back."),
    N_ ("_It Is Lost") },
  { "retired", N_ ("Not Used Any More"),
    N_ ("It is not lent any more, and stays in the list. Empty it before it is given away."),
    N_ ("_Put Away") },
};

static void
start_state (WfTaskDialog *dialog, gpointer data)
{
  Task *self = data;

  write_record (dialog, wf_device_record_is (self->id, self->state, NULL));
}

WfTaskDialog *
wf_device_state_dialog_show (WfServices *services,
                             GtkWindow *parent,
                             const WfDevice *device,
                             const char *state)
{
  guint at = 0;
  WfTaskDialog *dialog;
  Task *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (device != NULL && state != NULL, NULL);

  while (at < G_N_ELEMENTS (STATES) && !g_str_equal (STATES[at].state, state))
    at++;
  g_return_val_if_fail (at < G_N_ELEMENTS (STATES), NULL);

  dialog = wf_task_dialog_new (services, parent, _ (STATES[at].title));
  self = g_new0 (Task, 1);
  self->id = g_strdup (device->id);
  self->state = g_strdup (state);
  title = wf_device_dup_title (device->tag, device->type);
  wf_task_dialog_add_point (dialog, title,
                            g_str_equal (device->state, "retired")
                                ? _ ("It is used again from now on, and is to be emptied first.")
                                : _ (STATES[at].text));
  wf_task_dialog_set_task (dialog, _ (STATES[at].button), FALSE, start_state, NULL, self,
                           task_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
