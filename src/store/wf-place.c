/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is this a place where a database can live? Looks at names, marks and mounts; no state.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* A folder of this name, or one that begins so when it ends with '*'. Lower case. */
static const struct {
  const char *name, *service;
} NAMES[] = {
  { "dropbox", "Dropbox" },
  { "dropbox (*", "Dropbox" },
  { "onedrive", "OneDrive" },
  { "onedrive - *", "OneDrive" },
  { "google drive", "Google Drive" },
  { "googledrive", "Google Drive" },
  { "my drive", "Google Drive" },
  { "nextcloud", "Nextcloud" },
  { "owncloud", "ownCloud" },
  { "icloud drive", "iCloud" },
  { "iclouddrive", "iCloud" },
  { "megasync", "MEGA" },
  { "mega", "MEGA" },
  { "pcloud drive", "pCloud" },
  { "pclouddrive", "pCloud" },
  { "seafile", "Seafile" },
  { "tresorit", "Tresorit" },
  { "box sync", "Box" },
  { "yandex.disk", "Yandex Disk" },
  { "insync", "Insync" },
  { "spideroak hive", "SpiderOak" },
  { "syncthing", "Syncthing" },
  { "proton drive", "Proton Drive" },
};

/* What a service leaves in the folder it keeps. */
static const struct {
  const char *mark, *service;
} MARKS[] = {
  { ".dropbox", "Dropbox" },
  { ".dropbox.cache", "Dropbox" },
  { ".stfolder", "Syncthing" },
  { ".nextcloudsync.log", "Nextcloud" },
  { ".owncloudsync.log", "ownCloud" },
  { ".seafile-data", "Seafile" },
  { ".tmp.drivedownload", "Google Drive" },
  { ".tresorit", "Tresorit" },
};

static const struct {
  long magic;
  const char *name;
} NETWORKS[] = {
  { 0x6969, "NFS" },        { 0xff534d42, "CIFS" },  { 0xfe534d42, "SMB" },
  { 0x517b, "SMB" },        { 0x5346414f, "AFS" },   { 0x6b414653, "AFS" },
  { 0x00c36400, "Ceph" },   { 0x73757245, "Coda" },  { 0x564c, "NetWare" },
  { 0x01161970, "GFS2" },   { 0x7461636f, "OCFS2" }, { 0x0bd00bd0, "Lustre" },
  { 0x19830326, "BeeGFS" },
};

static const char *const NETWORK_TYPES[] = {
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "smbfs",
  "ncpfs",
  "afs",
  "ceph",
  "davfs",
  "glusterfs",
  "lustre",
  "fuse.sshfs",
  "coda",
  "fuse.rclone",
  "gfs2",
  "ocfs2",
  "fuse.gvfsd-fuse",
  "fuse.davfs2",
  "fuse.s3fs",
  "fuse.gcsfuse",
  "fuse.google-drive-ocamlfuse",
  "fuse.onedriver",
  "fuse.glusterfs",
  "fuse.curlftpfs",
};

gboolean
wf_place_is_network_type (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (NETWORK_TYPES); i++)
    if (strcmp (type, NETWORK_TYPES[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
name_matches (const char *name, const char *pattern)
{
  gsize size = strlen (pattern);

  if (pattern[size - 1] == '*')
    return strncmp (name, pattern, size - 1) == 0;
  return strcmp (name, pattern) == 0;
}

static const char *
find_service_here (const char *folder)
{
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *name = g_utf8_strdown (base, -1);

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (name_matches (name, NAMES[i].name))
      return NAMES[i].service;
  for (guint i = 0; i < G_N_ELEMENTS (MARKS); i++)
    {
      g_autofree char *mark = g_build_filename (folder, MARKS[i].mark, NULL);

      /* Dropbox also leaves ~/.dropbox in a home that it does not synchronise. */
      if (g_file_test (mark, G_FILE_TEST_EXISTS) && strcmp (folder, g_get_home_dir ()) != 0)
        return MARKS[i].service;
    }
  return NULL;
}

const char *
wf_place_find_sync_service (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autofree char *at = g_canonicalize_filename (folder, NULL);
  const char *service = NULL;

  while (service == NULL && strcmp (at, "/") != 0)
    {
      char *above = g_path_get_dirname (at);

      service = find_service_here (at);
      g_free (at);
      at = above;
    }
  return service;
}

/* The nearest folder that exists, where a new one would be made, with links followed. */
static char *
find_existing (const char *folder)
{
  char *at = g_canonicalize_filename (folder, NULL);

  while (!g_file_test (at, G_FILE_TEST_IS_DIR) && strcmp (at, "/") != 0)
    {
      char *above = g_path_get_dirname (at);

      g_free (at);
      at = above;
    }

  char *real = realpath (at, NULL); /* malloc, as g_free's */

  if (real == NULL)
    return at;
  g_free (at);
  return real;
}

/* The type of the mount whose point is the longest beginning of @folder. */
static char *
find_mount_type (const char *folder)
{
  g_autofree char *text = NULL;
  char *type = NULL;
  gsize best = 0;

  if (!g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      const char *dash = strstr (lines[i], " - ");
      gsize size = g_strv_length (fields) > 5 ? strlen (fields[4]) : 0;

      if (dash == NULL || size < best || size == 0 || strncmp (folder, fields[4], size) != 0 ||
          (size > 1 && folder[size] != '/' && folder[size] != '\0'))
        continue;
      best = size;
      g_free (type);
      type = g_strndup (dash + 3, strcspn (dash + 3, " "));
    }
  return type;
}

static gboolean
refuse (const char *kind, const char *name, GError **error)
{
  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE, "the folder is %s (%s)", kind, name);
  return FALSE;
}

/* @existing: the folder, or the nearest above it in which it would be made. */
static gboolean
check_writable (const char *folder, const char *existing, GError **error)
{
  g_autofree char *at = g_canonicalize_filename (folder, NULL);

  while (!g_file_test (at, G_FILE_TEST_EXISTS) && strcmp (at, "/") != 0)
    {
      char *above = g_path_get_dirname (at);

      g_free (at);
      at = above;
    }
  if (!g_file_test (at, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_READ_ONLY, "%s is not a folder", at);
      return FALSE;
    }
  if (access (existing, W_OK | X_OK) == 0)
    return TRUE;
  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_READ_ONLY, "%s: %s", existing,
               g_strerror (errno));
  return FALSE;
}

gboolean
wf_place_check (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  g_autofree char *existing = find_existing (folder);
  const char *service = wf_place_find_sync_service (folder);
  g_autofree char *type = find_mount_type (existing);
  struct statfs info;

  if (service == NULL)
    service = wf_place_find_sync_service (existing);
  if (service != NULL)
    return refuse ("kept in step by a sync service", service, error);
  if (type != NULL && wf_place_is_network_type (type))
    return refuse ("on a network drive", type, error);
  if (statfs (existing, &info) == 0)
    for (guint i = 0; i < G_N_ELEMENTS (NETWORKS); i++)
      if ((guint32) info.f_type == (guint32) NETWORKS[i].magic)
        return refuse ("on a network drive", NETWORKS[i].name, error);
  return check_writable (folder, existing, error);
}

gboolean
wf_place_check_file (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error (error, WF_STORE_ERROR, WF_STORE_ERROR_PLACE,
               "%s is a link: open the folder that it points into", path);
  return FALSE;
}
