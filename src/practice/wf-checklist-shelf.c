/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checklists as files of the agency. Everything runs in a thread of GLib's pool, on values that
 * do not change.
 *
 * Invariants: what is on the shelf was read without a problem by the reader of all packs; a file
 * is replaced whole or not at all.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-checklist-shelf.h"

#include "wf-pack-tree.h"

#include <errno.h>
#include <glib/gstdio.h>

typedef struct {
  GStrv directories;
  WfPackLibrary *library;
  GFile *file;      /* (nullable): brought in */
  char *xml;        /* (nullable): written here */
  gboolean is_mine; /* written here: it may replace a list of the same version */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_strfreev (self->directories);
  wf_pack_library_unref (self->library);
  g_clear_object (&self->file);
  g_free (self->xml);
  g_free (self);
}

void
wf_checklist_intake_free (WfChecklistIntake *self)
{
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->library, wf_pack_library_unref);
  g_free (self->id);
  g_free (self);
}

static void
refuse (
    WfChecklistIntake *self, const char *file, guint line, const char *message, const char *cure)
{
  g_ptr_array_add (self->problems, wf_pack_problem_new (file, line, message, cure));
}

/* The file as a pack of its own: its problems, and the list in it. */
static WfChecklist *
read_list (Job *job, WfChecklistIntake *intake, const char *path, GError **error)
{
  g_autoptr (WfPackInfo) info = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) problems = wf_pack_check_file (path, job->library, &info, &local);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize size;

  if (problems == NULL)
    {
      refuse (intake, name, 0, local->message, "Ask whoever wrote it for the file again.");
      return NULL;
    }
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (intake->problems, wf_pack_problem_ref (problems->pdata[i]));
  if (problems->len > 0)
    return NULL;
  if (info->kind != WF_PACK_CHECKLIST)
    {
      refuse (intake, name, 1, "This pack holds no checklist.", "Choose another file.");
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (WfPackLibrary) alone =
      wf_pack_library_new_from_bytes (&path, (GBytes *const[]){ bytes }, 1);
  WfChecklist *list = wf_pack_library_get_checklist (alone, info->id);
  return list != NULL ? wf_checklist_ref (list) : NULL;
}

static void
compare (WfChecklistIntake *self, const WfChecklistDraft *draft, const WfChecklist *mine)
{
  const GPtrArray *points = wf_checklist_get_points (mine);

  self->n_new = draft->points->len;
  for (guint i = 0; i < points->len; i++)
    {
      const WfChecklistPoint *was = points->pdata[i];
      const WfDraftPoint *is = wf_checklist_draft_lookup ((WfChecklistDraft *) draft, was->id);

      if (is == NULL)
        {
          self->n_gone++;
          continue;
        }
      self->n_new--;
      self->n_changed +=
          g_strcmp0 (wf_text_get (is->text, NULL, NULL), wf_text_get (was->text, NULL, NULL)) != 0;
    }
}

/* What is written: the list as it came, with the agency's own points. @list's version may be
 * raised, so that what was merged counts as newer than what came. */
static WfChecklistDraft *
merge (Job *job, WfChecklistIntake *intake, const WfChecklist *list)
{
  const WfPackInfo *info = wf_checklist_get_info (list);
  WfChecklist *mine = wf_pack_library_get_checklist (job->library, info->id);
  g_autoptr (WfChecklistDraft) draft = wf_checklist_draft_new_from (list);
  guint version = mine != NULL ? wf_checklist_get_info (mine)->version : 0;

  draft->version = info->version;
  intake->id = g_strdup (info->id);
  if (mine == NULL)
    {
      intake->n_new = draft->points->len;
      return g_steal_pointer (&draft);
    }
  if (info->version < version || (info->version == version && !job->is_mine))
    {
      refuse (intake, info->file, 1, "The list here is as new, or newer.",
              "Keep it, or give the file a higher version.");
      return NULL;
    }
  if (!job->is_mine)
    intake->n_own = wf_checklist_draft_keep_own (draft, mine);
  compare (intake, draft, mine);
  return g_steal_pointer (&draft);
}

static gboolean
write_list (Job *job, const WfChecklistDraft *draft, GError **error)
{
  guint last = g_strv_length (job->directories) - 1;
  g_autofree char *folder = g_build_filename (job->directories[last], "packs", "checklists", NULL);
  g_autofree char *name = g_strconcat (draft->id, ".xml", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *xml = wf_checklist_draft_to_xml (draft);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                           "the folder of checklists cannot be made");
      return FALSE;
    }
  return g_file_set_contents_full (
      path, xml, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* What is written here goes through a file, so that the same reader checks it. */
static char *
make_path (Job *job, GError **error)
{
  g_autofree char *path = NULL;
  int fd;

  if (job->file != NULL)
    return g_file_get_path (job->file);
  path = g_build_filename (job->directories[g_strv_length (job->directories) - 1],
                           "checklist-XXXXXX", NULL);
  fd = g_mkstemp (path);
  if (fd < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                           "no file can be made in the data folder");
      return NULL;
    }
  g_close (fd, NULL);
  if (!g_file_set_contents (path, job->xml, -1, error))
    {
      g_unlink (path);
      return NULL;
    }
  return g_steal_pointer (&path);
}

static void
take_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (WfChecklistIntake) intake = g_new0 (WfChecklistIntake, 1);
  g_autoptr (WfChecklist) list = NULL;
  g_autoptr (WfChecklistDraft) draft = NULL;
  GError *error = NULL;
  g_autofree char *path = make_path (job, &error);

  intake->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  if (path != NULL)
    list = read_list (job, intake, path, &error);
  if (path != NULL && job->is_mine)
    g_unlink (path);
  if (list != NULL)
    draft = merge (job, intake, list);
  if (draft != NULL && write_list (job, draft, &error))
    {
      intake->version = draft->version;
      intake->library = wf_pack_library_load ((const char *const *) job->directories);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else if (path == NULL)
    g_task_return_new_error (task, G_FILE_ERROR, G_FILE_ERROR_NOENT, "the file is not here");
  else
    g_task_return_pointer (task, g_steal_pointer (&intake),
                           (GDestroyNotify) wf_checklist_intake_free);
}

static void
start (const char *const *directories,
       WfPackLibrary *library,
       GFile *file,
       char *xml,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->directories = g_strdupv ((GStrv) directories);
  job->library = wf_pack_library_ref (library);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->xml = xml;
  job->is_mine = xml != NULL;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, take_in_thread);
}

void
wf_checklist_shelf_import_async (const char *const *directories,
                                 WfPackLibrary *library,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (directories != NULL && directories[0] != NULL && G_IS_FILE (file));

  start (directories, library, file, NULL, cancellable, callback, user_data);
}

void
wf_checklist_shelf_save_async (const char *const *directories,
                               WfPackLibrary *library,
                               const WfChecklistDraft *draft,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (directories != NULL && directories[0] != NULL && draft != NULL);

  start (directories, library, NULL, wf_checklist_draft_to_xml (draft), cancellable, callback,
         user_data);
}

WfChecklistIntake *
wf_checklist_shelf_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
