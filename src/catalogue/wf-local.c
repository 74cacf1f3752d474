/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * local.db: what this agency itself says about the catalogue. Owns its connection; the thread that
 * opened it. Never deletes the file, never holds anything about a person.
 *
 * Invariant: whatever changes what is shown raises the counter in the same transaction, so that
 * the cache can tell that it is behind.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-local.h"

#include "wf-catalogue-error.h"
#include "wf-catalogue-sql.h"
#include "wf-json.h"
#include "wf-migrator.h"
#include "wf-statement.h"

#include <string.h>

#define APPLICATION_ID 0x57464C4F /* "WFLO" */
#define SQL_FOLDER     "/org/digitalnavigators/Wayfinder/sql/local"
#define MEMORY         ":memory:"

#define RAISE        "UPDATE counter SET value = value + 1 WHERE only = 1"
#define READ_COUNTER "SELECT value FROM counter WHERE only = 1"

#define SOURCE_COLUMNS                                                                             \
  "id, kind, title, url, colour, priority, is_on, trust, tried_us, succeeded_us, trouble"
#define LIST_SOURCES "SELECT " SOURCE_COLUMNS " FROM source ORDER BY priority, id"
#define READ_SOURCE  "SELECT " SOURCE_COLUMNS " FROM source WHERE id = ?1"
#define PUT_SOURCE                                                                                 \
  "INSERT OR REPLACE INTO source (" SOURCE_COLUMNS ")"                                             \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
#define DROP_SOURCE "DELETE FROM source WHERE id = ?1"

#define READ_OVERLAY                                                                               \
  "SELECT o.is_pinned, o.is_hidden, o.note, o.checked, o.fields, o.base, m.into_id"                \
  " FROM (SELECT ?1 AS id) AS asked LEFT JOIN overlay AS o USING (id)"                             \
  " LEFT JOIN merged AS m USING (id) WHERE o.id IS NOT NULL OR m.id IS NOT NULL"
#define PUT_OVERLAY                                                                                \
  "INSERT OR REPLACE INTO overlay"                                                                 \
  " (id, is_pinned, is_hidden, note, checked, fields, base, changed_us)"                           \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
#define DROP_OVERLAY "DELETE FROM overlay WHERE id = ?1"
#define PUT_MERGED   "INSERT OR REPLACE INTO merged (id, into_id, changed_us) VALUES (?1, ?2, ?3)"
#define LIST_MERGED  "SELECT id FROM merged WHERE into_id = ?1 ORDER BY id"
#define DROP_MERGED  "DELETE FROM merged WHERE id = ?1"
#define PUT_OWN      "INSERT OR REPLACE INTO own_entry (id, json, changed_us) VALUES (?1, ?2, ?3)"
#define READ_OWN     "SELECT json FROM own_entry WHERE id = ?1"
#define DROP_OWN     "DELETE FROM own_entry WHERE id = ?1"
#define WALK                                                                                       \
  "SELECT id, json FROM own_entry UNION SELECT id, NULL FROM overlay"                              \
  " UNION SELECT id, NULL FROM merged ORDER BY 1"

#define READ_MAPPING "SELECT json FROM mapping WHERE headings = ?1"
#define PUT_MAPPING  "INSERT OR REPLACE INTO mapping (headings, json, used_us) VALUES (?1, ?2, ?3)"

struct _WfLocal {
  WfDatabase *db;
};

static WfLocal *
connect_to (const char *path, GError **error)
{
  g_autoptr (WfLocal) self = g_new0 (WfLocal, 1);
  g_autofree char *backup = g_strconcat (path, ".before-update", NULL);
  gboolean is_memory = strcmp (path, MEMORY) == 0;

  self->db = wf_database_open (path, WF_DATABASE_CREATE, error);
  if (self->db == NULL || !wf_migrator_run (self->db, wf_catalogue_sql_get_resource (), SQL_FOLDER,
                                            APPLICATION_ID, is_memory ? NULL : backup, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
finish (GError **error, GError *inner)
{
  return inner == NULL || wf_catalogue_take_error (error, inner);
}

/* One statement and the counter, both or neither. Takes @statement. */
static gboolean
change (WfLocal *self, WfStatement *statement, GError **error)
{
  g_autoptr (WfStatement) own = statement;

  return own != NULL && wf_statement_run (own, error) && wf_database_exec (self->db, RAISE, error);
}

static WfStatement *
prepare_for (WfLocal *self, const char *sql, const char *id, GError **error)
{
  WfStatement *statement = wf_statement_prepare (self->db, sql, error);

  if (statement != NULL)
    wf_statement_bind_text (statement, 1, id);
  return statement;
}

static JsonObject *
dup_object (WfStatement *row, int column)
{
  const char *text = wf_statement_get_text (row, column);

  return text == NULL ? NULL : wf_json_parse_object (text, -1, NULL);
}

static WfLocalSource *
read_source (WfStatement *row)
{
  WfLocalSource *source = g_new0 (WfLocalSource, 1);

  source->id = wf_statement_dup_text (row, 0);
  source->kind = wf_statement_dup_text (row, 1);
  source->title = wf_statement_dup_text (row, 2);
  source->url = wf_statement_dup_text (row, 3);
  source->colour = wf_statement_dup_text (row, 4);
  source->priority = (int) wf_statement_get_int (row, 5);
  source->is_on = wf_statement_get_int (row, 6) != 0;
  source->trust = wf_statement_dup_text (row, 7);
  source->tried_us = wf_statement_get_int (row, 8);
  source->succeeded_us = wf_statement_get_int (row, 9);
  source->trouble = wf_statement_dup_text (row, 10);
  return source;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
bind_object (WfStatement *statement, int parameter, JsonObject *object)
{
  g_autofree char *text = object != NULL ? wf_json_to_text (object) : g_strdup ("{}");

  wf_statement_bind_text (statement, parameter, text);
}

static gboolean
write_overlay (WfLocal *self, const char *id, const WfOverlay *overlay, GError **error)
{
  WfStatement *put;

  if (wf_overlay_is_empty (overlay))
    return change (self, prepare_for (self, DROP_OVERLAY, id, error), error);
  put = prepare_for (self, PUT_OVERLAY, id, error);
  if (put == NULL)
    return FALSE;
  wf_statement_bind_int (put, 2, overlay->is_pinned);
  wf_statement_bind_int (put, 3, overlay->is_hidden);
  wf_statement_bind_text (put, 4, or_empty (overlay->note));
  wf_statement_bind_text (put, 5, or_empty (overlay->checked));
  bind_object (put, 6, overlay->fields);
  bind_object (put, 7, overlay->base);
  wf_statement_bind_int (put, 8, g_get_real_time ());
  return change (self, put, error);
}

static gboolean
write_merged (WfLocal *self, const char *id, const WfOverlay *overlay, GError **error)
{
  WfStatement *put;

  if (overlay->into == NULL)
    return change (self, prepare_for (self, DROP_MERGED, id, error), error);
  put = prepare_for (self, PUT_MERGED, id, error);
  if (put == NULL)
    return FALSE;
  wf_statement_bind_text (put, 2, overlay->into);
  wf_statement_bind_int (put, 3, g_get_real_time ());
  return change (self, put, error);
}

WfLocal *
wf_local_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  GError *inner = NULL;
  WfLocal *self = connect_to (path, &inner);

  finish (error, inner);
  return self;
}

void
wf_local_close (WfLocal *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->db, wf_database_close);
  g_free (self);
}

gint64
wf_local_get_counter (WfLocal *self)
{
  gint64 value = 0;

  g_return_val_if_fail (self != NULL, 0);

  wf_database_get_int (self->db, READ_COUNTER, &value, NULL);
  return value;
}

void
wf_local_source_free (WfLocalSource *self)
{
  char *texts[] = { self->id,     self->kind,  self->title,  self->url,
                    self->colour, self->trust, self->trouble };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

GPtrArray *
wf_local_list_sources (WfLocal *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_local_source_free);
  GError *inner = NULL;
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, LIST_SOURCES, &inner);
  gboolean has_row = FALSE;

  while (read != NULL && wf_statement_step (read, &has_row, &inner) && has_row)
    g_ptr_array_add (list, read_source (read));
  return finish (error, inner) ? g_steal_pointer (&list) : NULL;
}

WfLocalSource *
wf_local_get_source (WfLocal *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  GError *inner = NULL;
  g_autoptr (WfStatement) read = prepare_for (self, READ_SOURCE, id, &inner);
  gboolean has_row = FALSE;

  if (read != NULL && wf_statement_step (read, &has_row, &inner) && has_row)
    return read_source (read);
  if (finish (error, inner))
    g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND, "there is no source “%s”",
                 id);
  return NULL;
}

gboolean
wf_local_put_source (WfLocal *self, const WfLocalSource *source, GError **error)
{
  g_return_val_if_fail (self != NULL && source != NULL && source->id != NULL, FALSE);

  GError *inner = NULL;
  g_autoptr (WfStatement) put = prepare_for (self, PUT_SOURCE, source->id, &inner);

  if (put != NULL)
    {
      wf_statement_bind_text (put, 2, or_empty (source->kind));
      wf_statement_bind_text (put, 3, or_empty (source->title));
      wf_statement_bind_text (put, 4, or_empty (source->url));
      wf_statement_bind_text (put, 5, or_empty (source->colour));
      wf_statement_bind_int (put, 6, source->priority);
      wf_statement_bind_int (put, 7, source->is_on);
      wf_statement_bind_text (put, 8, source->trust != NULL ? source->trust : "{}");
      wf_statement_bind_int (put, 9, source->tried_us);
      wf_statement_bind_int (put, 10, source->succeeded_us);
      wf_statement_bind_text (put, 11, or_empty (source->trouble));
      wf_statement_run (put, &inner);
    }
  return finish (error, inner);
}

gboolean
wf_local_remove_source (WfLocal *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  GError *inner = NULL;
  g_autoptr (WfStatement) drop = prepare_for (self, DROP_SOURCE, id, &inner);

  if (drop != NULL)
    wf_statement_run (drop, &inner);
  return finish (error, inner);
}

void
wf_overlay_free (WfOverlay *self)
{
  g_free (self->note);
  g_free (self->checked);
  g_free (self->into);
  g_clear_pointer (&self->fields, json_object_unref);
  g_clear_pointer (&self->base, json_object_unref);
  g_free (self);
}

gboolean
wf_overlay_is_empty (const WfOverlay *self)
{
  return !self->is_pinned && !self->is_hidden && *or_empty (self->note) == '\0' &&
         *or_empty (self->checked) == '\0' &&
         (self->fields == NULL || json_object_get_size (self->fields) == 0);
}

WfOverlay *
wf_local_get_overlay (WfLocal *self, const char *id, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  GError *inner = NULL;
  g_autoptr (WfStatement) read = prepare_for (self, READ_OVERLAY, id, &inner);
  gboolean has_row = FALSE;

  if (read == NULL || !wf_statement_step (read, &has_row, &inner) || !has_row)
    {
      finish (error, inner);
      return NULL;
    }

  WfOverlay *overlay = g_new0 (WfOverlay, 1);

  overlay->is_pinned = wf_statement_get_int (read, 0) != 0;
  overlay->is_hidden = wf_statement_get_int (read, 1) != 0;
  overlay->note = g_strdup (or_empty (wf_statement_get_text (read, 2)));
  overlay->checked = g_strdup (or_empty (wf_statement_get_text (read, 3)));
  overlay->fields = dup_object (read, 4);
  overlay->base = dup_object (read, 5);
  overlay->into = wf_statement_dup_text (read, 6);
  return overlay;
}

GPtrArray *
wf_local_list_merged (WfLocal *self, const char *into, GError **error)
{
  g_return_val_if_fail (self != NULL && into != NULL, NULL);

  GError *inner = NULL;
  g_autoptr (WfStatement) list = prepare_for (self, LIST_MERGED, into, &inner);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = TRUE;

  while (list != NULL && wf_statement_step (list, &has_row, &inner) && has_row)
    g_ptr_array_add (ids, wf_statement_dup_text (list, 0));
  return finish (error, inner) ? g_steal_pointer (&ids) : NULL;
}

gboolean
wf_local_put_overlay (WfLocal *self, const char *id, const WfOverlay *overlay, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && overlay != NULL, FALSE);

  GError *inner = NULL;

  if (wf_database_begin (self->db, &inner))
    wf_database_end (self->db,
                     write_overlay (self, id, overlay, &inner) &&
                         write_merged (self, id, overlay, &inner),
                     &inner);
  return finish (error, inner);
}

gboolean
wf_local_put_own (WfLocal *self, const char *id, const char *json, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  GError *inner = NULL;

  if (wf_database_begin (self->db, &inner))
    {
      WfStatement *put = prepare_for (self, json != NULL ? PUT_OWN : DROP_OWN, id, &inner);

      if (put != NULL && json != NULL)
        {
          wf_statement_bind_text (put, 2, json);
          wf_statement_bind_int (put, 3, g_get_real_time ());
        }
      wf_database_end (self->db, change (self, put, &inner), &inner);
    }
  return finish (error, inner);
}

char *
wf_local_dup_own (WfLocal *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  g_autoptr (WfStatement) read = prepare_for (self, READ_OWN, id, NULL);
  gboolean has_row = FALSE;

  return read != NULL && wf_statement_step (read, &has_row, NULL) && has_row
             ? wf_statement_dup_text (read, 0)
             : NULL;
}

gboolean
wf_local_foreach (WfLocal *self, WfLocalVisit visit, gpointer user_data, GError **error)
{
  g_return_val_if_fail (self != NULL && visit != NULL, FALSE);

  GError *inner = NULL;
  g_autoptr (WfStatement) walk = wf_statement_prepare (self->db, WALK, &inner);
  gboolean has_row = FALSE;

  while (walk != NULL && wf_statement_step (walk, &has_row, &inner) && has_row)
    {
      if (!visit (wf_statement_get_text (walk, 0), wf_statement_get_text (walk, 1), user_data,
                  error))
        return FALSE;
    }
  return finish (error, inner);
}

char *
wf_local_dup_mapping (WfLocal *self, const char *headings)
{
  g_return_val_if_fail (self != NULL && headings != NULL, NULL);

  g_autoptr (WfStatement) read = prepare_for (self, READ_MAPPING, headings, NULL);
  gboolean has_row = FALSE;

  return read != NULL && wf_statement_step (read, &has_row, NULL) && has_row
             ? wf_statement_dup_text (read, 0)
             : NULL;
}

gboolean
wf_local_put_mapping (
    WfLocal *self, const char *headings, const char *json, gint64 now_us, GError **error)
{
  g_return_val_if_fail (self != NULL && headings != NULL && json != NULL, FALSE);

  GError *inner = NULL;
  g_autoptr (WfStatement) put = prepare_for (self, PUT_MAPPING, headings, &inner);

  if (put != NULL)
    {
      wf_statement_bind_text (put, 2, json);
      wf_statement_bind_int (put, 3, now_us);
      wf_statement_run (put, &inner);
    }
  return finish (error, inner);
}
