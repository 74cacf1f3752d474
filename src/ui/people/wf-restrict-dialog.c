/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who may open a client. In a small community the worker is the client's cousin: one may
 * also take oneself off the list, and is told what that means.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-restrict-dialog.h"

#include <glib/gi18n.h>

#include "wf-people-words.h"

typedef struct {
  char *id;
  gboolean was_only; /* what stands now */
  GtkSwitch *only_switch;
  AdwPreferencesGroup *people_group;
  GPtrArray *people; /* (element-type WfMember) */
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed */
} Restrict;

static void
restrict_free (gpointer data)
{
  Restrict *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

static GStrv
dup_chosen (Restrict *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        g_strv_builder_add (builder, ((const WfMember *) self->people->pdata[i])->id);
    }
  return g_strv_builder_end (builder);
}

static gboolean
can_restrict (WfTaskDialog *dialog, gpointer data)
{
  Restrict *self = data;
  g_auto (GStrv) chosen = NULL;

  if (self->checks->len == 0) /* not read yet */
    return FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->people_group),
                            gtk_switch_get_active (self->only_switch));
  chosen = dup_chosen (self);
  return gtk_switch_get_active (self->only_switch) ? chosen[0] != NULL : self->was_only;
}

static void
on_restricted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_vault_people_finish (WF_VAULT (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_restrict (WfTaskDialog *dialog, gpointer data)
{
  Restrict *self = data;
  g_auto (GStrv) chosen = dup_chosen (self);

  wf_vault_restrict_async (wf_task_dialog_get_services (dialog)->vault, self->id,
                           gtk_switch_get_active (self->only_switch) ? (const char *const *) chosen
                                                                     : NULL,
                           wf_task_dialog_get_cancellable (dialog), on_restricted, dialog);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  WfServices *services;
  Restrict *self;
  const char *const *only_for;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_task_dialog_show_error (dialog, error);
      wf_task_dialog_present (dialog);
      return;
    }

  services = wf_task_dialog_get_services (dialog);
  self = g_object_get_data (G_OBJECT (dialog), "restrict");
  only_for = wf_client_get_restricted_to (client);
  self->was_only = only_for != NULL;
  for (guint i = 0; i < self->people->len; i++)
    {
      const WfMember *member = self->people->pdata[i];
      gboolean is_me = g_strcmp0 (member->id, wf_vault_get_staff_id (services->vault)) == 0;
      GtkCheckButton *check = wf_task_dialog_add_check (
          dialog, self->people_group, member->name,
          is_me ? _ ("You; without the tick you cannot open this client any more")
                : wf_role_get_words (member->role));

      g_ptr_array_add (self->checks, check);
      gtk_check_button_set_active (check, only_for != NULL ? g_strv_contains (only_for, member->id)
                                                           : is_me);
    }
  gtk_switch_set_active (self->only_switch, only_for != NULL);
  wf_task_dialog_update (dialog);
  wf_task_dialog_present (dialog);
}

WfTaskDialog *
wf_restrict_dialog_show (WfServices *services, GtkWindow *parent, const char *id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Who May Open This Client"));
  Restrict *self = g_new0 (Restrict, 1);

  self->id = g_strdup (id);
  self->people = wf_people_list (services->vault, services->format, TRUE);
  self->checks = g_ptr_array_new ();
  g_object_set_data (G_OBJECT (dialog), "restrict", self);
  wf_task_dialog_add_text (
      dialog, _ ("For somebody whom a colleague knows outside work. The others see nothing of this "
                 "client: no name, no visit. A coordinator who is not named cannot open it "
                 "either."));
  self->only_switch = wf_task_dialog_add_switch (dialog, wf_task_dialog_add_group (dialog, NULL),
                                                 _ ("Only named colleagues"), NULL);
  self->people_group = wf_task_dialog_add_group (dialog, _ ("Named colleagues"));
  wf_task_dialog_add_point (
      dialog, _ ("What this cannot do"),
      _ ("What a colleague could read until today they may have copied. If all who are named "
         "forget their passphrases, the record stays closed for ever: name two or more."));
  wf_task_dialog_set_told (dialog, _ ("It is changed who may open this client."));
  wf_task_dialog_set_task (dialog, _ ("_Change"), FALSE, start_restrict, can_restrict, self,
                           restrict_free);
  wf_client_repo_get_async (services->clients, id, NULL, wf_task_dialog_get_cancellable (dialog),
                            on_client_ready, dialog);
  return dialog;
}
