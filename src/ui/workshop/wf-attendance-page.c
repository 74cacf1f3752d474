/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attendance list of one workshop, on the side that knows clients. What is shown was read from
 * the vault; after each change it is read anew.
 *
 * Invariant: one change is kept at a time; meanwhile nothing can be pressed.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-attendance-page.h"

#include <glib/gi18n.h>

#include "wf-client-repo-attendance.h"
#include "wf-client-words.h"
#include "wf-rows.h"

#define MAX_MATCHES 5
#define MAX_ALIAS   80

struct _WfAttendancePage {
  WfPane parent_instance;

  AdwPreferencesPage *page;
  GtkSpinButton *people_spin;
  AdwEntryRow *alias_row;
  AdwPreferencesGroup *match_group;
  AdwPreferencesGroup *list_group;

  WfWorkshopBook *book;
  WfAttendanceList *list; /* (nullable): as it was read last */
  GPtrArray *match_rows;  /* (element-type GtkWidget), borrowed */
  GPtrArray *list_rows;   /* (element-type GtkWidget), borrowed */
  gboolean is_saving;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WfAttendancePage, wf_attendance_page, WF_TYPE_PANE)

static void read_again (WfAttendancePage *self);

static WfServices *
services_of (WfAttendancePage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfClientItem *
find_item (WfAttendancePage *self, const char *id)
{
  GListModel *items = G_LIST_MODEL (services_of (self)->clients);

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (wf_client_item_get_id (item), id))
        return item; /* the list keeps it */
    }
  return NULL;
}

static char *
dup_name (WfAttendancePage *self, WfClientItem *item)
{
  const WfClientCard *card = wf_client_item_get_card (item);

  return wf_client_dup_name (card->name, card->number, services_of (self)->format);
}

/* The list as it is shown, to be changed. */
static WfAttendanceList *
copy_list (WfAttendancePage *self)
{
  WfAttendanceList *copy = wf_attendance_list_new (wf_workshop_book_copy (self->list->book));

  for (guint i = 0; i < self->list->rows->len; i++)
    {
      const WfAttendanceRow *row = self->list->rows->pdata[i];

      g_ptr_array_add (copy->rows, wf_attendance_row_new (row->alias, row->client));
    }
  return copy;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAttendancePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_client_repo_save_attendance_finish (WF_CLIENT_REPO (source), result, &error);

  self->is_saving = FALSE;
  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (!ok)
    wf_pane_show_problem (WF_PANE (self), error);
  read_again (self);
}

static void
save (WfAttendancePage *self, const WfAttendanceList *after)
{
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  wf_pane_clear_problem (WF_PANE (self));
  /* It is finished even when the page goes. */
  wf_client_repo_save_attendance_async (services_of (self)->clients, self->list, after, NULL,
                                        on_saved, g_object_ref (self));
}

/* @client: (nullable) */
static void
add_person (WfAttendancePage *self, const char *client)
{
  g_autofree char *alias =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->alias_row))));
  g_autoptr (WfAttendanceList) after = NULL;

  if (self->list == NULL || self->is_saving || (*alias == '\0' && client == NULL))
    return;
  if (g_utf8_strlen (alias, -1) > MAX_ALIAS)
    *g_utf8_offset_to_pointer (alias, MAX_ALIAS) = '\0';
  after = copy_list (self);
  for (guint i = 0; client != NULL && i < after->rows->len; i++)
    {
      const WfAttendanceRow *row = after->rows->pdata[i];

      if (g_strcmp0 (row->client, client) == 0)
        {
          wf_pane_tell (WF_PANE (self), _ ("This client is in the list already."));
          return;
        }
    }
  g_ptr_array_add (after->rows, wf_attendance_row_new (alias, client));
  after->book->people = MAX (after->book->people, after->rows->len);
  gtk_editable_set_text (GTK_EDITABLE (self->alias_row), "");
  save (self, after);
}

static void
on_alias_apply (WfAttendancePage *self)
{
  add_person (self, NULL);
}

static void
on_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_person (WF_ATTENDANCE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
on_remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfAttendancePage *self = WF_ATTENDANCE_PAGE (widget);
  guint at = (guint) g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 10);
  g_autoptr (WfAttendanceList) after = NULL;

  if (self->list == NULL || self->is_saving || at >= self->list->rows->len)
    return;
  after = copy_list (self);
  g_ptr_array_remove_index (after->rows, at);
  save (self, after);
}

static void
on_people_changed (WfAttendancePage *self)
{
  guint people = (guint) gtk_spin_button_get_value_as_int (self->people_spin);
  g_autoptr (WfAttendanceList) after = NULL;

  if (self->is_updating || self->list == NULL || self->is_saving ||
      people == self->list->book->people)
    return;
  after = copy_list (self);
  after->book->people = people;
  save (self, after);
}

/* Clients the typed words could mean. */
static void
show_matches (WfAttendancePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->alias_row));
  GListModel *items = G_LIST_MODEL (services_of (self)->clients);

  wf_rows_clear (self->match_rows);
  for (guint i = 0;
       *text != '\0' && i < g_list_model_get_n_items (items) && self->match_rows->len < MAX_MATCHES;
       i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (items, i);
      g_autofree char *name = NULL;
      AdwActionRow *row;

      if (!wf_client_item_matches (item, text))
        continue;
      name = dup_name (self, item);
      row = wf_rows_add (self->match_group, self->match_rows, name, NULL);
      wf_row_add_button (row, _ ("_This Client"), "attendance.link", wf_client_item_get_id (item));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->match_group), self->match_rows->len > 0);
}

static void
show_list (WfAttendancePage *self)
{
  wf_rows_clear (self->list_rows);
  for (guint i = 0; i < self->list->rows->len; i++)
    {
      const WfAttendanceRow *row = self->list->rows->pdata[i];
      WfClientItem *item = find_item (self, row->client);
      g_autofree char *name = item != NULL ? dup_name (self, item) : NULL;
      g_autofree char *at = g_strdup_printf ("%u", i);
      AdwActionRow *line =
          wf_rows_add (self->list_group, self->list_rows, *row->alias != '\0' ? row->alias : name,
                       item != NULL ? name : _ ("No file here"));

      wf_row_add_button (line, _ ("_Take Out"), "attendance.remove", at);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), self->list->rows->len > 0);
  self->is_updating = TRUE;
  gtk_spin_button_set_value (self->people_spin, self->list->book->people);
  self->is_updating = FALSE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAttendancePage) self = user_data;
  g_autoptr (GError) error = NULL;
  WfAttendanceList *list =
      wf_client_repo_read_attendance_finish (WF_CLIENT_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)) || list == NULL)
    {
      if (list == NULL && !wf_pane_is_gone (WF_PANE (self)))
        wf_pane_show_problem (WF_PANE (self), error);
      g_clear_pointer (&list, wf_attendance_list_free);
      return;
    }
  wf_attendance_list_free (self->list);
  self->list = list;
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), TRUE);
  show_list (self);
}

static void
read_again (WfAttendancePage *self)
{
  wf_client_repo_read_attendance_async (services_of (self)->clients, self->book,
                                        wf_pane_get_cancellable (WF_PANE (self)), on_read,
                                        g_object_ref (self));
}

static void
wf_attendance_page_dispose (GObject *object)
{
  WfAttendancePage *self = WF_ATTENDANCE_PAGE (object);

  g_clear_pointer (&self->book, wf_workshop_book_free);
  g_clear_pointer (&self->list, wf_attendance_list_free);
  g_clear_pointer (&self->match_rows, g_ptr_array_unref);
  g_clear_pointer (&self->list_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (wf_attendance_page_parent_class)->dispose (object);
}

static void
wf_attendance_page_class_init (WfAttendancePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_attendance_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-attendance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfAttendancePage, page);
  gtk_widget_class_bind_template_child (widget_class, WfAttendancePage, people_spin);
  gtk_widget_class_bind_template_child (widget_class, WfAttendancePage, alias_row);
  gtk_widget_class_bind_template_child (widget_class, WfAttendancePage, match_group);
  gtk_widget_class_bind_template_child (widget_class, WfAttendancePage, list_group);
  gtk_widget_class_bind_template_callback (widget_class, on_people_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_alias_apply);
  gtk_widget_class_bind_template_callback (widget_class, show_matches);
  gtk_widget_class_install_action (widget_class, "attendance.link", "s", on_link_action);
  gtk_widget_class_install_action (widget_class, "attendance.remove", "s", on_remove_action);
}

static void
wf_attendance_page_init (WfAttendancePage *self)
{
  self->match_rows = g_ptr_array_new ();
  self->list_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_attendance_page_new (WfServices *services, const WfWorkshopBook *book)
{
  WfAttendancePage *self;

  g_return_val_if_fail (services != NULL && book != NULL, NULL);

  self = g_object_new (WF_TYPE_ATTENDANCE_PAGE, "services", services, NULL);
  self->book = wf_workshop_book_copy (book);
  wf_pane_set_title (WF_PANE (self), _ ("Who was there"));
  wf_pane_set_subtitle (WF_PANE (self), book->title);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), FALSE);
  read_again (self);
  return WF_PANE (self);
}

gboolean
wf_attendance_page_is_ready (WfAttendancePage *self)
{
  g_return_val_if_fail (WF_IS_ATTENDANCE_PAGE (self), FALSE);

  return self->list != NULL && !self->is_saving &&
         gtk_widget_get_sensitive (GTK_WIDGET (self->page));
}
