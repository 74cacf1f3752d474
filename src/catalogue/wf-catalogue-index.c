/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cache behind the search: rows and two full-text indexes, made from the shipped starter
 * and what sources gave. Runs in the catalogue's own thread. Holds nothing of a client, ever.
 *
 * Invariant: origin.fingerprint names the very bytes the rows were made from and the version of
 * the code that made them; if it differs, all rows are made again.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-index.h"

#include "wf-catalogue-error.h"
#include "wf-catalogue-sql.h"
#include "wf-hours.h"
#include "wf-index-build.h"
#include "wf-index-entries.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-migrator.h"
#include "wf-statement.h"
#include "wf-zone.h"

#include <glib/gstdio.h>

/* Raise it when folding, facets, words' use, what is read from HSDS or the order of entries
 * changes. */
#define INDEX_VERSION  "12"
#define APPLICATION_ID 0x57464341 /* "WFCA" */
#define SQL_FOLDER     "/org/digitalnavigators/Wayfinder/sql/catalogue"
#define MEMORY         ":memory:"

/* What is being made may be larger than memory should be; what a keystroke reads should stay there.
 * A page of what is made holds several entries: of the usual size it would hold one and a half. */
#define USE_DISK                                                                                   \
  "PRAGMA temp_store = FILE; PRAGMA temp.page_size = 16384; PRAGMA temp.cache_size = -8192;"       \
  "PRAGMA cache_size = -16384; PRAGMA secure_delete = OFF"

#define READ_ORIGIN "SELECT fingerprint FROM origin WHERE only = 1"
#define ADD_ORIGIN                                                                                 \
  "INSERT OR REPLACE INTO origin (only, fingerprint, home, overlay) VALUES (1, ?1, ?2, -1)"
#define MAKE_STARTER                                                                               \
  "INSERT OR IGNORE INTO source (id, title, priority, state, updated_us, count, sum)"              \
  " VALUES ('starter', '', 100, '{}', 0, 0, zeroblob (32));"                                       \
  "DELETE FROM record WHERE source = (SELECT num FROM source WHERE id = 'starter')"
#define ADD_RECORD                                                                                 \
  "INSERT INTO record (source, type, id, rev, json)"                                               \
  " SELECT num, 'entry', ?1, 0, ?2 FROM source WHERE id = 'starter'"

static void
tokenize (const char *text,
          gsize size,
          gboolean is_query,
          WfTokenEmit emit,
          gpointer sink,
          gpointer user_data)
{
  /* A string of MATCH is one token that we folded ourselves. */
  if (!is_query)
    wf_letters_split_document (text, size, emit, sink);
  else if (size > 0)
    emit (sink, text, size, 0, size, FALSE);
}

/* By the clock that stands before the TAB, if one does. */
static gboolean
is_open (const char *hours, guint minute)
{
  const char *words = hours != NULL ? strchr (hours, '\t') : NULL;
  g_autofree char *zone = NULL;

  if (words == NULL)
    return FALSE;
  zone = g_strndup (hours, (gsize) (words - hours));
  return wf_zone_is_open (zone, words + 1, minute);
}

/* wf_is_open (zone TAB hours, minute of the week by this computer's clock) */
static void
answer_is_open (WfSqlCall *call, gpointer user_data)
{
  gint64 minute = wf_sql_call_get_int (call, 1);

  wf_sql_call_return_int (call, minute >= 0 && minute < WF_HOURS_WEEK &&
                                    is_open (wf_sql_call_get_text (call, 0), (guint) minute));
}

static char *
dup_country (const WfResource *entry)
{
  return g_strndup (entry->regions[0], strcspn (entry->regions[0], "-"));
}

/* The country that most of the list is about: whoever keeps it works there. */
static char *
find_home (GPtrArray *entries)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *home = g_strdup ("");
  guint most = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      char *country = dup_country (entries->pdata[i]);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, country)) + 1;

      g_hash_table_replace (counts, country, GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          g_free (home);
          home = g_strdup (country);
        }
    }
  return g_steal_pointer (&home);
}

static gboolean
add_records (WfIndex *self, GPtrArray *entries, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_RECORD, error);

  for (guint i = 0; add != NULL && i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];

      wf_statement_bind_text (add, 1, entry->id);
      wf_statement_bind_text (add, 2, wf_resource_get_text (entry));
      if (!wf_statement_run (add, error))
        return FALSE;
    }
  return add != NULL;
}

static gboolean
note_origin (WfIndex *self, const char *fingerprint, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_ORIGIN, error);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_text (add, 1, fingerprint);
  wf_statement_bind_text (add, 2, self->home);
  return wf_statement_run (add, error);
}

static gboolean
is_in_step (WfIndex *self, const char *fingerprint)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, READ_ORIGIN, NULL);
  gboolean has_row = FALSE;

  return read != NULL && wf_statement_step (read, &has_row, NULL) && has_row &&
         g_strcmp0 (wf_statement_get_text (read, 0), fingerprint) == 0;
}

typedef struct {
  WfIndex *index;
  const char *fingerprint;
} Origin;

static gboolean
note_origin_also (gpointer user_data, GError **error)
{
  Origin *origin = user_data;

  return note_origin (origin->index, origin->fingerprint, error);
}

/* Until the last moment it is not in step: whoever opens it begins again. */
static gboolean
fill (WfIndex *self, GPtrArray *entries, const char *fingerprint, GError **error)
{
  Origin origin = { self, fingerprint };
  WfLockFile *lock;
  gboolean ok;

  if (!wf_index_lock (self, &lock, error))
    return FALSE;
  g_free (self->home);
  self->home = find_home (entries);
  wf_index_clear_away (self);
  ok = wf_database_begin (self->db, error) &&
       wf_database_end (self->db,
                        wf_database_exec (self->db, MAKE_STARTER, error) &&
                            add_records (self, entries, error),
                        error) &&
       wf_index_sketch_sources (self, error) && wf_index_copy_sources (self, error) &&
       wf_index_build (self, note_origin_also, &origin, NULL, error);
  wf_index_drop_sketch (self);
  wf_index_clear_away (self);
  g_clear_pointer (&lock, wf_lock_file_release);
  return ok;
}

static gboolean
connect_to (WfIndex *self, const char *path, GError **error)
{
  self->db = wf_database_open (path, WF_DATABASE_CREATE, error);
  return self->db != NULL && wf_database_exec (self->db, USE_DISK, error) &&
         wf_database_add_tokenizer (self->db, "wf", tokenize, NULL, NULL, error) &&
         wf_database_add_function (self->db, "wf_is_open", 2, answer_is_open, NULL, NULL, error) &&
         wf_migrator_run (self->db, wf_catalogue_sql_get_resource (), SQL_FOLDER, APPLICATION_ID,
                          NULL, error);
}

static GPtrArray *
read_entries (JsonObject *starter, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);
  JsonArray *list = wf_json_get_array (starter, "resources");

  if (g_strcmp0 (wf_json_get_string (starter, "format", NULL), "wayfinder-starter") != 0 ||
      list == NULL)
    {
      g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                           "the file is not a list of resources");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      WfResource *entry;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
                       "entry %u is not an object", i + 1);
          return NULL;
        }
      entry = wf_resource_new_from_json (json_node_get_object (node), error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

/* The shipped list, not yet parsed: it is read only when the cache is not in step with it. */
typedef struct {
  const char *path;
  const char *text;
  gsize size;
  const char *fingerprint;
} Starter;

static JsonObject *
parse (const char *text, gsize size, const char *path, GError **error)
{
  g_autoptr (GError) inner = NULL;
  JsonObject *object = wf_json_parse_object (text, (gssize) size, &inner);

  if (object == NULL)
    g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "%s: %s", path,
                 inner->message);
  return object;
}

static GPtrArray *
read_starter (const Starter *starter, GError **error)
{
  g_autoptr (JsonObject) object = parse (starter->text, starter->size, starter->path, error);
  GPtrArray *entries;

  if (object == NULL)
    return NULL;
  entries = read_entries (object, error);
  if (entries == NULL)
    g_prefix_error (error, "%s: ", starter->path);
  return entries;
}

static void
forget_file (const char *path)
{
  static const char *const SUFFIXES[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      g_autofree char *name = g_strconcat (path, SUFFIXES[i], NULL);

      g_unlink (name);
    }
}

/* What the agency said meanwhile. */
static gboolean
follow_local (WfIndex *self, GError **error)
{
  /* Who only reads waits for nobody who writes. */
  if (wf_index_is_in_step_with_local (self))
    return TRUE;
  return wf_database_begin (self->db, error) &&
         wf_database_end (self->db, wf_index_follow_local (self, error), error);
}

/* Opens the cache and brings it in step. On FALSE nothing of it stays open. */
static gboolean
use (WfIndex *self, const char *path, const Starter *starter, GError **error)
{
  if (connect_to (self, path, error))
    {
      g_autoptr (GPtrArray) entries = NULL;

      if (is_in_step (self, starter->fingerprint) && wf_index_read_origin (self))
        return follow_local (self, error);
      entries = read_starter (starter, error);
      if (entries != NULL && fill (self, entries, starter->fingerprint, error))
        return TRUE;
    }
  g_clear_pointer (&self->db, wf_database_close);
  return FALSE;
}

static gboolean
open_somewhere (
    WfIndex *self, const char *path, const Starter *starter, gboolean may_be_memory, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (path != NULL && use (self, path, starter, &why))
    return TRUE;
  if (g_error_matches (why, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED))
    {
      forget_file (path);
      g_clear_error (&why);
      if (use (self, path, starter, &why))
        return TRUE;
    }
  if (why != NULL && !may_be_memory)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (why != NULL)
    g_debug ("no cache on disk: %s", why->message);
  return use (self, MEMORY, starter, error);
}

/* Beside the cache, and not a cache. */
static WfLocal *
open_local (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *path = g_build_filename (folder, "local.db", NULL);
  g_autoptr (GError) error = NULL;
  WfLocal *local = wf_local_open (path, &error);

  if (local == NULL)
    g_debug ("nothing is laid over: %s", error->message);
  return local;
}

static char *
make_fingerprint (const char *starter, gsize starter_size, const char *words, gsize words_size)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) INDEX_VERSION, -1);
  g_checksum_update (sum, (const guchar *) starter, (gssize) starter_size);
  g_checksum_update (sum, (const guchar *) "\0", 1);
  g_checksum_update (sum, (const guchar *) words, (gssize) words_size);
  return g_strdup (g_checksum_get_string (sum));
}

static WfIndex *
open_index (const char *database,
            const char *starter,
            const char *words,
            gboolean may_be_memory,
            GError **error)
{
  g_autoptr (WfIndex) self = g_new0 (WfIndex, 1);
  g_autofree char *starter_text = NULL;
  g_autofree char *words_text = NULL;
  gsize starter_size, words_size = 0;
  g_autoptr (JsonObject) words_object = NULL;
  g_autoptr (GError) inner = NULL;

  if (!g_file_get_contents (starter, &starter_text, &starter_size, error) ||
      (words != NULL && !g_file_get_contents (words, &words_text, &words_size, error)))
    return NULL;
  words_object = words == NULL ? NULL : parse (words_text, words_size, words, error);
  if (words != NULL && words_object == NULL)
    return NULL;

  g_autofree char *fingerprint = make_fingerprint (
      starter_text, starter_size, words_text != NULL ? words_text : "", words_size);
  Starter list = { starter, starter_text, starter_size, fingerprint };

  self->words = wf_words_new (words_object);
  self->local = database != NULL ? open_local (database) : NULL;
  if (!open_somewhere (self, database, &list, may_be_memory, &inner))
    {
      if (inner->domain == WF_STORE_ERROR)
        wf_catalogue_take_error (error, g_steal_pointer (&inner));
      else
        g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  return g_steal_pointer (&self);
}

WfIndex *
wf_index_open (const char *database, const char *starter, const char *words, GError **error)
{
  return open_index (database, starter, words, TRUE, error);
}

WfIndex *
wf_index_open_to_write (const char *database,
                        const char *starter,
                        const char *words,
                        GError **error)
{
  return open_index (database, starter, words, FALSE, error);
}

void
wf_index_free (WfIndex *self)
{
  g_clear_pointer (&self->db, wf_database_close);
  g_clear_pointer (&self->local, wf_local_close);
  g_free (self->home);
  g_clear_pointer (&self->refreshed, g_hash_table_unref);
  g_clear_pointer (&self->words, wf_words_free);
  g_free (self);
}
