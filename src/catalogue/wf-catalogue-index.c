/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cache behind the search: rows and two full-text indexes, made from the shipped starter in
 * one transaction. Runs in the catalogue's own thread. Holds nothing of a client, ever.
 *
 * Invariant: origin.fingerprint names the very bytes the rows were made from and the version of
 * the code that made them; if it differs, all rows are made again.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-catalogue-index.h"

#include "wf-json.h"
#include "wf-letters.h"
#include "wf-migrator.h"
#include "wf-query.h"
#include "wf-statement.h"

#include <glib/gstdio.h>

/* Raise it when folding, facets, words' use or the order of entries changes. */
#define INDEX_VERSION  "4"
#define APPLICATION_ID 0x57464341 /* "WFCA" */
#define SQL_FOLDER     "/org/digitalnavigators/Wayfinder/sql/catalogue"
#define MEMORY         ":memory:"
#define RANK_STEP      1000

#define READ_ORIGIN "SELECT fingerprint FROM origin WHERE only = 1"
#define DROP_ROWS   "DELETE FROM words; DELETE FROM body; DELETE FROM entry"
#define ADD_ORIGIN  "INSERT OR REPLACE INTO origin (only, fingerprint) VALUES (1, ?1)"
#define ADD_ENTRY                                                                                  \
  "INSERT INTO entry (rank, id, kind, is_closed, month_price, names)"                              \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define ADD_BODY "INSERT INTO body (rank, json) VALUES (?1, ?2)"
#define ADD_WORDS                                                                                  \
  "INSERT INTO words (rank, name, alt, org, keywords, place, facet, everything)"                   \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
#define REBUILD                                                                                    \
  "INSERT INTO brief (brief) VALUES ('rebuild'); INSERT INTO detail (detail) VALUES ('rebuild');"  \
  "INSERT INTO brief (brief) VALUES ('optimize'); INSERT INTO detail (detail) VALUES "             \
  "('optimize');"

/* Made from resources/sql/catalogue.gresource.xml. */
extern GResource *wf_catalogue_sql_get_resource (void);

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

gboolean
wf_index_take_error (GError **error, GError *from)
{
  if (g_error_matches (from, WF_STORE_ERROR, WF_STORE_ERROR_INTERRUPTED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the search was cancelled");
  else
    g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE, "catalogue: %s",
                 from->message);
  g_error_free (from);
  return FALSE;
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
is_abroad (const WfResource *entry, const char *home)
{
  g_autofree char *country = dup_country (entry);

  return strcmp (country, home) != 0;
}

/* Better first: running, at home, well sourced, lately seen; then by id, so that the order is one.
 */
static int
compare_entries (gconstpointer a, gconstpointer b, gpointer home)
{
  const WfResource *left = *(WfResource *const *) a, *right = *(WfResource *const *) b;
  static const char CONFIDENCES[] = "hml";
  const char *how_left = strchr (CONFIDENCES, left->confidence[0]);
  const char *how_right = strchr (CONFIDENCES, right->confidence[0]);
  gboolean abroad_left = is_abroad (left, home), abroad_right = is_abroad (right, home);
  gboolean undated_left = !g_ascii_isdigit (left->as_of[0]);
  gboolean undated_right = !g_ascii_isdigit (right->as_of[0]);

  if (left->status != right->status)
    return left->status < right->status ? -1 : 1;
  if (abroad_left != abroad_right)
    return abroad_left ? 1 : -1;
  if (how_left != how_right)
    return how_left < how_right ? -1 : 1;
  if (undated_left != undated_right)
    return undated_left ? 1 : -1;
  if (!undated_left && strcmp (left->as_of, right->as_of) != 0)
    return strcmp (right->as_of, left->as_of);
  return strcmp (left->id, right->id);
}

static char *
join_alternatives (const WfResource *entry)
{
  g_autofree char *id = g_strdelimit (g_strdup (entry->id), "-_", ' ');

  return g_strconcat (entry->name_fr != NULL ? entry->name_fr : "", "\n", id, NULL);
}

/* Names as they are compared with what was typed, a line each. */
static char *
fold_names (const WfResource *entry, const char *alt)
{
  g_auto (GStrv) others = g_strsplit (alt, "\n", -1);
  g_autofree char *name = wf_letters_fold_name (entry->name);
  GString *names = g_string_new (name);

  for (guint i = 0; others[i] != NULL; i++)
    {
      g_autofree char *other = wf_letters_fold_name (others[i]);

      if (*other != '\0')
        g_string_append_printf (names, "\n%s", other);
    }
  return g_string_free (names, FALSE);
}

static gboolean
add_entry (WfIndex *self, const WfResource *entry, gint64 rank, const char *alt, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_ENTRY, error);
  g_autofree char *names = fold_names (entry, alt);
  double price = wf_query_get_month_price (entry);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_int (add, 1, rank);
  wf_statement_bind_text (add, 2, entry->id);
  wf_statement_bind_text (add, 3, entry->kind);
  wf_statement_bind_int (add, 4, entry->status == WF_RESOURCE_CLOSED);
  if (price >= 0)
    wf_statement_bind_double (add, 5, price);
  wf_statement_bind_text (add, 6, names);
  return wf_statement_run (add, error);
}

static gboolean
add_body (WfIndex *self, const WfResource *entry, gint64 rank, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_BODY, error);
  g_autofree char *json = wf_json_to_text (entry->source);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_int (add, 1, rank);
  wf_statement_bind_text (add, 2, json);
  return wf_statement_run (add, error);
}

static gboolean
add_words (WfIndex *self, const WfResource *entry, gint64 rank, const char *alt, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_WORDS, error);
  g_autofree char *keywords = wf_words_get_keywords (self->words, entry);
  g_autofree char *place = wf_words_get_places (self->words, entry);
  g_autofree char *facet = wf_query_get_facets (entry);
  g_autofree char *everything =
      g_strjoin ("\n", entry->name, alt, entry->organization, keywords, place, entry->summary,
                 entry->summary_fr != NULL ? entry->summary_fr : "", entry->eligibility,
                 entry->how_to_apply, entry->hours != NULL ? entry->hours : "",
                 entry->cost.note != NULL ? entry->cost.note : "", NULL);
  const char *texts[] = {
    entry->name, alt, entry->organization, keywords, place, facet, everything
  };

  if (add == NULL)
    return FALSE;
  wf_statement_bind_int (add, 1, rank);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    wf_statement_bind_text (add, 2 + (int) i, texts[i]);
  return wf_statement_run (add, error);
}

static gboolean
add_rows (WfIndex *self, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const WfResource *entry = entries->pdata[i];
      gint64 rank = wf_query_get_band (entry) + (gint64) (i + 1) * RANK_STEP;
      g_autofree char *alt = join_alternatives (entry);

      if (!add_entry (self, entry, rank, alt, error) || !add_body (self, entry, rank, error) ||
          !add_words (self, entry, rank, alt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_origin (WfIndex *self, const char *fingerprint, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_ORIGIN, error);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_text (add, 1, fingerprint);
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

static gboolean
fill (WfIndex *self, GPtrArray *entries, const char *fingerprint, GError **error)
{
  gboolean ok;

  if (!wf_database_begin (self->db, error))
    return FALSE;
  ok = wf_database_exec (self->db, DROP_ROWS, error) && add_rows (self, entries, error) &&
       wf_database_exec (self->db, REBUILD, error) && note_origin (self, fingerprint, error);
  return wf_database_end (self->db, ok, error);
}

static gboolean
connect_to (WfIndex *self, const char *path, GError **error)
{
  self->db = wf_database_open (path, WF_DATABASE_CREATE, error);
  return self->db != NULL &&
         wf_database_add_tokenizer (self->db, "wf", tokenize, NULL, NULL, error) &&
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

  g_autofree char *home = find_home (entries);

  g_ptr_array_sort_with_data (entries, compare_entries, home);
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

/* Opens the cache and brings it in step. On FALSE nothing of it stays open. */
static gboolean
use (WfIndex *self, const char *path, const Starter *starter, GError **error)
{
  if (connect_to (self, path, error))
    {
      g_autoptr (GPtrArray) entries = NULL;

      if (is_in_step (self, starter->fingerprint))
        return TRUE;
      entries = read_starter (starter, error);
      if (entries != NULL && fill (self, entries, starter->fingerprint, error))
        return TRUE;
    }
  g_clear_pointer (&self->db, wf_database_close);
  return FALSE;
}

static gboolean
open_somewhere (WfIndex *self, const char *path, const Starter *starter, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (path != NULL && use (self, path, starter, &why))
    return TRUE;
  if (g_error_matches (why, WF_STORE_ERROR, WF_STORE_ERROR_DAMAGED))
    {
      forget_file (path);
      if (use (self, path, starter, NULL))
        return TRUE;
    }
  if (why != NULL)
    g_debug ("no cache on disk: %s", why->message);
  return use (self, MEMORY, starter, error);
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

WfIndex *
wf_index_open (const char *database, const char *starter, const char *words, GError **error)
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
  if (!open_somewhere (self, database, &list, &inner))
    {
      if (inner->domain == WF_STORE_ERROR)
        wf_index_take_error (error, g_steal_pointer (&inner));
      else
        g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
wf_index_free (WfIndex *self)
{
  g_clear_pointer (&self->db, wf_database_close);
  g_clear_pointer (&self->words, wf_words_free);
  g_free (self);
}
