/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copying, renaming and destroying files so that what is reported done survives a power cut.
 * No state; blocks; never in the main thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (64 * 1024)

static gboolean
set_errno (GError **error, int number, const char *what)
{
  int code = number == ENOSPC || number == EDQUOT ? WF_STORE_ERROR_FULL
             : number == ENOENT                   ? WF_STORE_ERROR_NOT_FOUND
             : number == EEXIST                   ? WF_STORE_ERROR_EXISTS
             : number == EROFS || number == EACCES || number == EPERM || number == ENOTDIR
                 ? WF_STORE_ERROR_READ_ONLY
                 : WF_STORE_ERROR_IO;

  g_set_error (error, WF_STORE_ERROR, code, "%s: %s", what, g_strerror (number));
  return FALSE;
}

static gboolean
close_checked (int fd, gboolean ok, GError **error)
{
  if (close (fd) != 0 && ok)
    return set_errno (error, errno, "closing a file");
  return ok;
}

gboolean
wf_files_sync (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return set_errno (error, errno, "opening to sync");

  gboolean ok = fsync (fd) == 0 || set_errno (error, errno, "syncing");

  return close_checked (fd, ok, error);
}

gboolean
wf_files_rename (const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  g_autofree char *folder = g_path_get_dirname (to);

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
    return set_errno (error, errno, "renaming");
  return wf_files_sync (folder, error);
}

gboolean
wf_files_exchange (const char *a, const char *b, GError **error)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  g_autofree char *folder = g_path_get_dirname (b);

  if (renameat2 (AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) != 0)
    return set_errno (error, errno, "exchanging");
  return wf_files_sync (folder, error);
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size, GError **error)
{
  while (size > 0)
    {
      gssize written = write (fd, bytes, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return set_errno (error, errno, "writing");
      bytes += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static gboolean
pump (int in, int out, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  for (;;)
    {
      gssize got = read (in, chunk, CHUNK);

      if (got == 0)
        return fsync (out) == 0 || set_errno (error, errno, "syncing");
      if (got < 0 && errno != EINTR)
        return set_errno (error, errno, "reading");
      if (got > 0 && !write_all (out, chunk, (gsize) got, error))
        return FALSE;
    }
}

gboolean
wf_files_copy (const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  int in = open (from, O_RDONLY | O_CLOEXEC);

  if (in < 0)
    return set_errno (error, errno, "opening");

  int out = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (out < 0)
    {
      set_errno (error, errno, "making a file");
      close (in);
      return FALSE;
    }

  gboolean ok = close_checked (out, pump (in, out, error), error);

  close (in);
  if (!ok)
    g_unlink (to);
  return ok;
}

static gboolean
write_zeros (int fd, GError **error)
{
  struct stat info;
  g_autofree guint8 *zeros = g_malloc0 (CHUNK);

  if (fstat (fd, &info) != 0)
    return set_errno (error, errno, "measuring");
  for (gint64 left = info.st_size; left > 0; left -= CHUNK)
    if (!write_all (fd, zeros, (gsize) MIN (left, CHUNK), error))
      return FALSE;
  return fsync (fd) == 0 || set_errno (error, errno, "syncing");
}

gboolean
wf_files_destroy (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return errno == ENOENT || set_errno (error, errno, "opening");
  if (!close_checked (fd, write_zeros (fd, error), error))
    return FALSE;
  return g_unlink (path) == 0 || set_errno (error, errno, "removing");
}

gboolean
wf_files_make_folder (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return g_mkdir_with_parents (path, 0700) == 0 || set_errno (error, errno, "making a folder");
}

char *
wf_files_unused_name (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *name = g_strdup (path);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", path, i);
    }
  return g_steal_pointer (&name);
}
