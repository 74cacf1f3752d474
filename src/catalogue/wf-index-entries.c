/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From what the sources gave, and what the agency lays over it, to the rows that are searched.
 *
 * Invariant: entry, body and both full-text indexes have the same ranks. A rank's upper bits say
 * how good an entry is, its lower ones only tell entries apart, so a new entry finds its place
 * without moving any other.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-index-entries.h"

#include "wf-entry-limits.h"
#include "wf-hours.h"
#include "wf-hsds-entry.h"
#include "wf-importer.h"
#include "wf-index-words.h"
#include "wf-json.h"
#include "wf-letters.h"
#include "wf-overlay.h"
#include "wf-query.h"
#include "wf-statement.h"
#include "wf-zone.h"

#include <string.h>

/* Below the upper bits: room for four million entries that are equally good. */
#define PLACE_BITS 22
/* The uppermost of a class: not pinned. */
#define CLASS_BITS 28

#define READ_HOME "SELECT home FROM origin WHERE only = 1"
#define READ_BEST                                                                                  \
  "SELECT r.type, r.json, s.num, s.id, s.title FROM record AS r JOIN source AS s"                  \
  " ON s.num = r.source WHERE r.id = ?1 AND r.type IN ('entry', 'service') AND r.gone IS NULL"     \
  " AND s.is_on ORDER BY s.priority, s.num LIMIT 1"
#define READ_STAGED "SELECT entry FROM temp.stage WHERE type = ?1 AND id = ?2 AND json = ?3"
#define COPY_SOURCE "UPDATE source SET priority = ?2, is_on = ?3 WHERE id = ?1"
#define FIND_RANK   "SELECT rank FROM entry WHERE id = ?1"
#define LAST_RANK   "SELECT max(rank) FROM entry WHERE rank BETWEEN ?1 AND ?2"
#define ADD_ENTRY                                                                                  \
  "INSERT INTO entry (rank, id, source, kind, is_closed, month_price, names, as_of, hours,"        \
  " north, east) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
#define ADD_BODY "INSERT INTO body (rank, json) VALUES (?1, ?2)"
#define ADD_TO_HEAP                                                                                \
  "INSERT INTO temp.entry (rank, id, source, kind, is_closed, month_price, names, as_of, hours,"   \
  " north, east, name, alt, org, keywords, place, facet, rest, json) VALUES"                       \
  " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)"
#define READ_BODY  "SELECT json FROM body WHERE rank = ?1"
#define DROP_ENTRY "DELETE FROM entry WHERE rank = ?1"
#define DROP_BODY  "DELETE FROM body WHERE rank = ?1"

#define READ_OVERLAY_COUNTER "SELECT overlay FROM origin WHERE only = 1"
#define NOTE_OVERLAY_COUNTER "UPDATE origin SET overlay = ?1 WHERE only = 1"
#define LIST_TOUCHED                                                                               \
  "SELECT e.id FROM body AS b JOIN entry AS e USING (rank)"                                        \
  " WHERE json_extract (b.json, '$.overlay') IS NOT NULL"
/* What is merged away, and what was until somebody said otherwise. */
#define LIST_UNSHOWN                                                                               \
  "SELECT DISTINCT r.id FROM record AS r JOIN source AS s ON s.num = r.source"                     \
  " WHERE r.type IN ('entry', 'service') AND r.gone IS NULL AND s.is_on"                           \
  " AND NOT EXISTS (SELECT 1 FROM entry AS e WHERE e.id = r.id)"
#define LIST_OWN                                                                                   \
  "SELECT r.id FROM record AS r JOIN source AS s ON s.num = r.source WHERE s.id = 'own'"
#define DROP_OWN "DELETE FROM record WHERE source = (SELECT num FROM source WHERE id = 'own')"
#define DROP_OWN_ONE                                                                               \
  "DELETE FROM record WHERE id = ?1 AND source = (SELECT num FROM source WHERE id = 'own')"
#define MAKE_OWN                                                                                   \
  "INSERT OR IGNORE INTO source (id, title, priority, state, updated_us, count, sum)"              \
  " VALUES ('own', '', 0, '{}', 0, 0, zeroblob (32))"
#define ADD_OWN                                                                                    \
  "INSERT INTO record (source, type, id, rev, json)"                                               \
  " SELECT num, 'entry', ?1, 0, ?2 FROM source WHERE id = 'own'"

gboolean
wf_index_read_origin (WfIndex *self)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, READ_HOME, NULL);
  gboolean has_row = FALSE;

  if (read == NULL || !wf_statement_step (read, &has_row, NULL) || !has_row)
    return FALSE;
  g_free (self->home);
  self->home = wf_statement_dup_text (read, 0);
  return TRUE;
}

gboolean
wf_index_copy_sources (WfIndex *self, GError **error)
{
  g_autoptr (GPtrArray) sources = NULL;

  if (self->local == NULL)
    return TRUE;
  sources = wf_local_list_sources (self->local, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const WfLocalSource *source = sources->pdata[i];
      g_autoptr (WfStatement) copy = wf_statement_prepare (self->db, COPY_SOURCE, error);

      if (copy == NULL)
        return FALSE;
      wf_statement_bind_text (copy, 1, source->id);
      wf_statement_bind_int (copy, 2, source->priority);
      wf_statement_bind_int (copy, 3, source->is_on);
      if (!wf_statement_run (copy, error))
        return FALSE;
    }
  return sources != NULL;
}

static gboolean
is_abroad (const WfResource *entry, const char *home)
{
  gsize size = strcspn (entry->regions[0], "-");

  return strlen (home) != size || strncmp (entry->regions[0], home, size) != 0;
}

/* 22 bits, the latest day first; a date without a day stands before its first day. */
static gint64
weigh_age (const char *as_of)
{
  guint part[3] = { 0, 0, 0 };
  char *at = (char *) as_of;

  for (guint i = 0; i < G_N_ELEMENTS (part) && g_ascii_isdigit (*at); i++)
    {
      guint64 value = g_ascii_strtoull (at, &at, 10);

      part[i] = (guint) MIN (value, i == 0 ? 9999U : 31U);
      at += *at == '-';
    }
  return (1 << 22) - 1 - (gint64) ((part[0] * 13 + MIN (part[1], 12U)) * 32 + part[2]);
}

/* Better first: pinned, running, at home, well sourced, lately seen. */
static gint64
find_class (const WfIndex *self, const WfResource *entry)
{
  static const char CONFIDENCES[] = "hml";
  const char *how = strchr (CONFIDENCES, entry->confidence[0]);
  gboolean is_undated = !g_ascii_isdigit (entry->as_of[0]);
  gint64 class = entry->is_pinned ? 0 : 1;

  G_STATIC_ASSERT (2 + 1 + 2 + 1 + 22 == CLASS_BITS);
  class = class << 2 | entry->status;
  class = class << 1 | is_abroad (entry, self->home);
  class = class << 2 | (how != NULL && *how != '\0' ? how - CONFIDENCES : 3);
  class = class << 1 | is_undated;
  class = class << 22 | (is_undated ? 0 : weigh_age (entry->as_of));
  return wf_query_get_band (entry) + (class << PLACE_BITS);
}

gboolean
wf_index_is_pinned (gint64 rank)
{
  return (rank & (G_GINT64_CONSTANT (1) << (CLASS_BITS + PLACE_BITS))) == 0;
}

/* The next free place of its class. */
static gboolean
find_rank (WfIndex *self, const WfResource *entry, gint64 *out_rank, GError **error)
{
  g_autoptr (WfStatement) last = wf_statement_prepare (self->db, LAST_RANK, error);
  gint64 first = find_class (self, entry);
  gboolean has_row;

  if (last == NULL)
    return FALSE;
  wf_statement_bind_int (last, 1, first);
  wf_statement_bind_int (last, 2, first + (1 << PLACE_BITS) - 1);
  if (!wf_statement_step (last, &has_row, error))
    return FALSE;
  *out_rank = wf_statement_is_null (last, 0) ? first : wf_statement_get_int (last, 0) + 1;
  return TRUE;
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

/* By which clock, if one is known, and its words; NULL when they do not say clearly. */
static char *
dup_hours (const WfResource *entry)
{
  const char *zone = wf_zone_find ((const char *const *) entry->regions);

  return wf_hours_is_known (entry->hours)
             ? g_strconcat (zone != NULL ? zone : "", "\t", entry->hours, NULL)
             : NULL;
}

/* Into the parameters 1 to 11. */
static void
bind_entry (WfStatement *add, const WfResource *entry, gint64 source, gint64 rank, const char *alt)
{
  g_autofree char *names = fold_names (entry, alt);
  g_autofree char *hours = dup_hours (entry);
  double price = wf_query_get_month_price (entry);
  GDate first, last;

  wf_statement_bind_int (add, 1, rank);
  wf_statement_bind_text (add, 2, entry->id);
  wf_statement_bind_int (add, 3, source);
  wf_statement_bind_text (add, 4, entry->kind);
  wf_statement_bind_int (add, 5, entry->status == WF_RESOURCE_CLOSED);
  if (price >= 0)
    wf_statement_bind_double (add, 6, price);
  wf_statement_bind_text (add, 7, names);
  if (wf_date_parse_partial (entry->as_of, &first, &last))
    wf_statement_bind_int (add, 8, g_date_get_julian (&first));
  wf_statement_bind_text (add, 9, hours);
  if (wf_query_has_place (entry))
    {
      wf_statement_bind_double (add, 10, entry->point.latitude);
      wf_statement_bind_double (add, 11, entry->point.longitude);
    }
}

static gboolean
add_entry (WfIndex *self,
           const WfResource *entry,
           gint64 source,
           gint64 rank,
           const char *alt,
           GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_ENTRY, error);

  if (add == NULL)
    return FALSE;
  bind_entry (add, entry, source, rank, alt);
  return wf_statement_run (add, error);
}

static gboolean
add_body (WfIndex *self, const WfResource *entry, gint64 rank, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_BODY, error);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_int (add, 1, rank);
  wf_statement_bind_text (add, 2, wf_resource_get_text (entry));
  return wf_statement_run (add, error);
}

/* Of the heap: where the words begin, and the body. */
#define FIRST_WORDS 12
#define JSON        19

static gboolean
run_for_rank (WfIndex *self, const char *sql, gint64 rank, GError **error)
{
  g_autoptr (WfStatement) statement = wf_statement_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  wf_statement_bind_int (statement, 1, rank);
  return wf_statement_run (statement, error);
}

static gboolean
add_to_heap (WfIndex *self,
             const WfResource *entry,
             gint64 source,
             gint64 rank,
             const WfIndexWords *words,
             GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_TO_HEAP, error);

  if (add == NULL)
    return FALSE;
  bind_entry (add, entry, source, rank, words->alt);
  wf_index_words_bind (words, add, FIRST_WORDS);
  wf_statement_bind_text (add, JSON, wf_resource_get_text (entry));
  return wf_statement_run (add, error);
}

static gboolean
show (WfIndex *self, const WfResource *entry, gint64 source, gboolean is_bulk, GError **error)
{
  g_auto (WfIndexWords) words = { NULL };
  gint64 rank;

  wf_index_words_init (&words, self, entry);
  if (!find_rank (self, entry, &rank, error))
    return FALSE;
  if (is_bulk)
    return add_to_heap (self, entry, source, rank, &words, error);
  return add_entry (self, entry, source, rank, words.alt, error) &&
         add_body (self, entry, rank, error) &&
         wf_index_words_tell (self, rank, &words, FALSE, error);
}

/* What is shown at @rank, as it was when it was put there. */
static WfResource *
read_shown (WfIndex *self, gint64 rank, GError **error)
{
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, READ_BODY, error);
  const char *text;
  gboolean has_row;

  if (read == NULL)
    return NULL;
  wf_statement_bind_int (read, 1, rank);
  if (!wf_statement_step (read, &has_row, error))
    return NULL;
  text = wf_statement_get_text (read, 0);
  return wf_resource_new_from_text (text != NULL ? text : "", text != NULL ? strlen (text) : 0,
                                    error);
}

static gboolean
show_no_more (WfIndex *self, const char *id, GError **error)
{
  g_autoptr (WfStatement) find = wf_statement_prepare (self->db, FIND_RANK, error);
  g_autoptr (WfResource) entry = NULL;
  g_auto (WfIndexWords) words = { NULL };
  gboolean has_row;
  gint64 rank;

  if (find == NULL)
    return FALSE;
  wf_statement_bind_text (find, 1, id);
  if (!wf_statement_step (find, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  rank = wf_statement_get_int (find, 0);
  wf_statement_reset (find);
  entry = read_shown (self, rank, error);
  if (entry == NULL)
    return FALSE;
  wf_index_words_init (&words, self, entry);
  return wf_index_words_tell (self, rank, &words, TRUE, error) &&
         run_for_rank (self, DROP_ENTRY, rank, error) &&
         run_for_rank (self, DROP_BODY, rank, error);
}

/* Not looked at whether it is of use, nor whether it may be shown. */
static JsonObject *
make_any (
    const char *type, const char *id, JsonObject *object, WfImportReport *report, GError **error)
{
  g_autoptr (JsonObject) made = NULL;
  JsonObject *entry;

  if (strcmp (type, "service") != 0)
    return json_object_ref (object);
  made = wf_hsds_make_entry (object, report, error);
  if (made == NULL)
    return NULL;
  if (strcmp (wf_json_get_string (made, "id", ""), id) == 0)
    return g_steal_pointer (&made);
  /* An id of ours for one that is unique in its file alone. */
  entry = wf_overlay_apply (NULL, made);
  json_object_set_string_member (entry, "id", id);
  return entry;
}

/* Nobody else says for us what we pinned, noted or checked, nor where it is from. */
static JsonObject *
drop_ours (JsonObject *entry)
{
  g_autoptr (JsonObject) rest = json_object_has_member (entry, "overlay")
                                    ? wf_hsds_copy_without (entry, "overlay")
                                    : json_object_ref (entry);

  return json_object_has_member (rest, "origin") ? wf_hsds_copy_without (rest, "origin")
                                                 : g_steal_pointer (&rest);
}

static char *
make_text (
    const char *type, const char *id, JsonObject *object, WfImportReport *report, GError **error)
{
  g_autoptr (JsonObject) any = make_any (type, id, object, report, error);
  g_autoptr (JsonObject) limited = any != NULL ? wf_entry_limit (any, report) : NULL;
  g_autoptr (JsonObject) entry = limited != NULL ? drop_ours (limited) : NULL;

  return entry != NULL ? wf_json_to_text (entry) : NULL;
}

/* The text of an entry, with where it is from as its last member. */
static char *
add_origin (const char *entry, const char *id, const char *title)
{
  g_autoptr (JsonObject) origin = json_object_new ();
  g_autofree char *from = NULL;
  gsize size = strlen (entry) - strlen ("}");

  json_object_set_string_member (origin, "id", id);
  json_object_set_string_member (origin, "title", title);
  from = wf_json_to_text (origin);
  return g_strdup_printf ("%.*s,\"origin\":%s}", (int) size, entry, from);
}

/* Looked at as it will be shown: else one entry could stop all that come with it. */
char *
wf_index_make_entry (
    const char *type, const char *id, JsonObject *object, WfImportReport *report, GError **error)
{
  g_autofree char *text = make_text (type, id, object, report, error);
  g_autofree char *shown = text != NULL ? add_origin (text, "", "") : NULL;
  g_autoptr (WfResource) resource =
      shown != NULL ? wf_resource_new_from_text (shown, strlen (shown), error) : NULL;

  return resource != NULL ? g_steal_pointer (&text) : NULL;
}

/* What was made of that very record when it was staged. */
static char *
dup_staged (WfIndex *self, const char *type, const char *id, const char *json)
{
  g_autoptr (WfStatement) read =
      self->has_stage ? wf_statement_prepare (self->db, READ_STAGED, NULL) : NULL;
  gboolean has_row = FALSE;

  if (read == NULL)
    return NULL;
  wf_statement_bind_text (read, 1, type);
  wf_statement_bind_text (read, 2, id);
  wf_statement_bind_text (read, 3, json);
  return wf_statement_step (read, &has_row, NULL) && has_row ? wf_statement_dup_text (read, 0)
                                                             : NULL;
}

/* The entry of a row of %READ_BEST, with nothing laid over it. */
static char *
dup_entry (WfIndex *self, const char *id, WfStatement *row, GError **error)
{
  const char *type = wf_statement_get_text (row, 0), *json = wf_statement_get_text (row, 1);
  char *staged = dup_staged (self, type, id, json);
  g_autoptr (JsonObject) object = staged == NULL ? wf_json_parse_object (json, -1, error) : NULL;

  if (staged != NULL)
    return staged;
  return object != NULL ? make_text (type, id, object, NULL, error) : NULL;
}

static WfResource *
show_from (const char *entry, WfStatement *row, GError **error)
{
  g_autofree char *shown =
      add_origin (entry, wf_statement_get_text (row, 3), wf_statement_get_text (row, 4));

  return wf_resource_new_from_text (shown, strlen (shown), error);
}

/* With what is laid over it, which may make it unusable. */
static WfResource *
lay_over (const WfOverlay *overlay, const char *entry, WfStatement *row)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (entry, -1, NULL);
  g_autoptr (JsonObject) laid = object != NULL ? wf_overlay_apply (overlay, object) : NULL;
  g_autoptr (JsonObject) shown = laid != NULL ? wf_entry_limit (laid, NULL) : NULL;
  g_autofree char *text = shown != NULL ? wf_json_to_text (shown) : NULL;

  return text != NULL ? show_from (text, row, NULL) : NULL;
}

gboolean
wf_index_has_record (WfIndex *self, const char *id)
{
  g_autoptr (WfStatement) best = wf_statement_prepare (self->db, READ_BEST, NULL);
  gboolean has_row = FALSE;

  if (best != NULL)
    wf_statement_bind_text (best, 1, id);
  return best != NULL && wf_statement_step (best, &has_row, NULL) && has_row;
}

/* Whether what @id was merged into is still there, over any number of steps: else nothing would be
 * shown for it. */
static gboolean
has_stand_in (WfIndex *self, const char *id, const WfOverlay *overlay)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autofree char *into = overlay != NULL ? g_strdup (overlay->into) : NULL;
  gboolean is_there = FALSE;

  if (into == NULL)
    return FALSE;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (into != NULL)
    {
      g_autoptr (WfOverlay) next = wf_local_get_overlay (self->local, into, NULL);

      /* In a circle each of them is shown. */
      if (strcmp (into, id) == 0)
        return FALSE;
      if (!g_hash_table_add (seen, g_strdup (into)))
        return is_there;
      is_there = is_there || wf_index_has_record (self, into);
      g_free (into);
      into = next != NULL ? g_strdup (next->into) : NULL;
    }
  return is_there;
}

/* The file was harmed, or an older version kept it: one record must not take the others with it. */
static gboolean
go_over (GError **error, GError *why)
{
  if (why->domain != WF_JSON_ERROR &&
      !g_error_matches (why, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT))
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  g_message ("a record that cannot be read is not shown: %s", why->message);
  g_error_free (why);
  return TRUE;
}

static gboolean
show_best (WfIndex *self, const char *id, gboolean is_bulk, GError **error)
{
  g_autoptr (WfStatement) best = wf_statement_prepare (self->db, READ_BEST, error);
  g_autofree char *entry = NULL;
  g_autoptr (WfOverlay) overlay = NULL;
  g_autoptr (WfResource) resource = NULL;
  GError *why = NULL;
  gboolean has_row;

  if (best == NULL)
    return FALSE;
  wf_statement_bind_text (best, 1, id);
  if (!wf_statement_step (best, &has_row, error))
    return FALSE;
  if (self->local != NULL && (self->said == NULL || g_hash_table_contains (self->said, id)))
    overlay = wf_local_get_overlay (self->local, id, NULL);
  if (!has_row || has_stand_in (self, id, overlay))
    return TRUE;
  entry = dup_entry (self, id, best, &why);
  if (entry == NULL)
    return go_over (error, why);
  resource = overlay != NULL ? lay_over (overlay, entry, best) : NULL;
  if (resource == NULL)
    resource = show_from (entry, best, &why);
  if (resource == NULL)
    return go_over (error, why);
  return show (self, resource, wf_statement_get_int (best, 2), is_bulk, error);
}

WfResource *
wf_index_read_merged (WfIndex *self, const char *id, GError **error)
{
  g_autoptr (WfStatement) best = wf_statement_prepare (self->db, READ_BEST, error);
  g_autofree char *entry = NULL;
  gboolean has_row = FALSE;

  if (best == NULL)
    return NULL;
  wf_statement_bind_text (best, 1, id);
  if (!wf_statement_step (best, &has_row, error) || !has_row)
    return NULL;
  entry = dup_entry (self, id, best, error);
  return entry != NULL ? show_from (entry, best, error) : NULL;
}

gboolean
wf_index_begin_refresh (WfIndex *self, GError **error)
{
  g_clear_pointer (&self->refreshed, g_hash_table_unref);
  self->refreshed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return wf_index_words_begin (self, error);
}

gboolean
wf_index_refresh (WfIndex *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) merged = NULL;

  if (!g_hash_table_add (self->refreshed, g_strdup (id)))
    return TRUE;
  if (!show_no_more (self, id, error) || !show_best (self, id, FALSE, error))
    return FALSE;
  merged = self->local != NULL ? wf_local_list_merged (self->local, id, error)
                               : g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; merged != NULL && i < merged->len; i++)
    {
      if (!wf_index_refresh (self, merged->pdata[i], error))
        return FALSE;
    }
  return merged != NULL;
}

gboolean
wf_index_end_refresh (WfIndex *self, GError **error)
{
  g_clear_pointer (&self->refreshed, g_hash_table_unref);
  return wf_index_words_end (self, error);
}

gboolean
wf_index_show_in_bulk (WfIndex *self, const char *id, GError **error)
{
  return show_best (self, id, TRUE, error);
}

GPtrArray *
wf_index_list_ids (WfIndex *self, const char *sql, const char *after, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WfStatement) list = wf_statement_prepare (self->db, sql, error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return NULL;
  if (after != NULL)
    wf_statement_bind_text (list, 1, after);
  for (;;)
    {
      if (!wf_statement_step (list, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, wf_statement_dup_text (list, 0));
    }
}

/* What local.db says something about, and what it said something about before. */
typedef struct {
  WfIndex *index;
  GHashTable *ids;
} Follow;

static gboolean
follow_one (const char *id, const char *json, gpointer user_data, GError **error)
{
  Follow *follow = user_data;
  g_autoptr (WfStatement) add = NULL;

  g_hash_table_add (follow->ids, g_strdup (id));
  if (json == NULL)
    return TRUE;
  add = wf_statement_prepare (follow->index->db, ADD_OWN, error);
  if (add == NULL)
    return FALSE;
  wf_statement_bind_text (add, 1, id);
  wf_statement_bind_text (add, 2, json);
  return wf_statement_run (add, error);
}

static gboolean
add_listed (WfIndex *self, const char *sql, GHashTable *to, GError **error)
{
  g_autoptr (GPtrArray) ids = wf_index_list_ids (self, sql, NULL, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (to, g_strdup (ids->pdata[i]));
  return ids != NULL;
}

static gboolean
note_counter (WfIndex *self, gint64 counter, GError **error)
{
  g_autoptr (WfStatement) note = wf_statement_prepare (self->db, NOTE_OVERLAY_COUNTER, error);

  if (note == NULL)
    return FALSE;
  wf_statement_bind_int (note, 1, counter);
  return wf_statement_run (note, error);
}

static gboolean
drop_own (WfIndex *self, const char *id, GError **error)
{
  g_autoptr (WfStatement) drop = wf_statement_prepare (self->db, DROP_OWN_ONE, error);

  if (drop == NULL)
    return FALSE;
  wf_statement_bind_text (drop, 1, id);
  return wf_statement_run (drop, error);
}

gboolean
wf_index_follow_one (WfIndex *self, const char *id, gint64 before, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Follow follow = { self, ids };
  g_autofree char *own = wf_local_dup_own (self->local, id);
  gint64 seen;

  if (!wf_database_get_int (self->db, READ_OVERLAY_COUNTER, &seen, error))
    return FALSE;
  if (seen != before)
    return wf_index_follow_local (self, error);
  return wf_database_exec (self->db, MAKE_OWN, error) && drop_own (self, id, error) &&
         (own == NULL || follow_one (id, own, &follow, error)) &&
         wf_index_begin_refresh (self, error) && wf_index_refresh (self, id, error) &&
         wf_index_end_refresh (self, error) &&
         note_counter (self, wf_local_get_counter (self->local), error);
}

gboolean
wf_index_is_in_step_with_local (WfIndex *self)
{
  gint64 seen;

  return wf_database_get_int (self->db, READ_OVERLAY_COUNTER, &seen, NULL) &&
         seen == (self->local != NULL ? wf_local_get_counter (self->local) : 0);
}

gboolean
wf_index_follow_local (WfIndex *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Follow follow = { self, ids };
  GHashTableIter iter;
  gpointer id;
  gint64 counter = self->local != NULL ? wf_local_get_counter (self->local) : 0, seen;

  if (!wf_database_get_int (self->db, READ_OVERLAY_COUNTER, &seen, error))
    return FALSE;
  if (seen == counter)
    return TRUE;
  if (!add_listed (self, LIST_TOUCHED, ids, error) || !add_listed (self, LIST_OWN, ids, error) ||
      !add_listed (self, LIST_UNSHOWN, ids, error) ||
      !wf_database_exec (self->db, MAKE_OWN, error) ||
      !wf_database_exec (self->db, DROP_OWN, error) ||
      (self->local != NULL && !wf_local_foreach (self->local, follow_one, &follow, error)) ||
      !wf_index_begin_refresh (self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!wf_index_refresh (self, id, error))
        return FALSE;
    }
  return wf_index_end_refresh (self, error) && note_counter (self, counter, error);
}
