/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The care of a client's record: actions and their menu, and the two dialogs that are
 * small enough to stand here, the hold and who looked.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-care.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-copy-dialog.h"
#include "wf-forget-dialog.h"
#include "wf-hand-over.h"
#include "wf-people-words.h"
#include "wf-restrict-dialog.h"

#define MAX_VIEWS 200

typedef struct {
  char *id;
  gboolean hold;
  AdwEntryRow *reason_row;
} Hold;

static void
hold_free (gpointer data)
{
  g_free (((Hold *) data)->id);
  g_free (data);
}

static void
on_hold_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
start_hold (WfTaskDialog *dialog, gpointer data)
{
  Hold *self = data;
  g_autofree char *reason = wf_task_row_dup_text (self->reason_row);

  wf_client_repo_append_one_async (wf_task_dialog_get_services (dialog)->clients, self->id,
                                   self->hold ? wf_client_record_held (reason)
                                              : wf_client_record_released (reason),
                                   wf_task_dialog_get_cancellable (dialog), on_hold_ready, dialog);
}

static gboolean
can_hold (WfTaskDialog *dialog, gpointer data)
{
  g_autofree char *reason = wf_task_row_dup_text (((Hold *) data)->reason_row);

  return *reason != '\0';
}

GtkWindow *
wf_client_care_hold (WfServices *services, GtkWindow *parent, const char *id, gboolean hold)
{
  WfTaskDialog *dialog =
      wf_task_dialog_new (services, parent, hold ? _ ("Put on Hold") : _ ("End the Hold"));
  Hold *self = g_new0 (Hold, 1);

  self->id = g_strdup (id);
  self->hold = hold;
  wf_task_dialog_add_text (
      dialog, hold ? _ ("While a hold stands the record is not forgotten: not at the end of the "
                        "agency’s time, and not by hand. For a complaint, a court, or an "
                        "answer that is still awaited.")
                   : _ ("From now on the agency’s time counts again, and the record can be "
                        "forgotten."));
  self->reason_row =
      wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                hold ? _ ("Why it must be kept") : _ ("Why the hold ends"));
  wf_task_dialog_keep_drafts (dialog, id, "draft.hold", NULL);
  wf_task_dialog_set_told (dialog, hold ? _ ("On hold.") : _ ("The hold has ended."));
  wf_task_dialog_set_task (dialog, hold ? _ ("_Hold") : _ ("_End Hold"), FALSE, start_hold,
                           can_hold, self, hold_free);
  wf_task_dialog_present (dialog);
  return GTK_WINDOW (dialog);
}

static void
add_view (WfTaskDialog *dialog, AdwPreferencesGroup *group, const WfTimelineEntry *entry)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  g_autofree char *who = wf_people_dup_author (services->vault, entry->author);
  g_autofree char *title = g_markup_escape_text (who, -1);
  g_autofree char *day =
      wf_day_dup_words (services->format, wf_clock_now (services->clock), entry->time_us);
  g_autofree char *time = wf_format_time (services->format, entry->time_us, WF_TIME_CLOCK);
  /* Translators: a day in words ("today") and a time of day */
  g_autofree char *when = g_strdup_printf (_ ("%s, %s"), day, time);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  adw_preferences_group_add (group, row);
}

static void
on_views_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      wf_client_repo_get_timeline_finish (WF_CLIENT_REPO (source), result, &error);
  WfTaskDialog *dialog = user_data;
  AdwPreferencesGroup *group;
  guint n = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      wf_task_dialog_show_error (dialog, error);
      wf_task_dialog_present (dialog);
      return;
    }

  group = wf_task_dialog_add_group (dialog, _ ("Newest first"));
  for (guint i = 0; i < entries->len && n < MAX_VIEWS; i++)
    {
      const WfTimelineEntry *entry = entries->pdata[i];

      if (!g_str_equal (entry->code, "viewed"))
        continue;
      add_view (dialog, group, entry);
      n++;
    }
  if (n == 0)
    adw_preferences_group_set_description (group, _ ("Nobody yet."));
  wf_task_dialog_present (dialog);
}

GtkWindow *
wf_client_care_show_views (WfServices *services, GtkWindow *parent, const char *id)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Who Opened This"));

  wf_task_dialog_add_text (
      dialog, _ ("The client may see this list. Looks within ten minutes count as one."));
  wf_client_repo_get_timeline_async (
      services->clients, id, TRUE, wf_task_dialog_get_cancellable (dialog), on_views_ready, dialog);
  return GTK_WINDOW (dialog);
}

GtkWindow *
wf_client_care_forget (WfServices *services, GtkWindow *parent, const char *id)
{
  return GTK_WINDOW (wf_forget_dialog_show (services, parent, id));
}

GtkWindow *
wf_client_care_restrict (WfServices *services, GtkWindow *parent, const char *id)
{
  return GTK_WINDOW (wf_restrict_dialog_show (services, parent, id));
}

GtkWindow *
wf_client_care_hand_over (WfServices *services, GtkWindow *parent, const char *id)
{
  return GTK_WINDOW (wf_hand_over_show (services, parent, id));
}

GtkWindow *
wf_client_care_give_copy (WfServices *services, GtkWindow *parent, const char *id)
{
  return GTK_WINDOW (wf_copy_dialog_show (services, parent, id));
}

static GtkWindow *
hold (WfServices *services, GtkWindow *parent, const char *id)
{
  return wf_client_care_hold (services, parent, id, TRUE);
}

static GtkWindow *
release (WfServices *services, GtkWindow *parent, const char *id)
{
  return wf_client_care_hold (services, parent, id, FALSE);
}

static const struct {
  const char *name;
  const char *label;
  GtkWindow *(*open) (WfServices *services, GtkWindow *parent, const char *id);
  guint section;
} CARES[] = {
  { "give-copy", N_ ("Give the Client a Copy…"), wf_client_care_give_copy, 0 },
  { "show-views", N_ ("Who Opened This…"), wf_client_care_show_views, 0 },
  { "hand-over", N_ ("Hand Over…"), wf_client_care_hand_over, 1 },
  { "restrict", N_ ("Who May Open This…"), wf_client_care_restrict, 1 },
  { "hold", N_ ("Put on Hold…"), hold, 2 },
  { "release", N_ ("End the Hold…"), release, 2 },
  { "forget", N_ ("Forget…"), wf_client_care_forget, 2 },
};

typedef struct {
  GtkWidget *page; /* owns the group that owns this */
  WfServices *services;
  char *id;
} Care;

static void
care_free (gpointer data)
{
  Care *self = data;

  wf_services_unref (self->services);
  g_free (self->id);
  g_free (self);
}

static void
on_care_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Care *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  GtkRoot *root = gtk_widget_get_root (self->page);

  for (guint i = 0; i < G_N_ELEMENTS (CARES); i++)
    {
      if (g_str_equal (CARES[i].name, name))
        CARES[i].open (self->services, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->id);
    }
}

void
wf_client_care_add_actions (GtkWidget *page, WfServices *services, const char *id)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  gboolean leads = wf_role_leads (wf_vault_get_role (services->vault));
  Care *self;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (id != NULL);

  self = g_new0 (Care, 1);
  self->page = page;
  self->services = wf_services_ref (services);
  self->id = g_strdup (id);
  for (guint i = 0; i < G_N_ELEMENTS (CARES); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (CARES[i].name, NULL);

      g_simple_action_set_enabled (action, leads || g_str_equal (CARES[i].name, "show-views"));
      g_signal_connect (action, "activate", G_CALLBACK (on_care_action), self);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  g_object_set_data_full (G_OBJECT (group), "care", self, care_free);
  g_object_set_data (G_OBJECT (page), "care-actions", group); /* the page keeps it, below */
  gtk_widget_insert_action_group (page, "care", G_ACTION_GROUP (group));
  wf_client_care_set_held (page, FALSE);
}

void
wf_client_care_set_held (GtkWidget *page, gboolean is_held)
{
  GActionMap *map;
  gboolean leads;

  g_return_if_fail (GTK_IS_WIDGET (page));

  map = g_object_get_data (G_OBJECT (page), "care-actions");
  g_return_if_fail (map != NULL);

  leads = g_action_group_get_action_enabled (G_ACTION_GROUP (map), "forget");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "hold")),
                               leads && !is_held);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "release")),
                               leads && is_held);
}

GMenuModel *
wf_client_care_new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (CARES); i++)
    {
      g_autofree char *action = g_strconcat ("care.", CARES[i].name, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (CARES[i].label), action);

      if (i == 0 || CARES[i].section != CARES[i - 1].section)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        }
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (section, item);
    }
  return G_MENU_MODEL (menu);
}
