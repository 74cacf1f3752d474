/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: who was at a workshop. Read from one client after the other and from the
 * agency's log; written to each client's own events, so that forgetting a client takes it along.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-attendance.h"

#include "wf-client-repo-private.h"

#include <string.h>

WfAttendanceRow *
wf_attendance_row_new (const char *alias, const char *client)
{
  WfAttendanceRow *self = g_new0 (WfAttendanceRow, 1);

  self->alias = g_strdup (alias != NULL ? alias : "");
  self->client = g_strdup (client);
  return self;
}

void
wf_attendance_row_free (WfAttendanceRow *self)
{
  if (self == NULL)
    return;

  g_free (self->alias);
  g_free (self->client);
  g_free (self);
}

WfAttendanceList *
wf_attendance_list_new (WfWorkshopBook *book)
{
  g_return_val_if_fail (book != NULL, NULL);

  WfAttendanceList *self = g_new0 (WfAttendanceList, 1);

  self->book = book;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_attendance_row_free);
  return self;
}

void
wf_attendance_list_free (WfAttendanceList *self)
{
  if (self == NULL)
    return;

  wf_workshop_book_free (self->book);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static const WfAttendanceRow *
find_client (const WfAttendanceList *list, const char *client)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      const WfAttendanceRow *row = list->rows->pdata[i];

      if (g_strcmp0 (row->client, client) == 0)
        return row;
    }
  return NULL;
}

/* --- Reading --- */

/* What was noted once stays when the workshop's own counts can no longer be read. */
static void
keep_pulses (WfWorkshopBook *book, const WfWorkshopBook *noted)
{
  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    {
      if (book->pulses[kind].people == 0)
        book->pulses[kind] = noted->pulses[kind];
    }
}

static void
take_client (WfClient *client, gpointer data)
{
  WfAttendanceList *list = data;
  const WfAttendance *attendance =
      wf_attendances_find (wf_client_get_attendances (client), list->book->workshop);

  if (attendance != NULL)
    g_ptr_array_add (list->rows,
                     wf_attendance_row_new (attendance->alias, wf_client_get_id (client)));
}

static void
take_books (WfAttendanceList *list, GPtrArray *records)
{
  g_autoptr (GPtrArray) books = wf_workshop_books_from_records (records);

  for (guint i = 0; i < books->len; i++)
    {
      const WfWorkshopBook *book = books->pdata[i];

      if (!g_str_equal (book->workshop, list->book->workshop))
        continue;
      list->book->people = book->people;
      keep_pulses (list->book, book);
      for (guint a = 0; book->aliases[a] != NULL; a++)
        g_ptr_array_add (list->rows, wf_attendance_row_new (book->aliases[a], NULL));
    }
}

static void
on_all_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfAttendanceList **list = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records =
      wf_client_repo_read_all_finish (WF_CLIENT_REPO (source), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_books (*list, records);
  g_task_return_pointer (task, g_steal_pointer (list), (GDestroyNotify) wf_attendance_list_free);
}

static void
list_slot_free (WfAttendanceList **slot)
{
  wf_attendance_list_free (*slot);
  g_free (slot);
}

void
wf_client_repo_read_attendance_async (WfClientRepo *self,
                                      const WfWorkshopBook *book,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && book != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  WfAttendanceList **list = g_new0 (WfAttendanceList *, 1);

  g_task_set_source_tag (task, wf_client_repo_read_attendance_async);
  *list = wf_attendance_list_new (wf_workshop_book_copy (book));
  g_task_set_task_data (task, list, (GDestroyNotify) list_slot_free);
  wf_client_repo_read_all_async (self, take_client, *list, cancellable, on_all_read,
                                 g_steal_pointer (&task));
}

WfAttendanceList *
wf_client_repo_read_attendance_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Saving --- */

/* One record for one client. */
typedef struct {
  char *client;
  WfRecord *record;
} Note;

typedef struct {
  GPtrArray *notes; /* of Note; what is still to write is from next on */
  guint next;
  WfRecord *book;
} Saving;

static void
note_free (Note *self)
{
  g_free (self->client);
  g_clear_pointer (&self->record, wf_record_unref);
  g_free (self);
}

static void
saving_free (Saving *self)
{
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->book, wf_record_unref);
  g_free (self);
}

static void
add_note (Saving *self, const WfWorkshopBook *book, const WfAttendanceRow *row, gboolean is_there)
{
  g_autoptr (WfAttendance) attendance =
      wf_attendance_new (book->workshop, book->day, book->title, row->alias);
  Note *note = g_new0 (Note, 1);

  note->client = g_strdup (row->client);
  note->record = is_there ? wf_attendance_record_noted (attendance)
                          : wf_attendance_record_taken_back (attendance);
  g_ptr_array_add (self->notes, note);
}

static void
add_differences (Saving *self, const WfAttendanceList *before, const WfAttendanceList *after)
{
  for (guint i = 0; i < before->rows->len; i++)
    {
      const WfAttendanceRow *row = before->rows->pdata[i];

      if (row->client != NULL && find_client (after, row->client) == NULL)
        add_note (self, before->book, row, FALSE);
    }
  for (guint i = 0; i < after->rows->len; i++)
    {
      const WfAttendanceRow *row = after->rows->pdata[i];
      const WfAttendanceRow *old = row->client != NULL ? find_client (before, row->client) : NULL;

      if (row->client != NULL && (old == NULL || !g_str_equal (old->alias, row->alias)))
        add_note (self, after->book, row, TRUE);
    }
}

static WfRecord *
make_book (const WfAttendanceList *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) aliases = NULL;
  g_autoptr (WfWorkshopBook) book = NULL;

  for (guint i = 0; i < list->rows->len; i++)
    {
      const WfAttendanceRow *row = list->rows->pdata[i];

      if (row->client == NULL)
        g_strv_builder_add (builder, row->alias);
    }
  aliases = g_strv_builder_end (builder);
  book = wf_workshop_book_new (list->book->workshop, list->book->day, list->book->title,
                               MAX (list->book->people, list->rows->len),
                               (const char *const *) aliases);
  memcpy (book->pulses, list->book->pulses, sizeof book->pulses);
  return wf_workshop_book_to_record (book);
}

static void save_next (GTask *task);

static void
on_book_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wf_vault_append_finish (WF_VAULT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_note_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error))
    save_next (task);
  else
    g_task_return_error (task, error);
}

static void
save_next (GTask *task)
{
  WfClientRepo *self = g_task_get_source_object (task);
  Saving *saving = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GPtrArray) records = NULL;

  if (saving->next < saving->notes->len)
    {
      Note *note = saving->notes->pdata[saving->next++];

      wf_client_repo_append_one_async (self, note->client, g_steal_pointer (&note->record),
                                       cancellable, on_note_saved, g_object_ref (task));
      return;
    }
  if (wf_vault_get_agency_id (self->vault) == NULL)
    {
      g_task_return_new_error (task, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED, "the vault is locked");
      return;
    }
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_ptr_array_add (records, g_steal_pointer (&saving->book));
  wf_vault_append_async (self->vault, wf_vault_get_agency_id (self->vault), records, cancellable,
                         on_book_saved, g_object_ref (task));
}

void
wf_client_repo_save_attendance_async (WfClientRepo *self,
                                      const WfAttendanceList *before,
                                      const WfAttendanceList *after,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && before != NULL && after != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  g_task_set_source_tag (task, wf_client_repo_save_attendance_async);
  saving->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  saving->book = make_book (after);
  add_differences (saving, before, after);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  save_next (task);
}

gboolean
wf_client_repo_save_attendance_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
