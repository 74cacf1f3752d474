/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The failing disk. Each open file has a record: its bytes as of the last sync, and the writes
 * since. SQLite reads and writes the real file, so it sees its own writes as it would; the
 * power cut then puts back the synced bytes and lays some of the pending writes over them.
 *
 * After the cut (or from the struck operation on) writes are accepted and recorded nowhere: the
 * program runs on a little, as it does in life, but nothing more becomes durable.
 */
#include "wf-shim-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

typedef struct {
  gboolean is_truncate;
  sqlite3_int64 offset; /* or the new size */
  GBytes *bytes;
} Pending;

typedef struct {
  char *path;
  GByteArray *synced;
  gboolean exists; /* as of the last sync */
  GPtrArray *pending;
} Record;

typedef struct {
  sqlite3_file base;
  Record *record; /* NULL for a file that does not matter (shared memory) */
  sqlite3_file *real;
} ShimFile;

static sqlite3_vfs *real_vfs;
static GHashTable *records; /* path → Record */
static WfShimFault armed_fault;
static guint armed_at, n_operations;
static gboolean has_struck;

static void
pending_free (Pending *pending)
{
  g_clear_pointer (&pending->bytes, g_bytes_unref);
  g_free (pending);
}

static void
record_free (Record *record)
{
  g_free (record->path);
  g_byte_array_unref (record->synced);
  g_ptr_array_unref (record->pending);
  g_free (record);
}

static Record *
get_record (const char *path)
{
  Record *record = g_hash_table_lookup (records, path);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (record != NULL)
    return record;
  record = g_new0 (Record, 1);
  record->path = g_strdup (path);
  record->exists = g_file_get_contents (path, &bytes, &size, NULL);
  record->synced = g_byte_array_new ();
  if (record->exists)
    g_byte_array_append (record->synced, (guint8 *) bytes, (guint) size);
  record->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
  g_hash_table_insert (records, record->path, record);
  return record;
}

/* Counts one operation. Returns: SQLITE_OK, or what it must fail with. */
static int
strike (gboolean is_write)
{
  if (armed_fault == WF_SHIM_NOTHING || n_operations++ < armed_at)
    return SQLITE_OK;
  has_struck = TRUE;
  if (armed_fault == WF_SHIM_IO_ERROR)
    return SQLITE_IOERR_WRITE;
  return armed_fault == WF_SHIM_DISK_FULL && is_write ? SQLITE_FULL : SQLITE_OK;
}

static gboolean
is_dark (void)
{
  return has_struck && armed_fault == WF_SHIM_POWER_CUT;
}

static int
shim_close (sqlite3_file *file)
{
  ShimFile *self = (ShimFile *) file;
  int code = self->real->pMethods != NULL ? self->real->pMethods->xClose (self->real) : SQLITE_OK;

  return code;
}

static int
shim_read (sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xRead (self->real, out, size, offset);
}

static int
shim_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
  ShimFile *self = (ShimFile *) file;
  int code = strike (TRUE);

  if (code != SQLITE_OK)
    return code;
  if (self->record != NULL && !is_dark ())
    {
      Pending *pending = g_new0 (Pending, 1);

      pending->offset = offset;
      pending->bytes = g_bytes_new (bytes, (gsize) size);
      g_ptr_array_add (self->record->pending, pending);
    }
  return self->real->pMethods->xWrite (self->real, bytes, size, offset);
}

static int
shim_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  ShimFile *self = (ShimFile *) file;
  int code = strike (TRUE);

  if (code != SQLITE_OK)
    return code;
  if (self->record != NULL && !is_dark ())
    {
      Pending *pending = g_new0 (Pending, 1);

      pending->is_truncate = TRUE;
      pending->offset = size;
      g_ptr_array_add (self->record->pending, pending);
    }
  return self->real->pMethods->xTruncate (self->real, size);
}

static void
apply (GByteArray *bytes, const Pending *pending, gsize size)
{
  gsize end = (gsize) pending->offset + size;
  guint old = bytes->len;

  if (pending->is_truncate)
    {
      g_byte_array_set_size (bytes, (guint) pending->offset);
      if (bytes->len > old)
        memset (bytes->data + old, 0, bytes->len - old);
      return;
    }
  if (end > bytes->len)
    {
      g_byte_array_set_size (bytes, (guint) end);
      memset (bytes->data + old, 0, end - old);
    }
  memcpy (bytes->data + pending->offset, g_bytes_get_data (pending->bytes, NULL), size);
}

static gsize
size_of (const Pending *pending)
{
  return pending->bytes != NULL ? g_bytes_get_size (pending->bytes) : 0;
}

static int
shim_sync (sqlite3_file *file, int flags)
{
  ShimFile *self = (ShimFile *) file;
  int code = strike (FALSE);

  if (code != SQLITE_OK)
    return SQLITE_IOERR_FSYNC;
  if (self->record != NULL && !is_dark ())
    {
      for (guint i = 0; i < self->record->pending->len; i++)
        {
          Pending *pending = g_ptr_array_index (self->record->pending, i);

          apply (self->record->synced, pending, size_of (pending));
        }
      g_ptr_array_set_size (self->record->pending, 0);
      self->record->exists = TRUE;
    }
  return SQLITE_OK; /* the real disk need not be asked */
}

static int
shim_size (sqlite3_file *file, sqlite3_int64 *out_size)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xFileSize (self->real, out_size);
}

static int
shim_lock (sqlite3_file *file, int level)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xLock (self->real, level);
}

static int
shim_unlock (sqlite3_file *file, int level)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xUnlock (self->real, level);
}

static int
shim_check_lock (sqlite3_file *file, int *out_is_locked)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xCheckReservedLock (self->real, out_is_locked);
}

static int
shim_control (sqlite3_file *file, int operation, void *data)
{
  ShimFile *self = (ShimFile *) file;

  return self->real->pMethods->xFileControl (self->real, operation, data);
}

static int
shim_sector (sqlite3_file *file)
{
  return SECTOR;
}

static int
shim_characteristics (sqlite3_file *file)
{
  return 0; /* nothing is atomic, ordered or safe */
}

/* Version 1: no shared memory, so WAL works only with an exclusive lock, as the vault's does. */
static const sqlite3_io_methods METHODS = {
  1,
  shim_close,
  shim_read,
  shim_write,
  shim_truncate,
  shim_sync,
  shim_size,
  shim_lock,
  shim_unlock,
  shim_check_lock,
  shim_control,
  shim_sector,
  shim_characteristics,
};

static int
shim_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  ShimFile *self = (ShimFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->record = path != NULL ? get_record (path) : NULL;
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  self->base.pMethods = code == SQLITE_OK ? &METHODS : NULL;
  return code;
}

static int
shim_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  int code = strike (FALSE);

  if (code != SQLITE_OK)
    return SQLITE_IOERR_DELETE;
  if (!is_dark ())
    {
      Record *record = get_record (path);

      g_ptr_array_set_size (record->pending, 0);
      g_byte_array_set_size (record->synced, 0);
      record->exists = FALSE;
    }
  return real_vfs->xDelete (real_vfs, path, 0);
}

void
wf_shim_vfs_register (void)
{
  static sqlite3_vfs shim;

  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find (NULL);
  shim = *real_vfs;
  shim.zName = WF_SHIM_VFS_NAME;
  shim.szOsFile = (int) sizeof (ShimFile) + real_vfs->szOsFile;
  shim.xOpen = shim_open;
  shim.xDelete = shim_delete;
  shim.pNext = NULL;
  records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) record_free);
  sqlite3_vfs_register (&shim, 0);
}

void
wf_shim_vfs_arm (WfShimFault fault, guint at)
{
  armed_fault = fault;
  armed_at = at;
  n_operations = 0;
  has_struck = FALSE;
}

guint
wf_shim_vfs_get_count (void)
{
  return n_operations;
}

gboolean
wf_shim_vfs_has_struck (void)
{
  return has_struck;
}

/* In any order: from the end or the beginning; each write kept, dropped, or torn at a sector. */
static void
settle (Record *record, GRand *rand)
{
  guint n = record->pending->len;
  gboolean is_reversed = g_rand_boolean (rand);

  for (guint i = 0; i < n; i++)
    {
      Pending *pending = g_ptr_array_index (record->pending, is_reversed ? n - 1 - i : i);
      gsize size = size_of (pending);
      gint coin = g_rand_int_range (rand, 0, 3);

      if (coin == 0 || (pending->is_truncate && coin == 1))
        continue;
      if (coin == 1 && size > SECTOR)
        size = SECTOR * (gsize) g_rand_int_range (rand, 1, (gint32) (size / SECTOR) + 1);
      apply (record->synced, pending, MIN (size, size_of (pending)));
    }
}

void
wf_shim_vfs_lose_power (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Record *record = value;

      settle (record, rand);
      if (record->synced->len > 0 || record->exists)
        g_file_set_contents_full (record->path, (const char *) record->synced->data,
                                  (gssize) record->synced->len, G_FILE_SET_CONTENTS_NONE, 0600,
                                  NULL);
      else
        g_unlink (record->path);
    }
  wf_shim_vfs_forget ();
}

void
wf_shim_vfs_forget (void)
{
  g_hash_table_remove_all (records);
  wf_shim_vfs_arm (WF_SHIM_NOTHING, 0);
}
