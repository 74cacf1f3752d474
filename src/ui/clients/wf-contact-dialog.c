/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a client may be reached without danger, and what they are called. Both are one event
 * each; what was there before stays in what happened.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-fact-dialog.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"

typedef struct {
  char *id;
  GPtrArray *ways; /* (element-type GtkCheckButton), borrowed, as wf_contact_way_get() */
  AdwEntryRow *where_row;
  AdwEntryRow *when_row;
  AdwEntryRow *if_other_row;
  GtkSwitch *may_say_switch;
  GtkSwitch *never_message_switch;
  GtkSwitch *do_not_call_switch;
  AdwPreferencesGroup *how_group;
} Contact;

typedef struct {
  char *id;
  AdwEntryRow *name_row;
  GtkSwitch *alias_switch;
} Name;

static void
contact_free (gpointer data)
{
  Contact *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->ways);
  g_free (self);
}

static void
name_free (gpointer data)
{
  Name *self = data;

  g_free (self->id);
  g_free (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static GStrv
dup_ways (Contact *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->ways->len; i++)
    {
      if (gtk_check_button_get_active (self->ways->pdata[i]))
        g_strv_builder_add (builder, wf_contact_way_get_code (i));
    }
  return g_strv_builder_end (builder);
}

/* A rule says how, or that one must not. */
static gboolean
can_save_contact (WfTaskDialog *dialog, gpointer data)
{
  Contact *self = data;
  g_auto (GStrv) ways = NULL;
  gboolean never = gtk_switch_get_active (self->do_not_call_switch);

  gtk_widget_set_sensitive (GTK_WIDGET (self->how_group), !never);
  ways = dup_ways (self);
  return never || ways[0] != NULL;
}

static void
start_save_contact (WfTaskDialog *dialog, gpointer data)
{
  Contact *self = data;
  g_autoptr (WfSafeContact) rule = wf_safe_contact_new ();

  rule->do_not_call = gtk_switch_get_active (self->do_not_call_switch);
  if (!rule->do_not_call)
    {
      g_strfreev (rule->ways);
      rule->ways = dup_ways (self);
    }
  rule->where = wf_task_row_dup_text (self->where_row);
  rule->when = wf_task_row_dup_text (self->when_row);
  rule->if_other = wf_task_row_dup_text (self->if_other_row);
  rule->may_say_who = gtk_switch_get_active (self->may_say_switch);
  rule->never_message = gtk_switch_get_active (self->never_message_switch);
  wf_client_repo_append_one_async (wf_task_dialog_get_services (dialog)->clients, self->id,
                                   wf_safe_contact_to_record (rule),
                                   wf_task_dialog_get_cancellable (dialog), on_saved, dialog);
}

static AdwEntryRow *
add_line (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *title, const char *text)
{
  AdwEntryRow *row = wf_task_dialog_add_entry (dialog, group, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  return row;
}

static void
add_how (WfTaskDialog *dialog, Contact *self, const WfSafeContact *rule)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What is safe for them"));

  self->how_group = group;
  for (guint i = 0; i < wf_contact_ways_get_n (); i++)
    {
      GtkCheckButton *check =
          wf_task_dialog_add_check (dialog, group, wf_contact_way_get_words (i), NULL);

      gtk_check_button_set_active (
          check, g_strv_contains ((const char *const *) rule->ways, wf_contact_way_get_code (i)));
      g_ptr_array_add (self->ways, check);
    }
  self->where_row = add_line (dialog, group, _ ("Number or address"), rule->where);
  self->when_row = add_line (dialog, group, _ ("A good and safe time"), rule->when);
  self->if_other_row = add_line (dialog, group, _ ("If someone else answers"), rule->if_other);
  self->may_say_switch =
      wf_task_dialog_add_switch (dialog, group, _ ("We may say who is calling"), NULL);
  self->never_message_switch =
      wf_task_dialog_add_switch (dialog, group, _ ("Never leave a message"), NULL);
  gtk_switch_set_active (self->may_say_switch, rule->may_say_who);
  gtk_switch_set_active (self->never_message_switch, rule->never_message);
}

WfTaskDialog *
wf_contact_dialog_show (WfServices *services, GtkWindow *parent, WfClient *client)
{
  WfTaskDialog *dialog;
  const WfSafeContact *rule;
  Contact *self;

  g_return_val_if_fail (services != NULL && client != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("How to Contact Them"));
  rule = wf_client_get_contact (client);
  self = g_new0 (Contact, 1);
  self->id = g_strdup (wf_client_get_id (client));
  self->ways = g_ptr_array_new ();
  wf_task_dialog_add_point (dialog, _ ("Why we ask"),
                            _ ("A call at the wrong moment can put a person in danger. Nobody has "
                               "to be reachable to be helped."));
  add_how (dialog, self, rule);
  self->do_not_call_switch = wf_task_dialog_add_switch (
      dialog, wf_task_dialog_add_group (dialog, NULL), _ ("Do not call or write at all"),
      _ ("They come here when they want to"));
  gtk_switch_set_active (self->do_not_call_switch, rule->do_not_call);
  wf_task_dialog_keep_drafts (dialog, self->id, "draft.contact", NULL);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save_contact, can_save_contact, self,
                           contact_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

static void
start_save_name (WfTaskDialog *dialog, gpointer data)
{
  Name *self = data;
  g_autofree char *name = wf_task_row_dup_text (self->name_row);

  wf_client_repo_append_one_async (
      wf_task_dialog_get_services (dialog)->clients, self->id,
      wf_client_record_named (name, gtk_switch_get_active (self->alias_switch)),
      wf_task_dialog_get_cancellable (dialog), on_saved, dialog);
}

WfTaskDialog *
wf_name_dialog_show (WfServices *services, GtkWindow *parent, WfClient *client)
{
  WfTaskDialog *dialog;
  AdwPreferencesGroup *group;
  Name *self;

  g_return_val_if_fail (services != NULL && client != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Name"));
  self = g_new0 (Name, 1);
  self->id = g_strdup (wf_client_get_id (client));
  wf_task_dialog_add_text (dialog,
                           _ ("A name is not needed. Everything that was written down stays with "
                              "them, whatever they are called."));
  group = wf_task_dialog_add_group (dialog, NULL);
  self->name_row = add_line (dialog, group, _ ("Name, or what they want to be called"),
                             wf_client_get_name (client));
  self->alias_switch =
      wf_task_dialog_add_switch (dialog, group, _ ("This is not the real name"), NULL);
  gtk_switch_set_active (self->alias_switch, wf_client_is_alias (client));
  wf_task_dialog_keep_drafts (dialog, self->id, "draft.name", NULL);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save_name, NULL, self, name_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
