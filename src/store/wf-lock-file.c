/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One process at a time: an flock() on a file of its own, with the holder's name inside. The
 * file stays when the lock goes, so that two takers never hold two files of one name.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct _WfLockFile {
  int fd;
};

static void
name_holder (int fd, GError **error)
{
  char text[160] = "";
  gssize got = pread (fd, text, sizeof text - 1, 0);

  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_BUSY, "held by %s",
               got > 0 ? g_strstrip (text) : "another program");
}

static void
write_holder (int fd)
{
  g_autofree char *text =
      g_strdup_printf ("process %d on %s\n", (int) getpid (), g_get_host_name ());

  /* The name is a courtesy: without it the lock holds all the same. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("the lock file does not say who holds it");
}

WfLockFile *
wf_lock_file_take (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      int code = errno == ENOSPC                     ? WF_STORE_ERROR_FULL
                 : errno == EROFS || errno == EACCES ? WF_STORE_ERROR_READ_ONLY
                                                     : WF_STORE_ERROR_IO;

      g_set_error (error, WF_STORE_ERROR, code, "the lock file: %s", g_strerror (errno));
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      name_holder (fd, error);
      close (fd);
      return NULL;
    }
  write_holder (fd);

  WfLockFile *self = g_new0 (WfLockFile, 1);

  self->fd = fd;
  return self;
}

void
wf_lock_file_release (WfLockFile *self)
{
  if (self == NULL)
    return;

  if (ftruncate (self->fd, 0) != 0)
    g_debug ("the lock file keeps an old name");
  close (self->fd);
  g_free (self);
}
