/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decks as files of the agency: drafts in one folder, decks that can be run in another.
 * Everything runs in a thread of GLib's pool, on copies.
 *
 * Invariants: what stands among the decks was read without a problem by the reader of all packs; a
 * file is replaced whole or not at all; a deck that came with the program is never written.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-deck-shelf.h"

#include "wf-pack-tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  GStrv directories;      /* the agency's last */
  WfPackLibrary *library; /* (nullable) */
  WfDeckDraft *draft;     /* (nullable) */
  GFile *file;            /* (nullable) */
  char *id;               /* (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_strfreev (self->directories);
  g_clear_pointer (&self->library, wf_pack_library_unref);
  g_clear_pointer (&self->draft, wf_deck_draft_free);
  g_clear_object (&self->file);
  g_free (self->id);
  g_free (self);
}

void
wf_deck_intake_free (WfDeckIntake *self)
{
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->library, wf_pack_library_unref);
  g_free (self->id);
  g_free (self);
}

static WfDeckIntake *
intake_new (GPtrArray *problems, const char *id)
{
  WfDeckIntake *self = g_new0 (WfDeckIntake, 1);

  self->problems = problems != NULL
                       ? problems
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  self->id = g_strdup (id);
  return self;
}

static const char *
own_directory (const Job *job)
{
  return job->directories[g_strv_length (job->directories) - 1];
}

static char *
dup_draft_path (const Job *job, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return g_build_filename (own_directory (job), "drafts", "decks", name, NULL);
}

static char *
dup_deck_path (const Job *job, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);

  return g_build_filename (own_directory (job), "packs", "decks", name, NULL);
}

static gboolean
fail_from_errno (GError **error, const char *message)
{
  int number = errno;

  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (number), message);
  return FALSE;
}

static gboolean
write_whole (const char *path, const char *text, gssize size, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_from_errno (error, "the folder of decks cannot be made");
  return g_file_set_contents_full (
      path, text, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
take_away (const char *path, GError **error)
{
  return g_unlink (path) == 0 || errno == ENOENT ||
         fail_from_errno (error, "the file cannot be taken away");
}

static void
load_again (Job *job, WfDeckIntake *intake)
{
  intake->library = wf_pack_library_load ((const char *const *) job->directories);
}

static void
end (GTask *task, GError *error)
{
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *path = dup_draft_path (job, job->draft->id);
  g_autofree char *xml = wf_deck_draft_to_xml (job->draft);
  GError *error = NULL;

  write_whole (path, xml, -1, &error);
  end (task, error);
}

static void
discard_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *path = dup_draft_path (job, job->id);
  GError *error = NULL;

  take_away (path, &error);
  end (task, error);
}

static WfDeckDraft *
read_draft (const char *path)
{
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (path, &text, &size, NULL) && size <= WF_PACK_MAX_BYTES
             ? wf_deck_draft_new_from_xml (text, size, NULL)
             : NULL;
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const WfDeckDraft *const *one = a, *const *other = b;

  return strcmp ((*one)->id, (*other)->id);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_deck_draft_free);
  g_autofree char *folder = g_build_filename (own_directory (job), "drafts", "decks", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      WfDeckDraft *draft = g_str_has_suffix (name, ".xml") ? read_draft (path) : NULL;

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  g_ptr_array_sort (drafts, compare_drafts);
  g_task_return_pointer (task, drafts, (GDestroyNotify) g_ptr_array_unref);
}

static void
publish_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  WfDeckDraft *draft = job->draft;
  WfDeck *before = wf_pack_library_get_deck (job->library, draft->id);
  g_autoptr (WfDeckIntake) intake = NULL;
  g_autofree char *path = dup_deck_path (job, draft->id);
  g_autofree char *old = dup_draft_path (job, draft->id);
  g_autofree char *xml = NULL;
  GError *error = NULL;

  if (before != NULL)
    draft->version = MAX (draft->version, wf_deck_get_info (before)->version + 1);
  intake = intake_new (wf_deck_draft_check (draft, job->library), draft->id);
  xml = wf_deck_draft_to_xml (draft);
  if (intake->problems->len == 0 && write_whole (path, xml, -1, &error))
    {
      /* A draft that could not be taken away shows twice; nothing is lost. */
      take_away (old, NULL);
      load_again (job, intake);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&intake), (GDestroyNotify) wf_deck_intake_free);
}

/* All of @file, or as much of it as shows that it is too large. */
static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;
  gsize size = 0;

  if (stream == NULL)
    return NULL;
  text = g_malloc (WF_PACK_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, WF_PACK_MAX_BYTES + 1, &size, NULL,
                                error))
    return NULL;
  return g_bytes_new (text, size);
}

static void
refuse (WfDeckIntake *self, const char *file, guint line, const char *message, const char *cure)
{
  g_ptr_array_add (self->problems, wf_pack_problem_new (file, line, message, cure));
}

static WfDeckIntake *
judge (Job *job, const char *name, GBytes *bytes)
{
  g_autoptr (WfPackInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  GPtrArray *problems = NULL;
  WfDeckIntake *intake;
  WfDeck *here;

  if (size <= WF_PACK_MAX_BYTES)
    problems =
        wf_pack_check_text (name, text != NULL ? text : "", size, job->library, &info, &error);
  intake = intake_new (problems, info != NULL ? info->id : NULL);
  if (problems == NULL)
    refuse (intake, name, 0, error != NULL ? error->message : "The file is too large.",
            "Ask whoever wrote it for the file again.");
  else if (problems->len == 0 && info->kind != WF_PACK_DECK)
    refuse (intake, name, 1, "This pack holds no deck.", "Choose another file.");
  if (intake->problems->len > 0)
    return intake;
  here = wf_pack_library_get_deck (job->library, info->id);
  if (here != NULL && info->version <= wf_deck_get_info (here)->version)
    refuse (intake, name, 1, "The deck here is as new, or newer.",
            "Keep it, or give the file a higher version.");
  return intake;
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *name = g_file_get_basename (job->file);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_file (job->file, &error);
  g_autoptr (WfDeckIntake) intake = bytes != NULL ? judge (job, name, bytes) : NULL;

  if (intake != NULL && intake->problems->len == 0)
    {
      g_autofree char *path = dup_deck_path (job, intake->id);

      if (write_whole (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error))
        load_again (job, intake);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&intake), (GDestroyNotify) wf_deck_intake_free);
}

static void
withdraw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  WfDeck *deck = wf_pack_library_get_deck (job->library, job->id);
  g_autoptr (WfDeckIntake) intake = intake_new (NULL, job->id);
  g_autofree char *path = dup_draft_path (job, job->id);
  gboolean is_kept = g_file_test (path, G_FILE_TEST_EXISTS);
  GError *error = NULL;

  if (deck == NULL || !wf_deck_shelf_is_own (deck, own_directory (job)))
    refuse (intake, job->id, 0, "This deck came with the program.", "Copy it and change the copy.");
  else
    {
      g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from (deck);
      g_autofree char *xml = wf_deck_draft_to_xml (draft);

      if ((is_kept || write_whole (path, xml, -1, &error)) &&
          take_away (wf_deck_get_info (deck)->file, &error))
        load_again (job, intake);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&intake), (GDestroyNotify) wf_deck_intake_free);
}

/* A copy nobody else changes: the text and not the draft goes to the thread. */
static WfDeckDraft *
copy_draft (const WfDeckDraft *draft)
{
  g_autofree char *xml = wf_deck_draft_to_xml (draft);

  return wf_deck_draft_new_from_xml (xml, strlen (xml), NULL);
}

static void
start (Job *job,
       GTaskThreadFunc run,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

static Job *
job_new (const char *const *directories, WfPackLibrary *library)
{
  Job *job = g_new0 (Job, 1);

  job->directories = g_strdupv ((GStrv) directories);
  job->library = library != NULL ? wf_pack_library_ref (library) : NULL;
  return job;
}

void
wf_deck_shelf_keep_async (const char *directory,
                          const WfDeckDraft *draft,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (directory != NULL && draft != NULL);

  Job *job = job_new ((const char *const[]){ directory, NULL }, NULL);

  job->draft = copy_draft (draft);
  start (job, keep_in_thread, NULL, callback, user_data);
}

gboolean
wf_deck_shelf_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_deck_shelf_discard_async (const char *directory,
                             const char *deck_id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (directory != NULL && deck_id != NULL);

  Job *job = job_new ((const char *const[]){ directory, NULL }, NULL);

  job->id = g_strdup (deck_id);
  start (job, discard_in_thread, NULL, callback, user_data);
}

gboolean
wf_deck_shelf_discard_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_deck_shelf_list_async (const char *directory,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (directory != NULL);

  start (job_new ((const char *const[]){ directory, NULL }, NULL), list_in_thread, cancellable,
         callback, user_data);
}

GPtrArray *
wf_deck_shelf_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_deck_shelf_publish_async (const char *const *directories,
                             WfPackLibrary *library,
                             const WfDeckDraft *draft,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (directories != NULL && directories[0] != NULL && draft != NULL);

  Job *job = job_new (directories, library);

  job->draft = copy_draft (draft);
  start (job, publish_in_thread, NULL, callback, user_data);
}

void
wf_deck_shelf_import_async (const char *const *directories,
                            WfPackLibrary *library,
                            GFile *file,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (directories != NULL && directories[0] != NULL && G_IS_FILE (file));

  Job *job = job_new (directories, library);

  job->file = g_object_ref (file);
  start (job, import_in_thread, NULL, callback, user_data);
}

void
wf_deck_shelf_withdraw_async (const char *const *directories,
                              WfPackLibrary *library,
                              const char *deck_id,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (directories != NULL && directories[0] != NULL && deck_id != NULL);

  Job *job = job_new (directories, library);

  job->id = g_strdup (deck_id);
  start (job, withdraw_in_thread, NULL, callback, user_data);
}

WfDeckIntake *
wf_deck_shelf_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
wf_deck_shelf_is_own (const WfDeck *deck, const char *directory)
{
  g_autofree char *prefix = g_strconcat (directory, G_DIR_SEPARATOR_S, NULL);

  return g_str_has_prefix (wf_deck_get_info (deck)->file, prefix);
}
