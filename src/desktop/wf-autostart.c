/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starting with the desktop, as a file that every desktop of freedesktop.org reads. The file
 * system is touched in a thread.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-autostart.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
  char *text; /* NULL: the file goes */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->folder);
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* Desktop Entry Specification 1.5, "The Exec key": within quotes these four are escaped, a percent
 * sign is doubled, and the string is escaped once more as every value is. */
static void
add_argument (GString *exec, const char *argument)
{
  g_string_append (exec, exec->len > 0 ? " \"" : "\"");
  for (const char *p = argument; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (exec, "\\\\\\\\");
      else if (strchr ("\"`$", *p) != NULL)
        g_string_append_printf (exec, "\\\\%c", *p);
      else if (*p == '%')
        g_string_append (exec, "%%");
      else
        g_string_append_c (exec, *p);
    }
  g_string_append_c (exec, '"');
}

static char *
make_text (const char *name, const char *const *argv)
{
  g_autoptr (GString) exec = g_string_new (NULL);

  for (guint i = 0; argv[i] != NULL; i++)
    add_argument (exec, argv[i]);
  return g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Wayfinder\nExec=%s\nIcon=%s\n"
                          "NoDisplay=true\nX-GNOME-Autostart-enabled=true\n",
                          exec->str, name);
}

static void
set_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (job->text == NULL)
    {
      if (g_unlink (job->path) != 0 && errno != ENOENT)
        error = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                                     "The file was not taken away");
    }
  else if (g_mkdir_with_parents (job->folder, 0700) != 0)
    error = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                                 "There is no folder for it");
  else
    g_file_set_contents (job->path, job->text, -1, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
wf_autostart_set_async (const char *folder,
                        const char *name,
                        const char *const *argv,
                        gboolean is_on,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *file = NULL;
  Job *job;

  g_return_if_fail (name != NULL && argv != NULL && argv[0] != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  file = g_strconcat (name, ".desktop", NULL);
  job = g_new0 (Job, 1);
  job->folder = folder != NULL ? g_strdup (folder)
                               : g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  job->path = g_build_filename (job->folder, file, NULL);
  job->text = is_on ? make_text (name, argv) : NULL;
  g_task_set_source_tag (task, wf_autostart_set_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, set_in_thread);
}

gboolean
wf_autostart_set_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
